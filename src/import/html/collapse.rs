//! White space as a browser shows it.

use crate::document::{Linked, Target};
use crate::text::sanitize::is_stripped;

/// Appends `text` with one space for each run of white space and without invisible characters. Non-breaking spaces
/// count as spaces, so that a name is the same wherever the page has one. The page's own characters are remembered.
pub(super) fn collapse(out: &mut Linked, text: &str, target: Option<&Target>) {
    let mut rest = text;
    while !rest.is_empty() {
        let kept = rest.find(|c: char| c.is_whitespace() || is_stripped(c)).unwrap_or(rest.len());
        let (words, after) = rest.split_at(kept);
        out.push(words, target);
        let gap = after.find(|c: char| !c.is_whitespace() && !is_stripped(c)).unwrap_or(after.len());
        let (gap, after) = after.split_at(gap);
        rest = after;
        let is_parted = out.text().is_empty() || out.text().ends_with([' ', '\n']);
        match gap {
            "" => {}
            " " if !is_parted => out.push(" ", target),
            _ if is_parted || !gap.contains(char::is_whitespace) => out.push_for(gap, "", None),
            _ => out.push_for(gap, " ", target),
        }
    }
}
