//! Relations: their list, the places that state them, what links two, the graph.

use super::*;
use crate::app::card::{CardLine, Subject};
use crate::app::list::Row;

fn open_relations(columns: u16, rows: u16) -> Model {
    let padding = "Rain fell on the town. ".repeat(30);
    let (doc, analysis) = sample::article(&[
        "[PER Nora Quist] asked [PER Tom Abara] to leave (Nora Quist; asked … to leave; Tom Abara). [PER Cy] sat.",
        &padding,
        "[PER Abara=Tom Abara] runs [ORG Meridian] (?Tom Abara; runs; Meridian). [PER~ She=Nora Quist] had asked \
         [PER~ him=Tom Abara] to leave (Nora Quist; asked … to leave; Tom Abara).",
        "{“[PER Abara=Tom Abara] sleeps.”} said [PER Quist=Nora Quist]. [ORG Meridian] and [PER Quist=Nora Quist] won.",
    ]);
    let mut model = Model::new(doc, settings());
    model.update(Msg::Resize { columns, rows });
    model.update(Msg::Analysis(Update::Done(analysis)));
    model
}

fn marked(model: &Model) -> (usize, usize) {
    match model.reader.focus().map(|focus| focus.kind) {
        Some(FocusKind::Relation(id, nth)) => (id.to_usize(), nth),
        other => panic!("{other:?}"),
    }
}

fn n_items(model: &mut Model) -> usize {
    model.relations.set_height(1000);
    model.relations.shown().filter(|(row, _)| matches!(row, Row::Item(_))).count()
}

#[test]
fn enter_goes_to_the_sentence_and_again_to_the_next_one() {
    for (columns, rows) in [(120, 36), (80, 24), (50, 20), (30, 8)] {
        let mut model = open_relations(columns, rows);
        press(&mut model, "2 Tab Tab S Tab g Enter");
        if columns < 72 {
            model = open_relations(columns, rows);
            press(&mut model, "2 S Enter");
        }
        assert_eq!(marked(&model), (0, 0), "{columns}");
        press(&mut model, "Enter");
        assert_eq!(marked(&model), (0, 1), "{columns}");
        let focus = model.reader.focus().unwrap();
        assert!(model.reader.shows(focus.span));
        assert_eq!(model.doc.slice(focus.span), "She had asked him");
        press(&mut model, "Enter");
        assert_eq!(marked(&model), (0, 0));
    }
}

#[test]
fn relations_are_stepped_through_in_the_order_of_the_text() {
    let mut model = open_relations(80, 24);
    let mut seen = Vec::new();
    for _ in 0..4 {
        press(&mut model, "] r");
        seen.push(marked(&model));
    }
    assert_eq!(seen, [(0, 0), (1, 0), (0, 1), (0, 1)]);
    assert_eq!(model.notice.as_deref(), Some("no more below"));
    press(&mut model, "[ r");
    assert_eq!(marked(&model), (1, 0));
    press(&mut model, "G [ r");
    assert_eq!(marked(&model), (0, 0), "the focus is still on the screen");
    press(&mut model, "G Esc [ r");
    assert_eq!(marked(&model), (0, 1));
    press(&mut model, "l");
    assert_eq!(focused(&model).1, "She", "what the sentence holds comes after it");
}

#[test]
fn only_the_relations_of_one_are_listed_and_again_all() {
    let mut model = open_relations(120, 36);
    press(&mut model, "2 Tab");
    assert_eq!(n_items(&mut model), 4, "each stands under both of its members");
    press(&mut model, "1 j f");
    assert_eq!((model.view, n_items(&mut model)), (ListView::Relations, 2));
    press(&mut model, "f");
    assert_eq!(n_items(&mut model), 4);
    press(&mut model, "S");
    assert_eq!(n_items(&mut model), 2, "in order of the text each stands once");
    press(&mut model, "1 G f");
    assert_eq!((model.view, n_items(&mut model)), (ListView::Relations, 1));
    press(&mut model, "Esc");
    assert_eq!(n_items(&mut model), 2);
    press(&mut model, "/ \"runs Enter");
    assert_eq!(n_items(&mut model), 1);
}

