//! Messages to the library screen, and what it asks for.

use crate::annotate::EditId;
use crate::app::input::aim::Aim;
use crate::app::input::key::{Key, Mouse};

/// An article in the list. Strings are cleaned and on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShelfArticle {
    /// Its number in the library.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// When it was last opened, in local time: `2026-11-25 10:30`.
    pub opened: String,
    /// How much of it has been read.
    pub read_percent: usize,
    /// How many notes and highlights it has.
    pub n_notes: usize,
    /// How many corrections it has.
    pub n_corrections: usize,
    /// How many other versions of the same page there are.
    pub n_others: usize,
}

impl ShelfArticle {
    /// The number of notes, highlights and corrections.
    pub(crate) const fn n_annotations(&self) -> usize {
        self.n_notes + self.n_corrections
    }
}

/// A highlight or note in the list. Strings are cleaned and on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The number of its article.
    pub article: i64,
    /// The edit that made it.
    pub id: EditId,
    /// The title of its article.
    pub title: String,
    /// The words that it is about.
    pub words: String,
    /// The note with its tags; empty for a highlight.
    pub told: String,
    /// When it was written, in local time: `2026-11-25 10:30`.
    pub written: String,
}

/// What a search of all articles looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SearchScope {
    /// Words of title, text and notes.
    Words,
    /// People and organizations that the article names.
    Names,
    /// Words of notes only.
    Notes,
}

/// A search.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Query {
    /// What it looks at.
    pub scope: SearchScope,
    /// The typed text.
    pub text: String,
}

/// A piece of the line below an article that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its text.
    pub text: String,
    /// Whether it matches the search.
    pub is_hit: bool,
}

/// A place that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The article.
    pub article: ShelfArticle,
    /// The note; `None` if the text or cast matches.
    pub note: Option<EditId>,
    /// The words around it.
    pub line: Vec<Piece>,
}

/// The result of a search.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// How many articles match.
    pub n_articles: usize,
    /// Best first.
    pub hits: Vec<Hit>,
    /// How many more may name the entity, but have not been analysed.
    pub n_unknown: usize,
}

/// Something happened.
#[derive(Debug, Clone)]
pub enum ShelfMsg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse did something.
    Mouse(Mouse),
    /// The terminal has this size.
    Resize {
        /// Width in cells.
        columns: u16,
        /// Height in cells.
        rows: u16,
    },
    /// All articles, most recently opened first.
    Listed(Vec<ShelfArticle>),
    /// Answer to [`ShelfEffect::Notes`]: the notes of all articles, in the order of the articles.
    Noted(Vec<Note>),
    /// Answer to [`ShelfEffect::Find`], or why there is none, in one line.
    Found(Query, Result<Found, String>),
    /// A text for the status line.
    Notice(String),
    /// The screen must be drawn again.
    Redraw,
}

/// What was chosen to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// An article of the library.
    Article(i64),
    /// The sample.
    Sample,
}

/// Something that the outside world is asked to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShelfEffect {
    /// End the program.
    Quit,
    /// Suspend the program, as Ctrl-Z does.
    Suspend,
    /// Clear the terminal and draw everything again.
    Redraw,
    /// Open this; and at what, if it was found by a search.
    Open(Pick, Option<Aim>),
    /// List the notes of all articles.
    Notes,
    /// Search for this; [`ShelfMsg::Found`] answers.
    Find(Query),
    /// Remove the article permanently; [`ShelfMsg::Listed`] answers.
    Remove(i64),
    /// Whether the program gets the mouse, or the terminal keeps it.
    MouseCapture(bool),
}
