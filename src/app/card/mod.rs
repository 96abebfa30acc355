//! The card of a name, a quote or a relation: what is known about it, in a few lines.

mod entity;
mod relation;

use std::collections::HashMap;

pub(crate) use relation::{WordingPart, part_at, relation_told, stated};

use crate::app::article::told;
use crate::app::card::entity::entity_card;
use crate::app::card::relation::relation_card;
use crate::app::reader::layout::wrap_running;
use crate::app::screen::Area;
use crate::app::text::grapheme;
use crate::digest::{self, Links, Voices, counted};
use crate::document::Document;
use crate::nlp::{
    Analysis, Confidence, Entity, EntityKind, Mention, MentionForm, Quote, QuoteKind, Relation, Sentence,
};
use crate::text::{Id, Span};

/// What a card is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    Entity(Id<Entity>),
    /// An entity as it is mentioned in one place.
    Mention(Id<Mention>),
    Quote(Id<Quote>),
    Relation(Id<Relation>),
    Sentence(Id<Sentence>),
}

impl Subject {
    /// The entity that it is about, if any.
    pub(crate) fn entity(self, analysis: &Analysis) -> Option<Id<Entity>> {
        match self {
            Self::Entity(id) => Some(id),
            Self::Mention(id) => Some(analysis.mentions[id].entity),
            Self::Quote(_) | Self::Relation(_) | Self::Sentence(_) => None,
        }
    }
}

/// The card below the text, if it is open.
#[derive(Debug, Default)]
pub(crate) struct CardPane {
    pub(crate) is_open: bool,
    /// The card and its area.
    pub(crate) shown: Option<(Card, Area)>,
}

/// A line of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CardLine {
    Text(String),
    /// The sparkline of an entity, after some words.
    Strip(String, Id<Entity>),
    /// Words of a sentence, with their part in the relation that it states.
    Stated(Vec<(String, WordingPart)>),
}

/// What cards are made from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CardFacts<'a> {
    pub(crate) doc: &'a Document,
    pub(crate) analysis: &'a Analysis,
    pub(crate) voices: &'a Voices,
    pub(crate) links: &'a Links,
    /// In how many other articles of the library an entity occurs, if it does.
    pub(crate) elsewhere: &'a HashMap<Id<Entity>, usize>,
}

/// The cells of a line and the number of lines.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CardSize {
    pub(crate) width: usize,
    pub(crate) lines: usize,
}

/// The content of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Card {
    pub(crate) title: String,
    pub(crate) lines: Vec<CardLine>,
}

/// The word for a kind of entity.
pub(crate) fn kind_name(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organization => "organization",
        EntityKind::Place => "place",
    }
}

/// The card of a subject. What does not fit into the room is counted, not shown; what must be shown may take more
/// room.
pub(crate) fn card(facts: CardFacts<'_>, subject: Subject, room: CardSize) -> Card {
    let CardFacts { doc, analysis, .. } = facts;
    match subject {
        Subject::Entity(id) => entity_card(facts, id, Vec::new(), room),
        Subject::Mention(id) => {
            let mention = &analysis.mentions[id];
            let mut here = Vec::new();
            if mention.form != MentionForm::Name || mention.confidence.is_doubtful() {
                push_wrapped(&mut here, &here_line(doc, mention), room.width);
            }
            entity_card(facts, mention.entity, here, room)
        }
        Subject::Quote(id) => quote_card(doc, analysis, id, room.width),
        Subject::Relation(id) => relation_card(doc, analysis, &analysis.relations[id], room),
        Subject::Sentence(id) => {
            let words = digest::words(doc, analysis.sentences[id].span);
            let mut lines = Vec::new();
            push_wrapped(&mut lines, &words, room.width);
            Card { title: "Mentioned together".to_owned(), lines }
        }
    }
}

/// "here “he”? not sure (45%)".
fn here_line(doc: &Document, mention: &Mention) -> String {
    let words = digest::words(doc, mention.span);
    if mention.confidence.is_doubtful() {
        format!("here “{words}” ? not sure ({})", percent(mention.confidence))
    } else {
        format!("here “{words}”")
    }
}

