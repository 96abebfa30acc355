//! How old someone is, if the text says so: "Ann Lee, 31, won", "31-year-old Ann Lee", "the 31-year-old".

use std::ops::Range;

use crate::nlp::coref::token_context::TokenContext;
use crate::nlp::coref::word;

/// The most words between an age and the name after it: "31-year-old London shopkeeper Ann Lee".
const BEFORE_NAME: usize = 4;

/// The most digits of an age: "2019" is a year.
const MAX_LENGTH: usize = 2;

/// The age beside a name with these tokens.
pub(super) fn beside(context: &TokenContext<'_>, name: &Range<usize>) -> Option<u32> {
    let (opens, closes) = (context.word(name.end), context.word(name.end + 2));
    let is_set_off =
        opens == "," && matches!(closes, "," | "." | "of" | "from" | "and") || (opens, closes) == ("(", ")");
    let behind = if is_set_off { number(context, name.end + 1) } else { None };
    behind.or_else(|| {
        let start = context.sentence_start(name.start);
        let lowest = start.max(name.start.saturating_sub(BEFORE_NAME + 1));
        let may_stand_between = |it: &usize| {
            let is_common = context.name(*it).is_none() && word::is_open(context.word(*it));
            is_common && !word::is_verb(context.word(*it))
        };
        let old =
            (lowest..name.start).rev().find(|it| !may_stand_between(it) || is_year_old(context, *it))?;
        years(context, old)
    })
}

/// The age in a noun phrase of these tokens.
pub(super) fn within(context: &TokenContext<'_>, tokens: &Range<usize>) -> Option<u32> {
    tokens.clone().find_map(|it| years(context, it))
}

/// Whether the token is the "old" of "31-year-old".
pub(super) fn is_year_old(context: &TokenContext<'_>, at: usize) -> bool {
    years(context, at).is_some()
}

/// The years of the "31-year-old" that ends with the token.
fn years(context: &TokenContext<'_>, old: usize) -> Option<u32> {
    let first = old.checked_sub(4)?;
    let is_one = matches!(context.word(old), "old" | "olds")
        && context.word(old - 1) == "-"
        && matches!(context.word(old - 2), "year" | "years")
        && context.word(old - 3) == "-";
    is_one.then(|| number(context, first)).flatten()
}

fn number(context: &TokenContext<'_>, at: usize) -> Option<u32> {
    let word = context.word(at);
    (word.len() <= MAX_LENGTH).then(|| word.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::cast;
    use crate::nlp::testing::MarkedText;
    use crate::text::Table;

    /// The ages beside the names, then those within the other marks.
    fn ages(marked: &str) -> Vec<Option<u32>> {
        let text = MarkedText::parse(marked);
        let cast = cast::cast(&text.doc, &text.tokens, &text.sentences, &text.found_names());
        let syntax = Table::default();
        let context = TokenContext::read(&text.doc, &text.tokens, &text.sentences, &syntax, &cast, &[]);
        let names = text.names.iter().map(|it| beside(&context, &context.tokens(it.span)));
        let others = text.others.iter().map(|it| within(&context, &context.tokens(it.0)));
        names.chain(others).collect()
    }

    #[test]
    fn an_age_stands_beside_a_name() {
        assert_eq!(ages("[PER Ann Lee], 31, won."), [Some(31)]);
        assert_eq!(ages("[PER Ann Lee] (31) won."), [Some(31)]);
        assert_eq!(ages("31-year-old London shopkeeper [PER Ann Lee] won."), [Some(31)]);
        assert_eq!(ages("[PER Ann Lee], 2019, won. In 31 days [PER Max Roe] won."), [None, None]);
    }

    #[test]
    fn a_description_tells_an_age() {
        assert_eq!(ages("<1 The 31-year-old> won, <1 the man> said."), [Some(31), None]);
    }
}
