//! Where the words of relations go along the lines of a graph: on a stretch that belongs to one edge alone, or above
//! or below it. Never on a name, on other words, or where lines meet or cross.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::digest::network::Edge;
use crate::digest::network::drawing::{Drawing, Strokes};
use crate::digest::network::layout;
use crate::digest::network::plan::Sides;
use crate::text::grapheme;

/// Words are not cut to fewer cells than this.
const MIN_WORDS: usize = 7;
/// How many cells of a line must be below the words beside it, unless the line is shorter.
const MIN_BESIDE: u16 = 3;

/// A cell as its column and row.
type Cell = (u16, u16);

/// The words of an edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Words {
    /// The words of one of its relations.
    pub(crate) text: String,
    /// What must not be cut off: the doubt, and how many more relations there are.
    pub(crate) sign: String,
}

impl Words {
    pub(crate) fn width(&self) -> usize {
        grapheme::text_width(&self.text) + grapheme::text_width(&self.sign)
    }

    /// Cut to this many cells; `None` if too little would be left.
    fn fit(&self, width: usize) -> Option<String> {
        let room = width.checked_sub(grapheme::text_width(&self.sign))?;
        let least = MIN_WORDS.min(grapheme::text_width(&self.text));
        let text = grapheme::fit(&self.text, room, "…");
        // If the cut is after the "…" of an object, there is one such sign, not two.
        let text = match text.strip_suffix('…') {
            Some(cut) => format!("{}…", cut.trim_end_matches([' ', '…'])),
            None => text,
        };
        (room >= least).then(|| text + &self.sign)
    }
}

/// Words on the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) edge: usize,
    pub(crate) x: u16,
    pub(crate) row: u16,
    /// With the free cells around it, if it is on a line.
    pub(crate) text: String,
}

impl Label {
    pub(crate) fn width(&self) -> u16 {
        u16::try_from(grapheme::text_width(&self.text)).unwrap_or(u16::MAX)
    }

    /// Whether it covers a cell.
    pub(crate) fn covers(&self, (x, row): Cell) -> bool {
        row == self.row && (self.x..self.x + self.width()).contains(&x)
    }
}

/// Draws a graph on a grid of columns and rows, laid out so that as many words as possible fit along its lines. Names
/// are given by their widths. `None` if there is room for only a few.
pub(crate) fn draw(widths: &[usize], edges: &[Edge], room: (u16, u16)) -> Option<Drawing> {
    let ends: Vec<_> = edges.iter().map(|it| it.ends).collect();
    let label_widths: Vec<_> = edges.iter().map(|it| it.words.width()).collect();
    let drawn = |sides| {
        let mut drawing = layout::draw(widths, &ends, &label_widths, sides, room)?;
        drawing.part_arrows(|edge, node| edges[edge].leads_to(node));
        Some(drawing)
    };
    let n_names = |it: &Drawing| it.spots.iter().flatten().count();
    // It is drawn as if the first name were chosen, whoever is: names must not jump when the choice changes.
    let told = |it: &Drawing| {
        let (of_first, others) = (0..edges.len()).partition(|&edge| edges[edge].joins(0));
        let all = [of_first, others];
        let labels = place(it, edges, &all, room);
        let n_cells: usize = labels.iter().map(|label| grapheme::text_width(label.text.trim())).sum();
        (labels.len(), n_cells)
    };
    let Some(both) = drawn(Sides::Both) else { return drawn(Sides::Right) };
    let right = drawn(Sides::Right).filter(|it| n_names(it) >= n_names(&both));
    Some(match right {
        Some(right) if told(&right) > told(&both) => right,
        _ => both,
    })
}

/// Places the words of as many edges as there is room for. Earlier ranks of edges choose first. They are drawn over
/// later ones, so only lines of the same or an earlier rank can take a stretch away from an edge.
pub(crate) fn place(
    drawing: &Drawing,
    edges: &[Edge],
    ranks: &[Vec<usize>],
    (width, height): (u16, u16),
) -> Vec<Label> {
    let all = drawing.strokes(|_| true);
    let own: HashMap<usize, BTreeSet<Cell>> =
        drawing.edges().map(|it| (it, level(drawing, &all, it))).collect();
    let mut names = HashSet::new();
    for spot in drawing.spots.iter().flatten() {
        names.extend((spot.x..spot.x + spot.width).map(|x| (x, spot.row)));
    }
    let mut room = Room { all, names, taken: HashSet::new(), width, height };
    let mut labels = Vec::new();
    for (nth, rank) in ranks.iter().enumerate() {
        let rivals: Vec<_> = ranks.iter().take(nth + 1).flatten().collect();
        for edge in rank.iter().filter(|edge| own.contains_key(edge)) {
            let others = rivals.iter().filter(|it| **it != edge).filter_map(|it| own.get(it));
            let others: HashSet<_> = others.flatten().copied().collect();
            let free = own[edge].iter().copied().filter(|it| !others.contains(it));
            let runs = runs(free);
            if let Some(label) = room.label(*edge, &edges[*edge].words, &runs, arrows(drawing, *edge)) {
                room.take(&label);
                labels.push(label);
            }
        }
    }
    labels
}

