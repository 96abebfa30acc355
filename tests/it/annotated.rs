//! The user's own part of the exports: highlights, notes and corrections, read back.

use byline::annotate::{Anchor, Annotated, Edit, EditId, Entry, Log, Member, overlay};
use byline::document::{BlockKind, Document, DocumentBuilder, Metadata};
use byline::export;
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
