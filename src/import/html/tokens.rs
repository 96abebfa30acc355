//! Visits the tags and texts of a page in order, without a tree.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use crate::import::html::attribute;

/// Receives the tags and texts of a page.
pub(super) trait Visitor {
    /// A piece of text; long texts come in several pieces.
    fn text(&mut self, text: &str);

    /// A start tag.
    fn start(&mut self, tag: &Tag);

    /// An end tag with this name.
    fn end(&mut self, name: &str);
}

/// Shows a page to `visitor`, and returns it.
pub(super) fn visit<V: Visitor>(html: &str, visitor: V) -> V {
    let tokenizer = Tokenizer::new(Sink(RefCell::new(visitor)), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(html));
    // It stops at the end of every script, where a browser would run it.
    while !queue.is_empty() {
        let _ = tokenizer.feed(&queue);
    }
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

/// The value of an attribute of the first tag.
pub(super) fn attribute_of(tag: &str, name: &'static str) -> Option<String> {
    struct First {
        name: &'static str,
        value: Option<String>,
    }
    impl Visitor for First {
        fn text(&mut self, _: &str) {}

        fn start(&mut self, tag: &Tag) {
            if self.value.is_none() {
                self.value = attribute(tag, self.name);
            }
        }

        fn end(&mut self, _: &str) {}
    }
    visit(tag, First { name, value: None }).value
}

struct Sink<V>(RefCell<V>);

impl<V: Visitor> TokenSink for Sink<V> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut visitor = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => visitor.text(&text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                visitor.start(&tag);
                return content_of(&tag.name);
            }
            Token::TagToken(tag) => visitor.end(&tag.name),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// How the tokenizer must read what follows a start tag.
fn content_of(name: &str) -> TokenSinkResult<()> {
    match name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
        "style" | "iframe" | "noembed" | "noframes" | "xmp" => TokenSinkResult::RawData(RawKind::Rawtext),
        _ => TokenSinkResult::Continue,
    }
}
