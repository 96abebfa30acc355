//! Whom a pronoun stands for.

use crate::nlp::coref::candidate::Form;
use crate::nlp::coref::confidence;
use crate::nlp::coref::decode::{Decoder, Link, to_f32, weight};
use crate::nlp::coref::grammar::Part;
use crate::nlp::coref::group::{Groups, Number};
use crate::nlp::coref::word;
use crate::nlp::gender::Gender;
use crate::nlp::pronoun::Pronoun;
use crate::nlp::{Confidence, EntityKind};

/// How far the subject of the same clause is looked for, in candidates.
const CLAUSE: usize = 8;

/// How far behind an introduction its subject is looked for, in tokens.
const INTRODUCTION: usize = 25;

/// How far from a source a name in its words is looked for, in candidates.
const NEAR: usize = 24;

impl Decoder<'_> {
    pub(super) fn first_person(&self, at: usize) -> Option<Link> {
        let group = self.speaker(at)?;
        let is_person = self.groups.get(group).kind == EntityKind::Person;
        is_person.then_some(Link { group, confidence: Confidence::new(0.92) })
    }

    pub(super) fn third_person(&mut self, at: usize, pronoun: Pronoun, gender: Gender) -> Link {
        let speaker = self.speaker(at);
        let subject = self.subject_of_clause(at);
        let ahead = self.subject_ahead(at, gender);
        let lower = self.lower_subject(at);
        let quote = self.sources.get(&at).copied();
        let quotation = self.quotation_before(at);
        let owner = self.owned(at).and_then(|it| self.owners.get(&it)).map(|&it| self.groups.now(it));
        let mut scored: Vec<(Number, f32)> = Vec::new();
        let known: Vec<Number> = self.groups.people().collect();
        let ahead_only = ahead.filter(|it| !known.contains(it));
        for group in known.into_iter().chain(ahead_only) {
            if !self.groups.may_be(group, gender) {
                continue;
            }
            let mut score =
                weight::START + weight::SALIENCE * self.salience(at, group, pronoun, gender, ahead);
            score += weight::AFFINITY * self.affinity(at, group);
            if speaker == Some(group) {
                score += weight::NOT_SPEAKER;
            }
            let speaks = quote.is_some() || quotation.is_some();
            // "Lee said Roe was right when he said": no answer to what was said before
            if speaks && lower.is_none() && self.last_source.map(|it| self.groups.now(it)) == Some(group) {
                score += weight::LAST_SOURCE;
            }
            let is_spoken = |head: usize| {
                quote.is_some() && self.speech.of(head) == quote
                    || quotation.is_some_and(|it| self.page.place(head).quotation == it)
            };
            if speaks && self.is_named_where(is_spoken, at, group) {
                score += weight::NOT_SPEAKER;
            }
            if owner == Some(group) {
                score += weight::SAME_POSSESSION;
            }
            if subject == Some(group) {
                score += match self.parts[at] {
                    Part::Reflexive => weight::REFLEXIVE,
                    Part::Object => weight::OWN_OBJECT,
                    _ => 0.0,
                };
            }
            if ahead == Some(group) {
                score += weight::AHEAD;
            }
            if lower == Some(group) {
                score += weight::LOWER_SUBJECT;
            }
            scored.push((group, score));
        }
        scored.sort_by(|a, b| b.1.total_cmp(&a.1));
        let best = scored.first().copied().filter(|it| it.1 >= self.threshold(&scored, gender));
        let Some((group, score)) = best else {
            let group = self.groups.nameless(EntityKind::Person);
            self.groups.learn(group, Some(gender), 3.0);
            return Link { group, confidence: Confidence::new(0.5) };
        };
        self.groups.learn(group, Some(gender), 1.0);
        let next = scored.get(1).map_or(0.0, |it| it.1).max(0.0);
        Link { group, confidence: confidence::of_margin(score - next) }
    }

    /// The least score of the best. The only one of that gender may be far away.
    fn threshold(&self, scored: &[(Number, f32)], gender: Gender) -> f32 {
        let is_sure = |&(group, _): &(Number, f32)| self.groups.get(group).leaning.gender() == Some(gender);
        match scored {
            [best] if is_sure(best) => weight::ONLY,
            [best, next, ..] if is_sure(best) && best.1 > next.1 + weight::CLEAR => weight::ONLY,
            _ => 0.0,
        }
    }

    /// How much a group is in mind at a candidate.
    fn salience(
        &self,
        at: usize,
        number: Number,
        pronoun: Pronoun,
        gender: Gender,
        ahead: Option<Number>,
    ) -> f32 {
        let group = self.groups.get(number);
        let here = self.spot(at).sentence;
        let away = match group.last {
            _ if ahead == Some(number) => 0,
            Some(last) => last.sentence.abs_diff(here).min(weight::FARTHEST),
            None => weight::FARTHEST,
        };
        let mut salience = weight::SENTENCE * to_f32(away) + weight::COUNT * to_f32(group.count.max(1)).ln();
        salience += match group.part {
            _ if ahead == Some(number) => weight::SUBJECT,
            Part::Subject => weight::SUBJECT,
            Part::Modifier => weight::MODIFIER,
            _ => 0.0,
        };
        let toward = group.leaning.toward(gender);
        salience += if toward >= 1.0 {
            weight::GENDER
        } else if toward > 0.0 {
            weight::LEANING
        } else {
            0.0
        };
        salience += if group.entity.is_some() { weight::NAMED } else { 0.0 };
        let carried = self.carried.get(&pronoun).map(|&it| self.groups.now(it));
        salience + if carried == Some(number) { weight::CARRIED } else { 0.0 }
    }

    /// The subject of the clause that the candidate is in, if it stands before it.
    pub(super) fn subject_of_clause(&self, at: usize) -> Option<Number> {
        let head = self.candidates[at].head;
        let start = self.page.sentence_start(head);
        for before in (at.saturating_sub(CLAUSE)..at).rev() {
            let candidate = &self.candidates[before];
            if candidate.head < start {
                return None;
            }
            let between = candidate.head + 1..head;
            if between.clone().any(|it| word::begins_clause(self.page.word(it)) || self.page.word(it) == ";")
            {
                return None;
            }
            // "calls for him to recuse himself"
            let acts = self.parts[before] == Part::Object
                && self.page.word(candidate.tokens.end) == "to"
                && matches!(candidate.form, Form::Name(_) | Form::Pronoun(_) | Form::Person);
            if self.parts[before] == Part::Subject || acts {
                return self.links[before].map(|it| self.groups.now(it.group));
            }
        }
        None
    }

    /// "Flynn said Trump was right when he spoke": Trump, the nearer of two subjects.
    fn lower_subject(&self, at: usize) -> Option<Number> {
        let head = self.candidates[at].head;
        let before = self.page.before(head);
        if !matches!(
            before,
            "when" | "because" | "while" | "after" | "before" | "if" | "since" | "as" | "until"
        ) {
            return None;
        }
        let start = self.page.sentence_start(head);
        let mut earlier = (at.saturating_sub(CLAUSE)..at).rev();
        let found =
            earlier.find(|&it| self.parts[it] == Part::Subject && self.candidates[it].head >= start)?;
        self.links[found].map(|it| self.groups.now(it.group))
    }

    /// "Asked whether he would run, Sessions said": the name behind an introduction that the pronoun stands in.
    fn subject_ahead(&self, at: usize, gender: Gender) -> Option<Number> {
        let head = self.candidates[at].head;
        let sentence = self.page.sentence(head);
        let mut start = sentence.start;
        if matches!(self.page.word(start), "but" | "and" | "yet") {
            start += 1;
        }
        let first = self.page.word(start);
        let introduces = word::is_preposition(first)
            || word::begins_clause(first)
            || first == "asked"
            || first.len() > 4 && first.ends_with("ing");
        let is_first = at == 0 || self.candidates[at - 1].head < sentence.start || {
            let earlier = &self.candidates[at - 1];
            self.parts[at - 1] != Part::Subject || earlier.form == Form::Organization
        };
        if !introduces || head > start + INTRODUCTION || !is_first {
            return None;
        }
        let end = sentence.end.min(head + INTRODUCTION);
        let comma = (head..end).find(|&it| self.page.word(it) == ",")?;
        let next = self.candidates.get(at + 1..)?.iter().position(|it| it.head > comma)? + at + 1;
        let Form::Name(name) = self.candidates[next].form else { return None };
        let group = Groups::of_entity(self.cast.mentions[name].entity);
        let is_subject = self.candidates[next].head < comma + 12 && self.parts[next] == Part::Subject;
        let fits = is_subject && self.groups.get(group).kind == EntityKind::Person;
        (fits && self.candidates[next].head < sentence.end && self.groups.may_be(group, gender))
            .then_some(group)
    }

    /// "“My uncle Lee is ill”, he explained": the quotation that closes right before a subject, which its words are of
    /// whatever the verb is.
    fn quotation_before(&self, at: usize) -> Option<usize> {
        let head = self.candidates[at].head;
        let start = self.page.sentence_start(head);
        if self.parts[at] != Part::Subject || self.page.place(head).quotation > 0 {
            return None;
        }
        let comma = self.page.before(head) == ",";
        let mark = head.checked_sub(if comma { 2 } else { 1 }).filter(|&it| it > start)?;
        let is_stopped = comma || matches!(self.page.word(mark - 1), "," | "?" | "!" | "…");
        Some(self.page.place(mark).quotation).filter(|&it| it > 0 && is_stopped)
    }

    /// What a pronoun owns: "office" of "her new office".
    pub(super) fn owned(&self, at: usize) -> Option<(Pronoun, String)> {
        let candidate = &self.candidates[at];
        let Form::Pronoun(pronoun) = candidate.form else { return None };
        if self.parts[at] != Part::Owner {
            return None;
        }
        let next = candidate.head + 1..self.page.sentence(candidate.head).end.min(candidate.head + 5);
        let noun = next
            .take_while(|&it| word::is_open(self.page.word(it)) && !word::is_verb(self.page.word(it)))
            .last()?;
        Some((pronoun, self.page.word(noun).to_owned()))
    }

    /// Whether what is said names the group: nobody says "Ann is ill" of herself.
    fn is_named_where(&self, is_spoken: impl Fn(usize) -> bool, source: usize, group: Number) -> bool {
        let is_it = |&at: &usize| {
            let Form::Name(name) = self.candidates[at].form else { return false };
            is_spoken(self.candidates[at].head) && Groups::of_entity(self.cast.mentions[name].entity) == group
        };
        (source.saturating_sub(NEAR)..self.candidates.len().min(source + NEAR)).any(|at| is_it(&at))
    }
}
