//! From a document and its analysis to text that other programs read.
//!
//! Positions are bytes inside byline and Unicode code points here, converted by one `TextIndex`. Every format has its
//! own private types, which only serialize. Exporters make strings; only [`save`] touches files, and
//! [`Template::open`] reads one.

mod aligned;
mod article;
mod distinct;
mod formats;
mod json;
mod markdown;
mod note;
mod offsets;
mod save;

mod annotation;
mod graph;
mod investigation;
mod language;
mod plain;
mod reading;
mod report;
mod schema;
mod table;
mod vault;

pub use article::{Article, Dates};
pub use formats::{DEFAULT, EXPORTERS, find, list, markdown_table, of_path};
pub use json::{Given, Line, error_line, line};
pub use markdown::{
    ARTICLE_TEMPLATE, NOTES_TEMPLATE, NotedArticle, NotedWords, Template, TemplateError, notes, notes_by,
};
pub use offsets::{Offsets, Unit};
pub use save::{Files, SaveError, save, save_as};
pub use schema::{JSON_SCHEMA, SPARK_SCHEMA};
pub use table::Table;

use std::path::Path;

use crate::annotate::Annotated;
use crate::document::Document;
use crate::nlp::{EntityKind, MentionForm, QuoteKind};

/// One format that an analysis can be exported to.
#[derive(Debug, Clone, Copy)]
pub struct Exporter {
    /// Its name: the value of `--format`.
    pub name: &'static str,
    /// The extension of its (main) file, without a leading dot; it may contain one. For a folder, the optional end of
    /// its name.
    pub extension: &'static str,
    /// One line about what it is and what reads it.
    pub about: &'static str,
    /// What its offsets count.
    pub offsets: Offsets,
    /// What it keeps of an analysis.
    pub keeps: &'static str,
    /// What it drops of an analysis.
    pub drops: &'static str,
    render: Render,
}

/// How a format is produced.
#[derive(Debug, Clone, Copy)]
enum Render {
    /// Each article is an export of its own.
    One(fn(&Article<'_>, &Options) -> Vec<OutputFile>),
    /// Many articles go into one export.
    Many(fn(&[Article<'_>], &Options) -> Vec<OutputFile>),
    /// Many articles go into one folder of files.
    Folder(fn(&[Article<'_>], &Options) -> Vec<OutputFile>),
}

/// The options of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// The article's number in the library, if it is there, for the command that reopens it.
    pub id: Option<i64>,
    /// Whether Markdown writes the names of people and organizations as `[[links]]`.
    pub links: bool,
    /// What offsets count, for formats with a choice.
    pub unit: Unit,
    /// For tables: write only this one.
    pub table: Option<Table>,
    /// Whether tables start with a byte order mark, so that Excel reads them as UTF-8.
    pub bom: bool,
    /// Whether tables leave cells unescaped that a spreadsheet would run as formulas.
    pub formulas: bool,
}

impl Exporter {
    /// The exported files: the main one first, then those that belong beside it under the same name.
    pub fn run(&self, doc: &Document, annotated: &Annotated) -> Vec<OutputFile> {
        self.run_with(doc, annotated, &Options::default())
    }

    /// The same with options.
    pub fn run_with(&self, doc: &Document, annotated: &Annotated, options: &Options) -> Vec<OutputFile> {
        self.run_all(&[Article { doc, annotated, id: options.id, written: None }], options)
    }

    /// Many articles in one export. A format that does not [hold many](Self::holds_many) takes only the first.
    pub fn run_all(&self, articles: &[Article<'_>], options: &Options) -> Vec<OutputFile> {
        match self.render {
            Render::One(render) => articles.first().map_or_else(Vec::new, |it| render(it, options)),
            Render::Many(render) | Render::Folder(render) => render(articles, options),
        }
    }

    /// The same for one article with the user's own template, if there is one and the format takes one; an error in
    /// it means that nothing is exported.
    pub fn run_by(
        &self,
        template: Option<&Path>,
        article: &Article<'_>,
        options: &Options,
    ) -> Result<Vec<OutputFile>, TemplateError> {
        match template {
            Some(template) if self.takes_template() => markdown::export_by(template, article, options),
            _ => Ok(self.run_all(&[*article], options)),
        }
    }

    /// Whether it takes a template.
    pub fn takes_template(&self) -> bool {
        self.name == "markdown"
    }

    /// Whether many articles go into one export.
    pub fn holds_many(&self) -> bool {
        !matches!(self.render, Render::One(_))
    }

    /// Whether an export is a folder of files.
    pub fn is_folder(&self) -> bool {
        matches!(self.render, Render::Folder(_))
    }
}

/// One file of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Where it belongs.
    pub place: OutputPlace,
    /// Its text; line ends are `\n`, and nothing in it can drive a terminal.
    pub contents: String,
}

/// Where a file belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutputPlace {
    /// Beside the others under the same name, with this extension (without a dot), by which readers find it.
    Beside(&'static str),
    /// In the folder that is exported: a path of safe names, separated by "/". What the user wrote below our last
    /// line stays.
    Within(String),
}

impl OutputFile {
    fn beside(extension: &'static str, contents: String) -> Self {
        Self { place: OutputPlace::Beside(extension), contents }
    }

    fn within(path: String, contents: String) -> Self {
        Self { place: OutputPlace::Within(path), contents }
    }
}

/// The word for a kind of entity in exports.
const fn kind_word(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organization => "organization",
        EntityKind::Place => "place",
    }
}

/// The word for a form of mention.
const fn form_word(form: MentionForm) -> &'static str {
    match form {
        MentionForm::Name => "name",
        MentionForm::Pronoun => "pronoun",
        MentionForm::Noun => "noun",
    }
}

/// The word for a kind of quote.
const fn quote_word(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Mixed => "mixed",
        QuoteKind::Indirect => "indirect",
    }
}

/// The text with every run of white space as one space, and none at its edges, for formats that keep it on one line.
fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{DocumentBuilder, Metadata};

    #[test]
    fn an_empty_document_exports_in_every_format() {
        let doc = DocumentBuilder::new().finish(Metadata::default()).unwrap();
        for exporter in EXPORTERS {
            let files = exporter.run(&doc, &Annotated::default());
            let is_main = matches!(&files[0].place, OutputPlace::Beside(it) if *it == exporter.extension);
            assert!(is_main || exporter.is_folder(), "{}", exporter.name);
        }
    }
}
