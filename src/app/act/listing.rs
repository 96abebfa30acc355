//! Lists and panes.

use crate::app::card::Subject;
use crate::app::input::action::Action;
use crate::app::reader::{Focus, FocusKind};
use crate::app::screen::Mode;
use crate::app::sidebar::cast::Sort;
use crate::app::sidebar::relations;
use crate::app::{ListView, Model, Pane};

impl Model {
    /// Moves the cursor of the list; a name is chosen at once.
    pub(in crate::app) fn move_cursor(&mut self, n: isize) {
        self.list_mut().move_by(n);
        if self.view == ListView::Cast
            && let Some(id) = self.cast.selected()
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

    /// From a row of the list to the text: the name's next mention, the quote, the next sentence that states the relation,
    /// the highlighted words.
    pub(in crate::app) fn list_jump(&mut self) {
        match self.view {
            ListView::Notes => return self.go_to_note(),
            ListView::Outline => return self.go_to_section(),
            _ => {}
        }
        match self.list_subject() {
            Some(Subject::Entity(id)) => {
                self.choose(id, None);
                self.walk(true);
            }
            Some(Subject::Quote(id)) => {
                let span = self.analysis.quotes[id].content[0];
                self.front_text();
                self.reader.go_to(Focus { span, kind: FocusKind::Quote });
            }
            Some(Subject::Relation(id)) => self.go_to_relation(id),
            Some(Subject::Sentence(id)) => {
                let span = self.analysis.sentences[id].span;
                self.front_text();
                self.reader.go_to(Focus { span, kind: FocusKind::Sentence });
            }
            _ => self.tell("the list is empty"),
        }
    }

    pub(in crate::app) fn filter(&mut self) {
        self.list_mut().filter_mut().has_keys = true;
    }

    pub(in crate::app) fn sort(&mut self) {
        let next = |sort: &mut Sort| {
            *sort = sort.next();
            *sort
        };
        let title = match self.view {
            ListView::Cast => next(&mut self.cast_sort).title(),
            ListView::Relations => relations::sort_title(next(&mut self.relation_sort)),
            ListView::Quotes => next(&mut self.quote_sort).title(),
            ListView::Notes => {
                self.note_order = self.note_order.next();
                self.note_order.title()
            }
            ListView::Outline => return self.tell("the outline stands in order of the text"),
        };
        self.refill();
        self.tell(format!("sorted {title}"));
    }

    pub(in crate::app) fn other_pane(&mut self) {
        match self.pane {
            Pane::List => self.pane = Pane::Text,
            Pane::Text => self.show_list_pane(),
        }
    }

    pub(in crate::app) fn show_list_pane(&mut self) {
        if matches!(self.screen.mode, Mode::Tiny) {
            return;
        }
        self.sidebar = true;
        self.pane = Pane::List;
    }

    /// Shows a list. Beside the text it does not take the keys, in place of it it does.
    pub(in crate::app) fn show_list(&mut self, view: ListView) {
        self.view = view;
        if view == ListView::Outline {
            self.find_section();
        }
        match self.screen.mode {
            Mode::Double => self.sidebar = true,
            Mode::Single | Mode::Bare | Mode::Tiny => self.show_list_pane(),
        }
    }

    /// Only the text, or again what was around it.
    pub(in crate::app) fn toggle_zen(&mut self) {
        if let Some(before) = self.zen.take() {
            (self.pane, self.sidebar) = before;
        } else {
            self.zen = Some((self.pane, self.sidebar));
            self.pane = Pane::Text;
        }
    }

    pub(in crate::app) fn toggle_sidebar(&mut self) {
        if self.screen.mode == Mode::Double {
            self.sidebar = !self.sidebar;
        } else {
            self.other_pane();
        }
    }
}