#[test]
fn who_has_no_relation_is_not_listed_alone() {
    let mut model = open_relations(120, 36);
    press(&mut model, "Tab / \"cy Enter f");
    assert_eq!(model.view, ListView::Cast);
    assert_eq!(model.notice.as_deref(), Some("no relation of Cy was found"));
    press(&mut model, "L");
    assert_eq!(model.notice.as_deref(), Some("nothing links Cy with another name"));
}

#[test]
fn what_links_two_is_asked_for_and_listed() {
    for columns in [120, 50] {
        let mut model = open_relations(columns, 24);
        press(&mut model, "Tab j L \"mer Enter");
        assert_eq!((model.view, model.pane), (ListView::Relations, Pane::List));
        assert_eq!(model.only.members().len(), 2);
        assert_eq!(n_items(&mut model), 1);
        assert!(matches!(model.list_subject(), Some(Subject::Relation(_))));
    }
    let mut model = open_relations(120, 24);
    press(&mut model, "] p L \"mer Enter");
    assert!(
        matches!(model.list_subject(), Some(Subject::Sentence(_))),
        "Quist and Meridian are only mentioned together"
    );
    press(&mut model, "Enter");
    assert_eq!(focused(&model).1, "Meridian and Quist won.");
}

#[test]
fn the_list_opens_at_the_chosen_name() {
    let mut model = open_relations(120, 36);
    press(&mut model, "Tab / \"meridian Enter g Tab 2");
    assert!(matches!(model.list_subject(), Some(Subject::Relation(id)) if id.to_usize() == 1));
}

#[test]
fn the_graph_leads_to_the_list_of_the_chosen_name() {
    let mut model = open_relations(80, 24);
    press(&mut model, "R");
    let Some(Dialog::Graph(graph)) = &model.dialog else { panic!("no graph") };
    assert_eq!(graph.chosen().name, "Tom Abara", "the best connected");
    press(&mut model, "Enter");
    assert_eq!((model.view, model.pane, n_items(&mut model)), (ListView::Relations, Pane::List, 2));
    press(&mut model, "R Esc");
    assert!(model.dialog.is_none());
}

#[test]
fn where_there_is_no_room_for_the_graph_the_list_stands_for_it() {
    let mut model = open_relations(30, 8);
    press(&mut model, "R");
    assert!(model.dialog.is_none());
    assert_eq!((model.view, model.pane), (ListView::Relations, Pane::List));
    let mut model = open_relations(80, 24);
    press(&mut model, "R");
    model.update(Msg::Resize { columns: 30, rows: 8 });
    assert_eq!((model.dialog.is_none(), model.view), (true, ListView::Relations));
}

#[test]
fn a_later_analysis_keeps_the_choice_and_drops_what_was_marked() {
    let mut model = open_relations(80, 24);
    press(&mut model, "Tab f Enter");
    assert_eq!(model.only.members().len(), 1);
    let analysis = Arc::clone(&model.analysis);
    model.update(Msg::Analysis(Update::Done(analysis)));
    assert_eq!((model.only.members().len(), n_items(&mut model)), (1, 1));
    assert_eq!(model.reader.focus().map(|focus| focus.kind), Some(FocusKind::Sentence));
    model.update(Msg::Analysis(Update::Done(Arc::default())));
    assert!(model.only.members().is_empty());
}

#[test]
fn a_relation_is_copied_as_a_sentence() {
    let mut model = open_relations(80, 24);
    let effects = press(&mut model, "2 Tab S g y");
    assert_eq!(effects, [Effect::Copy("Nora Quist asked Tom Abara to leave".to_owned())]);
}

#[test]
fn the_card_tells_relations_and_who_talks_about_somebody() {
    let mut model = open_relations(120, 36);
    press(&mut model, "] p ] p Enter");
    let lines: Vec<_> = model.card.as_ref().unwrap().0.lines.iter().collect();
    let has = |text: &str| lines.iter().any(|line| matches!(line, CardLine::Text(it) if it == text));
    assert!(has("← Nora Quist: asked … to leave ×2"), "{lines:?}");
    assert!(has("→ Meridian: runs ?") && has("in 1 quote of others"), "{lines:?}");
}
