//! The words that the rules of relations know.

use crate::nlp::cast;
use crate::nlp::relations::speech;

/// Verbs that list: what follows is what the subject consists of.
const LISTING: &[&str] =
    &["include", "includes", "included", "including", "comprise", "comprises", "comprised"];

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

/// Words that make doubtful what they stand beside; "will" is a plan and does not.
const HEDGES: &[&str] = &[
    "may",
    "might",
    "could",
    "should",
    "allegedly",
    "reportedly",
    "apparently",
    "possibly",
    "perhaps",
    "probably",
    "supposedly",
    "purportedly",
    "if",
    "whether",
    "unless",
    "alleged",
    "suspected",
    "likely",
    "rumored",
    "rumoured",
];

/// Auxiliaries that a label keeps.
const MODALS: &[&str] =
    &["will", "would", "can", "could", "may", "might", "must", "shall", "should", "’ll", "'ll", "cannot"];

/// Whether who is made to do something does it: "forced Lee to resign", unlike "asked".
pub(super) fn is_making(lower: &str) -> bool {
    const STEMS: &[&str] = &[
        "force", "help", "enabl", "allow", "persuade", "convince", "caus", "led", "got", "mak", "made",
        "let", "saw", "see",
    ];
    STEMS.iter().any(|it| lower.starts_with(it))
}

/// Whether the verb says little without where to: "put Lee on trial".
pub(super) fn is_moving(lower: &str) -> bool {
    const FORMS: &[&str] = &[
        "put", "puts", "putting", "place", "places", "placed", "placing", "bring", "brings", "brought",
        "bringing", "send", "sends", "sent", "sending", "take", "takes", "took", "taken", "taking", "keep",
        "keeps", "kept", "keeping", "hold", "holds", "held", "holding", "drive", "drives", "drove", "driven",
        "driving",
    ];
    FORMS.contains(&lower)
}

/// Whether a verb's object is what its subject consists of.
pub(super) fn is_listing(lower: &str) -> bool {
    LISTING.contains(&lower)
}

/// Whether the word is a preposition that whom it is done to may follow.
pub(super) fn is_preposition(lower: &str) -> bool {
    matches!(
        lower,
        "on" | "upon"
            | "with"
            | "for"
            | "to"
            | "at"
            | "against"
            | "of"
            | "from"
            | "about"
            | "in"
            | "by"
            | "under"
    )
}

/// Whether what follows the preposition has no part in what is done.
pub(super) fn is_loose(lower: &str) -> bool {
    LOOSE.contains(&lower)
}

/// Whether the preposition after a verb of speech tells where or when.
pub(super) fn is_occasion(lower: &str) -> bool {
    OCCASIONS.contains(&lower)
}

/// Whether the word makes doubtful what it stands beside.
pub(super) fn is_hedge(lower: &str) -> bool {
    HEDGES.contains(&lower)
}

/// Whether the word right behind a verb makes another of it: "put forward", "stepped aside".
pub(super) fn is_particle(lower: &str) -> bool {
    matches!(
        lower,
        "aside"
            | "away"
            | "back"
            | "down"
            | "forward"
            | "off"
            | "out"
            | "over"
            | "up"
            | "apart"
            | "together"
            | "along"
    )
}

/// Whether the word says that something is not so.
pub(super) fn is_negation(lower: &str) -> bool {
    matches!(lower, "not" | "n't" | "n’t" | "never" | "neither" | "nor" | "cannot" | "no" | "without")
}

/// Whether what is told behind the verb is not done: "refused to sue".
pub(super) fn is_refusing(lower: &str) -> bool {
    const STEMS: &[&str] =
        &["refus", "declin", "fail", "deny", "deni", "avoid", "ceas", "neglect", "forgot", "stop"];
    STEMS.iter().any(|it| lower.starts_with(it))
}

/// Whether the word says that something is close to being so, and is not: "nearly hired".
pub(super) fn is_near_miss(lower: &str) -> bool {
    matches!(lower, "nearly" | "almost" | "hardly" | "barely" | "scarcely")
}

