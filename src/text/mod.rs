//! Positions in text, and tables for what was found there.
//!
//! This layer knows nothing about articles, names or terminals.

pub(crate) mod grapheme;
mod index;
mod month;
pub mod near;
mod revision;
pub mod sanitize;
mod span;
mod table;
mod whitespace;

pub use index::TextIndex;
pub use month::MONTHS;
pub use revision::is_revision;
pub use span::{ByteOffset, Span};
pub use table::{Id, IdRange, Table};
pub use whitespace::collapse_whitespace;
