//! Moving in the text: scrolling, stepping through what is marked, walking what is chosen.

use crate::app::article::step;
use crate::app::article::step::Wanted;
use crate::app::article::visibility::Shown;
use crate::app::card::Subject;
use crate::app::chosen;
use crate::app::chosen::{EntityKey, Needle, Target};
use crate::app::input::action::Action;
use crate::app::reader::{Focus, FocusKind};
use crate::app::screen::Mode;
use crate::app::{Model, Pane};
use crate::nlp::Entity;
use crate::text::{Id, Span};

impl Model {
    /// Does something as often as the number before the key says.
    pub(in crate::app) fn repeat(&mut self, mut step: impl FnMut(&mut Self)) {
        let times = self.take_number().unwrap_or(1).min(1000);
        (0..times).for_each(|_| step(self));
    }

    pub(in crate::app) fn scroll(&mut self, action: Action) {
        let number = self.take_number();
        let times = isize::try_from(number.unwrap_or(1)).unwrap_or(isize::MAX);
        let height = isize::try_from(self.reader.height()).unwrap_or(1);
        // One line of the old page stays, to read on from.
        let page = (height - 1).max(1);
        let half = (height / 2).max(1);
        match action {
            Action::LineDown => self.reader.scroll(times),
            Action::LineUp => self.reader.scroll(-times),
            Action::PageDown => self.reader.scroll(page.saturating_mul(times)),
            Action::PageUp => self.reader.scroll(-page.saturating_mul(times)),
            Action::HalfDown => self.reader.scroll(half.saturating_mul(times)),
            Action::HalfUp => self.reader.scroll(-half.saturating_mul(times)),
            Action::Top | Action::Bottom => match number {
                Some(line) => self.reader.go_line(line),
                None if action == Action::Top => self.reader.go_top(),
                None => self.reader.go_bottom(),
            },
            Action::Percent => match number {
                Some(percent) => self.reader.go_percent(percent),
                None => self.tell("type a number first: 50%"),
            },
            Action::NextParagraph => (0..times.min(1000)).for_each(|_| self.reader.paragraph(true)),
            _ => (0..times.min(1000)).for_each(|_| self.reader.paragraph(false)),
        }
    }

    /// Focuses the next or previous sentence: from the focus if it is on the screen, else from the screen's edge.
    pub(in crate::app) fn sentence(&mut self, is_next: bool) {
        self.front_text();
        let analysis = std::sync::Arc::clone(&self.analysis);
        let sentences = analysis.sentences.rows();
        let visible = self.reader.visible();
        let focus = self.reader.focus().filter(|focus| self.reader.shows(focus.span));
        let index = match focus {
            Some(focus) if is_next => sentences.partition_point(|it| it.span.start() <= focus.span.start()),
            Some(focus) => {
                sentences.partition_point(|it| it.span.start() < focus.span.start()).wrapping_sub(1)
            }
            None if is_next => sentences.partition_point(|it| it.span.start() < visible.start()),
            None => sentences.partition_point(|it| it.span.start() < visible.start()).wrapping_sub(1),
        };
        let mut index = index;
        // What is left out is passed over.
        while sentences.get(index).is_some_and(|it| self.reader.hides(it.span)) {
            index = if is_next { index + 1 } else { index.wrapping_sub(1) };
        }
        match sentences.get(index) {
            Some(sentence) => self.reader.go_to(Focus { span: sentence.span, kind: FocusKind::Sentence }),
            None if sentences.is_empty() => self.tell("the sentences are not known yet"),
            None => {
                self.tell(if is_next { "that was the last sentence" } else { "that was the first sentence" });
            }
        }
    }

    /// What a step from thing to thing stops at: what is marked, or would be if marks were on.
    pub(in crate::app) fn any_thing(&self) -> Wanted {
        Wanted::Any(Shown { names: true, ..self.shown() })
    }

