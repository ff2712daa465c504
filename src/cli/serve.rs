//! `newsroom serve`: a preview in the browser that follows what is saved.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use jiff::Timestamp;

use super::{WRONG_USAGE, report, show};
use crate::language::{Language, Words};
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

pub(super) fn serve(arguments: &ServeArguments, language: Language) -> ExitCode {
    let listener = match listen(arguments) {
        Ok(listener) => listener,
        Err(error) => {
            let port = arguments.port.unwrap_or(PORT);
            let host = arguments.host;
            let error = Words::from(error);
            show(&language.pick(
                format!(
                    "cannot listen at {host}, port {port}: {}; choose another with --port\n",
                    error.get(language)
                ),
                format!(
                    "无法使用 {host} 的端口 {port}：{}；请用 --port 换一个\n",
                    error.get(language)
                ),
            ));
            return ExitCode::from(WRONG_USAGE);
        }
    };
    let settings = Settings {
        root: arguments.root.clone(),
        base_url: None,
        drafts: arguments.drafts,
        now,
        language,
    };
    match serve::serve(settings, listener, move |notice| say(notice, language)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let error = Words::from(error);
            show(&language.pick(
                format!("the preview has ended: {}\n", error.get(language)),
                format!("预览已结束：{}\n", error.get(language)),
            ));
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

fn say(notice: Notice<'_>, language: Language) {
    match notice {
        Notice::Ready(url) => show(&language.pick(
            format!("the preview is at {url} until you press Ctrl+C; nothing is published\n"),
            format!("预览地址：{url}，按 Ctrl+C 结束；没有发布任何内容\n"),
        )),
        Notice::Looked(look) => show(&looked(look, language)),
        Notice::Blind(reason) => show(&language.pick(
            format!("changes are not noticed, so pages stay as they are until you start this again: {reason}\n"),
            format!("无法察觉文件的改动，页面在重新启动之前保持不变：{reason}\n"),
        )),
    }
}

/// What is new is drawn; of what was wrong before, the number is enough.
fn looked(look: &Look, language: Language) -> String {
    let all = report::found(&look.problems, language);
    let counts = match (look.news.len(), look.problems.len()) {
        (news, all_of_them) if news == all_of_them => all,
        (0, _) => language.pick(format!("{all}, as before"), format!("{all}，与之前相同")),
        _ => {
            let new = report::found(&look.news, language);
            language.pick(
                format!("{new}; with those of before {all}"),
                format!("新增 {new}；连同之前的共 {all}"),
            )
        }
    };
    let shown = match (look.has_errors(), look.has_pages()) {
        (false, _) => "",
        (true, true) => language.pick(
            "; the pages are as they were before",
            "；页面仍是之前的样子",
        ),
        (true, false) => language.pick("; there is no page to show yet", "；还没有页面可以显示"),
    };
    format!("{}{counts}{shown}\n", report::drawn(&look.news, language))
}
