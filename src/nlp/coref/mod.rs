//! Whom pronouns and descriptions stand for: joins "he", "the attorney general" and "her husband" to the entities of
//! the cast.
//!
//! One pass from left to right. Those spoken of so far form groups; most are entities, and some are people without a
//! name. Each candidate goes to the group that fits best, or opens a new one. What is impossible is vetoed (gender,
//! kind, the speaker in their own quotation), and what is likely gets a score. The words of a quotation are read
//! after its source, wherever that is. Takes time in proportion to the text.

mod affinity;
mod age;
mod candidate;
mod confidence;
mod decode;
mod evidence;
pub mod explain;
mod feature;
mod grammar;
mod group;
mod implied;
mod interview;
mod kin;
mod listing;
mod office;
mod ranker;
mod source;
mod speech;
#[cfg(test)]
mod tests;
mod token_context;
pub mod training;
mod unnamed;
mod word;

use std::collections::HashMap;

use crate::document::Document;
use crate::nlp::cast::Cast;
use crate::nlp::quotes::{QuoteCandidate as Quote, Speakers, marks::QuotePair};
use crate::nlp::syntax::Syntax;
use crate::nlp::{Confidence, Entity, Mention, MentionForm, Sentence, Token};
use crate::text::{Id, Span, Table};
pub(crate) use affinity::{Affinity, PairScorers};
use candidate::CandidateForm;
use explain::{Decision, Keeping};
use group::{Groups, Identity, Number};
pub(crate) use listing::Listing;
pub(crate) use ranker::Ranker;
use speech::Speech;
use token_context::TokenContext;

/// The cast with all its mentions, and who the sources are.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Resolved {
    /// Names, pronouns and descriptions, in order; a longer one before one inside it.
    pub(crate) mentions: Table<Mention>,
    /// The entities of the cast with all their mentions.
    pub(crate) entities: Table<Entity>,
    /// For each quote, who its source (or that of the quote that it follows) stands for.
    pub(crate) speakers: Vec<Speakers>,
}

/// The input of this stage.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Given<'a> {
    pub(crate) doc: &'a Document,
    pub(crate) tokens: &'a Table<Token>,
    pub(crate) sentences: &'a Table<Sentence>,
    /// What each token is in its sentence; may be empty.
    pub(crate) syntax: &'a Table<Syntax>,
    pub(crate) marks: &'a [QuotePair],
    pub(crate) quotes: &'a Table<Quote>,
    /// What the network says about mentions; without it, only the words count.
    pub(crate) affinity: Option<Affinity<'a>>,
    pub(crate) ranker: &'a Ranker,
    /// Which of those without a name are listed.
    pub(crate) listing: &'a Listing,
}

/// Joins the pronouns and descriptions of a document to its cast, and to those without a name.
pub(crate) fn resolve(given: Given<'_>, cast: Cast) -> Resolved {
    joined(given, cast, false).0
}

/// The same, with what was weighed for each pronoun and description.
pub(crate) fn explain(given: Given<'_>, cast: Cast) -> (Resolved, Vec<Decision>) {
    joined(given, cast, true)
}

