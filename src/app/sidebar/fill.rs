//! The lists of the sidebar: which one is in front, and filling them.

use crate::annotate::Problem;
use crate::app::list::AnyList;
use crate::app::sidebar::{cast, notes, quotes, relations};
use crate::app::{ListView, MIN_LIST_WIDTH, Model, Pane};
use crate::nlp::{Entity, Quote};
use crate::text::Id;

impl Model {
    /// Whether a list is on the screen.
    pub(crate) fn has_list(&self) -> bool {
        self.screen.list.height > 0
    }

    /// The list in front.
    pub(crate) fn list(&self) -> &dyn AnyList {
        match self.view {
            ListView::Cast => &self.cast,
            ListView::Relations => &self.relations,
            ListView::Quotes => &self.quotes,
            ListView::Notes => &self.note_list,
            ListView::Outline => &self.outline.list,
        }
    }

    /// The list in front, to change it.
    pub(in crate::app) fn list_mut(&mut self) -> &mut dyn AnyList {
        self.list_of(self.view)
    }

    /// One of the lists, to change it.
    pub(in crate::app) fn list_of(&mut self, view: ListView) -> &mut dyn AnyList {
        match view {
            ListView::Cast => &mut self.cast,
            ListView::Relations => &mut self.relations,
            ListView::Quotes => &mut self.quotes,
            ListView::Notes => &mut self.note_list,
            ListView::Outline => &mut self.outline.list,
        }
    }

    /// Whether keys go into the filter of the list in front.
    pub(in crate::app) fn is_filtering(&self) -> bool {
        self.pane == Pane::List && self.list().filter().has_keys
    }

    /// Fills all lists anew; each cursor stays on its row if that is still there.
    pub(in crate::app) fn refill(&mut self) {
        self.fill_cast(self.cast.selected());
        self.fill_quotes(self.quotes.selected());
        self.fill_relations();
        self.fill_notes();
        if self.view == ListView::Outline {
            self.outline.fill(&self.doc);
        }
    }

    pub(in crate::app) fn fill_cast(&mut self, keep: Option<Id<Entity>>) {
        let filter = self.cast.filter.words();
        let rows = cast::rows(&self.doc, &self.analysis, self.cast_sort, self.forms, self.places, filter);
        self.cast.set_rows(rows, |id| Some(id) == keep);
    }

    pub(in crate::app) fn fill_quotes(&mut self, keep: Option<Id<Quote>>) {
        let filter = self.quotes.filter.words();
        let rows = quotes::rows(&self.doc, &self.analysis, &self.voices, self.quote_sort, filter);
        self.quotes.set_rows(rows, |id| Some(id) == keep);
    }

    /// Fills the list of relations; its lines depend on its width, too.
    pub(in crate::app) fn fill_relations(&mut self) {
        let keep = self.relations.selected();
        let wanted = relations::Wanted {
            sort: self.relation_sort,
            only: self.only.members(),
            filter: self.relations.filter.words(),
            // A list that is hidden has no width yet.
            width: usize::from(self.screen.list.width.saturating_sub(2)).max(MIN_LIST_WIDTH),
        };
        let rows = relations::rows(&self.doc, &self.analysis, &self.links, wanted);
        self.relations.set_rows(rows, |item| Some(item) == keep);
    }

    /// Makes the outline while it is in front: reading all of a long article takes its time.
    pub(in crate::app) fn fill_outline(&mut self) {
        if self.view == ListView::Outline && !self.outline.is_fresh {
            self.outline.make(&self.doc, &self.analysis, &self.marks);
        }
    }

    pub(in crate::app) fn fill_notes(&mut self) {
        let keep = self.note_list.selected();
        let told = |it: &Problem| (it.edit, self.told_of(it.edit));
        let problems: Vec<_> = self.problems.iter().map(told).collect();
        let filter = self.note_list.filter.words();
        let rows = notes::rows(&self.notes, &problems, self.note_order, filter);
        self.note_list.set_rows(rows, |item| Some(item) == keep);
    }
}
