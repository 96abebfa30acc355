//! Decides which part of the terminal shows what, from its size alone.

/// From this width on, text and sidebar have plenty of room side by side.
const WIDE: u16 = 100;
/// From this size on, there is a sidebar.
const DOUBLE: (u16, u16) = (72, 20);
/// Below this size, there is only text and a status line.
const BARE: (u16, u16) = (40, 10);
/// Below this size, there is only a message.
const TINY: (u16, u16) = (20, 5);
/// The fewest rows for the details, including their edge; with fewer left by the list, there are none.
const MIN_DETAIL: u16 = 4;
/// The width of the sidebar between the frames, on a terminal of medium width.
const NARROW_SIDEBAR: u16 = 28;
/// The same on a wide terminal: at least, before the text gets margins, and at most.
const WIDE_SIDEBAR: [u16; 3] = [41, 52, 120];
/// The widths in which the words of all tabs fit into one row or two. If this many rows are left below them, they
/// take two.
const ONE_ROW_OF_TABS: u16 = 47;
const TWO_ROWS_OF_TABS: u16 = 27;
const BELOW_TWO_ROWS_OF_TABS: u16 = 8;
/// The width of both margins beside the text, before the sidebar takes the rest.
const MARGINS: u16 = 36;

/// The width of a margin that has room for a name.
const NAMED_MARGIN: u16 = 14;

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Area {
    pub(crate) x: u16,
    pub(crate) y: u16,
    pub(crate) width: u16,
    pub(crate) height: u16,
}

impl Area {
    /// Whether a cell lies inside.
    pub(crate) fn contains(self, column: u16, row: u16) -> bool {
        (self.x..self.x + self.width).contains(&column) && (self.y..self.y + self.height).contains(&row)
    }

    /// The area without this many rows at the top.
    fn below(self, rows: u16) -> Self {
        let rows = rows.min(self.height);
        Self { y: self.y + rows, height: self.height - rows, ..self }
    }

    /// The area without a frame of one cell.
    pub(crate) fn inside(self) -> Self {
        Self {
            x: self.x + 1.min(self.width),
            y: self.y + 1.min(self.height),
            width: self.width.saturating_sub(2),
            height: self.height.saturating_sub(2),
        }
    }
}

/// How much there is room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// A message.
    Tiny,
    /// Text and a status line.
    Bare,
    /// Title, text or list, status line.
    Single,
    /// Title, framed text and sidebar, status line.
    Double,
}

/// What the user wants on the screen.
#[expect(clippy::struct_excessive_bools, reason = "independent wishes")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ScreenWishes {
    /// The longest line of text, in cells.
    pub(crate) measure: u16,
    /// The sidebar, if there is room.
    pub(crate) sidebar: bool,
    /// Without room for both: the list instead of the text.
    pub(crate) list_in_front: bool,
    /// Only the text, or the list instead of it.
    pub(crate) zen: bool,
    /// Nothing beside the text, even if there is room.
    pub(crate) alone: bool,
}

/// The areas of the screen. Empty ones are not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Screen {
    pub(crate) mode: Mode,
    pub(crate) columns: u16,
    pub(crate) rows: u16,
    pub(crate) title: Area,
    /// Where the text's pane is, without frame.
    pub(crate) text_pane: Area,
    /// The text: as wide as the longest line, without the gutter.
    pub(crate) text: Area,
    /// Cells for signs before the text.
    pub(crate) gutter: u16,
    /// The sidebar or list, without frame.
    pub(crate) side_pane: Area,
    pub(crate) tabs: Area,
    pub(crate) list: Area,
    pub(crate) detail: Area,
    pub(crate) status: Area,
}

impl Screen {
    /// Divides a terminal of this size.
    pub(crate) fn new(columns: u16, rows: u16, wanted: ScreenWishes) -> Self {
        let nothing = Area::default();
        let mut screen = Self {
            mode: mode(columns, rows, wanted.zen || wanted.alone),
            columns,
            rows,
            title: nothing,
            text_pane: nothing,
            text: nothing,
            gutter: 0,
            side_pane: nothing,
            tabs: nothing,
            list: nothing,
            detail: nothing,
            status: Area { x: 0, y: rows.saturating_sub(1), width: columns, height: 1.min(rows) },
        };
        match screen.mode {
            Mode::Tiny => screen.status = nothing,
            Mode::Bare => screen.put_one(wanted, 0, 1),
            Mode::Single if wanted.zen => screen.put_one(wanted, 0, 2),
            Mode::Single => screen.put_one(wanted, 2, 2),
            Mode::Double => screen.put_two(wanted),
        }
        screen
    }

