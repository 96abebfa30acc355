//! Months and days of the week, as they are written.

use crate::text::MONTHS;

const SHORT_MONTHS: &[&str] = &["Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec"];

const DAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Whether the token is a month or a day of the week, written out or with a period.
pub(crate) fn is_date(token: &str) -> bool {
    let word = token.trim_end_matches('.');
    [DAYS, &MONTHS, SHORT_MONTHS].iter().any(|it| it.contains(&word))
}
