//! Letters on what can be focused on the screen; typing them goes there.

use crate::app::input::action::Action;
use crate::app::popup::any::{AnyPopup, Click, Keys, Outcome, Placement, Press, RefersTo};
use crate::app::reader::Focus;
use crate::app::screen::{Area, Screen};
use crate::app::{App, Key, KeyCode};
use crate::text::Span;

/// The letters in the order in which they are assigned: those under the fingers first.
const LETTERS: [char; 26] = [
    'a', 's', 'd', 'f', 'g', 'h', 'j', 'k', 'l', 'e', 'i', 'r', 'u', 'w', 'o', 'n', 'c', 'm', 't', 'v', 'p',
    'q', 'b', 'y', 'x', 'z',
];

/// An item with its letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hint {
    pub(crate) label: String,
    pub(crate) focus: Focus,
}

/// All items on the screen, and which letters have been typed.
#[derive(Debug)]
pub(crate) struct Hints {
    things: Vec<Hint>,
    typed: String,
    /// Whether a letter was typed in upper case, so that the card opens, too.
    opens: bool,
    /// What was on the screen when the letters were assigned.
    visible: Span,
}

/// The result of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HintResult {
    Stay,
    Close,
    /// No letters begin like this.
    Unknown,
    /// Go to this item; and whether its card opens.
    Go(Focus, bool),
}

impl Hints {
    /// Letters for items in order of the text; `None` if there are none.
    pub(crate) fn new(focuses: Vec<Focus>, visible: Span) -> Option<Self> {
        let labels = labels(focuses.len());
        let things: Vec<_> =
            labels.into_iter().zip(focuses).map(|(label, focus)| Hint { label, focus }).collect();
        (!things.is_empty()).then_some(Self { things, typed: String::new(), opens: false, visible })
    }

    /// The items that can still be meant, each with the letters that are missing.
    pub(crate) fn open(&self) -> impl Iterator<Item = (&str, Focus)> {
        self.things.iter().filter_map(|it| Some((it.label.strip_prefix(&self.typed)?, it.focus)))
    }

    /// Handles a key.
    pub(crate) fn key(&mut self, key: Key) -> HintResult {
        match key {
            Key { code: KeyCode::Backspace, .. } => {
                self.opens = false;
                if self.typed.pop().is_some() { HintResult::Stay } else { HintResult::Close }
            }
            Key { code: KeyCode::Char(c), ctrl: false, alt: false } if c.is_ascii_alphabetic() => {
                self.typed.push(c.to_ascii_lowercase());
                let mut left = self.open();
                let found = match (left.next(), left.next()) {
                    (None, _) => None,
                    (Some(one), None) => Some(Some(one.1)),
                    (Some(_), Some(_)) => Some(None),
                };
                drop(left);
                match found {
                    None => {
                        self.typed.pop();
                        HintResult::Unknown
                    }
                    Some(one) => {
                        self.opens |= c.is_ascii_uppercase();
                        one.map_or(HintResult::Stay, |focus| HintResult::Go(focus, self.opens))
                    }
                }
            }
            _ => HintResult::Unknown,
        }
    }
}

impl AnyPopup for Hints {
    fn place(&self, screen: Screen, _: Area) -> Placement {
        Placement::Bare(screen.text)
    }

    fn fit(&mut self, _: Area) {}

    fn refers_to(&self) -> RefersTo {
        RefersTo::Ids
    }

    fn stays(&self, app: &mut App) -> bool {
        // The letters are on what is visible.
        self.visible == app.reader.visible()
    }

    fn keys(&self) -> Keys {
        Keys::TypedLetters
    }

    fn on_key(&mut self, app: &mut App, key: Key) -> Outcome {
        match self.key(key) {
            HintResult::Stay => Outcome::STAY,
            HintResult::Close => Outcome::CLOSE,
            HintResult::Unknown => {
                app.tell("no letters on the screen start with that");
                Outcome::STAY
            }
            HintResult::Go(focus, opens) => {
                app.reader.set_focus(Some(focus));
                if opens {
                    app.card.is_open = false;
                    app.toggle_card();
                }
                Outcome::CLOSE
            }
        }
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

/// This many labels, none of which begins another one: single letters as far as possible, then pairs whose first
/// letter is not a single one.
fn labels(n: usize) -> Vec<String> {
    let n_letters = LETTERS.len();
    // Each letter that begins pairs turns one label into 26.
    let n_firsts = n.saturating_sub(n_letters).div_ceil(n_letters - 1).min(n_letters);
    let (singles, firsts) = LETTERS.split_at(n_letters - n_firsts);
    let pairs = firsts.iter().flat_map(|first| LETTERS.iter().map(move |second| format!("{first}{second}")));
    singles.iter().map(char::to_string).chain(pairs).take(n).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::reader::FocusKind;

    #[test]
    fn few_things_have_one_letter_and_no_label_begins_another() {
        assert_eq!(labels(3), ["a", "s", "d"]);
        for n in 0..=676 {
            let labels = labels(n);
            assert_eq!(labels.len(), n);
            for (index, one) in labels.iter().enumerate() {
                let others = labels[..index].iter().chain(&labels[index + 1..]);
                assert!(n > 80 || others.clone().all(|other| !other.starts_with(one.as_str())), "{n}: {one}");
            }
        }
        assert_eq!(labels(27).iter().filter(|it| it.len() == 1).count(), 25);
        assert_eq!(labels(9999).len(), 676, "more do not stand on a screen");
    }

    fn hints(n: usize) -> Hints {
        let things = (0..n).map(|at| Focus { span: Span::new(at, at + 1), kind: FocusKind::Mention });
        Hints::new(things.collect(), Span::new(0, n)).unwrap()
    }

    fn at(result: HintResult) -> Option<(usize, bool)> {
        match result {
            HintResult::Go(focus, opens) => Some((focus.span.start().to_usize(), opens)),
            _ => None,
        }
    }

    #[test]
    fn a_letter_goes_there_and_in_upper_case_opens_the_card() {
        assert_eq!(at(hints(3).key(Key::char('s'))), Some((1, false)));
        assert_eq!(at(hints(3).key(Key::char('S'))), Some((1, true)));
        assert_eq!(hints(3).key(Key::char('z')), HintResult::Unknown);
        assert_eq!(hints(3).key(Key::plain(KeyCode::Backspace)), HintResult::Close);
    }

    #[test]
    fn of_pairs_the_first_letter_leaves_those_that_begin_so() {
        let mut hints = hints(30);
        assert_eq!(hints.key(Key::char('z')), HintResult::Stay);
        assert_eq!(hints.open().map(|(missing, _)| missing.to_owned()).collect::<String>(), "asdfg");
        assert_eq!(hints.key(Key::plain(KeyCode::Backspace)), HintResult::Stay);
        assert_eq!(hints.open().count(), 30);
        hints.key(Key::char('z'));
        assert_eq!(at(hints.key(Key::char('d'))), Some((27, false)));
    }

    #[test]
    fn nothing_has_no_letters() {
        assert!(Hints::new(Vec::new(), Span::default()).is_none());
    }
}
