//! From tokens to the input of the neural network and back: word pieces, the case of words, windows, states.

pub mod case;
pub(crate) mod head_outputs;
pub(crate) mod input;
pub(crate) mod network;
pub mod pieces;
pub(crate) mod rounded;
pub(crate) mod scorer;
pub(crate) mod sparse;
pub(crate) mod window;
