//! What is shown and not analysed: captions, licences, and text that is not in English.

#![expect(clippy::disallowed_methods, reason = "the tests make files of their own")]

use std::fs;

use byline::document::{BlockKind, Document, DocumentBuilder, Language, Metadata};
use byline::nlp::Analysis;
use byline::nlp::analyze::{Config, analyze};
use byline::nlp::model::Model;
use byline::nlp::progress::Silent;
use byline::text::Span;
use serde_json::Value;

use crate::cli::{folder, run, told};
use crate::model_file;

const ENGLISH: &str = "The harbour council voted on Tuesday to drain the old basin, over the protest of Ruth Pemberton and the \
    families who have moored there since the war. “We were not asked,” Ruth Pemberton said.";
const GERMAN: &str = "Am Donnerstag hat der Hafenrat beschlossen, das alte Becken trockenzulegen. „Niemand hat uns gefragt“, sagte Ulrike \
    Sommer, die dort zwei Boote liegen hat.";
const FRENCH: &str = "Selon le conseil du port, le vieux bassin sera vidé avant le printemps. « Personne ne nous a consultés », a déclaré \
    Marie Dupont, qui possède deux bateaux.";
const SPANISH: &str = "El consejo del puerto decidió el martes vaciar la vieja dársena. «Nadie nos ha preguntado», dijo María López, dueña \
    de dos barcos y un cobertizo.";
const ARABIC: &str = "قرر مجلس الميناء يوم الثلاثاء تجفيف الحوض القديم رغم احتجاج عائلات الصيادين. وقالت ليلى حداد إن أحدا لم يسألهم.";
const CHINESE: &str =
    "港务委员会周二决定排干旧船坞，尽管渔民家庭表示抗议。李明说，没有人问过他们的意见，他们也不会离开。";

/// English about people and places whose names are not.
const NAMES: &str = "Jürgen Schröder, Ursula Grünwald and José María Aznar López met Jean-Luc Mélenchon at the Palacio de la Moncloa. The Süddeutsche \
    Zeitung and Le Monde diplomatique had asked for it, said Giuseppe Di Stefano of the Banca Popolare di Milano.";

fn document(blocks: &[(BlockKind, &str)]) -> Document {
    let mut builder = DocumentBuilder::new();
    for (kind, text) in blocks {
        builder.block(*kind, text);
    }
    builder.finish(Metadata::default()).unwrap()
}

/// The small model finds names anywhere, so what it does not find was not read.
fn analysis(doc: &Document) -> Analysis {
    let model = Model::from_bytes(model_file::small()).unwrap();
    let analysis = analyze(doc, &model, &Config { threads: 2 }, &mut Silent).unwrap();
    analysis.check(doc).unwrap();
    analysis
}

fn check_only_read(doc: &Document) {
    let analysis = analysis(doc);
    let found = analysis.mentions.rows().iter().map(|it| it.span);
    let said = analysis.quotes.rows().iter().flat_map(|it| it.content.clone());
    let spans: Vec<Span> = found.chain(said).collect();
    for (number, block) in doc.blocks().rows().iter().enumerate() {
        let has_words = analysis.tokens.rows().iter().any(|it| block.span.covers(it.span));
        assert!(has_words, "words can be selected in {}", doc.slice(block.span));
        if !doc.is_read(number) {
            assert!(!spans.iter().any(|it| it.overlaps(block.span)), "{}", doc.slice(block.span));
        }
    }
}

#[test]
fn captions_and_licences_are_not_read_and_their_words_are_there() {
    use BlockKind::{Boilerplate, Caption, Paragraph};
    let doc = document(&[
        (Paragraph, ENGLISH),
        (Caption, "Marta Lindqvist, the captain, said that she was happy. Photo: Jo Park"),
        (Paragraph, ENGLISH),
        (Boilerplate, "This text is for the use of anyone anywhere, said Ann Lee."),
    ]);
    check_only_read(&doc);
    // The engine's tables are those of the text without these blocks, moved to their positions in the text.
    let plain = analysis(&document(&[(Paragraph, ENGLISH), (Paragraph, ENGLISH)]));
    let whole = analysis(&doc);
    assert_eq!(plain.mentions.len(), whole.mentions.len());
    assert_eq!(plain.relations.len(), whole.relations.len());
}

