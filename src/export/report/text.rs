//! The article's text in pieces, each with the marks that it belongs to.

use std::collections::{BTreeSet, HashSet};
use std::fmt::Write as _;

use crate::document::{Block, BlockKind};
use crate::export::Article;
use crate::export::report::Scope;
use crate::export::report::markup::escaped;
use crate::nlp::{Analysis, EntityKind, MentionForm, QuoteKind};
use crate::text::{Id, Span};

/// The kind of a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum StretchKind {
    /// A sentence that states a relation, by number.
    Sentence(usize),
    Quote(usize),
    /// Words that the user marked, with the number of the edit.
    Mark(u64),
    Mention(usize),
}

#[derive(Debug, Clone, Copy)]
struct Stretch {
    span: Span,
    what: StretchKind,
}

/// Writes the blocks, with something below the first one.
pub(super) fn write(out: &mut String, article: &Article<'_>, scope: Scope, below_first: &str) {
    let analysis = &article.annotated.analysis;
    let stretches = stretches(article);
    let mut next = 0;
    let mut open: Vec<Stretch> = Vec::new();
    let mut anchors = HashSet::new();
    for (number, block) in article.doc.blocks().rows().iter().enumerate() {
        while let Some(it) = stretches.get(next).filter(|it| it.span.start() < block.span.end()) {
            open.push(*it);
            next += 1;
        }
        open.retain(|it| it.span.end() > block.span.start());
        let (before, after) = tags(block, scope);
        out.push_str(&before);
        let cut = Cut { text: article.doc.text(), analysis, scope };
        cut.pieces(out, block.span, &open, &mut anchors);
        out.push_str(after);
        out.push('\n');
        out.push_str(if number == 0 { below_first } else { "" });
    }
}

/// All visible stretches in order of the text, outer ones first.
fn stretches(article: &Article<'_>) -> Vec<Stretch> {
    let analysis = &article.annotated.analysis;
    let evidence: BTreeSet<_> =
        analysis.relations.rows().iter().flat_map(|it| &it.evidence).copied().collect();
    let mut all: Vec<Stretch> = Vec::new();
    all.extend(evidence.into_iter().map(|id| {
        let (span, number) = (analysis.sentences[id].span, id.to_usize());
        Stretch { span, what: StretchKind::Sentence(number) }
    }));
    for (id, quote) in analysis.quotes.iter() {
        let number = id.to_usize();
        all.extend(quote.content.iter().map(|&span| Stretch { span, what: StretchKind::Quote(number) }));
    }
    for mark in &article.annotated.marks {
        all.extend(mark.span.map(|span| Stretch { span, what: StretchKind::Mark(mark.id.0) }));
    }
    for (id, mention) in analysis.mentions.iter() {
        if analysis.entities[mention.entity].kind != EntityKind::Place {
            all.push(Stretch { span: mention.span, what: StretchKind::Mention(id.to_usize()) });
        }
    }
    // The sort is stable, so equal ones stay in the order above.
    all.sort_by_key(|it| (it.span.start(), std::cmp::Reverse(it.span.end())));
    all
}

/// The tags around a block.
fn tags(block: &Block, scope: Scope) -> (String, &'static str) {
    match block.kind {
        BlockKind::Heading(level) => match (scope.level + usize::from(level)).min(6) {
            2 => ("<h2>".to_owned(), "</h2>"),
            3 => ("<h3>".to_owned(), "</h3>"),
            4 => ("<h4>".to_owned(), "</h4>"),
            5 => ("<h5>".to_owned(), "</h5>"),
            _ => ("<h6>".to_owned(), "</h6>"),
        },
        BlockKind::Paragraph => ("<p>".to_owned(), "</p>"),
        BlockKind::ListItem(_) => ("<p class=\"item\">".to_owned(), "</p>"),
        BlockKind::BlockQuote => ("<blockquote><p>".to_owned(), "</p></blockquote>"),
        BlockKind::Caption | BlockKind::Boilerplate => ("<p class=\"soft\">".to_owned(), "</p>"),
        BlockKind::Code => ("<pre>".to_owned(), "</pre>"),
    }
}

/// What pieces are cut from.
struct Cut<'a> {
    text: &'a str,
    analysis: &'a Analysis,
    scope: Scope,
}

