//! The syntax head: from the states of a sentence's words to their parts of speech and the tree over them.

use std::num::NonZeroI16;

use crate::nlp::encoder::network::curve::Gelu;
use crate::nlp::encoder::network::instructions::Instructions;
use crate::nlp::encoder::network::linear::{Linear, Quantized};
use crate::nlp::encoder::network::{first, simd};
use crate::nlp::syntax::{Function, Parse, Tag, tree};
use crate::nlp::weights::{ModelError, Tensors};

/// The width of the vectors by which words and heads are compared.
const WIDTH: usize = 96;

// Where the parts of the projection begin: words and heads for arcs, words and heads for functions, tags.
const WORD: usize = 0;
const HEAD: usize = WIDTH;
const FUNCTION: usize = 2 * WIDTH;
const FUNCTION_HEAD: usize = 3 * WIDTH;
const TAGS: usize = 4 * WIDTH;

/// The number of rows of the projection; a multiple of the longest vector.
const N_OUT: usize = 4 * WIDTH + 32;

/// Buffers of one thread.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    rows: Vec<f32>,
    quantized: Quantized,
    projected: Vec<f32>,
    /// What the words of a sentence can depend on: the words, then nothing.
    heads: Vec<f32>,
    scores: Vec<f32>,
}

/// The head's layers.
pub(super) struct SyntaxHead {
    instructions: Instructions,
    /// From a state to everything that is needed of it, in 8 bits: in floats, it would cost a tenth of the encoder.
    projection: Linear,
    /// What words that depend on nothing point at.
    root: Vec<f32>,
    /// What depending on nothing adds to the input for functions.
    function_root: Vec<f32>,
    functions: Vec<f32>,
    function_bias: Vec<f32>,
}

impl SyntaxHead {
    /// Reads the head, if the model has one.
    pub(super) fn load(
        instructions: Instructions,
        tensors: Tensors<'_>,
        width: usize,
    ) -> Result<Option<Self>, ModelError> {
        if tensors.shape("syntax.tags.weight").is_err() {
            return Ok(None);
        }
        let (mut weights, mut bias) = (Vec::new(), Vec::new());
        for name in ["word", "head", "relation"] {
            weights.extend(tensors.floats(&format!("syntax.{name}.weight"), &[WIDTH, width])?);
            bias.extend(tensors.floats(&format!("syntax.{name}.bias"), &[WIDTH])?);
        }
        // One column more than the state, for whether there is no head.
        let wide = tensors.floats("syntax.relation_head.weight", &[WIDTH, width + 1])?;
        let rows = wide.chunks_exact(width + 1).filter_map(|row| row.split_last());
        let function_root = rows.map(|(last, rest)| {
            weights.extend(rest);
            *last
        });
        let function_root = function_root.collect();
        bias.resize(TAGS, 0.0);
        let n_tags = Tag::ALL.len();
        weights.extend(tensors.floats("syntax.tags.weight", &[n_tags, width])?);
        bias.extend(tensors.floats("syntax.tags.bias", &[n_tags])?);
        weights.resize(N_OUT * width, 0.0);
        bias.resize(N_OUT, 0.0);
        // The scale of the scores is applied to the words' side, which nothing else reads.
        #[expect(clippy::cast_precision_loss, reason = "a head is some tens wide")]
        let scale = (WIDTH as f32).sqrt().recip();
        let word = width * WIDTH;
        weights.iter_mut().take(word).chain(bias.iter_mut().take(WIDTH)).for_each(|it| *it *= scale);
        let n_functions = Function::ALL.len();
        Ok(Some(Self {
            instructions,
            projection: Linear::from_floats(instructions, &weights, bias, width),
            root: tensors.floats("syntax.root", &[WIDTH])?,
            function_root,
            functions: tensors.floats("syntax.relations.weight", &[n_functions, WIDTH])?,
            function_bias: tensors.floats("syntax.relations.bias", &[n_functions])?,
        }))
    }

