//! The letter of a bookmark, waited for after `m` or `'`.

use crate::app::input::action::Action;
use crate::app::popup::any::{AnyPopup, Click, Holds, Keys, Outcome, Place, Press};
use crate::app::screen::{Area, Screen};
use crate::app::{App, Key, KeyCode};

/// Waits for the letter of a bookmark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Letters {
    /// The letter goes to its place; else it is given to the place where one is.
    pub(crate) goes: bool,
}

/// What a key leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LetterResult {
    Letter(char),
    /// The key that asks for a letter once more: the place before the last jump.
    LastPlace,
    Unknown,
}

impl Letters {
    /// Takes a key.
    pub(crate) const fn key(self, key: Key) -> LetterResult {
        match key {
            Key { code: KeyCode::Char('\'' | '`'), ctrl: false, alt: false } if self.goes => {
                LetterResult::LastPlace
            }
            Key { code: KeyCode::Char(c), ctrl: false, alt: false } if c.is_ascii_alphabetic() => {
                LetterResult::Letter(c)
            }
            _ => LetterResult::Unknown,
        }
    }
}

impl AnyPopup for Letters {
    fn place(&self, screen: Screen, _: Area) -> Place {
        Place::Bare(screen.status)
    }

    fn fit(&mut self, _: Area) {}

    fn holds(&self) -> Holds {
        Holds::Positions
    }

    fn keys(&self) -> Keys {
        Keys::Typed
    }

    fn on_key(&mut self, app: &mut App, key: Key) -> Outcome {
        match self.key(key) {
            LetterResult::Letter(letter) if self.goes => app.go_to_bookmark(letter),
            LetterResult::Letter(letter) => return Outcome::Close(app.set_bookmark(letter)),
            LetterResult::LastPlace => app.travel(Action::LastPlace),
            LetterResult::Unknown => app.tell(format!("{key} is not a bookmark: bookmarks are letters")),
        }
        Outcome::CLOSE
    }

    fn on_action(&mut self, _: &mut App, action: Action) -> Outcome {
        if action == Action::TypingCancel { Outcome::CLOSE } else { Outcome::STAY }
    }

    fn on_paste(&mut self, _: &mut App, _: &str) {}

    fn on_wheel(&mut self, _: isize) {}

    fn on_press(&mut self, _: &mut App, _: Press) -> Click {
        Click::Close
    }

    fn on_press_beside(&self) -> Click {
        Click::Close
    }
}
