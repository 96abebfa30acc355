//! The article line by line with what is known about it, for screen readers, pipes and paper: no frames, colours or
//! columns. After each paragraph, it says who is in it, who says what, and what the user noted there.

use std::fmt::Write as _;

use crate::annotate::{self, Mark};
use crate::digest::{self, Day, counted};
use crate::document::{Block, BlockKind, Document};
use crate::export::{Article, Options, OutputFile, on_one_line, quote_word};
use crate::nlp::{Analysis, Entity, EntityKind, Mention, MentionForm, Quote};
use crate::text::Span;

/// The indent of what follows a paragraph.
const INDENT: &str = "    ";

/// The whole text.
pub(super) fn export(article: &Article<'_>, _: &Options) -> Vec<OutputFile> {
    let (doc, annotated) = (article.doc, article.annotated);
    let analysis = &annotated.analysis;
    let meta = doc.meta();
    let mut out = String::new();
    let first = doc.blocks().rows().first().map(|it| on_one_line(doc.slice(it.span)));
    // The text usually begins with it.
    let title = meta.title.as_deref().map(on_one_line).filter(|it| first.as_ref() != Some(it));
    if let Some(title) = title {
        out.extend([&title, "\n"]);
    }
    let published =
        meta.published.as_deref().map(|it| Day::of(it).map_or_else(|| on_one_line(it), Day::in_words));
    let known = [&meta.author, &meta.site].into_iter().flatten().map(|it| on_one_line(it)).chain(published);
    let known: Vec<_> = known.collect();
    if !known.is_empty() {
        out.extend([&known.join(", "), "\n"]);
    }
    let mut quotes = analysis.quotes.rows().iter().peekable();
    let mut mentions = analysis.mentions.rows().iter().peekable();
    let mut marks = annotated.marks.iter().filter_map(|it| Some((it, it.span?))).peekable();
    for block in doc.blocks().rows() {
        let end = block.span.end();
        let within = |span: Span| span.start() < end;
        let label = if block.kind == BlockKind::Caption { "Caption: " } else { "" };
        out.extend([
            if out.is_empty() { "" } else { "\n" },
            label,
            &on_one_line(doc.slice(block.span)),
            "\n",
        ]);
        let mentions: Vec<_> = std::iter::from_fn(|| mentions.next_if(|it| within(it.span))).collect();
        out += &present(analysis, &mentions);
        out += &stand_ins(doc, analysis, &mentions);
        while let Some(quote) = quotes.next_if(|it| within(it.content[0])) {
            out += &said(doc, analysis, quote, block);
        }
        while let Some((mark, _)) = marks.next_if(|it| within(it.1)) {
            out += &noted(mark);
        }
    }
    out += &cast(analysis);
    out += &relations(doc, analysis);
    let lost = annotated.marks.iter().filter(|it| it.span.is_none()).map(noted).collect::<String>();
    if !lost.is_empty() {
        out.extend(["\nNo longer in the text\n", &lost]);
    }
    vec![OutputFile::beside("text", out)]
}

