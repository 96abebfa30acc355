//! What a page states about its article: elements of its head, data for search engines, its first heading.
//!
//! The search for the article reads much of this, too; this module fills in the rest.

use html5ever::tokenizer::Tag;
use serde_json::Value;

use crate::document::Target;
use crate::import::html::tokens::{self, Visitor};
use crate::import::html::{attribute, date, one_line};

/// Title, author, date and site that a page states.
#[derive(Debug, Default)]
pub(super) struct PageMetadata {
    /// From data about the article, or `<title>`.
    pub(super) title: Option<String>,
    /// Lines that name the author, the most reliable first.
    pub(super) authors: Vec<String>,
    /// In ISO 8601.
    pub(super) published: Option<String>,
    pub(super) site: Option<String>,
    /// Each `<h1>`.
    pub(super) headlines: Vec<String>,
    /// The address that the page states for itself.
    pub(super) address: Option<Target>,
    /// What its links are relative to.
    pub(super) base: Option<Target>,
    /// The text of the article in data for search engines.
    pub(super) body: Option<String>,
    /// Whether the page says that it is an article.
    pub(super) is_article: bool,
    /// Whether the page says that its article is not free.
    pub(super) is_walled: bool,
    /// How many words the page says that its article has.
    pub(super) n_words: Option<usize>,
}

/// The most headlines that are read; a page of nothing but headlines is not the page of an article.
const MAX_HEADLINES: usize = 8;

/// Names of `<meta>` elements that state an author, the most reliable first.
const AUTHOR: &[&str] = &[
    "author",
    "article:author",
    "byl",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "og:article:author",
    "twitter:creator:name",
];

/// Names of `<meta>` elements that state a date, the most reliable first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "datepublished",
    "og:article:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "published_at",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "dc.date.created",
    "pubdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "cxenseparse:recs:publishtime",
    "date",
];

/// Reads what a page states.
pub(super) fn page_metadata(page: &str) -> PageMetadata {
    let found = tokens::visit(page, Collector::default());
    // Where several things have dates, only their places on the page tell which is the article's.
    let has_one_date = found.item_dates.iter().all(|it| Some(it) == found.item_dates.first());
    let meta = |name: &str| found.meta.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
    let mut dates = PUBLISHED.iter().filter(|it| has_one_date || **it != "datepublished");
    let data = found.data.iter().find_map(|json| article_data(json)).unwrap_or_default();
    let text = |what| found.texts.iter().find(|(it, _)| *it == what).and_then(|(_, text)| one_line(text));
    let address = found.addresses.iter().min_by_key(|(trust, _)| *trust).map(|(_, address)| address.clone());
    let base = found.base.as_deref().and_then(|it| Target::resolve(it, address.as_ref()));
    let title =
        data.title.or_else(|| meta("og:title").as_deref().and_then(one_line)).or(text(TextElement::Title));
    PageMetadata {
        title,
        authors: data.authors.into_iter().chain(AUTHOR.iter().filter_map(|name| meta(name))).collect(),
        published: data.published.or_else(|| dates.find_map(|name| date::find(&meta(name)?))),
        site: data.site.or_else(|| meta("og:site_name").as_deref().and_then(one_line)),
        headlines: found
            .texts
            .iter()
            .filter(|(it, _)| *it == TextElement::Headline)
            .filter_map(|(_, text)| one_line(text))
            .collect(),
        base: base.or_else(|| address.clone()),
        address,
        is_article: data.is_article
            || meta("og:type").is_some_and(|it| it.eq_ignore_ascii_case("article"))
            || ["article:published_time", "article:author", "parsely-pub-date"]
                .iter()
                .any(|it| meta(it).is_some()),
        is_walled: data.is_walled
            || meta("isaccessibleforfree").is_some_and(|it| it.eq_ignore_ascii_case("false"))
            || meta("article:content_tier").is_some_and(|it| it.eq_ignore_ascii_case("locked")),
        ..data
    }
}

/// The article in a piece of JSON-LD, even if it is one of several things or has several types.
fn article_data(json: &str) -> Option<PageMetadata> {
    let json = json.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
    let json: Value = serde_json::from_str(json).ok()?;
    let article = find_article(&json, 0)?;
    let line = |key: &str| article[key].as_str().and_then(one_line);
    let is_false = |value: &Value| {
        value == false
            || value.as_str().is_some_and(|it| it.eq_ignore_ascii_case("false") || it.ends_with("/False"))
    };
    let number = &article["wordCount"];
    Some(PageMetadata {
        title: line("headline").map(|it| unescaped(&it)),
        authors: [
            people(&article["author"], &json).join(", "),
            people(&article["creator"], &json).join(", "),
        ]
        .into_iter()
        .filter(|it| !it.is_empty())
        .collect(),
        published: ["datePublished", "dateCreated", "uploadDate"]
            .iter()
            .find_map(|key| date::find(article[*key].as_str()?)),
        site: names(&article["publisher"]).first().and_then(|name| one_line(name)),
        is_article: true,
        body: ["articleBody", "text"]
            .iter()
            .find_map(|key| article[*key].as_str().filter(|it| !it.trim().is_empty()).map(str::to_owned)),
        is_walled: is_false(&article["isAccessibleForFree"]),
        n_words: number
            .as_u64()
            .or_else(|| number.as_str()?.trim().parse().ok())
            .and_then(|it| usize::try_from(it).ok()),
        ..PageMetadata::default()
    })
}

