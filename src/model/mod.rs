//! The types that cross stages; each can only be constructed when it is legal.

pub mod address;
pub mod archive;
pub mod edition;
pub mod encoding;
pub mod fingerprint;
pub mod lang;
pub mod media_type;
pub mod moment;
pub mod names;
pub mod picture;
pub mod plan;
pub mod statement;
pub mod translation;
