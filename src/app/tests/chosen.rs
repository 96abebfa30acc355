//! There is one chosen subject: it is set in one place, and everything else follows it.

use super::*;
use crate::app::chosen::Target;
use crate::app::list::Row;
use crate::app::sidebar::relations::RelationItem;
use crate::nlp::MentionForm;

fn quotes_listed(app: &mut App) -> Vec<String> {
    app.sidebar.quotes.set_height(1000);
    let rows = app.sidebar.quotes.shown();
    let items = rows.filter_map(|(row, _)| match row {
        Row::Item(id) => Some(app.article.doc.slice(app.article.analysis.quotes[id].content[0]).to_owned()),
        _ => None,
    });
    items.collect()
}

fn focus_words(app: &App) -> &str {
    app.reader.focus().map_or("", |it| app.article.doc.slice(it.span))
}

fn name(app: &App) -> String {
    app.chosen.as_ref().map_or_else(String::new, |it| it.name().into_owned())
}

#[test]
fn all_that_somebody_said_is_two_keys_from_wherever_the_name_is() {
    for (from, keys) in [
        ("] p ] p ] p", "in the text"),
        ("1 j", "in the list of names"),
        ("2 j", "in the list of relations"),
        (": \"name Space \"bob Enter", "by name"),
        ("] p ] p ] p *", "by the star"),
    ] {
        for (columns, rows) in [(120, 36), (80, 24), (50, 20)] {
            let mut app = open(columns, rows);
            press(&mut app, from);
            press(&mut app, "3");
            assert_eq!((name(&app).as_str(), quoted(&app)), ("Bob Day", "“Not I,”"), "{keys} {columns}");
            press(&mut app, "f");
            assert_eq!(quotes_listed(&mut app), ["“Not I,”"], "{keys} {columns}");
            press(&mut app, "f");
            assert_eq!(quotes_listed(&mut app).len(), 2, "{keys} {columns}");
        }
    }
}

#[test]
fn what_is_chosen_in_one_list_has_the_cursor_of_the_others_and_only_it_is_listed_in_all() {
    let mut app = open(120, 36);
    press(&mut app, "1 j 3");
    assert_eq!(quoted(&app), "“Not I,”");
    press(&mut app, "g *");
    assert_eq!(name(&app), "Ann Lee");
    press(&mut app, "1");
    assert_eq!(
        app.sidebar.cast.selected().map(|id| app.article.analysis.entities[id].name.clone()),
        Some("Ann Lee".to_owned())
    );
    press(&mut app, "f 3");
    assert_eq!(quotes_listed(&mut app), ["“I go,”"]);
    press(&mut app, "1 j 3");
    assert_eq!(quotes_listed(&mut app), ["“Not I,”"], "another name: only what is about that");
    press(&mut app, "Esc");
    assert!(matches!(app.sidebar.only, ListFilter::All));
}

#[test]
fn when_nobody_is_chosen_any_more_all_is_listed_again() {
    let mut app = open(120, 36);
    press(&mut app, "1 j");
    let n_all = app.sidebar.quotes.len();
    press(&mut app, "f");
    assert!(app.sidebar.quotes.len() < n_all);
    press(&mut app, "Tab Esc");
    assert!(app.chosen.is_none() && matches!(app.sidebar.only, ListFilter::All));
    assert_eq!(app.sidebar.quotes.len(), n_all);
}

/// An article with someone whom it never names, listed last.
fn with_a_suspect(columns: u16, rows: u16) -> App {
    let (doc, analysis) = sample::article(&[
        "[PER Ann Lee] met [PER a suspect]. {“I go,”} said [PER Ann Lee].",
        "{“Not I,”} said [PER a suspect].",
    ]);
    let mut analysis = Analysis::clone(&analysis);
    let suspect = analysis.entities.iter().find(|it| it.1.name == "a suspect").unwrap().0;
    analysis.entities[suspect].is_named = false;
    for mention in analysis.entities[suspect].mentions.clone() {
        analysis.mentions[mention].form = MentionForm::Noun;
    }
    analysed(settings(), columns, rows, (doc, Arc::new(analysis)))
}

