//! `newsroom new`: the file of a new announcement, or the skeleton of a translation.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use jiff::Timestamp;

use super::edition::{Refusal, edition, examine_all, refuse, site_path, why_not};
use super::{CONTENT_ERRORS, WRONG_USAGE, not_written, report, show};
use crate::config::Config;
use crate::diagnostic::Problem;
use crate::language::{Language, Words};
use crate::model::archive::{Announcement, Archive};
use crate::model::lang::Lang;
use crate::model::moment::{Moment, MomentError};
use crate::model::names::{Slug, TopicId};
use crate::pipeline::Report;
use crate::resolve::{facts_of_original, fingerprint};
use crate::scaffold::{NewAnnouncement, Skeleton};
use crate::slug::propose;
use crate::text::closest;

#[derive(Args)]
pub(super) struct NewArguments {
    /// The headline of the announcement
    #[arg(
        value_name = "HEADLINE",
        required_unless_present = "translate",
        conflicts_with = "translate"
    )]
    title: Option<String>,
    /// Its topic, an id of content/topics.yaml; several with commas
    #[arg(
        long,
        value_name = "ID",
        value_delimiter = ',',
        conflicts_with = "translate"
    )]
    topic: Vec<String>,
    /// The language, as in the names of the files [default: the first of the site, or the one that lacks a translation]
    #[arg(long, value_name = "CODE")]
    lang: Option<String>,
    /// When it is published: 2026-03-12 or "2026-03-12 10:00" [default: now, in the site's time zone]
    #[arg(long, value_name = "DATE", conflicts_with = "translate")]
    date: Option<String>,
    /// Give the announcement a folder of its own, for its pictures and attachments
    #[arg(long, conflicts_with = "translate")]
    folder: bool,
    /// Start the translation of this announcement, beside it
    #[arg(long, value_name = "FILE")]
    translate: Option<PathBuf>,
    /// The folder of the site, with content/ in it
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
}

/// A file that is to be written.
struct Draft {
    /// From the root of the site.
    path: String,
    text: String,
    /// What to say besides its path.
    advice: Words,
}

pub(super) fn new(arguments: &NewArguments, language: Language) -> ExitCode {
    let (report, examined) = examine_all(&arguments.root);
    let Some((config, archive)) = examined else {
        show(&report::problems(&report, language));
        return ExitCode::from(CONTENT_ERRORS);
    };
    let draft = match (&arguments.translate, &arguments.title) {
        (Some(file), _) => translation(file, arguments, &report, &config, &archive),
        (None, title) => {
            let title = title.as_deref().unwrap_or_default();
            announcement(title, arguments, &config, &archive)
        }
    };
    let written = draft.and_then(|draft| {
        write_new(&arguments.root, &draft.path, &draft.text)?;
        Ok(draft)
    });
    match written {
        Ok(draft) => {
            let path = shown(&arguments.root, &draft.path);
            // Alone on standard output, for an editor. A closed pipe is no failure.
            let _ = writeln!(std::io::stdout().lock(), "{}", path.display());
            show(draft.advice.get(language));
            ExitCode::SUCCESS
        }
        Err(refusal) => {
            show(&format!("{}\n", refusal.reason.get(language)));
            ExitCode::from(refusal.status)
        }
    }
}

/// What is wrong with an argument, in the words that the same mistake in a file has.
fn wrong_usage<T>(problem: &Problem) -> Result<T, Refusal> {
    let in_language = |language| {
        let words = problem.describe(language);
        format!("{}\n  {}", words.message, words.help)
    };
    let (english, chinese) = (Language::English, Language::Chinese);
    refuse(
        WRONG_USAGE,
        Words::with(in_language(english), in_language(chinese)),
    )
}

fn shown(root: &Path, path: &str) -> PathBuf {
    if root == Path::new(".") {
        path.into()
    } else {
        root.join(path)
    }
}

