//! The relations as a graph: who is joined with whom, which name and line are chosen, and how to get to the next one.

mod evidence;
mod handling;

use crate::app::screen::Area;
use crate::app::text::grapheme;
use crate::digest::network::drawing::Spot;
use crate::digest::network::label::Label;
use crate::digest::network::{Network, label};
use crate::nlp::{Analysis, Entity, EntityKind, Relation};
use crate::text::Id;

pub(crate) use crate::digest::network::Edge;
pub(crate) use crate::digest::network::drawing::Drawing;
#[cfg(test)]
pub(crate) use crate::digest::network::drawing::Strokes;
pub(crate) use evidence::evidence;

/// The fewest and most lines of the panel about the chosen name.
const PANEL_LINES: (u16, u16) = (3, 9);
/// With fewer lines in total, there is no room.
const MIN_HEIGHT: u16 = 8;
/// If there are more names, only those around the chosen one are shown at first.
const MAX_WHOLE: usize = 12;

/// A member of the cast that has relations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) entity: Id<Entity>,
    pub(crate) name: String,
    pub(crate) kind: EntityKind,
    /// In order of the text.
    pub(crate) relations: Vec<Id<Relation>>,
}

/// How much of a large graph is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// A name, its neighbours, and what links these.
    Near,
    All,
}

/// The graph and the chosen name.
#[derive(Debug)]
pub(crate) struct Graph {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    /// How many names have relations, visible or not.
    n_names: usize,
    /// How many names are in the middle or near it, if the graph is large.
    n_near: usize,
    reach: Reach,
    chosen: usize,
    /// The edge of the chosen node whose sentences are shown.
    line: Option<usize>,
    drawing: Option<Drawing>,
    labels: Vec<Label>,
}

/// Header, drawing, and panel about the chosen name, from top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) header: Area,
    pub(crate) canvas: Area,
    pub(crate) panel: Area,
}

impl Graph {
    /// The members that have relations: the one in the middle first, then the best connected.
    pub(crate) fn new(analysis: &Analysis, middle: Option<Id<Entity>>, reach: Reach) -> Self {
        let mut network = Network::new(analysis);
        let mut entities = network.members(middle);
        let n_names = entities.len();
        let mut near = entities.clone();
        if let Some(&first) = entities.first().filter(|_| n_names > MAX_WHOLE) {
            near.retain(|&it| it == first || network.joins(it, first));
        }
        let n_near = near.len();
        if reach == Reach::Near
            && let Some(&first) = near.first()
        {
            network.keep(&near);
            entities = network.members(Some(first));
        }
        let edges = network.edges(analysis, &entities);
        let node = |id: Id<Entity>| Node {
            entity: id,
            name: analysis.entities[id].name.clone(),
            kind: analysis.entities[id].kind,
            relations: network.relations_of(id).to_vec(),
        };
        let nodes = entities.into_iter().map(node).collect();
        Self {
            nodes,
            edges,
            n_names,
            n_near,
            reach,
            chosen: 0,
            line: None,
            drawing: None,
            labels: Vec::new(),
        }
    }

    /// The same graph with the chosen name in the middle.
    pub(crate) fn around_chosen(&self, analysis: &Analysis) -> Self {
        Self::new(analysis, Some(self.chosen().entity), self.reach)
    }

    /// Shows all names instead of those around the chosen one, or the other way round.
    pub(crate) fn with_other_reach(&self, analysis: &Analysis) -> Self {
        let reach = if self.reach == Reach::Near { Reach::All } else { Reach::Near };
        Self::new(analysis, Some(self.chosen().entity), reach)
    }

    /// Divides the area; the canvas is empty if there is no room.
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

