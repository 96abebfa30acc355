//! Web pages: finds the article and turns it into blocks; if there is none, does so with all text of the page.
//!
//! Pages are hostile: nesting and attributes are limited before any tree is built, and the search has a time limit.

mod article;
mod author;
mod blocks;
mod boilerplate;
mod check;
mod chrome;
mod collapse;
mod date;
mod element;
mod find;
mod footnote;
mod front;
mod headline;
mod hidden;
mod limits;
mod mend;
mod page_metadata;
mod prefilter;
mod prose;
mod sheet;
mod state;
mod story;
mod table;
mod tokens;
mod tree;
mod twice;
mod unseen;

pub(super) use date::find as find_date;
pub(super) use table::TableText;

use html5ever::tokenizer::Tag;

use crate::document::{BlockKind, Document, DocumentBuilder, Linked, Metadata, Target, TooLong};
use crate::import::given::Given;
use crate::import::html::article::Article;
use crate::import::html::page_metadata::PageMetadata;
use crate::import::importer::{Importer, Look, Options, Read};
use crate::text::collapse_whitespace;
use crate::text::sanitize::sanitize;

/// Data for search engines contains the article if it has this many letters, and far more than the page.
const ENOUGH_DATA: usize = 400;
/// The address of a page whose own address is unknown.
const NOWHERE: &str = "https://page.invalid/";
/// A shorter result may be less than the article.
const SHORT: usize = 1500;

/// Web pages, and pieces of them.
pub(super) const IMPORTER: Importer = Importer {
    name: "HTML",
    about: "the article of the page, without menus, comments and related stories; see below",
    extensions: &["html", "htm", "xhtml"],
    media_types: &["text/html", "application/xhtml+xml"],
    look,
    read: Read::Text(|given, options| document(given.text(), given.meta(), options)),
};

/// A page that was saved under a wrong name would read as a heap of tags, but its first line leaves no doubt.
fn look(given: &Given<'_>) -> Look {
    match given.text() {
        text if begins_like_a_page(text) && !given.is_called(&["md", "markdown"]) => Look::Certain,
        text => Look::like_if(looks_like(text)),
    }
}

/// The document of a page.
pub(super) fn document(page: &str, mut meta: Metadata, options: &Options) -> Result<Document, TooLong> {
    let prefiltered = prefilter::prefilter(page);
    let stated = page_metadata::page_metadata(&prefiltered.page);
    let article = if prefiltered.n_tags > prefilter::MAX_TAGS {
        None
    } else {
        find::extract(&prefiltered, options.extraction_limit)
    };
    let mut article = article.unwrap_or_default();
    if let Some(body) = stated.body.as_deref().filter(|it| says_more(n_letters(it), &article)) {
        article.content = paragraphs(body);
        article.letters = n_letters(body);
    }
    if article.letters < SHORT
        && let Some((html, letters)) = state::article(&prefiltered.scripts)
        && says_more(letters, &article)
        && (article.letters < ENOUGH_DATA || begins_alike(&article.content, &html))
    {
        (article.content, article.letters) = (html, letters);
    }
    let is_found = !article.content.trim().is_empty();
    let content = if is_found { &article.content } else { &prefiltered.page };
    let base = stated.base.clone().or_else(|| meta.address.clone());
    // Where a saved page came from is not always known, and still its links show what leads elsewhere.
    let nowhere = Target::new(NOWHERE);
    let blocks = blocks::blocks(content, base.as_ref().or(nowhere.as_ref()));
    meta.notice = limits::notice(&stated, &article, is_found, &blocks);
    take_metadata(&mut meta, &stated, &article);
    let host = base.as_ref().or(nowhere.as_ref()).map(Target::host);
    let known = boilerplate::Known { author: meta.author.as_deref(), site: meta.site.as_deref(), host };
    let mut blocks = boilerplate::sift(blocks, known);
    if base.is_none() {
        for (_, text) in &mut blocks {
            text.retain_links(|it| !it.as_str().starts_with(NOWHERE));
        }
    }
    let mut lines = blocks.iter().filter_map(|(_, text)| one_line(text.text()));
    let mut builder = DocumentBuilder::new();
    if let Some(title) = &meta.title
        && lines.next().is_none_or(|first| !headline::is_same(&first, title))
    {
        let page = blocks::blocks(&prefiltered.page, None);
        builder.linked_block(BlockKind::Heading(1), &headline::placed(title, &page));
    }
    if blocks.is_empty() {
        // A title alone is not an article.
        builder = DocumentBuilder::new();
    }
    for (kind, text) in &blocks {
        builder.linked_block(*kind, text);
    }
    builder.finish(meta)
}

