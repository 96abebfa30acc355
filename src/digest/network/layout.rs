//! Where the names and lines of a graph go on a grid of cells. The result depends only on the graph.
//!
//! Lines run in the two channels between the three columns: from a hub's row into a vertical line of the hub's own,
//! and from there into the rows of its neighbours. Where lines only cross, the vertical one is drawn.

use std::collections::{BTreeMap, HashMap};

use crate::digest::network::drawing::{Arrow, Drawing, Spot, Wire};
use crate::digest::network::plan::{LEFT, MIDDLE, Plan, RIGHT, Sides, plan};

/// The most nodes that are drawn, even if there is room for more.
const MAX_NODES: usize = 40;
/// If fewer than this fit, and there are more nodes, a list says more than a drawing.
const MIN_NODES: usize = 5;
/// The fewest cells for a name, unless it is shorter.
const MIN_NAME: usize = 9;
/// The cells at both ends of a channel that no vertical line uses: one is free beside the name, and the other has its
/// arrow.
const ENDS: usize = 4;
/// Cells of a channel for each vertical line, and in addition: at least, and if there is room.
const MIN_CHANNEL: (usize, usize) = (1, ENDS);
const WIDE_CHANNEL: (usize, usize) = (3, 8);
/// How many cells a channel is widened by for labels: before names get more than `SHORT_NAME`, and at most.
const LABEL_ROOM: (usize, usize) = (12, 40);
/// Longer names are cut before labels are; on a narrow grid, names longer than a quarter of it.
const SHORT_NAME: usize = 16;

/// Lays out as many of the nodes as there is room for. Earlier nodes matter more, and the first one is in the middle.
/// Names and labels are given by their widths, the room by columns and rows. `None` if there is room for only a few.
pub(crate) fn draw(
    widths: &[usize],
    edges: &[(usize, usize)],
    labels: &[usize],
    sides: Sides,
    (width, height): (u16, u16),
) -> Option<Drawing> {
    let (width, height) = (usize::from(width), usize::from(height));
    // A row has at most three nodes.
    let most = widths.len().min(MAX_NODES).min(height * 3);
    (widths.len().clamp(2, MIN_NODES)..=most).rev().find_map(|n| {
        let edges = edges.iter().enumerate().filter(|(_, it)| it.0 < n && it.1 < n);
        let (numbers, edges): (Vec<_>, Vec<_>) = edges.unzip();
        let edges: Vec<_> = edges.into_iter().copied().collect();
        let labels: Vec<_> = numbers.iter().map(|&number| labels[number]).collect();
        let plan = plan(n, &edges, sides);
        if edges.is_empty() || plan.n_rows > height {
            return None;
        }
        let channels = [LEFT, RIGHT].map(|side| Channel::new(&plan, &edges, &labels, side));
        let grid = Grid::new(&plan, widths, &channels, width, height)?;
        let mut spots = grid.spots(&plan, widths);
        let wires = [LEFT, RIGHT].into_iter().zip(&channels).flat_map(|(side, channel)| {
            let line = |&(edge, track): &(usize, Option<usize>)| {
                let upright = track.map(|it| grid.upright(side, it));
                wire(numbers[edge], &spots, owner(&plan, edges[edge]), side, upright)
            };
            channel.edges.iter().map(line).collect::<Vec<_>>()
        });
        let wires = wires.collect();
        spots.resize(widths.len(), None);
        Some(Drawing { spots, wires })
    })
}

/// The lines between the hubs and one side.
struct Channel {
    /// Edges by number, each with the track of its vertical line; no track if both ends are on one row.
    edges: Vec<(usize, Option<usize>)>,
    n_tracks: usize,
    /// Cells wanted for labels: between the vertical lines and the outer names, and between the vertical lines and
    /// the hubs.
    label_room: [usize; 2],
}

