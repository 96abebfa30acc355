//! The keyboard and its signals. Another program may have both for a while.

use std::fs::File;
use std::io;
use std::sync::mpsc::Sender;

use crate::tui::Event;
use crate::tui::input::{self, Input};
use crate::tui::late::LateAnswer;
use crate::tui::signal::SignalWatch;

/// Keys, mouse and signals, as events.
#[derive(Debug)]
pub(super) struct Keyboard {
    input: Option<Input>,
    signals: SignalWatch,
    out: Sender<Event>,
}

impl Keyboard {
    /// Starts to report them as events. `late` is present if the terminal may still answer a question.
    pub(super) fn begin(
        keyboard: File,
        late: Option<LateAnswer>,
        signals: SignalWatch,
        out: Sender<Event>,
    ) -> io::Result<Self> {
        let input = Some(Input::spawn(keyboard, late, out.clone())?);
        Ok(Self { input, signals, out })
    }

    /// Leaves keys and Ctrl-C to another program until that has ended.
    pub(super) fn lend<T>(&mut self, to: impl FnOnce() -> T) -> io::Result<T> {
        // The thread has ended when this is dropped, so it takes no key away from the other program.
        self.input = None;
        self.signals.leave_keys(true);
        let answer = to();
        self.signals.leave_keys(false);
        self.input = Some(Input::spawn(input::open_keyboard()?, None, self.out.clone())?);
        Ok(answer)
    }
}
