//! Keyboard and mouse: a thread that waits for the terminal and turns its events into messages. It ends, without a
//! tick, when [`Input`] is dropped, and reports when the terminal has gone away.

use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal};
use std::os::fd::{AsFd, AsRawFd};
use std::os::unix::net::UnixStream;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crossterm::event::{self, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use filedescriptor::{POLLHUP, POLLIN, poll, pollfd};

use crate::app::{Key, KeyCode, Mouse, MouseKind, Msg};
use crate::tui::Event;
use crate::tui::late::LateAnswer;
use crate::worker::describe;

/// How long the parsing library may look for more of what has arrived. With zero, it reads nothing at all.
const PARSING_TIME: Duration = Duration::from_millis(1);

/// How long a key that may begin an answer of the terminal is held back for the rest of the answer.
const ANSWER_TIME: Duration = Duration::from_millis(50);

/// How many times in a row the system may announce input without an event before the terminal counts as gone. Some
/// systems announce the end of input in this way, for ever.
const MAX_IDLE_WAKEUPS: u32 = 100;

/// Clicks in one place within this time belong together.
const CLICK_TIME: Duration = Duration::from_millis(400);

/// Counts clicks in quick succession in one place.
#[derive(Debug, Default)]
struct Clicks {
    last: Option<(Duration, (u16, u16), u8)>,
}

impl Clicks {
    /// The number of a click in its series, from 1 to 3 and then from 1 again. `at` is the time since any fixed
    /// moment.
    fn count(&mut self, at: Duration, cell: (u16, u16)) -> u8 {
        let times = match self.last {
            Some((before, place, n)) if place == cell && at.saturating_sub(before) <= CLICK_TIME => n % 3 + 1,
            _ => 1,
        };
        self.last = Some((at, cell, times));
        times
    }
}

/// The running thread. Dropping this ends it.
#[derive(Debug)]
pub(super) struct Input {
    /// Closing this wakes the thread.
    wake: Option<UnixStream>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Input {
    /// Waits until the thread has ended and takes no more keys.
    fn drop(&mut self) {
        drop(self.wake.take());
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// The terminal's keyboard side: standard input, or the controlling terminal if the text comes in on standard input.
/// crossterm chooses in the same way.
pub(super) fn open_keyboard() -> io::Result<File> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        return Ok(File::from(stdin.as_fd().try_clone_to_owned()?));
    }
    OpenOptions::new().read(true).write(true).open("/dev/tty")
}

impl Input {
    /// Starts the thread. `late` is present if the terminal may still answer a question.
    pub(super) fn spawn(keyboard: File, late: Option<LateAnswer>, out: Sender<Event>) -> io::Result<Self> {
        let (wake, woken) = UnixStream::pair()?;
        let thread = thread::Builder::new().name("input".to_owned()).spawn(move || {
            // Nobody is listening only when the program is about to end anyway.
            if let Some(event) = ended(|| listen(&keyboard, &woken, late, &out)) {
                drop(out.send(event));
            }
        })?;
        Ok(Self { wake: Some(wake), thread: Some(thread) })
    }
}

/// What to report when the thread ends; nothing if we ended it. Without keys, no one could leave the program.
fn ended(listen: impl FnOnce() -> bool) -> Option<Event> {
    match panic::catch_unwind(AssertUnwindSafe(listen)) {
        Ok(true) => None,
        Ok(false) => Some(Event::InputEnded),
        Err(payload) => {
            let why = describe(payload.as_ref());
            Some(Event::Failed(format!("the keyboard cannot be read any more: {why}")))
        }
    }
}

/// Returns whether we ended it, rather than the terminal.
fn listen(keyboard: &File, woken: &UnixStream, mut late: Option<LateAnswer>, out: &Sender<Event>) -> bool {
    let mut idle_wakeups = 0;
    let (started, mut clicks) = (Instant::now(), Clicks::default());
    let mut timed = |mouse: &mut Mouse| {
        if let MouseKind::Press(times) = &mut mouse.kind {
            *times = clicks.count(started.elapsed(), (mouse.column, mouse.row));
        }
    };
    // What was read before may be a key, too, if nothing follows.
    if late.as_ref().is_some_and(LateAnswer::is_holding) && forward(&mut late, &mut timed, out).is_err() {
        return false;
    }
    while idle_wakeups < MAX_IDLE_WAKEUPS {
        let watch = |fd| pollfd { fd, events: POLLIN, revents: 0 };
        let mut fds = [watch(keyboard.as_raw_fd()), watch(woken.as_raw_fd())];
        match poll(&mut fds, None) {
            // Suspended and continued.
            Err(filedescriptor::Error::Poll(e)) if e.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => return false,
            Ok(_) => {}
        }
        let [keyboard, woken] = fds;
        if woken.revents != 0 {
            return true;
        }
        if keyboard.revents & POLLHUP != 0 || keyboard.revents & POLLIN == 0 {
            return false;
        }
        match forward(&mut late, &mut timed, out) {
            Ok(0) => idle_wakeups += 1,
            Ok(_) => idle_wakeups = 0,
            Err(_) => return false,
        }
    }
    false
}

/// Passes on what has arrived; returns the number of events.
fn forward(
    late: &mut Option<LateAnswer>,
    timed: &mut impl FnMut(&mut Mouse),
    out: &Sender<Event>,
) -> io::Result<usize> {
    let mut n_events = 0;
    let send = |msg| out.send(Event::Msg(msg)).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe));
    loop {
        let is_holding = late.as_ref().is_some_and(LateAnswer::is_holding);
        if !event::poll(if is_holding { ANSWER_TIME } else { PARSING_TIME })? {
            // Nothing follows, so what was held back is keys.
            let held = late.as_mut().map(LateAnswer::release).unwrap_or_default();
            held.into_iter().try_for_each(|it| send(Msg::Key(it)))?;
            return Ok(n_events);
        }
        n_events += 1;
        let event = event::read()?;
        if event == event::Event::FocusGained && out.send(Event::Focused).is_err() {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let Some(mut msg) = message(event) else { continue };
        if let Msg::Mouse(mouse) = &mut msg {
            timed(mouse);
        }
        match (&msg, late.as_mut()) {
            (Msg::Key(key), Some(late)) => {
                late.take(*key).into_iter().try_for_each(|it| send(Msg::Key(it)))?;
            }
            _ => send(msg)?,
        }
    }
}

/// The message for an event, if any. Sizes are measured on a signal, not here.
fn message(event: event::Event) -> Option<Msg> {
    match event {
        event::Event::Key(key) => to_key(key).map(Msg::Key),
        event::Event::Mouse(mouse) => to_mouse(mouse).map(Msg::Mouse),
        event::Event::Paste(text) => Some(Msg::Paste(text)),
        event::Event::Resize(..) | event::Event::FocusGained | event::Event::FocusLost => None,
    }
}

fn to_key(event: KeyEvent) -> Option<Key> {
    // Some terminals also report the release of a key; with those, every key would count twice.
    if event.kind != KeyEventKind::Press {
        return None;
    }
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    let shift = event.modifiers.contains(KeyModifiers::SHIFT);
    let code = match event.code {
        event::KeyCode::Char(c) if ctrl => KeyCode::Char(c.to_ascii_lowercase()),
        event::KeyCode::Char(c) => KeyCode::Char(c),
        event::KeyCode::Enter => KeyCode::Enter,
        event::KeyCode::Esc => KeyCode::Esc,
        event::KeyCode::Tab if shift => KeyCode::BackTab,
        event::KeyCode::Tab => KeyCode::Tab,
        event::KeyCode::BackTab => KeyCode::BackTab,
        event::KeyCode::Backspace => KeyCode::Backspace,
        event::KeyCode::Delete => KeyCode::Delete,
        event::KeyCode::Up => KeyCode::Up,
        event::KeyCode::Down => KeyCode::Down,
        event::KeyCode::Left => KeyCode::Left,
        event::KeyCode::Right => KeyCode::Right,
        event::KeyCode::PageUp => KeyCode::PageUp,
        event::KeyCode::PageDown => KeyCode::PageDown,
        event::KeyCode::Home => KeyCode::Home,
        event::KeyCode::End => KeyCode::End,
        event::KeyCode::F(number) => KeyCode::F(number),
        _ => return None,
    };
    Some(Key { code, ctrl, alt })
}

fn to_mouse(event: MouseEvent) -> Option<Mouse> {
    if event.modifiers.contains(KeyModifiers::SHIFT) {
        return None; // With Shift, the mouse belongs to the terminal, even if the terminal tells the program.
    }
    let kind = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseKind::Press(1),
        MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
        MouseEventKind::Up(MouseButton::Left) => MouseKind::Release,
        MouseEventKind::Down(MouseButton::Right) => MouseKind::Menu,
        MouseEventKind::ScrollUp => MouseKind::ScrollUp,
        MouseEventKind::ScrollDown => MouseKind::ScrollDown,
        _ => return None,
    };
    Some(Mouse { kind, column: event.column, row: event.row })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: event::KeyCode, modifiers: KeyModifiers) -> Option<Key> {
        to_key(KeyEvent::new(code, modifiers))
    }

    #[test]
    fn a_key_is_pressed_once_even_if_the_terminal_tells_when_it_goes_up() {
        let event = |kind| KeyEvent::new_with_kind(event::KeyCode::Char('n'), KeyModifiers::NONE, kind);
        assert_eq!(to_key(event(KeyEventKind::Press)), Some(Key::char('n')));
        assert_eq!(to_key(event(KeyEventKind::Repeat)), None);
        assert_eq!(to_key(event(KeyEventKind::Release)), None);
    }

    #[test]
    fn shift_is_part_of_the_sign_and_control_is_not() {
        assert_eq!(key(event::KeyCode::Char('N'), KeyModifiers::SHIFT), Some(Key::char('N')));
        assert_eq!(key(event::KeyCode::Char('D'), KeyModifiers::CONTROL), Some(Key::ctrl('d')));
        assert_eq!(key(event::KeyCode::Tab, KeyModifiers::SHIFT), Some(Key::plain(KeyCode::BackTab)));
        assert_eq!(key(event::KeyCode::CapsLock, KeyModifiers::NONE), None);
    }

    #[test]
    fn only_what_the_interface_uses_of_the_mouse_comes_through() {
        let event = |kind| to_mouse(MouseEvent { kind, column: 3, row: 4, modifiers: KeyModifiers::NONE });
        let pressed = Mouse { kind: MouseKind::Press(1), column: 3, row: 4 };
        assert_eq!(event(MouseEventKind::Down(MouseButton::Left)), Some(pressed));
        assert_eq!(event(MouseEventKind::ScrollDown).map(|it| it.kind), Some(MouseKind::ScrollDown));
        assert_eq!(event(MouseEventKind::Moved), None);
        assert_eq!(event(MouseEventKind::Down(MouseButton::Middle)), None);
        let with_shift = |kind| MouseEvent { kind, column: 3, row: 4, modifiers: KeyModifiers::SHIFT };
        assert_eq!(to_mouse(with_shift(MouseEventKind::Drag(MouseButton::Left))), None);
    }

    #[test]
    fn clicks_count_together_at_one_place_and_soon_after_each_other() {
        let mut clicks = Clicks::default();
        let mut count = |ms, column| clicks.count(Duration::from_millis(ms), (column, 1));
        assert_eq!([count(0, 5), count(300, 5), count(600, 5), count(700, 5)], [1, 2, 3, 1]);
        assert_eq!([count(900, 6), count(1301, 6), count(1302, 6)], [1, 1, 2]);
    }

    #[test]
    fn pasted_text_is_never_read_as_keys() {
        assert!(
            matches!(message(event::Event::Paste("q".to_owned())), Some(Msg::Paste(text)) if text == "q")
        );
        assert!(message(event::Event::FocusGained).is_none());
    }

    #[test]
    fn a_panic_of_the_thread_is_told_and_not_met_with_silence() {
        let Some(Event::Failed(why)) = ended(|| panic!("of the parser")) else { panic!("not told") };
        assert!(why.ends_with("internal error: of the parser"), "{why}");
        assert!(matches!(ended(|| false), Some(Event::InputEnded)));
        assert!(ended(|| true).is_none());
    }

    #[test]
    fn the_thread_ends_when_it_is_not_needed_and_tells_when_the_terminal_is_gone() {
        // A pipe acts as the keyboard: closing its other end means that the terminal has gone away.
        let (keyboard, other_end) = UnixStream::pair().unwrap();
        let (out, inbox) = std::sync::mpsc::channel();
        let input = Input::spawn(File::from(std::os::fd::OwnedFd::from(keyboard)), None, out).unwrap();
        drop(input);
        assert!(inbox.recv().is_err(), "the thread is gone, and its sender with it");
        drop(other_end);

        let (keyboard, other_end) = UnixStream::pair().unwrap();
        let (out, inbox) = std::sync::mpsc::channel();
        let _input = Input::spawn(File::from(std::os::fd::OwnedFd::from(keyboard)), None, out).unwrap();
        drop(other_end);
        assert!(matches!(inbox.recv(), Ok(Event::InputEnded)));
    }
}
