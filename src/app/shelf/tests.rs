//! What keys do on the library screen.

use super::*;
use crate::app::{Aim, Key, KeyCode, Mouse, MouseKind};

fn article(id: i64, title: &str, n_notes: usize) -> ShelfArticle {
    ShelfArticle {
        id,
        title: title.to_owned(),
        opened: "2026-11-25 10:30".to_owned(),
        read_percent: 50,
        n_notes,
        n_corrections: 0,
        n_others: 0,
    }
}

/// Three articles: "Ferry" was opened last, "bridge" has notes.
fn shelf() -> Shelf {
    let articles = vec![article(3, "Ferry", 0), article(2, "bridge", 2), article(1, "Mill", 0)];
    let settings = Settings {
        name: "byline".to_owned(),
        ascii: false,
        dark: true,
        colors: ColorDepth::None,
        ..Settings::default()
    };
    let mut shelf = Shelf::new(articles, settings);
    shelf.update(ShelfMsg::Resize { columns: 80, rows: 24 });
    shelf
}

fn press(shelf: &mut Shelf, keys: &str) -> Vec<ShelfEffect> {
    keys.split_whitespace().flat_map(|key| shelf.update(ShelfMsg::Key(Key::parse(key).unwrap()))).collect()
}

/// The rows on the screen, the one under the cursor in brackets.
fn rows(shelf: &Shelf) -> Vec<String> {
    let name = |row| match row {
        Row::Item(ShelfItem::Article(at)) => shelf.holdings.articles[at].title.clone(),
        Row::Item(ShelfItem::Sample) => "sample".to_owned(),
        Row::Item(ShelfItem::Hit(at)) => shelf.hit(at).unwrap().article.title.clone(),
        Row::More(ShelfItem::Hit(at), _) => {
            shelf.hit(at).unwrap().line.iter().map(|it| it.text.as_str()).collect()
        }
        Row::Item(ShelfItem::Note(at)) => shelf.holdings.notes[at].told.clone(),
        Row::More(ShelfItem::Note(at), _) => shelf.holdings.notes[at].words.clone(),
        _ => String::new(),
    };
    let marked = |(row, is_cursor): (Row<(), ShelfItem>, bool)| {
        let name = name(row);
        if is_cursor { format!("[{name}]") } else { name }
    };
    shelf.list.shown().map(marked).collect()
}

fn words(text: &str) -> Query {
    Query { scope: SearchScope::Words, text: text.to_owned() }
}

fn found(hits: &[(i64, &str)]) -> Found {
    let title = |id| ["Mill", "bridge", "Ferry"][usize::try_from(id).unwrap() - 1];
    let line = |text: &&str| vec![Piece { text: (*text).to_owned(), is_hit: true }];
    Found {
        n_articles: hits.len(),
        hits: hits
            .iter()
            .map(|(id, text)| Hit {
                article: article(*id, title(*id), usize::from(*id == 2)),
                note: None,
                line: line(text),
            })
            .collect(),
        n_unknown: 0,
    }
}

#[test]
fn the_last_opened_is_first_and_the_sample_last() {
    let mut shelf = shelf();
    assert_eq!(rows(&shelf), ["[Ferry]", "bridge", "Mill", "sample"]);
    assert_eq!(press(&mut shelf, "j Enter"), [ShelfEffect::Open(Pick::Article(2), None)]);
    assert_eq!(press(&mut shelf, "G l"), [ShelfEffect::Open(Pick::Sample, None)]);
    assert_eq!(press(&mut shelf, "g Enter"), [ShelfEffect::Open(Pick::Article(3), None)]);
}

#[test]
fn articles_are_sorted_and_left_out_and_the_cursor_stays_on_its_own() {
    let mut shelf = shelf();
    press(&mut shelf, "S");
    assert_eq!(rows(&shelf), ["bridge", "[Ferry]", "Mill", "sample"]);
    press(&mut shelf, "S");
    assert_eq!(rows(&shelf), ["bridge", "[Ferry]", "Mill", "sample"], "of equal ones last opened first");
    press(&mut shelf, "a");
    assert_eq!(rows(&shelf), ["[bridge]"]);
    press(&mut shelf, "a S");
    assert_eq!(rows(&shelf), ["Ferry", "[bridge]", "Mill", "sample"]);
}

