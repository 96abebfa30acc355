//! The numbers of a model file, by name, with their shapes checked.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;

use crate::nlp::weights::error::ModelError;

/// The type of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum NumberType {
    I8,
    F32,
}

/// Where a tensor is in the file, and its shape.
#[derive(Debug, Deserialize)]
pub(crate) struct TensorInfo {
    #[serde(rename = "type")]
    number: NumberType,
    shape: Vec<usize>,
    pub(super) offset: usize,
}

impl TensorInfo {
    /// Its size; absurd shapes saturate.
    pub(super) fn n_bytes(&self) -> usize {
        let width = if self.number == NumberType::F32 { 4 } else { 1 };
        self.shape.iter().fold(width, |product, &n| product.saturating_mul(n))
    }
}

/// The tensors of a model file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tensors<'a> {
    infos: &'a BTreeMap<String, TensorInfo>,
    /// The whole file.
    bytes: &'a Cow<'static, [u8]>,
    /// The position from which offsets are counted.
    body: usize,
}

impl<'a> Tensors<'a> {
    #[expect(clippy::ptr_arg, reason = "what is part of the program is not copied")]
    pub(super) const fn new(
        infos: &'a BTreeMap<String, TensorInfo>,
        bytes: &'a Cow<'static, [u8]>,
        body: usize,
    ) -> Self {
        Self { infos, bytes, body }
    }

    /// The shape of a two-dimensional tensor.
    pub(crate) fn shape(self, name: &str) -> Result<[usize; 2], ModelError> {
        let info = self.infos.get(name).ok_or_else(|| error(name, "is missing"))?;
        info.shape.as_slice().try_into().map_err(|_| error(name, "does not have two dimensions"))
    }

    /// A tensor of floats with this shape.
    pub(crate) fn floats(self, name: &str, shape: &[usize]) -> Result<Vec<f32>, ModelError> {
        let bytes = self.range(name, shape, NumberType::F32)?;
        let bytes = self.bytes.get(bytes).unwrap_or_default();
        let floats: Vec<_> = bytes.as_chunks().0.iter().map(|&four| f32::from_le_bytes(four)).collect();
        if floats.iter().all(|it| it.is_finite()) {
            Ok(floats)
        } else {
            Err(error(name, "contains a value that is not a number"))
        }
    }

    /// A tensor of bytes with this shape; not copied if the file is part of the program.
    pub(crate) fn bytes(self, name: &str, shape: &[usize]) -> Result<Cow<'static, [u8]>, ModelError> {
        let range = self.range(name, shape, NumberType::I8)?;
        Ok(match &self.bytes {
            Cow::Borrowed(all) => Cow::Borrowed(all.get(range).unwrap_or_default()),
            Cow::Owned(all) => Cow::Owned(all.get(range).unwrap_or_default().to_vec()),
        })
    }

    fn range(
        self,
        name: &str,
        shape: &[usize],
        number: NumberType,
    ) -> Result<std::ops::Range<usize>, ModelError> {
        let info = self.infos.get(name).ok_or_else(|| error(name, "is missing"))?;
        if info.number != number {
            return Err(error(name, "has the wrong type of number"));
        }
        if info.shape != shape {
            return Err(error(name, "has the wrong shape"));
        }
        let start = self.body + info.offset; // `Container::parse` found the end to lie inside the file.
        Ok(start..start + info.n_bytes())
    }
}

fn error(name: &str, problem: &'static str) -> ModelError {
    ModelError::Tensor { name: name.to_owned(), problem }
}
