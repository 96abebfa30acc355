//! Passages that could be confused with some words of a text: passages elsewhere in it with nearly the same words.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

/// The most passages returned; a text with more of them is a form letter.
const MAX_COUNT: usize = 8;

/// Passages with as many words as those of the anchor, of which at least this share (0 to 1) are the same. The most
/// similar come first; none overlaps another one or `own` (bytes of the text). Takes time in proportion to the text.
pub(super) fn passages(text: &str, own: Range<usize>, share: f32) -> Vec<Range<usize>> {
    let words: Vec<(usize, &str)> =
        text.split_whitespace().map(|it| (it.as_ptr() as usize - text.as_ptr() as usize, it)).collect();
    let end = |at: usize| words[at].0 + words[at].1.len();
    let first = words.partition_point(|&(start, word)| start + word.len() <= own.start);
    let after = words.partition_point(|&(start, _)| start < own.end).max(first);
    let n = after - first;
    if n == 0 {
        return Vec::new();
    }
    // How often a word is still needed by the window: negative if the window has it more often.
    let mut wanted: HashMap<&str, i32> = HashMap::new();
    for (_, word) in &words[first..after] {
        *wanted.entry(word).or_default() += 1;
    }
    let mut n_common = 0_u32;
    // Of windows with equally many words in common, the passage is where the most words are in the same position.
    let n_at_place = |start: usize| (0..n).filter(|it| words[first + it].1 == words[start + it].1).count();
    let mut found: Vec<(u32, usize, usize)> = Vec::new();
    for (at, (_, word)) in words.iter().enumerate() {
        if let Some(missing) = wanted.get_mut(word) {
            n_common += u32::from(*missing > 0);
            *missing -= 1;
        }
        if let Some(gone) = at.checked_sub(n)
            && let Some(missing) = wanted.get_mut(words[gone].1)
        {
            *missing += 1;
            n_common -= u32::from(*missing > 0);
        }
        let Some(start) = (at + 1).checked_sub(n) else { continue };
        let is_own = start < after && first <= at;
        #[expect(clippy::cast_precision_loss, reason = "words of a note are few")]
        if !is_own && n_common as f32 >= share * n as f32 {
            found.push((n_common, n_at_place(start), start));
        }
    }
    found.sort_by_key(|&(n_common, n_at_place, start)| (Reverse((n_common, n_at_place)), start));
    let mut taken: Vec<usize> = Vec::new();
    for (_, _, start) in found {
        if taken.len() < MAX_COUNT && taken.iter().all(|it| it.abs_diff(start) >= n) {
            taken.push(start);
        }
    }
    taken.iter().map(|&it| words[it].0..end(it + n - 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(text: &str, own: &str) -> Vec<String> {
        let start = text.find(own).unwrap();
        let found = passages(text, start..start + own.len(), 0.6);
        found.into_iter().filter_map(|it| text.get(it)).map(str::to_owned).collect()
    }

    #[test]
    fn what_shares_most_words_is_alike_and_each_place_is_told_once() {
        let text = "One. The dog saw the old cat. Two three. The dog saw the old goat. The dog met the old cat. End.";
        assert_eq!(
            alike(text, "The dog saw the old cat."),
            ["The dog saw the old goat.", "The dog met the old cat."]
        );
        assert_eq!(alike("A b c d. A b c d.", "A b c d."), ["A b c d."]);
        assert_eq!(alike("Nothing of the kind, at all, is here.", "Nothing of the kind"), [""; 0]);
        assert_eq!(alike("a", "a"), [""; 0]);
    }

    #[test]
    fn a_word_counts_as_often_as_it_stands() {
        assert_eq!(alike("so so so it is. so it was and here", "so so so it is."), [""; 0]);
    }
}
