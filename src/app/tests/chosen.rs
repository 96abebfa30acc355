//! One chosen subject: set in one place, obeyed in all others.

use super::*;
use crate::app::chosen::Target;
use crate::app::list::Row;

fn quotes_listed(app: &mut App) -> Vec<String> {
    app.sidebar.quotes.set_height(1000);
    let rows = app.sidebar.quotes.shown();
    let items = rows.filter_map(|(row, _)| match row {
        Row::Item(id) => Some(app.article.doc.slice(app.article.analysis.quotes[id].content[0]).to_owned()),
        _ => None,
    });
    items.collect()
}

fn quote_at_cursor(app: &App) -> &str {
    let id = app.sidebar.quotes.selected().unwrap();
    app.article.doc.slice(app.article.analysis.quotes[id].content[0])
}

fn name(app: &App) -> String {
    app.chosen.as_ref().map_or_else(String::new, |it| it.name().into_owned())
}

#[test]
fn all_that_somebody_said_is_two_keys_from_wherever_the_name_is() {
    for (from, keys) in [
        ("] p ] p ] p", "in the text"),
        ("1 j", "in the list of names"),
        ("2 / \"bob Enter", "in the list of relations"),
        (": \"name_Bob Enter", "by name"),
        ("] p ] p ] p *", "by the star"),
    ] {
        for (columns, rows) in [(120, 36), (80, 24), (50, 20)] {
            let mut app = open(columns, rows);
            press(&mut app, from);
            press(&mut app, "3");
            assert_eq!(
                (name(&app).as_str(), quote_at_cursor(&app)),
                ("Bob Day", "“Not I,”"),
                "{keys} {columns}"
            );
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
    assert_eq!(quote_at_cursor(&app), "“Not I,”");
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
    assert!(matches!(app.sidebar.only, Only::All));
}

#[test]
fn a_voice_without_a_name_is_chosen_and_walked() {
    let (doc, analysis) = sample::article(&[
        "{“Go,”} said <a man from the docks>. [PER Ann Lee] sat. {“Now,”} said <a man from the docks>. {“No,”} said [PER Ann Lee].",
    ]);
    let mut app = App::new(doc, settings());
    app.update(Msg::Resize { columns: 100, rows: 24 });
    app.update(Msg::Analysis(Update::Done(analysis)));
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
    assert_eq!((picker.title.as_str(), picker.len()), ("“Dey” is not in the text. Did you mean …?", 1));
    press(&mut app, "Enter");
    assert_eq!(name(&app), "Bob Day");
    assert_eq!(after("/ \"zebra Enter").notice.as_deref(), Some("“zebra” is not in the text"));
}

#[test]
fn a_surname_of_several_asks_which() {
    let (doc, analysis) =
        sample::article(&["[PER Ann Lee] met [PER Bo Lee] and [PER Cy]. {“No,”} said [PER Cy]."]);
    let mut app = App::new(doc, settings());
    app.update(Msg::Resize { columns: 100, rows: 24 });
    app.update(Msg::Analysis(Update::Done(analysis)));
    press(&mut app, ": \"name Space \"lee");
    let typed = app.popup.is_some();
    assert!(typed);
    app.choose_by_name("lee").unwrap();
    let Some(Popup::CastPicker(picker)) = &app.popup else { panic!("nobody asks") };
    assert_eq!(picker.len(), 2);
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
