//! The highlights and notes in a log, without the text that they are about, and the tags in a note.

use crate::annotate::anchor::Anchor;
use crate::annotate::edit::{Edit, EditId, Log};

/// Words that the user highlighted, as the log has them. Whether they are still in the text is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedMark {
    /// The edit that made it.
    pub id: EditId,
    /// The edit that last changed its note.
    pub written: EditId,
    /// The words as they were marked, with their surroundings.
    pub at: Anchor,
    /// The note; empty if there is none.
    pub note: String,
    /// Tags to find the note by.
    pub tags: Vec<String>,
}

impl LoggedMark {
    /// Whether it has a note or tags; otherwise it is a highlight.
    pub fn is_note(&self) -> bool {
        !self.note.is_empty() || !self.tags.is_empty()
    }
}

/// The valid marks of a log, in the order in which they were made.
pub fn marks(log: &Log) -> Vec<LoggedMark> {
    let mut marks: Vec<LoggedMark> = Vec::new();
    for entry in log.valid() {
        match &entry.edit {
            Edit::Mark { at, note, tags } => marks.push(LoggedMark {
                id: entry.id,
                written: entry.id,
                at: at.clone(),
                note: note.clone(),
                tags: tags.clone(),
            }),
            Edit::Rewrite { mark, note, tags } => {
                if let Some(mark) = marks.iter_mut().find(|it| it.id == *mark) {
                    mark.written = entry.id;
                    mark.note.clone_from(note);
                    mark.tags.clone_from(tags);
                }
            }
            Edit::Erase { mark } => marks.retain(|it| it.id != *mark),
            _ => {}
        }
    }
    marks
}

/// The tags in a note: "check #money the sum" has the tag "money".
pub fn tags(note: &str) -> Vec<String> {
    let mut tags: Vec<String> = note.split_whitespace().filter_map(tag).collect();
    tags.sort();
    tags.dedup();
    tags
}

/// The tag in a word of a note: "money" in "#Money,".
pub fn tag(word: &str) -> Option<String> {
    let tag = word.strip_prefix('#')?.trim_end_matches(|c: char| !c.is_alphanumeric());
    (!tag.is_empty()).then(|| tag.to_lowercase())
}

/// The note with its line breaks, followed by those tags that it does not contain.
pub fn told(note: &str, all_tags: &[String]) -> String {
    let in_words = tags(note);
    let mut told = note.trim().to_owned();
    for tag in all_tags.iter().filter(|tag| !in_words.contains(tag)) {
        told.extend([if told.is_empty() { "#" } else { " #" }, tag]);
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::Entry;
    use crate::text::Span;

    #[test]
    fn words_after_a_hash_are_tags() {
        assert_eq!(tags("ask #Money, #press # and #money"), ["money", "press"]);
        assert_eq!(tags("C# is none"), Vec::<String>::new());
    }

    #[test]
    fn a_mark_is_told_as_it_was_written_last_and_what_was_taken_back_is_not() {
        let at = |words: &str| Anchor {
            span: Span::new(0, words.len()),
            exact: words.to_owned(),
            prefix: String::new(),
            suffix: String::new(),
            alike: Vec::new(),
        };
        let mark = |words: &str| Edit::Mark { at: at(words), note: String::new(), tags: Vec::new() };
        let rewrite =
            |mark, note: &str| Edit::Rewrite { mark: EditId(mark), note: note.to_owned(), tags: tags(note) };
        let edits = [
            mark("one"),
            mark("two"),
            mark("three"),
            mark("four"),
            rewrite(1, "why? #ask"),
            Edit::Erase { mark: EditId(2) },
            Edit::Undo { which: EditId(3) },
            rewrite(2, "gone"),
        ];
        let log = Log::of((1..).map(EditId).zip(edits).map(|(id, edit)| Entry { id, edit }));
        let marks = marks(&log);
        let all: Vec<_> = marks.iter().map(|it| (it.id.0, it.written.0, &*it.at.exact, &*it.note)).collect();
        assert_eq!(all, [(1, 5, "one", "why? #ask"), (4, 4, "four", "")]);
        assert_eq!(marks.iter().map(LoggedMark::is_note).collect::<Vec<_>>(), [true, false]);
    }
}