    /// The margin before the text and its gutter, if it is wide enough for names.
    pub(crate) fn margin(&self) -> Option<Area> {
        let width = self.text.x.saturating_sub(self.gutter).saturating_sub(self.text_pane.x);
        (width >= NAMED_MARGIN).then_some(Area { x: self.text_pane.x, width, ..self.text })
    }

    /// Shows text or list below this many lines of title.
    fn put_one(&mut self, wanted: ScreenWishes, n_title: u16, gutter: u16) {
        self.title = Area { x: 0, y: 0, width: self.columns, height: 1.min(n_title) };
        let middle = Area { x: 0, y: n_title, width: self.columns, height: self.rows - 1 - n_title };
        // A list in front does not move the text, it only hides it.
        self.put_text(middle, wanted.measure, gutter, 0);
        if wanted.list_in_front {
            self.put_side(middle);
        }
    }

    fn put_two(&mut self, wanted: ScreenWishes) {
        self.title = Area { x: 0, y: 0, width: self.columns, height: 1 };
        let frame = Area { x: 0, y: 1, width: self.columns, height: self.rows - 2 };
        let inside = frame.inside();
        if !wanted.sidebar {
            self.put_text(inside, wanted.measure, 3, 1);
            return;
        }
        // The two share one column as their frame.
        let room = inside.width - 1;
        let side = if self.columns >= WIDE {
            wide_sidebar(room.saturating_sub(wanted.measure + 5))
        } else {
            NARROW_SIDEBAR
        };
        let text = room - side;
        self.put_text(Area { width: text, ..inside }, wanted.measure, if text >= 60 { 3 } else { 2 }, 1);
        self.put_side(Area { x: inside.x + text + 1, width: side, ..inside });
    }

    fn put_text(&mut self, pane: Area, measure: u16, gutter: u16, margin: u16) {
        let room = pane.width.saturating_sub(gutter + margin).max(1);
        let width = room.min(measure);
        self.text_pane = pane;
        self.gutter = gutter;
        self.text = Area { x: pane.x + gutter + (room - width) / 2, width, ..pane };
    }

    fn put_side(&mut self, pane: Area) {
        self.side_pane = pane;
        let is_low = pane.height < 3 + BELOW_TWO_ROWS_OF_TABS;
        let n_rows = if !is_low && (TWO_ROWS_OF_TABS..ONE_ROW_OF_TABS).contains(&pane.width) { 2 } else { 1 };
        self.tabs = Area { height: n_rows, ..pane };
        self.list = pane.below(n_rows + 1);
        self.share_side(usize::from(self.list.height));
    }

    /// What is below the tabs, and how many rows of it are kept for details in any case.
    fn below_tabs(&self) -> (Area, u16) {
        let below = self.side_pane.below(self.tabs.height + 1);
        let n_detail = match below.height {
            ..13 => 0,
            13..24 => 5,
            _ => 9,
        };
        (below, n_detail)
    }

    /// The room for a list, in cells and rows.
    pub(crate) fn list_room(&self) -> (u16, u16) {
        let (below, n_detail) = self.below_tabs();
        (below.width, below.height - n_detail)
    }

    /// Divides what is below the tabs between a list of this many rows and the details, which get what the list
    /// leaves free.
    pub(crate) fn share_side(&mut self, n_rows: usize) {
        let (below, n_detail) = self.below_tabs();
        let n_rows = u16::try_from(n_rows).unwrap_or(u16::MAX).max(1);
        let n_free = below.height.saturating_sub(n_rows);
        let n_detail = if n_free < MIN_DETAIL { n_detail } else { n_free.max(n_detail) };
        self.list = Area { height: below.height - n_detail, ..below };
        self.detail = below.below(self.list.height);
    }
}

