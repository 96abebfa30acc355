//! Where the words of relations stand along the lines of a graph: on a stretch that belongs to one edge alone, or above or
//! below it. Never on a name, where lines meet or cross, or on other words.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::digest::network::layout::{Drawing, Strokes};
use crate::text::grapheme;

/// Words are cut to so many cells at least.
const MIN_WORDS: usize = 7;
/// Cells of a line that words beside it stand over, unless it is shorter.
const MIN_BESIDE: u16 = 3;

/// A cell: from the left, and its row.
type Cell = (u16, u16);

/// The words of an edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Words {
    /// Of one of its relations.
    pub(crate) text: String,
    /// What must not be cut off: doubt, and how many more relations there are.
    pub(crate) sign: String,
}

impl Words {
    pub(crate) fn width(&self) -> usize {
        grapheme::text_width(&self.text) + grapheme::text_width(&self.sign)
    }

    /// Cut to so many cells; `None` if too little would be left.
    fn fit(&self, width: usize) -> Option<String> {
        let room = width.checked_sub(grapheme::text_width(&self.sign))?;
        let least = MIN_WORDS.min(grapheme::text_width(&self.text));
        let text = grapheme::fit(&self.text, room, "…");
        // Cut behind the "…" of an object there is one such sign, not two.
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
    /// With the free cells around it, where it stands on a line.
    pub(crate) text: String,
}

impl Label {
    pub(crate) fn width(&self) -> u16 {
        u16::try_from(grapheme::text_width(&self.text)).unwrap_or(u16::MAX)
    }

    /// Whether it lies on a cell.
    pub(crate) fn covers(&self, (x, row): Cell) -> bool {
        row == self.row && (self.x..self.x + self.width()).contains(&x)
    }
}

/// Places the words of as many edges as there is room for. Of several ranks of edges the first ones choose first; they are
/// drawn over those after them, so only lines of the same or an earlier rank take a stretch away from one.
pub(crate) fn place(
    drawing: &Drawing,
    words: &[&Words],
    ranks: &[Vec<usize>],
    width: u16,
    height: u16,
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
            if let Some(label) = room.label(*edge, words[*edge], &runs, ends(drawing, *edge)) {
                room.take(&label);
                labels.push(label);
            }
        }
    }
    labels
}

/// Where the arrows of an edge stand.
fn ends(drawing: &Drawing, edge: usize) -> [Cell; 2] {
    drawing.ends(edge).map(|it| it.map(|(cell, _)| cell)).unwrap_or_default()
}

/// The cells of an edge's line that run across, without its ends, where arrows stand.
fn level(drawing: &Drawing, all: &Strokes, edge: usize) -> BTreeSet<Cell> {
    let ends = ends(drawing, edge);
    let strokes = drawing.strokes(|it| it == edge);
    strokes.cells().map(|(cell, _)| cell).filter(|it| all.is_level(*it) && !ends.contains(it)).collect()
}

/// Cells of a row without a gap: their row, the first and the last.
type Run = (u16, u16, u16);

/// The runs of some cells, the longest first.
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

