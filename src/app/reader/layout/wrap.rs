//! Greedy line breaking by display cells.

use std::ops::Range;

use crate::app::text::grapheme;
use crate::app::text::grapheme::Glyph;

/// Where a line may end: what precedes it, where the next line begins, and the cells used up to there.
#[derive(Clone, Copy)]
struct Break {
    end: usize,
    next: usize,
    cells: usize,
}

/// Lines of running text. Line breaks and runs of white space become one space. A word longer than a line is cut.
pub(crate) fn wrap_running(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = None;
    let mut cells = 0;
    let mut last: Option<Break> = None;
    let mut end = 0;
    let mut glyphs = grapheme::running_glyphs(text).peekable();
    while let Some(glyph) = glyphs.next() {
        if glyph.symbol == " " {
            if start.is_some() {
                cells += 1;
                last = Some(Break { end: glyph.start, next: glyph.end, cells });
            }
            continue;
        }
        let mut from = *start.get_or_insert(glyph.start);
        if cells + glyph.width > width
            && let Some(it) = last.take()
        {
            lines.push(from..it.end);
            from = it.next.min(glyph.start);
            cells -= it.cells;
        }
        if cells + glyph.width > width && from < glyph.start {
            lines.push(from..glyph.start);
            from = glyph.start;
            cells = 0;
        }
        start = Some(from);
        cells += glyph.width;
        end = glyph.end;
        if may_break_after(glyph, glyphs.peek()) {
            last = Some(Break { end, next: end, cells });
        }
    }
    if let Some(from) = start {
        lines.push(from..end);
    }
    lines
}

/// Lines of preformatted text. Line breaks and spaces stay, and what is too long is cut.
pub(super) fn wrap_code(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut base = 0;
    for line in text.split('\n') {
        let mut from = 0;
        // Tab stops count from the start of the line on the screen, so what follows a cut is measured again.
        while let Some(cut) = overflow(line.get(from..).unwrap_or_default(), width) {
            lines.push(base + from..base + from + cut);
            from += cut;
        }
        lines.push(base + from..base + line.len());
        base += line.len() + 1;
    }
    lines
}

/// Where a line of code must be cut to fit, if it does not.
fn overflow(line: &str, width: usize) -> Option<usize> {
    let mut cells = 0;
    grapheme::code_glyphs(line).find_map(|glyph| {
        cells += glyph.width;
        (cells > width && glyph.start > 0).then_some(glyph.start)
    })
}

/// "Russia-linked", "bill—which" and "and/or" may be broken after the sign; Chinese and Japanese anywhere except
/// before closing signs.
fn may_break_after(glyph: Glyph<'_>, next: Option<&Glyph<'_>>) -> bool {
    const CLOSING: &str = "。、，．！？：；）」』】〉》”’…";
    let Some(next) = next.filter(|next| next.symbol != " ") else { return false };
    match glyph.symbol {
        "-" | "\u{2010}" | "/" => next.symbol.chars().all(char::is_alphabetic),
        "—" | "–" => next.symbol.chars().all(char::is_alphanumeric),
        _ => glyph.width == 2 && !CLOSING.contains(next.symbol) && next.width > 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, width: usize, expected: &[&str]) {
        let lines: Vec<_> =
            wrap_running(text, width).into_iter().map(|range| text.get(range).unwrap()).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn words_go_to_the_next_line_whole() {
        check("one two three", 8, &["one two", "three"]);
        check("one two", 7, &["one two"]);
        check("  one", 7, &["one"]);
    }

    #[test]
    fn a_hard_wrapped_text_is_wrapped_anew() {
        check("one\ntwo  three", 9, &["one\ntwo", "three"]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut() {
        check("an abcdefghij", 4, &["an", "abcd", "efgh", "ij"]);
        check("日本語", 3, &["日", "本", "語"]);
        check("日", 1, &["日"]);
    }

    #[test]
    fn a_compound_may_end_a_line_after_its_hyphen() {
        check("the Russia-linked", 12, &["the Russia-", "linked"]);
        check("a -5 b", 3, &["a", "-5", "b"]);
        check("talks—which", 8, &["talks—", "which"]);
    }

    #[test]
    fn japanese_breaks_between_signs_but_not_before_a_full_stop() {
        check("日本語です。", 10, &["日本語で", "す。"]);
    }

    #[test]
    fn a_space_that_joins_does_not_break() {
        check("is 10\u{a0}km", 7, &["is", "10\u{a0}km"]);
    }

    #[test]
    fn code_keeps_its_lines_and_spaces() {
        let text = "if x:\n\n    run()";
        let lines: Vec<_> = wrap_code(text, 6).into_iter().map(|range| text.get(range).unwrap()).collect();
        assert_eq!(lines, ["if x:", "", "    ru", "n()"]);
    }
}
