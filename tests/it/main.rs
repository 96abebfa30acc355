//! Integration tests, linked as one program.

#![expect(clippy::unwrap_used, reason = "helpers outside of test functions count as no tests")]

mod accuracy;
mod analyze;
mod annotated;
mod bad_input;
mod circles;
mod cli;
mod disk;
mod docs;
mod export;
mod formats;
mod graph;
mod import;
mod intake;
mod investigation;
mod library;
mod marked;
mod model_file;
mod pages;
mod pty;
mod sentences;
mod shapes;
mod spans;
mod store;
mod template;
mod tidy;
mod together;
mod unread;
mod ways_out;
mod web;
