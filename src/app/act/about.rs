//! Showing only what is about the chosen name or search: the rest is dimmed or left out.

use crate::app::App;
use crate::app::article::relevance::Relevance;
use crate::app::popup::Popup;
use crate::app::popup::search_prompt::SearchPurpose;
use crate::app::sidebar::ListFilter;

impl App {
    /// Dims the sentences that are not about the chosen subject, or stops dimming.
    pub(in crate::app) fn toggle_dimming(&mut self) {
        self.emphasis.dims = !self.emphasis.dims && self.has_topic();
        if self.emphasis.dims {
            self.keep_relevance();
            let name = self.chosen.as_ref().map_or_else(String::new, |it| it.name().into_owned());
            self.tell(format!("sentences that are not about {name} are dimmed"));
        } else if self.chosen.is_some() {
            self.tell("nothing is dimmed");
        }
    }

    /// Leaves out all sentences that are not about the chosen subject, or shows them again. With nothing chosen, asks
    /// for words.
    pub(in crate::app) fn toggle_narrowing(&mut self) {
        if self.emphasis.narrows {
            self.emphasis.narrows = false;
            return self.tell("the whole text");
        }
        if self.chosen.is_none() && self.subject_entity().is_none() {
            self.search();
            if let Some(Popup::Search(prompt)) = &mut self.popup {
                prompt.purpose = SearchPurpose::Narrow;
            }
            return;
        }
        if self.has_topic() {
            self.narrow();
        }
    }

    /// Leaves out what is not about the chosen subject.
    pub(in crate::app) fn narrow(&mut self) {
        self.emphasis.narrows = true;
        self.keep_relevance();
        let found = self.emphasis.relevance.as_ref().filter(|about| !about.sentences().is_empty());
        let Some(count) = found.map(Relevance::count) else {
            self.emphasis.narrows = false;
            return self.tell("no sentence matches");
        };
        self.tell(format!("{count} sentences; the rest is hidden"));
    }

    /// Whether something is chosen. If not, chooses what is focused.
    fn has_topic(&mut self) -> bool {
        if self.chosen.is_none() {
            match self.subject_entity() {
                Some(id) => self.choose(id, self.reader.focus().map(|focus| focus.span)),
                None => self.advise(
                    "choose a name first: {view-names} and {next-pane} for the list, {search} to search",
                ),
            }
        }
        self.chosen.is_some()
    }

    /// Finds the sentences about the chosen subject, if something needs them.
    pub(in crate::app) fn keep_relevance(&mut self) {
        if self.chosen.is_none() {
            (self.emphasis.dims, self.emphasis.narrows) = (false, false);
            if matches!(self.sidebar.only, ListFilter::Chosen) {
                self.sidebar.only = ListFilter::All;
            }
        }
        let is_wanted =
            self.emphasis.dims || self.emphasis.narrows || matches!(self.sidebar.only, ListFilter::Chosen);
        let Some(chosen) = self.chosen.as_ref().filter(|_| is_wanted) else {
            self.emphasis.relevance = None;
            return;
        };
        if !self.emphasis.relevance.as_ref().is_some_and(|it| it.is_of(chosen, self.looks.forms)) {
            self.emphasis.relevance = Some(Relevance::new(&self.article, chosen, self.looks.forms));
        }
    }

    /// Makes the text show only these sentences, or all. A jump to a hidden place shows everything again.
    pub(in crate::app) fn keep_narrow(&mut self) {
        if self.reader.take_widened() {
            self.emphasis.narrows = false;
            self.tell("the whole text again: this was hidden");
        }
        let about = self
            .emphasis
            .relevance
            .as_ref()
            .filter(|about| self.emphasis.narrows && !about.sentences().is_empty());
        self.reader.narrow(about.map(Relevance::sentences));
    }
}
