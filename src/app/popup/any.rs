//! What every popup must answer, so that those who hand out keys and the mouse need not know which one is open. Only what is the
//! same for nearly all has a default: what else a new popup does not decide does not compile.

use crate::app::input::action::{Action, Context};
use crate::app::screen::{Area, Screen};
use crate::app::{App, Effect, Key};

/// Something that lies over the screen. While one of its methods runs, it is not in [`App::popup`]: what it opens there takes
/// its place, unless it stays.
pub(crate) trait AnyPopup {
    /// Where it stands; `room` is what a popup in the middle may take of the screen.
    fn place(&self, screen: Screen, room: Area) -> Place;

    /// Fits what it shows into its place, without the frame.
    fn fit(&mut self, inside: Area);

    /// What of the article it refers to.
    fn holds(&self) -> Holds;

    /// Whether it stays open on a screen that was just divided anew. If not, it may show something else in its place.
    fn stays(&self, _: &mut App) -> bool {
        true
    }

    /// What keys mean in it.
    fn keys(&self) -> Keys;

    /// Takes a key.
    fn on_key(&mut self, app: &mut App, key: Key) -> Outcome;

    /// Does an action of its contexts.
    fn on_action(&mut self, app: &mut App, action: Action) -> Outcome;

    /// Takes pasted text.
    fn on_paste(&mut self, app: &mut App, text: &str);

    /// Scrolls by so many lines, downwards if positive.
    fn on_wheel(&mut self, lines: isize);

    /// Takes a press of the left button inside of its frame.
    fn on_press(&mut self, app: &mut App, press: Press) -> Click;

    /// Takes a press of the left button beside it. What is being typed should stay.
    fn on_press_beside(&self) -> Click;
}

/// Where a popup stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the middle of the screen, of so many lines if there is room, its frame included.
    Middle(u16),
    /// Here, without a frame.
    Bare(Area),
}

/// What keys mean in a popup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keys {
    /// What the keymap says of these contexts.
    Of(&'static [Context]),
    /// They are typed, but for those of [`Context::Typing`].
    Typed,
    /// The same of all but digits.
    TypedLetters,
    /// It takes all keys as they are, but digits.
    AsTheyAre,
}

impl Keys {
    /// The contexts of the keymap whose keys hold; `None` where all are taken as they are.
    pub(crate) const fn contexts(self) -> Option<&'static [Context]> {
        match self {
            Self::Of(contexts) => Some(contexts),
            Self::Typed | Self::TypedLetters => Some(&[Context::Typing]),
            Self::AsTheyAre => None,
        }
    }

    /// Whether something is typed.
    pub(crate) const fn are_typed(self) -> bool {
        matches!(self, Self::Typed | Self::TypedLetters)
    }

    /// Whether digits are typed, too. Where they are not, each shows its list in the popup's place.
    pub(crate) const fn have_digits(self) -> bool {
        matches!(self, Self::Typed)
    }
}

/// What of an article a popup refers to: what becomes of it when that changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Nothing: it may stay over another text.
    Nothing,
    /// Positions of the text: it may stay over another analysis of it.
    Positions,
    /// Ids of the analysis too, which another one does not have.
    Ids,
}

/// What comes of a key or an action.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It stays open, and this is to be done.
    Stay(Vec<Effect>),
    /// It closes, and this is to be done.
    Close(Vec<Effect>),
    /// It stays open, and the keymap tells what the key means.
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
    /// The cell, which lies there.
    pub(crate) column: u16,
    pub(crate) row: u16,
    /// 1, 2 or 3: pressed once, twice or three times in a row.
    pub(crate) times: u8,
}

impl Press {
    /// The number of the row, from 0, of a list that begins below so many lines; `None` above it.
    pub(crate) fn row_below(self, lines: u16) -> Option<usize> {
        self.row.checked_sub(self.inside.y + lines).map(usize::from)
    }
}

/// What a press of the left button does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Click {
    /// Nothing more.
    Nothing,
    /// An action of the popup.
    Act(Action),
    /// It closes.
    Close,
}

impl Click {
    /// An action, if something was pressed that it can be done with.
    pub(crate) const fn act_if(is_there: bool, action: Action) -> Self {
        if is_there { Self::Act(action) } else { Self::Nothing }
    }
}
