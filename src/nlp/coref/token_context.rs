//! The text, as this stage reads it: for each token its word, sentence, block, quotation and name.

use std::ops::Range;

use crate::document::Document;
use crate::nlp::cast::Cast;
use crate::nlp::quotes::marks::QuotePair;
use crate::nlp::syntax::{Function, Syntax, Tag};
use crate::nlp::{EntityKind, Mention, Sentence, Token};
use crate::text::{Id, Span, Table};

/// What a token is part of.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    /// The number of the sentence.
    pub(super) sentence: usize,
    /// The number of the block.
    pub(super) block: usize,
    /// The outermost pair of quotation marks around it, counted from 1; 0 outside any.
    pub(super) quotation: usize,
    /// The name of a member of the cast that it is part of.
    pub(super) name: Option<Id<Mention>>,
    /// Whether it is part of a name of any kind.
    pub(super) is_name: bool,
}

/// The same in half the space, because a long text has many of them.
#[derive(Debug, Clone, Copy, Default)]
struct KeptPlace {
    sentence: u32,
    block: u32,
    quotation: u32,
    name: Option<Id<Mention>>,
    is_name: bool,
}

/// The words of a text in lower case, in one piece.
#[derive(Debug)]
struct LowerWords {
    text: String,
    /// Where each begins in it, and where the last one ends.
    starts: Vec<u32>,
}

/// Tokens with what is asked about them.
#[derive(Debug)]
pub(super) struct TokenContext<'d> {
    doc: &'d Document,
    tokens: &'d Table<Token>,
    sentences: &'d Table<Sentence>,
    syntax: &'d Table<Syntax>,
    words: LowerWords,
    places: Vec<KeptPlace>,
    /// The kind of entity for each name of the cast.
    kinds: Vec<EntityKind>,
}

impl<'d> TokenContext<'d> {
    /// Reads a document.
    pub(super) fn read(
        doc: &'d Document,
        tokens: &'d Table<Token>,
        sentences: &'d Table<Sentence>,
        syntax: &'d Table<Syntax>,
        cast: &Cast,
        marks: &[QuotePair],
    ) -> Self {
        let words = LowerWords::of(tokens.rows().iter().map(|token| doc.slice(token.span)));
        let mut places = vec![KeptPlace::default(); tokens.len()];
        for (number, sentence) in sentences.rows().iter().enumerate() {
            for place in &mut places[sentence.tokens.to_range()] {
                place.sentence = kept(number);
            }
        }
        let mut block = 0;
        let mut outer = marks.iter().filter(|it| it.depth == 0).enumerate().peekable();
        let mut names = cast.mentions.iter().peekable();
        let mut others = cast.others.iter().peekable();
        for (token, place) in tokens.rows().iter().zip(&mut places) {
            let start = token.span.start();
            while doc.blocks().rows().get(block).is_some_and(|it| it.span.end() <= start) {
                block += 1;
            }
            while outer.next_if(|it| it.1.span.end() <= start).is_some() {}
            while names.next_if(|it| it.1.span.end() <= start).is_some() {}
            while others.next_if(|it| it.end() <= start).is_some() {}
            place.block = kept(block);
            place.quotation =
                outer.peek().filter(|it| it.1.span.overlaps(token.span)).map_or(0, |it| kept(it.0 + 1));
            place.name = names.peek().filter(|it| it.1.span.overlaps(token.span)).map(|it| it.0);
            place.is_name = place.name.is_some() || others.peek().is_some_and(|it| it.overlaps(token.span));
        }
        let kind = |it: &Mention| cast.entities[it.entity].kind;
        let kinds = cast.mentions.rows().iter().map(kind).collect();
        Self { doc, tokens, sentences, syntax, words, places, kinds }
    }

    /// The number of tokens.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// The word in lower case; empty outside the text.
    pub(super) fn word(&self, at: usize) -> &str {
        self.words.get(at).unwrap_or_default()
    }

