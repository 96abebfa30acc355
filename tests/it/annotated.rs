//! The user's own part of the exports: highlights, notes and corrections, read back.

use std::path::Path;

use byline::annotate::{Anchor, Annotated, Edit, EditId, Entry, Log, Member, overlay};
use byline::document::{BlockKind, Document, DocumentBuilder, Metadata};
use byline::export;
use byline::import::{self, Options, Origin};
use byline::nlp::{Analysis, EntityKind};
use byline::text::Span;
use serde_json::{Value, json};

fn document(text: &str) -> Document {
    let mut builder = DocumentBuilder::new();
    builder.block(BlockKind::Paragraph, text);
    builder.finish(Metadata::default()).unwrap()
}

fn anchor(doc: &Document, words: &str) -> Anchor {
    let start = doc.text().find(words).unwrap();
    Anchor::of(doc, Span::new(start, start + words.len()))
}

/// "Ann" is a person, "won" has a note, and "Bob" is highlighted in a text that no longer names him.
fn annotated() -> (Document, Annotated) {
    let (doc, before) = (document("😀 Ann *won* the day."), document("Bob was here once."));
    let edits = [
        Edit::Name { of: Member { at: anchor(&doc, "Ann"), kind: EntityKind::Person } },
        Edit::Mark { at: anchor(&doc, "*won*"), note: "how? #ask".to_owned(), tags: vec!["ask".to_owned()] },
        Edit::Mark { at: anchor(&before, "Bob"), note: String::new(), tags: vec![] },
    ];
    let entries = (1..).map(EditId).zip(edits).map(|(id, edit)| Entry { id, edit });
    let annotated = overlay(&doc, &Analysis::default(), &Log::of(entries));
    (doc, annotated)
}

fn export(format: &str) -> String {
    let (doc, annotated) = annotated();
    export::find(format).unwrap().run(&doc, &annotated).remove(0).contents
}

#[test]
fn json_has_what_the_reader_did_and_what_came_of_it() {
    let found: Value = serde_json::from_str(&export("json")).unwrap();
    assert_eq!(found["entities"][0]["name"], "Ann");
    let ann = json!({"start": 2, "end": 5, "exact": "Ann", "prefix": "😀 ", "suffix": " *won* the day."});
    let expected = json!([
        {
            "id": "a2", "type": "note", "note": "how? #ask", "tags": ["ask"],
            "target": {"start": 6, "end": 11, "exact": "*won*", "prefix": "😀 Ann ", "suffix": " the day."},
        },
        {
            "id": "a3", "type": "highlight", "note": "", "tags": [],
            "target": {"start": null, "end": null, "exact": "Bob", "prefix": "", "suffix": " was here once."},
        },
        {"id": "a1", "type": "correction", "correction": {"edit": "name", "of": {"at": ann, "kind": "person"}}},
    ]);
    assert_eq!(found["annotations"], expected);
}

#[test]
fn web_annotations_have_the_notes_with_their_words() {
    let page: Value = serde_json::from_str(&export("w3c")).unwrap();
    let of =
        |motivation: &str| page["items"].as_array().unwrap().iter().find(|it| it["motivation"] == motivation);
    let note = of("commenting").unwrap();
    assert_eq!((&note["body"][0]["value"], &note["body"][1]["value"]), (&json!("how? #ask"), &json!("ask")));
    assert_eq!(note["target"]["selector"][0]["exact"], "*won*");
    assert_eq!(
        (&note["target"]["selector"][1]["start"], &note["target"]["selector"][1]["end"]),
        (&json!(6), &json!(11))
    );
    let lost = of("highlighting").unwrap();
    assert_eq!(
        (&lost["target"]["selector"][0]["exact"], lost["target"]["selector"].get(1)),
        (&json!("Bob"), None)
    );
}

#[test]
fn notes_in_markdown_begin_with_the_readers_own() {
    let expected = r"
# 😀 Ann \*won\* the day.

## Notes

> \*won\*

how? #ask ^by-a2

> Bob
>
> (no longer in the text)

^by-a3

## People
";
    let notes = export("markdown");
    assert!(notes.contains(expected), "{notes}");
    assert!(notes.contains("\ntags: [\"ask\"]\n"), "{notes}");
}

#[test]
fn a_reference_for_citing_has_the_notes() {
    let items: Value = serde_json::from_str(&export("csl")).unwrap();
    let expected = json!([{
        "id": items[0]["id"], "type": "article-newspaper", "language": "en",
        "title": "😀 Ann *won* the day.", "note": "“*won*” how? #ask\n“Bob”",
    }]);
    assert_eq!(items, expected);
}

#[test]
fn highlights_for_readwise_have_their_tags_before_the_note() {
    let table = export("readwise");
    let lines: Vec<_> = table.lines().collect();
    let title = "😀 Ann *won* the day.";
    assert_eq!(
        lines,
        [
            "Highlight,Title,Author,URL,Note,Location,Date",
            &format!("*won*,{title},,,.ask how? #ask,6,"),
            &format!("Bob,{title},,,,,"),
        ]
    );
}

#[test]
fn an_outline_for_org_mode_has_the_notes_below_their_words() {
    let outline = export("org");
    let (_, notes) = outline.split_once("** Notes\n").unwrap();
    // A zero-width space keeps a sign from being a mark.
    let expected = "\
- \u{200b}*won\u{200b}*
  : how? #ask
- Bob (no longer in the text)
** People
- Ann :: 1 mention
";
    assert_eq!(notes, expected);
}

#[test]
fn the_article_reads_line_after_line_with_what_is_known_of_each_paragraph() {
    let expected = "\
😀 Ann *won* the day.
    People: Ann.
    Note to “*won*”: how? #ask

People
    Ann: 1 mention

No longer in the text
    Highlighted: Bob
";
    assert_eq!(export("plain"), expected);
}

