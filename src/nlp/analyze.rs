//! The order of the stages: tokens, sentences, names, cast, quotes, coreference, speakers, syntax, relations.

use crate::document::Document;
use crate::nlp::cast::Cast;
use crate::nlp::coref::explain::Decision;
use crate::nlp::coref::training::{Marked, Question, UnnamedEntry};
use crate::nlp::coref::{Affinity, Given, Resolved};
use crate::nlp::encoder::head_outputs::{HeadOutputs, WordVector};
use crate::nlp::encoder::input::EncoderInput;
use crate::nlp::encoder::scorer::WindowScorer;
use crate::nlp::encoder::window::{self, Window};
use crate::nlp::model::Model;
use crate::nlp::names::label::LogProbabilities;
use crate::nlp::parallel::{self, ResultSink};
use crate::nlp::quotes::NetworkOutput;
use crate::nlp::quotes::marks::QuotePair;
use crate::nlp::relations::explain::ExplainedProposal;
use crate::nlp::schedule::Schedule;
use crate::nlp::syntax::Syntax;
use crate::nlp::{
    Analysis, Cancelled, Progress, Sentence, Token, cast, coref, names, quotes, relations, sentence, syntax,
    token, unread,
};
use crate::text::{Span, Table};

/// How to analyze.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Config {
    /// The number of threads; the result is the same for any number. 0 counts as 1.
    pub threads: usize,
}

/// Finds the names in a document, joins them into a cast, and finds who said what. Text that is not part of the
/// article or not English is left out ([`Document::is_read`]); only its words and sentences are added.
pub fn analyze(
    doc: &Document,
    model: &Model,
    config: &Config,
    progress: &mut dyn Progress,
) -> Result<Analysis, Cancelled> {
    progress.check()?;
    let read = doc.only_read();
    let (draft, outputs) = Draft::read(&read, model, config.threads, progress)?;
    let analysis = unread::added(doc, draft.finish(outputs, progress)?);
    debug_assert_eq!(analysis.check(doc), Ok(()));
    Ok(analysis)
}

/// The same with a cast that was made elsewhere.
pub fn analyze_with_cast(
    doc: &Document,
    model: &Model,
    config: &Config,
    cast: Cast,
    progress: &mut dyn Progress,
) -> Result<Analysis, Cancelled> {
    let (draft, outputs) = Draft::read(doc, model, config.threads, progress)?;
    draft.attribute(cast, outputs, progress)
}

/// The questions that coreference asks its ranker about a document, with the right answers according to the annotated
/// mentions; for training. If `is_own`, it continues with its own answers, otherwise with the right ones.
///
/// # Errors
///
/// If `progress` asks to stop.
pub fn coreference_questions(
    doc: &Document,
    model: &Model,
    marked: &[Marked],
    is_own: bool,
    progress: &mut dyn Progress,
) -> Result<Vec<Question>, Cancelled> {
    let (draft, mut outputs) = Draft::read(doc, model, 1, progress)?;
    let cast = draft.cast(&mut outputs, progress)?;
    let statements = draft.statements(&outputs, progress)?;
    Ok(coref::training::questions(draft.given(&statements, &outputs), &cast, marked, is_own))
}

/// Those without a name who are mentioned twice or speak, with the evidence for listing them, for training what
/// decides that.
///
/// # Errors
///
/// If `progress` asks to stop.
pub fn unnamed_entries(
    doc: &Document,
    model: &Model,
    progress: &mut dyn Progress,
) -> Result<Vec<UnnamedEntry>, Cancelled> {
    let (draft, mut outputs) = Draft::read(doc, model, 1, progress)?;
    let cast = draft.cast(&mut outputs, progress)?;
    let statements = draft.statements(&outputs, progress)?;
    Ok(coref::training::unnamed(draft.given(&statements, &outputs), &cast))
}

/// What the network keeps of each word for relations; [`relations::find`] reads it.
///
/// # Errors
///
/// If `progress` asks to stop.
pub fn words(
    doc: &Document,
    model: &Model,
    progress: &mut dyn Progress,
) -> Result<Vec<WordVector>, Cancelled> {
    Ok(Draft::read(doc, model, 1, progress)?.1.words)
}

