//! Names in quotation marks, which no one says: "Hakan “The Wall” Yıldırım", "a man known as “Stubby,”", "the novel
//! “Nine Doors”".

use std::ops::Range;

use crate::nlp::lexicon;
use crate::nlp::quotes::quotation::Quotation;
use crate::nlp::quotes::token_context::TokenContext;
use crate::nlp::quotes::voice::{Layer, VoiceScores};

/// The most words of such a name.
const MAX_LENGTH: usize = 5;

/// The most tokens between "know" and "as".
const REACH: usize = 8;

/// The quotations that are names, unless what precedes them is said, too: "She said that “The Rock” had won."
pub(super) fn find(context: TokenContext<'_>, voices: &[VoiceScores]) -> Vec<Range<usize>> {
    let is_said = |at: usize| at.checked_sub(1).is_some_and(|it| voices[it].is_inside(Layer::Content) > 0.5);
    let titled = context.quotations.iter().filter(|it| is_titled(context, it)).map(|it| &it.tokens);
    let name = |tokens: &Range<usize>| {
        let known = known_from(context, tokens.start).map(|it| it..tokens.end);
        known.or_else(|| (!is_said(tokens.start) && is_name(context, tokens)).then(|| tokens.clone()))
    };
    titled.filter_map(name).collect()
}

/// Whether a quotation is short and its words have capitals, like a name.
fn is_titled(context: TokenContext<'_>, quotation: &Quotation) -> bool {
    let words = || quotation.tokens.clone().filter(|&it| context.is_word(it)).map(|it| context.text(it));
    let is_title = |it: &str| it.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    quotation.n_words <= MAX_LENGTH
        && words().next().is_some_and(is_title)
        && words().all(|it| is_title(it) || lexicon::function_word::is_joint(it) || it == "a")
}

/// Where the phrase with "known" begins: "Police know | him as “The Dutchman.”"
fn known_from(context: TokenContext<'_>, start: usize) -> Option<usize> {
    let before = start.checked_sub(1).filter(|&it| context.text(it) == "as")?;
    let verb = (start.saturating_sub(REACH)..before)
        .rev()
        .find(|&it| lexicon::name::is_knowing(context.text(it)))?;
    Some(verb + 1)
}

/// Whether the words around a quotation make it a name.
fn is_name(context: TokenContext<'_>, &Range { start, end }: &Range<usize>) -> bool {
    let word = |back: usize| start.checked_sub(back).map_or("", |it| context.text(it));
    let before = if word(1) == "," { word(2) } else { word(1) };
    let is_between = || {
        let is_capital =
            |it: &str| it.starts_with(char::is_uppercase) && !lexicon::function_word::is_article(it);
        let follows = context.get(end).is_some_and(is_capital);
        follows && is_capital(word(1)) && !lexicon::preposition::is_preposition(&word(1).to_lowercase())
    };
    lexicon::name::introduces_name(before) || is_between()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::quotes::testing::TestText;

    fn check(text: &str, said: &[&str], expected: &[&str]) {
        let sample = TestText::new(text);
        let said: Vec<_> = said.iter().map(|&it| (Layer::Content, it)).collect();
        let found = find(sample.context(), &sample.voices(&said));
        assert_eq!(found.iter().map(|it| sample.text(it)).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn names_of_people_and_works_are_not_said() {
        check("Tommy “The Rock” Vance won.", &[], &["“The Rock”"]);
        check("A man nicknamed “Red” left.", &[], &["“Red”"]);
        check("Police know him as “The Dutchman.”", &[], &["him as “The Dutchman.”"]);
        check("Her novel, “Nine Doors”, sold.", &[], &["“Nine Doors”"]);
    }

    #[test]
    fn short_quotations_that_somebody_says_are_no_names() {
        check("Ann said “Stop” and left.", &[], &[]);
        check("Lee shouted “Thank God” twice.", &[], &[]);
        check("She said the boxer “Red” won.", &["the boxer “Red” won"], &[]);
        check("He called the book “a joke”.", &[], &[]);
    }
}
