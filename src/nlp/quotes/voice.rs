//! The three layers in which the network marks attributed speech: sources, cues and contents. They may overlap
//! freely, so each has its own labels.

/// A kind of words that the network marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layer {
    /// "a spokeswoman for Sessions".
    Source,
    /// "said", "according to".
    Cue,
    /// What is said.
    Content,
}

/// Number of layers.
const N_LAYERS: usize = 3;

/// The number of labels in a layer: outside, beginning and inside, in this order.
const N_LABELS: usize = 3;

/// The number of the network's outputs for a token.
pub(crate) const N_SCORES: usize = N_LAYERS * N_LABELS;

/// The logarithms of the probabilities that a token is outside, begins or continues the words of a layer.
pub(crate) type BioScores = [f32; N_LABELS];

/// The scores of one token in each layer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct VoiceScores(pub(crate) [BioScores; N_LAYERS]);

/// Certainly not part of anything.
pub(crate) const OUTSIDE: VoiceScores = VoiceScores([[0.0, f32::NEG_INFINITY, f32::NEG_INFINITY]; N_LAYERS]);

impl VoiceScores {
    /// From the network's numbers, layer by layer; missing ones count as certainly outside.
    pub(crate) fn from_logits(logits: &[f32]) -> Self {
        let mut scores = OUTSIDE;
        for (scores, logits) in scores.0.iter_mut().zip(logits.as_chunks::<N_LABELS>().0) {
            let highest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let total = logits.iter().map(|logit| (logit - highest).exp()).sum::<f32>().ln() + highest;
            *scores = logits.map(|logit| logit - total);
        }
        scores
    }

    /// The scores of a layer.
    pub(crate) const fn of(&self, layer: Layer) -> &BioScores {
        &self.0[layer as usize]
    }

    /// The probability that words of the layer begin here.
    pub(crate) fn begins(&self, layer: Layer) -> f32 {
        self.of(layer)[1].exp()
    }

    /// The probability that words of the layer continue here.
    pub(crate) fn goes_on(&self, layer: Layer) -> f32 {
        self.of(layer)[2].exp()
    }

    /// The probability of being part of the layer at all.
    pub(crate) fn is_inside(&self, layer: Layer) -> f32 {
        1.0 - self.of(layer)[0].exp()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_layer_has_probabilities_of_its_own() {
        let scores = VoiceScores::from_logits(&[5.0, 5.0, -90.0, 0.0, 0.0, 0.0, 1.0, 90.0, 1.0]);
        assert!((scores.begins(Layer::Source) - 0.5).abs() < 1e-5);
        assert!((scores.is_inside(Layer::Cue) - 2.0 / 3.0).abs() < 1e-5);
        assert!(scores.begins(Layer::Content) > 0.99 && scores.goes_on(Layer::Content) < 0.01);
        assert_eq!(VoiceScores::from_logits(&[]), OUTSIDE);
    }
}