/// Whether what someone says with the verb is doubtful.
pub(super) fn is_alleging(lower: &str) -> bool {
    ["alleg", "rumo", "speculat", "suspect", "purport", "insinuat"].iter().any(|it| lower.starts_with(it))
}

/// Whether what the clause of the verb tells is only wanted: "demanded that Lee resign".
pub(super) fn is_demanding(lower: &str) -> bool {
    ["demand", "recommend", "request", "order", "urge", "ask", "propos", "requir"]
        .iter()
        .any(|it| lower.starts_with(it))
}

/// Whether a clause behind the word is a question: "whether Lee lied".
pub(super) fn is_asking(lower: &str) -> bool {
    matches!(lower, "whether" | "if" | "what" | "which" | "how" | "why" | "where" | "when")
}

/// Whether what is said is said not to be so: "denied that Roe lied".
pub(super) fn is_denying(lower: &str) -> bool {
    matches!(lower, "deny" | "denies" | "denied" | "denying")
}

/// Whether what is told behind the verb is only thought to be so: "is accused of suing", "seems to sue".
pub(super) fn is_doubting(lower: &str) -> bool {
    const STEMS: &[&str] = &[
        "accus", "alleg", "suspect", "believ", "thought", "rumo", "seem", "appear", "suppos", "claim",
        "consider", "presum", "reported", "said",
    ];
    STEMS.iter().any(|it| lower.starts_with(it))
}

/// Whether a label needs the auxiliary.
pub(super) fn is_modal(lower: &str) -> bool {
    MODALS.contains(&lower)
}

/// Whether the word is an office or occupation: "chairman".
pub(super) fn is_role(lower: &str) -> bool {
    cast::lexicon::is_role(cast::lexicon::Role::Person, lower)
        || cast::lexicon::is_role(cast::lexicon::Role::Kin, lower)
        || singular(lower).is_some_and(|it| cast::lexicon::is_role(cast::lexicon::Role::Person, it))
}

/// Offices of states, towns, clubs and companies alike.
const HIGH_OFFICES: [&str; 12] = [
    "president",
    "premier",
    "minister",
    "mayor",
    "governor",
    "chancellor",
    "ambassador",
    "senator",
    "sheriff",
    "chairman",
    "chairwoman",
    "chairperson",
];

/// Whether the word is an office that places have, and clubs that are called like them.
pub(super) fn is_office(lower: &str) -> bool {
    const OTHERS: &[&str] = &[
        "king",
        "queen",
        "emperor",
        "prince",
        "princess",
        "ruler",
        "dictator",
        "leader",
        "envoy",
        "congressman",
        "congresswoman",
        "representative",
        "mp",
        "bishop",
        "archbishop",
        "chief",
        "coach",
        "manager",
        "captain",
        "owner",
        "co-owner",
    ];
    HIGH_OFFICES.contains(&lower) || OTHERS.contains(&lower)
}

/// Whether the word is an office that a person has in an organization or place, and never of a person.
pub(super) fn is_realm_office(lower: &str) -> bool {
    HIGH_OFFICES.contains(&lower) || matches!(lower, "ceo" | "director-general" | "secretary-general")
}

/// Whether the word is a sort of organization: "chain", "company".
pub(super) fn is_organization(lower: &str) -> bool {
    cast::lexicon::is_role(cast::lexicon::Role::Organization, lower)
}

/// Whether the word is a verb of speech, and takes a clause.
pub(super) fn is_speech(lower: &str) -> bool {
    speech::takes(lower).clause
}

/// Whether it is one of those that name whom they speak to: "told".
pub(super) fn is_telling(lower: &str) -> bool {
    speech::takes(lower).hearer
}

/// "shareholders" to "shareholder".
pub(super) fn singular(lower: &str) -> Option<&str> {
    match lower.strip_suffix('s') {
        Some(it) if it.len() > 2 && !it.ends_with('s') => Some(it),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_known_in_the_plural() {
        assert!(is_role("chairman") && is_role("lawyers") && is_role("husband"));
        assert!(!is_role("boss's") && !is_role("table"));
    }

    #[test]
    fn a_plan_is_no_doubt() {
        assert!(is_hedge("might") && !is_hedge("will") && is_modal("will"));
    }
}
