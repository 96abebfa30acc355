//! The transformer: from windows of word pieces to one state per piece, and through the heads to the output for
//! tokens.
//!
//! A BERT encoder (Devlin et al. 2019) of the size of `MiniLM` (Wang et al. 2020) with 8-bit weights. Activations are
//! quantized row by row, so that a window's result never depends on what else is computed.

mod attention;
pub(crate) mod curve;
mod heads;
pub(crate) mod instructions;
mod linear;
#[cfg(test)]
mod machine;
mod simd;
mod syntax;

use std::borrow::Cow;
use std::fmt;

use crate::nlp::encoder::head_outputs::HeadOutputs;
use crate::nlp::encoder::pieces::PieceId;
use crate::nlp::encoder::window::Reading;
use crate::nlp::weights::{ModelError, Tensors};
use attention::Attention;
use heads::Heads;
use instructions::{Instructions, LANES};
use linear::{Linear, Quantized};
use syntax::SyntaxHead;

/// The number of case classes that the network distinguishes.
const N_CASE_CLASSES: usize = 16;

/// The longest row whose products with weights of 8 bits surely fit into 32 bits.
const MAX_WIDTH: usize = 65_536;

/// Through how many rows a window goes from attention to the end of a layer at once, so that what lies between stays
/// in the processor's own memory.
const BLOCK: usize = 64;

/// After how many layers a noun is compared with what it may describe. The last two are about names and sentences:
/// after four, descriptions of what was never said before are found more often (`training/README.md`).
const DESCRIPTION_LAYER: usize = 4;

/// The encoder and its heads.
pub(crate) struct Network {
    instructions: Instructions,
    width: usize,
    embedding: Embedding,
    layers: Vec<Layer>,
    heads: Heads,
    syntax: Option<SyntaxHead>,
}

/// The buffers of one thread, reused for each window.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// States, one row per piece.
    states: Vec<f32>,
    /// The states after `DESCRIPTION_LAYER`.
    early: Vec<f32>,
    quantized: Quantized,
    wide: Vec<f32>,
    mixed: Vec<f32>,
    attention: attention::Buffers,
    syntax: syntax::Buffers,
}

impl Network {
    /// Reads the network's parts.
    pub(crate) fn load(
        instructions: Instructions,
        tensors: Tensors<'_>,
        n_pieces: usize,
        heads: usize,
    ) -> Result<Self, ModelError> {
        let [rows, width] = tensors.shape("pieces.weight")?;
        if rows < n_pieces
            || width == 0
            || !width.is_multiple_of(LANES)
            || heads == 0
            || !width.is_multiple_of(heads)
        {
            return Err(ModelError::Unfit(format!("a width of {width} with {heads} heads")));
        }
        if !(width / heads).is_multiple_of(LANES) {
            return Err(ModelError::Unfit(format!("heads {} wide", width / heads)));
        }
        if width > MAX_WIDTH {
            return Err(ModelError::Unfit(format!("a width of {width}")));
        }
        let embedding = Embedding::load(tensors, rows, width)?;
        let mut layers = Vec::new();
        while tensors.shape(&format!("layers.{}.qkv.weight", layers.len())).is_ok() {
            layers.push(Layer::load(instructions, tensors, layers.len(), width, heads)?);
        }
        if layers.is_empty() {
            return Err(ModelError::Unfit("it has no layer".to_owned()));
        }
        let heads = Heads::load(instructions, tensors, width)?;
        let syntax = SyntaxHead::load(instructions, tensors, width)?;
        Ok(Self { instructions, width, embedding, layers, heads, syntax })
    }

    /// The longest window for which the network has positions.
    pub(crate) fn max_length(&self) -> usize {
        self.embedding.positions.len() / self.width
    }

    /// The output for the tokens that a reading keeps, counted from the first of them.
    pub(crate) fn read(&self, reading: &Reading, scratch: &mut Scratch) -> HeadOutputs {
        self.encode(&reading.pieces, &reading.case, scratch);
        let Scratch { states, early, syntax: buffers, .. } = scratch;
        let early = reading.rows.iter().map(|&row| self.state(early, row));
        let states = reading.rows.iter().map(|&row| self.state(states, row));
        let mut outputs = self.heads.read(states.clone(), early, &reading.referring, &reading.starts);
        if let Some(syntax) = &self.syntax {
            outputs.parses = syntax.read(states, self.width, &reading.starts, buffers);
        }
        outputs
    }

    /// One row of states; empty for a piece that was left out.
    fn state<'s>(&self, states: &'s [f32], row: usize) -> &'s [f32] {
        states.get(row * self.width..(row + 1) * self.width).unwrap_or_default()
    }

    /// Fills `scratch.states` and `scratch.early`. Pieces past `max_length` are left out.
    fn encode(&self, pieces: &[PieceId], case: &[u8], scratch: &mut Scratch) {
        self.embedding.embed(self.instructions, pieces, case, &mut scratch.states);
        for (at, layer) in self.layers.iter().enumerate() {
            if at == DESCRIPTION_LAYER {
                scratch.early.clone_from(&scratch.states);
            }
            layer.run(self.instructions, scratch);
        }
        if self.layers.len() <= DESCRIPTION_LAYER {
            scratch.early.clone_from(&scratch.states);
        }
    }
}

/// The first `n` numbers of a buffer, whatever they are. The buffer grows but never shrinks: filling it with zeros
/// that are overwritten at once took 2 % of the time.
fn first<T: Copy + Default>(buffer: &mut Vec<T>, n: usize) -> &mut [T] {
    if buffer.len() < n {
        buffer.resize(n, T::default());
    }
    buffer.split_at_mut(n).0
}

impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Network({} layers, width {})", self.layers.len(), self.width)
    }
}

/// From pieces, positions and case classes to the first states.
struct Embedding {
    /// One row of `i8` per piece.
    pieces: Cow<'static, [u8]>,
    /// One scale per piece.
    scales: Vec<f32>,
    positions: Vec<f32>,
    case: Vec<f32>,
    norm: Norm,
}

impl Embedding {
    fn load(tensors: Tensors<'_>, rows: usize, width: usize) -> Result<Self, ModelError> {
        let [n_positions, _] = tensors.shape("positions.weight")?;
        Ok(Self {
            pieces: tensors.bytes("pieces.weight", &[rows, width])?,
            scales: tensors.floats("pieces.scale", &[rows])?,
            positions: tensors.floats("positions.weight", &[n_positions, width])?,
            case: tensors.floats("case.weight", &[N_CASE_CLASSES, width])?,
            norm: Norm::load(tensors, "norm", width)?,
        })
    }

    fn embed(&self, instructions: Instructions, pieces: &[PieceId], case: &[u8], states: &mut Vec<f32>) {
        let width = self.norm.weight.len();
        states.clear();
        for ((&piece, &class), position) in pieces.iter().zip(case).zip(self.positions.chunks_exact(width)) {
            // A vocabulary may be shorter than the table, but never longer.
            let piece = usize::from(piece);
            let row = self.pieces.chunks_exact(width).nth(piece).unwrap_or_default();
            let scale = self.scales.get(piece).copied().unwrap_or_default();
            let class =
                self.case.chunks_exact(width).nth(usize::from(class) % N_CASE_CLASSES).unwrap_or_default();
            let sums = row.iter().zip(position).zip(class);
            states.extend(
                sums.map(|((&byte, at), case)| f32::from(byte.cast_signed()).mul_add(scale, at + case)),
            );
        }
        self.norm.apply(instructions, states);
    }
}

/// Attention and the two feed-forward steps.
struct Layer {
    qkv: Linear,
    out: Linear,
    norm1: Norm,
    up: Linear,
    down: Linear,
    norm2: Norm,
    heads: usize,
}

impl Layer {
    fn load(
        instructions: Instructions,
        tensors: Tensors<'_>,
        number: usize,
        width: usize,
        heads: usize,
    ) -> Result<Self, ModelError> {
        let name = |part: &str| format!("layers.{number}.{part}");
        let [inner, _] = tensors.shape(&name("up.weight"))?;
        if inner > MAX_WIDTH || !inner.is_multiple_of(LANES) {
            return Err(ModelError::Unfit(format!("an inner width of {inner}")));
        }
        let mut qkv = Linear::load(instructions, tensors, &name("qkv"), [width, 3 * width])?;
        // Attention divides its scores by the square root of a head's width; making the queries smaller has the same
        // effect.
        #[expect(clippy::cast_precision_loss, reason = "a head is some tens wide")]
        qkv.shrink(width, ((width / heads) as f32).sqrt().recip());
        Ok(Self {
            qkv,
            out: Linear::load(instructions, tensors, &name("out"), [width, width])?,
            norm1: Norm::load(tensors, &name("norm1"), width)?,
            up: Linear::load(instructions, tensors, &name("up"), [width, inner])?,
            down: Linear::load(instructions, tensors, &name("down"), [inner, width])?,
            norm2: Norm::load(tensors, &name("norm2"), width)?,
            heads,
        })
    }

    fn run(&self, instructions: Instructions, scratch: &mut Scratch) {
        let Scratch { states, quantized, wide, mixed, attention, .. } = scratch;
        let width = self.norm1.weight.len();
        let size = width / self.heads;
        quantized.fill(instructions, states, width);
        let qkv = self.qkv.set_blocks(quantized, size, wide);
        let mixed = first(mixed, states.len());
        let mut blocks = qkv.chunks_exact(states.len() / self.heads);
        let mut parts = || blocks.by_ref().take(self.heads).collect::<Vec<_>>();
        let (queries, keys, values) = (parts(), parts(), parts());
        for (head, ((queries, keys), values)) in queries.iter().zip(keys).zip(values).enumerate() {
            let (column, out, buffers) = (head * size, &mut *mixed, &mut *attention);
            instructions.run(Attention { queries, keys, values, size, out, width, column, buffers });
        }
        for (states, mixed) in states.chunks_mut(BLOCK * width).zip(mixed.chunks(BLOCK * width)) {
            quantized.fill(instructions, mixed, width);
            self.out.add_to(quantized, states);
            self.norm1.apply(instructions, states);

            quantized.fill(instructions, states, width);
            let inner = self.up.gelu(quantized, wide);
            quantized.fill(instructions, inner, self.up.n_out());
            self.down.add_to(quantized, states);
            self.norm2.apply(instructions, states);
        }
    }
}

/// Normalizes rows to mean 0 and variance 1, then to learned values.
struct Norm {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl Norm {
    fn load(tensors: Tensors<'_>, name: &str, width: usize) -> Result<Self, ModelError> {
        let weight = tensors.floats(&format!("{name}.weight"), &[width])?;
        Ok(Self { weight, bias: tensors.floats(&format!("{name}.bias"), &[width])? })
    }

    fn apply(&self, instructions: Instructions, rows: &mut [f32]) {
        instructions.run(simd::Normalize { rows, weight: &self.weight, bias: &self.bias });
    }
}
