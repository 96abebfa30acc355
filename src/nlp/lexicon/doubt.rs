//! Words that deny what is beside them, and verbs that deny what follows.

/// Whether the word says that something is not so.
pub(crate) fn is_negation(word: &str) -> bool {
    matches!(word, "not" | "n't" | "n’t" | "never" | "neither" | "nor" | "cannot" | "no" | "without")
}

/// Whether the word says that something nearly happened, but did not: "nearly hired".
pub(crate) fn is_near_miss(word: &str) -> bool {
    matches!(word, "nearly" | "almost" | "hardly" | "barely" | "scarcely")
}

/// Whether what follows the verb is not done: "refused to sue".
pub(crate) fn is_refusing(word: &str) -> bool {
    const STEMS: &[&str] =
        &["refus", "declin", "fail", "deny", "deni", "avoid", "ceas", "neglect", "forgot", "stop"];
    STEMS.iter().any(|it| word.starts_with(it))
}

/// Whether the verb says that a plan came to nothing: "lost her bid to unseat Roe".
pub(crate) fn is_giving_up(word: &str) -> bool {
    const STEMS: &[&str] = &["lost", "lose", "losing", "abandon", "dropped", "shelve", "scrap", "withdrew"];
    STEMS.iter().any(|it| word.starts_with(it))
}

/// Whether the verb says that something is not so: "denied that Roe lied".
pub(crate) fn is_denying(word: &str) -> bool {
    matches!(word, "deny" | "denies" | "denied" | "denying")
}