/// "People: Ann Lee, Bob Day. Organizations: Acme."
fn present(analysis: &Analysis, mentions: &[&Mention]) -> String {
    let mut told = Vec::new();
    for (kind, title) in [(EntityKind::Person, "People"), (EntityKind::Organization, "Organizations")] {
        let mut names: Vec<&str> = Vec::new();
        let named = mentions.iter().filter(|it| it.form == MentionForm::Name);
        for mention in named.filter(|it| analysis.entities[it.entity].kind == kind) {
            let name = analysis.entities[mention.entity].name.as_str();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        if !names.is_empty() {
            told.push(format!("{title}: {}.", names.join(", ")));
        }
    }
    if told.is_empty() { String::new() } else { format!("{INDENT}{}\n", told.join(" ")) }
}

/// "“he”: Ann Lee; “the mayor”: Bob Day, not sure." Each once.
fn stand_ins(doc: &Document, analysis: &Analysis, mentions: &[&Mention]) -> String {
    let mut told: Vec<String> = Vec::new();
    for mention in mentions.iter().filter(|it| it.form != MentionForm::Name) {
        let doubt = if mention.confidence.is_doubtful() { ", not sure" } else { "" };
        let words = in_lower_case(&digest::words(doc, mention.span));
        if words == analysis.entities[mention.entity].name.to_lowercase() {
            continue; // “the suspect”: the suspect
        }
        let line = format!("“{words}”: {}{doubt}", analysis.entities[mention.entity].name);
        if !told.contains(&line) {
            told.push(line);
        }
    }
    if told.is_empty() { String::new() } else { format!("{INDENT}{}.\n", told.join("; ")) }
}

/// "He" and "he" are listed once; "I" stays as it is.
fn in_lower_case(words: &str) -> String {
    let small = words.to_lowercase();
    if small == "i" || small.starts_with("i'") || small.starts_with("i’") {
        small.replacen('i', "I", 1)
    } else {
        small
    }
}

/// "Said by Ann Lee, direct quote: “No.”"
fn said(doc: &Document, analysis: &Analysis, quote: &Quote, block: &Block) -> String {
    let source = digest::source(doc, quote);
    let who = match quote.speaker {
        Some(id) => analysis.entities[id].name.as_str(),
        None if !source.is_empty() => &source,
        None => "somebody",
    };
    let doubt = if quote.confidence.is_doubtful() { ", not sure" } else { "" };
    let words = digest::said(doc, quote);
    // A whole paragraph need not be read out twice.
    let is_all = block.span == quote.content[0];
    let words = if is_all { "all of this".to_owned() } else { words };
    format!("{INDENT}Said by {who}, {} quote{doubt}: {words}\n", quote_word(quote.kind))
}

fn noted(mark: &Mark) -> String {
    let words = on_one_line(&mark.at.exact);
    let told = on_one_line(&annotate::told(&mark.note, &mark.tags));
    if told.is_empty() {
        return format!("{INDENT}Highlighted: {words}\n");
    }
    format!("{INDENT}Note to “{words}”: {told}\n")
}

/// Whether a section has an entity.
type EntityFilter<'a> = &'a dyn Fn(&Entity) -> bool;

fn cast(analysis: &Analysis) -> String {
    let mut out = String::new();
    let sections: [(&str, EntityFilter<'_>); 3] = [
        ("People", &|it| it.is_named && it.kind == EntityKind::Person),
        ("Organizations", &|it| it.is_named && it.kind == EntityKind::Organization),
        ("Without a name", &|it| !it.is_named),
    ];
    for (title, has) in sections {
        let mut members = analysis.entities.rows().iter().filter(|it| has(it)).peekable();
        if members.peek().is_some() {
            out.extend(["\n", title, "\n"]);
        }
        for member in members {
            let description =
                member.description.as_ref().map_or_else(String::new, |it| format!(", {}", on_one_line(it)));
            let count = counted(member.mentions.len(), "mention");
            let _ = writeln!(out, "{INDENT}{}{description}: {count}", member.name); // writing to a string cannot fail
        }
    }
    out
}

fn relations(doc: &Document, analysis: &Analysis) -> String {
    let mut out = String::new();
    for relation in analysis.relations.rows() {
        let negation = digest::hides_negation(relation).then(|| "not so".to_owned());
        let doubt = relation.confidence.is_doubtful().then(|| "not sure".to_owned());
        let standing = digest::standing(analysis, relation);
        let notes: Vec<String> = negation.into_iter().chain(standing).chain(doubt).collect();
        let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
        let sentence = on_one_line(doc.slice(analysis.sentences[relation.evidence[0]].span));
        let told = digest::told(analysis, relation, None);
        let _ = writeln!(out, "{INDENT}{told}{notes}\n{INDENT}{INDENT}{sentence}"); // writing to a string cannot fail
    }
    if out.is_empty() { out } else { format!("\nRelations\n{out}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sample;
    use crate::document::{DocumentBuilder, Metadata};

    fn exported(paragraphs: &[&str], title: &str, published: &str) -> String {
        let (doc, analysis) = sample::article(paragraphs);
        let some = |text: &str| Some(text.to_owned());
        let meta = Metadata { title: some(title), published: some(published), ..Metadata::default() };
        let doc =
            DocumentBuilder::from_parts(doc.text().to_owned(), doc.blocks().rows().to_vec(), meta).unwrap();
        let annotated = analysis.as_ref().clone().into();
        let article = Article { doc: &doc, annotated: &annotated, id: None, written: None };
        export(&article, &Options::default()).remove(0).contents
    }

    #[test]
    fn a_title_that_the_text_begins_with_is_told_once_and_the_date_in_words() {
        let text = exported(&["# The  mill", "It burned."], "The mill", "2026-11-25T09:30:00Z");
        assert_eq!(text, "25 November 2026\n\nThe mill\n\nIt burned.\n");
        let text = exported(&["It burned."], "The mill", "last week");
        assert_eq!(text, "The mill\nlast week\n\nIt burned.\n");
    }

    #[test]
    fn a_note_is_told_with_its_tags() {
        use crate::annotate::{Anchor, EditId};

        let (doc, _) = sample::article(&["It burned."]);
        let at = Anchor::of(&doc, doc.span());
        let mark = |note: &str| Mark {
            id: EditId(1),
            span: None,
            at: at.clone(),
            note: note.to_owned(),
            tags: vec!["fire".to_owned()],
        };
        assert_eq!(noted(&mark("when?")), "    Note to “It burned.”: when? #fire\n");
        assert_eq!(noted(&mark("")), "    Note to “It burned.”: #fire\n");
    }

    #[test]
    fn who_is_named_in_a_paragraph_is_told_once() {
        let text = exported(&["[PER Ann Lee] met [PER Bob Day]. [PER Lee=Ann Lee] left."], "A", "B");
        assert!(text.contains("    People: Ann Lee, Bob Day.\n"), "{text}");
    }

    #[test]
    fn i_is_not_made_small() {
        let text =
            exported(&["[PER Ann Lee] said: {“[PER~ I=Ann Lee] go.”} [PER~ She=Ann Lee] went."], "A", "B");
        assert!(text.contains("“I”: Ann Lee; “she”: Ann Lee."), "{text}");
        assert_eq!(["I’m", "It", "He"].map(in_lower_case), ["I’m", "it", "he"]);
    }
}
