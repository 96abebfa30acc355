//! One session at the terminal, which is taken over once: for an article, or for the library and what is opened from
//! it.

use std::cell::RefCell;
use std::fs::File;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::JoinHandle;

use anyhow::Context;

use crate::app::shelf::{Shelf, ShelfMsg};
use crate::app::{Aim, App, Format, Keymap, Msg, Settings};
use crate::document::Document;
use crate::export::EXPORTERS;
use crate::nlp::Analysis;
use crate::store::{Keeper, Unwritten};
use crate::tui::effect_runner::{EffectRunner, Tools, listen};
use crate::tui::event_loop::{self, Event, Exit, World as _};
use crate::tui::fault::first_line;
use crate::tui::keyboard::Keyboard;
use crate::tui::late::LateAnswer;
use crate::tui::librarian::Librarian;
use crate::tui::listing::articles;
use crate::tui::shelf::ShelfEffectRunner;
use crate::tui::signal::SignalWatch;
use crate::tui::terminal::Terminal;
use crate::tui::wait::Waiter;
use crate::tui::{Appearance, Browse, Launch, PLACE_PATIENCE, ThemeChoice, color, input, probe};
use crate::worker::Worker;

/// The terminal that was taken over, and its events.
pub(super) struct Session {
    terminal: Terminal,
    sender: Sender<Event>,
    inbox: Receiver<Event>,
    worker: Worker<Arc<Analysis>>,
    /// What the terminal said about its background.
    is_dark: Option<bool>,
    /// Exports that are still being written.
    exports: Vec<JoinHandle<()>>,
    keyboard: Keyboard,
    /// How many pieces of work have been waited for.
    n_works: usize,
}

impl Session {
    /// Takes over the terminal.
    pub(super) fn begin(appearance: &Appearance) -> anyhow::Result<Self> {
        let (sender, inbox) = mpsc::channel();
        let keyboard = input::open_keyboard().context("cannot read the keyboard")?;
        let worker = Worker::spawn(sender.clone(), Event::Analysis)?;
        let signals = SignalWatch::spawn(sender.clone())?;
        let mut terminal = Terminal::take_over().context("cannot take over the terminal")?;
        let answer = ask_background(appearance.theme, &mut terminal, &keyboard)?;
        terminal.enter()?;
        if !appearance.start.mouse {
            terminal.set_mouse(false)?;
        }
        for key in probe::typed_keys(&answer.typed) {
            sender.send(Event::Msg(Msg::Key(key)))?;
        }
        let late = (!answer.is_complete).then(|| LateAnswer::after(&answer.begun));
        let keyboard = Keyboard::begin(keyboard, late, signals, sender.clone())?;
        Ok(Self {
            terminal,
            sender,
            inbox,
            worker,
            is_dark: answer.is_dark,
            exports: Vec::new(),
            keyboard,
            n_works: 0,
        })
    }

    /// Gives the terminal back, and waits only for exports that are still being written.
    pub(super) fn end(self) {
        drop(self.terminal);
        self.exports.into_iter().for_each(|it| drop(it.join()));
        self.worker.abandon();
    }

    /// Shows an article until the user leaves it, beginning at what it was opened for.
    pub(super) fn read(
        &mut self,
        doc: Arc<Document>,
        launch: Launch,
        keeper: &mut Option<Keeper>,
        aim: Option<Aim>,
    ) -> anyhow::Result<Exit> {
        if let Some(keeper) = keeper {
            listen(keeper, 0, &self.sender);
        }
        let Launch {
            name,
            appearance,
            analyze,
            keep,
            source,
            drafts,
            has_library,
            among,
            lists_articles,
            ..
        } = launch;
        let place = among.as_ref().map(|it| format!(" ({} of {})", it.at + 1, it.titles.len()));
        let name = name + place.as_deref().unwrap_or_default();
        let settings = Settings { has_library, among, ..settings(name, &appearance, self.is_dark) };
        let mut model = App::new(Arc::clone(&doc), settings);
        let place = keeper.as_ref().map(|it| it.place(PLACE_PATIENCE));
        let keyboard = &mut self.keyboard;
        let tools = Tools { appearance: &appearance, keyboard, analyze, keep, source, drafts };
        let (terminal, worker) = (&mut self.terminal, &mut self.worker);
        let mut runner = EffectRunner::new(terminal, worker, doc, tools, keeper, self.sender.clone())?;
        if let Some(Ok(Some(place))) = place {
            model.begin_at(place.start());
        }
        for effect in model.update(runner.measure()) {
            // If the library has not answered yet, the stored place is not overwritten before the user moves.
            if place.is_some_and(|it| it.is_ok()) {
                runner.perform(effect, &model)?;
            }
        }
        if let Some(aim) = aim {
            model.begin_with(aim);
        }
        if lists_articles {
            model.list_articles();
        }
        model.take_dirty();
        runner.draw(&model)?;
        // Only now, so that the first frame neither waits for the model nor shares the processor with it.
        runner.begin(model.reader.place());
        runner.offer_draft();
        let exit = event_loop::run(&mut model, &self.inbox, &mut runner);
        self.exports.extend(runner.finish(&model));
        self.worker.cancel();
        exit
    }

