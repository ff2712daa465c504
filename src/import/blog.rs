//! The content of Hugo and Jekyll: front matter, file names, page bundles, and codes that only these understand.

use serde_json::Value;
use walkdir::WalkDir;

use super::{Found, Input, Kind, What, dates, front, html, line_at};
use crate::config::Config;

/// Reads one Markdown or HTML file of such a folder.
///
/// # Errors
/// Why nothing is made of it.
pub(super) fn read(input: &Input, text: &str, lang: &str, config: &Config) -> Result<Found, What> {
    let matter = front::split(text)
        .map_err(What::BadRecord)?
        .ok_or(What::NotAPage)?;
    let place = Place::of(input, lang, config)?;
    let mut found = Found::new(input, &place.lang);
    found.group = Some(place.group);
    found.date = place.date;
    found.is_draft = place.is_draft;
    found.slug = Some(place.name);
    for (key, value) in &matter.keys {
        if value.is_null() || take(&mut found, key, value, matter.line(key), config) {
            continue;
        }
        found.note(
            matter.line(key),
            What::Key(key.clone(), front::shown(value)),
        );
    }
    if found.is_draft {
        found.note(None, What::Draft);
    }
    if place.is_bundle {
        found.files = resources(input);
    }
    found.body_line = Some(matter.body_line);
    found.body = if input.name.ends_with(".html") {
        let converted = html::fragment(matter.body).ok_or(What::TooDeep)?;
        found.body_line = None;
        for (what, _) in converted.notes {
            found.note(None, what);
        }
        converted.markdown
    } else {
        with_codes_shown(matter.body, matter.body_line, &mut found)
    };
    Ok(found)
}

/// Puts a value where it belongs; `false` if it belongs nowhere.
fn take(found: &mut Found, key: &str, value: &Value, line: Option<usize>, config: &Config) -> bool {
    let text = front::text(value);
    match (key.to_ascii_lowercase().as_str(), text) {
        ("title", Some(text)) => found.title = text,
        ("date", Some(text)) => match dates::parse(&text, &config.time_zone) {
            Some(date) => found.date = Some(date),
            None => found.note(line, What::NoDate(Some(text))),
        },
        ("draft", Some(text)) => found.is_draft |= text == "true",
        ("published", Some(text)) => found.is_draft |= text == "false",
        ("description" | "summary" | "excerpt", Some(text)) if found.summary.is_none() => {
            found.summary = Some(text)
        }
        ("slug", Some(text)) => found.slug = Some(text),
        ("lang" | "language" | "locale", Some(text)) if language(config, &text).is_some() => {
            found.lang = language(config, &text).unwrap_or_default();
        }
        ("translationkey" | "ref", Some(text)) => found.group = Some(text),
        ("source", Some(text)) => found.source = Some(text),
        ("url" | "permalink" | "aliases" | "redirect_from" | "alias", _) => {
            found.aliases.extend(front::texts(value))
        }
        ("tags" | "categories" | "topics" | "tag" | "category", _) => {
            // Jekyll writes several in one text, with spaces between.
            let names = match value {
                Value::String(text) if found.origin.file.contains("_posts") => {
                    text.split_whitespace().map(str::to_owned).collect()
                }
                other => front::texts(other),
            };
            found.add_topics(names, line, config);
        }
        ("keywords", _) => found.keywords.extend(front::texts(value)),
        ("image" | "featured_image" | "featuredimage" | "cover" | "images", _) => {
            let src = value
                .get("src")
                .or_else(|| value.get("image"))
                .or_else(|| value.get("path"))
                .and_then(front::text);
            let names = src.map_or_else(|| front::texts(value), |src| vec![src]);
            let [name] = names.as_slice() else {
                return false;
            };
            found.image = Some(name.clone());
        }
        // How a theme shows a page; the same on every page, and nothing that a reader sees.
        ("layout" | "type", Some(text)) => {
            return matches!(
                text.as_str(),
                "post" | "posts" | "page" | "single" | "news" | "default"
            );
        }
        _ => return false,
    }
    true
}

/// The code of the site for a code or tag.
pub(super) fn language(config: &Config, text: &str) -> Option<String> {
    let text = text.trim().replace('_', "-");
    let languages = || config.languages.all().map(|lang| &config.languages[lang]);
    let exact = languages()
        .find(|one| one.code.eq_ignore_ascii_case(&text) || one.tag.eq_ignore_ascii_case(&text));
    let first = text.split('-').next().unwrap_or("").to_ascii_lowercase();
    let named = match text.as_str() {
        "中文" | "汉语" | "简体中文" => "zh",
        "英文" | "英语" | "English" => "en",
        _ => first.as_str(),
    };
    exact
        .or_else(|| languages().find(|one| one.code == named))
        .map(|one| one.code.clone())
}

