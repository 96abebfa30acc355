//! Cuts blocks into words and punctuation, as Universal Dependencies does for English, with one scanner.
//!
//! Any text gives tokens: nothing visible is left out, and no token contains white space.

mod address;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use crate::document::Document;
use crate::nlp::Token;
use crate::nlp::lexicon;
use crate::nlp::lexicon::sentence::Abbreviation;
use crate::text::{Span, Table};

/// All words and punctuation marks of the document, in order; none crosses the edge of a block.
pub fn tokenize(doc: &Document) -> Table<Token> {
    let mut tokens = Vec::with_capacity(doc.text().len() / 5);
    for block in doc.blocks().rows() {
        let scanner = Scanner { text: doc.slice(block.span) };
        scanner.scan(block.span.start().to_usize(), &mut tokens);
    }
    Table::from(tokens)
}

/// Reads one block.
#[derive(Clone, Copy)]
struct Scanner<'t> {
    text: &'t str,
}

impl<'t> Scanner<'t> {
    fn scan(self, base: usize, tokens: &mut Vec<Token>) {
        let mut at = 0;
        let mut last = 0..0;
        while let Some(c) = self.char_at(at) {
            if is_space(c) {
                at += c.len_utf8();
                continue;
            }
            let end = self.token_end(at, c, &last);
            tokens.push(Token { span: Span::new(base + at, base + end) });
            last = at..end;
            at = end;
        }
    }

    /// The end of the token that begins at `at` with `c`; `last` is the previous token.
    fn token_end(self, at: usize, c: char, last: &std::ops::Range<usize>) -> usize {
        if let Some(end) = address::end(self, at, c, last.end == at && last.end > 0) {
            return end;
        }
        if is_word(c) {
            return self.word_end(at, last);
        }
        if is_apostrophe(c)
            && let Some(end) = self.clitic_end(at)
        {
            return end;
        }
        self.sign_end(at, c)
    }

    /// The end of the word that begins at `at`.
    fn word_end(self, at: usize, last: &std::ops::Range<usize>) -> usize {
        let mut end = self.run_end(at);
        while let Some(c) = self.char_at(end) {
            let next = self.char_at(end + c.len_utf8());
            let before = self.char_before(end);
            let both = |is: fn(char) -> bool| before.is_some_and(is) && next.is_some_and(is);
            match c {
                // "3,000", "8:30", "98.33", "9/11"
                '.' | ',' | ':' | '/' if both(is_digit) => {}
                '.' => return self.period_end(at, end, last),
                // "AT&T"
                '&' if both(char::is_alphabetic) => {}
                '_' if both(is_word) => {}
                _ if is_apostrophe(c) && before.is_some_and(char::is_alphanumeric) => {
                    if self.clitic_end(end).is_some() {
                        return end;
                    }
                    if self.is_not(end) {
                        // "do|n't"; the "n't" itself is found next, and is complete.
                        return if end - 1 > at { end - 1 } else { end + c.len_utf8() + 1 };
                    }
                    // "O'Neill", "Qur'an"
                    if !both(char::is_alphabetic) {
                        return end;
                    }
                }
                _ => return end,
            }
            end = self.run_end(end + c.len_utf8());
        }
        end
    }

    /// The end of the word at `at` whose letters end before the period at `period`: with or without the period.
    fn period_end(self, at: usize, period: usize, last: &std::ops::Range<usize>) -> usize {
        let word = self.slice(at, period);
        let mut chars = word.chars();
        let single = chars.next().filter(|c| c.is_alphabetic() && chars.all(is_combining_mark));
        if let Some(letter) = single {
            return self
                .letters_end(period)
                .unwrap_or_else(|| if self.is_initial(letter, period, last) { period + 1 } else { period });
        }
        if let Some(end) = address::domain_end(self, at) {
            return end;
        }
        // "Ph.D.", "Litt.D."
        let inner = self.run_end(period + 1);
        if inner > period + 1 && inner - at <= 6 && self.char_at(inner) == Some('.') {
            let whole = self.slice(at, inner);
            if lexicon::sentence::abbreviation(whole).is_some() {
                return inner + 1;
            }
        }
        match lexicon::sentence::abbreviation(word) {
            // "No. 5" but "He said no."
            Some(Abbreviation::Number) if !self.rest(period + 1).trim_start().starts_with(is_digit) => period,
            Some(_) => period + 1,
            // "BA.5", "PM.10"
            None if word.len() <= 3
                && word.bytes().all(|b| b.is_ascii_uppercase())
                && self.char_at(period + 1).is_some_and(is_digit) =>
            {
                self.run_end(period + 1)
            }
            None => period,
        }
    }

