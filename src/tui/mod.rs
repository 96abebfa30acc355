//! The terminal: drawing the interface's state.

pub mod theme;
pub mod view;
