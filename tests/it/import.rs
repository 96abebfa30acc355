//! Properties of import: whatever goes in, a sound document or a clear error comes out.

use std::path::Path;

use byline::document::Document;
use byline::import::{self, ImportError, Options, Origin};
use byline::text::Span;
use proptest::prelude::*;

/// A name for each format, and none.
const NAMES: [&str; 4] = ["a.txt", "a.md", "a.html", ""];

fn origin(name: &str) -> Origin {
    if name.is_empty() { Origin::stdin() } else { Origin::file(Path::new(name)) }
}

fn check_sound(doc: &Document) -> Result<(), TestCaseError> {
    let text = doc.text();
    let mut last = 0;
    for block in doc.blocks().rows() {
        let block_text = text.get(block.span.to_range());
        prop_assert!(block_text.is_some_and(|it| !it.is_empty() && it.trim() == it), "{block:?} of {text:?}");
        let gap = Span::new(last, block.span.start().to_usize()).of(text);
        prop_assert!(gap.trim().is_empty(), "{gap:?} is in no block of {text:?}");
        last = block.span.end().to_usize();
    }
    prop_assert!(text.get(last..).is_some_and(|rest| rest.trim().is_empty()));
    let drives = |c: char| c.is_control() && c != '\n' && c != '\t';
    let meta = doc.meta();
    for shown in [Some(text), meta.title.as_deref(), meta.author.as_deref(), meta.published.as_deref()] {
        prop_assert!(!shown.unwrap_or_default().contains(drives), "{shown:?}");
    }
    Ok(())
}

fn check_import(bytes: &[u8], name: &str) -> Result<(), TestCaseError> {
    match import::import(bytes, &origin(name), &Options::STANDARD) {
        Ok(doc) => check_sound(&doc),
        Err(error) => {
            let message = error.to_string();
            let (first, hint) = message.split_once('\n').unwrap_or((&message, "hint: "));
            prop_assert!(
                first.starts_with('`') && !first.ends_with('.') && hint.starts_with("hint: "),
                "{message}"
            );
            Ok(())
        }
    }
}

/// Pieces of the formats in any order, so that odd nestings occur.
fn markup() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<ul>",
        "<ol start=-1>",
        "<li>",
        "</ul>",
        "<blockquote>",
        "</blockquote>",
        "<pre>",
        "</pre>",
        "<br>",
        "<h1>",
        "</h2>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<title>",
        "</title>",
        "<svg>",
        "</svg>",
        "<b",
        ">",
        "<",
        "&",
        "&amp;",
        "&#x202e;",
        "\u{0}",
        "\u{1b}[2J",
        "# ",
        "- ",
        "1. ",
        "> ",
        "```\n",
        "---\n",
        "| a | b |\n|---|---|\n",
        "***",
        "[x](",
        ")",
        "[^1]",
        "[^1]: ",
        "\n",
        "\n\n",
        "  ",
        "\t",
        "\r",
        "Mary Cole said",
        " the end.\n",
        "“Yes”",
        "é",
        "👩‍👩‍👧",
        "\u{2028}",
        "\u{feff}",
        "\u{a0}",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bytes_import(bytes in prop::collection::vec(any::<u8>(), 0..400), name in prop::sample::select(&NAMES[..])) {
        check_import(&bytes, name)?;
    }

    #[test]
    fn any_text_imports(text in "\\PC*|(.|\\n){0,200}", name in prop::sample::select(&NAMES[..])) {
        check_import(text.as_bytes(), name)?;
    }

    #[test]
    fn any_markup_imports(text in markup(), name in prop::sample::select(&NAMES[..])) {
        check_import(text.as_bytes(), name)?;
    }

    #[test]
    fn plain_text_leads_back_to_what_came_in(text in markup()) {
        let (doc, to_raw) = import::plain::document(&text, byline::document::Metadata::default()).unwrap();
        check_sound(&doc)?;
        // Line by line: between the lines of quoted mail are its marks.
        for block in doc.blocks().rows() {
            let mut start = block.span.start().to_usize();
            for line in doc.slice(block.span).split('\n') {
                let raw = to_raw.to_raw(Span::new(start, start + line.len())).of(&text);
                prop_assert_eq!(byline::text::sanitize::sanitize(raw).text, line);
                start += line.len() + 1;
            }
        }
    }
}

#[test]
fn too_much_text_is_an_error_with_its_size() {
    // Each byte of this encoding is two in UTF-8, so less than the limit becomes more.
    let bytes = [b"<meta charset=koi8-r>".as_slice(), &vec![0xc1; import::MAX_BYTES / 2 + 100]].concat();
    let error = import::import(&bytes, &origin("a.txt"), &Options::STANDARD).unwrap_err();
    assert!(matches!(error, ImportError::TooLong { .. }), "{error}");
    assert!(error.to_string().contains("`a.txt`: the text has"), "{error}");
}
