//! The card of a relation: its sentence, with the words that state it.

use crate::app::article::told;
use crate::app::card::{Card, CardLine, CardSize, percent, push_wrapped};
use crate::app::text::grapheme;
use crate::digest;
use crate::document::Document;
use crate::nlp::{Analysis, Entity, Relation, Status, relations};
use crate::text::{Id, Span};

/// The part that words play in the wording of a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordingPart {
    Subject,
    Cue,
    Object,
    Other,
}

/// A relation listed under one of its members, on one line: "called on Jeff Sessions to resign (says …) ?".
pub(crate) fn relation_told(analysis: &Analysis, relation: &Relation, under: Id<Entity>) -> String {
    let notes = told::notes(analysis, relation).replace('\u{a0}', " ");
    format!("{}{notes}", digest::told(analysis, relation, Some(under)))
}

/// Shows the sentence first, since the list has the rest: as much of it as there is room for, from the words that
/// state the relation on.
pub(super) fn relation_card(
    doc: &Document,
    analysis: &Analysis,
    relation: &Relation,
    room: CardSize,
) -> Card {
    let width = room.width;
    let mut notes = Vec::new();
    match relation.status {
        // "did not meet" says so itself; with a remark, it would be denied twice.
        _ if !digest::hides_negation(relation) => {}
        // "denied that Roe lied": the article does not say which.
        Status::Stated if relations::tells_status(&relation.label, Status::Denied) => {}
        Status::Stated => push_wrapped(&mut notes, "the article says that it is not so", width),
        _ => push_wrapped(&mut notes, "said not to be so", width),
    }
    if let Some(standing) = standing(analysis, relation) {
        push_wrapped(&mut notes, &standing, width);
    }
    if relation.confidence.is_doubtful() {
        push_wrapped(&mut notes, &format!("? not sure ({})", percent(relation.confidence)), width);
    }
    if relation.evidence.len() > 1 {
        push_wrapped(&mut notes, &format!("{} sentences say it", relation.evidence.len()), width);
    }
    let mut lines = Vec::new();
    if let Some(wording) = digest::wording(analysis, relation, 0) {
        lines = stated(doc, &wording, room.lines.saturating_sub(notes.len()).max(2), width);
    }
    lines.extend(notes);
    Card { title: digest::told(analysis, relation, None), lines }
}

/// How the article has a relation, in one line; nothing if the article says it in its own words.
fn standing(analysis: &Analysis, relation: &Relation) -> Option<String> {
    let by = relation.said_by.map(|it| analysis.entities[it].name.as_str());
    let (alone, claimed) = match relation.status {
        Status::Stated => return by.map(|by| format!("according to {by}")),
        Status::Alleged => ("a claim, not the article’s own words", "according to"),
        Status::Denied => ("denied, or without support", "denied by"),
        Status::Asked => ("asked, not stated", "asked by"),
        Status::Conditional => ("only possible, or under a condition", "only possible, according to"),
        Status::Planned => ("planned, not yet so", "planned, according to"),
    };
    Some(by.map_or_else(|| alone.to_owned(), |by| format!("{claimed} {by}")))
}

/// A sentence with the words that state a relation, on at most this many lines.
pub(crate) fn stated(
    doc: &Document,
    wording: &digest::Wording,
    n_lines: usize,
    width: usize,
) -> Vec<CardLine> {
    let lines = stated_in(doc, wording, wording.sentence, width);
    if lines.len() <= n_lines {
        return lines;
    }
    // The words before those that state it are left out first.
    let from = Span::new(wording.extent().start().to_usize(), wording.sentence.end().to_usize());
    let (is_cut, width) = (from.start() > wording.sentence.start(), width.saturating_sub(1));
    let mut lines = stated_in(doc, wording, from, width);
    let more = || ("…".to_owned(), WordingPart::Other);
    if let Some(CardLine::Stated(first)) = lines.first_mut().filter(|_| is_cut) {
        first.insert(0, more());
    }
    if lines.len() > n_lines {
        lines.truncate(n_lines);
        if let Some(CardLine::Stated(last)) = lines.last_mut() {
            last.push(more());
        }
    }
    lines
}

/// A part of the sentence, in lines.
fn stated_in(doc: &Document, wording: &digest::Wording, span: Span, width: usize) -> Vec<CardLine> {
    let text = doc.slice(span);
    let start = span.start().to_usize();
    let line = |range: std::ops::Range<usize>| {
        let mut pieces: Vec<(String, WordingPart)> = Vec::new();
        for glyph in grapheme::running_glyphs(text.get(range.clone()).unwrap_or_default()) {
            let part = part_at(wording, start + range.start + glyph.start);
            match pieces.last_mut() {
                Some((words, last)) if *last == part => words.push_str(glyph.symbol),
                _ => pieces.push((glyph.symbol.to_owned(), part)),
            }
        }
        CardLine::Stated(pieces)
    };
    crate::app::reader::layout::wrap_running(text, width.max(1)).into_iter().map(line).collect()
}

/// The part that a byte plays in a wording. The cue may be inside the subject's words, and these inside the object's:
/// "her aide".
pub(crate) fn part_at(wording: &digest::Wording, byte: usize) -> WordingPart {
    let at = crate::text::ByteOffset::new(byte);
    let has = |span: Option<Span>| span.filter(|it| it.contains(at)).map(Span::len);
    if wording.cue.iter().any(|it| it.contains(at)) {
        return WordingPart::Cue;
    }
    match (has(wording.subject), has(wording.object)) {
        (Some(subject), Some(object)) if object < subject => WordingPart::Object,
        (Some(_), _) => WordingPart::Subject,
        (None, Some(_)) => WordingPart::Object,
        (None, None) => WordingPart::Other,
    }
}
