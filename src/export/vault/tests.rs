//! The vault: a note for each, joined by links.

use super::*;
use crate::annotate::Annotated;
use crate::digest::sample;
use crate::document::Metadata;
use crate::export::OutputPlace;

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
    let file = |part: OutputFile| match part.place {
        OutputPlace::Within(path) => (path, part.contents),
        OutputPlace::Beside(_) => panic!("a vault is a folder"),
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

/// The notes of an article in which three people have one name.
fn three_of_one_name(descriptions: [Option<&str>; 3]) -> BTreeMap<String, String> {
    let (doc, analysis) =
        sample::article(&["[PER Ann Reed] met [PER Bea Reed] and [PER Cy Reed] (Ann Reed; met; Bea Reed)."]);
    let mut analysis = (*analysis).clone();
    let mut entities = analysis.entities.rows().to_vec();
    for (entity, description) in entities.iter_mut().zip(descriptions) {
        entity.name = "Ann Reed".to_owned();
        entity.description = description.map(str::to_owned);
    }
    analysis.entities = entities.into();
    let annotated = Annotated::from(analysis);
    let parts =
        export(&[Article { doc: &doc, annotated: &annotated, id: None, written: None }], &Options::default());
    let n_parts = parts.len();
    let notes: BTreeMap<_, _> = parts
        .into_iter()
        .filter_map(|part| {
            Some((if let OutputPlace::Within(path) = part.place { path } else { return None }, part.contents))
        })
        .collect();
    assert_eq!(notes.len(), n_parts, "no note is written twice");
    notes
}

#[test]
fn people_of_one_name_in_one_article_have_a_note_each() {
    let people = |descriptions| -> Vec<String> {
        let notes = three_of_one_name(descriptions);
        let people = notes.into_iter().filter(|it| it.0.starts_with("People/"));
        people
            .map(|(path, note)| {
                assert_eq!(note.matches("\n## [[Articles/").count(), 1, "{path}: {note}");
                path
            })
            .collect()
    };
    let alike = ["People/Ann Reed (2).md", "People/Ann Reed (3).md", "People/Ann Reed.md"];
    assert_eq!(people([None; 3]), alike);
    assert_eq!(people([Some("nurse"); 3]), alike);
    assert_eq!(
        people([Some("mayor"), Some("nurse"), Some("nurse")]),
        ["People/Ann Reed (3).md", "People/Ann Reed (nurse).md", "People/Ann Reed.md"]
    );
}

#[test]
fn somebody_described_in_two_ways_may_be_two() {
    let of = |description: &str| {
        let (doc, analysis) = sample::article(&["[PER Ann Reed] left."]);
        let mut analysis = (*analysis).clone();
        let mut entities = analysis.entities.rows().to_vec();
        entities[0].description = Some(description.to_owned());
        analysis.entities = entities.into();
        (doc, Annotated::from(analysis))
    };
    let note = |one: &str, other: &str| {
        let made = [of(one), of(other)];
        let articles =
            made.iter().map(|(doc, annotated)| Article { doc, annotated, id: None, written: None });
        let parts = export(&articles.collect::<Vec<_>>(), &Options::default());
        parts
            .into_iter()
            .find(|it| it.place == OutputPlace::Within("People/Ann Reed.md".into()))
            .unwrap()
            .contents
    };
    let told = "differently (mayor; a nurse): this may be more than one person";
    assert!(note("mayor", "a nurse").contains(told), "{}", note("mayor", "a nurse"));
    assert!(!note("mayor", "the former Mayor").contains("more than one"));
}

#[test]
fn articles_of_one_title_have_a_note_each() {
    let notes = vault(&[("News", &["[PER Ann] left."]), ("News", &["[PER Bob] left."])]);
    let articles: Vec<_> = notes.keys().filter(|it| it.starts_with("Articles/")).collect();
    assert_eq!(articles.len(), 2, "{articles:?}");
    let again = vault(&[("News", &["[PER Ann] left."]), ("News", &["[PER Bob] left."])]);
    assert_eq!(notes, again);
}
