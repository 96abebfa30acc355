//! The table of formats: what `--format`, the dialog, `export --list`, the help and docs/formats-out.md say about them.

use std::fmt::Write as _;
use std::path::Path;

use crate::export::annotation::{brat, hypothesis, w3c, webanno};
use crate::export::investigation::{followthemoney, neo4j, tables};
use crate::export::language::{conllu, doccano, label_studio, spacy, tei};
use crate::export::reading::{csl, org, readwise};
use crate::export::{Exporter, Offsets, Render, Unit, graph, json, markdown, plain, report, table, vault};

/// What all graphs of relations keep and drop.
const GRAPH_KEEPS: &str =
    "everyone in a relation, and the relations with status, who says so, negation and confidence";
const GRAPH_DROPS: &str = "text, mentions, quotes, notes";

/// All formats, those for people first.
pub const EXPORTERS: &[Exporter] = &[
    Exporter {
        name: "markdown",
        extension: "md",
        about: "notes to read and link to, for Obsidian and others: your notes, the cast, relations, and quotes by speaker",
        offsets: Offsets::None,
        keeps: "cast, relations, quotes, notes; doubt in words",
        drops: "text, positions of mentions",
        render: Render::One(markdown::export),
    },
    Exporter {
        name: "html",
        extension: "html",
        about: "a report that you can send to anyone: one page with the marked article, cast, quotes, relations and your notes",
        offsets: Offsets::None,
        keeps: "everything that you see in the reader",
        drops: "offsets",
        render: Render::Many(report::export),
    },
    Exporter {
        name: "plain",
        extension: "text",
        about: "the article line by line, with who is in it and who says what, for screen readers and pipes",
        offsets: Offsets::None,
        keeps: "text, cast, relations, quotes, notes; doubt in words",
        drops: "positions of mentions",
        render: Render::One(plain::export),
    },
    Exporter {
        name: "json",
        extension: "json",
        about: "everything that byline knows, including the text",
        offsets: Offsets::Choice,
        keeps: "everything",
        drops: "nothing",
        render: Render::One(json::export),
    },
    Exporter {
        name: "csv",
        extension: "csv",
        about: "tables for spreadsheets and data frames: cast, mentions, quotes, relations, notes",
        offsets: Offsets::Choice,
        keeps: "everything except the text, in five tables",
        drops: "text, corrections",
        render: Render::Many(table::csv),
    },
    Exporter {
        name: "tsv",
        extension: "tsv",
        about: "the same tables with tabs between the cells",
        offsets: Offsets::Choice,
        keeps: "everything except the text, in five tables",
        drops: "text, corrections, line breaks in cells",
        render: Render::Many(table::tsv),
    },
    Exporter {
        name: "vault",
        extension: "vault",
        about: "a folder of notes for Obsidian, one for each article, person and organization, joined by links",
        offsets: Offsets::None,
        keeps: "cast, relations, quotes, notes; doubt in words",
        drops: "text, positions of mentions",
        render: Render::Folder(vault::export),
    },
    Exporter {
        name: "org",
        extension: "org",
        about: "an outline for Org mode in Emacs: notes, people, relations with their sentences, quotes by speaker",
        offsets: Offsets::None,
        keeps: "cast, relations, quotes, notes; doubt in words",
        drops: "text, positions of mentions",
        render: Render::Many(org::export),
    },
    Exporter {
        name: "readwise",
        extension: "readwise.csv",
        about: "your highlights and notes, for import into Readwise",
        offsets: Offsets::Fixed(Unit::CodePoint),
        keeps: "your notes, highlights, tags and their dates",
        drops: "everything that byline found, corrections",
        render: Render::Many(readwise::export),
    },
    Exporter {
        name: "hypothesis",
        extension: "hypothesis.json",
        about: "your highlights and notes, for import into the Hypothesis client, at the address of the page",
        offsets: Offsets::None,
        keeps: "your notes, highlights, tags and their dates",
        drops: "everything that byline found, corrections, positions",
        render: Render::Many(hypothesis::export),
    },
    Exporter {
        name: "csl",
        extension: "csl.json",
        about: "the article as a reference for Zotero, pandoc and others (CSL-JSON)",
        offsets: Offsets::None,
        keeps: "title, author, publication, date, address, your notes",
        drops: "text, everything that byline found",
        render: Render::Many(csl::export),
    },
    Exporter {
        name: "w3c",
        extension: "jsonld",
        about: "Web Annotations (JSON-LD), which find their words on the page",
        offsets: Offsets::Fixed(Unit::CodePoint),
        keeps: "mentions, quotes, relations, notes with their dates, corrections, confidence",
        drops: "text; positions, if the source is not a text file",
        render: Render::One(w3c::export),
    },
    Exporter {
        name: "brat",
        extension: "ann",
        about: "brat standoff: NAME.ann, and NAME.txt that its offsets refer to",
        offsets: Offsets::Fixed(Unit::CodePoint),
        keeps: "text, mentions, quotes, relations with status, notes, confidence",
        drops: "corrections; notes whose words are no longer in the text",
        render: Render::One(brat::export),
    },
    Exporter {
        name: "webanno",
        extension: "webanno.tsv",
        about: "WebAnno TSV 3.3, for INCEpTION: byline's tokens with mentions, quotes and relations as spans",
        offsets: Offsets::Fixed(Unit::Utf16),
        keeps: "tokens, mentions with names, quotes, the words of relations with sentence and status, confidence",
        drops: "notes, corrections; edges inside tokens; confidence of mentions",
        render: Render::One(webanno::export),
    },
    Exporter {
        name: "tei",
        extension: "tei.xml",
        about: "TEI P5 with standoff: the text, who is in it, mentions, quotes, relations, notes",
        offsets: Offsets::Fixed(Unit::CodePoint),
        keeps: "text, cast, mentions, quotes, relations with status, notes, confidence",
        drops: "corrections; notes whose words are no longer in the text",
        render: Render::One(tei::export),
    },
    Exporter {
        name: "conllu",
        extension: "conllu",
        about: "CoNLL-U with byline's tokens and trees, and entities in the style of CorefUD",
        offsets: Offsets::Fixed(Unit::CodePoint),
        keeps: "tokens, sentences, syntax, mentions, quotes, relations as comments with status and confidence",
        drops: "notes, corrections; edges inside tokens; confidence of mentions and quotes",
        render: Render::Many(conllu::conllu),
    },
    Exporter {
        name: "bio",
        extension: "bio",
        about: "one token per line with columns of BIO labels: names, mentions by depth, quotes",
        offsets: Offsets::Fixed(Unit::CodePoint),
        keeps: "tokens, names, mentions down to the third depth, quotes",
        drops: "relations, notes, confidence, speakers",
        render: Render::Many(conllu::bio),
    },
    Exporter {
        name: "spacy",
        extension: "spacy.jsonl",
        about: "JSON Lines for spaCy and Prodigy, one line per article, with byline's tokens",
        offsets: Offsets::Fixed(Unit::CodePoint),
        keeps: "text, tokens, mentions, quotes, relations with status, confidence",
        drops: "notes, corrections; edges inside tokens",
        render: Render::Many(spacy::export),
    },
    Exporter {
        name: "doccano",
        extension: "doccano.jsonl",
        about: "JSON Lines for doccano, one line per article, in layers that do not overlap",
        offsets: Offsets::Fixed(Unit::CodePoint),
        keeps: "text, names, mentions that do not overlap, quotes, relations with status, notes",
        drops: "corrections, confidence as a number, mentions inside others",
        render: Render::Many(doccano::export),
    },
    Exporter {
        name: "label-studio",
        extension: "labelstudio.json",
        about: "tasks for Label Studio: byline's findings as predictions, your notes as annotations",
        offsets: Offsets::Fixed(Unit::Utf16),
        keeps: "text, mentions, quotes, relations with status, notes, confidence",
        drops: "corrections; notes whose words are no longer in the text",
        render: Render::Many(label_studio::export),
    },
    Exporter {
        name: "followthemoney",
        extension: "ftm.json",
        about: "FollowTheMoney entities for Aleph and OpenSanctions, with stable ids",
        offsets: Offsets::None,
        keeps: "text, cast, relations with status, who says so, and confidence",
        drops: "positions of mentions, quotes, notes",
        render: Render::Many(followthemoney::export),
    },
    Exporter {
        name: "gephi",
        extension: "nodes.csv",
        about: "the graph of relations of one or many articles as two tables, nodes and edges, for Gephi and Neo4j",
        offsets: Offsets::None,
        keeps: GRAPH_KEEPS,
        drops: GRAPH_DROPS,
        render: Render::Many(tables::export),
    },
    Exporter {
        name: "neo4j",
        extension: "cypher",
        about: "the same graph as a Cypher script for Neo4j; running it again changes nothing",
        offsets: Offsets::None,
        keeps: GRAPH_KEEPS,
        drops: GRAPH_DROPS,
        render: Render::Many(neo4j::export),
    },
    Exporter {
        name: "graphml",
        extension: "graphml",
        about: "the graph of relations, for networkx, igraph, Gephi, Cytoscape and yEd",
        offsets: Offsets::None,
        keeps: GRAPH_KEEPS,
        drops: GRAPH_DROPS,
        render: Render::One(|it, _| graph::graphml(it.doc, &it.annotated.analysis)),
    },
    Exporter {
        name: "dot",
        extension: "dot",
        about: "the graph of relations, to draw with Graphviz",
        offsets: Offsets::None,
        keeps: GRAPH_KEEPS,
        drops: GRAPH_DROPS,
        render: Render::One(|it, _| graph::dot(it.doc, &it.annotated.analysis)),
    },
    Exporter {
        name: "mermaid",
        extension: "mmd",
        about: "the graph of relations, for diagrams in Markdown",
        offsets: Offsets::None,
        keeps: "names, and the relations with status, who says so, negation and doubt",
        drops: "text, mentions, quotes, notes, confidence as a number",
        render: Render::One(|it, _| graph::mermaid(it.doc, &it.annotated.analysis)),
    },
];

