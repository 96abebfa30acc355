//! What the names of styles and lists mean: headings with their levels, quotations, numbers and bullets.

use std::collections::HashMap;

use crate::import::xml::{Piece, Tag, walk};

/// How many times a style may be based on another one.
const MAX_STEPS: usize = 12;

/// What a style or a paragraph says about itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// Counted from 1.
    pub(super) heading: Option<u8>,
    pub(super) is_title: bool,
    pub(super) is_quote: bool,
    /// The number of the list; 0 for none.
    pub(super) list: Option<u32>,
    /// Counted from 0.
    pub(super) depth: Option<u8>,
    based_on: Option<String>,
}

impl Style {
    /// Reads a property of a paragraph or style.
    pub(super) fn take(&mut self, tag: &Tag<'_>) {
        let number = || tag.attribute("val").and_then(|it| it.parse::<u32>().ok());
        match tag.name.as_str() {
            "outlineLvl" => {
                self.heading = number().filter(|it| *it < 6).and_then(|it| u8::try_from(it + 1).ok());
            }
            "numId" => self.list = number(),
            "ilvl" => self.depth = number().and_then(|it| u8::try_from(it).ok()).map(|it| it.min(7)),
            _ => {}
        }
    }

    /// The meaning of a style's name in Word's language-independent form: "heading 1", "Quote".
    fn take_name(&mut self, name: &str) {
        let name = name.to_lowercase();
        let level = name.strip_prefix("heading ").and_then(|it| it.trim().parse::<u8>().ok());
        self.heading = level.filter(|it| (1..=6).contains(it)).or(self.heading);
        self.is_title = name == "title";
        self.is_quote = matches!(name.as_str(), "quote" | "intense quote" | "block text" | "block quotation");
    }

    /// The same, completed by another style.
    pub(super) fn or(self, other: &Self) -> Self {
        Self {
            heading: self.heading.or(other.heading),
            is_title: self.is_title || other.is_title,
            is_quote: self.is_quote || other.is_quote,
            list: self.list.or(other.list),
            depth: self.depth.or(other.depth),
            based_on: self.based_on.or_else(|| other.based_on.clone()),
        }
    }
}

/// All styles and lists of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    /// The form of each list, and how the levels of each form are numbered.
    forms: HashMap<u32, u32>,
    levels: HashMap<(u32, u8), Level>,
}

/// How a level of a list is numbered.
#[derive(Debug, Clone, Default)]
struct Level {
    format: String,
    start: u32,
}

impl Styles {
    /// What the usual ids mean in a document that does not tell of its styles.
    fn by_usual_id(id: &str) -> Style {
        let mut style = Style::default();
        let name = id.to_lowercase();
        match name.strip_prefix("heading") {
            Some(level) => style.take_name(&format!("heading {level}")),
            None => style.take_name(&name),
        }
        style
    }

    /// Reads `word/styles.xml` and `word/numbering.xml`.
    pub(super) fn read(styles: &[u8], numbering: &[u8]) -> Self {
        let mut found = Self::default();
        found.read_styles(styles);
        found.read_lists(numbering);
        found
    }

    fn read_styles(&mut self, bytes: &[u8]) {
        let mut open: Option<(String, Style)> = None;
        walk(bytes, |piece| match piece {
            Piece::Open(tag) if tag.name == "style" => {
                open = tag.attribute("styleId").map(|id| (id, Style::default()));
            }
            Piece::Open(tag) => {
                let Some((_, style)) = &mut open else { return };
                match tag.name.as_str() {
                    "name" => style.take_name(&tag.attribute("val").unwrap_or_default()),
                    "basedOn" => style.based_on = tag.attribute("val"),
                    _ => style.take(&tag),
                }
            }
            Piece::Close(name) if name == "style" => self.by_id.extend(open.take()),
            Piece::Close(_) | Piece::Text(_) => {}
        });
    }

