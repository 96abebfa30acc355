//! Paragraphs that only introduce the quotation in the next one: "And this, from Mayor Rosa Quispe:", "Next came a
//! letter from Ann Reed."

use std::ops::Range;

use crate::nlp::lexicon;
use crate::nlp::quotes::attributed::AttributedWords;
use crate::nlp::quotes::token_context::TokenContext;

/// The most tokens of the sentence that introduces it.
const MAX_LENGTH: usize = 20;

/// Quotations that are whole paragraphs, after a sentence that says from whom they are.
pub(super) fn find(context: TokenContext<'_>) -> Vec<AttributedWords> {
    let mut found = Vec::new();
    for quotation in context.quotations {
        let Range { start, end } = quotation.tokens;
        let block = context.block_tokens(start);
        let is_alone = block.start == start && !(end..block.end).any(|it| context.is_word(it));
        let Some(last) = start.checked_sub(1).filter(|_| is_alone) else { continue };
        let sentence = context.sentence(last).start..start;
        if let Some(source) = writer(context, sentence.clone()) {
            found.push(AttributedWords { content: start..end, cue: last..start, source });
        }
    }
    found
}

/// The person whom a sentence names after "from", if it ends with a colon or mentions a letter.
fn writer(context: TokenContext<'_>, sentence: Range<usize>) -> Option<Range<usize>> {
    let end = sentence.end - 1;
    let is_marked = sentence.clone().any(|it| context.quotation_at(it).is_some());
    let word = |at: usize| context.text(at).to_lowercase();
    let from = sentence.clone().find(|&it| word(it) == "from")?;
    let leads = match context.text(end) {
        ":" => true,
        "." => sentence.clone().any(|it| lexicon::speech::is_sent(&word(it))),
        _ => false,
    };
    // "From the desk of Owen Pratt"
    let desk =
        (from..end).find(|&it| matches!(context.text(it), "desk" | "pen" | "office") && word(it + 1) == "of");
    let start = desk.map_or(from + 1, |it| it + 2);
    let is_named = (start..end).any(|it| context.text(it).starts_with(char::is_uppercase));
    (leads && !is_marked && is_named && sentence.len() <= MAX_LENGTH).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::quotes::testing::TestText;

    fn check(text: &str, expected: &[&str]) {
        let sample = TestText::new(text);
        let found = find(sample.context());
        assert_eq!(found.iter().map(|it| sample.text(&it.source)).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn a_paragraph_leads_in_the_next() {
        check("It moved all. And this, from Mayor Ann Lee:\n\n“We will not.”", &["Mayor Ann Lee"]);
        check("Next came a letter from Ann Lee.\n\n“We will not.”", &["Ann Lee"]);
        check("From the desk of Ann Lee.\n\n“We will not.”", &["Ann Lee"]);
    }

    #[test]
    fn a_paragraph_that_only_has_a_from_leads_in_nothing() {
        check("He came from Ohio.\n\n“We will not.”", &[]);
        check("This is from the shop:\n\n“We will not.”", &[]);
        check("And this, from Lee:\n\n“We will not,” said Ito.", &[]);
        check("“We will not.”", &[]);
    }
}
