//! A box that asks for a line of words: a note, a name, who speaks.

use crate::annotate::{Anchor, EditId, Member};
use crate::app::card;
use crate::app::input::action::{Action, Context};
use crate::app::popup;
use crate::app::popup::any::{AnyPopup, Click, Holds, Outcome, Place, Press};
use crate::app::screen::{Area, Screen};
use crate::app::text::line_input::LineInput;
use crate::app::{App, Key, KeyCode};

/// The line and the frame; below the line stands what keys do.
const HEIGHT: u16 = 3;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ask {
    /// The note to some words; on what mark, if there is one already.
    Note(Anchor, Option<EditId>),
    /// The name of a member of the cast.
    Name(Member),
}

/// A box that asks.
#[derive(Debug, Clone)]
pub(crate) struct Prompt {
    pub(crate) ask: Ask,
    pub(crate) input: LineInput,
}

/// What a key in the box leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// It stays open.
    Stay,
    /// It closes and nothing comes of it.
    Cancel,
    /// It stays open, and an editor is to be opened on what is typed.
    Write,
    /// It closes, and what is typed holds.
    Done,
}

impl Prompt {
    /// A box with something in it to begin with.
    pub(crate) fn new(ask: Ask, text: impl Into<String>) -> Self {
        Self { ask, input: LineInput::new(text) }
    }

    /// What stands on its frame.
    pub(crate) const fn title(&self) -> &'static str {
        match self.ask {
            Ask::Note(..) => "Note",
            Ask::Name(_) => "Name",
        }
    }

    /// What stands below the line.
    pub(crate) const fn hint(&self) -> &'static str {
        match self.ask {
            Ask::Note(..) => "#words are tags; Enter saves, Esc discards, Ctrl-G opens your editor",
            Ask::Name(_) => "the name to list it under; Enter saves, Esc discards",
        }
    }

    /// Takes a key.
    pub(crate) fn key(&mut self, key: Key) -> Answer {
        match key.code {
            _ if key == Key::ctrl('g') && matches!(self.ask, Ask::Note(..)) => Answer::Write,
            KeyCode::Enter => Answer::Done,
            KeyCode::Esc => Answer::Cancel,
            _ => {
                self.input.key(key);
                Answer::Stay
            }
        }
    }
}

impl AnyPopup for Prompt {
    fn place(&self, _: Screen, room: Area) -> Place {
        let n_lines = card::wrapped(self.hint(), usize::from(room.width.saturating_sub(4))).len();
        Place::Middle(popup::lines(n_lines).saturating_add(HEIGHT))
    }

    fn fit(&mut self, _: Area) {}

    fn holds(&self) -> Holds {
        // Anchors find their words in another text, too.
        Holds::Nothing
    }

    fn stays(&self, _: &mut App) -> bool {
        true
    }

    fn contexts(&self) -> Option<&'static [Context]> {
        None
    }

    fn takes_digits(&self) -> bool {
        true
    }

    fn on_key(&mut self, app: &mut App, key: Key) -> Outcome {
        match self.key(key) {
            Answer::Stay => Outcome::STAY,
            Answer::Cancel => Outcome::CLOSE,
            Answer::Write => Outcome::Stay(App::to_editor(self).into_iter().collect()),
            Answer::Done => Outcome::Close(app.answered(self.clone())),
        }
    }

    fn on_action(&mut self, _: &mut App, _: Action) -> Outcome {
        Outcome::STAY
    }

    fn on_paste(&mut self, _: &mut App, text: &str) {
        self.input.insert(text);
    }

    fn on_wheel(&mut self, _: isize) {}

    fn on_press(&mut self, _: &mut App, _: Press) -> Click {
        Click::Nothing
    }

    fn on_press_beside(&self) -> Click {
        Click::Nothing
    }
}
