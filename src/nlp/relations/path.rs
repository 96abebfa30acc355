//! The path through a sentence's tree from one word to another.

use crate::nlp::relations::graph::Graph;

/// How many words up the tree are examined.
const DEPTH: usize = 24;

/// The words from one to another: up to the one on which both depend, and down again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Path {
    /// From the first word up, without the top.
    pub(super) up: Vec<usize>,
    /// The word on which both depend; it may be one of them.
    pub(super) top: usize,
    /// From the top down to the second word, without the top.
    pub(super) down: Vec<usize>,
}

impl Path {
    /// `None` if the words are in separate trees.
    pub(super) fn between(graph: &Graph<'_>, from: usize, to: usize) -> Option<Self> {
        let above = |word: usize| std::iter::successors(Some(word), |&it| graph.words[it].head).take(DEPTH);
        let up: Vec<usize> = above(from).collect();
        let mut down = Vec::new();
        for word in above(to) {
            if let Some(at) = up.iter().position(|&it| it == word) {
                down.reverse();
                return Some(Self { up: up[..at].to_vec(), top: word, down });
            }
            down.push(word);
        }
        None
    }

    /// Steps up and down.
    pub(super) fn len(&self) -> usize {
        self.up.len() + self.down.len()
    }
}
