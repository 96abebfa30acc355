//! The list of all links.

use std::sync::Arc;

use crate::app::App;
use crate::app::input::action::Action;
use crate::app::input::keymap::Keymap;
use crate::app::list;
use crate::app::list::Row;
use crate::app::popup::any::{Outcome, RefersTo};
use crate::app::popup::searchable::{Listed, SearchableList};
use crate::app::text::grapheme;
use crate::digest::counted;
use crate::document::{Document, Link};
use crate::text::Id;

/// The links of an article, in its order.
#[derive(Debug)]
pub(crate) struct Links(Arc<Document>);

/// All links of an article.
pub(crate) type LinkList = SearchableList<Links>;

impl LinkList {
    /// The links; `None` if there are none. The cursor is on the first one at or after a byte.
    pub(crate) fn of(doc: &Arc<Document>, from: usize) -> Option<Self> {
        if doc.links().is_empty() {
            return None;
        }
        let mut popup = Self::new(Links(Arc::clone(doc)));
        let n_before = doc.links().rows().partition_point(|it| it.span.end().to_usize() <= from);
        popup.list.move_by(isize::try_from(n_before).unwrap_or(0));
        Some(popup)
    }

    /// The words of a row, and the host that they lead to.
    pub(crate) fn row(&self, id: Id<Link>) -> (String, &str) {
        let Links(doc) = &self.listed;
        let link = &doc.links()[id];
        (grapheme::one_line(doc.slice(link.span)), link.target.host())
    }
}

impl Listed for Links {
    type Head = ();
    type Item = Id<Link>;

    fn title(&self, keymap: &Keymap) -> String {
        let n = counted(self.0.links().len(), "link");
        format!("{n}: {}", keymap.words("type to search, {typing-accept} jumps, {typing-address} opens"))
    }

    fn rows(&mut self, typed: &str) -> Vec<Row<(), Id<Link>>> {
        let is_match =
            |link: &Link| list::is_match(&format!("{} {}", self.0.slice(link.span), link.target), typed);
        let found = self.0.links().iter().filter(|(_, link)| is_match(link));
        found.map(|(id, _)| Row::Item(id)).collect()
    }

    fn none(&self, _: &str) -> String {
        "no such link".to_owned()
    }

    fn refers_to(&self) -> RefersTo {
        RefersTo::Positions
    }

    fn take(popup: &mut LinkList, app: &mut App) -> Outcome {
        let Some(id) = popup.list.selected() else { return Outcome::STAY };
        app.go_to_link(id);
        Outcome::CLOSE
    }

    fn act(popup: &mut LinkList, app: &mut App, action: Action) -> Outcome {
        let Some(id) = popup.list.selected().filter(|_| action == Action::TypingAddress) else {
            return Outcome::STAY;
        };
        app.go_to_link(id);
        app.open_link();
        Outcome::CLOSE
    }
}
