//! Several articles that were opened together: stepping through them, and listing them.

use crate::app::popup::Popup;
use crate::app::popup::articles::ArticleList;
use crate::app::{App, Effect};

impl App {
    /// Lists the articles that were opened together.
    pub fn list_articles(&mut self) {
        match &self.settings.among {
            Some(among) => self.popup = Some(Popup::Articles(ArticleList::of(among))),
            None => self.tell("only this article was opened; :library lists earlier ones"),
        }
    }

    /// Goes to another one of the articles that were opened together, counted from 0.
    pub(in crate::app) fn open_article(&mut self, at: usize) -> Vec<Effect> {
        let title = self.settings.among.as_ref().and_then(|it| it.titles.get(at));
        let Some(title) = title.cloned() else { return Vec::new() };
        self.tell(format!("opening {title} …"));
        vec![Effect::Article(at)]
    }

    /// Goes to the next or the previous article.
    pub(in crate::app) fn step_article(&mut self, forward: bool) -> Result<Vec<Effect>, String> {
        let Some(among) = &self.settings.among else {
            return Err("only this article was opened".to_owned());
        };
        let next = if forward { Some(among.at + 1) } else { among.at.checked_sub(1) };
        match next.filter(|at| *at < among.titles.len()) {
            Some(at) => Ok(self.open_article(at)),
            None if forward => Err("this is the last article".to_owned()),
            None => Err("this is the first article".to_owned()),
        }
    }
}
