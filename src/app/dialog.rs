//! What may lie over the screen and take all keys.

use crate::app::export_dialog::ExportDialog;
use crate::app::help::Help;
use crate::app::peek::Peek;
use crate::app::screen::{Area, Screen};
use crate::app::search_prompt::SearchPrompt;

/// Cells of a dialog at most.
const MAX_WIDTH: u16 = 84;

/// What lies over the screen. One at a time.
#[derive(Debug)]
pub(crate) enum Dialog {
    Help(Help),
    Export(ExportDialog),
    Peek(Peek),
    /// Stands in the status line.
    Search(SearchPrompt),
}

impl Dialog {
    /// Fits its list into the screen.
    pub(crate) fn fit(&mut self, screen: Screen) {
        let area = self.area(screen).inside();
        match self {
            // One line is the filter's.
            Self::Help(help) => help.list.set_height(usize::from(area.height.saturating_sub(1))),
            Self::Peek(peek) => peek.list.set_height(usize::from(area.height)),
            Self::Export(_) | Self::Search(_) => {}
        }
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
            Self::Search(_) => return screen.status,
        };
        let height = height.max(3).min(room.height);
        Area { x: (room.width - width) / 2, y: (room.height - height) / 2, width, height }
    }
}
