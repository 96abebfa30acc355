//! What is typed and pressed, before it means anything: keys and their table, digits, a held button.

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

/// What has been typed and pressed so far.
#[derive(Debug)]
pub(crate) struct Input {
    pub(crate) keymap: Arc<Keymap>,
    /// Keys of a sequence that is not complete.
    pub(crate) pending: Vec<Key>,
    /// The cell that the mouse asked at what these keys begin; nothing if they were typed.
    pub(crate) menu_at: Option<(u16, u16)>,
    /// Digits typed before a key.
    pub(in crate::app) digits: Digits,
    /// The mouse is the program's, not the terminal's.
    pub(crate) mouse: bool,
    /// What the left button does, held down in the text, and what it was pressed on last. Positions of the present text.
    pub(in crate::app) drag: Option<Drag>,
    pub(in crate::app) pressed_on: Option<Span>,
    /// What the article was opened for, until it was gone to or something was typed or pressed.
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

    /// The same over another text: what the mouse was pressed on is gone.
    pub(crate) fn into_other_text(self) -> Self {
        Self { drag: None, pressed_on: None, aim: None, ..self }
    }
}

/// Digits typed one after the other. Those that list something do so at once; together they are a number before a percent sign,
/// and before other keys if the last of them lists nothing.
#[derive(Debug, Default)]
pub(in crate::app) struct Digits {
    pub(in crate::app) typed: usize,
    /// The last of them lists nothing.
    pub(in crate::app) is_number: bool,
    /// What was in front before the first of them, if it has changed that.
    pub(in crate::app) before: Option<Front>,
}

/// Which part of the interface is in front.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) struct Front {
    pub(in crate::app) view: ListView,
    pub(in crate::app) panes: Panes,
}
