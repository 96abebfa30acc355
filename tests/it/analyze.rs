//! The whole analysis on any text: no panic, sound tables, the same for any number of threads, and it stops when
//! asked.

use std::cell::Cell;
use std::sync::LazyLock;

use byline::document::{BlockKind, Document, DocumentBuilder, Metadata};
use byline::nlp::analyze::{Config, analyze};
use byline::nlp::model::{Model, instruction_sets};
use byline::nlp::progress::Silent;
use byline::nlp::{Analysis, Cancelled, Progress};
use byline::text::Span;
use proptest::prelude::*;

use crate::model_file;

/// Random names are a hard test for the stages after them.
static SMALL: LazyLock<Model> = LazyLock::new(|| Model::from_bytes(model_file::small()).unwrap());

fn document(text: &str) -> Document {
    let mut builder = DocumentBuilder::new();
    for paragraph in text.split("\n\n") {
        builder.block(BlockKind::Paragraph, paragraph);
    }
    builder.finish(Metadata::default()).unwrap()
}

fn analysis(doc: &Document, threads: usize) -> Analysis {
    analyze(doc, &SMALL, &Config { threads }, &mut Silent).unwrap()
}

/// Asks to stop at the n-th check, and keeps the partial results. Looks at one part after the other, and stays at the
/// last, unless it looks away.
#[derive(Default)]
struct Watch {
    stop_at: Option<usize>,
    looks_at: Vec<Span>,
    looks_away: bool,
    asked: Cell<usize>,
    partial: Vec<Analysis>,
    last: Option<(usize, usize)>,
}

impl Progress for Watch {
    fn report(&mut self, stage: &'static str, done: usize, total: usize) {
        if stage == "names" {
            self.last = Some((done, total));
        }
    }

    fn check(&self) -> Result<(), Cancelled> {
        self.asked.set(self.asked.get() + 1);
        if self.stop_at.is_some_and(|at| self.asked.get() >= at) { Err(Cancelled) } else { Ok(()) }
    }

    fn partial(&mut self, analysis: Analysis) {
        self.partial.push(analysis);
    }

    fn is_watched(&self) -> bool {
        !self.looks_away
    }

    fn visible(&self) -> Option<Span> {
        let at = self.asked.get() / 4;
        self.looks_at.get(at).or(self.looks_at.last()).copied()
    }
}

/// Words as they occur in articles, in any order.
fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("Mr."),
        Just("Ann"),
        Just("Lee"),
        Just("the"),
        Just("U.S."),
        Just("“"),
        Just("”"),
        Just("\""),
        Just("said"),
        Just("."),
        Just(","),
        Just("'s"),
        Just("\n\n"),
        Just("("),
        Just(")"),
        Just("ACME"),
        Just("Inc."),
        Just("he"),
        Just("according to"),
        Just("—"),
        Just("’"),
        Just("‘"),
        Just("of"),
        Just("Jr."),
        Just("http://a.b"),
        Just("孔"),
    ];
    prop::collection::vec(word, 0..120).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_string_gives_sound_tables_with_every_visible_sign_in_a_token(text in any::<String>()) {
        let doc = document(&text);
        let found = analysis(&doc, 1);
        prop_assert_eq!(found.check(&doc), Ok(()));
        let mut end = 0;
        for token in found.tokens.rows() {
            prop_assert!(!doc.slice(token.span).contains(char::is_whitespace));
            prop_assert!(doc.slice(Span::new(end, token.span.start().to_usize())).trim().is_empty());
            end = token.span.end().to_usize();
        }
        prop_assert!(doc.slice(Span::new(end, doc.text().len())).trim().is_empty());
    }

    #[test]
    fn any_words_give_sound_tables_for_any_number_of_threads(text in words()) {
        let doc = document(&text);
        let found = analysis(&doc, 1);
        prop_assert_eq!(found.check(&doc), Ok(()));
        prop_assert_eq!(&found, &analysis(&doc, 4));
    }
}

/// Several thousand words without final punctuation: sentences longer than any window.
fn long() -> Document {
    document(&"Ann Lee met the ACME board, and Bob Roe of the Post wrote of it to them ".repeat(200))
}

