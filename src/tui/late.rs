//! An answer of the terminal that arrives after the first frame, when keys are already being read. The library that
//! reads keys takes the answer for keys, and a "g" in it would jump to the top. So the answer is recognized by its
//! characters, even if it arrives in pieces.

use crate::app::{Key, KeyCode};
use crate::tui::probe::typed_keys;

const ESC: char = '\x1b';
const BEL: char = '\x07';

/// How the terminal's answers begin: the one about the background, and the one about the kind of terminal.
const COLOR: &str = "\x1b]11;";
const DEVICE: &str = "\x1b[?";

/// Keeps an answer from being taken for keys.
#[derive(Debug, Default)]
pub(super) struct LateAnswer {
    /// The characters of an answer so far; empty outside one.
    heard: String,
    /// Keys that may be the beginning of an answer, or may be just keys.
    held: Vec<Key>,
}

/// What some characters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum InputPart {
    /// No answer begins like this.
    None,
    /// They may be the beginning of an answer.
    Perhaps,
    /// They are the beginning of an answer.
    Surely,
    /// They are a complete answer.
    Whole,
}

impl LateAnswer {
    /// The rest of an answer is still to come; this part was read as bytes.
    pub(super) fn after(begun: &[u8]) -> Self {
        let heard = String::from_utf8_lossy(begun).into_owned();
        match part(&heard) {
            InputPart::Perhaps => Self { heard, held: typed_keys(begun) },
            InputPart::Surely => Self { heard, held: Vec::new() },
            InputPart::None | InputPart::Whole => Self::default(),
        }
    }

    /// Takes a key; returns the keys that are now known not to be part of an answer, in order.
    pub(super) fn take(&mut self, key: Key) -> Vec<Key> {
        let was_sure = part(&self.heard) == InputPart::Surely;
        let longer = signs(key).map(|it| format!("{}{it}", self.heard)).unwrap_or_default();
        match part(&longer) {
            InputPart::None => {
                let mut keys = self.release();
                // The end of one answer may be the beginning of another.
                let is_beginning = !was_sure
                    && !keys.is_empty()
                    && signs(key).is_some_and(|it| part(&it) != InputPart::None);
                if is_beginning {
                    keys.extend(self.take(key));
                } else {
                    keys.push(key);
                }
                keys
            }
            InputPart::Perhaps => {
                self.held.push(key);
                self.heard = longer;
                Vec::new()
            }
            InputPart::Surely => {
                self.held.clear();
                self.heard = longer;
                Vec::new()
            }
            InputPart::Whole => {
                *self = Self::default();
                Vec::new()
            }
        }
    }

    /// Whether keys are held back; if nothing follows soon, they are just keys.
    pub(super) fn is_holding(&self) -> bool {
        !self.held.is_empty()
    }

    /// Releases the keys that were held back, because no answer continues with them.
    pub(super) fn release(&mut self) -> Vec<Key> {
        self.heard.clear();
        std::mem::take(&mut self.held)
    }
}

/// The characters from which the library made this key, if an answer may contain them.
fn signs(key: Key) -> Option<String> {
    match key {
        Key { code: KeyCode::Char(c), ctrl: false, alt: false } => Some(c.to_string()),
        Key { code: KeyCode::Char(c), ctrl: false, alt: true } => Some(format!("{ESC}{c}")),
        Key { code: KeyCode::Esc, ctrl: false, alt: false } => Some(ESC.to_string()),
        _ if key == Key::ctrl('g') => Some(BEL.to_string()),
        _ => None,
    }
}

fn part(signs: &str) -> InputPart {
    if let Some(rest) = signs.strip_prefix(COLOR) {
        let is_color = |c: char| c.is_ascii_hexdigit() || matches!(c, 'r' | 'g' | ':' | '/');
        return match rest.trim_start_matches(is_color) {
            "" | "\x1b" => InputPart::Surely,
            "\x07" | "\x1b\\" => InputPart::Whole,
            _ => InputPart::None,
        };
    }
    if let Some(rest) = signs.strip_prefix(DEVICE) {
        return match rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';') {
            "" => InputPart::Surely,
            "c" => InputPart::Whole,
            _ => InputPart::None,
        };
    }
    let is_beginning = !signs.is_empty() && (COLOR.starts_with(signs) || DEVICE.starts_with(signs));
    if is_beginning { InputPart::Perhaps } else { InputPart::None }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWERS: [&str; 3] =
        ["\x1b]11;rgb:ffff/fafa/0000\x07", "\x1b]11;rgb:ffff/fafa/0000\x1b\\", "\x1b[?62;22c"];

    /// What the library makes of bytes that arrive at once: ESC and a letter are one key.
    fn keys(text: &str) -> Vec<Key> {
        let mut keys = Vec::new();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            keys.push(match c {
                ESC => match chars.next_if(|it| matches!(it, ']' | '\\')) {
                    Some(c) => Key { alt: true, ..Key::char(c) },
                    None => Key::plain(KeyCode::Esc),
                },
                BEL => Key::ctrl('g'),
                c => Key::char(c),
            });
        }
        keys
    }

    fn kept(late: &mut LateAnswer, keys: impl IntoIterator<Item = Key>) -> String {
        keys.into_iter().flat_map(|it| late.take(it)).map(|it| it.to_string()).collect()
    }

    #[test]
    fn an_answer_is_swallowed_in_whatever_pieces_it_comes_and_keys_around_it_are_not() {
        for answer in ANSWERS {
            for at in 0..=answer.len() {
                let (first, second) = answer.split_at(at);
                // The second piece alone, if the first was read before keys were.
                let mut late = LateAnswer::default();
                let typed = [keys("n"), keys(first), keys(second), keys("q")].concat();
                assert_eq!(kept(&mut late, typed), "nq", "{first:?} {second:?}");
                assert!(!late.is_holding());
                if !first.is_empty() && !second.is_empty() {
                    let mut late = LateAnswer::after(first.as_bytes());
                    assert_eq!(
                        kept(&mut late, [keys(second), keys("q")].concat()),
                        "q",
                        "{first:?} {second:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn keys_that_only_look_like_an_answer_are_kept_in_order() {
        for (typed, expected) in [
            ("\x1bq", "Escq"),
            ("\x1b\x1b[p", "EscEsc[p"),
            ("\x1b]q", "Alt-]q"),
            ("\x1b]1x", "Alt-]1x"),
            ("jgg[?1c", "jgg[?1c"),
        ] {
            assert_eq!(kept(&mut LateAnswer::default(), keys(typed)), expected, "{typed:?}");
        }
        // Nothing follows, so it was the key.
        let mut late = LateAnswer::default();
        assert_eq!(kept(&mut late, keys("\x1b")), "");
        assert!(late.is_holding());
        assert_eq!(late.release(), [Key::plain(KeyCode::Esc)]);
        assert_eq!(LateAnswer::after(b"\x1b").release(), [Key::plain(KeyCode::Esc)]);
        // What interrupts an answer is a key.
        assert_eq!(kept(&mut late, keys("\x1b]11;rgb:ffq")), "q");
    }
}
