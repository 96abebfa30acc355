//! The words beside a cue or a quotation that say who speaks, if the network has none or not all of them.

use std::ops::Range;

use crate::nlp::lexicon;
use crate::nlp::lexicon::pronoun;
use crate::nlp::quotes::token_context::TokenContext;

/// The most words of a name after a cue.
const MAX_NAME: usize = 6;

/// The most tokens of a source that is read from the text.
const MAX_LENGTH: usize = 12;

/// The most tokens by which a source may be too short.
const CUT: usize = 6;

/// A source extended to its noun phrase, of which the network may have seen only the beginning: "the | weather
/// station said", "said Mayor Rosa | Quispe".
pub(super) fn whole(context: TokenContext<'_>, source: Range<usize>, cue: &Range<usize>) -> Range<usize> {
    let limit = if source.end <= cue.start { cue.start } else { context.sentence(source.start).end };
    let limit = limit.min(source.end + CUT).min(context.sentence(source.start).end);
    let last = context.text(source.end - 1);
    let is_begun =
        lexicon::function_word::is_determiner(&last.to_lowercase()) || pronoun::is_possessive(last);
    let is_named = last.starts_with(char::is_uppercase);
    let goes_on = |at: usize| {
        let text = context.text(at);
        let is_name = text.starts_with(char::is_uppercase) && !lexicon::date::is_date(text);
        is_name && (is_begun || is_named) || is_begun && is_noun(text) || is_particle(text) && is_named
    };
    let mut end = source.end;
    while end < limit && goes_on(end) {
        end += 1;
    }
    // The particle needs the name after it.
    while end > source.end && is_particle(context.text(end - 1)) {
        end -= 1;
    }
    source.start..end
}

/// The source directly after a cue: "according to | Ann Lee", "“…,” explained | the director, Ann Lee".
pub(super) fn behind(
    context: TokenContext<'_>,
    content: &[Range<usize>],
    cue: &Range<usize>,
) -> Option<Range<usize>> {
    let first = context.text(cue.start).to_lowercase();
    let before = cue.start.checked_sub(1)?;
    let is_behind_content = lexicon::speech::is_speech(&first)
        && content.iter().any(|it| it.end == cue.start || it.end == before && !context.is_word(before));
    if first != "according" && !is_behind_content {
        return None;
    }
    if context.get(cue.end).is_some_and(lexicon::pronoun::is_pronoun) {
        return Some(cue.end..cue.end + 1 + usize::from(pronoun::is_possessive(context.text(cue.end))));
    }
    let ends = |at: &usize| {
        let text = context.text(*at);
        !context.is_word(*at) && !matches!(text, "." | "-" | "’s" | "'s")
            || lexicon::function_word::begins_clause(text)
            || context.acts(*at)
    };
    let limit = context.sentence(cue.start).end.min(cue.end + MAX_LENGTH);
    let end = (cue.end..limit).find(ends).unwrap_or(limit);
    // "the director, | Ann Lee"
    let is_name = |at: &usize| context.text(*at).starts_with(char::is_uppercase);
    let named =
        if context.get(end) == Some(",") { (end + 1..limit).take_while(is_name).last() } else { None };
    let source = context.source(cue.end..named.map_or(end, |it| it + 1).max(cue.end))?;
    let first = context.text(source.start);
    let begins = first.starts_with(char::is_uppercase) || lexicon::function_word::is_determiner(first);
    begins.then_some(source)
}

/// The subject directly before a cue: "the New York Post | revealed", "she | later said".
pub(super) fn ahead(context: TokenContext<'_>, cue: &Range<usize>) -> Option<Range<usize>> {
    let start = context.sentence(cue.start).start;
    let is_adverb = |at: &usize| lexicon::function_word::is_before_cue(context.text(*at));
    let last = (start..cue.start).rev().find(|it| !is_adverb(it))?;
    let text = context.text(last);
    if matches!(text.to_lowercase().as_str(), "he" | "she" | "they") {
        return Some(last..last + 1);
    }
    let is_name = |&at: &usize| {
        let text = context.text(at);
        text.starts_with(char::is_uppercase) && !pronoun::is_pronoun(text) || text == "." || text == "-"
    };
    let first = (start..=last).rev().take_while(is_name).last()?;
    let is_named = context.is_word(last) && !lexicon::function_word::is_article(context.text(last));
    let article = first.checked_sub(1).filter(|&it| it >= start && context.text(it) == "the");
    is_named.then(|| article.unwrap_or(first)..last + 1)
}

