//! The heads: small layers in floating point, from the states to the output for tokens.

use std::ops::Range;

use crate::nlp::encoder::head_outputs::{
    DESCRIPTION_WIDTH, Earlier, HeadOutputs, LINK_WIDTH, Later, LinkVectors, MentionScores, N_NOUN_KINDS,
    N_STANCES, REFERENCE_WIDTH, References, WORD_WIDTH, WordVector,
};
use crate::nlp::encoder::input::Referring;
use crate::nlp::encoder::network::curve::Tanh;
use crate::nlp::encoder::network::instructions::Instructions;
use crate::nlp::encoder::network::simd;
use crate::nlp::encoder::sparse::Sparse;
use crate::nlp::names::label::{self, Label, LogProbabilities};
use crate::nlp::quotes::voice::{self, Layer, VoiceScores};
use crate::nlp::weights::{ModelError, Tensors};

/// A token that begins or ends words of a layer with at least this probability gets vectors for linking.
const MIN_LINKED: f32 = 0.02;

/// Something is said in a sentence if one of its tokens begins a cue with at least this probability.
const MIN_SAID: f32 = 0.3;

/// A token that is part of a name with at least this probability gets vectors for comparing.
const MIN_NAMED: f32 = 0.05;

/// If a token continues a name with at least this probability, the token before gets none.
const MIN_GOES_ON: f32 = 0.98;

/// A token that is outside names with at least this probability is compared as a noun.
const MIN_NOUN: f32 = 0.05;

/// The least logit of heading a mention with which a noun gets such vectors.
const MIN_MENTION: f32 = -2.5;

/// A noun gets such vectors if people and organizations have at least this share of what it stands for, or if it is in
/// a list or may be what speaks. It is a little less than coreference asks for, which compares no other nouns. A third
/// of the mentions are things, and their vectors would add 30 bytes for each word of a long text.
const MIN_SOMEONE: f32 = 0.3;

/// All heads.
pub(super) struct Heads {
    names: Head<{ label::N_LABELS }>,
    voices: Head<{ voice::N_SCORES }>,
    mention: Head<1>,
    links: LinkHeads,
    word: Head<WORD_WIDTH>,
    kind: Head<N_NOUN_KINDS>,
    unnamed: Head<1>,
    references: PairHeads<REFERENCE_WIDTH>,
    descriptions: PairHeads<DESCRIPTION_WIDTH>,
}

struct LinkHeads {
    first: Head<{ 2 * LINK_WIDTH }>,
    last: Head<{ 2 * LINK_WIDTH }>,
    source: Head<LINK_WIDTH>,
    cue: Head<LINK_WIDTH>,
    cue_stance: Head<N_STANCES>,
    content_stance: Head<N_STANCES>,
}

/// What two mentions are compared by.
struct PairHeads<const N: usize> {
    anaphor: Head<N>,
    antecedent: Head<N>,
    query: Head<N>,
    key: Head<N>,
}

impl Heads {
    /// Reads the heads for states of this width.
    pub(super) fn load(
        instructions: Instructions,
        tensors: Tensors<'_>,
        width: usize,
    ) -> Result<Self, ModelError> {
        let tensors = (instructions, tensors);
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
            kind: Head::load(tensors, "kind", width)?,
            unnamed: Head::load(tensors, "unnamed", width)?,
            references: PairHeads::load(tensors, "coref", width)?,
            descriptions: PairHeads::load(tensors, "description", width)?,
        })
    }

    /// The output for the tokens with these states, whose sentences begin at `starts`. `early` are their states where
    /// descriptions are read.
    pub(super) fn read<'s>(
        &self,
        states: impl Iterator<Item = &'s [f32]> + Clone,
        early: impl Iterator<Item = &'s [f32]>,
        referring: &[Referring],
        starts: &[usize],
    ) -> HeadOutputs {
        let names: Vec<_> =
            states.clone().map(|state| label::log_probabilities(&self.names.answer(state))).collect();
        let voices: Vec<_> =
            states.clone().map(|state| VoiceScores::from_logits(&self.voices.answer(state))).collect();
        let links = self.links.read(states.clone(), &voices);
        let words = states.clone().map(|state| self.word.kept(state)).collect();
        let speaking = speaking(&voices, starts);
        let may_speak = |at: usize| speaking.iter().any(|it| it.contains(&at));
        let mut mentions = Vec::new();
        let (mut later, mut earlier) = (Vec::new(), Vec::new());
        let (mut describing, mut described) = (Vec::new(), Vec::new());
        for (at, ((state, early), &referring)) in states.zip(early).zip(referring).enumerate() {
            let [again] = self.mention.answer(state);
            let is_named = 1.0 - names[at][0].exp() > MIN_NAMED && !names.get(at + 1).is_some_and(goes_on);
            let is_certain = is_named || referring == Referring::Pronoun;
            if !is_certain && again <= MIN_MENTION {
                continue;
            }
            let [unnamed] = self.unnamed.answer(state);
            let mention = MentionScores { again, kinds: self.kind.answer(state), unnamed };
            mentions.push((at, mention));
            let is_listed = referring == Referring::Listed;
            if !(is_certain || is_listed || is_someone(&mention) || may_speak(at)) {
                continue;
            }
            later.push((at, self.references.later(state)));
            earlier.push((at, self.references.earlier(state)));
            if referring == Referring::Pronoun {
                continue;
            }
            described.push((at, self.descriptions.earlier(early)));
            if names[at][0].exp() > MIN_NOUN {
                describing.push((at, self.descriptions.later(early)));
            }
        }
        let references = References {
            later: later.into_iter().collect(),
            earlier: earlier.into_iter().collect(),
            describing: describing.into_iter().collect(),
            described: described.into_iter().collect(),
        };
        let mentions = mentions.into_iter().collect();
        HeadOutputs { names, voices, links, words, mentions, references, parses: Vec::new() }
    }
}

