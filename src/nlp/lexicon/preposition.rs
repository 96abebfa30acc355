//! Prepositions, by what the words behind them have to do with what stands before.

/// The most frequent ones, which every rule takes for prepositions.
const COMMON: &[&str] = &["of", "in", "on", "at", "for", "from", "with", "by", "to", "under"];

/// The others that begin no clause; "since" and "as" may.
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

/// Prepositions that join nobody to what is done.
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

/// Prepositions of places and times: after "said", not whom it is said to.
const OCCASIONS: &[&str] = &["on", "at", "in", "from", "by", "over", "through", "via", "before", "after"];

/// Those by which a verb in -ing belongs to the verb above: "thinks *of* suing", "left *without* paying".
const BINDING: &[&str] =
    &["from", "of", "for", "into", "without", "in", "on", "about", "against", "to", "at", "over"];

/// Those behind a noun for what is done, before whom it is done to: "her submission *to* the court".
const OF_EVENTS: &[&str] =
    &["to", "of", "with", "on", "against", "about", "for", "from", "toward", "towards", "over"];

/// Those before a name of a place.
const BEFORE_PLACE: &[&str] = &["in", "at", "from", "near", "to", "into", "outside", "across", "throughout"];

/// Whether the word stands before a noun phrase, binds it to what came before, and begins no clause.
pub(crate) fn is_preposition(word: &str) -> bool {
    COMMON.contains(&word) || OTHERS.contains(&word)
}

/// Whether the word goes on with a description: "of", also "since" and "as".
pub(crate) fn goes_on_describing(word: &str) -> bool {
    COMMON.contains(&word) || matches!(word, "since" | "during" | "after" | "as")
}

/// Whether whom or what it is done to may follow the word.
pub(crate) fn is_governed(word: &str) -> bool {
    COMMON.contains(&word) || matches!(word, "upon" | "against" | "about")
}

/// Whether what follows the word has no part in what is done.
pub(crate) fn is_loose(word: &str) -> bool {
    LOOSE.contains(&word)
}

/// Whether the word after a verb of speech tells where or when.
pub(crate) fn is_occasion(word: &str) -> bool {
    OCCASIONS.contains(&word)
}

/// Whether the word binds a verb in -ing to the one above. Those of times and means do not: "left after paying".
pub(crate) fn is_binding(word: &str) -> bool {
    BINDING.contains(&word)
}

/// Whether whom it is done to follows the word behind a noun for what is done.
pub(crate) fn is_of_events(word: &str) -> bool {
    OF_EVENTS.contains(&word)
}

/// Whether a place is likely to be named behind the word.
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
