//! Verbs that attribute words to someone, and nouns for texts that speak in their owner's name.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::nlp::lexicon::file::classed;

/// What may follow a verb of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Takes {
    /// A clause: "said that", "told her that".
    clause: bool,
    /// A listener: "told her", "urged her".
    hearer: bool,
}

static VERBS: LazyLock<HashMap<String, Takes>> = LazyLock::new(|| {
    let mut verbs: HashMap<String, Takes> = HashMap::new();
    for (class, entry) in classed(include_str!("../../../assets/lexicons/speech_verbs.txt")) {
        for form in forms(entry) {
            let takes = verbs.entry(form).or_default();
            takes.clause |= matches!(class, "says" | "thinks" | "finds" | "tells" | "states");
            takes.hearer |= matches!(class, "tells" | "bids");
        }
    }
    verbs
});

/// Verbs before which an exclamation in quotation marks does not end the sentence: "“Come!” Mary cried."
const AFTER_EXCLAMATION: &[&str] = &[
    "said",
    "says",
    "asked",
    "asks",
    "cried",
    "cries",
    "replied",
    "replies",
    "added",
    "adds",
    "told",
    "wrote",
    "writes",
    "tweeted",
    "tweets",
    "shouted",
    "shouts",
    "exclaimed",
    "yelled",
    "answered",
    "demanded",
    "wondered",
    "chanted",
    "quipped",
];

/// Verbs that attribute a quotation even within what someone else says.
const WITHIN_SPEECH: &[&str] = &[
    "said",
    "says",
    "told",
    "tells",
    "asked",
    "added",
    "wrote",
    "writes",
    "tweeted",
    "replied",
    "responded",
    "continued",
    "explained",
    "insisted",
    "declared",
    "argued",
    "claimed",
    "warned",
    "noted",
    "testified",
    "recalled",
    "joked",
    "shouted",
];

/// Verbs that attribute the whole sentence before them, without quotation marks: "Prices rose, the mayor said."
const BEHIND: &[&str] =
    &["said", "says", "added", "adds", "explained", "reported", "noted", "found", "claimed", "told"];

/// Nouns for texts that speak in their owner's name: "Ivana Trump's brief", "a WMO report".
const DOCUMENTS: &[&str] = &[
    "brief",
    "report",
    "reports",
    "statement",
    "submission",
    "tweet",
    "release",
    "letter",
    "lawsuit",
    "ruling",
    "memo",
    "post",
    "website",
    "study",
    "survey",
    "poll",
    "article",
    "editorial",
    "filing",
    "complaint",
    "opinion",
    "book",
    "text",
    "document",
    "announcement",
    "yearbook",
    "indictment",
    "affidavit",
    "analysis",
    "communique",
];

/// Whether the word is a verb of speech, and takes a clause.
pub(crate) fn is_speech(word: &str) -> bool {
    takes(word).clause
}

/// Whether it is one of those that name the listener: "told".
pub(crate) fn is_telling(word: &str) -> bool {
    takes(word).hearer
}

/// Whether the verb of speech or thought can also have a person as its object: "threatened Lee", unlike "said the
/// chairman".
pub(crate) fn is_on_people(word: &str) -> bool {
    const STEMS: &[&str] = &[
        "threat",
        "suspect",
        "mention",
        "cite",
        "quot",
        "recommend",
        "know",
        "knew",
        "seen",
        "saw",
        "document",
    ];
    STEMS.iter().any(|it| word.starts_with(it))
}

/// Whether the sentence continues before the word after an exclamation in quotation marks.
pub(crate) fn follows_exclamation(word: &str) -> bool {
    AFTER_EXCLAMATION.contains(&word)
}

/// Whether the word attributes a quotation even within what someone else says.
pub(crate) fn attributes_within_speech(word: &str) -> bool {
    WITHIN_SPEECH.contains(&word)
}

/// Whether the noun is something written that is sent to someone.
pub(crate) fn is_sent(word: &str) -> bool {
    matches!(
        word,
        "letter" | "note" | "email" | "e-mail" | "message" | "statement" | "postcard" | "text" | "desk"
    )
}

/// Whether the noun is an occasion on which one speaks to someone.
pub(crate) fn is_exchange(word: &str) -> bool {
    matches!(
        word,
        "interview"
            | "conversation"
            | "talk"
            | "talks"
            | "call"
            | "meeting"
            | "letter"
            | "email"
            | "e-mail"
            | "message"
            | "statement"
            | "speech"
            | "testimony"
            | "briefing"
            | "debate"
            | "memo"
            | "note"
    )
}

/// Whether the word attributes the whole sentence before it.
pub(crate) fn attributes_behind(word: &str) -> bool {
    BEHIND.contains(&word)
}

/// Whether the noun is a text through which its owner speaks.
pub(crate) fn is_document(word: &str) -> bool {
    DOCUMENTS.contains(&word)
}

/// What the word takes, if it is a form of a verb of speech.
fn takes(word: &str) -> Takes {
    VERBS.get(word).copied().unwrap_or_default()
}

/// The forms of "say=said", "write=wrote/written" or "add".
fn forms(entry: &str) -> Vec<String> {
    let (base, irregular) = entry.split_once('=').unwrap_or((entry, ""));
    let stem = base.strip_suffix('e').filter(|stem| !stem.ends_with('e')).unwrap_or(base);
    let past_stem = base.strip_suffix('e').unwrap_or(base);
    let consonant_y = base.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    let hissing = ["s", "sh", "ch", "x", "z"].iter().any(|end| base.ends_with(end)) || base == "go";
    let third = match consonant_y {
        Some(stem) => format!("{stem}ies"),
        None if hissing => format!("{base}es"),
        None => format!("{base}s"),
    };
    let mut past: Vec<String> = irregular.split('/').filter(|it| !it.is_empty()).map(str::to_owned).collect();
    // "beg=begged": the participle in -ing doubles the letter, too.
    let doubled = past.first().and_then(|it| it.strip_suffix("ed")).filter(|it| it.len() == base.len() + 1);
    let ing = doubled.map_or(format!("{stem}ing"), |it| format!("{it}ing"));
    if past.is_empty() {
        past.push(consonant_y.map_or(format!("{past_stem}ed"), |stem| format!("{stem}ied")));
    }
    let doubled_ing = match base {
        "begin" => "beginning".to_owned(),
        "put" => "putting".to_owned(),
        _ => ing,
    };
    past.extend([third, doubled_ing, base.to_owned()]);
    past
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_derived() {
        let forms = |entry: &str| forms(entry).join(" ");
        assert_eq!(forms("say=said"), "said says saying say");
        assert_eq!(forms("argue"), "argued argues arguing argue");
        assert_eq!(forms("deny"), "denied denies denying deny");
        assert_eq!(forms("write=wrote/written"), "wrote written writes writing write");
        assert_eq!(forms("beg=begged"), "begged begs begging beg");
        assert_eq!(forms("confess"), "confessed confesses confessing confess");
    }

    #[test]
    fn who_is_told_is_known_from_what_is_said() {
        assert_eq!(takes("told"), Takes { clause: true, hearer: true });
        assert_eq!(takes("said"), Takes { clause: true, hearer: false });
        assert_eq!(takes("walked"), Takes::default());
    }
}
