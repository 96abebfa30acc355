//! What candidates do in their sentences: subject, object, owner. There is no parser here; the neighbouring words
//! decide.

use crate::nlp::coref::candidate::{Candidate, CandidateForm};
use crate::nlp::coref::token_context::TokenContext;
use crate::nlp::coref::word;
use crate::nlp::lexicon;
use crate::nlp::lexicon::pronoun::Pronoun;

/// How far a remark between commas after a subject is skipped.
const REMARK: usize = 16;

/// How many words of title may precede a name.
const TITLE: usize = 8;

/// What a candidate does in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GrammaticalRole {
    /// "Flynn said"
    Subject,
    /// "Flynn's wife", "his wife"
    Owner,
    /// "the Trump lawyer"
    Modifier,
    /// "himself"
    Reflexive,
    /// "told him", "with Flynn"
    Object,
}

/// What a candidate does.
pub(super) fn grammatical_role(context: &TokenContext<'_>, candidate: &Candidate) -> GrammaticalRole {
    match candidate.form {
        CandidateForm::Pronoun(pronoun) => role_of_pronoun(context, candidate.head, pronoun),
        _ => role_of_phrase(context, candidate),
    }
}

fn role_of_pronoun(context: &TokenContext<'_>, at: usize, pronoun: Pronoun) -> GrammaticalRole {
    match context.word(at) {
        "himself" | "herself" | "itself" | "myself" | "themselves" => GrammaticalRole::Reflexive,
        "his" | "its" | "my" | "their" | "our" | "your" => GrammaticalRole::Owner,
        "her"
            if word::is_open(context.word(at + 1)) && !word::is_verb(context.word(at + 1))
                || context.name(at + 1).is_some() =>
        {
            GrammaticalRole::Owner
        }
        "him" | "her" | "them" | "me" | "us" => GrammaticalRole::Object,
        "it" if pronoun == Pronoun::It && !is_followed_by_verb(context, at + 1) => GrammaticalRole::Object,
        _ => GrammaticalRole::Subject,
    }
}

fn role_of_phrase(context: &TokenContext<'_>, candidate: &Candidate) -> GrammaticalRole {
    let mut next = candidate.tokens.end;
    if context.word(next) == "(" {
        next = (next..context.len().min(next + TITLE))
            .find(|&it| context.word(it) == ")")
            .map_or(next, |it| it + 1);
    }
    if lexicon::contraction::is_clitic(context.word(next)) && !context.word(next).is_empty() {
        return GrammaticalRole::Owner;
    }
    let start = title_start(context, candidate);
    let before = context.before(start);
    if is_followed_by_verb(context, next) {
        return if lexicon::preposition::is_preposition(before) {
            GrammaticalRole::Object
        } else {
            GrammaticalRole::Subject
        };
    }
    let word = context.word(next);
    let opens = matches!(
        before,
        "" | "," | "that" | "“" | "\"" | "‘" | "and" | "but" | "as" | "when" | ":" | ";" | "—" | "–"
    ) || lexicon::function_word::begins_clause(before);
    if opens && (word::ends_in_s(word) && word::is_open(word) || word == "and") {
        return GrammaticalRole::Subject;
    }
    // The end of a remark: "Flynn, a retired general, said".
    if word == "," && !lexicon::preposition::is_preposition(before) {
        let end = context.sentence(candidate.head).end;
        let close = (next + 1..end.min(next + REMARK)).find(|&it| context.word(it) == ",");
        let ends_in_verb = close.is_some_and(|it| is_followed_by_verb(context, it + 1));
        if ends_in_verb {
            return GrammaticalRole::Subject;
        }
    }
    let is_name = matches!(candidate.form, CandidateForm::Name(_));
    if is_name && word::is_open(word) && context.name(next).is_none() && !context.is_capital(next) && !opens {
        return GrammaticalRole::Modifier;
    }
    GrammaticalRole::Object
}

