//! The lines that a newsletter's sender puts above and below it: how to read it in a browser, how to leave.

use crate::document::{BlockKind, Linked};

/// How many blocks at the start and at the end of a letter are looked at: further inside, a letter may be about such
/// things.
const FIRST: usize = 4;
const LAST: usize = 10;

/// A longer block says more than that.
const MAX_LENGTH: usize = 240;

/// What such lines contain, in lower case.
const PHRASES: &[&str] = &[
    "view this email in your browser",
    "view this email online",
    "view in browser",
    "view in your browser",
    "read in browser",
    "read online",
    "open in browser",
    "trouble viewing this email",
    "trouble reading this email",
    "unsubscribe",
    "update your preferences",
    "manage your preferences",
    "email preferences",
    "manage your subscription",
    "you received this email because",
    "you are receiving this email",
    "you're receiving this email",
    "you’re receiving this email",
    "this email was sent to",
    "forward this email",
    "forwarded this email",
    "all rights reserved",
];

/// Marks these lines as no part of the letter.
pub(super) fn mark(blocks: &mut [(BlockKind, Linked)]) {
    let end = blocks.len().saturating_sub(LAST);
    for (at, (kind, text)) in blocks.iter_mut().enumerate() {
        if (at < FIRST || at >= end) && is_service(text.text()) {
            *kind = BlockKind::Boilerplate;
        }
    }
}

fn is_service(line: &str) -> bool {
    let line = line.trim();
    if line.len() > MAX_LENGTH {
        return false;
    }
    let lower = line.to_lowercase();
    let is_said = lower.starts_with(['“', '"']) || lower.contains(" said");
    !is_said && (lower.starts_with('©') || PHRASES.iter().any(|it| lower.contains(it)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], marked: &[usize]) {
        let mut blocks: Vec<_> = lines.iter().map(|it| (BlockKind::Paragraph, Linked::from(*it))).collect();
        mark(&mut blocks);
        let found: Vec<usize> =
            (0..blocks.len()).filter(|&it| blocks[it].0 == BlockKind::Boilerplate).collect();
        assert_eq!(found, marked, "{lines:?}");
    }

    #[test]
    fn what_is_around_a_newsletter_is_none_of_it() {
        let letter = "The board closed the bakery on Monday, and nobody saw it.";
        check(
            &[
                "View this email in your browser (https://notes.example/v)",
                letter,
                "You received this email because you signed up at notes.example.",
                "Unsubscribe https://notes.example/u | Update your preferences",
                "© 2026 Arden Notes, 1 Quay, Port Arden",
            ],
            &[0, 2, 3, 4],
        );
        check(&["Having trouble viewing this email? Read online.", letter], &[0]);
    }

    #[test]
    fn a_letter_may_be_about_that() {
        check(&["“I could not unsubscribe,” Ann Lee wrote."], &[]);
        check(&["Ann Lee said that she had tried to unsubscribe."], &[]);
        let mut lines = vec!["The tide rose."; 20];
        lines[6] = "How to unsubscribe from everything";
        check(&lines, &[]);
    }
}
