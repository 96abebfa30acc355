//! What the sidebar may list, and the tabs that tell.

use crate::app::Keymap;
use crate::app::input::action::Action;
use crate::app::text::grapheme;

/// What the sidebar lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListView {
    /// People and organizations.
    Cast,
    /// Who stands in which relation to whom.
    Relations,
    /// Quotes by speaker.
    Quotes,
    /// The reader's highlights and notes.
    Notes,
    /// Headings, or paragraphs.
    Outline,
}

/// A list, as it is told around its rows.
struct ListInfo {
    /// What lists it.
    action: Action,
    /// What stands above it.
    title: &'static str,
    /// What is told when there is nothing to list, with actions in braces.
    none: &'static str,
    /// Whether its rows come from the analysis: without one they are not known yet.
    is_of_analysis: bool,
    /// The word of its tab, in ASCII.
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

    /// The action that lists it.
    pub(crate) const fn action(self) -> Action {
        self.info().action
    }

    /// What stands above the list.
    pub(crate) const fn title(self) -> &'static str {
        self.info().title
    }

    /// What is told when there is nothing to list, with actions in braces.
    pub(crate) const fn none(self) -> &'static str {
        self.info().none
    }

    /// Whether its rows come from the analysis: without one they are not known yet.
    pub(crate) const fn is_of_analysis(self) -> bool {
        self.info().is_of_analysis
    }
}

/// Tabs before the second row, where there are two.
const TABS_OF_FIRST_ROW: usize = 2;

/// A row of tabs, each with what it says.
pub(crate) type Tabs = Vec<(ListView, String)>;

/// The tabs in one row or two, with as much as there is room for in so many cells. Spaces go first, then the keys; where not all
/// words fit whole, only the list in front has its word, and all have their keys.
pub(crate) fn tabs(front: ListView, width: u16, n_rows: u16, keymap: &Keymap) -> Vec<Tabs> {
    // What stands before a tab, between its key and its word, and behind it.
    let (padded, parted, joined) = ([" ", " ", " "], [" ", " ", ""], ["", "", " "]);
    // Whether all have their words, and keys.
    let ways = [(true, true, padded), (true, true, parted), (true, true, joined), (true, false, joined)];
    let tabs = |(has_words, has_keys, [before, between, behind]): (bool, bool, [&str; 3])| {
        let tab = |view: ListView| {
            // A longer key would push the last tab out.
            let key = keymap.key(view.action()).filter(|key| has_keys && grapheme::text_width(key) == 1);
            let whole = view.info().tab;
            let told = match (key, (has_words || view == front).then_some(whole)) {
                (Some(key), Some(word)) => format!("{key}{between}{word}"),
                (Some(key), None) => key,
                (None, Some(word)) => word.to_owned(),
                (None, None) => whole.get(..1).unwrap_or_default().to_owned(),
            };
            (view, format!("{before}{told}{behind}"))
        };
        let all = ListView::ALL.map(tab);
        let (first, second) = all.split_at(if n_rows > 1 { TABS_OF_FIRST_ROW } else { all.len() });
        [first, second].into_iter().filter(|it| !it.is_empty()).map(<[_]>::to_vec).collect::<Vec<_>>()
    };
    // The last one of a row needs no space behind it.
    let fits = |tabs: &Tabs| {
        let n: usize = tabs.iter().map(|(_, text)| grapheme::text_width(text)).sum();
        let n_space = usize::from(tabs.last().is_some_and(|(_, text)| text.ends_with(' ')));
        n - n_space <= usize::from(width)
    };
    let all_fit = |rows: &Vec<Tabs>| rows.iter().all(fits);
    ways.into_iter().map(tabs).find(all_fit).unwrap_or_else(|| tabs((false, true, parted)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Key;

    fn told(front: ListView, width: u16) -> String {
        told_with(&Keymap::new(), front, width)
    }

    fn told_with(keymap: &Keymap, front: ListView, width: u16) -> String {
        tabs(front, width, 1, keymap).into_iter().flatten().map(|(_, text)| text).collect()
    }

    #[test]
    fn tabs_say_as_much_as_there_is_room_for() {
        assert_eq!(told(ListView::Cast, 51), " 1 Names  2 Relations  3 Quotes  4 Notes  5 Outline ");
        assert_eq!(told(ListView::Cast, 47), " 1 Names 2 Relations 3 Quotes 4 Notes 5 Outline");
        assert_eq!(told(ListView::Cast, 41), "1Names 2Relations 3Quotes 4Notes 5Outline ");
        assert_eq!(told(ListView::Outline, 40), "Names Relations Quotes Notes Outline ");
        assert_eq!(told(ListView::Relations, 34), " 1 2 Relations 3 4 5");
        assert_eq!(told(ListView::Cast, 28), " 1 Names 2 3 4 5");
        assert_eq!(told(ListView::Outline, 28), " 1 2 3 4 5 Outline");
    }

    #[test]
    fn in_two_rows_all_words_fit_into_a_narrow_sidebar() {
        let rows = tabs(ListView::Quotes, 28, 2, &Keymap::new());
        let told: Vec<String> =
            rows.iter().map(|row| row.iter().map(|(_, text)| text.as_str()).collect()).collect();
        assert_eq!(told, [" 1 Names 2 Relations", " 3 Quotes 4 Notes 5 Outline"]);
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
        assert_eq!(told_with(&keymap, ListView::Cast, 40), "1Names Relations oQuotes 4Notes 5Outline ");
        assert_eq!(told_with(&keymap, ListView::Cast, 20), " 1 Names R o 4 5");
    }
}
