//! Runs of tokens that the network marks in a layer: the most probable legal sequence of labels (Viterbi).

use std::ops::Range;

use crate::nlp::quotes::voice::BioScores;

const OUTSIDE: usize = 0;
const BEGIN: usize = 1;
const INSIDE: usize = 2;

/// The runs of a layer, in order, from the scores of all tokens.
pub(super) fn find(scores: &[BioScores]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, label) in best_labels(scores).into_iter().enumerate() {
        match label {
            BEGIN => runs.push(at..at + 1),
            INSIDE => runs.last_mut().expect("a run goes on only after its beginning").end = at + 1,
            _ => {}
        }
    }
    runs
}

/// The runs, in order; those side by side are joined.
pub(super) fn joined(runs: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(runs.len());
    for run in runs {
        match joined.last_mut() {
            Some(last) if last.end == run.start => last.end = run.end,
            _ => joined.push(run),
        }
    }
    joined
}

/// A sequence is legal if no run continues without having begun.
fn best_labels(scores: &[BioScores]) -> Vec<usize> {
    let mut best = [0.0, f32::NEG_INFINITY, f32::NEG_INFINITY];
    let mut origins: Vec<[usize; 3]> = Vec::with_capacity(scores.len());
    for row in scores {
        let any = highest(&best);
        let within = if best[INSIDE] > best[BEGIN] { INSIDE } else { BEGIN };
        origins.push([any, any, within]);
        best = [best[any] + row[OUTSIDE], best[any] + row[BEGIN], best[within] + row[INSIDE]];
    }
    let mut label = highest(&best);
    let mut labels = vec![OUTSIDE; scores.len()];
    for (at, origin) in origins.iter().enumerate().rev() {
        labels[at] = label;
        label = origin[label];
    }
    labels
}

fn highest(scores: &BioScores) -> usize {
    let higher = |a: usize, b: usize| if scores[b] > scores[a] { b } else { a };
    higher(higher(OUTSIDE, BEGIN), INSIDE)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each letter is the label with the highest score; a lower-case one only just beats "outside".
    fn check(labels: &str, expected: &[Range<usize>]) {
        let scores: Vec<BioScores> = labels
            .chars()
            .map(|letter| {
                let mut row = [-6.0_f32; 3];
                row["OBI".find(letter.to_ascii_uppercase()).unwrap()] = -0.01;
                if letter.is_lowercase() {
                    row[OUTSIDE] = -0.02;
                }
                row
            })
            .collect();
        assert_eq!(find(&scores), expected, "{labels}");
    }

    #[test]
    fn runs_begin_and_go_on() {
        check("OBIIOBB", &[1..4, 5..6, 6..7]);
        check("", &[]);
    }

    #[test]
    fn runs_side_by_side_are_joined() {
        assert_eq!(joined(vec![1..2, 2..4, 5..6]), [1..4, 5..6]);
    }

    #[test]
    fn a_run_that_nothing_begins_begins_where_it_costs_least_or_is_none() {
        check("OIIIO", std::slice::from_ref(&(1..4)));
        check("Oio", &[]);
    }
}
