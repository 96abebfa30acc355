//! Words that introduce another name of the same person or organization, folded: "born", "also known as".

/// Who can have another name by such words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bearer {
    /// Only people are "born".
    Person,
    /// Only organizations are "rebranded".
    Body,
    /// Anyone can be "also known as".
    Any,
    /// Anyone can be "formerly" called something; but these words may also introduce an office: "formerly Acme's
    /// chief".
    Same,
}

/// Words that may directly follow the first name: "Otto Lund wrote as"; "…" stands for a few words.
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
    (Bearer::Person, "raps as"),
    (Bearer::Person, "fights as"),
    (Bearer::Person, "fought as"),
    (Bearer::Person, "competes as"),
    (Bearer::Person, "posts as"),
    (Bearer::Person, "blogs as"),
    (Bearer::Person, "changed his name to"),
    (Bearer::Person, "changed her name to"),
    (Bearer::Body, "changed its name to"),
    (Bearer::Body, "renamed itself"),
    (Bearer::Body, "rebranded as"),
    (Bearer::Body, "rebranded itself"),
    (Bearer::Body, "rebranded itself as"),
];

/// Words that a comma, a bracket or a form of "be" must separate from the first name: "Otto Lund, born", but "she
/// called".
const PARTED: &[(Bearer, &str)] = &[
    (Bearer::Person, "born"),
    (Bearer::Person, "ne"),
    (Bearer::Person, "born as"),
    (Bearer::Any, "nickname"),
    (Bearer::Any, "nickname is"),
    (Bearer::Any, "nickname was"),
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
    (Bearer::Any, "renamed as"),
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

/// Small words that may be between the first name and the words that introduce the second.
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
    "known",
    "by",
    "under",
    "his",
    "her",
    "its",
    "their",
    "the",
];

/// The most words of a cue.
pub(crate) const MAX_CUE: usize = 8;

/// The most words that "…" stands for.
const MAX_GAP: usize = 4;

/// Words that introduce a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cue {
    /// Whose name they introduce.
    pub(crate) bearer: Bearer,
    /// How many words they are.
    pub(crate) len: usize,
    /// Whether punctuation or a form of "be" must separate them from the first name.
    pub(crate) is_parted: bool,
}

/// The longest cue directly before a name; `before` are the folded words before it, nearest first.
pub(crate) fn cue(before: &[String]) -> Option<Cue> {
    let rows = AT_ONCE.iter().map(|row| (row, false)).chain(PARTED.iter().map(|row| (row, true)));
    rows.filter_map(|(&(bearer, phrase), is_parted)| {
        Some(Cue { bearer, len: length(phrase, before)?, is_parted })
    })
    .max_by_key(|cue| cue.len)
}

/// How many words before the name the phrase covers, if it is there.
fn length(phrase: &str, before: &[String]) -> Option<usize> {
    let mut at = 0;
    let mut reach = 0;
    for part in phrase.rsplit(' ') {
        if part == "…" {
            reach = MAX_GAP;
            continue;
        }
        // "known for her work as Ann Lee" introduces a part that she plays.
        let is_gap = |word: &String| word.chars().all(char::is_alphabetic) && word != "for";
        let gap = before.get(at..)?.iter().take(reach + 1).position(|word| word == part)?;
        if !before[at..at + gap].iter().all(is_gap) {
            return None;
        }
        at += gap + 1;
        reach = 0;
    }
    Some(at)
}

/// Whether the folded word may be between a name and the words that introduce another one.
pub(crate) fn is_between(word: &str) -> bool {
    BETWEEN.contains(&word) || word.ends_with("ly")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expected: Option<(Bearer, usize)>) {
        let before: Vec<String> = words.split(' ').rev().map(str::to_owned).collect();
        let found = cue(&before);
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
