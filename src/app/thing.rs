//! Stepping through what is marked in the text: names and quotes.

use crate::app::marks::{Marks, NameMark, QuoteMark};
use crate::app::reader::{Focus, FocusKind};
use crate::nlp::{EntityKind, MentionForm};

/// What a step may stop at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Names and quotes; places only if they are shown.
    Any { places: bool },
    /// Names of this kind.
    Kind(EntityKind),
    /// Quotes.
    Quote,
}

/// Where a step starts from. A quote comes before a name that starts at the same byte.
pub(crate) type Position = (usize, u8);

/// The position of a focused thing.
pub(crate) fn position(focus: Focus) -> Position {
    (focus.span.start().to_usize(), u8::from(focus.kind != FocusKind::Quote))
}

/// The first wanted thing after a position.
pub(crate) fn next(marks: &Marks, wanted: Wanted, after: Position) -> Option<Focus> {
    let names = marks.names();
    let from = names.partition_point(|mark| name(mark) <= after);
    let name_mark = names[from..].iter().find(|mark| is_wanted(mark, wanted));
    let quotes = marks.quotes();
    let from = quotes.partition_point(|mark| quote(mark) <= after);
    let quote_mark = quotes[from..].iter().find(|mark| mark.opens && wants_quotes(wanted));
    let is_quote_first = |(n, q): (&NameMark, &QuoteMark)| quote(q) < name(n);
    pick(name_mark, quote_mark, is_quote_first)
}

/// The first wanted thing of the text.
pub(crate) fn first(marks: &Marks, wanted: Wanted) -> Option<Focus> {
    let name_mark = marks.names().iter().find(|mark| is_wanted(mark, wanted));
    let quote_mark = marks.quotes().iter().find(|mark| mark.opens && wants_quotes(wanted));
    pick(name_mark, quote_mark, |(n, q)| quote(q) < name(n))
}

/// The last wanted thing before a position.
pub(crate) fn previous(marks: &Marks, wanted: Wanted, before: Position) -> Option<Focus> {
    let names = marks.names();
    let to = names.partition_point(|mark| name(mark) < before);
    let name_mark = names[..to].iter().rfind(|mark| is_wanted(mark, wanted));
    let quotes = marks.quotes();
    let to = quotes.partition_point(|mark| quote(mark) < before);
    let quote_mark = quotes[..to].iter().rfind(|mark| mark.opens && wants_quotes(wanted));
    let is_quote_last = |(n, q): (&NameMark, &QuoteMark)| quote(q) > name(n);
    pick(name_mark, quote_mark, is_quote_last)
}

fn pick(
    name: Option<&NameMark>,
    quote: Option<&QuoteMark>,
    takes_quote: impl Fn((&NameMark, &QuoteMark)) -> bool,
) -> Option<Focus> {
    let is_quote = match (name, quote) {
        (Some(name), Some(quote)) => takes_quote((name, quote)),
        (_, quote) => quote.is_some(),
    };
    if is_quote {
        quote.map(|mark| Focus { span: mark.span, kind: FocusKind::Quote })
    } else {
        name.map(|mark| Focus { span: mark.span, kind: FocusKind::Mention })
    }
}

fn name(mark: &NameMark) -> Position {
    (mark.span.start().to_usize(), 1)
}

fn quote(mark: &QuoteMark) -> Position {
    (mark.span.start().to_usize(), 0)
}

fn is_wanted(mark: &NameMark, wanted: Wanted) -> bool {
    let is_kind = match wanted {
        Wanted::Any { places } => places || mark.kind != EntityKind::Place,
        Wanted::Kind(kind) => mark.kind == kind,
        Wanted::Quote => false,
    };
    is_kind && mark.form == MentionForm::Name
}

fn wants_quotes(wanted: Wanted) -> bool {
    matches!(wanted, Wanted::Any { .. } | Wanted::Quote)
}
