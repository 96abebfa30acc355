//! Where the names and lines of a graph go on a grid of cells. The same for the same graph, whatever came before.
//!
//! Lines run in the two channels between the three columns: from a hub's row into an upright of its own, and from there
//! into the rows of those it is joined with. Where lines only cross, the upright one is drawn.

use std::collections::{BTreeMap, HashMap};

use crate::app::popup::graph::plan::{LEFT, MIDDLE, Plan, RIGHT, plan};

/// Nodes that are drawn at most, also where there is room for more.
const MAX_NODES: usize = 40;
/// With fewer of more nodes a drawing tells less than a list.
const MIN_NODES: usize = 5;
/// Cells that a name has at least, unless it is shorter.
const MIN_NAME: usize = 9;
/// Cells of a channel for each upright in it where there is room, and besides.
const WIDE_CHANNEL: (usize, usize) = (3, 8);

/// Where a node is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    /// From the left: 0, 1, 2.
    pub(crate) column: usize,
    pub(crate) x: u16,
    pub(crate) row: u16,
    /// Cells for its name with the sign before it.
    pub(crate) width: u16,
}

/// The line of an edge.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Wire {
    edge: usize,
    /// Its corners (x, row), from the hub to the other end.
    points: Vec<(u16, u16)>,
    /// Of both ends, whether the name is to the right.
    before_names: [bool; 2],
}

/// A graph on a grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Drawing {
    /// Of each node, unless it is left out.
    pub(crate) spots: Vec<Option<Spot>>,
    wires: Vec<Wire>,
}

/// What is drawn in cells (row, x): bits of [`Strokes`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Strokes(BTreeMap<(u16, u16), u8>);

impl Strokes {
    pub(crate) const LEFT: u8 = 1;
    pub(crate) const RIGHT: u8 = 2;
    pub(crate) const UP: u8 = 4;
    pub(crate) const DOWN: u8 = 8;
    const UPRIGHT: u8 = Self::UP | Self::DOWN;
    /// A line turns here: what meets is joined.
    const JOINT: u8 = 16;

    /// The cells as (x, row) with the directions in which lines leave them.
    pub(crate) fn cells(&self) -> impl Iterator<Item = ((u16, u16), u8)> + '_ {
        self.0.iter().map(|(&(row, x), &bits)| {
            let directions = bits & !Self::JOINT;
            let only_crosses = bits & Self::JOINT == 0 && directions & Self::UPRIGHT == Self::UPRIGHT;
            ((x, row), if only_crosses { Self::UPRIGHT } else { directions })
        })
    }

    fn add(&mut self, (x, row): (u16, u16), bits: u8) {
        *self.0.entry((row, x)).or_default() |= bits;
    }

    fn line(&mut self, from: (u16, u16), to: (u16, u16)) {
        let is_level = from.1 == to.1;
        let (first, last) = if from <= to { (from, to) } else { (to, from) };
        let (ahead, behind) = if is_level { (Self::RIGHT, Self::LEFT) } else { (Self::DOWN, Self::UP) };
        let cell = |at: u16| if is_level { (at, first.1) } else { (first.0, at) };
        let (start, end) = if is_level { (first.0, last.0) } else { (first.1, last.1) };
        for at in start..end {
            self.add(cell(at), ahead);
            self.add(cell(at + 1), behind);
        }
    }
}

impl Drawing {
    /// The lines of those edges that are wanted.
    pub(crate) fn strokes(&self, is_wanted: impl Fn(usize) -> bool) -> Strokes {
        let mut strokes = Strokes::default();
        for wire in self.wires.iter().filter(|wire| is_wanted(wire.edge)) {
            for pair in wire.points.windows(2) {
                strokes.line(pair[0], pair[1]);
            }
            for &corner in wire.points.iter().skip(1).rev().skip(1) {
                strokes.add(corner, Strokes::JOINT);
            }
            // At its ends a line goes on to the name.
            let [first, .., last] = wire.points[..] else { continue };
            for (end, is_before) in [first, last].into_iter().zip(wire.before_names) {
                strokes.add(end, if is_before { Strokes::RIGHT } else { Strokes::LEFT });
            }
        }
        strokes
    }

