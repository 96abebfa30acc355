//! Moving around: the outline, headings, places.

use super::*;

/// A report with headings.
fn report(columns: u16, rows: u16) -> App {
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
    open_article(columns, rows, &paragraphs)
}

/// The number of the line on the screen that begins with the words.
fn line_of(app: &App, words: &str) -> Option<usize> {
    app.reader.frame().iter().position(|line| app.article.doc.slice(line.span).starts_with(words))
}

#[test]
fn the_outline_begins_where_one_reads_and_enter_brings_a_heading_to_the_top() {
    for (columns, rows) in [(120, 36), (80, 24), (50, 20)] {
        let mut app = report(columns, rows);
        press(&mut app, "] h ] h 5");
        if app.panes.front == Pane::Text {
            press(&mut app, "Tab");
        }
        assert_eq!((app.sidebar.outline.list.selected(), app.section_read()), (Some(1), Some(1)));
        press(&mut app, "j Enter");
        assert_eq!((line_of(&app, "What comes"), focused(&app).1.as_str()), (Some(1), "What comes"));
        assert_eq!(app.section_read(), Some(2));
        press(&mut app, "Ctrl-O");
        assert_eq!(line_of(&app, "What happened"), Some(1), "a jump that is taken back");
    }
}

#[test]
fn headings_are_stepped_through_to_the_last_and_back() {
    let mut app = report(80, 24);
    press(&mut app, "] h ] h");
    assert_eq!(focused(&app).1, "What happened");
    press(&mut app, "] h ] h ] h");
    assert_eq!(
        (focused(&app).1.as_str(), app.notice.as_deref()),
        ("Money", Some("that was the last heading"))
    );
    press(&mut app, "Esc [ h");
    assert_eq!(focused(&app).1, "What comes", "from the screen, if nothing is focused");
}

#[test]
fn an_article_without_headings_lists_its_paragraphs() {
    let mut app = open_article(100, 24, &["[PER Ann] sat. She rose.", "Rain fell. It was cold."]);
    press(&mut app, "] h");
    assert!(app.notice.as_deref().unwrap().starts_with("the article has no headings"));
    press(&mut app, "5 j Enter");
    assert_eq!(focused(&app).1, "Rain fell.");
}

#[test]
fn the_outline_is_filtered_and_its_row_copied() {
    let mut app = report(100, 24);
    press(&mut app, "5 / \"mon Enter");
    assert_eq!(app.sidebar.outline.list.len(), 2);
    assert_eq!(press(&mut app, "y"), [Effect::Copy("Money".to_owned())]);
    press(&mut app, "Esc");
    assert_eq!(app.sidebar.outline.list.len(), 5);
}

#[test]
fn corrections_are_seen_in_the_outline() {
    let mut app = report(100, 24);
    press(&mut app, "5");
    assert_eq!(app.sidebar.outline.sections[1].names.len(), 1);
    let empty = Arc::new(Analysis::default());
    app.update(Msg::Analysis(Update::Partial(empty)));
    assert_eq!(app.sidebar.outline.sections[1].names.len(), 0);
}

#[test]
fn a_number_that_starts_with_the_outlines_key_leaves_the_view() {
    let mut app = report(100, 24);
    press(&mut app, "5 0 %");
    assert_eq!(app.sidebar.view, ListView::Cast);
}

#[test]
fn places_are_stepped_through_while_they_are_shown() {
    let mut app = report(100, 24);
    press(&mut app, "] P");
    assert_eq!(app.notice.as_deref(), Some("places are hidden: P shows them"));
    press(&mut app, "P ] P");
    assert_eq!(focused(&app).1, "Rome");
}

#[test]
fn a_letter_on_a_name_focuses_it_without_moving_and_in_upper_case_opens_its_card() {
    let mut app = open(100, 24);
    let place = app.reader.visible();
    press(&mut app, "f");
    let Some(Popup::Hints(hints)) = &app.popup else { panic!("no letters") };
    let words: Vec<_> = hints
        .open()
        .map(|(letters, focus)| format!("{letters} {}", app.article.doc.slice(focus.span)))
        .collect();
    let expected =
        ["a Ann Lee", "s Hill", "d Ann Lee", "f Hill", "g Bob Day", "h “I go,”", "j Lee", "k “Not I,”"];
    assert_eq!(words[..8], expected);
    press(&mut app, "g");
    assert_eq!((focused(&app).1.as_str(), app.reader.visible()), ("Bob Day", place));
    assert!(app.popup.is_none() && app.card.shown.is_none());
    press(&mut app, "f H");
    assert!(app.card.shown.as_ref().unwrap().0.title.ends_with("quote"));
    press(&mut app, "f Esc");
    assert!(app.popup.is_none() && app.reader.focus().is_some());
}

