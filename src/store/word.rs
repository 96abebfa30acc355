//! What the user typed to search for, as the index is asked for it.

use crate::store::StoreError;

/// The words of a line as it is typed: what stands in quotes is one, and the last one may go on unless a space or quote
/// ends it.
pub fn typed_words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in line.split('"').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    let is_open = !line.ends_with([' ', '"']);
    if let Some(last) =
        words.last_mut().filter(|it| is_open && it.chars().nth(1).is_some() && !it.ends_with('*'))
    {
        last.push('*');
    }
    words
}

/// An expression that finds what has all the words. Each is quoted, so none is taken for an operator: `a OR b` asks for
/// three words. Words typed as one (`"chief executive"`) must stand together in this order; one that ends with `*`
/// finds every word that begins so.
pub(super) fn expression(words: &[String]) -> Result<String, StoreError> {
    let quoted: Vec<_> = words.iter().filter_map(|word| quoted(word)).collect();
    if quoted.is_empty() { Err(StoreError::NoWord) } else { Ok(quoted.join(" AND ")) }
}

/// The same with no word bound to another: "Ann Lee" is found in "Lee, Ann".
pub(super) fn loose_expression(words: &[String]) -> Result<String, StoreError> {
    let words: Vec<_> = words.iter().flat_map(|it| it.split_whitespace()).map(str::to_owned).collect();
    expression(&words)
}

fn quoted(word: &str) -> Option<String> {
    if !word.chars().any(char::is_alphanumeric) {
        return None;
    }
    let is_beginning = word.ends_with('*');
    let word = word.trim_end_matches('*').replace('"', "\"\"").replace('\0', " ");
    Some(format!("\"{word}\"{}", if is_beginning { "*" } else { "" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &[&str], expected: &str) {
        let words: Vec<_> = words.iter().map(|&it| it.to_owned()).collect();
        assert_eq!(expression(&words).unwrap(), expected);
    }

    #[test]
    fn a_line_being_typed_has_words_and_a_beginning() {
        for (line, expected) in [
            ("har", &["har*"][..]),
            ("harbour fe", &["harbour", "fe*"]),
            ("harbour ", &["harbour"]),
            ("\"harbour council\" fe*", &["harbour council", "fe*"]),
            ("\"harbour cou", &["harbour cou*"]),
            ("\"harbour council\"", &["harbour council"]),
            ("h", &["h"]),
            (" ", &[]),
        ] {
            assert_eq!(
                typed_words(line).into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>(),
                expected,
                "{line}"
            );
        }
    }

    #[test]
    fn nothing_that_is_typed_is_an_operator() {
        check(&["bridge", "OR", "NEAR(", "name:x"], r#""bridge" AND "OR" AND "NEAR(" AND "name:x""#);
        check(&["chief executive", "say\"s"], r#""chief executive" AND "say""s""#);
        check(&["resign*", "-", "**"], r#""resign"*"#);
        assert!(matches!(expression(&["!".to_owned()]), Err(StoreError::NoWord)));
    }
}
