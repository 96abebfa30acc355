//! What may lie over the screen and take all keys. Each popup is a file here, which defines everything except its
//! looks, and a row of [`Popup`].

pub(crate) mod any;
pub(crate) mod articles;
pub(crate) mod bookmark;
pub(crate) mod cast_picker;
pub(crate) mod command;
pub(crate) mod export;
pub(crate) mod graph;
pub(crate) mod help;
pub(crate) mod hint;
pub(crate) mod lead;
pub(crate) mod link;
pub(crate) mod output;
pub(crate) mod palette;
pub(crate) mod peek;
pub(crate) mod prompt;
pub(crate) mod search_prompt;
pub(crate) mod searchable;
pub(crate) mod which_key;

use crate::app::popup::any::{AnyPopup, Keys, Placement, RefersTo};
use crate::app::popup::articles::ArticleList;
use crate::app::popup::bookmark::Letters;
use crate::app::popup::cast_picker::CastPicker;
use crate::app::popup::export::ExportDialog;
use crate::app::popup::graph::Graph;
use crate::app::popup::help::Help;
use crate::app::popup::hint::Hints;
use crate::app::popup::lead::Lead;
use crate::app::popup::link::LinkList;
use crate::app::popup::output::Output;
use crate::app::popup::palette::Palette;
use crate::app::popup::peek::Peek;
use crate::app::popup::prompt::Prompt;
use crate::app::popup::search_prompt::SearchPrompt;
use crate::app::screen::{Area, Screen};

/// The largest width of a dialog, in cells.
const MAX_WIDTH: u16 = 84;
/// The smallest height of a dialog, in lines.
const MIN_HEIGHT: u16 = 3;

/// What lies over the screen; at most one.
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
    Graph(Graph),
    Search(SearchPrompt),
    Palette(Palette),
    Hints(Hints),
    Bookmarks(Letters),
    Articles(ArticleList),
}

impl Popup {
    /// The popup, whichever it is.
    pub(crate) fn any(&self) -> &dyn AnyPopup {
        match self {
            Self::Help(it) => it,
            Self::Export(it) => it,
            Self::Peek(it) => it,
            Self::Ask(it) => it,
            Self::CastPicker(it) => it,
            Self::Links(it) => it,
            Self::Lead(it) => it,
            Self::Output(it) => it,
            Self::Graph(it) => it,
            Self::Search(it) => it,
            Self::Palette(it) => it,
            Self::Hints(it) => it,
            Self::Bookmarks(it) => it,
            Self::Articles(it) => it,
        }
    }

    /// The popup, to change it.
    pub(crate) fn any_mut(&mut self) -> &mut dyn AnyPopup {
        match self {
            Self::Help(it) => it,
            Self::Export(it) => it,
            Self::Peek(it) => it,
            Self::Ask(it) => it,
            Self::CastPicker(it) => it,
            Self::Links(it) => it,
            Self::Lead(it) => it,
            Self::Output(it) => it,
            Self::Graph(it) => it,
            Self::Search(it) => it,
            Self::Palette(it) => it,
            Self::Hints(it) => it,
            Self::Bookmarks(it) => it,
            Self::Articles(it) => it,
        }
    }

    /// What keys mean in it.
    pub(crate) fn keys(&self) -> Keys {
        self.any().keys()
    }

    /// Where it is, with its frame.
    pub(crate) fn area(&self, screen: Screen) -> Area {
        self.areas(screen).0
    }

    /// Its area with and without its frame, if it has one.
    pub(crate) fn areas(&self, screen: Screen) -> (Area, Area) {
        let whole = Area { x: 0, y: 0, width: screen.columns, height: screen.rows.saturating_sub(1) };
        let width = whole.width.saturating_sub(if whole.width > 60 { 6 } else { 0 }).min(MAX_WIDTH);
        let room = Area { x: (whole.width - width) / 2, width, ..whole };
        match self.any().place(screen, room) {
            Placement::Middle(height) => {
                let height = height.max(MIN_HEIGHT).min(room.height);
                let area = Area { y: (room.height - height) / 2, height, ..room };
                (area, area.inside())
            }
            Placement::Bare(area) => (area, area),
        }
    }

    /// Fits its content into the screen.
    pub(crate) fn fit(&mut self, screen: Screen) {
        let inside = self.areas(screen).1;
        self.any_mut().fit(inside);
    }

    /// Whether it may stay when the text changes: it holds no position in the text.
    pub(crate) fn holds_no_position(&self) -> bool {
        self.any().refers_to() == RefersTo::Nothing
    }

    /// Whether it shows ids of the analysis, which another analysis does not have.
    pub(crate) fn holds_ids(&self) -> bool {
        self.any().refers_to() == RefersTo::Ids
    }
}

/// A number of lines or cells, limited to what a screen can have.
pub(crate) fn lines(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}
