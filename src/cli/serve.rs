//! `newsroom serve`: a preview in the browser that follows what is saved.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use jiff::Timestamp;

use super::report::{self, counted};
use super::{WRONG_USAGE, show};
use crate::diagnostic::Diagnostic;
use crate::serve::{self, Look, Notice, Settings};

/// Where the preview is, unless something else is there already.
const PORT: u16 = 8080;
/// So many ports are tried then.
const TRIED: u16 = 20;

#[derive(Args)]
pub(super) struct ServeArguments {
    /// The folder of the site, with content/ in it
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// Show drafts and embargoed announcements as well, marked as such
    #[arg(long)]
    drafts: bool,
    /// The port [default: the first free one from 8080 on]
    #[arg(long)]
    port: Option<u16>,
    /// The address to listen at; with 0.0.0.0 every machine of the network sees the preview
    #[arg(long, value_name = "IP", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
}

pub(super) fn serve(arguments: &ServeArguments) -> ExitCode {
    let listener = match listen(arguments) {
        Ok(listener) => listener,
        Err(error) => {
            let port = arguments.port.unwrap_or(PORT);
            show(&format!(
                "cannot listen at {}, port {port}: {error}; choose another with --port\n",
                arguments.host
            ));
            return ExitCode::from(WRONG_USAGE);
        }
    };
    let settings = Settings {
        root: arguments.root.clone(),
        base_url: None,
        drafts: arguments.drafts,
        now,
    };
    match serve::serve(settings, listener, say) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            show(&format!("the preview has ended: {error}\n"));
            ExitCode::FAILURE
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "the clock is read in cli")]
fn now() -> Timestamp {
    Timestamp::now()
}

fn listen(arguments: &ServeArguments) -> std::io::Result<TcpListener> {
    if let Some(port) = arguments.port {
        return TcpListener::bind((arguments.host, port));
    }
    let mut ports = PORT..PORT + TRIED;
    loop {
        let tried = ports
            .next()
            .map(|port| TcpListener::bind((arguments.host, port)));
        match tried {
            Some(Err(error)) if error.kind() == ErrorKind::AddrInUse && !ports.is_empty() => {}
            Some(result) => return result,
            None => return Err(ErrorKind::AddrInUse.into()),
        }
    }
}

fn say(notice: Notice<'_>) {
    match notice {
        Notice::Ready(url) => show(&format!(
            "the preview is at {url} until you press Ctrl+C; nothing is published\n"
        )),
        Notice::Looked(look) => show(&looked(look)),
        Notice::Blind(reason) => show(&format!(
            "changes are not noticed, so pages stay as they are until you start this again: {reason}\n"
        )),
    }
}

/// What is new draws attention; of what was wrong before, the number is enough.
fn looked(look: &Look) -> String {
    let before = look.problems.len() - look.news.len();
    let counts = match (look.news.len(), before) {
        (_, 0) => counts(&look.problems),
        (0, _) => format!("{}, as before", counts(&look.problems)),
        _ => format!(
            "{}; with those of before {}",
            counts(&look.news),
            counts(&look.problems)
        ),
    };
    let shown = match (look.has_errors(), look.has_pages()) {
        (false, _) => "",
        (true, true) => "; the pages are as they were before",
        (true, false) => "; there is no page to show yet",
    };
    format!("{}{counts}{shown}\n", report::drawn(&look.news))
}

fn counts(problems: &[Diagnostic]) -> String {
    let errors = problems.iter().filter(|one| one.is_error()).count();
    let warnings = problems.len() - errors;
    format!(
        "{}, {}",
        counted(errors, "error"),
        counted(warnings, "warning")
    )
}
