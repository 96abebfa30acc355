//! The popup that shows which keys can follow those typed.

use crate::app::input::Input;
use crate::app::input::action::{Action, ActionInfo, Context};
use crate::app::input::key::Key;
use crate::app::screen::{Area, Screen};
use crate::app::text::grapheme;

/// The keys that can follow, and where they are shown.
#[derive(Debug)]
pub(crate) struct WhichKey {
    /// With its frame.
    pub(crate) area: Area,
    /// One line for each key.
    pub(crate) lines: Vec<KeyLine>,
}

/// A key that can follow.
#[derive(Debug)]
pub(crate) struct KeyLine {
    pub(crate) key: Key,
    pub(crate) text: String,
    /// Whether its action applies to something here.
    pub(crate) applies: bool,
}

/// What the line of an action shows besides its name.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ActionState {
    Plain,
    /// Whether the switch is on or off.
    Switch(bool),
    /// The action applies to nothing here.
    Idle,
}

impl WhichKey {
    /// What can follow now; `None` if no key was typed that others may follow, or if there is no room. It is in the
    /// corner, or where the mouse opened it.
    pub(crate) fn new(
        input: &Input,
        contexts: &[Context],
        state: impl Fn(Action) -> ActionState,
        screen: Screen,
    ) -> Option<Self> {
        if input.pending.is_empty() {
            return None;
        }
        let rows = input.keymap.continuations(contexts, &input.pending);
        let wide = rows.iter().map(|(_, row)| grapheme::text_width(row.short)).max().unwrap_or(0);
        let line = |&(key, row): &(Key, &ActionInfo)| {
            let state = state(row.action);
            let text = match state {
                ActionState::Switch(on) => {
                    format!(" {key}  {:<wide$}  {} ", row.short, if on { "on" } else { "off" })
                }
                ActionState::Plain | ActionState::Idle => format!(" {key}  {} ", row.short),
            };
            KeyLine { key, text, applies: !matches!(state, ActionState::Idle) }
        };
        let lines: Vec<_> = rows.iter().map(line).collect();
        let width = lines.iter().map(|it| grapheme::text_width(&it.text)).max().unwrap_or(0) + 2;
        let width = u16::try_from(width).unwrap_or(u16::MAX);
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
        let (columns, rows) = (screen.columns, screen.rows);
        let corner = (columns.saturating_sub(width), (rows.saturating_sub(1)).saturating_sub(height));
        // Below the pointer, else above it, so that what was pointed at stays visible.
        let (x, y) = match input.menu_at {
            Some((column, row)) if row.saturating_add(1 + height) < rows => (column.min(corner.0), row + 1),
            Some((column, row)) if height <= row => (column.min(corner.0), row - height),
            _ => corner,
        };
        let fits = width <= columns && height < rows;
        fits.then_some(Self { area: Area { x, y, width, height }, lines })
    }

    /// The key whose line is at a cell.
    pub(crate) fn key_at(&self, column: u16, row: u16) -> Option<Key> {
        let inside = self.area.inside();
        let at = inside.contains(column, row).then(|| usize::from(row - inside.y))?;
        self.lines.get(at).map(|it| it.key)
    }
}
