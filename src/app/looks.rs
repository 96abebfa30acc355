//! What the reader switched: which panes there are and which has the keys, how the text is shown, what is done again.

use std::path::PathBuf;

use crate::app::article::mention_filter::Forms;
use crate::app::article::relevance::Relevance;
use crate::app::input::action::Action;

/// What has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pane {
    Text,
    List,
}

/// Which panes there are, and which has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Panes {
    pub(crate) front: Pane,
    pub(crate) sidebar: bool,
    /// What was in front and beside before only the text was shown.
    pub(crate) before_zen: Option<(Pane, bool)>,
}

/// How the text is shown, and which mentions count.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch with a key of its own")]
#[derive(Debug, Clone, Copy)]
pub(crate) struct Looks {
    pub(crate) highlights: bool,
    pub(crate) places: bool,
    /// People and bodies without a name are listed.
    pub(crate) unnamed: bool,
    /// Which mentions are walked and counted.
    pub(crate) forms: Forms,
    /// Every pronoun and description is marked, not only those of the chosen subject.
    pub(crate) every_mention: bool,
    /// Who says a quote stands in the margin beside it, where there is room.
    pub(crate) speakers: bool,
    /// Cells that a line of text may take.
    pub(crate) measure: u16,
}

/// What happens to sentences that are not about the chosen subject.
#[derive(Debug, Default)]
pub(crate) struct Emphasis {
    /// They are dimmed.
    pub(crate) dims: bool,
    /// They are left out.
    pub(crate) narrows: bool,
    /// Those that are about it, as far as that is needed.
    pub(crate) relevance: Option<Relevance>,
}

/// What is done again or offered again. Holds no position.
#[derive(Debug, Default)]
pub(crate) struct Habits {
    /// The export that was written last, which is what a repeated one does: over that file, which is ours.
    pub(crate) last_export: Option<(&'static str, PathBuf)>,
    pub(crate) last_search: String,
    /// The actions run last from the palette, the last one first.
    pub(crate) recent: Vec<Action>,
    /// How many programs of the reader's were run.
    pub(crate) n_runs: usize,
}
