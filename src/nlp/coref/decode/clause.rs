//! What the sentence around a mention shows: the subject of its clause, a name ahead, what it owns, what it closes.

use crate::nlp::EntityKind;
use crate::nlp::coref::candidate::CandidateForm;
use crate::nlp::coref::decode::Decoder;
use crate::nlp::coref::grammar::GrammaticalRole;
use crate::nlp::coref::group::{Groups, Number};
use crate::nlp::coref::word;
use crate::nlp::gender::Gender;
use crate::nlp::lexicon;
use crate::nlp::lexicon::pronoun::Pronoun;

/// How far the subject of the same clause is searched for, in candidates.
const CLAUSE: usize = 8;

/// How far after an introduction its subject is searched for, in tokens.
const INTRODUCTION: usize = 25;

/// How far from a source a name in its words is searched for, in candidates.
const NEAR: usize = 24;

/// How many words after "it is" may show that it stands for nothing.
const EXPLETIVE: usize = 4;

impl Decoder<'_> {
    /// The subject of the clause that contains the candidate, if it comes first.
    pub(super) fn subject_of_clause(&self, at: usize) -> Option<Number> {
        let head = self.candidates[at].head;
        let start = self.context.sentence_start(head);
        for before in (at.saturating_sub(CLAUSE)..at).rev() {
            let candidate = &self.candidates[before];
            if candidate.head < start {
                return None;
            }
            let between = candidate.head + 1..head;
            if between.clone().any(|it| {
                lexicon::function_word::begins_clause(self.context.word(it)) || self.context.word(it) == ";"
            }) {
                return None;
            }
            // "calls for him to recuse himself"
            let acts = self.grammatical_roles[before] == GrammaticalRole::Object
                && self.context.word(candidate.tokens.end) == "to"
                && matches!(
                    candidate.form,
                    CandidateForm::Name(_) | CandidateForm::Pronoun(_) | CandidateForm::Noun
                );
            if self.grammatical_roles[before] == GrammaticalRole::Subject || acts {
                return self.links[before].map(|it| self.groups.now(it.group));
            }
        }
        None
    }

    /// "Flynn said Trump was right when he spoke": Trump, the nearer of two subjects.
    pub(super) fn lower_subject(&self, at: usize) -> Option<Number> {
        let head = self.candidates[at].head;
        let before = self.context.before(head);
        if !lexicon::function_word::begins_adverbial_clause(before) {
            return None;
        }
        let start = self.context.sentence_start(head);
        let mut earlier = (at.saturating_sub(CLAUSE)..at).rev();
        let found = earlier.find(|&it| {
            self.grammatical_roles[it] == GrammaticalRole::Subject && self.candidates[it].head >= start
        })?;
        self.links[found].map(|it| self.groups.now(it.group))
    }

    /// "Asked whether he would run, Sessions said": the name after the introduction that contains the pronoun.
    pub(super) fn subject_ahead(&self, at: usize, gender: Gender) -> Option<Number> {
        let head = self.candidates[at].head;
        let sentence = self.context.sentence(head);
        let mut start = sentence.start;
        if matches!(self.context.word(start), "but" | "and" | "yet") {
            start += 1;
        }
        let first = self.context.word(start);
        let introduces = lexicon::preposition::is_preposition(first)
            || lexicon::function_word::begins_clause(first)
            || first == "asked"
            || first.len() > 4 && first.ends_with("ing");
        let is_first = at == 0 || self.candidates[at - 1].head < sentence.start || {
            let earlier = &self.candidates[at - 1];
            self.grammatical_roles[at - 1] != GrammaticalRole::Subject
                || earlier.form == CandidateForm::Noun && earlier.kinds.organization > 0.5
        };
        if !introduces || head > start + INTRODUCTION || !is_first {
            return None;
        }
        let end = sentence.end.min(head + INTRODUCTION);
        let comma = (head..end).find(|&it| self.context.word(it) == ",")?;
        let next = self.candidates.get(at + 1..)?.iter().position(|it| it.head > comma)? + at + 1;
        let CandidateForm::Name(name) = self.candidates[next].form else { return None };
        let group = Groups::of_entity(self.cast.mentions[name].entity);
        let is_subject = self.candidates[next].head < comma + 12
            && self.grammatical_roles[next] == GrammaticalRole::Subject;
        let fits = is_subject && self.groups.get(group).kind == EntityKind::Person;
        (fits && self.candidates[next].head < sentence.end && self.groups.may_be(group, gender))
            .then_some(group)
    }

    /// "“My uncle Lee is ill”, he explained": the quotation that closes directly before a subject, which says it,
    /// whatever the verb is.
    pub(super) fn quotation_before(&self, at: usize) -> Option<usize> {
        let head = self.candidates[at].head;
        let start = self.context.sentence_start(head);
        if self.grammatical_roles[at] != GrammaticalRole::Subject || self.context.place(head).quotation > 0 {
            return None;
        }
        let comma = self.context.before(head) == ",";
        let mark = head.checked_sub(if comma { 2 } else { 1 }).filter(|&it| it > start)?;
        let is_stopped = comma || matches!(self.context.word(mark - 1), "," | "?" | "!" | "…");
        Some(self.context.place(mark).quotation).filter(|&it| it > 0 && is_stopped)
    }

    /// What a pronoun owns: "office" of "her new office".
    pub(super) fn owned(&self, at: usize) -> Option<(Pronoun, String)> {
        let candidate = &self.candidates[at];
        let CandidateForm::Pronoun(pronoun) = candidate.form else { return None };
        if self.grammatical_roles[at] != GrammaticalRole::Owner {
            return None;
        }
        let next = candidate.head + 1..self.context.sentence(candidate.head).end.min(candidate.head + 5);
        let noun = next
            .take_while(|&it| word::is_open(self.context.word(it)) && !word::is_verb(self.context.word(it)))
            .last()?;
        Some((pronoun, self.context.word(noun).to_owned()))
    }

    /// Whether the quoted words name the group: no one says "Ann is ill" of herself.
    pub(super) fn is_named_where(
        &self,
        is_spoken: impl Fn(usize) -> bool,
        source: usize,
        group: Number,
    ) -> bool {
        let is_it = |&at: &usize| {
            let CandidateForm::Name(name) = self.candidates[at].form else { return false };
            is_spoken(self.candidates[at].head) && Groups::of_entity(self.cast.mentions[name].entity) == group
        };
        (source.saturating_sub(NEAR)..self.candidates.len().min(source + NEAR)).any(|at| is_it(&at))
    }

    /// "It is clear that", "it would be wise to": whether it stands for nothing.
    pub(super) fn is_expletive(&self, at: usize) -> bool {
        let head = self.candidates[at].head;
        let mut next = head + 1;
        while word::is_adverb(self.context.word(next))
            || lexicon::function_word::is_auxiliary(self.context.word(next)) && next < head + 4
        {
            next += 1;
        }
        let is_be = next > head + 1 && lexicon::function_word::is_copula(self.context.word(next - 1))
            || matches!(
                self.context.word(head + 1),
                "'s" | "’s" | "seems" | "seemed" | "appears" | "appeared"
            );
        let mut ahead = (next..next + EXPLETIVE).map(|it| self.context.word(it));
        is_be && ahead.any(lexicon::function_word::follows_expletive)
    }
}
