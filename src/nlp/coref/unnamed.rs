//! Those who have no name in the article and are mentioned again, or speak: "the suspect", "a spokeswoman for Lund",
//! "residents".

use std::collections::BTreeMap;

use crate::nlp::coref::affinity::{Affinity, Kinds};
use crate::nlp::coref::candidate::{Candidate, CandidateForm};
use crate::nlp::coref::decode::Answers;
use crate::nlp::coref::group::{Identity, Number};
use crate::nlp::coref::listing::{self, Evidence, Known};
use crate::nlp::coref::speech::Speech;
use crate::nlp::coref::token_context::TokenContext;
use crate::nlp::coref::word;
use crate::nlp::lexicon;
use crate::nlp::lexicon::pronoun::Pronoun;
use crate::nlp::{Entity, EntityKind};

/// The most tokens of a label.
const MAX_LENGTH: usize = 12;

/// An entity without a name.
#[derive(Debug)]
pub(super) struct Someone {
    /// The group of the mentions.
    pub(super) group: Number,
    pub(super) entity: Entity,
    /// The positions of its mentions among the candidates.
    pub(super) members: Vec<usize>,
    /// Whether one of its mentions says something.
    pub(super) speaks: bool,
    /// The evidence for listing it.
    pub(super) evidence: Evidence,
}

/// Those without a name who are mentioned twice or speak, in order of their first mention, with the evidence for
/// listing them.
pub(super) fn find(
    context: &TokenContext<'_>,
    candidates: &[Candidate],
    answers: &Answers,
    speech: &Speech,
    affinity: Option<Affinity<'_>>,
) -> Vec<Someone> {
    let mut members: BTreeMap<Number, Vec<usize>> = BTreeMap::new();
    let mut confidence: BTreeMap<Number, f32> = BTreeMap::new();
    for (at, answer) in answers.of_candidates.iter().enumerate() {
        if let Some((group, sure)) = answer
            && matches!(answers.identity(*group), Identity::Unnamed)
        {
            members.entry(*group).or_default().push(at);
            let least = confidence.entry(*group).or_insert(1.0);
            *least = least.min(sure.to_f32());
        }
    }
    let mut found: Vec<(usize, Someone)> = Vec::new();
    for (group, members) in members {
        let nouns: Vec<&Candidate> =
            members.iter().map(|&it| &candidates[it]).filter(|it| it.form == CandidateForm::Noun).collect();
        let n_speaking = members.iter().filter(|&&it| speech.is_head(candidates[it].head)).count();
        if nouns.is_empty() || members.len() < 2 && n_speaking == 0 {
            continue;
        }
        let kinds = mean(&nouns);
        let count = |are: fn(&Pronoun) -> bool| {
            let pronoun = |it: &usize| match candidates[*it].form {
                CandidateForm::Pronoun(pronoun) => Some(pronoun),
                _ => None,
            };
            members.iter().filter_map(pronoun).filter(are).count()
        };
        let n_single = count(|it| matches!(it, Pronoun::He | Pronoun::She | Pronoun::I));
        let known = Known {
            nouns: nouns.iter().filter_map(|it| affinity?.unnamed(it.head)).collect(),
            n_mentions: members.len(),
            n_speaking,
            n_single,
            n_several: count(|it| matches!(it, Pronoun::They | Pronoun::We)),
            n_it: count(|it| matches!(it, Pronoun::It)),
            kinds: [kinds.person, kinds.people, kinds.organization, kinds.place, kinds.thing],
            article: nouns[0].article as usize,
            confidence: confidence[&group],
        };
        let kind = if kinds.organization > kinds.person + kinds.people && n_single == 0 {
            EntityKind::Organization
        } else {
            EntityKind::Person
        };
        let entity = Entity {
            kind,
            name: label(context, &nouns),
            description: None,
            is_named: false,
            mentions: Vec::new(),
        };
        let first = members[0];
        found.push((
            first,
            Someone { group, entity, members, speaks: n_speaking > 0, evidence: listing::evidence(&known) },
        ));
    }
    found.sort_by_key(|it| it.0);
    found.into_iter().map(|it| it.1).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a few")]
fn mean(nouns: &[&Candidate]) -> Kinds {
    let n = nouns.len().max(1) as f32;
    let of = |share: fn(&Kinds) -> f32| nouns.iter().map(|it| share(&it.kinds)).sum::<f32>() / n;
    Kinds {
        person: of(|it| it.person),
        people: of(|it| it.people),
        organization: of(|it| it.organization),
        place: of(|it| it.place),
        thing: of(|it| it.thing),
    }
}

/// The words that best say who it is: those of the longest mention, the first if there are several.
fn label(context: &TokenContext<'_>, nouns: &[&Candidate]) -> String {
    let told = |noun: &Candidate| {
        (noun.tokens.start, behind(context, noun.head).min(noun.tokens.start + MAX_LENGTH))
    };
    let best = nouns.iter().map(|it| told(it)).rev().max_by_key(|it| it.1 - it.0);
    let (start, end) = best.expect("there is a noun");
    let text = context.between(start, end);
    let mut words: Vec<&str> = text.split_whitespace().collect();
    // "A man" later becomes "the man"; the label is as the article has it, except for the first letter.
    if words.is_empty() {
        words.push("someone");
    }
    let label = words.join(" ");
    let mut letters = label.chars();
    match letters.next() {
        // "THE WITNESS" stays as it is.
        Some(first)
            if lexicon::function_word::is_determiner(&words[0].to_lowercase())
                && !letters.as_str().starts_with(char::is_uppercase) =>
        {
            first.to_lowercase().chain(letters).collect()
        }
        _ => label,
    }
}

/// Where the phrase ends that continues after a noun with "for" or "of" and a name or noun: "a spokeswoman | for Ann
/// Lee".
fn behind(context: &TokenContext<'_>, head: usize) -> usize {
    let end = context.sentence(head).end;
    let mut at = head + 1;
    if !matches!(context.word(at), "for" | "of" | "at" | "from") {
        return at;
    }
    let mut last = at;
    at += 1;
    while at < end && at < head + MAX_LENGTH {
        if context.name(at).is_some()
            || context.place(at).is_name
            || word::is_open(context.word(at)) && !word::is_verb(context.word(at))
        {
            last = at + 1;
        } else if !lexicon::function_word::is_determiner(context.word(at)) {
            break;
        }
        at += 1;
    }
    if last > head + 1 + 1 { last } else { head + 1 }
}
