//! Lists and panes.

use crate::annotate::Problem;
use crate::app::act::edit;
use crate::app::article::Article;
use crate::app::card::Subject;
use crate::app::chosen::Chosen;
use crate::app::input::action::Action;
use crate::app::list::AnyList as _;
use crate::app::looks::{Emphasis, Looks};
use crate::app::reader::{Focus, FocusKind};
use crate::app::screen::{Mode, Screen};
use crate::app::sidebar::cast::Sort;
use crate::app::sidebar::relations;
use crate::app::sidebar::{KeptCursors, ListFacts, ListFilter};
use crate::app::{App, ListView, Pane, Progress};

impl App {
    /// Whether a list is on the screen.
    pub(crate) fn has_list(&self) -> bool {
        self.screen.list.height > 0
    }

    /// Whether keys go into the filter of the list in front.
    pub(in crate::app) fn is_filtering(&self) -> bool {
        self.panes.front == Pane::List && self.sidebar.list().filter().has_keys
    }

    /// Fills all lists again; each cursor stays on its row if that is still there.
    pub(in crate::app) fn refill(&mut self) {
        self.refill_on(self.sidebar.cursors());
    }

    /// Fills all lists again, with the cursors on these rows.
    pub(in crate::app) fn refill_on(&mut self, keep: KeptCursors) {
        self.keep_relevance();
        self.fill_lists(&ListView::ALL, keep);
    }

    /// Fills one list again; its cursor stays on its row if that is still there.
    pub(in crate::app) fn refill_list(&mut self, view: ListView) {
        self.keep_relevance();
        self.fill_lists(&[view], self.sidebar.cursors());
    }

    fn fill_lists(&mut self, views: &[ListView], keep: KeptCursors) {
        let from = list_facts(&self.article, self.looks, self.chosen.as_ref(), &self.emphasis, self.screen);
        let told = |it: &Problem| edit::told_of(&self.article, &self.input.keymap, it.edit);
        for &view in views {
            self.sidebar.fill(view, &from, keep, &told);
        }
    }

    /// Fills the list in front anew where its rows were made for another size of the screen, or not yet made.
    pub(in crate::app) fn refill_front(&mut self) {
        let view = self.sidebar.view;
        let is_unmade = view == ListView::Outline && !self.sidebar.outline.is_fresh;
        if is_unmade || self.has_list() && self.sidebar.needs_room(self.screen.list_room()) {
            self.fill_lists(&[view], self.sidebar.cursors());
        }
    }

    /// The message if the chosen subject has no row in the list in front.
    pub(crate) fn told_of_no_row(&self) -> Option<String> {
        let chosen = self.chosen.as_ref().filter(|it| it.is_someone())?;
        let is_all = matches!(self.sidebar.only, ListFilter::All) && self.article.progress == Progress::Done;
        let name = chosen.name();
        match self.sidebar.view {
            _ if !is_all => None,
            ListView::Cast => self.sidebar.cast.is_aside().then(|| format!("{name} is not listed")),
            ListView::Relations => {
                let n = chosen.entity().map_or(0, |id| self.article.links.relations_of(id).len());
                (n == 0).then(|| format!("no relations of {name}"))
            }
            ListView::Quotes => {
                chosen.quotes(&self.article).is_empty().then(|| format!("no quotes of {name}"))
            }
            ListView::Notes | ListView::Outline => None,
        }
    }

    /// Moves the cursor of the list; a name becomes the chosen one at once.
    pub(in crate::app) fn move_cursor(&mut self, n: isize) {
        self.sidebar.list_mut().move_by(n);
        self.sidebar.is_pointed = true;
        if self.sidebar.view == ListView::Cast
            && let Some(id) = self.sidebar.cast.selected()
        {
            self.choose(id, None);
        }
    }

    pub(in crate::app) fn move_far(&mut self, action: Action) {
        const ALL: isize = 1 << 30;
        let page =
            isize::from(i16::try_from(self.screen.list.height).unwrap_or(i16::MAX).saturating_sub(2).max(1));
        self.move_cursor(match action {
            Action::ListPageDown => page,
            Action::ListPageUp => -page,
            Action::ListTop => -ALL,
            _ => ALL,
        });
    }

