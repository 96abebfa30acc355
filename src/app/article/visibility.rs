//! Which mentions are marked in the text. One rule for drawing and for stepping, so that a step stops at what one sees.

use crate::app::article::marks::MentionMark;
use crate::app::article::mention_filter::Forms;
use crate::nlp::{Entity, EntityKind, MentionForm};
use crate::text::{Id, Span};

/// What decides whether a mention is marked.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch with a key of its own")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shown {
    /// Names are marked at all.
    pub(crate) names: bool,
    /// Places too.
    pub(crate) places: bool,
    /// Those without a name too, where descriptions are marked.
    pub(crate) unnamed: bool,
    /// Not only names, but every pronoun and description.
    pub(crate) every: bool,
    /// Whose mentions are marked in any case, in these forms: "he" is marked while Sessions is walked.
    pub(crate) chosen: Option<(Id<Entity>, Forms)>,
    /// All in here is marked: a focused sentence shows who its "he" is.
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
