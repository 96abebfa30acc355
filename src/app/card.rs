//! The card of a name, a quote or a relation: what is known of it, in a few lines.

use std::collections::HashMap;

use crate::app::{glyph, quote_list, relation_list};
use crate::digest::{self, Links, Voices, counted};
use crate::document::Document;
use crate::nlp::{
    Analysis, Confidence, Entity, EntityKind, Mention, MentionForm, Quote, QuoteKind, Relation, Sentence,
};
use crate::text::{Id, Span};

/// Names on one line of "also", "called" and "with".
const MAX_NAMES: usize = 4;

/// From so many lines on a card has so many lines of relations, whatever else it tells.
const ROOM_FOR_RELATIONS: usize = 6;
const MIN_RELATION_LINES: usize = 3;

/// What a card is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    Entity(Id<Entity>),
    /// An entity as it is mentioned at one place.
    Mention(Id<Mention>),
    Quote(Id<Quote>),
    Relation(Id<Relation>),
    Sentence(Id<Sentence>),
}

impl Subject {
    /// The entity that it is about, if it is one.
    pub(crate) fn entity(self, analysis: &Analysis) -> Option<Id<Entity>> {
        match self {
            Self::Entity(id) => Some(id),
            Self::Mention(id) => Some(analysis.mentions[id].entity),
            Self::Quote(_) | Self::Relation(_) | Self::Sentence(_) => None,
        }
    }
}

/// A line of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CardLine {
    Text(String),
    /// The appearance strip of an entity, after some words.
    Strip(String, Id<Entity>),
    /// Words of a sentence, with what they are in the relation that it states.
    Stated(Vec<(String, Part)>),
}

/// What words are in the wording of a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Subject,
    Cue,
    Object,
    Other,
}

/// What cards are made from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts<'a> {
    pub(crate) doc: &'a Document,
    pub(crate) analysis: &'a Analysis,
    pub(crate) voices: &'a Voices,
    pub(crate) links: &'a Links,
    /// In how many other articles of the library an entity is, where it is in any.
    pub(crate) elsewhere: &'a HashMap<Id<Entity>, usize>,
}

/// Cells of a line and the number of lines.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    pub(crate) width: usize,
    pub(crate) lines: usize,
}

/// What stands on a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Card {
    pub(crate) title: String,
    pub(crate) lines: Vec<CardLine>,
}

/// What a kind of entity is called.
pub(crate) fn kind_name(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organization => "organization",
        EntityKind::Place => "place",
    }
}

