//! Forms of nouns.

/// "shareholders" to "shareholder".
pub(crate) fn singular(word: &str) -> Option<&str> {
    match word.strip_suffix('s') {
        Some(it) if it.len() > 2 && !it.ends_with('s') => Some(it),
        _ => None,
    }
}
