//! An article or a library as notes of an Obsidian vault: a note for each article, person and organization, joined by
//! links.
//!
//! File names are safe on every system and the same in every export. A member of the cast is the same note wherever
//! it has the same name and kind; two with one name in the same article have two notes. What the user writes below
//! our last line stays, and so do the user's own properties and the sections of other articles. A note whose upper
//! part was changed by hand is not replaced.

mod merge;
mod names;

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

pub(super) use merge::merged;

use crate::digest::{self, Voices, counted};
use crate::export::json::quoted;
use crate::export::markdown::{self, escaped};
use crate::export::vault::merge::{DESCRIBED, sealed};
use crate::export::vault::names::NoteNames;
use crate::export::{Article, Options, OutputFile, kind_word};
use crate::nlp::{Analysis, Entity, EntityKind, Quote};
use crate::text::Id;

/// The folders for each kind of note.
const ARTICLES: &str = "Articles";
const PEOPLE: &str = "People";
const ORGANIZATIONS: &str = "Organizations";

/// All notes: articles in the given order, then people and organizations by name.
pub(super) fn export(articles: &[Article<'_>], options: &Options) -> Vec<OutputFile> {
    let mut names = NoteNames::default();
    let mut parts = Vec::new();
    let mut members: BTreeMap<String, Member> = BTreeMap::new();
    for article in articles {
        let sha256 = article.doc.fingerprint().to_string();
        let title = digest::title(article.doc).unwrap_or_else(|| "Untitled".to_owned());
        let page = names.of(ARTICLES, &title, &sha256);
        let mut links = BTreeMap::new();
        let page = Page::new(article, page, title);
        let analysis = &article.annotated.analysis;
        for (id, entity) in analysis.entities.iter() {
            let Some(folder) = folder(entity).filter(|_| entity.is_named) else { continue };
            let apart = apart(analysis, id);
            let path =
                names.of(folder, &format!("{}{apart}", entity.name), &format!("{}{apart}", entity.name));
            links.insert(id, path.clone());
            let member = members.entry(path).or_insert_with(|| Member::new(entity));
            member.aliases.extend(digest::aliases(article.doc, analysis, id));
            member.sections.push(page.section(id));
        }
        let note = markdown::vault_note(article, options, links_of(analysis, &links));
        parts.push(OutputFile::within(
            format!("{}.md", page.path),
            sealed(&format!("article {sha256}"), &note),
        ));
    }
    for (path, member) in members {
        let note = member.note();
        parts.push(OutputFile::within(format!("{path}.md"), sealed(&path, &note)));
    }
    parts
}

/// What tells somebody from those before of the same name in one article: what they are, else their number.
fn apart(analysis: &Analysis, id: Id<Entity>) -> String {
    let entity = &analysis.entities[id];
    let before = analysis.entities.iter().take_while(|it| it.0 != id);
    let before: Vec<_> =
        before.map(|it| it.1).filter(|it| it.kind == entity.kind && it.name == entity.name).collect();
    let is_described_so = |it: &&Entity| it.description == entity.description;
    match &entity.description {
        _ if before.is_empty() => String::new(),
        Some(description) if !before.iter().any(is_described_so) => format!(" ({description})"),
        _ => format!(" ({})", before.len() + 1),
    }
}

/// The folder for notes on members of this kind; places have none.
fn folder(entity: &Entity) -> Option<&'static str> {
    match entity.kind {
        EntityKind::Person => Some(PEOPLE),
        EntityKind::Organization => Some(ORGANIZATIONS),
        EntityKind::Place => None,
    }
}

/// How each name is written in the note of its article: as a link, unless two share it.
fn links_of(analysis: &Analysis, paths: &BTreeMap<Id<Entity>, String>) -> HashMap<String, String> {
    let entities = || analysis.entities.rows().iter();
    let is_alone = |name: &str| entities().filter(|it| it.name == name).count() == 1;
    let linked = paths.iter().filter(|(id, _)| is_alone(&analysis.entities[**id].name));
    linked
        .map(|(id, path)| (analysis.entities[*id].name.clone(), link(path, &analysis.entities[*id].name)))
        .collect()
}