/// A page that shows its headline so, and states the title for search engines.
fn titled(title: &str, headline: &str) -> Document {
    let story = "<p>The harbour board met on Monday to hear what Mary Cole had found in the ledgers, and not one of \
        the sums agreed with the next, she said, however long she looked at it, with or without her glasses.</p>";
    let page = format!("<title>{title}</title><h1>{headline}</h1><article>{story}{story}</article>");
    let origin = Origin::file(Path::new("board.html"));
    import::import(page.as_bytes(), &origin, &Options::STANDARD).unwrap()
}

/// All that the machine finds and a note on the last word of the title, in a format.
fn export_titled(doc: &Document, format: &str) -> Value {
    let title = doc.meta().title.as_deref().unwrap();
    let word = title.split_whitespace().next_back().unwrap();
    let edits = [
        Edit::Name {
            of: Member { at: anchor(doc, title.split(' ').next().unwrap()), kind: EntityKind::Person },
        },
        Edit::Mark { at: anchor(doc, word), note: "why?".to_owned(), tags: vec![] },
    ];
    let entries = (1..).map(EditId).zip(edits).map(|(id, edit)| Entry { id, edit });
    let annotated = overlay(doc, &Analysis::default(), &Log::of(entries));
    serde_json::from_str(&export::find(format).unwrap().run(doc, &annotated).remove(0).contents).unwrap()
}

#[test]
fn words_of_a_title_are_quoted_as_the_headline_has_them() {
    let doc = titled("Cole's \"ledgers\" - again", "COLE’S&nbsp;“LEDGERS”\n –  AGAIN");
    assert!(doc.text().starts_with("Cole's \"ledgers\" - again\n\n"), "{}", doc.text());
    let page = export_titled(&doc, "w3c");
    let quoted = &page["items"][0]["target"]["selector"][0];
    assert_eq!(quoted["exact"], "COLE’S");
    assert_eq!(quoted["suffix"], "\u{a0}“LEDGERS”\n –  AGAIN");
    assert!(page["items"].as_array().unwrap().iter().all(|it| it["target"]["source"] == "board.html"));
}

#[test]
fn what_is_found_in_a_title_that_the_page_does_not_show_is_left_out_but_for_notes() {
    let doc = titled("Pemberton finds nothing", "A board and its books");
    assert!(doc.text().starts_with("Pemberton finds nothing\n\n"), "{}", doc.text());
    let page = export_titled(&doc, "w3c");
    let of = |motivation: &str| {
        page["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|it| it["motivation"] == motivation)
            .collect::<Vec<_>>()
    };
    assert_eq!(of("identifying"), Vec::<&Value>::new());
    let [note] = of("commenting")[..] else { panic!("{page}") };
    let target = &note["target"];
    assert_eq!(target["source"], format!("urn:sha256:{}", doc.fingerprint()));
    assert_eq!(target["selector"][0]["exact"], "nothing");
    assert_eq!(target["selector"][1], json!({"type": "TextPositionSelector", "start": 16, "end": 23}));
    let hypothesis = export_titled(&doc, "hypothesis");
    let note = &hypothesis["annotations"][0];
    assert_eq!(
        (&note["text"], &note["target"]),
        (&json!("> nothing\n\nwhy?"), &json!([{"source": "board.html"}]))
    );
}

#[test]
fn a_space_that_the_page_does_not_have_is_not_quoted() {
    let story = "<p>The harbour board met on Monday to hear what Mary Cole had found in the ledgers, and nobody spoke.</p>";
    let page = format!(
        "<article><h1>Board</h1>{story}<p><b>Cole:</b><span>Nobody asked us about the pier, and nobody will.</span> No.</p>{story}"
    );
    let origin = Origin::file(Path::new("board.html"));
    let doc = import::import(page.as_bytes(), &origin, &Options::STANDARD).unwrap();
    let Some(at) = doc.text().find("Cole: Nobody") else { panic!("{}", doc.text()) };
    assert_eq!(doc.original(Span::new(at, at + "Cole: Nobody".len())), "Cole:Nobody");
}

#[test]
fn the_context_of_words_in_a_table_ends_with_their_cell() {
    let page = "<h1>Crew</h1><table><tr><th>Name<th>Post<tr><td>Ann\n Reed of Port Arden<td>mate</table><p>It rained.</p>";
    let origin = Origin::file(Path::new("board.html"));
    let doc = import::import(page.as_bytes(), &origin, &Options::STANDARD).unwrap();
    assert!(doc.text().contains("Ann Reed of Port Arden | mate"), "{}", doc.text());
    let edits = ["Reed", "mate", "Post"].map(|it| Edit::Mark {
        at: anchor(&doc, it),
        note: "?".to_owned(),
        tags: vec![],
    });
    let entries = (1..).map(EditId).zip(edits).map(|(id, edit)| Entry { id, edit });
    let annotated = overlay(&doc, &Analysis::default(), &Log::of(entries));
    let exported = export::find("w3c").unwrap().run(&doc, &annotated).remove(0).contents;
    let page: Value = serde_json::from_str(&exported).unwrap();
    let quoted = |item: &Value| {
        let quote = &item["target"]["selector"][0];
        ["exact", "prefix", "suffix"].map(|it| quote[it].as_str().unwrap().to_owned())
    };
    let found: Vec<_> = page["items"].as_array().unwrap().iter().map(quoted).collect();
    assert_eq!(found, [["Post", "", ""], ["Reed", "Ann\n ", " of Port Arden"], ["mate", "", ""]]);
}