/// Fills in what is not known yet: from what the page states, from the search, and from what the page shows.
fn take_metadata(meta: &mut Metadata, stated: &PageMetadata, article: &Article) {
    let line = |text: &Option<String>| text.as_deref().and_then(one_line);
    meta.title = meta
        .title
        .take()
        .or(line(&article.title))
        .or(line(&stated.title))
        .or(stated.headlines.first().cloned());
    meta.site = meta.site.take().or(line(&stated.site)).or(line(&article.site));
    // The address that the page itself states comes before the one where it was found.
    meta.address = stated.address.clone().or(meta.address.take());
    part_site_from_title(meta, &stated.headlines);
    let mut lines = stated.authors.iter().chain(&article.front.authors);
    let author = lines.find_map(|line| author::names(line, meta.site.as_deref()));
    meta.author = meta.author.take().or(author);
    let address = meta.address.as_ref().and_then(|it| date::in_address(it.as_str()));
    let published = stated.published.clone().or_else(|| article.front.published.clone());
    meta.published = meta.published.take().or(published).or(address);
}

/// Whether an article of this many letters, in data for search engines or scripts, is far longer than the one that was
/// found.
fn says_more(n: usize, article: &Article) -> bool {
    n >= ENOUGH_DATA && article.letters < SHORT && n > 2 * article.letters
}

/// Whether a paragraph of one piece of HTML begins like one of the other.
fn begins_alike(one: &str, other: &str) -> bool {
    let starts = |html: &str| {
        let blocks = blocks::blocks(html, None);
        let prose = blocks.into_iter().filter(|(_, it)| prose::is_prose(it.text()));
        prose.map(|(_, it)| it.text().trim().chars().take(40).collect::<String>()).collect::<Vec<_>>()
    };
    let others = starts(other);
    starts(one).iter().any(|it| others.contains(it))
}

fn n_letters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// A text from data as HTML: it may itself contain tags, or lines.
fn paragraphs(body: &str) -> String {
    if ["<p", "<br", "<div"].iter().any(|tag| body.contains(tag)) {
        return prefilter::prefilter(body).page;
    }
    let lines = body.lines().filter(|it| !it.trim().is_empty());
    lines.flat_map(|line| ["<p>".to_owned(), line.replace('<', "&lt;"), "</p>".to_owned()]).collect()
}

/// "The tide - Harbour News" and "Harbour News | The tide" above the headline "The tide" are title and medium.
fn part_site_from_title(meta: &mut Metadata, headlines: &[String]) {
    const BARS: &[char] = &['-', '|', '–', '—', '•', '·', '»', '«'];
    let Some(title) = meta.title.clone() else { return };
    let is_bar = |it: &str| it.chars().count() == 1 && it.contains(BARS);
    let parts = |headline: &String| {
        let behind = title.strip_prefix(headline.as_str()).and_then(|it| it.strip_prefix(' '));
        let site = behind.and_then(|it| it.split_once(' ')).filter(|(bar, _)| is_bar(bar)).map(|it| it.1);
        let before = title.strip_suffix(headline.as_str()).and_then(|it| it.strip_suffix(' '));
        let before = before.and_then(|it| it.rsplit_once(' ')).filter(|(_, bar)| is_bar(bar)).map(|it| it.0);
        // A word before the headline may be what it is about: "Flood – the tide".
        let before = before.filter(|it| meta.site.as_deref().is_some_and(|site| headline::is_same(it, site)));
        site.or(before).and_then(one_line)
    };
    if let Some((headline, site)) = headlines.iter().find_map(|it| Some((it, parts(it)?))) {
        meta.site = meta.site.take().or(Some(site));
        meta.title = Some(headline.clone());
    }
}

/// The blocks of a piece of HTML inside a text in another format.
pub(super) fn blocks_of(html: &str) -> Vec<(BlockKind, Linked)> {
    blocks::blocks(&prefilter::prefilter(html).page, None)
}

/// The value of an attribute of a tag, if it has one.
fn attribute(tag: &Tag, name: &str) -> Option<String> {
    let attribute = tag.attrs.iter().find(|attribute| &*attribute.name.local == name)?;
    let value = attribute.value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// Whether a text without a name is a page or a piece of one.
fn looks_like(text: &str) -> bool {
    begins_like_a_page(text) || {
        let start = text.trim_start();
        ["<head", "<body", "<article", "<main", "<div", "<p>", "<h1", "<section", "<meta"]
            .iter()
            .any(|tag| begins_with(start, tag))
    }
}

/// Whether the text begins as only pages do, after white space, comments and an XML declaration.
fn begins_like_a_page(text: &str) -> bool {
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    loop {
        let end = match rest {
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<?xml") => "?>",
            _ => return begins_with(rest, "<!doctype html") || begins_with(rest, "<html"),
        };
        let Some((_, after)) = rest.split_once(end) else { return false };
        rest = after.trim_start();
    }
}

fn begins_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start))
}

