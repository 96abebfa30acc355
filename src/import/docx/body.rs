//! The text of a Word document, tag by tag.

use std::collections::HashMap;

use crate::document::{BlockKind, DocumentBuilder, Linked, Target};
use crate::import::docx::style::{Style, Styles};
use crate::import::html::TableText;
use crate::import::xml::{Piece, Tag, walk};

/// Text that is not part of the document: deleted or moved away, or an alternative for older programs.
const LEFT_OUT: &[&str] = &["del", "moveFrom", "Fallback", "instrText", "delText"];

/// A footnote: its number in the text, its id, and the file that contains it.
pub(super) type Note = (usize, String, &'static str);

/// Whether the mark at the end of a paragraph was deleted under tracked changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Kept,
    Deleted,
}

/// Assembles the blocks.
#[derive(Debug)]
pub(super) struct Body<'d> {
    styles: &'d Styles,
    targets: HashMap<String, Target>,
    builder: &'d mut DocumentBuilder,
    /// Open paragraphs, the innermost last: a text box is inside a paragraph.
    open: Vec<(Linked, Style)>,
    /// Whether the properties of a paragraph are read.
    is_properties: bool,
    /// The mark at the end of the innermost open paragraph.
    mark: Mark,
    /// The words of a paragraph whose mark was deleted: the next one goes on with them.
    begun: Linked,
    target: Option<Target>,
    /// How deep we are inside something that is left out.
    left_out: usize,
    is_text: bool,
    is_hidden: bool,
    /// How many tables are open; the text of inner ones belongs to the cell.
    n_tables: usize,
    table: TableText,
    counts: HashMap<(u32, u8), u32>,
    notes: Vec<Note>,
    title: Option<String>,
}

impl<'d> Body<'d> {
    pub(super) fn new(
        styles: &'d Styles,
        targets: HashMap<String, Target>,
        builder: &'d mut DocumentBuilder,
    ) -> Self {
        Self {
            styles,
            targets,
            builder,
            open: Vec::new(),
            is_properties: false,
            mark: Mark::Kept,
            begun: Linked::default(),
            target: None,
            left_out: 0,
            is_text: false,
            is_hidden: false,
            n_tables: 0,
            table: TableText::default(),
            counts: HashMap::new(),
            notes: Vec::new(),
            title: None,
        }
    }

    /// The title, if the text has one, and the footnotes in order. Closes whatever is still open.
    pub(super) fn end(mut self) -> (Option<String>, Vec<Note>) {
        if !self.begun.text().is_empty() {
            self.begin_paragraph();
        }
        while !self.open.is_empty() {
            self.mark = Mark::Kept;
            self.end_paragraph();
        }
        self.n_tables = self.n_tables.min(1);
        self.end_table();
        (self.title, self.notes)
    }

