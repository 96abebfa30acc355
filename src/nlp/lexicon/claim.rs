//! Words that govern a claim and decide its status: it is denied, alleged, asked, supposed or planned.
//!
//! Verbs are identified by their stems, because all their forms have the same effect.

use crate::nlp::Status;

/// The effect of a word on the clause or noun that it governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Governs {
    /// "denied that", "refuted", "was cleared of"
    Denies,
    /// "alleged that", "accused of", "suspected of", "rumoured to"
    Alleges,
    /// "asked whether", "urged to", "demanded that"
    Asks,
    /// "considered suing", "threatened to"
    Supposes,
    /// "plans to", "expected to", "agreed to"
    Plans,
    /// "proved that", "found that", "showed that": it is so; with "not", it is not.
    Proves,
    /// "believes that": someone's claim; with "not", they deny it.
    Believes,
    /// "confirmed that", "say whether": with "not", it is open.
    Settles,
}

/// Whether what happens in it is made up: "in the *novel*".
pub(crate) fn is_fiction(noun: &str) -> bool {
    matches!(
        noun,
        "joke"
            | "novel"
            | "film"
            | "movie"
            | "play"
            | "opera"
            | "musical"
            | "sitcom"
            | "drama"
            | "comedy"
            | "cartoon"
            | "comic"
            | "sketch"
            | "satire"
            | "parody"
            | "dream"
            | "fantasy"
            | "thriller"
    )
}

const DENIES: &[&str] = &[
    "deny",
    "deni",
    "refut",
    "rebut",
    "reject",
    "dismiss",
    "disput",
    "disavow",
    "repudiat",
    "disprov",
    "debunk",
    "acquit",
    "exonerat",
    "cleared",
    "clearing",
    "doubt",
    "disclaim",
    "discredit",
    "contradict",
];

const ALLEGES: &[&str] = &[
    "alleg", "accus", "suspect", "rumo", "speculat", "insinuat", "purport", "claim", "charg", "suppos",
    "seem", "appear", "indict", "impli", "imply",
];

const ASKS: &[&str] = &[
    "ask",
    "wonder",
    "question",
    "inquir",
    "enquir",
    "investigat",
    "examin",
    "probe",
    "probing",
    "urg",
    "demand",
    "request",
    "order",
    "beg",
    "press",
    "invit",
    "encourag",
    "advis",
    "recommend",
    "call",
    "want",
    "implor",
    "petition",
    "plead",
    "warn",
    "tell",
    "told",
    "instruct",
    "pressur",
    "lobb",
];

const SUPPOSES: &[&str] =
    &["consider", "threat", "mull", "weigh", "contemplat", "imagin", "hint", "hypothes"];

const PLANS: &[&str] = &[
    "plan",
    "intend",
    "intent",
    "aim",
    "hop",
    "wish",
    "seek",
    "sought",
    "agree",
    "promis",
    "vow",
    "pledg",
    "prepar",
    "expect",
    "due",
    "set",
    "schedul",
    "ready",
    "propos",
    "offer",
    "decid",
    "poised",
    "likely",
    "bound",
    "going",
    "about",
    "want",
    "mean",
    "meant",
    "undertak",
    "undertook",
    "bid",
    "commit",
];

const PROVES: &[&str] =
    &["prov", "show", "found", "find", "establish", "demonstrat", "true", "substantiat", "corroborat"];

const BELIEVES: &[&str] =
    &["believ", "think", "thought", "accept", "regard", "convinc", "persuad", "agree", "assum", "presum"];

const SETTLES: &[&str] = &[
    "confirm", "clear", "known", "say", "said", "certain", "sure", "verif", "tell", "decid", "comment", "rul",
];

/// Nouns for a claim: "reports that Lee lied".
const CLAIMS: &[&str] = &[
    "claim",
    "allegation",
    "accusation",
    "report",
    "suggestion",
    "rumour",
    "rumor",
    "suspicion",
    "charge",
    "notion",
    "idea",
    "assertion",
    "speculation",
    "insinuation",
    "contention",
    "story",
    "stories",
    "theory",
    "theories",
    "question",
    "doubt",
    "possibilit",
    "chance",
    "conjecture",
    "belief",
    "impression",
    "complaint",
    "statement",
    "testimony",
    "lie",
    "talk",
    "insistence",
    "warning",
    "fear",
    "hint",
];

/// Nouns for what supports a claim: "no evidence that Lee lied".
const SUPPORT: &[&str] = &[
    "evidence",
    "proof",
    "sign",
    "indication",
    "reason",
    "basis",
    "grounds",
    "hint",
    "suggestion",
    "truth",
    "trace",
];

/// Nouns for the future: "the plan to sue".
const PROJECTS: &[&str] = &[
    "plan",
    "intention",
    "offer",
    "promise",
    "pledge",
    "proposal",
    "bid",
    "threat",
    "hope",
    "wish",
    "desire",
    "vow",
    "commitment",
    "deal",
    "agreement",
    "talks",
    "negotiation",
];

/// Words that say that a claim is not so.
const FALSE: &[&str] = &[
    "false",
    "untrue",
    "wrong",
    "baseless",
    "unfounded",
    "nonsense",
    "groundless",
    "fabricated",
    "fabrication",
    "lie",
    "lies",
    "hoax",
    "myth",
    "fiction",
    "invented",
    "incorrect",
    "inaccurate",
    "absurd",
    "ridiculous",
    "unsubstantiated",
    "unproven",
    "impossible",
    "rubbish",
    "debunked",
    "bogus",
    "denied",
    "fake",
];

