//! The terminal: shows an article full screen, at once, while it is analysed in the background; gives the terminal
//! back on every way out. What is on the screen and what keys do is `app`'s.

mod clipboard;
pub mod color;
mod desk;
mod draft;
mod editor;
mod environment;
mod event_loop;
mod exporting;
mod fault;
mod input;
mod keyboard;
mod late;
mod librarian;
mod listing;
mod opener;
mod private_file;
mod probe;
mod program;
mod session;
mod shelf;
mod signal;
mod source;
mod terminal;
pub mod theme;
pub mod view;
mod visible;
mod wait;

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

pub use color::{ColorChoice, ThemeChoice};
pub use draft::{Drafts, Unfinished};
pub use environment::Environment;
pub use exporting::expand_home;
pub use source::{Refetch, Source, Stamp};
pub use terminal::Terminal;
pub use wait::{Wait, Work};

use crate::app::shelf::Pick;
use crate::app::{Among, Keymap, Start};
use crate::document::Document;
use crate::nlp::{Analysis, Progress};
use crate::store::{Folders, Keeper, Library, Pen, Unwritten};
use crate::tui::event_loop::{Event, Exit};
use crate::tui::session::Session;
use crate::tui::theme::Themes;
use crate::worker::Stopped;

/// The first frame waits so long for the place where the reader was; a disk that is not asleep answers in some
/// milliseconds.
const PLACE_PATIENCE: Duration = Duration::from_millis(300);

/// Makes the analysis, or finds the one that was made earlier: loads the model, if need be, and runs it, and tells the library
/// what it found. Called in the background, after the first frame and whenever the article was read again and had changed.
pub type Analyze =
    Arc<dyn Fn(&Document, Option<&Pen>, &mut dyn Progress) -> Result<Arc<Analysis>, Stopped> + Send + Sync>;

/// Begins to keep the article anew, after it was read again and had changed.
pub type Keep = Box<dyn Fn(&Arc<Document>) -> io::Result<Keeper>>;

/// How things look and which keys do what, of an article as of the library.
#[derive(Debug, Clone)]
pub struct Manner {
    /// What the user wants of colours.
    pub color: ColorChoice,
    /// Which of the themes to begin with.
    pub theme: ThemeChoice,
    /// What to use on dark and on light backgrounds.
    pub themes: Themes,
    /// What the reader begins with.
    pub start: Start,
    /// An export to Markdown writes names as links.
    pub links: bool,
    /// The reader's own template for it.
    pub template: Option<PathBuf>,
    /// Which keys do what.
    pub keymap: Arc<Keymap>,
    /// What the first status line tells.
    pub notice: Option<String>,
    /// Only ASCII signs in frames and marks; also so where the environment says so.
    pub ascii: bool,
    /// What the surroundings say of the terminal.
    pub environment: Environment,
}

/// What the reader starts with.
pub struct Launch {
    /// What the title line calls the article. Sanitized.
    pub name: String,
    /// How it is shown.
    pub manner: Manner,
    /// Makes the analysis.
    pub analyze: Analyze,
    /// Keeps the article and the place in it.
    pub keeper: Option<Keeper>,
    /// Keeps it after it has changed, if it is kept.
    pub keep: Option<Keep>,
    /// Where it came from.
    pub source: Source,
    /// Where notes lie that are not finished, if anything is kept.
    pub drafts: Option<Drafts>,
    /// There is a library that one can go to from the article.
    pub has_library: bool,
    /// The articles that were opened together with this one, if there are others.
    pub among: Option<Among>,
    /// They are listed first.
    pub lists_articles: bool,
}

impl std::fmt::Debug for Launch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Launch").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Opens what is chosen in the library, to be read.
pub type Open<'a> = Box<dyn FnMut(Pick) -> anyhow::Result<(Arc<Document>, Launch)> + 'a>;

/// Opens another one of the articles that were opened together, by its place from 0. What takes long it lets do while the
/// screen stands.
pub type OpenAnother<'a> = Box<dyn FnMut(usize, &Wait<'_>) -> anyhow::Result<(Arc<Document>, Launch)> + 'a>;

