//! Notes in Markdown: what is known of the article, the reader's notes, its cast, who stands in which relation to whom, and the
//! quotes by speaker, each sentence once.
//!
//! For people and their vaults (Obsidian, whose marks are escaped, too), not for programs: it has no offsets. Front matter, live
//! #tags and block ids are as Obsidian reads them. Places are left out, as the reader leaves them out.

mod library;
mod names;
mod text;

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;

pub use library::{NotedArticle, NotedWords, notes};

use crate::annotate::{Annotated, Mark};
use crate::digest::{self, Day, Tally, Voice, Voices, counted};
use crate::document::{Document, Fingerprint};
use crate::export::markdown::names::Names;
use crate::export::markdown::text::escaped;
use crate::export::{Options, Part, json, on_one_line, quote_word};
use crate::nlp::{Analysis, Entity, EntityKind, Quote, QuoteKind, Relation, Sentence};
use crate::text::{Id, Span};

/// The notes as one file.
pub(super) fn export(doc: &Document, annotated: &Annotated, options: &Options) -> Vec<Part> {
    let analysis = &annotated.analysis;
    let names = Names::new(analysis, options.links);
    let title = digest::title(doc).unwrap_or_else(|| "Untitled".to_owned());
    let mut told = HashSet::new();
    let mut out = front_matter(doc, &annotated.marks, options, &title);
    out.extend(["\n# ", &escaped(&title), "\n"]);
    out += &marks(&annotated.marks);
    out += &cast("People", EntityKind::Person, doc, analysis, &names);
    out += &cast("Organizations", EntityKind::Organization, doc, analysis, &names);
    out += &relations(doc, analysis, &names, &mut told);
    out += &quotes(doc, analysis, &names, &mut told);
    vec![Part { extension: "md", contents: out }]
}

/// YAML; its strings are JSON strings, which is the one spelling of them without surprises.
fn front_matter(doc: &Document, marks: &[Mark], options: &Options, title: &str) -> String {
    let meta = doc.meta();
    let mut out = "---\n".to_owned();
    let mut field = |name: &str, value: &str| out.extend([name, ": ", value, "\n"]);
    let list = |all: &[String]| {
        format!("[{}]", all.iter().map(|it| json::quoted(it)).collect::<Vec<_>>().join(", "))
    };
    field("title", &json::quoted(title));
    // A vault finds the page by its title, whatever its file is called.
    field("aliases", &list(&[title.to_owned()]));
    let fields = [
        ("author", &meta.author),
        ("published", &meta.published),
        ("site", &meta.site),
        ("source", &meta.source),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            field(name, &json::quoted(value));
        }
    }
    if let Some(address) = &meta.address {
        field("url", &json::quoted(address.as_str()));
    }
    if let Some(day) = meta.published.as_deref().and_then(Day::of) {
        field("date", &day.iso());
    }
    let tags: BTreeSet<_> = marks.iter().flat_map(|it| &it.tags).map(|it| text::tag_name(it)).collect();
    if !tags.is_empty() {
        field("tags", &list(&tags.into_iter().collect::<Vec<_>>()));
    }
    if let Some(id) = options.id {
        field("byline", &id.to_string());
        field("open", &json::quoted(&format!("byline --open {id}")));
    }
    field("sha256", &json::quoted(&doc.fingerprint().to_string()));
    out + "---\n"
}

/// What the reader highlighted and noted, each to be linked to by the number of its edit.
fn marks(marks: &[Mark]) -> String {
    if marks.is_empty() {
        return String::new();
    }
    let mut out = "\n## Notes\n".to_owned();
    for it in marks {
        let id = format!("a{}", it.id.0);
        out.extend(["\n", &text::mark(&it.at.exact, it.span.is_none(), &it.note, &it.tags, &id)]);
    }
    out
}