#[test]
fn a_wrong_letter_is_told_and_letters_go_with_what_they_stand_on() {
    let mut app = open(100, 24);
    press(&mut app, "f z");
    assert!(app.notice.as_deref().unwrap().starts_with("no letters on the screen start with that"));
    app.update(Msg::Resize { columns: 60, rows: 9 });
    assert!(app.popup.is_none());
    press(&mut app, "d d");
    press(&mut app, "f");
    assert_eq!(app.notice.as_deref(), Some("no name, quote or note is on the screen"));
}

#[test]
fn letters_stand_on_highlights_too() {
    let mut app = open(100, 24);
    let effects = press(&mut app, "v l l A");
    keep(&mut app, effects);
    press(&mut app, "Esc f");
    let Some(Popup::Hints(hints)) = &app.popup else { panic!("no letters") };
    let kinds: Vec<_> = hints.open().map(|it| it.1.kind).take(2).collect();
    assert_eq!(kinds, [FocusKind::Mark, FocusKind::Mention]);
}

/// Acts as the library: every edit is kept.
fn keep(app: &mut App, effects: Vec<Effect>) {
    for effect in effects {
        let Effect::Record(edit) = effect else { panic!("{effect:?}") };
        let number = app.article.log.entries().len() as u64 + 1;
        let entry = crate::annotate::Entry { id: crate::annotate::EditId(number), edit: *edit };
        app.update(Msg::Recorded { entry: Box::new(entry), kept: Ok(()) });
    }
}

#[test]
fn a_bookmark_is_gone_back_to_at_every_width_and_the_way_counts_as_a_jump() {
    let mut app = open(100, 24);
    press(&mut app, "d d");
    let effects = press(&mut app, "m a");
    keep(&mut app, effects);
    assert!(app.notice.as_deref().unwrap().starts_with("bookmark a: “"), "{:?}", app.notice);
    let top = app.reader.place().start();
    for (columns, rows) in [(100, 24), (50, 20), (30, 8)] {
        app.update(Msg::Resize { columns, rows });
        press(&mut app, "g ' a");
        assert!(app.reader.frame()[0].span.contains(top), "{columns}x{rows}");
        press(&mut app, "` `");
        assert_eq!(app.reader.visible().start().to_usize(), 0);
        press(&mut app, "' '");
        assert!(app.reader.frame()[0].span.contains(top), "{columns}x{rows}");
    }
}

#[test]
fn the_key_that_goes_to_a_bookmark_pressed_twice_goes_back_whichever_it_is() {
    let mut keymap = Keymap::new();
    keymap.clear(Action::GoToBookmark);
    keymap.give(Action::GoToBookmark, vec![Key::parse("F8").unwrap()]);
    let mut app = open(100, 24);
    app.input.keymap = Arc::new(keymap);
    press(&mut app, "G F8 F8");
    assert_eq!(app.reader.visible().start().to_usize(), 0);
    press(&mut app, "G F8 '");
    assert_eq!(app.notice.as_deref(), Some("' is not a bookmark: bookmarks are letters"));
}

#[test]
fn a_bookmark_is_put_to_what_is_focused_and_another_one_takes_its_letter() {
    let mut app = open(100, 24);
    for keys in ["] q m a", "] q m a"] {
        let effects = press(&mut app, keys);
        keep(&mut app, effects);
    }
    assert_eq!(app.article.bookmarks.len(), 1);
    assert!(app.article.bookmarks[0].words().starts_with("“Not I,”"), "{:?}", app.article.bookmarks);
    press(&mut app, "' b");
    assert_eq!(app.notice.as_deref(), Some("there is no bookmark b: m b sets one here"));
    press(&mut app, "m 7");
    assert_eq!(app.notice.as_deref(), Some("7 is not a bookmark: bookmarks are letters"));
    assert_eq!(press(&mut app, "U"), [], "a bookmark is not undone");
}

