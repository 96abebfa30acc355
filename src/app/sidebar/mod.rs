//! The lists beside the text.

pub(crate) mod cast;
mod fill;
pub(crate) mod notes;
pub(crate) mod outline;
pub(crate) mod quotes;
pub(crate) mod relations;
pub(crate) mod view;
