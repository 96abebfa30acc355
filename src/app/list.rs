//! A list with a cursor, group headings and a filter; its owner decides what the rows are.

use crate::app::text::line_input::LineInput;

/// A row: a heading, which the cursor skips; an item; or a further line of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Row<H, T> {
    Head(H),
    Item(T),
    /// A further line of the item above, numbered from 1.
    More(T, usize),
}

/// A list with a cursor.
#[derive(Debug)]
pub(crate) struct List<H, T> {
    rows: Vec<Row<H, T>>,
    cursor: usize,
    offset: usize,
    height: usize,
    /// Whether the cursor was placed; otherwise it stays on the first item.
    is_placed: bool,
    /// Whether the cursor is on no row until it is moved, because the chosen subject has no row here.
    is_aside: bool,
    pub(crate) filter: Filter,
}

/// The text that filters the rows of a list.
#[derive(Debug, Default)]
pub(crate) struct Filter {
    pub(crate) input: LineInput,
    /// Whether keys go into it.
    pub(crate) has_keys: bool,
}

impl Filter {
    /// The text without spaces around it.
    pub(crate) fn words(&self) -> &str {
        self.input.text().trim()
    }

    /// Whether it is visible: it has text, or is about to get some.
    pub(crate) fn is_shown(&self) -> bool {
        self.has_keys || !self.input.text().is_empty()
    }
}

/// A list, whatever its rows are.
pub(crate) trait AnyList {
    /// Moves the cursor by this many items.
    fn move_by(&mut self, n: isize);

    /// Sets how many rows are visible.
    fn set_height(&mut self, height: usize);

    /// Moves the cursor to a row of the screen; false if there is no item.
    fn point_at(&mut self, row: usize) -> bool;

    /// Whether there are no items.
    fn is_empty(&self) -> bool;

    /// The number of rows.
    fn n_rows(&self) -> usize;

    /// Takes the cursor off all rows, or puts it back.
    fn put_aside(&mut self, is_aside: bool);

    /// Whether the cursor is on no row.
    fn is_aside(&self) -> bool;

    /// The filter of its rows.
    fn filter(&self) -> &Filter;

    /// The filter, to change it; the rows must then be filled again.
    fn filter_mut(&mut self) -> &mut Filter;
}

impl<H: Copy, T: Copy + PartialEq> AnyList for List<H, T> {
    fn move_by(&mut self, n: isize) {
        self.move_by(n);
    }

    fn set_height(&mut self, height: usize) {
        self.set_height(height);
    }

    fn point_at(&mut self, row: usize) -> bool {
        self.select_shown(row).is_some()
    }

    fn is_empty(&self) -> bool {
        self.is_empty()
    }

    fn n_rows(&self) -> usize {
        self.rows.len()
    }

    fn put_aside(&mut self, is_aside: bool) {
        self.is_aside = is_aside;
    }

    fn is_aside(&self) -> bool {
        self.is_aside
    }

    fn filter(&self) -> &Filter {
        &self.filter
    }

    fn filter_mut(&mut self) -> &mut Filter {
        &mut self.filter
    }
}

impl<H, T> Default for List<H, T> {
    fn default() -> Self {
        let (rows, filter) = (Vec::new(), Filter::default());
        Self { rows, cursor: 0, offset: 0, height: 1, is_placed: false, is_aside: false, filter }
    }
}

impl<H: Copy, T: Copy + PartialEq> List<H, T> {
    /// Replaces the rows. The cursor goes to the item that `keep` picks, else as near as possible to where it was.
    pub(crate) fn set_rows(&mut self, rows: Vec<Row<H, T>>, keep: impl Fn(T) -> bool) {
        self.rows = rows;
        let kept = self.rows.iter().position(|row| matches!(row, Row::Item(item) if keep(*item)));
        self.cursor = kept.unwrap_or_else(|| self.near(self.cursor));
        self.scroll();
    }

    /// Replaces the rows, whose order may change while the analysis runs. If the user or the choice of a subject
    /// placed the cursor, it stays on its item; otherwise it stays on the first one.
    pub(crate) fn set_rows_anew(&mut self, rows: Vec<Row<H, T>>, kept: Option<T>) {
        if self.is_placed {
            return self.set_rows(rows, |item| Some(item) == kept);
        }
        (self.cursor, self.offset) = (0, 0);
        self.set_rows(rows, |_| false);
    }

    /// Sets how many rows are visible.
    pub(crate) fn set_height(&mut self, height: usize) {
        self.height = height.max(1);
        self.scroll();
    }

