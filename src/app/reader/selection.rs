//! Words that the user selects with keyboard or mouse: from one word to another, in either direction.

use crate::document::Document;
use crate::nlp::Analysis;
use crate::text::{ByteOffset, Span};

/// A selection: everything from its fixed end to its moving end, whichever comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Selection {
    fixed: Span,
    moving: Span,
}

impl Selection {
    /// Selects a span; its last word is the moving end.
    pub(crate) fn over(doc: &Document, analysis: &Analysis, span: Span) -> Self {
        let first = words_in(doc, analysis, span).next();
        let last = words_in(doc, analysis, span).next_back();
        // Signs at the edges, such as quotation marks, belong to the words there.
        let (start, end) = (span.start().to_usize(), span.end().to_usize());
        let inside = |at: ByteOffset| at.to_usize().clamp(start, end);
        Self {
            fixed: first.map_or(span, |it| Span::new(start, inside(it.end()))),
            moving: last.map_or(span, |it| Span::new(inside(it.start()), end)),
        }
    }

    /// From the fixed words to the moving ones.
    pub(crate) const fn between(fixed: Span, moving: Span) -> Self {
        Self { fixed, moving }
    }

    /// The selected span.
    pub(crate) fn span(self) -> Span {
        self.fixed.join(self.moving)
    }

    /// The words at the moving end.
    pub(crate) const fn moving(self) -> Span {
        self.moving
    }

    /// The same selection with the moving end elsewhere.
    pub(crate) const fn to(self, moving: Span) -> Self {
        Self { moving, ..self }
    }

    /// The same selection with the ends exchanged.
    pub(crate) const fn turned(self) -> Self {
        Self { fixed: self.moving, moving: self.fixed }
    }

    /// Moves the end one word forward or back; `None` at the edge of the text.
    pub(crate) fn stepped(self, doc: &Document, analysis: &Analysis, is_next: bool) -> Option<Self> {
        let end = doc.text().len();
        let word = if is_next {
            let from = self.moving.end().to_usize();
            words_in(doc, analysis, Span::new(from, end)).next()
        } else {
            words_in(doc, analysis, Span::new(0, self.moving.start().to_usize())).next_back()
        };
        word.map(|word| self.to(word))
    }
}

/// The words that overlap a span: tokens with a letter or digit.
pub(crate) fn words_in<'a>(
    doc: &'a Document,
    analysis: &'a Analysis,
    span: Span,
) -> impl DoubleEndedIterator<Item = Span> + 'a {
    let tokens = analysis.tokens.rows();
    let from = tokens.partition_point(|it| it.span.end() <= span.start());
    let to = tokens.partition_point(|it| it.span.start() < span.end()).max(from);
    let tokens = tokens.get(from..to).unwrap_or_default().iter().map(|it| it.span);
    tokens.filter(|&it| doc.slice(it).contains(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sample;
    use crate::nlp::token;

    const TEXT: &str = "“I go,” said Ann Lee. Bob slept.";

    fn check(from: &str, steps: &str, expected: &str) {
        let (doc, _) = sample::article(&[TEXT]);
        let analysis = Analysis { tokens: token::tokenize(&doc), ..Analysis::default() };
        let start = TEXT.find(from).unwrap();
        let mut selection = Selection::over(&doc, &analysis, Span::new(start, start + from.len()));
        for step in steps.chars() {
            selection = match step {
                'o' => selection.turned(),
                _ => selection.stepped(&doc, &analysis, step == 'l').unwrap_or(selection),
            };
        }
        assert_eq!(doc.slice(selection.span()), expected);
    }

    #[test]
    fn the_end_moves_by_words_and_takes_the_signs_between_along() {
        check("Ann", "l", "Ann Lee");
        check("Ann", "ll", "Ann Lee. Bob");
        check("Ann Lee", "h", "Ann");
        check("Ann Lee", "hhh", "go,” said Ann");
        check("slept", "ll", "slept");
    }

    #[test]
    fn what_is_started_from_is_selected_with_its_marks() {
        check("“I go,”", "", "“I go,”");
        check("“I go,”", "ll", "“I go,” said Ann");
        check("“I go,”", "llhh", "“I go");
    }

    #[test]
    fn the_other_end_is_moved_after_turning() {
        check("Ann Lee", "oh", "said Ann Lee");
        check("Ann Lee", "ol", "Lee");
        check("Ann Lee", "oho", "said Ann Lee");
    }
}
