//! The rows of an analysis's tables but for those of syntax: tokens, sentences, mentions, entities, quotes, relations.

use crate::text::{Id, IdRange, Span};

/// A word or sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands. Tokens do not overlap and are in order.
    pub span: Span,
}

/// A sentence, inside one block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// From its first token to its last.
    pub span: Span,
    /// Its tokens; never empty. Every token is in exactly one sentence.
    pub tokens: IdRange<Token>,
}

/// How sure the machine is, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Confidence(f32);

impl Confidence {
    /// Below this a guess is shown with its doubt.
    pub const DOUBTFUL: Self = Self(0.7);

    /// A probability, clamped to 0..=1; not-a-number becomes 0.
    pub fn new(probability: f32) -> Self {
        Self(if probability.is_nan() { 0.0 } else { probability.clamp(0.0, 1.0) })
    }

    /// As a probability.
    pub const fn to_f32(self) -> f32 {
        self.0
    }

    /// Whether a reader should be told of the doubt.
    pub fn is_doubtful(self) -> bool {
        self < Self::DOUBTFUL
    }
}

/// What a mention is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MentionForm {
    /// A name, without title, "the" or possessive.
    Name,
    /// "he", "her", "I".
    Pronoun,
    /// A description in place of the name: "the attorney general".
    Noun,
}

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityKind {
    /// One human being, also an invented one.
    Person,
    /// A company, party, agency, court, team, medium, university.
    Organization,
    /// A country, town, region, river, building.
    Place,
}

impl EntityKind {
    /// The word for it: "person".
    pub const fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
        }
    }
}

/// Words that stand for an entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Where it stands. Mentions are in order of their starts. One may lie inside another ("his former wife"), but they
    /// never cross, no two stand at the same words, and names never overlap.
    pub span: Span,
    /// What it is made of.
    pub form: MentionForm,
    /// Whom it stands for.
    pub entity: Id<Entity>,
    /// How sure that is.
    pub confidence: Confidence,
}

/// A person, organization or place of the article.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// Its fullest name in the article; of someone without a name a description in the article's words.
    pub name: String,
    /// Title or description from the text: "House Minority Leader".
    pub description: Option<String>,
    /// Whether the article names it: "the suspect" and "residents" are entities without a name.
    pub is_named: bool,
    /// Its mentions in order of the text; at least one is a name, or a noun if it has no name.
    pub mentions: Vec<Id<Mention>>,
}

/// How much of a statement stands in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuoteKind {
    /// All of it.
    Direct,
    /// Part of it.
    Mixed,
    /// Nothing.
    Indirect,
}

impl QuoteKind {
    /// The word for it: "direct".
    pub const fn word(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }
}

/// What somebody does with words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Stance {
    /// Puts something forward as a fact or an opinion.
    #[default]
    Statement,
    /// Wishes, hopes, thanks, praises, fears, orders or asks for something.
    Attitude,
}

impl Stance {
    /// The word for it: "attitude".
    pub const fn word(self) -> &'static str {
        match self {
            Self::Statement => "statement",
            Self::Attitude => "attitude",
        }
    }
}

/// A statement that the article attributes to someone.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    /// How much of it stands in quotation marks.
    pub kind: QuoteKind,
    /// What is said, with its quotation marks; several spans if the cue splits it. In order, never empty.
    pub content: Vec<Span>,
    /// The words that attribute it: "said", "according to". May be empty.
    pub cue: Vec<Span>,
    /// The words that name the speaker at that place. May be empty.
    pub source: Vec<Span>,
    /// The entity that the source stands for; the first of several.
    pub speaker: Option<Id<Entity>>,
    /// Who says it, too: "Lund and Dane said"; empty without a speaker.
    pub co_speakers: Vec<Id<Entity>>,
    /// Whether it puts something forward or only tells what somebody wishes.
    pub stance: Stance,
    /// How sure the attribution is.
    pub confidence: Confidence,
}

impl Quote {
    /// All who say it, the first of them first.
    pub fn speakers(&self) -> impl Iterator<Item = Id<Entity>> + '_ {
        self.speaker.into_iter().chain(self.co_speakers.iter().copied())
    }
}

/// How an article has what it tells of two members of its cast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Status {
    /// The article says so itself.
    #[default]
    Stated,
    /// Somebody says, claims or reports it.
    Alleged,
    /// Somebody denies it, or nothing supports it.
    Denied,
    /// Somebody asks whether it is so, or asks for it.
    Asked,
    /// It is so under a condition, or may be.
    Conditional,
    /// It is to be so later.
    Planned,
}

impl Status {
    /// All of them; the place in it is what a cache keeps.
    pub const ALL: &[Self] =
        &[Self::Stated, Self::Alleged, Self::Denied, Self::Asked, Self::Conditional, Self::Planned];

    /// The word for it: "alleged".
    pub const fn word(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Alleged => "alleged",
            Self::Denied => "denied",
            Self::Asked => "asked",
            Self::Conditional => "conditional",
            Self::Planned => "planned",
        }
    }
}

/// What the article tells of one member of its cast and another.
#[derive(Debug, Clone, PartialEq)]
pub struct Relation {
    /// Who does or is something.
    pub subject: Id<Entity>,
    /// To whom, or whose; never the subject itself.
    pub object: Id<Entity>,
    /// Few words of the article's, so that "SUBJECT label OBJECT" reads as a sentence; "…" stands where the object does if
    /// words follow it: "called on … to resign". Never empty.
    pub label: String,
    /// The label's words in the text, in order; never empty.
    pub cue: Vec<Span>,
    /// The sentences that state it, the one of the label first; never empty, none twice.
    pub evidence: Vec<Id<Sentence>>,
    /// How the article has it.
    pub status: Status,
    /// Who says, denies or asks it, if a member does.
    pub said_by: Option<Id<Entity>>,
    /// Whether it is told as not so: "did not meet", "refused to meet".
    pub negated: bool,
    /// How sure it is that the article has it so.
    pub confidence: Confidence,
}
