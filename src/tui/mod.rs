//! The terminal: shows an article full screen, at once, while it is analysed in the background; gives the terminal
//! back on every way out. What is on the screen and what keys do is `app`'s.

mod clipboard;
pub mod color;
mod desk;
mod environment;
mod event_loop;
mod input;
mod opener;
mod probe;
mod signal;
mod source;
mod terminal;
pub mod theme;
pub mod view;

use std::fs::File;
use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use anyhow::Context;

pub use color::{ColorChoice, ThemeChoice};
pub use environment::Environment;
pub use source::{Source, Stamp};
pub use terminal::Terminal;

use crate::app::{Format, Model, Msg, Settings};
use crate::document::Document;
use crate::export::EXPORTERS;
use crate::nlp::{Analysis, Progress};
use crate::store::{Keeper, Pen, StoreError};
use crate::tui::desk::{Desk, Tools};
use crate::tui::event_loop::{Event, Exit, World};
use crate::tui::input::Input;
use crate::tui::probe::LateAnswer;
use crate::tui::signal::SignalWatch;
use crate::worker::Stopped;

/// The first frame waits so long for the place where the reader was; a disk that is not asleep answers in some
/// milliseconds.
const PLACE_PATIENCE: Duration = Duration::from_millis(300);

/// Makes the analysis: loads the model, if need be, and runs it, and tells the library whom it found. Called in the
/// background, after the first frame and whenever the article was read again and had changed.
pub type Analyze =
    Arc<dyn Fn(&Document, Option<&Pen>, &mut dyn Progress) -> Result<Analysis, Stopped> + Send + Sync>;

/// Begins to keep the article anew, after it was read again and had changed.
pub type Keep = Box<dyn Fn(&Arc<Document>) -> io::Result<Keeper>>;

/// What the reader starts with.
pub struct Launch {
    /// What the title line calls the article. Sanitized.
    pub name: String,
    /// What the user wants of colours.
    pub color: ColorChoice,
    /// What the user wants of the theme.
    pub theme: ThemeChoice,
    /// Only ASCII signs in frames and marks; also so where the environment says so.
    pub ascii: bool,
    /// What the surroundings say of the terminal.
    pub environment: Environment,
    /// Makes the analysis.
    pub analyze: Analyze,
    /// Keeps the article and the place in it.
    pub keeper: Option<Keeper>,
    /// Keeps it after it has changed, if it is kept.
    pub keep: Option<Keep>,
    /// Where it came from.
    pub source: Source,
}

impl std::fmt::Debug for Launch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Launch").field("name", &self.name).finish_non_exhaustive()
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

/// Shows the article until the user leaves it, and tells why it was not kept, if it was to be. If a signal ended it, so
/// does the program, with the terminal restored.
pub fn run(doc: Arc<Document>, mut launch: Launch) -> anyhow::Result<Option<StoreError>> {
    check(&launch.environment)?;
    let mut keeper = launch.keeper.take();
    let exit = show(doc, launch, &mut keeper);
    // Also after a fault of ours: the place is the reader's.
    let kept = keeper.map_or(Ok(()), Keeper::close);
    if let Exit::Signal(signal) = exit? {
        signal::die_of(signal);
    }
    Ok(kept.err())
}

fn show(doc: Arc<Document>, launch: Launch, keeper: &mut Option<Keeper>) -> anyhow::Result<Exit> {
    let (sender, inbox) = mpsc::channel();
    if let Some(keeper) = keeper {
        desk::listen(keeper, 0, &sender);
    }
    let keyboard = input::open_keyboard().context("cannot read the keyboard")?;
    let signals = SignalWatch::spawn(sender.clone())?;
    let mut terminal = Terminal::take_over().context("cannot take over the terminal")?;

    let answer = ask_background(launch.theme, &mut terminal, &keyboard)?;
    terminal.enter()?;
    for key in probe::typed_keys(&answer.typed) {
        sender.send(Event::Msg(Msg::Key(key)))?;
    }
    let late = (!answer.is_complete).then(LateAnswer::default);
    let input = Input::spawn(keyboard, late, sender.clone())?;

    let settings = settings(&launch, answer.is_dark);
    let mut model = Model::new(Arc::clone(&doc), settings);
    let place = keeper.as_ref().map(|it| it.place(PLACE_PATIENCE));
    let Launch { environment, analyze, keep, source, .. } = launch;
    let tools = Tools { environment, analyze, keep, source };
    let mut desk = Desk::new(terminal, doc, tools, keeper, sender)?;
    if let Some(Ok(Some(place))) = place {
        model.begin_at(place.start());
    }
    for effect in model.update(desk.measure()) {
        // What a library holds that has not answered yet is not written over before the reader moves.
        if place.is_some_and(|it| it.is_ok()) {
            desk.perform(effect, &model)?;
        }
    }
    model.take_dirty();
    desk.draw(&model)?;
    // Only now: the first frame does not wait for the model, nor share the processor with it.
    desk.analyze();

    let exit = event_loop::run(&mut model, &inbox, &mut desk);
    // The screen goes first, so that leaving is instant; then exports are waited for, and nothing else.
    desk.close();
    drop((input, signals));
    exit
}

/// Asks the terminal whether its background is dark, unless the answer would change nothing.
fn ask_background(theme: ThemeChoice, terminal: &mut Terminal, keyboard: &File) -> io::Result<probe::Answer> {
    if theme != ThemeChoice::Auto {
        return Ok(probe::Answer { is_complete: true, ..Default::default() });
    }
    terminal.write(probe::QUESTION)?;
    probe::wait(keyboard)
}

fn settings(launch: &Launch, is_dark: Option<bool>) -> Settings {
    let formats = EXPORTERS
        .iter()
        .map(|it| Format { id: it.name, description: it.about, extension: it.extension })
        .collect();
    Settings {
        name: launch.name.clone(),
        ascii: launch.ascii || launch.environment.ascii,
        dark: color::is_dark(launch.theme, is_dark, &launch.environment),
        colors: color::depth(launch.color, &launch.environment),
        formats,
    }
}
