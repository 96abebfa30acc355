//! The start screen: the articles of the library as a list, searched by words and names. Pure, as the rest of `app`.

mod input;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use crate::app::input::action::{Action, Context};
use crate::app::input::key::{Key, Mouse};
use crate::app::input::keymap::Keymap;
use crate::app::list::{List, Row};
use crate::app::popup::help::Help;
use crate::app::screen::{Area, Mode, mode};
use crate::app::text::line_input::LineInput;
use crate::app::{ColorDepth, Settings};
use crate::digest::counted;

/// An article as the start screen lists it. Strings are cleaned and on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its number in the library.
    pub id: i64,
    /// What it is called.
    pub title: String,
    /// When it was opened last, by the clock of this place: `2026-11-25 10:30`.
    pub opened: String,
    /// How far it was read.
    pub read_percent: usize,
    /// Notes and highlights.
    pub n_notes: usize,
    /// Corrections.
    pub n_corrections: usize,
}

/// What is looked for in all articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Words of title and text.
    Words,
    /// Someone whom the article names.
    Names,
}

/// Something typed to look for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Query {
    /// In what.
    pub scope: Scope,
    /// What was typed.
    pub text: String,
}

/// A piece of the line below a found article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its text.
    pub text: String,
    /// Whether it is what was looked for.
    pub is_hit: bool,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// In how many articles.
    pub n_articles: usize,
    /// The best of them with what stands around the hit, the best first.
    pub hits: Vec<(i64, Vec<Piece>)>,
    /// How many more may name the one who is looked for, but were never analysed.
    pub n_unknown: usize,
}

/// Something happened.
#[derive(Debug, Clone)]
pub enum ShelfMsg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse did something.
    Mouse(Mouse),
    /// The terminal has this size.
    Resize {
        /// Width in cells.
        columns: u16,
        /// Height in cells.
        rows: u16,
    },
    /// All articles, the last opened first.
    Listed(Vec<Article>),
    /// Answer to [`Wish::Find`], or why there is none, in one line.
    Found(Query, Result<Found, String>),
    /// Something to tell in the status line.
    Notice(String),
    /// The screen must be drawn again.
    Redraw,
}

/// What is chosen to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// An article of the library.
    Article(i64),
    /// The sample.
    Sample,
}

/// Something that the world is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// End the program.
    Quit,
    /// Stop the program as Ctrl-Z does.
    Suspend,
    /// Clear the terminal and draw everything again.
    Redraw,
    /// Open this.
    Open(Pick),
    /// Look for this; [`ShelfMsg::Found`] answers.
    Find(Query),
    /// Remove the article, for good; [`ShelfMsg::Listed`] answers.
    Remove(i64),
    /// Let the program have the mouse, or leave it to the terminal.
    MouseCapture(bool),
}

/// A row that one can choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Item {
    /// By its place among all articles.
    Article(usize),
    Sample,
}

/// The order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Order {
    #[default]
    Opened,
    Title,
    Notes,
}

impl Order {
    const fn next(self) -> Self {
        match self {
            Self::Opened => Self::Title,
            Self::Title => Self::Notes,
            Self::Notes => Self::Opened,
        }
    }

    /// What the frame says.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Opened => "the last opened first",
            Self::Title => "by title",
            Self::Notes => "most notes first",
        }
    }
}

/// What lies over the list.
#[derive(Debug)]
pub(crate) enum Over {
    Help(Help),
    /// Asks whether this article is to be removed.
    Remove(usize),
}

/// Where things are on the screen. Those without a cell are not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Places {
    pub(crate) mode: Mode,
    pub(crate) columns: u16,
    pub(crate) rows: u16,
    /// With its frame, where there is one.
    pub(crate) pane: Area,
    /// What the columns are called.
    pub(crate) head: Area,
    pub(crate) list: Area,
    /// How a file is opened.
    pub(crate) hint: Area,
}