/// The first article among things, which may be lists and graphs of others.
fn find_article(value: &Value, depth: usize) -> Option<&Value> {
    if depth > 4 {
        return None;
    }
    match value {
        Value::Array(values) => values.iter().find_map(|it| find_article(it, depth + 1)),
        Value::Object(thing) => {
            if names(&value["@type"]).iter().any(|kind| is_article(kind)) {
                return Some(value);
            }
            ["@graph", "mainEntity", "mainEntityOfPage"]
                .iter()
                .find_map(|key| find_article(thing.get(*key)?, depth + 1))
        }
        _ => None,
    }
}

/// Decodes entities in data, which some pages put there by mistake.
fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let blocks = crate::import::html::blocks::blocks(text, None);
    blocks.first().map_or_else(|| text.to_owned(), |(_, it)| it.text().to_owned())
}

fn is_article(kind: &str) -> bool {
    let kind = kind.rsplit('/').next().unwrap_or(kind);
    kind.ends_with("Article")
        || kind.ends_with("BlogPosting")
        || kind.ends_with("Report")
        || kind.ends_with("ReviewNewsArticle")
}

/// A string, the name of a thing, or a list of these.
fn names(value: &Value) -> Vec<&str> {
    match value {
        Value::String(name) => vec![name],
        Value::Array(values) => values.iter().flat_map(|value| names(value)).collect(),
        _ => value.get("name").and_then(Value::as_str).into_iter().collect(),
    }
}

/// The same without organizations. A thing may refer to one elsewhere in the data.
fn people<'v>(value: &'v Value, data: &'v Value) -> Vec<&'v str> {
    match value {
        Value::Array(values) => values.iter().flat_map(|value| people(value, data)).collect(),
        _ if names(&value["@type"]).iter().any(|kind| kind.ends_with("Organization")) => Vec::new(),
        Value::Object(thing) if !thing.contains_key("name") => {
            let found = value["@id"].as_str().and_then(|id| named(id, data, 0));
            found.map_or_else(Vec::new, |it| people(it, data))
        }
        _ => names(value),
    }
}

/// The thing with this id and a name.
fn named<'v>(id: &str, data: &'v Value, depth: usize) -> Option<&'v Value> {
    if depth > 4 {
        return None;
    }
    match data {
        Value::Array(values) => values.iter().find_map(|it| named(id, it, depth + 1)),
        Value::Object(thing) if data["@id"] == id && thing.contains_key("name") => Some(data),
        Value::Object(thing) => thing.values().find_map(|it| named(id, it, depth + 1)),
        _ => None,
    }
}

/// A text that is collected up to the end of its element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TextElement {
    Title,
    Headline,
}

#[derive(Debug, Default)]
struct Collector {
    meta: Vec<(String, String)>,
    /// The first title, and some headlines.
    texts: Vec<(TextElement, String)>,
    /// The element whose text is collected as the last one in `texts`.
    open: Option<String>,
    data: Vec<String>,
    in_data: bool,
    /// Addresses that the page states for itself; the canonical one comes first.
    addresses: Vec<(u8, Target)>,
    /// The first `<base>`.
    base: Option<String>,
    /// Dates of publication of things on the page.
    item_dates: Vec<String>,
}

impl Visitor for Collector {
    fn text(&mut self, text: &str) {
        if self.in_data
            && let Some(data) = self.data.last_mut()
        {
            data.push_str(text);
        } else if self.open.is_some()
            && let Some((_, collected)) = self.texts.last_mut()
        {
            collected.push_str(text);
        }
    }

