//! The name of an article that has no title.

use crate::document::{BlockKind, Document, DocumentBuilder, Metadata};
use crate::nlp::{sentence, token};
use crate::text::collapse_whitespace;

/// The longest part of a first sentence that becomes a title, in characters.
const MAX_LENGTH: usize = 120;

/// How much of the first paragraph is searched for its first sentence, in bytes.
const LOOKED_AT: usize = 2_000;

/// The article's title, else its first heading, else its first sentence; on one line. `None` if it is empty.
pub fn title(doc: &Document) -> Option<String> {
    if let Some(title) = &doc.meta().title {
        return Some(collapse_whitespace(title)).filter(|it| !it.is_empty());
    }
    let first = doc.blocks().rows().first()?;
    let text = doc.slice(first.span);
    Some(if matches!(first.kind, BlockKind::Heading(_)) {
        collapse_whitespace(text)
    } else {
        first_sentence(text)
    })
}

/// The first sentence of a paragraph; a long one is cut after a word and ends with "…".
fn first_sentence(text: &str) -> String {
    let text = text.get(..text.floor_char_boundary(LOOKED_AT)).unwrap_or_default();
    let mut builder = DocumentBuilder::new();
    builder.block(BlockKind::Paragraph, text);
    let sentence = builder.finish(Metadata::default()).ok().and_then(|doc| {
        let sentences = sentence::split(&doc, &token::tokenize(&doc));
        sentences.rows().first().map(|it| collapse_whitespace(doc.slice(it.span)))
    });
    let sentence = sentence.unwrap_or_else(|| collapse_whitespace(text));
    match sentence.char_indices().nth(MAX_LENGTH) {
        None => sentence,
        Some((end, _)) => {
            let short = sentence.get(..end).unwrap_or_default();
            let short = short.rsplit_once(' ').map_or(short, |it| it.0);
            format!("{}…", short.trim_end_matches([',', ';', ':', ' ']))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(meta: Option<&str>, kind: BlockKind, text: &str) -> Option<String> {
        let mut builder = DocumentBuilder::new();
        builder.block(kind, text);
        let meta = Metadata { title: meta.map(str::to_owned), ..Metadata::default() };
        title(&builder.finish(meta).unwrap())
    }

    #[test]
    fn an_article_is_called_by_its_title_its_heading_or_its_first_sentence() {
        let text = "Mr. Lee  sold\nthe mill. Nobody wept.";
        assert_eq!(of(Some("The  mill"), BlockKind::Paragraph, text).unwrap(), "The mill");
        assert_eq!(
            of(None, BlockKind::Heading(2), "The mill\nis sold. Yes").unwrap(),
            "The mill is sold. Yes"
        );
        assert_eq!(of(None, BlockKind::Paragraph, text).unwrap(), "Mr. Lee sold the mill.");
        assert_eq!(of(None, BlockKind::Paragraph, " "), None);
    }

    #[test]
    fn a_long_sentence_ends_behind_a_word() {
        let title = of(None, BlockKind::ListItem(0), &"and then, ".repeat(300)).unwrap();
        assert!(title.ends_with("and then…") && title.chars().count() <= MAX_LENGTH + 1, "{title}");
    }
}