fn cast(heading: &str, kind: EntityKind, doc: &Document, analysis: &Analysis, names: &Names) -> String {
    let mut members: Vec<_> = analysis.entities.iter().filter(|(_, it)| it.kind == kind).collect();
    if members.is_empty() {
        return String::new();
    }
    members.sort_by_key(|(_, it)| Reverse(it.mentions.len())); // stable: then by first mention
    let mut out = format!("\n## {heading}\n\n");
    for (id, entity) in members {
        let description =
            entity.description.as_ref().map_or_else(String::new, |it| format!(", {}", escaped(it)));
        out.extend(["- **", &names.of(id), "**", &description, " — ", &mentions(doc, analysis, id), "\n"]);
    }
    out
}

/// "4 mentions: 1 name, 2 pronouns, 1 description (“the mayor”); 1 not sure".
fn mentions(doc: &Document, analysis: &Analysis, id: Id<Entity>) -> String {
    let Tally { all, doubtful } = digest::tally(analysis, id);
    let mut out = counted(all.total(), "mention");
    if all.names < all.total() {
        out.extend([": ", &all.in_words()]);
    }
    let descriptions = digest::descriptions(doc, analysis, id);
    if !descriptions.is_empty() {
        let words: Vec<_> = descriptions.iter().map(|it| format!("“{}”", escaped(it))).collect();
        out.extend([" (", &words.join(", "), ")"]);
    }
    if doubtful.total() > 0 {
        out.extend(["; ", &doubtful.total().to_string(), " not sure"]);
    }
    out
}

/// Quotes by who says them, in the order in which they first speak; those of nobody last.
fn quotes(doc: &Document, analysis: &Analysis, names: &Names, told: &mut HashSet<Span>) -> String {
    let voices = Voices::new(doc, analysis);
    if voices.rows().is_empty() {
        return String::new();
    }
    let mut out = "\n## Quotes\n".to_owned();
    let mut ids = Ids::default();
    for row in voices.rows() {
        let (name, tie) = match &row.voice {
            Voice::Cast(id) => (names.of(*id), None),
            Voice::Source { words, tie } => (escaped(words), tie.filter(|it| it.speaks)),
            Voice::Unknown => ("Speaker unknown".to_owned(), None),
        };
        out.extend(["\n### ", &name, "\n\n"]);
        if let Some(tie) = tie {
            let mention = &analysis.mentions[tie.mention];
            let doubt = if mention.confidence.is_doubtful() { " (not sure)" } else { "" };
            out.extend(["Speaks for ", &names.of(mention.entity), doubt, ".\n\n"]);
        }
        let count = counted(row.quotes.len(), "quote");
        let _ = writeln!(out, "{count}, {}% of all words quoted.", row.percent); // writing to a string cannot fail
        for &id in &row.quotes {
            out += &entry(doc, analysis, &analysis.quotes[id], &mut ids, told);
        }
    }
    out
}

/// Each relation as a sentence, with whose claim it is, below the sentences that state it.
fn relations(doc: &Document, analysis: &Analysis, names: &Names, told: &mut HashSet<Span>) -> String {
    if analysis.relations.is_empty() {
        return String::new();
    }
    let mut by_evidence: Vec<(&[Id<Sentence>], Vec<&Relation>)> = Vec::new();
    for relation in analysis.relations.rows() {
        match by_evidence.iter_mut().find(|it| it.0 == relation.evidence.as_slice()) {
            Some((_, relations)) => relations.push(relation),
            None => by_evidence.push((&relation.evidence, vec![relation])),
        }
    }
    let mut out = "\n## Relations\n".to_owned();
    for (evidence, relations) in by_evidence {
        for span in evidence.iter().map(|&it| analysis.sentences[it].span) {
            if told.insert(span) {
                out.extend(["\n", &text::quotation(doc.slice(span)), "\n"]);
            }
        }
        out.push('\n');
        for relation in relations {
            out.extend([&stated(analysis, relation, names), "\n"]);
        }
    }
    out
}

