//! Which sentences are about the chosen subject: those that mention it, quote it, or contain a search hit.

use crate::app::article::Article;
use crate::app::article::mention_filter::Forms;
use crate::app::chosen::Chosen;
use crate::text::{ByteOffset, Span};

/// The sentences about a subject.
#[derive(Debug)]
pub(crate) struct Relevance {
    of: Chosen,
    forms: Forms,
    /// In order, without overlap.
    sentences: Vec<Span>,
    /// The number of all sentences.
    n_all: usize,
}

impl Relevance {
    /// The sentences about the chosen subject, or paragraphs while sentences are not known. A subject that this
    /// analysis does not contain has none.
    pub(crate) fn new(article: &Article, chosen: &Chosen, forms: Forms) -> Self {
        let (doc, analysis) = (&article.doc, &article.analysis);
        let mut places = chosen.places(article, forms);
        let said = chosen.quotes(article).iter().flat_map(|&id| &analysis.quotes[id].content);
        places.extend(said);
        places.sort_by_key(|it| it.start());
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
        Self { of: chosen.clone(), forms, sentences, n_all: all.len() }
    }

    /// Whether they are about this subject.
    pub(crate) fn is_of(&self, chosen: &Chosen, forms: Forms) -> bool {
        self.of.is_same(chosen) && self.forms == forms
    }

    /// Whether a part of the text overlaps one of them.
    pub(crate) fn touches(&self, span: Span) -> bool {
        let from = self.sentences.partition_point(|it| it.end() <= span.start());
        self.sentences.get(from).is_some_and(|it| it.start() < span.end())
    }

    /// The sentences, in order.
    pub(crate) fn sentences(&self) -> &[Span] {
        &self.sentences
    }

    /// Whether a byte is in one of them.
    pub(crate) fn has(&self, at: ByteOffset) -> bool {
        let from = self.sentences.partition_point(|it| it.end() <= at);
        self.sentences.get(from).is_some_and(|it| it.contains(at))
    }

    /// "12 of 54".
    pub(crate) fn count(&self) -> String {
        format!("{} of {}", self.sentences.len(), self.n_all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::article::search::Search;
    use crate::app::chosen::{EntityKey, Target};
    use crate::digest::sample;
    use crate::document::Document;
    use crate::nlp::Analysis;

    const TEXT: &[&str] = &[
        "It rained. [PER Ann Lee] ran. It rained more.",
        "{“The sun shone. It was hot,”} said [PER Bob Day]. [PER~ She=Ann Lee] fell.",
    ];

    fn told(target: impl Fn(&Document, &Analysis) -> Target, forms: Forms) -> Vec<String> {
        let (doc, analysis) = sample::article(TEXT);
        let chosen = Chosen::new(target(&doc, &analysis));
        let mut article = Article::new(doc);
        article.machine = analysis;
        article.lay_over();
        let relevance = Relevance::new(&article, &chosen, forms);
        relevance.sentences().iter().map(|&it| article.doc.slice(it).to_owned()).collect()
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
