//! Words that introduce another name of the same person or body: "born", "also known as"; folded.

/// Who has another name by such words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bearer {
    /// Only people are "born".
    Person,
    /// Only bodies are "rebranded".
    Body,
    /// Whoever is "also known as".
    Any,
    /// Whoever is "formerly" called so; the words may also introduce an office: "formerly Acme's chief".
    Same,
}

/// Words that may stand right behind the first name: "Otto Lund wrote as"; "…" stands for a few words.
const AT_ONCE: &[(Bearer, &str)] = &[
    (Bearer::Any, "known … as"),
    (Bearer::Any, "known by the name"),
    (Bearer::Any, "aka"),
    (Bearer::Any, "alias"),
    (Bearer::Any, "goes by"),
    (Bearer::Any, "went by"),
    (Bearer::Any, "goes by the name"),
    (Bearer::Any, "went by the name"),
    (Bearer::Person, "nee"),
    (Bearer::Person, "under the name"),
    (Bearer::Person, "under the pseudonym"),
    (Bearer::Person, "under the alias"),
    (Bearer::Person, "under the pen name"),
    (Bearer::Person, "under the stage name"),
    (Bearer::Person, "wrote as"),
    (Bearer::Person, "writes as"),
    (Bearer::Person, "writing as"),
    (Bearer::Person, "published as"),
    (Bearer::Person, "performs as"),
    (Bearer::Person, "performed as"),
    (Bearer::Person, "performing as"),
    (Bearer::Person, "records as"),
    (Bearer::Person, "recorded as"),
    (Bearer::Person, "sings as"),
    (Bearer::Person, "changed his name to"),
    (Bearer::Person, "changed her name to"),
    (Bearer::Body, "changed its name to"),
    (Bearer::Body, "renamed itself"),
    (Bearer::Body, "rebranded as"),
    (Bearer::Body, "rebranded itself"),
    (Bearer::Body, "rebranded itself as"),
];

/// Words that a comma, a bracket or a form of "be" parts from the first name: "Otto Lund, born", but "she called".
const PARTED: &[(Bearer, &str)] = &[
    (Bearer::Person, "born"),
    (Bearer::Person, "ne"),
    (Bearer::Person, "born as"),
    (Bearer::Person, "stage name"),
    (Bearer::Person, "stage name is"),
    (Bearer::Person, "stage name was"),
    (Bearer::Person, "pen name"),
    (Bearer::Person, "pen name is"),
    (Bearer::Person, "pen name was"),
    (Bearer::Person, "real name"),
    (Bearer::Person, "real name is"),
    (Bearer::Person, "real name was"),
    (Bearer::Person, "birth name"),
    (Bearer::Person, "birth name is"),
    (Bearer::Person, "birth name was"),
    (Bearer::Person, "full name"),
    (Bearer::Person, "full name is"),
    (Bearer::Person, "full name was"),
    (Bearer::Any, "nicknamed"),
    (Bearer::Any, "dubbed"),
    (Bearer::Any, "renamed"),
    (Bearer::Any, "then called"),
    (Bearer::Any, "now called"),
    (Bearer::Any, "once called"),
    (Bearer::Any, "also called"),
    (Bearer::Any, "formerly called"),
    (Bearer::Any, "originally called"),
    (Bearer::Any, "previously called"),
    (Bearer::Body, "rebranded"),
    (Bearer::Same, "formerly"),
    (Bearer::Same, "previously"),
    (Bearer::Same, "now"),
];

/// Small words that may stand between the first name and the words that introduce the second.
const BETWEEN: &[&str] = &[
    "who",
    "which",
    "that",
    "whose",
    "is",
    "was",
    "are",
    "were",
    "been",
    "has",
    "had",
    "being",
    "also",
    "better",
    "best",
    "more",
    "then",
    "once",
    "now",
    "later",
    "sometimes",
    "often",
    "wrote",
    "writes",
    "performs",
    "performed",
    "publishes",
    "published",
    "records",
    "recorded",
];

/// At most so many words stand for "…".
const MAX_GAP: usize = 4;

/// Words that introduce a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cue {
    /// Whose name.
    pub(crate) bearer: Bearer,
    /// How many words they are.
    pub(crate) len: usize,
    /// Whether a sign or a form of "be" must part them from the first name.
    pub(crate) is_parted: bool,
}

/// The longest cue at the end of the words before a name; `word` tells the folded word so many places before it, from 0 on.
pub(crate) fn cue<'w>(word: impl Fn(usize) -> std::borrow::Cow<'w, str>) -> Option<Cue> {
    let rows = AT_ONCE.iter().map(|row| (row, false)).chain(PARTED.iter().map(|row| (row, true)));
    rows.filter_map(|(&(bearer, phrase), is_parted)| {
        Some(Cue { bearer, len: length(phrase, &word)?, is_parted })
    })
    .max_by_key(|cue| cue.len)
}

/// How many words before the name the phrase covers, if it stands there.
fn length<'w>(phrase: &str, word: &impl Fn(usize) -> std::borrow::Cow<'w, str>) -> Option<usize> {
    let mut at = 0;
    let mut is_open = false;
    for part in phrase.rsplit(' ') {
        if part == "…" {
            is_open = true;
            continue;
        }
        let reach = if std::mem::take(&mut is_open) { MAX_GAP } else { 0 };
        // "known for her work as Ann Lee" introduces a part that she plays.
        let is_gap =
            |at: usize| word(at).chars().all(char::is_alphabetic) && !matches!(&*word(at), "for" | "");
        let found = (at..=at + reach).find(|&it| word(it) == part)?;
        if !(at..found).all(is_gap) {
            return None;
        }
        at = found + 1;
    }
    Some(at)
}

/// Whether the folded word may stand between a name and the words that introduce another.
pub(crate) fn is_between(word: &str) -> bool {
    BETWEEN.contains(&word) || word.ends_with("ly")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    #[track_caller]
    fn check(words: &str, expected: Option<(Bearer, usize)>) {
        let words: Vec<&str> = words.split(' ').rev().collect();
        let found = cue(|at| Cow::Borrowed(words.get(at).copied().unwrap_or_default()));
        assert_eq!(found.map(|cue| (cue.bearer, cue.len)), expected);
    }

    #[test]
    fn the_longest_cue_is_found() {
        check("who was born", Some((Bearer::Person, 1)));
        check("he is known as", Some((Bearer::Any, 2)));
        check("she is known to her fans as", Some((Bearer::Any, 5)));
        check("whose real name was", Some((Bearer::Person, 3)));
        check("known for her work as", None);
        check("as", None);
    }
}
