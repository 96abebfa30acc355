//! Turns HTML into blocks by walking over its tags, without a tree. Unclosed or badly nested elements are no problem.

use std::mem;

use html5ever::tokenizer::Tag;

use crate::document::{BlockKind, Linked, Target};
use crate::import::html::collapse::collapse;
use crate::import::html::element::{TEMPLATE, heading_level, is_block, is_unread};
use crate::import::html::mend::{GAP, LINK};
use crate::import::html::tokens::{self, Visitor};
use crate::import::html::unseen::{self, UNSEEN};
use crate::import::html::{TableText, attribute, footnote};

/// The blocks of a page or a piece of one, in order; some may be blank. Links are relative to the address of the
/// page, if that is known.
pub(super) fn blocks(html: &str, page: Option<&Target>) -> Vec<(BlockKind, Linked)> {
    let mut walker = tokens::visit(html, Walker { page: page.cloned(), ..Walker::default() });
    walker.end_table();
    walker.end_block();
    walker.blocks
}

/// The state of the walk.
#[derive(Debug, Default)]
struct Walker {
    blocks: Vec<(BlockKind, Linked)>,
    text: Linked,
    /// The address of the page.
    page: Option<Target>,
    /// The target of the words that follow.
    target: Option<Target>,
    heading: Option<u8>,
    /// Open lists: the number of the next item, if they are numbered.
    lists: Vec<Option<u64>>,
    /// The marker of an item whose text has not begun yet.
    mark: Option<String>,
    quote_depth: usize,
    pre_depth: usize,
    table: TableText,
    table_depth: usize,
    /// Whether this is a caption, whose parts pages position without a space between them.
    in_caption: bool,
    unread: Option<Unread>,
    /// Where raised words begin, if they are in a text.
    raised: Option<usize>,
    /// Whether the last link that was opened leads to a place in the book or page.
    leads_down: bool,
}

/// An element whose text is left out.
#[derive(Debug)]
struct Unread {
    name: String,
    /// How many elements with its name are open.
    depth: usize,
    words: String,
}

impl Unread {
    fn new(name: &str) -> Self {
        Self { name: name.to_owned(), depth: 1, words: String::new() }
    }
}

impl Visitor for Walker {
    fn text(&mut self, text: &str) {
        if let Some(unread) = &mut self.unread {
            unread.words.push_str(text);
            return;
        }
        if self.table_depth > 0 {
            collapse(self.table.cell(), text, self.target.as_ref());
        } else if self.pre_depth > 0 {
            self.text.push(text, self.target.as_ref());
        } else {
            collapse(&mut self.text, text, self.target.as_ref());
        }
    }

    fn start(&mut self, tag: &Tag) {
        let name: &str = &tag.name;
        if let Some(unread) = &mut self.unread {
            unread.depth += usize::from(unread.name == name);
            return;
        }
        match name {
            _ if is_unread(name) => self.unread = Some(Unread::new(name)),
            "a" | "span" | "sup" | "small" | "i" | "div" if footnote::is_marked(tag) => {
                // An empty element ends where it begins.
                self.unread = (!tag.self_closing).then(|| Unread::new(name));
            }
            GAP => {
                self.own_text(" ");
                self.unread = Some(Unread::new(name));
            }
            UNSEEN => self.leave_out(&unseen::words(tag)),
            "sup" if self.table_depth == 0 => self.raised = Some(self.text.text().len()),
            "a" | LINK => {
                let reference = attribute(tag, "href");
                self.leads_down = reference.as_deref().is_some_and(|it| it.contains('#'));
                self.target = reference.and_then(|it| Target::resolve(&it, self.page.as_ref()));
            }
            "br" => self.line_break(),
            "q" => self.own_text("“"),
            "span" if self.in_caption => self.own_text(" "),
            "table" => self.begin_table(),
            "tr" if self.table_depth == 1 => self.table.begin_row(),
            "td" | "th" if self.table_depth == 1 => self.table.begin_cell(),
            _ if !is_block(name) => {}
            _ if self.table_depth > 0 => self.line_break(),
            _ => {
                self.end_block();
                self.begin_block(tag);
            }
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(unread) = &mut self.unread {
            unread.depth -= usize::from(unread.name == name);
            if unread.depth == 0
                && let Some(unread) = self.unread.take()
                && !is_foreign(name)
            {
                self.leave_out(&unread.words);
            }
            return;
        }
        match name {
            "sup" => self.end_raised(),
            "a" | LINK => {
                self.target = None;
                self.leads_down &= self.raised.is_some();
            }
            "q" => self.own_text("”"),
            "span" if self.in_caption => self.own_text(" "),
            "table" if self.table_depth == 1 => self.end_table(),
            "table" => self.table_depth = self.table_depth.saturating_sub(1),
            _ if !is_block(name) => {}
            _ if self.table_depth > 0 => self.line_break(),
            _ => {
                self.end_block();
                match name {
                    "ul" | "menu" | "dir" | "ol" => drop(self.lists.pop()),
                    "li" => self.mark = None,
                    "figcaption" => self.in_caption = false,
                    "blockquote" => self.quote_depth = self.quote_depth.saturating_sub(1),
                    "pre" | "listing" => self.pre_depth = self.pre_depth.saturating_sub(1),
                    _ if heading_level(name).is_some() => self.heading = None,
                    _ => {}
                }
            }
        }
    }
}

impl Walker {
    /// Adds words that the page does not have.
    fn own_text(&mut self, text: &str) {
        if self.table_depth > 0 {
            self.text(text);
        } else if text != " " || !self.text.text().is_empty() && !self.text.text().ends_with([' ', '\n']) {
            self.text.push_for("", text, self.target.as_ref());
        }
    }

