//! The examples of the CommonMark specification, as the package of the parser holds them, with and without what newsroom
//! adds to the parser.

use std::path::PathBuf;
use std::process::Command;

use pulldown_cmark::{Options, Parser, html};

use super::chapters::leave_lists;
use super::emphasis::parse;

/// An example of the specification.
struct Example {
    number: usize,
    markdown: String,
    html: String,
}

/// The folder of the parser's package, as cargo unpacked it to build this test. Its tests hold the examples; they are
/// read there, because the text of the specification has another licence than this project.
#[allow(clippy::disallowed_methods, reason = "cargo knows where it is")]
fn package() -> PathBuf {
    let run = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{program}: {errors}");
        String::from_utf8(output.stdout).unwrap()
    };
    let version = run("rustc", &["--version", "--verbose"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    // Packages for other platforms need not be there.
    let arguments = ["metadata", "--format-version", "1", "--offline", "--locked"];
    let platform = [
        "--manifest-path",
        manifest,
        "--filter-platform",
        host.unwrap(),
    ];
    let metadata = run(env!("CARGO"), &[&arguments[..], &platform].concat());
    let metadata: serde_json::Value = serde_json::from_str(&metadata).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let parser = packages
        .iter()
        .find(|package| package["name"] == "pulldown-cmark")
        .unwrap();
    let manifest = PathBuf::from(parser["manifest_path"].as_str().unwrap());
    manifest.parent().unwrap().to_owned()
}

#[allow(
    clippy::disallowed_methods,
    reason = "the examples are read where cargo put them"
)]
fn examples() -> Vec<Example> {
    let text = std::fs::read_to_string(package().join("tests/suite/spec.rs")).unwrap();
    let raw = |part: &str, name: &str| {
        let (_, text) = part.split_once(&format!("let {name} = r##\"")).unwrap();
        text.split_once("\"##;").unwrap().0.to_owned()
    };
    let parts = text.split("fn spec_test_").skip(1);
    let examples: Vec<Example> = parts
        .enumerate()
        .map(|(place, part)| Example {
            number: place + 1,
            markdown: raw(part, "original"),
            html: raw(part, "expected"),
        })
        .collect();
    // CommonMark 0.31.2.
    assert_eq!(examples.len(), 652);
    examples
}

/// HTML in one form: in a text a quotation mark may be escaped or not, and in example 175 the parser's writer leaves
/// out the line break between `<li>` and a block of HTML.
fn canonical(html: &str) -> String {
    html.replace("&quot;", "\"").replace("<li>\n", "<li>")
}

fn off(markdown: &str) -> String {
    let mut output = String::new();
    html::push_html(&mut output, Parser::new_ext(markdown, Options::empty()));
    canonical(&output)
}

fn on(markdown: &str) -> String {
    let mut output = String::new();
    let events = leave_lists(markdown, parse(markdown));
    html::push_html(&mut output, events.into_iter().map(|(event, _)| event));
    canonical(&output)
}

/// The examples that do not give what the specification says, with what they give.
fn failures(render: impl Fn(&Example) -> String) -> Vec<String> {
    let failure = |example: &Example| {
        let (expected, got) = (canonical(&example.html), render(example));
        let shown = format!(
            "{}: {:?}\n{expected}\n{got}",
            example.number, example.markdown
        );
        (got != expected).then_some(shown)
    };
    examples().iter().filter_map(failure).collect()
}

#[test]
fn the_parser_alone_passes_every_example() {
    assert_eq!(failures(|example| off(&example.markdown)), [""; 0]);
}

#[test]
fn with_the_extensions_every_example_passes_too() {
    assert_eq!(failures(|example| on(&example.markdown)), [""; 0]);
}

/// In a text in which emphasis beside East Asian characters is mended, all else is as without it.
#[test]
fn beside_mended_emphasis_every_example_passes_too() {
    const MENDED: &str = "**注意：**各位\n\n";
    const HTML: &str = "<p><strong>注意：</strong>各位</p>\n";
    let render = |example: &Example| {
        let output = on(&format!("{MENDED}{}", example.markdown));
        output.strip_prefix(HTML).unwrap().to_owned()
    };
    assert_eq!(failures(render), [""; 0]);
}
