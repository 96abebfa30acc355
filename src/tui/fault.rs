//! Errors as the status line shows them.

use crate::text::sanitize::sanitize;

/// A message without its hint, safe to show.
pub(super) fn first_line(message: &str) -> String {
    sanitize(message.lines().next().unwrap_or_default()).text
}
