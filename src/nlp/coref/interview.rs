//! Who answers in an interview: the person who is asked in the text before its first question, or is named there most.

use std::ops::Range;

use crate::nlp::cast::Cast;
use crate::nlp::coref::token_context::TokenContext;
use crate::nlp::quotes::{QuoteCandidate as Quote, Setting};
use crate::nlp::{Entity, EntityKind, Mention};
use crate::text::{Id, Table};

/// How many words may be between "an interview with" and the name: "the former keeper of the gates".
const MAX_DISTANCE: usize = 8;

/// What is had with the person who answers.
const TALKS: &[&str] = &[
    "interview",
    "conversation",
    "chat",
    "talk",
    "discussion",
    "spoke",
    "talked",
    "spoken",
    "speak",
    "down",
    "up",
];
/// What is done to the person who answers: "we spoke to Ann Lee".
const ASKED: &[&str] = &["spoke", "talked", "spoken", "speak"];
/// What the person who answers does: "Ann Lee talks about the tide".
const ANSWERS: &[&str] = &[
    "talks",
    "speaks",
    "tells",
    "discusses",
    "explains",
    "reflects",
    "answers",
    "opens",
    "looks",
    "recalls",
    "shares",
    "reveals",
];

/// The last token of a name of the person who answers, if the text leaves no choice.
pub(super) fn answerer(context: &TokenContext<'_>, cast: &Cast, quotes: &Table<Quote>) -> Option<usize> {
    let first = quotes.rows().iter().find(|it| it.setting == Setting::Interview)?.content[0];
    // The question is in the paragraph before the answer.
    let question = context.place(context.tokens(first).start).block.saturating_sub(1);
    named(context, cast, question)
}

/// The same for the text before a block.
fn named(context: &TokenContext<'_>, cast: &Cast, question: usize) -> Option<usize> {
    let is_before = |it: &&Mention| {
        context.place(context.tokens(it.span).start).block < question
            && cast.entities[it.entity].kind == EntityKind::Person
    };
    let mentions: Vec<&Mention> = cast.mentions.rows().iter().filter(is_before).collect();
    let is_author = |it: &&&Mention| context.before(context.tokens(it.span).start) == "by";
    let authors: Vec<Id<Entity>> = mentions.iter().filter(is_author).map(|it| it.entity).collect();
    let others: Vec<(Id<Entity>, Range<usize>)> = mentions
        .iter()
        .filter(|it| !authors.contains(&it.entity))
        .map(|it| (it.entity, context.tokens(it.span)))
        .collect();
    let only = |says: fn(&TokenContext<'_>, &Range<usize>) -> bool| {
        let mut found = others.iter().filter(|it| says(context, &it.1));
        let first = found.next()?;
        found.all(|it| it.0 == first.0).then_some(first.1.end - 1)
    };
    only(is_asked).or_else(|| only(does_answer)).or_else(|| most_named(&others))
}

/// Whether the words before a name, or a headline that begins with it, say that this person is asked: "an interview
/// with Ann Lee", "We spoke to the keeper of the gates, Ann Lee", "Ann Lee: ‘I never slept’".
fn is_asked(context: &TokenContext<'_>, name: &Range<usize>) -> bool {
    let sentence = context.sentence(name.start);
    let heads = name.start == 0 && context.text(name.end) == ":";
    let is_one_of_two = context.word(name.end) == "and" && context.is_person(name.end + 1);
    let from = name.start.saturating_sub(MAX_DISTANCE).max(sentence.start);
    // Between them, nobody else is named.
    let start = (from..name.start).rev().find(|&it| context.is_person(it)).map_or(from, |it| it + 1);
    let is_stated = (start..name.start).any(|at| match context.word(at) {
        "with" => TALKS.contains(&context.before(at)),
        "to" => ASKED.contains(&context.before(at)),
        "interviewed" | "interviews" => !matches!(context.before(at), "was" | "is" | "were" | "been"),
        ":" => context.before(at) == "interview",
        _ => false,
    });
    heads || is_stated && !is_one_of_two
}

