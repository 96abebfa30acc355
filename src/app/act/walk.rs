//! Moving in the text: scrolling, stepping through what is marked, stepping through the places of the chosen subject.

use crate::app::article::step;
use crate::app::article::step::StepTarget;
use crate::app::article::visibility::Shown;
use crate::app::card::Subject;
use crate::app::chosen;
use crate::app::chosen::{Chosen, EntityKey, Target};
use crate::app::input::action::Action;
use crate::app::reader::{Focus, FocusKind};
use crate::app::screen::Mode;
use crate::app::sidebar::ListFilter;
use crate::app::{App, ListView, Pane};
use crate::digest::Voice;
use crate::nlp::Entity;
use crate::text::{Id, Span};

impl App {
    /// Repeats something as often as the number before the key says.
    pub(in crate::app) fn repeat(&mut self, mut step: impl FnMut(&mut Self)) {
        let times = self.take_number().unwrap_or(1).min(1000);
        (0..times).for_each(|_| step(self));
    }

    pub(in crate::app) fn scroll(&mut self, action: Action) {
        let number = self.take_number();
        let times = isize::try_from(number.unwrap_or(1)).unwrap_or(isize::MAX);
        let height = isize::try_from(self.reader.height()).unwrap_or(1);
        // One line of the old page stays as context.
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
                None => self.advise("type a number first: 15{percent}, or {palette}15%"),
            },
            Action::NextParagraph => (0..times.min(1000)).for_each(|_| self.reader.paragraph(true)),
            _ => (0..times.min(1000)).for_each(|_| self.reader.paragraph(false)),
        }
    }

    /// Focuses the next or previous sentence: from the focus if it is on the screen, else from the edge of the
    /// screen.
    pub(in crate::app) fn sentence(&mut self, is_next: bool) {
        self.front_text();
        let analysis = std::sync::Arc::clone(&self.article.analysis);
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
        // Hidden sentences are skipped.
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

    /// What a step stops at: everything that is marked, or would be if marks were on.
    pub(in crate::app) fn any_thing(&self) -> StepTarget {
        StepTarget::Any(Shown { names: true, ..self.shown() })
    }

    /// Focuses the next or previous item: from the focus if it is on the screen, else from the edge of the screen.
    pub(in crate::app) fn thing(&mut self, wanted: StepTarget, is_next: bool) {
        self.front_text();
        self.repeat(|app| {
            let visible = app.reader.visible();
            let focus = app.reader.focus().filter(|focus| app.reader.shows(focus.span));
            let found = match focus {
                Some(focus) if is_next => {
                    step::next(&app.article.doc, &app.article.marks, wanted, step::position(focus))
                }
                Some(focus) => {
                    step::previous(&app.article.doc, &app.article.marks, wanted, step::position(focus))
                }
                // Something that starts at the top of the screen counts as on it.
                None if is_next => step::next(
                    &app.article.doc,
                    &app.article.marks,
                    wanted,
                    step::before(visible.start().to_usize()),
                ),
                None => step::previous(
                    &app.article.doc,
                    &app.article.marks,
                    wanted,
                    step::before(visible.end().to_usize()),
                ),
            };
            let mut found = found;
            // Hidden items are skipped.
            while let Some(focus) = found.filter(|it| app.reader.hides(it.span)) {
                let at = step::position(focus);
                found = if is_next {
                    step::next(&app.article.doc, &app.article.marks, wanted, at)
                } else {
                    step::previous(&app.article.doc, &app.article.marks, wanted, at)
                };
            }
            match found {
                Some(focus) => app.reader.go_to(focus),
                None => app.tell(if is_next { "no more below" } else { "no more above" }),
            }
        });
    }

    /// Goes to the next or previous place of the chosen subject. With nothing chosen, chooses what is focused or in
    /// the row.
    pub(in crate::app) fn walk(&mut self, is_next: bool) {
        if self.chosen.is_none() {
            self.choose_here();
        }
        let Some(chosen) = &mut self.chosen else {
            return self
                .advise("choose a name first: {view-names} lists them, {search} searches, {hints} puts letters on them");
        };
        let places = chosen.places(&self.article, self.looks.forms);
        let visible = chosen.at.filter(|&at| !self.reader.shows(at)).map(|_| self.reader.visible());
        let Some(step) = chosen::step(&places, chosen.at, visible, is_next) else {
            let notice = match &chosen.target {
                Target::Search(search) => format!("“{}” is not in the text", search.pattern()),
                Target::Entity(..) => {
                    format!("{} has no such mention ({})", chosen.name(), self.looks.forms.title())
                }
                Target::Voice(_) | Target::Tag(_) => format!("{} is not in this text", chosen.name()),
            };
            return self.tell(notice);
        };
        let span = places[step.index];
        chosen.at = Some(span);
        let kind = chosen.focus_kind();
        self.front_text();
        self.reader.go_to(Focus { span, kind });
        if step.wrapped {
            self.tell(match (places.len(), is_next) {
                (1, _) => "the only one",
                (_, true) => "wrapped to the first",
                (_, false) => "wrapped to the last",
            });
        }
    }

    /// On a screen with room for only one of them, brings the text to the front.
    pub(in crate::app) fn front_text(&mut self) {
        if self.screen.mode != Mode::Double {
            self.panes.front = Pane::Text;
        }
    }

    /// Makes an entity the chosen subject; `at` is a mention where the user already is.
    pub(in crate::app) fn choose(&mut self, id: Id<Entity>, at: Option<Span>) {
        if let Some(key) = EntityKey::new(&self.article.analysis, id) {
            self.choose_subject(Chosen { target: Target::Entity(key, Some(id)), at });
        }
    }

    /// Chooses a subject; all lists put their cursor on it. If it was chosen already, its last place is kept.
    pub(in crate::app) fn choose_subject(&mut self, chosen: Chosen) {
        if chosen.at.is_none() && self.chosen.as_ref().is_some_and(|it| it.is_same(&chosen)) {
            return self.find_chosen();
        }
        self.chosen = Some(chosen);
        if matches!(self.sidebar.only, ListFilter::Chosen) {
            self.refill();
        }
        self.find_chosen();
    }

    /// Puts the cursors of the lists on the chosen subject.
    pub(in crate::app) fn find_chosen(&mut self) {
        if let Some(chosen) = &self.chosen {
            self.sidebar.find(&self.article, chosen);
        }
    }

    /// Chooses what is focused or in the row, else the one whose row the list is on, else the first of the cast.
    pub(in crate::app) fn choose_here(&mut self) {
        let at = self.reader.focus().filter(|_| self.panes.front == Pane::Text).map(|focus| focus.span);
        if let Some(id) = self.subject_entity() {
            return self.choose(id, at);
        }
        if let Some(chosen) = self.subject().and_then(|it| self.speaker_of(it)) {
            return self.choose_subject(chosen);
        }
        if let Some(id) = self.member().or_else(|| self.sidebar.cast.selected()) {
            self.choose(id, None);
        }
    }

    /// The owner of the row under the cursor, in the lists of relations and quotes.
    pub(in crate::app) fn row_owner(&self) -> Option<Chosen> {
        match self.sidebar.view {
            ListView::Relations => {
                let id = self.list_subject().and_then(|_| self.member())?;
                Some(Chosen::new(Target::Entity(EntityKey::new(&self.article.analysis, id)?, Some(id))))
            }
            ListView::Quotes => self.list_subject().and_then(|it| self.speaker_of(it)),
            ListView::Cast | ListView::Notes | ListView::Outline => None,
        }
    }

    /// The voice of a quote, as a subject.
    fn speaker_of(&self, subject: Subject) -> Option<Chosen> {
        let Subject::Quote(id) = subject else { return None };
        let row = self.article.voices.rows().iter().find(|row| row.quotes.contains(&id))?;
        let target = match &row.voice {
            Voice::Cast(id) => Target::Entity(EntityKey::new(&self.article.analysis, *id)?, Some(*id)),
            Voice::Source { words, .. } => Target::Voice(words.clone()),
            Voice::Unknown => return None,
        };
        Some(Chosen::new(target))
    }

    /// Chooses the focused name, the voice of the focused quote, or the tag of the note in the row.
    pub(in crate::app) fn choose_focus(&mut self) {
        let at = self.reader.focus().filter(|_| self.panes.front == Pane::Text).map(|focus| focus.span);
        if let Some(id) = self.subject_entity() {
            return self.choose(id, at);
        }
        let tag = || {
            let mark = self.marked_in_list().filter(|_| self.sidebar.view == ListView::Notes)?;
            mark.tags.first().map(|tag| Chosen::new(Target::Tag(tag.clone())))
        };
        match (self.subject().map(|it| (it, self.speaker_of(it))), tag()) {
            (Some((_, Some(voice))), _) => self.choose_subject(voice),
            (Some((Subject::Quote(_), None)), _) => self.tell("byline did not find who says this"),
            (_, Some(tag)) => self.choose_subject(tag),
            (Some((Subject::Relation(_), _)), _) => match self.member() {
                Some(id) => self.choose(id, None),
                None => self.tell("this relation has no one to choose"),
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
            self.tell("no further jumps");
        }
    }
}
