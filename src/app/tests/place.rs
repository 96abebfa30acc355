//! The current place in an article: reported to the outside and restored; and who occurs in other articles.

use super::*;
use crate::app::card::CardLine;
use crate::document::Metadata;

/// A title from the article's page above a long text.
fn long(columns: u16, rows: u16) -> App {
    let paragraphs: Vec<_> =
        (0..40).map(|at| format!("Paragraph {at}. {}", "Rain fell on the town. ".repeat(9))).collect();
    let paragraphs: Vec<_> = paragraphs.iter().map(String::as_str).collect();
    let meta = Metadata { title: Some("Rain".to_owned()), ..Metadata::default() };
    let (doc, _) = sample::article_of(&paragraphs, meta);
    let mut app = App::new(doc, settings());
    app.update(Msg::Resize { columns, rows });
    app
}

fn key(app: &mut App, key: &str) -> Vec<Effect> {
    app.update(Msg::Key(Key::parse(key).unwrap()))
}

/// The part of the text that is reported as visible.
fn seen(effects: &[Effect]) -> Option<Span> {
    match effects {
        [Effect::Seen(part)] => Some(*part),
        [] => None,
        _ => panic!("{effects:?}"),
    }
}

fn first_line(app: &App) -> Span {
    app.reader.frame()[0].span
}

#[test]
fn a_place_is_told_when_the_text_moves_and_only_then() {
    let mut app = long(100, 24);
    let part = seen(&key(&mut app, "Space")).unwrap();
    assert_eq!(part.end(), app.reader.visible().end());
    let first = app.reader.frame().iter().find(|line| !line.span.is_empty()).unwrap().span;
    assert_eq!(part.start(), first.start());
    assert_eq!(key(&mut app, "H"), []);
    assert_eq!(key(&mut app, "k").len(), 1);
    let effects = app.update(Msg::Key(Key::char('q')));
    assert_eq!(effects, [Effect::Quit]);
}

#[test]
fn above_the_text_the_place_is_its_start() {
    let mut app = long(100, 24);
    key(&mut app, "Space");
    let part = seen(&key(&mut app, "g")).unwrap();
    assert_eq!(part.start(), ByteOffset::new(0));
}

#[test]
fn an_article_begins_where_it_was_left_and_no_width_moves_the_place() {
    let mut app = long(100, 24);
    key(&mut app, "Space");
    let left = seen(&key(&mut app, "j")).unwrap().start();
    for (columns, rows) in [(100, 24), (61, 20), (140, 50), (50, 12)] {
        let mut app = long(columns, rows);
        app.begin_at(left);
        let line = first_line(&app);
        assert!(line.contains(left) || line.start() == left, "{columns}x{rows}: {left:?} is not in {line:?}");
        assert_eq!(app.update(Msg::Redraw), [], "nothing to remember yet");
        let effects = app.update(Msg::Resize { columns: columns + 9, rows });
        assert_eq!(seen(&effects).map_or(left, Span::start), left);
    }
}

#[test]
fn the_last_place_is_told_before_the_program_ends() {
    let mut app = long(100, 24);
    let mut effects = Vec::new();
    for c in ['d', 'q'] {
        effects.extend(app.update(Msg::Key(Key::char(c))));
    }
    assert!(matches!(effects.as_slice(), [Effect::Seen(_), Effect::Quit]), "{effects:?}");
}

#[test]
fn the_card_tells_in_how_many_other_articles_someone_is() {
    let mut app = after("] p Enter");
    let line = CardLine::Text("also in 3 other articles".to_owned());
    assert!(!app.card.shown.as_ref().unwrap().0.lines.contains(&line));
    app.update(Msg::Elsewhere(vec![(Id::new(0), 3), (Id::new(99), 1)]));
    let lines = &app.card.shown.as_ref().unwrap().0.lines;
    assert!(lines.contains(&line), "{lines:?}");
}

#[test]
fn a_text_that_fits_the_screen_is_at_its_end() {
    let (doc, analysis) = sample::article(&["[PER Ann Lee] left.", "Nobody came."]);
    let mut app = App::new(Arc::clone(&doc), settings());
    app.update(Msg::Resize { columns: 100, rows: 24 });
    app.update(Msg::Analysis(Update::Done(analysis)));
    press(&mut app, "=");
    assert_eq!(app.notice.as_deref(), Some("paragraph 1 of 2 · 100% · the end is on the screen"));
    assert_eq!((app.reader.percent(), app.reader.place()), (100, Span::new(0, doc.text().len())));
    let mut app = after("G");
    assert_eq!(app.reader.place().end().to_usize(), app.article.doc.text().len());
    press(&mut app, "=");
    assert!(app.notice.as_deref().unwrap().contains("100% · the end is on the screen"));
    press(&mut app, "g =");
    assert!(app.notice.as_deref().unwrap().contains(" words to go"), "{:?}", app.notice);
}

#[test]
fn a_text_with_a_line_end_behind_its_last_word_is_read_to_the_end() {
    let mut builder = crate::document::DocumentBuilder::new();
    builder.block(crate::document::BlockKind::Paragraph, "Nobody came.\n");
    let doc = Arc::new(builder.finish(crate::document::Metadata::default()).unwrap());
    let mut app = App::new(Arc::clone(&doc), settings());
    app.update(Msg::Resize { columns: 100, rows: 24 });
    assert_eq!((app.reader.percent(), app.reader.place().end().to_usize()), (100, doc.text().len()));
}
