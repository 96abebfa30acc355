//! A report: one page for someone who does not have byline. It shows the article with its marks, who is in it, who
//! says what, who is related to whom, and the user's own notes.
//!
//! The page is self-contained. Its policy lets it load and send nothing, and allows one style and one script,
//! identified by their hashes; everything from outside is escaped. Marks do not nest: the text is cut into pieces at
//! every edge of a mark, and each piece names the marks that it belongs to. Without the script, everything can be
//! read; with it, choosing a name lets the reader step through its mentions.

mod cast;
mod markup;
mod notes;
mod picture;
mod relations;
mod statements;
mod text;

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::digest::{self, Day, counted};
use crate::document::{BlockKind, Document};
use crate::export::report::markup::{escaped, isolated};
use crate::export::{Article, Options, OutputFile};
use crate::nlp::EntityKind;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// What the marks mean, and what the keys do.
const LEGEND: &str = "People are shaded, organizations underlined, pronouns and descriptions slanted, quotes tinted; what is dotted or has \
    “?” is uncertain. <span class=\"keys\">A click on a name shows all its mentions; so do the keys <kbd>]</kbd> and <kbd>[</kbd>. \
    <kbd>n</kbd> and <kbd>N</kbd> step through them.</span>";

/// A part of the page that belongs to an article: the end of its id, and its heading.
type Heading = (&'static str, &'static str);

const NOTES: Heading = ("notes", "Notes");
const PEOPLE: Heading = ("people", "People");
const ORGANIZATIONS: Heading = ("organizations", "Organizations");
const RELATIONS: Heading = ("relations", "Relations");
const QUOTES: Heading = ("quotes", "Who says what");

/// The page for some articles; for several, with a table of contents.
pub(super) fn export(articles: &[Article<'_>], _: &Options) -> Vec<OutputFile> {
    let many = articles.len() > 1;
    let title = match articles {
        [one] => title(one.doc),
        _ => counted(articles.len(), "article"),
    };
    let mut out = head(&title);
    out.push_str("<a class=\"skip\" href=\"#a1\">Skip to the article</a>\n");
    if many {
        let _ = writeln!(out, "<header><h1>{}</h1></header>", escaped(&title)); // writing to a string cannot fail
        out.push_str("<nav aria-label=\"Contents\"><ol>\n");
        for (number, article) in (1..).zip(articles) {
            let _ =
                writeln!(out, "<li><a href=\"#a{number}\">{}</a></li>", isolated(&self::title(article.doc)));
        }
        out.push_str("</ol></nav>\n");
    }
    out.push_str("<main>\n");
    for (number, article) in (1..).zip(articles) {
        // If there is one article, its title is the page's title.
        section(&mut out, article, Scope { number, level: if many { 2 } else { 1 } });
    }
    let _ = writeln!(
        out,
        "</main>\n<footer><p>{LEGEND}</p><p>Made by byline {}, a program; it may be wrong.</p></footer>",
        env!("CARGO_PKG_VERSION")
    );
    out.push_str(
        "<div id=\"bar\" role=\"region\" aria-label=\"Mentions of the chosen name\" hidden>\
         <span id=\"told\" role=\"status\"></span>\
         <button type=\"button\" id=\"back\">Back</button>\
         <button type=\"button\" id=\"next\">Next</button>\
         <button type=\"button\" id=\"end\">Close</button></div>\n",
    );
    let _ = writeln!(out, "<script>{SCRIPT}</script>\n</body>\n</html>");
    vec![OutputFile::beside("html", out)]
}

/// Which article on the page something belongs to, and the level of the article's title.
#[derive(Debug, Clone, Copy)]
struct Scope {
    number: usize,
    level: usize,
}

impl Scope {
    /// The start of its ids: "a1".
    fn prefix(self) -> String {
        format!("a{}", self.number)
    }

    /// A heading this many levels below the title.
    fn heading(self, below: usize, html: &str) -> String {
        let level = (self.level + below).min(6);
        format!("<h{level}>{html}</h{level}>\n")
    }

    /// The heading of a part, with how many there are.
    fn heading_of(self, (id, words): Heading, n: &str) -> String {
        let level = self.level + 1;
        format!(
            "<h{level} id=\"{}-{id}\">{words} <span class=\"soft\">{n}</span></h{level}>\n",
            self.prefix()
        )
    }
}

fn head(title: &str) -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; script-src \
         'sha256-{}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"generator\" content=\"byline {}\">\n\
         <title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        hash(STYLE),
        hash(SCRIPT),
        env!("CARGO_PKG_VERSION"),
        escaped(title)
    )
}

