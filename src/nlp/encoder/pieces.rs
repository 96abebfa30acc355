//! Word pieces: a token becomes the longest pieces in the vocabulary, greedily from its start.
//!
//! As BERT's uncased vocabularies expect: decomposed, without accents, in lower case, split at punctuation. Curly
//! quotes are read as straight ones, because the vocabulary's pieces for them are hardly trained.

use std::collections::HashMap;

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
    /// Pieces that begin a word.
    starts: HashMap<Box<str>, PieceId>,
    /// Pieces that continue a word, without their "##".
    rests: HashMap<Box<str>, PieceId>,
    n_pieces: usize,
    longest: usize,
    unknown: PieceId,
    frame: (PieceId, PieceId),
}

impl Vocabulary {
    /// Reads a vocabulary: one piece per line, numbered by lines.
    pub fn parse(text: &str) -> Result<Self, VocabularyError> {
        let (mut starts, mut rests, mut longest) = (HashMap::new(), HashMap::new(), 0);
        let n_pieces = text.lines().count();
        for (index, line) in text.lines().enumerate() {
            let id = PieceId::try_from(index).map_err(|_| VocabularyError::TooLarge(n_pieces))?;
            let (map, piece) = match line.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => (&mut rests, rest),
                _ => (&mut starts, line),
            };
            longest = longest.max(piece.len());
            map.entry(Box::from(piece)).or_insert(id);
        }
        let id = |piece| starts.get(piece).copied().ok_or(VocabularyError::Missing(piece));
        let (unknown, frame) = (id("[UNK]")?, (id("[CLS]")?, id("[SEP]")?));
        Ok(Self { starts, rests, n_pieces, longest, unknown, frame })
    }

    /// The pieces before and after a window: `[CLS]` and `[SEP]`.
    pub const fn frame(&self) -> (PieceId, PieceId) {
        self.frame
    }

    /// Number of pieces.
    pub fn len(&self) -> usize {
        self.n_pieces
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
        let mut map = &self.starts;
        while !rest.is_empty() {
            let Some((piece, id)) = self.longest_prefix(map, rest) else {
                pieces.truncate(from);
                break;
            };
            pieces.push(id);
            rest = rest.get(piece..).unwrap_or_default();
            map = &self.rests;
        }
        if pieces.len() == from {
            pieces.push(self.unknown);
        }
    }

    fn longest_prefix(&self, map: &HashMap<Box<str>, PieceId>, text: &str) -> Option<(usize, PieceId)> {
        let longest = self.longest.min(text.len());
        let ends = (1..=longest).rev();
        ends.filter_map(|end| text.get(..end)).find_map(|piece| map.get(piece).map(|&id| (piece.len(), id)))
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
    fn a_vocabulary_needs_its_frame() {
        assert!(matches!(Vocabulary::parse("[UNK]\n[CLS]"), Err(VocabularyError::Missing("[SEP]"))));
        let long = "piece\n".repeat(70_000);
        assert!(matches!(Vocabulary::parse(&long), Err(VocabularyError::TooLarge(70_000))));
    }
}
