//! `byline notes`: the highlights and notes of all articles, or those that contain some words.

use std::path::Path;

use anyhow::{Context, bail};
use serde::Serialize;

use crate::annotate;
use crate::cli::args::{NotesArgs, NotesFormat, StoreArgs};
use crate::cli::output::{EntryRow, Output, clean, short_name};
use crate::cli::{Outcome, home, tell_text};
use crate::export::{self, NotedArticle, NotedWords};
use crate::store::{Library, Note, Noted};

pub(super) fn run(args: &NotesArgs, store_args: &StoreArgs) -> anyhow::Result<Outcome> {
    if args.print_template {
        super::export::print(export::NOTES_TEMPLATE)?;
        return Ok(Outcome::Done);
    }
    let usual = if args.template.is_some() { NotesFormat::Markdown } else { NotesFormat::Text };
    let format = args.format.unwrap_or(usual);
    if args.template.is_some() && format != NotesFormat::Markdown {
        bail!("this format takes no template\nhint: `--format markdown` does");
    }
    let library = Library::open_to_read(&home::folders(store_args)?)?;
    let mut all = library.notes()?;
    if !args.search.is_empty() {
        for noted in &mut all {
            let has = noted.notes.iter().map(|it| it.has(&args.search)).collect::<Result<Vec<_>, _>>()?;
            let mut has = has.into_iter();
            noted.notes.retain(|_| has.next() == Some(true));
        }
        all.retain(|it| !it.notes.is_empty());
    }
    let mut output = Output::new();
    match format {
        NotesFormat::Text => text(&mut output, &all)?,
        NotesFormat::Markdown => super::export::print(&markdown(&all, args.template.as_deref())?)?,
        NotesFormat::Json => json(&mut output, &all)?,
    }
    output.finish()?;
    if all.is_empty() {
        tell_text(if args.search.is_empty() {
            "byline: there are no notes yet\nhint: in an article, `?` lists the keys that mark words and write notes"
        } else {
            "byline: no note contains all of these words"
        });
    }
    Ok(Outcome::Done)
}

fn text(output: &mut Output, all: &[Noted]) -> anyhow::Result<()> {
    for Noted { entry, notes } in all {
        output.line(&format!("{:>5}  {}  {}", entry.id, entry.opened_local, short_name(entry)))?;
        for note in notes {
            output.line(&format!("       “{}”", clean(&note.words)))?;
            for line in annotate::told(&note.note, &note.tags).lines() {
                output.line(&format!("         {}", clean(line)))?;
            }
        }
    }
    Ok(())
}

fn markdown(all: &[Noted], template: Option<&Path>) -> anyhow::Result<String> {
    let articles: Vec<_> = all.iter().map(article).collect();
    Ok(match template {
        Some(template) => export::notes_by(template, &articles)?,
        None => export::notes(&articles),
    })
}

fn article(Noted { entry, notes }: &Noted) -> NotedArticle<'_> {
    NotedArticle {
        id: entry.id.to_i64(),
        title: &entry.name,
        published: entry.published.as_deref(),
        source: entry.source.as_deref(),
        marks: notes.iter().map(words).collect(),
    }
}

fn words(it: &Note) -> NotedWords<'_> {
    NotedWords { id: it.id, words: &it.words, note: &it.note, tags: &it.tags }
}

fn json(output: &mut Output, all: &[Noted]) -> anyhow::Result<()> {
    for noted in all {
        let open = format!("byline --open {}", noted.entry.id);
        // The article is the same for all of its notes.
        let article = serde_json::to_value(EntryRow::new(&noted.entry)).context("cannot write the answer")?;
        for note in &noted.notes {
            output.json(&NoteRow::new(note, &article, &open))?;
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct NoteRow<'a> {
    id: String,
    r#type: &'static str,
    words: &'a str,
    note: &'a str,
    tags: &'a [String],
    written: &'a str,
    open: &'a str,
    article: &'a serde_json::Value,
}

impl<'a> NoteRow<'a> {
    fn new(note: &'a Note, article: &'a serde_json::Value, open: &'a str) -> Self {
        Self {
            id: format!("a{}", note.id.0),
            r#type: if note.is_note() { "note" } else { "highlight" },
            words: &note.words,
            note: &note.note,
            tags: &note.tags,
            written: &note.written_utc,
            open,
            article,
        }
    }
}
