//! Places of the article to which the user gave a letter.

use crate::annotate::{Anchor, Finder, Log};
use crate::app::text::grapheme;
use crate::document::Document;
use crate::text::Span;

/// A place with its letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bookmark {
    pub(crate) letter: char,
    /// The words of the line where it was set; `None` if they are no longer in the text.
    pub(crate) span: Option<Span>,
    at: Anchor,
}

impl Bookmark {
    /// The words where it was set.
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
