//! Names of people by their parts, and whether two names can belong to one person.

use crate::nlp::cast::word::{is_initial, is_misspelling};
use crate::nlp::lexicon;

/// A person's name, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FullName {
    /// The words without "Jr." and "al-".
    pub(super) words: Vec<String>,
    /// "jr", "iii"
    generation: Option<String>,
}

impl FullName {
    /// Takes folded words apart.
    pub(super) fn of(words: &[String]) -> Self {
        let mut words: Vec<String> = words.iter().map(|word| without_article(word).to_owned()).collect();
        let mut generation = None;
        while words.len() > 1
            && let Some(last) = words.pop_if(|last| lexicon::honorific::is_generation(last))
        {
            generation = Some(if last == "junior" { "jr".to_owned() } else { last });
        }
        Self { words, generation }
    }

    /// The surname's last word, or the only word.
    pub(super) fn last(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    /// The first word.
    pub(super) fn first(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    /// Whether there is "Jr." or the like.
    pub(super) const fn has_generation(&self) -> bool {
        self.generation.is_some()
    }

    /// The part of this name that `short` is, if it is one.
    pub(super) fn part(&self, short: &Self) -> Option<NamePart> {
        if short.words.len() >= self.words.len()
            || short.has_generation() && self.generation != short.generation
        {
            return None;
        }
        let at = self.words.windows(short.words.len()).position(|words| words == short.words)?;
        let is_end = at + short.words.len() == self.words.len();
        let family_first = short.words.len() == 1 && lexicon::name::is_family_first(short.first());
        Some(match at {
            _ if is_end => NamePart::Family,
            // "Xi" Jinping, "Lam" Siu-por
            0 if family_first && lexicon::name::given_name(self.first()).is_none() => NamePart::Family,
            0 => NamePart::Given,
            // Carrie "Lam" Cheng Yuet-ngor, Tsai "Ing" Wen
            1 if family_first && self.words.len() > 2 && !lexicon::name::is_family_first(self.first()) => {
                NamePart::Family
            }
            // Gabriel "García" Márquez
            _ => NamePart::Middle,
        })
    }

    /// The confidence that both full names belong to one person; `None` if they cannot.
    pub(super) fn agreement(&self, other: &Self) -> Option<f32> {
        let (a, b) = (&self.words, &other.words);
        if a == b {
            // "Martin Luther King" with and without "Jr." is one person; "Donald Trump" is father and son.
            return (self.generation == other.generation || a.len() > 2 && !is_initial(&a[1])).then_some(1.0);
        }
        if self.generation != other.generation && self.has_generation() && other.has_generation() {
            return None;
        }
        let same_generation = self.generation == other.generation;
        if self.last() == other.last() && a.len() > 1 && b.len() > 1 {
            let given = given_agreement(self.first(), other.first());
            let middle = middle_agrees(&a[1..a.len() - 1], &b[1..b.len() - 1]);
            if let Some(given) = given.filter(|_| middle && same_generation) {
                return Some(given);
            }
        }
        if !same_generation {
            return None;
        }
        let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
        if short.len() > 1 && short.len() < long.len() && short[0] == long[0] && is_subsequence(short, long) {
            return Some(0.95);
        }
        if letters(a).eq(letters(b)) {
            return Some(0.97);
        }
        if is_reordered(a, b) {
            return Some(0.9);
        }
        is_misspelt(a, b).then_some(0.75)
    }
}

/// How a short form relates to a full name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NamePart {
    /// "Sessions", "de Blasio", "Xi"
    Family,
    /// The first of two surnames, or a middle name.
    Middle,
    /// "Jeff"
    Given,
}

/// The word without an Arabic article: "al-Assad" becomes "Assad".
fn without_article(word: &str) -> &str {
    let rest = word.strip_prefix("al-").or_else(|| word.strip_prefix("el-"));
    rest.filter(|rest| rest.chars().count() > 2).unwrap_or(word)
}

/// The letters of a name, however it is divided: "Moon Jae-in", "Moon Jae In".
fn letters(words: &[String]) -> impl Iterator<Item = char> {
    words.iter().flat_map(|word| word.chars()).filter(|&c| c != '-')
}

fn given_agreement(a: &str, b: &str) -> Option<f32> {
    if a == b {
        Some(0.98)
    } else if stands_for(a, b) || stands_for(b, a) || lexicon::name::is_nickname(a, b) {
        // "JP" may be Joan or John.
        let is_pair = !is_initial(a) && !is_initial(b) && !lexicon::name::is_nickname(a, b);
        Some(if is_pair { 0.8 } else { 0.93 })
    } else if is_misspelling(a, b) && !are_known(a, b) {
        Some(0.75)
    } else {
        None
    }
}

/// "j" for "jeff", "jk" for "joanne".
fn stands_for(initial: &str, name: &str) -> bool {
    let is_short = is_initial(initial) || initial.len() == 2 && !initial.contains(|c| "aeiouy".contains(c));
    is_short && initial.chars().next() == name.chars().next()
}

/// Whether middle names are compatible: those of George "W." and George "H.W." Bush are not.
fn middle_agrees(a: &[String], b: &[String]) -> bool {
    let (Some(first), Some(second)) = (a.first(), b.first()) else { return true };
    if is_initial(first) || is_initial(second) {
        return first.chars().next() == second.chars().next();
    }
    first == second || is_subsequence(a, b) || is_subsequence(b, a)
}

fn is_subsequence(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|it| it == word))
}

