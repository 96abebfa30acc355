//! The network's input for a document: the pieces and the case of each token, and which tokens may stand for someone.

use crate::document::Document;
use crate::nlp::cast::word::fold;
use crate::nlp::encoder::case;
use crate::nlp::encoder::pieces::{PieceId, Vocabulary};
use crate::nlp::lexicon::pronoun::{self, Pronoun};
use crate::nlp::lexicon::{origin, role};
use crate::nlp::{Cancelled, Progress, Sentence, Token};
use crate::text::Table;

/// How many sentences are read between two checks whether to continue.
const STRIDE: usize = 256;

/// What a word may stand for, by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Referring {
    /// Someone or something named before: "she", "it".
    Pronoun,
    /// Someone, according to a list: "senator", "police", "CEO".
    Listed,
    /// What the network finds.
    Open,
}

impl Referring {
    fn of(word: &str) -> Self {
        let lower = word.to_lowercase();
        match pronoun::pronoun(&lower) {
            Some(Pronoun::You | Pronoun::Other) => return Self::Open,
            Some(_) => return Self::Pronoun,
            None => {}
        }
        // "The former", "the 31-year-old".
        let is_alone = matches!(&*lower, "former" | "latter" | "old" | "olds");
        let is_acronym = (2..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase());
        let folded = fold(&lower);
        // "The Norwegian", "the Republican".
        let is_of_origin = word.starts_with(char::is_uppercase) && origin::is_of_person(&folded);
        if is_alone || is_acronym || is_of_origin || role::is_someone(&folded) {
            Self::Listed
        } else {
            Self::Open
        }
    }
}

/// Pieces and case class of every token of a document, and what it may stand for.
#[derive(Debug, Default)]
pub(crate) struct EncoderInput {
    pieces: Vec<PieceId>,
    /// Where the pieces of each token begin; one more entry than tokens.
    starts: Vec<u32>,
    case: Vec<u8>,
    referring: Vec<Referring>,
}

impl EncoderInput {
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
                    input.referring.push(Referring::of(text));
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

    /// What the token may stand for.
    pub(crate) fn referring(&self, token: usize) -> Referring {
        self.referring[token]
    }
}
