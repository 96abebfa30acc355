//! The system's signals as events: a new size, continued after a suspension, asked to end.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::{Handle, Signals};
use signal_hook::low_level;

use crate::tui::Event;

/// How long the loop may take to end after a signal. It may hang while writing to a terminal that accepts nothing.
const PATIENCE: Duration = Duration::from_secs(2);

/// The thread that listens for signals. Dropping this ends it.
#[derive(Debug)]
pub(super) struct SignalWatch {
    handle: Handle,
    /// Whether the signals of keys belong to another program.
    keys_are_lent: Arc<AtomicBool>,
    /// Closing this tells the thread that the loop has ended.
    _alive: Sender<()>,
}

impl SignalWatch {
    /// From now on, signals arrive as events, and none ends the program by itself.
    pub(super) fn spawn(out: Sender<Event>) -> io::Result<Self> {
        let mut signals = Signals::new([SIGWINCH, SIGCONT, SIGTERM, SIGHUP, SIGINT, SIGQUIT])?;
        let handle = signals.handle();
        let (alive, ended) = mpsc::channel();
        let keys_are_lent = Arc::new(AtomicBool::new(false));
        let is_lent = Arc::clone(&keys_are_lent);
        thread::Builder::new().name("signals".to_owned()).spawn(move || {
            for signal in signals.forever() {
                let event = match signal {
                    SIGINT | SIGQUIT if is_lent.load(Ordering::SeqCst) => continue,
                    SIGWINCH => Event::Resized,
                    SIGCONT => Event::Continued,
                    signal => Event::Ended(signal),
                };
                let ends = matches!(event, Event::Ended(_));
                // Without a receiver, the loop has ended already.
                drop(out.send(event));
                if ends && ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                    drop(crossterm::terminal::disable_raw_mode());
                    die_of(signal);
                }
            }
        })?;
        Ok(Self { handle, keys_are_lent, _alive: alive })
    }

    /// Sets whether Ctrl-C and Ctrl-\ are meant for another program.
    pub(super) fn leave_keys(&self, are_lent: bool) {
        self.keys_are_lent.store(are_lent, Ordering::SeqCst);
    }
}

impl Drop for SignalWatch {
    fn drop(&mut self) {
        self.handle.close();
    }
}

/// Suspends the program, as Ctrl-Z does elsewhere; returns when it is continued. In a process group that no shell
/// watches, the system lets it continue, and this returns at once.
pub(super) fn stop_self() -> io::Result<()> {
    low_level::raise(SIGTSTP)
}

/// Ends the program as the signal would have, so that its sender sees that it worked.
pub(super) fn die_of(signal: i32) {
    drop(low_level::emulate_default_handler(signal));
}