    /// Lays out the graph in an area.
    pub(crate) fn fit(&mut self, area: Area) {
        let canvas = Self::parts(area).canvas;
        // A sign precedes each name.
        let widths: Vec<_> = self.nodes.iter().map(|node| grapheme::text_width(&node.name) + 1).collect();
        let room = (canvas.width, canvas.height);
        let drawing = label::draw(&widths, &self.edges, room);
        if drawing.as_ref().is_some_and(|it| it.spots[self.chosen].is_none()) {
            // The first one matters most: if any is drawn, it is.
            (self.chosen, self.line) = (0, None);
        }
        self.labels = drawing.as_ref().map_or_else(Vec::new, |drawing| {
            let rest = (0..self.edges.len()).filter(|&edge| Some(edge) != self.line);
            let (own, others) = rest.partition(|&edge| self.edges[edge].joins(self.chosen));
            let ranks = [self.line.into_iter().collect(), own, others];
            label::place(drawing, &self.edges, &ranks, room)
        });
        self.drawing = drawing;
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

    /// The layout; `None` if there is no room.
    pub(crate) fn drawing(&self) -> Option<&Drawing> {
        self.drawing.as_ref()
    }

    /// The words of relations along the lines.
    pub(crate) fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// How many names have relations, drawn or not.
    pub(crate) fn n_names(&self) -> usize {
        self.n_names
    }

    /// How many of them are drawn.
    pub(crate) fn n_drawn(&self) -> usize {
        self.drawing.as_ref().map_or(0, |it| it.spots.iter().flatten().count())
    }

    /// How much is shown, if that is a choice.
    pub(crate) fn reach(&self) -> Option<Reach> {
        (self.n_near < self.n_names).then_some(self.reach)
    }

    /// The number of the edge whose sentences are shown.
    pub(crate) fn line_number(&self) -> Option<usize> {
        self.line
    }

    /// The edge whose sentences are shown.
    pub(crate) fn line(&self) -> Option<&Edge> {
        self.edges.get(self.line?)
    }

    /// Whether a node is an end of the selected line; if none is selected, whether it is the chosen node or a
    /// neighbour of it.
    pub(crate) fn is_near(&self, number: usize) -> bool {
        let of_chosen = || self.edges.iter().any(|it| it.joins(self.chosen) && it.joins(number));
        number == self.chosen || self.line().map_or_else(of_chosen, |it| it.joins(number))
    }

    fn choose(&mut self, number: usize) {
        (self.chosen, self.line) = (number, None);
    }

    /// Chooses the node or line at a cell of the canvas; false if there is none.
    pub(crate) fn choose_at(&mut self, x: u16, row: u16) -> bool {
        let Some(drawing) = &self.drawing else { return false };
        let is_there = |spot: &Option<_>| {
            spot.is_some_and(|it: Spot| it.row == row && (it.x..it.x + it.width).contains(&x))
        };
        if let Some(number) = drawing.spots.iter().position(is_there) {
            self.choose(number);
            return true;
        }
        let Some(edge) = self.line_at(drawing, (x, row)) else { return false };
        if !self.edges[edge].joins(self.chosen) {
            self.chosen = self.edges[edge].ends.0;
        }
        self.line = Some(edge);
        true
    }

    /// The edge whose label or line is at a cell. Where several run together, it is the selected one, else the only
    /// one of the chosen name; otherwise it is unclear which one is meant.
    fn line_at(&self, drawing: &Drawing, cell: (u16, u16)) -> Option<usize> {
        if let Some(label) = self.labels.iter().find(|it| it.covers(cell)) {
            return Some(label.edge);
        }
        let there = drawing.edges().filter(|&edge| drawing.strokes(|it| it == edge).at(cell) != 0);
        let there: Vec<_> = there.collect();
        let own: Vec<_> = there.iter().copied().filter(|&edge| self.edges[edge].joins(self.chosen)).collect();
        let told = self.line.filter(|it| own.contains(it));
        told.or_else(|| {
            [own, there].into_iter().find_map(|it| <[usize; 1]>::try_from(it).ok()).map(|[it]| it)
        })
    }

    /// Selects the next line of the chosen node, in the order of the names at the other ends; after the last one,
    /// none is selected.
    pub(crate) fn next_line(&mut self, is_next: bool) {
        let Some(drawing) = &self.drawing else { return };
        let place = |edge: usize| {
            let (one, other) = self.edges[edge].ends;
            let spot = drawing.spots[if one == self.chosen { other } else { one }];
            spot.map(|it| (it.column, it.row))
        };
        let mut lines: Vec<_> = drawing.edges().filter(|&it| self.edges[it].joins(self.chosen)).collect();
        lines.sort_by_key(|&edge| place(edge));
        let n = lines.len() + 1;
        let at = lines.iter().position(|&it| Some(it) == self.line).unwrap_or(n - 1);
        self.line = lines.get((at + if is_next { 1 } else { n - 1 }) % n).copied();
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
            self.choose(number);
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
            self.choose(number);
        }
    }
}

#[cfg(test)]
mod tests;