/// The same as [`analyze`], with the evidence for each pronoun and description, and the proposals of the rules for
/// relations.
///
/// # Errors
///
/// If `progress` asks to stop.
pub fn explain(
    doc: &Document,
    model: &Model,
    config: &Config,
    progress: &mut dyn Progress,
) -> Result<(Analysis, Vec<Decision>, Vec<ExplainedProposal>), Cancelled> {
    let (draft, mut outputs) = Draft::read(doc, model, config.threads, progress)?;
    let cast = draft.cast(&mut outputs, progress)?;
    draft.explained(cast, &outputs, progress)
}

/// The network's output for a document, and the trees of its sentences; for tests of a single stage.
#[cfg(test)]
pub(crate) fn head_outputs(doc: &Document, model: &Model) -> (HeadOutputs, Table<Syntax>) {
    let mut silent = crate::nlp::progress::Silent;
    let (draft, outputs) = Draft::read(doc, model, 1, &mut silent).expect("silence never cancels");
    let syntax = syntax::table(&outputs.parses, &draft.sentences);
    (outputs, syntax)
}

/// What is known before there are names.
struct Draft<'d> {
    doc: &'d Document,
    model: &'d Model,
    tokens: Table<Token>,
    sentences: Table<Sentence>,
}

impl<'d> Draft<'d> {
    /// Cuts a document and runs the network on it.
    fn read(
        doc: &'d Document,
        model: &'d Model,
        threads: usize,
        progress: &mut dyn Progress,
    ) -> Result<(Self, HeadOutputs), Cancelled> {
        let tokens = token::tokenize(doc);
        progress.check()?;
        let sentences = sentence::split(doc, &tokens);
        let input = EncoderInput::read(doc, &tokens, &sentences, &model.vocabulary, progress)?;
        let draft = Self { doc, model, tokens, sentences };
        let outputs = draft.score(&input, threads, progress)?;
        Ok((draft, outputs))
    }

    /// Runs the network on the tokens.
    fn score(
        &self,
        input: &EncoderInput,
        threads: usize,
        progress: &mut dyn Progress,
    ) -> Result<HeadOutputs, Cancelled> {
        let windows = window::cut(&self.sentences, input, self.model.max_pieces());
        let spans = windows.iter().map(|window| self.span(window)).collect();
        let outputs = HeadOutputs::silent(self.tokens.len());
        let mut listener =
            Listener { draft: self, windows: &windows, schedule: Schedule::new(spans), outputs };
        let work = |scorer: &mut WindowScorer<'_>, window: &Window| scorer.read(window, input);
        let scorer = || WindowScorer::new(self.model);
        parallel::map(&windows, threads, progress, scorer, work, &mut listener)?;
        Ok(listener.outputs)
    }

    /// The words that a window says something about.
    fn span(&self, window: &Window) -> Span {
        let tokens = self.tokens.rows().get(window.keep.clone()).unwrap_or_default();
        tokens
            .first()
            .zip(tokens.last())
            .map_or_else(Span::default, |(first, last)| first.span.join(last.span))
    }

    /// Names and cast by what is known so far, without quotes.
    fn names_only(
        &self,
        scores: Vec<LogProbabilities>,
        progress: &dyn Progress,
    ) -> Result<Analysis, Cancelled> {
        let Self { doc, model, tokens, sentences } = self;
        let names = names::decide(doc, tokens, sentences, scores, model.temperature(), progress)?;
        progress.check()?;
        let cast = cast::cast(doc, tokens, sentences, &names);
        Ok(Analysis {
            tokens: tokens.clone(),
            sentences: sentences.clone(),
            mentions: cast.mentions,
            entities: cast.entities,
            ..Analysis::default()
        })
    }

    /// Completes the analysis.
    fn finish(self, mut outputs: HeadOutputs, progress: &mut dyn Progress) -> Result<Analysis, Cancelled> {
        let cast = self.cast(&mut outputs, progress)?;
        self.attribute(cast, outputs, progress)
    }

    /// The cast by its names, which are taken out of the network's output.
    fn cast(&self, outputs: &mut HeadOutputs, progress: &mut dyn Progress) -> Result<Cast, Cancelled> {
        progress.report("cast", 0, 1);
        let scores = std::mem::take(&mut outputs.names);
        let temperature = self.model.temperature();
        let names = names::decide(self.doc, &self.tokens, &self.sentences, scores, temperature, progress)?;
        progress.check()?;
        let cast = cast::cast(self.doc, &self.tokens, &self.sentences, &names);
        progress.check()?;
        Ok(cast)
    }

