//! The content of the library, and which part of it is listed in which order.

use std::cmp::Reverse;

use crate::app::shelf::message::{Note, ShelfArticle};

/// The order of the articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum ShelfOrder {
    #[default]
    Opened,
    Title,
    Notes,
}

impl ShelfOrder {
    /// The next order.
    pub(crate) const fn next(self) -> Self {
        match self {
            Self::Opened => Self::Title,
            Self::Title => Self::Notes,
            Self::Notes => Self::Opened,
        }
    }

    /// Its name on the frame.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Opened => "last opened first",
            Self::Title => "by title",
            Self::Notes => "most notes first",
        }
    }
}

/// Articles and notes, and which of them are listed.
#[derive(Debug, Default)]
pub(crate) struct Holdings {
    /// Most recently opened first.
    pub(crate) articles: Vec<ShelfArticle>,
    /// The notes of all articles, once they were asked for, in the order of the articles.
    pub(crate) notes: Vec<Note>,
    /// Whether the notes are listed instead of the articles.
    pub(crate) lists_notes: bool,
    /// Whether notes are in the order of the articles; otherwise the newest comes first.
    pub(crate) notes_by_article: bool,
    pub(crate) order: ShelfOrder,
    /// Whether only articles with notes or corrections are listed.
    pub(crate) only_annotated: bool,
}

impl Holdings {
    /// Whether an article is listed.
    pub(crate) fn shows(&self, article: &ShelfArticle) -> bool {
        !self.only_annotated || article.n_annotations() > 0
    }

    /// The numbers of the listed articles, in the order of the list.
    pub(crate) fn article_order(&self) -> Vec<usize> {
        let mut order: Vec<usize> =
            (0..self.articles.len()).filter(|&at| self.shows(&self.articles[at])).collect();
        match self.order {
            ShelfOrder::Opened => {}
            ShelfOrder::Title => order.sort_by_cached_key(|&at| self.articles[at].title.to_lowercase()),
            ShelfOrder::Notes => order.sort_by_key(|&at| Reverse(self.articles[at].n_annotations())),
        }
        order
    }

    /// The numbers of the notes, in the order of the list.
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

    /// The order of the notes, as the frame shows it.
    pub(crate) const fn told_note_order(&self) -> &'static str {
        if self.notes_by_article { "by article" } else { "last written first" }
    }
}
