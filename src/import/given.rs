//! Input about which nothing is known yet: its bytes, their origin, and their text if they are text.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::path::Path;

use crate::document::{Metadata, Target};
use crate::import::decode::{decode, is_binary};
use crate::import::error::STDIN;
use crate::text::sanitize::sanitize;

/// How many bytes are enough to recognize a format.
const HEAD_BYTES: usize = 4096;

/// Where bytes come from, as far as that says something about their format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    pub(super) name: String,
    pub(super) source: Option<String>,
    pub(super) media_type: Option<String>,
    /// The address where the bytes were finally found, if it is another one.
    pub(super) address: Option<Target>,
    /// Whether the bytes are one of several articles in a file.
    pub(super) is_alone: bool,
}

impl Origin {
    /// A file. Its path is cleaned, because it is shown on the screen.
    pub fn file(path: &Path) -> Self {
        let name = sanitize(&path.to_string_lossy()).text;
        Self { source: Some(name.clone()), name, media_type: None, address: None, is_alone: false }
    }

    /// A web page: the address that was requested, and the one it led to.
    pub fn address(asked: &str, found: &str) -> Self {
        let name = sanitize(asked).text;
        let address = Target::new(found);
        Self { source: Some(name.clone()), name, media_type: None, address, is_alone: false }
    }

    /// Standard input.
    pub fn stdin() -> Self {
        Self { name: STDIN.to_owned(), source: None, media_type: None, address: None, is_alone: false }
    }

    /// The same with the media type that the sender states, e.g. `text/html; charset=utf-8`.
    #[must_use]
    pub fn with_media_type(self, media_type: &str) -> Self {
        Self { media_type: Some(media_type.to_owned()), ..self }
    }

    /// The same with the number, from 0, of one of several articles in the file.
    #[must_use]
    pub(super) fn numbered(self, number: usize) -> Self {
        let numbered = |it: &str| format!("{it}#{}", number + 1);
        Self { name: numbered(&self.name), source: self.source.as_deref().map(numbered), ..self }
    }

    /// The same for bytes that contain this article alone: with many articles in a file, reading all of it for each of
    /// them would take too long.
    #[must_use]
    pub(super) fn alone(self, number: usize) -> Self {
        Self { is_alone: true, ..self.numbered(number) }
    }

    fn meta(&self) -> Metadata {
        Metadata { source: self.source.clone(), address: self.address.clone(), ..Metadata::default() }
    }

    /// Its name in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The extension of the file's name, as it is written.
    pub(super) fn extension(&self) -> Option<&str> {
        let source = self.source.as_deref()?;
        let numbered = if self.is_alone { source.rsplit_once('#') } else { None };
        let source =
            if self.address.is_some() { source.split(['?', '#']).next().unwrap_or_default() } else { source };
        // Only the end of the last part counts: "page.html/notes" is not a page.
        Path::new(numbered.map_or(source, |(file, _)| file)).extension()?.to_str()
    }

    /// The stated media type without its parameters.
    pub(super) fn essence(&self) -> Option<&str> {
        self.media_type.as_deref().map(|it| it.split(';').next().unwrap_or_default().trim())
    }
}

/// Bytes and their origin. They are decoded once, and only if someone needs the text.
#[derive(Debug)]
pub(super) struct Given<'b> {
    pub(super) bytes: &'b [u8],
    pub(super) origin: &'b Origin,
    text: OnceCell<Cow<'b, str>>,
    is_binary: OnceCell<bool>,
}

impl<'b> Given<'b> {
    pub(super) const fn new(bytes: &'b [u8], origin: &'b Origin) -> Self {
        Self { bytes, origin, text: OnceCell::new(), is_binary: OnceCell::new() }
    }

    /// The bytes as text, in whatever encoding; empty if they are not text.
    pub(super) fn text(&self) -> &str {
        let text = || decode(self.bytes, self.origin.media_type.as_deref());
        self.text.get_or_init(|| if self.is_binary() { Cow::Borrowed("") } else { text() })
    }

    /// The first bytes, in which every format can be recognized.
    pub(super) fn head(&self) -> &[u8] {
        self.bytes.get(..HEAD_BYTES).unwrap_or(self.bytes)
    }

    /// Whether the bytes are not text in any encoding.
    pub(super) fn is_binary(&self) -> bool {
        *self.is_binary.get_or_init(|| is_binary(self.bytes))
    }

    /// Whether the file's name has one of these extensions.
    pub(super) fn is_called(&self, extensions: &[&str]) -> bool {
        states(extensions, self.origin.extension())
    }

    /// What is known about the article before it is read.
    pub(super) fn meta(&self) -> Metadata {
        self.origin.meta()
    }

    /// The same for one of several articles, by its number.
    pub(super) fn meta_of(&self, number: usize) -> Metadata {
        self.origin.clone().numbered(number).meta()
    }
}

/// Whether the stated value is one of the known ones.
pub(super) fn states(known: &[&str], stated: Option<&str>) -> bool {
    stated.is_some_and(|stated| known.iter().any(|it| it.eq_ignore_ascii_case(stated)))
}
