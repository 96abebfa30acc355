//! The list of notes on the screen.

use super::*;
use crate::annotate::{Anchor, Edit, EditId, Entry};
use crate::text::Span;

/// An article with two notes, a highlight, and lost ones.
pub(super) fn noted(columns: u16, rows: u16, colors: ColorDepth) -> App {
    let mut app = app(columns, rows, colors, true);
    let at = |words: &str| {
        let start = app.article.doc.text().find(words).unwrap();
        Anchor::of(&app.article.doc, Span::new(start, start + words.len()))
    };
    let lost = |words: &str| Anchor {
        span: Span::new(7, 9),
        exact: words.to_owned(),
        prefix: "as everyone knew, ".to_owned(),
        suffix: " that winter".to_owned(),
        alike: Vec::new(),
    };
    let mark = |at: Anchor, note: &str, tags: &[&str]| Edit::Mark {
        at,
        note: note.to_owned(),
        tags: tags.iter().map(|&it| it.to_owned()).collect(),
    };
    let edits = [
        mark(
            at("open in three years"),
            "the last one took eight: ask the board for its papers #ask",
            &["ask"],
        ),
        mark(at("Nobody asked the people who work there"), "", &["press"]),
        mark(at("harbour board"), "", &[]),
        mark(lost("the ice held"), "a date?", &[]),
        Edit::NotHere { at: lost("the pilot") },
    ];
    let entries = (1..).map(EditId).zip(edits).map(|(id, edit)| Entry { id, edit }).collect();
    app.update(Msg::Log(entries));
    app
}

#[test]
fn notes_on_a_wide_screen() {
    let mut app = noted(120, 36, ColorDepth::Indexed);
    press(&mut app, "4 j");
    insta::assert_snapshot!("wide", screen(&app));
    insta::assert_snapshot!("wide_looks", looks(&app));
}

#[test]
fn notes_on_screens_of_middle_and_small_size() {
    let mut app = noted(80, 24, ColorDepth::None);
    press(&mut app, "4 G k");
    insta::assert_snapshot!("middle", screen(&app));
    app.update(Msg::Resize { columns: 50, rows: 20 });
    insta::assert_snapshot!("small", screen(&app));
    app.settings.ascii = true;
    let screen = screen(&app);
    assert!(screen.is_ascii(), "{screen}");
}

#[test]
fn without_a_note_the_list_tells_how_to_write_one() {
    let mut app = app(80, 24, ColorDepth::None, true);
    press(&mut app, "4");
    assert!(screen(&app).contains(" no notes yet: a writes one"), "{}", screen(&app));
}

#[test]
fn what_is_selected_is_reversed_and_counted() {
    for colors in [ColorDepth::True, ColorDepth::None] {
        let mut app = app(80, 24, colors, true);
        press(&mut app, "v l l");
        let (screen, looks) = (screen(&app), looks(&app));
        assert!(screen.lines().last().unwrap().starts_with(" 3 words  l word"), "{screen}");
        let line = looks.lines().nth(2).unwrap().to_lowercase();
        assert_eq!(
            line.chars().filter(|&c| c == 'r').count(),
            "Harbour board splits".len() + " 1 Names".len()
        );
    }
}
