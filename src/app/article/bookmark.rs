//! Places of the article that the reader gave a letter.

use crate::annotate::{Anchor, Finder, Log};
use crate::app::text::grapheme;
use crate::app::{Key, KeyCode};
use crate::document::Document;
use crate::text::Span;

/// A place with its letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bookmark {
    pub(crate) letter: char,
    /// The words of the line that it was put to; `None` if they are no longer in the text.
    pub(crate) span: Option<Span>,
    at: Anchor,
}

impl Bookmark {
    /// The words that it was put to.
    pub(crate) fn words(&self) -> String {
        grapheme::one_line(&self.at.exact)
    }
}

/// The bookmarks of the log, by letter.
pub(crate) fn bookmarks(doc: &Document, log: &Log) -> Vec<Bookmark> {
    let finder = Finder::new(doc);
    let places = log.bookmarks().into_iter();
    places.map(|(letter, at)| Bookmark { letter, span: finder.find(at).span(), at: at.clone() }).collect()
}

/// Waits for the letter of a bookmark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Letters {
    /// The letter goes to its place; else it is given to the place where one is.
    pub(crate) goes: bool,
}

/// What a key leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LetterResult {
    Letter(char),
    /// The key that asks for a letter once more: the place before the last jump.
    LastPlace,
    Close,
    Unknown,
}

impl Letters {
    /// Takes a key.
    pub(crate) const fn key(self, key: Key) -> LetterResult {
        match key {
            Key { code: KeyCode::Esc, .. } => LetterResult::Close,
            Key { code: KeyCode::Char('\'' | '`'), ctrl: false, alt: false } if self.goes => {
                LetterResult::LastPlace
            }
            Key { code: KeyCode::Char(c), ctrl: false, alt: false } if c.is_ascii_alphabetic() => {
                LetterResult::Letter(c)
            }
            _ => LetterResult::Unknown,
        }
    }
}
