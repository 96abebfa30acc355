//! Words that deny or doubt what they stand beside, and verbs that do so with what they tell.

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

/// Whether the word makes doubtful what it stands beside.
pub(crate) fn is_hedge(word: &str) -> bool {
    HEDGES.contains(&word)
}

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

/// Whether what someone says with the verb is doubtful.
pub(crate) fn is_alleging(word: &str) -> bool {
    ["alleg", "rumo", "speculat", "suspect", "purport", "insinuat"].iter().any(|it| word.starts_with(it))
}

/// Whether what is told behind the verb is only thought to be so: "is accused of suing", "seems to sue".
pub(crate) fn is_doubting(word: &str) -> bool {
    const STEMS: &[&str] = &[
        "accus", "alleg", "suspect", "believ", "thought", "rumo", "seem", "appear", "suppos", "claim",
        "consider", "presum", "reported", "said",
    ];
    STEMS.iter().any(|it| word.starts_with(it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::lexicon::function_word::is_modal;

    #[test]
    fn a_plan_is_no_doubt() {
        assert!(is_hedge("might") && !is_hedge("will") && is_modal("will"));
    }
}
