//! From tokens to what the neural network reads and back: word pieces and the case of words.

pub mod case;
pub mod pieces;
