//! The card of a name or a quote: what is known of it, in a few lines.

use crate::app::{glyph, quote_list};
use crate::digest::{self, Voices, counted};
use crate::document::Document;
use crate::nlp::{Analysis, Confidence, Entity, EntityKind, Mention, MentionForm, Quote, QuoteKind};
use crate::text::{Id, Span};

/// Names on one line of "also", "called" and "with".
const MAX_NAMES: usize = 4;

/// What a card is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    Entity(Id<Entity>),
    /// An entity as it is mentioned at one place.
    Mention(Id<Mention>),
    Quote(Id<Quote>),
}

impl Subject {
    /// The entity that it is about, if it is one.
    pub(crate) fn entity(self, analysis: &Analysis) -> Option<Id<Entity>> {
        match self {
            Self::Entity(id) => Some(id),
            Self::Mention(id) => Some(analysis.mentions[id].entity),
            Self::Quote(_) => None,
        }
    }
}

/// A line of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CardLine {
    Text(String),
    /// The appearance strip of an entity, after some words.
    Strip(String, Id<Entity>),
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

/// The card of a subject with lines of at most so many cells.
pub(crate) fn card(
    doc: &Document,
    analysis: &Analysis,
    voices: &Voices,
    subject: Subject,
    width: usize,
) -> Card {
    match subject {
        Subject::Entity(id) => entity_card(doc, analysis, voices, id, width),
        Subject::Mention(id) => {
            let mention = &analysis.mentions[id];
            let mut card = entity_card(doc, analysis, voices, mention.entity, width);
            let mut here = Vec::new();
            push_wrapped(&mut here, &here_line(doc, mention), width);
            if mention.form != MentionForm::Name || mention.confidence.is_doubtful() {
                card.lines.splice(0..0, here);
            }
            card
        }
        Subject::Quote(id) => quote_card(doc, analysis, id, width),
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

fn entity_card(doc: &Document, analysis: &Analysis, voices: &Voices, id: Id<Entity>, width: usize) -> Card {
    let entity = &analysis.entities[id];
    let tally = digest::tally(analysis, id);
    let mut lines = Vec::new();
    if let Some(description) = &entity.description {
        push_wrapped(&mut lines, description, width);
    }
    lines.push(CardLine::Strip(counted(tally.all.total(), "mention"), id));
    if tally.all.names < tally.all.total() {
        // A number does not part from its word.
        let by_form = tally.all.in_words().replace(' ', "\u{a0}").replace(",\u{a0}", ", ");
        push_wrapped(&mut lines, &by_form, width);
    }
    if let Some(said) = voices.of(id) {
        let text = format!("{}, {}% of all words quoted", counted(said.quotes.len(), "quote"), said.percent);
        push_wrapped(&mut lines, &text, width);
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
    if tally.doubtful.total() > 0 {
        push_wrapped(&mut lines, &format!("? not sure: {}", tally.doubtful.in_words()), width);
    }
    Card { title: format!("{} · {}", entity.name, kind_name(entity.kind)), lines }
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
    format!("{:.0}%", confidence.to_f32() * 100.0)
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
        let (doc, analysis) = sample::article(text);
        let card = card(&doc, &analysis, &Voices::new(&doc, &analysis), subject, 60);
        let line = |line| match line {
            CardLine::Text(text) | CardLine::Strip(text, _) => text,
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
