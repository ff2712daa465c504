//! `newsroom translated`: notes in a translation which state of its original it renders.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::edition::{Refusal, edition, examine_all, refuse, site_path, why_not};
use super::{CONTENT_ERRORS, WRONG_USAGE, report, show, write_amended};
use crate::amend;
use crate::config::Config;
use crate::language::{Language, Words};
use crate::model::archive::Archive;
use crate::pipeline::Report;
use crate::resolve::fingerprint;

#[derive(Args)]
pub(super) struct TranslatedArguments {
    /// The folder of the site, with content/ in it
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// The translations that are up to date, from here or from the folder of the site
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

pub(super) fn translated(arguments: &TranslatedArguments, language: Language) -> ExitCode {
    let (report, examined) = examine_all(&arguments.root);
    let Some((config, archive)) = examined else {
        show(&report::problems(&report, language));
        return ExitCode::from(CONTENT_ERRORS);
    };
    let mut status = 0;
    for file in &arguments.files {
        let said = |words: &Words| {
            let (file, words) = (file.display(), words.get(language));
            language.pick(format!("{file}: {words}\n"), format!("{file}：{words}\n"))
        };
        match stamp(file, &arguments.root, &report, &config, &archive) {
            Ok(done) => show(&said(&done)),
            Err(refusal) => {
                show(&said(&refusal.reason));
                status = status.max(refusal.status);
            }
        }
    }
    ExitCode::from(status)
}

/// Stamps one file; what was done, in words.
fn stamp(
    file: &Path,
    root: &Path,
    report: &Report,
    config: &Config,
    archive: &Archive,
) -> Result<Words, Refusal> {
    let Some(path) = site_path(file, root) else {
        return refuse(
            WRONG_USAGE,
            Words::new("there is no such file in this site", "本网站没有这个文件"),
        );
    };
    let Some((announcement, lang, text)) = edition(archive, &path) else {
        return refuse(CONTENT_ERRORS, why_not(&path, report));
    };
    let original = &announcement.original.source.path;
    if lang == announcement.original_lang {
        let reason = Words::new(
            "this is the original, and only translations are stamped: name the file of the translation",
            "这是原文，只有译文才需要标记：请写译文的文件",
        );
        return refuse(WRONG_USAGE, reason);
    }
    let now = fingerprint(announcement, config);
    if text
        .translates
        .as_ref()
        .is_some_and(|stamped| stamped.value == now)
    {
        return Ok(Words::with(
            format!("is stamped as a translation of {original} as it is now; nothing to do"),
            format!("已注明与 {original} 现在的文本一致，不必处理"),
        ));
    }
    let Some(amended) = amend::set(&text.source.text, "translates", &now.to_string()) else {
        let reason = Words::with(
            format!("its front matter cannot be changed here; write into it: translates: {now}"),
            format!("无法修改它的文件头；请在里面写：translates: {now}"),
        );
        return refuse(CONTENT_ERRORS, reason);
    };
    match write_amended(root, &path, &amended) {
        Ok(()) => Ok(Words::with(
            format!("stamped as a translation of {original} as it is now"),
            format!("已注明：这份译文与 {original} 现在的文本一致"),
        )),
        Err(error) => {
            let error = Words::from(error);
            let reason = Words::with(
                format!("cannot be written: {}", error.get(Language::English)),
                format!("无法写入：{}", error.get(Language::Chinese)),
            );
            refuse(CONTENT_ERRORS, reason)
        }
    }
}
