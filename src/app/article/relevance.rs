//! Which sentences are about what is walked: those that mention it, quote it, or hold a place that a search found.

use crate::app::article::marks::Marks;
use crate::app::article::mention_filter::Forms;
use crate::app::chosen::Needle;
use crate::document::Document;
use crate::nlp::{Analysis, Entity};
use crate::text::{ByteOffset, Id, Span};

/// What the sentences are about.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Topic {
    Entity(Id<Entity>, Forms),
    Search(String),
}

/// The sentences about something.
#[derive(Debug)]
pub(crate) struct About {
    topic: Topic,
    /// In order; parts of the article that share no byte.
    sentences: Vec<Span>,
    /// Of so many in all.
    n_all: usize,
}

impl About {
    /// The sentences about what is walked; paragraphs while sentences are not known. A needle that is not in this analysis
    /// has none.
    pub(crate) fn new(
        doc: &Document,
        analysis: &Analysis,
        marks: &Marks,
        needle: &Needle,
        forms: Forms,
    ) -> Self {
        let mut places = needle.places(analysis, forms);
        if let Some(id) = needle.entity() {
            let said = marks.quotes().iter().filter(|mark| analysis.quotes[mark.quote].speaker == Some(id));
            places.extend(said.map(|mark| mark.span));
            places.sort_by_key(|it| it.start());
        }
        let all: Vec<Span> = if analysis.sentences.is_empty() {
            doc.blocks().rows().iter().map(|block| block.span).collect()
        } else {
            analysis.sentences.rows().iter().map(|sentence| sentence.span).collect()
        };
        let mut sentences: Vec<Span> = Vec::new();
        for place in places {
            let from = all.partition_point(|it| it.end() <= place.start());
            let touched =
                all.get(from..).unwrap_or_default().iter().take_while(|it| it.start() < place.end());
            sentences.extend(touched);
        }
        sentences.sort_by_key(|it| it.start());
        sentences.dedup();
        Self { topic: topic(needle, forms), sentences, n_all: all.len() }
    }

    /// Whether they are about what is walked now.
    pub(crate) fn is_of(&self, needle: &Needle, forms: Forms) -> bool {
        self.topic == topic(needle, forms)
    }

    /// The sentences, in order.
    pub(crate) fn sentences(&self) -> &[Span] {
        &self.sentences
    }

    /// Whether a byte stands in one of them.
    pub(crate) fn has(&self, at: ByteOffset) -> bool {
        let from = self.sentences.partition_point(|it| it.end() <= at);
        self.sentences.get(from).is_some_and(|it| it.contains(at))
    }

    /// "12 of 54".
    pub(crate) fn count(&self) -> String {
        format!("{} of {}", self.sentences.len(), self.n_all)
    }
}

fn topic(needle: &Needle, forms: Forms) -> Topic {
    match needle.entity() {
        Some(id) => Topic::Entity(id, forms),
        None => Topic::Search(needle.name().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::article::search::Search;
    use crate::app::chosen::{EntityKey, Target};
    use crate::digest::sample;

    const TEXT: &[&str] = &[
        "It rained. [PER Ann Lee] ran. It rained more.",
        "{“The sun shone. It was hot,”} said [PER Bob Day]. [PER~ She=Ann Lee] fell.",
    ];

    fn told(target: impl Fn(&Document, &Analysis) -> Target, forms: Forms) -> Vec<String> {
        let (doc, analysis) = sample::article(TEXT);
        let needle = Needle { target: target(&doc, &analysis), at: None };
        let about = About::new(&doc, &analysis, &Marks::new(&analysis), &needle, forms);
        about.sentences().iter().map(|&it| doc.slice(it).to_owned()).collect()
    }

    fn entity(name: &str, forms: Forms) -> Vec<String> {
        let target = |_: &Document, analysis: &Analysis| {
            let (id, _) = analysis.entities.iter().find(|(_, it)| it.name == name).unwrap();
            Target::Entity(EntityKey::new(analysis, id).unwrap(), Some(id))
        };
        told(target, forms)
    }

    #[test]
    fn sentences_that_mention_someone_are_about_them() {
        assert_eq!(entity("Ann Lee", Forms::ALL), ["Ann Lee ran.", "She fell."]);
        assert_eq!(entity("Ann Lee", Forms::NAMES), ["Ann Lee ran."]);
    }

    #[test]
    fn so_are_those_that_they_say() {
        assert_eq!(entity("Bob Day", Forms::ALL).len(), 2, "the quote has two sentences");
    }

    #[test]
    fn sentences_in_which_something_was_found_are_about_it() {
        let target = |doc: &Document, _: &Analysis| Target::Search(Search::new(doc.text(), "rained"));
        assert_eq!(told(target, Forms::ALL), ["It rained.", "It rained more."]);
    }
}
