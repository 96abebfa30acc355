//! Work that may take long between two articles, such as fetching a page: it runs on a thread of its own, the last line of the
//! screen tells how far it is, and a key gives it up.

use std::cell::RefCell;
use std::sync::mpsc::{Receiver, Sender};
use std::thread;

use crate::app::input::action::Action;
use crate::app::{Key, Keymap, Msg};
use crate::tui::Event;
use crate::tui::terminal::Terminal;

/// Work on a thread of its own; it tells how far it is, in a line.
pub type Work = Box<dyn FnOnce(&dyn Fn(String)) + Send>;

/// Does the work while the screen stands, and says whether it was done: not if the user gave it up. It may go on then, but
/// nobody waits for it any more.
pub type Wait<'w> = dyn Fn(Work) -> bool + 'w;

/// News of such work.
#[derive(Debug)]
pub(super) struct WorkNews {
    number: usize,
    /// How far it is; `None` at its end.
    line: Option<String>,
}

/// Waits for one work after the other.
pub(super) struct Waiter<'s> {
    terminal: RefCell<&'s mut Terminal>,
    inbox: &'s Receiver<Event>,
    sender: &'s Sender<Event>,
    keymap: &'s Keymap,
    /// The number of the last work.
    last: RefCell<&'s mut usize>,
}

/// Tells the end of the work also if it panics.
struct End(Sender<Event>, usize);

impl Drop for End {
    fn drop(&mut self) {
        // A receiver that is gone means that nobody waits any more.
        drop(self.0.send(Event::Work(WorkNews { number: self.1, line: None })));
    }
}

impl<'s> Waiter<'s> {
    pub(super) fn new(
        terminal: &'s mut Terminal,
        (sender, inbox): (&'s Sender<Event>, &'s Receiver<Event>),
        keymap: &'s Keymap,
        last: &'s mut usize,
    ) -> Self {
        Self { terminal: RefCell::new(terminal), inbox, sender, keymap, last: RefCell::new(last) }
    }

    /// Whether the work was done. One that cannot even be begun was not.
    pub(super) fn wait(&self, work: Work) -> bool {
        let number = {
            let mut last = self.last.borrow_mut();
            **last += 1;
            **last
        };
        let sender = self.sender.clone();
        let run = move || {
            let end = End(sender, number);
            work(&|line| drop(end.0.send(Event::Work(WorkNews { number, line: Some(line) }))));
        };
        if thread::Builder::new().name("fetch".to_owned()).spawn(run).is_err() {
            return false;
        }
        let mut later = Vec::new();
        let is_done = self.until_end(number, &mut later);
        // What else happened is for the article that comes, in its order.
        later.into_iter().for_each(|it| drop(self.sender.send(it)));
        self.terminal.borrow_mut().forget();
        is_done
    }

    fn until_end(&self, number: usize, later: &mut Vec<Event>) -> bool {
        let mut shown = String::new();
        loop {
            match self.inbox.recv() {
                Err(_) => return false,
                Ok(Event::Work(news)) if news.number == number => match news.line {
                    None => return true,
                    Some(line) if line != shown => {
                        let told = format!("{line} · {}", self.keymap.words("{close} gives up"));
                        // Whoever cannot see it can wait all the same.
                        drop(self.terminal.borrow_mut().tell(&told));
                        shown = line;
                    }
                    Some(_) => {}
                },
                // Of one that was given up before.
                Ok(Event::Work(_)) => {}
                Ok(Event::Msg(Msg::Key(key))) if self.gives_up(key) => return false,
                Ok(Event::Msg(Msg::Mouse(_))) => {}
                Ok(event @ (Event::Ended(_) | Event::InputEnded | Event::Failed(_))) => {
                    later.push(event);
                    return false;
                }
                Ok(event) => later.push(event),
            }
        }
    }

    fn gives_up(&self, key: Key) -> bool {
        matches!(self.keymap.reading(key), Some(Action::Close | Action::Quit | Action::QuitNow))
    }
}
