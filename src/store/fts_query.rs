//! The user's search words: as a query for the full-text index, and for comparing them with notes.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::store::StoreError;

/// The words of a line while it is typed. Words in quotes count as one, and the last word may continue unless a space
/// or quote ends it.
pub fn typed_words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in line.split('"').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    let is_open = !line.ends_with([' ', '"']);
    if let Some(last) =
        words.last_mut().filter(|it| is_open && it.chars().nth(1).is_some() && !it.ends_with('*'))
    {
        last.push('*');
    }
    words
}

/// A query for texts that contain all the words. Each word is quoted, so none is taken for an operator: `a OR b` asks
/// for three words. Words typed as one (`"chief executive"`) must be together in this order; one that ends with `*`
/// finds every word with this beginning.
pub(super) fn expression(words: &[String]) -> Result<String, StoreError> {
    let quoted: Vec<_> = words.iter().filter_map(|word| quoted(word)).collect();
    if quoted.is_empty() { Err(StoreError::NoWord) } else { Ok(quoted.join(" AND ")) }
}

/// The same, but words typed as one may be apart: "Ann Lee" is found in "Lee, Ann".
pub(super) fn loose_expression(words: &[String]) -> Result<String, StoreError> {
    let words: Vec<_> = words.iter().flat_map(|it| it.split_whitespace()).map(str::to_owned).collect();
    expression(&words)
}

fn quoted(word: &str) -> Option<String> {
    if !word.chars().any(char::is_alphanumeric) {
        return None;
    }
    let is_beginning = word.ends_with('*');
    let word = word.trim_end_matches('*').replace('"', "\"\"").replace('\0', " ");
    Some(format!("\"{word}\"{}", if is_beginning { "*" } else { "" }))
}

/// Words to find in notes. They are compared as the index compares texts: without case and accents.
#[derive(Debug)]
pub(super) struct WordQuery(Vec<QueryWord>);

#[derive(Debug)]
struct QueryWord {
    /// Whether it is a tag.
    is_tag: bool,
    /// The words that must be together.
    run: Vec<String>,
    /// Whether the last one may continue.
    is_beginning: bool,
}

impl WordQuery {
    /// Reads what was typed; `#word` is a tag.
    pub(super) fn of(words: &[String]) -> Result<Self, StoreError> {
        let sought = |word: &String| QueryWord {
            is_tag: word.starts_with('#'),
            run: tokens(word).into_iter().map(|it| it.folded).collect(),
            is_beginning: word.ends_with('*'),
        };
        let all: Vec<_> = words.iter().map(sought).filter(|it| !it.run.is_empty()).collect();
        if all.is_empty() { Err(StoreError::NoWord) } else { Ok(Self(all)) }
    }

    /// Whether a tag is among them.
    pub(super) fn has_tag(&self) -> bool {
        self.0.iter().any(|it| it.is_tag)
    }

    /// Where the words are in each of the texts, in bytes; `None` unless each word is in at least one text, and each
    /// tag among the tags.
    pub(super) fn find<const N: usize>(
        &self,
        texts: &[&str; N],
        tags: &[String],
    ) -> Option<[Vec<(usize, usize)>; N]> {
        let texts = texts.map(tokens);
        let mut found: [Vec<(usize, usize)>; N] = std::array::from_fn(|_| Vec::new());
        for sought in &self.0 {
            if sought.is_tag && !tags.iter().any(|tag| sought.is_tag_like(tag)) {
                return None;
            }
            let mut is_found = sought.is_tag;
            for (places, text) in found.iter_mut().zip(&texts) {
                let n_before = places.len();
                places.extend(sought.places(text));
                is_found |= places.len() > n_before;
            }
            if !is_found {
                return None;
            }
        }
        for places in &mut found {
            places.sort_unstable();
            // If a word was typed twice, or is also the beginning inside a phrase, the first one counts.
            let mut end = 0;
            places.retain(|it| {
                it.0 >= end && {
                    end = it.1;
                    true
                }
            });
        }
        Some(found)
    }
}

impl QueryWord {
    /// Whether it is the tag, or the first part of it: "#press" finds "press/local".
    fn is_tag_like(&self, tag: &str) -> bool {
        let tag: Vec<_> = tokens(tag).into_iter().collect();
        self.is_at(&tag)
    }

