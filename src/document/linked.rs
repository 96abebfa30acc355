//! A text with its links and the page's original characters, while a document is being put together.

use std::ops::Range;

use crate::document::Target;
use crate::text::sanitize::sanitize;

/// A text; which parts of it are links; and for which parts the page has other characters. Both lists are in order
/// and do not overlap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Linked {
    text: String,
    links: Vec<(Range<usize>, Target)>,
    originals: Vec<(Range<usize>, String)>,
}

impl Linked {
    /// The words alone.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The parts that are links.
    pub fn links(&self) -> &[(Range<usize>, Target)] {
        &self.links
    }

    /// Adds words, with or without a link. If they continue the same link, it is extended.
    pub fn push(&mut self, words: &str, target: Option<&Target>) {
        let start = self.text.len();
        self.text.push_str(words);
        let Some(target) = target.filter(|_| !words.is_empty()) else { return };
        match self.links.last_mut() {
            Some((range, last)) if range.end == start && last == target => range.end = self.text.len(),
            _ => self.links.push((start..self.text.len(), target.clone())),
        }
    }

    /// Removes the links to all other targets; their words stay.
    pub fn retain_links(&mut self, mut is_kept: impl FnMut(&Target) -> bool) {
        self.links.retain(|(_, target)| is_kept(target));
    }

    /// The parts for which the page has other characters, with those characters: a run of white space instead of one
    /// space, nothing instead of a list marker.
    pub fn originals(&self) -> &[(Range<usize>, String)] {
        &self.originals
    }

    /// Adds words for which the page has other characters. Characters without words here belong to the character
    /// before.
    pub fn push_for(&mut self, original: &str, words: &str, target: Option<&Target>) {
        let end = self.text.len();
        if !words.is_empty() {
            self.push(words, target);
            self.originals.push((end..self.text.len(), original.into()));
            return;
        }
        match (self.originals.last_mut(), self.text.chars().next_back()) {
            (_, None) => {}
            (Some((range, before)), _) if range.end == end => before.push_str(original),
            (_, Some(last)) => {
                self.originals.push((end - last.len_utf8()..end, format!("{last}{original}")));
            }
        }
    }

    fn originals_in(&self, part: &Range<usize>) -> impl Iterator<Item = &(Range<usize>, String)> {
        let (start, end) = (part.start, part.end);
        let first = self.originals.partition_point(|(it, _)| it.start < start);
        self.originals[first..].iter().take_while(move |(it, _)| it.end <= end)
    }

    /// The page's own characters for a part.
    pub fn original(&self, part: Range<usize>) -> String {
        let mut out = String::new();
        let mut at = part.start;
        for (range, original) in self.originals_in(&part) {
            out.push_str(self.text.get(at..range.start).unwrap_or_default());
            out.push_str(original);
            at = range.end;
        }
        out.push_str(self.text.get(at..part.end).unwrap_or_default());
        out
    }

    /// Removes the spaces at the end; on the page, they belong to what comes next, which is `words`.
    pub fn end_line(&mut self, words: &str) {
        let kept = self.text.trim_end_matches(' ').len();
        let original = self.original(kept..self.text.len());
        *self = self.slice(0..kept);
        self.push_for(&original, words, None);
    }

    /// Adds another text with its links.
    pub fn append(&mut self, other: &Self) {
        let start = self.text.len();
        let moved = |(range, original): &(Range<usize>, String)| {
            (range.start + start..range.end + start, original.clone())
        };
        self.originals.extend(other.originals.iter().map(moved));
        let mut at = 0;
        for (range, target) in &other.links {
            self.push(other.text.get(at..range.start).unwrap_or_default(), None);
            self.push(other.text.get(range.clone()).unwrap_or_default(), Some(target));
            at = range.end;
        }
        self.push(other.text.get(at..).unwrap_or_default(), None);
    }

    /// A part of it; the bytes must be on character boundaries.
    #[must_use]
    pub fn slice(&self, part: Range<usize>) -> Self {
        let first = self.links.partition_point(|(range, _)| range.end <= part.start);
        let within = self.links[first..].iter().take_while(|(range, _)| range.start < part.end);
        let links = within.map(|(range, target)| {
            let (start, end) = (range.start.max(part.start), range.end.min(part.end));
            (start - part.start..end - part.start, target.clone())
        });
        let originals = self
            .originals_in(&part)
            .map(|(range, original)| (range.start - part.start..range.end - part.start, original.clone()))
            .collect();
        Self { links: links.collect(), originals, text: self.text.get(part).unwrap_or_default().to_owned() }
    }

