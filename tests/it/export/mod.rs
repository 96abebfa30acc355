//! Every export is read back by a small reader that shares no code with the exporter, and finds the same spans.

#![expect(clippy::disallowed_methods, reason = "a template lies in a file of the test's own")]

mod draft;
mod exact;
mod read_back;

use std::fs;

use byline::document::{Document, Metadata};
use byline::export;
use byline::nlp::{Analysis, EntityKind, MentionForm, QuoteKind};
use proptest::prelude::*;
use serde_json::Value;

pub(crate) use self::draft::{Draft, draft, name, text};
use self::read_back::{brat_facts, check_markdown, facts, read_brat, read_json, read_w3c};

pub(crate) fn export(name: &str, doc: &Document, analysis: &Analysis) -> Vec<String> {
    export::find(name)
        .unwrap()
        .run(doc, &analysis.clone().into())
        .into_iter()
        .map(|part| part.contents)
        .collect()
}

pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The built-in template, read like one of the user's, gives the same, byte for byte.
fn check_template(doc: &Document, analysis: &Analysis) {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), export::ARTICLE_TEMPLATE).unwrap();
    let (exporter, annotated) = (export::find("markdown").unwrap(), analysis.clone().into());
    for links in [false, true] {
        let options = export::Options { id: Some(7), links, ..Default::default() };
        let article = export::Article { doc, annotated: &annotated, id: Some(7), written: None };
        let by_template = exporter.run_by(Some(file.path()), &article, &options).unwrap();
        assert_eq!(by_template, exporter.run_with(doc, &annotated, &options));
    }
}

fn check(draft: &Draft) {
    let (doc, analysis) = draft.build();
    let expected = facts(&doc, &analysis);
    let json = export("json", &doc, &analysis);
    assert_eq!(serde_json::from_str::<Value>(&json[0]).unwrap()["text"], doc.text());
    assert_eq!(read_json(&json), expected);
    let (mut expected, mut w3c) = (expected, read_w3c(&export("w3c", &doc, &analysis), doc.text()));
    expected.quotes.sort();
    w3c.quotes.sort();
    assert_eq!(w3c, expected);
    let brat = export("brat", &doc, &analysis);
    assert_eq!(brat[1], doc.text());
    assert_eq!(read_brat(&brat), brat_facts(&doc, &analysis));
    check_markdown(&doc, &analysis);
    check_template(&doc, &analysis);
    for exporter in export::EXPORTERS {
        for part in exporter.run(&doc, &analysis.clone().into()) {
            let hostile = part.contents.chars().find(|&c| c.is_control() && !"\n\t".contains(c));
            assert_eq!(hostile, None, "{}", exporter.name);
        }
    }
}

#[test]
fn an_article_reads_back_from_every_format() {
    check(&Draft {
        blocks: vec![
            "😀 Nancy Pelosi said “Sessions must\r\nresign,” she said, “now.”".to_owned(),
            "The *House* [Oversight] Committee\tagreed.".to_owned(),
        ],
        meta: Metadata { title: Some("A: “title” #1".to_owned()), ..Metadata::default() },
        entities: vec![
            (
                EntityKind::Person,
                Some("House Minority Leader".to_owned()),
                vec![name(1, 1), (7, 0, MentionForm::Pronoun)],
            ),
            // "now.” The *House* [Oversight]", with "The" inside, stands for Sessions.
            (
                EntityKind::Person,
                None,
                vec![name(4, 0), (9, 3, MentionForm::Noun), (10, 0, MentionForm::Pronoun)],
            ),
            (EntityKind::Organization, None, vec![name(11, 2)]),
        ],
        quotes: vec![(QuoteKind::Direct, vec![(4, 2), (9, 0)], Some(8), Some(7), Some(0))],
    });
}

proptest! {
    #[test]
    fn any_text_reads_back_from_every_format(draft in draft()) {
        check(&draft);
    }
}
