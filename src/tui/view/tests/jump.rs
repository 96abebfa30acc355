//! The outline on the screen.

use super::*;
use crate::app::Keymap;
use crate::app::input::action::Action;

/// A report with headings.
fn report(columns: u16, rows: u16, colors: ColorDepth) -> App {
    let paragraphs = [
        "# The winter the harbour froze",
        "The ice came in December. [PER Nora Lindqvist] of the [ORG Dockers’ Union] measured it every morning.",
        "## A town without ships",
        "{“We had bread for nine days,”} [PER Lindqvist=Nora Lindqvist] said. {“Then the bakers closed,”} said [PER Tom Abara].",
        "### The ninth day",
        "Nothing moved on the quay, and nobody spoke of it for a long time afterwards.",
        "## What was learned from it, and what the board of the harbour would rather forget",
        "[ORG Meridian Lines] bought an icebreaker.",
    ];
    let settings = Settings {
        name: "winter.md".to_owned(),
        ascii: false,
        dark: true,
        colors,
        formats: FORMATS.to_vec(),
        ..Settings::default()
    };
    analysed(settings, columns, rows, sample::article(&paragraphs))
}

#[test]
fn the_outline_on_a_wide_screen() {
    let mut app = report(120, 36, ColorDepth::Indexed);
    press(&mut app, "] h ] h 5 j");
    insta::assert_snapshot!("outline_wide", screen(&app));
    insta::assert_snapshot!("outline_wide_looks", looks(&app));
}

#[test]
fn the_outline_on_screens_of_middle_and_small_size() {
    let mut app = report(80, 24, ColorDepth::None);
    press(&mut app, "5 G");
    insta::assert_snapshot!("outline_middle", screen(&app));
    app.update(Msg::Resize { columns: 50, rows: 20 });
    insta::assert_snapshot!("outline_small", screen(&app));
    app.settings.ascii = true;
    let screen = screen(&app);
    assert!(screen.is_ascii(), "{screen}");
}

#[test]
fn the_paragraphs_of_an_article_with_no_headings_but_its_title() {
    let mut app = app(120, 30, ColorDepth::Indexed, true);
    press(&mut app, "5 j j");
    insta::assert_snapshot!("outline_of_paragraphs", screen(&app));
}

#[test]
fn the_palette_at_three_sizes() {
    let mut app = app(120, 36, ColorDepth::Indexed, true);
    press(&mut app, ":");
    insta::assert_snapshot!("palette_wide", screen(&app));
    press(&mut app, "n e x t Down");
    app.update(Msg::Resize { columns: 80, rows: 24 });
    insta::assert_snapshot!("palette_middle", screen(&app));
    insta::assert_snapshot!("palette_middle_looks", looks(&app));
    app.update(Msg::Resize { columns: 50, rows: 20 });
    press(&mut app, "Ctrl-U n a m e Space");
    insta::assert_snapshot!("palette_small", screen(&app));
    press(&mut app, "? ? Enter");
    assert!(screen(&app).contains("no one listed is called “??”"), "{}", screen(&app));
}

#[test]
fn letters_over_the_words_move_nothing() {
    for (columns, rows, colors, name) in [
        (120, 30, ColorDepth::Indexed, "wide"),
        (80, 24, ColorDepth::None, "middle"),
        (50, 20, ColorDepth::Sixteen, "small"),
    ] {
        let mut app = app(columns, rows, colors, true);
        let before = screen(&app);
        press(&mut app, "f");
        let after = screen(&app);
        let last = usize::from(rows) - 1;
        for (one, other) in before.lines().zip(after.lines()).take(last) {
            assert_eq!(one.chars().count(), other.chars().count());
        }
        insta::assert_snapshot!(format!("letters_{name}"), after);
        insta::assert_snapshot!(format!("letters_{name}_looks"), looks(&app));
    }
}

