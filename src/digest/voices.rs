//! Statements grouped by who makes them, with each one's share of all quoted words.

use std::collections::HashMap;

use crate::digest::{SourceMember, source_member, words};
use crate::document::Document;
use crate::nlp::lexicon::doubt::{is_denying, is_negation};
use crate::nlp::{Analysis, Entity, Quote, QuoteKind};
use crate::text::{Id, Span};

/// Sources that name no one: two quotes of theirs need not come from the same person.
const PRONOUNS: &[&str] = &[
    "i", "you", "he", "she", "it", "we", "they", "me", "him", "her", "us", "them", "himself", "herself",
    "who", "whom", "which", "that", "this", "these", "those", "one", "some", "others", "another",
];

/// Who says something.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Voice {
    /// A member of the cast.
    Cast(Id<Entity>),
    /// Someone who is not in the cast, as the article calls them: "a spokeswoman for Sessions".
    Source {
        /// The words of the source where it first occurs.
        words: String,
        /// The member of the cast that these words point to.
        member: Option<SourceMember>,
    },
    /// No speaker was found.
    Unknown,
}

/// What one voice says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statements {
    /// Who says it.
    pub voice: Voice,
    /// What is said, in order of the text; never empty.
    pub quotes: Vec<Id<Quote>>,
    /// The number of words in all of it.
    pub n_words: usize,
    /// Its share of all quoted words in the article, in percent.
    pub percent: usize,
}

/// All statements of an article, grouped by who makes them, in order of each group's first one; those of unknown
/// voices come last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Voices {
    rows: Vec<Statements>,
    numbers: HashMap<VoiceKey, usize>,
}

/// What makes two quotes those of one voice. The same words may stand for two people: "his lawyer".
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum VoiceKey {
    Cast(Id<Entity>),
    Source(String, Option<Id<Entity>>),
    Unknown,
}

impl Voices {
    /// Groups the quotes of an analysis.
    pub fn new(doc: &Document, analysis: &Analysis) -> Self {
        let mut voices = Self::default();
        let mut n_all = 0;
        for (id, quote) in analysis.quotes.iter() {
            let (key, voice) = voice(doc, analysis, quote);
            let number = *voices.numbers.entry(key).or_insert(voices.rows.len());
            if number == voices.rows.len() {
                voices.rows.push(Statements { voice, quotes: Vec::new(), n_words: 0, percent: 0 });
            }
            let n = n_words(doc, quote);
            n_all += n;
            voices.rows[number].quotes.push(id);
            voices.rows[number].n_words += n;
        }
        for row in &mut voices.rows {
            row.percent = (row.n_words * 100 + n_all / 2) / n_all.max(1);
        }
        if let Some(unknown) = voices.numbers.get(&VoiceKey::Unknown).copied() {
            let row = voices.rows.remove(unknown);
            voices.rows.push(row);
            for number in voices.numbers.values_mut().filter(|number| **number > unknown) {
                *number -= 1;
            }
            voices.numbers.insert(VoiceKey::Unknown, voices.rows.len() - 1);
        }
        voices
    }

    /// Each voice with what it says.
    pub fn rows(&self) -> &[Statements] {
        &self.rows
    }

    /// What a member of the cast says, if anything.
    pub fn of(&self, entity: Id<Entity>) -> Option<&Statements> {
        self.rows.get(*self.numbers.get(&VoiceKey::Cast(entity))?)
    }
}

fn voice(doc: &Document, analysis: &Analysis, quote: &Quote) -> (VoiceKey, Voice) {
    if let Some(speaker) = quote.speaker {
        return (VoiceKey::Cast(speaker), Voice::Cast(speaker));
    }
    let words = source(doc, quote);
    let lower = words.to_lowercase();
    if words.is_empty() || PRONOUNS.contains(&lower.as_str()) {
        return (VoiceKey::Unknown, Voice::Unknown);
    }
    let member = source_member(doc, analysis, &quote.source);
    let pointed_to = member.map(|it| analysis.mentions[it.mention].entity);
    (VoiceKey::Source(lower, pointed_to), Voice::Source { words, member })
}

/// The words that name the speaker there, on one line; may be empty.
pub fn source(doc: &Document, quote: &Quote) -> String {
    joined(doc, &quote.source)
}

/// What a quote says, on one line, without the "that" before it. What someone denies keeps its verb ("denied that it was
/// late"), because without it the words say the opposite.
pub fn said(doc: &Document, quote: &Quote) -> String {
    let said = joined(doc, &quote.content);
    if is_denial(doc, quote) {
        return format!("{} {said}", joined(doc, &quote.cue));
    }
    said.strip_prefix("that ").map(str::to_owned).unwrap_or(said)
}

