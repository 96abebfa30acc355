//! What the sidebar may list, and the tabs that tell.

/// What the sidebar lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ListView {
    Cast,
    Relations,
    Quotes,
    Notes,
    Outline,
}

impl ListView {
    /// All, in the order of their tabs.
    pub(crate) const ALL: [Self; 5] = [Self::Cast, Self::Relations, Self::Quotes, Self::Notes, Self::Outline];

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

/// The tabs with what they say, as much as there is room for, in cells: whole words, short ones, or a word only for the list
/// in front. ASCII.
pub(crate) fn tabs(front: ListView, width: u16) -> Vec<(ListView, String)> {
    let numbered = || (1..).zip(ListView::ALL);
    let wide = numbered().map(|(number, view)| (view, format!(" {number} {} ", view.words().0)));
    let front_whole = numbered().map(|(number, view)| {
        let (whole, short) = view.words();
        (view, format!(" {number} {}", if view == front { whole } else { short }))
    });
    let short = numbered().map(|(number, view)| (view, format!(" {number} {}", view.words().1)));
    let tiny = numbered().map(|(number, view)| {
        (view, if view == front { format!(" {number} {}", view.words().0) } else { format!(" {number}") })
    });
    // The last one needs no space behind it.
    let fits = |tabs: &Vec<(ListView, String)>| {
        let n: usize = tabs.iter().map(|(_, text)| text.len()).sum();
        let n_space = usize::from(tabs.last().is_some_and(|(_, text)| text.ends_with(' ')));
        n - n_space <= usize::from(width)
    };
    Some(wide.collect())
        .filter(fits)
        .or_else(|| Some(front_whole.collect()).filter(fits))
        .or_else(|| Some(short.collect()).filter(fits))
        .unwrap_or_else(|| tiny.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(front: ListView, width: u16) -> String {
        tabs(front, width).into_iter().map(|(_, text)| text).collect()
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
}
