//! Keys and mouse events as the interface sees them, independent of any terminal library, and how keys are written.

use std::fmt;

use unicode_width::UnicodeWidthChar;

/// The names of the keys that type no visible character, apart from `F1` to `F24`.
pub const KEY_NAMES: [&str; 15] = [
    "Space",
    "Enter",
    "Esc",
    "Tab",
    "Shift-Tab",
    "Backspace",
    "Delete",
    "Up",
    "Down",
    "Left",
    "Right",
    "PgUp",
    "PgDn",
    "Home",
    "End",
];

/// A key on the keyboard, with Shift already folded in: `A`, `?`, `BackTab`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyCode {
    /// A key that types a character; `' '` is the space bar.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tabulator.
    Tab,
    /// Tabulator with Shift.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
    /// A function key.
    F(u8),
}

/// A key press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// Whether Control was held. A character is then in lower case.
    pub ctrl: bool,
    /// Whether Alt was held.
    pub alt: bool,
}

impl Key {
    /// A key without Control or Alt.
    pub const fn plain(code: KeyCode) -> Self {
        Self { code, ctrl: false, alt: false }
    }

    /// A character without Control or Alt.
    pub const fn char(c: char) -> Self {
        Self::plain(KeyCode::Char(c))
    }

    /// A character with Control held.
    pub const fn ctrl(c: char) -> Self {
        Self { code: KeyCode::Char(c), ctrl: true, alt: false }
    }

    /// Parses a key as the tables and the help write it: `j`, `Ctrl-D`, `Alt-x`, `PgUp`, `Space`, `F12`. An invisible
    /// character is not a key.
    pub fn parse(name: &str) -> Option<Self> {
        if let Some(rest) = name.strip_prefix("Ctrl-").filter(|rest| !rest.is_empty()) {
            let mut key = Self::parse(rest).filter(|key| !key.ctrl)?;
            if let KeyCode::Char(c) = key.code {
                key.code = KeyCode::Char(c.to_lowercase().next().unwrap_or(c));
            }
            key.ctrl = true;
            return Some(key);
        }
        if let Some(rest) = name.strip_prefix("Alt-").filter(|rest| !rest.is_empty()) {
            return Self::parse(rest)
                .filter(|key| !key.ctrl && !key.alt)
                .map(|key| Self { alt: true, ..key });
        }
        let code = match name {
            "Space" => KeyCode::Char(' '),
            "Enter" => KeyCode::Enter,
            "Esc" => KeyCode::Esc,
            "Tab" => KeyCode::Tab,
            "Shift-Tab" => KeyCode::BackTab,
            "Backspace" => KeyCode::Backspace,
            "Delete" => KeyCode::Delete,
            "Up" => KeyCode::Up,
            "Down" => KeyCode::Down,
            "Left" => KeyCode::Left,
            "Right" => KeyCode::Right,
            "PgUp" => KeyCode::PageUp,
            "PgDn" => KeyCode::PageDown,
            "Home" => KeyCode::Home,
            "End" => KeyCode::End,
            _ => {
                let mut chars = name.chars();
                match (chars.next()?, chars.as_str()) {
                    (c, "") if UnicodeWidthChar::width(c).unwrap_or(0) > 0 && !c.is_whitespace() => {
                        KeyCode::Char(c)
                    }
                    ('F', number) => KeyCode::F(number.parse().ok().filter(|n| (1..=24).contains(n))?),
                    _ => return None,
                }
            }
        };
        Some(Self::plain(code))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        match self.code {
            KeyCode::Char(' ') => f.write_str("Space"),
            KeyCode::Char(c) if self.ctrl => write!(f, "{}", c.to_uppercase()),
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::Enter => f.write_str("Enter"),
            KeyCode::Esc => f.write_str("Esc"),
            KeyCode::Tab => f.write_str("Tab"),
            KeyCode::BackTab => f.write_str("Shift-Tab"),
            KeyCode::Backspace => f.write_str("Backspace"),
            KeyCode::Delete => f.write_str("Delete"),
            KeyCode::Up => f.write_str("Up"),
            KeyCode::Down => f.write_str("Down"),
            KeyCode::Left => f.write_str("Left"),
            KeyCode::Right => f.write_str("Right"),
            KeyCode::PageUp => f.write_str("PgUp"),
            KeyCode::PageDown => f.write_str("PgDn"),
            KeyCode::Home => f.write_str("Home"),
            KeyCode::End => f.write_str("End"),
            KeyCode::F(number) => write!(f, "F{number}"),
        }
    }
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseKind {
    /// The left button was pressed this many times in quick succession in one place: 2 is a double click.
    Press(u8),
    /// The pointer moved with the left button down.
    Drag,
    /// The left button went up.
    Release,
    /// The right button went down.
    Menu,
    /// The wheel turned towards the top of the text.
    ScrollUp,
    /// The wheel turned towards the end of the text.
    ScrollDown,
}

/// A mouse event, in cells from the top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// What happened.
    pub kind: MouseKind,
    /// Cells from the left edge.
    pub column: u16,
    /// Cells from the top edge.
    pub row: u16,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_are_written() {
        for name in [
            "j",
            "?",
            "-",
            "Ctrl-D",
            "Ctrl-Left",
            "Ctrl-Alt-X",
            "Alt-Left",
            "Alt-x",
            "Alt-X",
            "F12",
            "'",
            "F",
            "é",
        ]
        .into_iter()
        .chain(KEY_NAMES)
        {
            assert_eq!(Key::parse(name).unwrap().to_string(), name);
        }
        assert_eq!(Key::parse("Ctrl-D"), Some(Key::ctrl('d')));
        for name in ["Hyper", "", "Ctrl-", "F0", "F25", " ", "\u{7}", "\u{301}", "\u{202e}", "Ctrl-Ctrl-x"] {
            assert_eq!(Key::parse(name), None, "{name:?}");
        }
    }
}
