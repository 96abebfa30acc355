//! Finds out which edits of a file are new to an article.

use std::collections::HashMap;

use crate::annotate::{Anchor, Edit, EditId, Finder, Log, Tally, overlay};
use crate::document::Document;
use crate::nlp::Analysis;
use crate::text::Span;

/// What an import adds to an article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Merged {
    /// The new edits, in their original order.
    pub edits: Vec<Edit>,
    /// How many are new, by kind.
    pub taken: Tally,
    /// How many are already there.
    pub n_known: usize,
    /// The words of new edits that are not in the text; these edits are kept anyway.
    pub lost: Vec<String>,
}

/// The position of words, or the words themselves if they are nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Place {
    At(Span),
    Lost(String, String, String),
}

/// The edits that are not in the article's log yet. If an edit occurs twice, it must be in the log twice. A note on
/// words that are only highlighted becomes the note of that highlight.
pub fn merge(doc: &Document, log: &Log, given: Vec<Edit>) -> Merged {
    let finder = Finder::new(doc);
    let now = overlay(doc, &Analysis::default(), log);
    let mut marks: HashMap<Place, Vec<ExistingMark>> = HashMap::new();
    for mark in &now.marks {
        let known = ExistingMark { id: mark.id, said: (mark.note.clone(), mark.tags.clone()), is_met: false };
        marks.entry(place(&finder, &mark.at)).or_default().push(known);
    }
    let mut corrections: HashMap<String, usize> = HashMap::new();
    for entry in now.corrections {
        *corrections.entry(meaning(&finder, entry.edit)).or_default() += 1;
    }
    // Exact matches come first; the highlights that are left may then get a note.
    let is_there: Vec<bool> = given
        .iter()
        .map(|edit| match edit {
            Edit::Mark { at, note, tags } => {
                let known = marks.get_mut(&place(&finder, at));
                let mut same = known.into_iter().flatten();
                let same = same.find(|it| !it.is_met && (&it.said.0, &it.said.1) == (note, tags));
                same.is_some_and(|it| {
                    it.is_met = true;
                    true
                })
            }
            correction => {
                let n = corrections.get_mut(&meaning(&finder, correction.clone())).filter(|n| **n > 0);
                n.is_some_and(|n| {
                    *n -= 1;
                    true
                })
            }
        })
        .collect();
    let mut merged = Merged::default();
    for (mut edit, is_there) in given.into_iter().zip(is_there) {
        let rest = (!is_there).then(|| rest(&finder, &mut marks, &edit)).flatten();
        let Some(mut new) = rest else {
            merged.n_known += 1;
            continue;
        };
        new.anchors_mut().into_iter().for_each(|it| settle(doc, &finder, it));
        merged.taken.count(&new);
        let lost = edit.anchors_mut().into_iter().find(|at| finder.find(at).span().is_none());
        merged.lost.extend(lost.map(|at| at.exact.clone()));
        merged.edits.push(new);
    }
    merged
}

/// A mark that the article already has.
struct ExistingMark {
    id: EditId,
    /// Its note and tags.
    said: (String, Vec<String>),
    /// Whether the file has it, too.
    is_met: bool,
}

/// What to do about an edit without an exact match; nothing if the words are already highlighted.
fn rest(finder: &Finder<'_>, marks: &mut HashMap<Place, Vec<ExistingMark>>, edit: &Edit) -> Option<Edit> {
    let Edit::Mark { at, note, tags } = edit else { return Some(edit.clone()) };
    if let Some(known) = marks.get_mut(&place(finder, at)) {
        if note.is_empty() && tags.is_empty() {
            return None;
        }
        let bare = known.iter_mut().find(|it| !it.is_met && it.said.0.is_empty() && it.said.1.is_empty());
        if let Some(bare) = bare {
            bare.is_met = true;
            return Some(Edit::Rewrite { mark: bare.id, note: note.clone(), tags: tags.clone() });
        }
    }
    Some(edit.clone())
}

/// Improves an anchor while the text is at hand. If a program stores little or no context, the words get that of the
/// text, so that they can be found again when the text changes. Words that have changed since stay as they were.
fn settle(doc: &Document, finder: &Finder<'_>, at: &mut Anchor) {
    let found = finder.find(at).span().filter(|&span| at.is_narrow() && doc.slice(span) == at.exact);
    if let Some(span) = found {
        *at = Anchor::of(doc, span);
    }
    finder.distinguish(at);
}

fn place(finder: &Finder<'_>, at: &Anchor) -> Place {
    let lost = || Place::Lost(at.exact.clone(), at.prefix.clone(), at.suffix.clone());
    finder.find(at).span().map_or_else(lost, Place::At)
}

/// What a correction amounts to, however it refers to its places.
fn meaning(finder: &Finder<'_>, mut edit: Edit) -> String {
    for at in edit.anchors_mut() {
        at.alike.clear();
        match finder.find(at).span() {
            Some(span) => {
                at.span = span;
                [&mut at.exact, &mut at.prefix, &mut at.suffix].into_iter().for_each(String::clear);
            }
            None => at.span = Span::default(),
        }
    }
    serde_json::to_string(&edit).unwrap_or_default()
}
