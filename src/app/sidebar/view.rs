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
            Self::Quotes => ("Quotes", "Quo"),
            Self::Notes => ("Notes", "Note"),
            Self::Outline => ("Outline", "Outl"),
        }
    }
}

/// The tabs with what they say, as much as there is room for, in cells: keys with whole words, with short ones, or with a word
/// only for the list in front. Spaces go before words do.
pub(crate) fn tabs(front: ListView, width: u16, keymap: &Keymap) -> Vec<(ListView, String)> {
    type Word = fn(ListView, bool) -> Option<&'static str>;
    let whole: Word = |it, _| Some(it.words().0);
    let short: Word = |it, _| Some(it.words().1);
    let whole_in_front: Word = |it, is_front| Some(if is_front { it.words().0 } else { it.words().1 });
    let only_in_front: Word = |it, is_front| is_front.then_some(it.words().0);
    // What stands before a tab, between its key and its word, and behind it.
    let (padded, parted, joined) = ([" ", " ", " "], [" ", " ", ""], ["", "", " "]);
    let ways = [
        (whole, padded),
        (whole, parted),
        (whole, joined),
        (whole_in_front, parted),
        (short, parted),
        (short, joined),
        (only_in_front, parted),
    ];
    let tabs = |(word, [before, between, behind]): (Word, [&str; 3])| {
        let tab = |view: ListView| {
            // A longer key would push the last tab out.
            let key = keymap.key(view.action()).filter(|key| grapheme::text_width(key) == 1);
            let told = match (key, word(view, view == front)) {
                (Some(key), Some(word)) => format!("{key}{between}{word}"),
                (Some(key), None) => key,
                (None, Some(word)) => word.to_owned(),
                (None, None) => view.words().0.get(..1).unwrap_or_default().to_owned(),
            };
            format!("{before}{told}{behind}")
        };
        ListView::ALL.map(|view| (view, tab(view))).to_vec()
    };
    // The last one needs no space behind it.
    let fits = |tabs: &Vec<(ListView, String)>| {
        let n: usize = tabs.iter().map(|(_, text)| grapheme::text_width(text)).sum();
        let n_space = usize::from(tabs.last().is_some_and(|(_, text)| text.ends_with(' ')));
        n - n_space <= usize::from(width)
    };
    ways.into_iter().map(tabs).find(fits).unwrap_or_else(|| tabs((only_in_front, parted)))
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
        assert_eq!(told(ListView::Cast, 47), " 1 Names 2 Relations 3 Quotes 4 Notes 5 Outline");
        assert_eq!(told(ListView::Cast, 41), "1Names 2Relations 3Quotes 4Notes 5Outline ");
        assert_eq!(told(ListView::Outline, 40), " 1 Names 2 Rel 3 Quo 4 Note 5 Outline");
        assert_eq!(told(ListView::Relations, 36), " 1 Names 2 Rel 3 Quo 4 Note 5 Outl");
        assert_eq!(told(ListView::Quotes, 28), "1Names 2Rel 3Quo 4Note 5Outl ");
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
        assert_eq!(told_with(&keymap, ListView::Cast, 34), " 1 Names Rel o Quo 4 Note 5 Outl");
        assert_eq!(told_with(&keymap, ListView::Cast, 20), " 1 Names R o 4 5");
    }
}
