//! Diagnostics drawn for a person: the line of the file, the caret under the character, the way out.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Severity};
use crate::source::Location;

/// How to draw.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// With terminal colours.
    pub color: bool,
    /// Columns of the terminal; longer lines are cut around the caret.
    pub width: usize,
}

/// One diagnostic as several lines, without a line break at the end.
pub fn draw(diagnostic: &Diagnostic, style: Style) -> String {
    let words = diagnostic.problem.describe();
    let level = match words.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut main = Group::with_title(level.primary_title(words.message).id(words.code));
    main = add_place(main, &diagnostic.location, true);
    if let Some(related) = &diagnostic.related {
        main = add_place(main, related, false);
    }
    if !words.help.is_empty() {
        main = main.element(Level::HELP.message(words.help));
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
    group.element(
        Snippet::source(source.text.as_str())
            .path(source.path.as_str())
            .annotation(kind.span(location.span.range())),
    )
}