/// The text, cleaned and on one line; `None` if nothing is left.
pub(super) fn one_line(text: &str) -> Option<String> {
    let clean = sanitize(text).text;
    let line = collapse_whitespace(&clean);
    (!line.is_empty()).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "<p>The harbour board met on Monday to hear what Mary Cole had found in the ledgers, and not one of \
        the sums agreed with the next, she said, however long she looked at it, with or without her glasses.</p>";

    fn read(page: &str) -> Document {
        document(page, Metadata::default(), &Options::STANDARD).unwrap()
    }

    fn texts(doc: &Document) -> Vec<(BlockKind, &str)> {
        doc.blocks().rows().iter().map(|block| (block.kind, doc.slice(block.span))).collect()
    }

    #[test]
    fn the_article_is_taken_out_of_its_page() {
        let page = format!(
            "<!doctype html><html><head><title>Holes in the ledgers | Harbour News</title>\
             <meta property=og:site_name content='Harbour News'><meta property=og:title content='Holes in the ledgers'>\
             <meta name=author content='Ann Lee'><meta property=article:published_time content='2024-05-01T08:00:00Z'></head>\
             <body><nav><ul><li><a href=/>Home</a><li><a href=/s>Sport</a></ul></nav>\
             <div class=cookie-banner>We use cookies.</div>\
             <article><h1>Holes in the ledgers</h1>{}<h2>What comes next</h2>{}\
             <blockquote><p>“I shall look at it again,” she said to those who had stayed, and so she did.</p></blockquote></article>\
             <footer>© Harbour News</footer></body></html>",
            STORY.repeat(3),
            STORY.repeat(2)
        );
        let doc = read(&page);
        let blocks = texts(&doc);
        assert_eq!(blocks[0], (BlockKind::Heading(1), "Holes in the ledgers"));
        assert_eq!(blocks[4], (BlockKind::Heading(2), "What comes next"));
        assert_eq!(blocks[7].0, BlockKind::BlockQuote);
        assert_eq!(blocks.len(), 8, "{blocks:?}");
        let meta = doc.meta();
        assert_eq!(meta.title.as_deref(), Some("Holes in the ledgers"));
        assert_eq!(meta.author.as_deref(), Some("Ann Lee"));
        assert_eq!(meta.site.as_deref(), Some("Harbour News"));
        assert_eq!(meta.published.as_deref(), Some("2024-05-01T08:00:00Z"));
    }

    #[test]
    fn without_time_for_the_search_all_text_is_shown() {
        let page = format!("<title>Ledgers</title><nav>Home</nav>{STORY}");
        let doc = document(
            &page,
            Metadata::default(),
            &Options { extraction_limit: std::time::Duration::ZERO, ..Options::STANDARD },
        )
        .unwrap();
        let blocks = texts(&doc);
        assert_eq!(blocks[0], (BlockKind::Heading(1), "Ledgers"));
        assert!(blocks.iter().any(|(_, text)| text.starts_with("The harbour board met")));
    }

    #[test]
    fn the_medium_is_parted_from_the_title() {
        for (title, site) in [
            ("Harbour News | Port Arden harbour board", "Harbour News"),
            ("Port Arden harbour board « Harbour News", "Harbour News"),
            ("Flood – Port Arden harbour board", "Harbour News"),
        ] {
            let page = format!(
                "<title>{title}</title><meta property=og:site_name content='Harbour News'><h1></h1>\
                 <h1>Port&nbsp;Arden harbour board</h1>{STORY}"
            );
            let meta = read(&page).meta().clone();
            let is_parted = !title.starts_with("Flood");
            assert_eq!(meta.title.as_deref() == Some("Port Arden harbour board"), is_parted, "{meta:?}");
            assert_eq!(meta.site.as_deref(), Some(site));
        }
        let doc = read(&format!(
            "<title>Port Arden harbour board - Harbour News</title><h1>Port Arden harbour board</h1>{STORY}"
        ));
        assert_eq!(doc.meta().title.as_deref(), Some("Port Arden harbour board"));
        assert_eq!(doc.meta().site.as_deref(), Some("Harbour News"));
        assert_eq!(doc.text().matches("Port Arden harbour board").count(), 1);
    }

    #[test]
    fn what_the_page_states_is_cleaned() {
        let page = format!("<title>A\u{202e}\n tide&#27;[31m</title>{STORY}");
        assert_eq!(read(&page).meta().title.as_deref(), Some("A tide"));
    }

    #[test]
    fn a_page_of_nested_elements_is_read() {
        for tag in ["div", "b", "table", "blockquote"] {
            let page = format!("<title>T</title>{}{STORY}", format!("<{tag}>").repeat(100_000));
            let doc = read(&page);
            assert!(doc.text().contains("Mary Cole"), "{tag}");
        }
    }

    #[test]
    fn a_page_with_too_many_tags_is_shown_whole() {
        let page = format!("{}{STORY}", "<br>".repeat(prefilter::MAX_TAGS + 1));
        assert!(read(&page).text().contains("Mary Cole"));
    }

    #[test]
    fn damaged_pages_are_read() {
        let giant = format!("<p title='{}'>Mary Cole</p>", "x".repeat(1 << 20));
        let attributes = format!("<p {}>Mary Cole</p>", "a=1 b ".repeat(50_000));
        let scripts = format!("{}Mary Cole", "<script>x</script>".repeat(20_000));
        let drawings = format!("{}Mary Cole", "<svg>".repeat(20_000));
        for page in [
            giant.as_str(),
            &attributes,
            &scripts,
            &drawings,
            "\0<p>Mary\0 Cole</p>\0",
            "<p>Mary Cole</p><p title='x",
            "<<<p>Mary Cole<",
        ] {
            assert!(read(page).text().contains("Mary Cole"), "{}", page.chars().take(80).collect::<String>());
        }
    }

    fn links(doc: &Document) -> Vec<(&str, &str)> {
        doc.links().rows().iter().map(|it| (doc.slice(it.span), it.target.as_str())).collect()
    }

    #[test]
    fn links_lead_from_where_the_page_stands() {
        let body = format!(
            "<article><p>Read <a href='../b.html'>the <b>whole</b> report</a> and <a href=#n>a note</a>.</p>{STORY}{STORY}</article>"
        );
        let canonical = "<link rel=canonical href=https://x.example/news/a.html>";
        let doc = read(&format!("<!doctype html><title>T</title>{canonical}{body}"));
        assert_eq!(links(&doc), [("the whole report", "https://x.example/b.html")]);
        assert_eq!(doc.meta().address.as_ref().unwrap().as_str(), "https://x.example/news/a.html");
        let doc = read(&format!("<!doctype html><title>T</title>{canonical}<base href=/old/c/>{body}"));
        assert_eq!(links(&doc), [("the whole report", "https://x.example/old/b.html")]);
        let doc = read(&format!(
            "<!doctype html><title>T</title><meta property=og:url content='https://y.example/d/e'>{body}"
        ));
        assert_eq!(links(&doc), [("the whole report", "https://y.example/b.html")]);
        let doc = read(&format!("<!doctype html><title>T</title>{body}"));
        assert_eq!(links(&doc), [], "nobody knows where this leads");
        assert_eq!(doc.meta().address, None);
    }

    #[test]
    fn hostile_links_lead_nowhere_and_their_words_stay() {
        let page = format!(
            "<!doctype html><base href='javascript:x'><link rel=canonical href='data:text/html,x'>\
             <p><a href='javascript:alert(1)'>one</a> <a href='file:///etc/passwd'>two</a> <a href='https://x.example/&#x202e;gpj&#27;[2J'>thr\u{202e}ee</a> \
             <a href='https://y.example'><a href='https://z.example'>four</a> five</a> <a href='{}'>six</a> <a href=https://w.example>seven\
             <p>eight</p>{STORY}",
            "https://x.example/".repeat(500)
        );
        let doc = read(&page);
        assert!(doc.text().contains("one two three four five six seven"), "{}", doc.text());
        let found = links(&doc);
        assert_eq!(
            found[..2],
            [("three", "https://x.example/%E2%80%AEgpj%1B[2J"), ("four", "https://z.example/")]
        );
        assert!(found.iter().all(|(_, it)| it.starts_with("https://")), "{found:?}");
    }

    #[test]
    fn links_in_lists_tables_and_headings_keep_their_words() {
        let page = "<h2><a href=https://a.example>Head</a>\n[edit]</h2><ul><li><a href=https://b.example>item</a></ul>\
            <table><tr><th>Name<th>Seats<tr><td><a href=https://c.example>Ann\n Cole</a><td>12</table>\
            <pre>\n<a href=https://d.example>code</a></pre><p>x<br><a href=https://e.example>y</a> z";
        let doc = read(page);
        let expected = [
            ("Head", "https://a.example/"),
            ("item", "https://b.example/"),
            ("Ann Cole", "https://c.example/"),
            ("code", "https://d.example/"),
            ("y", "https://e.example/"),
        ];
        assert_eq!(links(&doc), expected, "{}", doc.text());
    }
}
