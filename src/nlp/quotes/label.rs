//! Speech whose form tells its speaker: "“We won.” — Ann Lee", in a transcript "LEE: We won.", and "“We won,” she said" where
//! all of that is reported once more.

use std::collections::HashMap;
use std::ops::Range;

use crate::nlp::lexicon;
use crate::nlp::quotes::token_context::TokenContext;
use crate::nlp::quotes::voice::{Layer, VoiceScores};

/// The most tokens of a label.
const LONGEST: usize = 8;

/// The least probability of being said, on the mean of its tokens, for what follows a label in capitals: "UPDATE:" is none.
const LEAST: f32 = 0.3;

/// Speech and its label, in tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Labelled {
    pub(super) content: Range<usize>,
    pub(super) cue: Range<usize>,
    pub(super) source: Range<usize>,
    /// All that stands beside the content and is not said.
    pub(super) beside: Range<usize>,
}

/// The labelled speech of a document, in order.
pub(super) fn find(context: TokenContext<'_>, voices: &[VoiceScores]) -> Vec<Labelled> {
    let mut found = signed(context);
    found.extend(transcribed(context, voices));
    found.extend(reported(context, voices));
    found.sort_by_key(|it| it.content.start);
    found
}

/// Quotations with a name behind a dash, up to the end of the line or the next quotation; it may stand below them.
fn signed(context: TokenContext<'_>) -> Vec<Labelled> {
    let mut found = Vec::new();
    for (at, quotation) in context.quotations.iter().enumerate() {
        let dash = quotation.tokens.end;
        let first = dash + 1;
        let next = context.quotations.get(at + 1).map_or(context.tokens.len(), |it| it.tokens.start);
        // The dash may itself begin the next quotation, where one is not closed: "“ ( \n\n — ACME ”".
        if first >= next || !matches!(context.text(dash), "—" | "–" | "―" | "-" | "--") {
            continue;
        }
        let is_first = context.block_of(dash) != context.block_of(dash - 1);
        let end = (first..next).find(|&it| it > first && context.begins_line(it)).unwrap_or(next);
        // "“Mr.\n\n— Jr.”": the next quotation begins before a name could.
        if end <= first {
            continue;
        }
        // "“No” — he left at once": no name. A list item below a quotation is none either.
        let is_name = |token: usize| {
            let text = context.text(token);
            !text.starts_with(char::is_lowercase) || matches!(text, "of" | "the" | "de" | "van" | "von" | "a")
        };
        let named = context.text(first).starts_with(char::is_uppercase) && (first..end).all(is_name);
        if named && (is_first || context.begins_line(quotation.tokens.start)) && end - first <= LONGEST {
            let source = first..end;
            let content = quotation.tokens.clone();
            found.push(Labelled { content, cue: dash..first, source, beside: dash..end });
        }
    }
    found
}

/// Paragraphs that begin with a name in capitals and a colon, if the name labels at least two of them.
fn transcribed(context: TokenContext<'_>, voices: &[VoiceScores]) -> Vec<Labelled> {
    let mut found = Vec::new();
    let mut times: HashMap<&str, usize> = HashMap::new();
    let mut start = 0;
    while start < context.tokens.len() {
        let block = context.block_tokens(start);
        start = block.end;
        let marked = context.quotation_at(block.start).filter(|it| it.tokens.start == block.start);
        let first = block.start + usize::from(marked.is_some());
        let Some(colon) = (first..block.end.min(first + LONGEST)).find(|&it| context.text(it) == ":") else {
            continue;
        };
        let is_capital = |token: usize| !context.text(token).contains(char::is_lowercase);
        let is_name = colon > first
            && (first..colon).all(is_capital)
            && context.text(first).chars().filter(|c| c.is_uppercase()).count() > 1;
        let end = marked.map_or(block.end, |it| it.tokens.end.min(block.end));
        if !is_name || colon + 1 >= end {
            continue;
        }
        let content = colon + 1..end;
        let said = voices[content.clone()].iter().map(|it| it.is_inside(Layer::Content)).sum::<f32>();
        #[expect(clippy::cast_precision_loss, reason = "a mean need not be exact")]
        if said > LEAST * content.len() as f32 {
            *times.entry(context.text(first)).or_default() += 1;
            let cue = colon..colon + 1;
            found.push(Labelled { content, cue, source: first..colon, beside: block.start..colon + 1 });
        }
    }
    found.retain(|it| times[context.text(it.source.start)] > 1);
    found
}

/// Quotations with an attribution that the network takes for a part of what someone else says, as it was taught that nothing
/// is attributed twice: "“We won,” she said at noon, according to the paper."
fn reported(context: TokenContext<'_>, voices: &[VoiceScores]) -> Vec<Labelled> {
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
        if let Some((source, cue)) = attribution(context, start..end.min(start + LONGEST)) {
            found.push(Labelled { content: quotation.tokens.clone(), cue, source, beside: start..end });
        }
    }
    found
}

/// The source and the cue that tokens behind a quotation begin with: "she later told reporters", "said the mayor at noon".
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
    use crate::nlp::quotes::sample::Sample;

    /// The labelled speech of a text of which the network takes some parts for said: `source <cue> content` each.
    fn check(text: &str, said: &[&str], expected: &[&str]) {
        let sample = Sample::new(text);
        let said: Vec<_> = said.iter().map(|&it| (Layer::Content, it)).collect();
        let found: Vec<String> = find(sample.context(), &sample.voices(&said))
            .iter()
            .map(|Labelled { content, cue, source, .. }| {
                format!("{} <{}> {}", sample.text(source), sample.text(cue), sample.text(content))
            })
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
    fn a_name_in_capitals_before_a_colon_speaks_in_a_transcript() {
        let text = "LEE: We won.\n\nITO: They lost it.\n\nLEE: No.\n\nUPDATE: It rains.";
        let said = ["We won.", "They lost it.", "No."];
        check(text, &said, &["LEE <:> We won.", "LEE <:> No."]);
        check("UPDATE: It rains.\n\nUPDATE: It is dry.", &[], &[]);
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
