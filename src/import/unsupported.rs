//! Recognizes files that byline does not read, so that the message can name them and say what helps.

use serde::de::IgnoredAny;

use crate::import::decode::find;
use crate::import::given::Given;

/// A kind of file that byline does not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unsupported {
    /// What it is, with its article: "a PDF document".
    pub name: &'static str,
    /// What the user can do instead.
    pub hint: &'static str,
    /// Bytes at positions that identify it; all must be there.
    signs: &'static [Sign],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// These bytes at this offset.
    At(usize, &'static [u8]),
    /// These bytes somewhere in the first 4 KiB.
    Near(&'static [u8]),
    /// Too many control characters for a text.
    Binary,
    /// A file name with one of these extensions.
    Called(&'static [&'static str]),
    /// A whole JSON value, or one on the first line.
    Json,
}

const NEAR_BYTES: usize = 4096;

const PANDOC: &str = "convert it first, e.g. `pandoc FILE -t markdown | byline -`";
const PICTURE: &str = "if it is a picture of text, OCR software can read it";
const SAVE_TEXT: &str = "save the article as text, Markdown or HTML and open that";
const UNPACK: &str = "unpack it and open the text inside";

/// In order: the first one that matches names the file.
static UNSUPPORTED: &[Unsupported] = &[
    unsupported(
        "an OpenDocument text",
        PANDOC,
        &[Sign::At(0, b"PK\x03\x04"), Sign::Near(b"opendocument.text")],
    ),
    unsupported(
        "an Office document",
        SAVE_TEXT,
        &[Sign::At(0, b"PK\x03\x04"), Sign::Near(b"[Content_Types].xml")],
    ),
    unsupported("a ZIP archive", UNPACK, &[Sign::At(0, b"PK\x03\x04")]),
    unsupported("an old Office document", SAVE_TEXT, &[Sign::At(0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")]),
    unsupported("a Kindle book", SAVE_TEXT, &[Sign::At(60, b"BOOKMOBI")]),
    unsupported("a Rich Text (RTF) document", PANDOC, &[Sign::At(0, b"{\\rtf")]),
    unsupported("a LaTeX source", PANDOC, &[Sign::At(0, b"\\documentclass")]),
    unsupported("a LaTeX source", PANDOC, &[Sign::At(0, b"%"), Sign::Near(b"\n\\documentclass")]),
    unsupported("a LaTeX source", PANDOC, &[Sign::Called(&["tex"]), Sign::Near(b"\\")]),
    unsupported("an XML file of an unknown kind", SAVE_TEXT, &[Sign::Called(&["xml"])]),
    unsupported(
        "a table (CSV)",
        "open it in a spreadsheet, and save the texts in it as text",
        &[Sign::Called(&["csv", "tsv"])],
    ),
    unsupported(
        "a JSON data file",
        "extract the text, e.g. `jq -r .text FILE | byline -`; to restore notes from an export, use `byline import FILE`",
        &[Sign::Json],
    ),
    unsupported(
        "a PostScript document",
        "convert it first, e.g. `ps2ascii FILE | byline -`",
        &[Sign::At(0, b"%!PS")],
    ),
    unsupported("a web archive", "save the page as HTML instead", &[Sign::At(0, b"From: <Saved by ")]),
    unsupported(
        "a web archive",
        "save the page as HTML instead",
        &[Sign::At(0, b"bplist00"), Sign::Near(b"WebMainResource")],
    ),
    unsupported("a PNG image", PICTURE, &[Sign::At(0, b"\x89PNG\r\n\x1a\n")]),
    unsupported("a JPEG image", PICTURE, &[Sign::At(0, b"\xff\xd8\xff")]),
    unsupported("a GIF image", PICTURE, &[Sign::At(0, b"GIF8"), Sign::Binary]),
    unsupported("a WebP image", PICTURE, &[Sign::At(0, b"RIFF"), Sign::At(8, b"WEBP")]),
    unsupported("an AVIF or HEIC image", PICTURE, &[Sign::At(4, b"ftyp"), Sign::Near(b"mif1")]),
    unsupported("a TIFF image", PICTURE, &[Sign::At(0, b"II*\0")]),
    unsupported("a TIFF image", PICTURE, &[Sign::At(0, b"MM\0*")]),
    unsupported("a video or sound file", SAVE_TEXT, &[Sign::At(4, b"ftyp"), Sign::Binary]),
    unsupported("a sound file", SAVE_TEXT, &[Sign::At(0, b"ID3"), Sign::Binary]),
    unsupported(
        "a gzip file",
        "unpack it first, e.g. `gzip -dc FILE | byline -`",
        &[Sign::At(0, b"\x1f\x8b")],
    ),
    unsupported(
        "an xz file",
        "unpack it first, e.g. `xz -dc FILE | byline -`",
        &[Sign::At(0, b"\xfd7zXZ\0")],
    ),
    unsupported(
        "a Zstandard file",
        "unpack it first, e.g. `zstd -dc FILE | byline -`",
        &[Sign::At(0, b"\x28\xb5\x2f\xfd")],
    ),
    unsupported(
        "a bzip2 file",
        "unpack it first, e.g. `bzip2 -dc FILE | byline -`",
        &[Sign::At(0, b"BZh"), Sign::Binary],
    ),
    unsupported("a 7-Zip archive", UNPACK, &[Sign::At(0, b"7z\xbc\xaf\x27\x1c")]),
    unsupported("a tar archive", UNPACK, &[Sign::At(257, b"ustar"), Sign::Binary]),
    unsupported("an SQLite database", SAVE_TEXT, &[Sign::At(0, b"SQLite format 3\0")]),
    unsupported("a program", SAVE_TEXT, &[Sign::At(0, b"\x7fELF")]),
    unsupported("a program", SAVE_TEXT, &[Sign::At(0, b"MZ"), Sign::Binary]),
    unsupported("a binary file", SAVE_TEXT, &[Sign::Binary]),
];

const fn unsupported(name: &'static str, hint: &'static str, signs: &'static [Sign]) -> Unsupported {
    Unsupported { name, hint, signs }
}

/// The kind of file, if the bytes are not text that byline reads.
pub(super) fn recognize(given: &Given<'_>) -> Option<&'static Unsupported> {
    let bytes = given.bytes;
    let near = bytes.get(..NEAR_BYTES).unwrap_or(bytes);
    let shows = |sign: &Sign| match *sign {
        Sign::At(offset, magic) => bytes.get(offset..).is_some_and(|rest| rest.starts_with(magic)),
        Sign::Near(magic) => find(near, magic).is_some(),
        Sign::Binary => given.is_binary(),
        Sign::Called(extensions) => given.is_called(extensions),
        Sign::Json => is_json(given),
    };
    UNSUPPORTED.iter().find(|unsupported| unsupported.signs.iter().all(shows))
}

/// Whether the text is data: an object or a list, whole or one per line.
fn is_json(given: &Given<'_>) -> bool {
    let is_value = |text: &str| {
        let ends = |open, close| text.starts_with(open) && text.ends_with(close);
        (ends('{', '}') || ends('[', ']')) && serde_json::from_str::<IgnoredAny>(text).is_ok()
    };
    let text = given.text().trim();
    is_value(text)
        || text.starts_with('{') && text.lines().next().is_some_and(|it| it.len() > 2 && is_value(it.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::given::Origin;

    fn check(bytes: &[u8], name: Option<&str>) {
        let found = recognize(&Given::new(bytes, &Origin::stdin())).map(|unsupported| unsupported.name);
        assert_eq!(found, name, "{bytes:?}");
    }

    #[test]
    fn files_of_other_programs_are_named() {
        check(b"PK\x03\x04\x14\0\0\0[Content_Types].xml...xl/workbook.xml", Some("an Office document"));
        check(b"PK\x03\x04\x14\0\0\0a.txt", Some("a ZIP archive"));
        check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Some("a PNG image"));
        check(b"MZ\x90\0\x03\0\0\0", Some("a program"));
        check(b"\0\x01\x02\x03", Some("a binary file"));
        check(b"\\documentclass{article}", Some("a LaTeX source"));
        check(b"% mine\n\\documentclass{article}", Some("a LaTeX source"));
        check(b"{\"text\": \"The tide rose.\"}\n", Some("a JSON data file"));
        check(b"{\"id\": 1}\n{\"id\": 2", Some("a JSON data file"));
        check(b"{\\rtf1 The tide}", Some("a Rich Text (RTF) document"));
    }

    #[test]
    fn texts_that_begin_like_other_files_are_texts() {
        check("MZ is how Moritz signed, and GIF89a is a format.".as_bytes(), None);
        check(b"BZh was her nickname.", None);
        check(b"ID3 and more", None);
        check(b"[The tide rose.] {And fell.}", None);
        check(b"", None);
    }

    #[test]
    fn every_kind_is_named_with_an_article_and_has_a_hint() {
        for unsupported in UNSUPPORTED {
            assert!(
                unsupported.name.starts_with("a ") || unsupported.name.starts_with("an "),
                "{unsupported:?}"
            );
            assert!(!unsupported.hint.is_empty() && !unsupported.hint.ends_with('.'), "{unsupported:?}");
            assert!(!unsupported.signs.is_empty(), "{unsupported:?}");
        }
    }
}
