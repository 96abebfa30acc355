//! The popup with the output of one of the user's programs. The program runs elsewhere, and its output arrives here
//! already cleaned.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::app::input::action::Action;
use crate::app::input::keymap::Keymap;
use crate::app::popup;
use crate::app::popup::any::{AnyPopup, Click, Keys, Outcome, Placement, Press, RefersTo};
use crate::app::screen::{Area, Screen};
use crate::app::text::grapheme;
use crate::app::{App, Effect, Key, ProgramAnswer};

/// The line with the keys, below the output.
const HINT_LINES: u16 = 1;
/// Rows and columns around the output.
const AROUND: u16 = 2;
/// A tab leads to the next multiple of this many cells.
const TAB: usize = 8;

/// A running program, and then its output.
#[derive(Debug)]
pub(crate) struct Output {
    /// The text on the frame.
    pub(crate) title: String,
    /// The number of the run, counted from 1.
    pub(crate) run: usize,
    /// `None` while it runs.
    answer: Option<ProgramAnswer>,
    /// The lines of the output at this width.
    lines: Vec<String>,
    n_above: usize,
    width: usize,
    height: usize,
}

impl Output {
    /// A program that was just started.
    pub(crate) const fn new(title: String, run: usize) -> Self {
        Self { title, run, answer: None, lines: Vec::new(), n_above: 0, width: 1, height: 1 }
    }

    /// Takes the output if it belongs to this run.
    pub(crate) fn answer(&mut self, run: usize, answer: ProgramAnswer) {
        if run == self.run {
            self.answer = Some(answer);
            self.wrap();
        }
    }

    /// Whether the program is running.
    pub(crate) const fn is_running(&self) -> bool {
        self.answer.is_none()
    }

    /// The text below the output.
    pub(crate) fn hint(&self, keymap: &Keymap) -> String {
        match &self.answer {
            None => keymap.words("running; {close} stops it"),
            Some(_) if self.lines.len() > self.height => {
                let last = (self.n_above + self.height).min(self.lines.len());
                let keys = keymap.words("{line-down} and {line-up} scroll, {copy} copies, {quit} closes");
                format!("line {last} of {}: {keys}", self.lines.len())
            }
            Some(_) if self.text().is_none() => keymap.words("{quit} closes"),
            Some(_) => keymap.words("{copy} copies, {quit} closes"),
        }
    }

    /// How many of the visible lines say what went wrong.
    pub(crate) fn n_of_problem(&self) -> usize {
        self.problem(self.width).len().saturating_sub(self.n_above)
    }

    /// What went wrong, in lines of this many cells.
    fn problem(&self, width: usize) -> Vec<String> {
        let problem = self.answer.as_ref().and_then(|it| it.problem.as_deref());
        problem.map_or_else(Vec::new, |it| wrapped(it, width))
    }

    /// The visible lines.
    pub(crate) fn shown(&self) -> &[String] {
        let end = (self.n_above + self.height).min(self.lines.len());
        self.lines.get(self.n_above..end).unwrap_or_default()
    }

    /// Fits it into the inside of its frame.
    pub(crate) fn fit(&mut self, inside: Area) {
        let width = usize::from(inside.width.saturating_sub(AROUND)).max(1);
        if width != self.width {
            self.width = width;
            self.wrap();
        }
        self.height = usize::from(inside.height.saturating_sub(HINT_LINES).max(1));
        self.scroll(0);
    }

    /// Scrolls the lines.
    pub(crate) fn scroll(&mut self, n: isize) {
        let most = self.lines.len().saturating_sub(self.height);
        self.n_above = self.n_above.saturating_add_signed(n).min(most);
    }

    /// The output, if there is any.
    fn text(&self) -> Option<&str> {
        self.answer.as_ref().map(|it| it.text.as_str()).filter(|it| !it.is_empty())
    }

    fn wrap(&mut self) {
        self.lines = self.lines_of(self.width);
    }

    /// What went wrong, then the output, in lines of a width; none while the program is running.
    fn lines_of(&self, width: usize) -> Vec<String> {
        let Some(answer) = &self.answer else { return Vec::new() };
        let mut lines = self.problem(width);
        let text = answer.text.trim_matches('\n');
        if !text.trim().is_empty() {
            lines.extend((!lines.is_empty()).then(String::new));
            lines.extend(text.lines().flat_map(|line| wrapped(&without_tabs(line), width)));
        } else if lines.is_empty() {
            lines.push("It printed nothing.".to_owned());
        }
        lines
    }
}

