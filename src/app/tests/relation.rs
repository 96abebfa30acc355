//! Relations: their list, the sentences that state them, what links two names, the graph.

use super::*;
use crate::app::card::{CardLine, Subject};
use crate::app::list::Row;

fn open_relations(columns: u16, rows: u16) -> App {
    let padding = "Rain fell on the town. ".repeat(30);
    open_article(
        columns,
        rows,
        &[
            "[PER Nora Quist] asked [PER Tom Abara] to leave (Nora Quist; asked … to leave; Tom Abara). [PER Cy] sat.",
            &padding,
            "[PER Abara=Tom Abara] runs [ORG Meridian] (?Tom Abara; runs; Meridian). [PER~ She=Nora Quist] had asked \
         [PER~ him=Tom Abara] to leave (Nora Quist; asked … to leave; Tom Abara).",
            "{“[PER Abara=Tom Abara] sleeps.”} said [PER Quist=Nora Quist]. [ORG Meridian] and [PER Quist=Nora Quist] won.",
        ],
    )
}

fn marked(app: &App) -> (usize, usize) {
    match app.reader.focus().map(|focus| focus.kind) {
        Some(FocusKind::Relation(id, nth)) => (id.to_usize(), nth),
        other => panic!("{other:?}"),
    }
}

fn n_items(app: &mut App) -> usize {
    app.sidebar.relations.set_height(1000);
    app.sidebar.relations.shown().filter(|(row, _)| matches!(row, Row::Item(_))).count()
}

#[test]
fn enter_goes_to_the_sentence_and_again_to_the_next_one() {
    for (columns, rows) in [(120, 36), (80, 24), (50, 20), (30, 8)] {
        let mut app = open_relations(columns, rows);
        press(&mut app, "2 S g Enter");
        if columns < 72 {
            app = open_relations(columns, rows);
            press(&mut app, "2 S Enter");
        }
        assert_eq!(marked(&app), (0, 0), "{columns}");
        press(&mut app, "Enter");
        assert_eq!(marked(&app), (0, 1), "{columns}");
        let focus = app.reader.focus().unwrap();
        assert!(app.reader.shows(focus.span));
        assert_eq!(app.article.doc.slice(focus.span), "She had asked him");
        press(&mut app, "Enter");
        assert_eq!(marked(&app), (0, 0));
    }
}

#[test]
fn relations_are_stepped_through_in_the_order_of_the_text() {
    let mut app = open_relations(80, 24);
    let mut seen = Vec::new();
    for _ in 0..4 {
        press(&mut app, "] r");
        seen.push(marked(&app));
    }
    assert_eq!(seen, [(0, 0), (1, 0), (0, 1), (0, 1)]);
    assert_eq!(app.notice.as_deref(), Some("no more below"));
    press(&mut app, "[ r");
    assert_eq!(marked(&app), (1, 0));
    press(&mut app, "G [ r");
    assert_eq!(marked(&app), (0, 0), "the focus is still on the screen");
    press(&mut app, "G Esc [ r");
    assert_eq!(marked(&app), (0, 1));
    press(&mut app, "l");
    assert_eq!(focused(&app).1, "She", "what the sentence holds comes after it");
}

#[test]
fn in_another_order_the_cursor_stays_on_its_relation() {
    let mut app = open_relations(120, 36);
    press(&mut app, "2 j");
    assert_eq!(app.list_subject(), Some(Subject::Relation(Id::new(1))));
    press(&mut app, "S");
    assert_eq!(app.list_subject(), Some(Subject::Relation(Id::new(1))));
    press(&mut app, "S");
    assert_eq!(app.list_subject(), Some(Subject::Relation(Id::new(1))));
}

