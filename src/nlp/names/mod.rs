//! Names in the text: which words name a person, an organization or a place.

use crate::nlp::{Confidence, Token};
use crate::text::{IdRange, Span};

/// What a name names, before the names of one entity are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    /// A human being.
    Person,
    /// A company, party, agency, court, team, medium.
    Organization,
    /// A country, town, region, building.
    Place,
    /// Anything else with a name: nationality, law, event, product, work. Never shown; kept so that "Trump Tower" or
    /// "American" does not become part of a person or place.
    Other,
}

/// A name as it stands in the text, without title, "the" or possessive.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    /// Where it stands: from its first token to its last.
    pub span: Span,
    /// Its tokens.
    pub tokens: IdRange<Token>,
    /// What it names.
    pub kind: NameKind,
    /// How sure span and kind are.
    pub confidence: Confidence,
}
