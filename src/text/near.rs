//! Suggestions for misspelled words.

/// "; did you mean …?" with the nearest known word, or an empty string if none is near.
pub fn suggestion<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> String {
    let lower = word.to_lowercase();
    let near = known.into_iter().map(|it| (distance(&lower, &it.to_lowercase()), it)).min_by_key(|it| it.0);
    match near.filter(|(distance, it)| *distance <= allowed(it)) {
        Some((_, it)) => format!("; did you mean `{it}`?"),
        None => String::new(),
    }
}

/// Whether a name is close to what was typed: each typed word is one typo away from a word of the name, or the start of
/// one.
pub fn is_near(typed: &str, name: &str) -> bool {
    let names: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let mut typed = typed.split_whitespace().map(str::to_lowercase).peekable();
    typed.peek().is_some()
        && typed
            .all(|word| names.iter().any(|it| it.starts_with(&word) || distance(&word, it) <= allowed(it)))
}

/// "sidbar" is one typo away from "sidebar"; of a short word, nothing would be left.
fn allowed(word: &str) -> usize {
    match word.chars().count() {
        0..=2 => 0,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    }
}

/// How many letters are wrong, missing, superfluous or swapped.
fn distance(one: &str, other: &str) -> usize {
    /// None of our words is this long.
    const MAX: usize = 40;
    let (one, other): (Vec<char>, Vec<char>) =
        (one.chars().take(MAX).collect(), other.chars().take(MAX).collect());
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let mut least = (above[j] + usize::from(a != b)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_near_if_every_word_of_it_is() {
        assert!(
            is_near("pelosy", "Nancy Pelosi")
                && is_near("nancy pelsoi", "Nancy Pelosi")
                && is_near("pel", "Nancy Pelosi")
        );
        assert!(
            !is_near("nancy regan", "Nancy Pelosi")
                && !is_near(" ", "Nancy Pelosi")
                && !is_near("ab", "Bo Li")
        );
    }

    #[test]
    fn a_slip_finds_its_word_and_another_word_does_not() {
        let known = ["sidebar", "places", "mouse", "mark"];
        let check = |word, near: &str| {
            let expected = if near.is_empty() { String::new() } else { format!("; did you mean `{near}`?") };
            assert_eq!(suggestion(word, known), expected, "{word}");
        };
        check("sidbar", "sidebar");
        check("sidebra", "sidebar");
        check("Side-bar", "sidebar");
        check("palces", "places");
        check("house", "mouse");
        check("horse", "");
        check("", "");
        check(&"x".repeat(10_000), "");
        assert_eq!(distance("ab", "ba"), 1);
    }
}
