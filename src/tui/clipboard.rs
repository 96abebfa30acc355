//! Copies text to the clipboard: with the desktop's own program if there is one, else through the terminal (OSC 52),
//! which also works from another machine. Says which way was used, because a terminal may ignore the sequence
//! silently.

use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::tui::Environment;

/// A clipboard program that takes longer is waiting for a display that does not answer.
const PATIENCE: Duration = Duration::from_secs(2);
const POLL_INTERVAL: Duration = Duration::from_millis(5);

/// A program that reads the new content of the clipboard from its standard input.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Provider {
    program: &'static str,
    arguments: &'static [&'static str],
}

const WL_COPY: Provider = Provider { program: "wl-copy", arguments: &["--type", "text/plain;charset=utf-8"] };
const XCLIP: Provider = Provider { program: "xclip", arguments: &["-in", "-selection", "clipboard"] };
const XSEL: Provider = Provider { program: "xsel", arguments: &["--input", "--clipboard"] };
const PBCOPY: Provider = Provider { program: "pbcopy", arguments: &[] };
/// `-w` also passes the text to the terminal around tmux, which ignores OSC 52 from inside unless configured
/// otherwise.
const TMUX: Provider = Provider { program: "tmux", arguments: &["load-buffer", "-w", "-"] };

/// The programs to try, best first. Over ssh, none of the desktop's, because its clipboard is on the other machine.
pub(super) fn providers(environment: &Environment, is_macos: bool) -> Vec<&'static Provider> {
    let mut providers = Vec::new();
    if !environment.ssh {
        if is_macos {
            providers.push(&PBCOPY);
        }
        if environment.wayland {
            providers.push(&WL_COPY);
        }
        if environment.x11 {
            providers.extend([&XCLIP, &XSEL]);
        }
    }
    if environment.tmux {
        providers.push(&TMUX);
    }
    providers
}

/// Gives the text to the first program that accepts it, and returns its name.
pub(super) fn copy(text: &str, providers: &[&'static Provider]) -> Option<&'static str> {
    providers.iter().find(|provider| hand_over(text, provider)).map(|provider| provider.program)
}

/// The sequence that asks the terminal to put the text on the clipboard.
pub(super) fn osc52(text: &str, environment: &Environment) -> String {
    let plain = format!("\x1b]52;c;{}\x07", base64(text.as_bytes()));
    if environment.tmux {
        // For tmux itself (set-clipboard on) and through it (allow-passthrough on), whichever it allows.
        format!("{plain}\x1bPtmux;{}\x1b\\", plain.replace('\x1b', "\x1b\x1b"))
    } else {
        plain
    }
}

fn hand_over(text: &str, provider: &Provider) -> bool {
    // wl-copy, xclip and xsel leave a process behind that serves the text. With an inherited stdout, it would keep
    // our terminal busy.
    let child = Command::new(provider.program)
        .args(provider.arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    child.is_ok_and(|mut child| {
        let is_fed = feed(&mut child, text.to_owned());
        let is_done = is_fed && finishes(&mut child);
        if !is_done {
            drop(child.kill());
            drop(child.wait());
        }
        is_done
    })
}

/// Writes on a separate thread: a program that does not read would block us for ever.
fn feed(child: &mut Child, text: String) -> bool {
    let Some(mut stdin) = child.stdin.take() else { return false };
    thread::Builder::new()
        .name("clipboard".to_owned())
        .spawn(move || stdin.write_all(text.as_bytes()))
        .is_ok()
}

fn finishes(child: &mut Child) -> bool {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => thread::sleep(POLL_INTERVAL),
            Err(_) => return false,
        }
    }
    false
}

/// Standard base64 with padding, RFC 4648.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits =
            chunk.iter().fold(0_u32, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - chunk.len()));
        for position in 0..4 {
            if position > chunk.len() {
                out.push('=');
            } else {
                let index = (bits >> (18 - 6 * position)) & 63;
                out.push(char::from(ALPHABET[index as usize]));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_agrees_with_the_standards_examples() {
        let table = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("é“", "w6nigJw="),
        ];
        for (text, expected) in table {
            assert_eq!(base64(text.as_bytes()), expected);
        }
    }

    #[test]
    fn over_ssh_the_desktops_clipboard_is_left_alone() {
        let desktop = Environment { wayland: true, x11: true, tmux: true, ..Environment::default() };
        assert_eq!(providers(&desktop, false), [&WL_COPY, &XCLIP, &XSEL, &TMUX]);
        assert_eq!(providers(&Environment { ssh: true, ..desktop }, true), [&TMUX]);
        assert_eq!(providers(&Environment::default(), true), [&PBCOPY]);
        assert!(providers(&Environment::default(), false).is_empty());
    }

    #[test]
    fn the_terminal_is_asked_directly_and_through_tmux() {
        assert_eq!(osc52("foo", &Environment::default()), "\x1b]52;c;Zm9v\x07");
        let tmux = Environment { tmux: true, ..Environment::default() };
        assert_eq!(osc52("foo", &tmux), "\x1b]52;c;Zm9v\x07\x1bPtmux;\x1b\x1b]52;c;Zm9v\x07\x1b\\");
    }

    #[test]
    fn the_first_program_that_takes_the_text_is_named() {
        const MISSING: Provider = Provider { program: "byline-has-no-such-program", arguments: &[] };
        const REFUSES: Provider = Provider { program: "sh", arguments: &["-c", "cat >/dev/null; exit 1"] };
        const TAKES: Provider =
            Provider { program: "sh", arguments: &["-c", "test \"$(cat)\" = 'Jane Roe'"] };
        assert_eq!(copy("Jane Roe", &[&MISSING, &REFUSES, &TAKES]), Some("sh"));
        assert_eq!(copy("John Roe", &[&TAKES]), None);
        assert_eq!(copy("Jane Roe", &[&MISSING]), None);
    }
}
