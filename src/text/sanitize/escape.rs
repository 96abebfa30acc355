//! Finds sequences that drive a terminal (ECMA-48 and what terminals made of it), and how long they are.

/// A longer title, address or picture is not part of a line in an article.
const MAX_STRING: usize = 1 << 16;

/// The length in bytes of the sequence at the start of the text; `None` if there is none, so that only the escape
/// character is removed.
///
/// Text that follows an escape character by mistake is not a sequence, so only a few of those with a single letter
/// are recognized.
pub(super) fn length(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let (kind, rest) = match chars.next()? {
        '\u{1b}' => (chars.next()?, chars.as_str()),
        // C1: each of these is short for ESC and a letter.
        c @ '\u{80}'..='\u{9f}' => (char::from_u32(u32::from(c) - 0x40)?, chars.as_str()),
        _ => return None,
    };
    let rest = match kind {
        '[' => after_parameters(rest)?,
        ']' | 'P' | 'X' | '^' | '_' => after_string(rest)?,
        // Character sets, and screen tests.
        '(' | ')' | '*' | '+' | '-' | '.' | '/' | '#' | '%' => after_one(rest)?,
        // Saving and restoring the cursor, keypad modes.
        '7' | '8' | '=' | '>' => rest,
        _ => return None,
    };
    Some(text.len() - rest.len())
}

/// The text after the parameters and the letter that ends them.
fn after_parameters(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(|c| matches!(c, '0'..='?'));
    let text = text.trim_start_matches(|c| matches!(c, ' '..='/'));
    text.strip_prefix(|c| matches!(c, '@'..='~'))
}

/// The text after a string and its terminator, if that is on the same line.
fn after_string(text: &str) -> Option<&str> {
    let end = text.char_indices().take_while(|(at, _)| *at < MAX_STRING);
    let (at, _) =
        end.take_while(|(_, c)| *c != '\n').find(|(_, c)| matches!(c, '\u{7}' | '\u{1b}' | '\u{9c}'))?;
    let text = text.get(at..)?;
    text.strip_prefix("\u{1b}\\").or_else(|| text.strip_prefix(['\u{7}', '\u{9c}']))
}

fn after_one(text: &str) -> Option<&str> {
    text.strip_prefix(|c: char| c.is_ascii_graphic())
}