    fn places<'t>(&'t self, text: &'t [Token]) -> impl Iterator<Item = (usize, usize)> + 't {
        let is_here = |at: usize| {
            let (first, here) = (text.get(at)?, text.get(at..)?);
            let last = here.get(self.run.len() - 1)?;
            (self.is_at(here) && (!self.is_tag || first.is_tag)).then_some((first.start, last.end))
        };
        (0..text.len()).filter_map(is_here)
    }

    /// Whether the text begins with these words.
    fn is_at(&self, text: &[Token]) -> bool {
        let n = self.run.len();
        text.len() >= n
            && self.run.iter().zip(text).enumerate().all(|(at, (wanted, token))| {
                if self.is_beginning && at + 1 == n {
                    token.folded.starts_with(wanted.as_str())
                } else {
                    token.folded == *wanted
                }
            })
    }
}

/// A word of a text as it is compared, with its position.
#[derive(Debug)]
struct Token {
    folded: String,
    start: usize,
    end: usize,
    /// Whether a "#" precedes it.
    is_tag: bool,
}

fn tokens(text: &str) -> Vec<Token> {
    let is_word = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    let mut tokens: Vec<Token> = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if is_word(c) {
            let end = at + c.len_utf8();
            if !is_word(before) {
                tokens.push(Token { folded: String::new(), start: at, end, is_tag: before == '#' });
            }
            if let Some(token) = tokens.last_mut() {
                token
                    .folded
                    .extend(c.nfd().filter(|&it| !is_combining_mark(it)).flat_map(char::to_lowercase));
                token.end = end;
            }
        }
        before = c;
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &[&str], expected: &str) {
        let words: Vec<_> = words.iter().map(|&it| it.to_owned()).collect();
        assert_eq!(expression(&words).unwrap(), expected);
    }

    #[test]
    fn a_line_being_typed_has_words_and_a_beginning() {
        for (line, expected) in [
            ("har", &["har*"][..]),
            ("harbour fe", &["harbour", "fe*"]),
            ("harbour ", &["harbour"]),
            ("\"harbour council\" fe*", &["harbour council", "fe*"]),
            ("\"harbour cou", &["harbour cou*"]),
            ("\"harbour council\"", &["harbour council"]),
            ("h", &["h"]),
            (" ", &[]),
        ] {
            assert_eq!(
                typed_words(line).into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>(),
                expected,
                "{line}"
            );
        }
    }

    #[test]
    fn nothing_that_is_typed_is_an_operator() {
        check(&["bridge", "OR", "NEAR(", "name:x"], r#""bridge" AND "OR" AND "NEAR(" AND "name:x""#);
        check(&["chief executive", "say\"s"], r#""chief executive" AND "say""s""#);
        check(&["resign*", "-", "**"], r#""resign"*"#);
        assert!(matches!(expression(&["!".to_owned()]), Err(StoreError::NoWord)));
    }

    fn find(words: &[&str], note: &str, about: &str) -> Option<Vec<String>> {
        let words: Vec<_> = words.iter().map(|&it| it.to_owned()).collect();
        let texts = [note, about];
        let found = WordQuery::of(&words).unwrap().find(&texts, &crate::annotate::tags(note))?;
        let hits = texts.iter().zip(found).flat_map(|(text, places)| {
            places.into_iter().map(|(start, end)| text.get(start..end).unwrap().to_owned())
        });
        Some(hits.collect())
    }

    #[test]
    fn notes_are_found_as_texts_are_and_by_their_tags() {
        let (note, about) = ("Why “not”, Zoë? #ask #press/local", "the harbour council");
        for (words, expected) in [
            (&["zoe"][..], Some(&["Zoë"][..])),
            (&["ZO*", "harbour"], Some(&["Zoë", "harbour"])),
            (&["harbour council"], Some(&["harbour council"])),
            (&["council harbour"], None),
            (&["ask"], Some(&["ask"])),
            (&["#ask"], Some(&["ask"])),
            (&["#as"], None),
            (&["#as*"], Some(&["ask"])),
            (&["#press"], Some(&["press"])),
            (&["#press/local"], Some(&["press/local"])),
            (&["#local"], None),
            (&["#harbour"], None),
            (&["not", "not", "no*"], Some(&["not"])),
            (&["bridge"], None),
        ] {
            let expected = expected.map(|it| it.iter().map(|&it| it.to_owned()).collect::<Vec<_>>());
            assert_eq!(find(words, note, about), expected, "{words:?}");
        }
    }
}
