//! What the user switched: which panes there are and which has the keys, how the text is shown, and what can be
//! repeated.

use std::path::PathBuf;

use crate::app::article::mention_filter::Forms;
use crate::app::article::relevance::Relevance;
use crate::app::input::action::Action;

/// The pane that has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pane {
    Text,
    List,
}

/// The panes, and which one has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Panes {
    pub(crate) front: Pane,
    pub(crate) sidebar: bool,
    /// The state before the user chose to see only the text: which pane had the keys, and whether there was a
    /// sidebar.
    pub(crate) before_zen: Option<(Pane, bool)>,
}

/// How the text is shown, and which mentions count.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch with a key of its own")]
#[derive(Debug, Clone, Copy)]
pub(crate) struct Looks {
    pub(crate) highlights: bool,
    pub(crate) places: bool,
    /// Whether people and groups without a name are listed.
    pub(crate) unnamed: bool,
    /// Which mentions count and are stepped through.
    pub(crate) forms: Forms,
    /// Whether every pronoun and description is marked, not only those of the chosen subject.
    pub(crate) every_mention: bool,
    /// Whether the margin shows the speaker of each quote, where there is room.
    pub(crate) speakers: bool,
    /// The longest line of text, in cells.
    pub(crate) measure: u16,
}

/// What happens to sentences that are not about the chosen subject.
#[derive(Debug, Default)]
pub(crate) struct Emphasis {
    /// They are dimmed.
    pub(crate) dims: bool,
    /// They are left out.
    pub(crate) narrows: bool,
    /// The sentences about it, if they are needed.
    pub(crate) relevance: Option<Relevance>,
}

/// What is repeated or offered again. Holds no position.
#[derive(Debug, Default)]
pub(crate) struct Habits {
    /// The last export that succeeded: repeating it overwrites that file, which is ours.
    pub(crate) last_export: Option<(&'static str, PathBuf)>,
    pub(crate) last_search: String,
    /// The actions that were run from the palette, most recent first.
    pub(crate) recent: Vec<Action>,
    /// How many of the user's programs have been run.
    pub(crate) n_runs: usize,
}
