//! `byline [FILE…]`: opens articles in the reader, one after the other; without arguments, the text that is piped in,
//! else the library, else the sample. All but the sample are kept in the library, unless the user wants no trace.
//! Reading works without a library, too.

use std::io::{self, IsTerminal};
use std::sync::Arc;

use anyhow::{Context, bail};

use crate::annotate;
use crate::app::ArticlePosition;
use crate::app::shelf::Pick;
use crate::cli::args::{EngineArgs, ReadArgs, StoreArgs};
use crate::cli::engine::{self, Analyst};
use crate::cli::opening::{self, Fetching, Openable, Opened, OpenedItem};
use crate::cli::settings::Settings;
use crate::cli::{Outcome, home, message, tell, tell_limits, tell_text, unsaved};
use crate::document::Document;
use crate::export;
use crate::store::{ArticleId, Folders, Keeper, Library, Unwritten};
use crate::tui::{self, Appearance, Browse, Drafts, Environment, Keep, Launch, NoScreen, Wait};

pub(super) fn run(
    args: &ReadArgs,
    engine_args: &EngineArgs,
    store_args: &StoreArgs,
    mut settings: Settings,
) -> anyhow::Result<Outcome> {
    let environment = Environment::new(|name| std::env::var(name).ok());
    // Checked before anything is read: a user without a terminal should not wait for a pipe to end.
    match tui::check(&environment) {
        _ if args.plain => return plain(args, engine_args, store_args, &settings),
        Err(NoScreen::NotATerminal) => return plain(args, engine_args, store_args, &settings),
        Err(reason) => bail!("{reason}\nhint: `byline --plain FILE` needs no screen"),
        Ok(()) => {}
    }
    let (themes, theme) = settings.themes();
    let keymap = Arc::new(settings.keymap());
    settings.tell();
    let is_private = settings.config.private;
    let appearance = Appearance {
        color: settings.config.color,
        theme,
        themes,
        ascii: settings.config.ascii,
        notice: settings.notice(),
        links: settings.config.markdown_links,
        template: settings.template(),
        start: settings.config.start,
        keymap,
        environment,
    };
    let fetching = Fetching::new(!settings.config.offline);
    let launch =
        |opened, appearance, among| launch(opened, among, is_private, engine_args, store_args, appearance);
    // Problems with the settings are reported once.
    let quiet = Appearance { notice: None, ..appearance.clone() };
    let browse = |(folders, listed): (Folders, Library),
                  appearance: Appearance|
     -> anyhow::Result<Browse<'_>> {
        let model = engine::model_id(engine_args.model.as_deref())?;
        let (within, quiet) = (folders.clone(), quiet.clone());
        let open = move |pick| {
            let opened = match pick {
                Pick::Sample => opening::sample()?,
                Pick::Article(id) => {
                    opening::of_library(&Library::open_to_read(&within)?, ArticleId::from_i64(id), fetching)?
                }
            };
            Ok(launch(opened, quiet.clone(), None))
        };
        Ok(Browse { folders, listed, model, appearance, open: Box::new(open) })
    };
    if let Some(library) = shelf(args, store_args).filter(|_| !is_private) {
        return Ok(finish(tui::browse(browse(library, appearance)?)?));
    }
    let mut row = ArticleQueue::open(args, fetching, store_args)?;
    let (doc, mut launched) = launch(row.take_opened()?, appearance, row.among());
    launched.lists_articles = row.is_listed;
    let another = |at, wait: &Wait<'_>| {
        row.go(at, fetching.within(wait), store_args)?;
        let opened = row.take_opened()?;
        Ok(launch(opened, quiet.clone(), row.among()))
    };
    let library = || {
        let folders = home::folders(store_args)?;
        let listed = Library::open_to_read(&folders)?;
        browse((folders, listed), quiet.clone())
    };
    Ok(finish(tui::run(doc, launched, Box::new(another), library)?))
}