/// Where the arrows of an edge are.
fn arrows(drawing: &Drawing, edge: usize) -> [Cell; 2] {
    drawing.arrows(edge).map(|it| it.map(|arrow| arrow.cell)).unwrap_or_default()
}

/// The cells of an edge's line that are horizontal, without those with arrows.
fn level(drawing: &Drawing, all: &Strokes, edge: usize) -> BTreeSet<Cell> {
    let arrows = arrows(drawing, edge);
    let strokes = drawing.strokes(|it| it == edge);
    strokes.cells().map(|(cell, _)| cell).filter(|it| all.is_level(*it) && !arrows.contains(it)).collect()
}

/// Adjacent cells of a row: the row, the first and the last.
type Run = (u16, u16, u16);

/// The runs among some cells, the longest first.
fn runs(cells: impl Iterator<Item = Cell>) -> Vec<Run> {
    let mut cells: Vec<_> = cells.map(|(x, row)| (row, x)).collect();
    cells.sort_unstable();
    let mut runs: Vec<Run> = Vec::new();
    for (row, x) in cells {
        match runs.last_mut() {
            Some(run) if run.0 == row && run.2 + 1 == x => run.2 = x,
            _ => runs.push((row, x, x)),
        }
    }
    runs.sort_by_key(|&(row, first, last)| (std::cmp::Reverse(last - first), row, first));
    runs
}

/// What is already on the grid.
struct Room {
    all: Strokes,
    names: HashSet<Cell>,
    taken: HashSet<Cell>,
    width: u16,
    height: u16,
}

impl Room {
    fn take(&mut self, label: &Label) {
        self.taken.extend((label.x..label.x + label.width()).map(|x| (x, label.row)));
    }

    /// The whole words on the line; else whole beside it; else cut where the most is left.
    fn label(&self, edge: usize, words: &Words, runs: &[Run], arrows: [Cell; 2]) -> Option<Label> {
        let whole = words.width();
        let is_long_enough = |run: &&Run| usize::from(run.2 - run.1) + 1 >= whole + 2;
        let on = |run: &Run| self.on_line(edge, words, *run);
        let is_whole = |it: &Label| usize::from(it.width()) >= whole;
        if let Some(label) = runs.iter().filter(is_long_enough).find_map(on) {
            return Some(label);
        }
        let beside: Vec<_> = runs.iter().filter_map(|run| self.beside(edge, words, *run, arrows)).collect();
        if let Some(label) = beside.iter().find(|it| is_whole(it)) {
            return Some(label.clone());
        }
        let cut = runs.iter().find_map(on).into_iter().chain(beside);
        // Of two that show equally much, the one on the line.
        let cells = |it: &Label| grapheme::text_width(it.text.trim());
        cut.reduce(|one, other| if cells(&other) > cells(&one) { other } else { one })
    }

    /// On a run, cut to fit it, with a free cell at both ends.
    fn on_line(&self, edge: usize, words: &Words, (row, first, last): Run) -> Option<Label> {
        let room = usize::from(last - first + 1).min(words.width() + 2).checked_sub(2)?;
        let text = format!(" {} ", words.fit(room)?);
        let width = u16::try_from(grapheme::text_width(&text)).ok()?;
        let x = first + (last - first + 1).checked_sub(width)? / 2;
        let label = Label { edge, x, row, text };
        (x..x + width).all(|x| !self.taken.contains(&(x, row))).then_some(label)
    }

