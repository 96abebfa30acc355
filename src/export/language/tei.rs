//! TEI P5 with standoff: the text in paragraphs, and beside it who is in it, mentions, quotes, relations and notes.
//!
//! Positions are `string-range` pointers into a paragraph, in code points. The `ana` of a relation names how the
//! article has it, and its `desc` says it as a sentence; `cert` is the machine's confidence.

use std::fmt::Write as _;

use crate::digest::{self, Day};
use crate::document::{BlockKind, Document};
use crate::export::json::{entity_id, rounded};
use crate::export::{Article, Options, OutputFile, form_word, on_one_line, quote_word};
use crate::nlp::{Analysis, Entity, EntityKind, Status};
use crate::text::{Id, Span};

/// One document.
pub(in crate::export) fn export(article: &Article<'_>, _: &Options) -> Vec<OutputFile> {
    let (doc, analysis) = (article.doc, &article.annotated.analysis);
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n",
    );
    header(&mut out, doc);
    let mut body = String::new();
    for (number, block) in (1..).zip(doc.blocks().rows()) {
        let is_heading = matches!(block.kind, BlockKind::Heading(_));
        let rend = if is_heading { " rend=\"heading\"" } else { "" };
        let text = escaped(doc.slice(block.span));
        let _ = writeln!(body, "<p xml:id=\"p{number}\"{rend} xml:space=\"preserve\">{text}</p>"); // never fails
    }
    if body.is_empty() {
        body.push_str("<p/>\n");
    }
    // Writing to a string cannot fail.
    let _ = writeln!(out, "<text xml:lang=\"{}\"><body>\n{body}</body></text>", doc.language().code());
    out.push_str("<standOff>\n");
    people(&mut out, analysis);
    out.push_str("<interpGrp type=\"status\">\n");
    for status in Status::ALL {
        let _ = writeln!(out, "<interp xml:id=\"status-{0}\">{0}</interp>", status.word());
    }
    out.push_str("<interp xml:id=\"negated\">said not to be so</interp>\n</interpGrp>\n");
    relations(&mut out, doc, analysis);
    spans(&mut out, article);
    out.push_str("</standOff>\n</TEI>\n");
    vec![OutputFile::beside("tei.xml", out)]
}

fn header(out: &mut String, doc: &Document) {
    let meta = doc.meta();
    let title = escaped(&digest::title(doc).unwrap_or_else(|| "Untitled".to_owned()));
    // Writing to a string cannot fail.
    let _ = writeln!(out, "<teiHeader><fileDesc>\n<titleStmt><title>{title}</title>");
    if let Some(author) = &meta.author {
        let _ = writeln!(out, "<author>{}</author>", escaped(author));
    }
    let _ = writeln!(
        out,
        "</titleStmt>\n<publicationStmt><p>Annotated by byline {}.</p></publicationStmt>\n<sourceDesc><bibl>",
        env!("CARGO_PKG_VERSION")
    );
    let _ = write!(out, "<title>{title}</title>");
    if let Some(site) = &meta.site {
        let _ = write!(out, "<publisher>{}</publisher>", escaped(site));
    }
    if let Some(published) = &meta.published {
        let when = Day::of(published).map(|it| format!(" when=\"{}\"", it.iso())).unwrap_or_default();
        let _ = write!(out, "<date{when}>{}</date>", escaped(published));
    }
    if let Some(address) = &meta.address {
        let _ = write!(out, "<ptr target=\"{}\"/>", escaped(address.as_str()));
    }
    let _ = writeln!(
        out,
        "<idno type=\"sha256\">{}</idno></bibl></sourceDesc>\n</fileDesc></teiHeader>",
        doc.fingerprint()
    );
}

fn people(out: &mut String, analysis: &Analysis) {
    let lists = [
        (EntityKind::Person, "listPerson", "person", "persName"),
        (EntityKind::Organization, "listOrg", "org", "orgName"),
        (EntityKind::Place, "listPlace", "place", "placeName"),
    ];
    for (kind, list, element, name) in lists {
        let members: Vec<_> = analysis.entities.iter().filter(|(_, it)| it.kind == kind).collect();
        if members.is_empty() {
            continue;
        }
        // Writing to a string cannot fail.
        let _ = writeln!(out, "<{list}>");
        for (id, it) in members {
            let description =
                it.description.as_deref().map(|it| format!("<note>{}</note>", escaped(&on_one_line(it))));
            let _ = writeln!(
                out,
                "<{element} xml:id=\"{}\"><{name}>{}</{name}>{}</{element}>",
                entity_id(id),
                escaped(&on_one_line(&it.name)),
                description.unwrap_or_default()
            );
        }
        let _ = writeln!(out, "</{list}>");
    }
}

