//! The event loop: one inbox, one thread that owns the state, and a frame only when something has changed. There is
//! no tick: without events, the loop sleeps and writes nothing.

use std::iter;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use crate::app::shelf::{Pick, ShelfMsg};
use crate::app::{Aim, App, Effect, Msg};
use crate::nlp::Analysis;
use crate::store::News;
use crate::tui::source::Reread;
use crate::tui::wait::WorkNews;
use crate::worker::Update;

/// How many events may be handled before a frame is drawn; with more, the screen would freeze while they pour in.
const BURST: usize = 256;

/// Everything that can happen.
#[derive(Debug)]
pub(super) enum Event {
    /// A message that goes to the state as it is.
    Msg(Msg),
    /// News of the analysis.
    Analysis(Update<Arc<Analysis>>),
    /// News from the library about the article's text after the `n`th reading.
    Kept(usize, News),
    /// The article's file as it is now, or why it could not be read.
    Reread(Reread),
    /// The user has come back to this terminal.
    Focused,
    /// A message for the library screen.
    Shelf(ShelfMsg),
    /// A text was copied to the clipboard by a program, or must still be sent to the terminal.
    Copied {
        /// The text.
        text: String,
        /// The program that took it, if any.
        by: Option<&'static str>,
        /// Introduces the message, for example with the reason for copying.
        why: &'static str,
    },
    /// News about work between two articles.
    Work(WorkNews),
    /// The terminal has another size.
    Resized,
    /// The program was suspended and continues.
    Continued,
    /// A signal asks the program to end.
    Ended(i32),
    /// The terminal has gone away.
    InputEnded,
    /// An essential thread has failed; why.
    Failed(String),
}

/// A state that is shown, and changed by messages.
pub(super) trait State {
    /// Its messages.
    type Msg;
    /// Its effects.
    type Effect;

    /// Handles a message, and returns what is to be done.
    fn update(&mut self, msg: Self::Msg) -> Vec<Self::Effect>;

    /// Whether it must be drawn again; asks once per change.
    fn take_dirty(&mut self) -> bool;
}

impl State for App {
    type Msg = Msg;
    type Effect = Effect;

    fn update(&mut self, msg: Msg) -> Vec<Effect> {
        self.update(msg)
    }

    fn take_dirty(&mut self) -> bool {
        self.take_dirty()
    }
}

/// Why the loop ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Exit {
    /// The user left what is shown.
    Leave,
    /// The user chose something to read; perhaps with the place where a search found it.
    Open(Pick, Option<Aim>),
    /// The user chose another one of the articles that were opened together.
    Article(usize),
    /// The user left for the library, or for its notes.
    Library { notes: bool },
    /// The user wanted the program to end, or the terminal is gone.
    Quit,
    /// By a signal.
    Signal(i32),
}

/// What an event means for the state.
#[derive(Debug)]
pub(super) enum Received<M> {
    /// A message for it.
    Msg(M),
    /// Nothing.
    Nothing,
    /// The end.
    Exit(Exit),
}

/// The world around the state: the terminal, files, the clipboard. Tests have their own.
pub(super) trait World<S: State> {
    /// Draws the state.
    fn draw(&mut self, state: &S) -> anyhow::Result<()>;

    /// Handles an event before the state does.
    fn receive(&mut self, event: Event, state: &S) -> anyhow::Result<Received<S::Msg>>;

    /// Carries out what the state asks for.
    fn perform(&mut self, effect: S::Effect, state: &S) -> anyhow::Result<Option<Exit>>;
}

/// Runs until something ends the loop.
pub(super) fn run<S: State>(
    state: &mut S,
    inbox: &Receiver<Event>,
    world: &mut dyn World<S>,
) -> anyhow::Result<Exit> {
    loop {
        if state.take_dirty() {
            world.draw(state)?;
        }
        let Ok(first) = inbox.recv() else { return Ok(Exit::Quit) };
        for event in iter::once(first).chain(inbox.try_iter()).take(BURST) {
            let msg = match world.receive(event, state)? {
                Received::Msg(msg) => msg,
                Received::Nothing => continue,
                Received::Exit(exit) => return Ok(exit),
            };
            for effect in state.update(msg) {
                if let Some(exit) = world.perform(effect, state)? {
                    return Ok(exit);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::app::{Key, Settings};
    use crate::document::{DocumentBuilder, Metadata};

    /// Counts frames and records effects.
    #[derive(Debug, Default)]
    struct Witness {
        n_frames: usize,
        effects: Vec<Effect>,
    }

    impl World<App> for Witness {
        fn draw(&mut self, _: &App) -> anyhow::Result<()> {
            self.n_frames += 1;
            Ok(())
        }

        fn receive(&mut self, event: Event, _: &App) -> anyhow::Result<Received<Msg>> {
            Ok(match event {
                Event::Msg(msg) => Received::Msg(msg),
                Event::Ended(signal) => Received::Exit(Exit::Signal(signal)),
                _ => Received::Nothing,
            })
        }

        fn perform(&mut self, effect: Effect, _: &App) -> anyhow::Result<Option<Exit>> {
            let exit = match effect {
                Effect::Quit => Some(Exit::Leave),
                Effect::QuitNow => Some(Exit::Quit),
                _ => None,
            };
            self.effects.push(effect);
            Ok(exit)
        }
    }

    fn model() -> App {
        let doc = DocumentBuilder::new().finish(Metadata::default()).unwrap();
        App::new(Arc::new(doc), Settings::default())
    }

    fn run_with(events: Vec<Event>) -> (Exit, Witness) {
        let (sender, inbox) = mpsc::channel();
        for event in events {
            sender.send(event).unwrap();
        }
        drop(sender);
        let mut witness = Witness::default();
        let exit = run(&mut model(), &inbox, &mut witness).unwrap();
        (exit, witness)
    }

    #[test]
    fn a_burst_of_messages_costs_one_frame() {
        let (_, witness) = run_with((0..100).map(|_| Event::Msg(Msg::Redraw)).collect());
        assert_eq!(witness.n_frames, 2, "the first one, and one for all the messages");
    }

    #[test]
    fn a_flood_does_not_keep_the_screen_from_being_drawn() {
        let (_, witness) = run_with((0..3 * BURST).map(|_| Event::Msg(Msg::Redraw)).collect());
        assert_eq!(witness.n_frames, 4);
    }

    #[test]
    fn what_changes_nothing_draws_nothing() {
        let (_, witness) = run_with(vec![Event::Continued, Event::Resized]);
        assert_eq!(witness.n_frames, 1);
    }

    #[test]
    fn quitting_ends_the_loop_before_what_comes_after() {
        let (exit, witness) = run_with(vec![
            Event::Msg(Msg::Key(Key::ctrl('z'))),
            Event::Msg(Msg::Key(Key::char('q'))),
            Event::Ended(15),
        ]);
        assert_eq!((exit, witness.effects), (Exit::Leave, vec![Effect::Suspend, Effect::Quit]));
        assert_eq!(run_with(vec![Event::Msg(Msg::Key(Key::ctrl('c')))]).0, Exit::Quit);
    }

    #[test]
    fn a_signal_and_a_lost_inbox_end_the_loop() {
        assert_eq!(run_with(vec![Event::Ended(15)]).0, Exit::Signal(15));
        assert_eq!(run_with(vec![]).0, Exit::Quit);
    }
}