    /// Without white space around it.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        self.part(self.text.trim())
    }

    /// The part that a slice of its text covers.
    #[must_use]
    pub fn part(&self, part: &str) -> Self {
        let start = (part.as_ptr().addr()).saturating_sub(self.text.as_ptr().addr()).min(self.text.len());
        self.slice(start..(start + part.len()).min(self.text.len()))
    }

    /// With one space for each run of white space, and none at its edges.
    #[must_use]
    pub fn squeezed(&self) -> Self {
        let mut out = Self::default();
        let mut behind = 0;
        for word in self.text.split_whitespace() {
            let start = word.as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
            let gap = self.original(behind..start);
            behind = start + word.len();
            let word = self.part(word);
            if !out.text.is_empty() {
                let last = out.links.last().filter(|(range, _)| range.end == out.text.len());
                let next = word.links.first().filter(|(range, _)| range.start == 0);
                let across = last.zip(next).filter(|((_, one), (_, other))| one == other);
                let target = across.map(|((_, target), _)| target.clone());
                match gap.as_str() {
                    " " => out.push(" ", target.as_ref()),
                    gap => out.push_for(gap, " ", target.as_ref()),
                }
            }
            out.append(&word);
        }
        out
    }

    /// Cleaned like all text from outside, and trimmed.
    #[must_use]
    pub fn sanitized(&self) -> Self {
        let mut out = Self::default();
        let mut at = 0;
        for (range, target) in &self.links {
            self.sanitize_part(at..range.start, None, &mut out);
            self.sanitize_part(range.clone(), Some(target), &mut out);
            at = range.end;
        }
        self.sanitize_part(at..self.text.len(), None, &mut out);
        out.trimmed()
    }

    fn sanitize_part(&self, part: Range<usize>, target: Option<&Target>, out: &mut Self) {
        let mut at = part.start;
        for (range, original) in self.originals_in(&part) {
            out.push(&sanitize(self.text.get(at..range.start).unwrap_or_default()).text, target);
            out.push_for(original, &sanitize(self.text.get(range.clone()).unwrap_or_default()).text, target);
            at = range.end;
        }
        out.push(&sanitize(self.text.get(at..part.end).unwrap_or_default()).text, target);
    }
}

impl From<String> for Linked {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
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
    fn links_go_and_their_words_stay() {
        let mut it = linked();
        it.retain_links(|it| it.host() == "b");
        assert_eq!((it.text(), words(&it)), (linked().text(), vec![(" this\u{1b} ", "b")]));
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
    fn the_page_s_own_characters_come_along() {
        let mut it = Linked::default();
        it.push_for("", "• ", None);
        it.push("one", None);
        it.push_for("\n\n ", " ", None);
        it.push("two", Some(&target("a")));
        it.push_for("\u{ad}", "", None);
        it.push("fold\u{1b} ", None);
        it.push_for("\t", "", None);
        let whole = |it: &Linked| it.original(0..it.text.len());
        assert_eq!(it.text(), "• one twofold\u{1b} ");
        assert_eq!(whole(&it), "one\n\n two\u{ad}fold\u{1b} \t");
        assert_eq!(whole(&it.sanitized()), "one\n\n two\u{ad}fold");
        // A part that is split is reported as it is.
        assert_eq!(whole(&it.squeezed()), "• one\n\n two\u{ad}fold\u{1b}");
        assert_eq!(whole(&it.slice(4..14)), "one\n\n two\u{ad}fol");
        let mut twice = it.trimmed();
        twice.append(&it);
        assert_eq!(whole(&twice), "one\n\n two\u{ad}fold\u{1b}one\n\n two\u{ad}fold\u{1b} \t");
        it.end_line("\n");
        assert_eq!((it.text(), whole(&it).ends_with("\u{1b} \t")), ("• one twofold\u{1b}\n", true));
    }

    #[test]
    fn cleaning_moves_links_along() {
        let clean = linked().sanitized();
        assert_eq!(clean.text(), "see the  report or this");
        assert_eq!(words(&clean), [("the  report", "a"), (" this", "b")]);
    }
}
