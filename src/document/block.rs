//! Blocks: the paragraphs, headings and other pieces that a document is read in.

use crate::text::Span;

/// One piece of a document that is laid out and analysed by itself: no sentence crosses its edges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Where it stands; starts and ends with a visible character. It may hold single line breaks (hard-wrapped text,
    /// poems): on screen they read as spaces, except in `Code`.
    pub span: Span,
    /// How it is shown.
    pub kind: BlockKind,
}

/// How a block is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A heading of level 1 to 6.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// An item of a list, with its depth from 0. Its text begins with its mark (`•`, `-`, `1.`): the screen adds none.
    ListItem(u8),
    /// A quotation set off from the text.
    BlockQuote,
    /// Preformatted text: line breaks stay. Not only code: verse and tables too, so names are looked for here as well.
    Code,
}
