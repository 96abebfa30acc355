//! XML as a stream of tags and text. No entity is expanded except the five of XML and numeric characters, no external
//! file is ever read, and damage ends the stream: what came before it is kept.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use crate::import::decode::decode;

/// The next piece. Names have no prefix.
#[derive(Debug)]
pub(super) enum Piece<'x> {
    Open(Tag<'x>),
    Close(String),
    Text(String),
}

/// The start tag of an element.
#[derive(Debug)]
pub(super) struct Tag<'x> {
    pub(super) name: String,
    start: BytesStart<'x>,
}

impl Tag<'_> {
    /// The attribute with this name, whatever its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut all = self.start.attributes();
        all.with_checks(false);
        let found = all.flatten().find(|it| it.key.local_name().as_ref() == name)?;
        Some(unescaped(&found.value))
    }
}

/// Calls `read` with each piece of the document, in order. An empty element opens and closes.
pub(super) fn walk(bytes: &[u8], read: impl FnMut(Piece<'_>)) {
    walk_text(&decode(bytes, None), read);
}

/// The same for a text.
pub(super) fn walk_text(text: &str, mut read: impl FnMut(Piece<'_>)) {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => read(Piece::Open(tag(start))),
            Ok(Event::Empty(start)) => {
                let tag = tag(start);
                let name = tag.name.clone();
                read(Piece::Open(tag));
                read(Piece::Close(name));
            }
            Ok(Event::End(end)) => read(Piece::Close(end.local_name().as_ref().to_owned())),
            Ok(Event::Text(text)) => read(Piece::Text(text.xml10_content().into_owned())),
            Ok(Event::CData(text)) => read(Piece::Text(text.xml10_content().into_owned())),
            Ok(Event::GeneralRef(entity)) => {
                let sign = match entity.resolve_char_ref() {
                    Ok(Some(sign)) => sign.to_string(),
                    _ => predefined(&entity.into_inner()).to_owned(),
                };
                read(Piece::Text(sign));
            }
            Ok(Event::Decl(_) | Event::DocType(_) | Event::PI(_) | Event::Comment(_)) => {}
            Ok(Event::Eof) | Err(_) => return,
        }
    }
}

fn tag(start: BytesStart<'_>) -> Tag<'_> {
    Tag { name: start.local_name().as_ref().to_owned(), start }
}

/// Entities that a file defines are replaced by nothing, because some multiply without end. So are those of HTML,
/// with one exception.
fn predefined(name: &str) -> &'static str {
    if name == "nbsp" { "\u{a0}" } else { resolve_predefined_entity(name).unwrap_or_default() }
}

fn unescaped(value: &str) -> String {
    let found = quick_xml::escape::unescape_with(value, |it| Some(predefined(it)));
    found.map_or_else(|_| value.to_owned(), std::borrow::Cow::into_owned)
}

/// The name of the outermost element, without prefix, if the beginning of a file shows it.
pub(super) fn root(head: &str) -> Option<String> {
    let mut root = None;
    if head.trim_start_matches('\u{feff}').trim_start().starts_with('<') {
        walk_text(head, |piece| {
            if let (Piece::Open(tag), None) = (piece, &root) {
                root = Some(tag.name);
            }
        });
    }
    root
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        let mut told = String::new();
        walk(text.as_bytes(), |piece| match piece {
            Piece::Open(tag) => {
                let value = tag.attribute("a").map_or(String::new(), |it| format!("={it}"));
                told.extend(["<", &tag.name, &value, ">"]);
            }
            Piece::Close(name) => told.extend(["</", &name, ">"]),
            Piece::Text(text) => told += &text,
        });
        told
    }

    #[test]
    fn tags_and_text_come_in_order() {
        assert_eq!(
            told(
                "\u{feff}<?xml version='1.0'?><x:a y:a='1 &lt; 2'>b &amp; &#x63;<!-- no --><d/><![CDATA[<e>]]></x:a>"
            ),
            "<a=1 < 2>b & c<d></d><e></a>"
        );
    }

    #[test]
    fn entities_of_the_file_stand_for_nothing() {
        let bomb = "<!DOCTYPE a [<!ENTITY x 'ha'><!ENTITY y '&x;&x;'><!ENTITY z SYSTEM 'file:///etc/passwd'>]><a>1&y;2&z;3&nbsp;</a>";
        assert_eq!(told(bomb), "<a>123\u{a0}</a>");
    }

    #[test]
    fn damage_ends_what_is_read() {
        assert_eq!(told("<a><b>one</c>two"), "<a><b>one</c>two");
        assert_eq!(told("<a>one<b"), "<a>one");
        assert_eq!(told("</a>one"), "</a>one");
    }

    #[test]
    fn the_outermost_element_is_known_by_its_name() {
        assert_eq!(
            root("<?xml version='1.0'?>\n<!-- x --><r:rss version='2.0'><chan").as_deref(),
            Some("rss")
        );
        assert_eq!(root("text <b>"), None);
    }
}
