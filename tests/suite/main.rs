//! Tests of newsroom from the outside: the command line and the built tree.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may touch the disk, and fails by panicking"
)]

mod architecture;
mod bad_input;
mod duplicate_evaluation;
mod duplicate_properties;
mod duplicates;
mod golden;
mod languages;
mod lifecycle;
mod lists_and_feeds;
mod properties;
mod publishing;
mod safety;
mod support;
