//! Pictures as bytes: what a file holds, and the variants made of it. Pure: no disk, no threads.
//!
//! The same file gives the same bytes on every machine: decoding and resizing use integers, whose results are equal
//! with and without SIMD, and AVIF is encoded without assembly on one thread.

mod decode;
mod encode;
mod exif;
mod inspect;

pub use decode::{Decoded, decode, decoding_cost};
pub use encode::encode;
pub use inspect::inspect;
