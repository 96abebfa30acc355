//! How well a name matches the typed letters: all of them must occur in order; matches at word starts and adjacent
//! letters count most.

/// Points for a letter at the start of a word.
const WORD_START: i32 = 8;
/// Points for a letter directly after the previous one.
const TOGETHER: i32 = 10;
/// Points for any letter.
const LETTER: i32 = 2;
/// Points if the name begins with it.
const START: i32 = 6;
/// How many untyped characters cost a point.
const SIGNS_PER_POINT: i32 = 4;

/// How well a name matches; `None` if it lacks a letter. Each typed word is matched separately, in any case.
pub(crate) fn score(name: &str, typed: &str) -> Option<i32> {
    let name: Vec<char> = name.to_lowercase().chars().collect();
    let typed = typed.to_lowercase();
    let mut total = 0;
    let mut n_typed = 0;
    for word in typed.split_whitespace() {
        let word: Vec<char> = word.chars().collect();
        total += word_score(&name, &word)?;
        n_typed += word.len();
    }
    let n_others = i32::try_from(name.len().saturating_sub(n_typed)).unwrap_or(i32::MAX);
    Some(total - n_others / SIGNS_PER_POINT)
}

/// The best way to find the letters in order, computed from the best score up to each character of the name.
fn word_score(name: &[char], word: &[char]) -> Option<i32> {
    // For each character: the best score if the previous letter is matched there.
    let mut ending: Vec<Option<i32>> = vec![None; name.len()];
    for (number, letter) in word.iter().enumerate() {
        let mut next = vec![None; name.len()];
        let mut best_before: Option<i32> = None;
        for (at, sign) in name.iter().enumerate() {
            if sign == letter {
                let here = LETTER + start_points(name, at);
                let apart = if number == 0 { Some(0) } else { best_before };
                let together = at.checked_sub(1).and_then(|before| ending[before]).map(|it| it + TOGETHER);
                next[at] = apart.max(together).map(|it| it + here);
            }
            best_before = best_before.max(ending[at]);
        }
        ending = next;
    }
    ending.into_iter().max().flatten()
}

fn start_points(name: &[char], at: usize) -> i32 {
    match at.checked_sub(1) {
        None => WORD_START + START,
        Some(before) if !name[before].is_alphanumeric() => WORD_START,
        Some(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The names that match, best first.
    fn ranked<'n>(names: &[&'n str], typed: &str) -> Vec<&'n str> {
        let scored = names.iter().filter_map(|&name| Some((score(name, typed)?, name)));
        let mut scored: Vec<_> = scored.collect();
        scored.sort_by_key(|&(score, _)| std::cmp::Reverse(score));
        scored.into_iter().map(|it| it.1).collect()
    }

    #[test]
    fn the_start_of_words_beats_letters_inside_them() {
        assert_eq!(ranked(&["sequence", "next-quote", "quit"], "q"), ["quit", "next-quote", "sequence"]);
        assert_eq!(ranked(&["unequal", "next-quote"], "nq"), ["next-quote", "unequal"]);
    }

    #[test]
    fn letters_together_beat_letters_apart() {
        assert_eq!(ranked(&["hands-out-tea-early", "note"], "note")[0], "note");
        assert_eq!(ranked(&["there-hem", "theme", "the-mesa"], "theme")[0], "theme");
    }

    #[test]
    fn of_two_that_begin_so_the_shorter_comes_first() {
        assert_eq!(ranked(&["not-a-name", "note"], "not"), ["note", "not-a-name"]);
    }

    #[test]
    fn every_word_must_be_found_in_any_order_and_case() {
        assert!(score("next-person", "Person next").is_some());
        assert_eq!(score("next-person", "next place"), None);
    }

    proptest! {
        #[test]
        fn what_fits_holds_the_letters_in_their_order(name in "[a-d -]{0,12}", typed in "[a-d]{1,5}") {
            let mut signs = name.chars();
            let is_within = typed.chars().all(|letter| signs.any(|sign| sign == letter));
            prop_assert_eq!(score(&name, &typed).is_some(), is_within);
        }
    }
}