/// The state of the start screen.
#[expect(clippy::struct_excessive_bools, reason = "independent facts and switches")]
#[derive(Debug)]
pub struct Shelf {
    pub(crate) settings: Settings,
    pub(crate) places: Places,
    pub(crate) articles: Vec<Article>,
    by_id: HashMap<i64, usize>,
    pub(crate) list: List<(), Item>,
    order: Order,
    pub(crate) only_annotated: bool,
    pub(crate) scope: Scope,
    pub(crate) input: LineInput,
    /// Keys go into the input.
    pub(crate) is_typing: bool,
    /// The first one found is to be opened: Enter was faster than the search.
    opens_first: bool,
    /// What was found last, for what, and by article what stands around it.
    found: Option<(Query, Found)>,
    snippets: HashMap<usize, usize>,
    pub(crate) over: Option<Over>,
    pub(crate) notice: Option<String>,
    mouse: bool,
    keymap: Arc<Keymap>,
    dirty: bool,
}

impl Shelf {
    /// A list of these articles, the last opened first. A [`ShelfMsg::Resize`] tells the size of the screen.
    pub fn new(articles: Vec<Article>, settings: Settings) -> Self {
        let mut shelf = Self {
            places: Places::new(80, 24),
            articles: Vec::new(),
            by_id: HashMap::new(),
            list: List::default(),
            order: Order::default(),
            only_annotated: false,
            scope: Scope::Words,
            input: LineInput::default(),
            is_typing: false,
            opens_first: false,
            found: None,
            snippets: HashMap::new(),
            over: None,
            notice: settings.notice.clone(),
            mouse: true,
            keymap: Arc::clone(&settings.keymap),
            settings,
            dirty: true,
        };
        shelf.take_articles(articles);
        shelf
    }

    /// Takes in what happened and tells what is to be done.
    pub fn update(&mut self, msg: ShelfMsg) -> Vec<Wish> {
        self.dirty = true;
        let wishes = match msg {
            ShelfMsg::Key(key) => self.key(key),
            ShelfMsg::Paste(text) => self.paste(&text),
            ShelfMsg::Mouse(mouse) => self.mouse(mouse),
            ShelfMsg::Resize { columns, rows } => {
                self.places = Places::new(columns, rows);
                Vec::new()
            }
            ShelfMsg::Listed(articles) => {
                self.take_articles(articles);
                // Also what was found may be gone.
                self.find()
            }
            ShelfMsg::Found(query, found) => self.take_found(query, found),
            ShelfMsg::Notice(notice) => {
                self.notice = Some(notice);
                Vec::new()
            }
            ShelfMsg::Redraw => Vec::new(),
        };
        self.fit();
        wishes
    }

    /// Whether the screen must be drawn again; asks once per change.
    pub fn take_dirty(&mut self) -> bool {
        std::mem::take(&mut self.dirty)
    }

    /// What is looked for; nothing if nothing is typed.
    pub(crate) fn query(&self) -> Option<Query> {
        let text = self.input.text().trim();
        (!text.is_empty()).then(|| Query { scope: self.scope, text: text.to_owned() })
    }

    /// What was found for what is typed now; nothing while it is looked for.
    pub(crate) fn found(&self) -> Option<&Found> {
        let query = self.query()?;
        self.found.as_ref().filter(|it| it.0 == query).map(|it| &it.1)
    }

    /// What stands around the hit in a found article.
    pub(crate) fn snippet(&self, article: usize) -> Option<&[Piece]> {
        let hit = self.snippets.get(&article)?;
        self.found.as_ref().and_then(|it| it.1.hits.get(*hit)).map(|it| it.1.as_slice())
    }

    /// What the frame says of the list.
    pub(crate) fn title(&self) -> String {
        let which = if self.only_annotated { "with notes or corrections, " } else { "" };
        match (self.query(), self.scope, self.found()) {
            (None, ..) => format!("library: {which}{}", self.order.title()),
            (_, Scope::Words, Some(found)) => format!("library: {which}found in {}", found.n_articles),
            (_, Scope::Names, Some(found)) => format!("library: {which}named in {}", found.n_articles),
            (_, _, None) => "library: looking".to_owned(),
        }
    }

    /// "2 notes and 1 correction", of an article; empty if there are none.
    pub(crate) fn told_notes(article: &Article) -> String {
        let parts = [(article.n_notes, "note"), (article.n_corrections, "correction")];
        let parts = parts.iter().filter(|(n, _)| *n > 0).map(|&(n, one)| counted(n, one));
        parts.collect::<Vec<_>>().join(" and ")
    }

