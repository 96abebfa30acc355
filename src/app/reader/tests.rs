//! Keys in, state out: the reader on a small article.

use super::*;
use crate::document::{DocumentBuilder, Metadata};

fn reader(width: usize, height: usize) -> Reader {
    let mut builder = DocumentBuilder::new();
    for paragraph in 0..20 {
        let text: Vec<_> = (0..10).map(|word| format!("p{paragraph}w{word}")).collect();
        builder.block(BlockKind::Paragraph, &text.join(" "));
    }
    let mut reader = Reader::new(Arc::new(builder.finish(Metadata::default()).unwrap()));
    reader.resize(width, height);
    reader
}

fn first_word(reader: &Reader) -> &str {
    reader.doc.slice(reader.frame[0].span).split(' ').next().unwrap()
}

fn span_of(reader: &Reader, word: &str) -> Span {
    let start = reader.doc.text().find(word).unwrap();
    Span::new(start, start + word.len())
}

#[test]
fn scrolling_stops_at_the_ends() {
    let mut reader = reader(30, 10);
    reader.scroll(-5);
    assert_eq!(first_word(&reader), "p0w0");
    reader.scroll(9999);
    assert_eq!(reader.frame().len(), 10);
    assert_eq!(reader.visible().end(), reader.doc.span().end());
    assert_eq!(reader.percent(), 100);
}

#[test]
fn what_is_jumped_to_has_lines_around_it() {
    let mut reader = reader(30, 10);
    for word in ["p9w5", "p3w0", "p3w9", "p19w9", "p0w0", "p4w1"] {
        let span = span_of(&reader, word);
        reader.show(span);
        let row = reader.frame.iter().position(|line| line.span.covers(span)).unwrap();
        let is_edge = word == "p19w9" || word == "p0w0";
        assert!(is_edge || (2..8).contains(&row), "{word} on row {row}");
    }
}

#[test]
fn a_jump_to_what_is_on_the_screen_does_not_move_it() {
    let mut reader = reader(30, 20);
    reader.scroll(3);
    let before = reader.visible();
    let span = span_of(&reader, "p3w1");
    reader.show(span);
    assert_eq!(reader.visible(), before);
    assert!(!reader.go_back());
}

#[test]
fn jumps_are_taken_back_and_forth() {
    let mut reader = reader(30, 10);
    reader.go_percent(50);
    let middle = reader.visible();
    reader.go_bottom();
    assert!(reader.go_back());
    assert_eq!(reader.visible(), middle);
    assert!(reader.go_back());
    assert_eq!(first_word(&reader), "p0w0");
    assert!(!reader.go_back());
    assert!(reader.go_forward());
    assert_eq!(reader.visible(), middle);
    reader.go_bottom();
    assert!(reader.swap_last());
    assert_eq!(reader.visible(), middle);
    assert!(reader.swap_last());
    assert_eq!(reader.percent(), 100);
}

#[test]
fn another_width_keeps_the_first_word_and_the_way_back_the_line() {
    let mut reader = reader(30, 10);
    for n_lines in 0..40 {
        reader.go_top();
        reader.scroll(n_lines);
        let (before, word) = (reader.visible().start(), first_word(&reader).to_owned());
        reader.resize(13, 10);
        assert!(reader.doc.slice(reader.frame[0].span).contains(&word), "{n_lines}");
        reader.resize(30, 10);
        assert_eq!(reader.visible().start(), before, "{n_lines}");
    }
}

#[test]
fn paragraphs_are_walked_by_their_first_lines() {
    let mut reader = reader(30, 10);
    reader.paragraph(true);
    reader.paragraph(true);
    assert_eq!(first_word(&reader), "p2w0");
    reader.scroll(1);
    reader.paragraph(false);
    assert_eq!(first_word(&reader), "p2w0");
    reader.paragraph(false);
    assert_eq!(first_word(&reader), "p1w0");
}

#[test]
fn an_article_without_text_can_be_walked() {
    let doc = DocumentBuilder::new().finish(Metadata::default()).unwrap();
    let mut reader = Reader::new(Arc::new(doc));
    reader.resize(40, 10);
    reader.scroll(5);
    reader.go_bottom();
    reader.go_percent(50);
    reader.paragraph(true);
    reader.show(Span::new(0, 0));
    assert_eq!(reader.frame().len(), 0);
}
