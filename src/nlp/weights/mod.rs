//! The numbers of the trained model, by name, as its file has them; their meaning is not known here.

mod container;
mod error;
mod tensor;

pub(crate) use container::{Container, EMBEDDED};
pub use error::{ModelError, VocabularyError};
pub(crate) use tensor::Tensors;
