//! Blocks: the paragraphs, headings and other pieces of a document.

use crate::text::Span;

/// One piece of a document that is laid out and analysed separately: no sentence crosses its edges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its position; it starts and ends with a visible character. It may contain single line breaks (hard-wrapped
    /// text, poems), which the screen shows as spaces, except in `Code`.
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
    /// An item of a list, with its depth from 0. Its text begins with its marker (`•`, `-`, `1.`); the screen adds
    /// none.
    ListItem(u8),
    /// A quotation set off from the text.
    BlockQuote,
    /// The words below a picture; they are not part of the article's text.
    Caption,
    /// Text in the same file that is not part of the article: a licence, a running head.
    Boilerplate,
    /// Preformatted text, whose line breaks stay. It may be verse or a table rather than code, so names are looked
    /// for here, too.
    Code,
}

impl BlockKind {
    /// Its name in exports, and its level or depth.
    pub const fn word(self) -> (&'static str, Option<u8>) {
        match self {
            Self::Heading(level) => ("heading", Some(level)),
            Self::Paragraph => ("paragraph", None),
            Self::ListItem(depth) => ("list-item", Some(depth)),
            Self::BlockQuote => ("quotation", None),
            Self::Code => ("code", None),
            Self::Caption => ("caption", None),
            Self::Boilerplate => ("boilerplate", None),
        }
    }

    /// Whether it is part of the article's own text, which is analysed.
    pub const fn is_article(self) -> bool {
        !matches!(self, Self::Caption | Self::Boilerplate)
    }

    /// The kind with this name in exports.
    pub fn of_word(word: &str, level: Option<u8>) -> Option<Self> {
        match word {
            "heading" => Some(Self::Heading(level.unwrap_or(1))),
            "paragraph" => Some(Self::Paragraph),
            "list-item" => Some(Self::ListItem(level.unwrap_or(0))),
            "quotation" => Some(Self::BlockQuote),
            "code" => Some(Self::Code),
            "caption" => Some(Self::Caption),
            "boilerplate" => Some(Self::Boilerplate),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_known_by_its_word() {
        use BlockKind::{BlockQuote, Boilerplate, Caption, Code, Heading, ListItem, Paragraph};
        let kinds = [
            Heading(1),
            Heading(6),
            Paragraph,
            ListItem(0),
            ListItem(12),
            BlockQuote,
            Code,
            Caption,
            Boilerplate,
        ];
        for kind in kinds {
            let (word, level) = kind.word();
            assert_eq!(BlockKind::of_word(word, level), Some(kind));
        }
        assert_eq!(BlockKind::of_word("poem", None), None);
    }
}
