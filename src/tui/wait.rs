//! Work that may take long between two articles, such as fetching a page. It runs on a separate thread, the last line
//! of the screen shows its progress, and a key gives it up.

use std::cell::RefCell;
use std::sync::mpsc::{Receiver, Sender};
use std::thread;

use crate::app::input::action::Action;
use crate::app::{Key, Keymap, Msg};
use crate::tui::Event;

/// Work for a separate thread; it reports its progress as a line of text.
pub type Work = Box<dyn FnOnce(&dyn Fn(String)) + Send>;

/// Does the work while the screen stays, and returns whether it was finished: false if the user gave it up. It may
/// then continue, but nobody waits for it.
pub type Wait<'w> = dyn Fn(Work) -> bool + 'w;

/// News about such work.
#[derive(Debug)]
pub(super) struct WorkNews {
    number: usize,
    /// Its progress; `None` at its end.
    line: Option<String>,
}

/// Waits for one piece of work after another.
pub(super) struct Waiter<'s> {
    /// Shows a line.
    tell: Box<dyn Fn(&str) + 's>,
    inbox: &'s Receiver<Event>,
    sender: &'s Sender<Event>,
    keymap: &'s Keymap,
    /// The number of the last piece of work.
    last: RefCell<&'s mut usize>,
}

/// Reports the end of the work, even after a panic.
struct EndReport(Sender<Event>, usize);

impl Drop for EndReport {
    fn drop(&mut self) {
        // Without a receiver, nobody is waiting any more.
        drop(self.0.send(Event::Work(WorkNews { number: self.1, line: None })));
    }
}

impl<'s> Waiter<'s> {
    pub(super) fn new(
        tell: impl Fn(&str) + 's,
        (sender, inbox): (&'s Sender<Event>, &'s Receiver<Event>),
        keymap: &'s Keymap,
        last: &'s mut usize,
    ) -> Self {
        Self { tell: Box::new(tell), inbox, sender, keymap, last: RefCell::new(last) }
    }

    /// Whether the work was finished. Work that cannot be started was not.
    pub(super) fn wait(&self, work: Work) -> bool {
        let number = {
            let mut last = self.last.borrow_mut();
            **last += 1;
            **last
        };
        let sender = self.sender.clone();
        let run = move || {
            let end = EndReport(sender, number);
            work(&|line| drop(end.0.send(Event::Work(WorkNews { number, line: Some(line) }))));
        };
        if thread::Builder::new().name("fetch".to_owned()).spawn(run).is_err() {
            return false;
        }
        let mut later = Vec::new();
        let is_done = self.until_end(number, &mut later);
        // Other events belong to the next article, in their order.
        for event in later {
            drop(self.sender.send(event));
        }
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
                        let told = format!("{line} · {}", self.keymap.words("{close} cancels"));
                        (self.tell)(&told);
                        shown = line;
                    }
                    Some(_) => {}
                },
                Ok(Event::Msg(Msg::Key(key))) if self.gives_up(key) => return false,
                // Work that was cancelled earlier.
                Ok(Event::Work(_) | Event::Msg(Msg::Mouse(_))) => {}
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

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    /// Waits for some work while these events arrive, and returns whether it was finished, what was shown, and which
    /// events are left for later.
    fn check(
        events: Vec<Event>,
        work: impl FnOnce(&dyn Fn(String)) + Send + 'static,
    ) -> (bool, Vec<String>, String) {
        let (sender, inbox) = mpsc::channel();
        let (shown, keymap, mut last) = (RefCell::new(Vec::new()), Keymap::new(), 7);
        for event in events {
            sender.send(event).unwrap();
        }
        let waiter = Waiter::new(
            |line| shown.borrow_mut().push(line.to_owned()),
            (&sender, &inbox),
            &keymap,
            &mut last,
        );
        let is_done = waiter.wait(Box::new(work));
        drop(waiter);
        let left: Vec<Event> = inbox.try_iter().filter(|it| !matches!(it, Event::Work(_))).collect();
        (is_done, shown.into_inner(), format!("{left:?}"))
    }

    fn park(_: &dyn Fn(String)) {
        loop {
            thread::park();
        }
    }

    fn key(c: char) -> Event {
        Event::Msg(Msg::Key(Key::char(c)))
    }

    #[test]
    fn work_is_waited_for_and_its_progress_shown_once_each() {
        let old = Event::Work(WorkNews { number: 7, line: None });
        let (is_done, shown, left) = check(vec![old, key('n'), Event::Resized], |tell| {
            for line in ["asking port.example …", "asking port.example …", "fetching from port.example: 3 KB"]
            {
                tell(line.to_owned());
            }
        });
        assert!(is_done, "the end of other work is not its end");
        assert_eq!(
            shown,
            ["asking port.example … · Esc cancels", "fetching from port.example: 3 KB · Esc cancels"]
        );
        assert_eq!(
            left,
            format!("{:?}", [key('n'), Event::Resized]),
            "what was typed is for the next article"
        );
    }

    #[test]
    fn a_key_or_the_end_of_the_program_gives_it_up() {
        let esc = || Event::Msg(Msg::Key(Key::plain(crate::app::KeyCode::Esc)));
        assert_eq!(check(vec![key('j'), esc()], park), (false, vec![], format!("{:?}", [key('j')])));
        assert_eq!(check(vec![Event::Ended(15)], park), (false, vec![], format!("{:?}", [Event::Ended(15)])));
    }

    #[test]
    fn work_that_panics_is_over() {
        let (is_done, ..) = check(vec![], |_| panic!("no such page"));
        assert!(is_done, "and has no result, as whoever asked for it sees");
    }
}
