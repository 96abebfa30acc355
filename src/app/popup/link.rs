//! The list of all links.

use std::sync::Arc;

use crate::app::input::action::{Action, Context};
use crate::app::list;
use crate::app::list::{List, Row};
use crate::app::popup;
use crate::app::popup::any::{AnyPopup, Click, Holds, Outcome, Place, Press};
use crate::app::screen::{Area, Screen};
use crate::app::text::grapheme;
use crate::app::{App, Key, KeyCode};
use crate::document::{Document, Link};
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

impl AnyPopup for LinkList {
    fn place(&self, _: Screen, room: Area) -> Place {
        Place::Middle(popup::lines(self.len()).saturating_add(3).min(room.height * 2 / 3))
    }

    fn fit(&mut self, inside: Area) {
        self.list.set_height(usize::from(inside.height.saturating_sub(1)));
    }

    fn holds(&self) -> Holds {
        Holds::Positions
    }

    fn stays(&self, _: &mut App) -> bool {
        true
    }

    fn contexts(&self) -> Option<&'static [Context]> {
        None
    }

    fn takes_digits(&self) -> bool {
        true
    }

    fn on_key(&mut self, app: &mut App, key: Key) -> Outcome {
        match self.key(key) {
            ListResult::Stay => return Outcome::STAY,
            ListResult::Close => {}
            ListResult::Jump(id) => app.go_to_link(id),
            ListResult::Open(id) => {
                app.go_to_link(id);
                app.open_link();
            }
        }
        Outcome::CLOSE
    }

    fn on_action(&mut self, _: &mut App, _: Action) -> Outcome {
        Outcome::STAY
    }

    fn on_paste(&mut self, _: &mut App, text: &str) {
        self.paste(text);
    }

    fn on_wheel(&mut self, lines: isize) {
        self.list.move_by(lines.signum());
    }

    fn on_press(&mut self, _: &mut App, press: Press) -> Click {
        Click::enter_if(press.row_below(1).and_then(|at| self.list.select_shown(at)).is_some())
    }

    fn on_press_beside(&self) -> Click {
        Click::Escape
    }
}