fn announcement(
    title: &str,
    arguments: &NewArguments,
    config: &Config,
    archive: &Archive,
) -> Result<Draft, Refusal> {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.chars().all(char::is_control) {
        return refuse(WRONG_USAGE, words::NO_HEADLINE);
    }
    let lang = match &arguments.lang {
        Some(code) => site_language(code, config)?,
        None => config.languages.default_lang(),
    };
    let ids = arguments.topic.iter();
    let topics: Vec<TopicId> = ids.map(|id| topic(id, config)).collect::<Result<_, _>>()?;
    let date = date(arguments.date.as_deref(), config)?;
    let month = date.day().strftime("content/%Y/%m").to_string();
    let proposed = propose(&title);
    let is_proposed = proposed.is_some();
    let proposed = proposed.or_else(|| Slug::new("announcement"));
    let names = proposed.iter().flat_map(|first| {
        let others = (2..).filter_map(move |number| Slug::new(&format!("{first}-{number}")));
        std::iter::once(first.clone()).chain(others)
    });
    let there = names_in(&arguments.root.join(&month));
    let mut taken = None;
    for slug in names {
        match holder(&slug, &date, &month, &there, archive) {
            Some(holder) => taken = taken.or(Some((slug, holder))),
            None => {
                let code = &config.languages[lang].code;
                let path = if arguments.folder {
                    format!("{month}/{slug}/index.{code}.md")
                } else {
                    format!("{month}/{slug}.{code}.md")
                };
                let new = NewAnnouncement {
                    title: &title,
                    lang,
                    date: &date,
                    topics: &topics,
                };
                let advice = words::announcement(&slug, &path, is_proposed, taken.as_ref());
                return Ok(Draft {
                    text: new.text(config),
                    path,
                    advice,
                });
            }
        }
    }
    // There is always another number.
    refuse(CONTENT_ERRORS, words::NO_HEADLINE)
}

/// Who has the name already: the file of an announcement of that day, with its headline, or a file or folder at the
/// place of the new one.
fn holder(
    slug: &Slug,
    date: &Moment,
    month: &str,
    there: &[String],
    archive: &Archive,
) -> Option<String> {
    let has_address = |one: &&Announcement| one.day() == date.day() && one.facts.slug == *slug;
    if let Some(one) = archive.announcements.iter().find(has_address) {
        return Some(words::holder(
            &one.original.source.path,
            &one.original.title,
        ));
    }
    let is_its_file = |name: &&String| {
        let rest = name.strip_prefix(slug.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') && rest.ends_with(".md"))
    };
    there.iter().find(is_its_file).map(|name| {
        let path = format!("{month}/{name}");
        let mut announcements = archive.announcements.iter();
        let known = announcements.find(|one| {
            let source = &one.original.source.path;
            source.starts_with(&format!("{month}/{slug}."))
                || source.starts_with(&format!("{path}/"))
        });
        match known {
            Some(one) => words::holder(&one.original.source.path, &one.original.title),
            None => path,
        }
    })
}

/// The names of what a folder holds, sorted; none if there is no such folder.
#[allow(clippy::disallowed_methods, reason = "cli looks where it is to write")]
fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let names = entries.filter_map(|entry| Some(entry.ok()?.file_name().to_str()?.to_owned()));
    let mut names: Vec<String> = names.collect();
    names.sort_unstable();
    names
}

fn site_language(code: &str, config: &Config) -> Result<Lang, Refusal> {
    match config.languages.by_code(code) {
        Some(lang) => Ok(lang),
        None => wrong_usage(&Problem::UnknownLanguage {
            code: code.into(),
            codes: config.languages.codes().map(str::to_owned).collect(),
            nearest: closest(code, config.languages.codes()).map(str::to_owned),
        }),
    }
}

