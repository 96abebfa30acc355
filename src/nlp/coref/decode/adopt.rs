//! Who had no name so far, or has none at the end, and is someone named all the same.

use std::collections::BTreeMap;

use crate::nlp::EntityKind;
use crate::nlp::coref::candidate::{Article, Form};
use crate::nlp::coref::confidence;
use crate::nlp::coref::decode::{BACK, Decoder, to_f32, weight};
use crate::nlp::coref::group::Number;

/// How far around someone without a name a name is looked for, in candidates.
const NEIGHBORHOOD: usize = 60;

impl Decoder<'_> {
    /// Those without a name at the end are joined to the named one nearby whom the network likes best: "the driver
    /// announced" of an article on Lewis Hamilton. What "a driver" introduces stays without.
    pub(super) fn adopt(&mut self) {
        if self.affinity.is_none() {
            return;
        }
        for (group, members) in self.nameless() {
            // Also where the words of "a driver" stand before: "“I know,” a driver said."
            let is_introduced = |&it: &usize| {
                let candidate = &self.candidates[it];
                candidate.form == Form::Person && candidate.article == Article::Indefinite
            };
            if members.iter().any(is_introduced) {
                continue;
            }
            let named = self.named_near(members[0], group);
            let scored =
                named.into_iter().filter_map(|(to, names)| Some((self.kinship(&members, &names, to)?, to)));
            let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            let is_noun = members.iter().all(|&it| self.candidates[it].form == Form::Person);
            let least = if is_noun { weight::ADOPTED_NOUN } else { weight::ADOPTED };
            let Some((score, to)) = best.filter(|it| it.0 > least) else { continue };
            self.groups.merge(group, to);
            let sure = confidence::of_margin(1.0 + score);
            for at in members {
                let Some(link) = self.links[at].as_mut() else { continue };
                link.confidence = if sure < link.confidence { sure } else { link.confidence };
            }
        }
    }

    /// "The baby ... Gloria": someone without a name so far turns out to be the one that the name stands for.
    pub(super) fn recognize(&mut self, at: usize, group: Number) {
        if self.affinity.is_none() || self.groups.get(group).kind != EntityKind::Person {
            return;
        }
        let nameless = self.groups.people().filter(|&it| self.groups.get(it).entity.is_none());
        let same = nameless.filter(|&it| self.groups.may_be_one(it, group));
        let found: Vec<Number> = same.filter(|&it| self.affinity(at, it) > weight::RECOGNIZED).collect();
        for nameless in found {
            self.groups.merge(nameless, group);
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
            let (Form::Name(_), Some(link)) = (self.candidates[near].form, self.links[near]) else {
                continue;
            };
            let is_person = self.groups.get(link.group).kind == EntityKind::Person;
            if is_person && self.groups.may_be_one(group, link.group) {
                named.entry(link.group).or_default().push(near);
            }
        }
        named
    }

    /// How well a nameless group goes with a person's names: the mean of the best pair and of all, and a little for
    /// whoever the article speaks of most and first.
    fn kinship(&self, members: &[usize], names: &[usize], to: Number) -> Option<f32> {
        let affinity = self.affinity?;
        let pairs =
            members.iter().take(6).flat_map(|&member| names.iter().take(12).map(move |&name| (member, name)));
        let near = pairs.filter(|(member, name)| member.abs_diff(*name) <= BACK);
        let scores: Vec<f32> = near.filter_map(|(a, b)| self.pair(affinity, a.max(b), a.min(b))).collect();
        let best = scores.iter().copied().reduce(f32::max)?;
        let mean = scores.iter().sum::<f32>() / to_f32(scores.len());
        let first = if self.groups.first_person() == Some(to) { weight::NAMED } else { 0.0 };
        Some(f32::midpoint(best, mean) + weight::COUNT * to_f32(names.len()).ln() + first)
    }
}
