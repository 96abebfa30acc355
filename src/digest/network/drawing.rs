//! A graph on a grid of cells: where its names, lines and arrows are, and what is drawn in each cell.

use std::collections::{BTreeMap, HashMap};

/// Where a node is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    /// Counted from the left: 0, 1, 2.
    pub(crate) column: usize,
    pub(crate) x: u16,
    pub(crate) row: u16,
    /// Cells for its name with the sign before it.
    pub(crate) width: u16,
}

/// Where an arrow to a name is: beside the name, or, if several lines leave the name as one, on the first cell that
/// belongs to this line alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Arrow {
    /// The name's number.
    pub(crate) node: usize,
    pub(crate) cell: (u16, u16),
    /// Whether it points to the right.
    pub(crate) is_right: bool,
}

/// The line of an edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wire {
    pub(super) edge: usize,
    /// Its corners (x, row), from the hub to the other end.
    pub(super) points: Vec<(u16, u16)>,
    /// Where the arrows at both ends are; beside the names, until it is known which lines run together.
    pub(super) arrows: [Arrow; 2],
}

impl Wire {
    /// Its cells, from the hub to the other end.
    fn path(&self) -> Vec<(u16, u16)> {
        let mut path: Vec<(u16, u16)> = self.points.first().copied().into_iter().collect();
        for pair in self.points.windows(2) {
            let ((mut x, mut row), to) = (pair[0], pair[1]);
            while (x, row) != to {
                x = if x < to.0 { x + 1 } else { x - u16::from(x > to.0) };
                row = if row < to.1 { row + 1 } else { row - u16::from(row > to.1) };
                path.push((x, row));
            }
        }
        path
    }
}

/// A graph on a grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Drawing {
    /// The place of each node, unless it is left out.
    pub(crate) spots: Vec<Option<Spot>>,
    pub(super) wires: Vec<Wire>,
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
    /// A line turns here, so lines that meet here are joined.
    const JOINT: u8 = 16;

    /// The directions in which lines leave a cell; 0 if it is empty.
    pub(crate) fn at(&self, (x, row): (u16, u16)) -> u8 {
        self.0.get(&(row, x)).copied().unwrap_or(0) & !Self::JOINT
    }

    /// Whether a cell contains only a horizontal line.
    pub(super) fn is_level(&self, cell: (u16, u16)) -> bool {
        let directions = self.at(cell);
        directions != 0 && directions & Self::UPRIGHT == 0
    }

    /// Whether lines meet in a cell, or one turns there.
    pub(crate) fn is_joint(&self, (x, row): (u16, u16)) -> bool {
        self.0.get(&(row, x)).is_some_and(|bits| bits & Self::JOINT != 0)
    }

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
    /// The lines of the edges that are wanted.
    pub(crate) fn strokes(&self, is_wanted: impl Fn(usize) -> bool) -> Strokes {
        let mut strokes = Strokes::default();
        for wire in self.wires.iter().filter(|wire| is_wanted(wire.edge)) {
            for pair in wire.points.windows(2) {
                strokes.line(pair[0], pair[1]);
            }
            for &corner in wire.points.iter().skip(1).rev().skip(1) {
                strokes.add(corner, Strokes::JOINT);
            }
            // At its ends, a line continues to the name.
            let [first, .., last] = wire.points[..] else { continue };
            for (end, next) in [(first, wire.points[1]), (last, wire.points[wire.points.len() - 2])] {
                strokes.add(end, if next.0 < end.0 { Strokes::RIGHT } else { Strokes::LEFT });
            }
        }
        strokes
    }

    /// The edges that have a line, by number.
    pub(crate) fn edges(&self) -> impl Iterator<Item = usize> + '_ {
        self.wires.iter().map(|wire| wire.edge)
    }

    /// The corners of an edge's line (x, row), with its ends; none if it has no line.
    pub(crate) fn points(&self, edge: usize) -> &[(u16, u16)] {
        self.wires.iter().find(|wire| wire.edge == edge).map_or(&[], |wire| wire.points.as_slice())
    }

    /// Where the arrows of an edge's line are, if both names are objects.
    pub(crate) fn arrows(&self, edge: usize) -> Option<[Arrow; 2]> {
        self.wires.iter().find(|wire| wire.edge == edge).map(|wire| wire.arrows)
    }

    /// Moves arrows from where lines run together to where each line is alone, unless all of those lines lead to the
    /// name or none does.
    pub(super) fn part_arrows(&mut self, leads_to: impl Fn(usize, usize) -> bool) {
        let ends = || self.wires.iter().flat_map(|wire| wire.arrows.map(|it| (wire.edge, it)));
        let agree = |arrow: Arrow| {
            let mut leads =
                ends().filter(|it| it.1.cell == arrow.cell).map(|(edge, it)| leads_to(edge, it.node));
            let first = leads.next();
            leads.all(|it| Some(it) == first)
        };
        let mixed: Vec<[bool; 2]> = self.wires.iter().map(|wire| wire.arrows.map(|it| !agree(it))).collect();
        let all = self.strokes(|_| true);
        let paths: Vec<_> = self.wires.iter().map(Wire::path).collect();
        let mut n_lines: HashMap<(u16, u16), usize> = HashMap::new();
        for &cell in paths.iter().flatten() {
            *n_lines.entry(cell).or_default() += 1;
        }
        let is_own = |cell: (u16, u16)| n_lines.get(&cell) == Some(&1) && all.is_level(cell);
        for ((wire, path), mixed) in self.wires.iter_mut().zip(&paths).zip(mixed) {
            let reversed: Vec<_> = path.iter().rev().copied().collect();
            let parted = |arrow: Arrow, path: &[(u16, u16)]| {
                let own = path.windows(2).find(|it| it[0].1 == it[1].1 && is_own(it[1]));
                own.map_or(arrow, |it| Arrow { cell: it[1], is_right: it[0].0 > it[1].0, ..arrow })
            };
            let [first, last] = wire.arrows;
            let arrows = [
                if mixed[0] { parted(first, path) } else { first },
                if mixed[1] { parted(last, &reversed) } else { last },
            ];
            // A line with a single cell of its own keeps the two arrows apart.
            if arrows[0].cell != arrows[1].cell {
                wire.arrows = arrows;
            }
        }
    }
}
