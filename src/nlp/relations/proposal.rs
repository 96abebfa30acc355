//! What the rules propose: one place where a sentence states something about two members, with the words that state it.

use crate::nlp::relations::graph::Member;
use crate::nlp::{Entity, Status};
use crate::text::Id;

/// The pattern that a proposal follows. Its position in the list is part of the model's format: the scorer has a number
/// for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pattern {
    /// "former Acme chairman Lee"
    Title,
    /// "Lee, chairman of Acme"
    Apposition,
    /// "Lee is chairman of Acme"
    Copula,
    /// "her husband"
    Description,
    /// "owners of Acme include Lee"
    Listed,
    /// "Lee of Acme"
    Belonging,
    /// "Lee's visit to Acme"
    Event,
    /// "Lee sued Acme"
    Object,
    /// "Lee rejected Acme's offer"
    InsideObject,
    /// "Lee met with Roe"
    Preposition,
    /// "Lee wants to sue Acme"
    Controlled,
    /// "Lee left after suing Acme"
    Adverbial,
    /// "Lee said Roe lied"
    Said,
    /// "Lee said the deal would hurt Roe"
    SaidBeside,
    /// "Lee, whose company Acme failed", whatever the tree says
    Neighbour,
}

impl Pattern {
    /// How many numbers the scorer has for patterns.
    pub(super) const N: usize = 15;

    /// The class in which lines of one pair are compared with each other: what someone is, does, says.
    pub(super) const fn class(self) -> u8 {
        match self {
            Self::Title
            | Self::Apposition
            | Self::Copula
            | Self::Description
            | Self::Listed
            | Self::Belonging
            | Self::Neighbour => 0,
            Self::Said | Self::SaidBeside => 2,
            _ => 1,
        }
    }
}

/// A word of a label, or the object's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum LabelPiece {
    Word(usize),
    /// The word without its plural "s": "shareholders of … include".
    Singular(usize),
    /// The word, spelled differently: the "'s" of "CNN's Ann Lee" is the "of" in "Ann Lee, of CNN".
    As(usize, &'static str),
    /// "with", if the article has none: "Lee and Roe spoke" is "Lee spoke with Roe".
    With,
    /// "of", if the article has none: "Acme chairman Lee" is "chairman of Acme".
    Of,
    /// "was", if a participle is alone: "Asked about Roe, Lee said".
    Was,
    Object,
}

/// Words of the sentence as pieces of a label.
pub(super) fn pieces(words: &[usize]) -> Vec<LabelPiece> {
    words.iter().map(|&it| LabelPiece::Word(it)).collect()
}

/// What a rule proposes that a sentence states about two members.
#[derive(Debug, Clone)]
pub(super) struct Proposal {
    pub(super) subject: Member,
    pub(super) object: Member,
    pub(super) pattern: Pattern,
    pub(super) pieces: Vec<LabelPiece>,
    /// The word that states it: a noun or a verb.
    pub(super) anchor: usize,
    pub(super) negated: bool,
    /// The approximate number of words between subject and object in the tree.
    pub(super) steps: usize,
    /// How the article has it.
    pub(super) status: Status,
    /// Who says, denies or asks it, if that is a member of the cast.
    pub(super) said_by: Option<Id<Entity>>,
}

impl Proposal {
    /// A proposal about neighbours that is not denied.
    pub(super) const fn new(
        subject: Member,
        object: Member,
        pattern: Pattern,
        pieces: Vec<LabelPiece>,
        anchor: usize,
    ) -> Self {
        Self {
            subject,
            object,
            pattern,
            pieces,
            anchor,
            negated: false,
            steps: 1,
            status: Status::Stated,
            said_by: None,
        }
    }
}
