//! `newsroom hosting`: the configuration of a web server for the site.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use jiff::Timestamp;

use super::build::{self, Format, SiteArguments};
use super::{CONTENT_ERRORS, report, show};
use crate::config::BaseUrl;
use crate::hosting::{Rules, Server};
use crate::language::Language;
use crate::pipeline;

#[derive(Args)]
pub(super) struct HostingArguments {
    /// The server
    #[arg(value_enum)]
    server: Server,
    /// The folder of the site, with content/ in it
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// The time at which embargoes are judged, such as 2023-04-14T10:00:00+08:00 [default: now]
    #[arg(long, value_name = "RFC3339", value_parser = build::time)]
    now: Option<Timestamp>,
    /// Where the site will be, in place of base_url in content/site.yaml
    #[arg(long, value_name = "URL", value_parser = build::base_url)]
    base_url: Option<BaseUrl>,
    /// The folder on the server that answers for the address / of the host [default: /var/www/HOST]
    #[arg(long, value_name = "DIR", value_parser = document_root)]
    document_root: Option<String>,
}

/// A folder that means the same in the syntax of every server.
fn document_root(text: &str) -> Result<String, String> {
    let is_plain = |character: char| {
        character.is_alphanumeric() || matches!(character, '/' | '.' | '-' | '_' | ' ')
    };
    if text.starts_with('/') && text.chars().all(is_plain) {
        Ok(text.to_owned())
    } else {
        Err(
            "expected the full path of a folder on the server, of letters, digits and / . - _"
                .into(),
        )
    }
}

pub(super) fn hosting(arguments: &HostingArguments, language: Language) -> ExitCode {
    let site = SiteArguments {
        root: arguments.root.clone(),
        now: arguments.now,
        base_url: arguments.base_url.clone(),
        drafts: false,
        format: Format::Text,
    };
    let (result, rules) = pipeline::survey(&site.options(None), |site| {
        let document_root = arguments.document_root.clone();
        let document_root =
            document_root.unwrap_or_else(|| format!("/var/www/{}", site.config.base_url.host()));
        Rules::of(site, &document_root)
    });
    show(&report::problems(&result, language));
    let Some(rules) = rules.filter(|_| !result.has_errors()) else {
        return ExitCode::from(CONTENT_ERRORS);
    };
    // A closed pipe is no failure.
    let _ = std::io::stdout()
        .lock()
        .write_all(rules.configuration(arguments.server).as_bytes());
    ExitCode::SUCCESS
}
