//! Links: stepped through, listed, copied, and opened only after their address was shown.

use super::*;
use crate::document::{Link, Metadata, Target};

/// The story with links at these words.
pub(super) fn linked(links: &[(&str, &str)], address: Option<&str>) -> App {
    let (doc, analysis) = story();
    let mut rows: Vec<_> = links
        .iter()
        .map(|&(words, address)| {
            let start = doc.text().find(words).unwrap();
            Link { span: Span::new(start, start + words.len()), target: Target::new(address).unwrap() }
        })
        .collect();
    rows.sort_by_key(|it| it.span.start());
    let meta = Metadata { address: address.and_then(Target::new), ..doc.meta().clone() };
    let doc = crate::document::DocumentBuilder::from_parts(
        doc.text().to_owned(),
        doc.blocks().rows().to_vec(),
        meta,
    );
    let mut app = App::new(Arc::new(doc.unwrap().with_links(rows)), settings());
    app.update(Msg::Resize { columns: 100, rows: 24 });
    app.update(Msg::Analysis(Update::Done(analysis)));
    app
}

fn app() -> App {
    let links = [
        ("leaves", "https://one.example/"),
        ("Bob Day in", "https://two.example/a?b"),
        ("the end", "mailto:ann@three.example"),
    ];
    linked(&links, None)
}

fn opened(address: &str) -> Vec<Effect> {
    vec![Effect::Open(Target::new(address).unwrap())]
}

#[test]
fn links_are_stepped_through_from_anywhere() {
    let mut app = app();
    press(&mut app, "] l");
    assert_eq!(focused(&app).1, "leaves");
    press(&mut app, "] l ] l");
    assert_eq!((focused(&app).1.as_str(), app.reader.focus().unwrap().kind), ("the end", FocusKind::Link));
    press(&mut app, "] l");
    assert_eq!(app.notice.as_deref(), Some("no more below"));
    press(&mut app, "[ l [ l");
    assert_eq!(focused(&app).1, "leaves");
}

#[test]
fn a_step_stops_at_a_link_once_and_a_name_in_it_leads_there_too() {
    let mut app = app();
    let mut seen = Vec::new();
    for _ in 0..6 {
        press(&mut app, "l");
        seen.push((focused(&app).1, app.focused_link().map(|it| it.target.host().to_owned())));
    }
    let seen: Vec<_> = seen.iter().map(|(words, host)| (words.as_str(), host.as_deref())).collect();
    let expected = [
        ("Ann Lee", None),
        ("leaves", Some("one.example")),
        ("Hill", None),
        ("Ann Lee", None),
        ("Hill", None),
        ("Bob Day", Some("two.example")),
    ];
    assert_eq!(seen, expected);
    press(&mut app, "h h");
    assert_eq!(focused(&app).1, "Ann Lee");
}

#[test]
fn a_link_is_opened_only_after_it_was_shown_whole() {
    let mut app = app();
    assert_eq!(press(&mut app, "] l o"), []);
    let Some(Popup::Lead(lead)) = &app.popup else { panic!("{:?}", app.popup) };
    assert_eq!(lead.target.as_str(), "https://one.example/");
    assert_eq!(press(&mut app, "Enter x j Space"), [], "nothing else opens it");
    assert_eq!(press(&mut app, "o"), opened("https://one.example/"));
    assert!(app.popup.is_none());
    assert_eq!(press(&mut app, "o Esc o q"), []);
    assert!(app.popup.is_none());
    assert_eq!(press(&mut app, "Enter"), [], "Enter shows it, too");
    assert_eq!(press(&mut app, "y"), [Effect::Copy("https://one.example/".to_owned())]);
}

#[test]
fn without_a_link_the_article_s_own_address_is_opened() {
    let mut app = linked(&[], Some("https://home.example/a"));
    assert_eq!(press(&mut app, "o o"), opened("https://home.example/a"));
    press(&mut app, "O");
    assert_eq!(app.notice.as_deref(), Some("there are no links in this article"));
    let mut app = linked(&[], None);
    assert_eq!(press(&mut app, "o o"), []);
    assert!(app.notice.as_deref().unwrap().contains("states no address"));
}

#[test]
fn what_a_link_leads_to_is_copied_and_of_a_name_in_it_the_name() {
    let mut app = app();
    assert_eq!(press(&mut app, "] l y"), [Effect::Copy("https://one.example/".to_owned())]);
    press(&mut app, "l l l l");
    assert_eq!(focused(&app).1, "Bob Day");
    assert_eq!(press(&mut app, "y"), [Effect::Copy("Bob Day".to_owned())]);
}

#[test]
fn all_links_are_listed_searched_and_jumped_to() {
    let mut app = app();
    press(&mut app, "G O");
    let Some(Popup::Links(links)) = &app.popup else { panic!("{:?}", app.popup) };
    assert_eq!(links.title(&app.input.keymap), "3 links: type to search, Enter jumps, Ctrl-O opens");
    let rows: Vec<_> = links
        .list
        .shown()
        .filter_map(|(row, is_cursor)| match row {
            crate::app::list::Row::Item(id) => Some((links.row(id), is_cursor)),
            _ => None,
        })
        .map(|((words, host), is_cursor)| format!("{words} {host}{}", if is_cursor { " <" } else { "" }))
        .collect();
    assert_eq!(rows, ["leaves one.example", "Bob Day in two.example", "the end ann@three.example <"]);
    press(&mut app, "\"two.ex Enter");
    assert_eq!((focused(&app).1.as_str(), app.popup.is_none()), ("Bob Day in", true));
    press(&mut app, "O \"nothing Enter");
    assert!(app.popup.is_some());
    press(&mut app, "Esc O \"mailto");
    assert_eq!(press(&mut app, "Ctrl-O o"), opened("mailto:ann@three.example"));
}

#[test]
fn a_long_address_is_shown_whole_on_a_small_screen() {
    let address = format!("https://one.example/{}", "abcdefghi/".repeat(150));
    let mut app = linked(&[("leaves", &address)], None);
    app.update(Msg::Resize { columns: 40, rows: 12 });
    press(&mut app, "] l o");
    let mut read = String::new();
    for _ in 0..200 {
        let Some(Popup::Lead(lead)) = &app.popup else { panic!("closed") };
        let shown = lead.shown();
        assert!(!shown.is_empty());
        if read.is_empty() {
            read = shown.concat();
        } else if !read.ends_with(&shown[shown.len().saturating_sub(2)..].concat()) {
            read.push_str(shown.last().unwrap());
        }
        press(&mut app, "j");
    }
    let Some(Popup::Lead(lead)) = &app.popup else { panic!("closed") };
    assert!(address.ends_with(lead.shown().last().unwrap()), "the end can be read");
    assert!(address.starts_with(read.get(..200).unwrap()));
    assert_eq!(press(&mut app, "o"), opened(&address));
}