    /// Shows the library (or first its notes), and what is opened from it, until the user quits. `unwritten` collects
    /// what could not be saved.
    pub(super) fn browse(
        &mut self,
        browse: &mut Browse<'_>,
        notes: bool,
        unwritten: &mut Vec<Unwritten>,
    ) -> anyhow::Result<Exit> {
        let settings = settings("byline".to_owned(), &browse.appearance, self.is_dark);
        let mut shelf = Shelf::new(articles(&browse.listed)?, settings);
        let librarian = Librarian::spawn(browse.folders.clone(), browse.model.clone(), self.sender.clone())?;
        let mut shown = Some(notes);
        loop {
            let mut runner =
                ShelfEffectRunner::new(&mut self.terminal, &browse.appearance.themes, &librarian);
            shelf.update(runner.measure());
            for wish in shown.take().map_or_else(Vec::new, |notes| shelf.show(notes)) {
                runner.perform(wish, &shelf)?;
            }
            let (pick, aim) = match event_loop::run(&mut shelf, &self.inbox, &mut runner)? {
                Exit::Open(pick, aim) => (pick, aim),
                exit => return Ok(exit),
            };
            match (browse.open)(pick) {
                Ok((doc, mut launch)) => {
                    let mut keeper = launch.keeper.take();
                    let exit = self.read(doc, launch, &mut keeper, aim);
                    let kept = keeper.map_or(Ok(()), Keeper::close);
                    unwritten.extend(kept.err().map(|it| *it));
                    match exit? {
                        Exit::Leave => {}
                        Exit::Library { notes } => shown = Some(notes),
                        exit => return Ok(exit),
                    }
                    self.forget_article()?;
                    // Changes since then, here and in other programs.
                    librarian.list();
                }
                Err(error) => {
                    let why = first_line(&format!("{error:#}"));
                    shelf.update(ShelfMsg::Notice(why));
                    librarian.list();
                }
            }
        }
    }

    /// Waits for work between two articles.
    pub(super) fn waiter<'s>(&'s mut self, keymap: &'s Keymap) -> Waiter<'s> {
        let terminal = RefCell::new(&mut self.terminal);
        // Without a screen, waiting still works.
        let tell = move |line: &str| drop(terminal.borrow_mut().tell(line));
        Waiter::new(tell, (&self.sender, &self.inbox), keymap, &mut self.n_works)
    }

    /// Drops pending events about an article that was left; what was typed since stays.
    pub(super) fn forget_article(&mut self) -> anyhow::Result<()> {
        let is_of_article = |it: &Event| {
            matches!(it, Event::Analysis(_) | Event::Kept(..) | Event::Copied { .. } | Event::Reread(_))
        };
        let rest: Vec<_> = self.inbox.try_iter().filter(|it| !is_of_article(it)).collect();
        rest.into_iter().try_for_each(|it| self.sender.send(it))?;
        Ok(())
    }
}

/// Asks the terminal whether its background is dark, unless the answer would change nothing.
fn ask_background(theme: ThemeChoice, terminal: &mut Terminal, keyboard: &File) -> io::Result<probe::Answer> {
    if theme != ThemeChoice::Auto {
        return Ok(probe::Answer { is_complete: true, ..Default::default() });
    }
    terminal.write(probe::QUESTION)?;
    probe::wait(keyboard)
}

fn settings(name: String, appearance: &Appearance, is_dark: Option<bool>) -> Settings {
    let formats = EXPORTERS
        .iter()
        .map(|it| Format { id: it.name, description: it.about, extension: it.extension })
        .collect();
    Settings {
        name,
        ascii: appearance.ascii || appearance.environment.ascii,
        dark: color::is_dark(appearance.theme, is_dark, &appearance.environment),
        colors: color::depth(appearance.color, &appearance.environment),
        formats,
        has_library: false,
        start: appearance.start.clone(),
        keymap: Arc::clone(&appearance.keymap),
        notice: appearance.notice.clone(),
        among: None,
        theme_names: [&appearance.themes.dark, &appearance.themes.light].map(|it| it.name.clone()),
    }
}
