//! Markdown: headings, paragraphs, lists, quotations, code and tables, without marks of emphasis.
//!
//! Links keep their words and targets, images their description. Front matter (YAML or TOML) gives title, author and
//! date.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::document::{BlockKind, Document, DocumentBuilder, Linked, Metadata, Target, TooLong};
use crate::import::html::{self, TableText};
use crate::import::importer::{Importer, Look, Read};

/// Markdown.
pub(super) const IMPORTER: Importer = Importer {
    name: "Markdown",
    about: "headings, lists, quotations, links and front matter",
    extensions: &["md", "markdown", "mdown", "mkd"],
    media_types: &["text/markdown", "text/x-markdown"],
    look: |given| Look::like_if(looks_like(given.text())),
    read: Read::Text(|given, _| document(given.text(), given.meta())),
};

/// The document for a Markdown text.
fn document(text: &str, mut meta: Metadata) -> Result<Document, TooLong> {
    let mut reader = Reader::default();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    for event in Parser::new_ext(text, options) {
        reader.read(event);
    }
    reader.end_block();
    front_matter(&reader.front_matter, &mut meta);
    meta.title = meta.title.or(reader.title);
    reader.builder.finish(meta)
}

/// Whether a text in an unknown format is certainly Markdown: it has front matter, or a heading and a link.
fn looks_like(text: &str) -> bool {
    let mut lines = text.lines().take(200);
    let first = lines.next().unwrap_or_default();
    if first == "---" && lines.clone().take(30).any(|line| line == "---" || line == "...") {
        return lines.next().is_some_and(|line| line.split_once(':').is_some_and(|(key, _)| is_key(key)));
    }
    let is_heading = |line: &str| {
        let rest = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ')
    };
    let has_link = |line: &str| line.contains("](http") || line.contains("**");
    let mut all = text.lines().take(200);
    all.clone().any(is_heading) && all.any(has_link)
}

#[derive(Debug, Default)]
struct Reader {
    builder: DocumentBuilder,
    text: Linked,
    /// The target of the words that follow.
    target: Option<Target>,
    /// What is being collected; `None` outside any block.
    kind: Option<BlockKind>,
    /// Open lists: the number of the next item, if they are numbered.
    lists: Vec<Option<u64>>,
    quote_depth: usize,
    /// The marker of an item whose text has not begun yet.
    mark: Option<String>,
    in_html: bool,
    in_front_matter: bool,
    front_matter: String,
    table: TableText,
    in_table: bool,
    title: Option<String>,
}

