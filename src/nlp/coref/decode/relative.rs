//! Whom a description names by its words: someone's relative, one of two, the holder of an office.

use crate::nlp::cast::word::{fold, folded_words};
use crate::nlp::coref::candidate::{Article, Candidate, CandidateForm};
use crate::nlp::coref::decode::{Decoder, Link};
use crate::nlp::coref::group::Number;
use crate::nlp::coref::office::Named;
use crate::nlp::coref::word;
use crate::nlp::gender::Gender;
use crate::nlp::lexicon;
use crate::nlp::lexicon::kin::Kin;
use crate::nlp::{Confidence, EntityKind};

/// How far before a relative's name the owner may be named, in candidates.
const NAMED_BEFORE: usize = 16;

impl Decoder<'_> {
    /// "her husband", "Trump's wife": learns whose relative the group is that a description stands for.
    pub(super) fn know_relative(&mut self, at: usize, group: Number) {
        let candidate = &self.candidates[at];
        if candidate.form != CandidateForm::Noun || candidate.article != Article::Owned {
            return;
        }
        let noun = fold(self.context.word(candidate.head));
        let Some(relation) = Kin::of(&noun) else { return };
        let Some(owner) = self.owner(candidate).filter(|&it| it != group) else { return };
        let gender = Gender::of_title(&noun);
        let owner = match self.groups.get(owner).entity {
            Some(_) => owner,
            None => self.known_owner(owner, relation, gender),
        };
        self.kinship.add(owner, relation, gender, group);
    }

    /// "The nominee argued. His ex-wife agreed": if the article mentions only one couple, it is this one.
    fn known_owner(&mut self, nameless: Number, relation: Kin, gender: Option<Gender>) -> Number {
        let own = self.groups.get(nameless).leaning.gender();
        let is = |group: Number, gender: Option<Gender>| {
            let group = self.groups.get(group);
            group.entity.is_some()
                && (gender.is_none() || group.leaning.gender().is_none_or(|it| Some(it) == gender))
        };
        let pair = self.kinship.only_pair(relation, |owner, relative| is(owner, own) && is(relative, gender));
        let Some((owner, _)) = pair else { return nameless };
        self.groups.merge(nameless, owner);
        owner
    }

    /// Whose relative it is: the group of the pronoun or name with which the phrase begins.
    pub(super) fn owner(&self, candidate: &Candidate) -> Option<Number> {
        let tokens = candidate.tokens.clone();
        if lexicon::pronoun::is_owning(self.context.word(tokens.start)) {
            return self.group_of_token(tokens.start);
        }
        let clitic = tokens.clone().find(|&it| lexicon::contraction::is_clitic(self.context.word(it)))?;
        self.group_of_token(clitic.checked_sub(1)?)
    }

    /// "his wife, Melania", "Trump's divorce from wife Ivana": learns whose relative a name is.
    pub(super) fn read_relative(&mut self, at: usize, group: Number) {
        if self.groups.get(group).kind != EntityKind::Person {
            return;
        }
        let start = self.candidates[at].tokens.start;
        let mut noun = start;
        if self.context.before(noun) == "," {
            noun -= 1;
        }
        if self.context.before(noun).is_empty() {
            return;
        }
        noun -= 1;
        let word = fold(self.context.word(noun));
        let Some(relation) = Kin::of(&word) else { return };
        let gender = Gender::of_title(&word);
        // Goes back over "former", "eldest", "ex-" to the owner.
        let sentence = self.context.sentence_start(noun);
        let mut owner = None;
        let mut first = noun;
        while first > sentence.max(noun.saturating_sub(4)) {
            first -= 1;
            let word = self.context.word(first);
            if lexicon::pronoun::is_owning(word) {
                owner = self.group_of_token(first);
                break;
            }
            if lexicon::contraction::is_clitic(word) {
                owner = self.group_of_token(first.saturating_sub(1));
                break;
            }
            if !word::is_open(word) && word != "-" {
                first += 1;
                break;
            }
        }
        if owner.is_none() && first == noun && start == noun + 1 {
            // "with husband Lam Siu-por": the owner is the last one named in the sentence.
            let before = (at.saturating_sub(NAMED_BEFORE)..at)
                .rev()
                .take_while(|&it| self.candidates[it].head >= sentence);
            let mut people = before.filter_map(|it| self.links[it].map(|link| self.groups.now(link.group)));
            owner = people.find(|&it| self.groups.get(it).kind == EntityKind::Person && it != group);
        }
        let Some(owner) = owner.filter(|&it| it != group) else { return };
        self.groups.learn(group, gender, 2.0);
        let known = self.kinship.find(owner, relation, gender, |it| self.groups.get(it).leaning.gender());
        if let Some(known) = known {
            self.groups.merge(known, group);
        }
        self.kinship.add(owner, relation, gender, group);
    }

    /// "Acme is the parent of Bolt. The former": one of two of the same kind who are named in the previous sentence.
    pub(super) fn one_of_two(&self, at: usize, is_first: bool) -> Option<Link> {
        let here = self.position(at).sentence;
        let earlier =
            (at.saturating_sub(NAMED_BEFORE)..at).filter(|&it| self.position(it).sentence + 1 == here);
        let named = earlier.filter(|&it| matches!(self.candidates[it].form, CandidateForm::Name(_)));
        let mut groups: Vec<Number> = named.filter_map(|it| self.links[it].map(|link| link.group)).collect();
        groups.retain(|&it| self.groups.get(it).kind != EntityKind::Place);
        let first = *groups.first()?;
        groups.retain(|&it| it != first);
        let second = *groups.first()?;
        groups.retain(|&it| it != second);
        let is_pair = groups.is_empty() && self.groups.get(first).kind == self.groups.get(second).kind;
        let group = if is_first { first } else { second };
        is_pair.then_some(Link { group, confidence: Confidence::new(0.85) })
    }

    /// The folded words of a description up to its noun, without the article, and whether one of them is part of a
    /// name.
    pub(super) fn words(&self, candidate: &Candidate) -> Vec<String> {
        let tokens = candidate.tokens.clone();
        let from = match candidate.article {
            Article::Bare => tokens.start,
            _ if lexicon::function_word::is_determiner(self.context.word(tokens.start))
                || lexicon::pronoun::is_owning(self.context.word(tokens.start)) =>
            {
                tokens.start + 1
            }
            _ => tokens.start,
        };
        let words = (from..tokens.end).map(|at| self.context.word(at));
        words.filter(|it| word::is_word(it) && !lexicon::contraction::is_clitic(it)).map(fold).collect()
    }

    /// The words of names in a description: "the California congressman", "the AL secretary".
    pub(super) fn names(&self, candidate: &Candidate) -> Vec<Named> {
        let named = candidate.tokens.clone().filter_map(|at| {
            let entity = &self.cast.entities[self.cast.mentions[self.context.name(at)?].entity];
            let full = match entity.kind {
                EntityKind::Place => Vec::new(),
                _ => folded_words(&entity.name),
            };
            Some(Named { word: fold(self.context.word(at)), full })
        });
        named.collect()
    }
}
