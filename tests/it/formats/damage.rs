//! Damage: every format, cut off and changed in two hundred places, soon gives a text or an error.

use std::path::Path;

use byline::import::{self, ImportError, Options, Origin};

use super::{docx, epub, pdf_file};

/// Pseudo-random numbers, the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }
}

/// Any bytes give a sound text, or an error that says what to do. The import reports panics as such an error, so this
/// looks for its words.
fn check(name: &str, bytes: &[u8]) {
    let origin = Origin::file(Path::new(name));
    let docs = match import::import(bytes, &origin, &Options::STANDARD) {
        Err(ImportError::Several { parts, .. }) => {
            let read = |it| import::part(bytes, &origin, it, &Options::STANDARD);
            parts.iter().take(5).enumerate().map(read).collect()
        }
        one => vec![one],
    };
    for doc in docs {
        match doc {
            Ok(doc) => assert!(!doc.blocks().is_empty(), "{name}"),
            Err(error) => {
                let error = error.to_string();
                assert!(
                    !error.contains("cannot be read\n") && !error.contains("took too long"),
                    "{name}: {error}"
                );
            }
        }
    }
}

pub(super) fn check_damaged(name: &str, good: &[u8]) {
    check(name, good);
    let whole = import::import(good, &Origin::file(Path::new(name)), &Options::STANDARD);
    assert!(matches!(whole, Ok(_) | Err(ImportError::Several { .. })), "{name}");
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    for round in 0..200 {
        let at = good.len() * round / 200;
        check(name, &good[..at]);
        let mut bytes = good.to_vec();
        for _ in 0..=numbers.below(4) {
            let near = (at + numbers.below(64)).min(bytes.len() - 1);
            bytes[near] = u8::try_from(numbers.below(256)).unwrap();
        }
        if round % 3 == 0 {
            let length = numbers.below(bytes.len() / 4 + 1);
            bytes.drain(at..(at + length).min(bytes.len()));
        }
        check(name, &bytes);
    }
}

#[test]
fn books() {
    check_damaged("a.epub", &epub::book());
}

#[test]
fn word_documents() {
    check_damaged("a.docx", &docx::report());
}

#[test]
fn mail() {
    check_damaged("a.eml", super::mail::LETTER.as_bytes());
    let line = "From a@x.example Mon Mar  2 10:00:00 2026\n";
    check_damaged("a.mbox", format!("{line}{0}\n{line}{0}", super::mail::LETTER).as_bytes());
}

#[test]
fn spoken_words() {
    check_damaged("a.srt", super::speech::SUBTITLES.as_bytes());
    check_damaged("a.txt", super::speech::layouts()[1].1.as_bytes());
}

#[test]
fn feeds_and_news() {
    check_damaged("a.xml", super::news::RSS.as_bytes());
    check_damaged("a.xml", super::news::ATOM.as_bytes());
    check_damaged("a.json", super::news::JSON_FEED.as_bytes());
    check_damaged("a.xml", super::news::NITF.as_bytes());
    check_damaged("a.xml", super::news::NEWSML_G2.as_bytes());
}

#[test]
fn pdf_documents() {
    check_damaged("a.pdf", &pdf_file::two_columns());
}
