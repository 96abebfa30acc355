//! Cleans text from outside once, on import, and remembers where every character came from.
//!
//! What it removes is invisible to a reader, but can drive a terminal, reverse a line or split a word.

mod escape;
mod invisible;

use std::iter;
use std::ops::Range;

use crate::text::Span;

/// Text without control and bidi characters and escape sequences, with `\n` as its only line end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sanitized {
    /// The clean text.
    pub text: String,
    /// Maps positions in the clean text back to the raw text.
    pub origin: OriginMap,
}

/// Maps spans of the clean text to spans of the raw text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OriginMap {
    /// Runs copied without a change: (clean start, raw start), ascending in both.
    runs: Vec<(usize, usize)>,
}

impl OriginMap {
    /// The raw bytes that the clean span was made from, without anything removed at its edges.
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
    /// The map for the clean text after `cuts` (in order, without overlap) are removed from its `len` bytes.
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

/// Removes what a reader cannot see, and makes every line end `\n`.
///
/// Removed are C0 and C1 controls except tab and line ends, DEL, bidi controls, and everything that Unicode counts as
/// invisible: zero-width spaces, byte order marks, soft hyphens, fillers, tags. Joiners and variation selectors stay
/// where a script or an emoji needs them. Sequences that drive a terminal are removed completely, because the rest of
/// one would be in the middle of a name.
pub fn sanitize(raw: &str) -> Sanitized {
    let mut text = String::with_capacity(raw.len());
    let mut runs = Vec::new();
    let mut run_start = 0;
    let mut at = 0;
    // Nearly all of a text is copied in long runs, so five megabytes take a few milliseconds instead of dozens.
    while let Some(ahead) = raw.as_bytes().get(at..).and_then(next_suspect) {
        at += ahead;
        let mut rest = raw.get(at..).unwrap_or_default().chars();
        let Some(c) = rest.next() else { break };
        let mut end = at + c.len_utf8();
        let before =
            raw.get(run_start..at).and_then(|it| it.chars().next_back()).or(text.chars().next_back());
        let kept = match c {
            '\u{1b}' | '\u{80}'..='\u{9f}' if c != '\u{85}' => {
                end = at + escape::length(raw.get(at..).unwrap_or_default()).unwrap_or(c.len_utf8());
                None
            }
            '\r' if rest.as_str().starts_with('\n') => None,
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            _ if is_stripped(c) || !invisible::belongs(c, before) => None,
            _ => Some(c),
        };
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

/// The position of the first byte that [`is_suspect`]. Whole chunks are tested at once, because the compiler has vector
/// instructions for that.
fn next_suspect(bytes: &[u8]) -> Option<usize> {
    const CHUNK: usize = 32;
    let is_clean = |chunk: &&[u8]| !chunk.iter().fold(false, |any, &byte| any | is_suspect(byte));
    let clean = bytes.chunks_exact(CHUNK).take_while(is_clean).count() * CHUNK;
    let rest = bytes.get(clean..)?;
    rest.iter().position(|&byte| is_suspect(byte)).map(|at| clean + at)
}

/// Whether a character that is removed or replaced may begin with this byte.
const fn is_suspect(byte: u8) -> bool {
    match byte {
        b'\n' | b'\t' => false,
        // In order: C0 and DEL; C1 and the soft hyphen; U+034F; U+061C; U+1000 to U+1FFF; U+2000 to U+2FFF; U+3000 to
        // U+3FFF; U+FEFF and others; U+1BCA0 and U+1D173; tags.
        ..0x20 | 0x7f | 0xc2 | 0xcd | 0xd8 | 0xe1 | 0xe2 | 0xe3 | 0xef | 0xf0 | 0xf3 => true,
        _ => false,
    }
}

/// Whether [`sanitize`] removes the character wherever it occurs: it is invisible, but can drive a terminal or split
/// a word.
pub fn is_stripped(c: char) -> bool {
    !matches!(c, '\n' | '\t') && (c.is_control() || invisible::is_useless(c))
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
    fn escape_sequences_go_as_a_whole() {
        for (raw, clean) in [
            ("An\u{1b}[31mn Re\u{1b}[0med", "Ann Reed"),
            ("Re\u{9b}2Jed\u{7}\u{202e}", "Reed"),
            ("a\u{1b}[38;2;1;2;3mb\u{1b}[?25lc\u{1b}[>0;1 qd", "abcd"),
            ("see \u{1b}]8;;https://x.example/\u{1b}\\here\u{1b}]8;;\u{7} now", "see here now"),
            ("a\u{1b}]0;title\u{9c}b\u{9d}52;c;eA==\u{7}c", "abc"),
            (
                "a\u{1b}P1$r0m\u{1b}\\b\u{90}q\u{9c}c\u{1b}_G\u{1b}\\d\u{1b}^x\u{1b}\\e\u{1b}Xx\u{1b}\\f",
                "abcdef",
            ),
            ("a\u{1b}(Bb\u{1b}7c\u{1b}=d\u{1b}#8e", "abcde"),
            // Text that is not a sequence keeps its letters.
            ("\u{1b}Hello", "Hello"),
            ("\u{1b}[31\u{e9}", "[31\u{e9}"),
            ("\u{1b}]0;not closed\nnext", "]0;not closed\nnext"),
            ("\u{1b}[", "["),
            ("\u{1b}", ""),
            ("\u{1b}[1\u{1b}[2mx", "[1x"),
        ] {
            assert_eq!(sanitize(raw).text, clean, "{raw:?}");
        }
        assert_eq!(raw_of("An\u{1b}[31mn\u{1b}[0m Reed", "Ann"), "An\u{1b}[31mn");
    }

    #[test]
    fn what_cannot_be_seen_does_not_hide_or_split_a_name() {
        for c in [
            "\u{180e}",
            "\u{3164}",
            "\u{115f}",
            "\u{1160}",
            "\u{ffa0}",
            "\u{e0100}",
            "\u{e01ef}",
            "\u{34f}",
            "\u{17b4}",
            "\u{2065}",
            "\u{fff0}",
            "\u{1bca0}",
            "\u{1d173}",
            "\u{e0001}",
            "\u{e0fff}",
            "\u{200b}",
            "\u{2060}",
            "\u{ad}",
            "\u{fe0f}",
            "\u{200d}",
            "\u{200c}",
            "\u{180b}",
            "\u{fe00}",
            "\u{200d}\u{200c}\u{fe0f}",
        ] {
            assert_eq!(sanitize(&format!("Re{c}ed")).text, "Reed", "{c:?}");
            assert_eq!(sanitize(&format!("{c}Reed {c}")).text, "Reed ", "{c:?}");
        }
    }

    #[test]
    fn joiners_and_variants_stay_where_they_belong() {
        for text in [
            "👩\u{200d}👩\u{200d}👧",
            "❤\u{fe0f}\u{200d}🔥",
            "👩🏽\u{200d}🚀",
            "1\u{fe0f}\u{20e3} #\u{fe0f}\u{20e3}",
            "☎\u{fe0e} ©\u{fe0f}",
            "می\u{200c}خواهم",
            "क्\u{200d}ष क्\u{200c}ष",
            "ශ්\u{200d}ර",
            "葛\u{fe00}",
            "ᠠ\u{180b}",
            "≨\u{fe00}",
        ] {
            assert_eq!(sanitize(text).text, text);
        }
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
