//! The documentation says what is: commands and options, links from page to page, the examples of the press office's page,
//! and the pairs of pages in two languages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::support::{SiteTest, read_tree};

/// How the Chinese one of a pair of pages ends; the English one ends in `.md`.
const CHINESE: &str = ".zh-CN.md";

/// A page of the documentation.
struct Page {
    /// From the root of the repository.
    path: String,
    text: String,
    /// Level and words.
    headings: Vec<(usize, String)>,
    code: Vec<Code>,
    /// Line and target.
    links: Vec<(usize, String)>,
}

/// A code block, or a code span in a text.
struct Code {
    line: usize,
    /// What stands behind the opening fence; `None` for a span.
    kind: Option<String>,
    text: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

impl Page {
    fn read(path: &str) -> Self {
        let text = fs::read_to_string(root().join(path)).unwrap();
        let mut page = Self {
            path: path.to_owned(),
            text: text.clone(),
            headings: Vec::new(),
            code: Vec::new(),
            links: Vec::new(),
        };
        let line_ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
        let mut heading: Option<(usize, String)> = None;
        let mut block: Option<Code> = None;
        for (event, range) in Parser::new_ext(&text, Options::ENABLE_TABLES).into_offset_iter() {
            let line = 1 + line_ends.partition_point(|end| *end < range.start);
            match event {
                Event::Start(Tag::Heading { level, .. }) => {
                    heading = Some((level as usize, String::new()));
                }
                Event::End(TagEnd::Heading(_)) => page.headings.extend(heading.take()),
                Event::Start(Tag::CodeBlock(kind)) => {
                    let kind = match kind {
                        CodeBlockKind::Fenced(kind) => kind.to_string(),
                        CodeBlockKind::Indented => String::new(),
                    };
                    block = Some(Code {
                        line,
                        kind: Some(kind),
                        text: String::new(),
                    });
                }
                Event::End(TagEnd::CodeBlock) => page.code.extend(block.take()),
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    page.links.push((line, dest_url.to_string()));
                }
                Event::Text(words) => match (&mut block, &mut heading) {
                    (Some(block), _) => block.text.push_str(&words),
                    (None, Some((_, heading))) => heading.push_str(&words),
                    (None, None) => {}
                },
                Event::Code(words) => {
                    if let Some((_, heading)) = &mut heading {
                        heading.push_str(&words);
                    }
                    page.code.push(Code {
                        line,
                        kind: None,
                        text: words.to_string(),
                    });
                }
                _ => {}
            }
        }
        page
    }

    /// The texts of its code blocks of one kind, in order.
    fn blocks(&self, kind: &str) -> Vec<&str> {
        self.code
            .iter()
            .filter(|code| code.kind.as_deref() == Some(kind))
            .map(|code| code.text.as_str())
            .collect()
    }

    /// The block that starts so.
    #[track_caller]
    fn block(&self, kind: &str, start: &str) -> &str {
        let blocks = self.blocks(kind);
        let mut found = blocks.iter().filter(|text| text.starts_with(start));
        found
            .next()
            .unwrap_or_else(|| panic!("{}: no block starts with {start}", self.path))
    }

    /// What links may name behind `#`, as GitHub makes it of headings.
    fn anchors(&self) -> BTreeSet<String> {
        let anchor = |words: &str| {
            words
                .to_lowercase()
                .replace(' ', "-")
                .chars()
                .filter(|one| one.is_alphanumeric() || matches!(one, '-' | '_'))
                .collect()
        };
        self.headings
            .iter()
            .map(|(_, words)| anchor(words))
            .collect()
    }

    /// Every `newsroom …` that stands in its code: line, and the words behind `newsroom`.
    fn invocations(&self) -> Vec<(usize, Vec<&str>)> {
        let mut found = Vec::new();
        for code in &self.code {
            for (number, line) in code.text.lines().enumerate() {
                let line = line.split(" #").next().unwrap();
                for part in line.split([';', '|']).flat_map(|part| part.split("&&")) {
                    let mut words = part.split_whitespace();
                    if words.next() == Some("newsroom") {
                        found.push((code.line + number, words.collect()));
                    }
                }
            }
        }
        found
    }
}

/// All pages that people read, in order.
fn pages() -> Vec<Page> {
    let mut paths = vec!["src/scaffold/site/README.md".to_owned()];
    for folder in ["", "docs/"] {
        let names = fs::read_dir(root().join(folder)).unwrap();
        let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        paths.extend(
            names
                .filter(|name| name.ends_with(".md"))
                .map(|name| format!("{folder}{name}")),
        );
    }
    paths.sort();
    paths.iter().map(|path| Page::read(path)).collect()
}