/// "- **Lee** sued **Acme** (says Roe, not sure)".
fn stated(analysis: &Analysis, relation: &Relation, names: &Names) -> String {
    let name = |id: Id<Entity>| format!("**{}**", names.of(id));
    let (before, after) = relation.label.split_once('…').unwrap_or((&relation.label, ""));
    let parts = [name(relation.subject), escaped(before), name(relation.object), escaped(after)];
    let parts: Vec<_> = parts.into_iter().filter(|it| !it.is_empty()).collect();
    let claim = relation.said_by.map(|id| format!("says {}", escaped(&analysis.entities[id].name)));
    let doubt = relation.confidence.is_doubtful().then(|| "not sure".to_owned());
    let remarks: Vec<_> = claim.into_iter().chain(doubt).collect();
    let remarks = if remarks.is_empty() { String::new() } else { format!(" ({})", remarks.join(", ")) };
    format!("- {}{remarks}", parts.join(" "))
}

fn entry(
    doc: &Document,
    analysis: &Analysis,
    quote: &Quote,
    ids: &mut Ids,
    told: &mut HashSet<Span>,
) -> String {
    let said = digest::said(doc, quote);
    let mut out = format!("\n- {}", escaped(&said));
    let kind = (quote.kind != QuoteKind::Direct).then_some(quote_word(quote.kind));
    let doubt = quote.confidence.is_doubtful().then_some("not sure");
    let remarks: Vec<_> = kind.into_iter().chain(doubt).collect();
    if !remarks.is_empty() {
        out.extend([" (", &remarks.join(", "), ")"]);
    }
    out.extend([" ", &text::block_id(&ids.of(&said)), "\n"]);
    // Sentences that stand above are not repeated.
    let sentences: Vec<_> = sentences_of(quote, analysis).iter().filter(|it| told.insert(it.span)).collect();
    let sentences: Vec<_> = sentences.into_iter().map(|it| on_one_line(doc.slice(it.span))).collect();
    let sentences = sentences.join(" ");
    if !sentences.is_empty() && sentences != said {
        out.extend(["\n  ", &text::quotation(&sentences), "\n"]);
    }
    out
}

/// Names of quotes, by what is said: so a link to one holds also when another model finds more of them.
#[derive(Debug, Default)]
struct Ids(HashMap<String, usize>);

impl Ids {
    fn of(&mut self, said: &str) -> String {
        let hash: String = Fingerprint::of(said).to_string().chars().take(8).collect();
        let n = self.0.entry(hash.clone()).or_default();
        *n += 1;
        if *n == 1 { format!("q{hash}") } else { format!("q{hash}-{n}") }
    }
}

/// The sentences that hold words of the quote, its cue or its source, and those between.
fn sentences_of<'a>(quote: &Quote, analysis: &'a Analysis) -> &'a [Sentence] {
    let parts = quote.content.iter().chain(&quote.cue).chain(&quote.source);
    let Some(whole) = parts.copied().reduce(Span::join) else { return &[] };
    let sentences = analysis.sentences.rows();
    let from = sentences.partition_point(|it| it.span.end() <= whole.start());
    let to = sentences.partition_point(|it| it.span.start() < whole.end());
    sentences.get(from..to).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{DocumentBuilder, Metadata};

    #[test]
    fn front_matter_has_no_yaml_surprises_and_no_keys_of_others() {
        let title = Some("no: \"yes\" # \\ - 'x'\nopen: rm".to_owned());
        let doc = DocumentBuilder::new().finish(Metadata { title, ..Metadata::default() }).unwrap();
        let front =
            front_matter(&doc, &[], &Options { id: Some(12), links: false }, &digest::title(&doc).unwrap());
        let quoted = r#""no: \"yes\" # \\ - 'x' open: rm""#;
        let expected = format!(
            "---\ntitle: {quoted}\naliases: [{quoted}]\nbyline: 12\nopen: \"byline --open 12\"\nsha256: \"{}\"\n---\n",
            doc.fingerprint()
        );
        assert_eq!(front, expected);
    }

    #[test]
    fn what_is_said_twice_has_two_names_that_stay() {
        let (mut ids, mut again) = (Ids::default(), Ids::default());
        let (first, second) = (ids.of("No."), ids.of("No."));
        assert_eq!(second, format!("{first}-2"));
        assert_eq!((again.of("Yes.") == first, again.of("No.")), (false, first));
    }
}
