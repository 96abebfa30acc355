//! Opens what the user named: a file, an address, standard input, a folder, one of several articles in a file, or an
//! article of the library.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};

use anyhow::{Context, bail};
use clap::CommandFactory as _;

use crate::cli::args::{Args, StoreArgs};
use crate::cli::output::clean;
use crate::cli::{home, message};
use crate::document::{Document, Metadata, Target};
use crate::fetch::{self, Limits, Progress};
use crate::import::{self, ImportError, ListedArticle, Options, Origin, plain};
use crate::store::{ArticleId, Library};
use crate::text::near;
use crate::tui::{Refetch, Source, Wait};

/// An article of our own, for trying things out.
const SAMPLE: &str = include_str!("../../assets/sample.txt");

/// How deep folders are searched, and how many files are listed at most.
const MAX_DEPTH: usize = 8;
const MAX_FILES: usize = 20_000;

/// An opened article, with what is known about it.
pub(super) struct Opened {
    pub(super) doc: Document,
    /// What it is called.
    pub(super) name: String,
    /// Whether the library keeps it.
    pub(super) is_kept: bool,
    /// Where it can be read again.
    pub(super) source: Source,
    /// What the reader should know about how it was opened.
    pub(super) notice: Option<String>,
}

/// Something that can be opened.
#[derive(Debug, Clone)]
pub(super) enum Openable {
    Stdin,
    File(PathBuf),
    /// An address, as it was typed.
    Address(String),
    /// One of several articles in a file that has been read.
    Listed {
        bytes: Arc<[u8]>,
        origin: Origin,
        number: usize,
        part: ListedArticle,
    },
}

impl Openable {
    /// The item for a path or address that the user typed.
    pub(super) fn of(typed: &Path) -> Self {
        match typed.to_str() {
            Some("-") => Self::Stdin,
            Some(text) if is_address(text) => Self::Address(text.to_owned()),
            _ => Self::File(typed.to_owned()),
        }
    }

    /// Whether it is an entry of a feed that has only a summary, and the address of its page.
    pub(super) fn is_summary(&self) -> bool {
        matches!(self, Self::Listed { part, .. } if part.address.is_some())
    }

    /// Its name in a list.
    pub(super) fn title(&self) -> String {
        match self {
            Self::Stdin => Origin::stdin().name().to_owned(),
            Self::File(path) => clean(&path.file_name().unwrap_or(path.as_os_str()).to_string_lossy()),
            Self::Address(address) => clean(address),
            Self::Listed { part, .. } => part.title.clone(),
        }
    }
}

/// Whether and how addresses are fetched.
#[derive(Clone, Copy)]
pub(super) struct Fetching<'w> {
    /// Whether fetching is allowed.
    is_on: bool,
    way: ProgressDisplay<'w>,
}

/// Where the progress of fetching is shown.
#[derive(Clone, Copy)]
enum ProgressDisplay<'w> {
    /// Nowhere.
    Silent,
    /// On standard error.
    Line,
    /// On the screen, where the user can also give up.
    Screen(&'w Wait<'w>),
}

impl Fetching<'_> {
    pub(super) fn new(is_on: bool) -> Self {
        Self {
            is_on,
            way: if io::stderr().is_terminal() { ProgressDisplay::Line } else { ProgressDisplay::Silent },
        }
    }

    /// The same, with the progress on the screen of an article.
    pub(super) const fn within<'w>(self, wait: &'w Wait<'w>) -> Fetching<'w> {
        Fetching { is_on: self.is_on, way: ProgressDisplay::Screen(wait) }
    }

    /// Whether anything is fetched.
    pub(super) const fn is_on(self) -> bool {
        self.is_on
    }

    /// The same, but without fetching anything.
    pub(super) const fn off(self) -> Self {
        Self { is_on: false, ..self }
    }
}

/// What the user named.
pub(super) struct Listed {
    pub(super) items: Vec<Openable>,
    /// What the user should know about what is not in the list.
    pub(super) notice: Option<String>,
}

/// The items that the user named. Each folder is replaced by the files in it that look like articles.
pub(super) fn list(typed: &[PathBuf]) -> anyhow::Result<Listed> {
    let mut items = Vec::new();
    let mut notice = None;
    for path in typed {
        match Openable::of(path) {
            Openable::File(folder) if folder.is_dir() => {
                let before = items.len();
                let name = clean(&folder.to_string_lossy());
                let is_whole = walk(&folder, MAX_DEPTH, MAX_FILES, &mut items)
                    .with_context(|| format!("`{name}`: cannot be read"))?;
                if !is_whole {
                    notice = Some(format!(
                        "`{name}`: only the first {MAX_FILES} files are listed\nhint: name its subfolders, or some of its files"
                    ));
                }
                if items.len() == before && is_whole {
                    let known = import::extensions().collect::<Vec<_>>().join(", .");
                    return Err(NoArticles(name, known).into());
                }
            }
            item => items.push(item),
        }
    }
    Ok(Listed { items, notice })
}

