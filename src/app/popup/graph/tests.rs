//! The graph: who is shown, how to move, which line is selected.

use super::*;
use crate::digest::network::drawing::Arrow;
use crate::digest::sample;

fn graph(chosen: Option<usize>) -> Graph {
    let (_, analysis) = sample::article(&[
        "[PER Ann] sued [ORG Hill] (Ann; sued; Hill). [PER Bob] runs [ORG Hill] (Bob; runs; Hill). [PER Cy] sat.",
        "[ORG Hill] paid [PER Ann] (Hill; paid; Ann). [PER Dee] left [ORG Hill] (Dee; left; Hill). \
         [PER Dee] met [PER Bob] (Dee; met; Bob).",
    ]);
    Graph::new(&analysis, chosen.map(Id::new), Reach::Near)
}

fn names(graph: &Graph) -> Vec<&str> {
    graph.nodes.iter().map(|node| node.name.as_str()).collect()
}

#[test]
fn the_best_connected_come_first_unless_somebody_is_chosen() {
    assert_eq!(names(&graph(None)), ["Hill", "Bob", "Dee", "Ann"]);
    assert_eq!(names(&graph(Some(0))), ["Ann", "Hill", "Bob", "Dee"]);
    let graph = graph(None);
    let edge = &graph.edges[2];
    assert_eq!((edge.ends, edge.is_object), ((0, 3), (true, true)));
    assert_eq!((edge.words.text.as_str(), edge.words.sign.as_str()), ("sued", " +1"));
}

#[test]
fn arrows_lead_to_what_is_seen_there() {
    let mut graph = graph(None);
    graph.fit(Area { x: 0, y: 0, width: 60, height: 16 });
    let spot = |graph: &Graph| graph.drawing().unwrap().spots[graph.chosen].unwrap();
    let start = spot(&graph);
    graph.move_across(1);
    assert!(spot(&graph).column > start.column);
    graph.move_across(-1);
    assert_eq!(spot(&graph).column, start.column);
    graph.move_along(-1);
    graph.move_along(-1);
    let top = spot(&graph);
    graph.move_along(1);
    assert!(spot(&graph).row > top.row && spot(&graph).column == top.column);
}

#[test]
fn the_lines_of_the_chosen_name_are_walked_from_top_to_bottom_and_then_none_is_told() {
    let mut graph = graph(None);
    graph.fit(Area { x: 0, y: 0, width: 90, height: 20 });
    let mut told = Vec::new();
    for _ in 0..4 {
        graph.next_line(true);
        told.push(graph.line().map(|it| it.ends.1));
    }
    assert_eq!(told.pop(), Some(None));
    assert!(told.contains(&Some(1)) && told.contains(&Some(2)) && told.contains(&Some(3)), "{told:?}");
    graph.next_line(false);
    assert_eq!(graph.line().map(|it| it.ends.1), told[2]);
    graph.move_across(1);
    assert_eq!(graph.line(), None, "another name has other lines");
}

#[test]
fn a_click_on_words_or_on_a_line_tells_it() {
    let mut graph = graph(None);
    graph.fit(Area { x: 0, y: 0, width: 90, height: 20 });
    let label = graph.labels().iter().find(|it| it.text.contains("met")).unwrap().clone();
    assert!(graph.choose_at(label.x + 1, label.row));
    assert_eq!(graph.line_number(), Some(label.edge));
    assert!(graph.line().unwrap().joins(graph.chosen_number()));
    for edge in 0..graph.edges().len() {
        // Beside the name that has this line alone.
        let arrows = graph.drawing().unwrap().arrows(edge).unwrap();
        let is_alone = |arrow: &Arrow| {
            let drawing = graph.drawing().unwrap();
            drawing.edges().filter(|&it| drawing.strokes(|at| at == it).at(arrow.cell) != 0).count() == 1
        };
        let Some((x, row)) = arrows.into_iter().find(is_alone).map(|it| it.cell) else { continue };
        assert!(graph.choose_at(x, row));
        assert_eq!(graph.line_number(), Some(edge));
    }
    assert!(!graph.choose_at(0, 0));
    graph.fit(Area { x: 0, y: 0, width: 90, height: 20 });
    let edges: std::collections::HashSet<_> = graph.labels().iter().map(|it| it.edge).collect();
    assert_eq!(edges.len(), graph.labels().len(), "each line has its words once");
}

/// Ten around Zoe, three around Yan, and these two know each other.
fn large() -> std::sync::Arc<Analysis> {
    let met =
        |one: char, other: &str| format!("[PER {one}{one}] met [PER {other}] ({one}{one}; met; {other}).");
    let of_zoe = ('A'..='J').map(|c| met(c, "Zoe"));
    let of_yan = ('K'..='M').map(|c| met(c, "Yan"));
    let rest = ["[PER Yan] left [PER Zoe] (Yan; left; Zoe). [PER AA] saw [PER BB] (AA; saw; BB).".to_owned()];
    sample::article(&[&of_zoe.chain(of_yan).chain(rest).collect::<Vec<_>>().join(" ")]).1
}

#[test]
fn of_many_names_those_around_the_chosen_one_are_shown_with_what_links_them() {
    let analysis = large();
    let mut graph = Graph::new(&analysis, None, Reach::Near);
    graph.fit(Area { x: 0, y: 0, width: 120, height: 34 });
    assert_eq!((graph.n_drawn(), graph.n_names(), graph.reach()), (12, 15, Some(Reach::Near)));
    assert_eq!(graph.chosen().name, "Zoe");
    let name = |number: usize| graph.nodes[number].name.as_str();
    assert!(graph.edges.iter().any(|it| (name(it.ends.0), name(it.ends.1)) == ("AA", "BB")));
    let yan = graph.nodes.iter().position(|it| it.name == "Yan").unwrap();
    graph.choose(yan);
    let mut graph = graph.around_chosen(&analysis);
    graph.fit(Area { x: 0, y: 0, width: 120, height: 34 });
    assert_eq!((graph.chosen().name.as_str(), graph.n_drawn()), ("Yan", 5));
    let mut all = graph.with_other_reach(&analysis);
    all.fit(Area { x: 0, y: 0, width: 120, height: 34 });
    assert_eq!((all.chosen().name.as_str(), all.n_drawn(), all.reach()), ("Yan", 15, Some(Reach::All)));
    assert_eq!(all.with_other_reach(&analysis).nodes.len(), 5);
}

#[test]
fn without_room_nothing_is_drawn() {
    let mut graph = graph(None);
    for (width, height) in [(60, 7), (8, 20), (0, 0)] {
        graph.fit(Area { x: 0, y: 0, width, height });
        assert!(graph.drawing().is_none(), "{width}x{height}");
    }
}
