//! What a page states of its article: elements of its head, data for search engines, its first heading.
//!
//! The search for the article reads much of this too; this fills what it leaves open.

use std::cell::RefCell;

use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use serde_json::Value;

use crate::document::Target;
use crate::import::html::blocks::{content_of, tokenize};
use crate::import::html::{attribute, one_line};

/// Title, author, date and medium that a page states.
#[derive(Debug, Default)]
pub(super) struct Stated {
    /// From data on the article, or `<title>`.
    pub(super) title: Option<String>,
    pub(super) author: Option<String>,
    pub(super) published: Option<String>,
    pub(super) site: Option<String>,
    /// The first `<h1>`.
    pub(super) headline: Option<String>,
    /// Where the page says that it stands.
    pub(super) address: Option<Target>,
    /// What its links lead from.
    pub(super) base: Option<Target>,
}

/// Names of `<meta>` elements that state an author, in the order of trust.
const AUTHOR: &[&str] =
    &["author", "article:author", "byl", "dc.creator", "parsely-author", "sailthru.author"];

/// Names of `<meta>` elements that state a date, in the order of trust.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dc.date",
    "pubdate",
    "publish-date",
    "date",
];

/// A longer "author" is some other text that stands where a name is expected.
const LONGEST_AUTHOR: usize = 100;

/// Reads what a page states.
pub(super) fn stated(page: &str) -> Stated {
    let found = tokenize(page, Sink(RefCell::default())).0.into_inner();
    let meta = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| found.meta.iter().find(|(key, _)| key == name))
            .map(|(_, value)| value.clone())
    };
    let data = found.data.iter().find_map(|json| article_data(json)).unwrap_or_default();
    let text = |what| found.texts.iter().find(|(it, _)| *it == what).and_then(|(_, text)| one_line(text));
    let address = found.addresses.iter().min_by_key(|(trust, _)| *trust).map(|(_, address)| address.clone());
    let base = found.base.as_deref().and_then(|it| Target::resolve(it, address.as_ref()));
    let author = data.author.or(meta(AUTHOR)).or(text(What::Author));
    Stated {
        title: data.title.or(text(What::Title)),
        author: author.filter(|author| author.chars().count() <= LONGEST_AUTHOR),
        published: data.published.or(meta(PUBLISHED)).or(found.time),
        site: data.site.or(meta(&["og:site_name"])),
        headline: text(What::Headline),
        base: base.or_else(|| address.clone()),
        address,
    }
}

/// The article in a piece of JSON-LD, also where it is one of several things or has several types.
fn article_data(json: &str) -> Option<Stated> {
    let json: Value = serde_json::from_str(json.trim()).ok()?;
    let graph = json.get("@graph").unwrap_or(&json);
    let things = graph.as_array().map_or(std::slice::from_ref(graph), Vec::as_slice);
    let article = things.iter().find(|thing| names(&thing["@type"]).iter().any(|kind| is_article(kind)))?;
    let author = names(&article["author"]).join(", ");
    let line = |key: &str| article[key].as_str().and_then(one_line);
    Some(Stated {
        title: line("headline"),
        author: one_line(&author),
        published: line("datePublished"),
        site: names(&article["publisher"]).first().and_then(|name| one_line(name)),
        ..Stated::default()
    })
}

fn is_article(kind: &str) -> bool {
    kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind.ends_with("Report")
}

/// A string, the name of a thing, or a list of these.
fn names(value: &Value) -> Vec<&str> {
    match value {
        Value::String(name) => vec![name],
        Value::Array(values) => values.iter().flat_map(|value| names(value)).collect(),
        _ => value.get("name").and_then(Value::as_str).into_iter().collect(),
    }
}

/// A text that is collected up to the end of its element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Title,
    Headline,
    Author,
}

#[derive(Debug, Default)]
struct Found {
    meta: Vec<(String, String)>,
    time: Option<String>,
    /// The first text of each kind.
    texts: Vec<(What, String)>,
    /// The element whose text is collected as the last of `texts`.
    open: Option<String>,
    data: Vec<String>,
    in_data: bool,
    /// Addresses that the page states for itself; the canonical one first.
    addresses: Vec<(u8, Target)>,
    /// The first `<base>`.
    base: Option<String>,
}

