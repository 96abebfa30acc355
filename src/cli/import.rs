//! `byline import FILE…`: adds notes, highlights and corrections to the library, each to its article, and reports what
//! was added, what was already there, and what could not be placed.

use std::io;
use std::path::{Path, PathBuf};

use crate::annotate::{Entry, Log};
use crate::cli::args::{ImportArgs, StoreArgs};
use crate::cli::library::told_notes;
use crate::cli::output::{Output, quoted, short_name};
use crate::cli::{Outcome, home, tell, tell_text};
use crate::digest::counted;
use crate::document::Document;
use crate::import::{self, Origin};
use crate::intake::{self, Intake, Merged};
use crate::store::{ArticleId, Library};

pub(super) fn run(args: &ImportArgs, store_args: &StoreArgs) -> anyhow::Result<Outcome> {
    let mut importing = Importing {
        kept: Library::open(&home::folders(store_args)?)?,
        output: Output::new(),
        outcome: Outcome::Done,
    };
    let chosen = args.article.as_deref().map(|it| importing.chosen(it)).transpose()?;
    for file in &args.files {
        // If one file cannot be read, the others are still imported.
        if let Err(error) = importing.file(file, chosen) {
            if !super::is_of_the_input(&error) {
                return Err(error);
            }
            tell(&error);
            importing.outcome = Outcome::InputFailed;
        }
    }
    importing.output.finish()?;
    Ok(importing.outcome)
}

struct Importing {
    kept: Library,
    output: Output,
    outcome: Outcome,
}

impl Importing {
    /// The article that the user named by its number or its file. A file that is new is added to the library.
    fn chosen(&mut self, name: &str) -> anyhow::Result<ArticleId> {
        if let Ok(id) = name.parse() {
            return Ok(self.kept.entry(id)?.id);
        }
        let path = whole(Path::new(name));
        let doc = import::open(&path, &import::Options::STANDARD)?;
        match self.kept.with_text(doc.fingerprint())? {
            Some(id) => Ok(id),
            None => self.keep(&doc, Path::new(name)),
        }
    }

    fn file(&mut self, path: &Path, chosen: Option<ArticleId>) -> anyhow::Result<()> {
        let (bytes, origin) = if path == Path::new("-") {
            (import::read_stdin(io::stdin().lock())?, Origin::stdin())
        } else {
            (import::read(path)?, Origin::file(path))
        };
        let name = origin.name();
        let intakes = intake::read(&bytes, name)?;
        for refused in intakes.iter().flat_map(|it| &it.refused) {
            self.refuse(&format!("`{name}`: annotation {}: {}", refused.number, refused.why));
        }
        if intakes.iter().all(|it| it.is_empty() && it.refused.is_empty()) {
            tell_text(&format!("byline: `{name}`: has no notes, highlights or corrections"));
        }
        for intake in intakes.iter().filter(|it| !it.is_empty()) {
            match self.article(intake, chosen)? {
                Some(id) => self.take(intake, id)?,
                None => self.refuse(&homeless(name, intake)),
            }
        }
        Ok(())
    }

    fn refuse(&mut self, what: &str) {
        tell_text(&format!("byline: {what}"));
        self.outcome = Outcome::InputFailed;
    }

    /// The article that the annotations are about: the one that the user named, else the one with this text, else the
    /// one read from that source, else the one that the file itself contains.
    fn article(&mut self, intake: &Intake, chosen: Option<ArticleId>) -> anyhow::Result<Option<ArticleId>> {
        if chosen.is_some() {
            return Ok(chosen);
        }
        let of_doc = intake.doc.as_ref().map(Document::fingerprint);
        for fingerprint in intake.fingerprint.into_iter().chain(of_doc) {
            if let Some(id) = self.kept.with_text(fingerprint)? {
                return Ok(Some(id));
            }
        }
        for source in &intake.sources {
            let path = whole(Path::new(source));
            for source in [Some(source.as_str()), path.to_str()].into_iter().flatten() {
                if let Some(id) = self.kept.read_from(source)? {
                    return Ok(Some(id));
                }
            }
        }
        let name = intake.sources.first().map_or("imported", String::as_str);
        intake.doc.as_ref().map(|doc| self.keep(doc, Path::new(name))).transpose()
    }

    fn keep(&mut self, doc: &Document, path: &Path) -> anyhow::Result<ArticleId> {
        let name = Origin::file(path.file_name().map_or(path, Path::new));
        Ok(self.kept.keep(doc, name.name(), home::now())?)
    }

    fn take(&mut self, intake: &Intake, id: ArticleId) -> anyhow::Result<()> {
        let doc = self.kept.document(id)?;
        let rows = self.kept.edits(id)?;
        let log = Log::of(rows.iter().filter_map(|it| Entry::read(it.number, &it.payload)));
        let merged = intake::merge(&doc, &log, intake.edits(&doc));
        let payloads: Result<Vec<_>, _> = merged.edits.iter().map(serde_json::to_string).collect();
        self.kept.append_edits(id, &payloads?, home::now())?;
        self.output.line(&told(&merged, &short_name(&self.kept.entry(id)?), id))?;
        for words in &merged.lost {
            self.output.line(&format!("  no longer in the text: {}", quoted(words)))?;
        }
        Ok(())
    }
}

/// The full path distinguishes an article from others with the same file name. Anything that is not a path stays as
/// it is.
fn whole(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn homeless(name: &str, intake: &Intake) -> String {
    let n = counted(intake.len(), "annotation");
    let about = intake.sources.first().map_or_else(|| "an article".to_owned(), |it| format!("`{it}`"));
    format!(
        "`{name}`: {n} of {about}, which is not in the library\nhint: name the article with `--article FILE`, or open it once"
    )
}

/// "3 notes, 1 highlight, 2 corrections of `The flood` (article 7); 1 was already there".
fn told(merged: &Merged, name: &str, id: ArticleId) -> String {
    let new = told_notes(merged.taken);
    let new = if new.is_empty() { "nothing new" } else { &new };
    let were = |n: usize, what: &str| match n {
        0 => String::new(),
        1 => format!("; 1 was {what}"),
        _ => format!("; {n} were {what}"),
    };
    let (known, lost) = (merged.n_known, merged.lost.len());
    let lost = match lost {
        0 => String::new(),
        1 => "; 1 is about words that are not in its text, and is kept".to_owned(),
        _ => format!("; {lost} are about words that are not in its text, and are kept"),
    };
    format!("{new} for `{name}` (article {id}){}{lost}", were(known, "already there"))
}
