//! Text on a grid of cells: graphemes, directions, what is typed.

pub(crate) mod bidi;
pub(crate) mod fuzzy;
pub(crate) mod grapheme;
pub(crate) mod line_input;
pub(crate) mod sparkline;
