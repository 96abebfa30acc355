//! What the sidebar can list, and the tabs that show it.

use crate::app::Keymap;
use crate::app::input::action::Action;
use crate::app::screen::Area;
use crate::app::text::grapheme;

/// What the sidebar lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ListView {
    /// People and organizations.
    Cast,
    /// Who is related to whom.
    Relations,
    /// Quotes by speaker.
    Quotes,
    /// The user's highlights and notes.
    Notes,
    /// Headings, or paragraphs.
    Outline,
}

/// The texts around the rows of a list.
struct ListInfo {
    /// The action that shows it.
    action: Action,
    /// The text above it.
    title: &'static str,
    /// The text if there is nothing to list, with actions in braces.
    none: &'static str,
    /// Whether its rows come from the analysis, so that they are not known before it.
    is_of_analysis: bool,
    /// The word on its tab, in ASCII.
    tab: &'static str,
}

impl ListView {
    /// All, in the order of their tabs.
    pub const ALL: [Self; 5] = [Self::Cast, Self::Relations, Self::Quotes, Self::Notes, Self::Outline];

    const fn info(self) -> ListInfo {
        match self {
            Self::Cast => ListInfo {
                action: Action::ViewCast,
                title: "people and organizations",
                none: "no people or organizations",
                is_of_analysis: true,
                tab: "Names",
            },
            Self::Relations => ListInfo {
                action: Action::ViewRelations,
                title: "relations",
                none: "no relations",
                is_of_analysis: true,
                tab: "Relations",
            },
            Self::Quotes => ListInfo {
                action: Action::ViewQuotes,
                title: "quotes",
                none: "no quotes",
                is_of_analysis: true,
                tab: "Quotes",
            },
            Self::Notes => ListInfo {
                action: Action::ViewNotes,
                title: "notes",
                none: "no notes yet: {note} writes one",
                is_of_analysis: false,
                tab: "Notes",
            },
            Self::Outline => ListInfo {
                action: Action::ViewOutline,
                title: "outline",
                none: "the article is empty",
                is_of_analysis: false,
                tab: "Outline",
            },
        }
    }

    /// The action that shows it.
    pub(crate) const fn action(self) -> Action {
        self.info().action
    }

    /// The text above the list.
    pub(crate) const fn title(self) -> &'static str {
        self.info().title
    }

    /// The text if there is nothing to list, with actions in braces.
    pub(crate) const fn none(self) -> &'static str {
        self.info().none
    }

    /// Whether its rows come from the analysis, so that they are not known before it.
    pub(crate) const fn is_of_analysis(self) -> bool {
        self.info().is_of_analysis
    }
}

/// How many tabs are in the first of two rows.
const TABS_OF_FIRST_ROW: usize = 2;
/// The cells that the filter of a list gets before the other tabs in its row make room for it.
const FILTER_CELLS: u16 = 20;

/// A tab as it is on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tab {
    pub(crate) view: ListView,
    pub(crate) text: String,
    /// Its cells, in one row.
    pub(crate) area: Area,
}

/// The tabs in one row or two, with as much text as there is room for. If the list in front is filtered, the filter
/// follows the tabs of its row; without room, that row shows only its tab.
pub(crate) fn tabs(front: ListView, is_filtered: bool, area: Area, keymap: &Keymap) -> Vec<Tab> {
    let mut shown = Vec::new();
    for (y, row) in (area.y..area.y + area.height).zip(rows(front, area, keymap)) {
        let cells: u16 = row.iter().map(|(_, text)| width(text)).sum();
        let is_crowded = is_filtered && area.width < cells + FILTER_CELLS;
        let is_of_front = row.iter().any(|(view, _)| *view == front);
        let mut x = area.x;
        for (view, text) in row {
            if !(is_crowded && is_of_front) || view == front {
                let width = width(&text).min((area.x + area.width).saturating_sub(x));
                shown.push(Tab { view, text, area: Area { x, y, width, height: 1 } });
                x += width;
            }
        }
    }
    shown
}

/// The texts of the tabs in each row. Spaces between them are dropped first; if not all words fit, only the list in
/// front keeps its word.
fn rows(front: ListView, area: Area, keymap: &Keymap) -> Vec<Vec<(ListView, String)>> {
    let tabs = |has_words: bool, behind: &str| {
        let tab = |view: ListView| {
            // A longer key would push the last tab out.
            let key = keymap.key(view.action()).filter(|key| grapheme::text_width(key) == 1);
            let whole = view.info().tab;
            let told = match (key, (has_words || view == front).then_some(whole)) {
                (Some(key), Some(word)) => format!("{key} {word}"),
                (Some(key), None) => key,
                (None, Some(word)) => word.to_owned(),
                (None, None) => whole.get(..1).unwrap_or_default().to_owned(),
            };
            (view, format!(" {told}{behind}"))
        };
        let all = ListView::ALL.map(tab);
        let (first, second) = all.split_at(if area.height > 1 { TABS_OF_FIRST_ROW } else { all.len() });
        [first, second].into_iter().filter(|it| !it.is_empty()).map(<[_]>::to_vec).collect::<Vec<_>>()
    };
    // The last tab needs no space after it.
    let fits = |row: &Vec<(ListView, String)>| {
        let cells: u16 = row.iter().map(|(_, text)| width(text)).sum();
        let n_space = u16::from(row.last().is_some_and(|(_, text)| text.ends_with(' ')));
        cells - n_space <= area.width
    };
    let with_words = [" ", ""].map(|behind| tabs(true, behind));
    with_words.into_iter().find(|rows| rows.iter().all(fits)).unwrap_or_else(|| tabs(false, ""))
}

