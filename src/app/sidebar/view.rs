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

impl ListView {
    /// All, in the order of their tabs.
    pub const ALL: [Self; 5] = [Self::Cast, Self::Relations, Self::Quotes, Self::Notes, Self::Outline];

    /// The action that lists it.
    pub(crate) const fn action(self) -> Action {
        match self {
            Self::Cast => Action::ViewCast,
            Self::Relations => Action::ViewRelations,
            Self::Quotes => Action::ViewQuotes,
            Self::Notes => Action::ViewNotes,
            Self::Outline => Action::ViewOutline,
        }
    }

    /// What stands above the list.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Cast => "people and organizations",
            Self::Relations => "relations",
            Self::Quotes => "quotes",
            Self::Notes => "notes",
            Self::Outline => "outline",
        }
    }

    /// What is told when there is nothing to list.
    pub(crate) const fn none(self) -> &'static str {
        match self {
            Self::Cast => "no people or organizations",
            Self::Relations => "no relations",
            Self::Quotes => "no quotes",
            Self::Notes => "nothing is highlighted",
            Self::Outline => "the article is empty",
        }
    }

    /// The word of its tab, whole and short. ASCII.
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Cast => ("Names", "Names"),
            Self::Relations => ("Relations", "Rel"),
            Self::Quotes => ("Quotes", "Quot"),
            Self::Notes => ("Notes", "Note"),
            Self::Outline => ("Outline", "Outl"),
        }
    }
}

/// The tabs with what they say, as much as there is room for, in cells: keys with whole words, with short ones, or with a word
/// only for the list in front.
pub(crate) fn tabs(front: ListView, width: u16, keymap: &Keymap) -> Vec<(ListView, String)> {
    let tabs =
        |word: fn(ListView, bool) -> &'static str, is_told: fn(ListView, ListView) -> bool, space: &str| {
            let tab = |view: ListView| {
                let word = word(view, view == front);
                // A longer key would push the last tab out.
                let key = keymap.key(view.action()).filter(|key| grapheme::text_width(key) == 1);
                match key {
                    Some(key) if is_told(view, front) => format!(" {key} {word}{space}"),
                    Some(key) => format!(" {key}{space}"),
                    None if is_told(view, front) => format!(" {word}{space}"),
                    None => format!(" {}", word.get(..1).unwrap_or_default()),
                }
            };
            ListView::ALL.map(|view| (view, tab(view))).to_vec()
        };
    // The last one needs no space behind it.
    let fits = |tabs: &Vec<(ListView, String)>| {
        let n: usize = tabs.iter().map(|(_, text)| grapheme::text_width(text)).sum();
        let n_space = usize::from(tabs.last().is_some_and(|(_, text)| text.ends_with(' ')));
        n - n_space <= usize::from(width)
    };
    Some(tabs(|it, _| it.words().0, |_, _| true, " "))
        .filter(fits)
        .or_else(|| {
            let word = |it: ListView, is_front| if is_front { it.words().0 } else { it.words().1 };
            Some(tabs(word, |_, _| true, "")).filter(fits)
        })
        .or_else(|| Some(tabs(|it, _| it.words().1, |_, _| true, "")).filter(fits))
        .unwrap_or_else(|| tabs(|it, _| it.words().0, |view, front| view == front, ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Key;

    fn told(front: ListView, width: u16) -> String {
        told_with(&Keymap::new(), front, width)
    }

    fn told_with(keymap: &Keymap, front: ListView, width: u16) -> String {
        tabs(front, width, keymap).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn tabs_say_as_much_as_there_is_room_for() {
        assert_eq!(told(ListView::Cast, 51), " 1 Names  2 Relations  3 Quotes  4 Notes  5 Outline ");
        assert_eq!(told(ListView::Outline, 40), " 1 Names 2 Rel 3 Quot 4 Note 5 Outline");
        assert_eq!(told(ListView::Relations, 40), " 1 Names 2 Rel 3 Quot 4 Note 5 Outl");
        assert_eq!(told(ListView::Quotes, 27), " 1 2 3 Quotes 4 5");
    }

    #[test]
    fn tabs_fit_into_every_sidebar() {
        for width in 28..=120 {
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
        assert_eq!(told_with(&keymap, ListView::Cast, 34), " 1 Names Rel o Quot 4 Note 5 Outl");
        assert_eq!(told_with(&keymap, ListView::Cast, 20), " 1 Names R o 4 5");
    }
}
