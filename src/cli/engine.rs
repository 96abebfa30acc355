//! The model, loaded once and only when it is needed, and the questions it answers.

use std::fs::{self, File};
use std::io::Read as _;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use anyhow::{Context, bail};

use crate::cli::args::EngineArgs;
use crate::cli::message;
use crate::document::Document;
use crate::nlp::analyze::{Config, analyze, explain};
use crate::nlp::coref::explain::Decision;
use crate::nlp::model::Model;
use crate::nlp::progress::Silent;
use crate::nlp::relations::explain::ExplainedProposal;
use crate::nlp::{Analysis, Cancelled, Progress};
use crate::store::{Cache, Folders, KeeperHandle, analyst};
use crate::worker::Stopped;

/// The largest model file: several times the size of the built-in one.
const MAX_BYTES: u64 = 256 << 20;

/// An analysis with the evidence behind it.
pub(super) struct Explained {
    pub(super) analysis: Analysis,
    /// For each pronoun and description.
    pub(super) decisions: Vec<Decision>,
    /// For relations.
    pub(super) proposals: Vec<ExplainedProposal>,
}

/// Analyses documents; threads may share it.
pub(super) struct Engine {
    model: Model,
}

impl Engine {
    /// Loads the model in the file, or the built-in one.
    pub(super) fn load(file: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = file else { return Ok(Self { model: Model::embedded() }) };
        let bytes = read(path)?;
        let model = Model::from_bytes(bytes)
            .with_context(|| format!("`{}`: cannot be used as a model", path.display()))?;
        Ok(Self { model })
    }

    /// Loads the built-in model to run with this instruction set.
    pub(super) fn with_instructions(instruction_set: &str) -> anyhow::Result<Self> {
        let model = Model::embedded_with(instruction_set);
        Ok(Self { model: model.with_context(|| format!("this machine has no `{instruction_set}`"))? })
    }

    /// Identifies the model that makes the analyses.
    pub(super) fn id(&self) -> String {
        analyst(self.model.checksum())
    }

    /// The whole analysis, without reporting progress.
    pub(super) fn analyze(&self, doc: &Document, threads: NonZeroUsize) -> Analysis {
        let config = Config { threads: threads.get() };
        self.analyze_with(doc, config, &mut Silent).expect("silence never cancels")
    }

    /// The whole analysis with the evidence behind it, without reporting progress.
    pub(super) fn explain(&self, doc: &Document, threads: NonZeroUsize) -> Explained {
        let config = Config { threads: threads.get() };
        let (analysis, decisions, proposals) =
            explain(doc, &self.model, &config, &mut Silent).expect("silence never cancels");
        Explained { analysis, decisions, proposals }
    }

    /// The analysis, reporting its progress.
    fn analyze_with(
        &self,
        doc: &Document,
        config: Config,
        progress: &mut dyn Progress,
    ) -> Result<Analysis, Cancelled> {
        analyze(doc, &self.model, &config, progress)
    }
}

/// The content of the file. A device or a pipe may never end.
fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let unreadable = || format!("`{}`: the model cannot be read", path.display());
    let metadata = fs::metadata(path).with_context(unreadable)?;
    if !metadata.is_file() {
        bail!("`{}`: not a regular file\nhint: `--model` takes a model file", path.display());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len().min(MAX_BYTES)).unwrap_or_default());
    let file = File::open(path).with_context(unreadable)?;
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).with_context(unreadable)?;
    if bytes.len() as u64 > MAX_BYTES {
        bail!("`{}`: too large for a model: more than {} MiB", path.display(), MAX_BYTES >> 20);
    }
    Ok(bytes)
}

/// Supplies an analysis: from the cache if it is there, else by making it.
pub(super) struct Analyst {
    model: Option<PathBuf>,
    threads: NonZeroUsize,
}

impl Analyst {
    /// With the model and the threads that the user asked for.
    pub(super) fn new(args: &EngineArgs) -> Self {
        Self { model: args.model.clone(), threads: threads(args) }
    }

    /// The whole analysis, without reporting progress: from the cache in these folders, else a new one. Stores
    /// nothing.
    pub(super) fn analysis(&self, doc: &Document, folders: Option<&Folders>) -> anyhow::Result<Analysis> {
        let (engine, id) = self.identify()?;
        if let Some(found) = folders.and_then(|folders| recall(doc, folders, &id)) {
            return Ok(found);
        }
        let engine = engine.map_or_else(|| Engine::load(None), Ok)?;
        Ok(engine.analyze(doc, self.threads))
    }

    /// The analysis for the reader, from the cache if it is there. The keeper of the article gets the result.
    pub(super) fn read(
        &self,
        doc: &Document,
        keeper: Option<(&KeeperHandle, &Folders)>,
        progress: &mut dyn Progress,
    ) -> Result<Arc<Analysis>, Stopped> {
        let failed = |it| Stopped::Failed(message(&it));
        let (engine, id) = self.identify().map_err(failed)?;
        if let Some((handle, folders)) = keeper
            && let Some(found) = recall(doc, folders, &id).map(Arc::new)
        {
            // The status line needs this. In a long text it takes time, and the thread that handles keys has none to
            // spare.
            drop(doc.foreign_part());
            handle.found(id, Arc::clone(&found), false);
            return Ok(found);
        }
        let engine = engine.map_or_else(|| Engine::load(None), Ok).map_err(failed)?;
        let config = Config { threads: self.threads.get() };
        let found = Arc::new(engine.analyze_with(doc, config, progress)?);
        if let Some((handle, _)) = keeper {
            handle.found(id, Arc::clone(&found), true);
        }
        Ok(found)
    }

    /// The id of the model that analyses, and the engine itself if it had to be loaded from a file to find out.
    fn identify(&self) -> anyhow::Result<(Option<Engine>, String)> {
        let Some(file) = self.model.as_deref() else { return Ok((None, model_id(None)?)) };
        let engine = Engine::load(Some(file))?;
        let id = engine.id();
        Ok((Some(engine), id))
    }
}

/// The analysis in the cache. If reading it fails, the text is analysed again.
fn recall(doc: &Document, folders: &Folders, id: &str) -> Option<Analysis> {
    let is_there = Cache::exists(folders);
    is_there.then(|| Cache::with(folders, |cache| cache.analysis(doc, id))).and_then(Result::ok).flatten()
}

/// The [`Engine::id`] of the model in the file, or of the built-in one, without loading it.
pub(super) fn model_id(file: Option<&Path>) -> anyhow::Result<String> {
    match file {
        Some(_) => Ok(Engine::load(file)?.id()),
        None => Ok(analyst(&Model::embedded_checksum())),
    }
}

/// The number of threads that the user asked for, else one for each core.
pub(super) fn threads(args: &EngineArgs) -> NonZeroUsize {
    let cores = || thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    args.threads.unwrap_or_else(cores)
}
