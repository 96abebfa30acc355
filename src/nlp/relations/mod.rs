//! Who stands in which relation to whom.

use crate::document::Document;
use crate::nlp::{Analysis, Relation};
use crate::text::Table;

/// Finds what is stated of two members of the cast.
pub fn find(_doc: &Document, _analysis: &Analysis) -> Table<Relation> {
    Table::new()
}
