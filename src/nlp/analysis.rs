//! The tables that an analysis consists of. Immutable once made; disposable, since it can be made again.

use std::collections::BTreeSet;

use crate::document::Document;
use crate::nlp::syntax::{self, Syntax};
use crate::text::{Id, IdRange, Span, Table};

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
    /// Its fullest name in the article.
    pub name: String,
    /// Title or description from the text: "House Minority Leader".
    pub description: Option<String>,
    /// Its mentions in order of the text; at least one is a name.
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
    /// The entity that the source stands for.
    pub speaker: Option<Id<Entity>>,
    /// How sure the attribution is.
    pub confidence: Confidence,
}

/// What the article states of one member of its cast and another.
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
    /// Whose words it is, if the article reports it as someone's.
    pub said_by: Option<Id<Entity>>,
    /// Whether the article says that it is not so; the label says it, too.
    pub negated: bool,
    /// How sure it is that the article states it.
    pub confidence: Confidence,
}

/// All that the machine found in one document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Analysis {
    /// Words and signs.
    pub tokens: Table<Token>,
    /// Sentences.
    pub sentences: Table<Sentence>,
    /// Words that stand for entities.
    pub mentions: Table<Mention>,
    /// The cast, in order of first mention.
    pub entities: Table<Entity>,
    /// Statements, in order of their content's start.
    pub quotes: Table<Quote>,
    /// What each token is in its sentence; empty if the model cannot tell.
    pub syntax: Table<Syntax>,
    /// What is stated of two members of the cast, in order of the text.
    pub relations: Table<Relation>,
}

impl Analysis {
    /// Tells the first broken invariant of the tables, if any; for tests and debug builds.
    pub fn check(&self, doc: &Document) -> Result<(), String> {
        self.check_places(doc)?;
        self.check_nesting()
    }

    /// Tells the first position that is none of the text and the first row that there is not, if any: what must hold of tables
    /// that lay on a disk before they are used. Quick, and never panics.
    pub fn check_places(&self, doc: &Document) -> Result<(), String> {
        let text = doc.text();
        let sound = |what: &str, span: Span| match text.get(span.to_range()) {
            Some(slice) if !slice.is_empty() => Ok(()),
            _ => Err(format!("{what} {span:?} is empty, outside the text or inside a character")),
        };
        let mut end = 0;
        for token in self.tokens.rows() {
            sound("token", token.span)?;
            if token.span.start().to_usize() < end {
                return Err(format!("token {:?} overlaps the one before", token.span));
            }
            end = token.span.end().to_usize();
        }
        let mut next = 0;
        for sentence in self.sentences.rows() {
            let tokens = sentence.tokens.to_range();
            if tokens.is_empty() || tokens.start != next || tokens.end > self.tokens.len() {
                return Err(format!("sentence {:?} does not continue at token {next}", sentence.tokens));
            }
            next = tokens.end;
            let rows = self.tokens.slice(sentence.tokens);
            if sentence.span != rows[0].span.join(rows[rows.len() - 1].span) {
                return Err(format!("sentence {:?} does not span its tokens", sentence.span));
            }
        }
        if next != self.tokens.len() {
            return Err(format!("tokens from {next} are in no sentence"));
        }
        let mut start = 0;
        for (id, mention) in self.mentions.iter() {
            sound("mention", mention.span)?;
            if mention.span.start().to_usize() < start {
                return Err(format!("mention {:?} is out of order", mention.span));
            }
            start = mention.span.start().to_usize();
            let entity = self.entities.get(mention.entity).ok_or(format!("mention {id:?} has no entity"))?;
            if entity.mentions.binary_search(&id).is_err() {
                return Err(format!("mention {id:?} is not in its entity's list, or that is out of order"));
            }
        }
        let mut listed = 0;
        for (id, entity) in self.entities.iter() {
            listed += entity.mentions.len();
            let is_own = |&it: &Id<Mention>| self.mentions.get(it).is_some_and(|it| it.entity == id);
            if !entity.mentions.is_sorted() || !entity.mentions.iter().all(is_own) {
                return Err(format!("entity {id:?} lists mentions out of order or of another entity"));
            }
            if !entity.mentions.iter().any(|&it| self.mentions[it].form == MentionForm::Name) {
                return Err(format!("entity {id:?} has no name"));
            }
        }
        if listed != self.mentions.len() {
            return Err("a mention is listed twice".to_owned());
        }
        for quote in self.quotes.rows() {
            if quote.content.is_empty() {
                return Err("a quote has no content".to_owned());
            }
            for &span in quote.content.iter().chain(&quote.cue).chain(&quote.source) {
                sound("part of a quote", span)?;
            }
            if quote.speaker.is_some_and(|speaker| self.entities.get(speaker).is_none()) {
                return Err("a quote's speaker is no entity".to_owned());
            }
        }
        syntax::check(&self.syntax, &self.sentences)?;
        for relation in self.relations.rows() {
            let ends = [Some(relation.subject), Some(relation.object), relation.said_by];
            if ends.into_iter().flatten().any(|end| self.entities.get(end).is_none()) {
                return Err("an end of a relation is no entity".to_owned());
            }
            if relation.subject == relation.object || relation.label.trim().is_empty() {
                return Err(format!("relation {:?} joins nothing", relation.label));
            }
            for &span in &relation.cue {
                sound("cue of a relation", span)?;
            }
            let evidence: BTreeSet<_> = relation.evidence.iter().collect();
            if relation.cue.is_empty()
                || evidence.is_empty()
                || evidence.len() < relation.evidence.len()
                || evidence.iter().any(|&&id| self.sentences.get(id).is_none())
            {
                return Err(format!("relation {:?} has no evidence, or some twice", relation.label));
            }
        }
        Ok(())
    }

