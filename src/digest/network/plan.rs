//! Which node of a graph goes into which column and row.
//!
//! The middle column has the hubs: enough nodes that every edge ends at one of them. All other nodes have edges to
//! hubs only, and are to the left and right. Each hub has rows of its own, with the nodes that belong to it around
//! it. A row never has a hub and, on a side where both have lines, another node. So a line that starts in a row
//! belongs to one node, whatever it crosses.

use std::cmp::Reverse;

/// The columns: left, hubs, right.
pub(super) const LEFT: usize = 0;
pub(super) const MIDDLE: usize = 1;
pub(super) const RIGHT: usize = 2;

/// The column and row of each node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Plan {
    /// The cell of each node that has an edge.
    pub(super) cells: Vec<Option<(usize, usize)>>,
    /// The hubs from top to bottom, each with the first of its rows.
    pub(super) hubs: Vec<usize>,
    pub(super) n_rows: usize,
}

/// Where the nodes that are not hubs go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sides {
    /// Left and right of the hubs, which takes few rows.
    Both,
    /// To the right only, which leaves the most columns to the words of the lines.
    Right,
}

/// Plans the first `n` nodes with the edges between them.
pub(super) fn plan(n: usize, edges: &[(usize, usize)], sides: Sides) -> Plan {
    let mut neighbours = vec![Vec::new(); n];
    for &(one, other) in edges.iter().filter(|(one, other)| *one < n && *other < n) {
        neighbours[one].push(other);
        neighbours[other].push(one);
    }
    let hubs = in_line(&cover(&neighbours), &neighbours);
    let mut place = vec![None; n];
    for (at, &hub) in hubs.iter().enumerate() {
        place[hub] = Some(at);
    }
    // Every other node belongs to the middle one of its hubs, in the order of their mean.
    let mut others: Vec<Vec<(usize, usize)>> = vec![Vec::new(); hubs.len()];
    for node in (0..n).filter(|&node| place[node].is_none()) {
        let mut at: Vec<_> = neighbours[node].iter().filter_map(|&hub| place[hub]).collect();
        at.sort_unstable();
        if let Some(&home) = at.get(at.len() / 2) {
            let mean = at.iter().sum::<usize>() * 1000 / at.len();
            others[home].push((mean, node));
        }
    }
    let mut plan = Plan { cells: vec![None; n], hubs, n_rows: 0 };
    let (mut n_left, mut n_right) = (0, 0);
    for (at, mut others) in others.into_iter().enumerate() {
        others.sort_unstable();
        // A node with only this hub may be on the hub's row, to the right, if the hub's row has no other lines there.
        let alone = others.iter().position(|&(_, node)| neighbours[node].len() == 1);
        let beside = alone.map(|index| others.remove(index).1);
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for (_, node) in others {
            let order =
                left.len().cmp(&right.len()).then((n_left + left.len()).cmp(&(n_right + right.len())));
            if order.is_le() && sides == Sides::Both { left.push(node) } else { right.push(node) }
        }
        n_left += left.len();
        n_right += right.len() + usize::from(beside.is_some());
        let n_around = left.len().max(right.len());
        let hub_row = n_around / 2;
        plan.cells[plan.hubs[at]] = Some((MIDDLE, plan.n_rows + hub_row));
        if let Some(node) = beside {
            plan.cells[node] = Some((RIGHT, plan.n_rows + hub_row));
        }
        for (column, nodes) in [(LEFT, left), (RIGHT, right)] {
            let first = (n_around - nodes.len()) / 2;
            for (index, node) in nodes.into_iter().enumerate() {
                let row = first + index;
                plan.cells[node] = Some((column, plan.n_rows + row + usize::from(row >= hub_row)));
            }
        }
        plan.n_rows += n_around + 1;
    }
    plan
}

/// Chooses nodes so that every edge ends at one of them, by repeatedly taking the node with the most edges left. The
/// first node is one of them, unless it has a single edge, so that all others can be seen around it.
fn cover(neighbours: &[Vec<usize>]) -> Vec<usize> {
    let mut left: Vec<_> = neighbours.iter().map(Vec::len).collect();
    let mut is_hub = vec![false; neighbours.len()];
    let mut hubs = Vec::new();
    while let Some(hub) = (0..left.len())
        .filter(|&node| left[node] > 0)
        .min_by_key(|&node| (node > 0 || left[node] == 1, Reverse(left[node]), node))
    {
        is_hub[hub] = true;
        left[hub] = 0;
        hubs.push(hub);
        for &node in neighbours[hub].iter().filter(|&&node| !is_hub[node]) {
            left[node] -= 1;
        }
    }
    hubs
}

/// The hubs from top to bottom: each is followed by the one it has the most in common with, so that lines are short.
fn in_line(hubs: &[usize], neighbours: &[Vec<usize>]) -> Vec<usize> {
    let mut rest = hubs.to_vec();
    let mut line: Vec<usize> = Vec::new();
    while !rest.is_empty() {
        let closeness = |hub: usize| {
            let Some(&last) = line.last() else { return 0 };
            let common = neighbours[hub].iter().filter(|node| neighbours[last].contains(node)).count();
            common + 2 * usize::from(neighbours[hub].contains(&last))
        };
        let next = (0..rest.len()).min_by_key(|&index| (Reverse(closeness(rest[index])), index));
        line.extend(next.map(|index| rest.remove(index)));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_edge_has_a_hub_and_rows_are_not_shared_where_lines_meet() {
        // A ring with a star in it: 0 with all, 1-2, 2-3, 3-4, 4-5, and 6 with 5 alone.
        let edges = [(0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6)];
        for sides in [Sides::Both, Sides::Right] {
            let plan = plan(8, &edges, sides);
            assert_eq!(plan.cells[7], None, "who has no edge is not drawn");
            for (one, other) in edges {
                assert!(plan.hubs.contains(&one) || plan.hubs.contains(&other));
            }
            for one in 0..7 {
                for other in 0..one {
                    let ((column, row), (other_column, other_row)) =
                        (plan.cells[one].unwrap(), plan.cells[other].unwrap());
                    if row == other_row {
                        assert_ne!(column, other_column);
                        assert!(column.min(other_column) != LEFT || column.max(other_column) != MIDDLE);
                    }
                }
            }
            let n_left = plan.cells.iter().flatten().filter(|it| it.0 == LEFT).count();
            assert_eq!(n_left > 0, sides == Sides::Both);
        }
    }

    #[test]
    fn a_pair_stands_on_one_row() {
        assert_eq!(
            plan(2, &[(0, 1)], Sides::Both),
            Plan { cells: vec![Some((MIDDLE, 0)), Some((RIGHT, 0))], hubs: vec![0], n_rows: 1 }
        );
    }
}
