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

#[test]
fn a_letter_on_a_name_focuses_it_without_moving_and_in_upper_case_opens_its_card() {
    let mut model = open(100, 24);
    let place = model.reader.visible();
    press(&mut model, "f");
    let Some(Dialog::Hints(hints)) = &model.dialog else { panic!("no letters") };
    let words: Vec<_> =
        hints.open().map(|(letters, focus)| format!("{letters} {}", model.doc.slice(focus.span))).collect();
    let expected =
        ["a Ann Lee", "s Hill", "d Ann Lee", "f Hill", "g Bob Day", "h “I go,”", "j Lee", "k “Not I,”"];
    assert_eq!(words[..8], expected);
    press(&mut model, "g");
    assert_eq!((focused(&model).1.as_str(), model.reader.visible()), ("Bob Day", place));
    assert!(model.dialog.is_none() && model.card.is_none());
    press(&mut model, "f H");
    assert!(model.card.as_ref().unwrap().0.title.ends_with("quote"));
    press(&mut model, "f Esc");
    assert!(model.dialog.is_none() && model.reader.focus().is_some());
}

#[test]
fn a_wrong_letter_is_told_and_letters_go_with_what_they_stand_on() {
    let mut model = open(100, 24);
    press(&mut model, "f z");
    assert!(model.notice.as_deref().unwrap().starts_with("no letters on the screen begin so"));
    model.update(Msg::Resize { columns: 60, rows: 9 });
    assert!(model.dialog.is_none());
    press(&mut model, "d d");
    press(&mut model, "f");
    assert_eq!(model.notice.as_deref(), Some("no name, quote or note is on the screen"));
}

#[test]
fn letters_stand_on_highlights_too() {
    let mut model = open(100, 24);
    let effects = press(&mut model, "v l l A");
    keep(&mut model, effects);
    press(&mut model, "Esc f");
    let Some(Dialog::Hints(hints)) = &model.dialog else { panic!("no letters") };
    let kinds: Vec<_> = hints.open().map(|it| it.1.kind).take(2).collect();
    assert_eq!(kinds, [FocusKind::Mark, FocusKind::Mention]);
}

/// Plays the library: every edit is kept.
fn keep(model: &mut Model, effects: Vec<Effect>) {
    for effect in effects {
        let Effect::Record(edit) = effect else { panic!("{effect:?}") };
        let number = model.log.entries().len() as u64 + 1;
        let entry = crate::annotate::Entry { id: crate::annotate::EditId(number), edit: *edit };
        model.update(Msg::Recorded { entry: Box::new(entry), kept: Ok(()) });
    }
}

#[test]
fn a_bookmark_is_gone_back_to_at_every_width_and_the_way_counts_as_a_jump() {
    let mut model = open(100, 24);
    press(&mut model, "d d");
    let effects = press(&mut model, "m a");
    keep(&mut model, effects);
    assert!(model.notice.as_deref().unwrap().starts_with("bookmark a: “"), "{:?}", model.notice);
    let top = model.reader.place().start();
    for (columns, rows) in [(100, 24), (50, 20), (30, 8)] {
        model.update(Msg::Resize { columns, rows });
        press(&mut model, "g ' a");
        assert!(model.reader.frame()[0].span.contains(top), "{columns}x{rows}");
        press(&mut model, "` `");
        assert_eq!(model.reader.visible().start().to_usize(), 0);
        press(&mut model, "' '");
        assert!(model.reader.frame()[0].span.contains(top), "{columns}x{rows}");
    }
}

#[test]
fn a_bookmark_is_put_to_what_is_focused_and_another_one_takes_its_letter() {
    let mut model = open(100, 24);
    for keys in ["] q m a", "] q m a"] {
        let effects = press(&mut model, keys);
        keep(&mut model, effects);
    }
    assert_eq!(model.bookmarks.len(), 1);
    assert!(model.bookmarks[0].words().starts_with("“Not I,”"), "{:?}", model.bookmarks);
    press(&mut model, "' b");
    assert_eq!(model.notice.as_deref(), Some("there is no bookmark b: mb puts one here"));
    press(&mut model, "m 7");
    assert_eq!(model.notice.as_deref(), Some("7 is no bookmark: they are letters"));
    assert_eq!(press(&mut model, "U"), [], "a bookmark is not undone");
}

