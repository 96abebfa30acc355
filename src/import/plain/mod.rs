//! Plain text: paragraphs, headings, list items and quotations, recognized by form alone.
//!
//! The text stays as it was, without what is removed on import: marks of quoted mail, page numbers and running heads,
//! hyphens and line ends inside divided words. Blocks are laid over it. A map leads back over all removals, so that
//! positions in the document can be converted to positions in the raw text.

mod apart;
mod heading;
pub(in crate::import) mod hyphen;
mod licence;
mod line;
mod page;
mod paragraph;
mod quoted;
mod slug;

use std::ops::Range;

use crate::document::{Document, DocumentBuilder, Metadata, TooLong};
use crate::import::importer::{Importer, Look, Read};
use crate::text::sanitize::{OriginMap, sanitize};

/// Every text.
pub(super) const IMPORTER: Importer = Importer {
    name: "plain text",
    about: "UTF-8, UTF-16 and the older encodings of the web; see below",
    extensions: &["txt", "text"],
    media_types: &[],
    look: |_| Look::Like,
    read: Read::Text(|given, _| document(given.text(), given.meta()).map(|(doc, _)| doc)),
};

/// The document for a plain text, and the map from its positions back to those in `text`.
///
/// `meta.title` is taken from the first heading if it was empty.
pub fn document(text: &str, mut meta: Metadata) -> Result<(Document, OriginMap), TooLong> {
    let clean = sanitize(text);
    let marks = quoted::marks(&clean.text);
    let origin = if marks.is_empty() { clean.origin } else { clean.origin.without(&marks, clean.text.len()) };
    let (text, quoted) =
        if marks.is_empty() { (clean.text, Vec::new()) } else { quoted::cut(&clean.text, &marks) };
    // Mail has no pages.
    let marks = if quoted.is_empty() { page::marks(&text) } else { Vec::new() };
    let (text, origin) = cut(text, origin, &marks);
    let lines = line::split(&text, &quoted);
    let blocks = paragraph::find(&text, &lines);
    // The length of lines shows whether they are wrapped, so words are rejoined afterwards.
    let marks = hyphen::marks(&text, &blocks);
    let mut blocks = hyphen::moved(blocks, &marks);
    let (text, origin) = cut(text, origin, &marks);
    apart::mark(&text, &mut blocks, &mut meta);
    let title = heading::mark(&text, &mut blocks);
    meta.title = meta.title.or(title);
    let doc = DocumentBuilder::from_parts(text, blocks, meta)?;
    Ok((doc, origin))
}

/// The text without the cuts, and the map that leads back over them.
fn cut(text: String, origin: OriginMap, cuts: &[Range<usize>]) -> (String, OriginMap) {
    if cuts.is_empty() {
        return (text, origin);
    }
    (quoted::cut(&text, cuts).0, origin.without(cuts, text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;

    #[test]
    fn positions_lead_back_to_the_raw_text() {
        let raw = "\u{feff}Harbour News\r\n\r\nMary\u{200b} Cole\u{1b}[1m left.\r\n";
        let (doc, origin) = document(raw, Metadata::default()).unwrap();
        assert_eq!(doc.text(), "Harbour News\n\nMary Cole left.\n");
        let blocks: Vec<_> =
            doc.blocks().rows().iter().map(|block| (block.kind, doc.slice(block.span))).collect();
        assert_eq!(
            blocks,
            [(BlockKind::Heading(1), "Harbour News"), (BlockKind::Paragraph, "Mary Cole left.")]
        );
        assert_eq!(origin.to_raw(doc.blocks().rows()[1].span).of(raw), "Mary\u{200b} Cole\u{1b}[1m left.");
        assert_eq!(doc.meta().title.as_deref(), Some("Harbour News"));
    }

    #[test]
    fn quoted_mail_reads_without_its_marks() {
        let raw = "Ann,\n\n> Mary Cole and Daniel Voss were at the old customs house with the\n> ledgers of the board on Monday.\r\n>\n> Tom\n\nThanks.";
        let (doc, origin) = document(raw, Metadata::default()).unwrap();
        let blocks: Vec<_> =
            doc.blocks().rows().iter().map(|block| (block.kind, doc.slice(block.span))).collect();
        let letter = "Mary Cole and Daniel Voss were at the old customs house with the\nledgers of the board on Monday.";
        assert_eq!(
            blocks[1..],
            [
                (BlockKind::BlockQuote, letter),
                (BlockKind::BlockQuote, "Tom"),
                (BlockKind::Paragraph, "Thanks."),
            ]
        );
        assert_eq!(origin.to_raw(doc.blocks().rows()[2].span).of(raw), "Tom");
        assert_eq!(origin.to_raw(doc.blocks().rows()[3].span).of(raw), "Thanks.");
    }

    #[test]
    fn divided_words_lead_back_to_their_parts() {
        let raw = "The board of Port-\r\nmere met on Monday in the well-\nknown hall, and Mary Cole spoke of the ledgers until the\nlamps were lit.";
        let (doc, origin) = document(raw, Metadata::default()).unwrap();
        let text = "The board of Portmere met on Monday in the well-known hall, and Mary Cole spoke of the ledgers until the\nlamps were lit.";
        assert_eq!(doc.text(), text);
        let at = |word: &str| {
            crate::text::Span::new(text.find(word).unwrap(), text.find(word).unwrap() + word.len())
        };
        assert_eq!(origin.to_raw(at("Portmere")).of(raw), "Port-\r\nmere");
        assert_eq!(origin.to_raw(at("Mary Cole")).of(raw), "Mary Cole");
    }

    #[test]
    fn a_text_of_nothing_is_a_document_of_nothing() {
        for raw in ["", "\n\n", " \u{200b} \r\n"] {
            let (doc, _) = document(raw, Metadata::default()).unwrap();
            assert!(doc.blocks().is_empty(), "{raw:?}");
        }
    }
}
