//! The heads: small layers in floating point, from the states to the output for tokens.

use rten_simd::SimdOp;

use crate::nlp::encoder::head_outputs::{
    HeadOutputs, LINK_WIDTH, LinkVectors, N_NOUN_KINDS, N_STANCES, REFERENCE_WIDTH, Reference, WORD_WIDTH,
    WordVector,
};
use crate::nlp::encoder::network::simd;
use crate::nlp::names::label;
use crate::nlp::quotes::voice::{self, Layer, VoiceScores};
use crate::nlp::weights::{ModelError, Tensors};

/// The least probability of beginning or ending words of a layer for a token to get vectors for linking.
const MIN_LINKED: f32 = 0.02;

/// The least probability of being part of a name for a token to get vectors for comparing.
const MIN_NAMED: f32 = 0.05;

/// The least logit of heading a mention for such vectors.
const MIN_MENTION: f32 = -2.5;

/// All heads.
pub(super) struct Heads {
    names: Head<{ label::N_LABELS }>,
    voices: Head<{ voice::N_SCORES }>,
    mention: Head<1>,
    links: LinkHeads,
    word: Head<WORD_WIDTH>,
    references: ReferenceHeads,
}

struct LinkHeads {
    first: Head<{ 2 * LINK_WIDTH }>,
    last: Head<{ 2 * LINK_WIDTH }>,
    source: Head<LINK_WIDTH>,
    cue: Head<LINK_WIDTH>,
    cue_stance: Head<N_STANCES>,
    content_stance: Head<N_STANCES>,
}

struct ReferenceHeads {
    kind: Head<N_NOUN_KINDS>,
    anaphor: Head<REFERENCE_WIDTH>,
    antecedent: Head<REFERENCE_WIDTH>,
    query: Head<REFERENCE_WIDTH>,
    key: Head<REFERENCE_WIDTH>,
}

impl Heads {
    /// Reads the heads for states of this width.
    pub(super) fn load(tensors: Tensors<'_>, width: usize) -> Result<Self, ModelError> {
        Ok(Self {
            names: Head::load(tensors, "names", width)?,
            voices: Head::load(tensors, "voices", width)?,
            mention: Head::load(tensors, "mention", width)?,
            links: LinkHeads {
                first: Head::load(tensors, "link.first", width)?,
                last: Head::load_plain(tensors, "link.last", width)?,
                source: Head::load(tensors, "link.source", width)?,
                cue: Head::load(tensors, "link.cue", width)?,
                cue_stance: Head::load(tensors, "stance.cue", width)?,
                content_stance: Head::load_plain(tensors, "stance.content", width)?,
            },
            word: Head::load(tensors, "relation.word", width)?,
            references: ReferenceHeads {
                kind: Head::load(tensors, "kind", width)?,
                anaphor: Head::load(tensors, "coref.anaphor", width)?,
                antecedent: Head::load_plain(tensors, "coref.antecedent", width)?,
                query: Head::load_plain(tensors, "coref.query", width)?,
                key: Head::load_plain(tensors, "coref.key", width)?,
            },
        })
    }

    /// The output for the tokens with these states; `is_pronoun` says which of them are pronouns.
    pub(super) fn read<'s>(
        &self,
        states: impl Iterator<Item = &'s [f32]> + Clone,
        is_pronoun: &[bool],
    ) -> HeadOutputs {
        let names: Vec<_> =
            states.clone().map(|state| label::log_probabilities(&self.names.answer(state))).collect();
        let voices: Vec<_> =
            states.clone().map(|state| VoiceScores::from_logits(&self.voices.answer(state))).collect();
        let links = self.links.read(states.clone(), &voices);
        let words = states.clone().map(|state| kept(&self.word.answer(state))).collect();
        let references = states.zip(&names).zip(is_pronoun).enumerate().filter_map(
            |(at, ((state, names), &is_pronoun))| {
                let [mention] = self.mention.answer(state);
                let is_head = is_pronoun || 1.0 - names[0].exp() > MIN_NAMED || mention > MIN_MENTION;
                is_head.then(|| (at, self.references.read(state, mention)))
            },
        );
        let references = references.collect();
        HeadOutputs { names, voices, links, words, references, parses: Vec::new() }
    }
}

/// Numbers of any size, mapped to between -1 and 1 and rounded so that a long text takes little memory.
#[expect(clippy::cast_possible_truncation, reason = "a tangent is between -1 and 1")]
fn kept(numbers: &[f32; WORD_WIDTH]) -> WordVector {
    numbers.map(|it| (it.tanh() * 127.0).round() as i8)
}

impl LinkHeads {
    fn read<'s>(&self, states: impl Iterator<Item = &'s [f32]>, voices: &[VoiceScores]) -> LinkVectors {
        let mut links = LinkVectors::default();
        for (at, (state, here)) in states.zip(voices).enumerate() {
            if here.begins(Layer::Source) > MIN_LINKED {
                links.source.insert(at, self.source.answer(state));
            }
            if here.begins(Layer::Cue) > MIN_LINKED {
                links.cue.insert(at, self.cue.answer(state));
                links.cue_stance.insert(at, self.cue_stance.answer(state));
            }
            // A content may begin or end where the window does.
            let is_content = here.is_inside(Layer::Content) > MIN_LINKED;
            if is_content && (at == 0 || here.begins(Layer::Content) > MIN_LINKED) {
                links.first.insert(at, self.first.answer(state));
                links.content_stance.insert(at, self.content_stance.answer(state));
            }
            if is_content
                && voices.get(at + 1).is_none_or(|next| next.goes_on(Layer::Content) < 1.0 - MIN_LINKED)
            {
                links.last.insert(at, self.last.answer(state));
            }
        }
        links
    }
}

impl ReferenceHeads {
    fn read(&self, state: &[f32], mention: f32) -> Reference {
        Reference {
            mention,
            kinds: self.kind.answer(state),
            anaphor: self.anaphor.answer(state),
            antecedent: self.antecedent.answer(state),
            query: self.query.answer(state),
            key: self.key.answer(state),
        }
    }
}

/// A linear layer on a state, with `N` outputs.
struct Head<const N: usize> {
    weight: Vec<f32>,
    bias: [f32; N],
    width: usize,
}

impl<const N: usize> Head<N> {
    fn load(tensors: Tensors<'_>, name: &str, width: usize) -> Result<Self, ModelError> {
        let bias = tensors.floats(&format!("{name}.bias"), &[N])?;
        let mut head = Self::load_plain(tensors, name, width)?;
        head.bias.copy_from_slice(&bias);
        Ok(head)
    }

    /// One without a bias.
    fn load_plain(tensors: Tensors<'_>, name: &str, width: usize) -> Result<Self, ModelError> {
        let weight = tensors.floats(&format!("{name}.weight"), &[N, width])?;
        Ok(Self { weight, bias: [0.0; N], width })
    }

    fn answer(&self, state: &[f32]) -> [f32; N] {
        let mut out = self.bias;
        for (out, weights) in out.iter_mut().zip(self.weight.chunks_exact(self.width)) {
            *out += simd::Dot { left: state, right: weights }.dispatch();
        }
        out
    }
}
