//! The order of the stages: tokens, sentences, names, cast, quotes, coreference, speakers, syntax, relations.

use crate::document::Document;
use crate::nlp::cast::Cast;
use crate::nlp::coref::Affinity;
use crate::nlp::encoder::input::Input;
use crate::nlp::encoder::readout::Readout;
use crate::nlp::encoder::scorer::Scorer;
use crate::nlp::encoder::window::{self, Window};
use crate::nlp::model::Model;
use crate::nlp::names::label::LogProbabilities;
use crate::nlp::parallel::{self, Customer};
use crate::nlp::quotes::Heard;
use crate::nlp::schedule::Schedule;
use crate::nlp::{
    Analysis, Cancelled, Progress, Sentence, Token, cast, coref, names, quotes, relations, sentence, syntax,
    token,
};
use crate::text::{Span, Table};

/// How to analyze.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Config {
    /// Threads to work on; the result is the same for any number. 0 counts as 1.
    pub threads: usize,
}

/// Finds the names of a document, joins them to a cast, and finds who said what.
pub fn analyze(
    doc: &Document,
    model: &Model,
    config: &Config,
    progress: &mut dyn Progress,
) -> Result<Analysis, Cancelled> {
    progress.check()?;
    let tokens = token::tokenize(doc);
    progress.check()?;
    let sentences = sentence::split(doc, &tokens);
    let input = Input::read(doc, &tokens, &sentences, &model.vocabulary, progress)?;
    let draft = Draft { doc, model, tokens, sentences };
    let readout = draft.score(&input, config.threads, progress)?;
    let analysis = draft.finish(readout, progress)?;
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
    let tokens = token::tokenize(doc);
    let sentences = sentence::split(doc, &tokens);
    let input = Input::read(doc, &tokens, &sentences, &model.vocabulary, progress)?;
    let draft = Draft { doc, model, tokens, sentences };
    let readout = draft.score(&input, config.threads, progress)?;
    draft.attribute(cast, &readout, progress)
}

/// What is known before there are names.
struct Draft<'d> {
    doc: &'d Document,
    model: &'d Model,
    tokens: Table<Token>,
    sentences: Table<Sentence>,
}

impl Draft<'_> {
    /// What the network says of the tokens.
    fn score(
        &self,
        input: &Input,
        threads: usize,
        progress: &mut dyn Progress,
    ) -> Result<Readout, Cancelled> {
        let windows = window::cut(&self.sentences, input, self.model.max_pieces());
        let spans = windows.iter().map(|window| self.span(window)).collect();
        let readout = Readout::silent(self.tokens.len());
        let mut listener =
            Listener { draft: self, windows: &windows, schedule: Schedule::new(spans), readout };
        let work = |scorer: &mut Scorer<'_>, window: &Window| scorer.read(window, input);
        let scorer = || Scorer::new(self.model);
        parallel::map(&windows, threads, progress, scorer, work, &mut listener)?;
        Ok(listener.readout)
    }

    /// The words that a window tells something of.
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

    /// All of it.
    fn finish(self, mut readout: Readout, progress: &mut dyn Progress) -> Result<Analysis, Cancelled> {
        progress.report("cast", 0, 1);
        let scores = std::mem::take(&mut readout.names);
        let temperature = self.model.temperature();
        let names = names::decide(self.doc, &self.tokens, &self.sentences, scores, temperature, progress)?;
        progress.check()?;
        let cast = cast::cast(self.doc, &self.tokens, &self.sentences, &names);
        progress.check()?;
        self.attribute(cast, &readout, progress)
    }

    /// What follows once the cast is known: the quotes, whom pronouns and descriptions stand for, and so who speaks.
    fn attribute(
        self,
        cast: Cast,
        readout: &Readout,
        progress: &mut dyn Progress,
    ) -> Result<Analysis, Cancelled> {
        let Self { doc, model, tokens, sentences } = self;
        progress.report("quotes", 0, 1);
        let marks = quotes::marks::pair(doc);
        let heard = Heard { voices: &readout.voices, links: &readout.links, scorer: &model.links };
        let candidates = quotes::candidates(doc, &tokens, &sentences, heard, &marks);
        progress.check()?;
        let affinity = Affinity { references: &readout.references, scorer: &model.pairs };
        let resolved = coref::resolve(doc, &tokens, &sentences, cast, &marks, &candidates, Some(affinity));
        progress.check()?;
        let quotes = quotes::attribute(candidates, &resolved.speakers, &marks);
        progress.check()?;
        progress.report("relations", 0, 1);
        let mut analysis = Analysis {
            syntax: syntax::table(&readout.parses, &sentences),
            tokens,
            sentences,
            mentions: resolved.mentions,
            entities: resolved.entities,
            quotes,
            relations: Table::new(),
        };
        analysis.relations = relations::find(doc, &analysis);
        progress.check()?;
        Ok(analysis)
    }
}

/// Takes what the network says of the windows, in any order.
struct Listener<'l> {
    draft: &'l Draft<'l>,
    windows: &'l [Window],
    schedule: Schedule,
    readout: Readout,
}

impl Customer<Readout> for Listener<'_> {
    fn arrange(&mut self, pending: &mut [usize], progress: &dyn Progress) {
        self.schedule.arrange(progress.visible(), pending);
    }

    fn take(&mut self, index: usize, part: Readout, progress: &mut dyn Progress) {
        self.readout.place(self.windows[index].keep.start, part);
        let shows = self.schedule.read(index);
        let (n_read, n_windows) = self.schedule.progress();
        progress.report("names", n_read, n_windows);
        if shows && let Ok(analysis) = self.draft.names_only(self.readout.names.clone(), progress) {
            progress.partial(analysis);
        }
    }
}