    /// The cells at both ends of an edge's line, beside the names: (x, row), and whether the name is to the right.
    pub(crate) fn ends(&self, edge: usize) -> Option<[((u16, u16), bool); 2]> {
        let wire = self.wires.iter().find(|wire| wire.edge == edge)?;
        let (first, last) = (*wire.points.first()?, *wire.points.last()?);
        Some([(first, wire.before_names[0]), (last, wire.before_names[1])])
    }
}

/// Lays out as many of the nodes as there is room for; the first ones count most. `None` if there is no room for a
/// handful.
pub(crate) fn draw(widths: &[usize], edges: &[(usize, usize)], width: u16, height: u16) -> Option<Drawing> {
    let (width, height) = (usize::from(width), usize::from(height));
    // A row holds three nodes at most.
    let most = widths.len().min(MAX_NODES).min(height * 3);
    (widths.len().clamp(2, MIN_NODES)..=most).rev().find_map(|n| {
        let edges = edges.iter().enumerate().filter(|(_, it)| it.0 < n && it.1 < n);
        let (numbers, edges): (Vec<_>, Vec<_>) = edges.unzip();
        let edges: Vec<_> = edges.into_iter().copied().collect();
        let plan = plan(n, &edges);
        if edges.is_empty() || plan.n_rows > height {
            return None;
        }
        let channels = [LEFT, RIGHT].map(|side| Channel::new(&plan, &edges, side));
        let grid = Grid::new(&plan, widths, &channels, width, height)?;
        let mut spots = grid.spots(&plan, widths);
        let wires = [LEFT, RIGHT].into_iter().zip(&channels).flat_map(|(side, channel)| {
            let wire = |&(edge, track): &(usize, Option<usize>)| {
                let upright = track.map(|it| grid.upright(side, channel, it));
                let (points, before_names) = corners(&spots, owner(&plan, edges[edge]), side, upright);
                Wire { edge: numbers[edge], points, before_names }
            };
            channel.edges.iter().map(wire).collect::<Vec<_>>()
        });
        let wires = wires.collect();
        spots.resize(widths.len(), None);
        Some(Drawing { spots, wires })
    })
}

/// The lines between the hubs and one side.
struct Channel {
    /// Edges by number, each with the track of its upright; none if both ends stand on one row.
    edges: Vec<(usize, Option<usize>)>,
    n_tracks: usize,
}

impl Channel {
    /// Edges between hubs run on the left.
    fn new(plan: &Plan, edges: &[(usize, usize)], side: usize) -> Self {
        let cell = |node: usize| plan.cells[node].expect("a node with an edge has a cell");
        let order = |node: usize| plan.hubs.iter().position(|&hub| hub == node);
        // Each edge with its hub and the row of its other end.
        let mut of_hubs: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        for (number, &(one, other)) in edges.iter().enumerate() {
            let columns = (cell(one).0, cell(other).0);
            let is_here = match columns {
                (MIDDLE, MIDDLE) => side == LEFT,
                (MIDDLE, at) | (at, _) => at == side,
            };
            if is_here {
                let (hub, end) = owner(plan, (one, other));
                of_hubs.entry(order(hub).unwrap_or(0)).or_default().push((number, cell(end).1));
            }
        }
        let mut uprights = Vec::new();
        let mut placed = Vec::new();
        for (at, edges) in of_hubs {
            let row = cell(plan.hubs[at]).1;
            let rows = || edges.iter().map(|&(_, row)| row).chain([row]);
            let (top, bottom) = (rows().min().unwrap_or(row), rows().max().unwrap_or(row));
            let needs_upright = top < bottom;
            if needs_upright {
                uprights.push((top, bottom, at));
            }
            placed.extend(edges.iter().map(|&(number, end)| (number, at, needs_upright && end != row)));
        }
        uprights.sort_unstable();
        // The first track where it touches no other upright.
        let mut ends: Vec<usize> = Vec::new();
        let mut tracks = HashMap::new();
        for (top, bottom, at) in uprights {
            let free = ends.iter().position(|&end| end + 1 < top);
            let track = free.unwrap_or_else(|| {
                ends.push(0);
                ends.len() - 1
            });
            ends[track] = bottom;
            tracks.insert(at, track);
        }
        let edges = placed
            .into_iter()
            .map(|(number, at, has_upright)| (number, tracks.get(&at).copied().filter(|_| has_upright)));
        Self { edges: edges.collect(), n_tracks: ends.len() }
    }

