//! For programs that annotate texts: spans over the text, with what is known about each.

pub(super) mod brat;
mod context;
pub(super) mod hypothesis;
pub(super) mod w3c;
pub(super) mod webanno;
