//! The network's input for a document: the pieces and the case of each token, and which tokens are pronouns.

use crate::document::Document;
use crate::nlp::encoder::case;
use crate::nlp::encoder::pieces::{PieceId, Vocabulary};
use crate::nlp::lexicon::pronoun;
use crate::nlp::{Cancelled, Progress, Sentence, Token};
use crate::text::Table;

/// How many sentences are read between two checks whether to continue.
const STRIDE: usize = 256;

/// Pieces and case class of every token of a document, and which tokens are pronouns.
#[derive(Debug, Default)]
pub(crate) struct Input {
    pieces: Vec<PieceId>,
    /// Where the pieces of each token begin; one more entry than tokens.
    starts: Vec<u32>,
    case: Vec<u8>,
    is_pronoun: Vec<bool>,
}

impl Input {
    /// Reads all tokens.
    pub(crate) fn read(
        doc: &Document,
        tokens: &Table<Token>,
        sentences: &Table<Sentence>,
        vocabulary: &Vocabulary,
        progress: &dyn Progress,
    ) -> Result<Self, Cancelled> {
        let mut input = Self::default();
        for sentences in sentences.rows().chunks(STRIDE) {
            progress.check()?;
            for sentence in sentences {
                let mut first = case::FIRST;
                for token in tokens.slice(sentence.tokens) {
                    let text = doc.slice(token.span);
                    input.starts.push(u32::try_from(input.pieces.len()).expect("texts are capped at 64 MiB"));
                    vocabulary.push_pieces(text, &mut input.pieces);
                    input.case.push(case::class(text) + first);
                    input.is_pronoun.push(pronoun::is_pronoun(text));
                    first = 0;
                }
            }
        }
        input.starts.push(u32::try_from(input.pieces.len()).expect("texts are capped at 64 MiB"));
        Ok(input)
    }

    /// The pieces of a token.
    pub(crate) fn pieces(&self, token: usize) -> &[PieceId] {
        self.pieces.get(self.starts[token] as usize..self.starts[token + 1] as usize).unwrap_or_default()
    }

    /// The case class of a token.
    pub(crate) fn case(&self, token: usize) -> u8 {
        self.case[token]
    }

    /// Whether the token is the first of its sentence.
    pub(crate) fn begins_sentence(&self, token: usize) -> bool {
        self.case[token] >= case::FIRST
    }

    /// Whether the token is a pronoun.
    pub(crate) fn is_pronoun(&self, token: usize) -> bool {
        self.is_pronoun[token]
    }
}
