//! Headings: the rows of the outline, and steps from heading to heading.

use std::sync::Arc;

use crate::app::article::step::StepTarget;
use crate::app::reader::{Focus, FocusKind};
use crate::app::sidebar::outline;
use crate::app::text::grapheme;
use crate::app::{App, ListView};
use crate::digest::counted;
use crate::nlp::EntityKind;
use crate::text::{ByteOffset, Span};

impl App {
    /// The current place in the text: the start of the focus if it is on the screen, else the first word there.
    fn reading_at(&self) -> ByteOffset {
        let focus = self.reader.focus().filter(|focus| self.reader.shows(focus.span));
        focus.map_or_else(|| self.reader.place().start(), |focus| focus.span.start())
    }

    /// The number of the section in the outline that is being read.
    pub(crate) fn section_read(&self) -> Option<usize> {
        self.sidebar.outline.at(self.reading_at())
    }

    /// Puts the cursor of the outline on the section that is being read.
    pub(in crate::app) fn find_section(&mut self) {
        self.refill_list(ListView::Outline);
        if let Some(number) = self.section_read() {
            self.sidebar.outline.list.select(number);
        }
    }

    /// Goes from a row of the outline to its text, which moves to the top of the screen.
    pub(in crate::app) fn go_to_section(&mut self) {
        let Some(section) = self.sidebar.outline.selected() else { return self.tell("the list is empty") };
        let head = section.head;
        self.front_text();
        self.open_at(head);
    }

    /// Shows the current place: "paragraph 3 of 12 · 24% · 410 words to go · under “Costs”".
    pub(in crate::app) fn tell_where(&mut self) {
        let doc = Arc::clone(&self.article.doc);
        let at = self.reading_at();
        let blocks = doc.blocks().rows();
        let number = blocks.partition_point(|it| it.span.start() <= at);
        let rest = doc.text().get(at.to_usize()..).unwrap_or_default();
        let place = format!("paragraph {number} of {} · {}%", blocks.len(), self.reader.percent());
        let to_go = if self.reader.is_at_end() {
            "the end is on the screen".to_owned()
        } else {
            format!("{} to go", counted(rest.split_whitespace().count(), "word"))
        };
        let head = outline::headings(&doc).take_while(|it| it.start() <= at).last();
        let under = head.map(|it| format!("under “{}”", grapheme::fit_one_line(doc.slice(it), 40, "…")));
        let told = [place, to_go].into_iter().chain(under).collect::<Vec<_>>().join(" · ");
        self.tell(told);
    }

    /// Goes to the next or previous heading.
    pub(in crate::app) fn heading(&mut self, is_next: bool) {
        self.front_text();
        let visible = self.reader.visible().start();
        let focus = self.reader.focus().filter(|focus| self.reader.shows(focus.span));
        let doc = Arc::clone(&self.article.doc);
        let mut headings = outline::headings(&doc);
        let found = match (focus.map(|it| it.span.start()), is_next) {
            (Some(at), true) => headings.find(|it| it.start() > at),
            (Some(at), false) => headings.rfind(|it| it.start() < at),
            // Something that starts at the top of the screen counts as on it.
            (None, true) => headings.find(|it| it.start() >= visible),
            (None, false) => headings.rfind(|it| it.start() < visible),
        };
        match found {
            Some(head) => self.open_at(head),
            None if outline::headings(&doc).next().is_none() => {
                self.advise("the article has no headings: {next-paragraph} and {previous-paragraph} step through its paragraphs");
            }
            None => {
                self.tell(if is_next { "that was the last heading" } else { "that was the first heading" });
            }
        }
    }

    /// Focuses the next or previous place, if places are shown.
    pub(in crate::app) fn place_step(&mut self, is_next: bool) {
        if !self.looks.places {
            return self.advise("places are hidden: {places} shows them");
        }
        self.thing(StepTarget::Kind(EntityKind::Place), is_next);
    }

    /// Brings a heading or paragraph to the top of the screen and focuses it; in a paragraph, its first sentence.
    fn open_at(&mut self, head: Span) {
        let sentences = self.article.analysis.sentences.rows();
        let index = sentences.partition_point(|it| it.span.start() < head.start());
        let first = sentences.get(index).map(|it| it.span).filter(|it| it.start() == head.start());
        self.reader.open_at(Focus { span: first.unwrap_or(head), kind: FocusKind::Sentence });
    }
}
