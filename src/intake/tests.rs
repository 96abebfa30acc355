//! As much as possible of other programs' files is imported, and each problem is reported with its place.

use super::*;
use crate::annotate::{Edit, Entry, Log};
use crate::document::{BlockKind, DocumentBuilder, Metadata};

fn document(text: &str) -> Document {
    let mut builder = DocumentBuilder::new();
    text.split("\n\n").for_each(|block| builder.block(BlockKind::Paragraph, block));
    builder.finish(Metadata::default()).unwrap()
}

const TEXT: &str =
    "The mayor closed the bridge. “It is unsafe,” she said.\n\nNobody in the town agreed with the mayor.";

/// What the file marks in the text, as "words: note #tags", and why the rest was refused.
fn marked(json: &str) -> (Vec<String>, Vec<String>) {
    let doc = document(TEXT);
    let intakes = read(json.as_bytes(), "a.json").unwrap();
    let mut refused: Vec<_> = intakes.iter().flat_map(|it| it.refused.clone()).collect();
    refused.sort_by_key(|it| it.number);
    let refused = refused.iter().map(|it| format!("{}: {}", it.number, it.why)).collect();
    let told = |edit: &Edit| match edit {
        Edit::Mark { at, note, tags } => {
            format!("{}: {note} {}", at.exact, tags.join(",")).trim_end().to_owned()
        }
        other => format!("{other:?}"),
    };
    (intakes.iter().flat_map(|it| it.edits(&doc)).map(|it| told(&it)).collect(), refused)
}

fn quote(exact: &str) -> Value {
    serde_json::json!({"type": "TextQuoteSelector", "exact": exact})
}

#[test]
fn annotations_of_other_programs_become_notes_and_highlights() {
    let page = serde_json::json!({"@context": "x", "type": "AnnotationPage", "items": [
        {"type": "Annotation", "motivation": "highlighting", "target": {"source": "a", "selector": quote("closed")}},
        {"type": "Annotation", "bodyValue": "why?", "target": {"source": "a", "selector": [quote("unsafe")]}},
        {"type": "Annotation", "motivation": ["oa:commenting"], "target": {"source": {"id": "a"}, "selector": quote("town")},
         "body": [{"type": "TextualBody", "value": "which\u{1b}[2J one?"}, {"type": "TextualBody", "purpose": "tagging", "value": "to\nask"}]},
        {"type": "Annotation", "motivation": "tagging", "body": {"value": "x"},
         "target": {"source": "a", "selector": {"type": "FragmentSelector", "refinedBy": quote("agreed")}}},
        {"type": "Annotation", "motivation": "identifying", "body": {"value": "Ann"}, "target": {"source": "a", "selector": quote("she")}},
    ]});
    let expected = ["closed:", "unsafe: why?", "town: which one? to ask", "agreed:  x"];
    assert_eq!(marked(&page.to_string()), (expected.map(str::to_owned).to_vec(), vec![]));
}

#[test]
fn a_list_a_collection_a_single_one_and_an_export_of_hypothesis_are_read() {
    let one = serde_json::json!({"type": "Annotation", "target": {"source": "a", "selector": quote("town")}});
    let hypothesis = serde_json::json!({"uri": "a", "text": "hm", "tags": ["t"], "target": [{"source": "a", "selector": [quote("town")]}]});
    for (json, expected) in [
        (serde_json::json!([one]), "town:"),
        (one.clone(), "town:"),
        (serde_json::json!({"type": "AnnotationCollection", "first": {"items": [one]}}), "town:"),
        (serde_json::json!({"annotations": [hypothesis]}), "town: hm t"),
        (serde_json::json!({"total": 1, "rows": [hypothesis]}), "town: hm t"),
    ] {
        assert_eq!(marked(&json.to_string()).0, [expected], "{json}");
    }
}

#[test]
fn what_cannot_be_taken_in_is_told_with_its_number_and_the_rest_is_taken() {
    let page = serde_json::json!([
        {"target": "http://a.example"},
        {"target": {"source": "a", "selector": {"type": "TextPositionSelector", "start": 0, "end": 3}}},
        {"target": {"source": "a", "selector": quote(" ")}},
        {"motivation": "editing", "body": {"format": "application/json", "value": "{\"edit\":\"undo\",\"which\":1}"}},
        {"motivation": "editing", "body": {"format": "application/json", "value": "{"}},
        5,
        {"target": {"source": "a", "selector": quote("town")}},
    ]);
    let (taken, refused) = marked(&page.to_string());
    assert_eq!(taken, ["town:"]);
    let expected = [
        "1: it is about a whole page, not about words",
        "2: its target has no TextQuoteSelector",
        "3: it names no words in the text",
        "4: it corrects nothing",
        "5: its correction is not JSON",
        "6: it is about a whole page, not about words",
    ];
    assert_eq!(refused, expected);
}

