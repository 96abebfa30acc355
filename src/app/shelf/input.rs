//! What keys and mouse do on the library screen.

use crate::app::input::action::{Action, ActionInfo, Context};
use crate::app::input::aim::Aim;
use crate::app::input::key::{Key, KeyCode, Mouse, MouseKind};
use crate::app::input::keymap::{self, Lookup};
use crate::app::popup::help::Help;
use crate::app::shelf::{
    Hit, Pick, Query, SearchScope, Shelf, ShelfArticle, ShelfEffect, ShelfItem, ShelfPopup,
};

/// How many rows a turn of the wheel moves.
const WHEEL_ROWS: isize = 3;

/// Actions that are the same everywhere.
const EVERYWHERE: &[Action] = &[
    Action::Theme,
    Action::MouseCapture,
    Action::Help,
    Action::Close,
    Action::Quit,
    Action::QuitNow,
    Action::Suspend,
    Action::Redraw,
    Action::WhereAmI,
];

/// Whether an action is possible on the library screen.
pub(super) fn is_here(row: &ActionInfo) -> bool {
    row.context == Context::Shelf || EVERYWHERE.contains(&row.action)
}

impl Shelf {
    pub(super) fn key(&mut self, key: Key) -> Vec<ShelfEffect> {
        self.notice = None;
        self.search.opens_first = false;
        match key {
            _ if key == Key::ctrl('c') => return vec![ShelfEffect::Quit],
            _ if key == Key::ctrl('z') => return vec![ShelfEffect::Suspend],
            _ if key == Key::ctrl('l') => return vec![ShelfEffect::Redraw],
            _ => {}
        }
        match self.popup.take() {
            Some(ShelfPopup::Help(help)) => self.help_key(help, key),
            Some(ShelfPopup::Remove(article)) => self.remove_key(&article, key),
            None if self.search.is_typing => self.typed(key),
            None => self.mapped(key),
        }
    }

    /// Handles a key of the keymap, which may be the first of two.
    fn mapped(&mut self, key: Key) -> Vec<ShelfEffect> {
        const CONTEXTS: &[Context] = &[Context::Shelf, Context::Main];
        self.pending.push(key);
        let may_follow = |(_, row): &(Key, &ActionInfo)| is_here(row);
        match self.settings.keymap.lookup(CONTEXTS, &self.pending) {
            Lookup::Prefix
                if self.settings.keymap.continuations(CONTEXTS, &self.pending).iter().any(may_follow) =>
            {
                Vec::new()
            }
            Lookup::Action(action) => {
                let keys = std::mem::take(&mut self.pending);
                self.act(action, &keys)
            }
            Lookup::Prefix | Lookup::Unknown => {
                let keys = std::mem::take(&mut self.pending);
                self.unknown(&keys)
            }
        }
    }

    pub(super) fn paste(&mut self, text: &str) -> Vec<ShelfEffect> {
        if let Some(ShelfPopup::Help(help)) = &mut self.popup {
            help.paste(text);
            return Vec::new();
        }
        if !self.search.is_typing {
            self.notice = Some("text can only be pasted into a search".to_owned());
            return Vec::new();
        }
        self.search.input.insert(text);
        self.find()
    }

    pub(super) fn mouse(&mut self, mouse: Mouse) -> Vec<ShelfEffect> {
        let rows = match mouse.kind {
            MouseKind::ScrollUp => -WHEEL_ROWS,
            MouseKind::ScrollDown => WHEEL_ROWS,
            MouseKind::Press(_) => return self.press(mouse.column, mouse.row),
            MouseKind::Drag | MouseKind::Release | MouseKind::Menu => return Vec::new(),
        };
        match &mut self.popup {
            Some(ShelfPopup::Help(help)) => help.list.move_by(rows),
            Some(ShelfPopup::Remove(_)) => {}
            None => self.list.move_by(rows),
        }
        Vec::new()
    }

    /// The first click selects a row, the second one opens it.
    fn press(&mut self, column: u16, row: u16) -> Vec<ShelfEffect> {
        let area = self.places.list;
        if self.popup.is_some() || !area.contains(column, row) {
            return Vec::new();
        }
        let before = self.list.selected();
        match self.list.select_shown(usize::from(row - area.y)) {
            Some(item) if before == Some(item) => self.open(),
            _ => Vec::new(),
        }
    }

