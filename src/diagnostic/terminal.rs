//! Diagnostics drawn for a person: the line of the file, the caret under the character, the way out.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use unicode_width::UnicodeWidthChar;

use super::{Diagnostic, Places, Severity};
use crate::language::Language;
use crate::source::{Location, Span};

/// Columns of the text that are marked at most: where more is, the line could not be cut to the terminal.
const MARKED: usize = 80;

/// How to draw.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// With terminal colours.
    pub color: bool,
    /// Columns of the terminal; longer lines are cut around the caret.
    pub width: usize,
    /// Of message and help.
    pub language: Language,
}

/// One diagnostic as several lines, without a line break at the end.
pub fn draw(diagnostic: &Diagnostic, style: Style) -> String {
    let words = diagnostic.problem.describe(style.language);
    let severity = diagnostic.problem.severity();
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let level = level.with_name(severity.words(style.language));
    let title = level.primary_title(words.message);
    let mut main = Group::with_title(title.id(diagnostic.problem.code()));
    main = add_place(main, &diagnostic.location, true);
    if let Some(related) = &diagnostic.related {
        main = add_place(main, related, false);
    }
    if !words.help.is_empty() {
        main = main.element(
            Level::HELP
                .with_name(style.language.pick("help", "怎么办"))
                .message(words.help),
        );
    }
    let renderer = if style.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer
        .decor_style(DecorStyle::Ascii)
        .term_width(style.width)
        .render(&[main])
}

/// One diagnostic as one line, with its line break: `file:line:column: error[code]: message`.
pub fn line(diagnostic: &Diagnostic, places: &mut Places, language: Language) -> String {
    let words = diagnostic.problem.describe(language);
    let source = &diagnostic.location.source;
    let place = if source.text.is_empty() {
        source.path.clone()
    } else {
        let (line, column) = places.line_column(&diagnostic.location);
        format!("{}:{line}:{column}", source.path)
    };
    let severity = diagnostic.problem.severity().words(language);
    // A message may have lines of its own, of a template's or a YAML error.
    let message: Vec<&str> = words.message.lines().map(str::trim).collect();
    format!(
        "{place}: {severity}[{}]: {}\n",
        diagnostic.problem.code(),
        message.join(" ")
    )
}

fn add_place<'a>(group: Group<'a>, location: &'a Location, primary: bool) -> Group<'a> {
    let source = &location.source;
    if source.text.is_empty() {
        return group.element(Origin::path(source.path.as_str()));
    }
    let kind = if primary {
        AnnotationKind::Primary
    } else {
        AnnotationKind::Context
    };
    // Only the lines around the place: the renderer goes over all that it is given, and files may be long.
    let span = marked(&source.text, location.span);
    let from = source.text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let to = source.text[span.end..]
        .find('\n')
        .map_or(source.text.len(), |at| span.end + at + 1);
    let (line, _) = location.line_column();
    group.element(
        Snippet::source(&source.text[from..to])
            .line_start(line)
            .path(source.path.as_str())
            .annotation(kind.span(span.start - from..span.end - from)),
    )
}

/// The start of a span, as much of it as is marked.
fn marked(text: &str, span: Span) -> std::ops::Range<usize> {
    let mut columns = 0;
    let cut = text[span.range()].char_indices().find(|(_, character)| {
        columns += character.width().unwrap_or(0);
        columns > MARKED
    });
    span.start..cut.map_or(span.end, |(at, _)| span.start + at)
}
