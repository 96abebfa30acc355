//! The list of articles that were opened together.

use crate::app::input::action::{Action, Context};
use crate::app::list;
use crate::app::list::{List, Row};
use crate::app::popup;
use crate::app::popup::any::{AnyPopup, Click, Holds, Outcome, Place, Press};
use crate::app::screen::{Area, Screen};
use crate::app::settings::Among;
use crate::app::{App, Key, KeyCode};

/// All of them; the cursor stands at the one that is open.
#[derive(Debug)]
pub(crate) struct ArticleList {
    among: Among,
    /// Rows are places in the list, from 0.
    pub(crate) list: List<(), usize>,
}

impl ArticleList {
    pub(crate) fn new(among: &Among) -> Self {
        let mut articles = Self { among: among.clone(), list: List::default() };
        articles.list.filter.has_keys = true;
        articles.fill();
        articles.list.select(among.at);
        articles
    }

    /// What stands on its frame.
    pub(crate) fn title(&self) -> String {
        format!("{}: type to search, Enter opens", crate::digest::counted(self.among.titles.len(), "article"))
    }

    /// What an article is called, and whether it is the one that is open.
    pub(crate) fn row(&self, at: usize) -> (&str, bool) {
        (self.among.titles.get(at).map_or("", String::as_str), at == self.among.at)
    }

    fn fill(&mut self) {
        let filter = self.list.filter.input.text();
        let titles = self.among.titles.iter().enumerate();
        let rows = titles.filter(|(_, title)| list::is_match(title, filter)).map(|(at, _)| Row::Item(at));
        let rows = rows.collect();
        self.list.set_rows(rows, |_| false);
    }
}

impl AnyPopup for ArticleList {
    fn place(&self, _: Screen, room: Area) -> Place {
        let n_lines = popup::lines(self.among.titles.len()).saturating_add(3);
        Place::Middle(n_lines.min(room.height * 2 / 3))
    }

    fn fit(&mut self, inside: Area) {
        self.list.set_height(usize::from(inside.height.saturating_sub(1)));
    }

    fn holds(&self) -> Holds {
        Holds::Nothing
    }

    fn stays(&self, _: &mut App) -> bool {
        true
    }

    fn contexts(&self) -> Option<&'static [Context]> {
        None
    }

    fn takes_digits(&self) -> bool {
        true
    }

    fn on_key(&mut self, app: &mut App, key: Key) -> Outcome {
        match key.code {
            KeyCode::Esc => Outcome::CLOSE,
            KeyCode::Enter => match self.list.selected() {
                Some(at) if at != self.among.at => Outcome::Close(app.open_article(at)),
                _ => Outcome::CLOSE,
            },
            _ => {
                if self.list.key(key) {
                    self.fill();
                }
                Outcome::STAY
            }
        }
    }

    fn on_action(&mut self, _: &mut App, _: Action) -> Outcome {
        Outcome::STAY
    }

    fn on_paste(&mut self, _: &mut App, text: &str) {
        self.list.filter.input.insert(text);
        self.fill();
    }

    fn on_wheel(&mut self, lines: isize) {
        self.list.move_by(lines.signum());
    }

    fn on_press(&mut self, _: &mut App, press: Press) -> Click {
        Click::enter_if(press.row_below(1).and_then(|at| self.list.select_shown(at)).is_some())
    }

    fn on_press_beside(&self) -> Click {
        Click::Escape
    }
}
