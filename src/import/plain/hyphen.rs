//! Rejoins words that were divided at the end of a line: "Port-⏎mere" becomes "Portmere", while "well-⏎known" keeps
//! its hyphen.

use std::collections::HashSet;
use std::ops::Range;

use crate::document::{Block, BlockKind};
use crate::text::Span;

/// What divides a word: a hyphen, also the typographic one, at the end of a line.
const DIVIDERS: &[&str] = &["-\n", "‐\n"];

/// First parts of words that keep their hyphen.
const FIRST_PARTS: &[&str] = &[
    "all", "anti", "co", "cross", "eight", "eighty", "ex", "far", "fifty", "first", "five", "forty", "four",
    "full", "great", "half", "high", "ill", "left", "long", "low", "mid", "much", "new", "nine", "ninety",
    "non", "north", "old", "one", "part", "post", "pro", "right", "second", "self", "seven", "seventy",
    "short", "six", "sixty", "so", "south", "ten", "third", "thirty", "three", "twenty", "two", "vice",
    "well", "year", "years", "month", "day", "week", "would",
];

/// Words that never follow a divided one: before them, the hyphen is a dash.
const SMALL_WORDS: &[&str] = &[
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "he", "i", "in", "is", "it", "of", "on", "or",
    "she", "that", "the", "they", "to", "was", "we", "which", "who", "with", "year", "old", "olds",
];

/// What to cut so that divided words become whole: hyphen, line end and indent, or all but the hyphen. In order.
pub(super) fn marks(text: &str, blocks: &[Block]) -> Vec<Range<usize>> {
    if !DIVIDERS.iter().any(|it| text.contains(it)) {
        return Vec::new();
    }
    let known: HashSet<String> = words(text).map(str::to_lowercase).collect();
    let mut cuts: Vec<Range<usize>> = Vec::new();
    for block in blocks.iter().filter(|it| it.kind != BlockKind::Code) {
        let (base, words) = (block.span.start().to_usize(), block.span.of(text));
        let places = DIVIDERS.iter().flat_map(|it| words.match_indices(it));
        let cuts_here = places.filter_map(|(at, it)| cut(words, at, it.len() - 1, &known));
        cuts.extend(cuts_here.map(|it| base + it.start..base + it.end));
    }
    cuts.sort_by_key(|it| it.start);
    cuts
}

/// Words with the hyphens in them.
pub(in crate::import) fn words(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\'' | '’'));
    parts.map(|it| it.trim_matches('-')).filter(|it| !it.is_empty())
}

/// What to cut at a hyphen of `length` bytes.
fn cut(text: &str, hyphen: usize, length: usize, known: &HashSet<String>) -> Option<Range<usize>> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let before = text.get(..hyphen)?;
    let one = before.rsplit(|c| !is_part(c)).next()?;
    let after = text.get(hyphen + length..)?;
    let rest = after.trim_start();
    let other = rest.split(|c| !is_part(c)).next()?;
    let is_divided = one.ends_with(char::is_alphanumeric) && other.starts_with(char::is_alphanumeric);
    // "…-⏎-" and "a --⏎b" are dashes; an empty line is never inside a divided word.
    if !is_divided || after.get(..after.len() - rest.len())?.matches('\n').count() != 1 {
        return None;
    }
    let end = hyphen + length + (after.len() - rest.len());
    let keeps = keeps(before, one, other, known);
    Some(if keeps { hyphen + length..end } else { hyphen..end })
}

/// Whether a word that is divided between two parts has its hyphen by itself. `before` is all up to the hyphen.
pub(in crate::import) fn keeps(before: &str, one: &str, other: &str, known: &HashSet<String>) -> bool {
    let (first, last) = (one.to_lowercase(), other.to_lowercase());
    !known.contains(&format!("{first}{last}"))
        && (known.contains(&format!("{first}-{last}"))
            || !other.starts_with(char::is_lowercase)
            || one.ends_with(char::is_numeric)
            || FIRST_PARTS.contains(&first.as_str())
            || SMALL_WORDS.contains(&last.as_str())
            // "state-of-the-⏎art"
            || before.strip_suffix(one).is_some_and(|it| it.ends_with('-')))
}

/// The blocks at their positions after the cuts, which are inside blocks.
pub(super) fn moved(blocks: Vec<Block>, cuts: &[Range<usize>]) -> Vec<Block> {
    let (mut next, mut removed) = (0, 0);
    let mut place = |at: usize| {
        while let Some(cut) = cuts.get(next).filter(|it| it.end <= at) {
            removed += cut.len();
            next += 1;
        }
        at - removed
    };
    let blocks = blocks.into_iter().map(|block| {
        let start = place(block.span.start().to_usize());
        Block { span: Span::new(start, place(block.span.end().to_usize())), ..block }
    });
    blocks.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> String {
        let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
        let mut rest = text.to_owned();
        for cut in marks(text, &[block]).into_iter().rev() {
            rest.replace_range(cut, "");
        }
        rest
    }

    #[test]
    fn divided_words_are_joined() {
        for (text, expected) in [
            ("In Port-\nmere the govern-\n  ment met", "In Portmere the government met"),
            ("a well-\nknown man", "a well-known man"),
            ("Jean-\nPaul and Anne-Marie", "Jean-Paul and Anne-Marie"),
            ("the mayor-elect and the mayor-\nelect", "the mayor-elect and the mayor-elect"),
            ("a 12-\nyear term", "a 12-year term"),
            ("state-of-the-\nart", "state-of-the-art"),
            ("chief exec‐\nutive", "chief executive"),
            ("he left-\nand came back", "he left-and came back"),
            ("a dash -\nand -- \nno-\n\nword -\n", "a dash -\nand -- \nno-\n\nword -\n"),
        ] {
            assert_eq!(joined(text), expected);
        }
    }
}