fn link(path: &str, text: &str) -> String {
    format!("[[{path}|{}]]", names::in_a_link(text))
}

/// The note of a member of the cast.
struct Member {
    name: String,
    kind: EntityKind,
    description: Option<String>,
    aliases: Vec<String>,
    /// One section for each article.
    sections: Vec<String>,
}

impl Member {
    fn new(entity: &Entity) -> Self {
        Self {
            name: entity.name.clone(),
            kind: entity.kind,
            description: entity.description.clone(),
            aliases: Vec::new(),
            sections: Vec::new(),
        }
    }

    fn note(mut self) -> String {
        self.aliases.insert(0, self.name.clone());
        let mut aliases: Vec<String> = Vec::new();
        for alias in self.aliases {
            if !aliases.contains(&alias) {
                aliases.push(alias);
            }
        }
        let aliases: Vec<_> = aliases.iter().map(|it| quoted(it)).collect();
        let mut out = format!(
            "---\naliases: [{}]\nkind: {}\n---\n\n# {}\n",
            aliases.join(", "),
            kind_word(self.kind),
            escaped(&self.name)
        );
        if let Some(description) = &self.description {
            let _ = write!(out, "\n{}\n", escaped(description)); // writing to a string cannot fail
        }
        for section in self.sections {
            out.push('\n');
            out.push_str(&section);
        }
        out
    }
}

/// The note of an article, as others link to it.
struct Page<'a> {
    article: &'a Article<'a>,
    path: String,
    title: String,
    voices: Voices,
    blocks: HashMap<Id<Quote>, String>,
}

impl<'a> Page<'a> {
    fn new(article: &'a Article<'a>, path: String, title: String) -> Self {
        let (doc, analysis) = (article.doc, &article.annotated.analysis);
        let blocks = markdown::quote_blocks(doc, analysis);
        Self { article, path, title, voices: Voices::new(doc, analysis), blocks }
    }

    /// What the article has about a member: how often it is mentioned, relations, what it says.
    fn section(&self, id: Id<Entity>) -> String {
        let analysis = &self.article.annotated.analysis;
        // Writing to a string cannot fail.
        let mut out = format!("## {}\n\n", link(&self.path, &self.title));
        let tally = digest::tally(analysis, id);
        let _ = write!(out, "{}: {}", counted(tally.all.total(), "mention"), tally.all.in_words());
        if tally.doubtful.total() > 0 {
            let _ = write!(out, "; {} not sure", tally.doubtful.total());
        }
        out.push('\n');
        if let Some(description) = &analysis.entities[id].description {
            let _ = write!(out, "\n{DESCRIBED}{}\n", escaped(description));
        }
        let relations = analysis.relations.rows().iter().filter(|it| it.subject == id || it.object == id);
        let relations = relations.map(|it| format!("- {}\n", escaped(&digest::told_whole(analysis, it))));
        let said = self.voices.of(id).map_or(&[][..], |it| it.quotes.as_slice());
        let said = said.iter().map(|&quote| self.said(quote));
        for list in [relations.collect::<String>(), said.collect()] {
            if !list.is_empty() {
                let _ = write!(out, "\n{list}");
            }
        }
        out
    }

    /// A quote, with a link to where it is quoted.
    fn said(&self, id: Id<Quote>) -> String {
        let quote = &self.article.annotated.analysis.quotes[id];
        let doubt = if quote.confidence.is_doubtful() { " (not sure)" } else { "" };
        let words = escaped(&digest::said(self.article.doc, quote));
        let block = self.blocks.get(&id).map_or("", String::as_str);
        format!("- {words}{doubt} [[{}#{block}|in the article]]\n", self.path)
    }
}

#[cfg(test)]
mod tests;
