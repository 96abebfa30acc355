//! Groups the tokens of each block into sentences, by rules about the punctuation at their ends.

use crate::document::Document;
use crate::nlp::lexicon;
use crate::nlp::lexicon::sentence::Abbreviation;
use crate::nlp::{Sentence, Token};
use crate::text::{IdRange, Table};

/// All sentences, in order. Every token is in one; the end of a block ends a sentence.
pub fn split(doc: &Document, tokens: &Table<Token>) -> Table<Sentence> {
    let mut sentences = Vec::with_capacity(tokens.len() / 16 + doc.blocks().len());
    let mut from = 0;
    for block in doc.blocks().rows() {
        let rest = tokens.rows().get(from..).unwrap_or_default();
        let n_tokens = rest.partition_point(|token| token.span.start() < block.span.end());
        let block_tokens = rest.get(..n_tokens).unwrap_or_default();
        let block = BlockTokens { doc, tokens: block_tokens, is_lower: is_lower(doc.slice(block.span)) };
        block.split(from, &mut sentences);
        from += n_tokens;
    }
    Table::from(sentences)
}

/// Whether the text has letters, none of them a capital.
fn is_lower(text: &str) -> bool {
    !text.contains(char::is_uppercase) && text.contains(char::is_lowercase)
}

/// The tokens of one block.
#[derive(Clone, Copy)]
struct BlockTokens<'a> {
    doc: &'a Document,
    tokens: &'a [Token],
    is_lower: bool,
}

