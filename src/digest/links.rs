//! What links the members of a cast: their relations, what one says of another, and where two are mentioned together.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::nlp::{Analysis, Entity, Mention, Quote, Relation, Sentence};
use crate::text::{Id, Span};

/// The relations and quotes of each member of the cast.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Links {
    relations: HashMap<Id<Entity>, Vec<Id<Relation>>>,
    about: HashMap<Id<Entity>, Vec<Id<Quote>>>,
    stating: Vec<StatingSentence>,
}

/// A sentence that states a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct StatingSentence {
    /// The sentence.
    pub sentence: Id<Sentence>,
    /// What it states.
    pub relation: Id<Relation>,
    /// Its number among the relation's sentences.
    pub nth: usize,
}

/// What links two members of the cast.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pair {
    /// What the article states about the two, in order of the text.
    pub relations: Vec<Id<Relation>>,
    /// Quotes of the first that mention the second.
    pub first_of_second: Vec<Id<Quote>>,
    /// Quotes of the second that mention the first.
    pub second_of_first: Vec<Id<Quote>>,
    /// Sentences that mention both and state none of the relations. That is not a relation.
    pub together: Vec<Id<Sentence>>,
}

impl Pair {
    /// The number of all these.
    pub fn n(&self) -> usize {
        self.relations.len() + self.first_of_second.len() + self.second_of_first.len() + self.together.len()
    }
}

impl Links {
    /// Groups the relations and quotes of an analysis by the entities they are about.
    pub fn new(analysis: &Analysis) -> Self {
        let mut links = Self::default();
        for (id, relation) in analysis.relations.iter() {
            links.relations.entry(relation.subject).or_default().push(id);
            links.relations.entry(relation.object).or_default().push(id);
            let evidence = relation.evidence.iter().enumerate();
            links.stating.extend(evidence.map(|(nth, &sentence)| StatingSentence {
                sentence,
                relation: id,
                nth,
            }));
        }
        links.stating.sort_unstable();
        for (id, quote) in analysis.quotes.iter() {
            for entity in mentioned_in(analysis, quote) {
                links.about.entry(entity).or_default().push(id);
            }
        }
        links
    }

