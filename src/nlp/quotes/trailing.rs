//! Attributions after a whole sentence: "Prices rose, the mayor said on Monday.", "It rained, according to the
//! paper."

use std::ops::Range;

use crate::nlp::lexicon;
use crate::nlp::lexicon::pronoun::{self, Pronoun};
use crate::nlp::quotes::attributed::AttributedWords;
use crate::nlp::quotes::token_context::TokenContext;

/// The most tokens of such an attribution.
const MAX_LENGTH: usize = 24;

/// The fewest tokens that it attributes.
const MIN_LENGTH: usize = 3;

/// The sentences without quotation marks that end with their attribution.
pub(super) fn find(context: TokenContext<'_>) -> Vec<AttributedWords> {
    context.sentences.rows().iter().filter_map(|it| read(context, it.tokens.to_range())).collect()
}

fn read(context: TokenContext<'_>, sentence: Range<usize>) -> Option<AttributedWords> {
    let end = sentence.clone().rev().find(|&it| context.is_word(it))? + 1;
    let is_marked = sentence.clone().any(|it| context.quotation_at(it).is_some());
    // An interrupted sentence or a line of a list does not end like this.
    if is_marked || !matches!(context.text(sentence.end - 1), "." | "!" | "?") {
        return None;
    }
    let mut commas =
        (sentence.start + MIN_LENGTH..end).rev().take(MAX_LENGTH).filter(|&it| context.text(it) == ",");
    let (comma, source, cue) = commas.find_map(|comma| {
        let (source, cue) = attribution(context, comma + 1..end)?;
        Some((comma, source, cue))
    })?;
    let content = sentence.start..comma;
    content.clone().any(|it| context.acts(it)).then_some(AttributedWords { content, cue, source })
}

/// Source and cue, if the words are nothing else: "the mayor said", "said Ann Lee, a nurse", "according to the
/// paper".
fn attribution(context: TokenContext<'_>, words: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let word = |at: usize| context.text(at).to_lowercase();
    if words.len() > 2 && word(words.start) == "according" && word(words.start + 1) == "to" {
        let source = words.start + 2..words.end;
        return is_phrase(context, source.clone()).then_some((source, words.start..words.start + 2));
    }
    let verb = words.clone().find(|&it| lexicon::speech::attributes_behind(&word(it)))?;
    let cue = verb..verb + 1;
    if verb == words.start {
        let source = verb + 1..words.end;
        let is_source = !source.is_empty() && is_phrase(context, source.clone());
        return is_source.then_some((source, cue));
    }
    let is_adverb = |at: &usize| lexicon::function_word::is_before_cue(&word(*at));
    let last = (words.start..verb).rev().find(|it| !is_adverb(it))?;
    let source = words.start..last + 1;
    (is_subject(context, source.clone()) && is_circumstance(context, verb + 1..words.end))
        .then_some((source, cue))
}

/// Whether words after the verb may be the speaker: not a clause with its own verb, except a relative one.
fn is_phrase(context: TokenContext<'_>, words: Range<usize>) -> bool {
    let first = context.text(words.start);
    // "according to harbour master | Ann Lee"
    let is_name = |it: usize| context.text(it).starts_with(char::is_uppercase);
    let is_title = context.text(words.start - 1) == "to" && words.clone().any(is_name);
    let begins = first.starts_with(char::is_uppercase)
        || first != "that" && lexicon::function_word::is_determiner(first)
        || pronoun::is_possessive(first)
        || is_title;
    let is_relative = |at: &usize| matches!(context.text(*at), "who" | "which" | "whose" | "where");
    begins && !words.clone().take_while(|it| !is_relative(it)).any(|it| context.acts(it))
}

/// Whether words before the verb may be the speaker: a pronoun, or a noun phrase without a comma.
fn is_subject(context: TokenContext<'_>, words: Range<usize>) -> bool {
    let first = context.text(words.start);
    let pronoun = pronoun::pronoun(&first.to_lowercase());
    if words.len() == 1 && pronoun.is_some() {
        return matches!(pronoun, Some(Pronoun::He | Pronoun::She | Pronoun::They | Pronoun::It));
    }
    let begins = first.starts_with(char::is_uppercase)
        || lexicon::function_word::is_determiner(first)
        || pronoun::is_possessive(first)
        || matches!(first, "police" | "officials" | "authorities" | "prosecutors");
    let is_clear = |at: usize| {
        let text = context.text(at);
        context.is_word(at)
            && !lexicon::function_word::is_of_clause(text)
            && !lexicon::function_word::begins_clause(text)
            || matches!(text, "." | "’s" | "'s" | "-" | "(" | ")")
    };
    begins && pronoun.is_none_or(|_| pronoun::is_possessive(first)) && words.clone().skip(1).all(is_clear)
}

/// Whether words only say when, where or to whom it was said.
fn is_circumstance(context: TokenContext<'_>, words: Range<usize>) -> bool {
    let Some(first) = words.clone().next() else { return true };
    let text = context.text(first);
    let begins = context.text(words.start - 1) == "told"
        || lexicon::preposition::is_preposition(text)
        || lexicon::date::is_date(text)
        || lexicon::function_word::is_frequent_adverb(text)
        || matches!(text, "yesterday" | "today" | "reporters" | "later");
    begins && words.clone().all(|it| context.text(it) != ",") && words.len() <= MAX_LENGTH / 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::quotes::testing::TestText;

    /// `source <cue> content` of each sentence that ends with its attribution.
    fn check(text: &str, expected: &[&str]) {
        let sample = TestText::new(text);
        let part = |it: &Range<usize>| sample.text(it).to_owned();
        let found: Vec<String> = find(sample.context())
            .iter()
            .map(|it| format!("{} <{}> {}", part(&it.source), part(&it.cue), part(&it.content)))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_sentence_ends_with_who_says_it() {
        check(
            "Prices rose, and wages fell, the mayor said on Monday.",
            &["the mayor <said> Prices rose, and wages fell"],
        );
        check("Prices rose again, she later added.", &["she <added> Prices rose again"]);
        check(
            "Prices rose again, said Ann Lee, who owns a shop.",
            &["Ann Lee, who owns a shop <said> Prices rose again"],
        );
        check(
            "Prices rose again, according to mayor Ann Lee and Bo Ito.",
            &["mayor Ann Lee and Bo Ito <according to> Prices rose again"],
        );
        check("The official told Acme, Lee told the paper.", &["Lee <told> The official told Acme"]);
    }

    #[test]
    fn what_stands_between_subject_and_verb_is_not_said() {
        check("The mayor, Ann Lee, said prices had risen.", &[]);
        check("The mayor, speaking in Ohio, said the price was high.", &[]);
        check("Prices, according to Lee, had risen.", &[]);
        check("“Prices rose,” Lee said.", &[]);
        check("No, he said", &[]);
    }
}
