//! The articles to export: files, a pipe, or articles of the library.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::annotate::{self, Annotated};
use crate::cli::args::{EngineArgs, PickArgs, StoreArgs};
use crate::cli::engine::Analyst;
use crate::cli::home::{self, Kept};
use crate::cli::opening::{self, Listed, Openable};
use crate::cli::{tell_limits, tell_text};
use crate::document::Document;
use crate::export::{Article, Dates, Files};
use crate::store::{ArticleId, Folders, Library};

/// A name for standard input, on systems that have one.
const STDIN: &str = "/dev/stdin";

/// An article to export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    File(PathBuf),
    Stdin,
    Kept(ArticleId),
}

/// An article with everything known about it.
pub(super) struct Loaded {
    doc: Document,
    annotated: Annotated,
    written: Dates,
    pub(super) id: Option<ArticleId>,
    /// Where it was read from. The export must not overwrite this file.
    pub(super) file: Option<PathBuf>,
}

impl Loaded {
    pub(super) fn article(&self) -> Article<'_> {
        let Self { doc, annotated, written, id, .. } = self;
        Article { doc, annotated, id: id.map(ArticleId::to_i64), written: Some(written) }
    }

    pub(super) const fn doc(&self) -> &Document {
        &self.doc
    }
}

/// The articles to export, and what is needed to load them.
pub(super) struct Inputs<'a> {
    all: Vec<Input>,
    machine: bool,
    library: Option<Library>,
    folders: Option<Folders>,
    analyst: Analyst,
    engine_args: &'a EngineArgs,
    store_args: &'a StoreArgs,
}

impl<'a> Inputs<'a> {
    pub(super) fn new(
        args: &PickArgs,
        engine_args: &'a EngineArgs,
        store_args: &'a StoreArgs,
    ) -> anyhow::Result<Self> {
        let mut inputs = named(&args.files)?;
        let wants_library = args.all || !args.open.is_empty();
        let library = wants_library
            .then(|| anyhow::Ok(Library::open_to_read(&home::folders(store_args)?)?))
            .transpose()?;
        inputs.extend(args.open.iter().copied().map(Input::Kept));
        if let Some(library) = library.as_ref().filter(|_| args.all) {
            // The article that was kept first comes first, so that file names stay the same when articles are added.
            let mut ids: Vec<_> = library.list(None)?.into_iter().map(|it| it.id).collect();
            ids.sort_unstable();
            if ids.is_empty() {
                bail!(
                    "the library is empty\nhint: byline keeps every article that you open with `byline FILE`"
                );
            }
            inputs.extend(ids.into_iter().map(Input::Kept));
        }
        if inputs.is_empty() {
            if io::stdin().is_terminal() {
                bail!(
                    "no article given\nhint: name a file, pipe one in, or take one from the library with `--open ID`"
                );
            }
            inputs.push(Input::Stdin);
        }
        let folders = home::folders(store_args).ok();
        let analyst = Analyst::new(engine_args);
        Ok(Self { all: inputs, machine: args.machine, library, folders, analyst, engine_args, store_args })
    }

    pub(super) fn all(&self) -> &[Input] {
        &self.all
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// The files of all articles that are files.
    pub(super) fn files(&self) -> Files {
        let mut files = Files::default();
        for input in &self.all {
            match input {
                Input::File(path) => files.add(path),
                Input::Stdin => files.add(Path::new(STDIN)),
                Input::Kept(_) => {}
            }
        }
        files
    }

    /// Reads and analyses an article. One from the library is read as it was when it was opened.
    pub(super) fn load(&self, input: &Input) -> anyhow::Result<Loaded> {
        let (doc, file) = match (input, &self.library) {
            (Input::File(path), _) => (super::open(Some(path))?, Some(path.clone())),
            // Standard input may come from a file, too.
            (Input::Stdin, _) => (super::open(None)?, Some(PathBuf::from(STDIN))),
            (Input::Kept(id), Some(library)) => {
                let doc = library.document(*id)?;
                let file = doc.meta().source.as_ref().map(PathBuf::from);
                (doc, file)
            }
            (Input::Kept(_), None) => bail!("the library is not open"),
        };
        let doc = self.engine_args.takes(doc);
        tell_limits(&doc);
        let analysis = self.analyst.analysis(&doc, self.folders.as_ref())?;
        let kept = match (input, &self.library) {
            (Input::Kept(id), Some(library)) => home::kept_as(library, *id)?,
            _ if self.machine => Kept::default(),
            _ => home::kept(&doc, self.store_args),
        };
        // An article of the library is found again by its number even if notes are left out.
        let kept = if self.machine { Kept { id: kept.id, ..Kept::default() } } else { kept };
        let annotated = annotate::overlay(&doc, &analysis, &kept.log);
        Ok(Loaded { doc, annotated, written: kept.written, id: kept.id, file })
    }
}

/// The articles that the user named, and those in the folders that the user named.
fn named(paths: &[PathBuf]) -> anyhow::Result<Vec<Input>> {
    let Listed { items, notice } = opening::list(paths)?;
    if let Some(notice) = notice {
        tell_text(&format!("byline: {notice}"));
    }
    let input = |item| match item {
        Openable::Stdin => Some(Input::Stdin),
        Openable::File(path) => Some(Input::File(path)),
        // Reading it as a file says what to do instead.
        Openable::Address(address) => Some(Input::File(address.into())),
        // Only a file that has been read has parts.
        Openable::Listed { .. } => None,
    };
    Ok(items.into_iter().filter_map(input).collect())
}
