//! Converts documents to rows of the library, and back.

use rusqlite::Row;

use crate::digest;
use crate::document::{
    Block, BlockKind, Document, DocumentBuilder, Fingerprint, Link, Metadata, Notice, Original, Target,
};
use crate::text::Span;

/// The longest heading that lists show, in characters.
const MAX_NAME: usize = 200;

/// Blocks as JSON: `[[0, 12, "h1"], [14, 80, "p"]]`.
pub(super) fn blocks_to_json(doc: &Document) -> String {
    let blocks = doc.blocks().rows().iter();
    let rows: Vec<_> =
        blocks.map(|it| (it.span.start().to_usize(), it.span.end().to_usize(), code_of(it.kind))).collect();
    serde_json::to_string(&rows).expect("numbers and strings are JSON")
}

/// Links as JSON: `[[4, 10, "https://x.example/"]]`.
pub(super) fn links_to_json(doc: &Document) -> String {
    let links = doc.links().rows().iter();
    let rows: Vec<_> =
        links.map(|it| (it.span.start().to_usize(), it.span.end().to_usize(), it.target.as_str())).collect();
    serde_json::to_string(&rows).expect("numbers and strings are JSON")
}

/// The links that can be followed. If the JSON is invalid, the article is read without links.
fn links_of_json(json: &str) -> Vec<Link> {
    let rows: Vec<(usize, usize, String)> = serde_json::from_str(json).unwrap_or_default();
    let link = |(start, end, target): (usize, usize, String)| {
        let target = Target::new(&target).filter(|_| start < end && u32::try_from(end).is_ok())?;
        Some(Link { span: Span::new(start, end), target })
    };
    rows.into_iter().filter_map(link).collect()
}

/// The page's own characters as JSON: `[[3, 4, "\n  "]]`.
pub(super) fn originals_to_json(doc: &Document) -> String {
    let rows: Vec<_> = doc
        .originals()
        .iter()
        .map(|it| (it.span.start().to_usize(), it.span.end().to_usize(), &*it.text))
        .collect();
    serde_json::to_string(&rows).expect("numbers and strings are JSON")
}

/// The page's own characters, as far as they can be read. Without them, the article can still be read.
fn originals_of_json(json: &str) -> Vec<Original> {
    let rows: Vec<(usize, usize, String)> = serde_json::from_str(json).unwrap_or_default();
    let original = |(start, end, text): (usize, usize, String)| {
        let is_sound = start < end && u32::try_from(end).is_ok();
        is_sound.then(|| Original { span: Span::new(start, end), text: text.into() })
    };
    rows.into_iter().filter_map(original).collect()
}

/// The document in a row with the columns `text`, `blocks`, `links`, `originals`, `fingerprint`, `title`, `author`,
/// `published`, `site`, `source`, `address` and `notice`. The inner error says what is wrong with the content of the
/// row.
pub(super) fn document(row: &Row<'_>) -> rusqlite::Result<Result<Document, String>> {
    let text: String = row.get("text")?;
    let meta = Metadata {
        title: row.get("title")?,
        author: row.get("author")?,
        published: row.get("published")?,
        site: row.get("site")?,
        source: row.get("source")?,
        address: row.get::<_, Option<String>>("address")?.and_then(|it| Target::new(&it)),
        notice: row.get::<_, Option<String>>("notice")?.and_then(|it| Notice::parse(&it)),
    };
    let fingerprint: Vec<u8> = row.get("fingerprint")?;
    let blocks: String = row.get("blocks")?;
    let links: String = row.get("links")?;
    let originals: String = row.get("originals")?;
    if Fingerprint::of(&text).as_bytes() != fingerprint.as_slice() {
        return Ok(Err("the text is not the one that was kept".to_owned()));
    }
    Ok(restore(text, &blocks, &links, &originals, meta))
}

/// The document made of these parts, or what is wrong with them.
pub(super) fn restore(
    text: String,
    blocks: &str,
    links: &str,
    originals: &str,
    meta: Metadata,
) -> Result<Document, String> {
    let blocks = blocks_of_json(blocks, &text).ok_or("the paragraphs do not fit the text")?;
    let doc = DocumentBuilder::from_parts(text, blocks, meta).map_err(|it| it.to_string())?;
    Ok(doc.with_links(links_of_json(links)).with_originals(originals_of_json(originals)))
}

