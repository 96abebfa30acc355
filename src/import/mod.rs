//! Bytes from outside become a `Document`.

pub mod plain;
