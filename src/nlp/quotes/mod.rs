//! Who said what: statements that the article attributes to someone, by form.

pub mod marks;
