//! What keys and the mouse do in the graph. The name that the user moves to becomes the chosen one everywhere.

use crate::app::input::action::{Action, Context};
use crate::app::popup::any::{AnyPopup, Click, Keys, Outcome, Placement, Press, RefersTo};
use crate::app::popup::graph::Graph;
use crate::app::screen::{Area, Screen};
use crate::app::sidebar::ListFilter;
use crate::app::{App, Key};

impl Graph {
    fn choose_everywhere(&self, app: &mut App) {
        app.choose(self.chosen().entity, None);
    }

    /// Goes from a line to the sentence that states it, or from a name to the list of its relations.
    fn open(&self, app: &mut App) {
        self.choose_everywhere(app);
        if let Some(&relation) = self.line().and_then(|it| it.relations.first()) {
            return app.go_to_wording(relation, 0);
        }
        app.sidebar.only = ListFilter::Chosen;
        app.list_relations();
    }
}

impl AnyPopup for Graph {
    /// It takes everything between title and status line.
    fn place(&self, screen: Screen, room: Area) -> Placement {
        let n_title = screen.title.height;
        let height = room.height.saturating_sub(n_title);
        Placement::Bare(Area { x: 0, y: n_title, width: screen.columns, height })
    }

    fn fit(&mut self, inside: Area) {
        self.fit(inside);
    }

    fn refers_to(&self) -> RefersTo {
        RefersTo::Ids
    }

    /// Without room, a list of its lines replaces it.
    fn stays(&self, app: &mut App) -> bool {
        if self.drawing().is_some() {
            return true;
        }
        app.sidebar.only = ListFilter::All;
        app.list_relations();
        app.tell("no room for the graph");
        false
    }

    fn keys(&self) -> Keys {
        Keys::Of(&[Context::Graph])
    }

    fn on_key(&mut self, _: &mut App, _: Key) -> Outcome {
        Outcome::Pass
    }

    fn on_action(&mut self, app: &mut App, action: Action) -> Outcome {
        match action {
            Action::GraphLeft => self.move_across(-1),
            Action::GraphRight => self.move_across(1),
            Action::GraphUp => self.move_along(-1),
            Action::GraphDown => self.move_along(1),
            Action::GraphNextLine => self.next_line(true),
            Action::GraphPreviousLine => self.next_line(false),
            Action::GraphCentre => *self = self.around_chosen(&app.article.analysis),
            Action::GraphWiden if self.reach().is_some() => {
                *self = self.with_other_reach(&app.article.analysis);
            }
            Action::GraphWiden => {
                app.tell("all names are shown");
                return Outcome::STAY;
            }
            Action::GraphOpen => {
                self.open(app);
                return Outcome::CLOSE;
            }
            Action::GraphClose => return Outcome::CLOSE,
            _ => return Outcome::STAY,
        }
        self.choose_everywhere(app);
        Outcome::STAY
    }

    fn on_paste(&mut self, _: &mut App, _: &str) {}

    fn on_wheel(&mut self, _: isize) {}

    fn on_press(&mut self, app: &mut App, press: Press) -> Click {
        let canvas = Self::parts(press.inside).canvas;
        let is_there = canvas.contains(press.column, press.row)
            && self.choose_at(press.column - canvas.x, press.row - canvas.y);
        if is_there {
            self.choose_everywhere(app);
        }
        Click::act_if(is_there && press.times == 2, Action::GraphOpen)
    }

    fn on_press_beside(&self) -> Click {
        Click::Close
    }
}
