//! Prepositions, by how the words after them relate to those before.

/// The most frequent ones, which every rule treats as prepositions.
const COMMON: &[&str] = &["of", "in", "on", "at", "for", "from", "with", "by", "to", "under"];

/// The others that never begin a clause; "since" and "as" may.
const OTHERS: &[&str] = &[
    "about",
    "against",
    "into",
    "over",
    "through",
    "during",
    "between",
    "among",
    "amid",
    "toward",
    "towards",
    "without",
    "within",
    "via",
    "upon",
    "near",
    "despite",
    "like",
    "per",
    "behind",
    "across",
    "around",
    "outside",
    "inside",
    "including",
    "regarding",
    "following",
    "along",
    "off",
    "onto",
    "beside",
];

/// Prepositions that connect no one with what is done.
const LOOSE: &[&str] = &[
    "like",
    "unlike",
    "than",
    "as",
    "including",
    "besides",
    "despite",
    "according",
    "per",
    "since",
    "until",
    "during",
    "amid",
    "throughout",
    "except",
    "such",
    "following",
    "regarding",
    "whether",
    "beyond",
    "along",
    "alongside",
    "together",
    "ahead",
    "instead",
    "due",
    "because",
];

/// Prepositions of place and time: after "said", they do not introduce the listener.
const OCCASIONS: &[&str] = &["on", "at", "in", "from", "by", "over", "through", "via", "before", "after"];

/// Those that attach a verb in -ing to the verb above: "thinks *of* suing", "left *without* paying".
const BINDING: &[&str] =
    &["from", "of", "for", "into", "without", "in", "on", "about", "against", "to", "at", "over"];

/// Those after a noun for an action, before the one to whom it is done: "her submission *to* the court".
const OF_EVENTS: &[&str] =
    &["to", "of", "with", "on", "against", "about", "for", "from", "toward", "towards", "over"];

/// Those before the name of a place.
const BEFORE_PLACE: &[&str] = &["in", "at", "from", "near", "to", "into", "outside", "across", "throughout"];

/// Whether the word precedes a noun phrase, attaches it to what came before, and begins no clause.
pub(crate) fn is_preposition(word: &str) -> bool {
    COMMON.contains(&word) || OTHERS.contains(&word)
}

/// Whether the word continues a description: "of", but also "since" and "as".
pub(crate) fn goes_on_describing(word: &str) -> bool {
    COMMON.contains(&word) || matches!(word, "since" | "during" | "after" | "as")
}

/// Whether the word can introduce the one to whom something is done.
pub(crate) fn is_governed(word: &str) -> bool {
    COMMON.contains(&word) || matches!(word, "upon" | "against" | "about")
}

/// Whether what follows the word has no part in what is done.
pub(crate) fn is_loose(word: &str) -> bool {
    LOOSE.contains(&word)
}

/// Whether the word, after a verb of speech, introduces a place or time.
pub(crate) fn is_occasion(word: &str) -> bool {
    OCCASIONS.contains(&word)
}

/// Whether the word attaches a verb in -ing to the one above. Those of time and means do not: "left after paying".
pub(crate) fn is_binding(word: &str) -> bool {
    BINDING.contains(&word)
}

/// Whether the word, after a noun for an action, introduces the one to whom it is done.
pub(crate) fn is_of_events(word: &str) -> bool {
    OF_EVENTS.contains(&word)
}

/// Whether a place is likely to be named after the word.
pub(crate) fn is_before_place(word: &str) -> bool {
    BEFORE_PLACE.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_a_clause_only_describes() {
        for word in ["since", "after", "as"] {
            assert!(goes_on_describing(word) && !is_preposition(word) && !is_governed(word), "{word}");
        }
        assert!(COMMON.iter().all(|it| goes_on_describing(it) && is_preposition(it) && is_governed(it)));
    }
}