/// What stands on the grid already.
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

    /// Whole on the line, else whole beside it, else cut on it.
    fn label(&self, edge: usize, words: &Words, runs: &[Run], ends: [Cell; 2]) -> Option<Label> {
        let on_line = |&(row, first, last): &Run, most: usize| {
            let text =
                format!(" {} ", words.fit(usize::from(last - first + 1).min(most + 2).checked_sub(2)?)?);
            let width = u16::try_from(grapheme::text_width(&text)).ok()?;
            let x = first + (last - first + 1).checked_sub(width)? / 2;
            let label = Label { edge, x, row, text };
            (x..x + width).all(|x| !self.taken.contains(&(x, row))).then_some(label)
        };
        let whole = words.width();
        let is_whole = |run: &&Run| usize::from(run.2 - run.1) + 1 >= whole + 2;
        let on = runs.iter().filter(is_whole).find_map(|run| on_line(run, whole));
        on.or_else(|| runs.iter().find_map(|run| self.beside(edge, words, *run, ends)))
            .or_else(|| runs.iter().find_map(|run| on_line(run, whole)))
    }

    /// Above or below a run, where nothing else is near that could be meant.
    fn beside(&self, edge: usize, words: &Words, (line, first, last): Run, ends: [Cell; 2]) -> Option<Label> {
        let text = words.fit(words.width())?;
        let width = u16::try_from(grapheme::text_width(&text)).ok()?;
        let is_run = |x: u16| (first..=last).contains(&x);
        let is_own = |x: u16| is_run(x) || ends.contains(&(x, line));
        let over = MIN_BESIDE.min(last - first + 1).min(width);
        let places = [line.checked_sub(1), line.checked_add(1)].into_iter().flatten();
        let mut places: Vec<_> = places
            .filter(|row| *row < self.height)
            .flat_map(|row| (0..=self.width.saturating_sub(width)).map(move |x| (x, row)))
            .collect();
        places.retain(|&(x, row)| {
            let far = (row + row).checked_sub(line);
            let end = x + width;
            let n_own = (x..end).filter(|&x| is_run(x)).count();
            n_own >= usize::from(over)
                && (x.saturating_sub(2)..(end + 2).min(self.width)).all(|x| self.is_free((x, row)))
                && (x..end)
                    .all(|x| is_own(x) || self.all.at((x, line)) == 0 && !self.taken.contains(&(x, line)))
                && far.is_none_or(|far| (x..end).all(|x| self.is_free((x, far))))
        });
        let middle = i32::from(first) + i32::from(last);
        let from_middle = |x: u16| (2 * i32::from(x) + i32::from(width) - 1 - middle).abs();
        let (x, row) = places.into_iter().min_by_key(|&(x, row)| (from_middle(x), row, x))?;
        Some(Label { edge, x, row, text })
    }

    fn is_free(&self, cell: Cell) -> bool {
        self.all.at(cell) == 0 && !self.names.contains(&cell) && !self.taken.contains(&cell)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::digest::network::layout;

    fn words(text: &str) -> Words {
        Words { text: text.to_owned(), sign: String::new() }
    }

    fn placed(
        edges: &[(usize, usize)],
        texts: &[&str],
        ranks: &[Vec<usize>],
        width: u16,
        height: u16,
    ) -> Vec<Label> {
        let words: Vec<_> = texts.iter().map(|text| words(text)).collect();
        let words: Vec<_> = words.iter().collect();
        let n = edges.iter().map(|it| it.1).max().unwrap() + 1;
        let widths: Vec<_> = words.iter().map(|it| it.width()).collect();
        let drawing = layout::draw(&vec![6; n], edges, &widths, width, height).unwrap();
        place(&drawing, &words, ranks, width, height)
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
    fn long_words_are_not_cut_beside_free_cells() {
        let texts = ["most notable television role of", "met"];
        let labels = placed(&[(0, 1), (0, 2)], &texts, &[vec![0, 1]], 118, 9);
        let told: Vec<_> = labels.iter().map(|it| it.text.trim()).collect();
        assert_eq!(told, texts);
    }

    #[test]
    fn words_stand_beside_a_line_that_is_too_short_for_them_if_nothing_else_is_near() {
        let drawing = layout::draw(&[6; 3], &[(0, 1), (0, 2)], &[0; 2], 40, 5).unwrap();
        let words = words("is the brother of");
        let labels = place(&drawing, &[&words, &words], &[vec![0, 1]], 40, 5);
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
            let words: Vec<_> = edges.iter().zip(&lengths).map(|(_, &n)| words(&"w".repeat(n))).collect();
            let words: Vec<_> = words.iter().collect();
            let widths: Vec<_> = words.iter().map(|it| it.width()).collect();
            let Some(drawing) = layout::draw(&[11; 14], &edges, &widths, width, height) else { return Ok(()) };
            let (first, rest): (Vec<_>, Vec<_>) =
                (0..edges.len()).partition(|&it| edges[it].0 == chosen || edges[it].1 == chosen);
            let labels = place(&drawing, &words, &[first.clone(), rest], width, height);
            let all = drawing.strokes(|_| true);
            for (nth, label) in labels.iter().enumerate() {
                let own = drawing.strokes(|it| it == label.edge);
                let rivals = drawing.strokes(|it| it != label.edge && (!first.contains(&label.edge) || first.contains(&it)));
                prop_assert!(label.x + label.width() <= width && label.row < height);
                for x in label.x..label.x + label.width() {
                    let cell = (x, label.row);
                    prop_assert!(all.at(cell) == 0 || all.is_level(cell) && own.at(cell) != 0, "on a line: {label:?}");
                    prop_assert!(rivals.at(cell) == 0, "on the line of another one: {label:?}");
                    let is_name = |it: &layout::Spot| it.row == label.row && (it.x..it.x + it.width).contains(&x);
                    prop_assert!(!drawing.spots.iter().flatten().any(is_name), "on a name: {label:?}");
                    prop_assert!(!labels[..nth].iter().any(|it| it.covers(cell)), "on others: {label:?}");
                }
            }
        }
    }
}
