//! Bytes from outside become a [`Document`]: text, Markdown and web pages, in whatever encoding.
//!
//! Odd content is no error; only what holds no text is. Reading files and standard input is in [`read`], apart from
//! the rest, which knows bytes only (and one thread: the search for the article in a page keeps a time limit).

#![expect(clippy::disallowed_methods, reason = "boundary: articles are read here")]

mod bare;
mod decode;
mod error;
mod foreign;
mod html;
mod markdown;
pub mod plain;
mod read;

use std::path::Path;
use std::time::Duration;

pub use error::{ImportError, MAX_BYTES};
pub use foreign::Foreign;
pub use read::{open, open_stdin, read, read_stdin};

use crate::document::{Document, Metadata, TooLong};
use crate::text::sanitize::sanitize;

/// Where bytes come from, as far as that tells what they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    name: String,
    source: Option<String>,
    media_type: Option<String>,
}

impl Origin {
    /// A file. Its path is cleaned: it goes to the screen.
    pub fn file(path: &Path) -> Self {
        let name = sanitize(&path.to_string_lossy()).text;
        Self { source: Some(name.clone()), name, media_type: None }
    }

    /// Standard input.
    pub fn stdin() -> Self {
        Self { name: error::STDIN.to_owned(), source: None, media_type: None }
    }

    /// The same with a media type that whoever sent the bytes states, e.g. `text/html; charset=utf-8`.
    #[must_use]
    pub fn with_media_type(self, media_type: &str) -> Self {
        Self { media_type: Some(media_type.to_owned()), ..self }
    }

    /// How messages name it.
    pub fn name(&self) -> &str {
        &self.name
    }

    fn metadata(&self) -> Metadata {
        Metadata { source: self.source.clone(), ..Metadata::default() }
    }
}

/// What a caller may choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The search for the article in a web page is given up after so long; then all text of the page is shown.
    pub extraction_limit: Duration,
}

impl Options {
    /// For a person who waits: real pages take some milliseconds, the largest known ones below one second.
    pub const STANDARD: Self = Self { extraction_limit: Duration::from_secs(5) };
}

/// A format that byline reads.
#[derive(Debug)]
pub struct Importer {
    /// Its name, as people say it.
    pub name: &'static str,
    /// Endings of file names, in lower case.
    pub extensions: &'static [&'static str],
    /// Media types, in lower case.
    pub media_types: &'static [&'static str],
    /// Whether a text of unknown format looks like this one.
    looks_like: fn(&str) -> bool,
    import: fn(&str, Metadata, &Options) -> Result<Document, TooLong>,
}

/// All formats; the last takes every text.
pub static IMPORTERS: &[Importer] = &[
    Importer {
        name: "HTML",
        extensions: &["html", "htm", "xhtml"],
        media_types: &["text/html", "application/xhtml+xml"],
        looks_like: html::looks_like,
        import: html::document,
    },
    Importer {
        name: "Markdown",
        extensions: &["md", "markdown", "mdown", "mkd"],
        media_types: &["text/markdown", "text/x-markdown"],
        looks_like: markdown::looks_like,
        import: |text, meta, _| markdown::document(text, meta),
    },
    Importer {
        name: "plain text",
        extensions: &["txt", "text"],
        media_types: &[],
        looks_like: |_| true,
        import: |text, meta, _| plain::document(text, meta).map(|(doc, _)| doc),
    },
];

/// The format of a text: by the ending of its name, the stated media type, or its look.
pub fn sniff(origin: &Origin, text: &str) -> &'static Importer {
    // Only the end of the last part: "page.html" is no page if it is "page.html/notes".
    let extension = origin.source.as_deref().and_then(|name| Path::new(name).extension()?.to_str());
    let media_type = origin.media_type.as_deref().map(|it| it.split(';').next().unwrap_or_default().trim());
    let states = |stated: &[&str], what: Option<&str>| {
        what.is_some_and(|what| stated.iter().any(|known| known.eq_ignore_ascii_case(what)))
    };
    // A page saved under a wrong name would read as a heap of tags; its first line leaves no doubt.
    if html::begins_like_a_page(text) && !states(&["md", "markdown"], extension) {
        return &IMPORTERS[0];
    }
    let by_name = IMPORTERS.iter().find(|importer| states(importer.extensions, extension));
    let by_type = || IMPORTERS.iter().find(|importer| states(importer.media_types, media_type));
    let by_look = || IMPORTERS.iter().find(|importer| (importer.looks_like)(text));
    by_name.or_else(by_type).or_else(by_look).expect("the last importer takes every text")
}

