//! `byline add FILE…`: puts articles into the library without showing them.

use crate::cli::args::{AddArgs, StoreArgs};
use crate::cli::opening::{self, Fetching, Listed, Openable, Opened, OpenedItem};
use crate::cli::output::{Output, clean};
use crate::cli::{Outcome, home, tell, tell_text};
use crate::digest::counted;
use crate::store::Library;

/// How many articles were added, how many were already there, and how many failed.
#[derive(Debug, Default)]
struct Counts {
    added: usize,
    known: usize,
    failed: usize,
}

pub(super) fn run(args: &AddArgs, store_args: &StoreArgs, fetching: Fetching<'_>) -> anyhow::Result<Outcome> {
    let Listed { items, notice } = opening::list(&args.files)?;
    if let Some(notice) = notice {
        tell_text(&format!("byline: {notice}"));
    }
    let mut adding = Adding {
        library: Library::open(&home::folders(store_args)?)?,
        output: Output::new(),
        counts: Counts::default(),
        store_args,
    };
    for item in &items {
        adding.add(item, fetching)?;
    }
    let Adding { counts, output, .. } = adding;
    output.finish()?;
    let mut told = vec![format!("{} added", counted(counts.added, "article"))];
    told.extend((counts.known > 0).then(|| format!("{} already there", counts.known)));
    told.extend((counts.failed > 0).then(|| format!("{} failed", counts.failed)));
    tell_text(&format!("byline: {}", told.join(", ")));
    Ok(if counts.failed > 0 { Outcome::InputFailed } else { Outcome::Done })
}

struct Adding<'a> {
    library: Library,
    output: Output,
    counts: Counts,
    store_args: &'a StoreArgs,
}

impl Adding<'_> {
    /// Adds an article, or all articles in a file. An error is one of the library, which would make the other
    /// articles fail, too. Of a feed, only what is in it is added: nobody gave the addresses of its pages.
    fn add(&mut self, item: &Openable, fetching: Fetching<'_>) -> anyhow::Result<()> {
        match opening::open(item, fetching, self.store_args) {
            Ok(OpenedItem::One(opened)) => self.keep(&opened, item.is_summary()),
            Ok(OpenedItem::Several(items)) => items.iter().try_for_each(|it| self.add(it, fetching.off())),
            Err(error) => {
                self.counts.failed += 1;
                tell(&error);
                Ok(())
            }
        }
    }

    fn keep(&mut self, opened: &Opened, is_summary: bool) -> anyhow::Result<()> {
        let is_known = self.library.with_text(opened.doc.fingerprint())?.is_some();
        let id = self.library.keep(&opened.doc, &opened.name, home::now())?;
        *(if is_known { &mut self.counts.known } else { &mut self.counts.added }) += 1;
        let title = opened.doc.meta().title.as_deref().unwrap_or(&opened.name);
        let note = match (is_known, is_summary) {
            (true, _) => " (already there)",
            (false, true) => " (only the summary)",
            (false, false) => "",
        };
        self.output.line(&format!("{id:>5}  {}{note}", clean(title)))?;
        Ok(())
    }
}
