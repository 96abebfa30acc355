//! The mouse: selecting words, the menu, popups.

use super::edit::{edited, notice};
use super::*;
use crate::app::popup::graph;
use crate::app::screen::Area;

/// The app, with the cells of words in its text.
struct Pointer(App);

impl Pointer {
    fn at(&self, words: &str) -> (u16, u16) {
        let text = self.0.screen.text;
        let frame = (text.y..).zip(self.0.reader.frame());
        let found = frame.map(|(y, line)| (y, line, self.0.article.doc.slice(line.span).find(words)));
        let (y, line, at) = found.into_iter().find(|it| it.2.is_some()).expect("the words are on the screen");
        let byte = line.span.start().to_usize() + at.unwrap();
        (text.x + u16::try_from(line.cell_of(&self.0.article.doc, byte)).unwrap(), y)
    }

    fn does(&mut self, kind: MouseKind, (column, row): (u16, u16)) -> Vec<Effect> {
        self.0.update(Msg::Mouse(Mouse { kind, column, row }))
    }

    /// Presses on the first of these words, drags to the others and releases.
    fn drag(&mut self, from: &str, to: &str, times: u8) -> String {
        let (from, to) = (self.at(from), self.at(to));
        for before in 1..times {
            self.does(MouseKind::Press(before), from);
            self.does(MouseKind::Release, from);
        }
        self.does(MouseKind::Press(times), from);
        self.does(MouseKind::Drag, to);
        self.does(MouseKind::Release, to);
        focused(&self.0).1
    }
}

#[test]
fn dragging_selects_signs_words_or_sentences_in_both_directions() {
    let mut it = Pointer(open(100, 24));
    assert_eq!(it.drag("eaves", "ves", 1), "eav");
    assert_eq!(it.drag("ves", "eaves", 1), "eav");
    assert_eq!(it.drag("eaves", "ill", 2), "leaves Hill");
    assert_eq!(it.drag("met", "met", 3), "Ann Lee of the Hill met Bob Day in Rome.");
    assert_eq!(it.0.contexts()[0], Context::Select);
}

#[test]
fn what_the_mouse_has_selected_is_noted_and_moved_by_keys() {
    let mut it = Pointer(open(100, 24));
    it.drag("of the", "met", 2);
    press(&mut it.0, "l");
    assert_eq!(focused(&it.0).1, "of the Hill met Bob");
    let mut app = it.0;
    edited(&mut app, "A");
    assert_eq!(app.article.notes[0].at.exact, "of the Hill met Bob");
}

#[test]
fn a_double_click_means_the_words_of_the_first_click_although_a_card_opened() {
    let mut it = Pointer(open(50, 20));
    let at = (it.at("fell").0, it.0.screen.text.y + 16);
    for times in [1, 2] {
        it.does(MouseKind::Press(times), at);
        it.does(MouseKind::Release, at);
    }
    assert_eq!((focused(&it.0).1.as_str(), it.0.card.shown.is_none()), ("fell", true));
    let at = it.at("Ann");
    for times in [1, 2, 3] {
        it.does(MouseKind::Press(times), at);
        it.does(MouseKind::Release, at);
    }
    assert_eq!(focused(&it.0).1, "Ann Lee leaves Hill");
}

#[test]
fn dragging_over_an_edge_scrolls_and_goes_on_selecting() {
    let mut it = Pointer(open(60, 12));
    let from = it.at("met");
    it.does(MouseKind::Press(1), from);
    let status = it.0.screen.status.y;
    for column in 20..40 {
        it.does(MouseKind::Drag, (column, status));
    }
    let selected = it.0.reader.focus().unwrap().span;
    assert!(selected.len() > 300 && !it.0.reader.shows(Span::new(0, 1)), "{selected:?}");
    it.does(MouseKind::ScrollDown, (30, 5));
    it.does(MouseKind::Drag, (30, 0));
    assert!(it.0.reader.focus().unwrap().span.start() == selected.start());
}

#[test]
fn a_click_beside_the_text_drops_what_was_selected() {
    let mut it = Pointer(open(100, 24));
    it.drag("of the", "met", 2);
    let (_, row) = it.at("Rain");
    it.does(MouseKind::Press(1), (it.0.screen.text.x, row - 1));
    it.does(MouseKind::Release, (it.0.screen.text.x, row - 1));
    assert!(it.0.reader.focus().is_none());
}