#[test]
fn bookmarks_find_their_words_in_a_changed_text_and_are_deleted() {
    let mut app = open(100, 24);
    let effects = press(&mut app, "] q m a ] u m z");
    keep(&mut app, effects);
    let entries = app.article.log.entries().to_vec();
    let (doc, _) =
        sample::article(&["Something new came first.", "“I go,” said Lee. “Not I,” said Bob Day."]);
    let mut changed = App::new(doc, settings());
    changed.update(Msg::Resize { columns: 80, rows: 24 });
    changed.update(Msg::Log(entries));
    let found: Vec<_> = changed.article.bookmarks.iter().map(|it| (it.letter, it.span.is_some())).collect();
    assert_eq!(found, [('a', true), ('z', false)]);
    press(&mut changed, "' z");
    assert_eq!(changed.notice.as_deref(), Some("the words of bookmark z are no longer in the text"));
    let effects = press(&mut changed, ": \"delmarks Space \"az Enter");
    keep(&mut changed, effects);
    assert!(changed.article.bookmarks.is_empty());
    press(&mut changed, ": \"delmarks! Enter");
    assert!(matches!(&changed.popup, Some(Popup::Palette(it)) if it.told() == "there are no bookmarks"));
}

#[test]
fn bookmarks_are_in_no_export() {
    let mut app = open(100, 24);
    let effects = press(&mut app, "m a");
    keep(&mut app, effects);
    let annotated = app.annotated().unwrap();
    assert!(annotated.marks.is_empty() && annotated.corrections.is_empty() && annotated.problems.is_empty());
}

#[test]
fn commands_go_to_places_and_choose_names() {
    let mut app = open(100, 24);
    press(&mut app, ": \"20 Enter");
    let mut other = open(100, 24);
    press(&mut other, "2 0 g");
    assert_eq!(app.reader.visible(), other.reader.visible());
    press(&mut app, ": \"100% Enter");
    assert_eq!(app.reader.percent(), 100);
    press(&mut app, ": \"name Space \"day Enter n");
    assert_eq!((walked(&app), focused(&app).1.as_str()), ((Some(1), 2), "Bob Day"));
    press(&mut app, ": \"name Space \"zebra Enter");
    assert!(matches!(&app.popup, Some(Popup::Palette(it)) if it.told() == "no one listed is called “zebra”"));
}

#[test]
fn a_misspelled_name_is_asked_about() {
    let mut app = open(100, 24);
    press(&mut app, ": \"name Space \"Bob Space \"Dayy Enter");
    assert!(matches!(&app.popup, Some(Popup::CastPicker(_))));
    press(&mut app, "Enter n");
    assert_eq!((walked(&app), focused(&app).1.as_str()), ((Some(1), 2), "Bob Day"));
}

#[test]
fn commands_quit_as_vims_do_and_say_that_all_is_saved() {
    for word in ["q", "wq", "x", "quit"] {
        assert_eq!(press(&mut after(""), &format!(": \"{word} Enter")), [Effect::Quit], "{word}");
    }
    let mut app = after("");
    assert_eq!(press(&mut app, ": \"w Enter"), []);
    assert!(app.notice.as_deref().unwrap().starts_with("notes and corrections are saved"));
}

#[test]
fn an_action_run_from_the_palette_is_offered_first_the_next_time() {
    let mut app = after(": \"places Enter");
    assert!(app.looks.places);
    press(&mut app, ": Enter");
    assert!(!app.looks.places);
    press(&mut app, ": \"theme Space \"light Enter");
    assert!(!app.settings.dark);
}

#[test]
fn while_typing_a_search_says_that_it_goes_on_from_the_start() {
    let mut app = open(60, 12);
    press(&mut app, "G / \"leaves");
    assert!(matches!(&app.popup, Some(Popup::Search(prompt)) if prompt.has_wrapped()));
    press(&mut app, "Esc g / \"leaves");
    assert!(matches!(&app.popup, Some(Popup::Search(prompt)) if !prompt.has_wrapped()));
}

#[test]
fn alt_and_an_arrow_go_back_and_forward() {
    let mut app = after("G Alt-Left");
    assert_eq!(app.reader.visible().start().to_usize(), 0);
    press(&mut app, "Alt-Right");
    assert!(app.reader.visible().start().to_usize() > 0);
}
