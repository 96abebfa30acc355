//! The outline of the article: its headings with how much is under each; without headings, its paragraphs.

use std::collections::HashSet;

use crate::app::article::marks::Marks;
use crate::app::card;
use crate::app::list;
use crate::app::list::{List, Row};
use crate::app::sidebar::{ListFacts, ListFilter};
use crate::app::text::grapheme;
use crate::digest::counted;
use crate::document::{Block, BlockKind, Document};
use crate::nlp::{Analysis, Entity, EntityKind};
use crate::text::{ByteOffset, Id, Span};

/// An outline needs this many headings with text directly under them; with fewer, the paragraphs are listed, too. A
/// single heading is the title of the article, and so is one above the author's line.
const MIN_HEADINGS: usize = 2;

/// How many characters of a paragraph its row shows.
const WORDS_CHARS: usize = 160;

/// A heading with what is under it, or a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Section {
    /// Its heading; for a paragraph, all of it.
    pub(crate) head: Span,
    /// Everything that belongs to it: up to the next heading of the same or a higher level.
    pub(crate) whole: Span,
    pub(crate) is_heading: bool,
    /// How many headings are above it.
    pub(crate) depth: usize,
    pub(crate) n_words: usize,
    /// The people and organizations in it, in the order in which they appear.
    pub(crate) names: Vec<Id<Entity>>,
    pub(crate) n_quotes: usize,
}

/// The outline and its list.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    pub(crate) sections: Vec<Section>,
    /// Rows are numbers of sections; the titles of the columns are above them.
    pub(crate) list: List<(), usize>,
    /// Whether it consists of headings rather than paragraphs.
    is_of_headings: bool,
    /// The number of words in each block, which no analysis changes.
    n_words: Vec<usize>,
    /// Whether it was made from the current analysis.
    pub(crate) is_fresh: bool,
}

impl Outline {
    /// Fills the list, and rebuilds the outline if it belongs to another analysis.
    pub(crate) fn fill(&mut self, from: &ListFacts<'_>, only: &ListFilter) {
        let article = from.article;
        if !self.is_fresh {
            self.make(&article.doc, &article.analysis, &article.marks);
        }
        let is_all = !matches!(only, ListFilter::Chosen);
        self.list_some(&article.doc, |it| is_all || from.is_about(it.whole));
    }

    /// Rebuilds the outline.
    fn make(&mut self, doc: &Document, analysis: &Analysis, marks: &Marks) {
        self.is_of_headings = is_of_headings(doc);
        if self.n_words.is_empty() {
            self.n_words = n_words(doc);
        }
        self.sections = sections(doc, &self.n_words, analysis, marks);
        self.is_fresh = true;
    }

    /// Fills the list with the rows that match its filter.
    fn list_some(&mut self, doc: &Document, is_listed: impl Fn(&Section) -> bool) {
        let keep = self.list.selected();
        let filter = self.list.filter.words();
        let is_found = |it: &Section| filter.is_empty() || list::is_match(start(doc, it), filter);
        let found = self.sections.iter().enumerate().filter(|(_, it)| is_found(it) && is_listed(it));
        let mut rows: Vec<_> = found.map(|(number, _)| Row::Item(number)).collect();
        if !rows.is_empty() {
            rows.insert(0, Row::Head(()));
        }
        self.list.set_rows_anew(rows, keep);
    }

    /// The section under the cursor.
    pub(crate) fn selected(&self) -> Option<&Section> {
        self.sections.get(self.list.selected()?)
    }

    /// The number of the innermost section that a byte of the text is in.
    pub(crate) fn at(&self, byte: ByteOffset) -> Option<usize> {
        self.sections.partition_point(|it| it.head.start() <= byte).checked_sub(1)
    }

    /// "12 headings", or "no headings, 7 paragraphs".
    pub(crate) fn told(&self) -> String {
        let n_headings = self.sections.iter().filter(|it| it.is_heading).count();
        if self.is_of_headings {
            return counted(n_headings, "heading");
        }
        let paragraphs = counted(self.sections.len() - n_headings, "paragraph");
        if n_headings == 0 { format!("no headings, {paragraphs}") } else { paragraphs }
    }
}

/// The number of words of each block.
fn n_words(doc: &Document) -> Vec<usize> {
    doc.blocks().rows().iter().map(|it| doc.slice(it.span).split_whitespace().count()).collect()
}

