//! Speech that was written down: subtitles and transcripts become turns, each after the name of its speaker.

mod head;
mod loose;
pub(super) mod subtitles;
pub(super) mod transcript;

use crate::document::{BlockKind, DocumentBuilder};
use crate::import::html::one_line;

/// A longer line in brackets is something that is said.
const MAX_DIRECTION: usize = 80;

/// What someone says without interruption.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Turn {
    /// The speaker, if known.
    speaker: Option<String>,
    /// What is said, paragraph by paragraph.
    said: Vec<String>,
}

impl Turn {
    fn of(speaker: Option<String>) -> Self {
        Self { speaker, said: vec![String::new()] }
    }

    /// Adds a line to the last paragraph.
    fn push(&mut self, line: &str) {
        if self.said.is_empty() {
            self.said.push(String::new());
        }
        if let Some(last) = self.said.last_mut() {
            if !last.is_empty() && !line.is_empty() {
                last.push(' ');
            }
            last.push_str(line);
        }
    }

    fn is_empty(&self) -> bool {
        self.said.iter().all(|it| it.trim().is_empty())
    }
}

/// Appends turns as paragraphs; the first paragraph of each has the speaker: "Ann Lee: The tide rose." What is not
/// said is not part of the text.
fn append(turns: &[Turn], builder: &mut DocumentBuilder) {
    for turn in turns {
        let mut said = turn.said.iter().filter(|it| !it.trim().is_empty()).peekable();
        while let Some(it) = said.next_if(|it| is_direction(it)) {
            builder.block(BlockKind::Boilerplate, it);
        }
        let Some(first) = said.next() else { continue };
        match turn.speaker.as_deref().and_then(one_line) {
            Some(speaker) => builder.block(BlockKind::Paragraph, &format!("{speaker}: {}", first.trim())),
            None => builder.block(BlockKind::Paragraph, first),
        }
        for it in said {
            let kind = if is_direction(it) { BlockKind::Boilerplate } else { BlockKind::Paragraph };
            builder.block(kind, it);
        }
    }
}

/// A line that says what happens: "(Laughter.)", "[crosstalk]".
fn is_direction(line: &str) -> bool {
    let inner = [('(', ')'), ('[', ']')]
        .iter()
        .find_map(|&(open, close)| line.strip_prefix(open)?.strip_suffix(close));
    inner.is_some_and(|it| it.len() <= MAX_DIRECTION && !it.contains(['(', ')', '[', ']']))
}

/// Whether a text ends like a sentence.
fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»'])
        .ends_with(['.', '?', '!', '…', '。', '？', '！'])
}
