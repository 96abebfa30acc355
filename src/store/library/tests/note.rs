//! Notes of all articles: told once, found by words and tags, not moved to words that are only alike.

use super::page::{FIRST_TEXT, LATER_TEXT, read_from};
use super::{keep, library, search};
use crate::annotate;
use crate::document::{BlockKind, DocumentBuilder, Metadata};
use crate::store::library::*;
use crate::store::testing::time;

fn mark(words: &str, note: &str) -> String {
    let at = format!(r#""at":{{"start":0,"end":{},"exact":"{words}","prefix":"","suffix":""}}"#, words.len());
    let tags = serde_json::to_string(&annotate::tags(note)).unwrap();
    format!(r#"{{"edit":"mark",{at},"note":"{note}","tags":{tags}}}"#)
}

fn noted(library: &Library) -> Vec<(i64, String)> {
    let all = library.notes().unwrap();
    let of = |it: &Noted| it.notes.iter().map(|note| (it.entry.id.0, note.note.clone())).collect::<Vec<_>>();
    all.iter().flat_map(of).collect()
}

#[test]
fn a_note_to_a_sentence_that_is_gone_does_not_move_to_one_like_it() {
    let mut library = library("look-alike");
    let read = |paragraphs: &[&str]| {
        let mut builder = DocumentBuilder::new();
        for it in paragraphs {
            builder.block(BlockKind::Paragraph, it);
        }
        let meta = Metadata { source: Some("/news/a.txt".to_owned()), ..Metadata::default() };
        builder.finish(meta).unwrap()
    };
    let [reed, lowe] =
        ["Reed", "Lowe"].map(|it| format!("The judge found Ann {it} guilty of theft and sent her home."));
    let before = read(&["Start of it.", &reed, &lowe, "End."]);
    let id = library.keep(&before, "a.txt", time(1)).unwrap();
    // As an earlier version of byline would have left it, which remembered nothing of the text.
    let at = crate::annotate::Anchor::of(&before, Span::new(14, 14 + reed.len()));
    assert_eq!(at.exact, reed);
    let mark = annotate::Edit::Mark { at, note: "why?".to_owned(), tags: Vec::new() };
    library.append_edits(id, &[serde_json::to_string(&mark).unwrap()], time(2)).unwrap();
    for (paragraphs, found) in
        [(&["Start of it.", &*lowe, "End."][..], false), (&["New.", &*lowe, &*reed], true)]
    {
        let after = read(paragraphs);
        let id = library.keep(&after, "a.txt", time(3)).unwrap();
        let rows = library.edits(id).unwrap();
        let log =
            annotate::Log::of(rows.iter().filter_map(|it| annotate::Entry::read(it.number, &it.payload)));
        let overlay = annotate::overlay(&after, &crate::nlp::Analysis::default(), &log);
        let words = overlay.marks[0].span.map(|it| after.slice(it));
        assert_eq!(words, found.then_some(&*reed));
    }
    let notes = library.notes().unwrap();
    assert_eq!(
        notes.iter().map(|it| it.notes.len()).collect::<Vec<_>>(),
        [1],
        "told once, however its words are remembered"
    );
}

#[test]
fn the_notes_of_all_articles_are_told_once_though_a_later_text_took_them_over() {
    let mut library = library("notes");
    let first = library.keep(&read_from("/page.html", FIRST_TEXT), "page.html", time(1)).unwrap();
    library.append_edits(first, &[mark("The mill", "which? #ask"), mark("night", "late")], time(60)).unwrap();
    let ferry = keep(&mut library, "Head", "A ferry.", 2);
    library
        .append_edits(ferry, &[mark("A ferry", ""), r#"{"edit":"undo","which":1}"#.to_owned()], time(61))
        .unwrap();
    let later = library.keep(&read_from("/page.html", LATER_TEXT), "page.html", time(3)).unwrap();
    library.append_edits(later, &[r#"{"edit":"erase","mark":2}"#.to_owned()], time(120)).unwrap();
    assert_eq!(
        noted(&library),
        [(3, "which? #ask".to_owned())],
        "nor is what was erased in the later one told of the first"
    );
    library.append_edits(first, &[mark("Friday", "of the old text")], time(121)).unwrap();
    assert_eq!(noted(&library), [(3, "which? #ask".to_owned()), (1, "of the old text".to_owned())]);
    let all = library.notes().unwrap();
    let note = &all[0].notes[0];
    assert_eq!((note.written_utc.as_str(), note.words.as_str()), ("1970-01-01T00:01:00Z", "The mill"));
    assert_eq!((all[0].entry.tally.notes, note.tags.as_slice()), (1, &["ask".to_owned()][..]));
}

#[test]
fn a_search_finds_notes_by_words_and_tags_before_texts() {
    let mut library = library("search-notes");
    let mill = keep(&mut library, "The mill", "It burned.", 1);
    let ferry = keep(&mut library, "A ferry", "Who asked for a mill?", 2);
    library
        .append_edits(ferry, &[mark("A ferry", "Whose mill? #ask #press"), mark("Who", "#press")], time(3))
        .unwrap();
    let found = |words: &[&str]| {
        let words: Vec<_> = words.iter().map(|&it| it.to_owned()).collect();
        let found = library.search(&words, None).unwrap();
        let hit = |it: &Hit| (it.entry.id.0, it.note.map_or(0, |it| it.0));
        (found.n_articles, found.hits.iter().map(hit).collect::<Vec<_>>())
    };
    assert_eq!(found(&["mill"]), (2, vec![(ferry.0, 1), (mill.0, 0), (ferry.0, 0)]));
    assert_eq!(found(&["#press"]), (1, vec![(ferry.0, 2), (ferry.0, 1)]));
    assert_eq!(found(&["#mill"]), (0, vec![]), "words of a text are no tags");
    assert_eq!(found(&["ferry", "#ask"]), (1, vec![(ferry.0, 1)]));
    assert_eq!(found(&["ferry"]), (1, vec![(ferry.0, 0)]), "the words that it is about are the text's own");
    assert_eq!(search(&library, &["#ask"])[0].1, "Whose mill? #[ask] #press — “A ferry”");
    let words = ["#press".to_owned()];
    assert_eq!(library.search_notes(&words, Some(1)).unwrap().hits.len(), 1);
}