    /// Goes from a row of the list to the text: the name's next mention, the quote, the next sentence that states the
    /// relation, the highlighted words.
    pub(in crate::app) fn list_jump(&mut self) {
        match self.sidebar.view {
            ListView::Notes => return self.go_to_note(),
            ListView::Outline => return self.go_to_section(),
            ListView::Cast | ListView::Relations | ListView::Quotes => {}
        }
        self.sidebar.is_pointed = true;
        match self.list_subject() {
            Some(Subject::Entity(id)) => {
                self.choose(id, None);
                self.walk(true);
            }
            Some(Subject::Quote(id)) => {
                let span = self.article.analysis.quotes[id].content[0];
                self.front_text();
                self.reader.go_to(Focus { span, kind: FocusKind::Quote });
            }
            Some(Subject::Relation(id)) => self.go_to_relation(id),
            Some(Subject::Sentence(id)) => {
                let span = self.article.analysis.sentences[id].span;
                self.front_text();
                self.reader.go_to(Focus { span, kind: FocusKind::Sentence });
            }
            _ => {
                let told = self.told_of_no_row().filter(|_| !self.sidebar.list().is_empty());
                self.tell(told.unwrap_or_else(|| "the list is empty".to_owned()));
            }
        }
    }

    pub(in crate::app) fn filter(&mut self) {
        self.sidebar.list_mut().filter_mut().has_keys = true;
    }

    pub(in crate::app) fn sort(&mut self) {
        let next = |sort: &mut Sort| {
            *sort = sort.next();
            *sort
        };
        let title = match self.sidebar.view {
            ListView::Cast => next(&mut self.sidebar.sorts.cast).title(),
            ListView::Relations => relations::sort_title(next(&mut self.sidebar.sorts.relations)),
            ListView::Quotes => next(&mut self.sidebar.sorts.quotes).title(),
            ListView::Notes => {
                self.sidebar.sorts.notes = self.sidebar.sorts.notes.next();
                self.sidebar.sorts.notes.title()
            }
            ListView::Outline => return self.tell("the outline is always in text order"),
        };
        self.refill();
        self.tell(format!("sorted {title}"));
    }

    pub(in crate::app) fn other_pane(&mut self) {
        match self.panes.front {
            Pane::List => self.panes.front = Pane::Text,
            Pane::Text => self.show_list_pane(),
        }
    }

    pub(in crate::app) fn show_list_pane(&mut self) {
        if matches!(self.screen.mode, Mode::Tiny) {
            return;
        }
        self.panes.sidebar = true;
        self.panes.front = Pane::List;
    }

    /// Shows a list and gives it the keys. The list begins with the name that is focused in the text, or with the
    /// owner of the row that the user pointed at in another list; that name becomes the chosen one.
    pub(in crate::app) fn show_list(&mut self, view: ListView) {
        if self.panes.front == Pane::Text
            && let Some(focus) = self.reader.focus().filter(|it| it.kind == FocusKind::Mention)
            && let Some(id) = self.subject_entity()
        {
            self.choose(id, Some(focus.span));
        }
        if self.panes.front == Pane::List
            && std::mem::take(&mut self.sidebar.is_pointed)
            && let Some(chosen) = self.row_owner()
        {
            self.choose_subject(chosen);
        }
        self.sidebar.view = view;
        if view == ListView::Outline {
            self.find_section();
        }
        self.show_list_pane();
        self.find_chosen();
    }

    /// Shows only the text, or what was around it before.
    pub(in crate::app) fn toggle_zen(&mut self) {
        if let Some(before) = self.panes.before_zen.take() {
            (self.panes.front, self.panes.sidebar) = before;
        } else {
            self.panes.before_zen = Some((self.panes.front, self.panes.sidebar));
            self.panes.front = Pane::Text;
        }
    }

    pub(in crate::app) fn toggle_sidebar(&mut self) {
        if self.screen.mode == Mode::Double {
            self.panes.sidebar = !self.panes.sidebar;
        } else {
            self.other_pane();
        }
    }
}

/// What the rows of the lists are made from. Borrows everything except the lists themselves.
fn list_facts<'a>(
    article: &'a Article,
    looks: Looks,
    chosen: Option<&'a Chosen>,
    emphasis: &'a Emphasis,
    screen: Screen,
) -> ListFacts<'a> {
    let (width, height) = screen.list_room();
    ListFacts { article, looks, chosen, relevance: emphasis.relevance.as_ref(), width, height }
}