#[test]
fn the_right_button_offers_to_correct_what_is_under_it() {
    let mut it = Pointer(open(100, 24));
    let at = it.at("Bob");
    it.does(MouseKind::Menu, at);
    assert_eq!((focused(&it.0).1.as_str(), it.0.input.pending.len()), ("Bob Day", 1));
    let popup = it.0.which_key().expect("there is room");
    assert_eq!((popup.area.x, popup.area.y), (at.0, at.1 + 1), "it begins at the pointer");
    let row = popup.lines.iter().position(|it| it.key == Key::char('o')).unwrap();
    let cell = (popup.area.x + 2, popup.area.y + 1 + u16::try_from(row).unwrap());
    let effects = it.does(MouseKind::Press(1), cell);
    assert!(matches!(&effects[..], [Effect::Record(_)]), "{effects:?}");

    let at = it.at("Rain");
    it.does(MouseKind::Menu, at);
    assert_eq!(focused(&it.0).1, "Rain", "a word that is no name");
    it.does(MouseKind::Press(1), (0, 0));
    assert!(it.0.input.pending.is_empty() && it.0.reader.focus().is_some(), "none of these");
    press(&mut it.0, "c");
    let popup = it.0.which_key().unwrap();
    assert_eq!(popup.area.x + popup.area.width, 100, "typed, it stands in the corner");
    press(&mut it.0, "Esc");
    let list = it.0.screen.list;
    it.does(MouseKind::Menu, (list.x + 1, list.y + 1));
    assert_eq!((it.0.panes.front, it.0.input.pending.len()), (Pane::List, 1));
}

#[test]
fn rows_of_popups_are_clicked_and_a_click_beside_them_closes() {
    let mut it = Pointer(open(100, 24));
    press(&mut it.0, "?");
    let area = it.0.popup.as_ref().unwrap().area(it.0.screen);
    it.does(MouseKind::Press(1), (area.x + 3, area.y + 3));
    assert!(matches!(&it.0.popup, Some(Popup::Help(help)) if help.list.selected() == Some(0)));
    it.does(MouseKind::Press(1), (0, 0));
    assert!(it.0.popup.is_none());

    press(&mut it.0, "Tab Enter Tab n n K");
    let area = it.0.popup.as_ref().unwrap().area(it.0.screen);
    it.does(MouseKind::Press(1), (area.x + 3, area.y + 2));
    assert_eq!(focused(&it.0), (0, "Ann Lee".to_owned()));

    press(&mut it.0, "a \"words");
    it.does(MouseKind::Press(1), (0, 0));
    it.0.update(Msg::Run(Action::Quit));
    assert!(it.0.popup.is_some(), "a note that is being written stays");
}

/// Where the graph is drawn.
fn canvas(app: &App) -> Area {
    let area = app.popup.as_ref().unwrap().area(app.screen);
    graph::Graph::parts(area).canvas
}

#[test]
fn a_name_of_the_graph_and_a_format_are_chosen_by_a_click() {
    let mut it = Pointer(open(100, 24));
    press(&mut it.0, "R");
    let canvas = canvas(&it.0);
    let cell_of = |app: &App| {
        let Some(Popup::Graph(graph)) = &app.popup else { panic!("no graph") };
        let number = graph.nodes().iter().position(|it| it.name == "Bob Day").unwrap();
        let spot = graph.drawing().unwrap().spots[number].unwrap();
        (canvas.x + spot.x + 1, canvas.y + spot.row)
    };
    let cell = cell_of(&it.0);
    it.does(MouseKind::Press(1), cell);
    assert!(matches!(&it.0.popup, Some(Popup::Graph(graph)) if graph.chosen().name == "Bob Day"));
    it.does(MouseKind::Press(2), cell);
    assert_eq!((it.0.popup.is_none(), it.0.sidebar.view), (true, ListView::Relations));
}

#[test]
fn words_in_the_graph_tell_their_line_and_lead_to_its_sentence() {
    let mut it = Pointer(open(100, 24));
    press(&mut it.0, "R");
    let canvas = canvas(&it.0);
    let Some(Popup::Graph(graph)) = &it.0.popup else { panic!("no graph") };
    let label = graph.labels()[0].clone();
    let cell = (canvas.x + label.x + 1, canvas.y + label.row);
    it.does(MouseKind::Press(1), cell);
    assert!(matches!(&it.0.popup, Some(Popup::Graph(graph)) if graph.line_number() == Some(label.edge)));
    assert!(it.0.chosen.is_some());
    it.does(MouseKind::Press(2), cell);
    assert!(it.0.popup.is_none());
    assert!(matches!(it.0.reader.focus().map(|it| it.kind), Some(FocusKind::Relation(..))));
}

#[test]
fn what_the_last_line_proposes_is_done() {
    let mut app = open(100, 24);
    app.update(Msg::Run(Action::ViewQuotes));
    assert_eq!(app.sidebar.view, ListView::Quotes);
    app.update(Msg::Run(Action::Copy));
    assert!(notice(&app).starts_with("sent to the clipboard: “"), "the quote in the row");
}