/// The library, if the user asked for nothing else and it is not empty. If it cannot be used, that is reported.
fn shelf(args: &ReadArgs, store_args: &StoreArgs) -> Option<(Folders, Library)> {
    if !args.files.is_empty() || args.open.is_some() || !io::stdin().is_terminal() {
        return None;
    }
    let opened = home::folders(store_args).and_then(|folders| {
        if !Library::exists(&folders) {
            return Ok(None);
        }
        let library = Library::open_to_read(&folders)?;
        Ok((library.n_articles()? > 0).then_some((folders, library)))
    });
    opened.unwrap_or_else(|error| {
        tell(&error.context("the library cannot be shown"));
        None
    })
}

/// What the reader starts with. Also starts keeping the article.
fn launch(
    opened: Opened,
    among: Option<ArticlePosition>,
    is_private: bool,
    engine_args: &EngineArgs,
    store_args: &StoreArgs,
    appearance: Appearance,
) -> (Arc<Document>, Launch) {
    let Opened { doc, name, is_kept, source, notice } = opened;
    let doc = Arc::new(engine_args.takes(doc));
    let limits = doc.meta().notice.map(|it| it.to_string());
    let appearance = Appearance { notice: notice.or(appearance.notice).or(limits), ..appearance };
    let keeper = if is_kept && !is_private { keeper(&doc, &name, store_args) } else { None };
    let keep = keeper.as_ref().and_then(|_| keep(&name, store_args));
    let analyst = Analyst::new(engine_args);
    let folders = home::folders(store_args).ok();
    let has_library = keeper.is_some() || folders.as_ref().is_some_and(Library::exists);
    let launch = Launch {
        name,
        appearance,
        analyze: Arc::new(move |doc, handle, progress| {
            // If nothing is kept, the cache stays untouched, too.
            let kept = handle.zip(folders.as_ref());
            analyst.read(doc, kept, progress)
        }),
        drafts: keep.as_ref().and_then(|_| Some(Drafts::within(&home::folders(store_args).ok()?.data))),
        keeper,
        keep,
        source,
        has_library,
        among,
        lists_articles: false,
    };
    (doc, launch)
}

/// Ends the program, and reports what was not saved, and why.
fn finish(unwritten: Vec<Unwritten>) -> Outcome {
    unwritten.into_iter().for_each(unsaved::tell);
    Outcome::Done
}

/// Prints the article with its analysis. Nothing is kept.
fn plain(
    args: &ReadArgs,
    engine_args: &EngineArgs,
    store_args: &StoreArgs,
    settings: &Settings,
) -> anyhow::Result<Outcome> {
    settings.tell();
    let fetching = Fetching::new(!settings.config.offline);
    let mut row = ArticleQueue::open(args, fetching, store_args)?;
    let folders = home::folders(store_args).ok().filter(|_| !settings.config.private);
    let exporter = export::find("plain").context("there is no format `plain`")?;
    let mut outcome = if row.is_complete { Outcome::Done } else { Outcome::InputFailed };
    loop {
        let Opened { doc, notice, .. } = row.take_opened()?;
        if let Some(notice) = notice {
            tell_text(&format!("byline: {notice}"));
        }
        let doc = engine_args.takes(doc);
        tell_limits(&doc);
        let analysis = Analyst::new(engine_args).analysis(&doc, folders.as_ref())?;
        let annotated = annotate::overlay(&doc, &analysis, &home::kept(&doc, store_args).log);
        for part in exporter.run(&doc, &annotated) {
            super::export::print(&part.contents)?;
        }
        // If an article cannot be read, the others still are.
        loop {
            let next = row.at + 1;
            if next >= row.items.len() {
                return Ok(outcome);
            }
            row.at = next;
            match row.open_here(false, fetching, store_args) {
                Ok(()) => break,
                Err(error) => {
                    tell(&error);
                    outcome = Outcome::InputFailed;
                }
            }
        }
    }
}

/// What is said of an entry of a feed whose page was not asked for.
const SUMMARY: &str = "this is only the summary: choose the entry in `:articles` to fetch its page";

/// The articles that the user asked for, and which one is open.
struct ArticleQueue {
    items: Vec<Openable>,
    /// Counted from 0.
    at: usize,
    opened: Option<Opened>,
    /// Whether they come from one folder or file, so that the user asked for a list.
    is_listed: bool,
    /// Whether every article before the first open one could be opened, too.
    is_complete: bool,
}