#[test]
fn every_letter_asks_and_only_the_answer_to_the_last_one_counts() {
    let mut shelf = shelf();
    assert_eq!(press(&mut shelf, "/ m i"), [ShelfEffect::Find(words("m")), ShelfEffect::Find(words("mi"))]);
    shelf.update(ShelfMsg::Found(words("m"), Ok(found(&[(3, "late")]))));
    assert_eq!(rows(&shelf), ["[Ferry]", "bridge", "Mill", "sample"], "what was shown stays till then");
    shelf.update(ShelfMsg::Found(words("mi"), Ok(found(&[(1, "the mill"), (2, "a mile")]))));
    assert_eq!(rows(&shelf), ["[Mill]", "[the mill]", "bridge", "a mile"]);
    assert_eq!(press(&mut shelf, "Space"), [], "a space asks for nothing else");
    let aim = Aim::Words(vec!["mi".to_owned(), "a mile".to_owned()]);
    assert_eq!(press(&mut shelf, "Down Enter"), [ShelfEffect::Open(Pick::Article(2), Some(aim))]);
    assert_eq!(press(&mut shelf, "Tab a"), []);
    assert_eq!(rows(&shelf), ["[bridge]", "[a mile]"]);
    assert_eq!(press(&mut shelf, "Esc a"), []);
    assert_eq!(rows(&shelf), ["Ferry", "[bridge]", "Mill", "sample"]);
}

#[test]
fn enter_waits_for_what_is_looked_for() {
    let mut shelf = shelf();
    assert_eq!(press(&mut shelf, "/ m i Enter").len(), 2);
    let answer = || ShelfMsg::Found(words("mi"), Ok(found(&[(1, "the mill")])));
    let aim = Aim::Words(vec!["mi".to_owned(), "the mill".to_owned()]);
    assert_eq!(shelf.update(answer()), [ShelfEffect::Open(Pick::Article(1), Some(aim))]);
    assert_eq!(shelf.update(answer()), [], "it is opened once");
    assert_eq!(press(&mut shelf, "x Enter Esc"), [ShelfEffect::Find(words("mix"))]);
    assert_eq!(shelf.update(ShelfMsg::Found(words("mix"), Ok(found(&[(1, "mix")])))), []);
}

#[test]
fn the_same_words_are_also_looked_for_among_names() {
    let mut shelf = shelf();
    press(&mut shelf, "/ r o e Tab");
    let names = Query { scope: SearchScope::Names, text: "roe".to_owned() };
    assert_eq!(press(&mut shelf, "w"), [ShelfEffect::Find(names.clone())]);
    let answer = Found { n_unknown: 2, ..found(&[(2, "Ann Roe")]) };
    shelf.update(ShelfMsg::Found(names, Ok(answer)));
    assert_eq!(rows(&shelf), ["[bridge]", "[Ann Roe]"]);
    assert_eq!(shelf.notice.as_deref(), Some("2 more articles not analysed yet: `byline who` does that"));
    assert_eq!(
        press(&mut shelf, "Tab Enter"),
        [ShelfEffect::Open(Pick::Article(2), Some(Aim::Name("Ann Roe".to_owned())))]
    );
    assert_eq!(press(&mut shelf, "q"), [], "q drops what is looked for first");
    assert_eq!(press(&mut shelf, "q"), [ShelfEffect::Quit]);
}

#[test]
fn an_article_is_removed_after_asking() {
    let mut shelf = shelf();
    assert_eq!(press(&mut shelf, "j x n"), []);
    assert_eq!(shelf.notice.as_deref(), Some("nothing was removed"));
    assert_eq!(press(&mut shelf, "x y"), [ShelfEffect::Remove(2)]);
    shelf.update(ShelfMsg::Listed(vec![article(3, "Ferry", 0), article(1, "Mill", 0)]));
    assert_eq!(rows(&shelf), ["Ferry", "[Mill]", "sample"]);
    assert_eq!(press(&mut shelf, "G x y"), [], "the sample cannot be removed");
    assert_eq!(
        Shelf::told_notes(&ShelfArticle { n_corrections: 1, ..article(1, "x", 2) }),
        "2 notes and 1 correction"
    );
}

#[test]
fn a_question_about_an_article_that_has_gone_is_not_asked_of_another_one() {
    let mut shelf = shelf();
    press(&mut shelf, "x");
    shelf.update(ShelfMsg::Listed(vec![article(1, "Mill", 0)]));
    assert_eq!(press(&mut shelf, "y"), []);
}

