//! The left button of the mouse, held down in the text.

use crate::text::Span;

/// The left button is held down in the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Drag {
    /// What was pressed on.
    pub(in crate::app) from: Span,
    pub(in crate::app) unit: Unit,
    /// It has selected something.
    pub(in crate::app) selects: bool,
}

/// What a selection by mouse is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum Unit {
    Sign,
    Word,
    Sentence,
}
