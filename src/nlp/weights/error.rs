//! Why a file cannot be used as a model.

/// The only format that this program reads.
pub(super) const FORMAT: u32 = 2;

/// Why a file cannot be used as a model.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// The file does not begin like a model.
    #[error("this is not a byline model")]
    Foreign,
    /// The file has an earlier or later format, with other parts.
    #[error("the model has format {0}, but this program reads only format {FORMAT}")]
    Format(u32),
    /// The file ends too early.
    #[error("the model is cut off: it has {found} of {expected} bytes")]
    Truncated {
        /// The number of bytes that it should have.
        expected: usize,
        /// The number of bytes that it has.
        found: usize,
    },
    /// The content does not match its checksum.
    #[error("the model is damaged: its checksum is wrong")]
    Damaged,
    /// The description at its start cannot be read.
    #[error("the model's header cannot be read")]
    Header(#[from] serde_json::Error),
    /// The description contradicts itself, or requires something that this program does not have.
    #[error("the model's header is wrong: {0}")]
    Unfit(String),
    /// A part of the network is missing, or has the wrong shape or type.
    #[error("the model's part `{name}` {problem}")]
    Tensor {
        /// Which part.
        name: String,
        /// What is wrong.
        problem: &'static str,
    },
    /// The vocabulary is wrong.
    #[error("the model's vocabulary is wrong")]
    Vocabulary(#[from] VocabularyError),
}

/// The vocabulary is not one of word pieces.
#[derive(Debug, thiserror::Error)]
pub enum VocabularyError {
    /// One of the pieces that every vocabulary needs is missing.
    #[error("the vocabulary has no {0}")]
    Missing(&'static str),
    /// There are more pieces than a piece number can represent.
    #[error("the vocabulary has {0} pieces, more than 65,536")]
    TooLarge(usize),
}
