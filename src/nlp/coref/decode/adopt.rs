//! Pronouns that no one was spoken of before: joins them to the person named nearby whom the network prefers.

use std::collections::BTreeMap;

use crate::nlp::EntityKind;
use crate::nlp::coref::candidate::CandidateForm;
use crate::nlp::coref::confidence;
use crate::nlp::coref::decode::{BACK, Decoder};
use crate::nlp::coref::group::Number;
use crate::nlp::evidence::share;

/// The least score for a person without a name to be a named one nearby.
const MIN_SCORE: f32 = 0.0;

/// What is added for the person named first, and for each name, as logarithms.
const FIRST: f32 = 0.2;
const COUNT: f32 = 0.25;

/// How far around a person without a name a name is searched for, in candidates.
const NEIGHBORHOOD: usize = 60;

impl Decoder<'_> {
    /// If no one was spoken of before a "he" or "she", it is joined to the nearby named person whom the network
    /// prefers.
    pub(super) fn adopt(&mut self) {
        if self.affinity.is_none() {
            return;
        }
        for (group, members) in self.nameless() {
            // What a noun introduces stays without a name: no known person becomes "the suspect" by a guess.
            let is_introduced = |&it: &usize| self.candidates[it].form == CandidateForm::Noun;
            if members.iter().any(is_introduced) {
                continue;
            }
            let named = self.named_near(members[0], group);
            let scored =
                named.into_iter().filter_map(|(to, names)| Some((self.kinship(&members, &names, to)?, to)));
            let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            let Some((score, to)) = best.filter(|it| it.0 > MIN_SCORE) else { continue };
            self.groups.merge(group, to);
            let sure = confidence::of_margin(1.0 + score);
            for at in members {
                let Some(link) = self.links[at].as_mut() else { continue };
                link.confidence = if sure < link.confidence { sure } else { link.confidence };
            }
        }
    }

    /// The people without a name, in order, with their candidates.
    fn nameless(&self) -> Vec<(Number, Vec<usize>)> {
        let mut members: BTreeMap<Number, Vec<usize>> = BTreeMap::new();
        for (at, link) in self.links.iter().enumerate() {
            let Some(link) = link else { continue };
            let group = self.groups.now(link.group);
            if self.groups.get(group).entity.is_none() && self.groups.get(group).kind == EntityKind::Person {
                members.entry(group).or_default().push(at);
            }
        }
        members.into_iter().collect()
    }

    /// The people who are named near a candidate and may be the group, with these names.
    fn named_near(&self, at: usize, group: Number) -> BTreeMap<Number, Vec<usize>> {
        let mut named: BTreeMap<Number, Vec<usize>> = BTreeMap::new();
        for near in at.saturating_sub(NEIGHBORHOOD)..self.candidates.len().min(at + NEIGHBORHOOD) {
            let (CandidateForm::Name(_), Some(link)) = (self.candidates[near].form, self.links[near]) else {
                continue;
            };
            let is_person = self.groups.get(link.group).kind == EntityKind::Person;
            if is_person && self.groups.may_be_one(group, link.group) {
                named.entry(link.group).or_default().push(near);
            }
        }
        named
    }

    /// How well a nameless group fits a person's names: the mean of the best pair and of all pairs, plus a little for
    /// the person whom the article mentions most and first.
    fn kinship(&self, members: &[usize], names: &[usize], to: Number) -> Option<f32> {
        let affinity = self.affinity?;
        let pairs =
            members.iter().take(6).flat_map(|&member| names.iter().take(12).map(move |&name| (member, name)));
        let near = pairs.filter(|(member, name)| member.abs_diff(*name) <= BACK);
        let scores: Vec<f32> = near.filter_map(|(a, b)| self.pair(affinity, a.max(b), a.min(b))).collect();
        let best = scores.iter().copied().reduce(f32::max)?;
        let mean = scores.iter().sum::<f32>() / (share(scores.len(), 100) * 100.0);
        let first = if self.groups.first_person() == Some(to) { FIRST } else { 0.0 };
        Some(f32::midpoint(best, mean) + COUNT * (share(names.len(), 100) * 100.0).ln() + first)
    }
}
