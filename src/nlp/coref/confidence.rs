//! How sure an answer is, from the margin between the best and the next.

use crate::nlp::Confidence;

/// The logistic curve of how often an answer is right by its margin: `1 / (1 + exp(-(BASE + SLOPE * margin)))`.
///
/// Of 163 he and she of news, interviews and fiction 88 % were right below a margin of 4.6, 93 % up to 6.4, all above it;
/// the fit to them is 1.58 and 0.30. They were read while the weights were chosen, so this curve is lower where it is near.
const BASE: f32 = 0.6;
const SLOPE: f32 = 0.5;

/// How sure a pronoun's answer is.
pub(super) fn of_margin(margin: f32) -> Confidence {
    Confidence::new(1.0 / (1.0 + (-(BASE + SLOPE * margin)).exp()))
}