/// What the start screen starts with.
pub struct Browse<'a> {
    /// Where everything lies.
    pub folders: Folders,
    /// The library, open: what is listed first.
    pub listed: Library,
    /// Whose analyses tell who is in an article, as [`crate::store::analyst`] names it.
    pub model: String,
    /// How it is shown, and what is opened from it.
    pub manner: Manner,
    /// Opens what is chosen.
    pub open: Open<'a>,
}

impl std::fmt::Debug for Browse<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Browse").field("folders", &self.folders).finish_non_exhaustive()
    }
}

/// Why there is no screen to read on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoScreen {
    /// Standard output goes to a file or a program.
    #[error("standard output is not a terminal")]
    NotATerminal,
    /// `TERM` is "dumb" or not set.
    #[error("this terminal cannot place the cursor (TERM is \"dumb\" or not set)")]
    Dumb,
    /// The text comes in on standard input, and there is no controlling terminal for the keys.
    #[error("no keyboard: standard input is not a terminal, and there is no other")]
    NoKeyboard,
}

/// Finds out, before anything is read or loaded, whether an article can be shown.
pub fn check(environment: &Environment) -> Result<(), NoScreen> {
    if !io::stdout().is_terminal() {
        Err(NoScreen::NotATerminal)
    } else if environment.is_dumb() {
        Err(NoScreen::Dumb)
    } else if input::open_keyboard().is_err() {
        Err(NoScreen::NoKeyboard)
    } else {
        Ok(())
    }
}

/// Shows the article until the user leaves it, for another one or for the library if there is one, and tells what was not kept of what was to be. If a signal
/// ended it, so does the program, with the terminal restored.
pub fn run<'b>(
    doc: Arc<Document>,
    mut launch: Launch,
    mut another: OpenAnother<'_>,
    library: impl FnOnce() -> anyhow::Result<Browse<'b>>,
) -> anyhow::Result<Vec<Unwritten>> {
    check(&launch.manner.environment)?;
    let mut keeper = launch.keeper.take();
    let mut unwritten = Vec::new();
    let keymap = Arc::clone(&launch.manner.keymap);
    let exit = Session::begin(&launch.manner).and_then(|mut session| {
        let mut exit = session.read(doc, launch, &mut keeper, None);
        while let Ok(Exit::Article(at)) = exit {
            unwritten.extend(close(&mut keeper));
            session.forget_article()?;
            let (doc, mut launch) = {
                let waiter = session.waiter(&keymap);
                another(at, &|work| waiter.wait(work))?
            };
            keeper = launch.keeper.take();
            exit = session.read(doc, launch, &mut keeper, None);
        }
        let exit = match exit {
            Ok(Exit::Library { notes }) => {
                // The article is in the library before that is listed.
                unwritten.extend(close(&mut keeper));
                session.forget_article().and_then(|()| session.browse(&mut library()?, notes, &mut unwritten))
            }
            exit => exit,
        };
        // The screen goes first, so that leaving is instant.
        session.end();
        exit
    });
    // Also after a fault of ours: the place is the reader's.
    unwritten.extend(close(&mut keeper));
    if let Exit::Signal(signal) = exit? {
        signal::die_of(signal);
    }
    Ok(unwritten)
}

/// Ends the keeping of an article; what could not be kept.
fn close(keeper: &mut Option<Keeper>) -> Option<Unwritten> {
    keeper.take().and_then(|it| it.close().err()).map(|it| *it)
}

/// Shows the library, and the articles that are chosen from it, until the user quits; tells what was not kept of
/// what was to be. Signals as in [`run`].
pub fn browse(mut browse: Browse<'_>) -> anyhow::Result<Vec<Unwritten>> {
    check(&browse.manner.environment)?;
    let mut session = Session::begin(&browse.manner)?;
    let mut unwritten = Vec::new();
    let exit = session.browse(&mut browse, false, &mut unwritten);
    session.end();
    if let Exit::Signal(signal) = exit? {
        signal::die_of(signal);
    }
    Ok(unwritten)
}
