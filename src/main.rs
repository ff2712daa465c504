//! A door: the arguments go to the library, its exit status to the system.

use std::process::ExitCode;

fn main() -> ExitCode {
    newsroom::cli::main(std::env::args_os())
}
