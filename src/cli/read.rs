//! `byline [FILE]`: opens an article in the reader; without one, what is piped in, else the sample. All but the sample
//! are kept in the library, unless the reader wants no trace; without a library one reads all the same.

use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, bail};
use clap::CommandFactory as _;

use crate::annotate;
use crate::app::shelf::Pick;
use crate::cli::args::{Args, EngineArgs, ReadArgs, StoreArgs};
use crate::cli::engine::{self, Analyst};
use crate::cli::output::clean;
use crate::cli::settings::Settings;
use crate::cli::{Outcome, home, tell, tell_limits, unsaved};
use crate::document::{Document, Metadata};
use crate::export;
use crate::import::{self, ImportError, Origin, plain};
use crate::store::{ArticleId, Folders, Keeper, Library, Unwritten};
use crate::text::near;
use crate::tui::{self, Browse, Drafts, Environment, Keep, Launch, Manner, NoScreen, Source};

/// An article of our own, to try everything on.
const SAMPLE: &str = include_str!("../../assets/sample.txt");

pub(super) fn run(
    args: &ReadArgs,
    engine_args: &EngineArgs,
    store_args: &StoreArgs,
    mut settings: Settings,
) -> anyhow::Result<Outcome> {
    let environment = Environment::new(|name| std::env::var(name).ok());
    // Before anything is read: whoever has no terminal should not wait for a pipe to end.
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
    let manner = Manner {
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
    let launch = |opened, manner| launch(opened, is_private, engine_args, store_args, manner);
    // What is wrong with the settings is told once.
    let quiet = Manner { notice: None, ..manner.clone() };
    let browse = |(folders, listed): (Folders, Library), manner: Manner| -> anyhow::Result<Browse<'_>> {
        let model = engine::model_id(engine_args.model.as_deref())?;
        let (within, quiet) = (folders.clone(), quiet.clone());
        let open = move |pick| {
            let opened = match pick {
                Pick::Sample => sample()?,
                Pick::Article(id) => of_library(&Library::open_to_read(&within)?, ArticleId::from_i64(id))?,
            };
            Ok(launch(opened, quiet.clone()))
        };
        Ok(Browse { folders, listed, model, manner, open: Box::new(open) })
    };
    if let Some(library) = shelf(args, store_args).filter(|_| !is_private) {
        return Ok(finish(tui::browse(browse(library, manner)?)?));
    }
    let (doc, launched) = launch(open(args, store_args)?, manner);
    let library = || {
        let folders = home::folders(store_args)?;
        let listed = Library::open_to_read(&folders)?;
        browse((folders, listed), quiet.clone())
    };
    Ok(finish(tui::run(doc, launched, library)?))
}