    /// The visible rows, each with whether the cursor is on it.
    pub(crate) fn shown(&self) -> impl Iterator<Item = (Row<H, T>, bool)> + '_ {
        let rows = self.rows.iter().enumerate().skip(self.offset).take(self.height);
        let under_cursor = self.cursor..self.cursor + 1 + self.n_more();
        rows.map(move |(index, &row)| (row, !self.is_aside && under_cursor.contains(&index)))
    }

    /// The item under the cursor.
    pub(crate) fn selected(&self) -> Option<T> {
        match self.rows.get(self.cursor) {
            Some(&Row::Item(item)) if !self.is_aside => Some(item),
            _ => None,
        }
    }

    /// The number of the item under the cursor, counted from 1, and how many there are.
    pub(crate) fn place(&self) -> Option<(usize, usize)> {
        let at = self.items().position(|index| index == self.cursor && !self.is_aside)?;
        Some((at + 1, self.items().count()))
    }

    /// The number of rows, including headings.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are no items.
    pub(crate) fn is_empty(&self) -> bool {
        self.items().next().is_none()
    }

    /// Moves the cursor by this many items. If it is on no row, the first step brings it back.
    pub(crate) fn move_by(&mut self, n: isize) {
        let items: Vec<_> = self.items().collect();
        let at = items.iter().position(|&index| index == self.cursor).unwrap_or(0);
        let n = if self.is_aside { n - n.signum() } else { n };
        let to = at.saturating_add_signed(n).min(items.len().saturating_sub(1));
        self.put(items.get(to).copied().unwrap_or(0));
    }

    /// Moves the cursor by a page.
    pub(crate) fn page(&mut self, n: isize) {
        self.move_by(n * isize::try_from(self.height.saturating_sub(1).max(1)).unwrap_or(1));
    }

    /// Moves the cursor to this item; false if it is not in the list.
    pub(crate) fn select(&mut self, item: T) -> bool {
        self.select_first(|it| it == item)
    }

    /// Moves the cursor to a row of the screen, if there is an item.
    pub(crate) fn select_shown(&mut self, row: usize) -> Option<T> {
        let at = self.offset + row;
        match self.rows.get(at) {
            Some(&Row::Item(item)) if row < self.height => {
                self.put(at);
                Some(item)
            }
            Some(&Row::More(item, nth)) if row < self.height => {
                self.put(at.saturating_sub(nth));
                Some(item)
            }
            _ => None,
        }
    }

    /// Moves the cursor to the first item that `wanted` picks; false if there is none.
    pub(crate) fn select_first(&mut self, wanted: impl Fn(T) -> bool) -> bool {
        let found = self.rows.iter().position(|row| matches!(row, Row::Item(it) if wanted(*it)));
        if let Some(at) = found {
            self.put(at);
        }
        found.is_some()
    }

    fn put(&mut self, cursor: usize) {
        self.cursor = cursor;
        (self.is_placed, self.is_aside) = (true, false);
        self.scroll();
    }

    fn items(&self) -> impl Iterator<Item = usize> + '_ {
        self.rows.iter().enumerate().filter(|(_, row)| matches!(row, Row::Item(_))).map(|(index, _)| index)
    }

    fn near(&self, at: usize) -> usize {
        self.items().take_while(|&index| index <= at).last().or_else(|| self.items().next()).unwrap_or(0)
    }

    /// How many further lines the item under the cursor has.
    fn n_more(&self) -> usize {
        let below = self.rows.get(self.cursor + 1..).unwrap_or_default().iter();
        below.take_while(|row| matches!(row, Row::More(..))).count()
    }

    /// Keeps the whole item under the cursor visible, and above the first item of a group its heading of one or two
    /// rows.
    fn scroll(&mut self) {
        let above = self.rows.get(..self.cursor).unwrap_or_default().iter().rev();
        let n_heads = above.take_while(|row| matches!(row, Row::Head(_))).count();
        let n_more = self.n_more().min(self.height - 1);
        let first = self.cursor - n_heads.min(self.height - 1 - n_more);
        let last_offset = self.rows.len().saturating_sub(self.height);
        let after = self.cursor + 1 + n_more;
        self.offset = self.offset.min(first).max(after.saturating_sub(self.height)).min(last_offset);
        // The first visible row is not the rest of a cut item.
        let from = self.rows.get(self.offset..first).unwrap_or_default().iter();
        self.offset += from.take_while(|row| matches!(row, Row::More(..))).count();
    }
}

