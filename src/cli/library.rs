//! `byline library`: what was opened, a search through all of it, and removal.

use serde::Serialize;

use crate::cli::args::{LibraryArgs, StoreArgs};
use crate::cli::output::{EntryRow, Output, limit, short_name, tell_rest};
use crate::cli::{Outcome, home, tell_text};
use crate::store::{ArticleId, Cache, Entry, Found, Hit, Library};

pub(super) fn run(args: &LibraryArgs, store_args: &StoreArgs) -> anyhow::Result<Outcome> {
    let folders = home::folders(store_args)?;
    let mut library = Library::open(&folders)?;
    let mut output = Output::new();
    if !args.remove.is_empty() {
        let mut cache = Cache::open(&folders)?;
        for &id in &args.remove {
            remove(&mut library, &mut cache, id)?;
        }
    } else if args.search.is_empty() {
        let entries = library.list(args.limit)?;
        list(&mut output, &entries, args.json)?;
    } else {
        let found = library.search(&args.search, limit(args.limit, args.json))?;
        hits(&mut output, &found, args.json)?;
    }
    output.finish()?;
    Ok(Outcome::Done)
}

fn remove(library: &mut Library, cache: &mut Cache, id: ArticleId) -> anyhow::Result<()> {
    let entry = library.entry(id)?;
    // The less precious first: if the second step fails, the command can be given again.
    cache.remove(entry.fingerprint)?;
    library.remove(id)?;
    tell_text(&format!("byline: removed {id}: {}", short_name(&entry)));
    Ok(())
}

fn list(output: &mut Output, entries: &[Entry], json: bool) -> anyhow::Result<()> {
    if json {
        return entries.iter().try_for_each(|entry| output.json(&EntryRow::new(entry)));
    }
    if entries.is_empty() {
        tell_text(
            "byline: the library is empty\nhint: every article that is opened with `byline FILE` is kept",
        );
        return Ok(());
    }
    output.line(&format!("{:>5}  {:<16}  {:>4}  {:>5}  {}", "id", "opened", "read", "notes", "article"))?;
    for entry in entries {
        let notes = if entry.n_edits == 0 { String::new() } else { entry.n_edits.to_string() };
        output.line(&format!(
            "{:>5}  {:<16}  {:>3}%  {notes:>5}  {}",
            entry.id,
            entry.opened_local,
            entry.read_percent,
            short_name(entry)
        ))?;
    }
    Ok(())
}

fn hits(output: &mut Output, found: &Found, json: bool) -> anyhow::Result<()> {
    if json {
        return found.hits.iter().try_for_each(|hit| output.json(&HitRow::new(hit)));
    }
    for hit in &found.hits {
        output.line(&format!(
            "{:>5}  {}  {}",
            hit.entry.id,
            hit.entry.opened_local,
            short_name(&hit.entry)
        ))?;
        output.line(&format!("       {}", output.snippet(&hit.snippet)))?;
    }
    if found.n_articles == 0 {
        tell_text("byline: no article has all of these words");
    }
    tell_rest(found.hits.len(), found.n_articles);
    Ok(())
}

#[derive(Serialize)]
struct HitRow<'a> {
    #[serde(flatten)]
    entry: EntryRow<'a>,
    snippet: String,
    /// In the snippet, in code points.
    hits: Vec<[usize; 2]>,
}

impl<'a> HitRow<'a> {
    fn new(hit: &'a Hit) -> Self {
        let (mut snippet, mut hits, mut at) = (String::new(), Vec::new(), 0);
        for piece in &hit.snippet {
            let end = at + piece.text.chars().count();
            if piece.is_hit {
                hits.push([at, end]);
            }
            snippet.push_str(&piece.text);
            at = end;
        }
        Self { entry: EntryRow::new(&hit.entry), snippet, hits }
    }
}