/// The document that `bytes` hold.
pub fn import(bytes: &[u8], origin: &Origin, options: &Options) -> Result<Document, ImportError> {
    let name = || origin.name.clone();
    if bytes.is_empty() {
        return Err(ImportError::Empty { name: name() });
    }
    if bytes.len() > MAX_BYTES {
        return Err(ImportError::TooLarge { name: name() });
    }
    if let Some(foreign) = foreign::recognize(bytes) {
        return Err(ImportError::NotText { name: name(), looks_like: foreign.name, hint: foreign.hint });
    }
    let text = decode::decode(bytes, origin.media_type.as_deref());
    let importer = sniff(origin, &text);
    let doc = (importer.import)(&text, origin.metadata(), options);
    let doc = doc.map_err(|source| ImportError::TooLong { name: name(), source })?;
    if doc.blocks().is_empty() {
        return Err(ImportError::Blank { name: name() });
    }
    Ok(bare::with_links(doc))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn check_format(name: &str, text: &str, format: &str) {
        let origin = if name == "-" { Origin::stdin() } else { Origin::file(Path::new(name)) };
        assert_eq!(sniff(&origin, text).name, format, "{name}: {text}");
    }

    fn error(bytes: &[u8]) -> String {
        import(bytes, &Origin::file(Path::new("a")), &Options::STANDARD).unwrap_err().to_string()
    }

    #[test]
    fn the_name_tells_the_format() {
        check_format("a.md", "text", "Markdown");
        check_format("a.MARKDOWN", "text", "Markdown");
        check_format("a.htm", "text", "HTML");
        check_format("a.html/notes.txt", "text", "plain text");
        check_format("a.txt", "# no heading here\n\n[x](y)", "plain text");
        check_format("notes", "text", "plain text");
    }

    #[test]
    fn the_look_tells_the_format_of_what_has_no_name() {
        check_format("-", "\n <!DOCTYPE html><p>x", "HTML");
        check_format("-", "<html lang=en>", "HTML");
        check_format("-", "<?xml version='1.0'?>\n<!-- saved -->\n<html>", "HTML");
        check_format("-", "<article><h1>x</h1><p>y</p></article>", "HTML");
        check_format("-", "<Enter> is a key.", "plain text");
        check_format("-", "---\ntitle: x\n---\ny", "Markdown");
        check_format("-", "# Head\n\nSee [there](http://x.example).", "Markdown");
        check_format("-", "# a comment\necho", "plain text");
        check_format("-", "A < B, said Ann.", "plain text");
        check_format("page.txt", "<!doctype html><p>x", "HTML");
        check_format("page.md", "<!doctype html> is how a page begins.", "Markdown");
    }

    #[test]
    fn the_stated_type_tells_the_format_and_the_charset() {
        let origin = Origin::stdin().with_media_type("text/html; charset=windows-1252");
        let doc = import(b"<p>Jos\xe9", &origin, &Options::STANDARD).unwrap();
        assert_eq!(doc.text(), "José");
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_name() {
        assert_eq!(error(b""), "`a`: empty\nhint: was it saved completely?");
        assert_eq!(error(b" \n\t\xe2\x80\x8b"), "`a`: has no text to read");
        assert_eq!(error(b"<!doctype html><script>x</script>"), "`a`: has no text to read");
        assert!(
            error(b"%PDF-1.4")
                .starts_with("`a`: looks like a PDF document; byline reads text, Markdown and HTML\nhint: ")
        );
    }

    #[test]
    fn names_are_cleaned_for_the_screen() {
        assert_eq!(Origin::file(Path::new("a\u{1b}[2J\u{202e}.txt")).name(), "a.txt");
    }

    #[test]
    fn no_ending_or_type_belongs_to_two_formats() {
        let mut seen = HashSet::new();
        for importer in IMPORTERS {
            for key in importer.extensions.iter().chain(importer.media_types) {
                assert!(seen.insert(key), "{key}");
                assert_eq!(*key, key.to_lowercase());
            }
        }
    }
}
