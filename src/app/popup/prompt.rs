//! A box that asks for a line of text: a note or a name.

use crate::annotate::{Anchor, EditId, Member};
use crate::app::card;
use crate::app::input::action::Action;
use crate::app::input::keymap::Keymap;
use crate::app::popup;
use crate::app::popup::any::{AnyPopup, Click, Keys, Outcome, Placement, Press, RefersTo};
use crate::app::screen::{Area, Screen};
use crate::app::text::line_input::LineInput;
use crate::app::{App, Key};

/// The line, the frame, and the keys below the line.
const HEIGHT: u16 = 3;

/// What the box asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ask {
    /// The note on some words; and its mark, if there is one already.
    Note(Anchor, Option<EditId>),
    /// The name of a member of the cast.
    Name(Member),
}

/// A box that asks.
#[derive(Debug, Clone)]
pub(crate) struct Prompt {
    pub(crate) ask: Ask,
    pub(crate) input: LineInput,
    /// The text below the line.
    hint: String,
}

impl Prompt {
    /// A box with an initial text.
    pub(crate) fn new(ask: Ask, text: impl Into<String>, keymap: &Keymap) -> Self {
        let hint = keymap.words(match ask {
            Ask::Note(..) => {
                "#words are tags; {typing-accept} saves, {typing-cancel} discards, {typing-editor} opens your editor"
            }
            Ask::Name(_) => "the name to list it under; {typing-accept} saves, {typing-cancel} discards",
        });
        Self { ask, input: LineInput::new(text), hint }
    }

    /// The text on its frame.
    pub(crate) const fn title(&self) -> &'static str {
        match self.ask {
            Ask::Note(..) => "Note",
            Ask::Name(_) => "Name",
        }
    }

    /// The text below the line.
    pub(crate) fn hint(&self) -> &str {
        &self.hint
    }
}

impl AnyPopup for Prompt {
    fn place(&self, _: Screen, room: Area) -> Placement {
        let n_lines = card::wrapped(self.hint(), usize::from(room.width.saturating_sub(4))).len();
        Placement::Middle(popup::lines(n_lines).saturating_add(HEIGHT))
    }

    fn fit(&mut self, _: Area) {}

    fn refers_to(&self) -> RefersTo {
        // Anchors find their words in another text, too.
        RefersTo::Nothing
    }

    fn keys(&self) -> Keys {
        Keys::Typed
    }

    fn on_key(&mut self, _: &mut App, key: Key) -> Outcome {
        self.input.key(key);
        Outcome::STAY
    }

    fn on_action(&mut self, app: &mut App, action: Action) -> Outcome {
        match action {
            Action::TypingAccept => Outcome::Close(app.answered(self.clone())),
            Action::TypingCancel => Outcome::CLOSE,
            Action::TypingEditor if matches!(self.ask, Ask::Note(..)) => {
                Outcome::Stay(App::to_editor(self).into_iter().collect())
            }
            _ => Outcome::STAY,
        }
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
