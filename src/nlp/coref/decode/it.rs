//! Which organization "it" stands for: only one that acts nearby, since most often "it" is a thing or nothing.

use crate::nlp::coref::candidate::Form;
use crate::nlp::coref::confidence;
use crate::nlp::coref::decode::{Decoder, Link, to_f32, weight};
use crate::nlp::coref::grammar::Part;
use crate::nlp::coref::group::Number;
use crate::nlp::coref::word;
use crate::nlp::pronoun::Pronoun;

/// What speaks for an organization.
mod own {
    pub(super) const START: f32 = -0.3;
    pub(super) const SUBJECT: f32 = 0.8;
    pub(super) const CARRIED: f32 = 0.6;
    pub(super) const SAME_CLAUSE: f32 = 0.5;
    pub(super) const SOURCE: f32 = 0.5;
    pub(super) const LAST_SOURCE: f32 = 1.5;
    /// What the network's score counts, of an organization and against a thing.
    pub(super) const AFFINITY: f32 = 0.3;
}

/// How far back a thing is looked for that may be meant instead, in candidates.
const THINGS: usize = 40;

/// How many words behind "it is" may show that it stands for nothing.
const EXPLETIVE: usize = 4;

impl Decoder<'_> {
    pub(super) fn it(&mut self, at: usize) -> Option<Link> {
        if self.is_expletive(at) {
            return None;
        }
        let here = self.spot(at).sentence;
        let is_source = self.sources.contains_key(&at);
        let carried = self.carried.get(&Pronoun::It).map(|&it| self.groups.now(it));
        let subject = self.subject_of_clause(at);
        let mut scored: Vec<(Number, f32)> = Vec::new();
        for number in self.groups.organizations() {
            let group = self.groups.get(number);
            let Some(last) = group.last else { continue };
            let mut score = own::START - to_f32(last.sentence.abs_diff(here).min(weight::FARTHEST));
            score += if group.part == Part::Subject { own::SUBJECT } else { 0.0 };
            score += if carried == Some(number) { own::CARRIED } else { 0.0 };
            score += if subject == Some(number) { own::SAME_CLAUSE } else { 0.0 };
            score += match self.last_source {
                Some(last) if is_source && last == number => own::LAST_SOURCE,
                _ if is_source => own::SOURCE,
                _ => 0.0,
            };
            scored.push((number, score + own::AFFINITY * self.affinity(at, number)));
        }
        scored.sort_by(|a, b| b.1.total_cmp(&a.1));
        let nothing = own::AFFINITY * self.thing(at);
        let (group, score) = scored.first().copied().filter(|it| it.1 > nothing)?;
        let next = scored.get(1).map_or(nothing, |it| it.1).max(nothing);
        Some(Link { group, confidence: confidence::of_margin(score - next) })
    }

    /// The best score of a pair with a thing before it, at least 0.
    fn thing(&self, at: usize) -> f32 {
        let Some(affinity) = self.affinity else { return 0.0 };
        let before = at.saturating_sub(THINGS)..at;
        let things = before.filter(|&it| self.candidates[it].form == Form::Thing);
        things.filter_map(|it| self.pair(affinity, at, it)).fold(0.0, f32::max)
    }

    /// "It is clear that", "it would be wise to": stands for nothing.
    fn is_expletive(&self, at: usize) -> bool {
        let head = self.candidates[at].head;
        let mut next = head + 1;
        while word::is_adverb(self.page.word(next))
            || word::is_auxiliary(self.page.word(next)) && next < head + 4
        {
            next += 1;
        }
        let is_be = next > head + 1 && word::is_be(self.page.word(next - 1))
            || matches!(self.page.word(head + 1), "'s" | "’s" | "seems" | "seemed" | "appears" | "appeared");
        let mut ahead = (next..next + EXPLETIVE).map(|it| self.page.word(it));
        is_be
            && ahead.any(|it| matches!(it, "that" | "to" | "whether" | "if" | "when" | "who" | "too" | "not"))
    }
}
