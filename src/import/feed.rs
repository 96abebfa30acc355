//! Feeds (RSS, Atom, JSON Feed): each entry is an article, with its text in the feed and the address of its page.

use std::sync::Arc;

use feed_rs::model::{Entry, Feed, Text};

use crate::document::{BlockKind, Document, DocumentBuilder, Linked, Metadata, Target};
use crate::import::decode::find;
use crate::import::given::Given;
use crate::import::html::{self, one_line};
use crate::import::importer::{DAMAGED, Fault, Importer, Look, Options, Read};
use crate::import::several::{ArticleContent, ListedArticle};
use crate::import::xml;

/// Feeds.
pub(super) const IMPORTER: Importer = Importer {
    name: "feed",
    about: "RSS, Atom and JSON Feed: each entry is an article; if the feed has only a summary, opening the entry fetches its page",
    extensions: &["rss", "atom", "rdf"],
    media_types: &[
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
    ],
    look: |given| Look::certain_if(is_feed(given)),
    read: Read::Several { what: "a feed", list, read },
};

/// A shorter text is only a summary.
const MIN_LETTERS: usize = 1_500;

/// What a JSON feed says of its version.
const JSON_FEED: &[u8] = b"jsonfeed.org/version/1";

fn is_feed(given: &Given<'_>) -> bool {
    if given.bytes.trim_ascii_start().starts_with(b"{") {
        // Its version may be its last field.
        return find(given.bytes, JSON_FEED).is_some() && given.text().trim_end().ends_with('}');
    }
    let head = String::from_utf8_lossy(given.head());
    xml::root(&head).is_some_and(|it| matches!(it.as_str(), "rss" | "feed" | "RDF"))
}

fn parse(given: &Given<'_>) -> Result<Feed, Fault> {
    // It is decoded already, whatever encoding it declares.
    let text = given.text().trim_start_matches('\u{feff}').trim_start();
    let text = match text.strip_prefix("<?xml").and_then(|it| it.split_once("?>")) {
        Some((_, rest)) => rest,
        None => text,
    };
    feed_rs::parser::Builder::new()
        .build()
        .parse(text.as_bytes())
        .map_err(|_| Fault::Unreadable("this feed is damaged", DAMAGED))
}

/// All entries are read at once, because only the whole feed can be parsed.
fn list(given: &Given<'_>) -> Result<Vec<ListedArticle>, Fault> {
    let feed = parse(given)?;
    feed.entries.iter().enumerate().map(|(number, entry)| part(given, &feed, number, entry)).collect()
}

fn part(given: &Given<'_>, feed: &Feed, number: usize, entry: &Entry) -> Result<ListedArticle, Fault> {
    let title = line(entry.title.as_ref()).unwrap_or_else(|| "(no title)".to_owned());
    let day = date(entry).and_then(|it| it.get(..10).map(str::to_owned));
    let title = [Some(title), day].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let blocks = blocks(entry);
    let letters: usize = blocks.iter().map(|(_, text)| text.text().len()).sum();
    let meta = if feed.entries.len() > 1 { given.meta_of(number) } else { given.meta() };
    Ok(ListedArticle {
        title,
        address: address(entry).filter(|_| letters < MIN_LETTERS),
        content: ArticleContent::Document(Arc::new(document(feed, entry, blocks, meta)?)),
    })
}

/// The first entry.
fn read(given: &Given<'_>, _: &Options) -> Result<Document, Fault> {
    match list(given)?.into_iter().next().map(|it| it.content) {
        Some(ArticleContent::Document(doc)) => Ok(Arc::unwrap_or_clone(doc)),
        _ => Err(Fault::Unreadable("has no entry", "open it again when there is news")),
    }
}

fn document(
    feed: &Feed,
    entry: &Entry,
    blocks: Vec<(BlockKind, Linked)>,
    mut meta: Metadata,
) -> Result<Document, Fault> {
    meta.title = line(entry.title.as_ref());
    let authors = if entry.authors.is_empty() { &feed.authors } else { &entry.authors };
    meta.author =
        one_line(&authors.iter().filter_map(|it| it.name.as_deref()).collect::<Vec<_>>().join(", "));
    meta.published = date(entry);
    meta.site = line(feed.title.as_ref());
    meta.address = address(entry);
    let mut builder = DocumentBuilder::new();
    if let Some(title) = &meta.title {
        builder.block(BlockKind::Heading(1), title);
    }
    for (kind, text) in blocks {
        builder.linked_block(kind, &text);
    }
    Ok(builder.finish(meta)?)
}

/// The text of an entry: the whole text if the feed has it, else the summary.
fn blocks(entry: &Entry) -> Vec<(BlockKind, Linked)> {
    let content = entry.content.as_ref().and_then(|it| Some((it.body.as_deref()?, &it.content_type)));
    let summary = entry.summary.as_ref().map(|it| (it.content.as_str(), &it.content_type));
    let longer = content.into_iter().chain(summary).max_by_key(|(text, _)| text.len());
    match longer {
        // What calls itself plain may have entities and markup, but its paragraphs are parted by empty lines.
        Some((text, kind)) if kind.essence().to_string() == "text/plain" => {
            text.replace("\r\n", "\n").split("\n\n").flat_map(html::blocks_of).collect()
        }
        Some((text, _)) => html::blocks_of(text),
        None => Vec::new(),
    }
}

fn address(entry: &Entry) -> Option<Target> {
    let of_page = |rel: &Option<String>| rel.as_deref().is_none_or(|it| it == "alternate");
    let link = entry.links.iter().find(|it| of_page(&it.rel)).or_else(|| entry.links.first())?;
    Target::new(&link.href).filter(|it| it.as_str().starts_with("http"))
}

fn date(entry: &Entry) -> Option<String> {
    entry.published.or(entry.updated).map(|it| it.to_rfc3339())
}

/// A title, which may contain markup.
fn line(text: Option<&Text>) -> Option<String> {
    let blocks = html::blocks_of(&text?.content);
    one_line(&blocks.iter().map(|(_, text)| text.text()).collect::<Vec<_>>().join(" "))
}
