//! The card of a name or a quote: what is known of it, in a few lines.

use crate::app::glyph;
use crate::app::quote_list::Shares;
use crate::app::{cast_list, quote_list};
use crate::document::Document;
use crate::nlp::{Analysis, Confidence, Entity, EntityKind, Quote, QuoteKind};
use crate::text::{Id, Span};

/// Names on one line of "also" and "with".
const MAX_NAMES: usize = 4;

/// What a card is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    Entity(Id<Entity>),
    Quote(Id<Quote>),
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

/// "1 mention", "4 mentions".
pub(crate) fn count(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

/// The card of a subject with lines of at most so many cells.
pub(crate) fn card(
    doc: &Document,
    analysis: &Analysis,
    shares: &Shares,
    subject: Subject,
    width: usize,
) -> Card {
    match subject {
        Subject::Entity(id) => entity_card(doc, analysis, shares, id, width),
        Subject::Quote(id) => quote_card(doc, analysis, id, width),
    }
}

fn entity_card(doc: &Document, analysis: &Analysis, shares: &Shares, id: Id<Entity>, width: usize) -> Card {
    let entity = &analysis.entities[id];
    let mut lines = Vec::new();
    if let Some(description) = &entity.description {
        push_wrapped(&mut lines, description, width);
    }
    lines.push(CardLine::Strip(count(entity.mentions.len(), "mention"), id));
    let said = shares.of(Some(id));
    if said.n_quotes > 0 {
        let text = format!("{}, {}% of all words quoted", count(said.n_quotes, "quote"), said.percent);
        push_wrapped(&mut lines, &text, width);
    }
    let aliases = cast_list::aliases(doc, analysis, id);
    if !aliases.is_empty() {
        let names: Vec<_> = aliases.iter().take(MAX_NAMES).map(|name| format!("“{name}”")).collect();
        push_wrapped(&mut lines, &format!("also {}", names.join(", ")), width);
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
    let n_doubtful =
        entity.mentions.iter().filter(|&&it| analysis.mentions[it].confidence.is_doubtful()).count();
    if n_doubtful > 0 {
        lines.push(CardLine::Text(format!("? {n_doubtful} of them not sure")));
    }
    Card { title: format!("{} · {}", entity.name, kind_name(entity.kind)), lines }
}

fn quote_card(doc: &Document, analysis: &Analysis, id: Id<Quote>, width: usize) -> Card {
    let quote = &analysis.quotes[id];
    let speaker = quote.speaker.map(|id| analysis.entities[id].name.as_str());
    let mut lines = Vec::new();
    let words = |spans: &[Span]| {
        let parts: Vec<_> = spans.iter().map(|&span| glyph::one_line(doc.slice(span))).collect();
        parts.join(" … ")
    };
    let source = words(&quote.source);
    match speaker {
        Some(name) if source.is_empty() || source == name => push_wrapped(&mut lines, name, width),
        Some(name) => push_wrapped(&mut lines, &format!("{name}, here “{source}”"), width),
        None if source.is_empty() => push_wrapped(&mut lines, "who says it was not found", width),
        None => push_wrapped(&mut lines, &source, width),
    }
    let cue = words(&quote.cue);
    let how = match quote.kind {
        QuoteKind::Direct => "word for word",
        QuoteKind::Mixed => "partly word for word",
        QuoteKind::Indirect => "in the article's words",
    };
    let n_words = count(quote_list::n_words(doc, quote), "word");
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
    use crate::app::sample;

    fn lines(text: &[&str], subject: Subject) -> Vec<String> {
        let (doc, analysis) = sample::article(text);
        let card = card(&doc, &analysis, &Shares::new(&doc, &analysis), subject, 60);
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
                "? 1 of them not sure"
            ]
        );
    }

    #[test]
    fn a_quote_tells_who_and_how() {
        assert_eq!(
            lines(&["{~that it was “late”,} [PER Ann] said."], Subject::Quote(Id::new(0))),
            ["Ann · quote", "Ann", "partly word for word, 4 words"]
        );
    }
}
