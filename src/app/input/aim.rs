//! What an article is opened at, if a search found it.

use crate::annotate::EditId;

/// What an article is opened at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aim {
    /// A note or highlight, by the edit that made it.
    Note(EditId),
    /// All notes with a tag, starting with this one.
    Tag(String, EditId),
    /// An entity, by name.
    Name(String),
    /// Words: the first of these if it is in the text, else all the others that are.
    Words(Vec<String>),
}
