//! The sort of organization that a noun or a name suggests, folded: "the airline" and "Iberia Airways".

use std::collections::HashMap;
use std::ops::BitOr;
use std::sync::LazyLock;

use crate::nlp::lexicon::file::lines;

/// Sorts of organizations, such as company, bank and newspaper: a set, with one bit for each line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Sorts(u64);

impl Sorts {
    /// Whether none is known.
    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether both suggest a common sort.
    pub(crate) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Sorts {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The content of the list: the sorts of nouns, and those of words in names.
struct List {
    nouns: HashMap<&'static str, Sorts>,
    names: HashMap<&'static str, Sorts>,
}

static LIST: LazyLock<List> = LazyLock::new(|| {
    let mut list = List { nouns: HashMap::new(), names: HashMap::new() };
    for (number, line) in lines(include_str!("../../../assets/lexicons/bodies.txt")).enumerate() {
        let Some((nouns, names)) = line.split_once(": ").and_then(|it| it.1.split_once(" | ")) else {
            continue;
        };
        let sort = Sorts(1 << number);
        let mut add = |to: fn(&mut List) -> &mut HashMap<&'static str, Sorts>, words: &'static str| {
            for word in words.split_whitespace() {
                let sorts = to(&mut list).entry(word).or_default();
                *sorts = *sorts | sort;
            }
        };
        add(|it| &mut it.nouns, nouns);
        add(|it| &mut it.names, names);
    }
    list
});

/// The sorts of organizations that have this noun: "carrier".
pub(crate) fn of_noun(noun: &str) -> Sorts {
    LIST.nouns.get(noun).copied().unwrap_or_default()
}

/// The sorts that a word in a name suggests: "Airways".
pub(crate) fn of_name(word: &str) -> Sorts {
    LIST.names.get(word).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_of_the_list_is_read() {
        let all = lines(include_str!("../../../assets/lexicons/bodies.txt")).count();
        assert!(all <= 64, "a sort is a bit of 64");
        let known = LIST.nouns.values().fold(Sorts::default(), |all, &it| all | it);
        assert_eq!(known.0.count_ones() as usize, all);
    }

    #[test]
    fn a_noun_and_a_name_tell_of_one_sort() {
        assert!(of_noun("carrier").meets(of_name("airways")));
        assert!(of_noun("paper").meets(of_name("gazette")));
        assert!(of_noun("company").meets(of_name("bank")));
        assert!(!of_noun("court").meets(of_name("airways")));
        assert!(of_noun("nurse").is_empty() && of_name("okafor").is_empty());
    }
}