/// The sentences in which something may be said: there, whatever a rule takes for the source is compared.
fn speaking(voices: &[VoiceScores], starts: &[usize]) -> Vec<Range<usize>> {
    let ends = starts.iter().skip(1).copied().chain([voices.len()]);
    let sentences = starts.iter().zip(ends).map(|(&start, end)| start..end);
    let says = |it: &VoiceScores| it.begins(Layer::Cue) > MIN_SAID;
    sentences.filter(|it| voices.get(it.clone()).is_some_and(|it| it.iter().any(says))).collect()
}

/// Whether a token surely continues a name, so that the one before is not its last, by which names are compared.
fn goes_on(names: &LogProbabilities) -> bool {
    let inside = Label::all().filter(|it| it.goes_on()).map(|it| names[it.number()].exp());
    inside.sum::<f32>() > MIN_GOES_ON
}

/// Whether a noun may stand for a person, people or an organization.
fn is_someone(mention: &MentionScores) -> bool {
    mention.shares().iter().take(3).sum::<f32>() > MIN_SOMEONE
}

impl LinkHeads {
    fn read<'s>(
        &self,
        states: impl Iterator<Item = &'s [f32]> + Clone,
        voices: &[VoiceScores],
    ) -> LinkVectors {
        let begins = |at: usize, layer| voices[at].begins(layer) > MIN_LINKED;
        // A content may begin or end where the window does.
        let is_content = |at: usize| voices[at].is_inside(Layer::Content) > MIN_LINKED;
        let opens = |at| is_content(at) && (at == 0 || begins(at, Layer::Content));
        let goes_on =
            |at: usize| voices.get(at).is_some_and(|it| it.goes_on(Layer::Content) >= 1.0 - MIN_LINKED);
        let closes = |at| is_content(at) && !goes_on(at + 1);
        LinkVectors {
            first: self.first.answers(states.clone(), opens),
            last: self.last.answers(states.clone(), closes),
            source: self.source.answers(states.clone(), |at| begins(at, Layer::Source)),
            cue: self.cue.answers(states.clone(), |at| begins(at, Layer::Cue)),
            cue_stance: self.cue_stance.answers(states.clone(), |at| begins(at, Layer::Cue)),
            content_stance: self.content_stance.answers(states, opens),
        }
    }
}

impl<const N: usize> PairHeads<N> {
    /// Reads the heads whose names begin with that of the group.
    fn load(tensors: (Instructions, Tensors<'_>), group: &str, width: usize) -> Result<Self, ModelError> {
        Ok(Self {
            anaphor: Head::load(tensors, &format!("{group}.anaphor"), width)?,
            antecedent: Head::load_plain(tensors, &format!("{group}.antecedent"), width)?,
            query: Head::load_plain(tensors, &format!("{group}.query"), width)?,
            key: Head::load_plain(tensors, &format!("{group}.key"), width)?,
        })
    }

    fn later(&self, state: &[f32]) -> Later<N> {
        Later { anaphor: self.anaphor.answer(state).into(), query: self.query.answer(state).into() }
    }

    fn earlier(&self, state: &[f32]) -> Earlier<N> {
        Earlier { antecedent: self.antecedent.answer(state).into(), key: self.key.answer(state).into() }
    }
}

/// A linear layer on a state, with `N` outputs.
struct Head<const N: usize> {
    instructions: Instructions,
    weight: Vec<f32>,
    bias: [f32; N],
}

impl<const N: usize> Head<N> {
    fn load(tensors: (Instructions, Tensors<'_>), name: &str, width: usize) -> Result<Self, ModelError> {
        let bias = tensors.1.floats(&format!("{name}.bias"), &[N])?;
        let mut head = Self::load_plain(tensors, name, width)?;
        head.bias.copy_from_slice(&bias);
        Ok(head)
    }

    /// One without a bias.
    fn load_plain(
        (instructions, tensors): (Instructions, Tensors<'_>),
        name: &str,
        width: usize,
    ) -> Result<Self, ModelError> {
        let weight = tensors.floats(&format!("{name}.weight"), &[N, width])?;
        Ok(Self { instructions, weight, bias: [0.0; N] })
    }

    /// The answers to those states that are wanted.
    fn answers<'s, T: From<[f32; N]>>(
        &self,
        states: impl Iterator<Item = &'s [f32]>,
        is_wanted: impl Fn(usize) -> bool,
    ) -> Sparse<T> {
        let states = states.enumerate().filter(|it| is_wanted(it.0));
        states.map(|(at, state)| (at, self.answer(state).into())).collect()
    }

    fn answer(&self, state: &[f32]) -> [f32; N] {
        let mut out = self.bias;
        self.instructions.run(simd::Dots { left: state, rows: &self.weight, out: &mut out });
        out
    }
}

impl Head<WORD_WIDTH> {
    /// The answer, with numbers mapped to between -1 and 1 and rounded, so that a long text takes little memory.
    #[expect(clippy::cast_possible_truncation, reason = "a tangent is between -1 and 1")]
    fn kept(&self, state: &[f32]) -> WordVector {
        let mut numbers = self.answer(state);
        self.instructions.run(Tanh(&mut numbers));
        numbers.map(|it| (it * 127.0).round() as i8)
    }
}