    fn take_articles(&mut self, articles: Vec<Article>) {
        let keep = self.selected().map(|it| it.id);
        self.by_id = articles.iter().enumerate().map(|(at, it)| (it.id, at)).collect();
        self.articles = articles;
        self.over = self.over.take().filter(|it| matches!(it, Over::Help(_)));
        self.fill(keep);
    }

    fn take_found(&mut self, query: Query, found: Result<Found, String>) -> Vec<Wish> {
        if self.query().as_ref() != Some(&query) {
            return Vec::new(); // more was typed meanwhile
        }
        let found = found.unwrap_or_else(|why| {
            self.notice = Some(why);
            Found::default()
        });
        if found.n_unknown > 0 {
            let n = counted(found.n_unknown, "more article");
            self.notice = Some(format!("{n} not analysed yet: `byline who` does that"));
        }
        let same = self.found.as_ref().is_some_and(|it| it.0 == query);
        self.found = Some((query, found));
        let keep = self.selected().filter(|_| same).map(|it| it.id);
        self.fill(keep);
        if !same {
            self.list.select_first(|_| true);
        }
        if std::mem::take(&mut self.opens_first) { self.open() } else { Vec::new() }
    }

    /// Fills the list; the cursor stays on the article of that number.
    fn fill(&mut self, keep: Option<i64>) {
        let is_shown = |&at: &usize| !self.only_annotated || annotations(&self.articles[at]) > 0;
        let mut rows = Vec::new();
        self.snippets.clear();
        if self.query().is_some() {
            let hits = self.found.iter().flat_map(|it| it.1.hits.iter().enumerate());
            let hits = hits.filter_map(|(hit, (id, _))| Some((hit, *self.by_id.get(id)?)));
            for (hit, at) in hits.filter(|(_, at)| is_shown(at)) {
                self.snippets.insert(at, hit);
                rows.push(Row::Item(Item::Article(at)));
                rows.push(Row::More(Item::Article(at), 1));
            }
        } else {
            let mut order: Vec<usize> = (0..self.articles.len()).filter(is_shown).collect();
            match self.order {
                Order::Opened => {}
                Order::Title => order.sort_by_cached_key(|&at| self.articles[at].title.to_lowercase()),
                Order::Notes => order.sort_by_key(|&at| Reverse(annotations(&self.articles[at]))),
            }
            rows.extend(order.into_iter().map(|at| Row::Item(Item::Article(at))));
            if !self.only_annotated {
                rows.push(Row::Item(Item::Sample));
            }
        }
        let keep = keep.and_then(|id| self.by_id.get(&id).copied());
        self.list.set_rows(rows, |item| keep.is_some_and(|at| item == Item::Article(at)));
    }

    /// The article under the cursor.
    fn selected(&self) -> Option<&Article> {
        match self.list.selected()? {
            Item::Article(at) => self.articles.get(at),
            Item::Sample => None,
        }
    }

    /// Fits list and help into the screen.
    fn fit(&mut self) {
        self.list.set_height(usize::from(self.places.list.height));
        let area = self.places.over();
        if let Some(Over::Help(help)) = &mut self.over {
            help.fit(area);
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

    /// What the actions of the reader mean here that are everywhere the same.
    fn act_on_program(&mut self, action: Action) -> Vec<Wish> {
        match action {
            Action::Help => {
                self.over = Some(Over::Help(Help::of(input::is_here, &[Context::Shelf], &self.keymap)));
            }
            Action::Close | Action::Quit if self.query().is_some() => return self.clear(),
            Action::Quit | Action::QuitNow => return vec![Wish::Quit],
            Action::Suspend => return vec![Wish::Suspend],
            Action::Redraw => return vec![Wish::Redraw],
            Action::Theme => self.switch_theme(),
            Action::MouseCapture => {
                self.mouse = !self.mouse;
                return vec![Wish::MouseCapture(self.mouse)];
            }
            _ => {}
        }
        Vec::new()
    }
}

const fn annotations(article: &Article) -> usize {
    article.n_notes + article.n_corrections
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

    /// Where help and questions lie.
    pub(crate) fn over(self) -> Area {
        let room = Area { x: 0, y: 0, width: self.columns, height: self.rows.saturating_sub(1) };
        let (dx, dy) = (if room.width > 60 { 3 } else { 0 }, if room.height > 20 { 2 } else { 0 });
        Area { x: dx, y: dy, width: room.width - 2 * dx, height: room.height - 2 * dy }
    }
}