/// The format that is used when none is requested: the most complete one.
pub const DEFAULT: &str = "json";

/// The exporter with this name.
pub fn find(name: &str) -> Option<&'static Exporter> {
    EXPORTERS.iter().find(|it| it.name == name)
}

/// The exporter for the extension of a file name (the longest that matches); "txt" means plain text.
pub fn of_path(path: &Path) -> Option<&'static Exporter> {
    let name = path.file_name()?.to_str()?.to_lowercase();
    let ends = |it: &&Exporter| {
        let has = |ending: &str| name.strip_suffix(ending).is_some_and(|it| it.ends_with('.'));
        has(it.extension) || it.name == "plain" && has("txt")
    };
    EXPORTERS.iter().filter(ends).max_by_key(|it| it.extension.len())
}

/// All formats in words, for `export --list`.
pub fn list() -> String {
    let mut out = String::new();
    for it in EXPORTERS {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}  {}", it.name, endings(it));
        let _ = writeln!(out, "    {}", it.about);
        let _ = writeln!(out, "    offsets: {}", it.offsets.in_words());
        let _ = writeln!(out, "    keeps:   {}", it.keeps);
        let _ = writeln!(out, "    drops:   {}", it.drops);
        let _ = writeln!(
            out,
            "    several articles: {}",
            if it.holds_many() { "in one" } else { "one file each" }
        );
    }
    out
}

