//! What the head of a page says of it, where the search for the article found nothing on the matter.

use std::cell::RefCell;

use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};

use crate::import::html::blocks::{content_of, tokenize};

/// Title, author and date that a page states.
#[derive(Debug, Default)]
pub(super) struct Stated {
    pub(super) title: Option<String>,
    pub(super) author: Option<String>,
    pub(super) published: Option<String>,
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

/// Reads a page's `<title>`, `<meta>` and first `<time>`.
pub(super) fn stated(page: &str) -> Stated {
    let found = tokenize(page, Sink(RefCell::default())).0.into_inner();
    let pick = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| found.meta.iter().find(|(key, _)| key == name))
            .map(|(_, value)| value.clone())
    };
    Stated { title: found.title, author: pick(AUTHOR), published: pick(PUBLISHED).or(found.time) }
}

#[derive(Debug, Default)]
struct Found {
    title: Option<String>,
    in_title: bool,
    meta: Vec<(String, String)>,
    time: Option<String>,
}

struct Sink(RefCell<Found>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut found = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) if found.in_title => {
                found.title.get_or_insert_default().push_str(&text);
            }
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                found.start(&tag);
                return content_of(&tag.name);
            }
            Token::TagToken(tag) if &*tag.name == "title" => found.in_title = false,
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Found {
    fn start(&mut self, tag: &Tag) {
        match &*tag.name {
            "title" => self.in_title = self.title.is_none(),
            "time" if self.time.is_none() => self.time = attribute(tag, "datetime"),
            "meta" => {
                let keys = ["name", "property", "itemprop"];
                let key = keys.iter().find_map(|key| attribute(tag, key));
                // `article:author` is often the address of a profile.
                let value = attribute(tag, "content").filter(|value| !value.starts_with("http"));
                self.meta.extend(key.map(|key| key.to_lowercase()).zip(value));
            }
            _ => {}
        }
    }
}

fn attribute(tag: &Tag, name: &str) -> Option<String> {
    let attribute = tag.attrs.iter().find(|attribute| &*attribute.name.local == name)?;
    let value = attribute.value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_states_title_author_and_date() {
        let found = stated(
            "<title>The tide &amp; the town</title><meta name=Author content='Ann Lee'>\
             <meta itemprop=datePublished content=2024-05-01><svg><title>x</title></svg><time datetime=2023-01-01>",
        );
        assert_eq!(found.title.as_deref(), Some("The tide & the town"));
        assert_eq!(found.author.as_deref(), Some("Ann Lee"));
        assert_eq!(found.published.as_deref(), Some("2024-05-01"));
    }

    #[test]
    fn an_address_is_no_author_and_a_time_is_a_date() {
        let found = stated(
            "<meta property=article:author content='https://x.example/ann'><time datetime='2024-05-02'>",
        );
        assert_eq!(found.author, None);
        assert_eq!(found.published.as_deref(), Some("2024-05-02"));
    }
}
