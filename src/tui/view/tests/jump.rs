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
