//! Headings in a plain text, recognized by form: a short line of its own that is not a sentence.

use crate::document::{Block, BlockKind};
use crate::import::plain::line::ends_sentence;

/// A longer first line is not a headline.
const MAX_TITLE_LENGTH: usize = 140;
/// A longer line inside the text is not a heading.
const MAX_HEADING_LENGTH: usize = 70;

/// Turns paragraphs that look like headings into headings; returns the title if the text begins with one.
pub(super) fn mark(text: &str, blocks: &mut [Block]) -> Option<String> {
    let mut title = None;
    let first = blocks.iter().position(|it| it.kind.is_article());
    for index in 0..blocks.len() {
        let Block { span, kind: BlockKind::Paragraph } = blocks[index] else { continue };
        // A heading alone is a text of one line, e.g. a tweet.
        let Some(next) = blocks.get(index + 1) else { break };
        let line = span.of(text);
        // Hard-wrapped paragraphs are most of a long text, so no time is spent on them.
        if line.len() > 4 * MAX_TITLE_LENGTH || line.contains('\n') {
            continue;
        }
        if Some(index) == first && is_title(line) {
            title = Some(line.to_owned());
            blocks[index].kind = BlockKind::Heading(1);
        } else if is_part(line) || is_all_caps(line) || is_subhead(line, next, text) {
            blocks[index].kind = BlockKind::Heading(2);
        }
    }
    title
}

fn is_title(line: &str) -> bool {
    let is_headline = !ends_sentence_firmly(line) || is_title_case(line);
    line.chars().count() <= MAX_TITLE_LENGTH && line.contains(char::is_alphabetic) && is_headline
}

/// "Board Suspends Its Treasurer Over Missing Money.": some end even this with a period.
fn is_title_case(line: &str) -> bool {
    let long: Vec<_> = line.split_whitespace().filter(|word| word.chars().count() >= 4).collect();
    long.len() >= 3
        && long.iter().all(|word| !word.starts_with(char::is_lowercase))
        && !line.ends_with([',', ':'])
}

/// A headline may end in a question mark or in a quoted exclamation, but not in a period or colon.
fn ends_sentence_firmly(line: &str) -> bool {
    ends_sentence(line) && !line.ends_with(['?', '!', '’', '”', '"', '\'']) || line.ends_with(',')
}

/// "CHAPTER I", "Part Two: The Sea", "Epilogue".
fn is_part(line: &str) -> bool {
    if line.chars().count() > MAX_HEADING_LENGTH {
        return false;
    }
    let mut words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default();
    if !first.starts_with(char::is_uppercase) {
        return false;
    }
    match first.to_lowercase().as_str() {
        "chapter" | "part" | "book" | "section" | "act" | "scene" | "canto" | "letter" => {
            words.next().is_some_and(is_ordinal) && !is_running(line)
        }
        "prologue" | "epilogue" | "preface" | "introduction" | "contents" | "foreword" | "appendix" => {
            words.next().is_none()
        }
        _ => false,
    }
}

fn is_ordinal(word: &str) -> bool {
    const ORDINALS: [&str; 23] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        "last",
    ];
    word.bytes().all(|byte| byte.is_ascii_digit())
        || word.bytes().all(|byte| b"IVXLC".contains(&byte))
        || ORDINALS.contains(&word.to_lowercase().as_str())
}

/// "Part two of the deal fell through on Monday." is a sentence.
fn is_running(line: &str) -> bool {
    line.ends_with('.') && line.split_whitespace().count() > 4
}

fn is_all_caps(line: &str) -> bool {
    line.chars().count() <= MAX_HEADING_LENGTH
        && !line.contains(char::is_lowercase)
        && line.chars().filter(|c| c.is_uppercase()).count() >= 3
        && !line.ends_with(['.', ',', ';'])
}

/// "What comes next", alone above running text.
fn is_subhead(line: &str, next: &Block, text: &str) -> bool {
    let below = next.span.of(text);
    let begins_well = line.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let is_byline = line.starts_with("By ") || line.starts_with("BY ");
    // "2 March 2017" is a date.
    let is_number = line.chars().filter(char::is_ascii_digit).count() >= 4;
    begins_well
        && !is_byline
        && !is_number
        && line.chars().count() <= MAX_HEADING_LENGTH
        && line.ends_with(|c: char| c.is_alphanumeric() || c == '?')
        && next.kind == BlockKind::Paragraph
        && below.len() > 2 * MAX_HEADING_LENGTH
        && ends_sentence(below)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::plain::{line, paragraph};

    const LONG: &str = "The harbour board met on Monday to hear what Mary Cole had found in the ledgers, and not one of the \
        sums agreed with the next, she said, however long she looked at it.";

    fn headings(text: &str) -> Vec<(&str, BlockKind)> {
        let mut blocks = paragraph::find(text, &line::split(text, &[]));
        mark(text, &mut blocks);
        let headings = blocks.into_iter().filter(|block| matches!(block.kind, BlockKind::Heading(_)));
        headings.map(|block| (block.span.of(text), block.kind)).collect()
    }

    fn check_subhead(line: &str, is_heading: bool) {
        let text = format!("{LONG}\n\n{line}\n\n{LONG}");
        let expected: &[_] = if is_heading { &[(line, BlockKind::Heading(2))] } else { &[] };
        assert_eq!(headings(&text), expected, "{line}");
    }

    #[test]
    fn a_first_short_line_without_a_period_is_the_title() {
        assert_eq!(
            headings(&format!("Holes in the ledgers\n{LONG}")),
            [("Holes in the ledgers", BlockKind::Heading(1))]
        );
        assert_eq!(headings(&format!("Who took it?\n\n{LONG}")), [("Who took it?", BlockKind::Heading(1))]);
        assert_eq!(
            headings(&format!("Mary Cole Finds Holes in the Ledgers.\n\n{LONG}")),
            [("Mary Cole Finds Holes in the Ledgers.", BlockKind::Heading(1))]
        );
        assert_eq!(headings(&format!("She left.\n\n{LONG}")), []);
        assert_eq!(headings(&format!("Mary Cole of Port Arden left.\n\n{LONG}")), []);
        assert_eq!(headings(&format!("Dear Mary,\n\n{LONG}")), []);
        assert_eq!(headings("Only a line"), []);
    }

    #[test]
    fn a_heading_needs_no_empty_line_below_where_lines_are_paragraphs() {
        let text = format!("{LONG}\nWhat comes next\n{LONG}");
        assert_eq!(headings(&text), [("What comes next", BlockKind::Heading(2))]);
    }

    #[test]
    fn headings_inside_the_text_are_told_by_form() {
        for line in
            ["What comes next", "THE LEDGERS", "CHAPTER I", "Chapter 12. The Sea", "Part Two", "PROLOGUE"]
        {
            check_subhead(line, true);
        }
        for line in [
            "She left.",
            "By Mary Cole",
            "2 March 2017",
            "“I am tired,”",
            "Part two fell through on Monday.",
            "* * *",
        ] {
            check_subhead(line, false);
        }
    }
}