    fn help_key(&mut self, mut help: Help, key: Key) -> Vec<ShelfEffect> {
        match self.settings.keymap.typing(key) {
            Some(Action::TypingAccept) => {
                if let Some(action) = help.selected() {
                    return self.act(action, &[key]);
                }
            }
            Some(Action::TypingCancel) if !help.drop_typed() => return Vec::new(),
            Some(action) => help.move_cursor(action),
            None => help.type_key(key),
        }
        self.popup = Some(ShelfPopup::Help(help));
        Vec::new()
    }

    fn remove_key(&mut self, article: &ShelfArticle, key: Key) -> Vec<ShelfEffect> {
        if key == Key::char('y') {
            return vec![ShelfEffect::Remove(article.id)];
        }
        self.notice = Some("nothing was removed".to_owned());
        Vec::new()
    }

    /// Handles a key while the user types a search.
    fn typed(&mut self, key: Key) -> Vec<ShelfEffect> {
        match self.settings.keymap.typing(key) {
            // What is still shown does not match the new search.
            Some(Action::TypingAccept) if self.search.query().is_some() && self.search.found().is_none() => {
                self.search.opens_first = true;
            }
            Some(Action::TypingAccept) => return self.open(),
            Some(Action::TypingCancel) => return self.clear(),
            Some(Action::TypingComplete) => self.search.is_typing = false,
            Some(Action::TypingDown) => self.list.move_by(1),
            Some(Action::TypingUp) => self.list.move_by(-1),
            Some(Action::TypingPageDown) => self.list.page(1),
            Some(Action::TypingPageUp) => self.list.page(-1),
            None if key.code == KeyCode::Backspace && self.search.input.text().is_empty() => {
                return self.clear();
            }
            Some(_) => {}
            None => {
                let before = self.search.query();
                self.search.input.key(key);
                if self.search.query() != before {
                    return self.find();
                }
            }
        }
        Vec::new()
    }

    fn act(&mut self, action: Action, keys: &[Key]) -> Vec<ShelfEffect> {
        match action {
            Action::ShelfDown => self.list.move_by(1),
            Action::ShelfUp => self.list.move_by(-1),
            Action::ShelfPageDown => self.list.page(1),
            Action::ShelfPageUp => self.list.page(-1),
            Action::ShelfHalfDown => self.list.move_by(self.half_page()),
            Action::ShelfHalfUp => self.list.move_by(-self.half_page()),
            Action::ShelfTop => self.list.move_by(isize::MIN + 1),
            Action::ShelfBottom => self.list.move_by(isize::MAX),
            Action::ShelfOpen => return self.open(),
            Action::ShelfSearch if self.holdings.lists_notes => return self.look(SearchScope::Notes),
            Action::ShelfSearch => return self.look(SearchScope::Words),
            Action::ShelfWho => {
                self.holdings.lists_notes = false;
                return self.look(SearchScope::Names);
            }
            Action::ShelfNotes => return self.switch_list(),
            Action::ShelfSort if self.search.query().is_some() => {
                self.notice = Some("search results are sorted by relevance".to_owned());
            }
            Action::ShelfSort if self.holdings.lists_notes => {
                self.holdings.notes_by_article = !self.holdings.notes_by_article;
                self.notice = Some(self.holdings.told_note_order().to_owned());
                self.refill();
            }
            Action::ShelfAnnotated if self.holdings.lists_notes => {
                self.notice = Some("all notes are listed".to_owned());
            }
            Action::ShelfSort => {
                self.holdings.order = self.holdings.order.next();
                self.notice = Some(self.holdings.order.title().to_owned());
                self.refill();
            }
            Action::ShelfAnnotated => {
                self.holdings.only_annotated = !self.holdings.only_annotated;
                let what = if self.holdings.only_annotated {
                    "only articles with notes or corrections"
                } else {
                    "all articles"
                };
                self.notice = Some(what.to_owned());
                self.refill();
            }
            Action::ShelfRemove => match self.list.selected() {
                Some(ShelfItem::Article(at)) => {
                    self.popup = self.holdings.articles.get(at).cloned().map(ShelfPopup::Remove);
                }
                Some(ShelfItem::Hit(at)) if !self.holdings.lists_notes => {
                    self.popup = self.hit(at).map(|it| ShelfPopup::Remove(it.article.clone()));
                }
                Some(ShelfItem::Hit(_) | ShelfItem::Note(_)) => {
                    self.notice = Some("a note is deleted in its article".to_owned());
                }
                Some(ShelfItem::Sample) => self.notice = Some("the sample cannot be removed".to_owned()),
                None => {}
            },
            _ if EVERYWHERE.contains(&action) => return self.act_on_program(action),
            _ => return self.unknown(keys),
        }
        Vec::new()
    }

