//! What every popup must decide, so that the code that hands out keys and mouse events need not know which popup is
//! open. Only what nearly all popups share has a default; anything else that a new popup does not decide does not
//! compile.

use crate::app::input::action::{Action, Context};
use crate::app::screen::{Area, Screen};
use crate::app::{App, Effect, Key};

/// Something that lies over the screen. While one of its methods runs, it is not in [`App::popup`]; what it opens
/// there takes its place, unless it stays.
pub(crate) trait AnyPopup {
    /// Where it is; `room` is what a popup in the middle may take of the screen.
    fn place(&self, screen: Screen, room: Area) -> Placement;

    /// Fits its content into its place, without the frame.
    fn fit(&mut self, inside: Area);

    /// What it refers to in the article.
    fn refers_to(&self) -> RefersTo;

    /// Whether it stays open after the screen has been divided anew. If not, it may show something else in its place.
    fn stays(&self, _: &mut App) -> bool {
        true
    }

    /// What keys mean in it.
    fn keys(&self) -> Keys;

    /// Handles a key.
    fn on_key(&mut self, app: &mut App, key: Key) -> Outcome;

    /// Performs an action of its contexts.
    fn on_action(&mut self, app: &mut App, action: Action) -> Outcome;

    /// Handles pasted text.
    fn on_paste(&mut self, app: &mut App, text: &str);

    /// Scrolls by this many lines, downwards if positive.
    fn on_wheel(&mut self, lines: isize);

    /// Handles a press of the left button inside its frame.
    fn on_press(&mut self, app: &mut App, press: Press) -> Click;

    /// Handles a press of the left button beside it. Anything being typed should stay.
    fn on_press_beside(&self) -> Click;
}

/// Where a popup is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Placement {
    /// In the middle of the screen, with this many lines if there is room, including its frame.
    Middle(u16),
    /// Here, without a frame.
    Bare(Area),
}

/// What keys mean in a popup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keys {
    /// What the keymap says for these contexts.
    Of(&'static [Context]),
    /// They are typed, except those of [`Context::Typing`].
    Typed,
    /// The same for all keys but digits.
    TypedLetters,
    /// It handles all keys itself, except digits.
    AsTheyAre,
}

impl Keys {
    /// The contexts of the keymap that apply; `None` if the popup handles all keys itself.
    pub(crate) const fn contexts(self) -> Option<&'static [Context]> {
        match self {
            Self::Of(contexts) => Some(contexts),
            Self::Typed | Self::TypedLetters => Some(&[Context::Typing]),
            Self::AsTheyAre => None,
        }
    }

    /// Whether the user types into it.
    pub(crate) const fn are_typed(self) -> bool {
        matches!(self, Self::Typed | Self::TypedLetters)
    }

    /// Whether digits are typed, too. If not, a digit replaces the popup by its list.
    pub(crate) const fn have_digits(self) -> bool {
        matches!(self, Self::Typed)
    }
}

/// What a popup refers to in an article, and thus what happens to it when the article changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RefersTo {
    /// Nothing: it may stay when the text changes.
    Nothing,
    /// Positions in the text: it may stay when the analysis changes.
    Positions,
    /// Ids of the analysis, which another analysis does not have.
    Ids,
}

/// The result of a key or an action.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It stays open, and these effects follow.
    Stay(Vec<Effect>),
    /// It closes, and these effects follow.
    Close(Vec<Effect>),
    /// It stays open, and the keymap decides what the key means.
    Pass,
}

impl Outcome {
    /// It stays open.
    pub(crate) const STAY: Self = Self::Stay(Vec::new());
    /// It closes.
    pub(crate) const CLOSE: Self = Self::Close(Vec::new());
}

/// A press of the left button in a popup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Press {
    /// The popup without its frame.
    pub(crate) inside: Area,
    /// The cell, which is inside.
    pub(crate) column: u16,
    pub(crate) row: u16,
    /// 1, 2 or 3: pressed once, twice or three times in a row.
    pub(crate) times: u8,
}

impl Press {
    /// The row number, from 0, in a list that begins below this many lines; `None` above the list.
    pub(crate) fn row_below(self, lines: u16) -> Option<usize> {
        self.row.checked_sub(self.inside.y + lines).map(usize::from)
    }
}

/// What a press of the left button does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Click {
    /// Nothing more.
    Nothing,
    /// Perform an action of the popup.
    Act(Action),
    /// Close it.
    Close,
}

impl Click {
    /// The action if something was pressed that it applies to.
    pub(crate) const fn act_if(is_there: bool, action: Action) -> Self {
        if is_there { Self::Act(action) } else { Self::Nothing }
    }
}
