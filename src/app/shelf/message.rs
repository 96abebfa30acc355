//! What the start screen is told of the library, and what it asks for.

use crate::annotate::EditId;
use crate::app::input::aim::Aim;
use crate::app::input::key::{Key, Mouse};

/// An article as the start screen lists it. Strings are cleaned and on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its number in the library.
    pub id: i64,
    /// What it is called.
    pub title: String,
    /// When it was opened last, by the clock of this place: `2026-11-25 10:30`.
    pub opened: String,
    /// How far it was read.
    pub read_percent: usize,
    /// Notes and highlights.
    pub n_notes: usize,
    /// Corrections.
    pub n_corrections: usize,
    /// How many other texts of the same page there are.
    pub n_others: usize,
}

impl Article {
    /// Notes, highlights and corrections.
    pub(crate) const fn n_annotations(&self) -> usize {
        self.n_notes + self.n_corrections
    }
}

/// A highlight or note as the start screen lists it. Strings are cleaned and on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The number of its article.
    pub article: i64,
    /// The edit that made it.
    pub id: EditId,
    /// What its article is called.
    pub title: String,
    /// The words that it is about.
    pub words: String,
    /// The note with its tags; empty for a highlight.
    pub told: String,
    /// When it was written, by the clock of this place: `2026-11-25 10:30`.
    pub written: String,
}

/// What is looked for in all articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Words of title, text and notes.
    Words,
    /// Someone whom the article names.
    Names,
    /// Words of notes alone.
    Notes,
}

/// Something typed to look for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Query {
    /// In what.
    pub scope: Scope,
    /// What was typed.
    pub text: String,
}

/// A piece of the line below a found article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its text.
    pub text: String,
    /// Whether it is what was looked for.
    pub is_hit: bool,
}

/// A place that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// In which article.
    pub article: Article,
    /// In which of its notes; `None` for its text or cast.
    pub note: Option<EditId>,
    /// What stands around it.
    pub line: Vec<Piece>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// In how many articles.
    pub n_articles: usize,
    /// The best first.
    pub hits: Vec<Hit>,
    /// How many more may name the one who is looked for, but were never analysed.
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
    /// All articles, the last opened first.
    Listed(Vec<Article>),
    /// Answer to [`Wish::Notes`]: the notes of all articles, in the order of those.
    Noted(Vec<Note>),
    /// Answer to [`Wish::Find`], or why there is none, in one line.
    Found(Query, Result<Found, String>),
    /// Something to tell in the status line.
    Notice(String),
    /// The screen must be drawn again.
    Redraw,
}

/// What is chosen to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// An article of the library.
    Article(i64),
    /// The sample.
    Sample,
}

/// Something that the world is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// End the program.
    Quit,
    /// Stop the program as Ctrl-Z does.
    Suspend,
    /// Clear the terminal and draw everything again.
    Redraw,
    /// Open this; at what, and for whom, if something was looked for.
    Open(Pick, Option<Aim>),
    /// List the notes of all articles.
    Notes,
    /// Look for this; [`ShelfMsg::Found`] answers.
    Find(Query),
    /// Remove the article, for good; [`ShelfMsg::Listed`] answers.
    Remove(i64),
    /// Let the program have the mouse, or leave it to the terminal.
    MouseCapture(bool),
}
