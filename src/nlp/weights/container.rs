//! The model file: `byline-model 2\n`, the length of the header (u32, little endian), a JSON header, then the
//! vocabulary and the tensors at the offsets in the header, counted from its end. The header contains two checksums:
//! one of what follows it, and one of itself. The built-in model is older than the second one.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::nlp::weights::error::{FORMAT, ModelError};
use crate::nlp::weights::tensor::{TensorInfo, Tensors};

/// The built-in model.
pub(crate) static EMBEDDED: &[u8] = include_bytes!("../../../assets/model/byline.model");

const MAGIC: &[u8] = b"byline-model ";

/// The metadata of a model.
#[derive(Debug, Deserialize)]
pub(crate) struct Header {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) labels: Vec<String>,
    /// Attention heads of the encoder.
    pub(crate) heads: usize,
    pub(crate) max_pieces: usize,
    pub(crate) temperature: f32,
    pieces: Range,
    tensors: BTreeMap<String, TensorInfo>,
    /// The hash of everything after the header.
    sha256: String,
    /// The hash of the header itself, with zeros for these digits.
    #[serde(rename = "header_sha256")]
    own_sha256: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Range {
    offset: usize,
    length: usize,
}

/// A parsed file.
#[derive(Debug)]
pub(crate) struct Container {
    pub(crate) header: Header,
    bytes: Cow<'static, [u8]>,
    /// Where the header ends.
    body: usize,
    /// The hash of everything up to there. Because the header contains the checksum of the rest, it identifies the
    /// whole file.
    pub(crate) checksum: String,
}

impl Container {
    /// Reads the header; `verify` also checks the checksums.
    pub(crate) fn parse(bytes: Cow<'static, [u8]>, verify: bool) -> Result<Self, ModelError> {
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
        let json = bytes.get(start + 4..body).ok_or(truncated(body))?;
        let header: Header = serde_json::from_slice(json)?;
        let body_end = |offset: usize, length: usize| body.saturating_add(offset).saturating_add(length);
        let ends = header.tensors.values().map(|info| body_end(info.offset, info.n_bytes()));
        let expected =
            ends.chain([body_end(header.pieces.offset, header.pieces.length)]).max().unwrap_or(body);
        if expected > bytes.len() {
            return Err(truncated(expected));
        }
        let checksum = hex(bytes.get(..body).unwrap_or_default());
        if verify {
            let is_whole = hex(bytes.get(body..).unwrap_or_default()) == header.sha256;
            if !is_whole || !is_stated(json, &header) && checksum != built_in() {
                return Err(ModelError::Damaged);
            }
        }
        Ok(Self { header, bytes, body, checksum })
    }

    /// The vocabulary, one piece per line.
    pub(crate) fn pieces(&self) -> Result<&str, ModelError> {
        let Range { offset, length } = self.header.pieces;
        let body = self.bytes.get(self.body..).unwrap_or_default();
        let text = body.get(offset..offset.saturating_add(length)).unwrap_or_default();
        std::str::from_utf8(text).map_err(|_| ModelError::Unfit("its vocabulary is not text".to_owned()))
    }

    /// The network's parts.
    pub(crate) const fn tensors(&self) -> Tensors<'_> {
        Tensors::new(&self.header.tensors, &self.bytes, self.body)
    }
}

/// Whether the header has the checksum that it states.
fn is_stated(json: &[u8], header: &Header) -> bool {
    let Some(stated) = header.own_sha256.as_deref().filter(|it| it.len() == 64) else { return false };
    let Ok(json) = std::str::from_utf8(json) else { return false };
    hex(json.replacen(stated, &"0".repeat(64), 1).as_bytes()) == stated
}

/// The checksum of the built-in model, whose header does not contain one of itself.
fn built_in() -> String {
    Container::parse(Cow::Borrowed(EMBEDDED), false).map_or_else(|_| String::new(), |it| it.checksum)
}

/// SHA-256 in hexadecimal.
fn hex(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        write!(digits, "{byte:02x}").expect("a string takes all");
    }
    digits
}
