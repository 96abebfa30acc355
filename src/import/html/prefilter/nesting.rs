//! Which elements are open, as far as their depth matters.

use crate::import::html::element;

/// Deeper elements are flattened. Real pages stay below 60.
pub(super) const MAX_DEPTH: usize = 512;

/// Elements that have no content, or end by themselves where the next one begins: they never nest.
const FLAT: &[&str] = &[
    "p", "br", "img", "li", "meta", "link", "input", "hr", "dd", "dt", "source", "wbr", "area", "base",
    "col", "embed", "param", "track", "html", "body", "head",
];

/// Elements that a parser reopens in the next block if they were not closed.
const FORMATTING: &[&str] =
    &["a", "b", "i", "em", "strong", "font", "u", "s", "big", "small", "code", "nobr", "strike", "tt"];

/// Elements through which no end tag reaches.
const BARRIERS: &[&str] = &[
    "table",
    "td",
    "th",
    "tr",
    "tbody",
    "thead",
    "tfoot",
    "caption",
    "applet",
    "marquee",
    "object",
    "template",
    "button",
    "svg",
    "math",
    "foreignobject",
    "select",
];

/// Tables and their parts; an unclosed cell does not keep its table open.
const TABLE: &[&str] = &["table", "caption", "tbody", "thead", "tfoot", "tr", "td", "th"];

/// Elements through which no end tag of a table part reaches.
const TABLE_BARRIERS: &[&str] = &["table", "template", "svg", "math", "foreignobject"];

/// The open elements, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Nesting<'p>(Vec<&'p str>);

impl<'p> Nesting<'p> {
    /// Begins an element, unless it would be too deep; returns whether it did.
    pub(super) fn begin(&mut self, name: &'p str) -> bool {
        if is_one_of(name, FLAT) {
            return true;
        }
        self.end_implied(name);
        let has_room = self.0.len() < MAX_DEPTH;
        if has_room {
            self.0.push(name);
        }
        has_room
    }

    /// Ends an element, and those inside it that a parser would end with it; never more than a parser would.
    pub(super) fn end(&mut self, name: &str) {
        let Some(at) = self.0.iter().rposition(|open| open.eq_ignore_ascii_case(name)) else { return };
        if is_one_of(name, FORMATTING) {
            self.0.remove(at);
            return;
        }
        let barriers = if is_one_of(name, TABLE) { TABLE_BARRIERS } else { BARRIERS };
        let stops = |open: &&str| is_one_of(open, barriers) || (!is_block(name) && is_block(open));
        if self.0.iter().skip(at + 1).any(stops) {
            return;
        }
        let inside = self.0.split_off(at);
        // "<b>" continues in the next element until it is closed itself.
        self.0.extend(inside.into_iter().skip(1).filter(|open| is_one_of(open, FORMATTING)));
    }

    /// Rows and cells end where the next one begins, with or without an end tag.
    fn end_implied(&mut self, name: &str) {
        let ended: &[&str] = match name.to_ascii_lowercase().as_str() {
            "td" | "th" => &["td", "th"],
            "tr" => &["td", "th", "tr"],
            "tbody" | "thead" | "tfoot" => &["td", "th", "tr", "tbody", "thead", "tfoot"],
            "option" => &["option"],
            _ => return,
        };
        if self.is_in_drawing() {
            return;
        }
        while self.0.last().is_some_and(|open| is_one_of(open, ended)) {
            self.0.pop();
        }
    }

    fn is_in_drawing(&self) -> bool {
        self.0.iter().any(|open| is_one_of(open, &["svg", "math"]))
    }
}

fn is_block(name: &str) -> bool {
    element::is_block(name) || is_one_of(name, BARRIERS)
}

/// Whether `names` has the name, in any case.
pub(super) fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}
