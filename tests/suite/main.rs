//! Tests of newsroom from the outside: the command line and the built tree.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test may touch the disk, fails by panicking, and may print a table"
)]

mod addresses;
mod architecture;
mod bad_input;
mod chinese_markdown;
mod documentation;
mod duplicate_evaluation;
mod duplicate_losses;
mod duplicate_properties;
mod duplicates;
mod explain;
mod golden;
mod hosting;
mod import;
mod language_gaps;
mod languages;
mod lifecycle;
mod lists_and_feeds;
mod messages;
mod metadata;
mod names_and_dates;
mod page_weight;
mod parity;
mod parity_evaluation;
mod pictures;
mod precompress;
mod properties;
mod publishing;
mod safety;
mod scaffold;
mod serve;
mod staged;
mod support;
mod themes;
mod translations;