/// All formats as a Markdown table, for docs/formats-out.md.
pub fn markdown_table() -> String {
    let mut out = String::from(
        "| `--format` | File | What it is | Offsets | Keeps | Drops |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for it in EXPORTERS {
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "| `{}` | `{}` | {} | {} | {} | {} |",
            it.name,
            endings(it),
            it.about,
            it.offsets.in_words(),
            it.keeps,
            it.drops
        );
    }
    out
}

/// ".md", or how the name of a folder ends.
fn endings(it: &Exporter) -> String {
    let slash = if it.is_folder() { "/" } else { "" };
    format!(".{}{slash}", it.extension)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_format_has_a_name_and_a_line_of_its_own() {
        let names: HashSet<_> = EXPORTERS.iter().map(|it| it.name).collect();
        let extensions: HashSet<_> = EXPORTERS.iter().map(|it| it.extension).collect();
        assert_eq!((names.len(), extensions.len()), (EXPORTERS.len(), EXPORTERS.len()));
        for exporter in EXPORTERS {
            assert_eq!(find(exporter.name).map(|it| it.extension), Some(exporter.extension));
            for words in [exporter.about, exporter.keeps, exporter.drops] {
                assert!(
                    !words.is_empty() && !words.ends_with('.') && !words.contains('|'),
                    "{}",
                    exporter.name
                );
            }
            let path = format!("out/x.{}", exporter.extension);
            assert_eq!(of_path(Path::new(&path)).map(|it| it.name), Some(exporter.name));
            assert!(list().contains(exporter.about) && markdown_table().contains(exporter.about));
        }
        assert!(find("docx").is_none() && find(DEFAULT).is_some());
        assert!(of_path(Path::new("a.docx")).is_none() && of_path(Path::new("csv")).is_none());
        assert_eq!(of_path(Path::new("A.TXT")).map(|it| it.name), Some("plain"));
    }
}