/// The sections of an article, in order of the text.
fn sections(doc: &Document, n_words: &[usize], analysis: &Analysis, marks: &Marks) -> Vec<Section> {
    let blocks = doc.blocks().rows();
    let is_of_headings = is_of_headings(doc);
    let end = blocks.last().map_or(0, |it| it.span.end().to_usize());
    let mut sections: Vec<Section> = Vec::new();
    // The headings above the block: level and number of the section.
    let mut open: Vec<(u8, usize)> = Vec::new();
    for (index, (block, &n_words)) in blocks.iter().zip(n_words).enumerate() {
        let level = level(block);
        let until = |sections: &mut [Section], (_, number): (u8, usize)| {
            let head = sections[number].head;
            sections[number].whole = Span::new(head.start().to_usize(), block.span.start().to_usize());
        };
        while let Some(&last) = open.last()
            && level.is_some_and(|level| level <= last.0)
        {
            until(&mut sections, last);
            open.pop();
        }
        for &(_, number) in &open {
            sections[number].n_words += n_words;
        }
        // Among headings, only what precedes the first one has a row of its own.
        let is_row = level.is_some() || !is_of_headings || index == 0;
        if is_row {
            sections.push(Section {
                head: block.span,
                whole: Span::new(block.span.start().to_usize(), end),
                is_heading: level.is_some(),
                depth: open.len(),
                n_words,
                names: Vec::new(),
                n_quotes: 0,
            });
        } else if open.is_empty()
            && let Some(first) = sections.first_mut()
        {
            first.n_words += n_words;
        }
        match level {
            Some(level) => open.push((level, sections.len() - 1)),
            None if is_row && !is_of_headings => {
                if let Some(paragraph) = sections.last_mut() {
                    paragraph.whole = block.span;
                }
            }
            None => {}
        }
    }
    if let [first, second, ..] = sections.as_mut_slice()
        && !first.is_heading
        && is_of_headings
    {
        first.whole = Span::new(first.head.start().to_usize(), second.head.start().to_usize());
    }
    for section in &mut sections {
        section.names = names(analysis, marks, section.whole);
        let quotes = marks.quotes_in(section.whole);
        section.n_quotes = quotes.filter(|it| it.opens && section.whole.contains(it.span.start())).count();
    }
    sections
}

fn is_of_headings(doc: &Document) -> bool {
    let blocks = doc.blocks().rows();
    let pairs = blocks.iter().zip(blocks.iter().skip(1));
    pairs.filter(|(one, next)| level(one).is_some() && level(next).is_none()).count() >= MIN_HEADINGS
}

/// The headings of an article, in order.
pub(crate) fn headings(doc: &Document) -> impl DoubleEndedIterator<Item = Span> {
    doc.blocks().rows().iter().filter(|it| level(it).is_some()).map(|it| it.span)
}

fn level(block: &Block) -> Option<u8> {
    match block.kind {
        BlockKind::Heading(level) => Some(level),
        _ => None,
    }
}

fn names(analysis: &Analysis, marks: &Marks, whole: Span) -> Vec<Id<Entity>> {
    let mut seen = HashSet::new();
    let cast = marks.mentions_in(whole).filter(|mark| mark.kind != EntityKind::Place);
    let ids = cast.map(|mark| mark.entity).filter(|&id| seen.insert(id));
    ids.filter(|&id| analysis.entities.get(id).is_some()).collect()
}

/// The words of its row, in this many cells: the heading, or the first ones of the paragraph.
pub(crate) fn row_words(doc: &Document, section: &Section, width: usize, more: &str) -> String {
    grapheme::fit_one_line(start(doc, section), width, more)
}

/// All words that its row may show.
pub(crate) fn words(doc: &Document, section: &Section) -> String {
    grapheme::one_line(start(doc, section))
}

/// The same as they are in the text.
fn start<'a>(doc: &'a Document, section: &Section) -> &'a str {
    let head = doc.slice(section.head);
    head.char_indices().nth(WORDS_CHARS).and_then(|(end, _)| head.get(..end)).unwrap_or(head)
}

