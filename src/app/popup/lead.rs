//! The target of a link, shown before it is opened.

use crate::app::input::action::Action;
use crate::app::popup;
use crate::app::popup::any::{AnyPopup, Click, Keys, Outcome, Placement, Press, RefersTo};
use crate::app::screen::{Area, Screen};
use crate::app::text::grapheme;
use crate::app::{App, Effect, Key};
use crate::document::Target;

/// Lines around the address: its host above, the keys below.
const LINES_AROUND: u16 = 2;

/// Shows a complete target, and asks whether to open it.
#[derive(Debug)]
pub(crate) struct Lead {
    /// The text on its frame.
    pub(crate) title: &'static str,
    pub(crate) target: Target,
    /// How many lines of the target are above the first visible one.
    n_above: usize,
    height: usize,
    width: usize,
}

impl Lead {
    /// The text below the target, with actions in braces.
    pub(crate) const HINT: &'static str = "{open} opens it, {copy} copies it, {close} closes";

    /// Asks about a target.
    pub(crate) const fn new(title: &'static str, target: Target) -> Self {
        Self { title, target, n_above: 0, height: 1, width: 1 }
    }

    /// The target's lines at a width; they break wherever the line is full.
    pub(crate) fn lines(&self, width: usize) -> Vec<&str> {
        let whole = self.target.as_str();
        let width = width.max(1);
        // ASCII only: every byte is one character of one cell.
        (0..whole.len())
            .step_by(width)
            .filter_map(|at| whole.get(at..(at + width).min(whole.len())))
            .collect()
    }

    /// The visible lines.
    pub(crate) fn shown(&self) -> Vec<&str> {
        self.lines(self.width).into_iter().skip(self.n_above).take(self.height).collect()
    }

    /// Fits it into this many cells and lines.
    pub(crate) fn fit(&mut self, width: usize, height: usize) {
        (self.width, self.height) = (width.max(1), height.max(1));
        self.scroll(0);
    }

    /// Scrolls the target if it has more lines than there is room for.
    pub(crate) fn scroll(&mut self, n: isize) {
        let most = self.lines(self.width).len().saturating_sub(self.height);
        self.n_above = self.n_above.saturating_add_signed(n).min(most);
    }
}

impl AnyPopup for Lead {
    fn place(&self, _: Screen, room: Area) -> Placement {
        let n_lines = self.lines(usize::from(room.width.saturating_sub(4))).len();
        Placement::Middle(popup::lines(n_lines).saturating_add(2 + LINES_AROUND))
    }

    fn fit(&mut self, inside: Area) {
        let (width, height) = (inside.width.saturating_sub(2), inside.height.saturating_sub(LINES_AROUND));
        self.fit(usize::from(width), usize::from(height));
    }

    fn refers_to(&self) -> RefersTo {
        RefersTo::Positions
    }

    fn keys(&self) -> Keys {
        Keys::AsTheyAre
    }

    /// It uses the keys of the text. Enter is pressed too easily to open anything.
    fn on_key(&mut self, app: &mut App, key: Key) -> Outcome {
        match app.input.keymap.reading(key) {
            Some(Action::OpenLink) => return Outcome::Close(vec![Effect::Open(self.target.clone())]),
            Some(Action::Copy) => {
                let told = grapheme::fit(self.target.as_str(), 40, "…");
                app.tell(format!("sent to the clipboard: {told}"));
                return Outcome::Close(vec![Effect::Copy(self.target.to_string())]);
            }
            Some(Action::Close | Action::Quit) => return Outcome::CLOSE,
            Some(Action::LineDown) => self.scroll(1),
            Some(Action::LineUp) => self.scroll(-1),
            _ => {}
        }
        Outcome::STAY
    }

    fn on_action(&mut self, _: &mut App, _: Action) -> Outcome {
        Outcome::STAY
    }

    fn on_paste(&mut self, _: &mut App, _: &str) {}

    fn on_wheel(&mut self, lines: isize) {
        self.scroll(lines.signum());
    }

    fn on_press(&mut self, _: &mut App, _: Press) -> Click {
        Click::Nothing
    }

    fn on_press_beside(&self) -> Click {
        Click::Close
    }
}
