//! Searches the text. What the user typed is a regular expression if it is a valid one; otherwise it is searched
//! literally.

use regex::{Regex, RegexBuilder};

use crate::text::Span;

/// The most hits that are collected; the count then reads "10000+".
pub(crate) const MAX_HITS: usize = 10_000;

/// A search and its hits.
#[derive(Debug, Clone)]
pub(crate) struct Search {
    pattern: String,
    hits: Vec<Span>,
    fault: Option<String>,
}

impl Search {
    /// Searches a text. Lower case matches both cases, a capital makes the search case-sensitive. A space also
    /// matches a line break, and a straight quotation mark or apostrophe also a curly one.
    pub(crate) fn new(text: &str, pattern: &str) -> Self {
        let (regex, fault) = compile(pattern);
        let found = regex.iter().flat_map(|regex| regex.find_iter(text));
        let hits = found
            .filter(|found| !found.is_empty())
            .take(MAX_HITS)
            .map(|found| Span::new(found.start(), found.end()))
            .collect();
        Self { pattern: pattern.to_owned(), hits, fault }
    }

    /// What was typed.
    pub(crate) fn pattern(&self) -> &str {
        &self.pattern
    }

    /// The hits, in order of the text.
    pub(crate) fn hits(&self) -> &[Span] {
        &self.hits
    }

    /// Why what was typed is not a regular expression and was searched literally.
    pub(crate) fn fault(&self) -> Option<&str> {
        self.fault.as_deref()
    }

    /// The hits that overlap the span.
    pub(crate) fn hits_in(&self, span: Span) -> impl Iterator<Item = &Span> {
        let from = self.hits.partition_point(|hit| hit.end() <= span.start());
        self.hits.get(from..).unwrap_or_default().iter().take_while(move |hit| hit.start() < span.end())
    }
}

fn compile(pattern: &str) -> (Option<Regex>, Option<String>) {
    if pattern.is_empty() {
        return (None, None);
    }
    let exact = pattern.chars().any(char::is_uppercase);
    let build = |pattern: &str| {
        RegexBuilder::new(&as_typed(pattern)).case_insensitive(!exact).multi_line(true).build()
    };
    match build(pattern) {
        Ok(regex) => (Some(regex), None),
        Err(why) => (build(&regex::escape(pattern)).ok(), Some(in_a_line(&why))),
    }
}

/// The reason on one line, such as "unclosed group"; the library puts it below a drawing of the pattern.
fn in_a_line(why: &regex::Error) -> String {
    let why = why.to_string();
    let last = why.rsplit_once("error: ").map_or(why.as_str(), |it| it.1);
    last.lines().next().unwrap_or_default().trim_end_matches('.').to_owned()
}

/// A keyboard has one kind of space and straight quotation marks; the text has line breaks and curly ones.
fn as_typed(pattern: &str) -> String {
    if pattern.contains('[') {
        return pattern.to_owned(); // Inside a character class, the replacements would mean something else.
    }
    pattern.replace(' ', r"\s+").replace('\'', "['’‘]").replace('"', "[\"“”„]")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, pattern: &str, hits: &[&str]) {
        let search = Search::new(text, pattern);
        let found: Vec<_> = search.hits().iter().map(|hit| hit.of(text)).collect();
        assert_eq!(found, hits, "{pattern:?}");
    }

    #[test]
    fn a_capital_makes_the_search_exact() {
        check("Hill and hill", "hill", &["Hill", "hill"]);
        check("Hill and hill", "Hill", &["Hill"]);
    }

    #[test]
    fn a_regular_expression_is_one_only_if_it_is_valid() {
        check("cat cut c(t", "c.t", &["cat", "cut", "c(t"]);
        check("cat cut c(t", "c(t", &["c(t"]);
        assert_eq!(Search::new("", "c(t").fault(), Some("unclosed group"));
        assert_eq!(Search::new("", "c.t").fault(), None);
    }

    #[test]
    fn a_space_matches_a_line_break_and_a_straight_sign_a_curly_one() {
        check("Nancy\n Pelosi’s “no”", "nancy pelosi's \"no\"", &["Nancy\n Pelosi’s “no”"]);
    }

    #[test]
    fn nothing_is_found_by_nothing() {
        check("abc", "", &[]);
        check("abc", "x*", &[]);
    }

    #[test]
    fn hits_of_a_line_are_those_that_overlap_it() {
        let search = Search::new("aa bb aa", "a+");
        assert_eq!(search.hits_in(Span::new(1, 6)).count(), 1);
        assert_eq!(search.hits_in(Span::new(2, 6)).count(), 0);
    }
}
