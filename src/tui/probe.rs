//! Asks the terminal for its background colour before anything else reads the keyboard. Keys that are typed meanwhile
//! are not lost, and a late answer is not taken for keys.
//!
//! We do not use the crate terminal-colorsaurus, because it discards what is typed while it waits.

use std::fs::File;
use std::io::{self, Read};
use std::os::fd::AsRawFd;
use std::time::{Duration, Instant};

use filedescriptor::{POLLIN, poll, pollfd};

use crate::app::{Key, KeyCode};

/// Asks for the background (OSC 11), and then something that every terminal answers (DA1). The second answer comes
/// last, so it shows at once if a terminal does not know the first question. Ended by BEL, because old rxvt garbles
/// its answer to ST.
pub(super) const QUESTION: &str = "\x1b]11;?\x07\x1b[c";

/// How long the first frame waits for the answer. Local terminals need 1 to 5 ms.
const PATIENCE: Duration = Duration::from_millis(100);

const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;

/// What came from the keyboard side after the [`QUESTION`].
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Answer {
    /// Whether the background is dark, if the terminal said so.
    pub(super) is_dark: Option<bool>,
    /// Whether the terminal has answered everything it will answer.
    pub(super) is_complete: bool,
    /// What was typed in the meantime.
    pub(super) typed: Vec<u8>,
    /// An answer that has only begun; the rest will look like keys.
    pub(super) begun: Vec<u8>,
}

/// Waits for the answer, at most [`PATIENCE`], or twice that once it has begun.
pub(super) fn wait(tty: &File) -> io::Result<Answer> {
    let start = Instant::now();
    let mut received = Vec::new();
    loop {
        let answer = read_answer(&received);
        let begun = beginning_of_answer(&answer.typed);
        let patience = if begun.is_some() { 2 * PATIENCE } else { PATIENCE };
        let left = patience.saturating_sub(start.elapsed());
        if answer.is_complete || left.is_zero() {
            return Ok(split_off(answer));
        }
        let mut fds = [pollfd { fd: tty.as_raw_fd(), events: POLLIN, revents: 0 }];
        // An interruption costs nothing: the deadline stays.
        if poll(&mut fds, Some(left)).unwrap_or(0) > 0 {
            let mut chunk = [0; 1024];
            match (&mut &*tty).read(&mut chunk) {
                Ok(0) => return Ok(split_off(answer)),
                Ok(n) => received.extend(chunk.iter().take(n)),
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
    }
}

/// Separates what was typed from an answer that has only begun.
fn split_off(mut answer: Answer) -> Answer {
    if let Some(begun) = beginning_of_answer(&answer.typed) {
        answer.begun = answer.typed.split_off(begun);
    }
    answer
}

/// Takes the answers out of the input; the rest was typed. An answer that has only begun stays in `typed`.
fn read_answer(received: &[u8]) -> Answer {
    let mut answer = Answer::default();
    let mut rest = received;
    while let Some((&first, after)) = rest.split_first() {
        if let Some((color, after)) = rest.strip_prefix(b"\x1b]11;").and_then(split_at_terminator) {
            answer.is_dark = is_dark(color);
            rest = after;
        } else if let Some((_, after)) = rest.strip_prefix(b"\x1b[?").and_then(split_at_da1_end) {
            answer.is_complete = true;
            rest = after;
        } else {
            answer.typed.push(first);
            rest = after;
        }
    }
    answer
}

/// Where an answer begins in what seems to be typed. No key sends these characters, but the first of them alone, at
/// the end, may be Esc.
fn beginning_of_answer(typed: &[u8]) -> Option<usize> {
    let is_begun = |rest: &[u8]| {
        rest.starts_with(b"\x1b]") || rest.starts_with(b"\x1b[?") || rest == b"\x1b" || rest == b"\x1b["
    };
    (0..typed.len()).find(|&at| typed.get(at..).is_some_and(is_begun))
}

fn split_at_terminator(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|&byte| byte == BEL || byte == ESC)?;
    let (color, rest) = bytes.split_at(end);
    rest.strip_prefix(&[BEL]).or_else(|| rest.strip_prefix(b"\x1b\\")).map(|after| (color, after))
}

fn split_at_da1_end(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|&byte| !(byte.is_ascii_digit() || byte == b';'))?;
    let (attributes, rest) = bytes.split_at(end);
    rest.strip_prefix(b"c").map(|after| (attributes, after))
}

