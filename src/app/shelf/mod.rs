//! The library screen: the articles of the library as a list, with searches for words and names. Pure, like the rest
//! of `app`.

mod holdings;
mod input;
mod message;
mod search;
#[cfg(test)]
mod tests;

pub use message::{Found, Hit, Note, Pick, Piece, Query, SearchScope, ShelfArticle, ShelfEffect, ShelfMsg};

use crate::annotate::EditId;
use crate::app::input::action::{Action, Context};
use crate::app::input::key::Key;
use crate::app::list::{List, Row};
use crate::app::popup::help::Help;
use crate::app::screen::{Area, Mode, mode};
use crate::app::shelf::holdings::Holdings;
use crate::app::shelf::search::LibrarySearch;
use crate::app::{ColorDepth, Settings};
use crate::digest::counted;

/// A row that can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ShelfItem {
    /// By its number among all articles.
    Article(usize),
    Sample,
    /// By its number among all notes.
    Note(usize),
    /// By its number among the hits.
    Hit(usize),
}

/// What a row is about, whichever list it is in: an article, and which of its notes.
type RowKey = (i64, Option<EditId>);

/// What is shown over the list.
#[derive(Debug)]
pub(crate) enum ShelfPopup {
    Help(Help),
    /// Asks whether to remove this article.
    Remove(ShelfArticle),
}

/// The areas of the screen. Empty ones are not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Places {
    pub(crate) mode: Mode,
    pub(crate) columns: u16,
    pub(crate) rows: u16,
    /// With its frame, if there is one.
    pub(crate) pane: Area,
    /// The names of the columns.
    pub(crate) head: Area,
    pub(crate) list: Area,
    /// How to open a file.
    pub(crate) hint: Area,
}

/// The state of the library screen.
#[derive(Debug)]
pub struct Shelf {
    pub(crate) settings: Settings,
    pub(crate) places: Places,
    pub(crate) holdings: Holdings,
    pub(crate) search: LibrarySearch,
    pub(crate) list: List<(), ShelfItem>,
    pub(crate) popup: Option<ShelfPopup>,
    pub(crate) notice: Option<String>,
    mouse: bool,
    /// The keys of an incomplete sequence.
    pending: Vec<Key>,
    dirty: bool,
}

impl Shelf {
    /// A list of these articles, most recently opened first. A [`ShelfMsg::Resize`] gives the size of the screen.
    pub fn new(articles: Vec<ShelfArticle>, settings: Settings) -> Self {
        let mut shelf = Self {
            places: Places::new(80, 24),
            holdings: Holdings::default(),
            search: LibrarySearch::default(),
            list: List::default(),
            popup: None,
            notice: settings.notice.clone(),
            mouse: true,
            pending: Vec::new(),
            settings,
            dirty: true,
        };
        shelf.take_articles(articles);
        shelf
    }

    /// Handles a message, and returns what is to be done.
    pub fn update(&mut self, msg: ShelfMsg) -> Vec<ShelfEffect> {
        self.dirty = true;
        let effects = match msg {
            ShelfMsg::Key(key) => self.key(key),
            ShelfMsg::Paste(text) => self.paste(&text),
            ShelfMsg::Mouse(mouse) => self.mouse(mouse),
            ShelfMsg::Resize { columns, rows } => {
                self.places = Places::new(columns, rows);
                Vec::new()
            }
            ShelfMsg::Listed(articles) => {
                self.take_articles(articles);
                // An article that was found may be gone, too.
                let mut effects = self.find();
                effects.extend(self.holdings.lists_notes.then_some(ShelfEffect::Notes));
                effects
            }
            ShelfMsg::Noted(notes) => {
                let keep = self.current();
                self.holdings.notes = notes;
                self.fill(keep);
                Vec::new()
            }
            ShelfMsg::Found(query, found) => self.take_found(query, found),
            ShelfMsg::Notice(notice) => {
                self.notice = Some(notice);
                Vec::new()
            }
            ShelfMsg::Redraw => Vec::new(),
        };
        self.fit();
        effects
    }

