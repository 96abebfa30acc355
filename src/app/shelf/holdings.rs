//! What the library has, and which of it is listed in which order.

use std::cmp::Reverse;

use crate::app::shelf::message::{Article, Note};

/// The order of the articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Order {
    #[default]
    Opened,
    Title,
    Notes,
}

impl Order {
    /// The order after this one.
    pub(crate) const fn next(self) -> Self {
        match self {
            Self::Opened => Self::Title,
            Self::Title => Self::Notes,
            Self::Notes => Self::Opened,
        }
    }

    /// What the frame says.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Opened => "the last opened first",
            Self::Title => "by title",
            Self::Notes => "most notes first",
        }
    }
}

/// Articles and notes, and which of them are listed.
#[derive(Debug, Default)]
pub(crate) struct Holdings {
    /// The last opened first.
    pub(crate) articles: Vec<Article>,
    /// The notes of all articles, as far as they were asked for, in the order of these.
    pub(crate) notes: Vec<Note>,
    /// The notes are listed instead of the articles.
    pub(crate) lists_notes: bool,
    /// They stand in the order of the articles; else the newest comes first.
    pub(crate) notes_by_article: bool,
    pub(crate) order: Order,
    /// Only articles with notes or corrections are listed.
    pub(crate) only_annotated: bool,
}

impl Holdings {
    /// Whether an article is listed.
    pub(crate) fn shows(&self, article: &Article) -> bool {
        !self.only_annotated || article.n_annotations() > 0
    }

    /// The places of the listed articles among all, in their order.
    pub(crate) fn article_order(&self) -> Vec<usize> {
        let mut order: Vec<usize> =
            (0..self.articles.len()).filter(|&at| self.shows(&self.articles[at])).collect();
        match self.order {
            Order::Opened => {}
            Order::Title => order.sort_by_cached_key(|&at| self.articles[at].title.to_lowercase()),
            Order::Notes => order.sort_by_key(|&at| Reverse(self.articles[at].n_annotations())),
        }
        order
    }

    /// The places of the notes among all, in their order.
    pub(crate) fn note_order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.notes.len()).collect();
        if !self.notes_by_article {
            order.sort_by_key(|&at| Reverse(&self.notes[at].written));
        }
        order
    }

    /// "library" or "notes".
    pub(crate) const fn list_name(&self) -> &'static str {
        if self.lists_notes { "notes" } else { "library" }
    }

    /// What the frame says of the order of the notes.
    pub(crate) const fn told_note_order(&self) -> &'static str {
        if self.notes_by_article { "by article" } else { "the last written first" }
    }
}