    /// What follows once the cast is known: the quotes, whom pronouns and descriptions stand for, and thus who
    /// speaks.
    fn attribute(
        self,
        cast: Cast,
        outputs: HeadOutputs,
        progress: &mut dyn Progress,
    ) -> Result<Analysis, Cancelled> {
        let statements = self.statements(&outputs, progress)?;
        let mut outputs = outputs.without_statements();
        let resolved = coref::resolve(self.given(&statements, &outputs), cast);
        let words = std::mem::take(&mut outputs.words);
        drop(outputs); // the vectors of mentions
        self.assemble(statements, resolved, &words, progress)
    }

    /// The same, with the evidence.
    fn explained(
        self,
        cast: Cast,
        outputs: &HeadOutputs,
        progress: &mut dyn Progress,
    ) -> Result<(Analysis, Vec<Decision>, Vec<ExplainedProposal>), Cancelled> {
        let statements = self.statements(outputs, progress)?;
        let (resolved, decisions) = coref::explain(self.given(&statements, outputs), cast);
        let (doc, scorer) = (self.doc, self.model.relation_scorer());
        let analysis = self.assemble(statements, resolved, &outputs.words, progress)?;
        let proposals = relations::explain::explain(doc, &analysis, scorer, &outputs.words);
        Ok((analysis, decisions, proposals))
    }

    /// The statements before their speakers are known, and the trees of the sentences.
    fn statements(
        &self,
        outputs: &HeadOutputs,
        progress: &mut dyn Progress,
    ) -> Result<Statements, Cancelled> {
        progress.report("quotes", 0, 1);
        let Self { doc, model, tokens, sentences } = self;
        let marks = quotes::marks::pair(doc);
        let output = NetworkOutput { voices: &outputs.voices, links: &outputs.links, scorer: &model.links };
        let quotes = quotes::candidates(doc, tokens, sentences, output, &marks);
        progress.check()?;
        Ok(Statements { marks, quotes, syntax: syntax::table(&outputs.parses, sentences) })
    }

    /// The input of coreference.
    fn given<'a>(&'a self, statements: &'a Statements, outputs: &'a HeadOutputs) -> Given<'a> {
        Given {
            doc: self.doc,
            tokens: &self.tokens,
            sentences: &self.sentences,
            syntax: &statements.syntax,
            marks: &statements.marks,
            quotes: &statements.quotes,
            affinity: Some(Affinity {
                mentions: &outputs.mentions,
                references: &outputs.references,
                scorers: &self.model.pairs,
            }),
            ranker: &self.model.ranker,
            listing: &self.model.listing,
        }
    }

    /// The tables, with the relations.
    fn assemble(
        self,
        statements: Statements,
        resolved: Resolved,
        words: &[WordVector],
        progress: &mut dyn Progress,
    ) -> Result<Analysis, Cancelled> {
        progress.check()?;
        let quotes = quotes::attribute(statements.quotes, &resolved.speakers, &statements.marks);
        progress.check()?;
        progress.report("relations", 0, 1);
        let mut analysis = Analysis {
            syntax: statements.syntax,
            tokens: self.tokens,
            sentences: self.sentences,
            mentions: resolved.mentions,
            entities: resolved.entities,
            quotes,
            relations: Table::new(),
        };
        analysis.relations = relations::find(self.doc, &analysis, self.model.relation_scorer(), words);
        progress.check()?;
        Ok(analysis)
    }
}

/// What is said, before it is known by whom.
struct Statements {
    marks: Vec<QuotePair>,
    quotes: Table<quotes::QuoteCandidate>,
    syntax: Table<Syntax>,
}

/// Collects the network's output for the windows, in any order.
struct Listener<'l> {
    draft: &'l Draft<'l>,
    windows: &'l [Window],
    schedule: Schedule,
    outputs: HeadOutputs,
}

impl ResultSink<HeadOutputs> for Listener<'_> {
    fn arrange(&mut self, pending: &mut [usize], progress: &dyn Progress) {
        self.schedule.arrange(progress.visible(), pending);
    }

    fn take(&mut self, index: usize, part: HeadOutputs, progress: &mut dyn Progress) {
        self.outputs.place(self.windows[index].keep.start, part);
        let shows = self.schedule.read(index) && progress.is_watched();
        let (n_read, n_windows) = self.schedule.progress();
        progress.report("names", n_read, n_windows);
        if shows && let Ok(analysis) = self.draft.names_only(self.outputs.names.clone(), progress) {
            progress.partial(analysis);
        }
    }
}
