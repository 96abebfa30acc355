//! From keys to actions: sequences, numbers, prompts.

pub mod action;
pub(crate) mod key;
pub mod keymap;
pub(crate) mod mouse;

use crate::app::chosen::{Needle, Target};
use crate::app::input::action::{Action, Context};
use crate::app::input::keymap::Lookup;
use crate::app::list::Filter;
use crate::app::popup::Dialog;
use crate::app::popup::export::ExportResult;
use crate::app::popup::help::HelpResult;
use crate::app::popup::pair_picker::WithResult;
use crate::app::popup::palette::PaletteResult;
use crate::app::popup::prompt::Answer;
use crate::app::popup::search_prompt::{PromptResult, Purpose};
use crate::app::{Effect, Exported, Front, Key, KeyCode, Model};

/// Numbers typed before a key end here.
const MAX_NUMBER: usize = 9_999_999;

/// The actions that go to the place that the number before them tells.
const TO_PLACE: [Action; 5] =
    [Action::Percent, Action::Top, Action::Bottom, Action::ListTop, Action::ListBottom];

/// The actions whose key may become the first digit of a number.
const VIEWS: [Action; 5] =
    [Action::ViewCast, Action::ViewRelations, Action::ViewQuotes, Action::ViewNotes, Action::ViewOutline];

