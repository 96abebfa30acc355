//! The confidence in an answer, from the margin between the best option and the next.

use crate::nlp::Confidence;

/// A logistic curve for how often an answer is right, given its margin: `1 / (1 + exp(-(BASE + SLOPE * margin)))`.
///
/// Of 163 uses of "he" and "she" in news, interviews and fiction, 88 % were right below a margin of 4.6, 93 % up to
/// 6.4, and all above it; the fit to them is 1.58 and 0.30. They were looked at while the weights were chosen, so
/// this curve is lower for small margins.
const BASE: f32 = 0.6;
const SLOPE: f32 = 0.5;

/// The confidence in a pronoun's answer.
pub(super) fn of_margin(margin: f32) -> Confidence {
    Confidence::new(1.0 / (1.0 + (-(BASE + SLOPE * margin)).exp()))
}
