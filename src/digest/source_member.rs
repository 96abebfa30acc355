//! The member of the cast that a source outside the cast points to: "a spokeswoman for Sessions".

use crate::document::Document;
use crate::nlp::{Analysis, EntityKind, Mention};
use crate::text::{Id, Span};

/// Those who speak for others. "Secretary" counts only after "press": a defence secretary speaks for himself.
const SPEAKERS: &[&str] = &[
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "spokesmen",
    "spokeswomen",
    "spokespeople",
    "lawyer",
    "lawyers",
    "attorney",
    "attorneys",
    "solicitor",
    "solicitors",
    "barrister",
    "counsel",
    "representative",
    "representatives",
    "publicist",
    "agent",
];

/// Words that may be between "for" and the name: "for the former Senator Sessions"; titles begin with a capital.
const BEFORE_NAMES: &[&str] = &["the", "a", "an", "former", "then"];

/// Words after which a "spokesman" belongs to someone else: "Sessions, with a spokesman".
const PREPOSITIONS: &[&str] =
    &["of", "for", "at", "in", "on", "by", "with", "to", "from", "and", "or", "who"];

/// How many words before a name are looked at.
const MAX_BEFORE: usize = 12;

/// How many words may be between a name and its spokesman: "Sessions’ former chief spokesman".
const MAX_BETWEEN: usize = 3;

/// Words of a source that stand for a member of the cast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SourceMember {
    /// The mention.
    pub mention: Id<Mention>,
    /// Whether the source speaks for the one they stand for: "a spokeswoman for Sessions" does, "critics of Sessions"
    /// do not.
    pub speaks: bool,
}

/// The member of the cast that a source points to: by the first mention that it speaks for, else by the first mention
/// in it. Places have no voice.
pub fn source_member(doc: &Document, analysis: &Analysis, source: &[Span]) -> Option<SourceMember> {
    let mut first = None;
    for &span in source {
        let rows = analysis.mentions.rows();
        let from = rows.partition_point(|it| it.span.start() < span.start());
        for (index, mention) in rows.iter().enumerate().skip(from) {
            if mention.span.start() >= span.end() {
                break;
            }
            let is_place = analysis.entities[mention.entity].kind == EntityKind::Place;
            if is_place || !span.covers(mention.span) {
                continue;
            }
            let speaks = speaks_for(doc, span, mention.span);
            let member = SourceMember { mention: Id::new(index), speaks };
            if speaks {
                return Some(member);
            }
            first.get_or_insert(member);
        }
    }
    first
}

/// Whether a source speaks for a mention in it.
fn speaks_for(doc: &Document, source: Span, mention: Span) -> bool {
    let slice = |from, to| doc.slice(Span::new(from, to));
    let before = slice(source.start().to_usize(), mention.start().to_usize());
    let after = slice(mention.end().to_usize(), source.end().to_usize());
    is_spoken_for_before(before) || is_spoken_for_after(after)
}

/// "a spokeswoman for (the former Senator) …"
fn is_spoken_for_before(before: &str) -> bool {
    let mut words: Vec<&str> = before.split_whitespace().rev().take(MAX_BEFORE).collect();
    words.reverse();
    let may_stand_between = |word: &&str| {
        BEFORE_NAMES.contains(word)
            || word.chars().next().is_some_and(char::is_uppercase) && !word.contains(',')
    };
    let between = words.iter().rev().take_while(|word| may_stand_between(word)).count();
    let Some((&"for", left)) = words.get(..words.len() - between).and_then(<[_]>::split_last) else {
        return false;
    };
    has_speaker(left)
}

/// "…’ former chief spokesman", "his lawyer", "Justice Department spokesman".
fn is_spoken_for_after(after: &str) -> bool {
    let after = after.strip_prefix(['\'', '’']).map_or(after, |rest| rest.strip_prefix('s').unwrap_or(rest));
    let mut words = Vec::new();
    for word in after.split_whitespace().take(MAX_BETWEEN + 1) {
        if PREPOSITIONS.contains(&word) || word.contains(['\'', '’']) {
            return false;
        }
        words.push(word);
        if has_speaker(&words) {
            return true;
        }
        if word.ends_with(',') {
            return false;
        }
    }
    false
}

fn has_speaker(words: &[&str]) -> bool {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let words: Vec<String> = words.iter().map(|word| bare(word)).collect();
    words.iter().any(|word| SPEAKERS.contains(&word.as_str()))
        || words.windows(2).any(|pair| pair[0] == "press" && pair[1] == "secretary")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a source speaks for the words in brackets.
    fn speaks(marked: &str) -> bool {
        let (before, rest) = marked.split_once('[').unwrap();
        let (_, after) = rest.split_once(']').unwrap();
        is_spoken_for_before(before) || is_spoken_for_after(after)
    }

    #[test]
    fn a_source_is_tied_to_whom_it_speaks_for_before_others() {
        let text = "{“No,”} said <a friend of [PER Bob] and lawyer for [PER& [PER~ his=Bob] wife=Ann]>. [PER Ann] left.";
        let (doc, analysis) = crate::digest::sample::article(&[text]);
        let member = source_member(&doc, &analysis, &analysis.quotes.rows()[0].source).unwrap();
        assert_eq!((doc.slice(analysis.mentions[member.mention].span), member.speaks), ("his wife", true));
    }

    #[test]
    fn a_place_has_no_voice() {
        let (doc, analysis) = crate::digest::sample::article(&["{“No,”} said <a resident of [LOC Rome]>."]);
        assert_eq!(super::source_member(&doc, &analysis, &analysis.quotes.rows()[0].source), None);
    }

    #[test]
    fn a_spokeswoman_speaks_for_whom_she_is_named_after() {
        for source in [
            "a spokeswoman for [Sessions]",
            "a lawyer for the former Sen. [Sessions]",
            "[Sessions]’ spokeswoman, Sarah Flores",
            "[his] former chief spokesman",
            "[Justice Department] spokesman Ian Prior",
            "the [White House] press secretary",
            "[Lee]'s agent",
        ] {
            assert!(speaks(source), "{source}");
        }
    }

    #[test]
    fn others_only_point_to_somebody() {
        for source in [
            "critics of [Sessions]",
            "a friend of [Sessions]",
            "[her] friend",
            "a lawyer for the victims of [Cosby]",
            "[Cosby]’s victims’ lawyer",
            "[Sessions], through a spokesman",
            "[Sessions] and a spokesman",
            "the secretary for [Energy]",
        ] {
            assert!(!speaks(source), "{source}");
        }
    }
}