/// The width of the sidebar on a wide terminal, given the cells beside the text.
fn wide_sidebar(n_free: u16) -> u16 {
    let [least, enough, most] = WIDE_SIDEBAR;
    n_free.saturating_sub(MARGINS).max(n_free.min(enough)).clamp(least, most)
}

/// How much a terminal of this size has room for; `alone` allows nothing beside the text.
pub(crate) fn mode(columns: u16, rows: u16, alone: bool) -> Mode {
    let fits = |(width, height): (u16, u16)| columns >= width && rows >= height;
    if !fits(TINY) {
        Mode::Tiny
    } else if !fits(BARE) {
        Mode::Bare
    } else if alone || !fits(DOUBLE) {
        Mode::Single
    } else {
        Mode::Double
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn screen(columns: u16, rows: u16) -> Screen {
        Screen::new(
            columns,
            rows,
            ScreenWishes { measure: 68, sidebar: true, list_in_front: false, zen: false, alone: false },
        )
    }

    #[test]
    fn a_wide_screen_has_text_of_the_measure_and_the_rest_for_the_sidebar() {
        let it = screen(120, 36);
        assert_eq!((it.mode, it.text.width, it.side_pane.width), (Mode::Double, 68, 44));
        assert_eq!(it.tabs.height, 2);
        let it = screen(100, 36);
        assert_eq!((it.text.width, it.side_pane.width), (53, 41));
        let it = screen(160, 60);
        assert_eq!((it.text.width, it.side_pane.width), (68, 52));
        let it = screen(200, 60);
        assert_eq!((it.text.width, it.side_pane.width, it.text.x - it.gutter), (68, 88, 19));
        assert_eq!(it.margin().map(|it| (it.x, it.width)), Some((1, 18)));
        assert_eq!(screen(150, 60).margin(), None);
        assert_eq!(screen(300, 60).side_pane.width, 120);
    }

    #[test]
    fn a_smaller_screen_has_less() {
        let it = screen(80, 24);
        assert_eq!((it.mode, it.side_pane.width), (Mode::Double, 28));
        assert_eq!(screen(71, 40).mode, Mode::Single);
        assert_eq!(screen(120, 19).mode, Mode::Single);
        assert_eq!(screen(39, 12).mode, Mode::Bare);
        assert_eq!(screen(19, 50).mode, Mode::Tiny);
    }

    #[test]
    fn details_take_the_rows_that_the_list_leaves_free() {
        let rows = |height, n_rows| {
            let mut it = screen(120, height);
            it.share_side(n_rows);
            (it.list.height, it.detail.height)
        };
        assert_eq!(
            [rows(36, 99), rows(36, 23), rows(36, 5), rows(36, 0)],
            [(20, 9), (20, 9), (5, 24), (1, 28)]
        );
        assert_eq!([rows(20, 99), rows(20, 3)], [(8, 5), (3, 10)]);
        let mut low = Screen::new(
            60,
            14,
            ScreenWishes { measure: 68, sidebar: true, list_in_front: true, zen: false, alone: false },
        );
        assert_eq!((low.list.height, low.detail.height), (9, 0));
        low.share_side(4);
        assert_eq!((low.list.height, low.detail.height), (4, 5));
        low.share_side(6);
        assert_eq!((low.list.height, low.detail.height), (9, 0));
    }

    #[test]
    fn every_area_lies_on_the_screen_whatever_its_size() {
        for columns in 0..130 {
            for rows in 0..60 {
                for (sidebar, list_in_front, zen) in
                    [(true, false, false), (false, true, false), (true, false, true), (true, true, true)]
                {
                    let wanted = ScreenWishes { measure: 68, sidebar, list_in_front, zen, alone: !sidebar };
                    let it = Screen::new(columns, rows, wanted);
                    for area in [
                        it.title,
                        it.text_pane,
                        it.text,
                        it.side_pane,
                        it.tabs,
                        it.list,
                        it.detail,
                        it.status,
                    ] {
                        let is_inside = area.x + area.width <= columns && area.y + area.height <= rows;
                        assert!(is_inside || area == Area::default(), "{columns}x{rows}: {area:?}");
                    }
                }
            }
        }
    }
}
