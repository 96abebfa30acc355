//! What a reader sees as one character (a grapheme), and how many cells it takes.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// Tab stops in code, in cells.
const TAB: usize = 4;

/// Spaces to stand for a tab; at least `TAB` of them.
const SPACES: &str = "    ";

/// Conjuncts of Indian scripts take up to five cells. A longer one, such as forty leading jamo in a row, occurs in no
/// language, and might fit on no line.
const MAX_SIGN_CELLS: usize = 6;

/// Replaces a grapheme that is too wide.
const TOO_WIDE: &str = "\u{fffd}";

/// One grapheme on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Glyph<'t> {
    /// Its first byte in the given piece of text.
    pub(crate) start: usize,
    /// One past its last byte; a run of white space is one grapheme.
    pub(crate) end: usize,
    /// What to draw: the grapheme itself, or spaces for white space.
    pub(crate) symbol: &'t str,
    /// The cells it takes; 0 if it only modifies its neighbour.
    pub(crate) width: usize,
}

/// The cells that a text takes on one line. It counts each grapheme separately, as the drawing library does: for
/// whole texts, the tables count some neighbours as one, such as the Arabic letters lam and alef, to which a terminal
/// gives a cell each.
pub(crate) fn text_width(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(|byte| !byte.is_ascii_control()).count();
    }
    text.graphemes(true).map(cells).sum()
}

/// Whether a line may end here and the grapheme be dropped. Non-breaking spaces ("10 km") do not count.
pub(crate) fn is_space(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}'),
        _ => false,
    }
}

/// The graphemes of a line of running text; every run of white space, including line breaks, becomes one space.
pub(crate) fn running_glyphs(text: &str) -> impl Iterator<Item = Glyph<'_>> {
    let mut symbols = text.grapheme_indices(true).peekable();
    std::iter::from_fn(move || {
        let (start, symbol) = symbols.next()?;
        let mut end = start + symbol.len();
        if !is_space(symbol) {
            return Some(glyph(start, symbol));
        }
        while let Some((at, more)) = symbols.next_if(|(_, next)| is_space(next)) {
            end = at + more.len();
        }
        Some(Glyph { start, end, symbol: " ", width: 1 })
    })
}

/// The graphemes of a line of code: spaces stay, tabs go to the next tab stop.
pub(crate) fn code_glyphs(text: &str) -> impl Iterator<Item = Glyph<'_>> {
    let mut column = 0;
    text.grapheme_indices(true).map(move |(start, symbol)| {
        let glyph = match symbol {
            "\t" => {
                let width = TAB - column % TAB;
                Glyph { start, end: start + 1, symbol: SPACES.get(..width).unwrap_or(" "), width }
            }
            _ => glyph(start, symbol),
        };
        column += glyph.width;
        glyph
    })
}

fn glyph(start: usize, symbol: &str) -> Glyph<'_> {
    let end = start + symbol.len();
    match cells(symbol) {
        width if width > MAX_SIGN_CELLS => Glyph { start, end, symbol: TOO_WIDE, width: 1 },
        width => Glyph { start, end, symbol, width },
    }
}

/// The cells of one grapheme.
fn cells(symbol: &str) -> usize {
    // A control character draws nothing. Documents have none, and the drawing library would skip it.
    if symbol.contains(char::is_control) {
        return 0;
    }
    // Half-width voiced sound marks take a cell of their own, whatever the tables say.
    let marks = symbol.chars().filter(|c| matches!(c, '\u{ff9e}' | '\u{ff9f}')).count();
    symbol.width() + marks
}

/// Whether terminals disagree about the cells of a grapheme: some draw each of its characters separately, so that a
/// family of three takes six cells, and some have no flags.
pub(crate) fn is_disputed(symbol: &str) -> bool {
    if symbol.chars().nth(1).is_none() {
        return false;
    }
    let is_flag = symbol.starts_with(|c: char| matches!(c, '\u{1f1e6}'..='\u{1f1ff}'));
    let each: usize = symbol.chars().map(|c| cells(c.encode_utf8(&mut [0; 4]))).sum();
    is_flag || each != text_width(symbol)
}

/// Shortens a text to this many cells, and puts a sign in place of what is left out.
pub(crate) fn fit(text: &str, width: usize, more: &str) -> String {
    if text.len() <= width && text.is_ascii() {
        return text.to_owned();
    }
    fit_signs(text.graphemes(true).map(|symbol| (symbol, cells(symbol))), width, more)
}

/// A text as one line of this many cells, shortened in the same way. Reads no more of it than fits.
pub(crate) fn fit_one_line(text: &str, width: usize, more: &str) -> String {
    fit_signs(running_glyphs(text.trim()).map(|glyph| (glyph.symbol, glyph.width)), width, more)
}

/// Signs with the cells that they take, as many as fit.
fn fit_signs<'t>(signs: impl Iterator<Item = (&'t str, usize)>, width: usize, more: &str) -> String {
    let room = width.saturating_sub(text_width(more));
    let (mut out, mut used, mut kept) = (String::new(), 0, 0);
    for (symbol, cells) in signs {
        used += cells;
        if used > width {
            out.truncate(kept);
            out.truncate(out.trim_end().len());
            if text_width(more) <= width {
                out.push_str(more);
            }
            break;
        }
        out.push_str(symbol);
        if used <= room {
            kept = out.len();
        }
    }
    out
}

