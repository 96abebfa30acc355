//! Whom a noun stands for: by office, as someone's relative, or by the network.

use crate::nlp::cast::word::{fold, folded_words};
use crate::nlp::coref::candidate::{Article, Candidate, Form};
use crate::nlp::coref::confidence;
use crate::nlp::coref::decode::{Decoder, Link, weight};
use crate::nlp::coref::group::Number;
use crate::nlp::coref::kin::Relation;
use crate::nlp::coref::office::{Named, Office};
use crate::nlp::coref::word;
use crate::nlp::gender::Gender;
use crate::nlp::{Confidence, EntityKind};

/// How long a noun without a name is remembered, in sentences.
const NOUN_MEMORY: usize = 40;

/// How long an organization can be called by its last word, in sentences.
const ORGANIZATION_MEMORY: usize = 8;

/// Blocks at the start of an article whose indefinite descriptions introduce someone named later.
const LEAD: usize = 1;

/// How far before a relative's name the owner may be named, in candidates.
const NAMED_BEFORE: usize = 16;

impl Decoder<'_> {
    pub(super) fn person(&mut self, at: usize) -> Option<Link> {
        let candidate = &self.candidates[at];
        let noun = fold(self.page.word(candidate.head));
        let gender = Gender::of_title(&noun);
        if candidate.article == Article::Owned
            && let Some(relation) = Relation::of(&noun)
            && let Some(owner) = self.owner(candidate)
        {
            return Some(self.relative(owner, relation, gender));
        }
        let words = self.words(candidate);
        if let Some(link) = self.office_holder(at, &words, gender) {
            return Some(link);
        }
        if candidate.article == Article::Bare {
            return None;
        }
        let here = self.spot(at).sentence;
        let is_other = words.iter().any(|it| matches!(&**it, "other" | "another" | "second" | "fellow"));
        let known = (candidate.article != Article::Indefinite && !is_other)
            .then(|| self.nouns.get(&noun))
            .flatten()
            .filter(|it| it.1.abs_diff(here) <= NOUN_MEMORY);
        if let Some(&(group, _)) = known {
            self.nouns.insert(noun, (group, here));
            return Some(Link { group, confidence: Confidence::new(0.7) });
        }
        let link = if let Some((group, margin)) = self.by_affinity(at, gender) {
            Link { group, confidence: confidence::of_margin(margin) }
        } else {
            let group = self.groups.nameless(EntityKind::Person);
            self.groups.learn(group, gender, 3.0);
            Link { group, confidence: Confidence::new(0.7) }
        };
        self.nouns.insert(noun, (link.group, here));
        Some(link)
    }

    /// The person whom the network likes best for a noun, rather than nobody, and how far that is above the next.
    fn by_affinity(&self, at: usize, gender: Option<Gender>) -> Option<(Number, f32)> {
        self.affinity?;
        let fits = |it: &Number| gender.is_none_or(|gender| self.groups.may_be(*it, gender));
        let people = self.groups.people().filter(fits);
        let mut scored: Vec<(Number, f32)> = people.map(|it| (it, self.affinity(at, it))).collect();
        scored.sort_by(|a, b| b.1.total_cmp(&a.1));
        let (group, score) = scored.first().copied()?;
        let margin = score - scored.get(1).map_or(0.0, |it| it.1).max(0.0);
        // Of descriptions that no title explains a third were right; someone without a name costs nothing.
        let least = if self.groups.get(group).entity.is_some() { weight::CLEAR_NOUN } else { 0.0 };
        (margin > least).then_some((group, margin))
    }

    /// "the attorney general" of whom the title says it.
    fn office_holder(&self, at: usize, words: &[String], gender: Option<Gender>) -> Option<Link> {
        let candidate = &self.candidates[at];
        let office = Office::of_words(words, &[]);
        let names = self.names(candidate);
        let fits = |group: Number| gender.is_none_or(|gender| self.groups.may_be(group, gender));
        let is_start = self.spot(at).block <= LEAD && self.page.place(candidate.head).quotation == 0;
        match candidate.article {
            Article::Owned if word::is_possessive(self.page.word(candidate.tokens.start)) => None,
            Article::Definite | Article::Owned => {
                let held = self.groups.in_office(&office, &names, EntityKind::Person)?;
                let sure = if held.alone { 0.9 } else { 0.75 };
                fits(held.group).then_some(Link { group: held.group, confidence: Confidence::new(sure) })
            }
            Article::Indefinite | Article::Bare if is_start => {
                let group = self.groups.first_in_office(&office, &names).filter(|&it| fits(it))?;
                Some(Link { group, confidence: Confidence::new(0.75) })
            }
            Article::Indefinite | Article::Bare => None,
        }
    }

    /// "her husband", "Trump's wife"
    fn relative(&mut self, owner: Number, relation: Relation, gender: Option<Gender>) -> Link {
        let mut owner = owner;
        if self.groups.get(owner).entity.is_none() {
            owner = self.known_owner(owner, relation, gender);
        }
        let known = self.family.find(owner, relation, gender, |it| self.groups.get(it).leaning.gender());
        let group = match known.map(|it| self.groups.now(it)) {
            Some(group) if gender.is_none_or(|gender| self.groups.may_be(group, gender)) => group,
            _ => {
                let group = self.groups.nameless(EntityKind::Person);
                self.groups.learn(group, gender, 3.0);
                self.family.add(owner, relation, gender, group);
                group
            }
        };
        Link { group, confidence: Confidence::new(0.85) }
    }

    /// "The nominee argued. His ex-wife agreed": if the article tells of one couple only, it is this one.
    fn known_owner(&mut self, nameless: Number, relation: Relation, gender: Option<Gender>) -> Number {
        let own = self.groups.get(nameless).leaning.gender();
        let is = |group: Number, gender: Option<Gender>| {
            let group = self.groups.get(group);
            group.entity.is_some()
                && (gender.is_none() || group.leaning.gender().is_none_or(|it| Some(it) == gender))
        };
        let pair = self.family.only_pair(relation, |owner, relative| is(owner, own) && is(relative, gender));
        let Some((owner, _)) = pair else { return nameless };
        self.groups.merge(nameless, owner);
        owner
    }

    /// Whose a relative is: the group of the pronoun or name that the phrase begins with.
    fn owner(&self, candidate: &Candidate) -> Option<Number> {
        let tokens = candidate.tokens.clone();
        if word::is_possessive(self.page.word(tokens.start)) {
            return self.group_of_token(tokens.start);
        }
        let clitic = tokens.clone().find(|&it| word::is_clitic(self.page.word(it)))?;
        self.group_of_token(clitic.checked_sub(1)?)
    }

    /// "his wife, Melania", "Trump's divorce from wife Ivana": learns whose relative a name is.
    pub(super) fn read_relative(&mut self, at: usize, group: Number) {
        if self.groups.get(group).kind != EntityKind::Person {
            return;
        }
        let start = self.candidates[at].tokens.start;
        let mut noun = start;
        if self.page.before(noun) == "," {
            noun -= 1;
        }
        if self.page.before(noun).is_empty() {
            return;
        }
        noun -= 1;
        let word = fold(self.page.word(noun));
        let Some(relation) = Relation::of(&word) else { return };
        let gender = Gender::of_title(&word);
        // Back over "former", "eldest", "ex-" to whose relative it is.
        let sentence = self.page.sentence_start(noun);
        let mut owner = None;
        let mut first = noun;
        while first > sentence.max(noun.saturating_sub(4)) {
            first -= 1;
            let word = self.page.word(first);
            if word::is_possessive(word) {
                owner = self.group_of_token(first);
                break;
            }
            if word::is_clitic(word) {
                owner = self.group_of_token(first.saturating_sub(1));
                break;
            }
            if !word::is_open(word) && word != "-" {
                first += 1;
                break;
            }
        }
        if owner.is_none() && first == noun && start == noun + 1 {
            // "with husband Lam Siu-por": of the last one named in the sentence.
            let before = (at.saturating_sub(NAMED_BEFORE)..at)
                .rev()
                .take_while(|&it| self.candidates[it].head >= sentence);
            let mut people = before.filter_map(|it| self.links[it].map(|link| self.groups.now(link.group)));
            owner = people.find(|&it| self.groups.get(it).kind == EntityKind::Person && it != group);
        }
        let Some(owner) = owner.filter(|&it| it != group) else { return };
        self.groups.learn(group, gender, 2.0);
        let known = self.family.find(owner, relation, gender, |it| self.groups.get(it).leaning.gender());
        if let Some(known) = known {
            self.groups.merge(known, group);
        }
        self.family.add(owner, relation, gender, group);
    }

    /// "Acme is the parent of Bolt. The former": of two who are named in the sentence before, and of a kind.
    pub(super) fn one_of_two(&self, at: usize, is_first: bool) -> Option<Link> {
        let here = self.spot(at).sentence;
        let earlier = (at.saturating_sub(NAMED_BEFORE)..at).filter(|&it| self.spot(it).sentence + 1 == here);
        let named = earlier.filter(|&it| matches!(self.candidates[it].form, Form::Name(_)));
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

    pub(super) fn organization(&self, at: usize) -> Option<Link> {
        let candidate = &self.candidates[at];
        if candidate.article != Article::Definite || self.page.word(candidate.tokens.start) != "the" {
            return None;
        }
        let office = Office::of_words(&self.words(candidate), &[]);
        let held = self.groups.in_office(&office, &self.names(candidate), EntityKind::Organization)?;
        let last = self.groups.get(held.group).last?;
        let near = last.sentence.abs_diff(self.spot(at).sentence) <= ORGANIZATION_MEMORY;
        let sure = if held.alone { 0.85 } else { 0.65 };
        near.then_some(Link { group: held.group, confidence: Confidence::new(sure) })
    }

    /// The folded words of a description up to its noun, without the article, and whether one of them is in a name.
    fn words(&self, candidate: &Candidate) -> Vec<String> {
        let tokens = candidate.tokens.clone();
        let from = match candidate.article {
            Article::Bare => tokens.start,
            _ if word::is_determiner(self.page.word(tokens.start))
                || word::is_possessive(self.page.word(tokens.start)) =>
            {
                tokens.start + 1
            }
            _ => tokens.start,
        };
        let words = (from..tokens.end).map(|at| self.page.word(at));
        words.filter(|it| word::is_word(it) && !word::is_clitic(it)).map(fold).collect()
    }

    /// The words of names in a description: "the California congressman", "the AL secretary".
    fn names(&self, candidate: &Candidate) -> Vec<Named> {
        let named = candidate.tokens.clone().filter_map(|at| {
            let entity = &self.cast.entities[self.cast.mentions[self.page.name(at)?].entity];
            let full = match entity.kind {
                EntityKind::Place => Vec::new(),
                _ => folded_words(&entity.name),
            };
            Some(Named { word: fold(self.page.word(at)), full })
        });
        named.collect()
    }
}