    /// The word before a token; empty at the start of its sentence.
    pub(super) fn before(&self, at: usize) -> &str {
        if at == 0 || at > self.len() || self.sentence_start(at.min(self.len() - 1)) == at {
            ""
        } else {
            self.word(at - 1)
        }
    }

    /// The text of the token.
    pub(super) fn text(&self, at: usize) -> &'d str {
        self.tokens.rows().get(at).map_or("", |token| self.doc.slice(token.span))
    }

    /// Whether the token begins with a capital letter.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.text(at).starts_with(char::is_uppercase)
    }

    /// What the token is part of.
    pub(super) fn place(&self, at: usize) -> Place {
        self.places.get(at).map_or_else(Place::default, |it| Place {
            sentence: it.sentence as usize,
            block: it.block as usize,
            quotation: it.quotation as usize,
            name: it.name,
            is_name: it.is_name,
        })
    }

    /// The token's part of speech, if there is a tree.
    pub(super) fn tag(&self, at: usize) -> Option<Tag> {
        self.syntax.rows().get(at).map(|it| it.tag)
    }

    /// The token's function for the word that it depends on, if there is a tree.
    pub(super) fn function(&self, at: usize) -> Option<Function> {
        self.syntax.rows().get(at).map(|it| it.function)
    }

    /// The word that the token depends on, if there is a tree and it is not the root.
    pub(super) fn governor(&self, at: usize) -> Option<usize> {
        self.syntax.rows().get(at).and_then(|it| it.head).map(Id::to_usize)
    }

    /// The name that the token is part of.
    pub(super) fn name(&self, at: usize) -> Option<Id<Mention>> {
        self.place(at).name
    }

    /// Whether the token is part of a person's name.
    pub(super) fn is_person(&self, at: usize) -> bool {
        self.is_of(at, EntityKind::Person)
    }

    /// Whether the token is part of an organization's name.
    pub(super) fn is_organization(&self, at: usize) -> bool {
        self.is_of(at, EntityKind::Organization)
    }

    fn is_of(&self, at: usize, kind: EntityKind) -> bool {
        self.name(at).is_some_and(|it| self.kinds[it.to_usize()] == kind)
    }

    /// The first token of the token's sentence.
    pub(super) fn sentence_start(&self, at: usize) -> usize {
        self.sentence(at).start
    }

    /// The tokens of the token's sentence.
    pub(super) fn sentence(&self, at: usize) -> Range<usize> {
        self.sentences.rows().get(self.place(at).sentence).map_or(at..at, |it| it.tokens.to_range())
    }

    /// The span of some tokens; there must be at least one.
    pub(super) fn span(&self, tokens: &Range<usize>) -> Span {
        let rows = self.tokens.rows();
        rows[tokens.start].span.join(rows[tokens.end - 1].span)
    }

    /// The text from one token to before another; there must be at least one token between.
    pub(super) fn between(&self, start: usize, end: usize) -> &'d str {
        self.doc.slice(self.span(&(start..end)))
    }

    /// The tokens that overlap a span.
    pub(super) fn tokens(&self, span: Span) -> Range<usize> {
        let rows = self.tokens.rows();
        let start = rows.partition_point(|token| token.span.end() <= span.start());
        start..rows.partition_point(|token| token.span.start() < span.end()).max(start)
    }
}

impl LowerWords {
    fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut lower = Self { text: String::new(), starts: vec![0] };
        for word in words {
            if word.chars().any(char::is_uppercase) {
                lower.text.push_str(&word.to_lowercase());
            } else {
                lower.text.push_str(word);
            }
            lower.starts.push(kept(lower.text.len()));
        }
        lower
    }

    fn get(&self, at: usize) -> Option<&str> {
        let (start, end) = (*self.starts.get(at)?, *self.starts.get(at + 1)?);
        self.text.get(start as usize..end as usize)
    }
}

fn kept(number: usize) -> u32 {
    u32::try_from(number).expect("texts are capped at 64 MiB")
}
