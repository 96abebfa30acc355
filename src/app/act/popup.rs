//! What lies over the screen: opening and closing it.

use crate::app::card;
use crate::app::card::Room;
use crate::app::input::action::Action;
use crate::app::list::Filter;
use crate::app::popup::Popup;
use crate::app::popup::export::ExportDialog;
use crate::app::popup::peek::Peek;
use crate::app::popup::search_prompt::SearchPrompt;
use crate::app::reader::{Focus, FocusKind};
use crate::app::screen::Mode;
use crate::app::sidebar::Only;
use crate::app::{App, Effect, Pane};

impl App {
    pub(in crate::app) fn toggle_card(&mut self) {
        if self.card.is_open {
            self.card.is_open = false;
            return;
        }
        if self.panes.front == Pane::Text && self.reader.focus().is_some_and(|it| it.kind == FocusKind::Link)
        {
            return self.open_link();
        }
        // Of a relation that several sentences state Enter shows the next one.
        if let Some(Focus { kind: FocusKind::Relation(id, _), .. }) = self.reader.focus()
            && self.article.analysis.relations.get(id).is_some_and(|it| it.evidence.len() > 1)
        {
            return self.go_to_relation(id);
        }
        if self.subject().is_none() {
            self.thing(self.any_thing(), true);
            self.notice = None;
        }
        if self.subject().is_none() {
            return self.tell("nothing is marked here");
        }
        if matches!(self.screen.mode, Mode::Bare | Mode::Tiny) {
            let room = Room { width: 80, lines: 0 };
            self.notice = self.subject().map(|it| card::card(self.facts(), it, room).title);
            return;
        }
        self.card.is_open = true;
        // The card takes room from below: what it is about shall stay in sight.
        self.refresh();
        if let Some(focus) = self.reader.focus() {
            self.reader.show_quietly(focus.span);
        }
    }

    pub(in crate::app) fn peek(&mut self) {
        let Some(id) = self.subject_entity() else {
            return self.advise("focus a name first: {previous-thing} and {next-thing} step through them");
        };
        let from = self
            .reader
            .focus()
            .filter(|focus| focus.kind == FocusKind::Mention)
            .map(|focus| focus.span.start());
        let before = from.unwrap_or(self.reader.visible().start());
        match Peek::new(&self.article.analysis, id, before.to_usize()) {
            Some(peek) => self.popup = Some(Popup::Peek(peek)),
            None => self.tell(format!("no earlier mention of {}", self.article.analysis.entities[id].name)),
        }
    }

    pub(in crate::app) fn act_in_peek(&mut self, action: Action) {
        let Some(Popup::Peek(peek)) = &mut self.popup else { return };
        match action {
            Action::PeekDown => peek.list.move_by(1),
            Action::PeekUp => peek.list.move_by(-1),
            Action::PeekJump => {
                if let Some(span) = peek.list.selected() {
                    self.popup = None;
                    self.front_text();
                    self.reader.go_to(Focus { span, kind: FocusKind::Mention });
                }
            }
            _ => self.popup = None,
        }
    }

    pub(in crate::app) fn search(&mut self) {
        let last = self.habits.last_search.clone();
        self.popup = Some(Popup::Search(SearchPrompt::new(&self.reader, last)));
    }

    pub(in crate::app) fn open_export(&mut self) {
        if self.settings.formats.is_empty() {
            return self.tell("there is no format to export to");
        }
        let dialog =
            ExportDialog::new(self.settings.formats.clone(), &self.settings.name, &self.settings.start);
        self.popup = Some(Popup::Export(dialog));
    }

    /// Writes the last export again, over what it wrote before.
    pub(in crate::app) fn export_again(&mut self) -> Vec<Effect> {
        if let Some((format, path)) = self.habits.last_export.clone() {
            return vec![Effect::Export { format, path, overwrite: true }];
        }
        self.open_export();
        Vec::new()
    }

    /// Closes what is in front; false if nothing is.
    pub(in crate::app) fn close_popup(&mut self) -> bool {
        if self.popup.take().is_some() {
            return true;
        }
        // A card that has nothing to show, or no room, is not in front.
        if std::mem::take(&mut self.card.is_open) && self.card.shown.is_some() {
            return true;
        }
        // A list in place of the text lies in front of it.
        let is_in_front = self.panes.front == Pane::List && self.screen.mode != Mode::Double;
        if is_in_front {
            self.panes.front = Pane::Text;
        }
        is_in_front
    }

    pub(in crate::app) fn close(&mut self) {
        if self.panes.front == Pane::List && self.popup.is_none() && self.sidebar.list().filter().is_shown() {
            *self.sidebar.list_mut().filter_mut() = Filter::default();
            return self.refill();
        }
        if self.panes.front == Pane::List && self.popup.is_none() && !matches!(self.sidebar.only, Only::All) {
            return self.list_all();
        }
        if self.close_popup() {
            return;
        }
        if self.panes.front == Pane::List {
            self.panes.front = Pane::Text;
        } else if self.reader.focus().is_some() {
            self.reader.set_focus(None);
        } else if self.emphasis.narrows || self.emphasis.dims {
            (self.emphasis.narrows, self.emphasis.dims) =
                (false, self.emphasis.dims && self.emphasis.narrows);
        } else if self.is_zen() {
            self.toggle_zen();
        } else {
            self.chosen = None;
        }
    }
}