#[test]
fn what_was_found_is_looked_for_again_when_the_library_changes() {
    let mut shelf = shelf();
    press(&mut shelf, "/ x");
    shelf.update(ShelfMsg::Found(words("x"), Ok(found(&[(3, "x"), (1, "xx")]))));
    press(&mut shelf, "Down");
    let asked = shelf.update(ShelfMsg::Listed(vec![article(1, "Mill", 0), article(2, "bridge", 2)]));
    assert_eq!(asked, [ShelfEffect::Find(words("x"))]);
    shelf.update(ShelfMsg::Found(words("x"), Ok(found(&[(2, "x"), (1, "xx")]))));
    assert_eq!(rows(&shelf), ["bridge", "x", "[Mill]", "[xx]"], "the cursor stays on its article");
}

#[test]
fn the_help_has_the_keys_of_the_start_screen_only_and_does_them() {
    let mut shelf = shelf();
    press(&mut shelf, "?");
    let Some(ShelfPopup::Help(help)) = &shelf.popup else { panic!("no help") };
    assert!(help.list.len() < 30, "{}", help.list.len());
    assert_eq!(press(&mut shelf, "s o r t Enter"), []);
    assert_eq!(shelf.notice.as_deref(), Some("by title"));
    press(&mut shelf, "c");
    assert_eq!(shelf.notice.as_deref(), Some("c does nothing here; ? lists the keys"));
}

#[test]
fn the_first_click_chooses_and_the_second_one_opens() {
    let mut shelf = shelf();
    let y = shelf.places.list.y + 1;
    let click = ShelfMsg::Mouse(Mouse { kind: MouseKind::Press(1), column: 5, row: y });
    assert_eq!(shelf.update(click.clone()), []);
    assert_eq!(shelf.update(click), [ShelfEffect::Open(Pick::Article(2), None)]);
    shelf.update(ShelfMsg::Mouse(Mouse { kind: MouseKind::ScrollDown, column: 5, row: y }));
    assert_eq!(rows(&shelf).last().unwrap(), "[sample]");
}

#[test]
fn a_failed_search_is_told_and_text_is_pasted_into_searches_only() {
    let mut shelf = shelf();
    assert_eq!(shelf.update(ShelfMsg::Paste("q".to_owned())), []);
    assert_eq!(press(&mut shelf, "/"), []);
    assert_eq!(shelf.update(ShelfMsg::Paste("a\nb".to_owned())), [ShelfEffect::Find(words("a b"))]);
    shelf.update(ShelfMsg::Found(words("a b"), Err("no disk".to_owned())));
    assert_eq!((shelf.notice.as_deref(), rows(&shelf).len()), (Some("no disk"), 0));
    assert_eq!(shelf.update(ShelfMsg::Key(Key::plain(KeyCode::Backspace))), [ShelfEffect::Find(words("a"))]);
}

#[test]
fn every_place_lies_on_the_screen_whatever_its_size() {
    for (columns, rows) in (0..140).flat_map(|columns| (0..50).map(move |rows| (columns, rows))) {
        let it = Places::new(columns, rows);
        for area in [it.pane, it.head, it.list, it.hint, it.over()] {
            assert!(
                area.x + area.width <= columns && area.y + area.height <= rows,
                "{columns}x{rows}: {area:?}"
            );
        }
    }
}

