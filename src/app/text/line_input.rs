//! A line of typed text with a cursor: prompts, filters, file names.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::app::{Key, KeyCode};

/// A line of typed text. The cursor is between graphemes, not between bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct LineInput {
    text: String,
    cursor: usize,
}

impl LineInput {
    /// A line with the cursor at its end.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { cursor: text.len(), text }
    }

    /// The typed text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The text before the cursor.
    pub(crate) fn before_cursor(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or_default()
    }

    /// The text after the cursor.
    pub(crate) fn after_cursor(&self) -> &str {
        self.text.get(self.cursor..).unwrap_or_default()
    }

    /// Inserts text. Line breaks become spaces, and other control characters are left out.
    pub(crate) fn insert(&mut self, text: &str) {
        let clean = crate::text::sanitize::sanitize(text).text.replace(['\n', '\t'], " ");
        self.text.insert_str(self.cursor, &clean);
        self.cursor += clean.len();
    }

    /// Handles a key that edits the line; returns whether it was one.
    pub(crate) fn key(&mut self, key: Key) -> bool {
        match key {
            Key { code: KeyCode::Char(c), ctrl: false, alt: false } => {
                self.insert(c.encode_utf8(&mut [0; 4]));
            }
            Key { code: KeyCode::Char('u'), ctrl: true, .. } => self.delete(0, self.cursor),
            Key { code: KeyCode::Char('k'), ctrl: true, .. } => self.delete(self.cursor, self.text.len()),
            Key { code: KeyCode::Char('w'), ctrl: true, .. } => self.delete(self.word_start(), self.cursor),
            Key { code: KeyCode::Backspace, .. } => self.delete(self.left(), self.cursor),
            Key { code: KeyCode::Delete, .. } => self.delete(self.cursor, self.right()),
            Key { code: KeyCode::Left, .. } => self.cursor = self.left(),
            Key { code: KeyCode::Right, .. } => self.cursor = self.right(),
            Key { code: KeyCode::Home, .. } | Key { code: KeyCode::Char('a'), ctrl: true, .. } => {
                self.cursor = 0;
            }
            Key { code: KeyCode::End, .. } | Key { code: KeyCode::Char('e'), ctrl: true, .. } => {
                self.cursor = self.text.len();
            }
            _ => return false,
        }
        true
    }

    fn delete(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.cursor = from;
    }

    fn left(&self) -> usize {
        self.before_cursor().grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn right(&self) -> usize {
        self.cursor + self.after_cursor().graphemes(true).next().map_or(0, str::len)
    }

    fn word_start(&self) -> usize {
        let word = self.before_cursor().trim_end();
        word.rfind([' ', '/']).map_or(0, |at| at + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &[Key]) -> LineInput {
        let mut line = LineInput::new("né x");
        for &key in keys {
            line.key(key);
        }
        line
    }

    #[test]
    fn the_cursor_goes_by_signs() {
        let left = Key::plain(KeyCode::Left);
        let line = typed(&[left, left, Key::plain(KeyCode::Backspace), Key::char('o')]);
        assert_eq!((line.before_cursor(), line.after_cursor()), ("no", " x"));
    }

    #[test]
    fn a_word_or_all_is_deleted_at_once() {
        assert_eq!(typed(&[Key::ctrl('w')]).text(), "né ");
        assert_eq!(typed(&[Key::ctrl('u')]).text(), "");
        assert_eq!(typed(&[Key::plain(KeyCode::Home), Key::ctrl('k')]).text(), "");
    }

    #[test]
    fn what_is_pasted_cannot_drive_the_terminal() {
        let mut line = LineInput::default();
        line.insert("a\u{1b}[31m\nb");
        assert_eq!(line.text(), "a b");
    }

    #[test]
    fn other_keys_are_left_to_the_prompt() {
        assert!(!LineInput::default().key(Key::plain(KeyCode::Enter)));
    }
}
