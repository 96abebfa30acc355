//! The list of quotes, grouped by speaker.

use std::cmp::Reverse;

use crate::app::article::told::{source_member, voice_name};
use crate::app::card;
use crate::app::chosen::{Chosen, Target};
use crate::app::list;
use crate::app::list::{List, Row};
use crate::app::sidebar::cast::Sort;
use crate::app::sidebar::{ListFacts, ListFilter, WIDE};
use crate::digest::{self, Voice, Voices};
use crate::document::Document;
use crate::nlp::{Analysis, Quote};
use crate::text::Id;

/// Cells before the words of a quote, for its bar.
pub(crate) const INDENT: usize = 3;
/// The most lines for a quote if all quotes fit with this many; otherwise fewer, down to one, or two in a narrow
/// list.
const MAX_LINES: usize = 3;

/// A heading above the quotes of one voice, which has this number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum QuoteHead {
    /// The voice, with its share of all quoted words.
    Voice(usize),
    /// The member of the cast that a source outside the cast points to.
    SourceMember(usize),
}

/// Quotes under their speakers.
pub(crate) type QuoteList = List<QuoteHead, Id<Quote>>;

/// Fills the list; the number of lines depends on the room. The cursor goes to this quote. Returns the most lines
/// that a quote has.
pub(crate) fn fill(
    list: &mut QuoteList,
    from: &ListFacts<'_>,
    only: &ListFilter,
    sort: Sort,
    keep: Option<Id<Quote>>,
) -> usize {
    let article = from.article;
    let speaks = |it: &&Chosen| matches!(it.target, Target::Entity(..) | Target::Voice(_));
    let said = from.chosen.filter(speaks).map(|it| it.quotes(article));
    let is_listed = |id| match (only, said) {
        (ListFilter::Chosen, Some(said)) => said.contains(&id),
        (ListFilter::Chosen, None) => article.analysis.quotes[id].content.iter().any(|&it| from.is_about(it)),
        (ListFilter::All | ListFilter::Pair(_), _) => true,
    };
    let filter = list.filter.words();
    let rows = |n_lines| {
        let wanted = QuoteListing { sort, filter, width: usize::from(from.width), n_lines };
        rows(&article.doc, &article.analysis, &article.voices, wanted, is_listed)
    };
    let least = if from.width < WIDE { 2 } else { 1 };
    let (mut most, mut filled) = (least, rows(least));
    // More lines make more rows, so with a long list there is nothing to try.
    while most < MAX_LINES && filled.len() < usize::from(from.height) {
        let more = rows(most + 1);
        if more.len() > usize::from(from.height) {
            break;
        }
        (most, filled) = (most + 1, more);
    }
    list.set_rows_anew(filled, keep);
    most
}

/// How quotes are listed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct QuoteListing<'a> {
    pub(crate) sort: Sort,
    pub(crate) filter: &'a str,
    /// The width of the list in cells.
    pub(crate) width: usize,
    /// The most lines for a quote.
    pub(crate) n_lines: usize,
}

/// The rows for an analysis.
pub(crate) fn rows(
    doc: &Document,
    analysis: &Analysis,
    voices: &Voices,
    wanted: QuoteListing<'_>,
    is_listed: impl Fn(Id<Quote>) -> bool,
) -> Vec<Row<QuoteHead, Id<Quote>>> {
    let QuoteListing { sort, filter, width, n_lines } = wanted;
    let mut order: Vec<_> = voices.rows().iter().enumerate().collect();
    match sort {
        Sort::Count => order.sort_by_key(|(_, row)| Reverse(row.n_words)),
        Sort::Text => {}
        Sort::Name => order.sort_by_cached_key(|(_, row)| voice_name(analysis, &row.voice).to_lowercase()),
    }
    order.sort_by_key(|(_, row)| row.voice == Voice::Unknown);
    let mut rows = Vec::new();
    for (number, row) in order {
        let member = match &row.voice {
            Voice::Source { member: Some(it), .. } => source_member(doc, analysis, *it),
            _ => None,
        };
        let mut quotes: Vec<_> = row.quotes.iter().copied().filter(|&id| is_listed(id)).collect();
        let is_found = filter.is_empty()
            || row.voice != Voice::Unknown
                && list::is_match(
                    &format!("{} {}", voice_name(analysis, &row.voice), member.as_deref().unwrap_or("")),
                    filter,
                );
        if !is_found {
            quotes.retain(|&id| list::is_match(&digest::said(doc, &analysis.quotes[id]), filter));
        }
        if !quotes.is_empty() {
            rows.push(Row::Head(QuoteHead::Voice(number)));
            rows.extend(member.map(|_| Row::Head(QuoteHead::SourceMember(number))));
            for id in quotes {
                let n_lines = self::n_lines(doc, &analysis.quotes[id], width, n_lines);
                rows.push(Row::Item(id));
                rows.extend((1..n_lines).map(|nth| Row::More(id, nth)));
            }
        }
    }
    rows
}