/// The card of a subject. What does not fit into the room is counted, not told; what must be told may take more.
pub(crate) fn card(facts: Facts<'_>, subject: Subject, room: Room) -> Card {
    let Facts { doc, analysis, .. } = facts;
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

fn entity_card(facts: Facts<'_>, id: Id<Entity>, here: Vec<CardLine>, room: Room) -> Card {
    let Facts { doc, analysis, voices, links, elsewhere } = facts;
    let width = room.width;
    let entity = &analysis.entities[id];
    let tally = digest::tally(analysis, id);
    let mut lines = here;
    if let Some(description) = &entity.description {
        push_wrapped(&mut lines, description, width);
    }
    lines.push(CardLine::Strip(counted(tally.all.total(), "mention"), id));
    if tally.all.names < tally.all.total() {
        // A number does not part from its word.
        let by_form = tally.all.in_words().replace(' ', "\u{a0}").replace(",\u{a0}", ", ");
        push_wrapped(&mut lines, &by_form, width);
    }
    let relations_at = lines.len();
    let by = voices.of(id).map_or(&[][..], |said| &said.quotes);
    let about = links.quotes_about(id);
    if let Some(said) = voices.of(id) {
        let text = format!("{}, {}% of all words quoted", counted(by.len(), "quote"), said.percent);
        push_wrapped(&mut lines, &text, width);
    }
    if !about.is_empty() {
        push_wrapped(&mut lines, &format!("in {} of others", counted(about.len(), "quote")), width);
    }
    let of_descriptions = digest::descriptions(doc, analysis, id);
    for (what, words) in [("also", digest::aliases(doc, analysis, id)), ("called", of_descriptions)] {
        let words: Vec<_> = words.iter().take(MAX_NAMES).map(|it| format!("“{it}”")).collect();
        if !words.is_empty() {
            push_wrapped(&mut lines, &format!("{what} {}", words.join(", ")), width);
        }
    }
    let with: Vec<_> = company(analysis, id)
        .into_iter()
        .take(MAX_NAMES)
        // A number does not part from its name.
        .map(|(other, n)| format!("{}\u{a0}{n}", analysis.entities[other].name))
        .collect();
    if !with.is_empty() {
        push_wrapped(&mut lines, &format!("with {}", with.join(" · ")), width);
    }
    if let Some(&n) = elsewhere.get(&id) {
        push_wrapped(&mut lines, &format!("also in {}", counted(n, "other article")), width);
    }
    if tally.doubtful.total() > 0 {
        push_wrapped(&mut lines, &format!("? not sure: {}", tally.doubtful.in_words()), width);
    }
    let n_free = room.lines.saturating_sub(lines.len());
    // They tell more than other names and company, which are cut where there is no room for all.
    let n_free = if room.lines >= ROOM_FOR_RELATIONS { n_free.max(MIN_RELATION_LINES) } else { n_free };
    let relations = relations_told(analysis, links.relations_of(id), id, width, n_free);
    lines.splice(relations_at..relations_at, relations);
    let quotes = [("says", by), ("others say", about)];
    for (title, quotes) in quotes.into_iter().filter(|(_, quotes)| !quotes.is_empty()) {
        if lines.len() + 1 + quotes.len() <= room.lines {
            lines.push(CardLine::Text(format!("{title}:")));
            let said = |&id: &Id<Quote>| {
                glyph::fit(&format!("  {}", digest::said(doc, &analysis.quotes[id])), width, "…")
            };
            lines.extend(quotes.iter().map(said).map(CardLine::Text));
        }
    }
    Card { title: format!("{} · {}", entity.name, kind_name(entity.kind)), lines }
}

/// A line for each relation of a member, "→ Jeff Sessions: called on … to resign", as many as there is room for; how many
/// there are besides.
fn relations_told(
    analysis: &Analysis,
    relations: &[Id<Relation>],
    id: Id<Entity>,
    width: usize,
    room: usize,
) -> Vec<CardLine> {
    let n = relations.len();
    if n == 0 {
        return Vec::new();
    }
    if room < 2 && n > 1 {
        return vec![CardLine::Text(counted(n, "relation"))];
    }
    let n_told = if n <= room.max(1) { n } else { room - 1 };
    let told = relations.iter().take(n_told).map(|&it| relation_told(analysis, &analysis.relations[it], id));
    let mut lines: Vec<_> = told.map(|text| CardLine::Text(glyph::fit(&text, width, "…"))).collect();
    if n_told < n {
        lines.push(CardLine::Text(format!("and {}", counted(n - n_told, "more relation"))));
    }
    lines
}

/// A relation from the side of one of its members, on one line: "→ Jeff Sessions: called on … to resign (says …) ?".
pub(crate) fn relation_told(analysis: &Analysis, relation: &Relation, from: Id<Entity>) -> String {
    let (arrow, other) =
        if relation.subject == from { ("→", relation.object) } else { ("←", relation.subject) };
    let notes = relation_list::notes(analysis, relation).replace('\u{a0}', " ");
    format!("{arrow} {}: {}{notes}", analysis.entities[other].name, relation.label)
}

/// The sentence first, since the list tells the rest; as much of it as there is room for, from where it is stated on.
fn relation_card(doc: &Document, analysis: &Analysis, relation: &Relation, room: Room) -> Card {
    let width = room.width;
    let mut notes = Vec::new();
    if relation.negated {
        push_wrapped(&mut notes, "the article says that it is not so", width);
    }
    if let Some(id) = relation.said_by {
        push_wrapped(&mut notes, &format!("so says {}", analysis.entities[id].name), width);
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
    Card { title: digest::told(analysis, relation), lines }
}

/// A sentence with the words that matter in it, in so many lines at most.
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
    // What leads to the words that matter is left out first.
    let from = Span::new(wording.extent().start().to_usize(), wording.sentence.end().to_usize());
    let (is_cut, width) = (from.start() > wording.sentence.start(), width.saturating_sub(1));
    let mut lines = stated_in(doc, wording, from, width);
    let more = || ("…".to_owned(), Part::Other);
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
        let mut pieces: Vec<(String, Part)> = Vec::new();
        for glyph in glyph::running_glyphs(text.get(range.clone()).unwrap_or_default()) {
            let part = part_at(wording, start + range.start + glyph.start);
            match pieces.last_mut() {
                Some((words, last)) if *last == part => words.push_str(glyph.symbol),
                _ => pieces.push((glyph.symbol.to_owned(), part)),
            }
        }
        CardLine::Stated(pieces)
    };
    crate::app::layout::wrap_running(text, width.max(1)).into_iter().map(line).collect()
}

