//! byline: a reading assistant for the terminal. It shows who is in an article and who said what.
//!
//! Layers, each using only those above it in this list; see ARCHITECTURE.md.

pub mod text;

pub mod document;

pub mod import;

pub mod nlp;

pub mod digest;

pub mod annotate;

pub mod intake;

pub mod export;

pub mod fetch;

pub mod store;

pub mod app;

pub mod worker;

pub mod tui;

pub mod config;

pub mod cli;