    fn half_page(&self) -> isize {
        isize::try_from(self.places.list.height / 2).unwrap_or(1).max(1)
    }

    fn unknown(&mut self, keys: &[Key]) -> Vec<ShelfEffect> {
        if keys.last().is_none_or(|it| it.code != KeyCode::Esc) {
            let advice = self.settings.keymap.words("does nothing here; {help} lists the keys");
            self.notice = Some(format!("{} {advice}", keymap::written(keys)));
        }
        Vec::new()
    }

    pub(super) fn open(&mut self) -> Vec<ShelfEffect> {
        let article = |id| Pick::Article(id);
        let picked = match self.list.selected() {
            Some(ShelfItem::Article(at)) => self.holdings.articles.get(at).map(|it| (article(it.id), None)),
            Some(ShelfItem::Note(at)) => {
                self.holdings.notes.get(at).map(|it| (article(it.article), Some(Aim::Note(it.id))))
            }
            Some(ShelfItem::Hit(at)) => self.hit(at).map(|it| (article(it.article.id), self.aim(it))),
            Some(ShelfItem::Sample) => Some((Pick::Sample, None)),
            None => None,
        };
        picked.map(|(pick, aim)| ShelfEffect::Open(pick, aim)).into_iter().collect()
    }

    /// What a hit is opened at.
    fn aim(&self, hit: &Hit) -> Option<Aim> {
        let found = || hit.line.iter().filter(|it| it.is_hit).map(|it| it.text.clone());
        match (hit.note, self.search.scope) {
            (Some(note), _) => Some(match self.tag(hit) {
                Some(tag) => Aim::Tag(tag, note),
                None => Aim::Note(note),
            }),
            (None, SearchScope::Names) => found().next().map(Aim::Name),
            (None, SearchScope::Words | SearchScope::Notes) => {
                let mut words: Vec<_> = found().map(|it| it.to_lowercase()).collect();
                let typed = self.search.input.text();
                let all = typed.replace(['"', '*'], "").trim().to_lowercase();
                if !typed.contains('"') {
                    // The words around a hit need not contain all that was typed.
                    let is_shown = |it: &&str| words.iter().any(|word| word.starts_with(it));
                    let others: Vec<_> =
                        all.split_whitespace().filter(|it| *it != all && !is_shown(it)).collect();
                    words.extend(others.into_iter().map(str::to_owned));
                }
                words.sort();
                words.dedup();
                Some(Aim::Words([all].into_iter().chain(words).collect()))
            }
        }
    }

    /// The tag, if the hit is a note that was found by one.
    fn tag(&self, hit: &Hit) -> Option<String> {
        let mut pieces = hit.line.iter().zip(hit.line.iter().skip(1));
        let found = pieces.find(|(before, it)| before.text.ends_with('#') && it.is_hit);
        found.filter(|_| self.search.input.text().contains('#')).map(|(_, it)| it.text.to_lowercase())
    }

    /// Switches between the list of articles and that of all notes. The search is repeated there.
    pub(super) fn switch_list(&mut self) -> Vec<ShelfEffect> {
        self.holdings.lists_notes = !self.holdings.lists_notes;
        self.search.scope = if self.holdings.lists_notes { SearchScope::Notes } else { SearchScope::Words };
        self.search.forget();
        self.refill();
        let mut effects = self.find();
        effects.extend(self.holdings.lists_notes.then_some(ShelfEffect::Notes));
        effects
    }

    /// Starts a search, or continues one.
    fn look(&mut self, scope: SearchScope) -> Vec<ShelfEffect> {
        self.search.is_typing = true;
        if self.search.scope == scope {
            return Vec::new();
        }
        self.search.scope = scope;
        self.find()
    }

    /// Ends the search.
    pub(super) fn clear(&mut self) -> Vec<ShelfEffect> {
        self.search.clear();
        self.refill();
        Vec::new()
    }

    /// Asks for what is typed.
    pub(super) fn find(&mut self) -> Vec<ShelfEffect> {
        let Some(query @ Query { .. }) = self.search.query() else {
            self.refill();
            return Vec::new();
        };
        vec![ShelfEffect::Find(query)]
    }

    fn refill(&mut self) {
        let keep = self.current();
        self.fill(keep);
    }
}
