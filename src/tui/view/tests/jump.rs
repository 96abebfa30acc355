//! The outline on the screen.

use super::*;

/// A report with headings.
fn report(columns: u16, rows: u16, colors: ColorDepth) -> Model {
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
    let (doc, analysis) = sample::article(&paragraphs);
    let settings = Settings {
        name: "winter.md".to_owned(),
        ascii: false,
        dark: true,
        colors,
        formats: FORMATS.to_vec(),
        ..Settings::default()
    };
    let mut model = Model::new(doc, settings);
    model.update(Msg::Resize { columns, rows });
    model.update(Msg::Analysis(Update::Done(analysis)));
    model
}

#[test]
fn the_outline_on_a_wide_screen() {
    let mut model = report(120, 36, ColorDepth::Indexed);
    press(&mut model, "] h ] h 5 Tab j");
    insta::assert_snapshot!("outline_wide", screen(&model));
    insta::assert_snapshot!("outline_wide_looks", looks(&model));
}

#[test]
fn the_outline_on_screens_of_middle_and_small_size() {
    let mut model = report(80, 24, ColorDepth::None);
    press(&mut model, "5 Tab G");
    insta::assert_snapshot!("outline_middle", screen(&model));
    model.update(Msg::Resize { columns: 50, rows: 20 });
    insta::assert_snapshot!("outline_small", screen(&model));
    model.settings.ascii = true;
    let screen = screen(&model);
    assert!(screen.is_ascii(), "{screen}");
}

#[test]
fn the_paragraphs_of_an_article_with_no_headings_but_its_title() {
    let mut model = model(120, 30, ColorDepth::Indexed, true);
    press(&mut model, "5 Tab j j");
    insta::assert_snapshot!("outline_of_paragraphs", screen(&model));
}

#[test]
fn the_palette_at_three_sizes() {
    let mut model = model(120, 36, ColorDepth::Indexed, true);
    press(&mut model, ":");
    insta::assert_snapshot!("palette_wide", screen(&model));
    press(&mut model, "n e x t Down");
    model.update(Msg::Resize { columns: 80, rows: 24 });
    insta::assert_snapshot!("palette_middle", screen(&model));
    insta::assert_snapshot!("palette_middle_looks", looks(&model));
    model.update(Msg::Resize { columns: 50, rows: 20 });
    press(&mut model, "Ctrl-U n a m e Space");
    insta::assert_snapshot!("palette_small", screen(&model));
    press(&mut model, "? ? Enter");
    assert!(screen(&model).contains("nobody listed is called “??”"), "{}", screen(&model));
}

#[test]
fn letters_over_the_words_move_nothing() {
    for (columns, rows, colors, name) in [
        (120, 30, ColorDepth::Indexed, "wide"),
        (80, 24, ColorDepth::None, "middle"),
        (50, 20, ColorDepth::Sixteen, "small"),
    ] {
        let mut model = model(columns, rows, colors, true);
        let before = screen(&model);
        press(&mut model, "f");
        let after = screen(&model);
        let last = usize::from(rows) - 1;
        for (one, other) in before.lines().zip(after.lines()).take(last) {
            assert_eq!(one.chars().count(), other.chars().count());
        }
        insta::assert_snapshot!(format!("letters_{name}"), after);
        insta::assert_snapshot!(format!("letters_{name}_looks"), looks(&model));
    }
}

#[test]
fn letters_glare_and_nothing_else_does_on_every_terminal() {
    for colors in [ColorDepth::True, ColorDepth::Indexed, ColorDepth::Sixteen, ColorDepth::None] {
        for dark in [true, false] {
            let mut model = model(80, 24, colors, dark);
            press(&mut model, "] p * f");
            let (buf, text) = (drawn(&model), model.screen.text);
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
            let Some(crate::app::dialog::Dialog::Hints(hints)) = &model.dialog else { panic!("no letters") };
            assert_eq!(n_letters, hints.open().map(|it| it.0.len()).sum::<usize>());
        }
    }
}

#[test]
fn bookmarks_in_the_margin_and_their_popup() {
    use crate::annotate::{Anchor, Edit, EditId, Entry};
    use crate::text::Span;
    let mut model = model(120, 30, ColorDepth::Indexed, true);
    let at = |words: &str| {
        let start = model.doc.text().find(words).unwrap();
        Some(Anchor::of(&model.doc, Span::new(start, start + words.len())))
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
    model.update(Msg::Log(entries));
    press(&mut model, "'");
    insta::assert_snapshot!("bookmarks_wide", screen(&model));
    model.update(Msg::Resize { columns: 50, rows: 20 });
    insta::assert_snapshot!("bookmarks_small", screen(&model));
    press(&mut model, "Esc m");
    model.update(Msg::Resize { columns: 80, rows: 24 });
    insta::assert_snapshot!("bookmarks_middle", screen(&model));
}

#[test]
fn a_search_tells_while_typing_what_is_no_regular_expression() {
    let mut model = model(80, 24, ColorDepth::None, true);
    press(&mut model, "/ ( b o a");
    assert!(
        screen(&model).contains("unclosed group: searched as typed  nothing found"),
        "{}",
        screen(&model)
    );
    press(&mut model, "Esc / b o a");
    assert!(screen(&model).contains("1/3"), "{}", screen(&model));
}
