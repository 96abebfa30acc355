//! White space that carries no meaning.

/// The text with each run of white space as one space, and none at its edges.
pub fn collapse_whitespace(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_become_one_space_and_edges_none() {
        assert_eq!(collapse_whitespace(" one\n\ttwo\u{a0} three "), "one two three");
        assert_eq!(collapse_whitespace(" \n"), "");
    }
}