    fn is_empty(&self) -> bool {
        self.edges.is_empty()
    }
}

/// The hub whose upright an edge uses, and its other end: of two hubs that with the lower number.
fn owner(plan: &Plan, (one, other): (usize, usize)) -> (usize, usize) {
    let is_hub = |node: usize| plan.cells[node].is_some_and(|(column, _)| column == MIDDLE);
    if is_hub(one) { (one, other) } else { (other, one) }
}

/// Where columns, channels and rows are.
struct Grid {
    /// Where each column starts, and the cells of names in it.
    columns: [(usize, usize); 3],
    /// Where each channel starts, and its cells: left, right.
    channels: [(usize, usize); 2],
    rows: Vec<usize>,
}

impl Grid {
    fn new(
        plan: &Plan,
        widths: &[usize],
        channels: &[Channel; 2],
        width: usize,
        height: usize,
    ) -> Option<Self> {
        let widest = |column: usize| {
            let cells = plan.cells.iter().zip(widths);
            cells
                .filter(|(cell, _)| cell.is_some_and(|it| it.0 == column))
                .map(|(_, &width)| width)
                .max()
                .unwrap_or(0)
        };
        let wanted = [LEFT, MIDDLE, RIGHT].map(widest);
        // A cell is free at both ends of a channel.
        let least = channels.each_ref().map(|it| if it.is_empty() { 0 } else { it.n_tracks + 4 });
        let room = width.checked_sub(least[0] + least[1])?;
        let fits = |most: usize| wanted.iter().map(|&it| it.min(most)).sum::<usize>() <= room;
        let most = (MIN_NAME..=width.max(MIN_NAME)).rev().find(|&most| fits(most))?;
        let names = wanted.map(|it| it.min(most));
        let mut spare = room - names.iter().sum::<usize>();
        let mut cells = least;
        for (at, channel) in channels.iter().enumerate().filter(|(_, it)| !it.is_empty()) {
            let wide = WIDE_CHANNEL.0 * channel.n_tracks + WIDE_CHANNEL.1;
            let share = if at == 0 && !channels[1].is_empty() { spare / 2 } else { spare };
            let more = wide.saturating_sub(cells[at]).min(share);
            cells[at] += more;
            spare -= more;
        }
        let left = spare / 2;
        let middle = left + names[0] + cells[0];
        let right = middle + names[1] + cells[1];
        Some(Self {
            columns: [(left, names[0]), (middle, names[1]), (right, names[2])],
            channels: [(left + names[0], cells[0]), (middle + names[1], cells[1])],
            rows: spread(plan, height),
        })
    }

    fn spots(&self, plan: &Plan, widths: &[usize]) -> Vec<Option<Spot>> {
        let spot = |(cell, &width): (&Option<(usize, usize)>, &usize)| {
            let (column, row) = (*cell)?;
            let (x, most) = self.columns[column];
            Some(Spot { column, x: small(x), row: small(self.rows[row]), width: small(width.min(most)) })
        };
        plan.cells.iter().zip(widths).map(spot).collect()
    }

    /// Where the upright of a track stands.
    fn upright(&self, side: usize, channel: &Channel, track: usize) -> usize {
        let (start, cells) = self.channels[side / 2];
        let step = (cells - 2) / channel.n_tracks.max(1);
        // On the right the first tracks, with the uprights that begin highest, stand nearest to the hubs.
        start + 1 + step / 2 + track * step
    }
}