    /// Mentions lie inside one another or apart; names apart.
    fn check_nesting(&self) -> Result<(), String> {
        let mut rows: Vec<_> = self.mentions.rows().iter().collect();
        rows.sort_by_key(|it| (it.span.start(), std::cmp::Reverse(it.span.end())));
        let mut around: Vec<&Mention> = Vec::new();
        for mention in rows {
            while around.pop_if(|it| it.span.end() <= mention.span.start()).is_some() {}
            if let Some(outer) = around.last()
                && (!outer.span.covers(mention.span) || outer.span == mention.span)
            {
                return Err(format!("mentions {:?} and {:?} cross", outer.span, mention.span));
            }
            let is_name = mention.form == MentionForm::Name;
            if is_name && around.iter().any(|it| it.form == MentionForm::Name) {
                return Err(format!("a name holds the name {:?}", mention.span));
            }
            around.push(mention);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, DocumentBuilder, Metadata};

    fn check(mentions: &[(usize, usize, MentionForm)]) -> Result<(), String> {
        let mut builder = DocumentBuilder::new();
        builder.block(BlockKind::Paragraph, "Ann Lee met his former wife Joan.");
        let doc = builder.finish(Metadata::default()).unwrap();
        let row = |&(start, end, form)| Mention {
            span: Span::new(start, end),
            form,
            entity: Id::new(0),
            confidence: Confidence::new(0.9),
        };
        let entity = Entity {
            kind: EntityKind::Person,
            name: "Ann Lee".to_owned(),
            description: None,
            mentions: (0..mentions.len()).map(Id::new).collect(),
        };
        let mentions = mentions.iter().map(row).collect();
        Analysis { mentions, entities: vec![entity].into(), ..Analysis::default() }.check(&doc)
    }

    #[test]
    fn mentions_may_lie_inside_one_another() {
        use MentionForm::{Name, Noun, Pronoun};
        let nested = [(0, 7, Name), (12, 32, Noun), (12, 15, Pronoun), (28, 32, Name)];
        assert_eq!(check(&nested), Ok(()));
        assert_eq!(check(&[(0, 7, Name), (12, 15, Pronoun), (12, 27, Noun)]), Ok(()), "in either order");
    }

    #[test]
    fn mentions_do_not_cross_and_names_hold_no_names() {
        use MentionForm::{Name, Noun, Pronoun};
        assert!(check(&[(0, 7, Name), (12, 27, Noun), (16, 32, Noun)]).is_err());
        assert!(check(&[(0, 7, Name), (12, 15, Pronoun), (12, 15, Noun)]).is_err());
        assert!(check(&[(0, 7, Name), (4, 7, Name)]).is_err());
    }
}
