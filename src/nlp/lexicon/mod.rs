//! The words that the rules of all stages know, by subject. The lists in `assets/lexicons` are read here, too.
//!
//! Words are in lower case unless stated otherwise, and many are folded: without accents, apostrophes and periods.

pub(crate) mod alias;
pub(crate) mod body;
pub(crate) mod claim;
pub(crate) mod contraction;
pub(crate) mod date;
pub(crate) mod dialogue;
pub(crate) mod doubt;
mod file;
pub(crate) mod function_word;
pub(crate) mod gender;
pub(crate) mod honorific;
pub(crate) mod kin;
pub(crate) mod name;
pub(crate) mod noun;
pub(crate) mod organization;
pub(crate) mod origin;
pub(crate) mod place;
pub(crate) mod preposition;
pub(crate) mod pronoun;
pub(crate) mod role;
pub(crate) mod sentence;
pub(crate) mod speech;
pub(crate) mod verb;
