//! Positions: UTF-8 byte offsets and half-open ranges of them.

use std::fmt;

/// A position in a text, in UTF-8 bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ByteOffset(u32);

impl ByteOffset {
    /// Wraps a byte offset.
    ///
    /// # Panics
    /// If `byte` is past `u32::MAX`; documents are capped far below.
    pub fn new(byte: usize) -> Self {
        Self(u32::try_from(byte).expect("texts are capped at 64 MiB when a document is built"))
    }

    /// The offset as an index into the text's bytes.
    pub const fn to_usize(self) -> usize {
        self.0 as usize
    }
}

impl fmt::Debug for ByteOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A half-open range of bytes, `start <= end`, on character boundaries of one text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    start: ByteOffset,
    end: ByteOffset,
}

impl Span {
    /// The bytes from `start` up to but not including `end`.
    ///
    /// # Panics
    /// If `end < start`.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span must not end before it starts: {start}..{end}");
        Self { start: ByteOffset::new(start), end: ByteOffset::new(end) }
    }

    /// First byte.
    pub const fn start(self) -> ByteOffset {
        self.start
    }

    /// One past the last byte.
    pub const fn end(self) -> ByteOffset {
        self.end
    }

    /// The span as a range of byte indices, for slicing.
    pub const fn to_range(self) -> std::ops::Range<usize> {
        self.start.to_usize()..self.end.to_usize()
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end.to_usize() - self.start.to_usize()
    }

    /// Whether the span covers no byte.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Whether `offset` is inside; the end is not.
    pub fn contains(self, offset: ByteOffset) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether all of `other` lies inside.
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether at least one byte is common to both.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The text of the span.
    ///
    /// # Panics
    ///
    /// If the span is not on character boundaries of `text`, because it belongs to another text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.to_range()).expect("a span belongs to the text that it was made for")
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}..{:?}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touching_spans_do_not_overlap() {
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
        assert!(Span::new(0, 4).overlaps(Span::new(3, 5)));
    }

    #[test]
    fn a_join_covers_both() {
        let join = Span::new(2, 4).join(Span::new(7, 9));
        assert_eq!(join, Span::new(2, 9));
        assert!(join.covers(Span::new(2, 4)) && join.covers(Span::new(7, 9)));
    }
}