/// The source and the cue of a content directly after them, which can belong to nothing else: "her rival | insisted |
/// that it was not".
pub(super) fn own(context: TokenContext<'_>, content: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let before = content.start.checked_sub(1)?;
    let verb = if context.text(before) == "that" { before.checked_sub(1)? } else { before };
    let cue = verb..verb + 1;
    let is_cue = lexicon::speech::attributes_within_speech(context.text(verb));
    let source = is_cue.then(|| ahead(context, &cue)).flatten()?;
    Some((source, cue))
}

/// The name directly after a quotation and its cue, "“No!” sighed | Meg": no one else says it.
pub(super) fn inverted(
    context: TokenContext<'_>,
    content: &[Range<usize>],
    cue: &Range<usize>,
) -> Option<Range<usize>> {
    let is_behind =
        content.iter().any(|it| it.end == cue.start && context.quotation_at(it.end - 1).is_some());
    let first = cue.end;
    let name = first
        + usize::from(context.get(first).is_some_and(|it| matches!(it, "little" | "old" | "young" | "poor")));
    let is_name = |at: usize| {
        context
            .get(at)
            .is_some_and(|it| it.starts_with(char::is_uppercase) && !lexicon::pronoun::is_pronoun(it))
    };
    let end = name + (name..name + MAX_NAME).take_while(|&it| is_name(it)).count();
    (is_behind && end > name).then_some(first..end)
}

fn is_noun(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
        && !lexicon::preposition::is_preposition(text)
        && !lexicon::function_word::begins_clause(text)
        && !lexicon::function_word::is_auxiliary(text)
        && !lexicon::function_word::is_before_cue(text)
        && !lexicon::function_word::is_coordinator(text)
        && !lexicon::function_word::is_frequent_adverb(text)
        && !lexicon::speech::attributes_within_speech(text)
        && !lexicon::verb::is_irregular_past(text)
}

/// "al-Amr", "van Dyk"
fn is_particle(text: &str) -> bool {
    matches!(text, "al" | "el" | "bin" | "ibn" | "de" | "van" | "von" | "der" | "den" | "di" | "da" | "-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::quotes::testing::TestText;

    #[test]
    fn a_source_is_as_long_as_its_noun_phrase() {
        let whole_of = |text: &str, source: &str, cue: &str| {
            let sample = TestText::new(text);
            let found = whole(sample.context(), sample.range(source), &sample.range(cue));
            sample.text(&found).to_owned()
        };
        assert_eq!(whole_of("No, the weather station said.", "the", "said"), "the weather station");
        assert_eq!(
            whole_of("“No,” said Mayor Rosa Quispe in Ohio.", "Mayor Rosa", "said"),
            "Mayor Rosa Quispe"
        );
        assert_eq!(whole_of("“No,” said General Ali al-Amr.", "General Ali", "said"), "General Ali al-Amr");
        assert_eq!(whole_of("Trump on Monday said no.", "Trump", "said"), "Trump");
        assert_eq!(whole_of("Trump Monday said no.", "Trump", "said"), "Trump");
    }

    #[test]
    fn a_source_stands_beside_its_cue() {
        let sample = TestText::new(
            "Prices rose, according to Ann Lee, who left. The New York Post later revealed that it rained.",
        );
        let context = sample.context();
        let text = |it: Option<Range<usize>>| it.map(|it| sample.text(&it).to_owned());
        assert_eq!(
            text(behind(context, std::slice::from_ref(&(0..2)), &sample.range("according to"))),
            Some("Ann Lee".to_owned())
        );
        assert_eq!(text(ahead(context, &sample.range("revealed"))), Some("The New York Post".to_owned()));
        let sample = TestText::new(
            "“No!” sighed little Meg sadly. The hill moved, while her rival Bo Ito insisted that it was still.",
        );
        let context = sample.context();
        let found = inverted(context, &[sample.range("“No!”")], &sample.range("sighed")).unwrap();
        assert_eq!(sample.text(&found), "little Meg");
        let (source, cue) = own(context, &sample.range("it was still")).unwrap();
        assert_eq!([sample.text(&source), sample.text(&cue)], ["Bo Ito", "insisted"]);
    }
}
