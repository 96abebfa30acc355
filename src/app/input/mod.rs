//! Raw input before it gets a meaning: keys and their table, digits, a held mouse button.

pub mod action;
pub mod aim;
pub(crate) mod key;
pub mod keymap;
pub(crate) mod pointer;

use std::sync::Arc;

use crate::app::input::aim::Aim;
use crate::app::input::key::Key;
use crate::app::input::keymap::Keymap;
use crate::app::input::pointer::Drag;
use crate::app::looks::Panes;
use crate::app::sidebar::view::ListView;
use crate::text::Span;

/// The input so far.
#[derive(Debug)]
pub(crate) struct Input {
    pub(crate) keymap: Arc<Keymap>,
    /// The keys of an incomplete sequence.
    pub(crate) pending: Vec<Key>,
    /// The cell where the mouse opened the menu that these keys begin; `None` if they were typed.
    pub(crate) menu_at: Option<(u16, u16)>,
    /// Digits typed before a key.
    pub(in crate::app) digits: Digits,
    /// Whether the mouse belongs to the program rather than to the terminal.
    pub(crate) mouse: bool,
    /// What the left button does while it is held down in the text, and what it was last pressed on. Positions belong
    /// to the current text.
    pub(in crate::app) drag: Option<Drag>,
    pub(in crate::app) pressed_on: Option<Span>,
    /// What the article was opened at, until the jump there or the user's first input.
    pub(crate) aim: Option<Aim>,
}

impl Input {
    /// Nothing typed.
    pub(crate) fn new(keymap: Arc<Keymap>, mouse: bool) -> Self {
        Self {
            keymap,
            pending: Vec::new(),
            menu_at: None,
            digits: Digits::default(),
            mouse,
            drag: None,
            pressed_on: None,
            aim: None,
        }
    }

    /// The same for another text: what the mouse was pressed on is forgotten.
    pub(crate) fn into_other_text(self) -> Self {
        Self { drag: None, pressed_on: None, aim: None, ..self }
    }
}

/// Digits typed in a row. Those that show a list do so at once. Together, they are a number before a percent sign,
/// and before other keys if the last one shows no list.
#[derive(Debug, Default)]
pub(in crate::app) struct Digits {
    pub(in crate::app) typed: usize,
    /// Whether the last one shows no list.
    pub(in crate::app) is_number: bool,
    /// What was in front before the first digit, if the digit changed that.
    pub(in crate::app) before: Option<Front>,
}

/// Which part of the interface is in front.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) struct Front {
    pub(in crate::app) view: ListView,
    pub(in crate::app) panes: Panes,
}
