//! Carries out the effects that the state asks for: on the terminal, in files, on the clipboard. Anything that may
//! take long runs on a separate thread, and its answer arrives as an event.

mod outgoing;
mod saving;

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread::JoinHandle;

use crate::annotate::{Anchor, Edit, EditId, Entry};
use crate::app::{self, App, Effect, Mouse, MouseKind, Msg};
use crate::document::Document;
use crate::export;
use crate::nlp::Analysis;
use crate::store::{Keeper, KeeperHandle};
use crate::text::Span;
use crate::tui::draft::{Draft, Drafts, Unfinished};
use crate::tui::event_loop::{Event, Exit, Received, World};
use crate::tui::fault::first_line;
use crate::tui::keyboard::Keyboard;
use crate::tui::source::{Reread, Source, Watch};
use crate::tui::terminal::Terminal;
use crate::tui::theme::Themes;
use crate::tui::view::{self, View};
use crate::tui::visible::{Visible, WatchedProgress};
use crate::tui::{Analyze, Appearance, Environment, Keep, editor, program, signal};
use crate::worker::{JobId, Update, Worker};

pub(super) use saving::listen;

/// What an effect runner works with.
pub(super) struct Tools<'t> {
    pub(super) appearance: &'t Appearance,
    pub(super) keyboard: &'t mut Keyboard,
    pub(super) analyze: Analyze,
    pub(super) keep: Option<Keep>,
    pub(super) source: Source,
    pub(super) drafts: Option<Drafts>,
}

/// The terminal, and everything else that is needed to carry out effects.
pub(super) struct EffectRunner<'t> {
    terminal: &'t mut Terminal,
    themes: &'t Themes,
    doc: Arc<Document>,
    environment: Environment,
    keyboard: &'t mut Keyboard,
    analyze: Analyze,
    keep: Option<Keep>,
    /// Keeps the article. Owned by the caller, so that it is closed on every way out.
    keeper: &'t mut Option<Keeper>,
    /// How many times the article was read again.
    n_reading: usize,
    watch: Watch,
    /// How many keys were pressed, and how many when the user was asked whether to fetch the article again.
    n_keys: usize,
    asked_at: Option<usize>,
    /// The file of the article, which no export may replace.
    article: PathBuf,
    worker: &'t mut Worker<Arc<Analysis>>,
    /// Records where the user is.
    handle: Option<KeeperHandle>,
    /// Tells the analysis what is on the screen.
    visible: Arc<Visible>,
    inbox: Sender<Event>,
    /// The running job; news of other jobs is out of date and dropped.
    job: Option<JobId>,
    /// Edits that the library has received and not answered, oldest first.
    unanswered: VecDeque<Edit>,
    /// Edits that the library could not write yet, and why.
    waiting: Vec<Entry>,
    n_unkept: u64,
    export_options: export::Options,
    /// The user's own template for exports to Markdown.
    template: Option<PathBuf>,
    drafts: Option<Drafts>,
    /// The draft that is being written or was offered.
    draft: Option<Draft>,
    exports: Vec<JoinHandle<()>>,
    /// The program whose output is awaited.
    program: Option<program::Running>,
}

/// A click on a key in the last line counts as that key.
fn clicked(mouse: Mouse, model: &App) -> Msg {
    let hint = || view::hint_at(model, mouse.column, mouse.row);
    let hint = matches!(mouse.kind, MouseKind::Press(_)).then(hint).flatten();
    hint.map_or(Msg::Mouse(mouse), Msg::Run)
}