#[test]
fn one_key_leads_to_all_notes_and_back_and_enter_to_their_words() {
    let mut shelf = shelf();
    assert_eq!(press(&mut shelf, "j n"), [ShelfEffect::Notes]);
    let note = |article, id, told: &str, day| Note {
        article,
        id: EditId(id),
        title: "bridge".to_owned(),
        words: format!("words {id}"),
        told: told.to_owned(),
        written: format!("2026-11-0{day} 10:30"),
    };
    let notes = || vec![note(2, 1, "first", 1), note(2, 2, "second", 3), note(1, 1, "third", 2)];
    shelf.update(ShelfMsg::Noted(notes()));
    assert_eq!(rows(&shelf), ["[second]", "[words 2]", "third", "words 1", "first", "words 1"]);
    assert_eq!(shelf.title(), "notes: last written first");
    let open = |article, id| [ShelfEffect::Open(Pick::Article(article), Some(Aim::Note(EditId(id))))];
    assert_eq!(press(&mut shelf, "Enter"), open(2, 2));
    press(&mut shelf, "j S");
    assert_eq!(rows(&shelf)[4..], ["[third]", "[words 1]"], "the cursor stays on its note");
    assert_eq!(press(&mut shelf, "x y"), []);
    let listed = shelf.update(ShelfMsg::Listed(vec![article(1, "Mill", 1)]));
    assert_eq!(listed, [ShelfEffect::Notes], "the notes are listed anew with the articles");

    let query = Query { scope: SearchScope::Notes, text: "#as".to_owned() };
    assert_eq!(press(&mut shelf, "/ # a s").last(), Some(&ShelfEffect::Find(query.clone())));
    let mut answer = found(&[(1, "#ask")]);
    answer.hits[0].note = Some(EditId(1));
    answer.hits[0].line =
        [("#", false), ("ask", true)].map(|(text, is_hit)| Piece { text: text.to_owned(), is_hit }).to_vec();
    shelf.update(ShelfMsg::Found(query, Ok(answer)));
    assert_eq!(rows(&shelf), ["[Mill]", "[#ask]"]);
    let at_tag = [ShelfEffect::Open(Pick::Article(1), Some(Aim::Tag("ask".to_owned(), EditId(1))))];
    assert_eq!(press(&mut shelf, "Enter"), at_tag);
    assert_eq!(
        press(&mut shelf, "Tab n"),
        [ShelfEffect::Find(words("#as"))],
        "the same is looked for in the articles"
    );
    assert_eq!(press(&mut shelf, "Esc n w").len(), 1);
    assert_eq!((shelf.search.scope, shelf.holdings.lists_notes), (SearchScope::Names, false));
}

#[test]
fn what_is_everywhere_holds_in_the_library_too() {
    let mut shelf = shelf();
    assert_eq!(press(&mut shelf, "Z Z"), [ShelfEffect::Quit]);
    assert_eq!((press(&mut shelf, "j ="), shelf.notice.as_deref()), (vec![], Some("row 2 of 4")));
    press(&mut shelf, "Ctrl-G");
    assert_eq!(shelf.notice.as_deref(), Some("row 2 of 4"));
    press(&mut shelf, "Z x");
    assert_eq!(shelf.notice.as_deref(), Some("Zx does nothing here; ? lists the keys"));
    assert!(shelf.popup.is_none(), "x was no key of its own");
    press(&mut shelf, "]");
    assert_eq!(
        shelf.notice.as_deref(),
        Some("] does nothing here; ? lists the keys"),
        "nothing that begins so is here"
    );
    press(&mut shelf, "Z Esc j");
    assert_eq!((rows(&shelf)[2].as_str(), shelf.notice.as_deref()), ("[Mill]", None));
}

#[test]
fn whoever_comes_for_the_notes_or_the_articles_has_them() {
    let mut shelf = shelf();
    assert_eq!(shelf.show(true), [ShelfEffect::Notes]);
    assert!(shelf.holdings.lists_notes);
    assert_eq!(shelf.show(true), []);
    press(&mut shelf, "/ a");
    shelf.show(false);
    assert!(!shelf.holdings.lists_notes && shelf.search.query().is_none() && !shelf.search.is_typing);
    assert_eq!(rows(&shelf), ["[Ferry]", "bridge", "Mill", "sample"]);
}

#[test]
fn an_article_that_was_found_by_several_words_is_opened_at_all_of_them() {
    let mut shelf = shelf();
    let pieces = |line: &[(&str, bool)]| -> Vec<Piece> {
        line.iter().map(|&(text, is_hit)| Piece { text: text.to_owned(), is_hit }).collect()
    };
    for (typed, line, expected) in [
        ("f e r Space m i", &[("a ", false), ("ferry", true)][..], &["fer mi", "ferry", "mi"][..]),
        ("b Space a", &[("b", true), (" ", false), ("A", true)], &["b a", "a", "b"]),
    ] {
        press(&mut shelf, &format!("/ {typed}"));
        let query = shelf.search.query().unwrap();
        let mut answer = found(&[(1, "x")]);
        answer.hits[0].line = pieces(line);
        shelf.update(ShelfMsg::Found(query, Ok(answer)));
        let words = Aim::Words(expected.iter().map(|&it| it.to_owned()).collect());
        assert_eq!(press(&mut shelf, "Enter"), [ShelfEffect::Open(Pick::Article(1), Some(words))]);
        press(&mut shelf, "Esc");
    }
}