#[test]
fn each_question_can_stop_it() {
    let doc = long();
    let mut watch = Watch::default();
    analyze(&doc, &SMALL, &Config { threads: 1 }, &mut watch).unwrap();
    let questions = watch.asked.get();
    assert!(questions > 50, "{questions}");
    for stop_at in (1..=questions).step_by(17) {
        let mut watch = Watch { stop_at: Some(stop_at), ..Watch::default() };
        let config = Config { threads: 1 };
        assert_eq!(analyze(&doc, &SMALL, &config, &mut watch), Err(Cancelled), "{stop_at}");
    }
}

#[test]
fn the_visible_part_is_shown_first() {
    let doc = long();
    let visible = Span::new(doc.text().len() - 200, doc.text().len());
    let mut watch = Watch { looks_at: vec![visible], ..Watch::default() };
    let whole = analyze(&doc, &SMALL, &Config { threads: 1 }, &mut watch).unwrap();
    let first = watch.partial.first().unwrap();
    assert_eq!(first.check(&doc), Ok(()));
    assert!(first.mentions.rows().iter().any(|mention| visible.covers(mention.span)));
    assert!(
        !first.mentions.rows().iter().any(|mention| mention.span.end().to_usize() < doc.text().len() / 2)
    );
    assert_eq!(whole, analysis(&doc, 3));
    assert!(watch.last.is_some_and(|(done, total)| done == total && total > 50));
}

#[test]
fn no_partial_results_are_made_if_no_one_looks() {
    let doc = long();
    let looks_at = vec![Span::new(0, 200)];
    let mut watch = Watch { looks_at, looks_away: true, ..Watch::default() };
    let whole = analyze(&doc, &SMALL, &Config { threads: 1 }, &mut watch).unwrap();
    assert!(watch.partial.is_empty());
    assert_eq!(whole, analysis(&doc, 1));
}

#[test]
fn the_reader_may_jump_about_and_the_result_is_the_same() {
    let doc = long();
    let length = doc.text().len();
    let parts =
        [9, 0, 5, 5, 2, 8, 1, 7].map(|tenth| Span::new(length * tenth / 10, length * tenth / 10 + 99));
    let expected = analysis(&doc, 1);
    for threads in [1, 3] {
        let mut watch = Watch { looks_at: parts.to_vec(), ..Watch::default() };
        let found = analyze(&doc, &SMALL, &Config { threads }, &mut watch).unwrap();
        assert_eq!(found, expected, "{threads}");
        assert!(watch.partial.iter().all(|it| it.check(&doc) == Ok(())));
    }
}

#[test]
fn the_models_names_are_found() {
    let text = "Ann Lee, the mayor of Springfield, spoke to the Washington Post. “We won,” Lee said.";
    let doc = document(text);
    let config = Config { threads: 1 };
    let found = analyze(&doc, &Model::embedded(), &config, &mut Silent).unwrap();
    let names: Vec<_> = found.mentions.rows().iter().map(|mention| doc.slice(mention.span)).collect();
    assert!(names.contains(&"Ann Lee") && names.contains(&"Springfield"), "{names:?}");
    assert_eq!(found.quotes.rows().first().map(|quote| doc.slice(quote.content[0])), Some("“We won,”"));
}

#[test]
fn every_instruction_set_finds_the_same() {
    let text = "Ann Lee, the mayor of Springfield, spoke to the Washington Post. “We won,” Lee said. She is to sue it.";
    let doc = document(text);
    let find = |set: &&str, threads| {
        analyze(&doc, &Model::embedded_with(set).unwrap(), &Config { threads }, &mut Silent).unwrap()
    };
    let sets = instruction_sets();
    let plain = find(&sets[0], 1);
    assert!(plain.mentions.rows().len() > 3 && plain.quotes.rows().len() == 1);
    for set in &sets {
        assert_eq!(find(set, 4), plain, "{set} and {}", sets[0]);
    }
    assert!(Model::embedded_with("abacus").is_none());
}

#[test]
fn a_dash_inside_a_quotation_is_no_signature_of_one_before() {
    let doc = document("“ Mr. \n\n — Jr. ”");
    assert_eq!(analysis(&doc, 1).check(&doc), Ok(()));
}