impl Cut<'_> {
    /// Cuts a block at every edge.
    fn pieces(&self, out: &mut String, block: Span, open: &[Stretch], anchors: &mut HashSet<String>) {
        let (start, end) = (block.start().to_usize(), block.end().to_usize());
        let inside = |at: &usize| (start..=end).contains(at);
        let edges = open.iter().flat_map(|it| [it.span.start().to_usize(), it.span.end().to_usize()]);
        let edges: BTreeSet<_> = edges.filter(inside).chain([start, end]).collect();
        let edges: Vec<_> = edges.into_iter().collect();
        let mut active: Vec<Stretch> = Vec::new();
        let mut next = 0;
        for pair in edges.windows(2) {
            let &[from, to] = pair else { continue };
            active.retain(|it| it.span.end().to_usize() > from);
            while let Some(it) = open.get(next).filter(|it| it.span.start().to_usize() <= from) {
                if it.span.end().to_usize() > from {
                    active.push(*it);
                    anchor(out, it, from, self.scope, anchors);
                }
                next += 1;
            }
            let words = escaped(Span::new(from, to).of(self.text));
            let attributes = attributes(self.analysis, &active);
            if attributes.is_empty() {
                out.push_str(&words);
            } else {
                let _ = write!(out, "<span{attributes}>{words}</span>"); // writing to a string cannot fail
            }
        }
    }
}

/// The target of links: the first words of what is linked to.
fn anchor(out: &mut String, it: &Stretch, from: usize, scope: Scope, anchors: &mut HashSet<String>) {
    if it.span.start().to_usize() != from {
        return;
    }
    let id = match it.what {
        StretchKind::Sentence(number) => format!("s{number}"),
        StretchKind::Quote(number) => format!("q{number}"),
        StretchKind::Mark(number) => format!("k{number}"),
        StretchKind::Mention(_) => return,
    };
    // Links do not lead to the second part of a quote that its cue splits.
    if anchors.insert(id.clone()) {
        let _ = write!(out, "<span id=\"{}-{id}\"></span>", scope.prefix()); // writing to a string cannot fail
    }
}

fn attributes(analysis: &Analysis, active: &[Stretch]) -> String {
    let mut classes: Vec<&str> = Vec::new();
    let (mut sentences, mut quotes, mut marks, mut mentions) = (vec![], vec![], vec![], vec![]);
    let mut innermost = None;
    for it in active {
        match it.what {
            StretchKind::Sentence(number) => sentences.push(number.to_string()),
            StretchKind::Quote(number) => {
                quotes.push(number.to_string());
                classes.extend([
                    "q",
                    match analysis.quotes[Id::new(number)].kind {
                        QuoteKind::Direct => "qd",
                        QuoteKind::Mixed => "qm",
                        QuoteKind::Indirect => "qi",
                    },
                ]);
            }
            StretchKind::Mark(number) => {
                marks.push(number.to_string());
                classes.push("k");
            }
            StretchKind::Mention(number) => {
                let mention = &analysis.mentions[Id::new(number)];
                let form = match mention.form {
                    MentionForm::Name => "n",
                    MentionForm::Pronoun => "p",
                    MentionForm::Noun => "d",
                };
                let doubt = if mention.confidence.is_doubtful() { "?" } else { "" };
                // The innermost one comes first.
                mentions.insert(0, format!("{number}.{}.{form}{doubt}", mention.entity.to_usize()));
                innermost = Some(mention);
            }
        }
    }
    if let Some(mention) = innermost {
        let is_person = analysis.entities[mention.entity].kind == EntityKind::Person;
        classes.push(if is_person { "p" } else { "o" });
        if mention.form != MentionForm::Name {
            classes.push("r");
        }
        if mention.confidence.is_doubtful() {
            classes.push("d");
        }
    }
    classes.dedup();
    let mut out = String::new();
    if !classes.is_empty() {
        let _ = write!(out, " class=\"{}\"", classes.join(" ")); // writing to a string cannot fail
    }
    for (name, values) in [("m", mentions), ("q", quotes), ("k", marks), ("s", sentences)] {
        if !values.is_empty() {
            let _ = write!(out, " data-{name}=\"{}\"", values.join(" "));
        }
    }
    out
}
