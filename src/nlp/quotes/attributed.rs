//! What is said, with the words beside it that attribute it, as rules read them from the text.

use std::ops::Range;

/// In tokens; none is empty.
#[derive(Debug)]
pub(super) struct AttributedWords {
    pub(super) content: Range<usize>,
    pub(super) cue: Range<usize>,
    pub(super) source: Range<usize>,
}
