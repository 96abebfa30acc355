//! The relations as a graph: who is joined with whom, which name is chosen, and how one gets to the next.

mod layout;
mod plan;

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::app::screen::Area;
use crate::app::text::grapheme;
use crate::nlp::{Analysis, Entity, EntityKind, Relation};
use crate::text::Id;

pub(crate) use layout::Drawing;
#[cfg(test)]
pub(crate) use layout::Strokes;

/// Lines of what is told of the chosen name: from, to.
const PANEL_LINES: (u16, u16) = (3, 9);
/// With fewer lines in all there is no room.
const MIN_HEIGHT: u16 = 8;

/// A member of the cast that has relations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) entity: Id<Entity>,
    pub(crate) name: String,
    pub(crate) kind: EntityKind,
    /// In order of the text.
    pub(crate) relations: Vec<Id<Relation>>,
}

/// Two nodes with relations, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Edge {
    pub(crate) ends: (usize, usize),
    /// Whether each end is the object of a relation.
    pub(crate) is_object: (bool, bool),
}

/// The graph with the name that is chosen.
#[derive(Debug)]
pub(crate) struct Graph {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    chosen: usize,
    drawing: Option<Drawing>,
}

/// Header, drawing and what is told of the chosen name, from top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) header: Area,
    pub(crate) canvas: Area,
    pub(crate) panel: Area,
}

impl Graph {
    /// All members that have relations: the chosen one first, then the best connected.
    pub(crate) fn new(analysis: &Analysis, chosen: Option<Id<Entity>>) -> Self {
        let mut relations: HashMap<Id<Entity>, Vec<Id<Relation>>> = HashMap::new();
        let mut pairs: HashMap<(Id<Entity>, Id<Entity>), (bool, bool)> = HashMap::new();
        for (id, it) in analysis.relations.iter() {
            relations.entry(it.subject).or_default().push(id);
            relations.entry(it.object).or_default().push(id);
            let key = (it.subject.min(it.object), it.subject.max(it.object));
            let is_object = pairs.entry(key).or_default();
            if it.object == key.0 { is_object.0 = true } else { is_object.1 = true }
        }
        let mut degrees: HashMap<Id<Entity>, usize> = HashMap::new();
        for (one, other) in pairs.keys() {
            *degrees.entry(*one).or_default() += 1;
            *degrees.entry(*other).or_default() += 1;
        }
        let mut entities: Vec<_> = relations.keys().copied().collect();
        entities.sort_by_key(|id| (Some(*id) != chosen, Reverse((degrees[id], relations[id].len())), *id));
        let numbers: HashMap<_, _> = entities.iter().enumerate().map(|(number, &id)| (id, number)).collect();
        let mut edges = Vec::new();
        for ((one, other), is_object) in pairs {
            let (one, other) = (numbers[&one], numbers[&other]);
            edges.push(if one < other {
                Edge { ends: (one, other), is_object }
            } else {
                Edge { ends: (other, one), is_object: (is_object.1, is_object.0) }
            });
        }
        edges.sort_by_key(|edge| edge.ends);
        let node = |id: Id<Entity>| Node {
            entity: id,
            name: analysis.entities[id].name.clone(),
            kind: analysis.entities[id].kind,
            relations: relations.get(&id).cloned().unwrap_or_default(),
        };
        Self { nodes: entities.into_iter().map(node).collect(), edges, chosen: 0, drawing: None }
    }

    /// Divides the area; without room there is no canvas.
    pub(crate) fn parts(area: Area) -> Parts {
        let n_panel = (area.height / 4).clamp(PANEL_LINES.0, PANEL_LINES.1) + 1;
        if area.height < MIN_HEIGHT {
            return Parts { header: area, canvas: Area::default(), panel: Area::default() };
        }
        let header = Area { height: 1, ..area };
        let n_canvas = area.height - 1 - n_panel;
        let canvas =
            Area { x: area.x + 1, y: area.y + 1, width: area.width.saturating_sub(2), height: n_canvas };
        Parts { header, canvas, panel: Area { y: canvas.y + n_canvas, height: n_panel, ..area } }
    }

    /// Lays the graph out in an area.
    pub(crate) fn fit(&mut self, area: Area) {
        let canvas = Self::parts(area).canvas;
        // A sign stands before each name.
        let widths: Vec<_> = self.nodes.iter().map(|node| grapheme::text_width(&node.name) + 1).collect();
        let ends: Vec<_> = self.edges.iter().map(|edge| edge.ends).collect();
        self.drawing = layout::draw(&widths, &ends, canvas.width, canvas.height);
        if self.drawing.as_ref().is_some_and(|it| it.spots[self.chosen].is_none()) {
            // The first is the best connected: if any is drawn, it is.
            self.chosen = 0;
        }
    }