/// "Abe Shinzo" and "Shinzo Abe".
fn is_reordered(a: &[String], b: &[String]) -> bool {
    a.len() == b.len()
        && a.len() < 5
        && a.iter().all(|word| b.contains(word))
        && b.iter().all(|word| a.contains(word))
}

/// "Sheikh Hasian" and "Sheikh Hasina".
fn is_misspelt(a: &[String], b: &[String]) -> bool {
    let mut differences = a.iter().zip(b).filter(|(a, b)| a != b);
    let (Some((first, second)), None) = (differences.next(), differences.next()) else { return false };
    a.len() == b.len() && a.len() > 1 && is_misspelling(first, second) && !are_known(first, second)
}

/// "Maria" is not a misspelt "Mario".
fn are_known(a: &str, b: &str) -> bool {
    lexicon::name::given_name(a).is_some() && lexicon::name::given_name(b).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::cast::word::folded_words;

    fn name(text: &str) -> FullName {
        FullName::of(&folded_words(text))
    }

    #[track_caller]
    fn check_same(a: &str, b: &str) {
        assert!(name(a).agreement(&name(b)).is_some(), "{a} should be {b}");
        assert!(name(b).agreement(&name(a)).is_some(), "{b} should be {a}");
    }

    #[track_caller]
    fn check_apart(a: &str, b: &str) {
        assert_eq!(name(a).agreement(&name(b)), None, "{a} should not be {b}");
        assert_eq!(name(b).agreement(&name(a)), None, "{b} should not be {a}");
    }

    #[test]
    fn initials_middle_names_and_nicknames_agree() {
        check_same("Donald J. Trump", "Donald Trump");
        check_same("Donald John Trump", "Donald J. Trump");
        check_same("William Jefferson Clinton", "Bill Clinton");
        check_same("J. Edgar Hoover", "John Edgar Hoover");
        check_same("J.K. Rowling", "Joanne Rowling");
        check_same("Gabriel García Márquez", "Gabriel Garcia");
        check_same("Mohammed bin Salman", "Mohammed bin Salman Al Saud");
        check_same("Bashar al-Assad", "Bashar Assad");
        check_same("Carrie Lam", "Carrie Lam Cheng Yuet-ngor");
        check_same("Abe Shinzo", "Shinzo Abe");
        check_same("Moon Jae-in", "Moon Jae In");
    }

    #[test]
    fn other_given_or_middle_names_keep_people_apart() {
        check_apart("Donald Trump", "Ivana Trump");
        check_apart("Bill Clinton", "Hillary Clinton");
        check_apart("George W. Bush", "George H.W. Bush");
        check_apart("John Smith", "John Adams");
        check_apart("Mario Rossi", "Maria Rossi");
    }

    #[test]
    fn a_son_is_not_his_father() {
        check_apart("Donald Trump", "Donald Trump Jr.");
        check_apart("Donald Trump Sr.", "Donald Trump, Jr.");
        check_same("Martin Luther King", "Martin Luther King Jr.");
    }

    #[test]
    fn one_letter_wrong_is_the_same_name_less_surely() {
        let sure = name("Sheikh Hasina").agreement(&name("Sheikh Hasian"));
        assert!(sure.is_some_and(|sure| sure < 0.8));
        check_apart("Anna Bell", "Anna Ball");
    }

    #[test]
    fn the_part_that_a_short_form_plays() {
        let part = |short: &str, full: &str| name(full).part(&name(short));
        assert_eq!(part("Sessions", "Jeff Sessions"), Some(NamePart::Family));
        assert_eq!(part("Jeff", "Jeff Sessions"), Some(NamePart::Given));
        assert_eq!(part("De Blasio", "Bill de Blasio"), Some(NamePart::Family));
        assert_eq!(part("Wasserman Schultz", "Debbie Wasserman Schultz"), Some(NamePart::Family));
        assert_eq!(part("Xi", "Xi Jinping"), Some(NamePart::Family));
        assert_eq!(part("Lam", "Carrie Lam Cheng Yuet-ngor"), Some(NamePart::Family));
        assert_eq!(part("Kim", "Kim Kardashian"), Some(NamePart::Given));
        assert_eq!(part("García", "Gabriel García Márquez"), Some(NamePart::Middle));
        assert_eq!(part("Assad", "Bashar al-Assad"), Some(NamePart::Family));
        assert_eq!(part("Jeff Sessions", "Jeff Sessions"), None);
    }
}