/// The files of a folder, sorted by name, then those of its subfolders. Hidden files are left out, and so are links
/// to folders, because they may form a loop. Returns whether all of them fit into the limit.
fn walk(folder: &Path, depth: usize, limit: usize, items: &mut Vec<Openable>) -> io::Result<bool> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|it| Ok(it?.path())).collect::<io::Result<_>>()?;
    paths.sort();
    let is_hidden = |it: &PathBuf| it.file_name().is_some_and(|it| it.to_string_lossy().starts_with('.'));
    paths.retain(|it| !is_hidden(it));
    for path in paths.iter().filter(|it| it.is_file() && import::is_called_like_an_article(it)) {
        if items.len() >= limit {
            return Ok(false);
        }
        items.push(Openable::File(path.clone()));
    }
    for path in paths.iter().filter(|it| depth > 0 && it.is_dir() && !it.is_symlink()) {
        // If a folder cannot be read, the others still can.
        if let Ok(false) = walk(path, depth - 1, limit, items) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What an item turned out to be.
pub(super) enum OpenedItem {
    One(Box<Opened>),
    /// A file with several articles, and which of them to open.
    Several(Vec<Openable>),
}

/// What some bytes turned out to be.
enum Imported {
    One(Box<Document>),
    Several(Vec<Openable>),
}

/// Opens an item.
pub(super) fn open(item: &Openable, fetching: Fetching<'_>, store: &StoreArgs) -> anyhow::Result<OpenedItem> {
    let (imported, source) = match item {
        Openable::Stdin => {
            let bytes = import::read_stdin(io::stdin().lock())?;
            (import(bytes, &Origin::stdin())?, Source::Gone("it came from standard input".to_owned()))
        }
        Openable::File(path) => {
            // The full path distinguishes an article from others with the same file name, even after its text has
            // changed.
            let whole = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
            let source = Source::file(&whole);
            check_name(path)?;
            (import(import::read(&whole)?, &Origin::file(&whole))?, source)
        }
        Openable::Address(address) => return open_address(address, fetching, store),
        Openable::Listed { bytes, origin, number, part } => {
            return open_part(bytes, origin, *number, part, fetching, store);
        }
    };
    Ok(match imported {
        Imported::Several(items) => OpenedItem::Several(items),
        Imported::One(doc) => OpenedItem::One(Box::new(Opened {
            doc: *doc,
            name: item.title(),
            is_kept: true,
            source,
            notice: None,
        })),
    })
}

/// The article in these bytes, or the several articles in them.
fn import(bytes: Vec<u8>, origin: &Origin) -> anyhow::Result<Imported> {
    match import::import(&bytes, origin, &Options::STANDARD) {
        Ok(doc) => Ok(Imported::One(Box::new(doc))),
        Err(ImportError::Several { parts, .. }) => {
            let bytes: Arc<[u8]> = bytes.into();
            let item = |(number, part)| Openable::Listed {
                bytes: Arc::clone(&bytes),
                origin: origin.clone(),
                number,
                part,
            };
            Ok(Imported::Several(parts.into_iter().enumerate().map(item).collect()))
        }
        Err(error) => Err(error.into()),
    }
}

/// Opens one of several articles. If a feed contains only a summary of it, opens its page.
fn open_part(
    bytes: &[u8],
    origin: &Origin,
    number: usize,
    part: &ListedArticle,
    fetching: Fetching<'_>,
    store: &StoreArgs,
) -> anyhow::Result<OpenedItem> {
    let mut notice = None;
    if let Some(address) = part.address.as_ref().filter(|_| fetching.is_on) {
        match open_address(address.as_str(), fetching, store) {
            Ok(found @ OpenedItem::One(_)) => return Ok(found),
            Ok(OpenedItem::Several(_)) => {}
            Err(error) => notice = Some(format!("only the summary: {}", first_line(&error))),
        }
    }
    let doc = import::part(bytes, origin, (number, part), &Options::STANDARD)?;
    let source = Source::Gone(format!("it is a part of {}", origin.name()));
    let name = clean(&part.title);
    Ok(OpenedItem::One(Box::new(Opened { doc, name, is_kept: true, source, notice })))
}

/// Opens the page at an address. If it cannot be fetched, opens the library's copy.
fn open_address(typed: &str, fetching: Fetching<'_>, store: &StoreArgs) -> anyhow::Result<OpenedItem> {
    let address = fetch::address(typed).unwrap_or_else(|| typed.to_owned());
    match fetched(&address, fetching).and_then(|(bytes, origin)| import(bytes, &origin)) {
        Ok(Imported::Several(items)) => Ok(OpenedItem::Several(items)),
        Ok(Imported::One(doc)) => {
            let name = doc.meta().title.clone().unwrap_or_else(|| clean(&address));
            let source = web_source(&address, fetching.is_on);
            Ok(OpenedItem::One(Box::new(Opened { doc: *doc, name, is_kept: true, source, notice: None })))
        }
        Err(error) => {
            let Some(mut copy) = copy(&address, fetching, store) else { return Err(error) };
            copy.notice = Some(format!("shown from your library: {}", first_line(&error)));
            Ok(OpenedItem::One(Box::new(copy)))
        }
    }
}

/// The library's copy of the page at an address.
fn copy(address: &str, fetching: Fetching<'_>, store: &StoreArgs) -> Option<Opened> {
    let folders = home::folders(store).ok().filter(Library::exists)?;
    let library = Library::open_to_read(&folders).ok()?;
    of_library(&library, library.read_from(address).ok()??, fetching).ok()
}

fn first_line(error: &anyhow::Error) -> String {
    message(error).lines().next().unwrap_or_default().to_owned()
}

/// What an address leads to.
fn fetched(address: &str, fetching: Fetching<'_>) -> anyhow::Result<(Vec<u8>, Origin)> {
    if !fetching.is_on {
        bail!(
            "`{}`: fetching is switched off\nhint: leave out `--offline`, or set `network = true` in config.toml",
            clean(address)
        );
    }
    let page = match fetching.way {
        ProgressDisplay::Silent => fetch::fetch(address, &Limits::STANDARD, &mut |_| {}),
        ProgressDisplay::Line => {
            let mut told = ProgressLine::default();
            let page = fetch::fetch(address, &Limits::STANDARD, &mut |progress| told.tell(progress));
            told.end();
            page
        }
        ProgressDisplay::Screen(wait) => {
            let (sender, result) = mpsc::channel();
            let asked = address.to_owned();
            let is_done = wait(Box::new(move |tell| {
                let page =
                    fetch::fetch(&asked, &Limits::STANDARD, &mut |progress| tell(progress_line(progress)));
                drop(sender.send(page)); // nobody is waiting for it any more
            }));
            if !is_done {
                bail!("`{}`: fetching was cancelled", clean(address));
            }
            result.recv().with_context(|| format!("`{}`: fetching ended early", clean(address)))?
        }
    };
    let page = page.map_err(|error| anyhow::anyhow!(Unfetched(clean(address), error)))?;
    let origin = Origin::address(address, &page.address);
    let origin = match &page.media_type {
        Some(media_type) => origin.with_media_type(media_type),
        None => origin,
    };
    Ok((page.bytes, origin))
}

/// Why a page could not be fetched, with its address.
#[derive(Debug, thiserror::Error)]
#[error("`{0}`: {1}")]
pub(super) struct Unfetched(String, fetch::FetchError);

/// A folder that the user named contains nothing that looks like an article.
#[derive(Debug, thiserror::Error)]
#[error("`{0}`: there are no articles in this folder\nhint: byline opens files that end in .{1}")]
pub(super) struct NoArticles(String, String);

fn progress_line(progress: Progress<'_>) -> String {
    let host = clean(progress.host);
    match progress.bytes {
        0 => format!("asking {host} …"),
        bytes => format!("fetching from {host}: {} KB", bytes >> 10),
    }
}

/// The text that shows the progress on one line.
#[derive(Debug, Default)]
struct ProgressLine {
    line: String,
}

impl ProgressLine {
    fn tell(&mut self, progress: Progress<'_>) {
        let line = progress_line(progress);
        if line != self.line {
            self.line = line;
            let _ = write!(io::stderr(), "\r\x1b[K{}", self.line); // nobody needs to see it
        }
    }

    fn end(&self) {
        if !self.line.is_empty() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

/// How a web page is read again.
fn web_source(address: &str, is_on: bool) -> Source {
    if !is_on {
        return Source::Gone("fetching is switched off".to_owned());
    }
    let host = Target::new(address).map_or_else(|| clean(address), |it| it.host().to_owned());
    let address = address.to_owned();
    let refetch = move || {
        let fetching = Fetching { is_on: true, way: ProgressDisplay::Silent };
        match fetched(&address, fetching).and_then(|(bytes, origin)| import(bytes, &origin)) {
            Ok(Imported::One(doc)) => Ok(*doc),
            Ok(Imported::Several(_)) => Err("there are several articles now".to_owned()),
            Err(error) => Err(first_line(&error)),
        }
    };
    Source::Web(host, Refetch(Arc::new(refetch)))
}

/// The sample article.
pub(super) fn sample() -> anyhow::Result<Opened> {
    let (doc, _) = plain::document(SAMPLE, Metadata::default())?;
    let source = Source::Gone("the sample is part of byline".to_owned());
    Ok(Opened { doc, name: "sample".to_owned(), is_kept: false, source, notice: None })
}

/// An article of the library, as it was when it was opened.
pub(super) fn of_library(library: &Library, id: ArticleId, fetching: Fetching<'_>) -> anyhow::Result<Opened> {
    let doc = library.document(id)?;
    let name = clean(&library.entry(id)?.name);
    let source = match doc.meta().source.as_deref() {
        None => Source::Gone("it did not come from a file".to_owned()),
        Some(address) if is_address(address) => web_source(address, fetching.is_on),
        Some(path) if Path::new(path).is_file() => Source::file(Path::new(path)),
        Some(path) => match path.rsplit_once('#') {
            Some((file, _)) if Path::new(file).is_file() => {
                Source::Gone(format!("it is a part of {}", clean(file)))
            }
            _ => Source::Gone(format!("its file is gone: {}", clean(path))),
        },
    };
    Ok(Opened { doc, name, is_kept: true, source, notice: None })
}

/// Whether a path that the user typed is an address.
fn is_address(typed: &str) -> bool {
    let begins = |with: &str| typed.get(..with.len()).is_some_and(|it| it.eq_ignore_ascii_case(with));
    begins("http://") || begins("https://")
}

/// If no file has this name, says what the user may have meant: a command or a web page.
fn check_name(path: &Path) -> anyhow::Result<()> {
    let Some(name) = path.to_str().filter(|_| !path.exists()) else { return Ok(()) };
    if is_host(name) {
        return Err(ImportError::Address { name: format!("https://{}", clean(name)) }.into());
    }
    let commands = Args::command();
    let commands = commands.get_subcommands().map(clap::Command::get_name);
    let command = near::suggestion(name, commands);
    if !command.is_empty() {
        bail!("`{name}`: there is no such file or command{command}");
    }
    Ok(())
}

/// "www.example.org", "example.org/news": an address without its scheme.
fn is_host(name: &str) -> bool {
    const ENDS: &[&str] = &[
        "com", "org", "net", "edu", "gov", "int", "info", "eu", "uk", "us", "de", "fr", "au", "ca", "ie",
        "in", "nz",
    ];
    let host = name.split('/').next().unwrap_or_default();
    let is_known = host.rsplit_once('.').is_some_and(|(rest, end)| !rest.is_empty() && ENDS.contains(&end));
    is_known || host.starts_with("www.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_file_is_called_may_be_a_command_or_an_address() {
        let told = |name: &str| check_name(Path::new(name)).map_err(|it| it.to_string()).unwrap_err();
        assert_eq!(told("librari"), "`librari`: there is no such file or command; did you mean `library`?");
        assert!(told("exprot").ends_with("did you mean `export`?"));
        for address in ["www.example.org", "example.com", "example.co.uk/news/1"] {
            assert!(told(address).contains(&format!("byline https://{address}")), "{address}");
        }
        // The import reports these.
        for file in ["notes.txt", "story.html", "a/b.md", "flood", "."] {
            assert!(check_name(Path::new(file)).is_ok(), "{file}");
        }
    }

    #[test]
    fn a_folder_with_too_many_files_is_cut_and_this_is_told() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("more")).unwrap();
        for name in ["a.txt", "b.txt", "c.exe", "more/d.txt"] {
            fs::write(folder.path().join(name), "It rained.").unwrap();
        }
        let listed = |limit: usize| {
            let mut items = Vec::new();
            let is_whole = walk(folder.path(), MAX_DEPTH, limit, &mut items).unwrap();
            (items.iter().map(Openable::title).collect::<Vec<_>>().join(" "), is_whole)
        };
        assert_eq!(listed(3), ("a.txt b.txt d.txt".to_owned(), true));
        assert_eq!(listed(2), ("a.txt b.txt".to_owned(), false));
        assert_eq!(listed(1), ("a.txt".to_owned(), false));
    }

    #[test]
    fn what_is_typed_is_a_file_an_address_or_standard_input() {
        assert!(matches!(Openable::of(Path::new("-")), Openable::Stdin));
        assert!(matches!(Openable::of(Path::new("HTTPS://x.example/a")), Openable::Address(_)));
        assert!(matches!(Openable::of(Path::new("a.txt")), Openable::File(_)));
        assert!(matches!(Openable::of(Path::new("https:")), Openable::File(_)));
    }
}