    /// Focuses the next or previous thing: from the focus if it is on the screen, else from the screen's edge.
    pub(in crate::app) fn thing(&mut self, wanted: Wanted, is_next: bool) {
        self.front_text();
        self.repeat(|model| {
            let visible = model.reader.visible();
            let focus = model.reader.focus().filter(|focus| model.reader.shows(focus.span));
            let found = match focus {
                Some(focus) if is_next => step::next(&model.doc, &model.marks, wanted, step::position(focus)),
                Some(focus) => step::previous(&model.doc, &model.marks, wanted, step::position(focus)),
                // What starts with the screen counts as on it.
                None if is_next => {
                    step::next(&model.doc, &model.marks, wanted, step::before(visible.start().to_usize()))
                }
                None => {
                    step::previous(&model.doc, &model.marks, wanted, step::before(visible.end().to_usize()))
                }
            };
            let mut found = found;
            // What is left out is passed over.
            while let Some(focus) = found.filter(|it| model.reader.hides(it.span)) {
                let at = step::position(focus);
                found = if is_next {
                    step::next(&model.doc, &model.marks, wanted, at)
                } else {
                    step::previous(&model.doc, &model.marks, wanted, at)
                };
            }
            match found {
                Some(focus) => model.reader.go_to(focus),
                None => model.tell(if is_next { "no more below" } else { "no more above" }),
            }
        });
    }

    /// Goes to the next or previous place of what is walked.
    pub(in crate::app) fn walk(&mut self, is_next: bool) {
        if self.needle.is_none() {
            match (self.pane, self.subject_entity()) {
                (Pane::List, Some(id)) => self.choose(id, None),
                (Pane::Text, Some(id)) => {
                    let at = self.reader.focus().map(|focus| focus.span);
                    self.choose(id, at);
                }
                // Nothing is focused: the name whose details stand below the list is what a hand means.
                (_, None) => match self.list_subject() {
                    Some(Subject::Entity(id)) => self.choose(id, None),
                    _ => return self.advise(
                        "choose a name first: {view-names} and {next-pane} for the list, {search} to search",
                    ),
                },
            }
        }
        let Some(needle) = &mut self.needle else { return };
        let places = needle.places(&self.analysis, self.forms);
        let visible = needle.at.filter(|&at| !self.reader.shows(at)).map(|_| self.reader.visible());
        let Some(step) = chosen::step(&places, needle.at, visible, is_next) else {
            let notice = match needle.entity() {
                Some(_) => format!("{} has no such mention ({})", needle.name(), self.forms.title()),
                None => format!("“{}” is not in the text", needle.name()),
            };
            return self.tell(notice);
        };
        let span = places[step.index];
        needle.at = Some(span);
        let kind = if needle.entity().is_some() { FocusKind::Mention } else { FocusKind::Hit };
        self.front_text();
        self.reader.go_to(Focus { span, kind });
        if step.wrapped {
            self.tell(match (places.len(), is_next) {
                (1, _) => "the only one",
                (_, true) => "on from the start",
                (_, false) => "on from the end",
            });
        }
    }

    /// On a screen with room for one of them only, brings the text to the front.
    pub(in crate::app) fn front_text(&mut self) {
        if self.screen.mode != Mode::Double {
            self.pane = Pane::Text;
        }
    }

    /// Makes an entity what `n` walks; `at` is a mention that one is at already.
    pub(in crate::app) fn choose(&mut self, id: Id<Entity>, at: Option<Span>) {
        if self.needle.as_ref().and_then(Needle::entity) == Some(id) && at.is_none() {
            return;
        }
        if let Some(key) = EntityKey::new(&self.analysis, id) {
            self.needle = Some(Needle { target: Target::Entity(key, Some(id)), at });
            self.cast.select(id);
        }
    }

    pub(in crate::app) fn choose_focus(&mut self) {
        if let Some(id) = self.subject_entity() {
            let at = self.reader.focus().map(|focus| focus.span);
            return self.choose(id, at);
        }
        match self.subject() {
            Some(Subject::Quote(id)) => match self.analysis.quotes[id].speaker {
                Some(speaker) => self.choose(speaker, None),
                None => self.tell("who says this was not found"),
            },
            _ => self.advise("focus a name first: {previous-thing} and {next-thing} step through them"),
        }
    }

    pub(in crate::app) fn travel(&mut self, action: Action) {
        let moved = match action {
            Action::Back => self.reader.go_back(),
            Action::Forward => self.reader.go_forward(),
            _ => self.reader.swap_last(),
        };
        self.front_text();
        if !moved {
            self.tell("no jump to take back");
        }
    }
}
