//! Which words are spoken in whose quotation: each token's innermost quote in quotation marks, and the source of each.

use crate::nlp::coref::source::{self, Head};
use crate::nlp::coref::token_context::TokenContext;
use crate::nlp::quotes::Candidate as Quote;
use crate::text::{Id, Table};

/// The quotes as this stage asks of them.
#[derive(Debug)]
pub(super) struct Speech {
    /// For each token, the innermost quote in whose marked words it stands.
    of_token: Vec<Option<Id<Quote>>>,
    /// For each quote, the one whose source tells its speaker.
    roots: Vec<Id<Quote>>,
    /// For each quote, the head of its source.
    heads: Vec<Option<Head>>,
    /// For each quote, the heads of all others whom its source names: "Lund and Dane".
    others: Vec<Vec<usize>>,
}

impl Speech {
    /// Reads the quotes.
    pub(super) fn read(context: &TokenContext<'_>, quotes: &Table<Quote>) -> Self {
        let heads: Vec<Option<Head>> =
            quotes.rows().iter().map(|quote| source::head(context, *quote.source.first()?)).collect();
        let others =
            quotes.rows().iter().zip(&heads).map(|(quote, head)| match (quote.source.first(), head) {
                (Some(&source), Some(head)) if !head.owns => source::others(context, source, head.token),
                _ => Vec::new(),
            });
        let others = others.collect();
        // The quote that a chain of following ones leads to; one found later in the list follows nobody.
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
            // A content below that ended earlier than one above is dropped once it comes up.
            if context.place(token).quotation > 0 {
                *spoken = open.last().map(|it| it.1);
            }
        }
        Self { of_token, roots, heads, others }
    }

    /// The quote in whose marked words the token stands.
    pub(super) fn of(&self, token: usize) -> Option<Id<Quote>> {
        self.of_token.get(token).copied().flatten()
    }

    /// The quote whose source tells who speaks another.
    pub(super) fn root(&self, quote: Id<Quote>) -> Id<Quote> {
        self.roots[quote.to_usize()]
    }

    /// The head of the words that tell who speaks a quote.
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

    /// Whether a token is the head of a source.
    pub(super) fn is_head(&self, token: usize) -> bool {
        self.heads.iter().flatten().any(|it| it.token == token)
    }

    /// All quotes with a source of their own, and its head.
    pub(super) fn sources(&self) -> impl Iterator<Item = (Id<Quote>, Head)> + '_ {
        self.heads.iter().enumerate().filter_map(|(at, head)| Some((Id::new(at), (*head)?)))
    }
}
