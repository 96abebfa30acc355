//! Which mentions are marked in the text. Drawing and stepping use the same rule, so a step stops at what is visible.

use crate::app::article::marks::MentionMark;
use crate::app::article::mention_filter::Forms;
use crate::nlp::{Entity, EntityKind, MentionForm};
use crate::text::{Id, Span};

/// What decides whether a mention is marked.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch with a key of its own")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shown {
    /// Whether names are marked at all.
    pub(crate) names: bool,
    /// Whether places are marked, too.
    pub(crate) places: bool,
    /// Whether entities without a name are marked, too, if descriptions are.
    pub(crate) unnamed: bool,
    /// Whether every pronoun and description is marked, not only names.
    pub(crate) every: bool,
    /// An entity whose mentions in these forms are always marked: "he" is marked while Sessions is chosen.
    pub(crate) chosen: Option<(Id<Entity>, Forms)>,
    /// A span in which everything is marked: a focused sentence shows who its "he" is.
    pub(crate) within: Option<Span>,
}

impl Shown {
    /// Whether a mention is marked.
    pub(crate) fn has(&self, mark: &MentionMark) -> bool {
        if self
            .chosen
            .is_some_and(|(entity, forms)| entity == mark.entity && forms.counts(mark.form, mark.is_named))
        {
            return true;
        }
        let is_close = self.within.is_some_and(|span| span.covers(mark.span));
        let is_kind = (self.places || mark.kind != EntityKind::Place) && (self.unnamed || mark.is_named);
        self.names && is_kind && (mark.form == MentionForm::Name || self.every || is_close)
    }
}