/// Whether a text contains every word of the filter, in any case.
pub(crate) fn is_match(text: &str, filter: &str) -> bool {
    let text = text.to_lowercase();
    filter.split_whitespace().all(|word| text.contains(&word.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(rows: &str, height: usize) -> List<char, char> {
        let mut item = ' ';
        let mut row = |c: char| match c {
            '+' => Row::More(item, 1),
            _ if c.is_uppercase() => Row::Head(c),
            _ => {
                item = c;
                Row::Item(c)
            }
        };
        let rows = rows.chars().map(&mut row).collect();
        let mut list = List::default();
        list.set_height(height);
        list.set_rows(rows, |_| false);
        list
    }

    fn screen(list: &List<char, char>) -> String {
        list.shown()
            .map(|(row, _)| match row {
                Row::Head(c) | Row::Item(c) => c,
                Row::More(..) => '+',
            })
            .collect()
    }

    #[test]
    fn the_cursor_skips_headings_and_stops_at_the_ends() {
        let mut list = list("AxyBz", 9);
        assert_eq!(list.selected(), Some('x'));
        list.move_by(2);
        assert_eq!(list.selected(), Some('z'));
        list.move_by(1);
        assert_eq!(list.selected(), Some('z'));
        list.move_by(-9);
        assert_eq!(list.selected(), Some('x'));
    }

    #[test]
    fn the_cursor_stays_on_the_screen_with_its_heading() {
        let mut list = list("AxyBzw", 3);
        list.move_by(3);
        assert_eq!(screen(&list), "Bzw");
        list.move_by(-1);
        list.move_by(-1);
        assert_eq!(screen(&list), "yBz");
        list.move_by(-1);
        assert_eq!(screen(&list), "Axy");
    }

    #[test]
    fn a_heading_of_two_rows_stays_whole() {
        let mut list = list("AxBCyz", 3);
        list.move_by(2);
        list.move_by(-1);
        assert_eq!(screen(&list), "BCy");
        list.set_height(2);
        assert_eq!(screen(&list), "Cy");
    }

    #[test]
    fn an_item_of_several_lines_is_moved_over_and_shown_as_one() {
        let mut list = list("Ax+y+z+", 4);
        list.move_by(2);
        assert_eq!((screen(&list).as_str(), list.selected()), ("y+z+", Some('z')));
        let under_cursor: Vec<_> = list.shown().map(|(_, is_cursor)| is_cursor).collect();
        assert_eq!(under_cursor, [false, false, true, true]);
        list.set_height(3);
        list.move_by(9);
        assert_eq!(screen(&list), "z+", "no torn end of another one");
        list.set_height(4);
        list.move_by(-1);
        assert_eq!((screen(&list).as_str(), list.selected()), ("y+z+", Some('y')));
        assert_eq!((list.select_shown(1), list.selected()), (Some('y'), Some('y')));
        list.move_by(-1);
        assert_eq!((screen(&list).as_str(), list.selected()), ("Ax+y", Some('x')));
    }

    #[test]
    fn the_cursor_keeps_its_item_when_rows_change() {
        let mut list = list("Axyz", 9);
        list.select('y');
        list.set_rows(vec![Row::Item('q'), Row::Item('y')], |item| item == 'y');
        assert_eq!(list.selected(), Some('y'));
        list.set_rows(vec![Row::Head('A')], |_| false);
        assert_eq!(list.selected(), None);
    }

    #[test]
    fn the_cursor_stays_on_the_first_item_until_it_is_put_elsewhere() {
        let rows = |items: &str| items.chars().map(Row::Item).collect::<Vec<Row<char, char>>>();
        let mut list = List::default();
        list.set_rows_anew(rows("xy"), None);
        list.set_rows_anew(rows("zyx"), list.selected());
        assert_eq!(list.selected(), Some('z'));
        list.move_by(1);
        list.set_rows_anew(rows("xzy"), list.selected());
        assert_eq!(list.selected(), Some('y'));
    }

    #[test]
    fn a_cursor_put_aside_is_on_no_row_until_it_is_moved() {
        let mut list = list("AxyBz", 9);
        list.put_aside(true);
        assert_eq!((list.selected(), list.is_empty()), (None, false));
        assert!(list.shown().all(|(_, is_cursor)| !is_cursor));
        list.move_by(1);
        assert_eq!(list.selected(), Some('x'));
        list.put_aside(true);
        assert!(!list.select('q') && list.selected().is_none());
        assert!(list.select('y') && list.selected() == Some('y'));
    }

    #[test]
    fn a_filter_wants_every_word() {
        assert!(is_match("House Oversight Committee", "com hou"));
        assert!(!is_match("House Oversight Committee", "house senate"));
    }
}