#[test]
fn a_wrong_row_of_our_own_is_told_and_the_rest_is_taken() {
    let at = r#"{"start":4,"end":9,"exact":"mayor","prefix":"The ","suffix":" closed"}"#;
    let json = format!(
        r#"{{"format":"byline/1","annotations":[
            {{"type":"note","target":{at},"note":" who? ","tags":["ask"]}},
            {{"type":"correction","correction":{{"edit":"paint","at":{at}}}}},
            {{"type":"correction","correction":{{"edit":"rename","of":{{"at":{at},"kind":"person"}},"name":" "}}}},
            {{"type":"correction","correction":{{"edit":"erase","mark":1}}}},
            {{"type":"song"}},
            {{"type":"highlight","target":{{"start":null}}}}]}}"#
    );
    let (taken, refused) = marked(&json);
    assert_eq!(taken, ["mayor: who? ask"]);
    let expected = [
        "2: this version of byline does not know this kind of edit",
        "3: its name is empty",
        "4: it corrects nothing",
        "5: it is not a note, highlight or correction",
        "6: its target contains no words",
    ];
    assert_eq!(refused, expected);
}

#[test]
fn a_file_that_is_nothing_of_the_kind_says_what_and_where() {
    let told = |bytes: &[u8]| read(bytes, "a.json").unwrap_err().to_string();
    assert_eq!(
        told(b"{\n  \"a\": tru }"),
        "`a.json`: not JSON: expected ident at line 2 column 11\nhint: byline imports what `byline export` writes with `--format json` or `--format w3c`"
    );
    assert_eq!(told(b"\"\xff"), "`a.json`: invalid UTF-8 at byte 1\nhint: was it saved completely?");
    assert!(
        told(b"{\"format\": \"byline/2\"}")
            .starts_with("`a.json`: written by a newer byline (`byline/2`)\nhint: ")
    );
    assert!(
        told(b"{\"format\":\"byline/1\",\"text\":5}")
            .starts_with("`a.json`: not in byline's format: invalid type: integer `5`")
    );
    for other in ["5", "null", "{}", "{\"format\": \"x\"}", "\"x\""] {
        assert!(
            told(other.as_bytes()).starts_with("`a.json`: neither byline's JSON nor Web Annotations\nhint: "),
            "{other}"
        );
    }
    assert!(read("\u{feff}[]".as_bytes(), "a").unwrap().is_empty());
}