    pub(super) fn read(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Open(tag) if LEFT_OUT.contains(&tag.name.as_str()) => {
                if self.is_properties && matches!(tag.name.as_str(), "del" | "moveFrom") {
                    self.mark = Mark::Deleted;
                }
                self.left_out += 1;
            }
            Piece::Close(name) if LEFT_OUT.contains(&name.as_str()) => {
                self.left_out = self.left_out.saturating_sub(1);
            }
            _ if self.left_out > 0 => {}
            Piece::Open(tag) => self.start(&tag),
            Piece::Close(name) => self.close(&name),
            Piece::Text(text) if self.is_text => self.push(&text),
            Piece::Text(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag.name.as_str() {
            "p" => self.begin_paragraph(),
            "pPr" => self.is_properties = true,
            "r" => self.is_hidden = false,
            "vanish" => self.is_hidden = !tag.attribute("val").is_some_and(|it| it == "0" || it == "false"),
            "t" => self.is_text = true,
            "tab" if self.open.last().is_some_and(|it| !it.0.text().is_empty()) => self.push(" "),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("‑"),
            "hyperlink" => {
                self.target = tag.attribute("id").and_then(|it| self.targets.get(&it).cloned());
            }
            "footnoteReference" => self.refer(tag, "footnotes"),
            "endnoteReference" => self.refer(tag, "endnotes"),
            "tbl" => self.n_tables += 1,
            "tr" if self.n_tables == 1 => self.table.begin_row(),
            "tc" if self.n_tables == 1 => self.table.begin_cell(),
            "pStyle" => {
                let style = tag.attribute("val").map(|it| self.styles.style(&it)).unwrap_or_default();
                if let Some((_, own)) = self.open.last_mut() {
                    *own = std::mem::take(own).or(&style);
                }
            }
            "outlineLvl" | "numId" | "ilvl" => {
                if let Some((_, own)) = self.open.last_mut() {
                    own.take(tag);
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "pPr" => self.is_properties = false,
            "t" => self.is_text = false,
            "hyperlink" => self.target = None,
            "tbl" => self.end_table(),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if self.is_hidden {
            return;
        }
        if let Some((words, _)) = self.open.last_mut() {
            words.push(text, self.target.as_ref());
        }
    }

    fn refer(&mut self, tag: &Tag<'_>, file: &'static str) {
        let Some(id) = tag.attribute("id") else { return };
        let mark = self.notes.len() + 1;
        self.notes.push((mark, id, file));
        self.push(&format!("[{mark}]"));
    }

    fn begin_paragraph(&mut self) {
        self.open.push((std::mem::take(&mut self.begun), Style::default()));
        self.mark = Mark::Kept;
    }

    fn end_paragraph(&mut self) {
        let Some((words, style)) = self.open.pop() else { return };
        if std::mem::replace(&mut self.mark, Mark::Kept) == Mark::Deleted {
            self.begun = words;
            return;
        }
        if self.n_tables > 0 {
            let mut at = 0;
            for (range, target) in words.links() {
                self.table.push(words.text().get(at..range.start).unwrap_or_default(), None);
                self.table.push(words.text().get(range.clone()).unwrap_or_default(), Some(target));
                at = range.end;
            }
            self.table.push(words.text().get(at..).unwrap_or_default(), None);
            self.table.break_line();
            return;
        }
        if words.text().trim().is_empty() {
            return;
        }
        let list = style.list.filter(|it| *it > 0);
        let (kind, words) = match (&style, list) {
            (Style { is_title: true, .. }, _) => (BlockKind::Heading(1), words),
            (Style { heading: Some(level), .. }, _) => (BlockKind::Heading(*level), words),
            (_, Some(list)) => {
                let depth = style.depth.unwrap_or_default();
                let mut item = Linked::from(self.styles.mark(list, depth, &mut self.counts));
                item.append(&words.trimmed());
                (BlockKind::ListItem(depth), item)
            }
            (Style { is_quote: true, .. }, _) => (BlockKind::BlockQuote, words),
            _ => (BlockKind::Paragraph, words),
        };
        if self.title.is_none() && kind == BlockKind::Heading(1) {
            self.title = Some(words.text().to_owned());
        }
        self.builder.linked_block(kind, &words);
    }

    fn end_table(&mut self) {
        if self.n_tables == 1 {
            for (kind, text) in std::mem::take(&mut self.table).into_blocks() {
                self.builder.linked_block(kind, &text);
            }
        }
        self.n_tables = self.n_tables.saturating_sub(1);
    }
}

/// The text of a footnote.
pub(super) fn note(bytes: &[u8], id: &str, styles: &Styles) -> String {
    let mut builder = DocumentBuilder::new();
    let mut body = Body::new(styles, HashMap::new(), &mut builder);
    let mut is_it = false;
    walk(bytes, |piece| {
        match &piece {
            Piece::Open(tag) if tag.name == "footnote" || tag.name == "endnote" => {
                is_it = tag.attribute("id").is_some_and(|it| it == id);
            }
            Piece::Close(name) if name == "footnote" || name == "endnote" => is_it = false,
            _ => {}
        }
        if is_it {
            body.read(piece);
        }
    });
    body.end();
    let doc = builder.finish(crate::document::Metadata::default());
    doc.map_or_else(|_| String::new(), |it| crate::text::collapse_whitespace(it.text()))
}