#[test]
fn only_the_relations_of_one_are_listed_and_again_all() {
    let mut app = open_relations(120, 36);
    press(&mut app, "2");
    assert_eq!(n_items(&mut app), 4, "each stands under both of its members");
    press(&mut app, "1 2 f");
    assert_eq!((app.sidebar.view, n_items(&mut app)), (ListView::Relations, 2));
    press(&mut app, "f");
    assert_eq!(n_items(&mut app), 4);
    press(&mut app, "S");
    assert_eq!(n_items(&mut app), 2, "in order of the text each stands once");
    press(&mut app, "1 G 2 f");
    assert_eq!((app.sidebar.view, n_items(&mut app)), (ListView::Relations, 1));
    press(&mut app, "Esc");
    assert_eq!(n_items(&mut app), 2);
    press(&mut app, "/ \"runs Enter");
    assert_eq!(n_items(&mut app), 1);
}

#[test]
fn whoever_has_no_relation_is_alone_in_the_lists() {
    let mut app = open_relations(120, 36);
    press(&mut app, "1 / \"cy Enter f");
    app.sidebar.cast.set_height(1000);
    let listed = app.sidebar.cast.shown().filter(|(row, _)| matches!(row, Row::Item(_))).count();
    assert_eq!((app.sidebar.view, listed), (ListView::Cast, 1));
    press(&mut app, "2");
    assert_eq!(n_items(&mut app), 0);
    press(&mut app, "L");
    assert_eq!(app.notice.as_deref(), Some("nothing links Cy with another name"));
}

#[test]
fn what_links_two_is_asked_for_and_listed() {
    for columns in [120, 50] {
        let mut app = open_relations(columns, 24);
        press(&mut app, "Tab j L \"mer Enter");
        assert_eq!((app.sidebar.view, app.panes.front), (ListView::Relations, Pane::List));
        assert!(matches!(app.sidebar.only, ListFilter::Pair(_)));
        assert_eq!(n_items(&mut app), 1);
        assert!(matches!(app.list_subject(), Some(Subject::Relation(_))));
    }
    let mut app = open_relations(120, 24);
    press(&mut app, "] p L \"mer Enter");
    assert!(
        matches!(app.list_subject(), Some(Subject::Sentence(_))),
        "Quist and Meridian are only mentioned together"
    );
    press(&mut app, "Enter");
    assert_eq!(focused(&app).1, "Meridian and Quist won.");
}

#[test]
fn the_list_opens_at_the_chosen_name() {
    let mut app = open_relations(120, 36);
    press(&mut app, "Tab / \"meridian Enter g Tab 2");
    assert!(matches!(app.list_subject(), Some(Subject::Relation(id)) if id.to_usize() == 1));
}

#[test]
fn the_graph_leads_to_the_list_of_the_chosen_name() {
    let mut app = open_relations(80, 24);
    press(&mut app, "R");
    let Some(Popup::Graph(graph)) = &app.popup else { panic!("no graph") };
    assert_eq!(graph.chosen().name, "Tom Abara", "the best connected");
    press(&mut app, "Enter");
    assert_eq!((app.sidebar.view, app.panes.front, n_items(&mut app)), (ListView::Relations, Pane::List, 2));
    press(&mut app, "R Esc");
    assert!(app.popup.is_none());
}

#[test]
fn whom_one_moves_to_in_the_graph_is_chosen_and_stays_so() {
    let mut app = open_relations(80, 24);
    press(&mut app, "R");
    assert!(app.chosen.is_none(), "to look at it chooses nobody");
    press(&mut app, "l");
    let Some(Popup::Graph(graph)) = &app.popup else { panic!("no graph") };
    let name = graph.chosen().name.clone();
    assert_ne!(name, "Tom Abara");
    press(&mut app, "w");
    assert_eq!(app.notice.as_deref(), Some("all names are shown"));
    press(&mut app, "c");
    let Some(Popup::Graph(graph)) = &app.popup else { panic!("no graph") };
    assert_eq!((graph.chosen_number(), &graph.chosen().name), (0, &name), "it is in the middle now");
    press(&mut app, "Esc");
    assert_eq!(app.chosen.as_ref().unwrap().name(), name);
    press(&mut app, "R");
    let Some(Popup::Graph(graph)) = &app.popup else { panic!("no graph") };
    assert_eq!(graph.chosen().name, name);
}

