//! Words that deny what they stand beside, and verbs that do so with what they tell.

/// Whether the word says that something is not so.
pub(crate) fn is_negation(word: &str) -> bool {
    matches!(word, "not" | "n't" | "n’t" | "never" | "neither" | "nor" | "cannot" | "no" | "without")
}

/// Whether the word says that something is close to being so, and is not: "nearly hired".
pub(crate) fn is_near_miss(word: &str) -> bool {
    matches!(word, "nearly" | "almost" | "hardly" | "barely" | "scarcely")
}

/// Whether what is told behind the verb is not done: "refused to sue".
pub(crate) fn is_refusing(word: &str) -> bool {
    const STEMS: &[&str] =
        &["refus", "declin", "fail", "deny", "deni", "avoid", "ceas", "neglect", "forgot", "stop"];
    STEMS.iter().any(|it| word.starts_with(it))
}

/// Whether what is said is said not to be so: "denied that Roe lied".
pub(crate) fn is_denying(word: &str) -> bool {
    matches!(word, "deny" | "denies" | "denied" | "denying")
}