impl Reader {
    fn read(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.in_front_matter => self.front_matter.push_str(&text),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.push(&text);
            }
            Event::Html(html) => self.text.push(&html, None),
            Event::InlineHtml(html) if is_line_break(&html) => self.push("\n"),
            Event::InlineHtml(_) => {}
            Event::FootnoteReference(label) => self.push(&format!("[{label}]")),
            Event::SoftBreak | Event::HardBreak => self.push("\n"),
            Event::Rule => self.end_block(),
            Event::TaskListMarker(done) => self.push(if done { "[x] " } else { "[ ] " }),
        }
    }

    fn push(&mut self, text: &str) {
        // A tight list has no paragraphs, so its item begins with its first text.
        if self.kind.is_none() {
            self.begin_block(BlockKind::Paragraph);
        }
        let target = self.target.as_ref();
        if self.in_table { self.table.push(text, target) } else { self.text.push(text, target) }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.begin_block(BlockKind::Paragraph),
            Tag::Heading { level, .. } => self.begin_block(BlockKind::Heading(level as u8)),
            Tag::CodeBlock(_) => self.begin_block(BlockKind::Code),
            Tag::BlockQuote(_) => {
                self.end_block();
                self.quote_depth += 1;
            }
            Tag::List(first) => {
                self.end_block();
                self.lists.push(first);
            }
            Tag::Item => {
                self.end_block();
                self.mark = Some(match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "• ".to_owned(),
                });
            }
            Tag::FootnoteDefinition(label) => {
                self.end_block();
                self.mark = Some(format!("[{label}] "));
            }
            Tag::HtmlBlock => {
                self.end_block();
                self.in_html = true;
            }
            Tag::MetadataBlock(_) => self.in_front_matter = true,
            Tag::Table(_) => {
                self.begin_block(BlockKind::Code);
                self.in_table = true;
            }
            Tag::Link { link_type, dest_url, .. } => {
                let is_mail = link_type == LinkType::Email;
                let address = if is_mail { format!("mailto:{dest_url}") } else { dest_url.into_string() };
                self.target = Target::resolve(&address, None);
            }
            Tag::TableHead | Tag::TableRow => self.table.begin_row(),
            Tag::TableCell => self.table.begin_cell(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock => self.end_block(),
            TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.end_block();
                self.mark = None;
            }
            TagEnd::BlockQuote(_) => {
                self.end_block();
                self.quote_depth = self.quote_depth.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.end_block();
                self.lists.pop();
            }
            TagEnd::HtmlBlock => {
                self.in_html = false;
                let page = std::mem::take(&mut self.text);
                self.append(html::blocks_of(page.text()));
            }
            TagEnd::Link => self.target = None,
            TagEnd::MetadataBlock(_) => self.in_front_matter = false,
            TagEnd::Table => {
                self.in_table = false;
                self.kind = None;
                let table = std::mem::take(&mut self.table);
                self.append(table.into_blocks());
            }
            _ => {}
        }
    }

    fn begin_block(&mut self, kind: BlockKind) {
        self.end_block();
        self.kind = Some(match kind {
            BlockKind::Paragraph if self.mark.is_some() => BlockKind::ListItem(self.list_depth()),
            BlockKind::Paragraph if self.quote_depth > 0 => BlockKind::BlockQuote,
            _ => kind,
        });
        self.text.push(&self.mark.take().unwrap_or_default(), None);
    }

    fn append(&mut self, blocks: Vec<(BlockKind, Linked)>) {
        for (kind, text) in blocks {
            self.builder.linked_block(kind, &text);
        }
    }

    fn list_depth(&self) -> u8 {
        u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX).min(7)
    }

    fn end_block(&mut self) {
        let Some(kind) = self.kind.take() else { return };
        let text = std::mem::take(&mut self.text);
        if matches!(kind, BlockKind::Heading(1)) && self.title.is_none() {
            self.title = html::one_line(text.text());
        }
        let is_code = kind == BlockKind::Code;
        let text = if is_code { text.part(text.text().trim_matches('\n')) } else { text };
        self.builder.linked_block(kind, &text);
    }
}

fn is_line_break(html: &str) -> bool {
    html.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("<br"))
}

