//! The files of a new site: settings, topics, two announcements, and what checks and builds them on a Git server.

use jiff::Span;
use jiff::civil::Date;

use crate::config::BaseUrl;

/// What of a new site is not the same everywhere.
pub struct NewSite<'a> {
    /// Where it will be.
    pub base_url: &'a BaseUrl,
    /// A name of the tz database.
    pub time_zone: &'a str,
    /// The day in that zone.
    pub today: Date,
}

/// A file of a new site.
#[derive(Debug, PartialEq, Eq)]
pub struct SiteFile {
    /// From the root of the site, with `/`.
    pub path: String,
    /// All of it.
    pub text: String,
    /// Whether it is to be run.
    pub is_executable: bool,
}

/// Days until what the announcements announce takes place.
const EVENT_IN_DAYS: i64 = 14;

/// Files that are the same in every site; `true` for those to be run.
const FIXED: [(&str, &str, bool); 8] = [
    (
        "content/topics.yaml",
        include_str!("site/topics.yaml"),
        false,
    ),
    (".gitignore", include_str!("site/gitignore"), false),
    (
        ".githooks/pre-commit",
        include_str!("site/pre-commit"),
        true,
    ),
    (
        "ci/install-newsroom",
        include_str!("site/install-newsroom"),
        true,
    ),
    (
        ".github/workflows/newsroom.yml",
        include_str!("site/github.yml"),
        false,
    ),
    (
        ".gitea/workflows/newsroom.yml",
        include_str!("site/gitea.yml"),
        false,
    ),
    (".gitlab-ci.yml", include_str!("site/gitlab.yml"), false),
    ("README.md", include_str!("site/README.md"), false),
];

const SETTINGS: &str = include_str!("site/site.yaml");

/// In the folder of the month.
const ANNOUNCEMENTS: [(&str, &str); 4] = [
    ("job-fair.zh.md", include_str!("site/job-fair.zh.md")),
    ("job-fair.en.md", include_str!("site/job-fair.en.md")),
    (
        "evening-service.zh.md",
        include_str!("site/evening-service.zh.md"),
    ),
    (
        "evening-service.en.md",
        include_str!("site/evening-service.en.md"),
    ),
];

impl NewSite<'_> {
    /// All files, in no special order.
    pub fn files(&self) -> Vec<SiteFile> {
        let mut files: Vec<SiteFile> = FIXED
            .iter()
            .map(|(path, text, is_executable)| SiteFile {
                path: (*path).to_owned(),
                text: (*text).to_owned(),
                is_executable: *is_executable,
            })
            .collect();
        let mut add = |path: String, text: &str| {
            let text = self.filled(text);
            files.push(SiteFile {
                path,
                text,
                is_executable: false,
            });
        };
        add("content/site.yaml".to_owned(), SETTINGS);
        for (name, text) in ANNOUNCEMENTS {
            add(
                self.today
                    .strftime(&format!("content/%Y/%m/{name}"))
                    .to_string(),
                text,
            );
        }
        files
    }

    fn filled(&self, text: &str) -> String {
        let event = self.today.saturating_add(Span::new().days(EVENT_IN_DAYS));
        let yesterday = self.today.saturating_sub(Span::new().days(1));
        text.replace(
            "{{base_url}}",
            &self.base_url.absolute(self.base_url.path()),
        )
        .replace("{{timezone}}", self.time_zone)
        .replace("{{today}}", &self.today.to_string())
        .replace("{{yesterday}}", &yesterday.to_string())
        .replace("{{event_zh}}", &event.strftime("%-m月%-d日").to_string())
        .replace("{{event_en}}", &event.strftime("%-d %B").to_string())
    }
}