    fn start(&mut self, tag: &Tag) {
        match &*tag.name {
            "script"
                if attribute(tag, "type")
                    .is_some_and(|it| it.eq_ignore_ascii_case("application/ld+json")) =>
            {
                self.data.push(String::new());
                self.in_data = true;
            }
            "title" => self.collect(TextElement::Title, tag),
            "h1" => self.collect(TextElement::Headline, tag),
            "base" if self.base.is_none() => self.base = attribute(tag, "href"),
            "link" if attribute(tag, "rel").is_some_and(|it| it.eq_ignore_ascii_case("canonical")) => {
                self.stand_at(0, attribute(tag, "href"));
            }
            "meta" if attribute(tag, "property").is_some_and(|it| it.eq_ignore_ascii_case("og:url")) => {
                self.stand_at(1, attribute(tag, "content"));
            }
            "meta" => {
                let key = ["name", "property"].iter().find_map(|key| attribute(tag, key));
                let of_item = attribute(tag, "itemprop").filter(|_| key.is_none());
                let is_date = of_item.as_deref().is_some_and(|it| it.eq_ignore_ascii_case("datePublished"));
                let key = key.or(of_item);
                // `article:author` is often the address of a profile.
                let value = attribute(tag, "content").filter(|value| !value.starts_with("http"));
                if let (true, Some(value)) = (is_date, &value) {
                    self.item_dates.push(value.clone());
                }
                self.meta.extend(key.map(|key| key.to_lowercase()).zip(value));
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        self.in_data = false;
        if self.open.as_deref() == Some(name) {
            self.open = None;
        }
    }
}

impl Collector {
    fn stand_at(&mut self, trust: u8, address: Option<String>) {
        let address = address.and_then(|it| Target::resolve(&it, None));
        // The page is on the web; mail is not.
        self.addresses.extend(address.filter(|it| it.as_str().starts_with("http")).map(|it| (trust, it)));
    }

    fn collect(&mut self, what: TextElement, tag: &Tag) {
        let n_before = self.texts.iter().filter(|(it, _)| *it == what).count();
        if self.open.is_none() && n_before < if what == TextElement::Title { 1 } else { MAX_HEADLINES } {
            self.texts.push((what, String::new()));
            self.open = Some(tag.name.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_states_title_author_and_date() {
        let found = page_metadata(
            "<title>The tide &amp; the town</title><meta name=Author content='Ann Lee'>\
             <meta itemprop=datePublished content=2024-05-01><svg><title>x</title></svg>\
             <h1>The <em>tide</em></h1><h1>More</h1>",
        );
        assert_eq!(found.title.as_deref(), Some("The tide & the town"));
        assert_eq!(found.authors, ["Ann Lee"]);
        assert_eq!(found.published.as_deref(), Some("2024-05-01"));
        assert_eq!(found.headlines, ["The tide", "More"]);
    }

    #[test]
    fn one_of_several_dates_of_things_is_not_known_to_be_the_articles() {
        let of = |items: &str| page_metadata(items).published;
        let (one, other) = (
            "<meta itemprop=datePublished content=2019-02-02>",
            "<meta itemprop=datePublished content=2026-05-22>",
        );
        assert_eq!(of(&one.repeat(2)).as_deref(), Some("2019-02-02"));
        assert_eq!(of(&format!("{one}{other}")), None);
        assert_eq!(
            of(&format!("{one}{other}<meta name=date content=2026-05-22>")).as_deref(),
            Some("2026-05-22")
        );
    }

    #[test]
    fn an_address_is_no_author_and_a_date_is_iso() {
        let found = page_metadata(
            "<meta property=article:author content='https://x.example/ann'><meta name=date content='2 May 2024'>",
        );
        assert_eq!(found.authors, Vec::<String>::new());
        assert_eq!(found.published.as_deref(), Some("2024-05-02"));
    }

    #[test]
    fn data_for_search_engines_are_read() {
        let page = |thing: &str| format!("<script type='application/ld+json'>{thing}</script>");
        let article = r#"{"@type": ["NewsArticle", "X"], "headline": "The tide &amp; us", "datePublished": "2024-05-01", "isAccessibleForFree": "False",
            "wordCount": "812", "articleBody": "The tide came.",
            "author": [{"@type": "Organization", "name": "The News"}, {"name": "Ann Lee"}, "Tom Reyes"], "publisher": {"name": "Harbour News"}}"#;
        for json in [
            article.to_owned(),
            format!("[{{\"@type\": \"WebSite\"}}, {article}]"),
            format!("{{\"@graph\": [{article}]}}"),
            format!("<![CDATA[{{\"@type\": \"WebPage\", \"mainEntity\": {article}}}]]>"),
        ] {
            let found = page_metadata(&page(&json));
            assert_eq!(found.title.as_deref(), Some("The tide & us"), "{json}");
            assert_eq!(found.authors, ["Ann Lee, Tom Reyes"]);
            assert_eq!(found.published.as_deref(), Some("2024-05-01"));
            assert_eq!(found.site.as_deref(), Some("Harbour News"));
            assert_eq!(
                (found.is_walled, found.n_words, found.body.as_deref()),
                (true, Some(812), Some("The tide came."))
            );
        }
        let graph = r##"{"@graph": [{"@type": "Article", "author": [{"@id": "#a"}, {"@id": "#o"}, {"@id": "#none"}]}, {"@type": "Person", "@id": "#a", "name": "Ann Lee"},
            {"@type": "Organization", "@id": "#o", "name": "The News"}]}"##;
        assert_eq!(page_metadata(&page(graph)).authors, ["Ann Lee"]);
        for broken in ["{", "[1, null]", "{\"@type\": \"Article\", \"author\": 3}", ""] {
            assert_eq!(page_metadata(&page(broken)).authors, Vec::<String>::new(), "{broken}");
        }
    }
}
