//! What a reader sees as one sign, and how many cells it takes.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// Tab stops in code, in cells.
const TAB: usize = 4;

/// Spaces to stand for a tab; at least `TAB` of them.
const SPACES: &str = "    ";

/// One sign on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Glyph<'t> {
    /// Its first byte in the piece of text that was asked for.
    pub(crate) start: usize,
    /// One past its last byte; a run of white space is one glyph.
    pub(crate) end: usize,
    /// What to draw: the sign itself, or spaces in place of white space.
    pub(crate) symbol: &'t str,
    /// Cells that it takes; 0 for what only modifies its neighbour.
    pub(crate) width: usize,
}

/// Cells that a text takes in one line. Counts as the drawing library does.
pub(crate) fn text_width(text: &str) -> usize {
    // The half-width voiced sound marks take a cell of their own, whatever the tables say.
    let marks = text.chars().filter(|c| matches!(c, '\u{ff9e}' | '\u{ff9f}')).count();
    text.width() + marks
}

/// Whether a line may end here and the sign be dropped. The spaces that join ("10 km") do not count.
pub(crate) fn is_space(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}'),
        _ => false,
    }
}

/// The signs of a line of running text: every run of white space, line breaks too, reads as one space.
pub(crate) fn running_glyphs(text: &str) -> impl Iterator<Item = Glyph<'_>> {
    let mut symbols = text.grapheme_indices(true).peekable();
    std::iter::from_fn(move || {
        let (start, symbol) = symbols.next()?;
        let mut end = start + symbol.len();
        if !is_space(symbol) {
            return Some(Glyph { start, end, symbol, width: cells(symbol) });
        }
        while let Some((at, more)) = symbols.next_if(|(_, next)| is_space(next)) {
            end = at + more.len();
        }
        Some(Glyph { start, end, symbol: " ", width: 1 })
    })
}

/// The signs of a line of code: spaces stay, tabs go to the next stop.
pub(crate) fn code_glyphs(text: &str) -> impl Iterator<Item = Glyph<'_>> {
    let mut column = 0;
    text.grapheme_indices(true).map(move |(start, symbol)| {
        let (symbol, width, end) = match symbol {
            "\t" => {
                let width = TAB - column % TAB;
                (SPACES.get(..width).unwrap_or(" "), width, start + 1)
            }
            _ => (symbol, cells(symbol), start + symbol.len()),
        };
        column += width;
        Glyph { start, end, symbol, width }
    })
}

fn cells(symbol: &str) -> usize {
    // A control character draws nothing. Documents have none, but the drawing library would skip it.
    if symbol.contains(char::is_control) { 0 } else { text_width(symbol) }
}

/// Shortens a text to so many cells, with a sign in place of what is left out.
pub(crate) fn fit(text: &str, width: usize, more: &str) -> String {
    if text_width(text) <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(text_width(more));
    let mut out = String::new();
    let mut used = 0;
    for symbol in text.graphemes(true) {
        used += cells(symbol);
        if used > room {
            break;
        }
        out.push_str(symbol);
    }
    let kept = out.trim_end().len();
    out.truncate(kept);
    if text_width(more) <= width {
        out.push_str(more);
    }
    out
}

/// The text with every run of white space as one space: a name or a quote as one line.
pub(crate) fn one_line(text: &str) -> String {
    flat(text.trim())
}

/// The same with a space kept at either end.
pub(crate) fn flat(text: &str) -> String {
    running_glyphs(text).map(|glyph| glyph.symbol).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_break_with_its_indent_reads_as_one_space() {
        assert_eq!(one_line("Nancy\n   Pelosi "), "Nancy Pelosi");
    }

    #[test]
    fn wide_and_combining_signs_take_their_cells() {
        assert_eq!(text_width("日本"), 4);
        assert_eq!(text_width("e\u{301}"), 1);
        assert_eq!(running_glyphs("e\u{301}x").count(), 2);
    }

    #[test]
    fn tabs_in_code_go_to_the_next_stop() {
        let drawn: String = code_glyphs("a\tb").map(|glyph| glyph.symbol).collect();
        assert_eq!(drawn, "a   b");
    }

    #[test]
    fn a_long_text_ends_with_a_sign() {
        assert_eq!(fit("Jeff Sessions", 20, "…"), "Jeff Sessions");
        assert_eq!(fit("Jeff Sessions", 6, "…"), "Jeff…");
        assert_eq!(fit("日本語", 4, "…"), "日…");
        assert_eq!(fit("abc", 0, "…"), "");
    }
}
