//! From keys to actions: sequences, numbers, what is typed into popups and filters.

use crate::app::chosen::{Chosen, Target};
use crate::app::input::action::{Action, Context};
use crate::app::input::keymap::{self, Lookup};
use crate::app::input::{Digits, Front};
use crate::app::list::Filter;
use crate::app::popup::Popup;
use crate::app::popup::cast_picker::PickerResult;
use crate::app::popup::export::ExportResult;
use crate::app::popup::help::HelpResult;
use crate::app::popup::palette::PaletteResult;
use crate::app::popup::prompt::Answer;
use crate::app::popup::search_prompt::{PromptResult, Purpose};
use crate::app::{App, Effect, Exported, Key, KeyCode};

/// Numbers typed before a key end here.
const MAX_NUMBER: usize = 9_999_999;

/// The actions whose keys may be digits.
const VIEWS: [Action; 5] =
    [Action::ViewCast, Action::ViewRelations, Action::ViewQuotes, Action::ViewNotes, Action::ViewOutline];

impl App {
    pub(in crate::app) fn key(&mut self, key: Key) -> Vec<Effect> {
        self.notice = None;
        // These work whatever is open, unless they type something.
        if key == Key::ctrl('c') {
            return vec![Effect::QuitNow];
        }
        if !matches!(key, Key { code: KeyCode::Char(_), ctrl: false, .. }) {
            match self.input.keymap.lookup(&[Context::Main], &[key]) {
                Lookup::Action(Action::QuitNow) => return vec![Effect::QuitNow],
                Lookup::Action(Action::Suspend) => return vec![Effect::Suspend],
                Lookup::Action(Action::Redraw) => return vec![Effect::Redraw],
                _ => {}
            }
        }
        if let Some(effects) = self.dialog_key(key) {
            return effects;
        }
        if self.is_filtering() {
            self.filter_key(key);
            return Vec::new();
        }
        if self.input.pending.is_empty() && self.number_key(key) {
            return Vec::new();
        }
        if key.code == KeyCode::Esc && self.input.digits.is_number {
            self.drop_number();
            return Vec::new();
        }
        self.input.pending.push(key);
        match self.input.keymap.lookup(self.contexts(), &self.input.pending) {
            Lookup::Prefix => Vec::new(),
            Lookup::Action(action) => {
                self.input.pending.clear();
                if action != Action::Percent && !self.input.digits.is_number {
                    self.drop_number();
                }
                self.act(action)
            }
            Lookup::Unknown if key.code == KeyCode::Esc && self.popup.is_some() => {
                // Whatever keys the reader gave or took: nobody is locked in.
                self.input.pending.clear();
                self.popup = None;
                Vec::new()
            }
            Lookup::Unknown => {
                if key.code != KeyCode::Esc {
                    let keys = keymap::written(&self.input.pending);
                    let advice = self.input.keymap.words("does nothing here; {help} lists the keys");
                    self.notice = Some(format!("{keys} {advice}"));
                }
                self.input.pending.clear();
                self.drop_number();
                Vec::new()
            }
        }
    }

    /// A digit. It lists something at once, and may turn out to be part of a number: "15%".
    fn number_key(&mut self, key: Key) -> bool {
        let Some(digit) = keymap::digit(key) else { return false };
        let is_begun = self.input.digits.typed > 0;
        match self.input.keymap.lookup(self.contexts(), &[key]) {
            Lookup::Action(action) if VIEWS.contains(&action) => {
                if !self.input.digits.is_number {
                    let front = Front { view: self.sidebar.view, panes: self.panes };
                    let before = self.input.digits.before.unwrap_or(front);
                    let typed = self.input.digits.typed;
                    self.act(action);
                    self.input.digits = Digits { typed, is_number: false, before: Some(before) };
                }
            }
            Lookup::Unknown if digit > 0 || is_begun => {
                self.input.digits.is_number = true;
                self.bring_back();
            }
            Lookup::Unknown | Lookup::Action(_) | Lookup::Prefix => return false,
        }
        self.input.digits.typed = (self.input.digits.typed * 10 + digit).min(MAX_NUMBER);
        true
    }

    /// The number that is being typed, where it is plainly one.
    pub(crate) fn typed_number(&self) -> Option<usize> {
        self.input.digits.is_number.then_some(self.input.digits.typed)
    }

    /// The number typed before this key, if any. What its digits listed goes away again.
    pub(in crate::app) fn take_number(&mut self) -> Option<usize> {
        if self.input.digits.typed == 0 {
            return None;
        }
        self.bring_back();
        Some(std::mem::take(&mut self.input.digits).typed)
    }

    /// What was in front before the first digit is again.
    fn bring_back(&mut self) {
        if let Some(front) = self.input.digits.before.take() {
            (self.sidebar.view, self.panes) = (front.view, front.panes);
        }
    }

    /// Forgets digits that no key used; what they listed stays.
    pub(in crate::app) fn drop_number(&mut self) {
        self.input.digits = Digits::default();
    }

