//! The case of a word, which word pieces do not show because they are all in lower case.

/// Added to the class of the first token of a sentence.
pub const FIRST: u8 = 8;

/// The class of punctuation marks, and of the pieces that frame a window.
pub const SIGN: u8 = 5;

/// One of eight classes: 0 lower case, 1 capitalised, 2 all capitals (two or more), 3 mixed, 4 with a digit, 5 without
/// letters, 6 a single capital, 7 a script without case.
pub fn class(token: &str) -> u8 {
    let (mut upper, mut lower, mut other, mut digit) = (0_usize, 0_usize, 0_usize, false);
    let mut first_is_upper = None;
    for c in token.chars() {
        if c.is_lowercase() {
            lower += 1;
            first_is_upper.get_or_insert(false);
        } else if c.is_uppercase() {
            upper += 1;
            first_is_upper.get_or_insert(true);
        } else if c.is_numeric() {
            digit = true;
        } else if c.is_alphabetic() {
            other += 1;
        }
    }
    match (upper, lower) {
        _ if digit => 4,
        (0, 0) if other > 0 => 7,
        (0, 0) => SIGN,
        (0, _) => 0,
        (1, 0) => 6,
        (_, 0) => 2,
        (1, _) if first_is_upper == Some(true) => 1,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_its_words() {
        let words = ["’s", "Élan", "U.S.", "McCain", "F16", "“", "J.", "孔"];
        assert_eq!(words.map(class), [0, 1, 2, 3, 4, 5, 6, 7]);
    }
}
