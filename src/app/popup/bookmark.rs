//! Waits for the letter after the key that sets a bookmark or goes to one.

use crate::app::input::action::Action;
use crate::app::popup::any::{AnyPopup, Click, Keys, Outcome, Placement, Press, RefersTo};
use crate::app::screen::{Area, Screen};
use crate::app::{App, Key, KeyCode};

/// Waits for the letter of a bookmark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Letters {
    /// Whether the letter goes to its place; otherwise it marks the current place.
    pub(crate) goes: bool,
}

impl AnyPopup for Letters {
    fn place(&self, screen: Screen, _: Area) -> Placement {
        Placement::Bare(screen.status)
    }

    fn fit(&mut self, _: Area) {}

    fn refers_to(&self) -> RefersTo {
        RefersTo::Positions
    }

    fn keys(&self) -> Keys {
        Keys::Typed
    }

    fn on_key(&mut self, app: &mut App, key: Key) -> Outcome {
        let is_again = self.goes && app.input.keymap.ends_keys(Action::GoToBookmark, key);
        match key {
            _ if is_again => app.travel(Action::LastPlace),
            Key { code: KeyCode::Char(letter), ctrl: false, alt: false } if letter.is_ascii_alphabetic() => {
                if !self.goes {
                    return Outcome::Close(app.set_bookmark(letter));
                }
                app.go_to_bookmark(letter);
            }
            _ => app.tell(format!("{key} is not a bookmark: bookmarks are letters")),
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
