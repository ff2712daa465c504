//! The allowed imports: every arrow between the rooms of `src` points the way of the architecture.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The room that every other may import: what is said to people, each in its own language.
const COMMON: &str = "language";

/// For each room the others that it may import, apart from [`COMMON`]. A room that is not listed here is a failure: it needs a place.
const ALLOWED: &[(&str, &[&str])] = &[
    (COMMON, &[]),
    ("source", &[]),
    ("diagnostic", &["source"]),
    ("text", &[]),
    ("yaml", &["source"]),
    ("model", &["source"]),
    ("markdown", &["source", "text", "model"]),
    ("fields", &["source", "diagnostic", "text", "yaml", "model"]),
    (
        "config",
        &["source", "diagnostic", "text", "yaml", "fields", "model"],
    ),
    (
        "theme",
        &[
            "source",
            "diagnostic",
            "text",
            "yaml",
            "fields",
            "model",
            "config",
        ],
    ),
    ("imaging", &["model"]),
    (
        "discover",
        &["source", "diagnostic", "model", "config", "imaging"],
    ),
    // Touches the disk: it reads a file that `discover` found, for whoever needs its bytes.
    ("assets", &["source", "diagnostic", "model"]),
    (
        "pictures",
        &[
            "source",
            "diagnostic",
            "model",
            "assets",
            "imaging",
            "cache",
        ],
    ),
    (
        "parse",
        &[
            "source",
            "diagnostic",
            "text",
            "yaml",
            "fields",
            "model",
            "config",
            "markdown",
        ],
    ),
    (
        "resolve",
        &[
            "source",
            "diagnostic",
            "text",
            "yaml",
            "model",
            "config",
            "markdown",
        ],
    ),
    ("plan", &["source", "diagnostic", "text", "model", "config"]),
    (
        "render",
        &["diagnostic", "text", "model", "config", "markdown", "theme"],
    ),
    // Touches the disk: it keeps in `.newsroom` what took long to make.
    ("cache", &["source", "diagnostic"]),
    ("compression", &["model"]),
    (
        "publish",
        &["source", "diagnostic", "model", "cache", "compression"],
    ),
    (
        "weight",
        &[
            "source",
            "diagnostic",
            "model",
            "config",
            "render",
            "compression",
        ],
    ),
    (
        "leaks",
        &["source", "diagnostic", "model", "assets", "config", "theme"],
    ),
    (
        "pipeline",
        &[
            "source",
            "diagnostic",
            "model",
            "assets",
            "config",
            "theme",
            "discover",
            "parse",
            "resolve",
            "plan",
            "render",
            "pictures",
            "publish",
            "weight",
            "leaks",
        ],
    ),
    (
        "hosting",
        &["source", "diagnostic", "model", "config", "render"],
    ),
    // Touches the disk: it watches the site.
    (
        "serve",
        &[
            "diagnostic",
            "model",
            "assets",
            "config",
            "discover",
            "resolve",
            "render",
            "pipeline",
        ],
    ),
    // Runs another program.
    ("git", &[]),
    (
        "compare",
        &[
            "source",
            "diagnostic",
            "model",
            "config",
            "markdown",
            "git",
            "pipeline",
        ],
    ),
    (
        "staged",
        &[
            "source",
            "diagnostic",
            "model",
            "config",
            "imaging",
            "discover",
            "resolve",
            "pipeline",
            "git",
            "compare",
        ],
    ),
    ("amend", &["source", "yaml"]),
    // Touches the disk, in `import/disk.rs`: it reads what it imports, and writes new files.
    (
        "import",
        &[
            "source", "text", "yaml", "model", "config", "markdown", "imaging", "resolve", "amend",
            "slug",
        ],
    ),
    ("slug", &["text", "model"]),
    (
        "scaffold",
        &["source", "text", "model", "config", "markdown", "resolve"],
    ),
    (
        "cli",
        &[
            "source",
            "diagnostic",
            "text",
            "amend",
            "model",
            "config",
            "resolve",
            "pipeline",
            "hosting",
            "slug",
            "scaffold",
            "serve",
            "import",
            "git",
            "compare",
            "staged",
        ],
    ),
];

fn rust_files(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The file with its room: `src/parse/mod.rs` and `src/parse/x.rs` are in `parse`, `src/yaml.rs` in `yaml`.
fn files_by_room() -> Vec<(String, String, String)> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&source, &mut files);
    let room = |path: &Path| {
        path.strip_prefix(&source)
            .unwrap()
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_str()
            .unwrap()
            .trim_end_matches(".rs")
            .to_owned()
    };
    files
        .iter()
        .map(|path| {
            (
                room(path),
                path.display().to_string(),
                fs::read_to_string(path).unwrap(),
            )
        })
        .collect()
}

#[test]
fn rooms_import_only_what_they_may() {
    let mut wrong = BTreeSet::new();
    for (room, path, text) in files_by_room() {
        if room == "main" || room == "lib" {
            continue;
        }
        let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == room) else {
            wrong.insert(format!(
                "{path}: the room `{room}` has no place in the architecture"
            ));
            continue;
        };
        for import in text
            .match_indices("crate::")
            .map(|(at, found)| &text[at + found.len()..])
        {
            let name: String = import
                .chars()
                .take_while(|character| character.is_ascii_lowercase() || *character == '_')
                .collect();
            if name != room && name != COMMON && !allowed.contains(&name.as_str()) {
                wrong.insert(format!("{path}: `{room}` must not import `{name}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_file_opens_with_its_responsibility() {
    let silent: Vec<String> = files_by_room()
        .into_iter()
        .filter(|(_, _, text)| !text.starts_with("//! "))
        .map(|(_, path, _)| path)
        .collect();
    assert!(silent.is_empty(), "{silent:#?}");
}