#[test]
fn annotations_of_several_pages_are_kept_apart_and_paths_are_paths() {
    let target = |source: &str| serde_json::json!({"target": {"source": source, "selector": quote("x")}});
    let page = serde_json::json!([
        target("./a%20b:c.txt"),
        target("https://x.example/%41"),
        target("file:///n/a.txt"),
        target("./a%20b:c.txt"),
        target("")
    ]);
    let intakes = read(page.to_string().as_bytes(), "a").unwrap();
    let told: Vec<_> = intakes.iter().map(|it| (it.sources.clone(), it.len())).collect();
    let sources = |all: &[&str]| all.iter().map(|&it| it.to_owned()).collect::<Vec<_>>();
    let expected = [
        (sources(&["a b:c.txt", "./a%20b:c.txt"]), 2),
        (sources(&["https://x.example/%41"]), 1),
        (sources(&["/n/a.txt", "file:///n/a.txt"]), 1),
        (sources(&[]), 1),
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_text_that_drives_a_terminal_is_cleaned_and_odd_blocks_are_found_anew() {
    for blocks in [
        r#"[{"kind":"paragraph","start":0,"end":99}]"#,
        r#"[{"kind":"poem","start":0,"end":3}]"#,
        r#"[{"kind":"paragraph","start":5,"end":8},{"kind":"paragraph","start":0,"end":3}]"#,
        r#"[{"kind":"paragraph","start":3,"end":3}]"#,
        "null",
    ] {
        let json = format!(
            r#"{{"format":"byline/1","document":{{"title":"a\u001b]0;x\u0007\nb","source":"\u009b"}},"text":"One\u001b[2J.\n\nTwo.","blocks":{blocks}}}"#
        );
        let intake = read(json.as_bytes(), "a").unwrap().remove(0);
        let doc = intake.doc.unwrap();
        assert_eq!(doc.text(), "One.\n\nTwo.");
        assert_eq!((doc.meta().title.as_deref(), doc.meta().source.as_deref()), (Some("a b"), Some("")));
        assert_eq!(doc.blocks().len(), 2);
    }
    let blank = read(br#"{"format":"byline/1","text":"  "}"#, "a").unwrap().remove(0);
    assert!(blank.doc.is_none());
}

fn merged(log: &Log, json: &Value) -> Merged {
    let doc = document(TEXT);
    let intake = read(json.to_string().as_bytes(), "a").unwrap().remove(0);
    merge(&doc, log, intake.edits(&doc))
}

fn log(edits: Vec<Edit>) -> Log {
    let ids = (1..).map(crate::annotate::EditId);
    Log::of(ids.zip(edits).map(|(id, edit)| Entry { id, edit }))
}

#[test]
fn a_note_to_words_that_are_highlighted_becomes_the_highlights() {
    let bare = serde_json::json!([{"target": {"source": "a", "selector": quote("agreed")}}]);
    let noted =
        serde_json::json!([{"bodyValue": "who?", "target": {"source": "a", "selector": quote("agreed")}}]);
    let first = merged(&Log::default(), &bare);
    assert_eq!((first.taken.highlights, first.n_known), (1, 0));
    let log_of_first = log(first.edits.clone());
    let second = merged(&log_of_first, &noted);
    assert!(matches!(second.edits.as_slice(), [Edit::Rewrite { note, .. }] if note == "who?"), "{second:?}");
    assert_eq!(second.taken.notes, 1);
    let both = log(first.edits.into_iter().chain(second.edits).collect());
    assert_eq!((merged(&both, &noted).n_known, merged(&both, &bare).n_known), (1, 1));
    assert_eq!((merged(&both, &noted).edits.len(), merged(&both, &bare).edits.len()), (0, 0));
}

#[test]
fn words_of_a_program_without_surroundings_get_them_and_lost_ones_stay_as_they_are() {
    let page = serde_json::json!([
        {"target": {"source": "a", "selector": quote("agreed")}},
        {"target": {"source": "a", "selector": quote("mayor")}},
        {"target": {"source": "a", "selector": quote("zeppelin")}},
    ]);
    let found = merged(&Log::default(), &page);
    let [Edit::Mark { at, .. }, Edit::Mark { at: twice, .. }, Edit::Mark { .. }] = found.edits.as_slice()
    else {
        panic!("{found:?}")
    };
    assert!(at.prefix.ends_with("Nobody in the town ") && at.suffix == " with the mayor.", "{at:?}");
    assert_eq!(twice.prefix, "", "there are two mayors: none of them is guessed");
    assert_eq!(found.lost, ["mayor", "zeppelin"]);
    assert_eq!(merged(&log(found.edits), &page).n_known, 3);
}

#[test]
fn few_surroundings_are_completed_and_what_is_like_the_words_is_remembered() {
    let doc = document("Ann met Bob at the old mill on Monday.\n\nAnn met Cy at the old mill on Monday.");
    let mark = serde_json::json!({"target": {"source": "a", "selector": {
        "type": "TextQuoteSelector", "exact": "Ann met Cy at the old mill on Monday.", "prefix": "y.\n\n"}}});
    let member = r#"{"at":{"start":0,"end":3,"exact":"Bob","prefix":"met ","suffix":" at"},"kind":"person"}"#;
    let ours = format!(
        r#"{{"format":"byline/1","annotations":[{{"type":"correction","correction":{{"edit":"nobody","of":{member}}}}}]}}"#
    );
    let merged =
        |json: &str| merge(&doc, &Log::default(), read(json.as_bytes(), "a").unwrap()[0].edits(&doc)).edits;
    let [Edit::Mark { at, .. }] = &merged(&mark.to_string())[..] else { panic!("no note") };
    assert!(
        at.prefix.ends_with("at the old mill on Monday.\n\n")
            && at.alike == ["Ann met Bob at the old mill on Monday."],
        "{at:?}"
    );
    let [Edit::Nobody { of }] = &merged(&ours)[..] else { panic!("no correction") };
    assert_eq!((&*of.at.prefix, &*of.at.suffix), ("Ann met ", " at the old mill on Monday.\n\nAnn"));
}

#[test]
fn positions_of_others_are_not_trusted() {
    let target = serde_json::json!({"source": "a", "selector": [quote("mayor"), {"type": "TextPositionSelector", "start": 4, "end": 9}]});
    let found = merged(&Log::default(), &serde_json::json!([{"target": target}]));
    assert_eq!(found.lost, ["mayor"]);
    let hash = document(TEXT).fingerprint();
    let ours = serde_json::json!({"type": "AnnotationPage", "partOf": {"dcterms:source": format!("urn:sha256:{hash}")}, "items": [{"target": target}]});
    assert_eq!(merged(&Log::default(), &ours).lost, Vec::<String>::new());
}
