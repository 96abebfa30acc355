//! Reading only what is about the chosen name or search: the rest is dimmed, or left out.

use crate::app::Model;
use crate::app::article::relevance::About;
use crate::app::popup::Dialog;
use crate::app::popup::search_prompt::Purpose;

impl Model {
    /// Dims the sentences that are not about what is walked, or no longer.
    pub(in crate::app) fn toggle_dimming(&mut self) {
        self.dims = !self.dims && self.has_topic();
        if self.dims {
            self.keep_about();
            let name = self.needle.as_ref().map_or("", |it| it.name()).to_owned();
            self.tell(format!("what is not about {name} is dimmed"));
        } else if self.needle.is_some() {
            self.tell("nothing is dimmed");
        }
    }

    /// Leaves out all sentences that are not about what is walked, or shows them again. With nothing to walk it asks for
    /// words.
    pub(in crate::app) fn toggle_narrowing(&mut self) {
        if self.narrows {
            self.narrows = false;
            return self.tell("the whole text");
        }
        if self.needle.is_none() && self.subject_entity().is_none() {
            self.search();
            if let Some(Dialog::Search(prompt)) = &mut self.dialog {
                prompt.purpose = Purpose::Narrow;
            }
            return;
        }
        if self.has_topic() {
            self.narrow();
        }
    }

    /// Leaves out what is not about what is walked.
    pub(in crate::app) fn narrow(&mut self) {
        self.narrows = true;
        self.keep_about();
        let found = self.about.as_ref().filter(|about| !about.sentences().is_empty());
        let Some(count) = found.map(About::count) else {
            self.narrows = false;
            return self.tell("no sentence has it");
        };
        self.tell(format!("{count} sentences; the rest is left out"));
    }

    /// Whether something is walked; if not, what is focused is from now on.
    fn has_topic(&mut self) -> bool {
        if self.needle.is_none() {
            match self.subject_entity() {
                Some(id) => self.choose(id, self.reader.focus().map(|focus| focus.span)),
                None => self.advise(
                    "choose a name first: {view-names} and {next-pane} for the list, {search} to search",
                ),
            }
        }
        self.needle.is_some()
    }

    /// The sentences about what is walked now, where somebody wants to know.
    pub(in crate::app) fn keep_about(&mut self) {
        let Some(needle) = self.needle.as_ref().filter(|_| self.dims || self.narrows) else {
            (self.dims, self.narrows, self.about) = (false, false, None);
            return;
        };
        if !self.about.as_ref().is_some_and(|it| it.is_of(needle, self.forms)) {
            self.about = Some(About::new(&self.doc, &self.analysis, &self.marks, needle, self.forms));
        }
    }

    /// Lets the text show these sentences only, or all. A jump to what is left out shows all again.
    pub(in crate::app) fn keep_narrow(&mut self) {
        if self.reader.take_widened() {
            self.narrows = false;
            self.tell("the whole text again: this was left out");
        }
        let about = self.about.as_ref().filter(|about| self.narrows && !about.sentences().is_empty());
        self.reader.narrow(about.map(About::sentences));
    }
}
