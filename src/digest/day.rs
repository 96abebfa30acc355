//! The day of a date in ISO 8601.

use crate::text::MONTHS;

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    year: u16,
    /// Counted from 0.
    month: usize,
    of_month: u8,
}

impl Day {
    /// The day of `2026-11-25` or `2026-11-25T09:30:00Z`; `None` if it is written in another way.
    pub fn of(date: &str) -> Option<Self> {
        let date = date.trim();
        let day = date.split(['T', ' ']).next()?;
        let mut parts = day.split('-');
        let mut number = |length: usize| {
            let part = parts.next().filter(|it| it.len() == length)?;
            part.bytes().all(|it| it.is_ascii_digit()).then(|| part.parse::<u16>().ok()).flatten()
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        let is_day = (1..=12).contains(&month) && (1..=31).contains(&day) && parts.next().is_none();
        is_day.then_some(Self { year, month: usize::from(month) - 1, of_month: u8::try_from(day).ok()? })
    }

    /// "25 November 2026".
    pub fn in_words(self) -> String {
        format!("{} {} {}", self.of_month, MONTHS[self.month], self.year)
    }

    /// `2026-11-25`.
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month + 1, self.of_month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_from_dates_for_programs_only() {
        for date in ["2026-11-05", "2026-11-05T09:30:00+01:00", " 2026-11-05 09:30"] {
            let day = Day::of(date).unwrap();
            assert_eq!((day.in_words(), day.iso()), ("5 November 2026".to_owned(), "2026-11-05".to_owned()));
        }
        for date in
            ["", "November 5, 2026", "2026-13-05", "2026-11-32", "2026-1-5", "2026-11-05-06", "+026-11-05"]
        {
            assert_eq!(Day::of(date), None, "{date}");
        }
    }
}
