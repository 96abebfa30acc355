//! Converts between bytes, Unicode code points, UTF-16 units and lines, for the boundaries of the program.

use crate::text::{ByteOffset, Span};

/// The distance between checkpoints in bytes; a conversion scans at most this many.
const STRIDE: usize = 256;

/// Converts positions of one text. Inside the program all positions are bytes; exporters and the screen convert.
#[derive(Debug, Clone)]
pub struct TextIndex<'t> {
    text: &'t str,
    /// Code points before the first character boundary at or after byte `k * STRIDE`.
    checkpoints: Vec<u32>,
}

impl<'t> TextIndex<'t> {
    /// Scans the text once.
    pub fn new(text: &'t str) -> Self {
        let mut checkpoints = Vec::with_capacity(text.len() / STRIDE + 1);
        for (count, (byte, _)) in (0_u32..).zip(text.char_indices()) {
            while checkpoints.len() * STRIDE <= byte {
                checkpoints.push(count);
            }
        }
        Self { text, checkpoints }
    }

    /// The number of code points before `offset`.
    ///
    /// # Panics
    /// If `offset` is not on a character boundary of the text.
    pub fn to_code_points(&self, offset: ByteOffset) -> usize {
        let byte = offset.to_usize();
        let known = (byte / STRIDE).min(self.checkpoints.len().saturating_sub(1));
        let mut from = known * STRIDE;
        let Some(&count) = self.checkpoints.get(known) else { return 0 };
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        if from > byte {
            // Possible only inside a character, and a boundary is not inside one.
            from = byte;
        }
        let rest = self.text.get(from..byte).expect("the offset is a boundary of this text");
        count as usize + rest.chars().count()
    }

    /// The span in code points, end exclusive.
    pub fn span_to_code_points(&self, span: Span) -> (usize, usize) {
        (self.to_code_points(span.start()), self.to_code_points(span.end()))
    }

    /// The position before the code point with this number, or the end of the text if it has fewer.
    pub fn from_code_points(&self, code_point: usize) -> ByteOffset {
        let known = self.checkpoints.partition_point(|&count| count as usize <= code_point).saturating_sub(1);
        let mut from = known * STRIDE;
        while from < self.text.len() && !self.text.is_char_boundary(from) {
            from += 1;
        }
        let count = self.checkpoints.get(known).map_or(0, |&count| count as usize);
        let rest = self.text.get(from..).unwrap_or_default();
        let byte = rest.char_indices().nth(code_point - count).map_or(self.text.len(), |(at, _)| from + at);
        ByteOffset::new(byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_round_trip(text: &str) {
        let index = TextIndex::new(text);
        let boundaries = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
        for (count, byte) in boundaries.enumerate() {
            assert_eq!(index.to_code_points(ByteOffset::new(byte)), count, "byte {byte} of {text:?}");
            assert_eq!(
                index.from_code_points(count),
                ByteOffset::new(byte),
                "code point {count} of {text:?}"
            );
        }
    }

    #[test]
    fn code_points_and_bytes_round_trip() {
        check_round_trip("");
        check_round_trip("abc");
        check_round_trip("é👩‍👩‍👧\r\nx");
        check_round_trip(&"ab".repeat(300));
        check_round_trip(&"é😀x".repeat(200));
    }

    #[test]
    fn past_the_end_is_the_end() {
        assert_eq!(TextIndex::new("é").from_code_points(9), ByteOffset::new(2));
    }
}