    /// Remembers words of the page that are not part of the text here.
    fn leave_out(&mut self, words: &str) {
        if words.len() > unseen::MAX_LENGTH {
            return;
        }
        let text = if self.table_depth > 0 { self.table.cell() } else { &mut self.text };
        text.push_for(words, "", None);
    }

    fn begin_block(&mut self, tag: &Tag) {
        let name: &str = &tag.name;
        match name {
            "ul" | "menu" | "dir" => self.lists.push(None),
            "ol" => {
                let start = tag.attrs.iter().find(|attribute| &*attribute.name.local == "start");
                self.lists.push(Some(start.and_then(|start| start.value.trim().parse().ok()).unwrap_or(1)));
            }
            "li" => {
                self.mark = Some(match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let mark = format!("{number}. ");
                        *number = number.saturating_add(1);
                        mark
                    }
                    _ => "• ".to_owned(),
                });
            }
            "blockquote" => self.quote_depth += 1,
            "pre" | "listing" => self.pre_depth += 1,
            "figcaption" => self.in_caption = true,
            _ => self.heading = heading_level(name),
        }
    }

    /// Takes out the mark of a footnote: `<sup><a href="#fn1">1</a></sup>`, or the link around it.
    fn end_raised(&mut self) {
        let Some(start) = self.raised.take() else { return };
        let words = self.text.text().get(start..).unwrap_or_default();
        if self.leads_down && footnote::is_mark(words) && start <= self.text.text().len() {
            let mark = self.text.original(start..self.text.text().len());
            self.text = self.text.slice(0..start);
            self.leave_out(&mark);
        }
    }

    /// One break is a new line, two in a row separate paragraphs.
    fn line_break(&mut self) {
        if self.table_depth > 0 {
            self.table.break_line();
        } else if self.pre_depth > 0 {
            self.text.push("\n", None);
        } else if self.text.text().ends_with('\n') {
            self.end_block();
        } else if !self.text.text().is_empty() {
            self.text.end_line("\n");
        }
    }

    fn begin_table(&mut self) {
        if self.table_depth == 0 {
            self.end_block();
        }
        self.table_depth += 1;
    }

    fn end_table(&mut self) {
        if self.table_depth > 0 {
            self.table_depth = 0;
            self.blocks.extend(mem::take(&mut self.table).into_blocks());
        }
    }

    fn end_block(&mut self) {
        let text = mem::take(&mut self.text);
        self.raised = None;
        if text.text().trim().is_empty() {
            return;
        }
        let mark = self.mark.take();
        let list_depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX).min(7);
        let block = match (self.heading, mark) {
            (Some(level), _) => {
                // Encyclopedias have a link in their headings.
                let text = text.squeezed();
                let words = text.text().strip_suffix("[edit]").unwrap_or(text.text());
                (BlockKind::Heading(level), text.part(words))
            }
            _ if self.pre_depth > 0 => (BlockKind::Code, text.part(text.text().trim_matches('\n'))),
            (_, Some(mark)) => {
                let mut item = Linked::default();
                item.push_for("", &mark, None);
                item.append(&text);
                (BlockKind::ListItem(list_depth), item)
            }
            _ if self.in_caption => (BlockKind::Caption, text.squeezed()),
            _ if self.quote_depth > 0 => (BlockKind::BlockQuote, text),
            _ => (BlockKind::Paragraph, text),
        };
        self.blocks.push(block);
    }
}

