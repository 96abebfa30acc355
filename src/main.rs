//! The `byline` program.

fn main() {}
