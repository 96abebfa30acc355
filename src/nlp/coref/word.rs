//! What a word may do in a sentence, judged by its ending if `lexicon` does not have it. All words are in lower case.

use crate::nlp::lexicon::function_word::{
    begins_clause, is_auxiliary, is_closed, is_coordinator, is_determiner, is_frequent_adverb,
};
use crate::nlp::lexicon::preposition::is_preposition;
use crate::nlp::lexicon::pronoun::pronoun;
use crate::nlp::lexicon::verb::{is_irregular_past, is_third_person};

/// "also", "never", and words in -ly: between a subject and its verb.
pub(super) fn is_adverb(word: &str) -> bool {
    is_frequent_adverb(word)
        || word.len() > 4
            && word.ends_with("ly")
            && !matches!(word, "family" | "ally" | "rally" | "supply" | "reply")
}

/// Whether the word looks like the verb of a clause: an auxiliary or a past form.
pub(super) fn is_verb(word: &str) -> bool {
    is_auxiliary(word)
        || is_irregular_past(word)
        || word.len() > 4 && word.ends_with("ed") && !matches!(word, "hundred" | "united")
        || is_third_person(word)
}

/// Whether the word can be the third person of a verb or a plural.
pub(super) fn ends_in_s(word: &str) -> bool {
    word.len() > 3 && word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end))
}

/// Whether the word is made of letters (and hyphens or apostrophes).
pub(super) fn is_word(word: &str) -> bool {
    word.starts_with(char::is_alphabetic)
}

/// Whether a noun phrase can continue over the word: a noun, adjective or number.
pub(super) fn is_open(word: &str) -> bool {
    word.starts_with(char::is_alphanumeric)
        && pronoun(word).is_none()
        && !is_determiner(word)
        && !is_preposition(word)
        && !begins_clause(word)
        && !is_coordinator(word)
        && !is_auxiliary(word)
        && !is_closed(word)
}