#[test]
fn who_has_no_name_is_chosen_like_all_others() {
    for (columns, rows) in [(120, 36), (80, 24), (50, 20)] {
        let mut app = with_a_suspect(columns, rows);
        press(&mut app, "1 j k G");
        assert_eq!(name(&app), "a suspect", "the cursor chooses: {columns}");
        press(&mut app, "3");
        assert_eq!(quoted(&app), "“Not I,”", "{columns}");
        press(&mut app, "f");
        assert_eq!(quotes_listed(&mut app), ["“Not I,”"], "{columns}");
        press(&mut app, "f 1 Enter");
        assert_eq!((focus_words(&app), name(&app).as_str()), ("a suspect", "a suspect"), "{columns}");
        let mut app = with_a_suspect(columns, rows);
        press(&mut app, "1 G Enter");
        assert_eq!((focus_words(&app), name(&app).as_str()), ("a suspect", "a suspect"), "{columns}");
    }
}

#[test]
fn lists_that_one_only_passes_change_nobody() {
    for keys in
        ["3 1", "2 5", "3 2", "2 3", "1 2 3 4 5", "3 5 %", "2 G 7 7", "3 Tab Tab 2", "R 3 2", "3 Esc 2 1"]
    {
        assert_eq!(name(&after(keys)), "", "{keys}");
    }
    let chosen = ": \"name Space \"hill Enter";
    for keys in ["3 2", "2 3", "5 4 3 2 1", "3 5 %", "& 3 2", "3 n 2", "R 3 2", "F 2 3 1", "3 Tab 2"] {
        for (columns, rows) in [(120, 36), (80, 24), (50, 20)] {
            let mut app = open(columns, rows);
            press(&mut app, chosen);
            press(&mut app, keys);
            assert_eq!(name(&app), "Hill", "{keys} {columns}");
        }
    }
    // A row that was pointed at becomes the chosen one: moved to, jumped to, clicked, and only until someone else is
    // chosen.
    for (keys, told) in [
        ("3 j 2", "Bob Day"),
        ("3 j k 2", "Ann Lee"),
        ("3 j Enter 1", "Bob Day"),
        ("2 j 3", "Bob Day"),
        ("3 / \"not Enter 1", "Bob Day"),
    ] {
        assert_eq!(name(&after(keys)), told, "{keys}");
    }
    let mut app = after("3 j");
    press(&mut app, chosen);
    press(&mut app, "2");
    assert_eq!(name(&app), "Hill");
}

#[test]
fn of_somebody_without_quotes_the_list_says_so_and_has_no_cursor_on_anothers() {
    for (columns, rows) in [(120, 36), (80, 24), (50, 20)] {
        let mut app = open(columns, rows);
        press(&mut app, ": \"name Space \"hill Enter 3");
        assert_eq!(app.told_of_no_row().as_deref(), Some("no quotes of Hill"));
        assert_eq!(
            (app.sidebar.quotes.selected(), app.detail_subject(), quotes_listed(&mut app).len()),
            (None, None, 2)
        );
        press(&mut app, "Enter");
        assert_eq!((app.notice.as_deref(), focus_words(&app)), (Some("no quotes of Hill"), ""));
        press(&mut app, "2");
        assert_eq!(
            (app.told_of_no_row().as_deref(), name(&app).as_str()),
            (Some("no relations of Hill"), "Hill")
        );
        press(&mut app, "3 j");
        assert_eq!(quoted(&app), "“I go,”");
        press(&mut app, "1");
        assert_eq!(name(&app), "Ann Lee", "one has moved to her row");
        // No one is chosen: the cursors are back.
        press(&mut app, ": \"name Space \"hill Enter 3 f");
        assert!(quotes_listed(&mut app).is_empty());
        press(&mut app, "f Tab Esc Esc Esc 3");
        assert_eq!(
            (name(&app).as_str(), app.told_of_no_row(), quoted(&app)),
            ("", None, "“I go,”"),
            "{columns}"
        );
    }
}

