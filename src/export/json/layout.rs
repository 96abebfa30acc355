//! The layout of JSON: on one line or readable, with nothing in it that can drive a terminal.

use std::io;

use serde::Serialize;
use serde_json::ser::Formatter;

use crate::text::sanitize::is_stripped;

/// A value with one line for each field of the outermost object, and for each element of the lists directly in it.
pub(in crate::export) fn readable<T: Serialize>(value: &T) -> String {
    to_string(value, Layout::Readable)
}

/// A value on one line.
pub(in crate::export) fn compact<T: Serialize>(value: &T) -> String {
    to_string(value, Layout::Line)
}

fn to_string<T: Serialize>(value: &T, layout: Layout) -> String {
    let mut out = Vec::new();
    let formatter = SafeFormatter { layout, depth: 0, has_value: false };
    value
        .serialize(&mut serde_json::Serializer::with_formatter(&mut out, formatter))
        .expect("rows of numbers and strings serialize, and a vector takes every byte");
    String::from_utf8(out).expect("JSON is UTF-8")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// No blanks at all.
    Line,
    /// A line for each field of the outermost object, and for each element of the lists directly in it.
    Readable,
}

/// Writes control, bidi and other hidden characters as escapes, so that the JSON is the same but cannot drive a
/// terminal.
struct SafeFormatter {
    layout: Layout,
    depth: usize,
    has_value: bool,
}

impl SafeFormatter {
    fn separate<W: ?Sized + io::Write>(&self, writer: &mut W, first: bool) -> io::Result<()> {
        if !first {
            writer.write_all(b",")?;
        }
        match (self.layout, self.depth) {
            (Layout::Line, _) => Ok(()),
            (Layout::Readable, 1) => writer.write_all(b"\n  "),
            (Layout::Readable, _) => writer.write_all(if first { b"" } else { b" " }),
        }
    }
}

impl Formatter for SafeFormatter {
    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth += 1;
        self.has_value = false;
        writer.write_all(b"[")
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth -= 1;
        if self.layout == Layout::Readable && self.depth == 1 && self.has_value {
            writer.write_all(b"\n  ")?;
        }
        writer.write_all(b"]")
    }

    fn begin_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if self.layout == Layout::Readable && self.depth == 2 {
            return writer.write_all(if first { b"\n    " } else { b",\n    " });
        }
        self.separate(writer, first)
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth += 1;
        writer.write_all(b"{")
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth -= 1;
        if self.layout == Layout::Readable && self.depth == 0 {
            writer.write_all(b"\n")?;
        }
        writer.write_all(b"}")
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.separate(writer, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(if self.layout == Layout::Readable { b": " } else { b":" })
    }

    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, part: &str) -> io::Result<()> {
        write_escaping_hidden(writer, part)
    }

    // An echoed id. Outside strings, JSON has no hidden characters, so escaping them here is safe, too.
    fn write_raw_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, part: &str) -> io::Result<()> {
        write_escaping_hidden(writer, part)
    }
}

fn write_escaping_hidden<W: ?Sized + io::Write>(writer: &mut W, text: &str) -> io::Result<()> {
    let mut plain = text;
    while let Some((at, hidden)) = plain.char_indices().find(|&(_, c)| is_hidden(c)) {
        let (before, rest) = plain.split_at(at);
        writer.write_all(before.as_bytes())?;
        for unit in hidden.encode_utf16(&mut [0; 2]) {
            write!(writer, "\\u{unit:04x}")?;
        }
        plain = rest.strip_prefix(hidden).unwrap_or_default();
    }
    writer.write_all(plain.as_bytes())
}

fn is_hidden(c: char) -> bool {
    is_stripped(c) || matches!(c, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_escaped_and_read_back_the_same() {
        let text = "a\u{1b}\u{7f}\u{9b}\u{202e}\u{2028}\u{e0041}😀\n";
        let json = compact(&text);
        assert_eq!(json, r#""a\u001b\u007f\u009b\u202e\u2028\udb40\udc41😀\n""#);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }

    #[test]
    fn the_readable_layout_has_a_line_for_every_entity() {
        let value = serde_json::json!({"a": [], "b": [{"c": [1, 2], "d": {}}, [[3]]]});
        let text = to_string(&value, Layout::Readable);
        assert_eq!(
            text, "{\n  \"a\": [],\n  \"b\": [\n    {\"c\": [1, 2], \"d\": {}},\n    [[3]]\n  ]\n}",
            "{text}"
        );
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value);
    }
}
