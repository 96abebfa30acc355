//! The terminal: shows an article at once, full screen, while it is analysed in the background, and gives the
//! terminal back on every way out. `app` decides what is on the screen and what keys do.

mod clipboard;
pub mod color;
mod draft;
mod editor;
mod effect_runner;
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
use crate::app::{ArticlePosition, Keymap, Start};
use crate::document::Document;
use crate::nlp::{Analysis, Progress};
use crate::store::{Folders, Keeper, KeeperHandle, Library, Unwritten};
use crate::tui::event_loop::{Event, Exit};
use crate::tui::session::Session;
use crate::tui::theme::Themes;
use crate::worker::Stopped;

/// How long the first frame waits for the place where the user was. A disk that is not asleep answers within a few
/// milliseconds.
const PLACE_PATIENCE: Duration = Duration::from_millis(300);

/// Makes the analysis, or finds an earlier one: loads the model if necessary, runs it, and tells the library what it
/// found. Called in the background after the first frame, and whenever the article was read again and had changed.
pub type Analyze = Arc<
    dyn Fn(&Document, Option<&KeeperHandle>, &mut dyn Progress) -> Result<Arc<Analysis>, Stopped>
        + Send
        + Sync,
>;

/// Keeps the article's new text, after it was read again and had changed.
pub type Keep = Box<dyn Fn(&Arc<Document>) -> io::Result<Keeper>>;

/// Looks and keys, for an article as well as for the library.
#[derive(Debug, Clone)]
pub struct Appearance {
    /// How many colours the user wants.
    pub color: ColorChoice,
    /// Which theme to start with.
    pub theme: ThemeChoice,
    /// The themes for dark and for light backgrounds.
    pub themes: Themes,
    /// The user's initial choices.
    pub start: Start,
    /// Whether exports to Markdown write names as links.
    pub links: bool,
    /// The user's own template for Markdown.
    pub template: Option<PathBuf>,
    /// The keys.
    pub keymap: Arc<Keymap>,
    /// The text of the first status line.
    pub notice: Option<String>,
    /// Whether frames and marks use only ASCII characters; the environment can require that, too.
    pub ascii: bool,
    /// What the environment says about the terminal.
    pub environment: Environment,
}

/// What the reader starts with.
pub struct Launch {
    /// The article's name in the title line. Cleaned.
    pub name: String,
    /// Looks and keys.
    pub appearance: Appearance,
    /// Makes the analysis.
    pub analyze: Analyze,
    /// Keeps the article and the user's place in it.
    pub keeper: Option<Keeper>,
    /// Keeps its new text after it has changed, if it is kept.
    pub keep: Option<Keep>,
    /// Where it came from.
    pub source: Source,
    /// Where unfinished notes are, if anything is kept.
    pub drafts: Option<Drafts>,
    /// Whether there is a library to go to.
    pub has_library: bool,
    /// The articles that were opened together with this one, if there are others.
    pub among: Option<ArticlePosition>,
    /// Whether to list them first.
    pub lists_articles: bool,
}

impl std::fmt::Debug for Launch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Launch").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Opens what was chosen in the library.
pub type Open<'a> = Box<dyn FnMut(Pick) -> anyhow::Result<(Arc<Document>, Launch)> + 'a>;

/// Opens another one of the articles that were opened together, by its number, counted from 0. Slow work is handed to
/// the [`Wait`], while the screen stays.
pub type OpenAnother<'a> = Box<dyn FnMut(usize, &Wait<'_>) -> anyhow::Result<(Arc<Document>, Launch)> + 'a>;

/// What the library screen starts with.
pub struct Browse<'a> {
    /// Where everything is stored.
    pub folders: Folders,
    /// The open library, to list its articles first.
    pub listed: Library,
    /// Identifies the analyses that say who is in an article, as [`crate::store::analyst`] does.
    pub model: String,
    /// Looks and keys, for the library and for what is opened from it.
    pub appearance: Appearance,
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

/// Checks, before anything is read or loaded, whether an article can be shown.
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

/// Shows the article until the user leaves it for another one, or for the library, or quits. Returns what could not
/// be saved. If a signal ended the reading, the program ends in the same way, with the terminal restored.
pub fn run<'b>(
    doc: Arc<Document>,
    mut launch: Launch,
    mut another: OpenAnother<'_>,
    library: impl FnOnce() -> anyhow::Result<Browse<'b>>,
) -> anyhow::Result<Vec<Unwritten>> {
    check(&launch.appearance.environment)?;
    let mut keeper = launch.keeper.take();
    let mut unwritten = Vec::new();
    let keymap = Arc::clone(&launch.appearance.keymap);
    let exit = Session::begin(&launch.appearance).and_then(|mut session| {
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
                // The article must be in the library before that is listed.
                unwritten.extend(close(&mut keeper));
                session.forget_article().and_then(|()| session.browse(&mut library()?, notes, &mut unwritten))
            }
            exit => exit,
        };
        // The screen goes first, so that leaving feels instant.
        session.end();
        exit
    });
    // Even after an error of ours, because the place belongs to the user.
    unwritten.extend(close(&mut keeper));
    if let Exit::Signal(signal) = exit? {
        signal::die_of(signal);
    }
    Ok(unwritten)
}

/// Stops keeping an article; returns what could not be saved.
fn close(keeper: &mut Option<Keeper>) -> Option<Unwritten> {
    keeper.take().and_then(|it| it.close().err()).map(|it| *it)
}

/// Shows the library, and the articles that are opened from it, until the user quits. Returns what could not be
/// saved. Signals work as in [`run`].
pub fn browse(mut browse: Browse<'_>) -> anyhow::Result<Vec<Unwritten>> {
    check(&browse.appearance.environment)?;
    let mut session = Session::begin(&browse.appearance)?;
    let mut unwritten = Vec::new();
    let exit = session.browse(&mut browse, false, &mut unwritten);
    session.end();
    if let Exit::Signal(signal) = exit? {
        signal::die_of(signal);
    }
    Ok(unwritten)
}
