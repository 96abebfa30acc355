//! What quotation marks say of contents, whatever the network says: all of a quotation is said, or nothing of it.

use crate::nlp::quotes::label::Labelled;
use crate::nlp::quotes::quotation::Quotation;
use crate::nlp::quotes::voice::{BioScores, Layer, VoiceScores};

/// Of quotations with as many words, 98 % are part of a statement; of those with one or two, 70 %.
const LONG: usize = 6;

/// The least probability of being said, on the mean of its words, for a long quotation.
const LEAST_LONG: f32 = 0.1;

/// The same for a short one.
const LEAST_SHORT: f32 = 0.5;

const NOT_SAID: BioScores = [0.0, f32::NEG_INFINITY, f32::NEG_INFINITY];
const BEGUN: BioScores = [f32::NEG_INFINITY, 0.0, f32::NEG_INFINITY];
const GOES_ON: BioScores = [f32::NEG_INFINITY, f32::NEG_INFINITY, 0.0];

/// The network's scores of the contents, changed so that they hold to the quotations and to labelled speech.
pub(super) fn hold(
    voices: &[VoiceScores],
    quotations: &[Quotation],
    labelled: &[Labelled],
) -> Vec<BioScores> {
    let mut scores: Vec<BioScores> = voices.iter().map(|it| *it.of(Layer::Content)).collect();
    for quotation in quotations.iter().filter(|it| it.whole) {
        let said =
            voices[quotation.tokens.clone()].iter().map(|it| it.is_inside(Layer::Content)).sum::<f32>();
        #[expect(clippy::cast_precision_loss, reason = "a quotation is short, and a mean need not be exact")]
        let mean = said / quotation.tokens.len() as f32;
        let least = if quotation.n_words >= LONG { LEAST_LONG } else { LEAST_SHORT };
        let is_said = mean > least;
        // The network may have seen the beginning at the first word.
        let edge =
            quotation.tokens.clone().take(2).map(|at| scores[at]).find(|row| row[0] < row[1].max(row[2]));
        for (at, row) in scores[quotation.tokens.clone()].iter_mut().enumerate() {
            *row = match (is_said, at) {
                (false, _) => NOT_SAID,
                // It may go on with what stands before its opening mark.
                (true, 0) => edge
                    .map_or([f32::NEG_INFINITY, 0.0, row[2]], |edge| [f32::NEG_INFINITY, edge[1], edge[2]]),
                (true, _) => GOES_ON,
            };
        }
    }
    for Labelled { content, beside, .. } in labelled {
        for token in beside.clone() {
            scores[token] = NOT_SAID;
        }
        for token in content.clone() {
            scores[token] = if token == content.start { BEGUN } else { GOES_ON };
        }
    }
    scores
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::quotes::run;
    use crate::nlp::quotes::sample::Sample;

    /// The contents of a text whose words in capitals the network takes for said, with the signs behind them.
    fn check(text: &str, expected: &[&str]) {
        let Sample { doc, tokens, quotations, .. } = Sample::new(text);
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
        let held = hold(&voices, &quotations, &[]);
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
}
