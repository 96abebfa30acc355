//! What quotation marks say about contents, whatever the network says: either all of a quotation is said, or none of
//! it.

use std::ops::Range;

use crate::nlp::lexicon;
use crate::nlp::quotes::label::Labels;
use crate::nlp::quotes::quotation::Quotation;
use crate::nlp::quotes::token_context::TokenContext;
use crate::nlp::quotes::voice::{BioScores, Layer, VoiceScores};

/// Of quotations with this many words, 98 % are part of a statement; of those with one or two, 70 %.
const LONG: usize = 6;

/// The least probability of being said, as the mean over its words, for a long quotation.
const MIN_LONG: f32 = 0.1;

/// The same for a short one.
const MIN_SHORT: f32 = 0.5;

/// Fewer tokens without quotation marks beside a quotation are not part of what is said.
const MIN_COUNT: usize = 2;

const NOT_SAID: BioScores = [0.0, f32::NEG_INFINITY, f32::NEG_INFINITY];
const BEGUN: BioScores = [f32::NEG_INFINITY, 0.0, f32::NEG_INFINITY];
const GOES_ON: BioScores = [f32::NEG_INFINITY, f32::NEG_INFINITY, 0.0];

/// The network's scores of the contents, changed so that they respect quotations and labelled speech.
pub(super) fn hold(voices: &[VoiceScores], quotations: &[Quotation], labels: &Labels) -> Vec<BioScores> {
    let mut scores: Vec<BioScores> = voices.iter().map(|it| *it.of(Layer::Content)).collect();
    for quotation in quotations.iter().filter(|it| it.whole) {
        let said =
            voices[quotation.tokens.clone()].iter().map(|it| it.is_inside(Layer::Content)).sum::<f32>();
        #[expect(clippy::cast_precision_loss, reason = "a quotation is short, and a mean need not be exact")]
        let mean = said / quotation.tokens.len() as f32;
        let least = if quotation.n_words >= LONG { MIN_LONG } else { MIN_SHORT };
        let is_said = mean > least;
        // The network may have seen the beginning at the first word.
        let edge =
            quotation.tokens.clone().take(2).map(|at| scores[at]).find(|row| row[0] < row[1].max(row[2]));
        for (at, row) in scores[quotation.tokens.clone()].iter_mut().enumerate() {
            *row = match (is_said, at) {
                (false, _) => NOT_SAID,
                // It may continue what precedes its opening mark.
                (true, 0) => edge
                    .map_or([f32::NEG_INFINITY, 0.0, row[2]], |edge| [f32::NEG_INFINITY, edge[1], edge[2]]),
                (true, _) => GOES_ON,
            };
        }
    }
    for token in labels.unsaid.iter().flat_map(Clone::clone) {
        scores[token] = NOT_SAID;
    }
    for content in labels.speech.iter().map(|it| &it.content) {
        scores[content.start] = BEGUN;
        scores[content.start + 1..content.end].fill(GOES_ON);
    }
    scores
}

/// What is said in a range, without what its speaker does after a complete quotation: "“It is late,” | and left".
pub(super) fn without_deed(context: TokenContext<'_>, said: Range<usize>) -> Range<usize> {
    let Some(quotation) = context.quotation_at(said.start).filter(|it| it.tokens.end < said.end) else {
        return said;
    };
    let end = quotation.tokens.end;
    let is_finished = matches!(context.text(end.saturating_sub(2)), "," | "." | "!" | "?");
    let is_deed = |it: &str| it.ends_with("ed") || lexicon::verb::is_irregular_past(it);
    let joins = matches!(context.text(end), "and" | "then");
    let acts = end + 1 == said.end || is_deed(context.text(end + 1));
    if is_finished && joins && acts { said.start..end } else { said }
}

