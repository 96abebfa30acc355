//! Stepping through what is marked in the text: mentions, quotes and links.

use std::cmp::Reverse;

use crate::app::article::marks::{Marks, MentionMark, Position, QuoteMark};
use crate::app::article::visibility::Shown;
use crate::app::reader::{Focus, FocusKind};
use crate::document::{Document, Link};
use crate::nlp::{EntityKind, MentionForm};

/// What a step can stop at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StepTarget {
    /// Mentions that are marked, quotes and links.
    Any(Shown),
    /// Names of this kind.
    Kind(EntityKind),
    /// Quotes.
    Quote,
    /// Links.
    Link,
    /// Mentions whose entity is uncertain and quotes whose speaker is; those of places only if places are shown.
    Doubtful { places: bool },
}

/// The position of a focused item. Everything inside a sentence comes after it.
pub(crate) fn position(focus: Focus) -> Position {
    let start = focus.span.start().to_usize();
    match focus.kind {
        FocusKind::Sentence | FocusKind::Mark | FocusKind::Relation(..) => before(start),
        FocusKind::Quote => (start, 0, Reverse(focus.span.end().to_usize())),
        FocusKind::Link => (start, 2, Reverse(focus.span.end().to_usize())),
        FocusKind::Mention | FocusKind::Hit | FocusKind::Selection(_) => {
            (start, 1, Reverse(focus.span.end().to_usize()))
        }
    }
}

/// The position before everything that starts at a byte.
pub(crate) fn before(byte: usize) -> Position {
    (byte, 0, Reverse(usize::MAX))
}

/// The first wanted item after a position.
pub(crate) fn next(doc: &Document, marks: &Marks, wanted: StepTarget, after: Position) -> Option<Focus> {
    let mentions = marks.mentions();
    let from = mentions.partition_point(|mark| mark.position() <= after);
    let mention = mentions[from..].iter().find(|mark| is_wanted_mention(mark, wanted));
    let quotes = marks.quotes();
    let from = quotes.partition_point(|mark| mark.position() <= after);
    let quote = quotes[from..].iter().find(|mark| is_wanted_quote(mark, wanted));
    let links = doc.links().rows();
    let from = links.partition_point(|link| position(at_link(link)) <= after);
    let link = links[from..].iter().find(|link| is_wanted_link(marks, link, wanted));
    all(mention, quote, link).min_by_key(|(at, _)| *at).map(|(_, focus)| focus)
}

/// The last wanted item before a position.
pub(crate) fn previous(doc: &Document, marks: &Marks, wanted: StepTarget, before: Position) -> Option<Focus> {
    let mentions = marks.mentions();
    let to = mentions.partition_point(|mark| mark.position() < before);
    let mention = mentions[..to].iter().rfind(|mark| is_wanted_mention(mark, wanted));
    let quotes = marks.quotes();
    let to = quotes.partition_point(|mark| mark.position() < before);
    let quote = quotes[..to].iter().rfind(|mark| is_wanted_quote(mark, wanted));
    let links = doc.links().rows();
    let to = links.partition_point(|link| position(at_link(link)) < before);
    let link = links[..to].iter().rfind(|link| is_wanted_link(marks, link, wanted));
    all(mention, quote, link).max_by_key(|(at, _)| *at).map(|(_, focus)| focus)
}

fn all(
    mention: Option<&MentionMark>,
    quote: Option<&QuoteMark>,
    link: Option<&Link>,
) -> impl Iterator<Item = (Position, Focus)> {
    let mention = mention.map(|it| (it.position(), at_mention(it)));
    let quote = quote.map(|it| (it.position(), at_quote(it)));
    let link = link.map(|it| (position(at_link(it)), at_link(it)));
    [mention, quote, link].into_iter().flatten()
}

fn at_link(link: &Link) -> Focus {
    Focus { span: link.span, kind: FocusKind::Link }
}

/// A step stops at a link only once: if it stops at a name in it, the link is shown there, too.
fn is_wanted_link(marks: &Marks, link: &Link, wanted: StepTarget) -> bool {
    match wanted {
        StepTarget::Link => true,
        StepTarget::Any(shown) => !marks.mentions_in(link.span).any(|mark| shown.has(mark)),
        StepTarget::Kind(_) | StepTarget::Quote | StepTarget::Doubtful { .. } => false,
    }
}

fn at_mention(mark: &MentionMark) -> Focus {
    Focus { span: mark.span, kind: FocusKind::Mention }
}

fn at_quote(mark: &QuoteMark) -> Focus {
    Focus { span: mark.span, kind: FocusKind::Quote }
}

fn is_wanted_mention(mark: &MentionMark, wanted: StepTarget) -> bool {
    match wanted {
        StepTarget::Any(shown) => shown.has(mark),
        StepTarget::Kind(kind) => mark.kind == kind && mark.form == MentionForm::Name,
        StepTarget::Quote | StepTarget::Link => false,
        StepTarget::Doubtful { places } => mark.doubtful && (places || mark.kind != EntityKind::Place),
    }
}

fn is_wanted_quote(mark: &QuoteMark, wanted: StepTarget) -> bool {
    let is_kind = match wanted {
        StepTarget::Any(_) | StepTarget::Quote => true,
        StepTarget::Kind(_) | StepTarget::Link => false,
        StepTarget::Doubtful { .. } => mark.doubtful,
    };
    is_kind && mark.opens
}
