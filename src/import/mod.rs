//! Turns bytes from outside into a [`Document`]: text in any encoding, web pages, mail, books and more.
//!
//! Each format is a file and a row of [`IMPORTERS`]. Odd content is not an error; only a lack of text is. Only
//! [`read()`] reads files and standard input; the rest knows only bytes (and threads that can be abandoned: formats
//! that are more than text are read on those, in limited time).

#![expect(clippy::disallowed_methods, reason = "boundary: articles are read here")]

mod archive;
mod autolink;
mod date;
mod decode;
mod docx;
mod epub;
mod error;
mod feed;
mod given;
mod guard;
mod html;
mod importer;
mod mail;
mod markdown;
mod news;
mod pdf;
pub mod plain;
mod read;
mod several;
mod speech;
mod unsupported;
mod xml;

use std::fmt::Write as _;
use std::path::Path;

pub use error::{ImportError, MAX_BYTES};
pub use given::Origin;
pub use importer::{Importer, Options};
pub use read::{open, open_stdin, read, read_stdin};
pub use several::{ArticleContent, ListedArticle};
pub use unsupported::Unsupported;

use crate::document::Document;
use given::{Given, states};
use guard::Stopped;
use importer::{Fault, Look, Read};

/// All formats. The first one that matches is used; the last one matches every text.
pub static IMPORTERS: &[Importer] = &[
    pdf::IMPORTER,
    epub::IMPORTER,
    docx::IMPORTER,
    feed::IMPORTER,
    news::IMPORTER,
    html::IMPORTER,
    mail::IMPORTER,
    mail::mbox::IMPORTER,
    speech::subtitles::IMPORTER,
    speech::transcript::IMPORTER,
    markdown::IMPORTER,
    plain::IMPORTER,
];

/// The format of the input, unless it is empty, too large or unsupported. The first match counts: certain by its
/// content, by its extension, by the stated media type, by its look.
fn recognize(given: &Given<'_>) -> Result<&'static Importer, ImportError> {
    let name = || given.origin.name.clone();
    if given.bytes.is_empty() {
        return Err(ImportError::Empty { name: name() });
    }
    if given.bytes.len() > MAX_BYTES {
        return Err(ImportError::TooLarge { name: name() });
    }
    let mut likely = None;
    for importer in IMPORTERS {
        match (importer.look)(given) {
            Look::Certain => return Ok(importer),
            Look::Like => likely = likely.or(Some(importer)),
            Look::Unlike => {}
        }
    }
    if let Some(unsupported) = unsupported::recognize(given) {
        return Err(ImportError::NotText {
            name: name(),
            looks_like: unsupported.name,
            hint: unsupported.hint,
        });
    }
    let by_name = || IMPORTERS.iter().find(|it| given.is_called(it.extensions));
    let by_type = || IMPORTERS.iter().find(|it| states(it.media_types, given.origin.essence()));
    Ok(by_name().or_else(by_type).or(likely).expect("the last importer takes every text"))
}

/// The file extensions of all formats.
pub fn extensions() -> impl Iterator<Item = &'static str> {
    IMPORTERS.iter().flat_map(|it| it.extensions).copied()
}

/// All formats as a Markdown table, for docs/formats-in.md.
pub fn markdown_table() -> String {
    let mut out = String::from("| Format | Extensions | How it is read |\n| --- | --- | --- |\n");
    for it in IMPORTERS {
        let extensions: Vec<_> = it.extensions.iter().map(|it| format!("`.{it}`")).collect();
        let extensions = if extensions.is_empty() { "any".to_owned() } else { extensions.join(" ") };
        // Writing to a string cannot fail.
        let _ = writeln!(out, "| {} | {extensions} | {} |", it.name, it.about);
    }
    out
}

/// Whether a file's extension is that of an article format, or missing.
pub fn is_called_like_an_article(path: &Path) -> bool {
    match path.extension() {
        Some(extension) => {
            extension.to_str().is_some_and(|it| extensions().any(|known| known.eq_ignore_ascii_case(it)))
        }
        None => true,
    }
}

/// One of several articles in a file, by its number, counted from 0, and its row in the list of
/// [`ImportError::Several`].
pub fn part(
    bytes: &[u8],
    origin: &Origin,
    (number, part): (usize, &ListedArticle),
    options: &Options,
) -> Result<Document, ImportError> {
    match &part.content {
        ArticleContent::Bytes(place) => {
            let own = bytes.get(place.clone()).unwrap_or_default();
            import(own, &origin.clone().alone(number), options)
        }
        ArticleContent::Document(doc) => finished(Document::clone(doc), &origin.clone().numbered(number)),
    }
}

/// The document in `bytes`. If there are several, that is an error, which lists them.
pub fn import(bytes: &[u8], origin: &Origin, options: &Options) -> Result<Document, ImportError> {
    let given = Given::new(bytes, origin);
    let name = || origin.name.clone();
    let doc = match recognize(&given)?.read {
        Read::Text(read) => {
            read(&given, options).map_err(|source| ImportError::TooLong { name: name(), source })
        }
        Read::Guarded(read) => guarded(bytes, origin, options, read),
        Read::Several { what, list, read } => {
            if !origin.is_alone {
                let parts = guarded(bytes, origin, options, move |given, _| list(given))?;
                if parts.len() > 1 {
                    return Err(ImportError::Several { name: name(), what, parts });
                }
            }
            guarded(bytes, origin, options, read)
        }
    }?;
    finished(doc, origin)
}

/// The document with its links, unless it has no text.
fn finished(doc: Document, origin: &Origin) -> Result<Document, ImportError> {
    if doc.blocks().is_empty() {
        return Err(ImportError::Blank { name: origin.name.clone() });
    }
    Ok(autolink::with_links(doc))
}

/// The result of `work` on the bytes, in limited time.
fn guarded<T: Send + 'static>(
    bytes: &[u8],
    origin: &Origin,
    options: &Options,
    work: impl FnOnce(&Given<'_>, &Options) -> Result<T, Fault> + Send + 'static,
) -> Result<T, ImportError> {
    let (bytes, owned, chosen) = (bytes.to_vec(), origin.clone(), options.clone());
    let done = guard::within(options.reading_limit, move || work(&Given::new(&bytes, &owned), &chosen));
    let unreadable = |(what, hint)| ImportError::Damaged { name: origin.name.clone(), what, hint };
    match done {
        Ok(Ok(it)) => Ok(it),
        Ok(Err(Fault::TooLong(source))) => Err(ImportError::TooLong { name: origin.name.clone(), source }),
        Ok(Err(Fault::Unreadable(what, hint))) => Err(unreadable((what, hint))),
        Err(Stopped::TooSlow) => Err(unreadable(("took too long to read", importer::DAMAGED))),
        Err(Stopped::Broke) => Err(unreadable(("cannot be read", importer::DAMAGED))),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn check_format(name: &str, text: &str, format: &str) {
        let origin = if name == "-" { Origin::stdin() } else { Origin::file(Path::new(name)) };
        assert_eq!(recognize(&Given::new(text.as_bytes(), &origin)).unwrap().name, format, "{name}: {text}");
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
        assert_eq!(error(b" \n\t\xe2\x80\x8b"), "`a`: contains no text");
        assert_eq!(error(b"<!doctype html><script>x</script>"), "`a`: contains no text");
        assert!(error(b"%PDF-1.4").starts_with("`a`: this PDF is damaged\nhint: "));
        assert!(
            error(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
                .starts_with("`a`: looks like a PNG image, which byline does not read\nhint: ")
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