/// The lines of a quote with its doubt, in a list of this width, limited to this many.
pub(crate) fn lines(doc: &Document, quote: &Quote, width: usize, n_lines: usize) -> Vec<String> {
    card::clipped_before(&digest::said(doc, quote), doubt(quote), room(width), n_lines)
}

/// How many lines that gives, without making them.
fn n_lines(doc: &Document, quote: &Quote, width: usize, n_lines: usize) -> usize {
    if n_lines == 1 {
        return 1;
    }
    card::n_clipped_before(&digest::said(doc, quote), doubt(quote), room(width), n_lines)
}

fn doubt(quote: &Quote) -> &'static str {
    if quote.confidence.is_doubtful() { "\u{a0}?" } else { "" }
}

/// The width for the words of a quote in a list of this width.
fn room(width: usize) -> usize {
    width.saturating_sub(INDENT + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sample;

    const TEXT: &[&str] = &[
        "{“No.”} said [PER Ann]. {“Never,”} said <a spokesman for [PER Bob Day]>.",
        "{“Yes, yes, yes.”} said [PER Bob=Bob Day]. {“Well.”}",
        "{:that it was late,} [PER Ann] said. {“So,”} said <[PER~? her=Ann] friend>.",
    ];

    fn check(sort: Sort, filter: &str, expected: &[&str]) {
        check_in(QuoteListing { sort, filter, width: 80, n_lines: 1 }, expected);
    }

    fn check_in(wanted: QuoteListing<'_>, expected: &[&str]) {
        let (doc, analysis) = sample::article(TEXT);
        let voices = Voices::new(&doc, &analysis);
        let mut told: Vec<String> = Vec::new();
        let line =
            |id, nth: usize| lines(&doc, &analysis.quotes[id], wanted.width, wanted.n_lines).swap_remove(nth);
        for row in rows(&doc, &analysis, &voices, wanted, |_| true) {
            match row {
                Row::Head(QuoteHead::Voice(number)) => {
                    let it = &voices.rows()[number];
                    told.push(format!(
                        "{} {} {}%",
                        voice_name(&analysis, &it.voice),
                        it.quotes.len(),
                        it.percent
                    ));
                }
                Row::Head(QuoteHead::SourceMember(number)) => {
                    let Voice::Source { member: Some(it), .. } = voices.rows()[number].voice else {
                        panic!()
                    };
                    told.push(source_member(&doc, &analysis, it).unwrap());
                }
                Row::Item(id) => told.push(line(id, 0)),
                Row::More(id, nth) => told.push(line(id, nth)),
            }
        }
        assert_eq!(told, expected);
    }

    #[test]
    fn quotes_stand_under_who_says_them_with_the_share_of_words() {
        let expected = [
            "Ann 2 45%",
            "“No.”",
            "it was late,",
            "Bob Day 1 27%",
            "“Yes, yes, yes.”",
            "a spokesman for Bob Day 1 9%",
            "speaks for Bob Day",
            "“Never,”",
            "her friend 1 9%",
            "“her” — Ann ?",
            "“So,”",
            "Speaker not found 1 9%",
            "“Well.”",
        ];
        check(Sort::Count, "", &expected);
    }

    #[test]
    fn a_filter_finds_speakers_and_words() {
        check(
            Sort::Text,
            "bob",
            &[
                "a spokesman for Bob Day 1 9%",
                "speaks for Bob Day",
                "“Never,”",
                "Bob Day 1 27%",
                "“Yes, yes, yes.”",
            ],
        );
        check(Sort::Text, "late", &["Ann 2 45%", "it was late,"]);
        check(Sort::Text, "speaker", &[]);
    }

    #[test]
    fn a_cut_quote_tells_that_there_is_more_and_keeps_its_doubt() {
        let quote = "{?“One two three four, five six seven eight, nine ten,”} [PER Ann] said.";
        let (doc, analysis) = sample::article(&[quote]);
        let lines = |width, n_lines| lines(&doc, &analysis.quotes.rows()[0], width, n_lines);
        assert_eq!(lines(28, 2), ["“One two three four,", "five six seven eight,… ?"]);
        assert_eq!(lines(26, 2), ["“One two three four,", "five six seven… ?"]);
        assert_eq!(lines(38, 2), ["“One two three four, five six", "seven eight, nine ten,” ?"]);
        assert_eq!(lines(40, 1), ["“One two three four, five six… ?"]);
        assert_eq!(lines(80, 1).len(), 1);
        assert_eq!(lines(26, 3), ["“One two three four,", "five six seven eight,", "nine ten,” ?"]);
        let narrow = QuoteListing { sort: Sort::Text, filter: "late", width: 12, n_lines: 2 };
        check_in(narrow, &["Ann 2 45%", "it was", "late,"]);
    }
}
