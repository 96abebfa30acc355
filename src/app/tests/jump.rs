//! Getting around: the outline, headings, places.

use super::*;

/// A report with headings.
fn report(columns: u16, rows: u16) -> Model {
    let padding = "Rain fell on the town. ".repeat(40);
    let paragraphs = [
        "# Floods in [LOC Rome]",
        &padding,
        "## What happened",
        "[PER Ann Lee] came. {“I go,”} said [PER Lee=Ann Lee].",
        &padding,
        "## What comes",
        &padding,
        "### Money",
        "[ORG Hill] pays.",
        &padding,
    ];
    let (doc, analysis) = sample::article(&paragraphs);
    let mut model = Model::new(doc, settings());
    model.update(Msg::Resize { columns, rows });
    model.update(Msg::Analysis(Update::Done(analysis)));
    model
}

/// The number of the line on the screen that begins with the words.
fn line_of(model: &Model, words: &str) -> Option<usize> {
    model.reader.frame().iter().position(|line| model.doc.slice(line.span).starts_with(words))
}

#[test]
fn the_outline_begins_where_one_reads_and_enter_brings_a_heading_to_the_top() {
    for (columns, rows) in [(120, 36), (80, 24), (50, 20)] {
        let mut model = report(columns, rows);
        press(&mut model, "] h ] h 5");
        if model.pane == Pane::Text {
            press(&mut model, "Tab");
        }
        assert_eq!((model.outline.list.selected(), model.section_read()), (Some(1), Some(1)));
        press(&mut model, "j Enter");
        assert_eq!((line_of(&model, "What comes"), focused(&model).1.as_str()), (Some(1), "What comes"));
        assert_eq!(model.section_read(), Some(2));
        press(&mut model, "Ctrl-O");
        assert_eq!(line_of(&model, "What happened"), Some(1), "a jump that is taken back");
    }
}

#[test]
fn headings_are_stepped_through_to_the_last_and_back() {
    let mut model = report(80, 24);
    press(&mut model, "] h ] h");
    assert_eq!(focused(&model).1, "What happened");
    press(&mut model, "] h ] h ] h");
    assert_eq!(
        (focused(&model).1.as_str(), model.notice.as_deref()),
        ("Money", Some("that was the last heading"))
    );
    press(&mut model, "Esc [ h");
    assert_eq!(focused(&model).1, "What comes", "from the screen, if nothing is focused");
}

#[test]
fn an_article_without_headings_lists_its_paragraphs() {
    let (doc, analysis) = sample::article(&["[PER Ann] sat. She rose.", "Rain fell. It was cold."]);
    let mut model = Model::new(doc, settings());
    model.update(Msg::Resize { columns: 100, rows: 24 });
    model.update(Msg::Analysis(Update::Done(analysis)));
    press(&mut model, "] h");
    assert!(model.notice.as_deref().unwrap().starts_with("the article has no headings"));
    press(&mut model, "5 Tab j Enter");
    assert_eq!(focused(&model).1, "Rain fell.");
}

#[test]
fn the_outline_is_filtered_and_its_row_copied() {
    let mut model = report(100, 24);
    press(&mut model, "5 Tab / \"mon Enter");
    assert_eq!(model.outline.list.len(), 2);
    assert_eq!(press(&mut model, "y"), [Effect::Copy("Money".to_owned())]);
    press(&mut model, "Esc");
    assert_eq!(model.outline.list.len(), 5);
}

#[test]
fn corrections_are_seen_in_the_outline() {
    let mut model = report(100, 24);
    press(&mut model, "5");
    assert_eq!(model.outline.sections[1].names.len(), 1);
    let empty = Arc::new(Analysis::default());
    model.update(Msg::Analysis(Update::Partial(empty)));
    assert_eq!(model.outline.sections[1].names.len(), 0);
}

#[test]
fn a_number_that_starts_with_the_outlines_key_leaves_the_view() {
    let mut model = report(100, 24);
    press(&mut model, "5 0 %");
    assert_eq!(model.view, ListView::Cast);
}

#[test]
fn places_are_stepped_through_while_they_are_shown() {
    let mut model = report(100, 24);
    press(&mut model, "] P");
    assert_eq!(model.notice.as_deref(), Some("places are hidden: P shows them"));
    press(&mut model, "P ] P");
    assert_eq!(focused(&model).1, "Rome");
}