    /// The syntax of words with these states, by sentences that begin at `starts` (the first at 0).
    pub(super) fn read<'s>(
        &self,
        states: impl Iterator<Item = &'s [f32]>,
        width: usize,
        starts: &[usize],
        buffers: &mut Buffers,
    ) -> Vec<Parse> {
        let Buffers { rows, quantized, projected, heads, scores } = buffers;
        rows.clear();
        states.for_each(|state| rows.extend_from_slice(state));
        let n = rows.len() / width;
        quantized.fill(self.instructions, rows, width);
        let projected = self.projection.set(quantized, projected);
        let mut parses = Vec::with_capacity(n);
        for (at, &start) in starts.iter().enumerate() {
            let end = starts.get(at + 1).copied().unwrap_or(n);
            let words: Vec<Word<'_>> =
                projected.chunks_exact(N_OUT).take(end).skip(start).map(Word).collect();
            self.read_sentence(&words, heads, scores, &mut parses);
        }
        parses
    }

    fn read_sentence(
        &self,
        words: &[Word<'_>],
        heads: &mut Vec<f32>,
        scores: &mut Vec<f32>,
        parses: &mut Vec<Parse>,
    ) {
        let n = words.len();
        heads.clear();
        for word in words {
            heads.extend_from_slice(word.part(HEAD));
        }
        heads.extend_from_slice(&self.root);
        let scores = first(scores, n * (n + 1));
        scores.fill(0.0);
        for (word, row) in words.iter().zip(scores.chunks_exact_mut(n + 1)) {
            self.instructions.run(simd::Dots { left: word.part(WORD), rows: heads, out: row });
            // As probabilities, so that words can be weighed against each other.
            let highest = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let total = row.iter().map(|score| (score - highest).exp()).sum::<f32>().ln() + highest;
            for score in row.iter_mut() {
                *score -= total;
            }
        }
        for (at, &head) in tree::heads(scores, n).iter().enumerate() {
            let word = words[at];
            let tag = best(word.tags());
            let function = best(&self.functions_of(word, words.get(head)));
            parses.push(Parse {
                tag: Tag::ALL[tag],
                head: words.get(head).and_then(|_| distance(at, head)),
                function: Function::ALL[function],
            });
        }
    }

    /// How well each function fits a word with this head.
    fn functions_of(&self, word: Word<'_>, head: Option<&Word<'_>>) -> Vec<f32> {
        let other = head.map_or(self.function_root.as_slice(), |head| head.part(FUNCTION_HEAD));
        let mut sum: Vec<f32> = word.part(FUNCTION).iter().zip(other).map(|(a, b)| a + b).collect();
        self.instructions.run(Gelu(&mut sum));
        let mut answers = self.function_bias.clone();
        self.instructions.run(simd::Dots { left: &sum, rows: &self.functions, out: &mut answers });
        for (answer, function) in answers.iter_mut().zip(Function::ALL) {
            if (*function == Function::Root) != head.is_none() {
                *answer = f32::NEG_INFINITY;
            }
        }
        answers
    }
}

/// The projection of a word's state.
#[derive(Clone, Copy)]
struct Word<'p>(&'p [f32]);

impl<'p> Word<'p> {
    fn part(self, start: usize) -> &'p [f32] {
        self.0.get(start..start + WIDTH).unwrap_or_default()
    }

    fn tags(self) -> &'p [f32] {
        self.0.get(TAGS..TAGS + Tag::ALL.len()).unwrap_or_default()
    }
}

/// From a word to its head; `None` if that is the word itself or farther away than any window of ours is long.
fn distance(word: usize, head: usize) -> Option<NonZeroI16> {
    let distance = head.checked_signed_diff(word)?;
    NonZeroI16::new(i16::try_from(distance).ok()?)
}

/// The position of the highest number; of equal ones, the first.
fn best(numbers: &[f32]) -> usize {
    let best = numbers.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)));
    best.map_or(0, |it| it.0)
}