/// Whether the words after a name say that this person answers: "Ann Lee talks to Bo Day", "Ann Lee was interviewed".
fn does_answer(context: &TokenContext<'_>, name: &Range<usize>) -> bool {
    let next = context.word(name.end);
    ANSWERS.contains(&next)
        || matches!(next, "was" | "is") && matches!(context.word(name.end + 1), "interviewed" | "asked")
}

/// The person who is named most often.
fn most_named(names: &[(Id<Entity>, Range<usize>)]) -> Option<usize> {
    let times = |entity| names.iter().filter(|it| it.0 == entity).count();
    let (best, name) = names.iter().rev().max_by_key(|it| times(it.0))?;
    let is_only = names.iter().all(|it| it.0 == *best || times(it.0) < times(*best));
    is_only.then_some(name.end - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::cast;
    use crate::nlp::testing::MarkedText;

    /// In a marked text, the person with number 1 is asked; nobody is if `is_told` is false.
    fn check(marked: &str, is_told: bool) {
        let text = MarkedText::parse(marked);
        let MarkedText { doc, tokens, sentences, .. } = &text;
        let cast = cast::cast(doc, tokens, sentences, &text.found_names());
        let syntax = Table::new();
        let context = TokenContext::read(doc, tokens, sentences, &syntax, &cast, &[]);
        let found = named(&context, &cast, usize::MAX);
        let is_first = |token: usize| {
            text.names.iter().any(|it| it.entity == "1" && context.tokens(it.span).contains(&token))
        };
        assert_eq!(found.map(is_first), is_told.then_some(true), "{marked}");
    }

    #[test]
    fn the_text_says_whom_the_interview_is_with() {
        for marked in [
            "An interview with [PER#1 Ines Kovac]. [PER#2 Tom Reyes] hired her. [PER#2 Reyes] left.",
            "We spoke to the keeper of the gates, [PER#1 Ines Kovac], whom [PER#2 Tom Reyes] hired.",
            "[PER#2 Lydia Farrow] in conversation with the keeper [PER#1 Ines Kovac]. [PER#2 Farrow] writes.",
            "[PER#2 Tom Reyes] left. We sat down with [PER#1 Ines Kovac]. [PER#2 Reyes] never came.",
            "[PER#2 Lydia Farrow] interviewed [PER#1 Ines Kovac] in May.",
            "Interview: [PER#1 Ines Kovac]\n\nShe kept the gates for [PER#2 Tom Reyes] and [PER#2 Reyes]’s brother.",
        ] {
            check(marked, true);
        }
    }

    #[test]
    fn a_headline_may_begin_with_who_answers() {
        for marked in [
            "[PER#1 Ines Kovac]: ‘I never slept’\n\n[PER#2 Tom Reyes] hired her. [PER#2 Reyes] left.",
            "[PER#1 Ines Kovac]: a life at the gates\n\n[PER#2 Tom Reyes] and [PER#2 Reyes] and [PER#2 Reyes].",
        ] {
            check(marked, true);
        }
    }

    #[test]
    fn who_answers_talks() {
        for marked in [
            "The keeper [PER#1 Ines Kovac] talks to [PER#2 Lydia Farrow] about bolts.",
            "[PER#1 Ines Kovac] tells [PER#2 Lydia Farrow] why she stays.",
            "[PER#1 Ines Kovac] was interviewed in May, and [PER#2 Tom Reyes] was there.",
            "[PER#1 Ines Kovac] explains the tide. [PER#2 Tom Reyes] hired her. [PER#2 Reyes] left.",
            "By [PER#2 Lydia Farrow]\n\n[PER#2 Lydia Farrow] talks to [PER#1 Ines Kovac].",
        ] {
            check(marked, true);
        }
    }

    #[test]
    fn otherwise_it_is_with_the_person_who_is_named_most() {
        check("[PER#1 Ines Kovac] stays. [PER#1 Kovac] met [PER#2 Tom Reyes].", true);
        check("[PER#1 Ines Kovac] met [PER#2 Tom Reyes].", false);
        check("Interviews with [PER#1 Ines Kovac] and [PER#2 Tom Reyes].", false);
    }
}