impl ArticleQueue {
    /// Opens the first article that can be opened, and reports why those before it could not.
    fn open(args: &ReadArgs, fetching: Fetching<'_>, store_args: &StoreArgs) -> anyhow::Result<Self> {
        let mut row = Self { items: Vec::new(), at: 0, opened: None, is_listed: false, is_complete: true };
        if let Some(id) = args.open {
            let library = Library::open(&home::folders(store_args)?)?;
            row.opened = Some(opening::of_library(&library, id, fetching)?);
            return Ok(row);
        }
        let mut notice = None;
        row.items = match args.files.as_slice() {
            [] if io::stdin().is_terminal() => {
                row.opened = Some(opening::sample()?);
                return Ok(row);
            }
            [] => vec![Openable::Stdin],
            files => {
                let listed = opening::list(files)?;
                notice = listed.notice;
                listed.items
            }
        };
        loop {
            match row.open_here(false, fetching, store_args) {
                Ok(()) => break,
                Err(error) if row.at + 1 == row.items.len() => return Err(error),
                Err(error) => tell(&error),
            }
            row.is_complete = false;
            row.at += 1;
        }
        if let (Some(opened), Some(notice)) = (&mut row.opened, notice) {
            opened.notice.get_or_insert(notice);
        }
        row.is_listed = row.items.len() > 1 && args.files.len() < 2;
        Ok(row)
    }

    /// Opens the current item. If it is a file with several articles, they replace it, and the first of them is
    /// opened. The page of a feed's entry is fetched only if the user chose the entry.
    fn open_here(
        &mut self,
        mut is_chosen: bool,
        fetching: Fetching<'_>,
        store_args: &StoreArgs,
    ) -> anyhow::Result<()> {
        loop {
            let item = &self.items[self.at];
            let is_summary = item.is_summary() && !is_chosen;
            let allowed = if is_summary { fetching.off() } else { fetching };
            match opening::open(item, allowed, store_args)? {
                OpenedItem::One(mut opened) => {
                    if is_summary && fetching.is_on() {
                        opened.notice = Some(SUMMARY.to_owned());
                    }
                    self.opened = Some(*opened);
                    return Ok(());
                }
                OpenedItem::Several(items) => drop(self.items.splice(self.at..=self.at, items)),
            }
            is_chosen = false;
        }
    }

    /// Goes to another article. If it cannot be opened, the previous one is opened again, with a notice of what
    /// happened.
    fn go(&mut self, at: usize, fetching: Fetching<'_>, store_args: &StoreArgs) -> anyhow::Result<()> {
        let before = std::mem::replace(&mut self.at, at);
        let Err(error) = self.open_here(true, fetching, store_args) else { return Ok(()) };
        self.at = before;
        // If that one came from the web, the library has a copy; it is fetched again only if there is no library.
        if self.open_here(true, fetching.off(), store_args).is_err() {
            self.open_here(true, fetching, store_args)?;
        }
        let told = message(&error);
        if let Some(opened) = &mut self.opened {
            opened.notice = Some(told.lines().next().unwrap_or_default().to_owned());
        }
        Ok(())
    }

    fn take_opened(&mut self) -> anyhow::Result<Opened> {
        self.opened.take().context("nothing is open")
    }

    /// What the reader shows about the other articles.
    fn among(&self) -> Option<ArticlePosition> {
        let titles: Vec<String> = self.items.iter().map(Openable::title).collect();
        (titles.len() > 1).then(|| ArticlePosition { titles: titles.into(), at: self.at })
    }
}

/// Starts keeping the article. If that fails, the failure is reported and reading goes on.
fn keeper(doc: &Arc<Document>, name: &str, args: &StoreArgs) -> Option<Keeper> {
    let keeper = home::folders(args)
        .and_then(|folders| Ok(Keeper::spawn(folders, Arc::clone(doc), name.to_owned(), home::now())?));
    keeper.map_err(|error| tell(&error.context("the article is not kept"))).ok()
}

/// Keeps the new text of the article after its file has changed and was read again.
fn keep(name: &str, args: &StoreArgs) -> Option<Keep> {
    let (folders, name) = (home::folders(args).ok()?, name.to_owned());
    Some(Box::new(move |doc| Keeper::spawn(folders.clone(), Arc::clone(doc), name.clone(), home::now())))
}
