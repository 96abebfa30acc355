//! The open article: what was found in it, what of that is marked, and what a step can stop at.

pub(crate) mod bookmark;
pub(crate) mod marks;
pub(crate) mod mention_filter;
pub(crate) mod relevance;
pub(crate) mod search;
pub(crate) mod stand_in;
pub(crate) mod step;
pub(crate) mod told;
pub(crate) mod visibility;

use std::collections::HashMap;
use std::sync::Arc;

use crate::annotate::{self, Annotated, Log, Mark, Problem};
use crate::app::article::bookmark::Bookmark;
use crate::app::article::marks::{Marks, MentionMark};
use crate::app::text::bidi;
use crate::digest::{Links, Voices};
use crate::document::Document;
use crate::nlp::{Analysis, Entity, EntityKind, MentionForm};
use crate::text::{Id, Span};

/// The progress of the analysis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Progress {
    /// It has not started.
    Waiting,
    /// A stage, and what percentage of it is done.
    Running(&'static str, usize),
    /// It is complete.
    Done,
    /// It failed; why.
    Failed(String),
}

/// One text and everything known about it. Every position and id here belongs to this text and this analysis; another
/// text is another value.
#[derive(Debug)]
pub(crate) struct Article {
    pub(crate) doc: Arc<Document>,
    /// Whether it is written from right to left; then nothing is shown beside it.
    pub(crate) from_right: bool,
    /// The machine's analysis, without corrections.
    pub(crate) machine: Arc<Analysis>,
    /// All edits by the user.
    pub(crate) log: Log,
    /// The machine's analysis with the user's corrections.
    pub(crate) analysis: Arc<Analysis>,
    /// The user's highlights and notes.
    pub(crate) notes: Vec<Mark>,
    /// The user's bookmarks, by letter.
    pub(crate) bookmarks: Vec<Bookmark>,
    /// The corrections without effect.
    pub(crate) problems: Vec<Problem>,
    pub(crate) marks: Marks,
    pub(crate) voices: Voices,
    pub(crate) links: Links,
    pub(crate) progress: Progress,
    /// What happened to the article's file.
    pub(crate) source_news: Option<String>,
    /// Which edits are not saved yet, and why.
    pub(crate) unsaved: Option<String>,
    /// In how many other articles an entity of the whole analysis occurs.
    pub(crate) elsewhere: HashMap<Id<Entity>, usize>,
}

impl Article {
    /// A text about which nothing is known yet.
    pub(crate) fn new(doc: Arc<Document>) -> Self {
        Self {
            from_right: bidi::is_mostly_from_right(doc.text()),
            doc,
            machine: Arc::default(),
            log: Log::default(),
            analysis: Arc::default(),
            notes: Vec::new(),
            bookmarks: Vec::new(),
            problems: Vec::new(),
            marks: Marks::default(),
            voices: Voices::default(),
            links: Links::default(),
            progress: Progress::Waiting,
            source_news: None,
            unsaved: None,
            elsewhere: HashMap::new(),
        }
    }

    /// The analysis with the user's edits, once it is complete.
    pub(crate) fn annotated(&self) -> Option<Annotated> {
        (self.progress == Progress::Done).then(|| annotate::overlay(&self.doc, &self.machine, &self.log))
    }

    /// Lays the edits over the machine's analysis. All earlier ids become invalid.
    pub(crate) fn lay_over(&mut self) {
        self.find_bookmarks();
        self.analysis = if self.log.entries().is_empty() {
            self.notes.clear();
            self.problems.clear();
            Arc::clone(&self.machine)
        } else {
            let annotated = annotate::overlay(&self.doc, &self.machine, &self.log);
            self.notes = annotated.marks;
            self.problems = annotated.problems;
            Arc::new(annotated.analysis)
        };
        self.marks = Marks::new(&self.analysis);
        self.voices = Voices::new(&self.doc, &self.analysis);
        self.links = Links::new(&self.analysis);
    }

    /// Finds the bookmarks of the log in the text.
    pub(crate) fn find_bookmarks(&mut self) {
        self.bookmarks = bookmark::bookmarks(&self.doc, &self.log);
    }

    /// The bookmark on a line of the text, if there is one.
    pub(crate) fn bookmark_on(&self, line: Span) -> Option<&Bookmark> {
        self.bookmarks.iter().find(|it| it.span.is_some_and(|span| line.contains(span.start())))
    }

    /// The user's marks that overlap the span.
    pub(crate) fn marks_over(&self, span: Span) -> impl Iterator<Item = &Mark> {
        self.notes.iter().filter(move |mark| mark.span.is_some_and(|it| it.overlaps(span)))
    }

    /// The words that are marked for a mention: its own, and "The" before them if the name begins with it.
    pub(crate) fn marked_words(&self, mark: &MentionMark) -> Span {
        let (text, start) = (self.doc.text(), mark.span.start().to_usize());
        let has_the = |words: &str| words.get(..4).is_some_and(|it| it.eq_ignore_ascii_case("the "));
        if mark.form != MentionForm::Name
            || !has_the(&self.analysis.entities[mark.entity].name)
            || has_the(self.doc.slice(mark.span))
        {
            return mark.span;
        }
        let the = start.checked_sub(4).filter(|&at| {
            let is_word = text.get(..at).is_some_and(|before| !before.ends_with(char::is_alphanumeric));
            is_word && text.get(at..start).is_some_and(|it| it.trim_end().eq_ignore_ascii_case("the"))
        });
        Span::new(the.unwrap_or(start), mark.span.end().to_usize())
    }

    /// The number of named people and organizations.
    pub(crate) fn n_names(&self) -> usize {
        let rows = self.analysis.entities.rows().iter();
        rows.filter(|it| it.is_named && it.kind != EntityKind::Place).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sample;

    #[test]
    fn a_name_that_begins_with_the_is_marked_with_it() {
        let (doc, analysis) = sample::article(&[
            "The [ORG Hill=The Hill] said so. [PER Ann] of the [ORG Hill=The Hill] left. Lathe [ORG Hill=The Hill] sank. \
             The [ORG Dale] slept. A man of The\n[ORG Hill=The Hill] woke.",
            "[ORG Hill=The Hill] closed. [ORG The Hill] sat.",
        ]);
        let mut article = Article::new(Arc::clone(&doc));
        article.machine = analysis;
        article.lay_over();
        let marked: Vec<_> =
            article.marks.mentions().iter().map(|mark| doc.slice(article.marked_words(mark))).collect();
        assert_eq!(marked, ["The Hill", "Ann", "the Hill", "Hill", "Dale", "The\nHill", "Hill", "The Hill"]);
    }
}
