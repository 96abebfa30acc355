//! The sparkline: where in the article something occurs, with one cell for each part of it.

use crate::text::Span;

/// How many heights a cell can show, not counting none.
pub(crate) const MAX_HEIGHT: usize = 8;

/// The height of each cell, from 0 for nothing to [`MAX_HEIGHT`] for the fullest.
pub(crate) fn heights(places: impl Iterator<Item = Span>, text_len: usize, n_cells: usize) -> Vec<usize> {
    let mut counts = vec![0; n_cells];
    for place in places {
        let cell = place.start().to_usize() * n_cells / text_len.max(1);
        if let Some(count) = counts.get_mut(cell) {
            *count += 1;
        }
    }
    let most: usize = counts.iter().copied().max().unwrap_or(0);
    counts.iter().map(|&count| (count * MAX_HEIGHT).div_ceil(most.max(1))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fullest_slice_is_the_highest_and_one_mention_is_seen() {
        let places = [0, 1, 2, 3, 4, 5, 6, 7, 8, 95].map(|at| Span::new(at, at + 1));
        assert_eq!(heights(places.into_iter(), 100, 5), [8, 0, 0, 0, 1]);
        assert_eq!(heights([].into_iter(), 100, 2), [0, 0]);
        assert_eq!(heights([Span::new(0, 1)].into_iter(), 1, 0), [0; 0]);
    }
}
