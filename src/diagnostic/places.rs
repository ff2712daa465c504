//! Lines and columns of many places.

use std::sync::Arc;

use crate::source::Location;

/// Lines and columns of places that are asked for in their order: counted on from the last one, so that many
/// places in a long file cost no more than reading it once.
#[derive(Debug, Default)]
pub struct Places {
    last: Option<(Location, usize, usize)>,
}

impl Places {
    /// Line and column of the first byte, both counted from 1, the column in characters.
    pub fn line_column(&mut self, location: &Location) -> (usize, usize) {
        let start = location.span.start;
        let (from, line, column) = match &self.last {
            Some((last, line, column))
                if Arc::ptr_eq(&last.source, &location.source) && last.span.start <= start =>
            {
                (last.span.start, *line, *column)
            }
            _ => (0, 1, 1),
        };
        let between = &location.source.text[from..start];
        let lines = between.bytes().filter(|byte| *byte == b'\n').count();
        let column = match between.rfind('\n') {
            Some(newline) => between[newline + 1..].chars().count() + 1,
            None => column + between.chars().count(),
        };
        self.last = Some((location.clone(), line + lines, column));
        (line + lines, column)
    }
}

#[cfg(test)]
mod tests {
    use crate::source::{Source, Span};

    use super::*;

    #[test]
    fn counting_on_gives_the_same_places_as_counting_from_the_start() {
        let source = Arc::new(Source {
            path: "content/a.zh.md".into(),
            text: "千山\n青岚 a\n\nb 云溪\n".into(),
        });
        let starts = source.text.char_indices().map(|(at, _)| at);
        let starts: Vec<usize> = starts.chain([source.text.len(), 0, 7, 7]).collect();
        let mut places = Places::default();
        for start in starts {
            let location = Location::new(&source, Span::new(start, start));
            assert_eq!(places.line_column(&location), location.line_column());
        }
    }
}
