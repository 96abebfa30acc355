//! Links on the screen.

use super::*;
use crate::document::{DocumentBuilder, Link, Target};
use crate::text::Span;

/// The article with links at a name, at plain words and in the headline.
fn linked(columns: u16, rows: u16, colors: ColorDepth) -> Model {
    let plain = model(columns, rows, colors, true);
    let doc = &plain.doc;
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
    let mut model = Model::new(Arc::new(parts.unwrap().with_links(links)), plain.settings.clone());
    model.update(Msg::Resize { columns, rows });
    model.update(Msg::Analysis(Update::Done(Arc::clone(&plain.analysis))));
    model
}

#[test]
fn links_are_marked_and_the_focused_one_tells_where_it_leads() {
    let mut model = linked(120, 36, ColorDepth::Indexed);
    press(&mut model, "] l ] l");
    insta::assert_snapshot!("wide", screen(&model));
    insta::assert_snapshot!("wide_looks", looks(&model));
    press(&mut model, "H");
    let plain = looks(&model);
    press(&mut model, "H");
    assert_ne!(plain, looks(&model), "H takes the marks off");
}

#[test]
fn the_list_of_links_and_where_one_leads() {
    let mut model = linked(80, 24, ColorDepth::None);
    press(&mut model, "O Down");
    insta::assert_snapshot!("list", screen(&model));
    press(&mut model, "Ctrl-O");
    insta::assert_snapshot!("lead", screen(&model));
    model.update(Msg::Resize { columns: 50, rows: 20 });
    insta::assert_snapshot!("lead_small", screen(&model));
    model.settings.ascii = true;
    let screen = screen(&model);
    assert!(screen.is_ascii(), "{screen}");
}