/// The corners of the line from a hub to another node, and of both ends whether the name is to the right.
fn corners(
    spots: &[Option<Spot>],
    (hub, end): (usize, usize),
    side: usize,
    upright: Option<usize>,
) -> (Vec<(u16, u16)>, [bool; 2]) {
    // One cell between name and line is free.
    let beside = |node: usize| {
        let spot = spots[node].expect("a node with an edge has a spot");
        let is_before = if side == LEFT { spot.column == MIDDLE } else { spot.column == RIGHT };
        let x = if is_before { spot.x.saturating_sub(2) } else { spot.x + spot.width + 1 };
        ((x, spot.row), is_before)
    };
    let ((from, is_before), (to, is_other_before)) = (beside(hub), beside(end));
    let points = match upright {
        Some(x) => vec![from, (small(x), from.1), (small(x), to.1), to],
        None => vec![from, to],
    };
    (points, [is_before, is_other_before])
}

/// The line of each row: with free lines between them, if there is room.
fn spread(plan: &Plan, height: usize) -> Vec<usize> {
    let n = plan.n_rows;
    let step = if n * 2 <= height + 1 { 2 } else { 1 };
    let used = (n - 1) * step + 1;
    let top = (height - used) / 2;
    (0..n).map(|row| top + row * step).collect()
}

fn small(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names are letters, as wide as wanted.
    fn picture(n: usize, name_width: usize, edges: &[(usize, usize)], width: u16, height: u16) -> String {
        let Some(drawing) = draw(&vec![name_width; n], edges, width, height) else { return String::new() };
        let mut cells = vec![vec![' '; usize::from(width)]; usize::from(height)];
        for ((x, row), bits) in drawing.strokes(|_| true).cells() {
            let sign = match bits {
                3 => '─',
                12 => '│',
                5 => '┘',
                6 => '└',
                9 => '┐',
                10 => '┌',
                13 => '┤',
                14 => '├',
                7 => '┴',
                11 => '┬',
                _ => '┼',
            };
            cells[usize::from(row)][usize::from(x)] = sign;
        }
        for (number, spot) in drawing.spots.iter().enumerate().filter_map(|(n, spot)| Some((n, (*spot)?))) {
            for x in spot.x..spot.x + spot.width {
                let cell = &mut cells[usize::from(spot.row)][usize::from(x)];
                assert_eq!(*cell, ' ', "a name lies on a line");
                *cell = char::from(b'A' + u8::try_from(number).unwrap());
            }
        }
        let lines = cells.into_iter().map(|line| line.into_iter().collect::<String>().trim_end().to_owned());
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_star_stands_around_its_hub() {
        insta::assert_snapshot!(picture(5, 3, &[(0, 1), (0, 2), (0, 3), (0, 4)], 40, 5));
    }

    #[test]
    fn hubs_have_uprights_of_their_own_and_lines_that_only_cross_are_not_joined() {
        let edges = [(0, 1), (0, 2), (0, 3), (0, 4), (1, 4), (1, 5), (1, 6), (2, 6), (2, 7)];
        insta::assert_snapshot!(picture(8, 4, &edges, 60, 12));
    }

    #[test]
    fn whatever_the_graph_and_the_size_names_and_lines_stay_inside_and_apart() {
        for n in [2, 3, 7, 12, 25, 26] {
            for step in [1, 2, 3, 5] {
                let mut edges: Vec<_> = (1..n).map(|node| (node / (step + 1), node)).collect();
                edges.extend((1..n).filter(|node| node + step < n).map(|node| (node, node + step)));
                edges.sort_unstable();
                edges.dedup();
                for (width, height) in [(78, 15), (48, 12), (118, 24), (30, 6), (20, 3), (5, 1)] {
                    let drawn = picture(n, 12, &edges, width, height);
                    assert!(width < 70 || !drawn.is_empty(), "{n} {step}");
                    assert_eq!(drawn, picture(n, 12, &edges, width, height), "the same again");
                }
            }
        }
    }

    #[test]
    fn with_too_many_the_last_are_left_out() {
        let edges: Vec<_> = (1..100).map(|node| (0, node)).collect();
        let drawing = draw(&[8; 100], &edges, 80, 10).unwrap();
        let n_drawn = drawing.spots.iter().flatten().count();
        assert!((15..=21).contains(&n_drawn), "{n_drawn}");
        assert!(drawing.spots[..n_drawn].iter().all(Option::is_some));
    }
}
