//! newsroom builds the static, bilingual announcement site of a public authority from a folder of Markdown.
//!
//! The pipeline is a straight line, and [`pipeline::run`] is the only place where its stages meet:
//!
//! 1. [`discover`]: `content/` to sorted sources and files
//! 2. [`parse`]: a source to an edition, a valid document in one language
//! 3. [`resolve`]: editions to the archive: paired, ordered, links and duplicates decided
//! 4. [`plan`]: the archive to a plan: every address once, with what fills it
//! 5. [`render`]: a page of the plan to bytes
//!    and [`pictures`]: the pictures of the plan to variants that suit phones
//! 6. [`publish`]: bytes to the output folder, all or nothing
//!
//! What holds everywhere:
//!
//! - Stages never import one another; what crosses a stage is a type of [`model`].
//! - A value exists only when it is legal: no field is filled in later.
//! - Disk is touched only by discover, config, theme, assets, cache, publish, import, serve and cli; the clock is read in cli alone.
//! - Another program is run by git alone, which writes older versions of a site into temporary folders.
//! - The same input gives the same bytes: nothing that reaches the output comes from a hash table's order,
//!   the file system's order, the clock or the machine.
//! - An error is located data ([`diagnostic`]); all errors of a run are reported, and then nothing is written.

pub mod diagnostic;
pub mod language;
pub mod source;

pub mod amend;
mod assets;
mod cache;
mod compression;
pub mod config;
pub mod fields;
pub mod imaging;
pub mod markdown;
pub mod model;
pub mod slug;
pub mod text;
pub mod yaml;

pub mod discover;
pub mod parse;
pub mod pictures;
pub mod plan;
pub mod publish;
pub mod render;
pub mod resolve;
pub mod theme;

pub mod cli;
pub mod compare;
pub mod git;
pub mod hosting;
pub mod import;
mod leaks;
pub mod pipeline;
pub mod scaffold;
pub mod serve;
pub mod staged;
mod weight;
