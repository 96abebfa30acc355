//! Speech whose form shows its speaker: "“We won.” — Ann Lee", turns of an interview, and "“We won,” she said" where
//! all of that is in turn reported.

use std::ops::Range;

use crate::nlp::lexicon;
use crate::nlp::quotes::Setting;
use crate::nlp::quotes::attributed::AttributedWords;
use crate::nlp::quotes::dialogue::{self, Turn, Voice};
use crate::nlp::quotes::lead_in;
use crate::nlp::quotes::nickname;
use crate::nlp::quotes::token_context::TokenContext;
use crate::nlp::quotes::trailing;
use crate::nlp::quotes::voice::{Layer, VoiceScores};

/// The most tokens of a label.
const MAX_LENGTH: usize = 8;

/// The confidence that labelled speech belongs to its label, and an answer to the person who is interviewed: if it is
/// labelled as an answer, or only follows a question.
const LABELLED: f32 = 0.95;
const ANSWERED: f32 = 0.8;
const PERHAPS_ANSWERED: f32 = 0.65;

/// Speech and its label, in tokens.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Labelled {
    pub(super) content: Range<usize>,
    pub(super) cue: Option<Range<usize>>,
    pub(super) source: Option<Range<usize>>,
    pub(super) setting: Setting,
    /// The confidence in who says it.
    pub(super) certainty: f32,
}

/// Speech whose form shows its speaker, in order and without overlap, and what surrounds it and is said by no one.
#[derive(Debug, Default)]
pub(super) struct Labels {
    pub(super) speech: Vec<Labelled>,
    pub(super) unsaid: Vec<Range<usize>>,
}

/// The labelled speech of a document.
pub(super) fn find(context: TokenContext<'_>, voices: &[VoiceScores]) -> Labels {
    let mut labels = Labels::default();
    for Turn { said, voice } in dialogue::turns(context, voices) {
        labels.unsaid.push(context.block_tokens(said.start));
        let (source, cue, setting, certainty) = match voice {
            Voice::Asker => continue,
            Voice::Named { label, cue } => (Some(label), cue, Setting::Transcript, LABELLED),
            Voice::Answerer { label: Some(label) } => (Some(label), None, Setting::Interview, ANSWERED),
            Voice::Answerer { label: None } => (None, None, Setting::Interview, PERHAPS_ANSWERED),
        };
        labels.speech.push(Labelled { content: said, cue, source, setting, certainty });
    }
    let n_turns = labels.speech.len();
    let trailing = trailing::find(context).into_iter().map(|it| {
        let beside = it.content.end..context.sentence(it.content.start).end;
        (it, beside)
    });
    let led_in = lead_in::find(context).into_iter().map(|it| {
        let beside = it.cue.clone();
        (it, beside)
    });
    labels.unsaid.extend(nickname::find(context, voices));
    let others = signed(context).into_iter().chain(reported(context, voices)).chain(trailing).chain(led_in);
    for (AttributedWords { content, cue, source }, beside) in others {
        let at = labels.speech[..n_turns].partition_point(|it| it.content.end <= content.start);
        if labels.speech[..n_turns].get(at).is_none_or(|it| content.end <= it.content.start) {
            let (cue, source, setting) = (Some(cue), Some(source), Setting::Article);
            labels.speech.push(Labelled { content, cue, source, setting, certainty: LABELLED });
            labels.unsaid.push(beside);
        }
    }
    labels.speech.sort_by_key(|it| it.content.start);
    labels
}

/// Quotations with a name after a dash, and the part of the text that belongs to the name: up to the end of the line
/// or the next quotation; it may be below them.
fn signed(context: TokenContext<'_>) -> Vec<(AttributedWords, Range<usize>)> {
    let mut found = Vec::new();
    for (at, quotation) in context.quotations.iter().enumerate() {
        let dash = quotation.tokens.end;
        let first = dash + 1;
        let next = context.quotations.get(at + 1).map_or(context.tokens.len(), |it| it.tokens.start);
        // The dash may itself begin the next quotation, if one is not closed: "“ ( \n\n — ACME ”".
        if first >= next || !matches!(context.text(dash), "—" | "–" | "―" | "-" | "--") {
            continue;
        }
        let is_first = context.block_of(dash) != context.block_of(dash - 1);
        let end = (first..next).find(|&it| it > first && context.begins_line(it)).unwrap_or(next);
        // "“Mr.\n\n— Jr.”": the next quotation begins before a name could.
        if end <= first {
            continue;
        }
        // "“No” — he left at once": not a name. A list item below a quotation is not one either.
        let is_name = |token: usize| {
            let text = context.text(token);
            !text.starts_with(char::is_lowercase) || matches!(text, "of" | "the" | "de" | "van" | "von" | "a")
        };
        let named = context.text(first).starts_with(char::is_uppercase) && (first..end).all(is_name);
        if named && (is_first || context.begins_line(quotation.tokens.start)) && end - first <= MAX_LENGTH {
            let source = first..end;
            let content = quotation.tokens.clone();
            found.push((AttributedWords { content, cue: dash..first, source }, dash..end));
        }
    }
    found
}

