//! For people who train and test programs on texts: tokens, spans and labels as their tools read them.

pub(super) mod conllu;
pub(super) mod doccano;
pub(super) mod label_studio;
pub(super) mod spacy;
pub(super) mod tei;
