//! The model, loaded once, and what is asked of it.

use std::fs::{self, File};
use std::io::Read as _;
use std::num::NonZeroUsize;
use std::path::Path;
use std::thread;

use anyhow::{Context, bail};

use crate::cli::args::EngineArgs;
use crate::document::Document;
use crate::nlp::analyze::{Config, analyze};
use crate::nlp::model::Model;
use crate::nlp::progress::Silent;
use crate::nlp::{Analysis, Cancelled, Progress};
use crate::store::analyst;

/// A model file is this large at the most: some times the built-in one.
const MAX_BYTES: u64 = 256 << 20;

/// What analyses documents; threads may share it.
pub(super) struct Engine {
    model: Model,
}

impl Engine {
    /// Loads the model in the file, or the built-in one.
    pub(super) fn load(file: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = file else { return Ok(Self { model: Model::embedded() }) };
        let bytes = read(path)?;
        let model = Model::from_bytes(bytes)
            .with_context(|| format!("`{}`: no model to work with", path.display()))?;
        Ok(Self { model })
    }

    /// Tells whose analyses these are.
    pub(super) fn id(&self) -> String {
        analyst(self.model.checksum())
    }

    /// The whole analysis, in silence.
    pub(super) fn analyze(&self, doc: &Document, threads: NonZeroUsize) -> Analysis {
        let config = Config { threads: threads.get(), visible: None };
        self.analyze_with(doc, &config, &mut Silent).expect("silence never cancels")
    }

    /// The analysis, told of as it goes on.
    pub(super) fn analyze_with(
        &self,
        doc: &Document,
        config: &Config,
        progress: &mut dyn Progress,
    ) -> Result<Analysis, Cancelled> {
        analyze(doc, &self.model, config, progress)
    }
}

/// What the file holds. A device or a pipe may never end.
fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let unreadable = || format!("`{}`: the model cannot be read", path.display());
    let metadata = fs::metadata(path).with_context(unreadable)?;
    if !metadata.is_file() {
        bail!("`{}`: this is no file\nhint: `--model` takes a model file", path.display());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len().min(MAX_BYTES)).unwrap_or_default());
    let file = File::open(path).with_context(unreadable)?;
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).with_context(unreadable)?;
    if bytes.len() as u64 > MAX_BYTES {
        bail!("`{}`: too large for a model: more than {} MiB", path.display(), MAX_BYTES >> 20);
    }
    Ok(bytes)
}

/// The [`Engine::id`] of the model in the file, or of the built-in one; that needs no loading.
pub(super) fn model_id(file: Option<&Path>) -> anyhow::Result<String> {
    match file {
        Some(_) => Ok(Engine::load(file)?.id()),
        None => Ok(analyst(&Model::embedded_checksum())),
    }
}

/// As many as asked for, else one for each core.
pub(super) fn threads(args: &EngineArgs) -> NonZeroUsize {
    let cores = || thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    args.threads.unwrap_or_else(cores)
}
