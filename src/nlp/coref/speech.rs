//! Which words are spoken in whose quotation: each token's innermost quote in quotation marks, and the source of each.

use crate::nlp::coref::page::Page;
use crate::nlp::coref::source::{self, Head};
use crate::nlp::quotes::Candidate as Quote;

/// The quotes as this stage asks of them.
#[derive(Debug)]
pub(super) struct Speech {
    /// For each token, the innermost quote in whose marked words it stands.
    of_token: Vec<Option<usize>>,
    /// For each quote, the one whose source tells its speaker.
    roots: Vec<usize>,
    /// For each quote, the head of its source.
    heads: Vec<Option<Head>>,
}

impl Speech {
    /// Reads the quotes.
    pub(super) fn read(page: &Page<'_>, quotes: &[Quote]) -> Self {
        let heads = quotes.iter().map(|quote| source::head(page, *quote.source.first()?)).collect();
        // The quote that a chain of following ones leads to; one found later in the list follows nobody.
        let mut roots: Vec<usize> = Vec::with_capacity(quotes.len());
        for (at, quote) in quotes.iter().enumerate() {
            roots.push(quote.follows.map_or(at, |it| roots.get(it).copied().unwrap_or(it)));
        }
        let mut contents: Vec<(usize, usize, usize)> = Vec::new();
        for (at, quote) in quotes.iter().enumerate() {
            for &span in &quote.content {
                let tokens = page.tokens(span);
                contents.push((tokens.start, tokens.end, at));
            }
        }
        contents.sort_by_key(|&(start, end, at)| (start, std::cmp::Reverse(end), at));
        let mut contents = contents.into_iter().peekable();
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut of_token = vec![None; page.len()];
        for (token, spoken) in of_token.iter_mut().enumerate() {
            while let Some((_, end, at)) = contents.next_if(|it| it.0 <= token) {
                open.push((end, at));
            }
            while open.last().is_some_and(|it| it.0 <= token) {
                open.pop();
            }
            // A content below that ended earlier than one above is dropped once it comes up.
            if page.place(token).quotation > 0 {
                *spoken = open.last().map(|it| it.1);
            }
        }
        Self { of_token, roots, heads }
    }

    /// The quote in whose marked words the token stands.
    pub(super) fn of(&self, token: usize) -> Option<usize> {
        self.of_token.get(token).copied().flatten()
    }

    /// The quote whose source tells who speaks another.
    pub(super) fn root(&self, quote: usize) -> usize {
        self.roots[quote]
    }

    /// The head of the words that tell who speaks a quote.
    pub(super) fn head(&self, quote: usize) -> Option<Head> {
        self.heads[self.roots[quote]]
    }

    /// All quotes with a source of their own, and its head.
    pub(super) fn sources(&self) -> impl Iterator<Item = (usize, Head)> + '_ {
        self.heads.iter().enumerate().filter_map(|(at, head)| Some((at, (*head)?)))
    }
}
