//! Stepping through what is marked in the text: mentions and quotes.

use std::cmp::Reverse;

use crate::app::marks::{Marks, MentionMark, Position, QuoteMark};
use crate::app::reader::{Focus, FocusKind};
use crate::app::shown::Shown;
use crate::nlp::{EntityKind, MentionForm};

/// What a step may stop at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Mentions that are marked, and quotes.
    Any(Shown),
    /// Names of this kind.
    Kind(EntityKind),
    /// Quotes.
    Quote,
    /// Mentions whose entity and quotes whose speaker is not sure; of places only if they are shown.
    Doubtful { places: bool },
}

/// The position of a focused thing. All that a sentence holds comes after it.
pub(crate) fn position(focus: Focus) -> Position {
    let start = focus.span.start().to_usize();
    match focus.kind {
        FocusKind::Sentence | FocusKind::Mark | FocusKind::Relation(..) => before(start),
        FocusKind::Quote => (start, 0, Reverse(focus.span.end().to_usize())),
        FocusKind::Mention | FocusKind::Hit => (start, 1, Reverse(focus.span.end().to_usize())),
    }
}

/// The position before all that starts at a byte.
pub(crate) fn before(byte: usize) -> Position {
    (byte, 0, Reverse(usize::MAX))
}

/// The first wanted thing after a position.
pub(crate) fn next(marks: &Marks, wanted: Wanted, after: Position) -> Option<Focus> {
    let mentions = marks.mentions();
    let from = mentions.partition_point(|mark| mark.position() <= after);
    let mention = mentions[from..].iter().find(|mark| is_wanted_mention(mark, wanted));
    let quotes = marks.quotes();
    let from = quotes.partition_point(|mark| mark.position() <= after);
    let quote = quotes[from..].iter().find(|mark| is_wanted_quote(mark, wanted));
    match (mention, quote) {
        (Some(mention), Some(quote)) if mention.position() < quote.position() => Some(at_mention(mention)),
        (_, Some(quote)) => Some(at_quote(quote)),
        (mention, None) => mention.map(at_mention),
    }
}

/// The last wanted thing before a position.
pub(crate) fn previous(marks: &Marks, wanted: Wanted, before: Position) -> Option<Focus> {
    let mentions = marks.mentions();
    let to = mentions.partition_point(|mark| mark.position() < before);
    let mention = mentions[..to].iter().rfind(|mark| is_wanted_mention(mark, wanted));
    let quotes = marks.quotes();
    let to = quotes.partition_point(|mark| mark.position() < before);
    let quote = quotes[..to].iter().rfind(|mark| is_wanted_quote(mark, wanted));
    match (mention, quote) {
        (Some(mention), Some(quote)) if mention.position() > quote.position() => Some(at_mention(mention)),
        (_, Some(quote)) => Some(at_quote(quote)),
        (mention, None) => mention.map(at_mention),
    }
}

fn at_mention(mark: &MentionMark) -> Focus {
    Focus { span: mark.span, kind: FocusKind::Mention }
}

fn at_quote(mark: &QuoteMark) -> Focus {
    Focus { span: mark.span, kind: FocusKind::Quote }
}

fn is_wanted_mention(mark: &MentionMark, wanted: Wanted) -> bool {
    match wanted {
        Wanted::Any(shown) => shown.has(mark),
        Wanted::Kind(kind) => mark.kind == kind && mark.form == MentionForm::Name,
        Wanted::Quote => false,
        Wanted::Doubtful { places } => mark.doubtful && (places || mark.kind != EntityKind::Place),
    }
}

fn is_wanted_quote(mark: &QuoteMark, wanted: Wanted) -> bool {
    let is_kind = match wanted {
        Wanted::Any(_) | Wanted::Quote => true,
        Wanted::Kind(_) => false,
        Wanted::Doubtful { .. } => mark.doubtful,
    };
    is_kind && mark.opens
}