impl AnyPopup for Output {
    fn place(&self, _: Screen, room: Area) -> Placement {
        let width = usize::from(room.width.saturating_sub(2 * AROUND)).max(1);
        Placement::Middle(popup::lines(self.lines_of(width).len()).saturating_add(AROUND + HINT_LINES))
    }

    fn fit(&mut self, inside: Area) {
        self.fit(inside);
    }

    fn refers_to(&self) -> RefersTo {
        RefersTo::Nothing
    }

    fn keys(&self) -> Keys {
        Keys::AsTheyAre
    }

    /// It uses the keys of the text.
    fn on_key(&mut self, app: &mut App, key: Key) -> Outcome {
        let page = isize::try_from(self.height.saturating_sub(1).max(1)).unwrap_or(1);
        match app.input.keymap.reading(key) {
            Some(Action::Close | Action::Quit) => return Outcome::CLOSE,
            Some(Action::Copy) => {
                let Some(text) = self.text().map(str::to_owned) else { return Outcome::STAY };
                app.tell("the output was sent to the clipboard");
                return Outcome::Stay(vec![Effect::Copy(text)]);
            }
            Some(Action::LineDown) => self.scroll(1),
            Some(Action::LineUp) => self.scroll(-1),
            Some(Action::PageDown) => self.scroll(page),
            Some(Action::PageUp) => self.scroll(-page),
            Some(Action::Top) => self.scroll(isize::MIN),
            Some(Action::Bottom) => self.scroll(isize::MAX),
            _ => {}
        }
        Outcome::STAY
    }

    fn on_action(&mut self, _: &mut App, _: Action) -> Outcome {
        Outcome::STAY
    }

    fn on_paste(&mut self, _: &mut App, _: &str) {}

    fn on_wheel(&mut self, lines: isize) {
        self.scroll(lines);
    }

    fn on_press(&mut self, _: &mut App, _: Press) -> Click {
        Click::Nothing
    }

    fn on_press_beside(&self) -> Click {
        Click::Close
    }
}

/// A line in pieces that fit, broken after a space if there is one. The indent stays, because tables and dictionaries
/// use it.
fn wrapped(line: &str, width: usize) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut rest = line.trim_end();
    loop {
        let fitting = grapheme::fitting_start(rest, width);
        if fitting.len() == rest.len() {
            pieces.push(rest.to_owned());
            return pieces;
        }
        let next_is_space = rest.get(fitting.len()..).is_some_and(|it| it.starts_with(' '));
        let at_space = fitting
            .trim_end()
            .rfind(' ')
            .filter(|&at| fitting.get(..at).is_some_and(|it| !it.trim().is_empty()));
        let end = match at_space {
            Some(at) if !next_is_space => at,
            // A character that is wider than the line still takes one.
            _ => fitting.len().max(rest.graphemes(true).next().map_or(1, str::len)),
        };
        let (piece, after) = rest.split_at(end);
        pieces.push(piece.trim_end().to_owned());
        rest = after.trim_start();
        if rest.is_empty() {
            return pieces;
        }
    }
}

fn without_tabs(line: &str) -> String {
    let mut out = String::new();
    for (at, part) in line.split('\t').enumerate() {
        if at > 0 {
            out.extend(std::iter::repeat_n(' ', TAB - grapheme::text_width(&out) % TAB));
        }
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_keep_what_stands_before_them() {
        assert_eq!(wrapped("  a ferry boat", 9), ["  a ferry", "boat"]);
        assert_eq!(wrapped("  a ferry boat", 8), ["  a", "ferry", "boat"]);
        assert_eq!(wrapped("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrapped("漢字", 1), ["漢", "字"]);
        assert_eq!(wrapped("", 3), [""]);
        assert_eq!(without_tabs("ab\tc\t\td"), "ab      c               d");
    }

    #[test]
    fn an_answer_of_another_run_is_not_taken() {
        let mut output = Output::new("dict: “ferry”".to_owned(), 2);
        output.answer(1, ProgramAnswer { text: "old".to_owned(), problem: None });
        assert!(output.is_running());
        output.answer(2, ProgramAnswer { text: "a boat".to_owned(), problem: None });
        assert!(!output.is_running());
        assert_eq!(output.text(), Some("a boat"));
    }
}
