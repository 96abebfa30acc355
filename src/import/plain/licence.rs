//! The licence around a book from Project Gutenberg.

use crate::document::{Block, BlockKind, Metadata};

/// How many words of a line are enough to recognize the one between a book and its licence.
const N_WORDS: usize = 8;

/// Where a licence ends or begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    /// The book begins below this line.
    Start,
    /// The book ends above it.
    End,
}

/// Marks the licence as no part of the article, and takes metadata from it.
pub(super) fn mark(text: &str, blocks: &mut [Block], meta: &mut Metadata) {
    let find = |read: fn(&str) -> Option<Edge>, edge| {
        let is_edge = |it: &Block| read(it.span.of(text)) == Some(edge);
        match edge {
            Edge::Start => blocks.iter().position(is_edge),
            Edge::End => blocks.iter().rposition(is_edge),
        }
    };
    let start = find(edge, Edge::Start).or_else(|| find(old_edge, Edge::Start));
    let end = find(edge, Edge::End).or_else(|| find(old_edge, Edge::End));
    if start.is_none() && end.is_none() {
        return;
    }
    let after = start.map_or(0, |it| it + 1);
    let stated = |name: &str| {
        let lines = blocks.iter().take(after).flat_map(|it| it.span.of(text).lines());
        let found = lines.filter_map(|it| it.trim().strip_prefix(name)).map(|it| it.trim().to_owned()).next();
        found.filter(|it| !it.is_empty())
    };
    meta.title = meta.title.take().or_else(|| stated("Title:"));
    meta.author = meta.author.take().or_else(|| stated("Author:"));
    // Between the licence and the book, it says who typed it in.
    let is_produced = |block: &Block| {
        let line = block.span.of(text);
        ["Produced by", "Transcribed from", "E-text prepared by"].iter().any(|it| line.starts_with(it))
    };
    let credits = blocks.iter().skip(after).take_while(|it| is_produced(it)).count();
    let end = end.unwrap_or(blocks.len());
    for (index, block) in blocks.iter_mut().enumerate() {
        let is_old_end = index + 2 >= end
            && block.span.of(text).starts_with("End of ")
            && block.span.of(text).contains("Project Gutenberg");
        if index < after + credits || index >= end || is_old_end {
            block.kind = BlockKind::Boilerplate;
        }
    }
}

/// "*** START OF THE PROJECT GUTENBERG EBOOK THE TIDE ***"
fn edge(line: &str) -> Option<Edge> {
    let words = line.starts_with("***").then(|| words(line))?;
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["start", "of", "the" | "this", "project", "gutenberg", ..] => Some(Edge::Start),
        ["end", "of", "the" | "this", "project", "gutenberg", ..] => Some(Edge::End),
        _ => None,
    }
}

/// The same in books of the first years: "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*", "End of The Project
/// Gutenberg Etext of The Tide".
fn old_edge(line: &str) -> Option<Edge> {
    let may_be_one = line.starts_with('*') || line.get(..3).is_some_and(|it| it.eq_ignore_ascii_case("end"));
    let mut words = may_be_one.then(|| words(line))?;
    if line.starts_with('*') {
        return words
            .starts_with(&["end", "the", "small", "print"].map(str::to_owned))
            .then_some(Edge::Start);
    }
    words.retain(|it| !matches!(it.as_str(), "the" | "this" | "s"));
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["end", "of", "project", "gutenberg", "etext" | "ebook", ..] => Some(Edge::End),
        _ => None,
    }
}

/// The first words of a line, in lower case.
fn words(line: &str) -> Vec<String> {
    let words = line.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty());
    words.take(N_WORDS).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use crate::import::plain::apart::tests::kept;

    #[test]
    fn the_licence_of_a_book_is_none_of_it() {
        let text = "The Project Gutenberg eBook of The Tide\n\nThis eBook is for the use of anyone anywhere.\n\nTitle: The Tide\n\nAuthor: Ann Lee\n\n\
            *** START OF THE PROJECT GUTENBERG EBOOK THE TIDE ***\n\nProduced by Jo Park\n\nTHE TIDE\n\nIt came in.\n\nEnd of Project Gutenberg's The Tide\n\n\
            *** END OF THE PROJECT GUTENBERG EBOOK THE TIDE ***\n\nUpdated editions will replace the previous one.\n\nSECTION 1. General terms";
        let (blocks, meta) = kept(text);
        assert_eq!(blocks, ["THE TIDE", "It came in."]);
        assert_eq!((meta.title.as_deref(), meta.author.as_deref()), (Some("The Tide"), Some("Ann Lee")));
    }

    #[test]
    fn the_licence_of_an_old_book_is_none_of_it() {
        let text = "**The Project Gutenberg Etext of The Tide**\n\n*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*\n\n\
            It came in.\n\nThen it left.\n\nEnd of The Project Gutenberg Etext of The Tide\n\nMore of the licence.";
        assert_eq!(kept(text).0, ["It came in.", "Then it left."]);
    }
}
