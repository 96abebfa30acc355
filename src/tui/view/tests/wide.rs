//! Characters of all scripts are drawn as they are laid out.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;

use super::*;
use crate::app::reader::layout::LineKind;
use crate::app::text::grapheme;

/// Characters of two cells, joined emoji, flags, emoji and text variants, combining marks, keycaps, tabs,
/// right-to-left letters, conjuncts, and strings that are words in no language.
const PIECES: &[&str] = &[
    "word ",
    " ",
    "\t",
    "\n",
    "日本語です。",
    "ﾊﾞｲｸ",
    "각하",
    "👩\u{200d}👩\u{200d}👧",
    "👍🏽 ",
    "🇳🇴🇸🇪",
    "🇩",
    "❤\u{fe0f}",
    "⌚\u{fe0e}",
    "1\u{fe0f}\u{20e3}",
    "e\u{301}a\u{308}\u{323}",
    "\u{301}",
    "שלום ",
    "הָאָרֶץ",
    "الاجتماع ",
    "می\u{200c}خواهم ",
    "ﷺ",
    "क्षत्रिय ",
    "ภาษาไทย",
    "\u{600}",
    "\u{1100}\u{1100}\u{1100}\u{1100}",
    "—",
];

fn open(text: &str, columns: u16, rows: u16) -> App {
    let settings = app(columns, rows, ColorDepth::Indexed, true).settings;
    analysed(settings, columns, rows, sample::article(&[text]))
}

/// Every grapheme of the article is drawn completely in the cell where the layout has it, and none beyond the line
/// length.
fn check(app: &App) {
    let buf = drawn(app);
    let area = app.screen.text;
    let text = app.article.doc.text();
    let boundaries: Vec<usize> = text.grapheme_indices(true).map(|it| it.0).chain([text.len()]).collect();
    for (y, line) in (area.y..).zip(app.reader.frame()) {
        let LineKind::Text(_) = line.kind else { continue };
        let mut cell = line.indent;
        for sign in line.glyphs(&app.article.doc) {
            let start = line.span.start().to_usize();
            for edge in [start + sign.start, start + sign.end] {
                assert!(boundaries.binary_search(&edge).is_ok(), "{:?} is cut", sign.symbol);
            }
            if sign.width > 0 {
                let x = area.x + u16::try_from(cell).unwrap();
                let shown = buf[(x, y)].symbol();
                assert!(shown.starts_with(sign.symbol), "{:?} at {x}, {y}, not {shown:?}", sign.symbol);
            }
            cell += sign.width;
        }
        assert!(cell <= usize::from(area.width), "{cell} cells: {:?}", app.article.doc.slice(line.span));
    }
}

#[test]
fn a_sign_wider_than_any_line_leaves_the_rest_where_it_is() {
    let text = format!("before {} after", "\u{1100}".repeat(60));
    for (columns, rows) in [(120, 36), (80, 24), (50, 20), (20, 5)] {
        let app = open(&text, columns, rows);
        check(&app);
        assert!(screen(&app).contains('\u{fffd}'), "{columns}x{rows}");
    }
}

#[test]
fn a_name_of_letters_that_join_is_cut_with_a_sign_where_its_row_ends() {
    let name = "لا".repeat(60);
    let mut app = open(&format!("[PER {name}] left."), 80, 24);
    press(&mut app, "Tab");
    let screen = screen(&app);
    assert!(screen.contains("لا…") || screen.contains("ل…"), "{screen}");
}

#[test]
fn a_long_prompt_shows_its_end_without_half_a_sign() {
    let mut app = open("text", 40, 12);
    press(&mut app, "/");
    app.update(Msg::Paste("👩\u{200d}👩\u{200d}👧".repeat(40)));
    let shown = screen(&app);
    let prompt = shown.lines().find(|line| line.starts_with('/')).unwrap();
    assert!(prompt.starts_with("/👩\u{200d}👩\u{200d}👧"), "{prompt}");
    assert!(prompt.matches('👧').count() > 5, "{prompt}");
}

proptest! {
    #[test]
    fn signs_of_all_scripts_are_drawn_where_they_are_laid_out(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60),
        (columns, rows) in prop::sample::select(vec![(120, 36), (80, 24), (50, 20), (20, 5)]),
        is_searched: bool,
    ) {
        let text = format!("a {}z", pieces.concat());
        prop_assert_eq!(grapheme::text_width(&text), text.graphemes(true).map(grapheme::text_width).sum::<usize>());
        let mut app = open(&text, columns, rows);
        if is_searched {
            // Hits have looks of their own, so a line is drawn in several parts.
            press(&mut app, "/ o Enter");
        }
        check(&app);
    }
}
