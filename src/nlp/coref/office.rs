//! Titles and descriptions by their words: whether "the attorney general" can be "U.S. Attorney General Jeff
//! Sessions".

use crate::nlp::cast::word::folded_words;
use crate::nlp::lexicon;

/// The most words in the name of an office in the list.
const MAX_LENGTH: usize = 3;

/// What two descriptions of one person have in common.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// A line of the list.
    Line(usize),
    /// The name of an office, or the noun.
    Noun(String),
}

/// A folded word of a name in a description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) word: String,
    /// The folded words that may describe an office instead; none for a place: "the California congressman".
    pub(super) full: Vec<String>,
}

/// A title or description taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Office {
    /// The offices that it names.
    pub(super) keys: Vec<Key>,
    /// Its folded words without those of the office's name.
    pub(super) others: Vec<String>,
}

impl Office {
    /// Takes a description apart: "deputy secretary of state".
    pub(super) fn of(description: &str) -> Self {
        let words = folded_words(description);
        let ends = |word: &String| {
            matches!(
                &**word,
                "of" | "for" | "at" | "in" | "on" | "to" | "from" | "who" | "with" | "under" | "since"
            )
        };
        let end = words.iter().skip(1).position(ends).map_or(words.len(), |it| it + 1);
        let (front, behind) = words.split_at(end);
        Self::of_words(front, behind)
    }

    /// From the words up to the noun, and those after it.
    pub(super) fn of_words(front: &[String], behind: &[String]) -> Self {
        let Some(noun) = front.last() else { return Self { keys: Vec::new(), others: Vec::new() } };
        let longest = (1..=MAX_LENGTH.min(front.len())).rev().find_map(|n| {
            let name = front[front.len() - n..].join(" ");
            lexicon::role::offices(&name).map(|lines| (n, name, lines))
        });
        let (n, mut keys) = match longest {
            Some((n, name, lines)) => {
                let lines = lines.iter().map(|&line| Key::Line(line));
                (n, lines.chain([Key::Noun(name)]).collect::<Vec<_>>())
            }
            None => (1, vec![Key::Noun(noun.clone())]),
        };
        keys.dedup();
        let left = &front[..front.len() - n];
        let others = left.iter().chain(behind).filter(|it| !lexicon::role::is_free(it)).cloned().collect();
        Self { keys, others }
    }

    /// Whether it is in the list of offices: "president", but not "engineer".
    pub(super) fn is_listed(&self) -> bool {
        self.keys.iter().any(|it| matches!(it, Key::Line(_)))
    }

    /// Whether all words of this description also describe the office. A word of a name need not, if all words of the
    /// full name do: "AL" for the Awami League.
    pub(super) fn is_within(&self, office: &Self, names: &[Named]) -> bool {
        let parts = |it: &&String| lexicon::role::is_parting(it);
        let is_said = |it: &String| {
            office.others.contains(it)
                || names
                    .iter()
                    .any(|name| name.word == *it && name.full.iter().all(|it| office.others.contains(it)))
        };
        self.others.iter().all(is_said)
            && office.others.iter().filter(parts).all(|it| self.others.contains(it))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_of(description: &str, office: &str) -> bool {
        let (a, b) = (Office::of(description), Office::of(office));
        a.keys.iter().any(|key| b.keys.contains(key)) && a.is_within(&b, &[])
    }

    #[test]
    fn an_office_is_called_by_its_names() {
        assert!(is_of("attorney general", "U.S. Attorney General"));
        assert!(is_of("congresswoman", "Rep."));
        assert!(is_of("former president", "President"));
        assert!(is_of("premier", "British Prime Minister"));
        assert!(is_of("CE", "former chief executive"));
        assert!(is_of("AL general secretary", "AL general secretary"));
        assert!(is_of("secretary", "Secretary of State"));
    }

    #[test]
    fn an_office_of_two_words_is_not_its_last() {
        assert!(!is_of("general", "U.S. Attorney General"));
        assert!(!is_of("minister", "Prime Minister"));
        assert!(!is_of("president", "Vice President"));
        assert!(!is_of("Russian president", "President"));
        assert!(!is_of("late president", "President"));
        assert!(!is_of("director", "deputy FBI director"));
    }
}