fn joined(given: Given<'_>, cast: Cast, is_asked: bool) -> (Resolved, Vec<Decision>) {
    let context =
        TokenContext::read(given.doc, given.tokens, given.sentences, given.syntax, &cast, given.marks);
    let speech = Speech::read(&context, &cast, given.quotes);
    let candidates = candidate::collect(&context, &cast, given.affinity, |it| speech.is_head(it));
    let mut judge = Keeping::new(given.ranker);
    let answers = if is_asked {
        decode::judged(&context, &cast, &candidates, &speech, given.affinity, &mut judge)
    } else {
        decode::decode(&context, &cast, &candidates, &speech, given.affinity, given.ranker)
    };
    let mut unnamed = unnamed::find(&context, &candidates, &answers, &speech, given.affinity);
    unnamed.retain(|it| given.listing.lists(&it.evidence, it.speaks));
    let pair = |it| implied::pair(&context, &cast, speech.head(it)?.token);
    let pairs: Vec<Option<Speakers>> = speech.ids().map(pair).collect();
    let mut entities = cast.entities;
    let mut of_unnamed: HashMap<Number, Id<Entity>> = HashMap::new();
    let names = cast.mentions.rows().iter().map(|it| (it.clone(), Groups::of_entity(it.entity)));
    let found = candidates.iter().zip(&answers.of_candidates).filter_map(|(candidate, answer)| {
        let form = match candidate.form {
            CandidateForm::Name(_) | CandidateForm::Thing => return None,
            CandidateForm::Pronoun(_) => MentionForm::Pronoun,
            CandidateForm::Noun | CandidateForm::OneOfTwo { .. } => MentionForm::Noun,
        };
        let (group, confidence) = (*answer)?;
        let is_told = matches!(answers.identity(group), Identity::Entity(_))
            || unnamed.iter().any(|it| it.group == group);
        let (span, entity) = (context.span(&candidate.tokens), Id::new(0));
        is_told.then_some((Mention { span, form, entity, confidence }, group))
    });
    let mut mentions: Vec<(Mention, Number)> = names.chain(found).collect();
    mentions.sort_by_key(|it| (it.0.span.start(), std::cmp::Reverse(it.0.span.end())));
    drop_crossing(&mut mentions);
    // An entity for which no mention is left is not reported.
    unnamed.retain(|it| mentions.iter().any(|own| own.1 == it.group && own.0.form == MentionForm::Noun));
    for someone in unnamed {
        let id = entities.push(someone.entity);
        of_unnamed.insert(someone.group, id);
    }
    let entity_of = |group: Number| match answers.identity(group) {
        Identity::Entity(id) => Some(id),
        Identity::Unnamed => of_unnamed.get(&group).copied(),
    };
    for id in entities.ids() {
        entities[id].mentions.clear();
    }
    let told = mentions.into_iter().filter_map(|(mention, group)| {
        let entity = entity_of(group)?;
        Some(Mention { entity, ..mention })
    });
    let mentions: Table<Mention> = told.collect();
    for (id, mention) in mentions.iter() {
        entities[mention.entity].mentions.push(id);
    }
    let told = |at: usize| {
        let (group, confidence) = answers.of_candidates[at]?;
        Some((entity_of(group)?, confidence))
    };
    let speakers = speech.ids().zip(pairs).zip(&answers.sources).map(|((quote, pair), source)| {
        let first = source.and_then(|(at, sure)| {
            let (entity, confidence) = told(at)?;
            let known =
                if matches!(candidates[at].form, CandidateForm::Name(_)) { 1.0 } else { confidence.to_f32() };
            Some((entity, Confidence::new(known * sure)))
        });
        let Some((entity, _)) = first else { return pair.unwrap_or_default() };
        let mut others: Vec<Id<Entity>> = Vec::new();
        for token in speech.others(quote) {
            let other = candidates.iter().position(|it| it.head == *token).and_then(told).map(|it| it.0);
            others.extend(other.filter(|it| *it != entity && !others.contains(it)));
        }
        Speakers { first, others }
    });
    let speakers = speakers.collect();
    let words: Vec<Span> = candidates.iter().map(|it| context.span(&it.tokens)).collect();
    let decisions = judge.decisions(&answers, &words, &entity_of);
    (Resolved { mentions, entities, speakers }, decisions)
}

/// Leaves out pronouns and descriptions that cross the previous one: in "his wife's first husband", of "his wife" and
/// "wife's first husband", the latter.
fn drop_crossing(mentions: &mut Vec<(Mention, Number)>) {
    let mut around: Vec<Span> = Vec::new();
    mentions.retain(|(mention, _)| {
        while around.pop_if(|it| it.end() <= mention.span.start()).is_some() {}
        let is_inside = around.last().is_none_or(|it| it.covers(mention.span) && *it != mention.span);
        let stays = is_inside || mention.form == MentionForm::Name;
        if stays {
            around.push(mention.span);
        }
        stays
    });
}
