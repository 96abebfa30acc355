//! The trained model, assembled from its file (`weights`): its metadata, its word pieces, its network and the scorers
//! for quotes, coreference and relations.

use std::borrow::Cow;
use std::fmt;

use crate::nlp::coref::{Listing, PairScorers, Ranker};
use crate::nlp::encoder::network::Network;
use crate::nlp::encoder::network::instructions::Instructions;
use crate::nlp::encoder::pieces::Vocabulary;
use crate::nlp::names::label;
use crate::nlp::quotes::LinkScorer;
use crate::nlp::relations::Scorer;
pub use crate::nlp::weights::ModelError;
use crate::nlp::weights::{Container, EMBEDDED};

/// The names of the instruction sets of this machine for which byline has code, the fastest last.
pub fn instruction_sets() -> Vec<&'static str> {
    Instructions::all().into_iter().map(Instructions::name).collect()
}

/// A model, ready to run. Never changes; threads may share it.
pub struct Model {
    name: String,
    version: String,
    checksum: String,
    max_pieces: usize,
    /// Scores are divided by this before they become probabilities.
    temperature: f32,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) network: Network,
    pub(crate) links: LinkScorer,
    pub(crate) pairs: PairScorers,
    pub(crate) ranker: Ranker,
    pub(crate) listing: Listing,
    relations: Scorer,
}

impl Model {
    /// The built-in model.
    ///
    /// # Panics
    ///
    /// If the program was built with a broken model file; a test reads it.
    pub fn embedded() -> Self {
        // The checksum is not verified: that would take 20 ms, and the file is part of the program.
        Self::embedded_on(Instructions::best())
    }

    /// The built-in model, run with the instruction set of this name, if the machine has it and byline has code for it.
    /// Results do not depend on it.
    ///
    /// # Panics
    /// If the program was built with a broken model file.
    pub fn embedded_with(instruction_set: &str) -> Option<Self> {
        let found = Instructions::all().into_iter().find(|it| it.name() == instruction_set);
        found.map(Self::embedded_on)
    }

    fn embedded_on(instructions: Instructions) -> Self {
        Container::parse(Cow::Borrowed(EMBEDDED), false)
            .and_then(|container| Self::from_container(&container, instructions))
            .expect("the built-in model is sound: a test reads it")
    }

    /// The [`checksum`](Self::checksum) of the embedded model, without loading it.
    ///
    /// # Panics
    /// If the program was built with a broken model file.
    pub fn embedded_checksum() -> String {
        let container = Container::parse(Cow::Borrowed(EMBEDDED), false);
        container.expect("the built-in model is sound: a test reads it").checksum
    }

    /// Reads a model from the bytes of a file.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, ModelError> {
        Self::from_container(&Container::parse(Cow::Owned(bytes), true)?, Instructions::best())
    }

    fn from_container(container: &Container, instructions: Instructions) -> Result<Self, ModelError> {
        let header = &container.header;
        if header.labels != label::NAMES {
            return Err(ModelError::Unfit(format!("its labels are {:?}", header.labels)));
        }
        if !(header.temperature.is_finite() && header.temperature > 0.0) {
            return Err(ModelError::Unfit("its temperature is not a positive number".to_owned()));
        }
        let vocabulary = Vocabulary::parse(container.pieces()?)?;
        let network = Network::load(instructions, container.tensors(), vocabulary.len(), header.heads)?;
        if !(32..=network.max_length()).contains(&header.max_pieces) {
            return Err(ModelError::Unfit("its windows are too short or too long".to_owned()));
        }
        Ok(Self {
            name: header.name.clone(),
            version: header.version.clone(),
            checksum: container.checksum.clone(),
            max_pieces: header.max_pieces,
            temperature: header.temperature,
            vocabulary,
            network,
            links: LinkScorer::load(container.tensors())?,
            pairs: PairScorers::load(instructions, container.tensors())?,
            ranker: Ranker::load(container.tensors())?,
            listing: Listing::load(container.tensors())?,
            relations: Scorer::load(container.tensors())?,
        })
    }

    /// Name and version, for export and bug reports: "byline-names 1.0.0".
    pub fn title(&self) -> String {
        format!("{} {}", self.name, self.version)
    }

    /// Identifies the model: a SHA-256 hash, in hexadecimal, of its header, which contains the hash of the rest.
    pub fn checksum(&self) -> &str {
        &self.checksum
    }

    /// Judges the confidence of relations.
    pub const fn relation_scorer(&self) -> &Scorer {
        &self.relations
    }

    /// The number of pieces that a window may have, including its frame.
    pub(crate) const fn max_pieces(&self) -> usize {
        self.max_pieces
    }

    /// Scores are divided by this before they become probabilities.
    pub(crate) const fn temperature(&self) -> f32 {
        self.temperature
    }
}

impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Model")
            .field("name", &self.name)
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}