fn title(doc: &Document) -> String {
    digest::title(doc).unwrap_or_else(|| "Untitled".to_owned())
}

fn section(out: &mut String, article: &Article<'_>, scope: Scope) {
    let (doc, id) = (article.doc, scope.prefix());
    let (level, title) = (scope.level, title(doc));
    // If the text begins with its title, that is what is seen; programs that read aloud get the page's own heading in
    // any case.
    let first = doc.blocks().rows().first().filter(|it| digest::words(doc, it.span) == title);
    let unseen = if first.is_some() { " class=\"unseen\"" } else { "" };
    // Writing to a string cannot fail.
    let _ = writeln!(out, "<section class=\"article\" id=\"{id}\" aria-labelledby=\"{id}-title\">");
    let _ = writeln!(out, "<h{level} id=\"{id}-title\"{unseen}>{}</h{level}>", isolated(&title));
    let below = below_title(article, scope);
    let shows_title = first.is_some_and(|it| matches!(it.kind, BlockKind::Heading(_)));
    let (outside, inside) = if shows_title { ("", below.as_str()) } else { (below.as_str(), "") };
    let _ = writeln!(out, "{outside}<div class=\"parts\">");
    let _ = writeln!(out, "<article lang=\"{}\" dir=\"auto\">", doc.language().code());
    text::write(out, article, scope, inside);
    out.push_str("</article>\n<div class=\"facts\">\n");
    notes::write(out, article, scope);
    cast::write(out, article, scope);
    out.push_str("</div>\n</div>\n<div class=\"facts\">\n");
    relations::write(out, article, scope);
    statements::write(out, article, scope);
    out.push_str("</div>\n</section>\n");
}

/// Who wrote the article, where it is from, and links to the parts that follow the text, which may be long.
fn below_title(article: &Article<'_>, scope: Scope) -> String {
    let mut out = String::new();
    let byline = byline(article.doc);
    // Writing to a string cannot fail.
    if !byline.is_empty() {
        let _ = writeln!(out, "<p class=\"by\">{byline}</p>");
    }
    let analysis = &article.annotated.analysis;
    let members = |kind| analysis.entities.rows().iter().filter(|it| it.kind == kind).count();
    let parts = [
        (NOTES, article.annotated.marks.len()),
        (PEOPLE, members(EntityKind::Person)),
        (ORGANIZATIONS, members(EntityKind::Organization)),
        (RELATIONS, analysis.relations.len()),
        (QUOTES, analysis.quotes.len()),
    ];
    if parts.iter().all(|it| it.1 == 0) {
        return out;
    }
    let (number, id) = (scope.number, scope.prefix());
    let _ = writeln!(out, "<nav class=\"jump\" lang=\"en\" aria-label=\"Parts of article {number}\"><ul>");
    for ((part, words), n) in parts.iter().filter(|it| it.1 > 0) {
        let _ = writeln!(out, "<li><a href=\"#{id}-{part}\">{words}</a> {n}</li>");
    }
    out.push_str("</ul></nav>\n");
    out
}

/// Author, publication, date and address, as far as they are known.
fn byline(doc: &Document) -> String {
    let meta = doc.meta();
    let day = meta.published.as_deref().map(|it| Day::of(it).map_or_else(|| it.to_owned(), Day::in_words));
    let words = [meta.author.clone(), meta.site.clone(), day];
    let mut parts: Vec<_> = words.iter().flatten().map(|it| isolated(it)).collect();
    if let Some(address) = &meta.address {
        let address = escaped(address.as_str());
        parts.push(format!("<a href=\"{address}\" rel=\"noreferrer noopener\">{address}</a>"));
    }
    parts.join(" · ")
}

#[cfg(test)]
mod tests;
