//! `byline add FILE…`: puts articles into the library without showing them.

use crate::cli::args::{AddArgs, StoreArgs};
use crate::cli::opening::{self, Found, Item, Network, Opened};
use crate::cli::output::{Output, clean};
use crate::cli::{Outcome, home, tell, tell_text};
use crate::digest::counted;
use crate::store::Library;

/// How many articles were added, how many were already there, and how many failed.
#[derive(Debug, Default)]
struct Tally {
    added: usize,
    known: usize,
    failed: usize,
}

pub(super) fn run(args: &AddArgs, store_args: &StoreArgs, network: Network<'_>) -> anyhow::Result<Outcome> {
    let items = opening::list(&args.files)?;
    let mut desk = Desk {
        library: Library::open(&home::folders(store_args)?)?,
        output: Output::new(),
        tally: Tally::default(),
        store_args,
        network,
    };
    for item in &items {
        desk.add(item)?;
    }
    let Desk { tally, output, .. } = desk;
    output.finish()?;
    let mut told = vec![format!("{} added", counted(tally.added, "article"))];
    told.extend((tally.known > 0).then(|| format!("{} already there", tally.known)));
    told.extend((tally.failed > 0).then(|| format!("{} failed", tally.failed)));
    tell_text(&format!("byline: {}", told.join(", ")));
    Ok(if tally.failed > 0 { Outcome::InputFailed } else { Outcome::Done })
}

struct Desk<'a> {
    library: Library,
    output: Output,
    tally: Tally,
    store_args: &'a StoreArgs,
    network: Network<'a>,
}

impl Desk<'_> {
    /// Adds an article, or all articles in a file. An error is one of the library, which would make the other
    /// articles fail, too.
    fn add(&mut self, item: &Item) -> anyhow::Result<()> {
        match opening::open(item, self.network, self.store_args) {
            Ok(Found::One(opened)) => self.keep(&opened),
            Ok(Found::Several(items)) => items.iter().try_for_each(|it| self.add(it)),
            Err(error) => {
                self.tally.failed += 1;
                tell(&error);
                Ok(())
            }
        }
    }

    fn keep(&mut self, opened: &Opened) -> anyhow::Result<()> {
        let is_known = self.library.with_text(opened.doc.fingerprint())?.is_some();
        let id = self.library.keep(&opened.doc, &opened.name, home::now())?;
        *(if is_known { &mut self.tally.known } else { &mut self.tally.added }) += 1;
        let title = opened.doc.meta().title.as_deref().unwrap_or(&opened.name);
        let note = if is_known { " (already there)" } else { "" };
        self.output.line(&format!("{id:>5}  {}{note}", clean(title)))?;
        Ok(())
    }
}
