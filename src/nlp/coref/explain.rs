//! Why a pronoun or description stands for an entity: the evidence for each one that might have been meant.

use crate::nlp::Entity;
use crate::nlp::coref::decode::{Answers, Judge};
use crate::nlp::coref::evidence::{self, Evidence};
use crate::nlp::coref::group::{Identity, Number};
use crate::nlp::coref::ranker::Ranker;
use crate::nlp::evidence::main_reasons;
use crate::text::{Id, Span};

/// How many of those that might have been meant are shown.
const MAX_COUNT: usize = 4;

/// A question of coreference, and what was weighed for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// The words that stand for someone.
    pub span: Span,
    /// Who might have been meant, the most probable first.
    pub choices: Vec<Choice>,
}

/// One that might have been meant.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Who it is.
    pub who: Who,
    /// How probable it was, from 0 to 1.
    pub probability: f32,
    /// Whether it is a guess, which is rejected unless it is probable: a noun that nothing connects with this name.
    pub is_guess: bool,
    /// What counted for it or against it, in plain words, with what it added to the score; the strongest first. What
    /// is the same for all choices is left out.
    pub reasons: Vec<(&'static str, f32)>,
}

/// Who might have been meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// A member of the cast.
    Entity(Id<Entity>),
    /// Someone outside the cast, identified by the first words for them.
    Other(Span),
    /// None of those spoken of before.
    Nobody,
}

/// Judges by what was learned, and keeps what was weighed.
#[derive(Debug)]
pub(super) struct Keeping<'r> {
    ranker: &'r Ranker,
    asked: Vec<Asked>,
}

#[derive(Debug)]
struct Asked {
    at: usize,
    groups: Vec<Number>,
    options: Vec<Evidence>,
}

impl<'r> Keeping<'r> {
    pub(super) fn new(ranker: &'r Ranker) -> Self {
        Self { ranker, asked: Vec::new() }
    }

    /// The decisions, in terms of entities; `words` are the candidates' words.
    pub(super) fn decisions(
        &self,
        answers: &Answers,
        words: &[Span],
        entity: &dyn Fn(Number) -> Option<Id<Entity>>,
    ) -> Vec<Decision> {
        let first = |group: Number| {
            let of = answers.of_candidates.iter().position(|it| it.is_some_and(|it| it.0 == group));
            of.map(|it| words[it])
        };
        let who = |group: Number| match (answers.identity(group), entity(group), first(group)) {
            (Identity::Entity(id), ..) | (_, Some(id), _) => Who::Entity(id),
            (_, None, Some(span)) => Who::Other(span),
            (_, None, None) => Who::Nobody,
        };
        let told = self.asked.iter().map(|asked| {
            let probabilities = self.ranker.probabilities(&asked.options);
            let mut order: Vec<usize> = (0..probabilities.len()).collect();
            order.sort_by(|&a, &b| probabilities[b].total_cmp(&probabilities[a]));
            order.truncate(MAX_COUNT);
            let choices = order.into_iter().map(|option| Choice {
                who: asked.groups.get(option).map_or(Who::Nobody, |&it| who(it)),
                probability: probabilities[option],
                is_guess: evidence::is_guess(&asked.options[option]),
                reasons: self.reasons(&asked.options, option),
            });
            Decision { span: words[asked.at], choices: choices.collect() }
        });
        told.collect()
    }

    fn reasons(&self, options: &[Evidence], option: usize) -> Vec<(&'static str, f32)> {
        let is_common = |number: usize| {
            options.len() > 1 && options.iter().all(|it| it[number].to_bits() == options[0][number].to_bits())
        };
        let reasons = self.ranker.reasons(&options[option]).into_iter();
        main_reasons(reasons.filter(|it| !is_common(it.0)), &evidence::NAMES)
    }
}

impl Judge for Keeping<'_> {
    fn choose(&mut self, at: usize, groups: &[Number], options: &[Evidence]) -> (usize, f32) {
        self.asked.push(Asked { at, groups: groups.to_vec(), options: options.to_vec() });
        self.ranker.choose(options)
    }

    fn told(&mut self, _: usize, _: Number) {}
}