/// The English and the Chinese of each page that has both.
fn pairs() -> Vec<(Page, Page)> {
    pages()
        .into_iter()
        .filter_map(|chinese| {
            let english = chinese.path.strip_suffix(CHINESE)?;
            Some((Page::read(&format!("{english}.md")), chinese))
        })
        .collect()
}

#[track_caller]
fn help(arguments: &[&str]) -> String {
    let run = SiteTest::new("").run(&[&["--lang", "en"], arguments].concat());
    assert_eq!(run.status, 0, "{arguments:?}: {}", run.stderr);
    run.stdout
}

/// The commands that the program lists.
fn commands() -> BTreeSet<String> {
    let help = help(&["help"]);
    let (_, list) = help.split_once("Commands:\n").unwrap();
    list.lines()
        .take_while(|line| !line.is_empty())
        .filter(|line| !line.starts_with("   "))
        .map(|line| line.split_whitespace().next().unwrap().to_owned())
        .collect()
}

/// The options of each command, as its help lists them; those of the program itself under no name.
fn options() -> BTreeMap<String, BTreeSet<String>> {
    let of = |help: &str| {
        help.lines()
            .filter(|line| line.len() - line.trim_start().len() <= 6)
            .filter(|line| line.trim_start().starts_with('-'))
            .filter_map(|line| line.split_whitespace().find(|word| word.starts_with("--")))
            .map(str::to_owned)
            .collect::<BTreeSet<String>>()
    };
    let mut all = BTreeMap::from([(String::new(), of(&help(&["help"])))]);
    for command in commands() {
        let help = match command.as_str() {
            "help" => String::new(),
            _ => help(&[&command, "--help"]),
        };
        all.insert(command, of(&help));
    }
    all
}

/// Fails with all that was found, a line each.
#[track_caller]
fn none(found: Vec<String>, what: &str) {
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}

#[test]
fn each_command_has_a_row_in_both_readmes_and_each_row_a_command() {
    let commands = commands();
    assert!(commands.contains("build") && commands.len() > 8);
    let mut wrong = Vec::new();
    for path in ["README.md", "README.zh-CN.md"] {
        let text = Page::read(path).text;
        let rows: BTreeSet<String> = text
            .lines()
            .filter_map(|line| line.strip_prefix("| `newsroom "))
            .map(|row| row.split([' ', '`']).next().unwrap().to_owned())
            .collect();
        for command in commands.difference(&rows) {
            wrong.push(format!("{path} has no row for `newsroom {command}`"));
        }
        for row in rows.difference(&commands) {
            wrong.push(format!(
                "{path} has a row for `newsroom {row}`, which there is not"
            ));
        }
    }
    none(wrong, "rows of commands");
}

#[test]
fn what_the_documentation_tells_to_run_can_be_run() {
    let options = options();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for page in pages() {
        for (line, words) in page.invocations() {
            let mut words = words.into_iter();
            let mut command = "";
            let mut used = Vec::new();
            while let Some(word) = words.next() {
                match word.strip_prefix("--") {
                    Some("lang") if command.is_empty() => {
                        used.push((command, word));
                        words.next();
                    }
                    Some(_) => used.push((command, word.split('=').next().unwrap())),
                    None if command.is_empty() => command = word,
                    None => {}
                }
            }
            seen += usize::from(!command.is_empty());
            let place = format!("{}:{line}", page.path);
            if !options.contains_key(command) {
                wrong.push(format!("{place}: there is no `newsroom {command}`"));
                continue;
            }
            for (command, option) in used {
                if !options[command].contains(option) {
                    wrong.push(format!("{place}: `newsroom {command}` has no {option}"));
                }
            }
        }
    }
    assert!(seen > 60, "only {seen} commands were found");
    none(wrong, "commands and options that there are not");
}

#[test]
fn every_option_is_documented() {
    let pages = pages();
    let documented: BTreeSet<&str> = pages
        .iter()
        .flat_map(|page| &page.code)
        .flat_map(|code| code.text.split([' ', '\n', '=', ';']))
        .filter(|word| word.starts_with("--"))
        .collect();
    let mut missing = Vec::new();
    for (command, options) in options() {
        // What every program has.
        let own = options
            .iter()
            .filter(|option| !matches!(option.as_str(), "--help" | "--version"));
        missing.extend(
            own.filter(|option| !documented.contains(option.as_str()))
                .map(|option| format!("newsroom {command} {option}")),
        );
    }
    none(missing, "options of which no page tells");
}

