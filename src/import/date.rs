//! Converts dates of other formats to ISO 8601.

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// "Tue, 5 Mar 2024 08:01:02 +0100" (RFC 5322) becomes "2024-03-05T08:01:02+01:00", or only the day if there is no
/// time.
pub(super) fn iso_of_mail(date: &str) -> Option<String> {
    let date = date.split('(').next().unwrap_or_default();
    let date = date.split_once(',').map_or(date, |(_, rest)| rest);
    let mut words = date.split_whitespace();
    let day: u8 = words.next()?.parse().ok().filter(|it| (1..=31).contains(it))?;
    let month = words.next()?.get(..3)?.to_lowercase();
    let month = MONTHS.iter().position(|it| *it == month)? + 1;
    let year: u16 = match words.next()?.parse().ok()? {
        it @ 0..50 => it + 2000,
        it @ 50..1000 => it + 1900,
        it => it,
    };
    let day = format!("{year:04}-{month:02}-{day:02}");
    let Some(time) = words.next().and_then(time) else { return Some(day) };
    Some(format!("{day}T{time}{}", words.next().and_then(zone).unwrap_or_default()))
}

/// "8:01" becomes "08:01:00".
fn time(text: &str) -> Option<String> {
    let parts: Vec<u8> = text.split(':').map(|it| it.parse().ok()).collect::<Option<_>>()?;
    let (hour, minute) = (*parts.first()?, *parts.get(1)?);
    let second = parts.get(2).copied().unwrap_or_default();
    (hour < 24 && minute < 60 && second < 61).then(|| format!("{hour:02}:{minute:02}:{second:02}"))
}

/// "+0100" becomes "+01:00", "GMT" becomes "Z".
fn zone(text: &str) -> Option<String> {
    if matches!(text, "GMT" | "UT" | "UTC" | "Z" | "+0000") {
        return Some("Z".to_owned());
    }
    let digits = text.strip_prefix(['+', '-']).filter(|it| it.len() == 4)?;
    let is_number = digits.bytes().all(|it| it.is_ascii_digit());
    is_number.then(|| format!("{}:{}", text.get(..3).unwrap_or_default(), text.get(3..).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_mail_are_written_as_iso() {
        for (mail, iso) in [
            ("Tue, 5 Mar 2024 08:01:02 +0100", Some("2024-03-05T08:01:02+01:00")),
            ("5 March 2024 8:01 GMT", Some("2024-03-05T08:01:00Z")),
            ("Fri, 21 Nov 97 09:55:06 -0600 (CST)", Some("1997-11-21T09:55:06-06:00")),
            ("1 Jan 2026", Some("2026-01-01")),
            ("1 Jan 2026 25:00", Some("2026-01-01")),
            ("Monday", None),
            ("32 Jan 2026", None),
            ("5 Foo 2024", None),
            ("5 é 2024", None),
            ("", None),
        ] {
            assert_eq!(iso_of_mail(mail).as_deref(), iso, "{mail}");
        }
    }
}
