//! The world of the start screen: draws it, and hands what is asked for to the librarian.

use crate::annotate;
use crate::app::Msg;
use crate::app::shelf::{Article, Note, Shelf, ShelfMsg, Wish};
use crate::store::{self, Entry, Library, Noted, StoreError};
use crate::text::sanitize::sanitize;
use crate::tui::desk::suspend;
use crate::tui::event_loop::{Event, Exit, Received, State, World};
use crate::tui::librarian::Librarian;
use crate::tui::terminal::Terminal;
use crate::tui::theme::Themes;
use crate::tui::view::ShelfView;

/// The terminal, and who knows the library.
pub(super) struct ShelfDesk<'t> {
    terminal: &'t mut Terminal,
    themes: &'t Themes,
    librarian: &'t Librarian,
}

impl State for Shelf {
    type Msg = ShelfMsg;
    type Effect = Wish;

    fn update(&mut self, msg: ShelfMsg) -> Vec<Wish> {
        self.update(msg)
    }

    fn take_dirty(&mut self) -> bool {
        self.take_dirty()
    }
}

impl World<Shelf> for ShelfDesk<'_> {
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
                // Another byline may have changed the library meanwhile.
                self.librarian.list();
                Received::Msg(self.measure())
            }
            Event::Ended(signal) => Received::Exit(Exit::Signal(signal)),
            Event::InputEnded => Received::Exit(Exit::Quit),
            Event::Failed(why) => anyhow::bail!(why),
            // Of an article that was left.
            Event::Analysis(_)
            | Event::Kept(..)
            | Event::Copied { .. }
            | Event::Reread(_)
            | Event::Focused => Received::Nothing,
        })
    }

    fn perform(&mut self, wish: Wish, _: &Shelf) -> anyhow::Result<Option<Exit>> {
        match wish {
            Wish::Quit => return Ok(Some(Exit::Quit)),
            Wish::Open(pick, aim) => return Ok(Some(Exit::Open(pick, aim))),
            Wish::Notes => self.librarian.notes(),
            Wish::Suspend => {
                suspend(self.terminal)?;
                self.librarian.list();
            }
            Wish::Redraw => {
                self.terminal.enter()?;
                self.librarian.list();
            }
            Wish::Find(query) => self.librarian.find(query),
            Wish::Remove(id) => self.librarian.remove(id),
            Wish::MouseCapture(is_on) => self.terminal.set_mouse(is_on)?,
        }
        Ok(None)
    }
}

impl<'t> ShelfDesk<'t> {
    pub(super) fn new(terminal: &'t mut Terminal, themes: &'t Themes, librarian: &'t Librarian) -> Self {
        Self { terminal, themes, librarian }
    }

    /// The terminal's size, as the start screen is told it.
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
        // How an export of the article before went.
        Msg::Notice(notice) => Some(ShelfMsg::Notice(notice)),
        _ => None,
    }
}

/// All articles of the library, the last opened first.
pub(super) fn articles(library: &Library) -> Result<Vec<Article>, StoreError> {
    Ok(library.list(None)?.iter().map(article).collect())
}

/// An article as the start screen lists it.
pub(super) fn article(entry: &Entry) -> Article {
    Article {
        id: entry.id.to_i64(),
        title: clean(&entry.name),
        opened: clean(&entry.opened_local),
        read_percent: entry.read_percent,
        n_notes: entry.tally.notes + entry.tally.highlights,
        n_corrections: entry.tally.corrections,
        n_others: entry.others.len(),
    }
}

/// The notes of all articles, in the order of those.
pub(super) fn notes(library: &Library) -> Result<Vec<Note>, StoreError> {
    let of_article = |it: Noted| {
        let note = |note: store::Note| Note {
            article: it.entry.id.to_i64(),
            id: note.id,
            title: clean(&it.entry.name),
            words: clean(&note.words),
            told: clean(&annotate::told(&note.note, &note.tags)),
            written: clean(&note.written_local),
        };
        it.notes.into_iter().map(note).collect::<Vec<_>>()
    };
    Ok(library.notes()?.into_iter().flat_map(of_article).collect())
}

/// What lies in the library was cleaned when it came in, but a file may be changed by anyone.
pub(super) fn clean(text: &str) -> String {
    sanitize(text).text.split_whitespace().collect::<Vec<_>>().join(" ")
}
