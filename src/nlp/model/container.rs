//! The model file: `byline-model 2\n`, the length of the header (u32, little endian), a JSON header, then the vocabulary
//! and the tensors at the offsets that the header states, counted from its end.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::nlp::model::ModelError;
use crate::nlp::model::tensor::{TensorInfo, Tensors};

const MAGIC: &[u8] = b"byline-model ";
/// The one that this program reads.
pub(super) const FORMAT: u32 = 2;

/// What a model says of itself.
#[derive(Debug, Deserialize)]
pub(super) struct Header {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) labels: Vec<String>,
    /// Attention heads of the encoder.
    pub(super) heads: usize,
    pub(super) max_pieces: usize,
    pub(super) temperature: f32,
    pieces: Range,
    pub(super) tensors: BTreeMap<String, TensorInfo>,
    /// Of all that follows the header.
    pub(super) sha256: String,
}

#[derive(Debug, Deserialize)]
struct Range {
    offset: usize,
    length: usize,
}

/// A file taken apart.
#[derive(Debug)]
pub(super) struct Container {
    pub(super) header: Header,
    pub(super) bytes: Cow<'static, [u8]>,
    /// Where the header ends.
    pub(super) body: usize,
}

impl Container {
    /// Reads the header; `verify` also compares the checksum.
    pub(super) fn parse(bytes: Cow<'static, [u8]>, verify: bool) -> Result<Self, ModelError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(ModelError::Foreign)?;
        let line_end = rest.iter().take(8).position(|&b| b == b'\n').ok_or(ModelError::Foreign)?;
        let (line, rest) = rest.split_at(line_end);
        let format =
            std::str::from_utf8(line).ok().and_then(|line| line.parse().ok()).ok_or(ModelError::Foreign)?;
        if format != FORMAT {
            return Err(ModelError::Format(format));
        }
        let start = MAGIC.len() + line_end + 1;
        let truncated = |expected| ModelError::Truncated { expected, found: bytes.len() };
        let length = rest.get(1..5).and_then(|four| four.try_into().ok()).ok_or(truncated(start + 4))?;
        let body = (start + 4).saturating_add(u32::from_le_bytes(length) as usize);
        let header = bytes.get(start + 4..body).ok_or(truncated(body))?;
        let header: Header = serde_json::from_slice(header)?;
        let body_end = |offset: usize, length: usize| body.saturating_add(offset).saturating_add(length);
        let ends = header.tensors.values().map(|info| body_end(info.offset, info.n_bytes()));
        let expected =
            ends.chain([body_end(header.pieces.offset, header.pieces.length)]).max().unwrap_or(body);
        if expected > bytes.len() {
            return Err(truncated(expected));
        }
        if verify {
            let hash = Sha256::digest(bytes.get(body..).unwrap_or_default());
            let is_same = header.sha256.len() == 64
                && hash.iter().zip(header.sha256.as_bytes().chunks(2)).all(|(byte, hex)| {
                    std::str::from_utf8(hex).is_ok_and(|hex| u8::from_str_radix(hex, 16) == Ok(*byte))
                });
            if !is_same {
                return Err(ModelError::Damaged);
            }
        }
        Ok(Self { header, bytes, body })
    }

    /// The vocabulary, one piece a line.
    pub(super) fn pieces(&self) -> Result<&str, ModelError> {
        let Range { offset, length } = self.header.pieces;
        let body = self.bytes.get(self.body..).unwrap_or_default();
        let text = body.get(offset..offset.saturating_add(length)).unwrap_or_default();
        std::str::from_utf8(text).map_err(|_| ModelError::Unfit("its vocabulary is no text".to_owned()))
    }

    /// The network's parts.
    pub(super) fn tensors(&self) -> Tensors<'_> {
        Tensors::new(self)
    }
}