fn topic(id: &str, config: &Config) -> Result<TopicId, Refusal> {
    let known = || config.topics.iter().map(|topic| topic.id.as_str());
    match config.topics.iter().find(|topic| topic.id.as_str() == id) {
        Some(topic) => Ok(topic.id.clone()),
        None => {
            let labels = config.topics.iter().find(|topic| {
                let mut labels = topic.label.iter();
                labels.any(|(_, label)| label.to_lowercase() == id.to_lowercase())
            });
            let meant = labels.map(|topic| topic.id.as_str());
            wrong_usage(&Problem::UnknownTopic {
                topic: id.into(),
                nearest: meant.or_else(|| closest(id, known())).map(str::to_owned),
                known: known().map(str::to_owned).collect(),
            })
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "the clock is read in cli")]
fn date(stated: Option<&str>, config: &Config) -> Result<Moment, Refusal> {
    let now = || {
        let now = Timestamp::now().to_zoned_datetime(config.time_zone.clone());
        now.strftime("%Y-%m-%d %H:%M").to_string()
    };
    let text = stated.map_or_else(now, str::to_owned);
    Moment::parse(&text, &config.time_zone).or_else(|error| match error {
        MomentError::Form => wrong_usage(&Problem::BadDateForm {
            text,
            nearest: None,
        }),
        MomentError::Impossible => wrong_usage(&Problem::ImpossibleDate { text }),
    })
}

fn translation(
    file: &Path,
    arguments: &NewArguments,
    report: &Report,
    config: &Config,
    archive: &Archive,
) -> Result<Draft, Refusal> {
    let Some(path) = site_path(file, &arguments.root) else {
        return refuse(WRONG_USAGE, words::no_such_file(file));
    };
    let Some((announcement, lang, _)) = edition(archive, &path) else {
        let reason = words::of_file(&path, &why_not(&path, report));
        return refuse(CONTENT_ERRORS, reason);
    };
    let original = &announcement.original.source.path;
    if lang != announcement.original_lang {
        return refuse(WRONG_USAGE, words::not_the_original(&path, original));
    }
    let into = match &arguments.lang {
        Some(code) => site_language(code, config)?,
        None => only_missing(announcement, config)?,
    };
    if let Some(text) = announcement.edition(into) {
        return refuse(WRONG_USAGE, words::exists(&text.source.path));
    }
    let code = |lang: Lang| &config.languages[lang].code;
    let stem = original.strip_suffix(&format!(".{}.md", code(lang)));
    let path = format!("{}.{}.md", stem.unwrap_or(original), code(into));
    let skeleton = Skeleton {
        announcement,
        lang: into,
        tag: &config.languages[into].tag,
        fingerprint: &fingerprint(announcement, config),
        facts: &facts_of_original(announcement, config),
    };
    Ok(Draft {
        text: skeleton.text(),
        advice: words::translation(original, &path),
        path,
    })
}

/// The only language that has no edition.
fn only_missing(announcement: &Announcement, config: &Config) -> Result<Lang, Refusal> {
    let all = config.languages.all();
    let missing: Vec<Lang> = all
        .filter(|lang| announcement.edition(*lang).is_none())
        .collect();
    match missing[..] {
        [lang] => Ok(lang),
        [] => {
            let translations = announcement.translations.iter();
            let paths: Vec<&str> = translations
                .map(|(_, text)| text.source.path.as_str())
                .collect();
            refuse(WRONG_USAGE, words::all_exist(&paths))
        }
        _ => {
            let codes: Vec<&str> = missing
                .iter()
                .map(|lang| config.languages[*lang].code.as_str())
                .collect();
            refuse(WRONG_USAGE, words::which_language(&codes))
        }
    }
}

/// Writes a file that is not there yet, whole or not at all.
#[allow(clippy::disallowed_methods, reason = "this command writes content")]
fn write_new(root: &Path, path: &str, text: &str) -> Result<(), Refusal> {
    let file = root.join(path);
    let folder = file.parent().map_or(Ok(()), std::fs::create_dir_all);
    let opened = folder.and_then(|()| {
        std::fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&file)
    });
    let written = match opened {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            return refuse(WRONG_USAGE, words::exists(path));
        }
        opened => opened.and_then(|mut opened| {
            let written = opened.write_all(text.as_bytes());
            if written.is_err() {
                // What failed is told; half a file helps nobody.
                let _ = std::fs::remove_file(&file);
            }
            written
        }),
    };
    written.or_else(|error| refuse(CONTENT_ERRORS, not_written(path, error)))
}

/// What this command says.
mod words {
    use std::path::Path;

    use crate::language::{Language, Words};
    use crate::model::names::Slug;