#[test]
fn a_line_of_the_graph_leads_to_the_sentence_that_states_it() {
    let mut app = open_relations(80, 24);
    press(&mut app, "R n");
    let Some(Popup::Graph(graph)) = &app.popup else { panic!("no graph") };
    let relation = graph.line().unwrap().relations[0].to_usize();
    press(&mut app, "Enter");
    assert_eq!(marked(&app), (relation, 0));
    assert_eq!((app.popup.is_none(), app.panes.front), (true, Pane::Text));
    assert_eq!(app.chosen.as_ref().unwrap().name(), "Tom Abara");
    press(&mut app, "R n N Enter");
    assert_eq!((app.sidebar.view, app.panes.front), (ListView::Relations, Pane::List), "no line is selected");
}

#[test]
fn where_there_is_no_room_for_the_graph_the_list_stands_for_it() {
    let mut app = open_relations(30, 8);
    press(&mut app, "R");
    assert!(app.popup.is_none());
    assert_eq!((app.sidebar.view, app.panes.front), (ListView::Relations, Pane::List));
    let mut app = open_relations(80, 24);
    press(&mut app, "R");
    app.update(Msg::Resize { columns: 30, rows: 8 });
    assert_eq!((app.popup.is_none(), app.sidebar.view), (true, ListView::Relations));
}

#[test]
fn a_later_analysis_keeps_the_choice_and_drops_what_was_marked() {
    let mut app = open_relations(80, 24);
    press(&mut app, "1 2 f Enter");
    assert!(matches!(app.sidebar.only, ListFilter::Chosen));
    let analysis = Arc::clone(&app.article.analysis);
    app.update(Msg::Analysis(Update::Done(analysis)));
    assert_eq!(n_items(&mut app), 2);
    assert_eq!(app.reader.focus().map(|focus| focus.kind), Some(FocusKind::Sentence));
    app.update(Msg::Analysis(Update::Done(Arc::default())));
    assert_eq!(n_items(&mut app), 0, "nobody is there yet, and the choice stays");
    let analysis = open_relations(80, 24).article.analysis;
    app.update(Msg::Analysis(Update::Done(analysis)));
    assert_eq!(n_items(&mut app), 2);
}

#[test]
fn a_relation_is_copied_as_a_sentence() {
    let mut app = open_relations(80, 24);
    let effects = press(&mut app, "2 S g y");
    assert_eq!(effects, [Effect::Copy("Nora Quist asked Tom Abara to leave".to_owned())]);
}

#[test]
fn the_card_tells_relations_and_who_talks_about_somebody() {
    let mut app = open_relations(120, 36);
    press(&mut app, "] p ] p Enter");
    let lines: Vec<_> = app.card.shown.as_ref().unwrap().0.lines.iter().collect();
    let has = |text: &str| lines.iter().any(|line| matches!(line, CardLine::Text(it) if it == text));
    assert!(has("Nora Quist asked Tom Abara to leave ×2"), "{lines:?}");
    assert!(has("runs Meridian ?") && has("in 1 quote of others"), "{lines:?}");
}

#[test]
fn a_search_begun_on_a_relation_does_not_return_to_one_of_another_analysis() {
    let mut app = open_relations(120, 36);
    press(&mut app, "] r");
    assert_eq!(marked(&app), (0, 0));
    press(&mut app, "/");
    let without = Analysis { relations: crate::text::Table::new(), ..Analysis::clone(&app.article.analysis) };
    app.update(Msg::Analysis(Update::Done(Arc::new(without))));
    press(&mut app, "Esc Enter");
    assert!(!matches!(app.reader.focus().map(|it| it.kind), Some(FocusKind::Relation(..))));
}
