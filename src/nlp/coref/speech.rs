//! Which words are spoken in which quotation: each token's innermost quote in the speaker's own words, and the source
//! of each quote.

use std::collections::HashSet;

use crate::nlp::cast::Cast;
use crate::nlp::coref::implied;
use crate::nlp::coref::interview;
use crate::nlp::coref::source::{self, Head};
use crate::nlp::coref::token_context::TokenContext;
use crate::nlp::lexicon;
use crate::nlp::quotes::{QuoteCandidate as Quote, Setting};
use crate::text::{Id, Span, Table};

/// The quotes, as this stage needs them.
#[derive(Debug)]
pub(super) struct Speech {
    /// For each token, the innermost quote whose speaker's own words contain it.
    of_token: Vec<Option<Id<Quote>>>,
    /// For each quote, the quote whose source names its speaker.
    roots: Vec<Id<Quote>>,
    /// For each quote, the head of its source.
    heads: Vec<Option<Head>>,
    /// For each quote, the heads of all others whom its source names: "Lund and Dane".
    others: Vec<Vec<usize>>,
    /// The tokens of all heads.
    tokens: HashSet<usize>,
}

impl Speech {
    /// Reads the quotes.
    pub(super) fn read(context: &TokenContext<'_>, cast: &Cast, quotes: &Table<Quote>) -> Self {
        let answerer = interview::answerer(context, cast, quotes).map(Head::of);
        let head = |quote: &Quote| match quote.setting {
            Setting::Interview if answerer.is_some() => answerer,
            _ => match quote.source.first() {
                Some(source) => source::head(context, *source),
                None => implied::actor(context, cast, quote).map(Head::of),
            },
        };
        let mut heads: Vec<Option<Head>> = quotes.rows().iter().map(head).collect();
        same_texts(context, quotes, &mut heads);
        let others =
            quotes.rows().iter().zip(&heads).map(|(quote, head)| match (quote.source.first(), head) {
                (Some(&source), Some(head)) if !head.owns => source::others(context, source, head.token),
                _ => Vec::new(),
            });
        let others: Vec<Vec<usize>> = others.collect();
        let tokens =
            heads.iter().flatten().map(|it| it.token).chain(others.iter().flatten().copied()).collect();
        // The quote that a chain of following ones leads to. One that comes later in the list follows no one.
        let mut roots: Vec<Id<Quote>> = Vec::with_capacity(quotes.len());
        for (at, quote) in quotes.iter() {
            roots.push(quote.follows.map_or(at, |it| roots.get(it.to_usize()).copied().unwrap_or(it)));
        }
        let mut contents: Vec<(usize, usize, Id<Quote>)> = Vec::new();
        for (at, quote) in quotes.iter() {
            for &span in &quote.content {
                let tokens = context.tokens(span);
                contents.push((tokens.start, tokens.end, at));
            }
        }
        contents.sort_by_key(|&(start, end, at)| (start, std::cmp::Reverse(end), at));
        let mut contents = contents.into_iter().peekable();
        let mut open: Vec<(usize, Id<Quote>)> = Vec::new();
        let mut of_token = vec![None; context.len()];
        for (token, spoken) in of_token.iter_mut().enumerate() {
            while let Some((_, end, at)) = contents.next_if(|it| it.0 <= token) {
                open.push((end, at));
            }
            while open.last().is_some_and(|it| it.0 <= token) {
                open.pop();
            }
            // A content lower down that ended earlier than one above it is dropped once it comes to the top.
            let is_marked = context.place(token).quotation > 0;
            let said = open.last().map(|it| it.1);
            *spoken = said.filter(|it| is_marked || quotes[*it].setting != Setting::Article);
        }
        Self { of_token, roots, heads, others, tokens }
    }

    /// The quote whose speaker's own words contain the token.
    pub(super) fn of(&self, token: usize) -> Option<Id<Quote>> {
        self.of_token.get(token).copied().flatten()
    }

    /// The quote whose source says who speaks another one.
    pub(super) fn root(&self, quote: Id<Quote>) -> Id<Quote> {
        self.roots[quote.to_usize()]
    }

    /// The head of the words that say who speaks a quote.
    pub(super) fn head(&self, quote: Id<Quote>) -> Option<Head> {
        self.heads[self.root(quote).to_usize()]
    }

    /// The heads of all others whom the source of a quote names.
    pub(super) fn others(&self, quote: Id<Quote>) -> &[usize] {
        &self.others[self.root(quote).to_usize()]
    }

    /// All quotes, in order.
    pub(super) fn ids(&self) -> impl Iterator<Item = Id<Quote>> + use<> {
        (0..self.roots.len()).map(Id::new)
    }

    /// Whether a token is the head of a source, or of another speaker in it.
    pub(super) fn is_head(&self, token: usize) -> bool {
        self.tokens.contains(&token)
    }

    /// All quotes with their own source, and its head.
    pub(super) fn sources(&self) -> impl Iterator<Item = (Id<Quote>, Head)> + '_ {
        self.heads.iter().enumerate().filter_map(|(at, head)| Some((Id::new(at), (*head)?)))
    }
}

/// "A report by Acme said … The report added": a text without a named owner is the one that spoke last.
fn same_texts(context: &TokenContext<'_>, quotes: &Table<Quote>, heads: &mut [Option<Head>]) {
    let mut last: Option<Head> = None;
    for (quote, head) in quotes.rows().iter().zip(heads) {
        let words = |span: &Span| context.tokens(*span);
        let cue = quote.cue.iter().flat_map(words);
        let is_written = || cue.into_iter().any(|it| lexicon::speech::is_document(context.word(it)));
        match head {
            Some(head) if head.owns || is_written() => last = Some(*head),
            None if quote.source.first().is_some_and(|it| source::is_text(context, *it)) => {
                *head = last.map(Head::again);
            }
            _ => {}
        }
    }
}
