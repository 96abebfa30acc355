//! A text with the links in it, while a document is put together.

use std::ops::Range;

use crate::document::Target;
use crate::text::sanitize::sanitize;

/// A text and which parts of it lead elsewhere, in order and apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Linked {
    text: String,
    links: Vec<(Range<usize>, Target)>,
}

impl Linked {
    /// The words alone.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The parts that lead elsewhere.
    pub fn links(&self) -> &[(Range<usize>, Target)] {
        &self.links
    }

    /// Adds words that lead somewhere, or nowhere. What goes on with the same link becomes one with it.
    pub fn push(&mut self, words: &str, target: Option<&Target>) {
        let start = self.text.len();
        self.text.push_str(words);
        let Some(target) = target.filter(|_| !words.is_empty()) else { return };
        match self.links.last_mut() {
            Some((range, last)) if range.end == start && last == target => range.end = self.text.len(),
            _ => self.links.push((start..self.text.len(), target.clone())),
        }
    }

    /// Adds another text with its links.
    pub fn append(&mut self, other: &Self) {
        let mut at = 0;
        for (range, target) in &other.links {
            self.push(other.text.get(at..range.start).unwrap_or_default(), None);
            self.push(other.text.get(range.clone()).unwrap_or_default(), Some(target));
            at = range.end;
        }
        self.push(other.text.get(at..).unwrap_or_default(), None);
    }

    /// A part of it; bytes at boundaries of characters.
    #[must_use]
    pub fn slice(&self, part: Range<usize>) -> Self {
        let first = self.links.partition_point(|(range, _)| range.end <= part.start);
        let within = self.links[first..].iter().take_while(|(range, _)| range.start < part.end);
        let links = within.map(|(range, target)| {
            let (start, end) = (range.start.max(part.start), range.end.min(part.end));
            (start - part.start..end - part.start, target.clone())
        });
        Self { links: links.collect(), text: self.text.get(part).unwrap_or_default().to_owned() }
    }

    /// Without white space around it.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        self.part(self.text.trim())
    }

    /// The part of the text that a slice of it is.
    #[must_use]
    pub fn part(&self, part: &str) -> Self {
        let start = (part.as_ptr().addr()).saturating_sub(self.text.as_ptr().addr()).min(self.text.len());
        self.slice(start..(start + part.len()).min(self.text.len()))
    }

    /// With one space for each run of white space, and none around it.
    #[must_use]
    pub fn squeezed(&self) -> Self {
        let mut out = Self::default();
        for word in self.text.split_whitespace() {
            let word = self.part(word);
            if !out.text.is_empty() {
                let last = out.links.last().filter(|(range, _)| range.end == out.text.len());
                let next = word.links.first().filter(|(range, _)| range.start == 0);
                let across = last.zip(next).filter(|((_, one), (_, other))| one == other);
                let target = across.map(|((_, target), _)| target.clone());
                out.push(" ", target.as_ref());
            }
            out.append(&word);
        }
        out
    }

    /// Cleaned as all text from outside is, and trimmed.
    #[must_use]
    pub fn sanitized(&self) -> Self {
        let mut out = Self::default();
        let mut at = 0;
        for (range, target) in &self.links {
            out.push(&sanitize(self.text.get(at..range.start).unwrap_or_default()).text, None);
            out.push(&sanitize(self.text.get(range.clone()).unwrap_or_default()).text, Some(target));
            at = range.end;
        }
        out.push(&sanitize(self.text.get(at..).unwrap_or_default()).text, None);
        out.trimmed()
    }
}

impl From<String> for Linked {
    fn from(text: String) -> Self {
        Self { text, links: Vec::new() }
    }
}

impl From<&str> for Linked {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(host: &str) -> Target {
        Target::new(&format!("https://{host}/")).unwrap()
    }

    fn linked() -> Linked {
        let mut it = Linked::from(" see ");
        it.push("the  ", Some(&target("a")));
        it.push("report", Some(&target("a")));
        it.push(" or", None);
        it.push(" this\u{1b} ", Some(&target("b")));
        it
    }

    fn words(it: &Linked) -> Vec<(&str, &str)> {
        it.links.iter().map(|(range, target)| (it.text.get(range.clone()).unwrap(), target.host())).collect()
    }

    #[test]
    fn a_link_goes_on_over_pieces_of_text() {
        assert_eq!(words(&linked()), [("the  report", "a"), (" this\u{1b} ", "b")]);
    }

    #[test]
    fn parts_keep_their_links() {
        assert_eq!(words(&linked().slice(7..12)), [("e  re", "a")]);
        assert_eq!(words(&linked().slice(0..5)), []);
        let mut twice = linked().trimmed();
        twice.append(&linked());
        assert_eq!(words(&twice).len(), 4);
    }

    #[test]
    fn white_space_goes_and_links_stay_whole() {
        let squeezed = linked().squeezed();
        assert_eq!(squeezed.text(), "see the report or this\u{1b}");
        assert_eq!(words(&squeezed), [("the report", "a"), ("this\u{1b}", "b")]);
    }

    #[test]
    fn cleaning_moves_links_along() {
        let clean = linked().sanitized();
        assert_eq!(clean.text(), "see the  report or this");
        assert_eq!(words(&clean), [("the  report", "a"), (" this", "b")]);
    }
}
