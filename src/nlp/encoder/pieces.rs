//! Word pieces: a token becomes the longest pieces in the vocabulary, greedily from its start.
//!
//! As BERT's uncased vocabularies expect: decomposed, without accents, in lower case, split at punctuation. Curly
//! quotes are read as straight ones, because the vocabulary's pieces for them have hardly been trained.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::nlp::weights::VocabularyError;

/// The most pieces of a token: enough for every word; addresses and noise are cut.
pub const MAX_PIECES_PER_TOKEN: usize = 16;

/// Longer runs of letters are unknown.
const MAX_RUN: usize = 100;

/// The number of a piece in the vocabulary.
pub type PieceId = u16;

/// A vocabulary of word pieces.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    text: Box<str>,
    /// Where each piece is in the text, without its "##".
    pieces: Vec<Range<usize>>,
    /// Pieces that begin a word.
    starts: Slots,
    /// Pieces that continue a word.
    rests: Slots,
    longest: usize,
    unknown: PieceId,
    frame: (PieceId, PieceId),
}

/// A hash table of pieces, with linear probing. Unlike a map with texts of its own, it is filled in a millisecond.
#[derive(Debug, Clone)]
struct Slots {
    /// The number of a piece plus 1, or 0. A power of two of them, at least half of them 0.
    slots: Vec<u32>,
}

/// The hash of a piece, byte by byte (FNV-1a).
#[derive(Debug, Clone, Copy)]
struct PieceHash(u64);

impl PieceHash {
    const START: Self = Self(0xcbf2_9ce4_8422_2325);

    const fn with(self, byte: u8) -> Self {
        Self((self.0 ^ byte as u64).wrapping_mul(0x100_0000_01b3))
    }

    fn of(piece: &str) -> Self {
        piece.bytes().fold(Self::START, Self::with)
    }
}

impl Slots {
    fn new(n_pieces: usize) -> Self {
        Self { slots: vec![0; (2 * n_pieces + 1).next_power_of_two()] }
    }

    /// The slot of the piece that `is_it` accepts, or the free one for it.
    fn slot(&self, hash: PieceHash, is_it: impl Fn(PieceId) -> bool) -> usize {
        let mask = self.slots.len() - 1;
        #[expect(clippy::cast_possible_truncation, reason = "the mask leaves few of its bits")]
        let mut at = (hash.0 ^ hash.0 >> 32) as usize & mask;
        while self.piece(at).is_some_and(|it| !is_it(it)) {
            at = (at + 1) & mask;
        }
        at
    }

    fn piece(&self, slot: usize) -> Option<PieceId> {
        self.slots[slot].checked_sub(1).and_then(|it| PieceId::try_from(it).ok())
    }
}

impl Vocabulary {
    /// Reads a vocabulary: one piece per line, numbered by lines. Of equal ones, the first counts.
    pub fn parse(text: &str) -> Result<Self, VocabularyError> {
        let n_pieces = text.lines().count();
        let mut pieces = Vec::with_capacity(n_pieces);
        let (mut starts, mut rests, mut longest) = (Slots::new(n_pieces), Slots::new(n_pieces), 0);
        let mut end = 0;
        for (line, whole) in text.lines().zip(text.split_inclusive('\n')) {
            let (slots, piece) = match line.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => (&mut rests, rest),
                _ => (&mut starts, line),
            };
            let start = end + line.len() - piece.len();
            end += whole.len();
            let id = PieceId::try_from(pieces.len()).map_err(|_| VocabularyError::TooLarge(n_pieces))?;
            pieces.push(start..start + piece.len());
            longest = longest.max(piece.len());
            let slot = slots
                .slot(PieceHash::of(piece), |it| text.get(pieces[usize::from(it)].clone()) == Some(piece));
            if slots.piece(slot).is_none() {
                slots.slots[slot] = u32::from(id) + 1;
            }
        }
        let text = Box::from(text);
        let mut found = Self { text, pieces, starts, rests, longest, unknown: 0, frame: (0, 0) };
        let id = |piece| {
            let start = found.find(&found.starts, PieceHash::of(piece), piece);
            start.ok_or(VocabularyError::Missing(piece))
        };
        let (unknown, frame) = (id("[UNK]")?, (id("[CLS]")?, id("[SEP]")?));
        (found.unknown, found.frame) = (unknown, frame);
        Ok(found)
    }

    fn find(&self, slots: &Slots, hash: PieceHash, piece: &str) -> Option<PieceId> {
        slots.piece(slots.slot(hash, |it| self.text.get(self.pieces[usize::from(it)].clone()) == Some(piece)))
    }

    /// The pieces before and after a window: `[CLS]` and `[SEP]`.
    pub const fn frame(&self) -> (PieceId, PieceId) {
        self.frame
    }

    /// Number of pieces.
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Whether there is no piece; never true for a parsed vocabulary.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Appends the pieces of a token: at least one, at most `MAX_PIECES_PER_TOKEN`.
    pub fn push_pieces(&self, token: &str, pieces: &mut Vec<PieceId>) {
        let from = pieces.len();
        if token.bytes().all(|b| b.is_ascii_lowercase()) {
            // Most words: nothing to fold.
            self.push_run(token, pieces);
        } else {
            self.push_folded(&fold(token), pieces);
        }
        pieces.truncate(from + MAX_PIECES_PER_TOKEN);
        if pieces.len() == from {
            pieces.push(self.unknown); // only accents
        }
    }

    fn push_folded(&self, token: &str, pieces: &mut Vec<PieceId>) {
        let mut rest = token;
        while let Some(c) = rest.chars().next() {
            let length = if is_alone(c) { c.len_utf8() } else { rest.find(is_alone).unwrap_or(rest.len()) };
            let (run, after) = rest.split_at(length);
            self.push_run(run, pieces);
            rest = after;
        }
    }

    /// Appends the pieces of a run of letters and digits, or of one punctuation mark.
    fn push_run(&self, run: &str, pieces: &mut Vec<PieceId>) {
        let from = pieces.len();
        let mut rest = if run.len() > MAX_RUN { "" } else { run };
        let mut slots = &self.starts;
        while !rest.is_empty() {
            let Some((piece, id)) = self.longest_prefix(slots, rest) else {
                pieces.truncate(from);
                break;
            };
            pieces.push(id);
            rest = rest.get(piece..).unwrap_or_default();
            slots = &self.rests;
        }
        if pieces.len() == from {
            pieces.push(self.unknown);
        }
    }

    fn longest_prefix(&self, slots: &Slots, text: &str) -> Option<(usize, PieceId)> {
        let mut hash = PieceHash::START;
        let hashes: Vec<PieceHash> = text
            .bytes()
            .take(self.longest)
            .map(|byte| {
                hash = hash.with(byte);
                hash
            })
            .collect();
        hashes.iter().enumerate().rev().find_map(|(at, &hash)| {
            let piece = text.get(..=at)?;
            self.find(slots, hash, piece).map(|id| (piece.len(), id))
        })
    }
}

