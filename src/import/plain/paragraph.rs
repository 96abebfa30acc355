//! Decides which line breaks separate paragraphs and which only wrap a long line.
//!
//! A blank line always separates. For single breaks, the whole text decides first: if most of them are inside a
//! sentence, they are wraps; if most follow a sentence, every line is a paragraph. Stanzas (lines between blank ones)
//! that are long enough decide for themselves, so that a wrapped letter inside an article of one-line paragraphs is
//! recognized.

use std::ops::Range;

use crate::document::{Block, BlockKind};
use crate::import::plain::line::{Line, Marker};

/// Wider lines were not wrapped by hand or by a mail program.
const MAX_WRAP: usize = 120;
/// Narrower lines say nothing about wrapping: names in a list, an address.
const MIN_WRAP: usize = 30;
/// With this many breaks, a stanza decides for itself.
const ENOUGH_BREAKS: usize = 4;

/// The blocks of a text: paragraphs, list items, quotations and preformatted pieces. Headings are not recognized yet.
pub(super) fn find(text: &str, lines: &[Line]) -> Vec<Block> {
    let stanzas = stanzas(lines);
    let mut all = BreakCounts::default();
    for stanza in &stanzas {
        all.count(&lines[stanza.clone()]);
    }
    let whole_text = all.form(text);
    let mut blocks = Vec::with_capacity(stanzas.len());
    for stanza in stanzas {
        let is_first = stanza.start == 0;
        let stanza = &lines[stanza];
        if is_table(text, stanza) || (!is_first && is_verse(text, stanza)) {
            blocks.push(block(stanza, BlockKind::Code));
            continue;
        }
        let mut own = BreakCounts::default();
        own.count(stanza);
        let form = if own.total >= ENOUGH_BREAKS { own.form(text) } else { whole_text };
        split_stanza(stanza, form, &mut blocks);
    }
    blocks
}

fn block(lines: &[Line], kind: BlockKind) -> Block {
    let (first, last) = (lines[0], lines[lines.len() - 1]);
    Block { span: first.span.join(last.span), kind }
}

fn stanzas(lines: &[Line]) -> Vec<Range<usize>> {
    let mut stanzas: Vec<Range<usize>> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        match stanzas.last_mut() {
            Some(stanza) if !line.opens_stanza => stanza.end = index + 1,
            _ => stanzas.push(index..index + 1),
        }
    }
    stanzas
}

/// What single line breaks mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wrapping {
    /// Each line is a paragraph.
    Lines,
    /// Lines were wrapped at about `width`; `exactly` if no word was moved to the next line that would have fitted.
    Wrapped { width: usize, exactly: bool },
}

/// Counts of the single line breaks of a stanza or a text.
#[derive(Debug, Clone)]
struct BreakCounts {
    total: usize,
    /// The line does not end like a sentence.
    mid_sentence: usize,
    /// … and the next one does not begin with a capital.
    goes_on: usize,
    /// How many lines before a break have each width.
    widths: [u32; MAX_WRAP + 1],
    /// The width of a line and of the next word, for breaks inside a sentence.
    mid: Vec<(usize, usize)>,
}

impl Default for BreakCounts {
    fn default() -> Self {
        Self { total: 0, mid_sentence: 0, goes_on: 0, widths: [0; MAX_WRAP + 1], mid: Vec::new() }
    }
}

impl BreakCounts {
    fn count(&mut self, stanza: &[Line]) {
        for (line, next) in stanza.iter().zip(stanza.iter().skip(1)) {
            if line.width < MIN_WRAP || matches!(next.marker, Marker::Item | Marker::Field) {
                continue;
            }
            self.total += 1;
            if line.width > MAX_WRAP {
                continue;
            }
            self.widths[line.width] += 1;
            if !line.ends_sentence {
                self.mid_sentence += 1;
                self.goes_on += usize::from(next.goes_on);
                self.mid.push((line.width, next.first_word));
            }
        }
    }

    fn form(&self, text: &str) -> Wrapping {
        // In a text without lower-case letters, no line can begin with one.
        let goes_on = if text.contains(char::is_lowercase) { self.goes_on } else { self.mid_sentence };
        if self.total == 0 || self.mid_sentence * 2 < self.total || goes_on * 4 < self.total {
            return Wrapping::Lines;
        }
        let width = self.width();
        let forced = self.mid.iter().filter(|&&(line, next_word)| line + 1 + next_word > width).count();
        let exactly = self.mid.len() >= ENOUGH_BREAKS && forced * 20 >= self.mid.len() * 19;
        Wrapping::Wrapped { width, exactly }
    }

    /// The width within which 97 of 100 lines are; the rest are addresses that could not be broken.
    fn width(&self) -> usize {
        let lines: u32 = self.widths.iter().sum();
        let mut seen = 0;
        let keeps = |&count: &u32| {
            seen += count;
            seen * 100 >= lines * 97
        };
        self.widths.iter().position(keeps).unwrap_or(MAX_WRAP)
    }
}