impl World<App> for EffectRunner<'_> {
    fn draw(&mut self, model: &App) -> anyhow::Result<()> {
        Ok(self.terminal.draw(View(model, self.themes))?)
    }

    fn receive(&mut self, event: Event, model: &App) -> anyhow::Result<Received<Msg>> {
        Ok(match event {
            Event::Msg(msg) => {
                if matches!(msg, Msg::Key(_) | Msg::Mouse(_)) {
                    self.n_keys += 1;
                    self.watch.look();
                }
                Received::Msg(match msg {
                    Msg::Mouse(mouse) => clicked(mouse, model),
                    msg => msg,
                })
            }
            Event::Focused => {
                self.watch.look_at_once();
                Received::Nothing
            }
            Event::Reread(doc) => Received::Msg(self.read_again(doc)),
            Event::Analysis(update) => self.news(update).map_or(Received::Nothing, Received::Msg),
            Event::Kept(n_reading, news) => self.kept(n_reading, news),
            Event::Shelf(_) | Event::Work(_) => Received::Nothing,
            Event::Copied { text, by, why } => {
                Received::Msg(Msg::Notice(format!("{why}{}", self.finish_copy(&text, by)?)))
            }
            Event::Resized => Received::Msg(self.measure()),
            Event::Continued => {
                self.terminal.enter()?;
                Received::Msg(self.measure())
            }
            Event::Ended(signal) => Received::Exit(Exit::Signal(signal)),
            Event::InputEnded => Received::Exit(Exit::Quit),
            Event::Failed(why) => anyhow::bail!(why),
        })
    }

    fn perform(&mut self, effect: Effect, model: &App) -> anyhow::Result<Option<Exit>> {
        match effect {
            Effect::Quit => return Ok(Some(Exit::Leave)),
            Effect::Article(at) => {
                // It may take a while, so the screen says what is being opened.
                self.draw(model)?;
                return Ok(Some(Exit::Article(at)));
            }
            Effect::Library { notes } => return Ok(Some(Exit::Library { notes })),
            Effect::QuitNow => return Ok(Some(Exit::Quit)),
            Effect::Suspend => self.suspend()?,
            Effect::Redraw => {
                self.terminal.enter()?;
                self.tell(Msg::Redraw);
            }
            Effect::Export { format, path, overwrite } => {
                self.export(model.annotated(), format, &path, overwrite)?;
            }
            Effect::Record(edit) => self.record(*edit),
            Effect::Seen(part) => {
                self.visible.set(part);
                if let Some(handle) = &self.handle {
                    handle.seen(part);
                }
            }
            Effect::Reload => self.reload(),
            Effect::Open(target) => self.open(&target)?,
            Effect::Write { note, about } => {
                self.write_note(&note, &about, model.open_note().map(unfinished))?;
            }
            Effect::Copy(text) => self.copy(text, "")?,
            Effect::Cite(text) => {
                let back = self.export_options.id.map(|id| format!(" (byline --open {id})"));
                self.copy(text + back.as_deref().unwrap_or_default(), "")?;
            }
            Effect::RunProgram { run, arguments, words } => self.run_program(run, arguments, words)?,
            Effect::StopProgram => self.program = None,
            Effect::MouseCapture(is_on) => self.terminal.set_mouse(is_on)?,
        }
        Ok(None)
    }
}

impl<'t> EffectRunner<'t> {
    /// An effect runner before the analysis starts.
    pub(super) fn new(
        terminal: &'t mut Terminal,
        worker: &'t mut Worker<Arc<Analysis>>,
        doc: Arc<Document>,
        tools: Tools<'t>,
        keeper: &'t mut Option<Keeper>,
        inbox: Sender<Event>,
    ) -> anyhow::Result<Self> {
        let article = tools.source.path().to_owned();
        let watch = Watch::spawn(tools.source, inbox.clone())?;
        let handle = keeper.as_ref().map(Keeper::handle);
        Ok(Self {
            terminal,
            themes: &tools.appearance.themes,
            doc,
            environment: tools.appearance.environment.clone(),
            keyboard: tools.keyboard,
            analyze: tools.analyze,
            keep: tools.keep,
            keeper,
            n_reading: 0,
            watch,
            n_keys: 0,
            asked_at: None,
            article,
            worker,
            handle,
            visible: Arc::new(Visible::new(Span::default())),
            inbox,
            job: None,
            unanswered: VecDeque::new(),
            waiting: Vec::new(),
            n_unkept: 0,
            export_options: export::Options { links: tools.appearance.links, ..Default::default() },
            template: tools.appearance.template.clone(),
            drafts: tools.drafts,
            draft: None,
            exports: Vec::new(),
            program: None,
        })
    }

    /// Starts to analyse the article in the background, beginning with the part on the screen.
    pub(super) fn begin(&mut self, on_screen: Span) {
        self.visible.set(on_screen);
        self.analyze();
    }

    fn analyze(&mut self) {
        let (analyze, doc, handle) = (Arc::clone(&self.analyze), Arc::clone(&self.doc), self.handle.clone());
        let visible = Arc::clone(&self.visible);
        self.job = Some(self.worker.start(move |progress| {
            analyze(&doc, handle.as_ref(), &mut WatchedProgress { progress, visible: &visible })
        }));
    }

