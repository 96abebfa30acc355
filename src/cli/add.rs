//! `byline add FILE…`: puts articles into the library without showing them.

use std::time::{Duration, Instant};

use crate::cli::args::{AddArgs, StoreArgs};
use crate::cli::opening::{self, Fetching, Listed, Openable, Opened, OpenedItem};
use crate::cli::output::{Output, clean};
use crate::cli::{Outcome, home, tell, tell_text};
use crate::digest::counted;
use crate::store::Library;

/// Articles are put into the library as soon as there are this many of them, or this many bytes of text, or the first
/// one has waited for this long.
const MAX_ARTICLES: usize = 64;
const MAX_BYTES: usize = 8 << 20;
const MAX_WAIT: Duration = Duration::from_millis(500);

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
        batch: Batch::default(),
    };
    for item in &items {
        adding.add(item, fetching)?;
    }
    adding.keep()?;
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
    /// What is read, but not yet in the library.
    batch: Batch,
}

/// Articles that are put into the library together, because each time takes as long as the disk needs to confirm it.
#[derive(Default)]
struct Batch {
    articles: Vec<(Opened, bool)>,
    bytes: usize,
    /// When the first of them was read.
    since: Option<Instant>,
}

impl Batch {
    fn push(&mut self, opened: Opened, is_summary: bool) {
        self.bytes += opened.doc.text().len();
        self.since.get_or_insert_with(Instant::now);
        self.articles.push((opened, is_summary));
    }

    fn is_full(&self) -> bool {
        self.articles.len() >= MAX_ARTICLES
            || self.bytes >= MAX_BYTES
            || self.since.is_some_and(|it| it.elapsed() >= MAX_WAIT)
    }
}

impl Adding<'_> {
    /// Adds an article, or all articles in a file. An error is one of the library, which would make the other
    /// articles fail, too. Of a feed, only what is in it is added: nobody gave the addresses of its pages.
    fn add(&mut self, item: &Openable, fetching: Fetching<'_>) -> anyhow::Result<()> {
        if matches!(item, Openable::Address(_) | Openable::Stdin) {
            self.keep()?; // nobody knows how long this one takes
        }
        match opening::open(item, fetching, self.store_args) {
            Ok(OpenedItem::One(opened)) => {
                self.batch.push(*opened, item.is_summary());
                if self.batch.is_full() { self.keep() } else { Ok(()) }
            }
            Ok(OpenedItem::Several(items)) => items.iter().try_for_each(|it| self.add(it, fetching.off())),
            Err(error) => {
                self.counts.failed += 1;
                tell(&error);
                Ok(())
            }
        }
    }

    /// Puts the batch into the library. Says so only afterwards, so that everything called added is on the disk.
    fn keep(&mut self) -> anyhow::Result<()> {
        let Batch { articles, .. } = std::mem::take(&mut self.batch);
        if articles.is_empty() {
            return Ok(());
        }
        let docs: Vec<_> = articles.iter().map(|(it, _)| (&it.doc, it.name.as_str())).collect();
        let kept = self.library.keep_all(&docs, home::now())?;
        for ((opened, is_summary), (id, is_new)) in articles.iter().zip(kept) {
            *(if is_new { &mut self.counts.added } else { &mut self.counts.known }) += 1;
            let title = opened.doc.meta().title.as_deref().unwrap_or(&opened.name);
            let note = match (is_new, is_summary) {
                (false, _) => " (already there)",
                (true, true) => " (only the summary)",
                (true, false) => "",
            };
            self.output.line(&format!("{id:>5}  {}{note}", clean(title)))?;
        }
        Ok(())
    }
}