    fn read_lists(&mut self, bytes: &[u8]) {
        let (mut form, mut depth, mut list) = (None, 0, None);
        walk(bytes, |piece| {
            let Piece::Open(tag) = piece else { return };
            let number = |key: &str| tag.attribute(key).and_then(|it| it.parse::<u32>().ok());
            match tag.name.as_str() {
                "abstractNum" => form = number("abstractNumId"),
                "num" => list = number("numId"),
                "abstractNumId" => self.forms.extend(list.zip(number("val"))),
                "lvl" => depth = number("ilvl").and_then(|it| u8::try_from(it).ok()).unwrap_or(u8::MAX),
                "numFmt" | "start" => {
                    let Some(form) = form else { return };
                    let level = self.levels.entry((form, depth)).or_default();
                    if tag.name == "start" {
                        level.start = number("val").unwrap_or(1);
                    } else {
                        level.format = tag.attribute("val").unwrap_or_default();
                    }
                }
                _ => {}
            }
        });
    }

    /// What a style means, including the styles that it is based on.
    pub(super) fn style(&self, id: &str) -> Style {
        if !self.by_id.contains_key(id) {
            return Self::by_usual_id(id);
        }
        let (mut all, mut next) = (Style::default(), Some(id.to_owned()));
        for _ in 0..MAX_STEPS {
            let Some(style) = next.as_deref().and_then(|it| self.by_id.get(it)) else { break };
            next.clone_from(&style.based_on);
            all = all.or(style);
        }
        all
    }

    /// The marker of an item: "• ", "3. ", "c. ".
    pub(super) fn mark(&self, list: u32, depth: u8, counts: &mut HashMap<(u32, u8), u32>) -> String {
        let level = self.forms.get(&list).and_then(|form| self.levels.get(&(*form, depth)));
        let Some(level) = level.filter(|it| !matches!(it.format.as_str(), "bullet" | "none" | "")) else {
            return "• ".to_owned();
        };
        // Deeper levels start again.
        counts.retain(|&(of, at), _| of != list || at <= depth);
        let count = counts.entry((list, depth)).or_default();
        let number = level.start.saturating_add(*count);
        *count += 1;
        match (level.format.as_str(), u8::try_from(number)) {
            ("lowerLetter", Ok(it @ 1..=26)) => format!("{}. ", char::from(b'a' + it - 1)),
            ("upperLetter", Ok(it @ 1..=26)) => format!("{}. ", char::from(b'A' + it - 1)),
            _ => format!("{number}. "),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_mean_what_they_are_based_on() {
        let styles = Styles::read(
            b"<styles><style styleId='a'><name val='heading 2'/></style><style styleId='b'><name val='Mine'/><basedOn val='a'/></style>\
              <style styleId='c'><basedOn val='c'/><pPr><outlineLvl val='0'/></pPr></style><style styleId='d'><name val='Intense Quote'/></style></styles>",
            b"",
        );
        assert_eq!(styles.style("b").heading, Some(2));
        assert_eq!(styles.style("c").heading, Some(1));
        assert!(styles.style("d").is_quote);
        assert_eq!(styles.style("e"), Style::default());
        assert_eq!((styles.style("Heading2").heading, styles.style("Title").is_title), (Some(2), true));
    }

    #[test]
    fn items_are_numbered_by_their_level() {
        let styles = Styles::read(
            b"",
            b"<numbering><abstractNum abstractNumId='7'><lvl ilvl='0'><start val='3'/><numFmt val='decimal'/></lvl><lvl ilvl='1'><start val='1'/><numFmt val='lowerLetter'/></lvl></abstractNum>\
              <abstractNum abstractNumId='8'><lvl ilvl='0'><numFmt val='bullet'/></lvl></abstractNum>\
              <num numId='1'><abstractNumId val='7'/></num><num numId='2'><abstractNumId val='8'/></num></numbering>",
        );
        let mut counts = HashMap::new();
        let marks: Vec<_> = [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (2, 0), (9, 0)]
            .map(|(list, depth)| styles.mark(list, depth, &mut counts))
            .to_vec();
        assert_eq!(marks, ["3. ", "a. ", "b. ", "4. ", "a. ", "• ", "• "]);
    }
}