/// The few keys that all site builders share, from `key: value` (YAML) or `key = value` (TOML).
fn front_matter(text: &str, meta: &mut Metadata) {
    for line in text.lines() {
        let Some((key, value)) = line.split_once([':', '=']) else { continue };
        let field = match key.trim() {
            "title" => &mut meta.title,
            "author" | "authors" | "by" => &mut meta.author,
            "date" | "published" => &mut meta.published,
            "url" | "source" | "canonical" | "canonical_url" => {
                let address = Target::new(value.trim().trim_matches(['"', '\'']));
                let address = address.filter(|it| it.as_str().starts_with("http"));
                meta.address = meta.address.take().or(address);
                continue;
            }
            _ => continue,
        };
        let mut value = value.trim().trim_matches(['[', ']']).replace(['"', '\''], "");
        if matches!(key.trim(), "date" | "published") {
            value = html::find_date(&value).unwrap_or(value);
        }
        *field = field.take().or_else(|| html::one_line(&value));
    }
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(markdown: &str, blocks: &[(BlockKind, &str)]) {
        let doc = document(markdown, Metadata::default()).unwrap();
        let found: Vec<_> =
            doc.blocks().rows().iter().map(|block| (block.kind, doc.slice(block.span))).collect();
        assert_eq!(found, blocks);
    }

    #[test]
    fn headings_and_paragraphs_lose_their_marks() {
        check(
            "# *The* `Head`\n\nMary **Cole** said [so](http://x.example \"t\").\n\nSub\n---\nEnd\\*",
            &[
                (BlockKind::Heading(1), "The Head"),
                (BlockKind::Paragraph, "Mary Cole said so."),
                (BlockKind::Heading(2), "Sub"),
                (BlockKind::Paragraph, "End*"),
            ],
        );
    }

    #[test]
    fn line_breaks_stay_inside_a_paragraph() {
        check("one\ntwo<br>three", &[(BlockKind::Paragraph, "one\ntwo\nthree")]);
    }

    #[test]
    fn items_keep_a_mark() {
        check(
            "- one\n- two\n  1. deep\n  2. down\n\n3. three\n\n   more",
            &[
                (BlockKind::ListItem(0), "• one"),
                (BlockKind::ListItem(0), "• two"),
                (BlockKind::ListItem(1), "1. deep"),
                (BlockKind::ListItem(1), "2. down"),
                (BlockKind::ListItem(0), "3. three"),
                (BlockKind::Paragraph, "more"),
            ],
        );
    }

    #[test]
    fn an_empty_item_leaves_its_mark_to_nobody() {
        check("- one\n-\n\nNext.", &[(BlockKind::ListItem(0), "• one"), (BlockKind::Paragraph, "Next.")]);
    }

    #[test]
    fn quotations_and_code_are_blocks() {
        check(
            "> “Yes,”\n> she said.\n>\n> > deep\n\n```rust\nfn x() {\n    1\n}\n```",
            &[
                (BlockKind::BlockQuote, "“Yes,”\nshe said."),
                (BlockKind::BlockQuote, "deep"),
                (BlockKind::Code, "fn x() {\n    1\n}"),
            ],
        );
    }

    #[test]
    fn tables_are_lines() {
        check(
            "| Name | Seats |\n|---|---|\n| Cole | 12 |\n| Ann | 7 |",
            &[(BlockKind::Code, "Name | Seats\nCole | 12\nAnn  | 7")],
        );
    }

    #[test]
    fn html_inside_reads_as_html() {
        check(
            "<div align=center>\n<p>Mary &amp; Ann</p>\n</div>\n\nNext <b>one</b>.",
            &[(BlockKind::Paragraph, "Mary & Ann"), (BlockKind::Paragraph, "Next one.")],
        );
    }

    #[test]
    fn front_matter_gives_title_author_and_date() {
        let doc = document(
            "---\ntitle: \"The tide\"\nauthor: Ann Lee\ndate: 1 May 2024\n---\n\nText.",
            Metadata::default(),
        );
        let doc = doc.unwrap();
        assert_eq!(doc.text(), "Text.");
        let meta = doc.meta();
        assert_eq!(meta.title.as_deref(), Some("The tide"));
        assert_eq!(meta.author.as_deref(), Some("Ann Lee"));
        assert_eq!(meta.published.as_deref(), Some("2024-05-01"));
    }

    #[test]
    fn the_first_heading_is_the_title() {
        let doc = document("# The\u{1b} tide\n\n# More", Metadata::default()).unwrap();
        assert_eq!(doc.meta().title.as_deref(), Some("The tide"));
    }

    #[test]
    fn links_of_every_form_lead_somewhere() {
        let markdown = "---\nurl: https://home.example/a\n---\n# [Head](https://a.example)\n\n- See [the *whole*\n  report](https://b.example \"t\"), [ref] or [more][ref].\n\n\
            <https://c.example> <ann@d.example> [no](b.md) [bad](javascript:x) ![alt](https://e.example/p.png)\n\n\
            | A | B |\n|---|---|\n| [cell](https://f.example) | 2 |\n\n[ref]: https://g.example\n";
        let doc = document(markdown, Metadata::default()).unwrap();
        let found: Vec<_> =
            doc.links().rows().iter().map(|it| (doc.slice(it.span), it.target.as_str())).collect();
        let expected = [
            ("Head", "https://a.example/"),
            ("the whole\nreport", "https://b.example/"),
            ("ref", "https://g.example/"),
            ("more", "https://g.example/"),
            ("https://c.example", "https://c.example/"),
            ("ann@d.example", "mailto:ann@d.example"),
            ("cell", "https://f.example/"),
        ];
        assert_eq!(found, expected);
        assert_eq!(doc.meta().address.as_ref().unwrap().as_str(), "https://home.example/a");
    }
}