/// The same, but cuts between words if possible.
pub(crate) fn fit_words(text: &str, width: usize, more: &str) -> String {
    if text_width(text) <= width {
        return text.to_owned();
    }
    let start = fitting_start(text, width.saturating_sub(text_width(more)));
    let is_whole = text.get(start.len()..).is_some_and(|rest| rest.starts_with(' '));
    let whole = if is_whole { Some(start) } else { start.rsplit_once(' ').map(|it| it.0) };
    match whole.map(str::trim_end).filter(|it| !it.is_empty()) {
        Some(whole) => format!("{whole}{more}"),
        None => fit(text, width, more),
    }
}

/// The longest start of a text that fits into this many cells, in whole graphemes.
pub(crate) fn fitting_start(text: &str, width: usize) -> &str {
    let mut room = width;
    let signs = text.grapheme_indices(true).map_while(|(at, symbol)| {
        room = room.checked_sub(cells(symbol))?;
        Some(at + symbol.len())
    });
    let end = signs.last().unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

/// The longest end of a text that fits into this many cells, in whole graphemes.
pub(crate) fn fitting_end(text: &str, width: usize) -> &str {
    let mut room = width;
    let signs = text.grapheme_indices(true).rev().map_while(|(at, symbol)| {
        room = room.checked_sub(cells(symbol))?;
        Some(at)
    });
    let start = signs.last().unwrap_or(text.len());
    text.get(start..).unwrap_or_default()
}

/// The text with every run of white space as one space, for showing a name or quote on one line.
pub(crate) fn one_line(text: &str) -> String {
    flat(text.trim())
}

/// The same, but keeps a space at each end.
pub(crate) fn flat(text: &str) -> String {
    running_glyphs(text).map(|glyph| glyph.symbol).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn running_text_is_one_line_before_it_is_cut() {
        assert_eq!(fit_one_line(" Nancy\n   Pelosi ", 12, "…"), "Nancy Pelosi");
        assert_eq!(fit_one_line(" Nancy\n   Pelosi ", 11, "…"), "Nancy Pelo…");
        assert_eq!(fit_one_line(" Nancy\n   Pelosi ", 7, "…"), "Nancy…");
    }

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
    fn every_sign_has_its_cells_beside_any_other() {
        for (text, cells) in [
            ("لا", 2),
            ("שלום", 4),
            ("👩\u{200d}👩\u{200d}👧", 2),
            ("🇩🇪🇫🇷", 4),
            ("❤\u{fe0f}", 2),
            ("e\u{301}\u{323}", 1),
            ("a\u{7}b", 2),
        ] {
            assert_eq!(text_width(text), cells, "{text}");
            assert_eq!(running_glyphs(text).map(|glyph| glyph.width).sum::<usize>(), cells, "{text}");
        }
    }

    #[test]
    fn a_sign_too_wide_for_any_line_is_replaced_and_a_conjunct_is_not() {
        let signs = |text| running_glyphs(text).map(|glyph| (glyph.symbol, glyph.width)).collect::<Vec<_>>();
        let jamo = "\u{1100}".repeat(40);
        assert_eq!(signs(&jamo), [(TOO_WIDE, 1)]);
        let conjunct = "र\u{94d}त\u{94d}स\u{94d}न\u{94d}य";
        assert_eq!(signs(conjunct).first().map(|it| it.0), Some(conjunct));
    }

    #[test]
    fn terminals_disagree_on_joined_signs_only() {
        for disputed in ["👩\u{200d}👧", "❤\u{fe0f}", "👍🏽", "🇩🇪"] {
            assert!(is_disputed(disputed), "{disputed}");
        }
        for certain in ["a", "─", "日", "e\u{301}", "م\u{64e}"] {
            assert!(!is_disputed(certain), "{certain}");
        }
    }

    #[test]
    fn the_end_of_a_text_is_cut_between_signs() {
        assert_eq!(fitting_end("abc", 2), "bc");
        assert_eq!(fitting_end("abc", 9), "abc");
        assert_eq!(fitting_end("x👩\u{200d}👧b", 3), "👩\u{200d}👧b");
        assert_eq!(fitting_end("x👩\u{200d}👧b", 2), "b");
        assert_eq!(fitting_end("日", 1), "");
    }

    #[test]
    fn the_start_of_a_text_is_cut_between_signs() {
        assert_eq!(fitting_start("abc", 2), "ab");
        assert_eq!(fitting_start("abc", 9), "abc");
        assert_eq!(fitting_start("x👩\u{200d}👧b", 3), "x👩\u{200d}👧");
        assert_eq!(fitting_start("日", 1), "");
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
        assert_eq!(fit("cafe\u{301}", 4, "…"), "cafe\u{301}");
        assert_eq!(fit("cafe\u{301}s", 4, "…"), "caf…");
    }
}
