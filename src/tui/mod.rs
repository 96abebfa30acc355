//! The terminal: drawing the interface's state.

pub mod view;
