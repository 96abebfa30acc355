//! The tables that make up an analysis. They never change once made, and can always be made again.

pub(crate) mod row;

use std::collections::BTreeSet;

use crate::document::Document;
use crate::nlp::syntax::{self, Syntax};
use crate::text::{Id, Span, Table};
pub use row::{
    Confidence, Entity, EntityKind, Mention, MentionForm, Quote, QuoteKind, Relation, Sentence, Stance,
    Status, Token,
};

/// Everything that the machine found in one document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Analysis {
    /// Words and punctuation marks.
    pub tokens: Table<Token>,
    /// Sentences.
    pub sentences: Table<Sentence>,
    /// Words that stand for entities.
    pub mentions: Table<Mention>,
    /// The cast: first the entities with a name, in order of first mention, then those without one, in the same
    /// order.
    pub entities: Table<Entity>,
    /// Statements, in order of their content's start.
    pub quotes: Table<Quote>,
    /// What each token is in its sentence; empty if the model has no syntax.
    pub syntax: Table<Syntax>,
    /// What is stated about two members of the cast, in order of the text.
    pub relations: Table<Relation>,
}

impl Analysis {
    /// Returns the first broken invariant of the tables, if any; for tests and debug builds.
    pub fn check(&self, doc: &Document) -> Result<(), String> {
        self.check_places(doc)?;
        self.check_nesting()
    }

    /// Returns the first position outside the text, or the first reference to a missing row, if any. Tables read from
    /// a disk must pass this before they are used. Fast, and never panics.
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
            let needed = if entity.is_named { MentionForm::Name } else { MentionForm::Noun };
            if !entity.mentions.iter().any(|&it| self.mentions[it].form == needed) {
                return Err(format!("entity {id:?} has no {needed:?}"));
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
            let is_other = |it: &Id<Entity>| self.entities.get(*it).is_some() && Some(*it) != quote.speaker;
            if !quote.co_speakers.iter().all(is_other)
                || quote.speaker.is_none() && !quote.co_speakers.is_empty()
            {
                return Err("a quote's further speaker is no other entity".to_owned());
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

    /// Mentions nest or are separate; names are separate.
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
    use crate::nlp::testing::document;

    fn check(mentions: &[(usize, usize, MentionForm)]) -> Result<(), String> {
        let doc = document("Ann Lee met his former wife Joan.");
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
            is_named: true,
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
