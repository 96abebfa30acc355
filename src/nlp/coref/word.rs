//! Words by what they do in a sentence, as far as the word alone tells. All words are in small letters.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::nlp::pronoun::pronoun;

/// The past of frequent irregular verbs.
static PAST: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../../assets/lexicons/past_forms.txt").lines();
    lines.filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
});

/// "his", "her" before a noun.
pub(super) fn is_possessive(word: &str) -> bool {
    matches!(word, "my" | "your" | "his" | "her" | "its" | "our" | "their" | "whose")
}

/// "'s" and the apostrophe of a plural.
pub(super) fn is_clitic(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'" | "’")
}

/// "the", "a", "this".
pub(super) fn is_determiner(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "this"
            | "that"
            | "these"
            | "those"
            | "some"
            | "any"
            | "every"
            | "each"
            | "no"
            | "another"
            | "both"
            | "all"
            | "one"
    )
}

/// Words that stand before a noun phrase and bind it to what came before, and begin no clause.
pub(super) fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "of" | "in"
            | "on"
            | "at"
            | "for"
            | "from"
            | "with"
            | "by"
            | "to"
            | "about"
            | "against"
            | "into"
            | "over"
            | "under"
            | "through"
            | "during"
            | "between"
            | "among"
            | "amid"
            | "toward"
            | "towards"
            | "without"
            | "within"
            | "via"
            | "upon"
            | "near"
            | "despite"
            | "like"
            | "per"
            | "behind"
            | "across"
            | "around"
            | "outside"
            | "inside"
            | "including"
            | "regarding"
            | "following"
            | "along"
            | "off"
            | "onto"
            | "beside"
    )
}

/// "that", "when", "because": words that a clause begins with.
pub(super) fn begins_clause(word: &str) -> bool {
    matches!(
        word,
        "that"
            | "who"
            | "which"
            | "when"
            | "whether"
            | "if"
            | "because"
            | "while"
            | "although"
            | "though"
            | "since"
            | "after"
            | "before"
            | "until"
            | "where"
            | "how"
            | "why"
            | "what"
            | "as"
            | "unless"
            | "than"
            | "once"
            | "whereas"
            | "so"
    )
}

/// "and", "or", "but".
pub(super) fn is_coordinator(word: &str) -> bool {
    matches!(word, "and" | "or" | "but" | "nor" | "yet" | "&")
}

/// "is", "has", "would".
pub(super) fn is_auxiliary(word: &str) -> bool {
    is_be(word)
        || matches!(
            word,
            "has"
                | "have"
                | "had"
                | "do"
                | "does"
                | "did"
                | "will"
                | "would"
                | "can"
                | "could"
                | "may"
                | "might"
                | "must"
                | "shall"
                | "should"
                | "ca"
                | "wo"
                | "'ve"
                | "’ve"
                | "'ll"
                | "’ll"
                | "'d"
                | "’d"
                | "having"
        )
}

/// "is", "were".
pub(super) fn is_be(word: &str) -> bool {
    matches!(
        word,
        "is" | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "being"
            | "am"
            | "'re"
            | "’re"
            | "'m"
            | "’m"
            | "become"
            | "becomes"
            | "became"
            | "remains"
            | "remained"
    )
}

/// "also", "never", and words in -ly: between a subject and its verb.
pub(super) fn is_adverb(word: &str) -> bool {
    matches!(
        word,
        "also"
            | "later"
            | "now"
            | "still"
            | "even"
            | "just"
            | "again"
            | "often"
            | "earlier"
            | "soon"
            | "already"
            | "ever"
            | "never"
            | "not"
            | "too"
            | "further"
            | "first"
            | "then"
            | "once"
            | "only"
            | "twice"
            | "himself"
            | "herself"
            | "itself"
            | "both"
            | "each"
            | "long"
    ) || word.len() > 4
        && word.ends_with("ly")
        && !matches!(word, "family" | "ally" | "rally" | "supply" | "reply")
}

/// Whether the word looks like the verb of a clause: an auxiliary or a past form.
pub(super) fn is_verb(word: &str) -> bool {
    is_auxiliary(word)
        || PAST.contains(word)
        || word.len() > 4 && word.ends_with("ed") && !matches!(word, "hundred" | "united")
        || matches!(
            word,
            "says" | "wants" | "calls" | "seeks" | "urges" | "plans" | "goes" | "gets" | "takes" | "makes"
        )
}

/// Whether the word can be the third person of a verb or a plural.
pub(super) fn ends_in_s(word: &str) -> bool {
    word.len() > 3 && word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end))
}

/// Whether the word is made of letters (and hyphens or apostrophes).
pub(super) fn is_word(word: &str) -> bool {
    word.starts_with(char::is_alphabetic)
}

/// Whether a noun phrase can go on over the word: a noun, adjective or number.
pub(super) fn is_open(word: &str) -> bool {
    word.starts_with(char::is_alphanumeric)
        && pronoun(word).is_none()
        && !is_determiner(word)
        && !is_preposition(word)
        && !begins_clause(word)
        && !is_coordinator(word)
        && !is_auxiliary(word)
        && !matches!(
            word,
            "not" | "there" | "here" | "also" | "then" | "up" | "out" | "down" | "says" | "said" | "told"
        )
}
