//! Decides whether two texts are versions of one text, or different texts.

use std::collections::HashSet;

/// How many adjacent words are compared at a time; single words are the same in all texts.
const RUN: usize = 3;

/// The share of the shorter text's runs that the other one must contain. A rewritten page keeps far more; two pages
/// of one site, with its name and greeting on both, share a tenth.
const SHARE: f32 = 0.3;

/// Whether one text is a revision of the other: much of the shorter one is in the longer one word for word.
/// Punctuation does not matter. Takes time proportional to both lengths.
pub fn is_revision(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let run = RUN.min(short.len());
    if run == 0 {
        return long.is_empty();
    }
    let wanted: HashSet<_> = short.windows(run).collect();
    let there: HashSet<_> = long.windows(run).filter(|it| wanted.contains(it)).collect();
    #[expect(clippy::cast_precision_loss, reason = "a share of thousands")]
    let share = there.len() as f32 / wanted.len() as f32;
    share >= SHARE
}

fn words(text: &str) -> Vec<&str> {
    let words = text.split_whitespace().map(|it| it.trim_matches(|c: char| !c.is_alphanumeric()));
    words.filter(|it| !it.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str =
        "The mill at Low Ford burned down on Friday night, and nobody was hurt. Its owner blamed the wind.";

    #[test]
    fn a_text_that_grew_was_cut_or_corrected_is_the_same_one() {
        assert!(is_revision(STORY, STORY));
        assert!(is_revision(
            STORY,
            &format!(
                "Updated at noon. {STORY} The council meets on Monday to hear what the firemen found there."
            )
        ));
        assert!(is_revision(STORY, "The mill at Low Ford burned down on Friday night."));
        assert!(is_revision(
            STORY,
            "The mill at Low Ford burned down late on Friday; two men were hurt. Its owner blamed the wind."
        ));
        assert!(is_revision("One.", "One. Two."));
        assert!(is_revision("", "…"));
    }

    #[test]
    fn texts_that_share_single_words_and_a_greeting_are_two() {
        let other = "Good morning from the Gazette. The ferry to Low Ford was sold on Monday, and the council thanked its crew for \
                     the years in which nobody was ever late.";
        assert!(!is_revision(&format!("Good morning from the Gazette. {STORY}"), other));
        assert!(!is_revision("One.", "Two."));
        assert!(!is_revision("", "One."));
    }
}