/// Quotations with an attribution that the network takes as part of what someone else says, because it was trained on
/// data in which nothing is attributed twice: "“We won,” she said at noon, according to the paper."
fn reported(context: TokenContext<'_>, voices: &[VoiceScores]) -> Vec<(AttributedWords, Range<usize>)> {
    let mut found = Vec::new();
    for (at, quotation) in context.quotations.iter().enumerate().filter(|it| it.1.n_words > 1) {
        let start = quotation.tokens.end;
        let next = context.quotations.get(at + 1).map_or(context.tokens.len(), |it| it.tokens.start);
        let end = (start..next).find(|&it| voices[it].is_inside(Layer::Content) < 0.5).unwrap_or(next);
        let parted = context.text(start.saturating_sub(2)) == ",";
        // The network may have seen the beginning at the first word.
        let begins = quotation.tokens.clone().take(2).any(|it| voices[it].begins(Layer::Content) > 0.5);
        if !parted || !begins {
            continue;
        }
        if let Some((source, cue)) = attribution(context, start..end.min(start + MAX_LENGTH)) {
            found.push((AttributedWords { content: quotation.tokens.clone(), cue, source }, start..end));
        }
    }
    found
}

/// The source and the cue with which the tokens after a quotation begin: "she later told reporters", "said the mayor
/// at noon".
fn attribution(context: TokenContext<'_>, tokens: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let verb = tokens.clone().find(|&at| lexicon::speech::attributes_within_speech(context.text(at)))?;
    let source = if verb > tokens.start {
        let is_adverb = |at: &usize| lexicon::function_word::is_before_cue(context.text(*at));
        let last = (tokens.start..verb).rev().find(|at| !is_adverb(at))?;
        tokens.start..last + 1
    } else {
        let ends =
            |at: &usize| !context.is_word(*at) || lexicon::function_word::ends_source(context.text(*at));
        verb + 1..(verb + 1..tokens.end).find(ends).unwrap_or(tokens.end)
    };
    let is_source = !source.is_empty() && source.clone().all(|at| context.is_word(at));
    is_source.then_some((source, verb..verb + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::quotes::testing::TestText;

    /// The labelled speech of a text of which the network takes some parts as said: `source <cue> content` each.
    fn check(text: &str, said: &[&str], expected: &[&str]) {
        let sample = TestText::new(text);
        let said: Vec<_> = said.iter().map(|&it| (Layer::Content, it)).collect();
        let part = |part: &Option<Range<usize>>| part.as_ref().map_or("", |it| sample.text(it)).to_owned();
        let found: Vec<String> = find(sample.context(), &sample.voices(&said))
            .speech
            .iter()
            .map(|it| format!("{} <{}> {}", part(&it.source), part(&it.cue), sample.text(&it.content)))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_quotation_is_signed_with_a_name_behind_a_dash() {
        check("“We won.” — Ann Lee", &[], &["Ann Lee <—> “We won.”"]);
        check("“We won.”\n\n— Ann Lee, Mayor of Ohio", &[], &["Ann Lee, Mayor of Ohio <—> “We won.”"]);
        check("“We won” — he left at once.", &[], &[]);
        check("Then came “We Won” — Ann Lee", &[], &[]);
        check("“ ( \n\n — ACME ”", &[], &[]);
    }

    #[test]
    fn an_attribution_within_what_another_source_reports_is_the_quotations() {
        check(
            "“We won,” she later told reporters, according to the paper.",
            &["“We won,” she later told reporters"],
            &["she <told> “We won,”"],
        );
        check(
            "“We won,” said the mayor at noon, according to the paper.",
            &["“We won,” said the mayor at noon"],
            &["the mayor <said> “We won,”"],
        );
        check("“We won,” and not by luck, she said.", &["“We won,” and not by luck"], &[]);
        check("“We won,” she said.", &["“We won,”"], &[]);
    }
}
