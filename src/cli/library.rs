//! `byline library`: lists, searches and removes articles.

use std::collections::HashSet;
use std::io::{self, IsTerminal, Write};

use anyhow::{Context, bail};
use serde::Serialize;

use crate::annotate::Tally;
use crate::cli::args::{LibraryArgs, StoreArgs};
use crate::cli::output::{EntryRow, Output, limit, short_name, tell_rest};
use crate::cli::{Outcome, home, tell_text};
use crate::digest::counted;
use crate::store::{self, ArticleId, Entry, Folders, Found, Hit, Library};

pub(super) fn run(args: &LibraryArgs, store_args: &StoreArgs) -> anyhow::Result<Outcome> {
    let folders = home::folders(store_args)?;
    if !args.remove.is_empty() {
        let mut library = Library::open(&folders)?;
        return args
            .remove
            .iter()
            .try_for_each(|&id| remove(&folders, &mut library, id, args.yes))
            .map(|()| Outcome::Done);
    }
    let library = Library::open_to_read(&folders)?;
    if library.is_read_only() {
        tell_text(&format!("byline: `{}`: cannot be written; it is shown read-only", folders.data.display()));
    }
    let mut output = Output::new();
    if args.search.is_empty() {
        let entries =
            if args.annotated { library.annotated(args.limit)? } else { library.list(args.limit)? };
        list(&mut output, &entries, args)?;
    } else {
        let limit = limit(args.limit, args.json);
        let mut found = library.search(&args.search, limit.filter(|_| !args.annotated))?;
        if args.annotated {
            found.hits.retain(|it| it.entry.tally.total() > 0);
            found.n_articles = found.hits.iter().map(|it| it.entry.id).collect::<HashSet<_>>().len();
            found.hits.truncate(limit.unwrap_or(usize::MAX));
        }
        hits(&mut output, &found, args.json)?;
    }
    output.finish()?;
    Ok(Outcome::Done)
}

/// Removes an article. If it has notes or corrections, asks first.
fn remove(folders: &Folders, library: &mut Library, id: ArticleId, yes: bool) -> anyhow::Result<()> {
    let entry = library.entry(id)?;
    let (name, notes) = (short_name(&entry), told_notes(entry.tally));
    if !notes.is_empty() && !yes {
        if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
            bail!("article {id} has {notes}, which would be lost: {name}\nhint: `--yes` removes it anyway");
        }
        let _ = write!(io::stderr(), "remove {id}: {name}, with {notes}? [y/N] "); // no question, no consent
        let mut answer = String::new();
        io::stdin().read_line(&mut answer).context("cannot read the answer")?;
        if !answer.trim().eq_ignore_ascii_case("y") && !answer.trim().eq_ignore_ascii_case("yes") {
            tell_text(&format!("byline: kept {id}: {name}"));
            return Ok(());
        }
    }
    store::remove(folders, library, id)?;
    tell_text(&format!("byline: removed {id}: {name}"));
    Ok(())
}

/// "1 note, 2 highlights"; empty if there is nothing.
pub(super) fn told_notes(tally: Tally) -> String {
    let parts = [(tally.notes, "note"), (tally.highlights, "highlight"), (tally.corrections, "correction")];
    let parts = parts.iter().filter(|(n, _)| *n > 0).map(|&(n, one)| counted(n, one));
    parts.collect::<Vec<_>>().join(", ")
}

/// " (other texts: 12, 9)", for a page of which the library has several versions.
fn told_others(entry: &Entry) -> String {
    let others: Vec<_> = entry.others.iter().map(ArticleId::to_string).collect();
    if others.is_empty() { String::new() } else { format!(" (other texts: {})", others.join(", ")) }
}

fn list(output: &mut Output, entries: &[Entry], args: &LibraryArgs) -> anyhow::Result<()> {
    if args.json {
        return entries.iter().try_for_each(|entry| output.json(&EntryRow::new(entry)));
    }
    if entries.is_empty() {
        tell_text(if args.annotated {
            "byline: no article has notes or corrections"
        } else {
            "byline: the library is empty\nhint: byline keeps every article that you open with `byline FILE`"
        });
        return Ok(());
    }
    let head = ["id", "opened", "read", "notes", "corr.", "article"];
    let [id, opened, read, notes, corrections, article] = head;
    output.line(&format!("{id:>5}  {opened:<16}  {read:>4}  {notes:>5}  {corrections:>5}  {article}"))?;
    let number = |n: usize| if n == 0 { String::new() } else { n.to_string() };
    for entry in entries {
        output.line(&format!(
            "{:>5}  {:<16}  {:>3}%  {:>5}  {:>5}  {}",
            entry.id,
            entry.opened_local,
            entry.read_percent,
            number(entry.tally.notes + entry.tally.highlights),
            number(entry.tally.corrections),
            short_name(entry) + &told_others(entry)
        ))?;
    }
    Ok(())
}

fn hits(output: &mut Output, found: &Found, json: bool) -> anyhow::Result<()> {
    if json {
        return found.hits.iter().try_for_each(|hit| output.json(&HitRow::new(hit)));
    }
    let mut shown = HashSet::new();
    for hit in &found.hits {
        shown.insert(hit.entry.id);
        output.line(&format!(
            "{:>5}  {}  {}",
            hit.entry.id,
            hit.entry.opened_local,
            short_name(&hit.entry)
        ))?;
        let what = if hit.note.is_some() { "note: " } else { "" };
        output.line(&format!("       {what}{}", output.snippet(&hit.snippet)))?;
    }
    if found.n_articles == 0 {
        tell_text("byline: no article contains all of these words");
    }
    tell_rest(shown.len(), found.n_articles);
    Ok(())
}

#[derive(Serialize)]
struct HitRow<'a> {
    #[serde(flatten)]
    entry: EntryRow<'a>,
    /// The number of the note that contains the words; null if the text contains them.
    note: Option<String>,
    snippet: String,
    /// Where in the snippet, in code points.
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
        let note = hit.note.map(|it| format!("a{}", it.0));
        Self { entry: EntryRow::new(&hit.entry), note, snippet, hits }
    }
}