/// The blocks; `None` if one is not part of the text, is blank, or does not come after the one before.
fn blocks_of_json(json: &str, text: &str) -> Option<Vec<Block>> {
    let rows: Vec<(usize, usize, String)> = serde_json::from_str(json).ok()?;
    let mut last = 0;
    let block = |(start, end, code): (usize, usize, String)| {
        let is_sound = last <= start && text.get(start..end).is_some_and(|it| !it.trim().is_empty());
        last = end;
        is_sound.then(|| Span::new(start, end)).zip(kind_of(&code)).map(|(span, kind)| Block { span, kind })
    };
    rows.into_iter().map(block).collect()
}

fn code_of(kind: BlockKind) -> String {
    match kind {
        BlockKind::Heading(level) => format!("h{level}"),
        BlockKind::Paragraph => "p".to_owned(),
        BlockKind::ListItem(depth) => format!("l{depth}"),
        BlockKind::BlockQuote => "q".to_owned(),
        BlockKind::Code => "c".to_owned(),
        BlockKind::Caption => "f".to_owned(),
        BlockKind::Boilerplate => "b".to_owned(),
    }
}

fn kind_of(code: &str) -> Option<BlockKind> {
    let number = |prefix| code.strip_prefix(prefix).and_then(|it| it.parse().ok());
    match code {
        "p" => Some(BlockKind::Paragraph),
        "q" => Some(BlockKind::BlockQuote),
        "c" => Some(BlockKind::Code),
        "f" => Some(BlockKind::Caption),
        "b" => Some(BlockKind::Boilerplate),
        _ => number('h').map(BlockKind::Heading).or_else(|| number('l').map(BlockKind::ListItem)),
    }
}

/// The name of an article in lists: its title, its first heading or its first sentence. An empty article has the name
/// that it was opened by.
pub(super) fn name(doc: &Document, opened_as: &str) -> String {
    let name = digest::title(doc);
    let name = name.as_deref().unwrap_or(opened_as);
    name.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(MAX_NAME).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::article;

    #[test]
    fn every_kind_of_block_comes_back() {
        use BlockKind::{BlockQuote, Boilerplate, Caption, Code, Heading, ListItem, Paragraph};
        let mut builder = DocumentBuilder::new();
        let kinds = [
            Heading(1),
            Paragraph,
            ListItem(0),
            ListItem(12),
            BlockQuote,
            Code,
            Heading(6),
            Caption,
            Boilerplate,
        ];
        for kind in kinds {
            builder.block(kind, "é x");
        }
        let meta =
            Metadata { title: Some("T".to_owned()), site: Some("S".to_owned()), ..Metadata::default() };
        let doc = builder.finish(meta.clone()).unwrap();
        let json = blocks_to_json(&doc);
        let back = restore(doc.text().to_owned(), &json, "[]", "[]", meta).unwrap();
        assert_eq!(back, doc);
    }

    #[test]
    fn what_does_not_fit_the_text_is_refused_and_no_panic() {
        for json in [
            r#"[[0,9,"p"]]"#,
            r#"[[1,4,"p"]]"#,
            r#"[[4,0,"p"]]"#,
            r#"[[2,3,"p"]]"#,
            r#"[[3,4,"p"],[0,2,"p"]]"#,
            r#"[[0,4,"z"]]"#,
            r#"[[0,4,"h999"]]"#,
            r#"[[0,18446744073709551615,"p"]]"#,
            "[",
        ] {
            restore("é x".to_owned(), json, "[]", "[]", Metadata::default()).unwrap_err();
        }
    }

    #[test]
    fn an_article_without_words_is_called_by_its_file() {
        assert_eq!(name(&article("The  bridge\nstays", &["Text."]), "a.txt"), "The bridge stays");
        assert_eq!(name(&DocumentBuilder::new().finish(Metadata::default()).unwrap(), "a  b.txt"), "a b.txt");
    }
}
