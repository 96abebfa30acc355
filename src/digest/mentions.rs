//! How often an entity is mentioned, by form, and in which words.

use std::collections::HashMap;

use crate::digest::{counted, words};
use crate::document::Document;
use crate::nlp::{Analysis, Entity, Mention, MentionForm};
use crate::text::Id;

/// Words that open a description and are in lower case inside a sentence: "The attorney general".
const OPENERS: &[&str] = &[
    "The", "A", "An", "This", "That", "These", "Those", "My", "Your", "His", "Her", "Its", "Our", "Their",
    "One", "Another",
];

/// A number of mentions, by form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Names.
    pub names: usize,
    /// Pronouns.
    pub pronouns: usize,
    /// Descriptions: mentions of the form `Noun`.
    pub nouns: usize,
}

impl Count {
    /// The number of mentions of any form.
    pub const fn total(self) -> usize {
        self.names + self.pronouns + self.nouns
    }

    /// "4 names, 1 pronoun, 2 descriptions", without forms whose count is zero.
    pub fn in_words(self) -> String {
        let parts = [(self.names, "name"), (self.pronouns, "pronoun"), (self.nouns, "description")];
        let parts = parts.iter().filter(|(n, _)| *n > 0).map(|&(n, one)| counted(n, one));
        parts.collect::<Vec<_>>().join(", ")
    }

    fn add(&mut self, form: MentionForm) {
        match form {
            MentionForm::Name => self.names += 1,
            MentionForm::Pronoun => self.pronouns += 1,
            MentionForm::Noun => self.nouns += 1,
        }
    }
}

/// The mentions of an entity, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// All of them.
    pub all: Count,
    /// The uncertain ones.
    pub doubtful: Count,
}

/// Counts the mentions of an entity.
pub fn tally(analysis: &Analysis, id: Id<Entity>) -> Tally {
    let mut tally = Tally::default();
    for mention in mentions(analysis, id) {
        tally.all.add(mention.form);
        if mention.confidence.is_doubtful() {
            tally.doubtful.add(mention.form);
        }
    }
    tally
}

/// The other names that an entity goes by in the text, most frequent first.
pub fn aliases(doc: &Document, analysis: &Analysis, id: Id<Entity>) -> Vec<String> {
    let names = mentions(analysis, id).filter(|it| it.form == MentionForm::Name);
    let mut names = by_frequency(names.map(|it| words(doc, it.span)));
    names.retain(|name| *name != analysis.entities[id].name);
    names
}

/// The descriptions that stand for an entity in the text ("the attorney general"), most frequent first.
pub fn descriptions(doc: &Document, analysis: &Analysis, id: Id<Entity>) -> Vec<String> {
    let nouns = mentions(analysis, id).filter(|it| it.form == MentionForm::Noun);
    by_frequency(nouns.map(|it| as_inside_a_sentence(words(doc, it.span))))
}

fn mentions(analysis: &Analysis, id: Id<Entity>) -> impl Iterator<Item = &Mention> {
    analysis.entities[id].mentions.iter().map(|&mention| &analysis.mentions[mention])
}

/// Each one once, the most frequent first, then in order of the text.
fn by_frequency(all: impl Iterator<Item = String>) -> Vec<String> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for words in all {
        if let Some(&number) = numbers.get(&words) {
            counts[number].1 += 1;
        } else {
            numbers.insert(words.clone(), counts.len());
            counts.push((words, 1));
        }
    }
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n)); // stable
    counts.into_iter().map(|(words, _)| words).collect()
}

/// "The mayor" at the start of a sentence is the same as "the mayor" inside one.
fn as_inside_a_sentence(words: String) -> String {
    match words.split_once(' ') {
        Some((first, rest)) if OPENERS.contains(&first) => format!("{} {rest}", first.to_lowercase()),
        _ => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sample;

    #[test]
    fn mentions_are_counted_by_form_and_doubt() {
        let text = "[PER Ann] said that [PER~? she=Ann] is [PER&? the mayor=Ann]. [PER~ She=Ann] left.";
        let (_, analysis) = sample::article(&[text]);
        let tally = tally(&analysis, Id::new(0));
        assert_eq!(tally.all.in_words(), "1 name, 2 pronouns, 1 description");
        assert_eq!(tally.doubtful.in_words(), "1 pronoun, 1 description");
        assert_eq!((tally.all.total(), tally.doubtful.total()), (4, 2));
    }

    #[test]
    fn other_names_and_descriptions_come_by_frequency() {
        let (doc, analysis) = sample::article(&[
            "[PER Ann Lee] met [PER Ms. Lee=Ann Lee]. [PER& Her boss=Ann Lee] and [PER& the mayor=Ann Lee] left.",
            "[PER& The mayor=Ann Lee] saw [PER Lee=Ann Lee] and [PER Lee=Ann Lee].",
        ]);
        assert_eq!(aliases(&doc, &analysis, Id::new(0)), ["Lee", "Ms. Lee"]);
        assert_eq!(descriptions(&doc, &analysis, Id::new(0)), ["the mayor", "her boss"]);
    }
}
