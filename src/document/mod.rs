//! What the user reads: one immutable text with its blocks and its metadata.

mod block;
mod builder;
mod language;
mod link;
mod linked;
mod notice;

use std::borrow::Cow;
use std::fmt;
use std::fmt::Write as _;
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

pub use block::{Block, BlockKind};
pub use builder::{DocumentBuilder, TooLong};
pub use language::Language;
pub use link::{Link, Target};
pub use linked::Linked;
pub use notice::Notice;

use crate::document::language::Languages;
use crate::text::{Span, Table};

/// SHA-256 of a document's text; names the document on disk and in exports.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// The fingerprint of a text.
    pub fn of(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }

    /// A fingerprint from storage.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// A fingerprint as [`Display`](fmt::Display) writes it: 64 hexadecimal digits.
    pub fn parse(hex: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        let is_hex = hex.len() == 64 && hex.bytes().all(|it| it.is_ascii_hexdigit());
        for (at, byte) in bytes.iter_mut().enumerate().filter(|_| is_hex) {
            *byte = u8::from_str_radix(hex.get(2 * at..2 * at + 2)?, 16).ok()?;
        }
        is_hex.then_some(Self(bytes))
    }

    /// The bytes, for storage.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut hex = String::new();
        write!(hex, "{self}")?;
        f.write_str(&hex)
    }
}

/// What the article says about itself, and where it came from. All strings are sanitized.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The headline, if the format states one; otherwise the screen may use the file's name.
    pub title: Option<String>,
    /// The author, as the article names them.
    pub author: Option<String>,
    /// The date of publication, as the article writes it or as ISO 8601.
    pub published: Option<String>,
    /// The name of the publication.
    pub site: Option<String>,
    /// The path or address that it was read from; `None` for standard input.
    pub source: Option<String>,
    /// The address where the article says that it was published.
    pub address: Option<Target>,
    /// Why it may not be the whole article; reported when it is opened.
    pub notice: Option<Notice>,
}

/// A part of the text for which the page has other characters: more white space, invisible characters, or nothing
/// where byline added a list marker. They are not cleaned, and are used only to find words on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// Its position in the text; never empty.
    pub span: Span,
    /// What the page has there.
    pub text: Box<str>,
}

/// An article: clean text, which never changes, and its blocks in reading order.
///
/// Blocks do not overlap, are in order of the text, and are never blank; the text between them is white space.
#[derive(Debug, Clone)]
pub struct Document {
    fingerprint: Fingerprint,
    text: Box<str>,
    blocks: Table<Block>,
    links: Table<Link>,
    originals: Box<[Original]>,
    meta: Metadata,
    /// Whether all of it is treated as English, whatever it looks like.
    is_taken_for_english: bool,
    /// Detected when they are first needed, because a long text is shown before that.
    languages: OnceLock<Languages>,
}

impl PartialEq for Document {
    fn eq(&self, other: &Self) -> bool {
        // The languages follow from the rest.
        self.text == other.text
            && self.blocks == other.blocks
            && self.links == other.links
            && self.originals == other.originals
            && self.meta == other.meta
            && self.is_taken_for_english == other.is_taken_for_english
    }
}

impl Eq for Document {}

impl Document {
    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The span of the whole text.
    pub fn span(&self) -> Span {
        Span::new(0, self.text.len())
    }

    /// Paragraphs, headings and so on, in order.
    pub const fn blocks(&self) -> &Table<Block> {
        &self.blocks
    }

    /// The links, in order and without overlap, each within one block.
    pub const fn links(&self) -> &Table<Link> {
        &self.links
    }

    /// The same document with these links instead of its own. A link is left out if it is out of order, overlaps the
    /// one before, or is not within a block.
    #[must_use]
    pub fn with_links(mut self, links: Vec<Link>) -> Self {
        let blocks = self.blocks.rows();
        let (mut last, mut block) = (0, 0);
        let mut sound = Vec::with_capacity(links.len());
        for link in links {
            let (start, end) = (link.span.start().to_usize(), link.span.end().to_usize());
            while blocks.get(block).is_some_and(|it| it.span.end().to_usize() <= start) {
                block += 1;
            }
            let is_within = blocks.get(block).is_some_and(|it| it.span.covers(link.span));
            let words = self.text.get(start..end).unwrap_or_default();
            if last <= start && is_within && !words.trim().is_empty() {
                last = end;
                sound.push(link);
            }
        }
        self.links = Table::from(sound);
        self
    }

    /// Where the page has other characters than the text, in order and without overlap.
    pub const fn originals(&self) -> &[Original] {
        &self.originals
    }

    /// The same document with these original characters instead of its own. One is left out if it is out of order,
    /// overlaps the one before, or is not within the text.
    #[must_use]
    pub fn with_originals(mut self, originals: Vec<Original>) -> Self {
        let mut last = 0;
        let is_sound = |it: &Original| {
            let (start, end) = (it.span.start().to_usize(), it.span.end().to_usize());
            let is_sound = last <= start && start < end && self.text.get(start..end).is_some();
            last = if is_sound { end } else { last };
            is_sound
        };
        self.originals = originals.into_iter().filter(is_sound).collect();
        self
    }

