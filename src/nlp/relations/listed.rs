//! What lists say of their members.

use crate::nlp::relations::frame::Frame;
use crate::nlp::relations::graph::{Graph, Word};
use crate::nlp::relations::nominal::{Inside, inside};
use crate::nlp::relations::statement::{Family, Piece, Statement};
use crate::nlp::syntax::{Function, Tag};

/// The most names in a list.
const MAX_ITEMS: usize = 12;

/// "owners of Acme include Lee, Roe and Poe": each is an owner of Acme. "In addition to Ann, other owners include":
/// Ann, too.
pub(super) fn find(graph: &Graph<'_>, at: usize, frame: &Frame, found: &mut Vec<Statement>) {
    let names = |range: std::ops::Range<usize>| {
        let is_item = |word: &&Word<'_>| !matches!(word.function, Function::Possessor | Function::Other);
        graph
            .words
            .get(range)
            .unwrap_or_default()
            .iter()
            .filter(|it| it.name.is_some())
            .filter(is_item)
            .filter_map(|it| it.member)
            .take(MAX_ITEMS)
    };
    // "a New York-based fund": no verb that ends the list
    let is_clause = |it: usize| {
        graph.words[it].tag == Tag::Verb
            && !matches!(graph.words[it].function, Function::AdjectivalModifier | Function::Compound)
    };
    let end = (at + 1..graph.len())
        .find(|&it| is_clause(it) || matches!(graph.words[it].text, ";" | "." | "("))
        .unwrap_or(graph.len());
    for &subject in &frame.subjects {
        for Inside { member: object, words, steps } in inside(graph, subject, 2) {
            let is_other = graph.lower(0) == "in"
                && graph.len() > 1
                && graph.lower(1) == "addition"
                && graph.children(subject).iter().any(|&it| graph.lower(it) == "other");
            let first = if is_other { 0..subject } else { 0..0 };
            for item in names(first).chain(names(at + 1..end)) {
                let singular =
                    |&it: &Piece| if it == Piece::Word(subject) { Piece::Singular(subject) } else { it };
                let pieces = words.iter().map(singular).collect();
                let listed = Statement::new(item, object, Family::Listed, pieces, subject);
                found.push(Statement { steps: steps + 1, ..listed });
            }
        }
    }
}