/// Words that say that the truth of a claim is unknown.
const OPEN: &[&str] = &[
    "unclear",
    "unknown",
    "uncertain",
    "unconfirmed",
    "unverified",
    "doubtful",
    "debatable",
    "disputed",
    "open",
    "possible",
];

/// Adjectives and adverbs that make an action a mere claim.
const ALLEGED: &[&str] = &[
    "alleged",
    "allegedly",
    "reported",
    "reportedly",
    "purported",
    "purportedly",
    "supposed",
    "supposedly",
    "suspected",
    "apparent",
    "apparently",
    "rumored",
    "rumoured",
    "claimed",
    "accused",
    "seemingly",
    "ostensibly",
];

/// Those that make it merely possible.
const POSSIBLE: &[&str] = &[
    "possible",
    "possibly",
    "potential",
    "potentially",
    "perhaps",
    "maybe",
    "probable",
    "probably",
    "hypothetical",
    "would-be",
];

/// Those that put it in the future.
const FUTURE: &[&str] = &["planned", "proposed", "upcoming", "future", "intended", "expected"];

fn begins(stems: &[&str], word: &str) -> bool {
    stems.iter().any(|it| word.starts_with(it))
}

/// The effect of a verb or an adjective on the clause below it. The first class that contains it counts.
pub(crate) fn governs(word: &str) -> Option<Governs> {
    // Short stems begin other words, too: "settled", "hope" and "hopped", "clearly".
    if matches!(word, "settle" | "settled" | "settles" | "clearly" | "undoubtedly") {
        return None;
    }
    let classes = [
        (DENIES, Governs::Denies),
        (ALLEGES, Governs::Alleges),
        (SUPPOSES, Governs::Supposes),
        (PLANS, Governs::Plans),
        (ASKS, Governs::Asks),
        (PROVES, Governs::Proves),
        (BELIEVES, Governs::Believes),
        (SETTLES, Governs::Settles),
    ];
    classes.into_iter().find(|it| begins(it.0, word)).map(|it| it.1)
}

/// Whether a noun is a claim: "allegations".
pub(crate) fn is_claim(word: &str) -> bool {
    begins(CLAIMS, word)
}

/// Whether a noun supports a claim: "evidence".
pub(crate) fn is_support(word: &str) -> bool {
    begins(SUPPORT, word)
}

/// Whether a noun is about the future: "plan".
pub(crate) fn is_project(word: &str) -> bool {
    begins(PROJECTS, word)
}

/// Whether a word says that a claim is not so: "baseless".
pub(crate) fn is_false(word: &str) -> bool {
    FALSE.contains(&word)
}

/// Whether a word says that the truth of a claim is unknown: "unclear".
pub(crate) fn is_open(word: &str) -> bool {
    OPEN.contains(&word)
}

/// Whether a word makes an action a mere claim: "allegedly".
pub(crate) fn is_alleged(word: &str) -> bool {
    ALLEGED.contains(&word)
}

/// Whether a word makes an action merely possible: "perhaps".
pub(crate) fn is_possible(word: &str) -> bool {
    POSSIBLE.contains(&word)
}

/// Whether a word puts an action in the future: "planned".
pub(crate) fn is_future(word: &str) -> bool {
    FUTURE.contains(&word)
}

/// Whether the clause below the verb is taken to be true, even with "not": "did not know that Lee had sued".
pub(crate) fn is_presuming(word: &str) -> bool {
    const STEMS: &[&str] = &[
        "know", "knew", "realis", "realiz", "forget", "forgot", "remember", "regret", "discover", "learn",
        "aware",
    ];
    begins(STEMS, word) && word != "known"
}

/// Whether the adverb says that an accusation is wrong: "falsely accused".
pub(crate) fn is_falsely(word: &str) -> bool {
    matches!(word, "falsely" | "wrongly" | "wrongfully" | "mistakenly" | "unjustly")
}

/// Whether a word in a label shows the status: "would", "denied", "allegedly".
pub(crate) fn tells(word: &str, status: Status) -> bool {
    let class = governs(word);
    match status {
        Status::Stated => false,
        Status::Alleged => is_alleged(word) || class == Some(Governs::Alleges),
        Status::Denied => class == Some(Governs::Denies),
        Status::Asked => matches!(word, "whether" | "should" | "must") || class == Some(Governs::Asks),
        Status::Conditional => {
            matches!(word, "would" | "could" | "may" | "might" | "if")
                || is_possible(word)
                || class == Some(Governs::Supposes)
        }
        Status::Planned => matches!(word, "will" | "would" | "shall") || class == Some(Governs::Plans),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_verb_do_the_same() {
        for form in ["deny", "denied", "denies", "denying", "cleared"] {
            assert_eq!(governs(form), Some(Governs::Denies), "{form}");
        }
        assert_eq!(governs("accused"), Some(Governs::Alleges));
        assert_eq!(governs("expected"), Some(Governs::Plans));
        assert_eq!(governs("settled"), None);
        assert_eq!(governs("swam"), None);
    }
}