fn relations(out: &mut String, doc: &Document, analysis: &Analysis) {
    if analysis.relations.is_empty() {
        return;
    }
    out.push_str("<listRelation>\n");
    for (number, it) in (1..).zip(analysis.relations.rows()) {
        let end = |id: Id<Entity>| format!("#{}", entity_id(id));
        let said_by = it.said_by.map(|id| format!(" resp=\"{}\"", end(id))).unwrap_or_default();
        let negated = if it.negated { " #negated" } else { "" };
        let cue = pointers(doc, &it.cue);
        let source = if cue.is_empty() { String::new() } else { format!(" source=\"{cue}\"") };
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "<relation xml:id=\"r{number}\" name=\"r{number}\" active=\"{}\" passive=\"{}\" ana=\"#status-{}{negated}\"{said_by} \
             cert=\"{}\"{source}><desc>{}</desc></relation>",
            end(it.subject),
            end(it.object),
            it.status.word(),
            rounded(it.confidence),
            escaped(&on_one_line(&digest::told_whole(analysis, it)))
        );
    }
    out.push_str("</listRelation>\n");
}

/// Mentions, quotes and notes as spans.
fn spans(out: &mut String, article: &Article<'_>) {
    let (doc, analysis) = (article.doc, &article.annotated.analysis);
    // Writing to a string cannot fail.
    let mut group = |kind: &str, rows: Vec<String>| {
        if !rows.is_empty() {
            let _ = writeln!(out, "<spanGrp type=\"{kind}\">\n{}</spanGrp>", rows.concat());
        }
    };
    let span = |spans: &[Span], attributes: String, text: &str| {
        let target = pointers(doc, spans);
        let text = escaped(text);
        (!target.is_empty()).then(|| format!("<span target=\"{target}\"{attributes}>{text}</span>\n"))
    };
    let mentions = analysis.mentions.rows().iter().filter_map(|it| {
        let (form, sure) = (form_word(it.form), rounded(it.confidence));
        let attributes = format!(" type=\"{form}\" ana=\"#{}\" cert=\"{sure}\"", entity_id(it.entity));
        span(&[it.span], attributes, "")
    });
    group("mentions", mentions.collect());
    let quotes = analysis.quotes.rows().iter().filter_map(|it| {
        let speakers: Vec<_> = it.speakers().map(|id| format!("#{}", entity_id(id))).collect();
        let who =
            if speakers.is_empty() { String::new() } else { format!(" ana=\"{}\"", speakers.join(" ")) };
        let attributes =
            format!(" type=\"{}\"{who} cert=\"{}\"", quote_word(it.kind), rounded(it.confidence));
        span(&it.content, attributes, "")
    });
    group("quotes", quotes.collect());
    let notes = article.annotated.marks.iter().filter_map(|it| {
        let note = crate::annotate::told(&it.note, &it.tags);
        span(&[it.span?], " type=\"note\"".to_owned(), &note)
    });
    group("notes", notes.collect());
}

/// Pointers to the words, one for each block.
fn pointers(doc: &Document, spans: &[Span]) -> String {
    let blocks = doc.blocks().rows();
    let mut pointers = Vec::new();
    for span in spans {
        let first = blocks.partition_point(|it| it.span.end() <= span.start());
        let numbered = (first + 1..).zip(blocks.iter().skip(first));
        for (number, block) in numbered.take_while(|(_, it)| it.span.start() < span.end()) {
            let (start, end) = (span.start().max(block.span.start()), span.end().min(block.span.end()));
            let count = |from, to| doc.slice(Span::new(from, to)).chars().count();
            let (block_start, start, end) = (block.span.start().to_usize(), start.to_usize(), end.to_usize());
            pointers.push(format!(
                "#string-range(p{number},{},{})",
                count(block_start, start),
                count(start, end)
            ));
        }
    }
    pointers.join(" ")
}

/// Escaped as content or as a value; what XML cannot contain in any form becomes the replacement character.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push(char::REPLACEMENT_CHARACTER),
            c if c.is_control() && c != '\n' && c != '\t' => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sample;

    #[test]
    fn relations_are_in_a_list() {
        let (doc, analysis) = sample::article(&["[PER Ann Lee] sued [ORG Hill] (Ann Lee; sued; Hill)."]);
        let annotated = analysis.as_ref().clone().into();
        let article = Article { doc: &doc, annotated: &annotated, id: None, written: None };
        let tei = export(&article, &Options::default()).remove(0).contents;
        let tree = roxmltree::Document::parse(&tei).unwrap();
        let list = tree.descendants().find(|it| it.tag_name().name() == "listRelation").unwrap();
        assert_eq!(list.children().filter(|it| it.tag_name().name() == "relation").count(), 1, "{tei}");
    }
}
