//! What leaves the program: exports, addresses for the system's opener, words for the user's programs and the
//! clipboard.

use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::annotate::{Annotated, EditId};
use crate::app::{Exported, Msg};
use crate::document::Target;
use crate::tui::effect_runner::EffectRunner;
use crate::tui::event_loop::Event;
use crate::tui::exporting::{ExportRequest, expand_home, write_export};
use crate::tui::{clipboard, opener, program};

/// How long an export waits for the library to say when notes were made.
const DATES_PATIENCE: Duration = Duration::from_secs(5);

impl EffectRunner<'_> {
    pub(super) fn export(
        &mut self,
        annotated: Option<Annotated>,
        format: &'static str,
        path: &Path,
        overwrite: bool,
    ) -> anyhow::Result<()> {
        let answer = {
            let path = path.to_owned();
            move |how| Msg::Exported { format, path, how }
        };
        let Some(annotated) = annotated else {
            self.tell(answer(Exported::Failed("the analysis is not finished".to_owned())));
            return Ok(());
        };
        let path = expand_home(path, self.environment.home.as_deref());
        let (doc, inbox) = (Arc::clone(&self.doc), self.inbox.clone());
        let (options, template, article) = (self.export_options, self.template.clone(), self.article.clone());
        let handle = self.handle.clone();
        let write = move || {
            let dates = handle.map_or_else(Vec::new, |it| it.dates(DATES_PATIENCE));
            let written = dates.into_iter().map(|(number, made)| (EditId(number), made)).collect();
            let request = ExportRequest { format, options, template, path, overwrite, written, article };
            let written = panic::catch_unwind(AssertUnwindSafe(|| write_export(&doc, &annotated, request)));
            let how =
                written.unwrap_or_else(|_| Exported::Failed("the export failed (internal error)".to_owned()));
            // Without a receiver, the program is about to end, and the file is written.
            drop(inbox.send(Event::Msg(answer(how))));
        };
        self.exports.retain(|export| !export.is_finished());
        self.exports.push(thread::Builder::new().name("export".to_owned()).spawn(write)?);
        Ok(())
    }

    /// Opens an address, or copies it to the clipboard if nothing here can open it.
    pub(super) fn open(&mut self, target: &Target) -> anyhow::Result<()> {
        let openers = opener::openers(&self.environment, cfg!(target_os = "macos"));
        let Some((child, program)) = opener::start(target, &openers) else {
            return self.copy(target.to_string(), "nothing here can open it: ");
        };
        self.tell(Msg::Notice(format!("opened with {program}")));
        let inbox = self.inbox.clone();
        thread::Builder::new().name("opener".to_owned()).spawn(move || {
            if let Some(what) = opener::outcome(child, program) {
                drop(inbox.send(Event::Msg(Msg::Notice(what))));
            }
        })?;
        Ok(())
    }

    pub(super) fn run_program(
        &mut self,
        run: usize,
        arguments: Vec<String>,
        words: String,
    ) -> anyhow::Result<()> {
        let inbox = self.inbox.clone();
        let tell = move |answer| drop(inbox.send(Event::Msg(Msg::Answered { run, answer })));
        self.program = Some(program::start(arguments, words, program::LIMIT, tell)?);
        Ok(())
    }

    pub(super) fn copy(&mut self, text: String, why: &'static str) -> anyhow::Result<()> {
        let providers = clipboard::providers(&self.environment, cfg!(target_os = "macos"));
        let inbox = self.inbox.clone();
        thread::Builder::new().name("clipboard".to_owned()).spawn(move || {
            let by = clipboard::copy(&text, &providers);
            drop(inbox.send(Event::Copied { text, by, why }));
        })?;
        Ok(())
    }

    /// Says what happened to the copied text; gives it to the terminal if no program took it.
    pub(super) fn finish_copy(&mut self, text: &str, by: Option<&'static str>) -> anyhow::Result<String> {
        if let Some(program) = by {
            return Ok(format!("copied with {program}"));
        }
        self.terminal.write(&clipboard::osc52(text, &self.environment))?;
        Ok("copied through the terminal (OSC 52)".to_owned())
    }
}
