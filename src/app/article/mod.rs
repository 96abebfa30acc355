//! The article that is read: what was found in it, what of that is marked, and what can be stepped to.

pub(crate) mod bookmark;
pub(crate) mod marks;
pub(crate) mod mention_filter;
pub(crate) mod relevance;
pub(crate) mod search;
pub(crate) mod stand_in;
pub(crate) mod step;
pub(crate) mod visibility;
