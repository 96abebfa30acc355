//! A relation in words, and where the text states it: the words of its subject, cue and object.

use crate::nlp::relations;
use crate::nlp::syntax::Tag;
use crate::nlp::{Analysis, Entity, Relation, Status};
use crate::text::{Id, Span};

/// The words of a sentence that state a relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The whole sentence.
    pub sentence: Span,
    /// The words that stand for the subject, if any do.
    pub subject: Option<Span>,
    /// The words of the label; known for the first sentence only.
    pub cue: Vec<Span>,
    /// The words that stand for the object, if any do.
    pub object: Option<Span>,
}

impl Wording {
    /// From the first to the last of the words, or the sentence if there are none.
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

/// A part of a sentence that words a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// The name of a member of the cast.
    Name(Id<Entity>),
    /// Words of the label, or what is between them and a name.
    Words(&'a str),
}

/// A relation as a sentence: "Nancy Pelosi called on Jeff Sessions to resign". If it is listed under its subject, the
/// subject is left out: "called on Jeff Sessions to resign".
pub fn sentence<'a>(
    analysis: &'a Analysis,
    relation: &'a Relation,
    under: Option<Id<Entity>>,
) -> Vec<Piece<'a>> {
    let (before, after) = label_parts(&relation.label);
    let mut pieces = Vec::new();
    let subject = &analysis.entities[relation.subject];
    // If the subject is "a spokeswoman for Lee", the relation "spokeswoman for Ann Lee" adds nothing.
    let is_told = under == Some(relation.subject);
    let article = subject.name.split_once(&format!(" {before} ")).map(|(article, _)| article);
    if let Some(article) = article.filter(|_| !is_told && !subject.is_named && !before.is_empty()) {
        pieces.extend([Piece::Words(article), Piece::Words(" ")]);
    } else if !is_told {
        let gap = if is_beside(analysis, relation) { ", " } else { " " };
        pieces.extend([Piece::Name(relation.subject), Piece::Words(gap)]);
    }
    if !before.is_empty() {
        pieces.extend([Piece::Words(before), Piece::Words(" ")]);
    }
    pieces.push(Piece::Name(relation.object));
    if !after.is_empty() {
        pieces.extend([Piece::Words(" "), Piece::Words(after)]);
    }
    pieces
}

/// The same as plain text.
pub fn told(analysis: &Analysis, relation: &Relation, under: Option<Id<Entity>>) -> String {
    let words = |piece: Piece<'_>| match piece {
        Piece::Name(id) => analysis.entities[id].name.clone(),
        Piece::Words(words) => words.to_owned(),
    };
    sentence(analysis, relation, under).into_iter().map(words).collect()
}

/// The same with all remarks: "Ann Lee met Bob Day (not so, denied by Cy Roe, not sure)".
pub fn told_whole(analysis: &Analysis, relation: &Relation) -> String {
    let notes = reservations(analysis, relation);
    let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
    told(analysis, relation, None) + &notes
}

/// The remarks on a relation: that it is not so, how the article has it, and that byline is not sure.
pub fn reservations(analysis: &Analysis, relation: &Relation) -> Vec<String> {
    let negation = hides_negation(relation).then(|| "not so".to_owned());
    let doubt = relation.confidence.is_doubtful().then(|| "not sure".to_owned());
    negation.into_iter().chain(standing(analysis, relation)).chain(doubt).collect()
}

/// Whether the label stands beside its subject ("Ann Lee, director of") rather than after it, like a verb.
fn is_beside(analysis: &Analysis, relation: &Relation) -> bool {
    let label = relation.label.as_str();
    let first = label.split_whitespace().next().unwrap_or_default();
    // "of" and "was" may be missing from the text, and after the words of a quotation the verb is hard to find.
    match first {
        "of" => return true,
        "was" | "said" | "says" | "told" => return false,
        _ => {}
    }
    let tokens = analysis.tokens.rows();
    let of_cue = |cue: &Span| {
        let from = tokens.partition_point(|it| it.span.start() < cue.start());
        from..from + tokens[from..].iter().take_while(|it| cue.covers(it.span)).count()
    };
    let cue: Vec<usize> = relation.cue.iter().flat_map(of_cue).collect();
    // The words are in order of the text, but the label may not be: "calls that Lee reportedly had with". Its first
    // word is as long as in the text, unless it was made singular.
    let first_at = cue.iter().position(|&it| tokens[it].span.len() == first.len()).unwrap_or(0);
    let tags = cue.iter().skip(first_at).filter_map(|&it| analysis.syntax.get(Id::new(it))).map(|it| it.tag);
    match tags.into_iter().find(|&tag| tag != Tag::Adverb) {
        Some(Tag::Verb) => first.ends_with("ing"),
        Some(tag) => matches!(tag, Tag::Noun | Tag::Name | Tag::Adjective | Tag::Adposition | Tag::Number),
        None => false,
    }
}