    /// Above or below a run, where no other line that could be meant is near: whole, else where the least is cut.
    fn beside(
        &self,
        edge: usize,
        words: &Words,
        (line, first, last): Run,
        arrows: [Cell; 2],
    ) -> Option<Label> {
        let is_own = |x: u16| (first..=last).contains(&x) || arrows.contains(&(x, line));
        let rows = [line.checked_sub(1), line.checked_add(1)].into_iter().flatten();
        let middle = i32::from(first) + i32::from(last);
        let label = |row: u16, (start, end): (u16, u16)| {
            let text = words.fit(words.width().min(usize::from(end - start)))?;
            let width = u16::try_from(grapheme::text_width(&text)).ok()?;
            let centred = u16::try_from((middle + 1 - i32::from(width)).max(0) / 2).ok()?;
            let x = centred.clamp(start, end - width);
            let n_over = (x + width).min(last + 1).saturating_sub(x.max(first));
            let label = Label { edge, x, row, text };
            (n_over >= MIN_BESIDE.min(last - first + 1).min(width)).then_some(label)
        };
        let found = rows.filter(|row| *row < self.height).flat_map(|row| {
            let far = (row + row).checked_sub(line);
            let is_clear = |x: u16| {
                (x.saturating_sub(2)..(x + 3).min(self.width)).all(|x| self.is_free((x, row)))
                    && (is_own(x) || self.all.at((x, line)) == 0 && !self.taken.contains(&(x, line)))
                    && far.is_none_or(|far| self.is_free((x, far)))
            };
            let clear: Vec<_> = (0..self.width).filter(|&x| is_clear(x)).collect();
            clear
                .chunk_by(|one, other| one + 1 == *other)
                .filter_map(|it| label(row, (*it.first()?, it.last()? + 1)))
                .collect::<Vec<_>>()
        });
        let from_middle = |it: &Label| (2 * i32::from(it.x) + i32::from(it.width()) - 1 - middle).abs();
        found.min_by_key(|it| (std::cmp::Reverse(it.width()), from_middle(it), it.row, it.x))
    }