fn width(text: &str) -> u16 {
    u16::try_from(grapheme::text_width(text)).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Key;

    fn told(front: ListView, width: u16) -> String {
        told_with(&Keymap::new(), front, width)
    }

    fn told_with(keymap: &Keymap, front: ListView, width: u16) -> String {
        tabs(front, false, row(width), keymap).into_iter().map(|tab| tab.text).collect()
    }

    fn row(width: u16) -> Area {
        Area { x: 3, y: 1, width, height: 1 }
    }

    /// The texts of two rows.
    fn told_in_two(front: ListView, is_filtered: bool, width: u16) -> [String; 2] {
        let area = Area { height: 2, ..row(width) };
        let all = tabs(front, is_filtered, area, &Keymap::new());
        [1, 2].map(|y| all.iter().filter(|tab| tab.area.y == y).map(|tab| tab.text.as_str()).collect())
    }

    #[test]
    fn tabs_say_as_much_as_there_is_room_for() {
        assert_eq!(told(ListView::Cast, 51), " 1 Names  2 Relations  3 Quotes  4 Notes  5 Outline ");
        assert_eq!(told(ListView::Cast, 47), " 1 Names 2 Relations 3 Quotes 4 Notes 5 Outline");
        assert_eq!(told(ListView::Relations, 46), " 1 2 Relations 3 4 5");
        assert_eq!(told(ListView::Cast, 28), " 1 Names 2 3 4 5");
        assert_eq!(told(ListView::Outline, 28), " 1 2 3 4 5 Outline");
    }

    #[test]
    fn in_two_rows_all_words_fit_into_a_narrow_sidebar() {
        let narrow = told_in_two(ListView::Quotes, false, 28);
        assert_eq!(narrow, [" 1 Names 2 Relations", " 3 Quotes 4 Notes 5 Outline"]);
        let wider = told_in_two(ListView::Quotes, false, 44);
        assert_eq!(wider, [" 1 Names  2 Relations ", " 3 Quotes  4 Notes  5 Outline "]);
    }

    #[test]
    fn words_that_filter_have_room_behind_the_tabs_of_their_row() {
        let narrow = told_in_two(ListView::Quotes, true, 28);
        assert_eq!(narrow, [" 1 Names 2 Relations", " 3 Quotes"]);
        assert_eq!(told_in_two(ListView::Cast, true, 44)[0], " 1 Names  2 Relations ");
        for (width, n_rows) in (20..=120).flat_map(|width| [(width, 1), (width, 2)]) {
            for front in ListView::ALL {
                let all = tabs(front, true, Area { height: n_rows, ..row(width) }, &Keymap::new());
                let y = all.iter().find(|tab| tab.view == front).unwrap().area.y;
                let end =
                    all.iter().filter(|tab| tab.area.y == y).map(|tab| tab.area.x + tab.area.width).max();
                let room = 3 + width - end.unwrap();
                let own = u16::try_from(front.info().tab.len()).unwrap() + 4;
                assert!(room >= FILTER_CELLS.min(width - own), "{front:?} in {width}: {room}");
            }
        }
    }

    #[test]
    fn no_word_of_a_tab_is_cut() {
        let known = ListView::ALL.map(|it| it.info().tab);
        for width in 0..=120 {
            for front in ListView::ALL {
                for word in told(front, width).split(|c: char| !c.is_alphabetic()).filter(|it| !it.is_empty())
                {
                    assert!(known.contains(&word), "{word} in {width}");
                }
            }
        }
    }

    #[test]
    fn tabs_fit_into_every_sidebar() {
        for width in 20..=120 {
            for front in ListView::ALL {
                assert!(told(front, width).trim_end().len() <= usize::from(width), "{front:?} in {width}");
            }
        }
    }

    #[test]
    fn tabs_tell_the_keys_that_hold() {
        let mut keymap = Keymap::new();
        keymap.clear(Action::ViewRelations);
        keymap.clear(Action::ViewQuotes);
        keymap.give(Action::ViewQuotes, vec![Key::char('o')]);
        assert_eq!(
            told_with(&keymap, ListView::Cast, 50),
            " 1 Names  Relations  o Quotes  4 Notes  5 Outline "
        );
        assert_eq!(told_with(&keymap, ListView::Cast, 20), " 1 Names R o 4 5");
    }
}
