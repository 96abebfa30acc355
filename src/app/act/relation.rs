//! Relations: their list, the places that state them, what links two, and the graph.

use crate::app::card::Subject;
use crate::app::chosen::Needle;
use crate::app::input::action::Action;
use crate::app::list::Filter;
use crate::app::popup::Dialog;
use crate::app::popup::graph::Graph;
use crate::app::popup::pair_picker::With;
use crate::app::reader::{Focus, FocusKind};
use crate::app::sidebar::relations::{Item, Only};
use crate::app::{ListView, Model, Progress};
use crate::digest::{self, Stop};
use crate::nlp::{Entity, Relation};
use crate::text::Id;

impl Model {
    /// Goes to a sentence that states a relation, by number, and marks there subject, cue and object.
    pub(in crate::app) fn go_to_wording(&mut self, id: Id<Relation>, nth: usize) {
        if let Some(wording) = digest::wording(&self.analysis, &self.analysis.relations[id], nth) {
            self.front_text();
            let focus = Focus { span: wording.extent(), kind: FocusKind::Relation(id, nth) };
            self.reader.go_to(focus);
        }
    }

    /// Goes to the first sentence that states a relation; from there to the next one, and round.
    pub(in crate::app) fn go_to_relation(&mut self, id: Id<Relation>) {
        let n = self.analysis.relations[id].evidence.len();
        let nth = match self.reader.focus().map(|focus| focus.kind) {
            Some(FocusKind::Relation(shown, nth)) if shown == id => (nth + 1) % n,
            _ => 0,
        };
        self.go_to_wording(id, nth);
    }

    /// Steps to the next or previous sentence that states a relation: from the focus if it is on the screen, else from the
    /// screen's edge.
    pub(in crate::app) fn relation_step(&mut self, is_next: bool) {
        let stops = self.links.stops();
        let sentence = |stop: &Stop| self.analysis.sentences[stop.sentence].span;
        let visible = self.reader.visible();
        let focus = self.reader.focus().filter(|focus| self.reader.shows(focus.span));
        let shown = focus.and_then(|focus| match focus.kind {
            FocusKind::Relation(id, nth) => stops.iter().position(|it| (it.relation, it.nth) == (id, nth)),
            _ => None,
        });
        // The sentence of another focus counts, too: one asks what it states.
        let at = match (shown, focus) {
            (Some(at), _) if is_next => Some(at + 1),
            (Some(at), _) => at.checked_sub(1),
            (None, Some(focus)) if is_next => {
                Some(stops.partition_point(|it| sentence(it).end() <= focus.span.start()))
            }
            (None, None) if is_next => {
                Some(stops.partition_point(|it| sentence(it).start() < visible.start()))
            }
            (None, focus) => {
                let before = focus.map_or(visible.end(), |focus| focus.span.end());
                stops.partition_point(|it| sentence(it).start() < before).checked_sub(1)
            }
        };
        match at.and_then(|at| stops.get(at)).copied() {
            Some(stop) => self.go_to_wording(stop.relation, stop.nth),
            None if stops.is_empty() => self.tell_of_no_relations(),
            None => self.tell(if is_next { "no more below" } else { "no more above" }),
        }
    }

    /// The member of the cast that a key on relations means: the one in the row or focus, else the chosen one.
    fn member(&self) -> Option<Id<Entity>> {
        let walked = self.needle.as_ref().and_then(Needle::entity);
        let subject = self.subject();
        if let Some(id) = subject.and_then(|it| it.entity(&self.analysis)) {
            return Some(id);
        }
        let in_list = match self.relations.selected() {
            Some(Item::Relation(_, from)) if self.view == ListView::Relations => from,
            _ => None,
        };
        match subject {
            Some(Subject::Relation(id)) => {
                let relation = &self.analysis.relations[id];
                let walked = walked.filter(|&it| it == relation.subject || it == relation.object);
                Some(in_list.or(walked).unwrap_or(relation.subject))
            }
            Some(Subject::Quote(id)) => self.analysis.quotes[id].speaker.or(walked),
            _ => walked,
        }
    }

    /// Lists only the relations of the member under the cursor, or those of all again.
    pub(in crate::app) fn list_only(&mut self) {
        if self.view == ListView::Relations && !self.only.members().is_empty() {
            return self.list_relations(&[]);
        }
        match self.member() {
            Some(id) if self.links.relations_of(id).is_empty() => {
                self.tell(format!("no relation of {} was found", self.analysis.entities[id].name));
            }
            Some(id) => self.list_relations(&[id]),
            None => self.tell("choose a name first: 1 lists them"),
        }
    }

    /// Brings the list of relations to the front: of all, of one, or what links two.
    pub(in crate::app) fn list_relations(&mut self, members: &[Id<Entity>]) {
        self.only = Only::of(&self.analysis, members);
        self.view = ListView::Relations;
        self.relations.filter = Filter::default();
        self.show_list_pane();
        self.refresh();
        self.fill_relations();
        self.relations.select_first(|_| true);
    }

    /// In the list by name the cursor goes to the chosen name.
    pub(in crate::app) fn find_chosen_relations(&mut self) {
        if let Some(id) = self.needle.as_ref().and_then(Needle::entity) {
            self.relations.select_first(|item| matches!(item, Item::Relation(_, Some(from)) if from == id));
        }
    }

    /// Asks for the second of two names.
    pub(in crate::app) fn open_with(&mut self) {
        let Some(id) = self.member() else {
            return self
                .advise("choose a name first: {next-thing} steps through them, {view-names} lists them");
        };
        match With::new(&self.analysis, &self.links, id) {
            Some(with) => self.dialog = Some(Dialog::With(with)),
            None => self.tell(format!("nothing links {} with another name", self.analysis.entities[id].name)),
        }
    }

    /// Draws the graph; where there is no room for it, the list tells the same.
    pub(in crate::app) fn open_graph(&mut self) {
        if self.analysis.relations.is_empty() {
            return self.tell_of_no_relations();
        }
        let chosen = self.needle.as_ref().and_then(Needle::entity);
        self.dialog = Some(Dialog::Graph(Graph::new(&self.analysis, chosen)));
    }

    fn tell_of_no_relations(&mut self) {
        let is_done = self.progress == Progress::Done;
        self.tell(if is_done { "no relations were found" } else { "the relations are not known yet" });
    }

    pub(in crate::app) fn act_in_graph(&mut self, action: Action) {
        let Some(Dialog::Graph(graph)) = &mut self.dialog else { return };
        match action {
            Action::GraphLeft => graph.move_across(-1),
            Action::GraphRight => graph.move_across(1),
            Action::GraphUp => graph.move_along(-1),
            Action::GraphDown => graph.move_along(1),
            Action::GraphOpen => {
                let entity = graph.chosen().entity;
                self.dialog = None;
                self.choose(entity, None);
                self.list_relations(&[entity]);
            }
            _ => self.dialog = None,
        }
    }

    /// Without room for the graph its lines are shown instead.
    pub(in crate::app) fn fall_back_to_list(&mut self) {
        if matches!(&self.dialog, Some(Dialog::Graph(graph)) if graph.drawing().is_none()) {
            self.dialog = None;
            self.list_relations(&[]);
            self.tell("no room for the graph");
        }
    }
}
