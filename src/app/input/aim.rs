//! What an article is opened for, where it was found by what it holds.

use crate::annotate::EditId;

/// What an article is opened for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aim {
    /// A note or highlight, by the edit that made it.
    Note(EditId),
    /// All notes with a tag, from this one on.
    Tag(String, EditId),
    /// Someone, by name.
    Name(String),
    /// Words: the first of these if it is in the text, else all others that are.
    Words(Vec<String>),
}
