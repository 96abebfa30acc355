//! Cleans text from outside once, on import, and remembers where every character came from.
//!
//! What is stripped cannot be seen by a reader but can drive a terminal, reverse a line or split a word.

use std::iter;
use std::ops::Range;

use crate::text::Span;

/// Text without control, escape and bidi characters, with `\n` as its only line end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sanitized {
    /// The clean text.
    pub text: String,
    /// From positions in the clean text back to the raw one.
    pub origin: OriginMap,
}

/// Maps spans of the clean text to spans of the raw text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OriginMap {
    /// Runs copied without a change: (clean start, raw start), ascending in both.
    runs: Vec<(usize, usize)>,
}

impl OriginMap {
    /// The raw bytes that the clean span was made from; what was stripped at its edges stays outside.
    pub fn to_raw(&self, span: Span) -> Span {
        let (start, end) = (span.start().to_usize(), span.end().to_usize());
        let start_run = self.runs.partition_point(|&(clean, _)| clean <= start).saturating_sub(1);
        let Some(&(clean, raw)) = self.runs.get(start_run) else { return span };
        let raw_start = raw + (start - clean);
        if span.is_empty() {
            return Span::new(raw_start, raw_start);
        }
        let end_run = self.runs.partition_point(|&(clean, _)| clean < end).saturating_sub(1);
        let (clean, raw) = self.runs[end_run];
        Span::new(raw_start, raw + (end - clean))
    }
}

impl OriginMap {
    /// The map for the clean text after `cuts` (in order and apart) were taken out of its `len` bytes.
    #[must_use]
    pub fn without(&self, cuts: &[Range<usize>], len: usize) -> Self {
        let mut runs = Vec::with_capacity(self.runs.len() + cuts.len());
        let (mut start, mut removed) = (0, 0);
        for cut in cuts.iter().cloned().chain(iter::once(len..len)) {
            if start < cut.start {
                let raw = self.to_raw(Span::new(start, start)).start().to_usize();
                runs.push((start - removed, raw));
                let first = self.runs.partition_point(|&(clean, _)| clean <= start);
                let last = self.runs.partition_point(|&(clean, _)| clean < cut.start);
                runs.extend(self.runs[first..last].iter().map(|&(clean, raw)| (clean - removed, raw)));
            }
            removed += cut.len();
            start = cut.end;
        }
        Self { runs }
    }
}

/// Strips what a reader cannot see and makes every line end `\n`.
///
/// Stripped: C0 and C1 controls except tab and line ends, DEL, bidi controls, zero-width spaces, byte order marks,
/// soft hyphens, and Unicode tag characters. Zero-width joiners stay: emoji and several scripts need them.
pub fn sanitize(raw: &str) -> Sanitized {
    let mut text = String::with_capacity(raw.len());
    let mut runs = Vec::new();
    let mut run_start = 0;
    let mut at = 0;
    // Nearly all of a text is copied in long runs: five megabytes take some milliseconds, not dozens.
    while let Some(ahead) =
        raw.as_bytes().get(at..).and_then(|rest| rest.iter().position(|&byte| is_suspect(byte)))
    {
        at += ahead;
        let mut rest = raw.get(at..).unwrap_or_default().chars();
        let Some(c) = rest.next() else { break };
        let kept = match c {
            '\r' if rest.as_str().starts_with('\n') => None,
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            _ if is_stripped(c) => None,
            _ => Some(c),
        };
        let end = at + c.len_utf8();
        if kept != Some(c) {
            copy_run(raw, run_start..at, &mut text, &mut runs);
            if let Some(kept) = kept {
                runs.push((text.len(), at));
                text.push(kept);
            }
            run_start = end;
        }
        at = end;
    }
    copy_run(raw, run_start..raw.len(), &mut text, &mut runs);
    Sanitized { text, origin: OriginMap { runs } }
}

fn copy_run(raw: &str, run: Range<usize>, text: &mut String, runs: &mut Vec<(usize, usize)>) {
    if !run.is_empty() {
        runs.push((text.len(), run.start));
        text.push_str(raw.get(run).unwrap_or_default());
    }
}

/// Whether a character that is stripped or replaced may begin with this byte.
const fn is_suspect(byte: u8) -> bool {
    match byte {
        b'\n' | b'\t' => false,
        // In order: C0 and DEL; C1 and the soft hyphen; U+061C; U+2000 to U+2FFF; U+FEFF and so on; tags.
        ..0x20 | 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef | 0xf3 => true,
        _ => false,
    }
}

/// Whether [`sanitize`] leaves the character out: it cannot be seen, but can drive a terminal or split a word.
pub fn is_stripped(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        _ if c.is_control() => true,
        '\u{ad}'                      // soft hyphen: "Ses\u{ad}sions" must be found as a name
        | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' // bidi
        | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{feff}' // zero width
        | '\u{fff9}'..='\u{fffb}'     // interlinear annotation
        | '\u{e0000}'..='\u{e007f}' => true, // tags
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw_of<'r>(raw: &'r str, word: &str) -> &'r str {
        let clean = sanitize(raw);
        let at = clean.text.find(word).unwrap();
        clean.origin.to_raw(Span::new(at, at + word.len())).of(raw)
    }

    #[test]
    fn line_ends_become_one_kind() {
        assert_eq!(sanitize("a\r\nb\rc\u{2028}d\n").text, "a\nb\nc\nd\n");
    }

    #[test]
    fn escape_sequences_lose_their_escape() {
        assert_eq!(sanitize("\u{1b}[31mred\u{7}\u{9b}2J\u{202e}x").text, "[31mred2Jx");
    }

    #[test]
    fn every_stripped_character_begins_with_a_suspect_byte() {
        for c in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
            let changed = is_stripped(c) || matches!(c, '\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
            assert!(!changed || is_suspect(c.to_string().as_bytes()[0]), "{c:?}");
        }
    }

    #[test]
    fn a_joined_emoji_stays_whole() {
        assert_eq!(sanitize("👩‍👩‍👧").text, "👩‍👩‍👧");
    }

    #[test]
    fn a_clean_span_leads_back_to_the_raw_text() {
        assert_eq!(raw_of("a\r\n\u{feff}Jeff\r\nx", "Jeff"), "Jeff");
        assert_eq!(raw_of("Ses\u{ad}sions", "Sessions"), "Ses\u{ad}sions");
        assert_eq!(raw_of("\u{2028}\u{2028}né\u{200b}", "né"), "né");
        assert_eq!(raw_of("plain", "plain"), "plain");
    }

    #[test]
    fn a_text_with_cuts_leads_back_too() {
        let raw = "\u{feff}> a\r\n> b\u{200b}c";
        let clean = sanitize(raw);
        assert_eq!(clean.text, "> a\n> bc");
        let origin = clean.origin.without(&[0..2, 4..6], clean.text.len());
        let raw_of = |start, end| origin.to_raw(Span::new(start, end)).of(raw);
        assert_eq!("a\nbc".len(), 4);
        assert_eq!(
            (raw_of(0, 1), raw_of(2, 3), raw_of(2, 4), raw_of(0, 3)),
            ("a", "b", "b\u{200b}c", "a\r\n> b")
        );
    }
}