/// What the path of a file says.
struct Place {
    lang: String,
    /// The path without language and extension.
    group: String,
    name: String,
    date: Option<String>,
    is_draft: bool,
    /// Whether the files beside it are its own.
    is_bundle: bool,
}

impl Place {
    fn of(input: &Input, lang: &str, config: &Config) -> Result<Self, What> {
        let (folder, file) = input.name.rsplit_once('/').unwrap_or(("", &input.name));
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let (stem, suffix) = match stem.rsplit_once('.') {
            Some((stem, code)) if language(config, code).is_some() && code.len() <= 10 => {
                (stem, language(config, code))
            }
            _ => (stem, None),
        };
        // A list page has only a headline for its list.
        if stem == "_index" || file.eq_ignore_ascii_case("readme.md") {
            return Err(What::NotAPage);
        }
        let (own, folder) = match folder.split_once('/') {
            Some((first, rest)) if config.languages.by_code(first).is_some() => {
                (Some(first.to_owned()), rest)
            }
            None if config.languages.by_code(folder).is_some() => (Some(folder.to_owned()), ""),
            _ => (None, folder),
        };
        let is_bundle = stem == "index" && !folder.is_empty();
        let name = if is_bundle {
            folder.rsplit('/').next().unwrap_or(stem)
        } else {
            stem
        };
        let (date, name) = match name.split_at_checked(11) {
            Some((date, rest)) if date.ends_with('-') && !rest.is_empty() => (
                dates::parse(date.trim_end_matches('-'), &config.time_zone),
                rest,
            ),
            _ => (None, name),
        };
        Ok(Self {
            lang: suffix.or(own).unwrap_or_else(|| lang.to_owned()),
            group: format!("{folder}/{stem}"),
            name: if date.is_some() {
                name.to_owned()
            } else if is_bundle {
                folder.rsplit('/').next().unwrap_or(stem).to_owned()
            } else {
                stem.to_owned()
            },
            date,
            is_draft: input.kind == Kind::Jekyll
                && input.name.split('/').any(|part| part == "_drafts"),
            is_bundle,
        })
    }
}

/// The other files of a page bundle, from its folder.
fn resources(input: &Input) -> Vec<String> {
    let Some(folder) = input.path.parent() else {
        return Vec::new();
    };
    let files = WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok);
    files
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| {
            Some(
                entry
                    .path()
                    .strip_prefix(folder)
                    .ok()?
                    .to_str()?
                    .replace('\\', "/"),
            )
        })
        .filter(|name| !name.ends_with(".md") && !name.ends_with(".html") && !name.starts_with('.'))
        .collect()
}

/// What opens and closes codes of these generators, and no Markdown.
const CODES: [(&str, &str); 4] = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}"), ("{{", "}}")];

/// The body with shortcodes and Liquid as code, each noted. In code they stay as they are, and are noted as well.
fn with_codes_shown(body: &str, first_line: usize, found: &mut Found) -> String {
    let mut text = String::with_capacity(body.len());
    let mut at = 0;
    loop {
        let rest = &body[at..];
        let open = CODES
            .iter()
            .filter_map(|(open, close)| rest.find(open).map(|start| (start, *open, *close)))
            .min_by_key(|(start, open, _)| (*start, std::cmp::Reverse(open.len())));
        let Some((start, open, close)) = open else {
            break;
        };
        let Some(length) = rest[start + open.len()..].find(close) else {
            text.push_str(&rest[..start + open.len()]);
            at += start + open.len();
            continue;
        };
        let end = start + open.len() + length + close.len();
        let code = &rest[start..end];
        let shown = super::on_one_line(code);
        found.note(
            Some(first_line + line_at(body, at + start) - 1),
            What::Code(shown.clone()),
        );
        text.push_str(&rest[..start]);
        if is_in_code(&body[..at + start]) {
            text.push_str(code);
        } else {
            let ticks = if shown.contains('`') { "``" } else { "`" };
            text.push_str(&format!("{ticks}{shown}{ticks}"));
        }
        at += end;
    }
    text.push_str(&body[at..]);
    text
}

/// Whether a place is inside of a fenced block or of a code span on its line.
fn is_in_code(before: &str) -> bool {
    let fences = before
        .lines()
        .filter(|line| line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~"))
        .count();
    let line = before.rsplit('\n').next().unwrap_or("");
    fences % 2 == 1 || line.matches('`').count() % 2 == 1
}
