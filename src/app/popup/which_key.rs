//! The popup that tells which keys may follow those typed.

use crate::app::screen::Area;
use crate::app::text::grapheme;
use crate::app::{App, Key};

/// Keys that may follow, and where they are told.
#[derive(Debug)]
pub(crate) struct WhichKey {
    /// With its frame.
    pub(crate) area: Area,
    /// A line of each key.
    pub(crate) lines: Vec<(Key, String)>,
}

impl WhichKey {
    /// What may follow now; `None` if no key was typed that others may follow, or there is no room.
    pub(crate) fn of(app: &App) -> Option<Self> {
        if app.input.pending.is_empty() {
            return None;
        }
        let rows = app.input.keymap.continuations(app.contexts(), &app.input.pending);
        let wide = rows.iter().map(|(_, row)| grapheme::text_width(row.short)).max().unwrap_or(0);
        let line = |(key, row): &(Key, &crate::app::input::action::ActionInfo)| match app.switch(row.action) {
            Some(on) => format!(" {key}  {:<wide$}  {} ", row.short, if on { "on" } else { "off" }),
            None => format!(" {key}  {} ", row.short),
        };
        let lines: Vec<_> = rows.iter().map(|it| (it.0, line(it))).collect();
        let width = lines.iter().map(|(_, line)| grapheme::text_width(line)).max().unwrap_or(0) + 2;
        let width = u16::try_from(width).unwrap_or(u16::MAX);
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
        let (columns, rows) = (app.screen.columns, app.screen.rows);
        let fits = width <= columns && height < rows;
        fits.then(|| Self { area: Area { x: columns - width, y: rows - 1 - height, width, height }, lines })
    }

    /// The key whose line is at a cell.
    pub(crate) fn key_at(&self, column: u16, row: u16) -> Option<Key> {
        let inside = self.area.inside();
        let at = inside.contains(column, row).then(|| usize::from(row - inside.y))?;
        self.lines.get(at).map(|it| it.0)
    }
}
