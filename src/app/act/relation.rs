//! Relations: their list, the sentences that state them, what links two names, and the graph.

use crate::app::card::Subject;
use crate::app::chosen::Chosen;
use crate::app::list::Filter;
use crate::app::popup::Popup;
use crate::app::popup::cast_picker::CastPicker;
use crate::app::popup::graph::{Graph, Reach};
use crate::app::reader::{Focus, FocusKind};
use crate::app::sidebar::ListFilter;
use crate::app::sidebar::relations::RelationItem;
use crate::app::{App, ListView, Progress};
use crate::digest::{self, StatingSentence};
use crate::nlp::{Entity, Relation};
use crate::text::Id;

impl App {
    /// Goes to the sentence with this number that states a relation, and marks its subject, cue and object.
    pub(in crate::app) fn go_to_wording(&mut self, id: Id<Relation>, nth: usize) {
        if let Some(wording) =
            digest::wording(&self.article.analysis, &self.article.analysis.relations[id], nth)
        {
            self.front_text();
            let focus = Focus { span: wording.extent(), kind: FocusKind::Relation(id, nth) };
            self.reader.go_to(focus);
        }
    }

    /// Goes to the first sentence that states a relation; from there to the next one, and around.
    pub(in crate::app) fn go_to_relation(&mut self, id: Id<Relation>) {
        let n = self.article.analysis.relations[id].evidence.len();
        let nth = match self.reader.focus().map(|focus| focus.kind) {
            Some(FocusKind::Relation(shown, nth)) if shown == id => (nth + 1) % n,
            _ => 0,
        };
        self.go_to_wording(id, nth);
    }

    /// Goes to the next or previous sentence that states a relation: from the focus if it is on the screen, else from
    /// the edge of the screen.
    pub(in crate::app) fn relation_step(&mut self, is_next: bool) {
        let stating = self.article.links.stating();
        let sentence = |it: &StatingSentence| self.article.analysis.sentences[it.sentence].span;
        let visible = self.reader.visible();
        let focus = self.reader.focus().filter(|focus| self.reader.shows(focus.span));
        let shown = focus.and_then(|focus| match focus.kind {
            FocusKind::Relation(id, nth) => stating.iter().position(|it| (it.relation, it.nth) == (id, nth)),
            _ => None,
        });
        // If something else is focused, its sentence counts, too: the user wants to know what it states.
        let at = match (shown, focus) {
            (Some(at), _) if is_next => Some(at + 1),
            (Some(at), _) => at.checked_sub(1),
            (None, Some(focus)) if is_next => {
                Some(stating.partition_point(|it| sentence(it).end() <= focus.span.start()))
            }
            (None, None) if is_next => {
                Some(stating.partition_point(|it| sentence(it).start() < visible.start()))
            }
            (None, focus) => {
                let before = focus.map_or(visible.end(), |focus| focus.span.end());
                stating.partition_point(|it| sentence(it).start() < before).checked_sub(1)
            }
        };
        match at.and_then(|at| stating.get(at)).copied() {
            Some(stop) => self.go_to_wording(stop.relation, stop.nth),
            None if stating.is_empty() => self.tell_of_no_relations(),
            None => self.tell(if is_next { "no more below" } else { "no more above" }),
        }
    }

    /// The member of the cast that a key for relations is about: the one in the row or the focus, else the chosen
    /// one.
    pub(in crate::app) fn member(&self) -> Option<Id<Entity>> {
        let walked = self.chosen.as_ref().and_then(Chosen::entity);
        let subject = self.subject();
        if let Some(id) = subject.and_then(|it| it.entity(&self.article.analysis)) {
            return Some(id);
        }
        let in_list = match self.sidebar.relations.selected() {
            Some(RelationItem::Relation(_, from)) if self.sidebar.view == ListView::Relations => from,
            _ => None,
        };
        match subject {
            Some(Subject::Relation(id)) => {
                let relation = &self.article.analysis.relations[id];
                let walked = walked.filter(|&it| it == relation.subject || it == relation.object);
                Some(in_list.or(walked).unwrap_or(relation.subject))
            }
            Some(Subject::Quote(id)) => self.article.analysis.quotes[id].speaker.or(walked),
            _ => walked,
        }
    }

    /// Makes all lists show only what is about the chosen subject, or everything again. With nothing chosen, chooses
    /// the one in the row.
    pub(in crate::app) fn list_only(&mut self) {
        if !matches!(self.sidebar.only, ListFilter::All) {
            return self.list_all();
        }
        if self.chosen.is_none() {
            self.choose_here();
        }
        let Some(name) = self.chosen.as_ref().map(|it| it.name().into_owned()) else {
            return self.advise(
                "choose a name first: {view-names} lists them, {choose-name} chooses the focused one",
            );
        };
        self.sidebar.only = ListFilter::Chosen;
        self.refill();
        self.find_chosen();
        self.advise(&format!("only {}; {{list-only}} lists all again", name.replace(['{', '}'], "")));
    }

    /// Makes all lists show everything again.
    pub(in crate::app) fn list_all(&mut self) {
        self.sidebar.only = ListFilter::All;
        self.refill();
        self.find_chosen();
    }

    /// Shows the list of everything that links two names.
    pub(in crate::app) fn list_pair(&mut self, members: [Id<Entity>; 2]) {
        self.sidebar.only = ListFilter::pair(&self.article.analysis, members);
        self.list_relations();
    }

    /// Shows the list of relations, with the cursor on those of the chosen subject.
    pub(in crate::app) fn list_relations(&mut self) {
        self.sidebar.view = ListView::Relations;
        self.sidebar.is_pointed = false;
        self.sidebar.relations.filter = Filter::default();
        self.show_list_pane();
        self.refresh();
        self.refill();
        self.sidebar.relations.select_first(|_| true);
        self.find_chosen();
    }

    /// Asks for the second of two names.
    pub(in crate::app) fn open_with(&mut self) {
        let Some(id) = self.member() else {
            return self
                .advise("choose a name first: {next-thing} steps through them, {view-names} lists them");
        };
        match CastPicker::of_linked(&self.article.analysis, &self.article.links, id) {
            Some(picker) => self.popup = Some(Popup::CastPicker(picker)),
            None => self
                .tell(format!("nothing links {} with another name", self.article.analysis.entities[id].name)),
        }
    }

    /// Draws the graph. If there is no room for it, the list shows the same.
    pub(in crate::app) fn open_graph(&mut self) {
        if self.article.analysis.relations.is_empty() {
            return self.tell_of_no_relations();
        }
        let chosen = self.chosen.as_ref().and_then(Chosen::entity);
        self.popup = Some(Popup::Graph(Graph::new(&self.article.analysis, chosen, Reach::Near)));
    }

    fn tell_of_no_relations(&mut self) {
        let is_done = self.article.progress == Progress::Done;
        self.tell(if is_done { "no relations were found" } else { "the relations are not known yet" });
    }
}