    /// The end of "U.S.", "a.m.", "G.K." whose first period is at `period`, if there are at least two letters.
    fn letters_end(self, period: usize) -> Option<usize> {
        let mut end = period + 1;
        let mut letters = 1;
        while let Some(letter) = self.char_at(end).filter(|c| c.is_alphabetic()) {
            let after = self.run_end(end);
            if after != end + letter.len_utf8() {
                break; // "J.Smith"
            }
            letters += 1;
            end = after;
            if self.char_at(end) != Some('.') {
                break; // "U.S"
            }
            end += 1;
        }
        (letters > 1).then_some(end)
    }

    /// Whether the single letter before the period at `period` is an initial: "J. Smith", not "vitamin C."
    fn is_initial(self, letter: char, period: usize, last: &std::ops::Range<usize>) -> bool {
        let rest = self.rest(period + 1);
        let next = rest.trim_start().chars().next();
        if !letter.is_uppercase() {
            // "c. 1900", "v. Smith", "p. 5"
            let follows = next.is_some_and(|c| is_digit(c) || letter == 'v' && c.is_uppercase());
            return matches!(letter, 'c' | 'p' | 'v' | 'r' | 'b' | 'd') && follows;
        }
        if letter == 'I' && !self.slice(last.start, last.end).starts_with(char::is_uppercase) {
            return false; // "than I. The"
        }
        next.is_some_and(|c| c.is_uppercase() || c == ',')
    }

    /// The end of "'s", "'ll" and so on, with the apostrophe at `at`.
    fn clitic_end(self, at: usize) -> Option<usize> {
        let from = at + self.char_at(at)?.len_utf8();
        let rest = self.rest(from).as_bytes();
        let length = match rest.get(..2).map(|two| [two[0].to_ascii_lowercase(), two[1].to_ascii_lowercase()])
        {
            Some([b'l', b'l'] | [b'r' | b'v', b'e']) => 2,
            _ if matches!(rest.first()?.to_ascii_lowercase(), b's' | b'd' | b'm') => 1,
            _ => return None,
        };
        let end = from + length;
        let free = self.char_at(end).is_none_or(|c| !is_word(c) && !is_apostrophe(c));
        free.then_some(end)
    }

    /// Whether the apostrophe at `at` is that of "n't".
    fn is_not(self, at: usize) -> bool {
        let Some(apostrophe) = self.char_at(at) else { return false };
        let from = at + apostrophe.len_utf8();
        let is_n = matches!(self.char_before(at), Some('n' | 'N'));
        let is_t = matches!(self.char_at(from), Some('t' | 'T'));
        is_n && is_t && self.char_at(from + 1).is_none_or(|c| !is_word(c))
    }

    /// The end of the punctuation that begins at `at` with `c`.
    fn sign_end(self, at: usize, c: char) -> usize {
        let end = at + c.len_utf8();
        match c {
            // "...", "--", "***"
            '.' | '-' | '*' | '=' | '~' | '_' | '+' | '#' => self.while_from(end, |next| next == c),
            '!' | '?' => self.while_from(end, |next| matches!(next, '!' | '?')),
            // "``" and "''" for quotation marks
            '`' | '\'' if self.char_at(end) == Some(c) => end + 1,
            _ if c.is_ascii() => end,
            // An emoji made of several characters is one token.
            _ => self
                .rest(at)
                .graphemes(true)
                .next()
                .map_or(end, |sign| at + sign.trim_end().len().max(c.len_utf8())),
        }
    }

    /// The end of the run of letters and digits that begins at `at`; a character of a script without spaces is a
    /// token by itself.
    fn run_end(self, at: usize) -> usize {
        let mut chars = self.rest(at).char_indices();
        let Some((_, first)) = chars.next().filter(|&(_, c)| is_word(c)) else { return at };
        let alone = is_ideograph(first);
        for (offset, c) in chars {
            let goes_on = if is_word(c) { !alone && !is_ideograph(c) } else { is_attached(c) };
            if !goes_on {
                return at + offset;
            }
        }
        self.text.len()
    }

    fn while_from(self, at: usize, goes_on: impl Fn(char) -> bool) -> usize {
        self.rest(at).find(|c| !goes_on(c)).map_or(self.text.len(), |offset| at + offset)
    }

    fn char_at(self, at: usize) -> Option<char> {
        // Nearly all text is ASCII.
        match self.text.as_bytes().get(at) {
            Some(&byte) if byte.is_ascii() => Some(char::from(byte)),
            Some(_) => self.rest(at).chars().next(),
            None => None,
        }
    }