/// The details of the section under the cursor, in lines of this many cells.
pub(crate) fn detail(doc: &Document, analysis: &Analysis, section: &Section, width: usize) -> Vec<String> {
    let mut lines = card::clipped(&words(doc, section), width, 2);
    let percent = section.whole.len() * 100 / doc.text().len().max(1);
    let size = format!("{}, {percent}% of the article", counted(section.n_words, "word"));
    let quotes = match section.n_quotes {
        0 => String::new(),
        n => format!(", {}", counted(n, "quote")),
    };
    lines.extend(card::wrapped(&format!("{size}{quotes}"), width));
    if !section.names.is_empty() {
        let names: Vec<_> = section.names.iter().map(|&id| analysis.entities[id].name.as_str()).collect();
        lines.extend(card::wrapped(&names.join(", "), width));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sample;

    fn told(paragraphs: &[&str]) -> Vec<String> {
        let (doc, analysis) = sample::article(paragraphs);
        let marks = Marks::new(&analysis);
        let tell = |it: &Section| {
            let names: Vec<_> = it.names.iter().map(|&id| analysis.entities[id].name.as_str()).collect();
            let indent = "  ".repeat(it.depth);
            let words = words(&doc, it);
            format!("{indent}{words}: {} w, {} q, {}", it.n_words, it.n_quotes, names.join("+"))
        };
        sections(&doc, &n_words(&doc), &analysis, &marks).iter().map(tell).collect()
    }

    #[test]
    fn a_heading_counts_what_stands_under_it_and_under_those_below_it() {
        let outline = told(&[
            "# Title here",
            "[PER Ann] sat in [LOC Rome].",
            "## First",
            "{“No,”} said [PER Bob]. [PER Ann] left.",
            "### Deeper",
            "Rain fell.",
            "## Last",
            "[ORG Hill] won.",
        ]);
        assert_eq!(
            outline,
            [
                "Title here: 18 w, 1 q, Ann+Bob+Hill",
                "  First: 9 w, 1 q, Bob+Ann",
                "    Deeper: 3 w, 0 q, ",
                "  Last: 3 w, 0 q, Hill",
            ]
        );
    }

    #[test]
    fn what_stands_before_the_first_heading_is_a_section() {
        let outline = told(&["Once upon", "a time.", "# One", "Rain.", "# Two", "Snow."]);
        assert_eq!(outline, ["Once upon: 4 w, 0 q, ", "One: 2 w, 0 q, ", "Two: 2 w, 0 q, "]);
    }

    #[test]
    fn without_headings_the_paragraphs_are_listed() {
        assert_eq!(
            told(&["[PER Ann] sat.", "Rain fell."]),
            ["Ann sat.: 2 w, 0 q, Ann", "Rain fell.: 2 w, 0 q, "]
        );
        let titled = told(&["# Rain", "[PER Ann] sat.", "It fell."]);
        let twice = told(&["# Rain", "## By Cy", "It fell.", "It ceased."]);
        assert_eq!(
            twice,
            [
                "Rain: 7 w, 0 q, ",
                "  By Cy: 6 w, 0 q, ",
                "    It fell.: 2 w, 0 q, ",
                "    It ceased.: 2 w, 0 q, "
            ]
        );
        assert_eq!(titled, ["Rain: 5 w, 0 q, Ann", "  Ann sat.: 2 w, 0 q, Ann", "  It fell.: 2 w, 0 q, "]);
    }

    #[test]
    fn a_byte_is_in_the_innermost_section() {
        let (doc, analysis) = sample::article(&["# One", "Rain fell.", "## Two", "Snow fell."]);
        let mut outline = Outline::default();
        outline.make(&doc, &analysis, &Marks::new(&analysis));
        let at = |words| outline.at(ByteOffset::new(doc.text().find(words).unwrap()));
        assert_eq!([at("One"), at("Rain"), at("Two"), at("Snow")], [Some(0), Some(0), Some(1), Some(1)]);
        assert_eq!(outline.told(), "2 headings");
    }

    #[test]
    fn an_empty_article_has_no_section() {
        assert!(told(&[]).is_empty());
    }

    #[test]
    fn the_details_tell_that_a_long_heading_goes_on() {
        let (doc, analysis) = sample::article(&["## One two three four five six seven", "Eight."]);
        let sections = sections(&doc, &n_words(&doc), &analysis, &Marks::new(&analysis));
        let lines = detail(&doc, &analysis, &sections[0], 12);
        assert_eq!(lines[..2], ["One two", "three four…"], "{lines:?}");
    }
}