impl Channel {
    /// Edges between hubs run on the left.
    fn new(plan: &Plan, edges: &[(usize, usize)], labels: &[usize], side: usize) -> Self {
        let cell = |node: usize| plan.cells[node].expect("a node with an edge has a cell");
        let order = |node: usize| plan.hubs.iter().position(|&hub| hub == node);
        // Each edge with its hub and the row of its other end.
        let mut label_room = [0; 2];
        let mut of_hubs: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        for (number, &(one, other)) in edges.iter().enumerate() {
            let columns = (cell(one).0, cell(other).0);
            let is_here = match columns {
                (MIDDLE, MIDDLE) => side == LEFT,
                (MIDDLE, at) | (at, _) => at == side,
            };
            if is_here {
                // A cell on each side of the label is free, and the line continues at both ends.
                let room = &mut label_room[usize::from(columns == (MIDDLE, MIDDLE))];
                *room = (labels[number] + 3).min(LABEL_ROOM.1).max(*room);
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
        // The first track where it touches no other vertical line.
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
        Self { edges: edges.collect(), n_tracks: ends.len(), label_room }
    }

    /// Its cells for the vertical lines: this many for each and in addition.
    fn cells(&self, (each, besides): (usize, usize)) -> usize {
        if self.edges.is_empty() { 0 } else { each * self.n_tracks + besides }
    }
}

/// The hub whose vertical line an edge uses, and its other end; of two hubs, the one with the lower number.
fn owner(plan: &Plan, (one, other): (usize, usize)) -> (usize, usize) {
    let is_hub = |node: usize| plan.cells[node].is_some_and(|(column, _)| column == MIDDLE);
    if is_hub(one) { (one, other) } else { (other, one) }
}

/// Where columns, channels and rows are.
struct Grid {
    /// Where each column starts, and how many cells its names have.
    columns: [(usize, usize); 3],
    /// Where the vertical lines of each channel start, and the distance from one to the next: left, right.
    uprights: [(usize, usize); 2],
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
        let least = channels.each_ref().map(|it| it.cells(MIN_CHANNEL));
        let most_beside = |taken: usize| {
            let room = width.checked_sub(taken)?;
            let fits = |most: usize| wanted.iter().map(|&it| it.min(most)).sum::<usize>() <= room;
            (MIN_NAME..=width.max(MIN_NAME)).rev().find(|&most| fits(most))
        };
        let label_room = |most: usize| channels.each_ref().map(|it| it.label_room.map(|it| it.min(most)));
        let label_cells = label_room(LABEL_ROOM.0).as_flattened().iter().sum::<usize>();
        let beside_lines = most_beside(least.iter().sum())?;
        let beside_labels = most_beside(least.iter().sum::<usize>() + label_cells);
        let short_name = SHORT_NAME.min(width / 4).max(MIN_NAME);
        let most = beside_lines.min(short_name).max(beside_labels.unwrap_or(0));
        let names = wanted.map(|it| it.min(most));
        let mut spare = width - least.iter().sum::<usize>() - names.iter().sum::<usize>();
        // What is left goes to the labels, then to the lines.
        let mut share = |cells: &mut [usize], goals: &[usize]| {
            // Cells are given out in turn; what one does not need goes to the others.
            while spare > 0 && cells.iter().zip(goals).any(|(cells, goal)| cells < goal) {
                for (cells, _) in cells.iter_mut().zip(goals).filter(|(cells, goal)| **cells < **goal) {
                    let more = spare.min(1);
                    *cells += more;
                    spare -= more;
                }
            }
        };
        let mut lines = least;
        let mut labels = [0; 4];
        share(&mut labels, label_room(LABEL_ROOM.1).as_flattened());
        share(&mut lines, &channels.each_ref().map(|it| it.cells(WIDE_CHANNEL)));
        let [outer_left, inner_left, outer_right, inner_right] = labels;
        let left = spare / 2;
        let middle = left + names[0] + outer_left + lines[0] + inner_left;
        let right = middle + names[1] + inner_right + lines[1] + outer_right;
        let starts = [left + names[0] + outer_left, middle + names[1] + inner_right];
        let uprights = [0, 1].map(|at| {
            let (n, inside) = (channels[at].n_tracks.max(1), lines[at].saturating_sub(ENDS));
            let step = inside / n;
            (starts[at] + ENDS / 2 + inside.saturating_sub((n - 1) * step + 1) / 2, step)
        });
        Some(Self {
            columns: [(left, names[0]), (middle, names[1]), (right, names[2])],
            uprights,
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

    /// Where the vertical line of a track is. On the right, the first tracks, whose lines begin highest, are nearest
    /// to the hubs.
    fn upright(&self, side: usize, track: usize) -> usize {
        let (first, step) = self.uprights[side / 2];
        first + track * step
    }
}

/// The line of an edge from a hub to another node.
fn wire(
    edge: usize,
    spots: &[Option<Spot>],
    (hub, end): (usize, usize),
    side: usize,
    upright: Option<usize>,
) -> Wire {
    // One cell between name and line is free.
    let beside = |node: usize| {
        let spot = spots[node].expect("a node with an edge has a spot");
        let is_right = if side == LEFT { spot.column == MIDDLE } else { spot.column == RIGHT };
        let x = if is_right { spot.x.saturating_sub(2) } else { spot.x + spot.width + 1 };
        Arrow { node, cell: (x, spot.row), is_right }
    };
    let arrows = [beside(hub), beside(end)];
    let [from, to] = arrows.map(|it| it.cell);
    let points = match upright {
        Some(x) => vec![from, (small(x), from.1), (small(x), to.1), to],
        None => vec![from, to],
    };
    Wire { edge, points, arrows }
}

/// The screen row of each row of the plan, with free rows between them if there is room.
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

    /// A picture in which names are letters, as wide as wanted.
    fn picture(n: usize, name_width: usize, edges: &[(usize, usize)], width: u16, height: u16) -> String {
        let Some(drawing) =
            draw(&vec![name_width; n], edges, &vec![0; edges.len()], Sides::Both, (width, height))
        else {
            return String::new();
        };
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
    fn an_arrow_stands_on_no_line_that_leads_elsewhere() {
        // A star, and a second hub that is joined with the first. If two hubs have a neighbour in common, lines meet
        // there.
        let edges = [(0, 1), (0, 2), (0, 3), (0, 4), (1, 5), (1, 6)];
        // Every line leads to its other end, and every second one to the hub, too.
        let leads_to = |edge: usize, node: usize| edges[edge].1 == node || edge.is_multiple_of(2);
        for (width, height) in [(78, 12), (90, 14), (118, 24)] {
            let mut drawing = draw(&[8; 7], &edges, &[10; 7], Sides::Both, (width, height)).unwrap();
            drawing.part_arrows(leads_to);
            let mut n_arrows = 0;
            for edge in drawing.edges() {
                for arrow in drawing.arrows(edge).unwrap().into_iter().filter(|it| leads_to(edge, it.node)) {
                    n_arrows += 1;
                    let mut there =
                        drawing.edges().filter(|&it| drawing.strokes(|at| at == it).at(arrow.cell) != 0);
                    assert!(
                        there.all(|it| leads_to(it, arrow.node)),
                        "{width}: {arrow:?} stands on a line that leads elsewhere"
                    );
                }
            }
            assert_eq!(n_arrows, 9);
        }
    }

    #[test]
    fn with_too_many_the_last_are_left_out() {
        let edges: Vec<_> = (1..100).map(|node| (0, node)).collect();
        let drawing = draw(&[8; 100], &edges, &[0; 99], Sides::Both, (80, 10)).unwrap();
        let n_drawn = drawing.spots.iter().flatten().count();
        assert!((15..=21).contains(&n_drawn), "{n_drawn}");
        assert!(drawing.spots[..n_drawn].iter().all(Option::is_some));
    }
}
