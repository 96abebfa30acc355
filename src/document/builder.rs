//! The only way to make a document; it keeps spans correct.

use std::sync::OnceLock;

use crate::document::{Block, BlockKind, Document, Fingerprint, Link, Linked, Metadata, Original};
use crate::text::{Span, Table};

/// The largest text of a document, in bytes: positions are 32 bits wide, and more than that is no article.
const MAX_TEXT_BYTES: usize = 64 << 20;

/// The text is longer than a document may be.
#[derive(Debug, thiserror::Error)]
#[error("the text has {bytes} bytes; byline reads at most {}", MAX_TEXT_BYTES)]
pub struct TooLong {
    /// Size of the text.
    pub bytes: usize,
}

/// Collects blocks and joins them into one text.
#[derive(Debug, Default)]
pub struct DocumentBuilder {
    text: String,
    blocks: Vec<Block>,
    links: Vec<Link>,
    originals: Vec<Original>,
}

impl DocumentBuilder {
    /// A builder without blocks.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a block, after an empty line. Cleans and trims it; a blank one is left out.
    pub fn block(&mut self, kind: BlockKind, text: &str) {
        self.linked_block(kind, &Linked::from(text));
    }

    /// The same for a text with links; links on blank words are left out.
    pub fn linked_block(&mut self, kind: BlockKind, text: &Linked) {
        let clean = text.sanitized();
        if clean.text().is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(clean.text());
        if self.text.len() > MAX_TEXT_BYTES {
            return;
        }
        self.blocks.push(Block { span: Span::new(start, self.text.len()), kind });
        for (range, target) in clean.links() {
            let words = clean.text().get(range.clone()).unwrap_or_default();
            let from = start + range.start + (words.len() - words.trim_start().len());
            if let words @ 1.. = words.trim().len() {
                self.links.push(Link { span: Span::new(from, from + words), target: target.clone() });
            }
        }
        for (range, original) in clean.originals() {
            let span = Span::new(start + range.start, start + range.end);
            self.originals.push(Original { span, text: original.as_str().into() });
        }
    }

    /// Builds the document.
    pub fn finish(self, meta: Metadata) -> Result<Document, TooLong> {
        let doc = from_blocks(self.text, self.blocks, meta)?;
        Ok(doc.with_links(self.links).with_originals(self.originals))
    }

    /// A document whose text stays as it is (it must be clean already), with the blocks found in it.
    ///
    /// # Panics
    ///
    /// If the blocks are out of order, overlap or do not lie on character boundaries.
    pub fn from_parts(text: String, blocks: Vec<Block>, meta: Metadata) -> Result<Document, TooLong> {
        from_blocks(text, blocks, meta)
    }
}

fn from_blocks(text: String, blocks: Vec<Block>, meta: Metadata) -> Result<Document, TooLong> {
    if text.len() > MAX_TEXT_BYTES {
        return Err(TooLong { bytes: text.len() });
    }
    let mut last = 0;
    for block in &blocks {
        assert!(last <= block.span.start().to_usize(), "blocks must be in order and apart");
        assert!(!block.span.of(&text).trim().is_empty(), "a block must not be blank");
        last = block.span.end().to_usize();
    }
    Ok(Document {
        fingerprint: Fingerprint::of(&text),
        text: text.into(),
        blocks: Table::from(blocks),
        links: Table::default(),
        originals: Box::default(),
        meta,
        is_taken_for_english: false,
        languages: OnceLock::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_parted_by_an_empty_line_and_blank_ones_left_out() {
        let mut builder = DocumentBuilder::new();
        builder.block(BlockKind::Heading(1), " Title\u{1b} ");
        builder.block(BlockKind::Paragraph, " \n");
        builder.block(BlockKind::Paragraph, "Text.");
        let doc = builder.finish(Metadata::default()).unwrap();
        assert_eq!(doc.text(), "Title\n\nText.");
        let texts: Vec<_> = doc.blocks().rows().iter().map(|block| doc.slice(block.span)).collect();
        assert_eq!(texts, ["Title", "Text."]);
    }
}
