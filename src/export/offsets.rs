//! What offsets count: byline counts bytes, and other programs count the units of their language's strings.

use crate::text::{ByteOffset, Span, TextIndex};

/// What an offset counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Unit {
    /// Unicode code points: Python, Web Annotations.
    #[default]
    CodePoint,
    /// UTF-16 code units: JavaScript, Java, C#.
    Utf16,
    /// Bytes of UTF-8: Rust, Go, C.
    Byte,
}

impl Unit {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::CodePoint, Self::Utf16, Self::Byte];

    /// Its name in `offset_unit`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::CodePoint => "unicode-code-point",
            Self::Utf16 => "utf-16-code-unit",
            Self::Byte => "utf-8-byte",
        }
    }

    /// The word for several of them.
    pub const fn plural(self) -> &'static str {
        match self {
            Self::CodePoint => "code points",
            Self::Utf16 => "UTF-16 units",
            Self::Byte => "bytes",
        }
    }

    /// The value of `--offsets`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CodePoint => "code-points",
            Self::Utf16 => "utf-16",
            Self::Byte => "bytes",
        }
    }
}

/// What the offsets of a format count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offsets {
    /// It has none.
    None,
    /// It is always the same.
    Fixed(Unit),
    /// The user chooses; code points by default.
    Choice,
}

impl Offsets {
    /// In words: "code points".
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Fixed(unit) => unit.plural(),
            Self::Choice => "code points, or as `--offsets` says",
        }
    }
}

/// Counts positions of one text in one unit.
#[derive(Debug, Clone)]
pub(super) struct Counter<'t> {
    unit: Unit,
    index: TextIndex<'t>,
    /// For UTF-16: the bytes at which characters of two units start.
    wide: Vec<usize>,
}

impl<'t> Counter<'t> {
    /// Scans the text once.
    pub(super) fn new(text: &'t str, unit: Unit) -> Self {
        let is_counted = unit == Unit::Utf16;
        let wide = text.char_indices().filter(|(_, c)| is_counted && c.len_utf16() == 2).map(|(at, _)| at);
        Self { unit, index: TextIndex::new(text), wide: wide.collect() }
    }

    /// The unit that it counts.
    pub(super) const fn unit(&self) -> Unit {
        self.unit
    }

    /// The position before a byte.
    pub(super) fn at(&self, offset: ByteOffset) -> usize {
        let byte = offset.to_usize();
        match self.unit {
            Unit::Byte => byte,
            Unit::CodePoint => self.index.to_code_points(offset),
            Unit::Utf16 => {
                self.index.to_code_points(offset) + self.wide.partition_point(|&start| start < byte)
            }
        }
    }

    /// Start and end of a span, end exclusive.
    pub(super) fn span(&self, span: Span) -> (usize, usize) {
        (self.at(span.start()), self.at(span.end()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_counted_in_each_unit() {
        let text = "é😀 Ann";
        let at = text.find("Ann").unwrap();
        let counted = |unit| Counter::new(text, unit).span(Span::new(at, at + 3));
        assert_eq!(Unit::ALL.iter().map(|&it| counted(it)).collect::<Vec<_>>(), [(3, 6), (4, 7), (7, 10)]);
        let whole = Counter::new(text, Unit::Utf16).span(Span::new(0, text.len()));
        assert_eq!(whole.1, text.encode_utf16().count());
    }
}