#[test]
fn letters_glare_and_nothing_else_does_on_every_terminal() {
    for colors in [ColorDepth::True, ColorDepth::Indexed, ColorDepth::Sixteen, ColorDepth::None] {
        for dark in [true, false] {
            let mut app = app(80, 24, colors, dark);
            press(&mut app, "] p * f");
            let (buf, text) = (drawn(&app), app.screen.text);
            let mut n_letters = 0;
            for y in text.y..text.y + text.height {
                for x in text.x..text.x + text.width {
                    let cell = &buf[(x, y)];
                    let glares = cell.modifier.contains(Modifier::REVERSED) || cell.bg != Color::Reset;
                    n_letters += usize::from(glares);
                    assert!(
                        !glares || cell.symbol().chars().all(|c| c.is_ascii_lowercase()),
                        "{}",
                        cell.symbol()
                    );
                    assert!(glares || cell.modifier.contains(Modifier::DIM));
                }
            }
            let Some(crate::app::popup::Popup::Hints(hints)) = &app.popup else { panic!("no letters") };
            assert_eq!(n_letters, hints.open().map(|it| it.0.len()).sum::<usize>());
        }
    }
}

/// The article with three bookmarks, one of which has lost its words.
pub(super) fn bookmarked(columns: u16, rows: u16, colors: ColorDepth) -> App {
    use crate::annotate::{Anchor, Edit, EditId, Entry};
    use crate::text::Span;
    let mut app = app(columns, rows, colors, true);
    let at = |words: &str| {
        let start = app.article.doc.text().find(words).unwrap();
        Some(Anchor::of(&app.article.doc, Span::new(start, start + words.len())))
    };
    let lost = Anchor {
        span: Span::new(7, 9),
        exact: "the ice held".to_owned(),
        prefix: "as everyone knew, ".to_owned(),
        suffix: " that winter".to_owned(),
        alike: Vec::new(),
    };
    let edits = [
        Edit::Bookmark { letter: 'q', at: at("Lindqvist will appeal. The Dockers’ Union meets") },
        Edit::Bookmark { letter: 'a', at: at("terminal, over the protest of Nora Lindqvist") },
        Edit::Bookmark { letter: 'L', at: Some(lost) },
    ];
    let entries = (1..).map(EditId).zip(edits).map(|(id, edit)| Entry { id, edit }).collect();
    app.update(Msg::Log(entries));
    app
}

#[test]
fn bookmarks_in_the_margin_and_their_popup() {
    let mut app = bookmarked(120, 30, ColorDepth::Indexed);
    press(&mut app, "'");
    insta::assert_snapshot!("bookmarks_wide", screen(&app));
    app.update(Msg::Resize { columns: 50, rows: 20 });
    insta::assert_snapshot!("bookmarks_small", screen(&app));
    press(&mut app, "Esc m");
    app.update(Msg::Resize { columns: 80, rows: 24 });
    insta::assert_snapshot!("bookmarks_middle", screen(&app));
}

#[test]
fn without_bookmarks_their_popup_tells_how_one_is_set_with_the_keys_that_hold() {
    let mut app = app(80, 24, ColorDepth::None, true);
    press(&mut app, "'");
    assert!(screen(&app).contains(" '  before the last jump; m and a letter set a bookmark "));
    press(&mut app, "Esc");
    let mut keymap = Keymap::new();
    keymap.clear(Action::SetBookmark);
    keymap.give(Action::SetBookmark, vec![Key::parse("F9").unwrap()]);
    app.input.keymap = Arc::new(keymap);
    press(&mut app, "'");
    assert!(screen(&app).contains("; F9 and a letter set "), "{}", screen(&app));
}

#[test]
fn a_search_tells_while_typing_what_is_no_regular_expression() {
    let mut app = app(80, 24, ColorDepth::None, true);
    press(&mut app, "/ ( b o a");
    assert!(screen(&app).contains("unclosed group: searched as typed  nothing found"), "{}", screen(&app));
    press(&mut app, "Esc / b o a");
    assert!(screen(&app).contains("1/3"), "{}", screen(&app));
}