/// Whether the page itself does not have these words, or has others where it runs scripts.
fn is_foreign(name: &str) -> bool {
    matches!(name, GAP | "noscript" | TEMPLATE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &[(BlockKind, &str)]) {
        let found = blocks(html, None);
        let found: Vec<_> = found.iter().map(|(kind, text)| (*kind, text.text().trim())).collect();
        assert_eq!(found, expected, "{html}");
    }

    #[test]
    fn paragraphs_and_headings() {
        check(
            "<h1>The <em>tide</em>\n turns</h1><p>Mary&nbsp;Cole &amp; Ann<p>said <b>so</b>.</div>End",
            &[
                (BlockKind::Heading(1), "The tide turns"),
                (BlockKind::Paragraph, "Mary Cole & Ann"),
                (BlockKind::Paragraph, "said so."),
                (BlockKind::Paragraph, "End"),
            ],
        );
    }

    #[test]
    fn spaces_between_elements_are_kept_once() {
        check("<p>a <i> b</i> <b>c</b>d&nbsp; e", &[(BlockKind::Paragraph, "a b cd e")]);
    }

    #[test]
    fn line_breaks_part_lines_and_paragraphs() {
        check("a <br> b<br/><br>c", &[(BlockKind::Paragraph, "a\nb"), (BlockKind::Paragraph, "c")]);
    }

    #[test]
    fn lists_have_marks() {
        check(
            "<ul><li>one<ol start=3><li><p>deep</p><p>more</p><li>down</ol><li>two</ul><p>x",
            &[
                (BlockKind::ListItem(0), "• one"),
                (BlockKind::ListItem(1), "3. deep"),
                (BlockKind::Paragraph, "more"),
                (BlockKind::ListItem(1), "4. down"),
                (BlockKind::ListItem(0), "• two"),
                (BlockKind::Paragraph, "x"),
            ],
        );
    }

    #[test]
    fn quotations_and_preformatted_text() {
        check(
            "<blockquote><p>“Yes.”</p></blockquote><pre>\na\n  b</pre><p>She said <q>no</q>.",
            &[
                (BlockKind::BlockQuote, "“Yes.”"),
                (BlockKind::Code, "a\n  b"),
                (BlockKind::Paragraph, "She said “no”."),
            ],
        );
    }

    #[test]
    fn tables_of_data_are_lines() {
        check(
            "<table><caption>Seats</caption><tr><th>Name<th>Seats<tr><td><p>Cole</p><td>12<tr><td>Ann</table><p>x",
            &[(BlockKind::Code, "Seats\nName | Seats\nCole | 12\nAnn"), (BlockKind::Paragraph, "x")],
        );
    }

    #[test]
    fn tables_that_arrange_a_page_are_paragraphs() {
        let long = "word ".repeat(40);
        check(
            &format!("<table><tr><td>Menu<td><p>{long}</p><p>Second.</p></table>"),
            &[
                (BlockKind::Paragraph, "Menu"),
                (BlockKind::Paragraph, long.trim()),
                (BlockKind::Paragraph, "Second."),
            ],
        );
    }

    #[test]
    fn the_parts_of_a_caption_stand_apart() {
        check(
            "<figcaption><span>The harbour.</span><span>Jo Park</span></figcaption><p>a<span>b</span>",
            &[(BlockKind::Caption, "The harbour. Jo Park"), (BlockKind::Paragraph, "ab")],
        );
    }

    #[test]
    fn what_is_left_out_of_a_line_is_among_the_page_s_own_characters() {
        for (page, original) in [
            ("<p>Cole<sup><a href=#n1>1</a></sup> sat.", "Cole1 sat."),
            ("<p>Cole<button>+</button> sat.", "Cole+ sat."),
            ("<p>Cole<ruby><rp>(</rp><rt>k</rt></ruby> sat.", "Cole(k sat."),
            ("<p>Cole<byline-gap> </byline-gap>sat.", "Colesat."),
            ("<p>Cole<noscript>x</noscript> sat.", "Cole sat."),
        ] {
            let blocks = blocks(page, None);
            let text = &blocks[0].1;
            assert_eq!((text.text(), blocks.len()), ("Cole sat.", 1), "{page}");
            assert_eq!(text.original(0..text.text().len()), original, "{page}");
        }
    }

    #[test]
    fn what_is_not_text_is_left_out() {
        check(
            "<title>T</title>a<script>b<p></script><style>c</style><noscript>d</noscript><button>e</button>\0f",
            &[(BlockKind::Paragraph, "af")],
        );
    }
}
