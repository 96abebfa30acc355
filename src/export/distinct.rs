//! Names for the articles of one export, no two of them the same: many pages are called "index.html".

use std::collections::{HashMap, HashSet};

use crate::export::Article;
use crate::export::json::document_id;

/// An id for each article, from the name of its file.
pub(super) fn document_ids(articles: &[Article<'_>]) -> Vec<String> {
    distinct(articles.iter().map(|it| document_id(it.doc, &it.doc.fingerprint().to_string())))
}

/// The names; one that was there before gets a number: "index", "index-2".
pub(super) fn distinct(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut used = HashSet::new();
    let mut last: HashMap<String, usize> = HashMap::new();
    let next = |name: String| {
        let n = last.entry(name.clone()).or_default();
        loop {
            *n += 1;
            let free = if *n == 1 { name.clone() } else { format!("{name}-{n}") };
            if used.insert(free.clone()) {
                return free;
            }
        }
    };
    names.map(next).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_names_are_the_same() {
        let names = ["a", "a-2", "a", "b", "a"].map(str::to_owned);
        assert_eq!(distinct(names.into_iter()), ["a", "a-2", "a-3", "b", "a-4"]);
    }
}
