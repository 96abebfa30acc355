//! Tables as lines of text: the cells of a column are aligned, and separated by bars.

use crate::document::{BlockKind, Linked, Target};

/// A table with a longer cell is not a data table; its cells are read one after the other.
const MAX_CELL_LENGTH: usize = 80;
/// Tables wider than this are not aligned, because their lines would leave the screen.
const MAX_LINE: usize = 100;

/// Collects the cells of one table.
#[derive(Debug, Default)]
pub(in crate::import) struct TableText {
    rows: Vec<Vec<Linked>>,
}

impl TableText {
    /// Begins a row.
    pub(in crate::import) fn begin_row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Begins a cell of the row.
    pub(in crate::import) fn begin_cell(&mut self) {
        if self.rows.is_empty() {
            self.begin_row();
        }
        if let Some(row) = self.rows.last_mut() {
            row.push(Linked::default());
        }
    }

    /// Adds words, perhaps with a link, to the cell; a line break separates paragraphs.
    pub(in crate::import) fn push(&mut self, text: &str, target: Option<&Target>) {
        self.cell().push(text, target);
    }

    /// The current cell.
    pub(in crate::import) fn cell(&mut self) -> &mut Linked {
        if self.rows.last().is_none_or(Vec::is_empty) {
            self.begin_cell();
        }
        self.rows.last_mut().and_then(|row| row.last_mut()).expect("a cell was just begun")
    }

    /// Ends a line of the cell, if there is one.
    pub(in crate::import) fn break_line(&mut self) {
        if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut())
            && !cell.text().trim_end_matches(' ').is_empty()
            && !cell.text().trim_end_matches(' ').ends_with('\n')
        {
            cell.push_for("", "\n", None);
        }
    }

    /// The table: lines of a preformatted block, or paragraphs if it only arranges text on a page.
    pub(in crate::import) fn into_blocks(self) -> Vec<(BlockKind, Linked)> {
        let rows: Vec<Vec<Linked>> =
            self.rows.iter().map(|row| row.iter().map(Linked::trimmed).collect()).collect();
        let cells = || rows.iter().flatten();
        let n_columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        if n_columns < 2 || cells().any(|cell| cell.text().chars().count() > MAX_CELL_LENGTH) {
            let paragraphs = cells().flat_map(|cell| cell.text().split('\n').map(|it| cell.part(it)));
            return paragraphs.map(|paragraph| (BlockKind::Paragraph, paragraph)).collect();
        }
        let mut widths = vec![0; n_columns];
        // A row with one cell is a caption, or a heading across the table.
        for row in rows.iter().filter(|row| row.len() > 1) {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.text().chars().count());
            }
        }
        if widths.iter().sum::<usize>() > MAX_LINE {
            widths.fill(0);
        }
        let mut table = Linked::default();
        for line in rows.iter().map(|row| line(row, &widths)).filter(|line| !line.text().is_empty()) {
            let end = if table.text().is_empty() { "" } else { "\n" };
            push_own(&mut table, end);
            table.append(&line);
        }
        vec![(BlockKind::Code, table)]
    }
}

fn line(row: &[Linked], widths: &[usize]) -> Linked {
    let mut line = Linked::default();
    for (number, (cell, &width)) in row.iter().zip(widths).enumerate() {
        let cell = cell.squeezed();
        let padding = width.saturating_sub(cell.text().chars().count());
        push_own(&mut line, if number > 0 { " | " } else { "" });
        line.append(&cell);
        push_own(&mut line, &" ".repeat(padding));
    }
    // Empty cells at the end, and empty rows.
    line.part(line.text().trim_end_matches([' ', '|']))
}

/// Adds what the page does not have between its cells.
fn push_own(line: &mut Linked, text: &str) {
    if !text.is_empty() {
        line.push_for("", text, None);
    }
}