/// Whether a negated relation needs a remark because its words do not show the negation; "did not meet" and "refused to
/// meet" do.
pub fn hides_negation(relation: &Relation) -> bool {
    relation.negated && !relations::says_no(&relation.label)
}

/// How the article has a relation, if its words do not show it: "denied by Ann Lee", "planned", "says Ann Lee".
pub fn standing(analysis: &Analysis, relation: &Relation) -> Option<String> {
    let is_told = relations::tells_status(&relation.label, relation.status);
    let word = match relation.status {
        Status::Stated | Status::Alleged => "alleged",
        Status::Conditional => "only possible",
        status => status.word(),
    };
    let says = |id: Id<Entity>| format!("says {}", analysis.entities[id].name);
    match (relation.said_by, relation.status) {
        (None, _) => (!is_told).then(|| word.to_owned()),
        (Some(by), Status::Denied | Status::Asked) => {
            Some(format!("{word} by {}", analysis.entities[by].name))
        }
        (Some(by), Status::Stated | Status::Alleged) => Some(says(by)),
        (Some(by), _) if is_told => Some(says(by)),
        (Some(by), _) => Some(format!("{word}, {}", says(by))),
    }
}

/// The words that state a relation in its sentence with this number; `None` if there is no such sentence.
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

/// The mention of an entity in a sentence that is nearest to some of its words, or else the first.
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
    use crate::nlp::syntax::{Function, Syntax};

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
        assert_eq!(told(&analysis, relation, None), "Ann called on Bob to go");
        let first = wording(&analysis, relation, 0).unwrap();
        assert_eq!(words(&doc, &first), ["Ann", "called on", "to go", "Bob"]);
        assert_eq!(doc.slice(first.extent()), "Ann called on Bob to go");
        let second = wording(&analysis, relation, 1).unwrap();
        assert_eq!(words(&doc, &second), ["Ann", "He"]);
        assert_eq!(wording(&analysis, relation, 2), None);
    }

    #[test]
    fn under_the_name_of_its_subject_a_relation_is_told_without_it() {
        let (_, analysis) = sample::article(TEXT);
        let relation = &analysis.relations.rows()[0];
        assert_eq!(told(&analysis, relation, Some(relation.subject)), "called on Bob to go");
        assert_eq!(told(&analysis, relation, Some(relation.object)), "Ann called on Bob to go");
    }

    #[test]
    fn what_somebody_is_stands_after_a_comma_and_what_somebody_does_does_not() {
        let told = |tag, label: &str| {
            let text = format!("[PER Ann] {} [PER Bob] (Ann; {label}; Bob).", label.replace(" …", ""));
            let (_, analysis) = sample::article(&[&text]);
            let mut analysis = Analysis::clone(&analysis);
            let syntax = Syntax { tag: Tag::Name, head: None, function: Function::Other };
            analysis.syntax = analysis.tokens.ids().map(|_| syntax).collect();
            analysis.syntax[Id::new(1)].tag = tag;
            super::told(&analysis, &analysis.relations.rows()[0], None)
        };
        assert_eq!(told(Tag::Noun, "director of"), "Ann, director of Bob");
        assert_eq!(told(Tag::Adjective, "former aide of"), "Ann, former aide of Bob");
        assert_eq!(told(Tag::Verb, "calling for"), "Ann, calling for Bob");
        assert_eq!(told(Tag::Adposition, "of"), "Ann, of Bob");
        assert_eq!(told(Tag::Verb, "sued"), "Ann sued Bob");
        assert_eq!(told(Tag::Noun, "was aide of"), "Ann was aide of Bob");
        assert_eq!(told(Tag::Adposition, "said"), "Ann said Bob");
    }

    #[test]
    fn whom_somebody_without_a_name_speaks_for_is_told_once() {
        let (_, analysis) = sample::article(&[
            "[PER a spokeswoman] for [PER Lee] sat (a spokeswoman; spokeswoman for; Lee).",
        ]);
        let mut analysis = Analysis::clone(&analysis);
        let relation = analysis.relations.rows()[0].clone();
        let (speaker, lee) = (relation.subject, relation.object);
        analysis.entities[lee].name = "Ann Lee".to_owned();
        analysis.entities[speaker].name = "a spokeswoman for Lee".to_owned();
        analysis.entities[speaker].is_named = false;
        let told = |label: &str, under| {
            super::told(&analysis, &Relation { label: label.to_owned(), ..relation.clone() }, under)
        };
        assert_eq!(told("spokeswoman for", None), "a spokeswoman for Ann Lee");
        assert_eq!(told("spokeswoman for", Some(lee)), "a spokeswoman for Ann Lee");
        assert_eq!(told("spokeswoman for", Some(speaker)), "spokeswoman for Ann Lee");
        assert_eq!(told("sued", None), "a spokeswoman for Lee sued Ann Lee");
    }

    #[test]
    fn what_a_label_begins_with_may_stand_behind_the_rest_of_it() {
        let (_, analysis) = sample::article(&["Calls that [PER Ann] had [PER Bob] (Ann; had; Bob)."]);
        let mut analysis = Analysis::clone(&analysis);
        let word = |tag| Syntax { tag, head: None, function: Function::Other };
        let tags = [Tag::Noun, Tag::Pronoun, Tag::Name, Tag::Auxiliary, Tag::Name];
        analysis.syntax = tags.into_iter().map(word).collect();
        let relation = analysis.relations.rows()[0].clone();
        let calls = analysis.tokens[Id::new(0)].span;
        let relation =
            Relation { label: "had calls with".to_owned(), cue: vec![calls, relation.cue[0]], ..relation };
        assert_eq!(super::told(&analysis, &relation, None), "Ann had calls with Bob");
    }

    #[test]
    fn not_is_told_where_the_label_does_not_say_it() {
        let hides = |label: &str, sign: &str| {
            let text = format!("[PER Ann] {label} [PER Bob] ({sign}Ann; {label}; Bob).");
            let (_, analysis) = sample::article(&[&text]);
            hides_negation(&analysis.relations.rows()[0])
        };
        for label in [
            "did not single out",
            "didn't meet",
            "didn’t meet",
            "never met",
            "has no ties to",
            "no longer works for",
            "Not a friend of",
            "left without",
            "nor met",
            "refused to meet",
            "denied meeting",
            "nearly hired",
            "cannot stand",
        ] {
            assert!(!hides(label, "!"), "{label}");
        }
        for label in ["met", "noted the work of", "knows", "is in Notting Hill with"] {
            assert!(hides(label, "!"), "{label}");
            assert!(!hides(label, ""), "{label}");
        }
    }

    #[test]
    fn how_it_stands_is_told_where_the_label_does_not_tell_it() {
        let standing = |label: &str, rest: &str| {
            let text = format!("[PER Ann] {label} [PER Bob] [PER Cy] (Ann; {label}; Bob{rest}).");
            let (_, analysis) = sample::article(&[&text]);
            super::standing(&analysis, &analysis.relations.rows()[0])
        };
        let told = |text: &str| Some(text.to_owned());
        assert_eq!(standing("sued", ""), None);
        assert_eq!(standing("sued", "; Cy"), told("says Cy"));
        assert_eq!(standing("sued", ";; alleged"), told("alleged"));
        assert_eq!(standing("allegedly sued", ";; alleged"), None);
        assert_eq!(standing("sued", "; Cy; denied"), told("denied by Cy"));
        assert_eq!(standing("sued", ";; denied"), told("denied"));
        assert_eq!(standing("denied suing", ";; denied"), None);
        assert_eq!(standing("sued", "; Cy; asked"), told("asked by Cy"));
        assert_eq!(standing("sued", ";; conditional"), told("only possible"));
        assert_eq!(standing("would sue", "; Cy; conditional"), told("says Cy"));
        assert_eq!(standing("will sue", ";; planned"), None);
        assert_eq!(standing("to visit", "; Cy; planned"), told("planned, says Cy"));
    }

    #[test]
    fn a_description_may_hold_cue_and_object() {
        let (doc, analysis) = sample::article(TEXT);
        let it = wording(&analysis, &analysis.relations.rows()[1], 0).unwrap();
        assert_eq!(words(&doc, &it), ["Her aide", "aide", "Her"]);
    }
}
