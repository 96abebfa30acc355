//! Who does what in a sentence: for each word its part of speech, the word that it depends on, and its function for
//! that word.
//!
//! The network scores tags, heads and functions (Dozat and Manning 2017); this module has their names and the tree
//! that is made from the scores. The scheme is that of Universal Dependencies, as in GUM and EWT 2.16.

pub(crate) mod tree;

use std::num::NonZeroI16;

use crate::nlp::analysis::row::{Sentence, Token};
use crate::text::{Id, Table};

/// The role of a word in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Syntax {
    /// Its part of speech.
    pub tag: Tag,
    /// The word that it depends on, in the same sentence; `None` for the one on which all others depend.
    pub head: Option<Id<Token>>,
    /// Its function for that word.
    pub function: Function,
}

/// Defines an enum of names in the model's order, with conversions from numbers and to the names in the treebanks.
macro_rules! names {
    ($(#[$about:meta])* $kind:ident { $($(#[$doc:meta])* $name:ident = $spelled:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $kind { $($(#[$doc])* $name),+ }

        impl $kind {
            /// All of them, in the model's order.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its name in the treebanks.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $spelled),+ }
            }
        }
    };
}

names! {
    /// A part of speech.
    Tag {
        /// "tall"
        Adjective = "ADJ",
        /// "of", "by"; also after its noun.
        Adposition = "ADP",
        /// "soon"; but "not" is a particle.
        Adverb = "ADV",
        /// "has", "will", "is"
        Auxiliary = "AUX",
        /// "and"
        Coordinator = "CCONJ",
        /// "the"
        Determiner = "DET",
        /// "oh"
        Interjection = "INTJ",
        /// "house"
        Noun = "NOUN",
        /// "ten"
        Number = "NUM",
        /// "to", "not", "'s"
        Particle = "PART",
        /// "she", "who"
        Pronoun = "PRON",
        /// "London"
        Name = "PROPN",
        /// ","
        Punctuation = "PUNCT",
        /// "that", "because"
        Subordinator = "SCONJ",
        /// "$"
        Symbol = "SYM",
        /// "goes"
        Verb = "VERB",
        /// What is none of these.
        Other = "X",
    }
}

names! {
    /// The function of a word for its head.
    Function {
        /// The word on which all others depend.
        Root = "root",
        /// "*She* sings"
        Subject = "nsubj",
        /// "*She* was seen"
        PassiveSubject = "nsubj:pass",
        /// "saw *her*"
        Object = "obj",
        /// "gave *her* a book"
        IndirectObject = "iobj",
        /// "*That she sings* is known"
        ClauseSubject = "csubj",
        /// "said that she *sings*"
        Clause = "ccomp",
        /// "wants to *sing*"
        OpenClause = "xcomp",
        /// "spoke to *her*"
        Oblique = "obl",
        /// "seen by *her*"
        Agent = "obl:agent",
        /// "sang last *night*"
        BareOblique = "obl:unmarked",
        /// "left when she *sang*"
        AdverbialClause = "advcl",
        /// "sang *well*"
        AdverbialModifier = "advmod",
        /// "*has* sung"
        AuxiliaryVerb = "aux",
        /// "*was* seen"
        PassiveAuxiliary = "aux:pass",
        /// "she *is* a singer"
        Copula = "cop",
        /// "*that* she sings", "*to* sing"
        Marker = "mark",
        /// "*the* song"
        Determiner = "det",
        /// "a *long* song"
        AdjectivalModifier = "amod",
        /// "a song of *hers*"
        NominalModifier = "nmod",
        /// "*her* song"
        Possessor = "nmod:poss",
        /// "a week *ago*"
        BareNominalModifier = "nmod:unmarked",
        /// "*President* Obama"
        Title = "nmod:desc",
        /// "*ten* songs"
        Numeral = "nummod",
        /// "Ann, the *singer*"
        Apposition = "appos",
        /// "a song *sung* by her"
        Participle = "acl",
        /// "a song that she *sings*"
        RelativeClause = "acl:relcl",
        /// "*phone* book"
        Compound = "compound",
        /// "gave *up*"
        VerbParticle = "compound:prt",
        /// "Ann *Lee*"
        Flat = "flat",
        /// "because *of*"
        Fixed = "fixed",
        /// "*of* the song"
        Case = "case",
        /// "*and* wrote"
        Coordinator = "cc",
        /// "sang and *wrote*"
        Conjunct = "conj",
        /// A punctuation mark.
        Punctuation = "punct",
        /// "*there* is"
        Expletive = "expl",
        /// "“Well,” she *said*"
        Parataxis = "parataxis",
        /// "*well*, no"
        Discourse = "discourse",
        /// "come, *Ann*"
        Vocative = "vocative",
        /// An item of a list.
        List = "list",
        /// What is said again.
        Repair = "reparandum",
        /// What is none of these.
        Other = "dep",
    }
}

