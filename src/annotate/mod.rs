//! What the user adds to an article and corrects in its analysis: a log of edits, laid over the machine's tables.
//!
//! The analysis can be made again at any time, even by another model; the edits stay. They refer to words by
//! [`Anchor`]s, which find their words again in a text that has changed.

mod anchor;
mod edit;
mod note;
mod overlay;
mod tally;

pub use anchor::{Anchor, Finder, Found};
pub use edit::{Edit, EditId, Entry, Log, Member};
pub use note::{LoggedMark, marks, tag, tags, told};
pub use overlay::{Annotated, Mark, Problem, overlay};
pub use tally::Tally;
