//! A relation as it is told, and where the text states it: the words of its subject, cue and object.

use crate::nlp::{Analysis, Entity, Relation};
use crate::text::{Id, Span};

/// The words of a sentence that state a relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The whole sentence.
    pub sentence: Span,
    /// The words that stand for the subject, if any do.
    pub subject: Option<Span>,
    /// The words of the label; known of the first sentence only.
    pub cue: Vec<Span>,
    /// The words that stand for the object, if any do.
    pub object: Option<Span>,
}

impl Wording {
    /// From the first to the last of the words; the sentence if there are none.
    pub fn extent(&self) -> Span {
        let words = self.subject.into_iter().chain(self.cue.iter().copied()).chain(self.object);
        words.reduce(Span::join).unwrap_or(self.sentence)
    }
}

/// The words before and after the object: "called on … to resign" has both.
pub fn label_parts(label: &str) -> (&str, &str) {
    let (before, after) = label.split_once('…').unwrap_or((label, ""));
    (before.trim(), after.trim())
}

/// "Nancy Pelosi called on Jeff Sessions to resign".
pub fn told(analysis: &Analysis, relation: &Relation) -> String {
    let (before, after) = label_parts(&relation.label);
    let name = |id: Id<Entity>| analysis.entities[id].name.as_str();
    let words = [name(relation.subject), before, name(relation.object), after];
    words.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The words that state a relation in one of its sentences, by number; `None` if it has no such.
pub fn wording(analysis: &Analysis, relation: &Relation, nth: usize) -> Option<Wording> {
    let &id = relation.evidence.get(nth)?;
    let sentence = analysis.sentences[id].span;
    let cue: Vec<_> = relation.cue.iter().copied().filter(|&it| sentence.covers(it)).collect();
    let near = |to: Option<Span>, entity| nearest(analysis, sentence, to, entity);
    let whole_cue = cue.iter().copied().reduce(Span::join);
    let subject = near(whole_cue, relation.subject);
    let object = near(whole_cue.or(subject), relation.object);
    Some(Wording { sentence, subject, cue, object })
}

/// The mention of an entity in a sentence that stands nearest to some words of it, else the first.
fn nearest(analysis: &Analysis, sentence: Span, to: Option<Span>, entity: Id<Entity>) -> Option<Span> {
    let gap = |span: Span| {
        let to = to.unwrap_or(sentence);
        let (first, second) = if span.start() < to.start() { (span, to) } else { (to, span) };
        second.start().to_usize().saturating_sub(first.end().to_usize())
    };
    let mentions = analysis.mentions.rows();
    let from = mentions.partition_point(|it| it.span.start() < sentence.start());
    let within = mentions[from..].iter().take_while(|it| it.span.end() <= sentence.end());
    within.filter(|it| it.entity == entity).map(|it| it.span).min_by_key(|&span| gap(span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sample;
    use crate::document::Document;

    const TEXT: &[&str] = &[
        "[PER Ann] sat. [PER Bob] waved. [PER Ann] called on [PER Bob] to go (Ann; called on … to go; Bob).",
        "[PER~ He=Bob] left [PER Ann] (Ann; called on … to go; Bob). [PER& [PER~ Her=Ann] aide=Cy] of [PER Cy] sat (Cy; aide; Ann).",
    ];

    fn words(doc: &Document, wording: &Wording) -> Vec<String> {
        let spans = wording.subject.iter().chain(&wording.cue).chain(&wording.object);
        spans.map(|&span| doc.slice(span).to_owned()).collect()
    }

    #[test]
    fn the_words_of_a_relation_are_found_in_each_of_its_sentences() {
        let (doc, analysis) = sample::article(TEXT);
        let relation = &analysis.relations.rows()[0];
        assert_eq!(told(&analysis, relation), "Ann called on Bob to go");
        let first = wording(&analysis, relation, 0).unwrap();
        assert_eq!(words(&doc, &first), ["Ann", "called on", "to go", "Bob"]);
        assert_eq!(doc.slice(first.extent()), "Ann called on Bob to go");
        let second = wording(&analysis, relation, 1).unwrap();
        assert_eq!(words(&doc, &second), ["Ann", "He"]);
        assert_eq!(wording(&analysis, relation, 2), None);
    }

    #[test]
    fn a_description_may_hold_cue_and_object() {
        let (doc, analysis) = sample::article(TEXT);
        let it = wording(&analysis, &analysis.relations.rows()[1], 0).unwrap();
        assert_eq!(words(&doc, &it), ["Her aide", "aide", "Her"]);
    }
}