fn split_stanza(stanza: &[Line], form: Wrapping, blocks: &mut Vec<Block>) {
    let margin = stanza.iter().map(|line| line.indent).min().unwrap_or_default();
    let mut start = 0;
    for index in 1..=stanza.len() {
        let ends = stanza.get(index).is_none_or(|next| {
            let (first, last) = (&stanza[start], &stanza[index - 1]);
            begins_block(first, last, next, margin, form)
        });
        if ends {
            blocks.push(block(&stanza[start..index], kind(&stanza[start])));
            start = index;
        }
    }
}

fn kind(first: &Line) -> BlockKind {
    match first.marker {
        Marker::Item => BlockKind::ListItem(u8::try_from(first.indent / 2).unwrap_or(u8::MAX).min(7)),
        Marker::Quote => BlockKind::BlockQuote,
        Marker::None | Marker::Field => BlockKind::Paragraph,
    }
}

/// Whether `next` begins a block after one whose first line is `first` and whose last line so far is `last`.
fn begins_block(first: &Line, last: &Line, next: &Line, margin: usize, form: Wrapping) -> bool {
    if (last.marker == Marker::Quote) != (next.marker == Marker::Quote) {
        return true;
    }
    let in_item = first.marker == Marker::Item;
    // "… in chapter\n12. He …" is a wrapped line, not an item.
    if next.marker == Marker::Item && (in_item || last.ends_sentence) {
        return true;
    }
    if in_item && next.indent > first.indent {
        return false;
    }
    if next.marker == Marker::Field && (first.marker == Marker::Field || last.ends_sentence) {
        return true;
    }
    let goes_on = next.goes_on && !last.ends_sentence;
    match form {
        Wrapping::Lines => !(goes_on && last.width >= MIN_WRAP),
        // A headline above a paragraph that is one long line.
        Wrapping::Wrapped { .. } if next.width > MAX_WRAP || last.width > MAX_WRAP => !goes_on,
        // The first line of a paragraph in a book.
        Wrapping::Wrapped { .. } if next.indent >= margin + 2 && last.ends_sentence => true,
        Wrapping::Wrapped { width, .. } if last.width + 1 + next.first_word > width => false,
        // The next word would have fitted, so the break is intended.
        Wrapping::Wrapped { width, exactly } if last.ends_sentence => exactly || last.width * 4 < width * 3,
        Wrapping::Wrapped { width, .. } => !next.goes_on && last.width * 2 < width,
    }
}

/// Columns with wide gaps between them, in most of the lines.
fn is_table(text: &str, stanza: &[Line]) -> bool {
    let has_columns = |line: &&Line| {
        let line = line.span.of(text);
        line.contains("   ") || line.contains('\t')
    };
    stanza.len() >= 2 && stanza.iter().filter(has_columns).count() * 10 >= stanza.len() * 7
}

