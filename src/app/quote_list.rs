//! The list of quotes, grouped by who speaks.

use std::collections::HashMap;

use crate::app::cast_list::Sort;
use crate::app::glyph;
use crate::app::list::{self, List, Row};
use crate::document::Document;
use crate::nlp::{Analysis, Entity, Quote};
use crate::text::Id;

/// A speaker with the number of quotes and the share of all quoted words, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Speaker {
    /// Who; `None` for quotes of nobody that was found.
    pub(crate) entity: Option<Id<Entity>>,
    pub(crate) n_quotes: usize,
    pub(crate) percent: usize,
}

/// Quotes under their speakers.
pub(crate) type QuoteList = List<Speaker, Id<Quote>>;

/// What is said in a quote, as one line.
pub(crate) fn words(doc: &Document, quote: &Quote) -> String {
    let parts: Vec<_> = quote.content.iter().map(|&span| glyph::one_line(doc.slice(span))).collect();
    parts.join(" … ")
}

/// The number of words in a quote.
pub(crate) fn n_words(doc: &Document, quote: &Quote) -> usize {
    quote.content.iter().map(|&span| doc.slice(span).split_whitespace().count()).sum()
}

/// How much each speaker says. Counted once per analysis: thousands of quotes are too many to count for every drawing.
#[derive(Debug, Default)]
pub(crate) struct Shares {
    n_words: usize,
    /// Quotes and words of each.
    speakers: HashMap<Option<Id<Entity>>, (usize, usize)>,
}

impl Shares {
    /// Counts the words of all quotes.
    pub(crate) fn new(doc: &Document, analysis: &Analysis) -> Self {
        let mut shares = Self::default();
        for quote in analysis.quotes.rows() {
            let n = n_words(doc, quote);
            shares.n_words += n;
            let (n_quotes, said) = shares.speakers.entry(quote.speaker).or_default();
            *n_quotes += 1;
            *said += n;
        }
        shares
    }

    /// What a speaker says.
    pub(crate) fn of(&self, entity: Option<Id<Entity>>) -> Speaker {
        let (n_quotes, said) = self.speakers.get(&entity).copied().unwrap_or_default();
        Speaker { entity, n_quotes, percent: percent(said, self.n_words) }
    }

    fn n_words_of(&self, entity: Option<Id<Entity>>) -> usize {
        self.speakers.get(&entity).map_or(0, |&(_, said)| said)
    }
}

/// The rows for an analysis.
pub(crate) fn rows(
    doc: &Document,
    analysis: &Analysis,
    shares: &Shares,
    sort: Sort,
    filter: &str,
) -> Vec<Row<Speaker, Id<Quote>>> {
    let mut groups: Vec<(_, Vec<Id<Quote>>)> = Vec::new();
    let mut numbers = HashMap::new();
    for (id, quote) in analysis.quotes.iter() {
        let at = *numbers.entry(quote.speaker).or_insert(groups.len());
        if at == groups.len() {
            groups.push((quote.speaker, Vec::new()));
        }
        groups[at].1.push(id);
    }
    let name = |speaker: Option<Id<Entity>>| speaker.map_or("", |id| analysis.entities[id].name.as_str());
    match sort {
        Sort::Count => groups.sort_by_key(|(speaker, _)| std::cmp::Reverse(shares.n_words_of(*speaker))),
        Sort::Text => {}
        Sort::Name => groups.sort_by_key(|(speaker, _)| name(*speaker).to_lowercase()),
    }
    groups.sort_by_key(|(speaker, _)| speaker.is_none());
    let mut rows = Vec::new();
    for (speaker, mut quotes) in groups {
        if !list::is_match(name(speaker), filter) {
            quotes.retain(|&id| list::is_match(&words(doc, &analysis.quotes[id]), filter));
        }
        if !quotes.is_empty() {
            rows.push(Row::Head(shares.of(speaker)));
            rows.extend(quotes.into_iter().map(Row::Item));
        }
    }
    rows
}

fn percent(part: usize, all: usize) -> usize {
    (part * 100 + all / 2) / all.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::sample;

    const TEXT: &[&str] = &[
        "{“No.”} said [PER Ann].",
        "{“Yes, yes, yes.”} said [PER Bob]. {“Well.”}",
        "{:that it was late,} [PER Ann] said.",
    ];

    fn check(sort: Sort, filter: &str, expected: &str) {
        let (doc, analysis) = sample::article(TEXT);
        let shares = Shares::new(&doc, &analysis);
        let shown: Vec<_> = rows(&doc, &analysis, &shares, sort, filter)
            .into_iter()
            .map(|row| match row {
                Row::Head(it) => {
                    let name = it.entity.map_or("?", |id| &analysis.entities[id].name);
                    format!("{name} {} {}%:", it.n_quotes, it.percent)
                }
                Row::Item(id) => words(&doc, &analysis.quotes[id]),
            })
            .collect();
        assert_eq!(shown.join(" "), expected);
    }

    #[test]
    fn quotes_stand_under_their_speakers_with_the_share_of_words() {
        check(
            Sort::Count,
            "",
            "Ann 2 56%: “No.” that it was late, Bob 1 33%: “Yes, yes, yes.” ? 1 11%: “Well.”",
        );
    }

    #[test]
    fn a_filter_finds_speakers_and_words() {
        check(Sort::Text, "bob", "Bob 1 33%: “Yes, yes, yes.”");
        check(Sort::Text, "late", "Ann 2 56%: that it was late,");
    }
}