#[test]
fn bookmarks_find_their_words_in_a_changed_text_and_are_deleted() {
    let mut model = open(100, 24);
    let effects = press(&mut model, "] q m a ] u m z");
    keep(&mut model, effects);
    let entries = model.log.entries().to_vec();
    let (doc, _) =
        sample::article(&["Something new came first.", "“I go,” said Lee. “Not I,” said Bob Day."]);
    let mut changed = Model::new(doc, settings());
    changed.update(Msg::Resize { columns: 80, rows: 24 });
    changed.update(Msg::Log(entries));
    let found: Vec<_> = changed.bookmarks.iter().map(|it| (it.letter, it.span.is_some())).collect();
    assert_eq!(found, [('a', true), ('z', false)]);
    press(&mut changed, "' z");
    assert_eq!(changed.notice.as_deref(), Some("the words of bookmark z are no longer in the text"));
    let effects = press(&mut changed, ": \"delmarks Space \"az Enter");
    keep(&mut changed, effects);
    assert!(changed.bookmarks.is_empty());
    press(&mut changed, ": \"delmarks! Enter");
    assert!(matches!(&changed.dialog, Some(Dialog::Palette(it)) if it.told() == "there are no bookmarks"));
}

#[test]
fn bookmarks_are_in_no_export() {
    let mut model = open(100, 24);
    let effects = press(&mut model, "m a");
    keep(&mut model, effects);
    let annotated = model.annotated().unwrap();
    assert!(annotated.marks.is_empty() && annotated.corrections.is_empty() && annotated.problems.is_empty());
}

#[test]
fn commands_go_to_places_and_choose_names() {
    let mut model = open(100, 24);
    press(&mut model, ": \"20 Enter");
    let mut other = open(100, 24);
    press(&mut other, "2 0 g");
    assert_eq!(model.reader.visible(), other.reader.visible());
    press(&mut model, ": \"100% Enter");
    assert_eq!(model.reader.percent(), 100);
    press(&mut model, ": \"name Space \"day Enter n");
    assert_eq!((walked(&model), focused(&model).1.as_str()), ((Some(1), 2), "Bob Day"));
    press(&mut model, ": \"name Space \"zebra Enter");
    assert!(
        matches!(&model.dialog, Some(Dialog::Palette(it)) if it.told() == "nobody listed is called “zebra”")
    );
}

#[test]
fn commands_quit_as_vims_do_and_say_that_all_is_saved() {
    for word in ["q", "wq", "x", "quit"] {
        assert_eq!(press(&mut after(""), &format!(": \"{word} Enter")), [Effect::Quit], "{word}");
    }
    let mut model = after("");
    assert_eq!(press(&mut model, ": \"w Enter"), []);
    assert!(model.notice.as_deref().unwrap().starts_with("notes and corrections are saved"));
}

#[test]
fn an_export_by_command_asks_before_it_replaces_a_file() {
    let mut model = after("");
    let effect = |overwrite| Effect::Export { format: "json", path: "a.json".into(), overwrite };
    assert_eq!(press(&mut model, ": \"export Space \"a.json Enter"), [effect(false)]);
    model.update(Msg::Exported(Exported::Exists("a.json".into())));
    assert_eq!(press(&mut model, "y"), [effect(true)]);
    model.update(Msg::Exported(Exported::Written("a.json".into())));
    assert_eq!((model.dialog.is_none(), model.notice.as_deref()), (true, Some("exported to a.json")));
    press(&mut model, ": \"export Space \"a.xyz Enter");
    assert!(model.dialog.is_some(), "what is wrong can be mended");
}

#[test]
fn an_action_run_from_the_palette_is_offered_first_the_next_time() {
    let mut model = after(": \"places Enter");
    assert!(model.places);
    press(&mut model, ": Enter");
    assert!(!model.places);
    press(&mut model, ": \"theme Space \"light Enter");
    assert!(!model.settings.dark);
}

#[test]
fn while_typing_a_search_says_that_it_goes_on_from_the_start() {
    let mut model = open(60, 12);
    press(&mut model, "G / \"leaves");
    assert!(matches!(&model.dialog, Some(Dialog::Search(prompt)) if prompt.has_wrapped()));
    press(&mut model, "Esc g / \"leaves");
    assert!(matches!(&model.dialog, Some(Dialog::Search(prompt)) if !prompt.has_wrapped()));
}

#[test]
fn alt_and_an_arrow_go_back_and_forward() {
    let mut model = after("G Alt-Left");
    assert_eq!(model.reader.visible().start().to_usize(), 0);
    press(&mut model, "Alt-Right");
    assert!(model.reader.visible().start().to_usize() > 0);
}
