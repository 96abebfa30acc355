//! The world of the library screen: draws it, and passes its requests to the librarian.

use crate::app::Msg;
use crate::app::shelf::{Shelf, ShelfEffect, ShelfMsg};
use crate::tui::effect_runner::suspend;
use crate::tui::event_loop::{Event, Exit, Received, State, World};
use crate::tui::librarian::Librarian;
use crate::tui::terminal::Terminal;
use crate::tui::theme::Themes;
use crate::tui::view::ShelfView;

/// The terminal, and the librarian.
pub(super) struct ShelfEffectRunner<'t> {
    terminal: &'t mut Terminal,
    themes: &'t Themes,
    librarian: &'t Librarian,
}

impl State for Shelf {
    type Msg = ShelfMsg;
    type Effect = ShelfEffect;

    fn update(&mut self, msg: ShelfMsg) -> Vec<ShelfEffect> {
        self.update(msg)
    }

    fn take_dirty(&mut self) -> bool {
        self.take_dirty()
    }
}

impl World<Shelf> for ShelfEffectRunner<'_> {
    fn draw(&mut self, shelf: &Shelf) -> anyhow::Result<()> {
        Ok(self.terminal.draw(ShelfView(shelf, self.themes))?)
    }

    fn receive(&mut self, event: Event, _: &Shelf) -> anyhow::Result<Received<ShelfMsg>> {
        Ok(match event {
            Event::Msg(msg) => to_shelf(msg).map_or(Received::Nothing, Received::Msg),
            Event::Shelf(msg) => Received::Msg(msg),
            Event::Resized => Received::Msg(self.measure()),
            Event::Continued => {
                self.terminal.enter()?;
                // Another byline may have changed the library in the meantime.
                self.librarian.list();
                Received::Msg(self.measure())
            }
            Event::Ended(signal) => Received::Exit(Exit::Signal(signal)),
            Event::InputEnded => Received::Exit(Exit::Quit),
            Event::Failed(why) => anyhow::bail!(why),
            // About an article that was left.
            Event::Analysis(_)
            | Event::Kept(..)
            | Event::Work(_)
            | Event::Copied { .. }
            | Event::Reread(_)
            | Event::Focused => Received::Nothing,
        })
    }

    fn perform(&mut self, effect: ShelfEffect, _: &Shelf) -> anyhow::Result<Option<Exit>> {
        match effect {
            ShelfEffect::Quit => return Ok(Some(Exit::Quit)),
            ShelfEffect::Open(pick, aim) => return Ok(Some(Exit::Open(pick, aim))),
            ShelfEffect::Notes => self.librarian.notes(),
            ShelfEffect::Suspend => {
                suspend(self.terminal)?;
                self.librarian.list();
            }
            ShelfEffect::Redraw => {
                self.terminal.enter()?;
                self.librarian.list();
            }
            ShelfEffect::Find(query) => self.librarian.find(query),
            ShelfEffect::Remove(id) => self.librarian.remove(id),
            ShelfEffect::MouseCapture(is_on) => self.terminal.set_mouse(is_on)?,
        }
        Ok(None)
    }
}

impl<'t> ShelfEffectRunner<'t> {
    pub(super) fn new(terminal: &'t mut Terminal, themes: &'t Themes, librarian: &'t Librarian) -> Self {
        Self { terminal, themes, librarian }
    }

    /// The terminal's size, as a message for the library screen.
    pub(super) fn measure(&mut self) -> ShelfMsg {
        let (columns, rows) = self.terminal.measure().into();
        ShelfMsg::Resize { columns, rows }
    }
}

fn to_shelf(msg: Msg) -> Option<ShelfMsg> {
    match msg {
        Msg::Key(key) => Some(ShelfMsg::Key(key)),
        Msg::Paste(text) => Some(ShelfMsg::Paste(text)),
        Msg::Mouse(mouse) => Some(ShelfMsg::Mouse(mouse)),
        Msg::Redraw => Some(ShelfMsg::Redraw),
        // The result of an export of the previous article.
        Msg::Notice(notice) => Some(ShelfMsg::Notice(notice)),
        _ => None,
    }
}