    /// Switches to the article as it is now: keeps it and analyses it again.
    fn read_again(&mut self, doc: Reread) -> Msg {
        let doc = match doc {
            // What the user insisted on applies to the new text, too.
            Ok(doc) if self.doc.is_taken_for_english() => Arc::new(doc.as_ref().clone().taken_for_english()),
            Ok(doc) => doc,
            Err(why) => return Msg::Notice(format!("not reloaded: {why}")),
        };
        if *doc != *self.doc {
            // The library moves the edits to the new text, so it must have them first.
            if let Some(why) = self.keeper.as_ref().and_then(|it| it.settle().err()) {
                return Msg::Notice(format!("not reloaded: edits are not saved yet: {why}"));
            }
            self.doc = Arc::clone(&doc);
            self.n_reading += 1;
            if let Some(why) = self.keep_again().err() {
                self.tell(Msg::Notice(format!("not kept: {}", first_line(&why.to_string()))));
            }
            self.analyze();
        }
        Msg::Reread(doc)
    }

    /// The terminal's size, as a message for the state.
    pub(super) fn measure(&mut self) -> Msg {
        let (columns, rows) = self.terminal.measure().into();
        Msg::Resize { columns, rows }
    }

    /// Offers a note that was being written when the program ended.
    pub(super) fn offer_draft(&mut self) {
        let Some(draft) = self.drafts.as_ref().and_then(|it| it.find(&self.doc)) else { return };
        let Unfinished { at, mark, note } = draft.unfinished.clone();
        self.tell(Msg::Draft { at: Box::new(at), mark, note });
        self.draft = Some(draft);
    }

    /// Ends the work. A note that is being typed is kept; one that was offered and dismissed is not. Returns the
    /// exports that are still being written.
    pub(super) fn finish(mut self, model: &App) -> Vec<JoinHandle<()>> {
        let kept = match (&self.drafts, model.unfinished_note().map(unfinished)) {
            (Some(drafts), Some(unfinished)) => drafts.begin(&self.doc, unfinished).is_ok(),
            (_, unfinished) => unfinished.is_none(),
        };
        if let Some(draft) = self.draft.take().filter(|_| kept) {
            draft.remove();
        }
        self.exports
    }

    fn tell(&self, msg: Msg) {
        // The receiver is the loop that called us.
        drop(self.inbox.send(Event::Msg(msg)));
    }

    fn news(&mut self, update: Update<Arc<Analysis>>) -> Option<Msg> {
        if Some(update.job()) != self.job {
            return None;
        }
        Some(Msg::Analysis(match update {
            Update::Progress { stage, done, total, .. } => app::Update::Progress { stage, done, total },
            Update::Partial { value, .. } => app::Update::Partial(value),
            Update::Done { value, .. } => app::Update::Done(value),
            Update::Failed { reason, .. } => app::Update::Failed(reason),
            Update::Cancelled(_) => return None,
        }))
    }

    /// Reads the article again; from the web only after asking the user.
    fn reload(&mut self) {
        if let Some(host) = self.watch.host()
            && self.asked_at.replace(self.n_keys).is_none_or(|it| it + 1 != self.n_keys)
        {
            return self.tell(Msg::Notice(format!("press it again to fetch the article from {host} again")));
        }
        match self.watch.read() {
            Ok(()) if self.watch.host().is_some() => self.tell(Msg::Notice("fetching …".to_owned())),
            Ok(()) => {}
            Err(why) => self.tell(Msg::Notice(format!("not reloaded: {why}"))),
        }
    }

    fn suspend(&mut self) -> anyhow::Result<()> {
        suspend(self.terminal)?;
        let msg = self.measure();
        self.tell(msg);
        Ok(())
    }

    /// Lets the user write in an editor, which has the terminal meanwhile.
    fn write_note(&mut self, note: &str, about: &str, unfinished: Option<Unfinished>) -> anyhow::Result<()> {
        self.terminal.leave();
        let editor = self.environment.editor.as_deref();
        // The note is on the disk from the beginning: whatever ends the program, what was written is offered again.
        let drafts = self.drafts.as_ref().zip(unfinished);
        let draft = drafts.and_then(|(drafts, unfinished)| drafts.begin(&self.doc, unfinished).ok());
        let path = draft.as_ref().map(Draft::path);
        let written = self.keyboard.lend(|| editor::edit(note, about, editor, path.as_deref()))?;
        if written.is_ok() && draft.is_some() {
            // Until the note is saved.
            let before = std::mem::replace(&mut self.draft, draft);
            before.iter().for_each(Draft::remove);
        }
        self.terminal.enter()?;
        let size = self.measure();
        self.tell(size);
        self.tell(Msg::Written(written));
        Ok(())
    }
}

fn unfinished((at, mark, note): (Anchor, Option<EditId>, String)) -> Unfinished {
    Unfinished { at, mark, note }
}

/// Suspends the program, and gives the terminal back meanwhile.
pub(super) fn suspend(terminal: &mut Terminal) -> anyhow::Result<()> {
    terminal.leave();
    signal::stop_self()?;
    Ok(terminal.enter()?)
}