#[test]
fn other_languages_are_told_and_not_read() {
    for (code, text) in [("de", GERMAN), ("fr", FRENCH), ("es", SPANISH), ("ar", ARABIC), ("zh", CHINESE)] {
        let doc = document(&[(BlockKind::Paragraph, text), (BlockKind::Paragraph, text)]);
        assert_eq!(doc.language().code(), code);
        check_only_read(&doc);
        assert!(analysis(&doc).mentions.is_empty(), "{code}");
        let why = doc.foreign_part().unwrap();
        assert!(why.contains(doc.language().name()), "{why}");
        let insisted = doc.taken_for_english();
        assert_eq!((insisted.language(), insisted.foreign_part()), (Language::ENGLISH, None));
        assert!(insisted.is_read(0));
    }
}

#[test]
fn a_mixed_text_is_read_where_it_is_english() {
    let doc =
        document(&[ENGLISH, GERMAN, "Ja.", ENGLISH, ARABIC, NAMES].map(|it| (BlockKind::Paragraph, it)));
    assert_eq!(doc.language(), Language::ENGLISH);
    let codes: Vec<_> = (0..6).map(|it| doc.language_of(it).code()).collect();
    assert_eq!(codes, ["en", "de", "en", "en", "ar", "en"]);
    check_only_read(&doc);
    assert_eq!(
        doc.foreign_part().as_deref(),
        Some("2 of 6 paragraphs are in German and Arabic: byline analyses English only")
    );
}

#[test]
fn exports_tell_the_language_and_errors_why_nobody_is_found() {
    let folder = folder("language");
    fs::write(folder.join("de.txt"), format!("{GERMAN}\n\n{GERMAN}\n")).unwrap();
    fs::write(folder.join("en.txt"), format!("{NAMES}\n\n{ENGLISH}\n")).unwrap();
    let exported = |args: &[&str]| {
        let output = run(&folder, args, b"");
        let (status, stdout, stderr) = told(&output);
        assert_eq!(status, Some(0), "{stderr}");
        (serde_json::from_str::<Value>(stdout).unwrap(), stderr.to_owned())
    };
    let (german, why) = exported(&["export", "de.txt"]);
    assert_eq!(
        (&german["document"]["language"], german["entities"].as_array().unwrap().len()),
        (&"de".into(), 0)
    );
    assert!(why.contains("this text is in German") && why.contains("--language en"), "{why}");
    let (insisted, why) = exported(&["export", "de.txt", "--language", "en"]);
    assert_eq!((&insisted["document"]["language"], why.as_str()), (&"en".into(), ""));
    let (english, why) = exported(&["export", "en.txt"]);
    assert_eq!((&english["document"]["language"], why.as_str()), (&"en".into(), ""));
    let names: Vec<&str> =
        english["entities"].as_array().unwrap().iter().filter_map(|it| it["name"].as_str()).collect();
    assert!(names.contains(&"Jürgen Schröder") && names.contains(&"Ruth Pemberton"), "{names:?}");
}

#[test]
fn a_page_that_lists_articles_says_so() {
    let folder = folder("notice");
    let teaser = |number: usize| {
        format!("<h3><a href=/{number}>Headline number {number} of the town tells a story</a></h3>")
    };
    let teasers: String = (0..20).map(teaser).collect();
    fs::write(folder.join("index.html"), format!("<!doctype html><title>News</title><main>{teasers}</main>"))
        .unwrap();
    let output = run(&folder, &["export", "index.html", "--format", "plain"], b"");
    let (status, _, stderr) = told(&output);
    assert_eq!(
        (status, stderr),
        (Some(0), "byline: this page seems to be a list of articles, without one of its own\n")
    );
}
