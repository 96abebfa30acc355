//! The input of an export.

use std::collections::BTreeMap;

use crate::annotate::{Annotated, EditId};
use crate::document::Document;

/// When each edit was made, in UTC: `2026-11-25T09:30:00Z`.
pub type Dates = BTreeMap<EditId, String>;

/// An article with everything known about it.
#[derive(Debug, Clone, Copy)]
pub struct Article<'a> {
    /// The article.
    pub doc: &'a Document,
    /// What was found in it, with the user's edits.
    pub annotated: &'a Annotated,
    /// Its number in the library, if it is there.
    pub id: Option<i64>,
    /// When the user's edits were made, if that is known.
    pub written: Option<&'a Dates>,
}

impl Article<'_> {
    /// When an edit was made, if that is known.
    pub(super) fn date(&self, edit: EditId) -> Option<&str> {
        self.written?.get(&edit).map(String::as_str)
    }
}