    /// Gives a key to the dialog in front; `None` if there is none or it leaves the key to others.
    fn dialog_key(&mut self, key: Key) -> Option<Vec<Effect>> {
        let mut dialog = self.popup.take()?;
        let mut effects = Vec::new();
        let stays = match &mut dialog {
            // The key that opened it closes it, unless it types something.
            Popup::Help(_) if !matches!(key.code, KeyCode::Char(_)) && self.is_help(key) => false,
            Popup::Help(help) => match help.key(key) {
                HelpResult::Stay => true,
                HelpResult::Close => false,
                HelpResult::Run(action) => return Some(self.act(action)),
            },
            Popup::Export(export) => match export.key(key) {
                ExportResult::Stay => true,
                ExportResult::Close => false,
                ExportResult::Run(effect) => {
                    if let Effect::Export { format, path, .. } = &effect {
                        self.habits.last_export = Some((format, path.clone()));
                    }
                    effects.push(effect);
                    true
                }
            },
            Popup::Search(prompt) => match prompt.key(key, &self.article.doc, &mut self.reader) {
                PromptResult::Stay => true,
                PromptResult::Cancel => false,
                PromptResult::Done(search, at) => {
                    search.pattern().clone_into(&mut self.habits.last_search);
                    if search.hits().is_empty() {
                        if self.offer_near(search.pattern()) {
                            return Some(effects);
                        }
                        self.notice = Some(format!("“{}” is not in the text", search.pattern()));
                    }
                    let is_found = !search.hits().is_empty();
                    self.choose_subject(Chosen { target: Target::Search(search), at });
                    if is_found && prompt.purpose == Purpose::Narrow {
                        self.narrow();
                    }
                    false
                }
            },
            Popup::Ask(prompt) => match prompt.key(key) {
                Answer::Stay => true,
                Answer::Cancel => false,
                Answer::Write => {
                    effects.extend(Self::to_editor(prompt));
                    true
                }
                Answer::Done => return Some(self.answered(prompt.clone())),
            },
            Popup::CastPicker(picker) => match picker.key(key) {
                PickerResult::Stay => true,
                PickerResult::Close => false,
                PickerResult::Choose(who) => return Some(self.picked(picker.purpose.clone(), who)),
            },
            Popup::Links(links) => {
                if !self.key_in_links(links, key) {
                    return Some(effects);
                }
                true
            }
            Popup::Lead(lead) => {
                let (stays, asked) = self.key_in_lead(lead, key);
                effects = asked;
                stays
            }
            Popup::Output(output) => {
                let (stays, asked) = self.key_in_output(output, key);
                effects = asked;
                stays
            }
            Popup::Palette(palette) => match palette.key(key) {
                PaletteResult::Stay => true,
                PaletteResult::Close => false,
                PaletteResult::Run(choice) => match self.run(choice) {
                    Ok(effects) => return Some(effects),
                    Err(fault) => {
                        palette.fault = Some(fault);
                        true
                    }
                },
            },
            Popup::Hints(hints) => self.hint_key(hints, key),
            Popup::Bookmarks(letters) => return Some(self.bookmark_key(*letters, key)),
            Popup::Peek(_) | Popup::Graph(_) => {
                self.popup = Some(dialog);
                return None;
            }
        };
        if stays {
            self.popup = Some(dialog);
        }
        Some(effects)
    }

    fn is_help(&self, key: Key) -> bool {
        self.input.keymap.lookup(&[Context::Main], &[key]) == Lookup::Action(Action::Help)
    }

    pub(in crate::app) fn paste(&mut self, text: &str) {
        let is_filtering = self.is_filtering();
        match &mut self.popup {
            Some(Popup::Help(help)) => help.paste(text),
            Some(Popup::Export(export)) => export.path.insert(text),
            Some(Popup::Search(prompt)) => prompt.paste(text, &self.article.doc, &mut self.reader),
            Some(Popup::Ask(prompt)) => prompt.input.insert(text),
            Some(Popup::CastPicker(picker)) => picker.paste(text),
            Some(Popup::Links(links)) => links.paste(text),
            Some(Popup::Palette(palette)) => palette.paste(text),
            Some(
                Popup::Peek(_)
                | Popup::Graph(_)
                | Popup::Lead(_)
                | Popup::Output(_)
                | Popup::Hints(_)
                | Popup::Bookmarks(_),
            ) => {}
            None if is_filtering => {
                self.sidebar.list_mut().filter_mut().input.insert(text);
                self.refill();
            }
            None => self.notice = Some("text can be pasted into prompts only".to_owned()),
        }
    }

    /// A key while a list is filtered: typing narrows it, arrows move in it, Enter keeps the filter, Esc drops it.
    fn filter_key(&mut self, key: Key) {
        let filter = self.sidebar.list_mut().filter_mut();
        match key.code {
            KeyCode::Enter => filter.has_keys = false,
            KeyCode::Esc => *filter = Filter::default(),
            KeyCode::Down | KeyCode::Up => {
                self.move_cursor(if key.code == KeyCode::Down { 1 } else { -1 });
                return;
            }
            _ => {
                filter.input.key(key);
            }
        }
        self.refill();
    }

    pub(in crate::app) fn exported(&mut self, exported: Exported) {
        if let Some(Popup::Export(export)) = &mut self.popup {
            if export.answer(&exported) {
                self.popup = None;
            } else {
                return;
            }
        }
        self.notice = Some(match exported {
            Exported::Written(path) => format!("exported to {}", path.display()),
            Exported::Exists(path) => format!("{} exists and was left alone", path.display()),
            Exported::Failed(why) => format!("not exported: {why}"),
        });
    }
}
