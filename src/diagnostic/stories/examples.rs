//! Examples of what is reported: wrong lines, and the right ones in their place. `examples.txt` has them as they are written.

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

/// All examples.
pub fn examples() -> impl Iterator<Item = Example<'static>> {
    let text = include_str!("examples.txt").trim_start_matches("== ");
    text.split("\n== ").map(example)
}

/// `- ` and `+ ` before any path are names of a file; below a path they are lines of that file.
fn example(text: &str) -> Example<'_> {
    let mut lines = text.lines().filter(|line| !line.is_empty());
    let code = lines.next().unwrap_or_default();
    let (mut wrong, mut right) = (None, None);
    let mut files: Vec<ExampleFile<'_>> = Vec::new();
    for line in lines {
        let marked = [("- ", Mark::Wrong), ("+ ", Mark::Right), ("  ", Mark::Both)];
        let found = marked
            .into_iter()
            .find_map(|(start, mark)| Some((mark, line.strip_prefix(start)?)));
        match (found, files.last_mut()) {
            (Some(marked), Some(file)) => file.lines.push(marked),
            (Some((Mark::Wrong, name)), None) => wrong = Some(name),
            (Some((_, name)), None) => right = Some(name),
            (None, _) => files.push(ExampleFile {
                path: line,
                lines: Vec::new(),
            }),
        }
    }
    Example {
        code,
        renamed: wrong.zip(right),
        files,
    }
}