impl BlockTokens<'_> {
    fn split(self, base: usize, sentences: &mut Vec<Sentence>) {
        let mut start = 0;
        while start < self.tokens.len() {
            let end = self.sentence_end(start);
            let span = self.tokens[start].span.join(self.tokens[end - 1].span);
            sentences.push(Sentence { span, tokens: IdRange::new(base + start, base + end) });
            start = end;
        }
    }

    /// One past the last token of the sentence that begins at `start`.
    fn sentence_end(self, start: usize) -> usize {
        let mut at = start;
        while at < self.tokens.len() {
            if let Some(mark) = Mark::of(self.text(at)) {
                let end = self.closed(at + 1);
                if self.ends(start, at, mark, end) {
                    return end;
                }
                at = end;
            } else {
                at += 1;
            }
        }
        self.tokens.len()
    }

    /// Skips the marks, quotes and brackets that belong to the final punctuation before `at`.
    fn closed(self, mut at: usize) -> usize {
        while at < self.tokens.len() && !self.gap_before(at) {
            let text = self.text(at);
            if text == "[" && self.is_footnote(at) {
                at += 3;
                continue;
            }
            let closes = match text {
                "\"" | "'" | "''" | "“" | "‘" => {
                    at + 1 == self.tokens.len() || self.gap_before(at + 1) || is_closer(self.text(at + 1))
                }
                _ => is_closer(text) || matches!(Mark::of(text), Some(Mark::Stop | Mark::Call | Mark::Dots)),
            };
            if !closes {
                break;
            }
            at += 1;
        }
        at
    }

    /// "He came.[1] She left."
    fn is_footnote(self, at: usize) -> bool {
        at + 2 < self.tokens.len()
            && self.text(at + 1).bytes().all(|b| b.is_ascii_digit())
            && self.text(at + 2) == "]"
    }

    /// Whether the sentence from `start` ends before `next`, after the mark at `at` and the quotes that close after
    /// it.
    fn ends(self, start: usize, at: usize, mark: Mark, next: usize) -> bool {
        if next == self.tokens.len() {
            return true;
        }
        let quoted = next > at + 1;
        let glued = !self.gap_before(next);
        let opens = self.opening_of(next);
        match mark {
            // "end.Next" but "Yahoo!'s"
            Mark::Stop if glued => !quoted && opens == Opening::Capital,
            Mark::Wide => true,
            _ if glued => false,
            Mark::Stop if self.is_list_number(start, at) => false,
            Mark::Stop => match opens {
                Opening::Capital => true,
                Opening::Lower => self.is_lower || !quoted && at > start && self.text(at - 1).len() > 3,
                Opening::None => false,
            },
            Mark::Call | Mark::Dots => match opens {
                Opening::Capital => !(quoted && self.is_speech_clause(next)),
                Opening::Lower => self.is_lower && !quoted,
                Opening::None => false,
            },
            Mark::Abbreviation => opens == Opening::Capital && self.ends_after_abbreviation(at, next),
        }
    }

    /// "1. The": a number at the start of its sentence is a label.
    fn is_list_number(self, start: usize, at: usize) -> bool {
        at == start + 1 && self.text(start).len() <= 3 && self.text(start).bytes().all(|b| b.is_ascii_digit())
    }

    fn ends_after_abbreviation(self, at: usize, next: usize) -> bool {
        let word = self.text(at).trim_end_matches('.');
        let follower = self.text(self.first_word(next));
        match lexicon::sentence::abbreviation(word) {
            Some(Abbreviation::Title | Abbreviation::Number) => false,
            Some(Abbreviation::Other) if word == "etc" => true,
            // "J. The" ends; "Aug. 29" has no word here, and "Acme Inc. Chief" goes on.
            _ => {
                next > at + 1
                    || lexicon::sentence::begins_sentence(follower)
                    || self.first_word(next) > next && self.is_quote(next)
            }
        }
    }

    /// "Mary cried", "he said", "the old man asked", directly after a quotation.
    fn is_speech_clause(self, from: usize) -> bool {
        let to = self.tokens.len().min(from + 5);
        for at in from..to {
            let text = self.text(at);
            if at > from && lexicon::speech::follows_exclamation(text) {
                return true;
            }
            if !text.starts_with(char::is_alphanumeric) {
                return false;
            }
        }
        false
    }

    /// How the text continues at `at`, after opening quotes and brackets.
    fn opening_of(self, at: usize) -> Opening {
        let word = self.first_word(at);
        let text = self.text(word);
        match text.chars().find(|c| *c != '@' && *c != '#') {
            Some(c) if c.is_lowercase() && !self.is_capital_name(word) => Opening::Lower,
            Some(c) if c.is_alphanumeric() => Opening::Capital,
            // A comma or dash continues the sentence; a bullet or an emoji does not.
            Some(',' | ';' | ':' | '-' | '–' | '—' | '/' | '&' | '%' | ')' | ']' | '}' | '»' | '”')
            | None => Opening::None,
            Some(c) if Mark::of(text).is_some() || c == '\'' => Opening::None,
            Some(_) => Opening::Capital,
        }
    }

    /// "iPhone", "al-Shabaab", "de Blasio" may begin a sentence.
    fn is_capital_name(self, at: usize) -> bool {
        if self.text(at).contains(char::is_uppercase) {
            return true;
        }
        let is_particle = matches!(self.text(at), "al" | "el" | "de" | "von" | "van" | "bin");
        let name = if self.at_is(at + 1, "-") { at + 2 } else { at + 1 };
        is_particle && name < self.tokens.len() && self.text(name).starts_with(char::is_uppercase)
    }

    /// The first token at or after `at` that is not an opening quote, bracket or bullet; `at` if there is none near.
    fn first_word(self, at: usize) -> usize {
        let to = self.tokens.len().min(at + 4);
        (at..to).find(|&it| !self.is_opener(it)).unwrap_or(at)
    }

    fn is_opener(self, at: usize) -> bool {
        self.is_quote(at)
            || matches!(self.text(at), "(" | "[" | "{" | "•" | "*" | "¿" | "¡" | "—" | "–" | "-" | "--")
    }

    fn is_quote(self, at: usize) -> bool {
        matches!(self.text(at), "\"" | "'" | "“" | "‘" | "„" | "«" | "‹" | "``" | "''" | "‚" | "”")
    }

    fn at_is(self, at: usize, text: &str) -> bool {
        at < self.tokens.len() && self.text(at) == text
    }

    fn gap_before(self, at: usize) -> bool {
        at == 0 || self.tokens[at - 1].span.end() < self.tokens[at].span.start()
    }

    fn text(&self, at: usize) -> &str {
        self.doc.slice(self.tokens[at].span)
    }
}

