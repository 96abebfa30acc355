//! Right-to-left text, and characters of two cells.

use super::*;
use crate::document::{BlockKind, DocumentBuilder};

fn open(paragraphs: &[&str], columns: u16, rows: u16) -> App {
    let settings = app(columns, rows, ColorDepth::None, true).settings;
    analysed(settings, columns, rows, sample::article(paragraphs))
}

#[test]
fn frames_are_parted_from_words_that_are_written_from_right_to_left() {
    let app = open(&["[PER Ann] said שלום to all.", "[PER Ann] left."], 100, 24);
    let screen = screen(&app);
    let (rows, others): (Vec<_>, Vec<_>) = screen.lines().partition(|line| line.contains("שלום"));
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].matches("\u{200e}│\u{200e}").count(), 3, "{}", rows[0]);
    assert!(others.iter().all(|line| !line.contains('\u{200e}')));
    assert!(rows[0].contains("Ann said שלום to all."), "in the order of the text");
}

#[test]
fn nothing_stands_beside_an_article_that_is_written_from_right_to_left() {
    let mut app = open(&["אן לי עזבה את העיר ביום שני.", "[PER Ann] said."], 120, 36);
    let screen = screen(&app);
    assert_eq!((app.screen.mode, app.screen.side_pane.width), (Mode::Single, 0), "{screen}");
    assert!(screen.contains("אן לי עזבה את העיר ביום שני.") && !screen.contains('│'));
    press(&mut app, "Tab");
    assert!(app.has_list(), "the list takes its place");
}

#[test]
fn wide_signs_leave_frames_where_they_are() {
    let text = "日本語です。👩\u{200d}👩\u{200d}👧 🇳🇴 ❤\u{fe0f} e\u{301}a\u{308} ".repeat(12);
    for (columns, rows) in [(120, 36), (80, 24), (50, 20)] {
        let mut builder = DocumentBuilder::new();
        builder.block(BlockKind::Paragraph, &text);
        let doc = Arc::new(builder.finish(Metadata::default()).unwrap());
        let settings = app(columns, rows, ColorDepth::None, true).settings;
        let mut app = App::new(doc, settings);
        app.update(Msg::Resize { columns, rows });
        let buf = drawn(&app);
        let divider = app.screen.side_pane.x.checked_sub(1).filter(|_| app.has_list());
        for y in 2..rows - 2 {
            for x in divider.into_iter().chain([columns - 1]).filter(|_| divider.is_some()) {
                assert_eq!(buf[(x, y)].symbol(), "│", "{columns}x{rows}: {x}, {y}");
            }
        }
        let text = app.screen.text;
        for (y, line) in (text.y..).zip(app.reader.frame()) {
            let n = line.cell_of(&app.article.doc, line.span.end().to_usize());
            assert!(n <= usize::from(text.width), "{y}: {n}");
        }
    }
}
