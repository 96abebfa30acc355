//! From a document and its analysis to text that other programs read.
//!
//! Positions are bytes inside byline and Unicode code points here, through one `TextIndex`. Every format has its own
//! private, serialize-only types. Exporters make strings; only [`save`] touches files, and [`Template::open`] reads one.

mod brat;
mod graph;
mod json;
mod markdown;
mod note;
mod plain;
mod save;
mod w3c;

pub use json::{Given, error_line, line};
pub use markdown::{
    ARTICLE_TEMPLATE, NOTES_TEMPLATE, NotedArticle, NotedWords, Template, TemplateError, notes, notes_by,
};
pub use save::{SaveError, save, save_as};

use std::path::Path;

use crate::annotate::Annotated;
use crate::document::Document;
use crate::nlp::{EntityKind, MentionForm, QuoteKind};

/// One format that an analysis can be exported to.
#[derive(Debug, Clone, Copy)]
pub struct Exporter {
    /// What the user calls it: the value of `--format`.
    pub name: &'static str,
    /// Extension of its (main) file, without a dot.
    pub extension: &'static str,
    /// One line on what it is and what reads it.
    pub about: &'static str,
    render: fn(&Document, &Annotated, &Options) -> Vec<Part>,
}

/// What an export is told beside the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// The article's number in the library, if it is there: the way back to it.
    pub id: Option<i64>,
    /// Markdown writes the names of people and organizations as `[[links]]`.
    pub links: bool,
}

impl Exporter {
    /// The exported parts: the main one first, then what has to lie beside it under the same name.
    pub fn run(&self, doc: &Document, annotated: &Annotated) -> Vec<Part> {
        self.run_with(doc, annotated, &Options::default())
    }

    /// The same with options; formats for programs have none.
    pub fn run_with(&self, doc: &Document, annotated: &Annotated, options: &Options) -> Vec<Part> {
        (self.render)(doc, annotated, options)
    }

    /// The same by a template of the reader's, where the format takes one and there is one; nothing is made if it is faulty.
    pub fn run_by(
        &self,
        template: Option<&Path>,
        doc: &Document,
        annotated: &Annotated,
        options: &Options,
    ) -> Result<Vec<Part>, TemplateError> {
        match template {
            Some(template) if self.takes_template() => markdown::export_by(template, doc, annotated, options),
            _ => Ok(self.run_with(doc, annotated, options)),
        }
    }

    /// Whether its form can be another one.
    pub fn takes_template(&self) -> bool {
        self.name == "markdown"
    }
}

/// One file of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The extension by which its readers find it, without a dot.
    pub extension: &'static str,
    /// Its text; line ends are `\n`, and nothing in it can drive a terminal.
    pub contents: String,
}

/// All formats, those for people first.
pub const EXPORTERS: &[Exporter] = &[
    Exporter {
        name: "markdown",
        extension: "md",
        about: "notes to read and to link to, as Obsidian takes them: yours, the cast, relations, and the quotes by speaker",
        render: markdown::export,
    },
    Exporter {
        name: "plain",
        extension: "text",
        about: "the article line after line with who is in it and who says what, for screen readers and pipes",
        render: |doc, it, _| plain::export(doc, it),
    },
    Exporter {
        name: "json",
        extension: "json",
        about: "everything that byline knows, with the text; offsets in code points",
        render: |doc, it, _| json::export(doc, it),
    },
    Exporter {
        name: "w3c",
        extension: "jsonld",
        about: "Web Annotations (JSON-LD) with quote and position selectors",
        render: |doc, it, _| w3c::export(doc, it),
    },
    Exporter {
        name: "brat",
        extension: "ann",
        about: "brat standoff: NAME.ann and the NAME.txt that it counts in",
        render: |doc, it, _| brat::export(doc, &it.analysis),
    },
    Exporter {
        name: "graphml",
        extension: "graphml",
        about: "the graph of relations, for networkx, igraph, Gephi, Cytoscape and yEd",
        render: |doc, it, _| graph::graphml(doc, &it.analysis),
    },
    Exporter {
        name: "dot",
        extension: "dot",
        about: "the graph of relations, for Graphviz to draw",
        render: |doc, it, _| graph::dot(doc, &it.analysis),
    },
    Exporter {
        name: "mermaid",
        extension: "mmd",
        about: "the graph of relations, for diagrams in Markdown",
        render: |doc, it, _| graph::mermaid(doc, &it.analysis),
    },
];

/// What is written where nobody asks for a format: the most complete one.
pub const DEFAULT: &str = "json";

/// The exporter of that name.
pub fn find(name: &str) -> Option<&'static Exporter> {
    EXPORTERS.iter().find(|it| it.name == name)
}

/// The word for a kind of entity in `spec` formats.
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

/// The text with every run of white space as one space, and none at its edges: for formats that hold it on one line.
fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::document::{DocumentBuilder, Metadata};

    #[test]
    fn every_format_has_a_name_and_a_line_of_its_own() {
        let names: HashSet<_> = EXPORTERS.iter().map(|it| it.name).collect();
        let extensions: HashSet<_> = EXPORTERS.iter().map(|it| it.extension).collect();
        assert_eq!((names.len(), extensions.len()), (EXPORTERS.len(), EXPORTERS.len()));
        for exporter in EXPORTERS {
            assert_eq!(find(exporter.name).map(|it| it.extension), Some(exporter.extension));
            assert!(!exporter.about.is_empty() && !exporter.about.ends_with('.'), "{}", exporter.name);
        }
        assert!(find("docx").is_none() && find(DEFAULT).is_some());
    }

    #[test]
    fn an_empty_document_exports_in_every_format() {
        let doc = DocumentBuilder::new().finish(Metadata::default()).unwrap();
        for exporter in EXPORTERS {
            let parts = exporter.run(&doc, &Annotated::default());
            assert_eq!(parts[0].extension, exporter.extension);
        }
    }
}