/// The role of a token in its sentence, or in the part of it inside a window; small, because a long text has many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Parse {
    pub(crate) tag: Tag,
    /// The distance from the token to its head; `None` for a root.
    pub(crate) head: Option<NonZeroI16>,
    pub(crate) function: Function,
}

impl Parse {
    /// The default for a token that the network has not read.
    pub(crate) const UNKNOWN: Self = Self { tag: Tag::Other, head: None, function: Function::Root };
}

/// The table for the network's output. A sentence that was read in parts becomes one tree: the roots of later parts
/// depend on the first one's.
pub(crate) fn table(parses: &[Parse], sentences: &Table<Sentence>) -> Table<Syntax> {
    let mut rows = Vec::with_capacity(parses.len());
    for sentence in sentences.rows() {
        let tokens = sentence.tokens.to_range();
        let mut root = None;
        for (at, parse) in parses.iter().enumerate().take(tokens.end).skip(tokens.start) {
            let distance = parse.head.map(|it| isize::from(it.get()));
            let head = distance.and_then(|it| at.checked_add_signed(it)).filter(|it| tokens.contains(it));
            let mut syntax = Syntax { tag: parse.tag, head: head.map(Id::new), function: parse.function };
            if head.is_none() {
                match root {
                    None => root = Some(at),
                    Some(root) => {
                        syntax.head = Some(Id::new(root));
                        syntax.function = Function::Parataxis;
                    }
                }
            }
            rows.push(syntax);
        }
    }
    Table::from(rows)
}

/// Returns what is wrong with a table of syntax, if anything: it must be empty, or make each sentence a tree.
pub(crate) fn check(table: &Table<Syntax>, sentences: &Table<Sentence>) -> Result<(), String> {
    if table.is_empty() {
        return Ok(());
    }
    let n_tokens = sentences.rows().last().map_or(0, |it| it.tokens.to_range().end);
    if table.len() != n_tokens {
        return Err(format!("{n_tokens} tokens have {} rows of syntax", table.len()));
    }
    for sentence in sentences.rows() {
        let tokens = sentence.tokens.to_range();
        // Words that are known to lead to the root.
        let mut leads = vec![false; tokens.len()];
        let mut roots = 0;
        for start in tokens.clone() {
            let mut path = Vec::new();
            let mut at = start;
            while !leads[at - tokens.start] {
                path.push(at);
                let Some(row) = table.get(Id::new(at)) else {
                    return Err(format!("token {at} has no syntax"));
                };
                match row.head.map(Id::to_usize) {
                    None => {
                        roots += 1;
                        break;
                    }
                    Some(head) if tokens.contains(&head) && path.len() <= tokens.len() => at = head,
                    Some(head) => {
                        return Err(format!("token {at} depends on {head} in a circle or elsewhere"));
                    }
                }
            }
            for it in path {
                leads[it - tokens.start] = true;
            }
        }
        if roots != 1 {
            return Err(format!("sentence {:?} has {roots} roots", sentence.tokens));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{IdRange, Span};

    /// The table for one sentence of words with these distances to their heads.
    fn parsed(distances: &[Option<i16>]) -> (Table<Syntax>, Table<Sentence>) {
        let parse = |&distance: &Option<i16>| Parse {
            tag: Tag::Noun,
            head: distance.and_then(NonZeroI16::new),
            function: if distance.is_none() { Function::Root } else { Function::Other },
        };
        let tokens = IdRange::new(0, distances.len());
        let sentences = Table::from(vec![Sentence { span: Span::new(0, 1), tokens }]);
        let parses: Vec<Parse> = distances.iter().map(parse).collect();
        (table(&parses, &sentences), sentences)
    }

    #[test]
    fn parts_of_a_sentence_become_one_tree() {
        let (syntax, sentences) = parsed(&[None, Some(-1), Some(1), None]);
        assert_eq!(check(&syntax, &sentences), Ok(()));
        let last = syntax[Id::new(3)];
        assert_eq!((last.head, last.function), (Some(Id::new(0)), Function::Parataxis));
    }

    #[test]
    fn a_circle_is_no_tree() {
        let (syntax, sentences) = parsed(&[None, Some(1), Some(-1)]);
        assert!(check(&syntax, &sentences).is_err());
    }

    #[test]
    fn names_are_in_the_models_order() {
        assert_eq!((Tag::ALL.len(), Function::ALL.len()), (17, 42));
        assert_eq!((Tag::ALL[15], Tag::ALL[15].name()), (Tag::Verb, "VERB"));
        assert_eq!((Function::ALL[9], Function::ALL[41].name()), (Function::Agent, "dep"));
        assert!(Tag::ALL.iter().enumerate().all(|(at, it)| *it as usize == at));
        assert!(Function::ALL.iter().enumerate().all(|(at, it)| *it as usize == at));
    }
}
