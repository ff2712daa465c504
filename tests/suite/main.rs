//! Tests of newsroom from the outside: the command line and the built tree.

mod architecture;
mod bad_input;
mod duplicates;
mod golden;
mod languages;
mod lifecycle;
mod lists_and_feeds;
mod properties;
mod publishing;
mod safety;
mod support;
