//! The left button of the mouse, held down in the text.

use crate::text::Span;

/// The left button is held down in the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Drag {
    /// What it was pressed on.
    pub(in crate::app) from: Span,
    pub(in crate::app) unit: Unit,
    /// Whether it has selected something.
    pub(in crate::app) selects: bool,
}

/// The unit in which the mouse selects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum Unit {
    Sign,
    Word,
    Sentence,
}