    /// All nodes, drawn or not.
    pub(crate) fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// All edges, drawn or not.
    pub(crate) fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// The chosen node.
    pub(crate) fn chosen(&self) -> &Node {
        &self.nodes[self.chosen]
    }

    /// Its number.
    pub(crate) fn chosen_number(&self) -> usize {
        self.chosen
    }

    /// Where all is drawn; `None` if there is no room.
    pub(crate) fn drawing(&self) -> Option<&Drawing> {
        self.drawing.as_ref()
    }

    /// The number of nodes that are not drawn.
    pub(crate) fn n_left_out(&self) -> usize {
        self.drawing.as_ref().map_or(0, |it| it.spots.iter().filter(|spot| spot.is_none()).count())
    }

    /// Whether a node is the chosen one or joined with it.
    pub(crate) fn is_near(&self, number: usize) -> bool {
        let joins = |edge: &Edge| [(self.chosen, number), (number, self.chosen)].contains(&edge.ends);
        number == self.chosen || self.edges.iter().any(joins)
    }

    /// Chooses the node at a cell of the canvas; false if none is there.
    pub(crate) fn choose_at(&mut self, x: u16, row: u16) -> bool {
        let Some(drawing) = &self.drawing else { return false };
        let is_there = |spot: &Option<_>| {
            spot.is_some_and(|it: layout::Spot| it.row == row && (it.x..it.x + it.width).contains(&x))
        };
        let Some(number) = drawing.spots.iter().position(is_there) else { return false };
        self.chosen = number;
        true
    }

    /// Chooses the nearest node in the next column.
    pub(crate) fn move_across(&mut self, direction: isize) {
        let Some(drawing) = &self.drawing else { return };
        let Some(here) = drawing.spots[self.chosen] else { return };
        let spots = drawing.spots.iter().enumerate().filter_map(|(number, spot)| Some((number, (*spot)?)));
        let there =
            spots.filter(
                |(_, spot)| {
                    if direction > 0 { spot.column > here.column } else { spot.column < here.column }
                },
            );
        let nearest = there.min_by_key(|(_, spot)| {
            (spot.column.abs_diff(here.column), spot.row.abs_diff(here.row), spot.row)
        });
        if let Some((number, _)) = nearest {
            self.chosen = number;
        }
    }

    /// Chooses the next node of the same column.
    pub(crate) fn move_along(&mut self, direction: isize) {
        let Some(drawing) = &self.drawing else { return };
        let Some(here) = drawing.spots[self.chosen] else { return };
        let spots = drawing.spots.iter().enumerate().filter_map(|(number, spot)| Some((number, (*spot)?)));
        let there = spots.filter(|(_, spot)| {
            spot.column == here.column
                && if direction > 0 { spot.row > here.row } else { spot.row < here.row }
        });
        if let Some((number, _)) = there.min_by_key(|(_, spot)| spot.row.abs_diff(here.row)) {
            self.chosen = number;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sample;

    fn graph(chosen: Option<usize>) -> Graph {
        let (_, analysis) = sample::article(&[
            "[PER Ann] sued [ORG Hill] (Ann; sued; Hill). [PER Bob] runs [ORG Hill] (Bob; runs; Hill). [PER Cy] sat.",
            "[ORG Hill] paid [PER Ann] (Hill; paid; Ann). [PER Dee] left [ORG Hill] (Dee; left; Hill). \
             [PER Dee] met [PER Bob] (Dee; met; Bob).",
        ]);
        Graph::new(&analysis, chosen.map(Id::new))
    }

    fn names(graph: &Graph) -> Vec<&str> {
        graph.nodes.iter().map(|node| node.name.as_str()).collect()
    }

    #[test]
    fn the_best_connected_come_first_unless_somebody_is_chosen() {
        assert_eq!(names(&graph(None)), ["Hill", "Bob", "Dee", "Ann"]);
        assert_eq!(names(&graph(Some(0))), ["Ann", "Hill", "Bob", "Dee"]);
        assert_eq!(graph(None).edges[2], Edge { ends: (0, 3), is_object: (true, true) });
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
    fn without_room_nothing_is_drawn() {
        let mut graph = graph(None);
        for (width, height) in [(60, 7), (8, 20), (0, 0)] {
            graph.fit(Area { x: 0, y: 0, width, height });
            assert!(graph.drawing().is_none(), "{width}x{height}");
        }
    }
}