    fn is_free(&self, cell: Cell) -> bool {
        self.all.at(cell) == 0 && !self.names.contains(&cell) && !self.taken.contains(&cell)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::digest::network::drawing::Spot;

    fn words(text: &str) -> Words {
        Words { text: text.to_owned(), sign: String::new() }
    }

    /// Lines between nodes with their words; each leads to the second node.
    fn lines(ends: &[(usize, usize)], texts: &[impl AsRef<str>]) -> Vec<Edge> {
        let edge = |(&ends, text): (&(usize, usize), _)| Edge {
            ends,
            is_object: (false, true),
            relations: Vec::new(),
            words: words(AsRef::<str>::as_ref(text)),
        };
        ends.iter().zip(texts).map(edge).collect()
    }

    /// The labels for names on both sides that are six cells wide.
    fn placed(
        ends: &[(usize, usize)],
        texts: &[&str],
        ranks: &[Vec<usize>],
        width: u16,
        height: u16,
    ) -> Vec<Label> {
        let n = ends.iter().map(|it| it.1).max().unwrap() + 1;
        let edges = lines(ends, texts);
        let widths: Vec<_> = edges.iter().map(|it| it.words.width()).collect();
        let drawing = layout::draw(&vec![6; n], ends, &widths, Sides::Both, (width, height)).unwrap();
        place(&drawing, &edges, ranks, (width, height))
    }

    #[test]
    fn a_star_has_all_its_words_where_there_is_room_and_the_first_ones_where_there_is_little() {
        let edges = [(0, 1), (0, 2), (0, 3), (0, 4)];
        let texts = ["sued", "is the brother of", "met", "left"];
        let wide = placed(&edges, &texts, &[vec![0, 1, 2, 3]], 90, 9);
        let told: Vec<_> = wide.iter().map(|it| it.text.trim()).collect();
        assert_eq!(told, texts);
        let narrow = placed(&edges, &texts, &[vec![1], vec![0, 2, 3]], 44, 9);
        assert!(narrow[0].text.trim().starts_with("is the"), "{narrow:?}");
    }

    #[test]
    fn on_a_narrow_grid_the_names_stand_on_one_side_so_that_lines_have_their_words() {
        let ends = [(0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (1, 6)];
        let texts = ["sued", "is the brother of", "called on … to resign", "met", "left", "chairs"];
        let edges = lines(&ends, &texts);
        for room in [(48, 12), (78, 14)] {
            let drawing = draw(&[14; 7], &edges, room).unwrap();
            assert_eq!(drawing.spots.iter().flatten().count(), 7);
            let labels = place(&drawing, &edges, &[(0..6).collect()], room);
            assert!(labels.len() >= 5, "{room:?}: {labels:?}");
        }
        let wide = draw(&[14; 7], &edges, (118, 24)).unwrap();
        assert!(
            wide.spots.iter().flatten().any(|it| it.column == 0),
            "there is room for all words on both sides"
        );
    }

    #[test]
    fn words_that_no_stretch_holds_whole_are_cut_where_most_is_left_of_them() {
        let edges = [(0, 1), (0, 2)];
        let text =
            "calling for … to resign from the Department of Justice completely, and at once, as many do";
        let labels = placed(&edges, &[text, "met"], &[vec![0, 1]], 60, 7);
        let label = labels.iter().find(|it| it.edge == 0).unwrap();
        assert!(label.text.trim().ends_with('…') && label.width() > 20, "{label:?}");
    }

    #[test]
    fn long_words_are_not_cut_beside_free_cells() {
        let texts = ["most notable television role of", "met"];
        let labels = placed(&[(0, 1), (0, 2)], &texts, &[vec![0, 1]], 118, 9);
        let told: Vec<_> = labels.iter().map(|it| it.text.trim()).collect();
        assert_eq!(told, texts);
    }

    #[test]
    fn words_stand_beside_a_line_that_is_too_short_for_them_if_nothing_else_is_near() {
        let drawing = layout::draw(&[6; 3], &[(0, 1), (0, 2)], &[0; 2], Sides::Both, (40, 5)).unwrap();
        let edges = lines(&[(0, 1), (0, 2)], &["is the brother of"; 2]);
        let labels = place(&drawing, &edges, &[vec![0, 1]], (40, 5));
        let rows: Vec<_> = drawing.spots.iter().flatten().map(|it| it.row).collect();
        assert!(
            labels.iter().any(|it| it.text == "is the brother of" && !rows.contains(&it.row)),
            "{labels:?}"
        );
    }

    #[test]
    fn words_are_cut_but_not_to_nothing_and_their_sign_stays() {
        let words = Words { text: "called on … to resign".to_owned(), sign: " +2".to_owned() };
        assert_eq!(words.fit(24).as_deref(), Some("called on … to resign +2"));
        assert_eq!(words.fit(12).as_deref(), Some("called o… +2"));
        assert_eq!(words.fit(15).as_deref(), Some("called on… +2"));
        assert_eq!(words.fit(9), None);
    }

    proptest! {
        #[test]
        fn no_words_lie_on_a_name_on_another_line_or_on_other_words(
            pairs in prop::collection::vec((0_usize..14, 0_usize..14), 1..24),
            lengths in prop::collection::vec(1_usize..30, 24),
            chosen in 0_usize..14,
            (width, height) in prop::sample::select(vec![(118_u16, 24_u16), (78, 14), (48, 11), (30, 7)]),
        ) {
            let mut edges: Vec<_> = pairs.into_iter().filter(|it| it.0 != it.1)
                .map(|(one, other)| (one.min(other), one.max(other))).collect();
            edges.sort_unstable();
            edges.dedup();
            let texts: Vec<_> = lengths.iter().map(|&n| "w".repeat(n)).collect();
            let lines = lines(&edges, &texts);
            let Some(drawing) = draw(&[11; 14], &lines, (width, height)) else { return Ok(()) };
            let (first, rest): (Vec<_>, Vec<_>) =
                (0..edges.len()).partition(|&it| edges[it].0 == chosen || edges[it].1 == chosen);
            let labels = place(&drawing, &lines, &[first.clone(), rest], (width, height));
            let all = drawing.strokes(|_| true);
            for (nth, label) in labels.iter().enumerate() {
                let own = drawing.strokes(|it| it == label.edge);
                let rivals = drawing.strokes(|it| it != label.edge && (!first.contains(&label.edge) || first.contains(&it)));
                prop_assert!(label.x + label.width() <= width && label.row < height);
                for x in label.x..label.x + label.width() {
                    let cell = (x, label.row);
                    prop_assert!(all.at(cell) == 0 || all.is_level(cell) && own.at(cell) != 0, "on a line: {label:?}");
                    prop_assert!(rivals.at(cell) == 0, "on the line of another one: {label:?}");
                    let is_name = |it: &Spot| it.row == label.row && (it.x..it.x + it.width).contains(&x);
                    prop_assert!(!drawing.spots.iter().flatten().any(is_name), "on a name: {label:?}");
                    prop_assert!(!labels[..nth].iter().any(|it| it.covers(cell)), "on others: {label:?}");
                }
            }
        }
    }
}
