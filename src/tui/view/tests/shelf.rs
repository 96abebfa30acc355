//! The library screen at its four sizes.

use super::*;
use crate::annotate::EditId;
use crate::app::shelf::{Found, Hit, Note, Piece, Query, SearchScope, Shelf, ShelfArticle, ShelfMsg};
use crate::tui::view::ShelfView;

fn article(
    id: i64,
    title: &str,
    (n_notes, n_corrections): (usize, usize),
    read_percent: usize,
) -> ShelfArticle {
    let opened = format!("2026-11-2{} 10:3{id}", 9 - id);
    ShelfArticle { id, title: title.to_owned(), opened, read_percent, n_notes, n_corrections, n_others: 0 }
}

fn shelf(columns: u16, rows: u16, ascii: bool, colors: ColorDepth) -> Shelf {
    let articles = vec![
        article(1, "Harbour board splits over new ferry terminal", (2, 1), 100),
        article(
            2,
            "“Nobody will drown in my town”: the mayor closes the old bridge over the Tamm — and the new one",
            (0, 0),
            0,
        ),
        article(3, "日本の橋", (0, 14), 7),
        article(4, "A mill", (1, 0), 50),
    ];
    let settings = Settings { name: "byline".to_owned(), ascii, dark: true, colors, ..Settings::default() };
    let mut shelf = Shelf::new(articles, settings);
    shelf.update(ShelfMsg::Resize { columns, rows });
    shelf
}

fn press(shelf: &mut Shelf, keys: &str) {
    for key in keys.split_whitespace() {
        shelf.update(ShelfMsg::Key(Key::parse(key).unwrap()));
    }
}

fn search(shelf: &mut Shelf) {
    press(shelf, "/ d r o w n");
    let piece = |text: &str, is_hit| Piece { text: text.to_owned(), is_hit };
    let articles = shelf.holdings.articles.clone();
    let hit = |id: i64, line| Hit {
        article: articles.iter().find(|it| it.id == id).unwrap().clone(),
        note: None,
        line,
    };
    let hits = vec![
        hit(
            2,
            vec![
                piece("…Nobody will ", false),
                piece("drown", true),
                piece(" in my town,” the mayor said.", false),
            ],
        ),
        hit(
            4,
            vec![
                piece(&"It rained for weeks and weeks. ".repeat(4), false),
                piece("Drowned", true),
                piece(" mice swam by, and nobody spoke of anything else.", false),
            ],
        ),
    ];
    let query = Query { scope: SearchScope::Words, text: "drown".to_owned() };
    shelf.update(ShelfMsg::Found(query, Ok(Found { n_articles: 2, hits, n_unknown: 0 })));
}

fn drawn(shelf: &Shelf) -> Buffer {
    let area = Rect::new(0, 0, shelf.places.columns, shelf.places.rows);
    let mut buf = Buffer::empty(area);
    ShelfView(shelf, &Themes::default()).render(area, &mut buf);
    buf
}

fn screen(shelf: &Shelf) -> String {
    let buf = drawn(shelf);
    lines(&buf, |x, y| buf[(x, y)].symbol().to_owned())
}

#[test]
fn the_library_at_four_sizes() {
    let mut out = String::new();
    for (columns, rows) in [(120, 12), (80, 20), (50, 12), (20, 5)] {
        let shelf = shelf(columns, rows, false, ColorDepth::None);
        let _ = writeln!(out, "{columns} x {rows}\n{}", screen(&shelf));
    }
    insta::assert_snapshot!(out);
}

#[test]
fn a_search_in_the_library_shows_the_words_around_each_hit() {
    let mut out = String::new();
    for (columns, rows) in [(100, 12), (50, 12), (20, 5)] {
        let mut shelf = shelf(columns, rows, false, ColorDepth::None);
        search(&mut shelf);
        let buf = drawn(&shelf);
        let _ = writeln!(out, "{columns} x {rows}\n{}", screen(&shelf));
        let _ = writeln!(out, "{}", looks_of(&buf));
    }
    insta::assert_snapshot!(out);
}

#[test]
fn removing_asks_with_what_would_go() {
    let mut out = String::new();
    for (columns, rows) in [(80, 12), (20, 5)] {
        let mut shelf = shelf(columns, rows, false, ColorDepth::None);
        press(&mut shelf, "x");
        let _ = writeln!(out, "{columns} x {rows}\n{}", screen(&shelf));
    }
    insta::assert_snapshot!(out);
}

#[test]
fn in_ascii_nothing_but_titles_is_more() {
    let mut shelf = shelf(80, 20, true, ColorDepth::None);
    search(&mut shelf);
    let text = screen(&shelf);
    assert!(text.is_ascii(), "{text}");
}

/// The look of each meaning on each terminal.
#[test]
fn hits_and_the_row_under_the_cursor_are_told_apart_in_every_depth_of_colour() {
    for colors in [ColorDepth::None, ColorDepth::Sixteen, ColorDepth::Indexed, ColorDepth::True] {
        let mut shelf = shelf(80, 20, false, colors);
        search(&mut shelf);
        let buf = drawn(&shelf);
        let (list, x) = (shelf.places.list, shelf.places.list.x + 3);
        let text: String = (x..80).map(|x| buf[(x, list.y + 1)].symbol().to_owned()).collect();
        let at =
            x + u16::try_from(text.chars().count() - text.split_once("drown").unwrap().1.chars().count())
                .unwrap()
                - 5;
        let (hit, around, cursor) =
            (&buf[(at, list.y + 1)], &buf[(x, list.y + 1)], &buf[(list.x + 1, list.y)]);
        assert_eq!(hit.symbol(), "d");
        assert_ne!(hit.style(), around.style(), "{colors:?}");
        assert!(cursor.modifier.contains(Modifier::REVERSED), "{colors:?}");
    }
}

#[test]
fn the_notes_of_all_articles_with_what_they_are_about() {
    let mut out = String::new();
    for (columns, rows, ascii) in [(100, 12, false), (80, 12, true), (50, 12, false), (20, 5, false)] {
        let mut shelf = shelf(columns, rows, ascii, ColorDepth::None);
        shelf.holdings.articles[0].n_others = 2;
        let _ = writeln!(out, "{columns} x {rows}\n{}", screen(&shelf));
        press(&mut shelf, "n");
        let note = |id, words: &str, told: &str| Note {
            article: 1,
            id: EditId(id),
            title: "Harbour board splits over new ferry terminal".to_owned(),
            words: words.to_owned(),
            told: told.to_owned(),
            written: format!("2026-11-2{id} 10:30"),
        };
        shelf.update(ShelfMsg::Noted(vec![
            note(1, "the vote was postponed twice before it was held", "By whom? #ask"),
            note(3, "a new ferry", ""),
        ]));
        let _ = writeln!(out, "{}", screen(&shelf));
    }
    insta::assert_snapshot!(out);
}