struct Sink(RefCell<Found>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut found = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => found.text(&text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                found.start(&tag);
                return content_of(&tag.name);
            }
            Token::TagToken(tag) => {
                found.in_data = false;
                if found.open.as_deref() == Some(&tag.name) {
                    found.open = None;
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Found {
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
            "title" => self.collect(What::Title, tag),
            "h1" => self.collect(What::Headline, tag),
            "base" if self.base.is_none() => self.base = attribute(tag, "href"),
            "link" if attribute(tag, "rel").is_some_and(|it| it.eq_ignore_ascii_case("canonical")) => {
                self.stand_at(0, attribute(tag, "href"));
            }
            "meta" if attribute(tag, "property").is_some_and(|it| it.eq_ignore_ascii_case("og:url")) => {
                self.stand_at(1, attribute(tag, "content"));
            }
            "time" if self.time.is_none() => self.time = attribute(tag, "datetime"),
            "meta" => {
                let keys = ["name", "property", "itemprop"];
                let key = keys.iter().find_map(|key| attribute(tag, key));
                // `article:author` is often the address of a profile.
                let value = attribute(tag, "content").filter(|value| !value.starts_with("http"));
                self.meta.extend(key.map(|key| key.to_lowercase()).zip(value));
            }
            _ => {
                let is = |key: &str, value: &str| {
                    attribute(tag, key).is_some_and(|it| it.eq_ignore_ascii_case(value))
                };
                if is("rel", "author") || is("itemprop", "author") || is("class", "byline") {
                    self.collect(What::Author, tag);
                }
            }
        }
    }

    fn stand_at(&mut self, trust: u8, address: Option<String>) {
        let address = address.and_then(|it| Target::resolve(&it, None));
        // The page is on the web; mail is not.
        self.addresses.extend(address.filter(|it| it.as_str().starts_with("http")).map(|it| (trust, it)));
    }

    fn collect(&mut self, what: What, tag: &Tag) {
        if self.open.is_none() && self.texts.iter().all(|(it, _)| *it != what) {
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
        let found = stated(
            "<title>The tide &amp; the town</title><meta name=Author content='Ann Lee'>\
             <meta itemprop=datePublished content=2024-05-01><svg><title>x</title></svg><time datetime=2023-01-01>\
             <h1>The <em>tide</em></h1><h1>More</h1>",
        );
        assert_eq!(found.title.as_deref(), Some("The tide & the town"));
        assert_eq!(found.author.as_deref(), Some("Ann Lee"));
        assert_eq!(found.published.as_deref(), Some("2024-05-01"));
        assert_eq!(found.headline.as_deref(), Some("The tide"));
    }

    #[test]
    fn an_address_is_no_author_and_a_time_is_a_date() {
        let found = stated(
            "<meta property=article:author content='https://x.example/ann'><time datetime='2024-05-02'>",
        );
        assert_eq!(found.author, None);
        assert_eq!(found.published.as_deref(), Some("2024-05-02"));
    }

    #[test]
    fn a_linked_author_is_found() {
        assert_eq!(
            stated("by <a rel=author href=/ann>Ann <b>Lee</b></a>, too").author.as_deref(),
            Some("Ann Lee")
        );
        assert_eq!(stated(&format!("<p class=byline>{}</p>", "x".repeat(200))).author, None);
    }

    #[test]
    fn data_for_search_engines_are_read() {
        let page = |thing: &str| format!("<script type='application/ld+json'>{thing}</script>");
        let article = r#"{"@type": ["NewsArticle", "X"], "headline": "The tide", "datePublished": "2024-05-01",
            "author": [{"name": "Ann Lee"}, "Tom Reyes"], "publisher": {"name": "Harbour News"}}"#;
        for json in [
            article.to_owned(),
            format!("[{{\"@type\": \"WebSite\"}}, {article}]"),
            format!("{{\"@graph\": [{article}]}}"),
        ] {
            let found = stated(&page(&json));
            assert_eq!(found.title.as_deref(), Some("The tide"), "{json}");
            assert_eq!(found.author.as_deref(), Some("Ann Lee, Tom Reyes"));
            assert_eq!(found.published.as_deref(), Some("2024-05-01"));
            assert_eq!(found.site.as_deref(), Some("Harbour News"));
        }
        for broken in ["{", "[1, null]", "{\"@type\": \"Article\", \"author\": 3}", ""] {
            assert_eq!(stated(&page(broken)).author, None, "{broken}");
        }
    }
}
