//! Text on a grid of cells: direction, matching, typing, sparklines.

pub(crate) mod bidi;
pub(crate) mod fuzzy;
pub(crate) mod line_input;
pub(crate) mod sparkline;

pub(crate) use crate::text::grapheme;
