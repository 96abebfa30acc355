//! The list of articles that were opened together.

use crate::app::App;
use crate::app::input::keymap::Keymap;
use crate::app::list;
use crate::app::list::Row;
use crate::app::popup::any::{Outcome, RefersTo};
use crate::app::popup::searchable::{Listed, SearchableList};
use crate::app::settings::ArticlePosition;
use crate::digest::counted;

/// The articles; rows are their numbers, from 0.
#[derive(Debug)]
pub(crate) struct Articles(ArticlePosition);

/// The list of all of them; the cursor is on the open one.
pub(crate) type ArticleList = SearchableList<Articles>;

impl ArticleList {
    pub(crate) fn of(among: &ArticlePosition) -> Self {
        let mut popup = Self::new(Articles(among.clone()));
        popup.list.select(among.at);
        popup
    }

    /// The title of an article, and whether it is the open one.
    pub(crate) fn row(&self, at: usize) -> (&str, bool) {
        let Articles(among) = &self.listed;
        (among.titles.get(at).map_or("", String::as_str), at == among.at)
    }
}

impl Listed for Articles {
    type Head = ();
    type Item = usize;

    fn title(&self, keymap: &Keymap) -> String {
        let n = counted(self.0.titles.len(), "article");
        format!("{n}: {}", keymap.words("type to search, {typing-accept} opens"))
    }

    fn rows(&mut self, typed: &str) -> Vec<Row<(), usize>> {
        let titles = self.0.titles.iter().enumerate();
        titles.filter(|(_, title)| list::is_match(title, typed)).map(|(at, _)| Row::Item(at)).collect()
    }

    fn none(&self, _: &str) -> String {
        "no such article".to_owned()
    }

    fn refers_to(&self) -> RefersTo {
        RefersTo::Nothing
    }

    fn take(popup: &mut ArticleList, app: &mut App) -> Outcome {
        match popup.list.selected() {
            Some(at) if at != popup.listed.0.at => Outcome::Close(app.open_article(at)),
            _ => Outcome::CLOSE,
        }
    }
}