    fn char_before(self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    fn rest(self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or_default()
    }

    fn slice(self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or_default()
    }
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || !c.is_ascii() && c.is_numeric()
}

/// Whether it begins or continues a word.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() && c != 'ʼ'
}

/// Whether it continues a word but does not begin one: combining accents, joiners inside Arabic or Indian words.
fn is_attached(c: char) -> bool {
    !c.is_ascii() && (is_combining_mark(c) || matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}'))
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '´' | '`')
}

/// Whether it belongs to a script without spaces between words.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fff}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::testing;

    /// The tokens in the expectation are separated by `|`.
    fn check(text: &str, expected: &str) {
        let doc = testing::document(text);
        let tokens: Vec<_> =
            tokenize(&doc).rows().iter().map(|token| doc.slice(token.span).to_owned()).collect();
        assert_eq!(tokens.join("|"), expected);
    }

    #[test]
    fn signs_are_parted_from_words() {
        check("“Come,” (he) said!", "“|Come|,|”|(|he|)|said|!");
        check("$3,000 or 98.33% at 8:30.", "$|3,000|or|98.33|%|at|8:30|.");
        check("a\u{a0}b „c“ «d»", "a|b|„|c|“|«|d|»");
        check("well...then -- no?!", "well|...|then|--|no|?!");
    }

    #[test]
    fn clitics_are_parted_as_in_treebanks() {
        check("Trump’s don't WON'T we'll I’m they'd", "Trump|’s|do|n't|WO|N'T|we|'ll|I|’m|they|'d");
        check("workers' 1990's the US 's “X”’s", "workers|'|1990|'s|the|US|'s|“|X|”|’s");
    }

    #[test]
    fn an_apostrophe_inside_a_name_stays() {
        check("O'Neill O’Neill's D'Angelo N'Djamena Qur’an", "O'Neill|O’Neill|'s|D'Angelo|N'Djamena|Qur’an");
        check("McDonald's", "McDonald|'s");
    }

    #[test]
    fn hyphens_and_slashes_between_letters_are_signs() {
        check("Al-Shabaab and/or F-16 9/11 2016–17", "Al|-|Shabaab|and|/|or|F|-|16|9/11|2016|–|17");
    }

    #[test]
    fn abbreviations_keep_their_period() {
        check("Mr. Sessions, Jan. 5, U.S. Sen. at 8 a.m.", "Mr.|Sessions|,|Jan.|5|,|U.S.|Sen.|at|8|a.m.");
        check("Rep. G.K. Butterfield, D-N.C.", "Rep.|G.K.|Butterfield|,|D|-|N.C.");
        check("J.K.Rowling, Ph.D., St.Petersburg", "J.K.|Rowling|,|Ph.D.|,|St.|Petersburg");
        check("U.S.-led Acme Inc.", "U.S.|-|led|Acme|Inc.");
        check("BA.5 or BA.2. In", "BA.5|or|BA.2|.|In");
    }

    #[test]
    fn no_is_an_abbreviation_before_a_number_only() {
        check("No. 5. He said no.", "No.|5|.|He|said|no|.");
        check("Rs.500", "Rs.|500");
    }

    #[test]
    fn a_single_letter_is_an_initial_before_a_name_only() {
        check("George W. Bush took vitamin C.", "George|W.|Bush|took|vitamin|C|.");
        check("older than I. The", "older|than|I|.|The");
        check("Peter I. Smith", "Peter|I.|Smith");
    }

    #[test]
    fn addresses_are_whole() {
        check("(see https://a.org/b_(c)?d=1).", "(|see|https://a.org/b_(c)?d=1)|.");
        check("http://a.b/c, www.x.com.", "http://a.b/c|,|www.x.com|.");
        check(
            "ann.lee@mail.co.uk @ann_l #Now bit.ly/x1 Amazon.com's",
            "ann.lee@mail.co.uk|@ann_l|#Now|bit.ly/x1|Amazon.com|'s",
        );
        check("the end.Next one.In", "the|end|.|Next|one|.|In");
    }

    #[test]
    fn accents_emoji_and_signs_without_spaces() {
        check("Jose\u{301}'s 👩‍👩‍👧! 孔浣", "Jose\u{301}|'s|👩‍👩‍👧|!|孔|浣");
        check("AT&T snake_case _emphasis_", "AT&T|snake_case|_|emphasis|_");
    }

    #[test]
    fn no_token_crosses_a_block() {
        check("# No.\n\n5 men", "No|.|5|men");
    }
}