/// How the text continues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// With a capital, a digit, or a letter of a script without capitals.
    Capital,
    /// With a lower-case letter.
    Lower,
    /// With a sign with which no sentence begins.
    None,
}

/// A token that may end a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// "."
    Stop,
    /// "!", "?!"
    Call,
    /// "...", "…"
    Dots,
    /// Full stops of scripts without spaces between sentences.
    Wide,
    /// A word with its period: "Mr.", "U.S.", "J."
    Abbreviation,
}

impl Mark {
    fn of(text: &str) -> Option<Self> {
        match text.chars().next()? {
            '.' => Some(if text.len() == 1 { Self::Stop } else { Self::Dots }),
            '!' | '?' | '‼' | '⁇' | '⁈' | '⁉' | '؟' | '‽' => Some(Self::Call),
            '…' => Some(Self::Dots),
            '。' | '！' | '？' | '｡' => Some(Self::Wide),
            '।' | '۔' | '։' | '።' => Some(Self::Stop),
            _ if text.ends_with('.') => Some(Self::Abbreviation),
            _ => None,
        }
    }
}

fn is_closer(text: &str) -> bool {
    matches!(text, "”" | "’" | "»" | "›" | ")" | "]" | "}" | "\"" | "'" | "''" | "’’" | "」" | "』")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::testing;
    use crate::nlp::token::tokenize;

    /// Sentences are separated by ` | ` in the marked text.
    fn check(marked: &str) {
        let text = marked.replace(" | ", " ");
        let doc = testing::document(&text);
        let sentences = split(&doc, &tokenize(&doc));
        let found: Vec<_> = sentences.rows().iter().map(|sentence| doc.slice(sentence.span)).collect();
        assert_eq!(found.join(" | "), marked);
    }

    #[test]
    fn a_final_mark_ends_a_sentence() {
        check("He came. | She left! | Why? | Because.");
        check("it works in lower case. | as it should.");
        check("He came.[1] | She left.");
    }

    #[test]
    fn a_title_does_not_end_a_sentence() {
        check("Mr. Smith met Rep. G.K. Butterfield and Gen. Lee.");
        check("It was No. 5 on Aug. 29.");
    }

    #[test]
    fn an_abbreviation_ends_one_only_before_a_starter() {
        check("He lives in the U.S. | The others left.");
        check("He lives in the U.S. State Department.");
        check("Acme Inc. Chairman Ann Lee spoke to Acme Inc. | She left.");
        check("At 8 a.m. Monday he rose. | At 9 p.m. | He slept.");
        check("He sold pens, paper, etc. | Nobody bought.");
        check("John F. Kennedy and J. Smith came.");
    }

    #[test]
    fn closing_quotes_and_brackets_belong_to_the_mark() {
        check("“I came.” | He left.");
        check("\"I came.\" | \"You left.\"");
        check("(He left.) | She stayed.");
    }

    #[test]
    fn a_quotation_in_its_sentence_does_not_end_it() {
        check("“Come!” he said.");
        check("“Come!” Mary Lee said.");
        check("“Come!” | Mary Lee left the room.");
        check("Yahoo! said so. | Yahoo!'s chief left.");
    }

    #[test]
    fn dots_end_a_sentence_before_a_capital() {
        check("Well... no. | And then… | The end.");
    }

    #[test]
    fn a_missing_space_after_the_end() {
        check("He came. | She left.");
        let doc = testing::document("He came.She left.");
        assert_eq!(split(&doc, &tokenize(&doc)).len(), 2);
    }

    #[test]
    fn a_label_stays_with_its_item() {
        check("1. The first. | 2. The second.");
    }

    #[test]
    fn the_end_of_a_block_ends_a_sentence() {
        let doc = testing::document("# A headline without a stop\n\nand text");
        assert_eq!(split(&doc, &tokenize(&doc)).len(), 2);
    }

    #[test]
    fn names_that_begin_small_may_begin_a_sentence() {
        check("He left. | iPhone sales fell. | de Blasio spoke.");
        check("See ref. below.");
    }
}