/// What a byte is in a wording. The cue may lie in the subject's words and these in the object's: "her aide".
pub(crate) fn part_at(wording: &digest::Wording, byte: usize) -> Part {
    let at = crate::text::ByteOffset::new(byte);
    let has = |span: Option<Span>| span.filter(|it| it.contains(at)).map(Span::len);
    if wording.cue.iter().any(|it| it.contains(at)) {
        return Part::Cue;
    }
    match (has(wording.subject), has(wording.object)) {
        (Some(subject), Some(object)) if object < subject => Part::Object,
        (Some(_), _) => Part::Subject,
        (None, Some(_)) => Part::Object,
        (None, None) => Part::Other,
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
            let tie = digest::tie(doc, analysis, &quote.source);
            if let Some(text) = tie.and_then(|tie| quote_list::tie(doc, analysis, tie)) {
                push_wrapped(&mut lines, &text, width);
            }
        }
    }
    let words = |&span: &Span| digest::words(doc, span);
    let cue = quote.cue.iter().map(words).collect::<Vec<_>>().join(" … ");
    let how = match quote.kind {
        QuoteKind::Direct => "word for word",
        QuoteKind::Mixed => "partly word for word",
        QuoteKind::Indirect => "in the article's words",
    };
    let n_words = counted(digest::n_words(doc, quote), "word");
    let cue = if cue.is_empty() { String::new() } else { format!(", “{cue}”") };
    push_wrapped(&mut lines, &format!("{how}{cue}, {n_words}"), width);
    if quote.confidence.is_doubtful() {
        push_wrapped(&mut lines, &format!("? not sure ({})", percent(quote.confidence)), width);
    }
    Card { title: format!("{} · quote", speaker.unwrap_or("Somebody")), lines }
}

fn percent(confidence: Confidence) -> String {
    // Cut, not rounded: what is doubtful at 69.6% shall not read as 70%.
    format!("{:.0}%", (confidence.to_f32() * 100.0).floor())
}

/// People and organizations named in the same sentences, most often first.
fn company(analysis: &Analysis, id: Id<Entity>) -> Vec<(Id<Entity>, usize)> {
    let sentences = analysis.sentences.rows();
    let mentions = analysis.mentions.rows();
    let mut counts: Vec<(Id<Entity>, usize)> = Vec::new();
    let mut last = None;
    for &mention in &analysis.entities[id].mentions {
        let at = analysis.mentions[mention].span.start();
        let index = sentences.partition_point(|sentence| sentence.span.end() <= at);
        let Some(sentence) = sentences.get(index).filter(|it| it.span.contains(at)) else { continue };
        if last.replace(index) == Some(index) {
            continue;
        }
        let from = mentions.partition_point(|it| it.span.start() < sentence.span.start());
        let to = mentions.partition_point(|it| it.span.start() < sentence.span.end());
        let mut others: Vec<_> =
            mentions[from..to].iter().map(|it| it.entity).filter(|&it| it != id).collect();
        others.sort_unstable();
        others.dedup();
        others.retain(|&it| analysis.entities[it].kind != EntityKind::Place);
        for other in others {
            match counts.iter_mut().find(|(known, _)| *known == other) {
                Some((_, n)) => *n += 1,
                None => counts.push((other, 1)),
            }
        }
    }
    counts.sort_by_key(|&(_, n)| std::cmp::Reverse(n));
    counts
}

fn push_wrapped(lines: &mut Vec<CardLine>, text: &str, width: usize) {
    lines.extend(wrapped(text, width).into_iter().map(CardLine::Text));
}