fn quote_card(doc: &Document, analysis: &Analysis, id: Id<Quote>, width: usize) -> Card {
    let quote = &analysis.quotes[id];
    let speaker = quote.speaker.map(|id| analysis.entities[id].name.as_str());
    let mut lines = Vec::new();
    let source = digest::source(doc, quote);
    match speaker {
        Some(name) if source.is_empty() || source == name => push_wrapped(&mut lines, name, width),
        Some(name) => push_wrapped(&mut lines, &format!("{name}, here “{source}”"), width),
        None if source.is_empty() => push_wrapped(&mut lines, "who says it was not found", width),
        None => {
            push_wrapped(&mut lines, &source, width);
            let member = digest::source_member(doc, analysis, &quote.source);
            if let Some(text) = member.and_then(|member| told::source_member(doc, analysis, member)) {
                push_wrapped(&mut lines, &text, width);
            }
        }
    }
    let words = |&span: &Span| digest::words(doc, span);
    let cue = quote.cue.iter().map(words).collect::<Vec<_>>().join(" … ");
    let how = match quote.kind {
        QuoteKind::Direct => "word for word",
        QuoteKind::Mixed => "partly word for word",
        QuoteKind::Indirect => "in the article’s words",
    };
    let n_words = counted(digest::n_words(doc, quote), "word");
    let cue = if cue.is_empty() { String::new() } else { format!(" (“{cue}”)") };
    push_wrapped(&mut lines, &format!("{how}{cue}, {n_words}"), width);
    if quote.confidence.is_doubtful() {
        push_wrapped(&mut lines, &format!("? not sure ({})", percent(quote.confidence)), width);
    }
    Card { title: format!("{} · quote", speaker.unwrap_or("Somebody")), lines }
}

fn percent(confidence: Confidence) -> String {
    // Cut, not rounded: an uncertain 69.6% must not read as 70%.
    format!("{:.0}%", (confidence.to_f32() * 100.0).floor())
}

fn push_wrapped(lines: &mut Vec<CardLine>, text: &str, width: usize) {
    lines.extend(wrapped(text, width).into_iter().map(CardLine::Text));
}

/// A short text in lines of at most this many cells.
pub(crate) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let ranges = wrap_running(text, width.max(1));
    ranges
        .into_iter()
        .filter_map(|range| text.get(range))
        .map(|line| grapheme::one_line(line).replace('\u{a0}', " "))
        .collect()
}

/// The same with at most this many lines, and a sign at the end if there are more words.
pub(crate) fn clipped(text: &str, width: usize, n_lines: usize) -> Vec<String> {
    clipped_before(text, "", width, n_lines)
}

/// The same with a tail that is never cut: the remarks on the words.
pub(crate) fn clipped_before(text: &str, tail: &str, width: usize, n_lines: usize) -> Vec<String> {
    if n_lines > 0 && text.len() + tail.len() <= width && is_plain(text) {
        return vec![format!("{text}{}", tail.replace('\u{a0}', " "))];
    }
    // A long speech is not read to its end for its first lines; each of them drops a space at most.
    let start = grapheme::fitting_start(text, width.max(1) * (n_lines + 2));
    let mut lines = wrapped(&format!("{start}{tail}"), width);
    if lines.len() > n_lines {
        lines.truncate(n_lines);
        if let Some(last) = lines.last_mut() {
            let tail = format!("…{}", tail.replace('\u{a0}', " "));
            let room = width.saturating_sub(grapheme::text_width(&tail));
            *last = format!("{}{tail}", grapheme::fit_words(last, room, ""));
        }
    }
    lines
}

/// Whether a text is drawn as it is: letters, signs and quotation marks of one cell each, with single spaces between words.
fn is_plain(text: &str) -> bool {
    let is_plain =
        |c: char| matches!(c, ' '..='~' | '\u{c0}'..='\u{24f}' | '–' | '—' | '‘' | '’' | '“' | '”' | '…');
    !text.is_empty() && text.trim() == text && !text.contains("  ") && text.chars().all(is_plain)
}

/// How many lines that gives, without making them.
pub(crate) fn n_clipped_before(text: &str, tail: &str, width: usize, n_lines: usize) -> usize {
    // No grapheme takes more cells than bytes.
    if !text.is_empty() && text.len() + tail.len() <= width {
        return 1;
    }
    wrap_running(&format!("{text}{tail}"), width.max(1)).len().min(n_lines)
}

#[cfg(test)]
mod tests;