/// Short lines that begin with capitals and break where the sentence does not, and where the next word would fit.
fn is_verse(text: &str, stanza: &[Line]) -> bool {
    if stanza.len() < 4 || stanza.iter().any(|line| line.width > 70 || line.marker != Marker::None) {
        return false;
    }
    let n_breaks = stanza.len() - 1;
    let width = stanza.iter().map(|line| line.width).max().unwrap_or_default();
    let count = |is: &dyn Fn(&Line, &Line) -> bool| {
        stanza.iter().zip(stanza.iter().skip(1)).filter(|(line, next)| is(line, next)).count()
    };
    let free = count(&|line, next| line.width + 1 + next.first_word <= width);
    let mid_sentence = count(&|line, _| !line.ends_sentence);
    let capital = count(&|_, next| !next.goes_on);
    let pauses = count(&|line, _| line.span.of(text).ends_with([',', ';', '—', '-']));
    free * 2 >= n_breaks
        && mid_sentence * 2 >= n_breaks
        && capital * 10 >= n_breaks * 8
        && pauses * 3 >= n_breaks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::plain::line::split;

    fn blocks_of(text: &str) -> Vec<(BlockKind, &str)> {
        find(text, &split(text, &[])).into_iter().map(|block| (block.kind, block.span.of(text))).collect()
    }

    fn check_paragraphs(text: &str, paragraphs: &[&str]) {
        let expected: Vec<_> = paragraphs.iter().map(|&text| (BlockKind::Paragraph, text)).collect();
        assert_eq!(blocks_of(text), expected);
    }

    /// Greedy, as an editor wraps.
    fn wrap(text: &str, width: usize) -> String {
        let mut wrapped = String::new();
        let mut column = 0;
        for word in text.split(' ') {
            if column > 0 {
                let fits = column + 1 + word.len() <= width;
                wrapped.push(if fits { ' ' } else { '\n' });
                column = if fits { column + 1 } else { 0 };
            }
            wrapped.push_str(word);
            column += word.len();
        }
        wrapped
    }

    const LONG: &str = "The harbour board met on Monday to hear what Mary Cole had found in the ledgers. She had read \
        them all, she said, and not one of the sums agreed with the next. Nobody at the table spoke for a while.";

    #[test]
    fn blank_lines_part_paragraphs() {
        check_paragraphs("One.\n\nTwo.\n \t\n\nThree.", &["One.", "Two.", "Three."]);
    }

    #[test]
    fn long_lines_are_paragraphs_each() {
        check_paragraphs(&format!("{LONG}\n{LONG}\nHe left.\n"), &[LONG, LONG, "He left."]);
    }

    #[test]
    fn short_sentences_on_lines_are_paragraphs_each() {
        let lines = [
            "The mayor of Port Arden resigned on Monday.",
            "Her deputy takes over until the spring.",
            "“I am tired,” she said.",
        ];
        check_paragraphs(&lines.join("\n"), &lines);
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let wrapped = wrap(LONG, 66);
        check_paragraphs(&format!("{wrapped}\n\n{wrapped}"), &[&wrapped, &wrapped]);
    }

    #[test]
    fn a_short_last_line_ends_a_wrapped_paragraph() {
        let wrapped = wrap(LONG, 60);
        check_paragraphs(&format!("{wrapped}\n{wrapped}"), &[&wrapped, &wrapped]);
    }

    #[test]
    fn an_indented_line_begins_a_wrapped_paragraph() {
        let wrapped = wrap(LONG, 62);
        let book = format!("{wrapped}\n    {wrapped}\n    “No,” he said.\n    {wrapped}");
        check_paragraphs(&book, &[&wrapped, &wrapped, "“No,” he said.", &wrapped]);
    }

    #[test]
    fn a_wrapped_letter_among_one_line_paragraphs_stays_together() {
        let wrapped = wrap(&[LONG, LONG].join(" "), 70);
        let text = format!("{LONG}\n{LONG}\n\n{wrapped}\n\n{LONG}\n{LONG}");
        check_paragraphs(&text, &[LONG, LONG, &wrapped, LONG, LONG]);
    }

    #[test]
    fn a_headline_stands_apart_from_the_line_below() {
        check_paragraphs(
            &format!("Cole Finds Holes in the Harbour Ledgers\n{LONG}"),
            &["Cole Finds Holes in the Harbour Ledgers", LONG],
        );
    }

    #[test]
    fn a_short_line_with_capitals_below_is_no_wrap() {
        let text = format!("{}\nBest wishes,\nMary Cole\nHarbour Board", wrap(LONG, 72));
        let blocks = blocks_of(&text);
        let texts: Vec<_> = blocks.iter().skip(1).map(|&(_, text)| text).collect();
        assert_eq!(texts, ["Best wishes,", "Mary Cole", "Harbour Board"]);
    }

    #[test]
    fn capitals_only_wrap_too() {
        let wrapped = wrap(&LONG.to_uppercase(), 60);
        check_paragraphs(&wrapped, &[&wrapped]);
    }

    #[test]
    fn list_items_go_on_with_indented_lines() {
        let text = "They brought:\n- two lamps and\n  a rope,\n- bread.\n  - with butter\n1. One\n2. Two";
        let expected = [
            (BlockKind::Paragraph, "They brought:"),
            (BlockKind::ListItem(0), "- two lamps and\n  a rope,"),
            (BlockKind::ListItem(0), "- bread."),
            (BlockKind::ListItem(1), "- with butter"),
            (BlockKind::ListItem(0), "1. One"),
            (BlockKind::ListItem(0), "2. Two"),
        ];
        assert_eq!(blocks_of(text), expected);
    }

    #[test]
    fn a_wrapped_number_is_no_list_item() {
        let text = format!("{LONG} It stood in chapter 12. {LONG}");
        let at_line_start = (40..100).map(|width| wrap(&text, width)).filter(|text| text.contains("\n12."));
        assert!(at_line_start.inspect(|text| assert_eq!(blocks_of(text).len(), 1, "{text}")).count() > 0);
    }

    #[test]
    fn header_fields_stand_on_their_own() {
        check_paragraphs(
            "From: Mary Cole\nTo: the board\nSubject: the ledgers",
            &["From: Mary Cole", "To: the board", "Subject: the ledgers"],
        );
    }

    #[test]
    fn columns_and_verse_keep_their_lines() {
        let table = "Cole     12   yes\nMiller    7   no";
        let verse = "The tide came in by the old sea wall,\nAnd the gulls went out with the day;\nThere was nobody left in the harbour hall,\nAnd nobody left to pay.";
        let text = format!("{LONG}\n\n{table}\n\n{verse}");
        assert_eq!(
            blocks_of(&text),
            [(BlockKind::Paragraph, LONG), (BlockKind::Code, table), (BlockKind::Code, verse)]
        );
    }
}