/// Where the title of a name begins: "President" in "President Obama".
fn title_start(context: &TokenContext<'_>, candidate: &Candidate) -> usize {
    let mut start = candidate.tokens.start;
    if matches!(candidate.form, CandidateForm::Name(_)) {
        let sentence = context.sentence_start(start);
        let lowest = sentence.max(start.saturating_sub(TITLE));
        while start > lowest
            && (context.is_capital(start - 1)
                || context.word(start - 1) == "."
                || is_title(context.word(start - 1)))
        {
            start -= 1;
        }
        // "In Washington Trump said" is not a title, and neither is the first word of a sentence if it is not a noun.
        if start < candidate.tokens.start && !word::is_open(context.word(start)) {
            start += 1;
        }
        if start > lowest && matches!(context.word(start - 1), "the" | "a" | "an") {
            start -= 1;
        }
    }
    start
}

fn is_title(word: &str) -> bool {
    word::is_open(word) && !word::is_verb(word) && lexicon::role::is_person_noun(word)
}

fn is_followed_by_verb(context: &TokenContext<'_>, mut at: usize) -> bool {
    let mut n_adverbs = 0;
    while n_adverbs < 3 && word::is_adverb(context.word(at)) {
        at += 1;
        n_adverbs += 1;
    }
    word::is_verb(context.word(at)) && !context.is_capital(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::analyze::head_outputs;
    use crate::nlp::coref::candidate;
    use crate::nlp::model::Model;
    use crate::nlp::testing::MarkedText;
    use crate::nlp::{cast, quotes};

    /// What the first name or pronoun of a marked text does.
    #[track_caller]
    fn check(marked: &str, expected: GrammaticalRole) {
        let text = MarkedText::parse(marked);
        let MarkedText { doc, tokens, sentences, .. } = &text;
        let cast = cast::cast(doc, tokens, sentences, &text.found_names());
        let (_, syntax) = head_outputs(doc, &Model::embedded());
        let pairs = quotes::marks::pair(doc);
        let context = TokenContext::read(doc, tokens, sentences, &syntax, &cast, &pairs);
        let candidates = candidate::collect(&context, &cast, None, |_| false);
        let is_asked =
            |it: &&Candidate| matches!(it.form, CandidateForm::Name(_) | CandidateForm::Pronoun(_));
        let first = candidates.iter().find(is_asked).unwrap();
        assert_eq!(grammatical_role(&context, first), expected, "{marked}");
    }

    #[test]
    fn a_name_before_a_verb_is_a_subject_whatever_is_between() {
        check("[PER Lee] left.", GrammaticalRole::Subject);
        check("[PER Lee] (D) left.", GrammaticalRole::Subject);
        check("[PER Lee], a retired general, left.", GrammaticalRole::Subject);
        check("[PER Lee] never really left.", GrammaticalRole::Subject);
        check("According to President [PER Lee] said little.", GrammaticalRole::Object);
    }

    #[test]
    fn a_name_behind_a_verb_or_preposition_is_an_object() {
        check("The board fired [PER Lee].", GrammaticalRole::Object);
        check("The board met with [PER Lee] on Monday.", GrammaticalRole::Object);
    }

    #[test]
    fn owners_and_modifiers_come_before_a_noun() {
        check("The board read [PER Lee]’s report.", GrammaticalRole::Owner);
        check("The board read the [PER Lee] report.", GrammaticalRole::Modifier);
    }

    #[test]
    fn pronouns_have_their_case() {
        check("He left.", GrammaticalRole::Subject);
        check("The board fired him.", GrammaticalRole::Object);
        check("The board read her report.", GrammaticalRole::Owner);
        check("The board fired her.", GrammaticalRole::Object);
        check("The board hurt itself.", GrammaticalRole::Reflexive);
        check("It left.", GrammaticalRole::Subject);
        check("The board sold it.", GrammaticalRole::Object);
    }
}