    pub(super) const NO_HEADLINE: Words = Words::new(
        "write the headline, for example: newsroom new \"Spring job fair on 14 March\"",
        "请写标题，例如：newsroom new \"千山市将于3月14日举办春季招聘会\"",
    );

    pub(super) fn holder(path: &str, title: &str) -> String {
        format!("{path}, \"{title}\"")
    }

    pub(super) fn of_file(path: &str, reason: &Words) -> Words {
        Words::with(
            format!("{path}: {}", reason.get(Language::English)),
            format!("{path}：{}", reason.get(Language::Chinese)),
        )
    }

    /// `taken` is the name that was proposed first, with who has it.
    pub(super) fn announcement(
        slug: &Slug,
        path: &str,
        is_proposed: bool,
        taken: Option<&(Slug, String)>,
    ) -> Words {
        let (mut english, mut chinese) = (String::new(), String::new());
        if let Some((first, holder)) = taken {
            english.push_str(&format!(
                "the name {first} is taken by {holder}: this announcement is named {slug}\n"
            ));
            chinese.push_str(&format!(
                "名称 {first} 已被 {holder} 占用，这篇稿件改用 {slug}\n"
            ));
        }
        if !is_proposed {
            english.push_str("the headline has no letters that can stand in an address\n");
            chinese.push_str("标题里没有可以写进网址的文字\n");
        }
        let (what, what_zh) = match path.contains("/index.") {
            true => ("folder", "文件夹"),
            false => ("file", "文件"),
        };
        english.push_str(&format!(
            "the address will end in /{slug}/; for another, rename the {what} now: it stays when the announcement is public\n\
             next: write the text, remove the line `status: draft`, and run `newsroom check`\n\
             its translation: newsroom new --translate {path}\n"
        ));
        chinese.push_str(&format!(
            "网址将以 /{slug}/ 结尾；想用别的名称，请现在就给{what_zh}改名：稿件公开后网址不再变\n\
             下一步：写正文，删去 `status: draft` 一行，运行 `newsroom check`\n\
             翻译这篇稿件：newsroom new --translate {path}\n"
        ));
        Words::with(english, chinese)
    }

    pub(super) fn translation(original: &str, path: &str) -> Words {
        Words::with(
            format!(
                "a skeleton for the translation of {original} as it is now\n\
                 next: translate, removing each `TODO`, and run `newsroom check`; until then it counts as missing\n\
                 if the original changes meanwhile: newsroom translated {path}, once the translation is up to date\n"
            ),
            format!(
                "这是 {original} 现行文本的译文骨架\n\
                 下一步：翻译，并删去每一处 `TODO`，再运行 `newsroom check`；在此之前按缺译文处理\n\
                 如果原文其间有改动：译文更新后，运行 newsroom translated {path}\n"
            ),
        )
    }

    pub(super) fn no_such_file(file: &Path) -> Words {
        let file = file.display();
        Words::with(
            format!("{file}: there is no such file in this site"),
            format!("{file}：本网站没有这个文件"),
        )
    }

    pub(super) fn not_the_original(path: &str, original: &str) -> Words {
        Words::with(
            format!("{path} is a translation itself; name its original: {original}"),
            format!("{path} 本身是译文；请写它的原文：{original}"),
        )
    }

    pub(super) fn exists(path: &str) -> Words {
        Words::with(
            format!("{path} exists already; nothing was written"),
            format!("{path} 已经存在；没有写入任何内容"),
        )
    }

    pub(super) fn all_exist(paths: &[&str]) -> Words {
        match paths {
            [] => Words::new(
                "the site has one language only; add another to `languages` in content/site.yaml",
                "本网站只有一种语言；请在 content/site.yaml 的 `languages` 里加上另一种",
            ),
            paths => Words::with(
                format!("there is a translation already: {}", paths.join(", ")),
                format!("已经有译文了：{}", paths.join("、")),
            ),
        }
    }

    pub(super) fn which_language(codes: &[&str]) -> Words {
        Words::with(
            format!(
                "into which language? add --lang with one of {}",
                codes.join(", ")
            ),
            format!("译成哪种语言？请加上 --lang，写 {} 之一", codes.join("、")),
        )
    }
}