    /// Shows the articles, or the notes of all of them. Coming from an article to its notes ends an earlier search.
    pub fn show(&mut self, notes: bool) -> Vec<ShelfEffect> {
        let mut effects = self.clear();
        if self.holdings.lists_notes != notes {
            effects.extend(self.switch_list());
        }
        self.fit();
        effects
    }

    /// Whether the screen must be drawn again; asks once per change.
    pub fn take_dirty(&mut self) -> bool {
        std::mem::take(&mut self.dirty)
    }

    /// A hit in the list.
    pub(crate) fn hit(&self, at: usize) -> Option<&Hit> {
        self.search.hits().get(at)
    }

    /// The title of the list on the frame.
    pub(crate) fn title(&self) -> String {
        let (holdings, list) = (&self.holdings, self.holdings.list_name());
        let is_part = holdings.only_annotated && !holdings.lists_notes;
        let which = if is_part { "with notes or corrections, " } else { "" };
        match (self.search.query(), self.search.scope, self.search.found()) {
            (None, ..) if holdings.lists_notes => format!("{list}: {}", holdings.told_note_order()),
            (None, ..) => format!("{list}: {which}{}", holdings.order.title()),
            (_, SearchScope::Names, Some(found)) => format!("{list}: {which}named in {}", found.n_articles),
            (_, _, Some(found)) => format!("{list}: {which}found in {}", found.n_articles),
            (_, _, None) => format!("{list}: looking"),
        }
    }

    /// "2 notes and 1 correction" of an article; empty if there are none.
    pub(crate) fn told_notes(article: &ShelfArticle) -> String {
        let parts = [(article.n_notes, "note"), (article.n_corrections, "correction")];
        let parts = parts.iter().filter(|(n, _)| *n > 0).map(|&(n, one)| counted(n, one));
        parts.collect::<Vec<_>>().join(" and ")
    }

    fn take_articles(&mut self, articles: Vec<ShelfArticle>) {
        let keep = self.current();
        self.holdings.articles = articles;
        self.popup = self.popup.take().filter(|it| matches!(it, ShelfPopup::Help(_)));
        self.fill(keep);
    }

    fn take_found(&mut self, query: Query, found: Result<Found, String>) -> Vec<ShelfEffect> {
        if self.search.query().as_ref() != Some(&query) {
            return Vec::new(); // more was typed in the meantime
        }
        let found = found.unwrap_or_else(|why| {
            self.notice = Some(why);
            Found::default()
        });
        if found.n_unknown > 0 {
            let n = counted(found.n_unknown, "more article");
            self.notice = Some(format!("{n} not analysed yet: `byline who` does that"));
        }
        let same = self.search.take(query, found);
        let keep = self.current().filter(|_| same);
        self.fill(keep);
        if !same {
            self.list.select_first(|_| true);
        }
        if std::mem::take(&mut self.search.opens_first) { self.open() } else { Vec::new() }
    }

    /// Fills the list. The cursor stays on the row with that key, else on its article.
    fn fill(&mut self, keep: Option<RowKey>) {
        let holdings = &self.holdings;
        let two_lines = |item| [Row::Item(item), Row::More(item, 1)];
        let mut rows = Vec::new();
        if self.search.query().is_some() {
            let hits = self.search.hits().iter().enumerate();
            let shown = hits.filter(|(_, hit)| holdings.lists_notes || holdings.shows(&hit.article));
            rows.extend(shown.flat_map(|(at, _)| two_lines(ShelfItem::Hit(at))));
        } else if holdings.lists_notes {
            rows.extend(holdings.note_order().into_iter().flat_map(|at| two_lines(ShelfItem::Note(at))));
        } else {
            rows.extend(holdings.article_order().into_iter().map(|at| Row::Item(ShelfItem::Article(at))));
            if !holdings.only_annotated {
                rows.push(Row::Item(ShelfItem::Sample));
            }
        }
        let items = rows.iter().filter_map(|row| if let Row::Item(item) = row { Some(*item) } else { None });
        let keys: Vec<_> = items.filter_map(|item| Some((item, self.key_of(item)?))).collect();
        let kept = keep.and_then(|keep| {
            let same = keys.iter().find(|it| it.1 == keep);
            same.or_else(|| keys.iter().find(|it| it.1.0 == keep.0)).map(|it| it.0)
        });
        self.list.set_rows(rows, |item| kept == Some(item));
    }

