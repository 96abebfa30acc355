//! What may lie over the screen and take all keys.

pub(crate) mod cast_picker;
pub(crate) mod command;
pub(crate) mod export;
pub(crate) mod graph;
pub(crate) mod help;
pub(crate) mod hint;
pub(crate) mod link;
pub(crate) mod output;
pub(crate) mod palette;
pub(crate) mod peek;
pub(crate) mod prompt;
pub(crate) mod search_prompt;
pub(crate) mod which_key;

use crate::app::article::bookmark::Letters;
use crate::app::popup::cast_picker::CastPicker;
use crate::app::popup::export::ExportDialog;
use crate::app::popup::graph::Graph;
use crate::app::popup::help::Help;
use crate::app::popup::hint::Hints;
use crate::app::popup::link::{Lead, LinkList};
use crate::app::popup::output::Output;
use crate::app::popup::palette::Palette;
use crate::app::popup::peek::Peek;
use crate::app::popup::prompt::Prompt;
use crate::app::popup::search_prompt::SearchPrompt;
use crate::app::screen::{Area, Screen};

/// Cells of a dialog at most.
const MAX_WIDTH: u16 = 84;
/// From so many lines on the help has room for the whole words of a row.
const MIN_HEIGHT_FOR_WORDS: u16 = 14;
/// A rule and the lines of these words.
const WORDS_LINES: u16 = 4;
/// Around the address that a link leads to: its host above, what keys do below.
const LEAD_LINES: u16 = 2;

/// What lies over the screen. One at a time.
#[derive(Debug)]
pub(crate) enum Popup {
    Help(Help),
    Export(ExportDialog),
    Peek(Peek),
    Ask(Prompt),
    CastPicker(CastPicker),
    Links(LinkList),
    Lead(Lead),
    Output(Output),
    /// Takes all between title and status line.
    Graph(Graph),
    /// Stands in the status line.
    Search(SearchPrompt),
    Palette(Palette),
    /// Stand in the text.
    Hints(Hints),
    /// Stands in the corner.
    Bookmarks(Letters),
}

impl Popup {
    /// Fits its list into the screen.
    pub(crate) fn fit(&mut self, screen: Screen) {
        let whole = self.area(screen);
        let area = whole.inside();
        match self {
            Self::Help(help) => help.fit(whole),
            Self::Peek(peek) => peek.list.set_height(usize::from(area.height)),
            Self::CastPicker(with) => with.list.set_height(usize::from(area.height.saturating_sub(1))),
            Self::Links(links) => links.list.set_height(usize::from(area.height.saturating_sub(1))),
            Self::Lead(lead) => {
                let (width, height) = (area.width.saturating_sub(2), area.height.saturating_sub(LEAD_LINES));
                lead.fit(usize::from(width), usize::from(height));
            }
            Self::Output(output) => output.fit(area, screen.rows),
            // It has no frame.
            Self::Graph(graph) => graph.fit(whole),
            Self::Palette(palette) => palette.list.set_height(usize::from(area.height.saturating_sub(2))),
            Self::Export(_) | Self::Ask(_) | Self::Search(_) | Self::Hints(_) | Self::Bookmarks(_) => {}
        }
    }

    /// The help below its filter: the list, and where there is room lines for the whole words of the row under the cursor.
    pub(crate) fn help_parts(inside: Area) -> (Area, Area) {
        let n_words = if inside.height >= MIN_HEIGHT_FOR_WORDS { WORDS_LINES } else { 0 };
        let n_list = inside.height.saturating_sub(1 + n_words);
        let list = Area { y: inside.y + 1, height: n_list, ..inside };
        (list, Area { y: list.y + n_list, height: n_words, ..inside })
    }

    /// Whether it may stay over another text: it holds no position of the one it was opened on.
    pub(crate) fn holds_no_position(&self) -> bool {
        match self {
            Self::Help(_) | Self::Export(_) | Self::Ask(_) | Self::Output(_) => true,
            Self::Peek(_)
            | Self::CastPicker(_)
            | Self::Links(_)
            | Self::Lead(_)
            | Self::Graph(_)
            | Self::Search(_)
            | Self::Palette(_)
            | Self::Hints(_)
            | Self::Bookmarks(_) => false,
        }
    }

    /// Whether it shows ids of the analysis, which another one does not have.
    pub(crate) fn holds_ids(&self) -> bool {
        matches!(self, Self::Peek(_) | Self::CastPicker(_) | Self::Graph(_) | Self::Hints(_))
    }

    /// Where it is, with its frame.
    pub(crate) fn area(&self, screen: Screen) -> Area {
        let room = Area { x: 0, y: 0, width: screen.columns, height: screen.rows.saturating_sub(1) };
        let width = room.width.saturating_sub(if room.width > 60 { 6 } else { 0 }).min(MAX_WIDTH);
        let height = match self {
            Self::Help(_) => room.height.saturating_sub(if room.height > 20 { 4 } else { 0 }),
            Self::Peek(peek) => {
                u16::try_from(peek.list.len()).unwrap_or(u16::MAX).saturating_add(2).min(room.height / 2)
            }
            Self::Export(dialog) => {
                u16::try_from(dialog.formats().count()).unwrap_or(u16::MAX).saturating_add(6)
            }
            Self::Ask(_) => 4,
            Self::Output(output) => output.height(),
            Self::CastPicker(with) => {
                u16::try_from(with.len()).unwrap_or(u16::MAX).saturating_add(3).min(room.height * 2 / 3)
            }
            Self::Links(links) => {
                u16::try_from(links.len()).unwrap_or(u16::MAX).saturating_add(3).min(room.height * 2 / 3)
            }
            Self::Lead(lead) => {
                let n_lines = lead.lines(usize::from(width.saturating_sub(4))).len();
                u16::try_from(n_lines).unwrap_or(u16::MAX).saturating_add(2 + LEAD_LINES)
            }
            Self::Graph(_) => {
                let n_title = screen.title.height;
                return Area { y: n_title, height: room.height.saturating_sub(n_title), ..room };
            }
            Self::Palette(_) => (room.height * 2 / 3).max(8),
            Self::Hints(_) => return screen.text,
            Self::Search(_) | Self::Bookmarks(_) => return screen.status,
        };
        let height = height.max(3).min(room.height);
        Area { x: (room.width - width) / 2, y: (room.height - height) / 2, width, height }
    }
}
