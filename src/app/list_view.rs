//! What the sidebar may list, and the tabs that tell.

/// What the sidebar lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ListView {
    Cast,
    Relations,
    Quotes,
    Notes,
}

impl ListView {
    /// All, in the order of their tabs.
    pub(crate) const ALL: [Self; 4] = [Self::Cast, Self::Relations, Self::Quotes, Self::Notes];

    /// What stands above the list.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Cast => "people and organizations",
            Self::Relations => "relations",
            Self::Quotes => "quotes",
            Self::Notes => "notes",
        }
    }

    /// What is told when there is nothing to list.
    pub(crate) const fn none(self) -> &'static str {
        match self {
            Self::Cast => "no people or organizations",
            Self::Relations => "no relations",
            Self::Quotes => "no quotes",
            Self::Notes => "nothing is highlighted",
        }
    }

    /// The word of its tab, whole and short. ASCII.
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Cast => ("Names", "Names"),
            Self::Relations => ("Relations", "Rel"),
            Self::Quotes => ("Quotes", "Quot"),
            Self::Notes => ("Notes", "Note"),
        }
    }
}

/// The tabs with what they say, as much as there is room for, in cells: whole words, short ones, or a word only for the list
/// in front. ASCII.
pub(crate) fn tabs(front: ListView, width: u16) -> Vec<(ListView, String)> {
    let numbered = || (1..).zip(ListView::ALL);
    let wide = numbered().map(|(number, view)| (view, format!(" {number} {} ", view.words().0)));
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
        assert_eq!(told(ListView::Cast, 40), " 1 Names  2 Relations  3 Quotes  4 Notes ");
        assert_eq!(told(ListView::Cast, 39), " 1 Names 2 Rel 3 Quot 4 Note");
        assert_eq!(told(ListView::Quotes, 27), " 1 2 3 Quotes 4");
    }
}
