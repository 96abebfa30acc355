//! The vault: a note for each, joined by links.

use super::*;
use crate::annotate::Annotated;
use crate::digest::sample;
use crate::document::Metadata;
use crate::export::Place;

fn vault(articles: &[(&str, &[&str])]) -> BTreeMap<String, String> {
    let made: Vec<_> = articles
        .iter()
        .map(|(title, paragraphs)| {
            let meta = Metadata { title: Some((*title).to_owned()), ..Metadata::default() };
            let (doc, analysis) = sample::article_of(paragraphs, meta);
            (doc, Annotated::from((*analysis).clone()))
        })
        .collect();
    let articles: Vec<_> =
        made.iter().map(|(doc, annotated)| Article { doc, annotated, id: None, written: None }).collect();
    let parts = export(&articles, &Options::default());
    let file = |part: Part| match part.place {
        Place::Within(path) => (path, part.contents),
        Place::Beside(_) => panic!("a vault is a folder"),
    };
    parts.into_iter().map(file).collect()
}

#[test]
fn people_and_articles_have_notes_that_lead_to_one_another() {
    let notes = vault(&[
        (
            "One: a/b",
            &[
                "{“Go,”} said [PER Ann Lee]. [PER Lee=Ann Lee] sued [ORG Hill] (Ann Lee; sued; Hill; ; denied).",
            ],
        ),
        ("Two", &["[PER Ann Lee] left [LOC Rome]."]),
    ]);
    let paths: Vec<_> = notes.keys().map(String::as_str).collect();
    assert_eq!(
        paths,
        ["Articles/One a b.md", "Articles/Two.md", "Organizations/Hill.md", "People/Ann Lee.md"]
    );
    let ann = &notes["People/Ann Lee.md"];
    for line in [
        "aliases: [\"Ann Lee\", \"Lee\"]",
        "## [[Articles/One a b|One: a/b]]",
        "## [[Articles/Two|Two]]",
        "- Ann Lee sued Hill (denied)",
        "|in the article]]",
    ] {
        assert!(ann.contains(line), "{line} in {ann}");
    }
    assert!(
        notes["Articles/One a b.md"].contains("[[People/Ann Lee|Ann Lee]]"),
        "{}",
        notes["Articles/One a b.md"]
    );
    let block = ann.split("#^").nth(1).unwrap().split('|').next().unwrap();
    assert!(notes["Articles/One a b.md"].contains(&format!(" ^{block}")), "{block}");
}

#[test]
fn articles_of_one_title_have_a_note_each() {
    let notes = vault(&[("News", &["[PER Ann] left."]), ("News", &["[PER Bob] left."])]);
    let articles: Vec<_> = notes.keys().filter(|it| it.starts_with("Articles/")).collect();
    assert_eq!(articles.len(), 2, "{articles:?}");
    let again = vault(&[("News", &["[PER Ann] left."]), ("News", &["[PER Bob] left."])]);
    assert_eq!(notes, again);
}
