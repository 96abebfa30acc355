//! The rows of an analysis's tables, except those of syntax: tokens, sentences, mentions, entities, quotes,
//! relations.

use crate::text::{Id, IdRange, Span};

/// A word or punctuation mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its position. Tokens do not overlap and are in order.
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

/// The machine's confidence, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Confidence(f32);

impl Confidence {
    /// Below this, a guess is shown with its doubt.
    pub const DOUBTFUL: Self = Self(0.7);

    /// A probability, clamped to 0..=1; NaN becomes 0.
    pub fn new(probability: f32) -> Self {
        Self(if probability.is_nan() { 0.0 } else { probability.clamp(0.0, 1.0) })
    }

    /// As a probability.
    pub const fn to_f32(self) -> f32 {
        self.0
    }

    /// Whether the user should be told that it is uncertain.
    pub fn is_doubtful(self) -> bool {
        self < Self::DOUBTFUL
    }
}

/// The form of a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MentionForm {
    /// A name, without title, "the" or possessive.
    Name,
    /// "he", "her", "I".
    Pronoun,
    /// A description instead of the name: "the attorney general".
    Noun,
}

/// The kind of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityKind {
    /// One human being, real or invented.
    Person,
    /// A company, party, agency, court, team, newspaper, university.
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
    /// Its position. Mentions are sorted by their starts. One may be inside another ("his former wife"), but they
    /// never cross, no two have the same span, and names never overlap.
    pub span: Span,
    /// Its form.
    pub form: MentionForm,
    /// The entity that it stands for.
    pub entity: Id<Entity>,
    /// The confidence in that.
    pub confidence: Confidence,
}

/// A person, organization or place of the article.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// Its kind.
    pub kind: EntityKind,
    /// Its fullest name in the article; for an entity without a name, a description in the article's words.
    pub name: String,
    /// Title or description from the text: "House Minority Leader".
    pub description: Option<String>,
    /// Whether the article names it: "the suspect" and "residents" are entities without a name.
    pub is_named: bool,
    /// Its mentions in order of the text; at least one is a name, or a noun if it has no name.
    pub mentions: Vec<Id<Mention>>,
}

/// How much of a statement is in quotation marks.
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

/// What someone does with words.
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
    /// How much of it is in quotation marks.
    pub kind: QuoteKind,
    /// What is said, with its quotation marks; several spans if the cue splits it. In order, never empty.
    pub content: Vec<Span>,
    /// The words that attribute it: "said", "according to". May be empty.
    pub cue: Vec<Span>,
    /// The words that name the speaker there. May be empty.
    pub source: Vec<Span>,
    /// The entity that the source stands for; if there are several, the first.
    pub speaker: Option<Id<Entity>>,
    /// Further speakers: "Lund and Dane said"; empty without a speaker.
    pub co_speakers: Vec<Id<Entity>>,
    /// Whether it asserts something or only expresses an attitude.
    pub stance: Stance,
    /// The confidence in the attribution.
    pub confidence: Confidence,
}

impl Quote {
    /// Everyone who says it, the first speaker first.
    pub fn speakers(&self) -> impl Iterator<Item = Id<Entity>> + '_ {
        self.speaker.into_iter().chain(self.co_speakers.iter().copied())
    }
}

/// How the article presents a relation between two members of its cast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Status {
    /// The article says so itself.
    #[default]
    Stated,
    /// Someone says, claims or reports it.
    Alleged,
    /// Someone denies it, or nothing supports it.
    Denied,
    /// Someone asks whether it is so, or asks for it.
    Asked,
    /// It is so under a condition, or may be.
    Conditional,
    /// It will be so later.
    Planned,
}

impl Status {
    /// All of them; the cache stores the position in this list.
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

/// What the article states about two members of its cast.
#[derive(Debug, Clone, PartialEq)]
pub struct Relation {
    /// The one that does or is something.
    pub subject: Id<Entity>,
    /// The one to whom, or whose; never the subject itself.
    pub object: Id<Entity>,
    /// A few of the article's words, chosen so that "SUBJECT label OBJECT" reads as a sentence; "…" marks the
    /// object's place if words follow it: "called on … to resign". Never empty.
    pub label: String,
    /// Where the label's words are in the text, in order; never empty.
    pub cue: Vec<Span>,
    /// The sentences that state it, the one of the label first; never empty, without repetition.
    pub evidence: Vec<Id<Sentence>>,
    /// How the article has it.
    pub status: Status,
    /// Who says, denies or asks it, if that is a member of the cast.
    pub said_by: Option<Id<Entity>>,
    /// Whether the article says that it is not so: "did not meet", "refused to meet".
    pub negated: bool,
    /// The confidence that the article states it.
    pub confidence: Confidence,
}