/// A short text in lines of at most so many cells.
pub(crate) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let ranges = crate::app::layout::wrap_running(text, width.max(1));
    ranges
        .into_iter()
        .filter_map(|range| text.get(range))
        .map(|line| glyph::one_line(line).replace('\u{a0}', " "))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sample;

    fn lines(text: &[&str], subject: Subject) -> Vec<String> {
        lines_in(text, subject, Room { width: 60, lines: 6 })
    }

    fn lines_in(text: &[&str], subject: Subject, room: Room) -> Vec<String> {
        let (doc, analysis) = sample::article(text);
        let (voices, links) = (Voices::new(&doc, &analysis), Links::new(&analysis));
        let elsewhere = HashMap::new();
        let facts =
            Facts { doc: &doc, analysis: &analysis, voices: &voices, links: &links, elsewhere: &elsewhere };
        let card = card(facts, subject, room);
        let line = |line| match line {
            CardLine::Text(text) | CardLine::Strip(text, _) => text,
            CardLine::Stated(pieces) => {
                let piece = |(text, part): (String, Part)| match part {
                    Part::Subject => format!("<{text}>"),
                    Part::Cue => format!("_{text}_"),
                    Part::Object => format!("[{text}]"),
                    Part::Other => text,
                };
                pieces.into_iter().map(piece).collect()
            }
        };
        std::iter::once(card.title).chain(card.lines.into_iter().map(line)).collect()
    }

    #[test]
    fn a_person_has_counts_other_names_and_company() {
        let text = &[
            "{“No,”} said [PER Ann Lee] of [ORG Hill]. [PER Lee=Ann Lee] met [PER Bob] of [ORG Hill].",
            "[PER? Lee=Ann Lee] left.",
        ];
        assert_eq!(
            lines(text, Subject::Entity(Id::new(0))),
            [
                "Ann Lee · person",
                "3 mentions",
                "1 quote, 100% of all words quoted",
                "also “Lee”",
                "with Hill 2 · Bob 1",
                "? not sure: 1 name"
            ]
        );
    }

    const RELATED: &[&str] = &[
        "On Monday [PER Ann Lee] sued [ORG Hill] (!Ann Lee; sued; Hill; Bob). [PER Bob] sat. [PER~ She=Ann Lee] left [PER Bob] \
         (?Ann Lee; left; Bob). {“[PER~ She=Ann Lee] ran.”} said [PER Bob].",
    ];

    #[test]
    fn relations_and_quotes_about_someone_are_told_where_there_is_room_else_counted() {
        let card = |lines| lines_in(RELATED, Subject::Entity(Id::new(0)), Room { width: 60, lines });
        let short = [
            "Ann Lee · person",
            "3 mentions",
            "1 name, 2 pronouns",
            "2 relations",
            "in 1 quote of others",
            "with Bob 2 · Hill 1",
        ];
        assert_eq!(card(5), short);
        assert_eq!(card(0), short);
        let long = card(9);
        assert_eq!(long[3..5], ["→ Hill: sued [not] (says Bob)", "→ Bob: left ?"]);
        assert_eq!(long[7..], ["others say:", "  “She ran.”"]);
        assert_eq!(
            lines_in(RELATED, Subject::Entity(Id::new(1)), Room { width: 24, lines: 9 })[2],
            "← Ann Lee: sued [not] (…"
        );
    }

    #[test]
    fn a_relation_shows_its_sentence_with_subject_cue_and_object() {
        let card =
            |id, width, lines| lines_in(RELATED, Subject::Relation(Id::new(id)), Room { width, lines });
        assert_eq!(
            card(0, 60, 9),
            [
                "Ann Lee sued Hill",
                "On Monday <Ann Lee> _sued_ [Hill].",
                "the article says that it is not so",
                "so says Bob"
            ]
        );
        assert_eq!(card(1, 60, 9), ["Ann Lee left Bob", "<She> _left_ [Bob].", "? not sure (60%)"]);
        assert_eq!(card(0, 12, 6)[1..3], ["…<Ann Lee>", "_sued_ [Hill]."]);
    }

    const STANDS_FOR: &[&str] = &[
        "[PER Ann Lee] sat. [PER~ She=Ann Lee] rose. [PER& The mayor=Ann Lee] left [PER&? her boss=Ann Lee].",
    ];

    #[test]
    fn mentions_are_counted_by_form_and_descriptions_told() {
        assert_eq!(
            lines(STANDS_FOR, Subject::Entity(Id::new(0))),
            [
                "Ann Lee · person",
                "4 mentions",
                "1 name, 1 pronoun, 2 descriptions",
                "called “the mayor”, “her boss”",
                "? not sure: 1 description"
            ]
        );
    }

    #[test]
    fn a_mention_tells_its_words_and_its_doubt_first() {
        let here = |mention| lines(STANDS_FOR, Subject::Mention(Id::new(mention)))[1].clone();
        assert_eq!(
            [here(0), here(1), here(3)],
            ["4 mentions", "here “She”", "here “her boss” ? not sure (40%)"]
        );
    }

    #[test]
    fn a_quote_tells_who_and_how() {
        assert_eq!(
            lines(&["{~that it was “late”,} [PER Ann] said."], Subject::Quote(Id::new(0))),
            ["Ann · quote", "Ann", "partly word for word, 4 words"]
        );
        assert_eq!(
            lines(
                &["{?“No,”} said <a lawyer for [PER Lee=Ann Lee]>. [PER Ann Lee] sat."],
                Subject::Quote(Id::new(0))
            ),
            [
                "Somebody · quote",
                "a lawyer for Lee",
                "speaks for Ann Lee",
                "word for word, 1 word",
                "? not sure (40%)"
            ]
        );
    }
}
