//! Links on the screen.

use super::*;
use crate::document::{DocumentBuilder, Link, Target};
use crate::text::Span;

/// The article with links at a name, at plain words and in the headline.
fn linked(columns: u16, rows: u16, colors: ColorDepth) -> App {
    let plain = app(columns, rows, colors, true);
    let doc = &plain.article.doc;
    let link = |words: &str, address: &str| {
        let start = doc.text().find(words).unwrap();
        Link { span: Span::new(start, start + words.len()), target: Target::new(address).unwrap() }
    };
    let links = vec![
        link("ferry terminal", "https://harbour.example/terminal"),
        link("voted on Thursday", "https://news.example/2024/05/02/vote?from=front&page=2#top"),
        link("Nora Lindqvist", "https://people.example/nora"),
        link("Dockers’ Union", "http://union.example/"),
        link("will appeal", "mailto:nora@union.example"),
    ];
    let parts =
        DocumentBuilder::from_parts(doc.text().to_owned(), doc.blocks().rows().to_vec(), doc.meta().clone());
    let linked = (Arc::new(parts.unwrap().with_links(links)), Arc::clone(&plain.article.analysis));
    analysed(plain.settings.clone(), columns, rows, linked)
}

#[test]
fn links_are_marked_and_the_focused_one_tells_where_it_leads() {
    let mut app = linked(120, 36, ColorDepth::Indexed);
    press(&mut app, "] l ] l");
    insta::assert_snapshot!("wide", screen(&app));
    insta::assert_snapshot!("wide_looks", looks(&app));
    press(&mut app, "H");
    let plain = looks(&app);
    press(&mut app, "H");
    assert_ne!(plain, looks(&app), "H takes the marks off");
}

#[test]
fn the_list_of_links_and_where_one_leads() {
    let mut app = linked(80, 24, ColorDepth::None);
    press(&mut app, "O Down");
    insta::assert_snapshot!("list", screen(&app));
    press(&mut app, "Ctrl-O");
    insta::assert_snapshot!("lead", screen(&app));
    app.update(Msg::Resize { columns: 50, rows: 20 });
    insta::assert_snapshot!("lead_small", screen(&app));
    app.settings.ascii = true;
    let screen = screen(&app);
    assert!(screen.is_ascii(), "{screen}");
}
