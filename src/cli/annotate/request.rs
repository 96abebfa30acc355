//! The lines of `annotate`'s input: split in bounded memory, and parsed as documents.

use std::fmt;
use std::io::{self, BufRead, Read};

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// The longest line that is read: six times the largest document, since JSON may write a byte as `\u0041`.
const MAX_LINE_BYTES: usize = 6 * (64 << 20);

/// One line of the input.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum InputLine {
    /// Its bytes, without the line end.
    Whole(Vec<u8>),
    /// A line that is too long to be read, and was skipped.
    TooLong,
}

/// The next line, or `None` at the end.
pub(super) fn next_line(input: &mut dyn BufRead) -> io::Result<Option<InputLine>> {
    Ok(next_line_up_to(input, MAX_LINE_BYTES)?.map(|it| it.0))
}

/// The same, with the number of bytes read; no line if it has no line end or was skipped.
pub(super) fn next_line_with_length(input: &mut dyn BufRead) -> io::Result<Option<(InputLine, Option<u64>)>> {
    // An answer may be several times as long as its text.
    next_line_up_to(input, 8 * MAX_LINE_BYTES)
}

fn next_line_up_to(input: &mut dyn BufRead, limit: usize) -> io::Result<Option<(InputLine, Option<u64>)>> {
    let mut line = Vec::new();
    input.take(limit as u64 + 1).read_until(b'\n', &mut line)?;
    if line.is_empty() {
        return Ok(None);
    }
    let length = line.len() as u64;
    if line.last() == Some(&b'\n') {
        line.pop();
        return Ok(Some((InputLine::Whole(line), Some(length))));
    }
    if line.len() > limit {
        input.skip_until(b'\n')?;
        return Ok(Some((InputLine::TooLong, None)));
    }
    Ok(Some((InputLine::Whole(line), None)))
}

/// A document to analyse.
#[derive(Debug)]
pub(super) struct Request<'a> {
    /// Its id, exactly as the caller wrote it; `null` if there is none.
    pub(super) id: &'a RawValue,
    /// Its text, or why there is none.
    pub(super) text: Result<String, String>,
    /// Its other fields, as an object; `None` if there are none.
    pub(super) extra: Option<Box<RawValue>>,
}

/// The fields of an object, in order, each exactly as it was written.
struct Fields<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Fields(fields))
    }
}

impl<'a> Fields<'a> {
    /// Removes a field and returns it. If there are several with one name, the last one counts, as in most JSON
    /// parsers; null counts as missing.
    fn take(&mut self, name: &str) -> Option<&'a RawValue> {
        let value = self.0.iter().rev().find(|it| it.0 == name).map(|it| it.1);
        self.0.retain(|it| it.0 != name);
        value.filter(|it| it.get() != "null")
    }

    /// The remaining fields as an object; `None` if there are none.
    fn rest(&self) -> Option<Box<RawValue>> {
        let field = |(name, value): &(String, &RawValue)| {
            Some(format!("{}:{}", serde_json::to_string(name).ok()?, value.get()))
        };
        let fields: Option<Vec<_>> = self.0.iter().map(field).collect();
        let fields = fields.filter(|it| !it.is_empty())?;
        RawValue::from_string(format!("{{{}}}", fields.join(","))).ok()
    }
}

/// Parses a line as a document.
pub(super) fn parse(line: &[u8]) -> Request<'_> {
    let fields =
        std::str::from_utf8(line).map_err(|error| format!("invalid UTF-8 at byte {}", error.valid_up_to()));
    let fields = fields.and_then(|line| {
        let line = line.trim_start_matches('\u{feff}').trim();
        // serde would accept a list of two as an object with two fields.
        if !line.starts_with('{') {
            return Err("not a JSON object".to_owned());
        }
        serde_json::from_str::<Fields<'_>>(line)
            .map_err(|error| format!("not JSON: {}", without_line(&error)))
    });
    match fields {
        Ok(mut fields) => {
            let (id, text) = (fields.take("id"), fields.take("text"));
            Request { id: id.unwrap_or(RawValue::NULL), text: text_of(text), extra: fields.rest() }
        }
        Err(error) => Request { id: RawValue::NULL, text: Err(error), extra: None },
    }
}