/// Whether the article says that someone denies the words; not with "did not deny".
fn is_denial(doc: &Document, quote: &Quote) -> bool {
    let Some(cue) = quote.cue.first() else { return false };
    let before = doc.text().get(..cue.start().to_usize()).unwrap_or_default();
    let near = before.split_whitespace().rev().take(2).chain(doc.slice(*cue).split_whitespace());
    let mut near = near.map(str::to_lowercase);
    let denies = |span: &Span| doc.slice(*span).split_whitespace().any(|it| is_denying(&it.to_lowercase()));
    quote.kind != QuoteKind::Direct
        && quote.cue.iter().any(denies)
        && !near.any(|it| is_negation(&it) || it.ends_with("n't") || it.ends_with("n’t"))
}

/// The number of words in a quote.
pub fn n_words(doc: &Document, quote: &Quote) -> usize {
    quote.content.iter().map(|&span| doc.slice(span).split_whitespace().count()).sum()
}

fn joined(doc: &Document, spans: &[Span]) -> String {
    spans.iter().map(|&span| words(doc, span)).collect::<Vec<_>>().join(" … ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sample;

    fn check(text: &[&str], expected: &[&str]) {
        let (doc, analysis) = sample::article(text);
        let name = |id: Id<Entity>| analysis.entities[id].name.clone();
        let voices = Voices::new(&doc, &analysis);
        let rows = voices.rows().iter().map(|it| {
            let who = match &it.voice {
                Voice::Cast(id) => {
                    assert_eq!(voices.of(*id), Some(it));
                    name(*id)
                }
                Voice::Source { words, member } => {
                    let member =
                        member.map(|member| format!(" ({})", name(analysis.mentions[member.mention].entity)));
                    words.clone() + &member.unwrap_or_default()
                }
                Voice::Unknown => "?".to_owned(),
            };
            format!("{who}: {}, {} words, {}%", it.quotes.len(), it.n_words, it.percent)
        });
        assert_eq!(rows.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn each_voice_has_its_share_of_the_words_and_unknown_ones_come_last() {
        check(
            &[
                "{“No.”} said [PER Ann]. {“Yes, yes, yes.”} said [PER Bob].",
                "{:That it was late}, [PER Ann] said.",
            ],
            &["Ann: 2, 5 words, 63%", "Bob: 1, 3 words, 38%"],
        );
        check(
            &["{“Well, I never.”} said <he>. {“No.”} said [PER Ann]."],
            &["Ann: 1, 1 words, 25%", "?: 1, 3 words, 75%"],
        );
    }

    #[test]
    fn what_is_denied_is_not_told_as_said() {
        for (before, cue, expected) in [
            ("", "denied", "denied that it was late"),
            ("", "said", "it was late"),
            ("did not ", "deny", "it was late"),
            ("didn’t ", "deny", "it was late"),
        ] {
            let (doc, analysis) =
                sample::article(&[&format!("[PER Ann] {before}{cue} {{:that it was late}}.")]);
            let mut quote = analysis.quotes.rows()[0].clone();
            let start = doc.text().find(cue).unwrap();
            quote.cue = vec![Span::new(start, start + cue.len())];
            assert_eq!(said(&doc, &quote), expected, "{before}{cue}");
        }
    }

    #[test]
    fn sources_outside_the_cast_are_told_by_their_words() {
        check(
            &[
                "{“No,”} said <a spokeswoman for [PER Ann]>. {“No,”} said [PER Bob].",
                "{“So what?”} <A spokeswoman for [PER Ann]> left.",
            ],
            &["a spokeswoman for Ann (Ann): 2, 3 words, 75%", "Bob: 1, 1 words, 25%"],
        );
    }

    #[test]
    fn the_same_words_may_be_those_of_two() {
        check(
            &[
                "[PER Ann] and [PER Bob] sat. {“No,”} said <[PER~ his=Bob] lawyer>. {“So,”} said <[PER~ his=Cy] lawyer>.",
                "{“Go,”} said <[PER~ his=Bob] lawyer>. [PER Cy] sat.",
            ],
            &["his lawyer (Bob): 2, 2 words, 67%", "his lawyer (Cy): 1, 1 words, 33%"],
        );
    }

    #[test]
    fn what_two_pronouns_say_is_not_said_by_one_voice() {
        check(&["{“No,”} said <she>. {“Yes,”} said <He>."], &["?: 2, 2 words, 100%"]);
    }
}