/// Parses "rgb:1e1e/1e1e/2e2e" or "rgba:…", with 1 to 4 digits per part.
fn is_dark(color: &[u8]) -> Option<bool> {
    let color = str::from_utf8(color).ok()?;
    let color = color.strip_prefix("rgb:").or_else(|| color.strip_prefix("rgba:"))?;
    let mut parts = color.split('/').map(|part| {
        let most = 16_u32.checked_pow(u32::try_from(part.len()).ok()?)?.checked_sub(1)?;
        let part = u16::from_str_radix(part, 16).ok()?;
        Some(f64::from(part) / f64::from(most))
    });
    let mut next = || parts.next().flatten().filter(|part| part.is_finite());
    let (red, green, blue) = (next()?, next()?, next()?);
    // Relative luminance; at 0.18, the eye sees the middle between black and white.
    let linear = |part: f64| part.powf(2.2);
    Some(0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue) < 0.18)
}

/// The keys that were typed ahead, without unknown key sequences.
pub(super) fn typed_keys(typed: &[u8]) -> Vec<Key> {
    let text = String::from_utf8_lossy(typed);
    let mut keys = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let code = match c {
            '\r' | '\n' => KeyCode::Enter,
            '\t' => KeyCode::Tab,
            '\x7f' | '\x08' => KeyCode::Backspace,
            '\x1b' if chars.next_if(|&next| next == '[' || next == 'O').is_some() => {
                // Parameters, then the letter that identifies the key.
                while chars
                    .next_if(|&next| next.is_ascii_digit() || matches!(next, ';' | '?' | '<'))
                    .is_some()
                {}
                match chars.next() {
                    Some('A') => KeyCode::Up,
                    Some('B') => KeyCode::Down,
                    Some('C') => KeyCode::Right,
                    Some('D') => KeyCode::Left,
                    Some('H') => KeyCode::Home,
                    Some('F') => KeyCode::End,
                    _ => continue,
                }
            }
            '\x1b' => KeyCode::Esc,
            '\x01'..='\x1a' => {
                let letter = char::from_u32(u32::from(c) + 0x60).expect("1 to 26 become a to z");
                keys.push(Key::ctrl(letter));
                continue;
            }
            c if c.is_control() || c == char::REPLACEMENT_CHARACTER => continue,
            c => KeyCode::Char(c),
        };
        keys.push(Key::plain(code));
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_taken_out_of_what_is_typed() {
        let answer = read_answer(b"j\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\n\x1b[?62;22cq");
        assert_eq!(
            answer,
            Answer { is_dark: Some(true), is_complete: true, typed: b"jnq".to_vec(), ..Answer::default() }
        );
    }

    #[test]
    fn a_terminal_that_knows_no_colours_is_found_out_by_the_second_answer() {
        let answer = read_answer(b"\x1b[?6c");
        assert_eq!(answer, Answer { is_complete: true, ..Answer::default() });
    }

    #[test]
    fn an_answer_that_has_only_begun_is_not_complete() {
        for begun in [&b"\x1b]11;rgb:ffff/ff"[..], b"\x1b[?62;", b"\x1b]11;rgb:ffff/ffff/ffff\x1b", b"\x1b"] {
            assert!(!read_answer(begun).is_complete);
            assert_eq!(read_answer(begun).is_dark, None);
        }
        assert_eq!(beginning_of_answer(b"jj\x1b]11;r"), Some(2));
        assert_eq!(beginning_of_answer(b"j\x1b[?6"), Some(1));
        assert_eq!(beginning_of_answer(b"j\x1b\x1b[B"), None);
        let answer = split_off(read_answer(b"jj\x1b]11;rgb:1"));
        assert_eq!((&*answer.typed, &*answer.begun), (&b"jj"[..], &b"\x1b]11;rgb:1"[..]));
        assert_eq!(split_off(read_answer(b"j\x1b")).begun, b"\x1b");
    }

    #[test]
    fn lightness_is_seen_as_the_eye_sees_it() {
        for (color, expected) in [
            ("rgb:0000/0000/0000", Some(true)),
            ("rgb:ffff/ffff/ffff", Some(false)),
            ("rgb:fd/f6/e3", Some(false)),
            ("rgb:00/2b/36", Some(true)),
            ("rgba:ffff/ffff/ffff/8000", Some(false)),
            ("rgb:0/f/0", Some(false)),
            ("rgb:0000/0000/ffff", Some(true)),
            ("rgb:ffff/ffff", None),
            ("rgb://", None),
            ("rgb:12345/0/0", None),
            ("white", None),
        ] {
            assert_eq!(is_dark(color.as_bytes()), expected, "{color}");
        }
    }

    #[test]
    fn what_was_typed_ahead_becomes_keys() {
        let names: Vec<_> =
            typed_keys("nÄ\r\t\x1b[B\x1b[5~\x04\x1b".as_bytes()).iter().map(Key::to_string).collect();
        assert_eq!(names, ["n", "Ä", "Enter", "Tab", "Down", "Ctrl-D", "Esc"]);
    }
}
