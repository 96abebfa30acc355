//! The articles of a file that contains several: a mailbox, a feed.

use std::ops::Range;
use std::sync::Arc;

use crate::document::{Document, Target};

/// One of several articles in a file, as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedArticle {
    /// Its title, cleaned and on one line.
    pub title: String,
    /// The address of the whole article, if the file has only a summary.
    pub address: Option<Target>,
    /// The article itself.
    pub content: ArticleContent,
}

/// One of several articles in a file, as it is opened: see [`crate::import::part`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArticleContent {
    /// The position of its own bytes, which are read when it is opened.
    Bytes(Range<usize>),
    /// The article, where only the whole file can be parsed: parsing it again for each article would take too long.
    Document(Arc<Document>),
}
