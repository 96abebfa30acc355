//! The best legal sequence of labels for a sentence.

use crate::nlp::names::NameKind;
use crate::nlp::names::label::{Label, LogProbabilities, N_LABELS};

/// A name as a range of the sentence's tokens.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FoundName {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: NameKind,
}

/// The names in a sentence by the most probable legal labels (Viterbi).
pub(crate) fn names(scores: &[LogProbabilities]) -> Vec<FoundName> {
    let mut found: Vec<FoundName> = Vec::new();
    for (at, label) in best_labels(scores).into_iter().enumerate() {
        match (label.kind(), found.last_mut()) {
            (Some(kind), _) if label.begins() => found.push(FoundName { start: at, end: at + 1, kind }),
            (Some(_), Some(last)) => last.end = at + 1,
            _ => {}
        }
    }
    found
}

fn best_labels(scores: &[LogProbabilities]) -> Vec<Label> {
    // Scores of labels are added up, so the best labels one by one are the best sequence if that is legal, which it
    // nearly always is.
    let labels: Vec<_> = scores.iter().map(best_label).collect();
    let mut before = None;
    if labels.iter().all(|label| label.may_follow(before.replace(*label))) {
        return labels;
    }
    let Some((first, rest)) = scores.split_first() else { return Vec::new() };
    let mut best = *first;
    for label in Label::all().filter(|label| !label.may_follow(None)) {
        best[label.number()] = f32::NEG_INFINITY;
    }
    let mut origins: Vec<[Label; N_LABELS]> = Vec::with_capacity(rest.len());
    for row in rest {
        let mut next = [f32::NEG_INFINITY; N_LABELS];
        let mut origin = [Label::OUTSIDE; N_LABELS];
        for label in Label::all() {
            for before in Label::all().filter(|&before| label.may_follow(Some(before))) {
                if best[before.number()] > next[label.number()] {
                    next[label.number()] = best[before.number()];
                    origin[label.number()] = before;
                }
            }
            next[label.number()] += row[label.number()];
        }
        best = next;
        origins.push(origin);
    }
    let mut labels = vec![best_label(&best)];
    for origin in origins.iter().rev() {
        labels.push(origin[labels[labels.len() - 1].number()]);
    }
    labels.reverse();
    labels
}

fn best_label(scores: &LogProbabilities) -> Label {
    Label::all().fold(
        Label::OUTSIDE,
        |top, label| {
            if scores[label.number()] > scores[top.number()] { label } else { top }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::names::label::log_probabilities;

    /// Each word names the label with the highest score and, after it, the one that comes second.
    fn check(marked: &str, expected: &[(usize, usize, NameKind)]) {
        let number = |name: &str| crate::nlp::names::label::NAMES.iter().position(|it| *it == name).unwrap();
        let scores: Vec<_> = marked
            .split_whitespace()
            .map(|word| {
                let mut scores = [0.0; N_LABELS];
                for (name, score) in word.split('>').zip([4.0, 3.0]) {
                    scores[number(name)] = score;
                }
                log_probabilities(&scores)
            })
            .collect();
        let found: Vec<_> = names(&scores).into_iter().map(|it| (it.start, it.end, it.kind)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn labels_become_names() {
        check("O B-PER I-PER O B-ORG", &[(1, 3, NameKind::Person), (4, 5, NameKind::Organization)]);
        check("B-PER B-PER", &[(0, 1, NameKind::Person), (1, 2, NameKind::Person)]);
        check("", &[]);
    }

    #[test]
    fn the_best_legal_sequence_wins_over_the_best_labels() {
        check("O I-ORG>B-ORG I-ORG", &[(1, 3, NameKind::Organization)]);
        check("B-LOC>B-ORG I-ORG I-ORG", &[(0, 3, NameKind::Organization)]);
        check("O I-PER>O", &[]);
    }
}