    /// What a row is about; the sample is about nothing in the library.
    fn key_of(&self, item: ShelfItem) -> Option<RowKey> {
        match item {
            ShelfItem::Article(at) => self.holdings.articles.get(at).map(|it| (it.id, None)),
            ShelfItem::Note(at) => self.holdings.notes.get(at).map(|it| (it.article, Some(it.id))),
            ShelfItem::Hit(at) => self.hit(at).map(|it| (it.article.id, it.note)),
            ShelfItem::Sample => None,
        }
    }

    /// What the row under the cursor is about.
    fn current(&self) -> Option<RowKey> {
        self.list.selected().and_then(|item| self.key_of(item))
    }

    /// Fits list and help into the screen.
    fn fit(&mut self) {
        self.list.set_height(usize::from(self.places.list.height));
        let area = self.places.over();
        if let Some(ShelfPopup::Help(help)) = &mut self.popup {
            help.fit_list(area.inside());
        }
    }

    fn switch_theme(&mut self) {
        self.settings.dark = !self.settings.dark;
        self.notice = Some(match (self.settings.colors, self.settings.dark) {
            (ColorDepth::None, _) => "colours are off".to_owned(),
            (_, true) => "colours for a dark background".to_owned(),
            (_, false) => "colours for a light background".to_owned(),
        });
    }

    /// Performs the actions of the reader that are the same here.
    fn act_on_program(&mut self, action: Action) -> Vec<ShelfEffect> {
        match action {
            Action::Help => {
                let keymap = &self.settings.keymap;
                self.popup = Some(ShelfPopup::Help(Help::of(input::is_here, &[Context::Shelf], keymap)));
            }
            Action::Close | Action::Quit if self.search.query().is_some() => return self.clear(),
            Action::Quit | Action::QuitNow => return vec![ShelfEffect::Quit],
            Action::Suspend => return vec![ShelfEffect::Suspend],
            Action::Redraw => return vec![ShelfEffect::Redraw],
            Action::Theme => self.switch_theme(),
            Action::WhereAmI => {
                let what = if self.holdings.lists_notes { "note" } else { "row" };
                self.notice = Some(
                    self.list
                        .place()
                        .map_or_else(|| format!("no {what}s"), |(at, n)| format!("{what} {at} of {n}")),
                );
            }
            Action::MouseCapture => {
                self.mouse = !self.mouse;
                return vec![ShelfEffect::MouseCapture(self.mouse)];
            }
            _ => {}
        }
        Vec::new()
    }
}

impl Places {
    fn new(columns: u16, rows: u16) -> Self {
        let mode = mode(columns, rows, false);
        let whole = Area { x: 0, y: 0, width: columns, height: rows };
        let nothing = Area::default();
        let (pane, inside) = match mode {
            Mode::Tiny => (nothing, nothing),
            Mode::Bare => (nothing, Area { height: rows - 1, ..whole }),
            Mode::Single => (nothing, Area { y: 1, height: rows - 2, ..whole }),
            Mode::Double => {
                let pane = Area { y: 1, height: rows - 2, ..whole };
                (pane, pane.inside())
            }
        };
        let has_more = matches!(mode, Mode::Single | Mode::Double);
        let n_more = u16::from(has_more);
        let list = Area { y: inside.y + n_more, height: inside.height - 2 * n_more, ..inside };
        Self {
            mode,
            columns,
            rows,
            pane,
            head: if has_more { Area { height: 1, ..inside } } else { nothing },
            list,
            hint: if has_more { Area { y: list.y + list.height, height: 1, ..inside } } else { nothing },
        }
    }

    /// The area of help and questions.
    pub(crate) fn over(self) -> Area {
        let room = Area { x: 0, y: 0, width: self.columns, height: self.rows.saturating_sub(1) };
        let (dx, dy) = (if room.width > 60 { 3 } else { 0 }, if room.height > 20 { 2 } else { 0 });
        Area { x: dx, y: dy, width: room.width - 2 * dx, height: room.height - 2 * dy }
    }
}
