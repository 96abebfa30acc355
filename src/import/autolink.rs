//! Turns addresses in the text into links: `https://x.example/a`, `www.x.example`, `mailto:ann@x.example`.

use regex::Regex;

use crate::document::{Document, Link, Target};
use crate::text::Span;

/// What an address may begin with, and what ends it. East Asian punctuation ends it, too.
const ADDRESS: &str =
    r#"(?i)\b(?:https?://|www\.|mailto:)[^\s<>"“”«»‹›`{}|\\^\p{Cc}\p{Cf}、。，；：！？（）「」『』]+"#;

/// The document with links at those addresses in its text that are not part of a link yet.
pub(super) fn with_links(doc: Document) -> Document {
    if !may_have_address(doc.text()) {
        return doc;
    }
    let address = Regex::new(ADDRESS).expect("a fixed pattern");
    let mut links = doc.links().rows().to_vec();
    for block in doc.blocks().rows() {
        for found in address.find_iter(doc.slice(block.span)) {
            let words = without_punctuation(found.as_str());
            let is_mail = words.get(..7).is_some_and(|it| it.eq_ignore_ascii_case("mailto:"));
            let bare = words.get(..4).is_some_and(|it| it.eq_ignore_ascii_case("www."));
            let target = if bare { Target::new(&format!("http://{words}")) } else { Target::new(words) };
            let Some(target) = target.filter(|it| is_mail || it.host().len() > 2) else { continue };
            let start = block.span.start().to_usize() + found.start();
            let span = Span::new(start, start + words.len());
            if doc.links_in(span).next().is_none() {
                links.push(Link { span, target });
            }
        }
    }
    links.sort_by_key(|link| link.span.start());
    doc.with_links(links)
}

/// Most texts have none; making the pattern would take longer than reading them. Whole chunks are tested at once,
/// because the compiler has vector instructions for that.
fn may_have_address(text: &str) -> bool {
    const CHUNK: usize = 64;
    let bytes = text.as_bytes();
    let (chunks, _) = bytes.as_chunks::<CHUNK>();
    let (following, _) = bytes.get(1..).unwrap_or_default().as_chunks::<CHUNK>();
    let has_sign = |chunk: &[u8; CHUNK], following: &[u8; CHUNK]| {
        chunk.iter().zip(following).fold(false, |any, (&byte, &next)| any | is_sign(byte, next))
    };
    let whole = chunks.iter().zip(following).enumerate();
    let suspects = whole.filter(|(_, (chunk, following))| has_sign(chunk, following)).map(|it| it.0 * CHUNK);
    let rest = following.len() * CHUNK..bytes.len();
    suspects.flat_map(|start| start..start + CHUNK).chain(rest).any(|at| begins(bytes, at))
}

/// Whether an address may have these two bytes where it is recognized: at its colon, or at the start of "www.". With `&`
/// for `&&`, the compiler finds no vector instructions: 75 million instructions for 5 MB, not 9.
const fn is_sign(byte: u8, next: u8) -> bool {
    byte == b':' || byte | 0x20 == b'w' && next | 0x20 == b'w'
}

/// Whether an address may begin with "www." at a position, or with the scheme that ends there.
fn begins(bytes: &[u8], at: usize) -> bool {
    let is_before = |scheme: &[u8]| {
        at.checked_sub(scheme.len())
            .and_then(|start| bytes.get(start..at))
            .is_some_and(|it| it.eq_ignore_ascii_case(scheme))
    };
    match bytes.get(at) {
        Some(b':') => is_before(b"http") || is_before(b"https") || is_before(b"mailto"),
        _ => bytes.get(at..at + 4).is_some_and(|it| it.eq_ignore_ascii_case(b"www.")),
    }
}

/// `https://x.example/a_(b)).` without the punctuation of the sentence: `https://x.example/a_(b)`.
fn without_punctuation(words: &str) -> &str {
    let mut words = words;
    loop {
        let shorter = words
            .trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '‘', '…', '*', '_', '~', '—', '–']);
        let shorter = match shorter.chars().next_back() {
            Some(close @ (')' | ']')) => {
                let open = if close == ')' { '(' } else { '[' };
                let is_closed = shorter.matches(open).count() >= shorter.matches(close).count();
                if is_closed { shorter } else { shorter.strip_suffix(close).unwrap_or(shorter) }
            }
            _ => shorter,
        };
        if shorter.len() == words.len() {
            return words;
        }
        words = shorter;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Metadata;
    use crate::import::plain;

    fn found(text: &str) -> Vec<(String, String)> {
        let doc = with_links(plain::document(text, Metadata::default()).unwrap().0);
        let links = doc.links().rows().iter();
        links.map(|it| (doc.slice(it.span).to_owned(), it.target.to_string())).collect()
    }

    fn words(text: &str) -> Vec<String> {
        found(text).into_iter().map(|(words, _)| words).collect()
    }

    #[test]
    fn addresses_end_before_the_sentence_does() {
        let text = "See https://x.example/a, (http://y.example/b_(c)) and <https://z.example/?q=1&r=2>; or https://w.example/d...";
        let expected = [
            "https://x.example/a",
            "http://y.example/b_(c)",
            "https://z.example/?q=1&r=2",
            "https://w.example/d",
        ];
        assert_eq!(words(text), expected);
        assert_eq!(
            words("“https://x.example/a?” he asked. [https://y.example]"),
            ["https://x.example/a", "https://y.example"]
        );
    }

    #[test]
    fn www_and_mail_are_addresses_and_half_ones_are_none() {
        assert_eq!(
            found("Go to www.x.example! Mail mailto:ann@x.example."),
            [
                ("www.x.example".to_owned(), "http://www.x.example/".to_owned()),
                ("mailto:ann@x.example".to_owned(), "mailto:ann@x.example".to_owned())
            ]
        );
        for text in
            ["https://", "http://.", "www.", "awww.x.example no", "mailto:ann", "shttp:x", "ftp://x.example"]
        {
            assert_eq!(words(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn an_address_is_found_wherever_it_is() {
        for start in 0..130 {
            for address in ["http://x.example", "HTTPS://x.example", "Mailto:ann@x.example", "Www.x.example"]
            {
                let text = format!("{:a<start$} {address} and no more: www, ww.", "");
                assert_eq!(words(&text), [address], "after {start} letters");
            }
        }
    }

    #[test]
    fn an_address_never_goes_on_over_a_line() {
        let text = "The whole of it stands at the board’s own pages, at https://x.example/a/\nand there it will stay for as long as anybody wants to read it again.";
        assert_eq!(words(text), ["https://x.example/a/"]);
    }
}
