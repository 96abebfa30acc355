//! What the exports of small articles are, to the letter.

use byline::document::{BlockKind, Document, DocumentBuilder, Metadata};
use byline::nlp::{
    Analysis, Confidence, Entity, EntityKind, Mention, MentionForm, Quote, QuoteKind, Relation, Status,
};
use byline::text::{Id, Span};
use serde_json::Value;

use super::{Draft, export, name};

#[test]
fn brat_writes_what_its_documentation_shows() {
    let (doc, analysis) = Draft {
        blocks: vec!["😀 Pelosi said\n“Go now.”".to_owned()],
        meta: Metadata::default(),
        entities: vec![(EntityKind::Person, Some("leader".to_owned()), vec![name(1, 0)])],
        quotes: vec![(QuoteKind::Direct, vec![(2, 2)], Some(2), Some(1), Some(0))],
    }
    .build();
    let expected = "\
        T1\tPerson 2 8\tPelosi\n\
        #1\tConfidence T1\t0.75\n\
        #2\tAnnotatorNotes T1\tPelosi, leader\n\
        T2\tQuote 9 13;14 23\tsaid “Go now.”\n\
        T3\tSource 2 13\tPelosi said\n\
        T4\tCue 9 13\tsaid\n\
        E1\tQuote:T2 Speaker:T1 Source:T3 Cue:T4\n\
        A1\tKind E1 Direct\n\
        #3\tConfidence E1\t0.5\n";
    assert_eq!(export("brat", &doc, &analysis)[0], expected);
}

#[test]
fn notes_tell_mentions_by_form_and_sources_by_their_words() {
    let mut builder = DocumentBuilder::new();
    builder.block(BlockKind::Paragraph, "“No,” said a lawyer for Ann Lee. She left. The mayor said: “Go.”");
    let doc = builder.finish(Metadata::default()).unwrap();
    let span = |words: &str| {
        let start = doc.text().find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let mention = |words, form, confidence| Mention {
        span: span(words),
        form,
        entity: Id::new(0),
        confidence: Confidence::new(confidence),
    };
    let quote = |content, source, speaker| Quote {
        kind: QuoteKind::Direct,
        content: vec![span(content)],
        cue: vec![],
        source: vec![span(source)],
        speaker,
        co_speakers: Vec::new(),
        stance: byline::nlp::Stance::Statement,
        confidence: Confidence::new(0.9),
    };
    let analysis = Analysis {
        mentions: vec![
            mention("Ann Lee", MentionForm::Name, 0.9),
            mention("She", MentionForm::Pronoun, 0.5),
            mention("The mayor", MentionForm::Noun, 0.9),
        ]
        .into(),
        entities: vec![Entity {
            kind: EntityKind::Person,
            name: "Ann Lee".to_owned(),
            description: None,
            is_named: true,
            mentions: (0..3).map(Id::new).collect(),
        }]
        .into(),
        quotes: vec![
            quote("“No,”", "a lawyer for Ann Lee", None),
            quote("“Go.”", "The mayor", Some(Id::new(0))),
        ]
        .into(),
        ..Analysis::default()
    };
    let notes = export("markdown", &doc, &analysis).remove(0);
    let (_, notes) = notes.split_once("\n---\n").unwrap();
    let expected = "
# “No,” said a lawyer for Ann Lee.

## People

- **Ann Lee** — 3 mentions: 1 name, 1 pronoun, 1 description (“the mayor”); 1 not sure

## Quotes

### a lawyer for Ann Lee

Speaks for Ann Lee.

1 quote, 50% of all words quoted.

- “No,” ^by-qX

### Ann Lee

1 quote, 50% of all words quoted.

- “Go.” ^by-qX
";
    let ids = regex::Regex::new("\\^by-q[0-9a-f]{8}").unwrap();
    assert_eq!(ids.replace_all(notes, "^by-qX"), expected);
}

#[test]
fn json_has_the_fields_of_its_specification() {
    let (doc, analysis) = Draft {
        blocks: vec!["😀 Pelosi said “Go.”".to_owned()],
        meta: Metadata { source: Some("news/day.txt".to_owned()), ..Metadata::default() },
        entities: vec![(EntityKind::Person, None, vec![name(1, 0)])],
        quotes: vec![(QuoteKind::Direct, vec![(3, 0)], Some(2), Some(1), Some(0))],
    }
    .build();
    let expected = serde_json::json!({
        "format": "byline/1",
        "id": "day",
        "offset_unit": "unicode-code-point",
        "document": {"title": null, "source": "news/day.txt", "author": null, "published": null,
                     "site": null, "address": null, "language": "en", "sha256": doc.fingerprint().to_string()},
        "text": "😀 Pelosi said “Go.”",
        "blocks": [{"kind": "paragraph", "start": 0, "end": 19}],
        "entities": [{"id": "e1", "type": "person", "name": "Pelosi", "description": null,
                      "mentions": [{"start": 2, "end": 8, "exact": "Pelosi", "kind": "name", "confidence": 0.75}]}],
        "quotes": [{"id": "q1", "kind": "direct", "content": [[14, 19]], "exact": ["“Go.”"], "cue": [[9, 13]], "source": [[2, 13]],
                    "speaker": "e1", "speakers": ["e1"], "stance": "statement", "confidence": 0.5}],
        "relations": [],
        "annotations": []
    });
    let json: Value = serde_json::from_str(&export("json", &doc, &analysis)[0]).unwrap();
    assert_eq!(json, expected);
}

/// "Lee sued Acme." with its relation, claimed by Roe.
fn sued() -> (Document, Analysis) {
    let (doc, mut analysis) = Draft {
        blocks: vec!["😀 Lee sued Acme , says Roe".to_owned()],
        meta: Metadata::default(),
        entities: vec![
            (EntityKind::Person, None, vec![name(1, 0)]),
            (EntityKind::Organization, None, vec![name(3, 0)]),
            (EntityKind::Person, None, vec![name(6, 0)]),
        ],
        quotes: vec![],
    }
    .build();
    analysis.relations.push(Relation {
        subject: Id::new(0),
        object: Id::new(1),
        label: "sued … for".to_owned(),
        cue: vec![analysis.tokens[Id::new(2)].span],
        evidence: vec![Id::new(0)],
        said_by: Some(Id::new(2)),
        negated: false,
        status: Status::Alleged,
        confidence: Confidence::new(0.5),
    });
    analysis.check(&doc).unwrap();
    (doc, analysis)
}

#[test]
fn json_tells_relations_with_their_evidence() {
    let (doc, analysis) = sued();
    let found: serde_json::Value = serde_json::from_str(&export("json", &doc, &analysis)[0]).unwrap();
    let expected = serde_json::json!([{
        "id": "r1", "subject": "e1", "object": "e2", "label": "sued … for", "cue": [[6, 10]],
        "exact": ["sued"], "evidence": [[0, 26]],
        "status": "alleged", "said_by": "e3", "negated": false, "confidence": 0.5,
    }]);
    assert_eq!(found["relations"], expected);
}

#[test]
fn markdown_tells_relations_as_sentences() {
    let (doc, analysis) = sued();
    let notes = export("markdown", &doc, &analysis).remove(0);
    let expected = "
## Relations

> 😀 Lee sued Acme , says Roe

- **Lee** sued **Acme** for (says Roe, not sure)
";
    assert!(notes.contains(expected), "{notes}");
    assert_eq!(notes.matches("> 😀 Lee sued").count(), 1);
}