/// The pieces of a content without strays: words without quotation marks and without a verb, beside a complete
/// quotation, that are in another sentence or are too few.
pub(super) fn without_strays(context: TokenContext<'_>, pieces: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let quoted = |piece: &Range<usize>| {
        context.quotation_at(piece.start).is_some_and(|it| it.tokens.start == piece.start)
    };
    let sentences: Vec<Range<usize>> = pieces
        .iter()
        .filter(|it| quoted(it))
        .map(|it| context.sentence(it.start).start..context.sentence(it.end - 1).end)
        .collect();
    let (inside, outside): (Vec<usize>, Vec<usize>) =
        pieces.iter().flat_map(Clone::clone).partition(|&it| context.quotation_at(it).is_some());
    if inside.len() < outside.len() {
        return pieces;
    }
    let is_near = |piece: &Range<usize>| sentences.iter().any(|it| it.contains(&piece.start));
    let is_marked = |piece: &Range<usize>| piece.clone().any(|it| context.quotation_at(it).is_some());
    let is_clause = |piece: &Range<usize>| piece.clone().any(|it| context.acts(it));
    pieces
        .into_iter()
        .filter(|it| is_marked(it) || is_clause(it) || is_near(it) && it.len() > MIN_COUNT)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::quotes::run;
    use crate::nlp::quotes::testing::TestText;

    /// The contents of a text whose words in capitals the network takes as said, with the punctuation after them.
    fn check(text: &str, expected: &[&str]) {
        let TestText { doc, tokens, quotations, .. } = TestText::new(text);
        let mut before = false;
        let voices: Vec<_> = tokens
            .rows()
            .iter()
            .map(|token| {
                let text = doc.slice(token.span);
                let is_sign = !text.contains(char::is_alphanumeric);
                let said = text.chars().all(char::is_uppercase) || is_sign && before;
                let logits = match (said, before) {
                    (true, false) => [0.0, 4.0, 0.0],
                    (true, true) => [0.0, 0.0, 4.0],
                    (false, _) => [3.0, 0.0, 0.0],
                };
                before = said;
                VoiceScores::from_logits(&[[4.0, 0.0, 0.0], [4.0, 0.0, 0.0], logits].concat())
            })
            .collect();
        let held = hold(&voices, &quotations, &Labels::default());
        let found: Vec<_> = run::find(&held)
            .into_iter()
            .map(|run| doc.slice(tokens.rows()[run.start].span.join(tokens.rows()[run.end - 1].span)))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_quotation_is_said_from_mark_to_mark() {
        check("“WE won, AND they LOST it,” he said.", &["“WE won, AND they LOST it,”"]);
        check("He said THAT IT WAS “A JOKE” FOR all.", &["THAT IT WAS “A JOKE” FOR"]);
    }

    #[test]
    fn a_short_quotation_that_is_hardly_said_is_not_said_at_all() {
        check("The “so CALLED experts” left.", &[]);
    }

    #[test]
    fn each_paragraph_of_a_speech_is_whole() {
        check(
            "“WE won it AT LAST here.\n\n“THEY LOST,” he said.",
            &["“WE won it AT LAST here.", "“THEY LOST,”"],
        );
    }

    #[test]
    fn a_mark_that_is_never_closed_holds_nothing() {
        check("He said “IT WAS late and they all left the house.", &["IT WAS"]);
    }

    #[test]
    fn what_the_speaker_does_is_not_said() {
        let check = |text: &str, said: &str, expected: &str| {
            let sample = TestText::new(text);
            let found = without_deed(sample.context(), sample.range(said));
            assert_eq!(sample.text(&found), expected, "{text}");
        };
        check("Lee said: “It is late,” and left.", "“It is late,” and left", "“It is late,”");
        check("Lee said it was “late” and left.", "“late” and left", "“late” and left");
        check(
            "Lee said “it is late,” and that it rains.",
            "“it is late,” and that it rains",
            "“it is late,” and that it rains",
        );
    }

    #[test]
    fn words_in_another_sentence_are_strays_beside_a_quotation() {
        let sample = TestText::new("The workers’ union met. “We won here,” Lee said. He left a house.");
        let pieces = |parts: &[&str]| parts.iter().map(|it| sample.range(it)).collect::<Vec<_>>();
        let found =
            without_strays(sample.context(), pieces(&["The workers’ union", "“We won here,”", "a house"]));
        assert_eq!(found, pieces(&["“We won here,”"]));
    }
}
