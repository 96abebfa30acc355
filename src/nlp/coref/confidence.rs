//! How sure an answer is, from the margin between the best and the next.

use crate::nlp::Confidence;

/// The logistic curve of how often an answer is right by its margin: `1 / (1 + exp(-(BASE + SLOPE * margin)))`.
const BASE: f32 = 0.3;
const SLOPE: f32 = 1.2;

/// How sure a pronoun's answer is.
pub(super) fn of_margin(margin: f32) -> Confidence {
    Confidence::new(1.0 / (1.0 + (-(BASE + SLOPE * margin)).exp()))
}
