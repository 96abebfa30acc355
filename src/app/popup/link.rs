//! Popups for links: the list of all, and the one that shows where a link leads before it is opened.

use std::sync::Arc;

use crate::app::list;
use crate::app::list::{List, Row};
use crate::app::text::grapheme;
use crate::app::{Key, KeyCode};
use crate::document::{Document, Link, Target};
use crate::text::Id;

/// All links of an article, in its order.
#[derive(Debug)]
pub(crate) struct LinkList {
    doc: Arc<Document>,
    pub(crate) list: List<(), Id<Link>>,
}

/// What a key in the list leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ListResult {
    Stay,
    Close,
    /// To its words.
    Jump(Id<Link>),
    /// Where it leads.
    Open(Id<Link>),
}

impl LinkList {
    /// The links; `None` if there are none. The cursor stands at the first one from a byte on.
    pub(crate) fn new(doc: &Arc<Document>, from: usize) -> Option<Self> {
        if doc.links().is_empty() {
            return None;
        }
        let mut links = Self { doc: Arc::clone(doc), list: List::default() };
        links.list.filter.has_keys = true;
        links.fill();
        let n_before = doc.links().rows().partition_point(|it| it.span.end().to_usize() <= from);
        links.list.move_by(isize::try_from(n_before).unwrap_or(0));
        Some(links)
    }

    /// What stands on its frame.
    pub(crate) fn title(&self) -> String {
        format!("{}: type to search, Enter jumps, Ctrl-O opens", crate::digest::counted(self.len(), "link"))
    }

    /// The number of rows without a filter.
    pub(crate) fn len(&self) -> usize {
        self.doc.links().len()
    }

    /// The words of a row and the host that they lead to.
    pub(crate) fn row(&self, id: Id<Link>) -> (String, &str) {
        let link = &self.doc.links()[id];
        (grapheme::one_line(self.doc.slice(link.span)), link.target.host())
    }

    /// Takes a key.
    pub(crate) fn key(&mut self, key: Key) -> ListResult {
        let chosen = self.list.selected();
        match key {
            Key { code: KeyCode::Esc, .. } => ListResult::Close,
            Key { code: KeyCode::Enter, .. } => chosen.map_or(ListResult::Stay, ListResult::Jump),
            _ if key == Key::ctrl('o') => chosen.map_or(ListResult::Stay, ListResult::Open),
            _ => {
                if self.list.key(key) {
                    self.fill();
                }
                ListResult::Stay
            }
        }
    }

    /// Takes pasted text.
    pub(crate) fn paste(&mut self, text: &str) {
        self.list.filter.input.insert(text);
        self.fill();
    }

    fn fill(&mut self) {
        let filter = self.list.filter.input.text();
        let is_match =
            |link: &Link| list::is_match(&format!("{} {}", self.doc.slice(link.span), link.target), filter);
        let rows = self.doc.links().iter().filter(|(_, link)| is_match(link));
        let rows = rows.map(|(id, _)| Row::Item(id)).collect();
        self.list.set_rows(rows, |_| false);
    }
}

/// Shows where something leads, whole, and asks whether to open it.
#[derive(Debug)]
pub(crate) struct Lead {
    /// What stands on its frame.
    pub(crate) title: &'static str,
    pub(crate) target: Target,
    /// Lines of the target above its first one on the screen.
    n_above: usize,
    height: usize,
    width: usize,
}

/// What a key leads to while the target is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LeadResult {
    Stay,
    Close,
    Open,
    Copy,
}

impl Lead {
    /// What stands below the target.
    pub(crate) const HINT: &'static str = "o opens it outside of byline, y copies it, Esc closes";

    /// Asks.
    pub(crate) const fn new(title: &'static str, target: Target) -> Self {
        Self { title, target, n_above: 0, height: 1, width: 1 }
    }

    /// The target's lines at a width; they break wherever the line is full.
    pub(crate) fn lines(&self, width: usize) -> Vec<&str> {
        let whole = self.target.as_str();
        let width = width.max(1);
        // ASCII only: every byte is a sign of one cell.
        (0..whole.len())
            .step_by(width)
            .filter_map(|at| whole.get(at..(at + width).min(whole.len())))
            .collect()
    }

    /// The lines on the screen.
    pub(crate) fn shown(&self) -> Vec<&str> {
        self.lines(self.width).into_iter().skip(self.n_above).take(self.height).collect()
    }

    /// Fits it into so many cells and lines.
    pub(crate) fn fit(&mut self, width: usize, height: usize) {
        (self.width, self.height) = (width.max(1), height.max(1));
        self.scroll(0);
    }

    /// Moves the target's lines, where not all have room.
    pub(crate) fn scroll(&mut self, n: isize) {
        let most = self.lines(self.width).len().saturating_sub(self.height);
        self.n_above = self.n_above.saturating_add_signed(n).min(most);
    }

    /// Takes a key. Only `o` opens: Enter comes too easily.
    pub(crate) fn key(&mut self, key: Key) -> LeadResult {
        match key.code {
            KeyCode::Char('o') if !key.ctrl && !key.alt => return LeadResult::Open,
            KeyCode::Char('y') => return LeadResult::Copy,
            KeyCode::Esc | KeyCode::Char('q') => return LeadResult::Close,
            KeyCode::Down | KeyCode::Char('j') => self.scroll(1),
            KeyCode::Up | KeyCode::Char('k') => self.scroll(-1),
            _ => {}
        }
        LeadResult::Stay
    }
}
