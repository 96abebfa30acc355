//! Forms of nouns.

/// "shareholders" to "shareholder".
pub(crate) fn singular(word: &str) -> Option<&str> {
    match word.strip_suffix('s') {
        Some(it) if it.len() > 2 && !it.ends_with('s') => Some(it),
        _ => None,
    }
}

/// The noun in the singular: "ally" for "allies"; as it is if it is no plural.
pub(crate) fn in_singular(word: &str) -> std::borrow::Cow<'_, str> {
    match word.strip_suffix("ies").filter(|it| it.len() > 2) {
        Some(stem) => format!("{stem}y").into(),
        None => singular(word).unwrap_or(word).into(),
    }
}

/// Whether something is done together "in" it: "in partnership with".
pub(crate) fn is_joint(word: &str) -> bool {
    matches!(
        word,
        "partnership"
            | "cooperation"
            | "co-operation"
            | "collaboration"
            | "conjunction"
            | "association"
            | "concert"
            | "coordination"
            | "tandem"
    )
}

/// Whether the noun always means what its owner does, so that "of" would turn it around: "Lee's criticism" is not
/// "criticism of Lee".
pub(crate) fn is_of_doer(word: &str) -> bool {
    const NOUNS: &[&str] = &[
        "criticism",
        "condemnation",
        "denunciation",
        "accusation",
        "accusations",
        "praise",
        "endorsement",
        "rejection",
        "conquest",
        "invasion",
        "annexation",
        "blockade",
        "portrayal",
        "depiction",
        "mockery",
        "handling",
        "attack",
        "attacks",
    ];
    NOUNS.contains(&word)
}

/// Whether the noun means what is done to another, by its owner or to its owner: "Lee's dismissal", "Lee's dismissal of
/// Roe".
pub(crate) fn is_of_deed(word: &str) -> bool {
    const NOUNS: &[&str] = &[
        "dismissal",
        "takeover",
        "purchase",
        "acquisition",
        "investigation",
        "examination",
        "betrayal",
        "pursuit",
        "harassment",
        "treatment",
        "denial",
        "defence",
        "defense",
        "firing",
        "sacking",
        "questioning",
        "nomination",
        "appointment",
        "murder",
        "killing",
        "arrest",
        "abuse",
        "occupation",
        "bombing",
        "rescue",
        "defeat",
        "support",
    ];
    is_of_doer(word) || NOUNS.contains(&word)
}

/// Whether the noun means what one state does to another: "Ruritania's aid to Slavonia".
pub(crate) fn is_of_states(word: &str) -> bool {
    matches!(
        word,
        "aid"
            | "support"
            | "sanctions"
            | "war"
            | "aggression"
            | "threats"
            | "exports"
            | "assistance"
            | "debt"
    )
}

/// Whether the noun means that someone goes to a place.
pub(crate) fn is_visit(word: &str) -> bool {
    matches!(word, "visit" | "trip" | "tour" | "journey" | "return" | "extradition" | "deportation")
}
