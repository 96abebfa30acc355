//! Names in the text: which words name a person, an organization or a place.

pub(crate) mod decode;
pub(crate) mod label;
mod trim;
mod vote;

use crate::document::Document;
use crate::nlp::names::decode::FoundName;
use crate::nlp::names::label::LogProbabilities;
use crate::nlp::{Cancelled, Confidence, Progress, Sentence, Token};
use crate::text::{IdRange, Span, Table};

/// How many sentences are processed between two checks whether to continue.
const STRIDE: usize = 512;

/// What a name names, before the names of an entity are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    /// A human being.
    Person,
    /// A company, party, agency, court, team, newspaper.
    Organization,
    /// A country, town, region, building.
    Place,
    /// Anything else with a name: nationality, law, event, product, work. Never shown; it is kept so that "Trump
    /// Tower" or "American" does not become part of a person or place.
    Other,
}

/// A name as the text has it, without title, "the" or possessive.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    /// Its position: from its first token to its last.
    pub span: Span,
    /// Its tokens.
    pub tokens: IdRange<Token>,
    /// What it names.
    pub kind: NameKind,
    /// The confidence in its span and kind.
    pub confidence: Confidence,
}

/// The names according to the scores of the tokens: the scores are adjusted by other places in the document, then the
/// best legal labels of each sentence are chosen, and the edges of the names are corrected.
pub(crate) fn decide(
    doc: &Document,
    tokens: &Table<Token>,
    sentences: &Table<Sentence>,
    mut scores: Vec<LogProbabilities>,
    temperature: f32,
    progress: &dyn Progress,
) -> Result<Vec<Name>, Cancelled> {
    vote::lean(doc, tokens, &mut scores);
    let mut names = Vec::new();
    for sentences in sentences.rows().chunks(STRIDE) {
        progress.check()?;
        for sentence in sentences {
            let range = sentence.tokens.to_range();
            let scores = scores.get(range.clone()).unwrap_or_default();
            for found in decode::names(scores) {
                let confidence = confidence(&found, scores, temperature);
                let found =
                    FoundName { start: range.start + found.start, end: range.start + found.end, ..found };
                names.extend(trim::edges(doc, tokens, &found).map(|tokens_of| Name {
                    span: span(tokens, tokens_of),
                    tokens: tokens_of,
                    kind: found.kind,
                    confidence,
                }));
            }
        }
    }
    Ok(names)
}

fn span(tokens: &Table<Token>, range: IdRange<Token>) -> Span {
    let rows = tokens.slice(range);
    rows.first().zip(rows.last()).map_or_else(Span::default, |(first, last)| first.span.join(last.span))
}

/// The probability of the least certain label of the name; `temperature` was fitted so that this is how often such a
/// name is right.
fn confidence(name: &FoundName, scores: &[LogProbabilities], temperature: f32) -> Confidence {
    let (begin, inside) = label::of(name.kind);
    let rows = scores.get(name.start..name.end).unwrap_or_default().iter().enumerate();
    let probabilities =
        rows.map(|(at, row)| label::probability(row, if at == 0 { begin } else { inside }, temperature));
    Confidence::new(probabilities.fold(1.0, f32::min))
}
