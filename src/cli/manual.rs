//! `newsroom manual`: the man pages of the program and of each command.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Command};

use super::{WRONG_USAGE, not_written, show};
use crate::language::Language;

#[derive(Args)]
pub(super) struct ManualArguments {
    /// The folder for the pages, such as /usr/local/share/man/man1
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

#[allow(clippy::disallowed_methods, reason = "this command writes man pages")]
pub(super) fn manual(
    arguments: &ManualArguments,
    command: Command,
    language: Language,
) -> ExitCode {
    let folder = &arguments.folder;
    let written =
        std::fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(command, folder));
    match written {
        Ok(()) => {
            let folder = folder.display();
            show(&language.pick(
                format!("the man pages are in {folder}: man {folder}/newsroom.1\n"),
                format!("手册页已写入 {folder}：man {folder}/newsroom.1\n"),
            ));
            ExitCode::SUCCESS
        }
        Err(error) => {
            let reason = not_written(&folder.display().to_string(), error);
            show(&format!("{}\n", reason.get(language)));
            ExitCode::from(WRONG_USAGE)
        }
    }
}
