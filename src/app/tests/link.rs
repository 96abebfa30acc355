//! Links: stepped through, listed, copied, and opened only after they were shown.

use super::*;
use crate::document::{Link, Metadata, Target};

/// The story with links at these words.
fn linked(links: &[(&str, &str)], address: Option<&str>) -> Model {
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
    let mut model = Model::new(Arc::new(doc.unwrap().with_links(rows)), settings());
    model.update(Msg::Resize { columns: 100, rows: 24 });
    model.update(Msg::Analysis(Update::Done(analysis)));
    model
}

fn model() -> Model {
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
    let mut model = model();
    press(&mut model, "] l");
    assert_eq!(focused(&model).1, "leaves");
    press(&mut model, "] l ] l");
    assert_eq!(
        (focused(&model).1.as_str(), model.reader.focus().unwrap().kind),
        ("the end", FocusKind::Link)
    );
    press(&mut model, "] l");
    assert_eq!(model.notice.as_deref(), Some("no more below"));
    press(&mut model, "[ l [ l");
    assert_eq!(focused(&model).1, "leaves");
}

#[test]
fn a_step_stops_at_a_link_once_and_a_name_in_it_leads_there_too() {
    let mut model = model();
    let mut seen = Vec::new();
    for _ in 0..6 {
        press(&mut model, "l");
        seen.push((focused(&model).1, model.focused_link().map(|it| it.target.host().to_owned())));
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
    press(&mut model, "h h");
    assert_eq!(focused(&model).1, "Ann Lee");
}

#[test]
fn a_link_is_opened_only_after_it_was_shown_whole() {
    let mut model = model();
    assert_eq!(press(&mut model, "] l o"), []);
    let Some(Dialog::Lead(lead)) = &model.dialog else { panic!("{:?}", model.dialog) };
    assert_eq!(lead.target.as_str(), "https://one.example/");
    assert_eq!(press(&mut model, "Enter x j Space"), [], "nothing else opens it");
    assert_eq!(press(&mut model, "o"), opened("https://one.example/"));
    assert!(model.dialog.is_none());
    assert_eq!(press(&mut model, "o Esc o q"), []);
    assert!(model.dialog.is_none());
    assert_eq!(press(&mut model, "Enter"), [], "Enter shows it, too");
    assert_eq!(press(&mut model, "y"), [Effect::Copy("https://one.example/".to_owned())]);
}

#[test]
fn without_a_link_the_article_s_own_address_is_opened() {
    let mut model = linked(&[], Some("https://home.example/a"));
    assert_eq!(press(&mut model, "o o"), opened("https://home.example/a"));
    press(&mut model, "O");
    assert_eq!(model.notice.as_deref(), Some("there are no links in this article"));
    let mut model = linked(&[], None);
    assert_eq!(press(&mut model, "o o"), []);
    assert!(model.notice.as_deref().unwrap().contains("states no address"));
}

#[test]
fn what_a_link_leads_to_is_copied_and_of_a_name_in_it_the_name() {
    let mut model = model();
    assert_eq!(press(&mut model, "] l y"), [Effect::Copy("https://one.example/".to_owned())]);
    press(&mut model, "l l l l");
    assert_eq!(focused(&model).1, "Bob Day");
    assert_eq!(press(&mut model, "y"), [Effect::Copy("Bob Day".to_owned())]);
}

#[test]
fn all_links_are_listed_searched_and_jumped_to() {
    let mut model = model();
    press(&mut model, "G O");
    let Some(Dialog::Links(links)) = &model.dialog else { panic!("{:?}", model.dialog) };
    assert_eq!(links.title(), "3 links: type to search, Enter jumps, Ctrl-O opens");
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
    press(&mut model, "\"two.ex Enter");
    assert_eq!((focused(&model).1.as_str(), model.dialog.is_none()), ("Bob Day in", true));
    press(&mut model, "O \"nothing Enter");
    assert!(model.dialog.is_some());
    press(&mut model, "Esc O \"mailto");
    assert_eq!(press(&mut model, "Ctrl-O o"), opened("mailto:ann@three.example"));
}

#[test]
fn a_long_address_is_shown_whole_on_a_small_screen() {
    let address = format!("https://one.example/{}", "abcdefghi/".repeat(150));
    let mut model = linked(&[("leaves", &address)], None);
    model.update(Msg::Resize { columns: 40, rows: 12 });
    press(&mut model, "] l o");
    let mut read = String::new();
    for _ in 0..200 {
        let Some(Dialog::Lead(lead)) = &model.dialog else { panic!("closed") };
        let shown = lead.shown();
        assert!(!shown.is_empty());
        if read.is_empty() {
            read = shown.concat();
        } else if !read.ends_with(&shown[shown.len().saturating_sub(2)..].concat()) {
            read.push_str(shown.last().unwrap());
        }
        press(&mut model, "j");
    }
    let Some(Dialog::Lead(lead)) = &model.dialog else { panic!("closed") };
    assert!(address.ends_with(lead.shown().last().unwrap()), "the end can be read");
    assert!(address.starts_with(read.get(..200).unwrap()));
    assert_eq!(press(&mut model, "o"), opened(&address));
}