impl Model {
    pub(super) fn key(&mut self, key: Key) -> Vec<Effect> {
        self.notice = None;
        // These work whatever is open, unless they type something.
        if key == Key::ctrl('c') {
            return vec![Effect::QuitNow];
        }
        if !matches!(key, Key { code: KeyCode::Char(_), ctrl: false, .. }) {
            match self.keymap.lookup(&[Context::Main], &[key]) {
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
        if self.pending.is_empty() && self.number_key(key) {
            return Vec::new();
        }
        if self.before_number.is_some() && self.number < Some(10) && !self.is_to_place(key) {
            // "2" showed the quotes; "j" after it scrolls and does not hide them again.
            self.drop_number();
        }
        if key.code == KeyCode::Esc && self.number.is_some() {
            self.drop_number();
            return Vec::new();
        }
        self.pending.push(key);
        match self.keymap.lookup(self.contexts(), &self.pending) {
            Lookup::Prefix => Vec::new(),
            Lookup::Action(action) => {
                self.pending.clear();
                self.act(action)
            }
            Lookup::Unknown if key.code == KeyCode::Esc && self.dialog.is_some() => {
                // Whatever keys the reader gave or took: nobody is locked in.
                self.pending.clear();
                self.dialog = None;
                Vec::new()
            }
            Lookup::Unknown => {
                if key.code != KeyCode::Esc {
                    let keys = keymap::written(&self.pending);
                    let advice = self.keymap.words("does nothing here; {help} lists the keys");
                    self.notice = Some(format!("{keys} {advice}"));
                }
                self.pending.clear();
                self.drop_number();
                Vec::new()
            }
        }
    }

    /// Whether a key goes to the place that the number before it tells.
    fn is_to_place(&self, key: Key) -> bool {
        matches!(self.keymap.lookup(self.contexts(), &[key]), Lookup::Action(it) if TO_PLACE.contains(&it))
    }

    /// A digit: part of a number before a key. The first one may be a key of its own, which is taken back if a number
    /// comes of it: "1" lists names, "15%" does not.
    fn number_key(&mut self, key: Key) -> bool {
        let Some(digit) = keymap::digit(key) else { return false };
        if let Some(number) = self.number {
            self.number = Some((number * 10 + digit).min(MAX_NUMBER));
            return true;
        }
        if digit == 0 {
            return false;
        }
        match self.keymap.lookup(self.contexts(), &[key]) {
            Lookup::Action(action) if VIEWS.contains(&action) => {
                let front = Front { view: self.view, pane: self.pane, sidebar: self.sidebar };
                self.act(action);
                self.before_number = Some(front);
            }
            Lookup::Unknown => {}
            Lookup::Action(_) | Lookup::Prefix => return false,
        }
        self.number = Some(digit);
        true
    }

    /// The number typed before this key, if any.
    pub(super) fn take_number(&mut self) -> Option<usize> {
        let number = self.number.take()?;
        if let Some(front) = self.before_number.take() {
            (self.view, self.pane, self.sidebar) = (front.view, front.pane, front.sidebar);
        }
        Some(number)
    }

    /// Forgets a number that no key used; what its first digit did stays.
    pub(super) fn drop_number(&mut self) {
        self.number = None;
        self.before_number = None;
    }

    /// Gives a key to the dialog in front; `None` if there is none or it leaves the key to others.
    fn dialog_key(&mut self, key: Key) -> Option<Vec<Effect>> {
        let mut dialog = self.dialog.take()?;
        let mut effects = Vec::new();
        let stays = match &mut dialog {
            // The key that opened it closes it, unless it types something.
            Dialog::Help(_) if !matches!(key.code, KeyCode::Char(_)) && self.is_help(key) => false,
            Dialog::Help(help) => match help.key(key) {
                HelpResult::Stay => true,
                HelpResult::Close => false,
                HelpResult::Run(action) => return Some(self.act(action)),
            },
            Dialog::Export(export) => match export.key(key) {
                ExportResult::Stay => true,
                ExportResult::Close => false,
                ExportResult::Run(effect) => {
                    if let Effect::Export { format, path, .. } = &effect {
                        self.last_export = Some((format, path.clone()));
                    }
                    effects.push(effect);
                    true
                }
            },
            Dialog::Search(prompt) => match prompt.key(key, &self.doc, &mut self.reader) {
                PromptResult::Stay => true,
                PromptResult::Cancel => false,
                PromptResult::Done(search, at) => {
                    search.pattern().clone_into(&mut self.last_search);
                    if search.hits().is_empty() {
                        self.notice = Some(format!("“{}” is not in the text", search.pattern()));
                    }
                    let is_found = !search.hits().is_empty();
                    self.needle = Some(Needle { target: Target::Search(search), at });
                    if is_found && prompt.purpose == Purpose::Narrow {
                        self.narrow();
                    }
                    false
                }
            },
            Dialog::Ask(prompt) => match prompt.key(key) {
                Answer::Stay => true,
                Answer::Cancel => false,
                Answer::Write => {
                    effects.extend(Self::to_editor(prompt));
                    true
                }
                Answer::Done => return Some(self.answered(prompt.clone())),
            },
            Dialog::With(with) => match with.key(key) {
                WithResult::Stay => true,
                WithResult::Close => false,
                WithResult::Choose(second) => {
                    self.list_relations(&[with.first, second]);
                    false
                }
            },
            Dialog::Links(links) => {
                if !self.key_in_links(links, key) {
                    return Some(effects);
                }
                true
            }
            Dialog::Lead(lead) => {
                let (stays, asked) = self.key_in_lead(lead, key);
                effects = asked;
                stays
            }
            Dialog::Palette(palette) => match palette.key(key) {
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
            Dialog::Hints(hints) => self.hint_key(hints, key),
            Dialog::Bookmarks(letters) => return Some(self.bookmark_key(*letters, key)),
            Dialog::Peek(_) | Dialog::Graph(_) => {
                self.dialog = Some(dialog);
                return None;
            }
        };
        if stays {
            self.dialog = Some(dialog);
        }
        Some(effects)
    }

    fn is_help(&self, key: Key) -> bool {
        self.keymap.lookup(&[Context::Main], &[key]) == Lookup::Action(Action::Help)
    }

    pub(super) fn paste(&mut self, text: &str) {
        let is_filtering = self.is_filtering();
        match &mut self.dialog {
            Some(Dialog::Help(help)) => help.paste(text),
            Some(Dialog::Export(export)) => export.path.insert(text),
            Some(Dialog::Search(prompt)) => prompt.paste(text, &self.doc, &mut self.reader),
            Some(Dialog::Ask(prompt)) => prompt.input.insert(text),
            Some(Dialog::With(with)) => with.paste(text),
            Some(Dialog::Links(links)) => links.paste(text),
            Some(Dialog::Palette(palette)) => palette.paste(text),
            Some(
                Dialog::Peek(_)
                | Dialog::Graph(_)
                | Dialog::Lead(_)
                | Dialog::Hints(_)
                | Dialog::Bookmarks(_),
            ) => {}
            None if is_filtering => {
                self.list_mut().filter_mut().input.insert(text);
                self.refill();
            }
            None => self.notice = Some("text can be pasted into prompts only".to_owned()),
        }
    }

    /// A key while a list is filtered: typing narrows it, arrows move in it, Enter keeps the filter, Esc drops it.
    fn filter_key(&mut self, key: Key) {
        let filter = self.list_mut().filter_mut();
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

    pub(super) fn exported(&mut self, exported: Exported) {
        if let Some(Dialog::Export(export)) = &mut self.dialog {
            if export.answer(&exported) {
                self.dialog = None;
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
