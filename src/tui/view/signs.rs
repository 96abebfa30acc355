//! The characters that frames and marks are drawn with: Unicode, or ASCII for terminals that cannot do better.

/// A set of characters.
#[derive(Debug)]
pub(super) struct Signs {
    /// Whether typographic characters are drawn in ASCII.
    pub(super) ascii: bool,
    pub(super) horizontal: &'static str,
    pub(super) vertical: &'static str,
    /// Corners: top left, top right, bottom left, bottom right.
    pub(super) corners: [&'static str; 4],
    /// Where a divider meets the frame: top, bottom.
    pub(super) tees: [&'static str; 2],
    /// Beside a quote: direct, mixed, indirect.
    pub(super) bars: [&'static str; 3],
    pub(super) focus: &'static str,
    /// Beside the user's highlighted words: without a note, with one.
    pub(super) highlight: &'static str,
    pub(super) note: &'static str,
    pub(super) chosen: &'static str,
    pub(super) organization: &'static str,
    pub(super) place: &'static str,
    pub(super) more: &'static str,
    /// The end of a line of a note, in a prompt.
    pub(super) line_end: &'static str,
    pub(super) dash: &'static str,
    pub(super) dot: &'static str,
    /// The lines of a graph by the directions in which they leave a cell (left 1, right 2, up 4, down 8): light,
    /// heavy.
    pub(super) lines: [[&'static str; 16]; 2],
    /// The ends of arrows: to the left, to the right.
    pub(super) arrows: [&'static str; 2],
    /// The sparkline, from nothing to full.
    pub(super) strip: [&'static str; 9],
}

const UNICODE: Signs = Signs {
    ascii: false,
    horizontal: "─",
    vertical: "│",
    corners: ["┌", "┐", "└", "┘"],
    tees: ["┬", "┴"],
    bars: ["▌", "▚", "┊"],
    focus: "›",
    highlight: "▪",
    note: "✎",
    chosen: "●",
    organization: "◆",
    place: "▲",
    more: "…",
    line_end: "⏎",
    dash: "—",
    dot: "·",
    lines: [
        [" ", "─", "─", "─", "│", "┘", "└", "┴", "│", "┐", "┌", "┬", "│", "┤", "├", "┼"],
        [" ", "━", "━", "━", "┃", "┛", "┗", "┻", "┃", "┓", "┏", "┳", "┃", "┫", "┣", "╋"],
    ],
    arrows: ["◀", "▶"],
    strip: ["▁", "▂", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
};

const ASCII: Signs = Signs {
    ascii: true,
    horizontal: "-",
    vertical: "|",
    corners: ["+", "+", "+", "+"],
    tees: ["+", "+"],
    bars: ["|", "/", ":"],
    focus: ">",
    highlight: "*",
    note: "n",
    chosen: "*",
    organization: "+",
    place: "^",
    more: "...",
    line_end: "|",
    dash: "-",
    dot: "-",
    lines: [
        [" ", "-", "-", "-", "|", "+", "+", "+", "|", "+", "+", "+", "|", "+", "+", "+"],
        [" ", "=", "=", "=", "#", "#", "#", "#", "#", "#", "#", "#", "#", "#", "#", "#"],
    ],
    arrows: ["<", ">"],
    strip: [".", ":", ":", ":", "=", "=", "=", "#", "#"],
};

impl Signs {
    /// The character for lines that leave a cell in these directions.
    pub(super) fn line(&self, directions: u8, is_heavy: bool) -> &'static str {
        self.lines[usize::from(is_heavy)][usize::from(directions & 15)]
    }

    /// Whether a character is part of a frame or the gutter, beside text.
    pub(super) fn parts_text(&self, sign: &str) -> bool {
        sign == self.vertical
            || self.bars.contains(&sign)
            || [self.focus, self.highlight, self.note].contains(&sign)
    }

    /// The set to use.
    pub(super) const fn new(ascii: bool) -> &'static Self {
        if ascii { &ASCII } else { &UNICODE }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_of_the_ascii_set_is_ascii() {
        assert!(format!("{ASCII:?}").is_ascii());
    }
}