/// The library, if nothing else is asked for and something is in it. One that cannot be used is told of.
fn shelf(args: &ReadArgs, store_args: &StoreArgs) -> Option<(Folders, Library)> {
    if args.file.is_some() || args.open.is_some() || !io::stdin().is_terminal() {
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

/// What the reader starts with; begins to keep the article.
fn launch(
    opened: Opened,
    is_private: bool,
    engine_args: &EngineArgs,
    store_args: &StoreArgs,
    manner: Manner,
) -> (Arc<Document>, Launch) {
    let Opened { doc, name, is_kept, source } = opened;
    let doc = Arc::new(engine_args.takes(doc));
    let notice = doc.meta().notice.map(|it| it.to_string());
    let manner = Manner { notice: manner.notice.or(notice), ..manner };
    let keeper = if is_kept && !is_private { keeper(&doc, &name, store_args) } else { None };
    let keep = keeper.as_ref().and_then(|_| keep(&name, store_args));
    let analyst = Analyst::new(engine_args);
    let folders = home::folders(store_args).ok();
    let has_library = keeper.is_some() || folders.as_ref().is_some_and(Library::exists);
    let launch = Launch {
        name,
        manner,
        analyze: Arc::new(move |doc, pen, progress| {
            // What nothing is kept of leaves the cache alone, too.
            let kept = pen.zip(folders.as_ref());
            analyst.read(doc, kept, progress)
        }),
        drafts: keep.as_ref().and_then(|_| Some(Drafts::within(&home::folders(store_args).ok()?.data))),
        keeper,
        keep,
        source,
        has_library,
    };
    (doc, launch)
}

/// The end; tells what was not kept, and why.
fn finish(unwritten: Vec<Unwritten>) -> Outcome {
    unwritten.into_iter().for_each(unsaved::tell);
    Outcome::Done
}

/// Prints the article with what is known of it. Nothing is kept.
fn plain(
    args: &ReadArgs,
    engine_args: &EngineArgs,
    store_args: &StoreArgs,
    settings: &Settings,
) -> anyhow::Result<Outcome> {
    settings.tell();
    let doc = engine_args.takes(open(args, store_args)?.doc);
    tell_limits(&doc);
    let folders = home::folders(store_args).ok().filter(|_| !settings.config.private);
    let analysis = Analyst::new(engine_args).analysis(&doc, folders.as_ref())?;
    let annotated = annotate::overlay(&doc, &analysis, &home::kept(&doc, store_args).log);
    let exporter = export::find("plain").context("there is no format `plain`")?;
    for part in exporter.run(&doc, &annotated) {
        super::export::print(&part.contents)?;
    }
    Ok(Outcome::Done)
}

struct Opened {
    doc: Document,
    /// What to call it.
    name: String,
    /// Whether it belongs into the library.
    is_kept: bool,
    /// Where it can be read again.
    source: Source,
}

fn open(args: &ReadArgs, store_args: &StoreArgs) -> anyhow::Result<Opened> {
    if let Some(id) = args.open {
        return of_library(&Library::open(&home::folders(store_args)?)?, id);
    }
    let file = args.file.as_deref();
    let is_piped = file.is_none() && !io::stdin().is_terminal();
    match file {
        Some(path) if path != Path::new("-") => {
            let name = path.file_name().map_or(path, Path::new);
            // The whole path tells the article from others of its name, also when its text has changed.
            let whole = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
            let source = Source::file(&whole);
            check_name(path)?;
            let doc = import::open(&whole, &import::Options::STANDARD)?;
            Ok(Opened { doc, name: Origin::file(name).name().to_owned(), is_kept: true, source })
        }
        None if !is_piped => sample(),
        _ => {
            let doc = import::open_stdin(io::stdin().lock(), &import::Options::STANDARD)?;
            let source = Source::Gone("it came from standard input".to_owned());
            Ok(Opened { doc, name: Origin::stdin().name().to_owned(), is_kept: true, source })
        }
    }
}

/// Tells what was meant by a name that no file has: a command, or a page of the web.
fn check_name(path: &Path) -> anyhow::Result<()> {
    let Some(name) = path.to_str().filter(|_| !path.exists()) else { return Ok(()) };
    if is_host(name) {
        return Err(ImportError::Address { name: clean(name) }.into());
    }
    let commands = Args::command();
    let commands = commands.get_subcommands().map(clap::Command::get_name);
    let command = near::suggestion(name, commands);
    if !command.is_empty() {
        bail!("`{name}`: there is no such file, and no such command{command}");
    }
    Ok(())
}

/// "www.example.org", "example.org/news": an address without its beginning.
fn is_host(name: &str) -> bool {
    const ENDS: &[&str] = &[
        "com", "org", "net", "edu", "gov", "int", "info", "eu", "uk", "us", "de", "fr", "au", "ca", "ie",
        "in", "nz",
    ];
    let host = name.split('/').next().unwrap_or_default();
    let is_known = host.rsplit_once('.').is_some_and(|(rest, end)| !rest.is_empty() && ENDS.contains(&end));
    is_known || host.starts_with("www.")
}

fn sample() -> anyhow::Result<Opened> {
    let (doc, _) = plain::document(SAMPLE, Metadata::default())?;
    let source = Source::Gone("the sample is part of byline".to_owned());
    Ok(Opened { doc, name: "sample".to_owned(), is_kept: false, source })
}

/// An article of the library, as it was when it was opened.
fn of_library(library: &Library, id: ArticleId) -> anyhow::Result<Opened> {
    let doc = library.document(id)?;
    let name = clean(&library.entry(id)?.name);
    let source = match doc.meta().source.as_deref() {
        None => Source::Gone("it did not come from a file".to_owned()),
        Some(path) if Path::new(path).is_file() => Source::file(Path::new(path)),
        Some(path) => Source::Gone(format!("its file is gone: {}", clean(path))),
    };
    Ok(Opened { doc, name, is_kept: true, source })
}

/// Begins to keep the article. Where that cannot even be begun, it is told, and reading goes on.
fn keeper(doc: &Arc<Document>, name: &str, args: &StoreArgs) -> Option<Keeper> {
    let keeper = home::folders(args)
        .and_then(|folders| Ok(Keeper::spawn(folders, Arc::clone(doc), name.to_owned(), home::now())?));
    keeper.map_err(|error| tell(&error.context("the article is not kept"))).ok()
}

/// Keeps the article when its file has changed and was read again.
fn keep(name: &str, args: &StoreArgs) -> Option<Keep> {
    let (folders, name) = (home::folders(args).ok()?, name.to_owned());
    Some(Box::new(move |doc| Keeper::spawn(folders.clone(), Arc::clone(doc), name.clone(), home::now())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_file_is_called_may_be_a_command_or_an_address() {
        let told = |name: &str| check_name(Path::new(name)).map_err(|it| it.to_string()).unwrap_err();
        assert_eq!(
            told("librari"),
            "`librari`: there is no such file, and no such command; did you mean `library`?"
        );
        assert!(told("exprot").ends_with("did you mean `export`?"));
        for address in ["www.example.org", "example.com", "example.co.uk/news/1"] {
            assert!(told(address).contains("this is an address"), "{address}");
        }
        // The import tells of these.
        for file in ["notes.txt", "story.html", "a/b.md", "flood", "."] {
            assert!(check_name(Path::new(file)).is_ok(), "{file}");
        }
    }
}