#[test]
fn quotes_that_are_found_later_get_the_cursor() {
    let (doc, whole) = story();
    let (_, first) = sample::article(&[
        "# [PER Ann Lee] leaves [ORG Hill]",
        "[PER Ann Lee] of the [ORG Hill] met [PER Bob Day] in [LOC Rome].",
    ]);
    let mut app = App::new(doc, settings());
    app.update(Msg::Resize { columns: 100, rows: 24 });
    app.update(Msg::Analysis(Update::Partial(first)));
    press(&mut app, ": \"name Space \"bob Enter 3");
    assert_eq!((app.told_of_no_row(), quoted(&app)), (None, ""), "that he has none is not known yet");
    app.update(Msg::Analysis(Update::Done(whole)));
    assert_eq!(quoted(&app), "“Not I,”");
}

#[test]
fn in_text_order_the_cursor_is_on_the_first_relation_of_whoever_is_chosen() {
    let (doc, analysis) = sample::article(&[
        "[PER Ann] sued [ORG Hill] (Ann; sued; Hill). [PER Bob] left [ORG Acme] (Bob; left; Acme).",
    ]);
    for (name, relation) in [("ann", 0), ("hill", 0), ("bob", 1), ("acme", 1)] {
        let mut app = App::new(Arc::clone(&doc), settings());
        app.update(Msg::Resize { columns: 100, rows: 24 });
        app.update(Msg::Analysis(Update::Done(Arc::clone(&analysis))));
        press(&mut app, &format!("2 S : \"name Space \"{name} Enter"));
        let expected = Some(RelationItem::Relation(Id::new(relation), None));
        assert_eq!(app.sidebar.relations.selected(), expected, "{name}");
    }
}

#[test]
fn a_voice_without_a_name_is_chosen_and_walked() {
    let mut app = open_article(
        100,
        24,
        &[
            "{“Go,”} said <a man from the docks>. [PER Ann Lee] sat. {“Now,”} said <a man from the docks>. {“No,”} said [PER Ann Lee].",
        ],
    );
    press(&mut app, "] q *");
    assert!(
        matches!(&app.chosen.as_ref().unwrap().target, Target::Voice(words) if words == "a man from the docks")
    );
    press(&mut app, "n n");
    assert_eq!(focused(&app).1, "“Now,”");
    press(&mut app, "3 f");
    assert_eq!(quotes_listed(&mut app), ["“Go,”", "“Now,”"]);
}

#[test]
fn n_walks_the_one_in_the_row_in_every_view() {
    for keys in ["1 n", "2 n", "3 n", "5 n"] {
        let app = after(keys);
        assert!(app.chosen.is_some() && app.reader.focus().is_some(), "{keys}: {:?}", app.notice);
    }
}

#[test]
fn a_name_that_was_misspelled_in_a_search_is_offered() {
    let mut app = after("/ \"Dey Enter");
    let Some(Popup::CastPicker(picker)) = &app.popup else { panic!("{:?}", app.notice) };
    assert_eq!(
        (picker.title(&app.input.keymap).as_str(), picker.list.len()),
        ("“Dey” is not in the text. Did you mean …?", 1)
    );
    press(&mut app, "Enter");
    assert_eq!(name(&app), "Bob Day");
    assert_eq!(after("/ \"zebra Enter").notice.as_deref(), Some("“zebra” is not in the text"));
}

#[test]
fn a_surname_of_several_asks_which() {
    let mut app =
        open_article(100, 24, &["[PER Ann Lee] met [PER Bo Lee] and [PER Cy]. {“No,”} said [PER Cy]."]);
    press(&mut app, ": \"name Space \"lee");
    let typed = app.popup.is_some();
    assert!(typed);
    app.choose_by_name("lee").unwrap();
    let Some(Popup::CastPicker(picker)) = &app.popup else { panic!("nobody asks") };
    assert_eq!(picker.list.len(), 2);
    press(&mut app, "Down Enter");
    assert_eq!(name(&app), "Bo Lee");
}

#[test]
fn a_quote_is_copied_with_who_says_it() {
    let mut app = after("] q");
    let effects = press(&mut app, "Y");
    assert_eq!(effects, [Effect::Cite("“I go,” — Ann Lee".to_owned())]);
    assert_eq!(press(&mut app, "3 j Y"), [Effect::Cite("“Not I,” — Bob Day".to_owned())]);
    assert_eq!(after("Y").notice.as_deref().map(|it| it.starts_with("focus a quote")), Some(true));
}
