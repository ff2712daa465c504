//! What is told about each code of the table of problems: a title, a story in each language, and an example.
//!
//! The texts are files, `en.md`, `zh.md` and `examples.txt`, which are read as they are written there.

/// Each language tells the same codes in the same order.
const ENGLISH: &str = include_str!("en.md");
const EXAMPLES: &str = include_str!("examples.txt");

/// Stories that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group<'t> {
    /// What they are about.
    pub title: &'t str,
    /// In the order in which they are listed.
    pub stories: Vec<Story<'t>>,
}

/// What is told about a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story<'t> {
    /// As reports print it.
    pub code: &'t str,
    /// What is the matter, in one short sentence.
    pub title: &'t str,
    /// Why it matters, how it comes about and what to do.
    pub paragraphs: Vec<&'t str>,
}

/// Wrong lines of a site, for which a check reports the code, and the right ones, for which it does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example<'t> {
    /// As reports print it.
    pub code: &'t str,
    /// The wrong and the right name of a file, where only that is the matter.
    pub renamed: Option<(&'t str, &'t str)>,
    /// The files with the lines that matter.
    pub files: Vec<ExampleFile<'t>>,
}

/// A file of an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleFile<'t> {
    /// From the folder of the site.
    pub path: &'t str,
    /// Its lines, each with what it is.
    pub lines: Vec<(Mark, &'t str)>,
}

/// What a line of an example is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// What was written: `-`.
    Wrong,
    /// What should be: `+`.
    Right,
    /// Part of both.
    Both,
}

impl Mark {
    /// Whether the line stands in the version of that mark.
    pub fn is_in(self, version: Self) -> bool {
        self == version || self == Self::Both
    }
}

/// `# ` starts a group, `## ` a code; the first paragraph below that is its title.
fn groups(text: &str) -> Vec<Group<'_>> {
    let group = |text| {
        let (title, stories) = cut(text, "\n");
        let stories = stories.split("\n## ").skip(1).map(story).collect();
        Group { title, stories }
    };
    let text = text.trim_start_matches("# ");
    text.split("\n# ").map(group).collect()
}

fn story(text: &str) -> Story<'_> {
    let (code, rest) = cut(text, "\n");
    let (title, rest) = cut(rest, "\n\n");
    let paragraphs = rest.split("\n\n").map(str::trim).collect();
    Story {
        code,
        title,
        paragraphs,
    }
}

/// All examples.
pub fn examples() -> Vec<Example<'static>> {
    EXAMPLES
        .trim_start_matches("== ")
        .split("\n== ")
        .map(example_of)
        .collect()
}

/// `- ` and `+ ` before any path are names of a file; below a path they are lines of that file.
fn example_of(text: &str) -> Example<'_> {
    let (code, lines) = cut(text, "\n");
    let (mut wrong_name, mut right_name) = (None, None);
    let mut files: Vec<ExampleFile<'_>> = Vec::new();
    for line in lines.lines().filter(|line| !line.is_empty()) {
        let marked = |mark| line.strip_prefix(mark).map(|rest: &str| rest.strip_prefix(' ').unwrap_or(rest));
        match (marked("-"), marked("+"), line.strip_prefix("  "), files.last_mut()) {
            (Some(line), _, _, Some(file)) => file.lines.push((Mark::Wrong, line)),
            (_, Some(line), _, Some(file)) => file.lines.push((Mark::Right, line)),
            (_, _, Some(line), Some(file)) => file.lines.push((Mark::Both, line)),
            (Some(name), ..) => wrong_name = Some(name),
            (_, Some(name), ..) => right_name = Some(name),
            _ => files.push(ExampleFile {
                path: line,
                lines: Vec::new(),
            }),
        }
    }
    Example {
        code,
        renamed: wrong_name.zip(right_name),
        files,
    }
}

/// What stands before and behind a mark, without white space around it.
fn cut<'t>(text: &'t str, mark: &str) -> (&'t str, &'t str) {
    let (before, behind) = text.split_once(mark).unwrap_or((text, ""));
    (before.trim(), behind)
}