/// Lower case, without accents, with straight quotes.
fn fold(token: &str) -> String {
    let plain = token.chars().map(|c| match c {
        '’' | '‘' | '‚' | '‛' | 'ʼ' | 'ʻ' | '`' | '´' | '′' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '‐' | '‑' | '‒' | '−' => '-',
        '―' | '⸺' => '—',
        _ => c,
    });
    plain.flat_map(char::to_lowercase).nfd().filter(|&c| !is_combining_mark(c)).collect()
}

/// Whether a character is a piece by itself: punctuation, or a character of a script without spaces.
fn is_alone(c: char) -> bool {
    !c.is_alphanumeric()
        || matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2fa1f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const PIECES: &str = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nsess\n##ions\n'\ns\no\nneill\nelan\n\"\nse";

    fn check(token: &str, expected: &[&str]) {
        let vocabulary = Vocabulary::parse(PIECES).unwrap();
        let mut pieces = Vec::new();
        vocabulary.push_pieces(token, &mut pieces);
        let lines: Vec<_> = PIECES.lines().collect();
        let found: Vec<_> = pieces.iter().map(|&id| lines[usize::from(id)]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_longest_piece_is_taken() {
        check("sessions", &["sess", "##ions"]);
        check("Sessions", &["sess", "##ions"]);
    }

    #[test]
    fn accents_case_and_curly_quotes_are_folded() {
        check("Élan", &["elan"]);
        check("ÉLAN", &["elan"]);
        check("O’Neill", &["o", "'", "neill"]);
        check("“", &["\""]);
        check("’s", &["'", "s"]);
    }

    #[test]
    fn what_the_vocabulary_cannot_spell_is_unknown_as_a_whole() {
        check("sessionz", &["[UNK]"]);
        check("\u{301}", &["[UNK]"]);
        check(&"s".repeat(200), &["[UNK]"]);
    }

    #[test]
    fn no_token_gives_many_pieces() {
        let mut pieces = Vec::new();
        Vocabulary::parse(PIECES).unwrap().push_pieces(&"?".repeat(99), &mut pieces);
        assert_eq!(pieces.len(), MAX_PIECES_PER_TOKEN);
    }

    #[test]
    fn of_equal_pieces_the_first_counts() {
        let twice = format!("{PIECES}\r\n##ions\nsess\n");
        let vocabulary = Vocabulary::parse(&twice).unwrap();
        let mut pieces = Vec::new();
        vocabulary.push_pieces("sessions", &mut pieces);
        assert_eq!((pieces, vocabulary.len()), (vec![4, 5], 15));
    }

    #[test]
    fn a_vocabulary_needs_its_frame() {
        assert!(matches!(Vocabulary::parse("[UNK]\n[CLS]"), Err(VocabularyError::Missing("[SEP]"))));
        let long = "piece\n".repeat(70_000);
        assert!(matches!(Vocabulary::parse(&long), Err(VocabularyError::TooLarge(70_000))));
    }
}
