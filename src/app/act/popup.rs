//! What lies over the screen: opening and closing it.

use std::path::PathBuf;

use crate::app::card::CardSize;
use crate::app::input::action::Action;
use crate::app::list::Filter;
use crate::app::popup::Popup;
use crate::app::popup::any::{Click, Outcome, Press};
use crate::app::popup::export::ExportDialog;
use crate::app::popup::peek::Peek;
use crate::app::popup::search_prompt::SearchPrompt;
use crate::app::reader::{Focus, FocusKind};
use crate::app::screen::Mode;
use crate::app::sidebar::ListFilter;
use crate::app::{App, Effect, Exported, Key, Pane};

impl App {
    /// Hands a key to the popup in front; `None` if there is none, or if it leaves the key to the keymap.
    pub(in crate::app) fn popup_key(&mut self, key: Key) -> Option<Vec<Effect>> {
        let mut popup = self.popup.take()?;
        let outcome = match self.input.keymap.typing(key).filter(|_| popup.keys().are_typed()) {
            Some(action) => popup.any_mut().on_action(self, action),
            None => popup.any_mut().on_key(self, key),
        };
        self.follow(popup, outcome)
    }

    /// Performs an action of the popup in front.
    pub(in crate::app) fn act_in_popup(&mut self, action: Action) -> Vec<Effect> {
        let Some(mut popup) = self.popup.take() else { return Vec::new() };
        let outcome = popup.any_mut().on_action(self, action);
        self.follow(popup, outcome).unwrap_or_default()
    }

    /// Closes a popup or leaves it open. If it opened another one, that is already in its place.
    fn follow(&mut self, popup: Popup, outcome: Outcome) -> Option<Vec<Effect>> {
        match outcome {
            Outcome::Stay(effects) => {
                self.popup = Some(popup);
                Some(effects)
            }
            Outcome::Close(effects) => Some(effects),
            Outcome::Pass => {
                self.popup = Some(popup);
                None
            }
        }
    }

    /// The left button was pressed while a popup is open. The popup decides what that means, even beside it.
    pub(in crate::app) fn press_popup(&mut self, column: u16, row: u16, times: u8) -> Vec<Effect> {
        let Some(mut popup) = self.popup.take() else { return Vec::new() };
        let (area, inside) = popup.areas(self.screen);
        let click = if !area.contains(column, row) {
            popup.any().on_press_beside()
        } else if inside.contains(column, row) {
            popup.any_mut().on_press(self, Press { inside, column, row, times })
        } else {
            Click::Nothing
        };
        self.popup = Some(popup);
        match click {
            Click::Nothing => Vec::new(),
            Click::Act(action) => self.act_in_popup(action),
            Click::Close => {
                self.popup = None;
                Vec::new()
            }
        }
    }

    /// Fits the popup into the screen, and closes it if what it refers to is gone.
    pub(in crate::app) fn fit_popup(&mut self) {
        let Some(mut popup) = self.popup.take() else { return };
        popup.fit(self.screen);
        if popup.any().stays(self) {
            self.popup = Some(popup);
        }
    }

    pub(in crate::app) fn toggle_card(&mut self) {
        if self.card.is_open {
            self.card.is_open = false;
            return;
        }
        if self.panes.front == Pane::Text && self.reader.focus().is_some_and(|it| it.kind == FocusKind::Link)
        {
            return self.open_link();
        }
        // On a relation that several sentences state, Enter shows the next one.
        if let Some(Focus { kind: FocusKind::Relation(id, _), .. }) = self.reader.focus()
            && self.article.analysis.relations.get(id).is_some_and(|it| it.evidence.len() > 1)
        {
            return self.go_to_relation(id);
        }
        let room = CardSize { width: 80, lines: 0 };
        if self.card_in_front(room).is_none() {
            self.thing(self.any_thing(), true);
            self.notice = None;
        }
        let Some(card) = self.card_in_front(room) else { return self.tell("nothing is marked here") };
        if matches!(self.screen.mode, Mode::Bare | Mode::Tiny) {
            self.notice = Some(card.title);
            return;
        }
        self.card.is_open = true;
        // The card takes its room from below, and what it is about should stay visible.
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

    /// Writes the last export again, over the file that it wrote before.
    pub(in crate::app) fn export_again(&mut self) -> Vec<Effect> {
        if let Some((format, path)) = self.habits.last_export.clone() {
            return vec![Effect::Export { format, path, overwrite: true }];
        }
        self.open_export();
        Vec::new()
    }

    /// Only a successful export is repeated; for a file that must not be replaced, the question comes again.
    pub(in crate::app) fn exported(&mut self, format: &'static str, path: PathBuf, exported: Exported) {
        match &exported {
            Exported::Written(_) => self.habits.last_export = Some((format, path)),
            Exported::Exists(_) => drop(self.habits.last_export.take_if(|it| it.1 == path)),
            Exported::Failed(_) => {}
        }
        if let Some(Popup::Export(export)) = &mut self.popup {
            if export.answer(&exported) {
                self.popup = None;
            } else {
                return;
            }
        }
        self.notice = Some(match exported {
            Exported::Written(path) => format!("exported to {}", path.display()),
            Exported::Exists(path) => format!("{} exists and was not replaced", path.display()),
            Exported::Failed(why) => format!("not exported: {why}"),
        });
    }

    /// Closes what is in front; false if nothing is.
    pub(in crate::app) fn close_popup(&mut self) -> bool {
        if self.popup.take().is_some() {
            return true;
        }
        // A card without content or room is not in front.
        if std::mem::take(&mut self.card.is_open) && self.card.shown.is_some() {
            return true;
        }
        // A list that replaces the text is in front of it.
        let is_in_front = self.panes.front == Pane::List && self.screen.mode != Mode::Double;
        if is_in_front {
            self.panes.front = Pane::Text;
        }
        is_in_front
    }

    pub(in crate::app) fn close(&mut self) {
        if self.panes.front == Pane::List && self.popup.is_none() && self.sidebar.list().filter().is_shown() {
            *self.sidebar.list_mut().filter_mut() = Filter::default();
            return self.refill_list(self.sidebar.view);
        }
        if self.panes.front == Pane::List
            && self.popup.is_none()
            && !matches!(self.sidebar.only, ListFilter::All)
        {
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
            self.sidebar.find_nobody();
            if matches!(self.sidebar.only, ListFilter::Chosen) {
                self.list_all();
            }
        }
    }
}