#[test]
fn every_link_from_page_to_page_leads_somewhere() {
    let pages = pages();
    let place = |path: &Path| root().join(path).canonicalize();
    let anchors: BTreeMap<PathBuf, BTreeSet<String>> = pages
        .iter()
        .map(|page| (place(Path::new(&page.path)).unwrap(), page.anchors()))
        .collect();
    let mut broken = Vec::new();
    let mut seen = 0;
    for page in &pages {
        for (line, target) in &page.links {
            if target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            seen += 1;
            let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
            let file = match path {
                "" => PathBuf::from(&page.path),
                path => Path::new(&page.path).with_file_name(path),
            };
            let is_there = place(&file).is_ok_and(|file| {
                anchor.is_empty() || anchors.get(&file).is_some_and(|all| all.contains(anchor))
            });
            if !is_there {
                broken.push(format!("{}:{line}: {target}", page.path));
            }
        }
    }
    assert!(seen > 60, "only {seen} links were found");
    none(broken, "links that lead nowhere");
}

#[test]
fn a_page_in_two_languages_has_the_same_parts_and_commands_and_leads_to_the_other_first() {
    let pairs = pairs();
    assert_eq!(pairs.len(), 2);
    for (english, chinese) in &pairs {
        let levels =
            |page: &Page| -> Vec<usize> { page.headings.iter().map(|(level, _)| *level).collect() };
        assert_eq!(
            levels(english),
            levels(chinese),
            "headings of {} and {}:\n{:#?}\n{:#?}",
            english.path,
            chinese.path,
            english.headings,
            chinese.headings
        );
        for kind in ["sh", "yaml", "markdown"] {
            assert_eq!(
                english.blocks(kind),
                chinese.blocks(kind),
                "{}",
                chinese.path
            );
        }
        let name = |page: &Page| page.path.rsplit('/').next().unwrap().to_owned();
        assert_eq!(english.links[0].1, name(chinese), "{}", english.path);
        assert_eq!(chinese.links[0].1, name(english), "{}", chinese.path);
    }
}

/// The page of the press office. The Chinese one has the same examples, as the test above says.
const GUIDE: &str = "docs/press-office.md";

const NOW: &str = "2026-03-16T00:00:00Z";
const FOLDER: &str = "content/2026/03/spring-job-fair";

/// A site with this original, its picture and its attachment in a folder, and the announcements that the page names.
fn site(folder: &str, original: &str) -> SiteTest {
    let other = "---\ntitle: 通知\ndate: 2026-03-10\ntranslation: none\n---\n正文。\n";
    let site = SiteTest::new("");
    site.write(&format!("{folder}/index.zh.md"), original);
    site.write(
        &format!("{folder}/hall.jpg"),
        include_bytes!("../../content/2025/03/bus-line-18/bus-line-18.jpg"),
    );
    site.write(&format!("{folder}/posts.pdf"), "%PDF-");
    site.write("content/2026/03/spring-job-fair-new-date.zh.md", other);
    site.write("content/2026/03/water-supply.zh.md", other);
    site
}

/// The announcement that the page writes.
fn example(page: &Page) -> &str {
    page.block("markdown", "---\ntitle: ")
}

#[test]
fn the_front_matter_that_the_press_offices_page_shows_can_be_written() {
    let page = Page::read(GUIDE);
    let snippets = page.blocks("yaml");
    assert!(snippets.len() >= 8);
    for snippet in [""].into_iter().chain(snippets) {
        let original = example(&page).replace("status: draft\n", snippet);
        let site = site("content/2026/03/civic-centre-job-fair", &original);
        let run = site.run(&["--lang", "en", "check", "--now", NOW]);
        assert_eq!(run.status, 0, "{snippet}\n{}", run.stderr);
    }
}

#[test]
fn the_skeleton_that_the_press_offices_page_shows_is_the_one_that_is_written() {
    let page = Page::read(GUIDE);
    let site = site(FOLDER, example(&page));
    let run = site.run(&["new", "--translate", &format!("{FOLDER}/index.zh.md")]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let written = &read_tree(site.root())[&format!("{FOLDER}/index.en.md")];
    let shown = page.block("markdown", "---\n# ");
    assert_eq!(
        String::from_utf8_lossy(written).trim_end(),
        shown.trim_end()
    );
}

#[test]
fn the_messages_that_the_press_offices_page_shows_are_those_of_the_program() {
    for (path, language, starts) in [
        (GUIDE, "en", ["error[", "1 error"]),
        ("docs/press-office.zh-CN.md", "zh", ["错误[", "1 个错误"]),
    ] {
        let page = Page::read(path);
        let original = example(&page)
            .replace("[employment]", "[employmnet]")
            .replace("status: draft", "translation: none");
        let site = site(FOLDER, &original);
        let run = site.run(&["--lang", language, "build", "--now", NOW]);
        assert_eq!(run.status, 1);
        for start in starts {
            let shown = page.block("", start);
            assert!(
                run.stderr.contains(shown),
                "{path}:\n{shown}\n{}",
                run.stderr
            );
        }
    }
}