    /// Those of them that lie within a span.
    pub fn originals_in(&self, span: Span) -> &[Original] {
        let first = self.originals.partition_point(|it| it.span.start() < span.start());
        let rest = &self.originals[first..];
        let n_within = rest.iter().take_while(|it| it.span.end() <= span.end()).count();
        &rest[..n_within]
    }

    /// The page's own characters for a span, with its white space and invisible characters; without a page, those of
    /// the text.
    pub fn original(&self, span: Span) -> Cow<'_, str> {
        let mut out = String::new();
        let mut at = span.start().to_usize();
        let mut is_own = false;
        for it in self.originals_in(span) {
            is_own = true;
            out.push_str(self.text.get(at..it.span.start().to_usize()).unwrap_or_default());
            out.push_str(&it.text);
            at = it.span.end().to_usize();
        }
        if !is_own {
            return Cow::Borrowed(self.slice(span));
        }
        out.push_str(self.text.get(at..span.end().to_usize()).unwrap_or_default());
        Cow::Owned(out)
    }

    /// Whether the page shows anything of the span: a title may come from its data for search engines alone.
    pub fn is_on_page(&self, span: Span) -> bool {
        let after = self.originals.partition_point(|it| it.span.start() <= span.start());
        let around = after.checked_sub(1).and_then(|at| self.originals.get(at));
        !around.is_some_and(|it| it.text.is_empty() && it.span.covers(span))
    }

    /// The links that share a byte with the span.
    pub fn links_in(&self, span: Span) -> impl Iterator<Item = &Link> {
        let links = self.links.rows();
        let first = links.partition_point(|it| it.span.end() <= span.start());
        links[first..].iter().take_while(move |it| it.span.start() < span.end())
    }

    /// The same document, with all of it treated as English.
    #[must_use]
    pub fn taken_for_english(mut self) -> Self {
        self.is_taken_for_english = true;
        self.languages = OnceLock::new();
        self
    }

    /// Whether the user asked to treat all of it as English.
    pub const fn is_taken_for_english(&self) -> bool {
        self.is_taken_for_english
    }

    fn languages(&self) -> &Languages {
        self.languages.get_or_init(|| {
            if self.is_taken_for_english {
                Languages::only(Language::ENGLISH)
            } else {
                Languages::of(&self.text, self.blocks.rows())
            }
        })
    }

    /// The language of most of the text.
    pub fn language(&self) -> Language {
        self.languages().main
    }

    /// The language of the block with this number.
    pub fn language_of(&self, block: usize) -> Language {
        let languages = self.languages();
        languages.blocks.get(block).copied().unwrap_or(languages.main)
    }

    /// Whether the engine reads the block with this number: text of the article, in English.
    pub fn is_read(&self, block: usize) -> bool {
        let is_article = self.blocks.rows().get(block).is_none_or(|it| it.kind.is_article());
        is_article && self.language_of(block) == Language::ENGLISH
    }

    /// The same text with only those blocks that the engine reads.
    pub fn only_read(&self) -> Cow<'_, Self> {
        let n_blocks = self.blocks.len();
        if (0..n_blocks).all(|it| self.is_read(it)) {
            return Cow::Borrowed(self);
        }
        let blocks = self.blocks.rows().iter().enumerate().filter(|(index, _)| self.is_read(*index));
        let blocks = Table::from(blocks.map(|(_, block)| block.clone()).collect::<Vec<_>>());
        let languages = OnceLock::from(Languages::only(Language::ENGLISH));
        Cow::Owned(Self {
            blocks,
            links: Table::default(),
            originals: Box::default(),
            languages,
            is_taken_for_english: true,
            ..self.clone()
        })
    }

    /// Which part is not analysed, in a line for the user: "in German: shown, but not analysed".
    pub fn foreign_part(&self) -> Option<String> {
        if *self.languages() == Languages::only(Language::ENGLISH) {
            return None;
        }
        let foreign: Vec<Language> = (0..self.blocks.len())
            .filter(|&it| self.blocks.rows()[it].kind.is_article())
            .map(|it| self.language_of(it))
            .filter(|it| *it != Language::ENGLISH)
            .collect();
        let first = foreign.first()?;
        let n_blocks = self.blocks.rows().iter().filter(|it| it.kind.is_article()).count();
        let mut names: Vec<&str> = Vec::new();
        for language in &foreign {
            if !names.contains(&language.name()) {
                names.push(language.name());
            }
        }
        Some(if foreign.len() == n_blocks && names.len() == 1 {
            format!("this text is in {first}: byline analyses English only")
        } else {
            let named = if names.len() > 3 { "other languages".to_owned() } else { names.join(" and ") };
            format!("{} of {n_blocks} paragraphs are in {named}: byline analyses English only", foreign.len())
        })
    }

    /// Title, author and origin.
    pub const fn meta(&self) -> &Metadata {
        &self.meta
    }

    /// The hash of the text.
    pub const fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_read_as_it_is_written() {
        let it = Fingerprint::of("text");
        assert_eq!(Fingerprint::parse(&it.to_string()), Some(it));
        for hex in ["", "é", &"+1".repeat(32), &"0".repeat(63), &"0".repeat(65)] {
            assert_eq!(Fingerprint::parse(hex), None, "{hex}");
        }
    }
}