fn text_of(value: Option<&RawValue>) -> Result<String, String> {
    let value = value.ok_or("there is no `text`")?.get();
    if !value.starts_with('"') {
        return Err("`text` is not a string".to_owned());
    }
    // The only thing that can still go wrong is half of a surrogate pair, which is not a character.
    serde_json::from_str(value).map_err(|error| format!("`text` cannot be read: {}", without_line(&error)))
}

/// The parser sees one line only, so its "line 1" would mislead.
fn without_line(error: &serde_json::Error) -> String {
    error.to_string().replace(" at line 1 column ", " at column ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(mut input: &[u8], limit: usize) -> Vec<InputLine> {
        std::iter::from_fn(|| next_line_up_to(&mut input, limit).unwrap()).map(|it| it.0).collect()
    }

    fn check(line: &str, id: &str, text: Result<&str, &str>) {
        let request = parse(line.as_bytes());
        assert_eq!((request.id.get(), request.text.as_deref().map_err(String::as_str)), (id, text), "{line}");
    }

    #[test]
    fn lines_end_with_a_line_break_or_the_input() {
        let whole = |text: &str| InputLine::Whole(text.as_bytes().to_vec());
        assert_eq!(lines(b"a\n\nbc", 9), [whole("a"), whole(""), whole("bc")]);
        assert_eq!(lines(b"", 9), []);
    }

    #[test]
    fn a_line_without_end_is_passed_over() {
        let whole = |text: &str| InputLine::Whole(text.as_bytes().to_vec());
        assert_eq!(lines(b"abc\nabcd\nab", 3), [whole("abc"), InputLine::TooLong, whole("ab")]);
        assert_eq!(lines(b"abcdefgh", 3), [InputLine::TooLong]);
    }

    #[test]
    fn ids_are_kept_as_they_are_written() {
        check(r#"{"id": "a\u0041", "text": "x\n"}"#, r#""a\u0041""#, Ok("x\n"));
        check(r#"{"text": "", "id": {"n": 1e400}, "more": []}"#, r#"{"n": 1e400}"#, Ok(""));
        check("\u{feff}{\"text\": \"x\"}\r", "null", Ok("x"));
    }

    #[test]
    fn further_fields_are_kept_to_the_letter_and_in_their_order() {
        let extra = |line: &str| parse(line.as_bytes()).extra.map(|it| it.get().to_owned());
        assert_eq!(
            extra(r#"{"z": 1.0, "id": 1, "a\"b": {"x":  [1]}, "text": "t"}"#).as_deref(),
            Some(r#"{"z":1.0,"a\"b":{"x":  [1]}}"#)
        );
        assert_eq!(extra(r#"{"id": 1, "text": "t"}"#), None);
    }

    #[test]
    fn what_is_no_document_says_why() {
        check("", "null", Err("not a JSON object"));
        check(r#"[1, "x"]"#, "null", Err("not a JSON object"));
        check("{\"id\": 1", "null", Err("not JSON: EOF while parsing an object at column 8"));
        check(r#"{"id": 1}"#, "1", Err("there is no `text`"));
        check(r#"{"id": 1, "text": null}"#, "1", Err("there is no `text`"));
        check(r#"{"id": 1, "text": 5}"#, "1", Err("`text` is not a string"));
        let lone = r#"{"id": 1, "text": "\ud800"}"#;
        check(lone, "1", Err("`text` cannot be read: unexpected end of hex escape at column 8"));
        let request = parse(b"{\"text\": \"\xff\"}");
        assert_eq!(request.text, Err("invalid UTF-8 at byte 10".to_owned()));
    }
}