    /// The relations of a member of the cast, in order of the text.
    pub fn relations_of(&self, id: Id<Entity>) -> &[Id<Relation>] {
        self.relations.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The quotes of others that mention a member of the cast, in order of the text.
    pub fn quotes_about(&self, id: Id<Entity>) -> &[Id<Quote>] {
        self.about.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Every sentence that states a relation, in order of the text; once for each relation.
    pub fn stating(&self) -> &[StatingSentence] {
        &self.stating
    }

    /// What links two entities.
    pub fn pair(&self, analysis: &Analysis, first: Id<Entity>, second: Id<Entity>) -> Pair {
        self.company(analysis, first).remove(&second).unwrap_or_default()
    }

    /// Everyone who is linked with this entity, with what links them.
    pub fn company(&self, analysis: &Analysis, first: Id<Entity>) -> BTreeMap<Id<Entity>, Pair> {
        let mut company: BTreeMap<Id<Entity>, Pair> = BTreeMap::new();
        for &id in self.relations_of(first) {
            let it = &analysis.relations[id];
            let other = if it.subject == first { it.object } else { it.subject };
            company.entry(other).or_default().relations.push(id);
        }
        for &id in self.quotes_about(first) {
            if let Some(speaker) = analysis.quotes[id].speaker {
                company.entry(speaker).or_default().second_of_first.push(id);
            }
        }
        for (id, quote) in analysis.quotes.iter().filter(|(_, it)| it.speaker == Some(first)) {
            for other in mentioned_in(analysis, quote) {
                company.entry(other).or_default().first_of_second.push(id);
            }
        }
        for id in sentences_of(analysis, first) {
            let others = mentions_within(analysis, analysis.sentences[id].span);
            let others: BTreeSet<_> = others.map(|it| it.entity).filter(|&it| it != first).collect();
            for other in others {
                company.entry(other).or_default().together.push(id);
            }
        }
        for pair in company.values_mut() {
            let evidence = pair.relations.iter().flat_map(|&it| &analysis.relations[it].evidence);
            let stated: HashSet<_> = evidence.copied().collect();
            pair.together.retain(|it| !stated.contains(it));
        }
        company.retain(|_, pair| pair.n() > 0);
        company
    }
}

/// Whom a quote mentions, besides its speaker.
fn mentioned_in(analysis: &Analysis, quote: &Quote) -> BTreeSet<Id<Entity>> {
    let mentions = quote.content.iter().flat_map(|&span| mentions_within(analysis, span));
    mentions.map(|it| it.entity).filter(|&it| Some(it) != quote.speaker).collect()
}

/// The mentions that start in a span.
fn mentions_within(analysis: &Analysis, span: Span) -> impl Iterator<Item = &Mention> {
    let mentions = analysis.mentions.rows();
    let from = mentions.partition_point(|it| it.span.start() < span.start());
    mentions[from..].iter().take_while(move |it| it.span.start() < span.end())
}

/// The sentences that mention an entity, in any form, each once.
fn sentences_of(analysis: &Analysis, id: Id<Entity>) -> Vec<Id<Sentence>> {
    let sentences = analysis.sentences.rows();
    let sentence_of = |&mention: &Id<Mention>| {
        let start = analysis.mentions[mention].span.start();
        let at = sentences.partition_point(|it| it.span.end() <= start);
        sentences.get(at).filter(|it| it.span.contains(start)).map(|_| Id::new(at))
    };
    let mut found: Vec<_> = analysis.entities[id].mentions.iter().filter_map(sentence_of).collect();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sample;

    const TEXT: &[&str] = &[
        "[PER Ann] sued [ORG Hill] (Ann; sued; Hill). [PER Bob] sat. [PER Ann] and [ORG Hill] won.",
        "[ORG Hill] owns [ORG Dale] (Hill; owns; Dale). {“[ORG Hill] lied,”} said [PER Ann]. {“[PER Ann] left,”} said [PER Bob].",
        "The [ORG Hill] of [PER Ann] won (Ann; sued; Hill).",
    ];

    #[test]
    fn relations_and_quotes_are_sorted_by_whom_they_are_about() {
        let (_, analysis) = sample::article(TEXT);
        let links = Links::new(&analysis);
        let count = |id| (links.relations_of(Id::new(id)).len(), links.quotes_about(Id::new(id)).len());
        assert_eq!([count(0), count(1), count(2), count(3)], [(1, 1), (2, 1), (0, 0), (1, 0)]);
        let stating: Vec<_> = links.stating().iter().map(|it| (it.relation.to_usize(), it.nth)).collect();
        assert_eq!(stating, [(0, 0), (1, 0), (0, 1)]);
    }

    #[test]
    fn what_links_two_tells_being_mentioned_together_apart_from_relations() {
        let (doc, analysis) = sample::article(TEXT);
        let pair = Links::new(&analysis).pair(&analysis, Id::new(0), Id::new(1));
        let said = |ids: &[Id<Quote>]| -> Vec<_> {
            ids.iter().map(|&id| doc.slice(analysis.quotes[id].content[0]).to_owned()).collect()
        };
        assert_eq!(pair.relations, [Id::new(0)]);
        assert_eq!(
            (said(&pair.first_of_second), said(&pair.second_of_first)),
            (vec!["“Hill lied,”".to_owned()], vec![])
        );
        let together: Vec<_> =
            pair.together.iter().map(|&id| doc.slice(analysis.sentences[id].span)).collect();
        assert_eq!(together, ["Ann and Hill won.", "“Hill lied,” said Ann."]);
        assert_eq!(pair.n(), 4);
    }
}
