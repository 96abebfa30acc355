//! The lines of a plain text and what their form shows: how wide they are, how they begin and end.

use crate::text::Span;

/// A line that is not blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    /// From its first to its last visible character.
    pub(super) span: Span,
    /// Columns before the first visible character; a tab counts four.
    pub(super) indent: usize,
    /// Characters from the left edge to the last visible one.
    pub(super) width: usize,
    /// Characters in the first word.
    pub(super) first_word: usize,
    /// Whether it comes after a blank line, or at the start of the text.
    pub(super) opens_stanza: bool,
    /// Whether it ends like a sentence.
    pub(super) ends_sentence: bool,
    /// Whether its first letter is not a capital, so that it probably continues a sentence.
    pub(super) goes_on: bool,
    /// What it begins with.
    pub(super) marker: Marker,
}

/// What a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    /// Nothing special.
    None,
    /// `- `, `* `, `• `, `1. `, `(a) `.
    Item,
    /// The mark of quoted mail, which was removed from the text.
    Quote,
    /// `Subject: …`, as mail and press releases begin.
    Field,
}

/// All lines that are not blank, in order. Those that begin at a position in `quoted` are quoted.
pub(super) fn split(text: &str, quoted: &[usize]) -> Vec<Line> {
    let mut quoted = quoted.iter().copied().peekable();
    let mut lines = Vec::new();
    let mut start = 0;
    let mut after_blank = true;
    for whole in text.split_inclusive('\n') {
        let is_quoted = quoted.next_if_eq(&start).is_some();
        let line = whole.trim_end();
        let body = line.trim_start();
        if body.is_empty() {
            after_blank = true;
        } else {
            let margin = line.strip_suffix(body).unwrap_or_default();
            let mut line = read(body, start, margin, after_blank);
            if is_quoted {
                line.marker = Marker::Quote;
            }
            lines.push(line);
            after_blank = false;
        }
        start += whole.len();
    }
    lines
}

fn read(body: &str, line_start: usize, margin: &str, opens_stanza: bool) -> Line {
    let start = line_start + margin.len();
    let indent = margin.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
    let first_word = body.split_whitespace().next().unwrap_or_default();
    Line {
        span: Span::new(start, start + body.len()),
        indent,
        width: indent + body.chars().count(),
        first_word: first_word.chars().count(),
        opens_stanza,
        ends_sentence: ends_sentence(body),
        goes_on: body
            .trim_start_matches(is_opener)
            .starts_with(|c: char| c.is_alphabetic() && !c.is_uppercase()),
        marker: marker(body, first_word),
    }
}

/// Whether the text ends with a mark that ends a sentence, perhaps followed by closing quotes and brackets.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(is_closer).ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '؟', '।'])
}

fn is_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '„' | '«' | '(' | '[' | '_')
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '“' | '»' | ')' | ']' | '_' | '*')
}

fn marker(body: &str, first_word: &str) -> Marker {
    let rest = body.strip_prefix(first_word).unwrap_or_default();
    if is_item_mark(first_word) && rest.contains(char::is_alphabetic) {
        return Marker::Item;
    }
    let is_field = first_word.strip_suffix(':').is_some_and(|name| {
        name.starts_with(char::is_uppercase) && name.chars().all(|c| c.is_ascii_alphabetic() || c == '-')
    });
    if is_field { Marker::Field } else { Marker::None }
}

fn is_item_mark(word: &str) -> bool {
    if matches!(word, "-" | "*" | "•" | "·" | "◦" | "▪" | "‣" | "●" | "■") {
        return true;
    }
    let Some(inner) = word.strip_suffix(['.', ')']) else { return false };
    let (inner, in_brackets) = inner.strip_prefix('(').map_or((inner, false), |inner| (inner, true));
    let is_number = (1..=2).contains(&inner.len()) && inner.bytes().all(|byte| byte.is_ascii_digit());
    // "a)" and "(a)", but not "A." as in "A. Lincoln".
    let is_letter =
        inner.len() == 1 && inner.starts_with(|c: char| c.is_ascii_lowercase()) && word.ends_with(')');
    (is_number && (!in_brackets || word.ends_with(')'))) || is_letter
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_marker(line: &str, marker: Marker) {
        assert_eq!(split(line, &[])[0].marker, marker, "{line}");
    }

    #[test]
    fn lines_know_their_form() {
        let lines = split("\n  Mr. Roe said,\r\n\t“and left.”\n\nEnd", &[]);
        let forms: Vec<_> = lines.iter().map(|line| (line.indent, line.width, line.opens_stanza)).collect();
        assert_eq!(forms, [(2, 15, true), (4, 15, false), (0, 3, true)]);
        assert_eq!(lines.iter().map(|line| line.ends_sentence).collect::<Vec<_>>(), [false, true, false]);
        assert_eq!(lines.iter().map(|line| line.goes_on).collect::<Vec<_>>(), [false, true, false]);
    }

    #[test]
    fn items_are_told_by_their_mark() {
        for line in ["- milk", "* milk", "• milk", "1. milk", "12) milk", "(3) milk", "a) milk", "(b) milk"]
        {
            check_marker(line, Marker::Item);
        }
        for line in ["A. Lincoln", "2016. A year", "* * *", "-milk", "- - -", "I) x", "1. 2", "Mr. Roe"] {
            check_marker(line, Marker::None);
        }
    }

    #[test]
    fn quotes_are_told_by_their_place_and_fields_by_their_mark() {
        assert_eq!(
            split("a\nb\n\nc", &[2, 5]).iter().map(|line| line.marker).collect::<Vec<_>>(),
            [Marker::None, Marker::Quote, Marker::Quote,]
        );
        check_marker("Subject: lunch", Marker::Field);
        check_marker("Reply-To: Jane", Marker::Field);
        check_marker("subject: lunch", Marker::None);
    }
}
