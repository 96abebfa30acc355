//! For readers and their other programs: highlights, outlines and bibliographies.

pub(super) mod csl;
pub(super) mod org;
pub(super) mod readwise;
