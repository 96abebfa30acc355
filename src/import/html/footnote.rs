//! Marks that are not part of a book's text: of footnotes, and of where a page of the printed book began.

use html5ever::tokenizer::Tag;

use crate::import::html::attribute;

/// Whether an element says that it is such a mark.
pub(super) fn is_marked(tag: &Tag) -> bool {
    ["epub:type", "role"].iter().filter_map(|it| attribute(tag, it)).any(|it| {
        it.split_whitespace()
            .any(|it| matches!(it, "noteref" | "pagebreak" | "doc-noteref" | "doc-pagebreak"))
    })
}

/// Whether raised words look like the mark of a footnote: "1", "[12]", "*", "a".
pub(super) fn is_mark(words: &str) -> bool {
    let inner = words.trim_matches(|it: char| matches!(it, '[' | ']' | '(' | ')' | ' '));
    inner.chars().count() <= 3
        && (inner.chars().all(|it| it.is_ascii_digit() || matches!(it, '*' | '†' | '‡' | '§'))
            || inner.len() == 1 && inner.bytes().all(|it| it.is_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use crate::import::html::blocks::blocks;

    fn check(html: &str, expected: &[&str]) {
        let found = blocks(html, None);
        let found: Vec<_> = found.iter().map(|it| it.1.text().trim()).collect();
        assert_eq!(found, expected, "{html}");
    }

    #[test]
    fn marks_of_footnotes_and_of_printed_pages_are_none_of_the_text() {
        for marked in [
            "<p>The council<sup><a href='#n1'>1</a></sup> voted.</p>",
            "<p>The council<a href='notes.xhtml#n1'><sup>[12]</sup></a> voted.</p>",
            "<p>The council<a epub:type=noteref href=n>3</a> voted.</p>",
            "<p>The council<sup role='doc-noteref'>*</sup> voted.</p>",
            "<p>The council<span epub:type='pagebreak' title=12>12</span> voted.</p>",
            "<p>The council<span epub:type='pagebreak'/> voted.</p>",
        ] {
            check(marked, &["The council voted."]);
        }
        check("<p>x<sup>2</sup> <a href=#a>of</a> 5<sup>th</sup>", &["x2 of 5th"]);
        check("<p><sup>1 <p>Two</sup> three", &["1", "Two three"]);
    }
}
