//! Rows for some of a document's tokens, in one flat piece for each window, so that a long text takes little more than
//! the rows themselves.

use std::collections::BTreeMap;

/// Rows by the indices of their tokens.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sparse<T> {
    /// By the token from which each counts.
    parts: BTreeMap<usize, WindowRows<T>>,
}

/// The rows of one window.
#[derive(Debug, Clone, PartialEq)]
struct WindowRows<T> {
    /// Which tokens have a row, in order, counted from the start of the window.
    tokens: Box<[u32]>,
    rows: Box<[T]>,
}

impl<T> Sparse<T> {
    /// The row of a token.
    pub(crate) fn get(&self, token: usize) -> Option<&T> {
        let (start, part) = self.parts.range(..=token).next_back()?;
        let token = u32::try_from(token - start).ok()?;
        part.rows.get(part.tokens.binary_search(&token).ok()?)
    }

    /// Adds the rows of tokens that none of these rows is for, which count from `start`.
    pub(crate) fn place(&mut self, start: usize, other: Self) {
        self.parts.extend(other.parts.into_iter().map(|(at, part)| (start + at, part)));
    }
}

/// In order of the tokens.
impl<T> FromIterator<(usize, T)> for Sparse<T> {
    fn from_iter<I: IntoIterator<Item = (usize, T)>>(rows: I) -> Self {
        let token = |it| u32::try_from(it).expect("texts are capped at 64 MiB");
        let (tokens, rows): (Vec<u32>, Vec<T>) = rows.into_iter().map(|(at, row)| (token(at), row)).unzip();
        let part = WindowRows { tokens: tokens.into(), rows: rows.into() };
        Self { parts: if part.rows.is_empty() { BTreeMap::new() } else { [(0, part)].into() } }
    }
}

impl<T> Default for Sparse<T> {
    fn default() -> Self {
        Self { parts: BTreeMap::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_found_by_its_token_in_whatever_order_the_windows_come() {
        let mut all = Sparse::default();
        all.place(200, [(0, 'c'), (3, 'd')].into_iter().collect());
        all.place(300, Sparse::default());
        all.place(100, [(7, 'a'), (99, 'b')].into_iter().collect());
        let found: Vec<usize> = (0..400).filter(|&it| all.get(it).is_some()).collect();
        assert_eq!(found, [107, 199, 200, 203]);
        assert_eq!([107, 199, 200, 203].map(|it| all.get(it).copied()), ['a', 'b', 'c', 'd'].map(Some));
    }
}
