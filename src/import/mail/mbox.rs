//! Mailboxes in one file: messages one after the other, each after a line that begins with "From ".

use std::ops::Range;

use mailparse::MailHeaderMap as _;

use crate::document::Document;
use crate::import::date;
use crate::import::given::Given;
use crate::import::html::one_line;
use crate::import::importer::{DAMAGED, Fault, Importer, Look, Options, Read};
use crate::import::several::{ArticleContent, ListedArticle};

/// Mailboxes.
pub(in crate::import) const IMPORTER: Importer = Importer {
    name: "mailbox",
    about: "each message is an article",
    extensions: &["mbox", "mbx"],
    media_types: &["application/mbox"],
    look: |given| Look::certain_if(begins_message(given.bytes)),
    read: Read::Several { what: "a mailbox", list: |given| Ok(list(given)), read },
};

/// "From ann@x.example Tue Mar  5 08:01:02 2024", and a header on the next line.
fn begins_message(bytes: &[u8]) -> bool {
    let mut lines = bytes.split(|&it| it == b'\n');
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else { return false };
    let first = String::from_utf8_lossy(first.get(..first.len().min(400)).unwrap_or_default());
    let is_clock = |it: &str| it.matches(':').count() >= 1 && it.starts_with(|c: char| c.is_ascii_digit());
    let words: Vec<&str> = first.split_whitespace().collect();
    first.starts_with("From ")
        && words.iter().any(|it| is_clock(it))
        && super::key(second.trim_ascii_end()).is_some()
}

/// The positions of the messages, each with the line before it.
fn messages(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let (mut at, mut was_blank) = (0, true);
    for line in bytes.split_inclusive(|&it| it == b'\n') {
        let after = at + line.len();
        if was_blank && line.starts_with(b"From ") && begins_message(bytes.get(at..).unwrap_or_default()) {
            if let Some(last) = found.last_mut() {
                last.end = at;
            }
            found.push(at..bytes.len());
        }
        was_blank = line.trim_ascii().is_empty();
        at = after;
    }
    found
}

/// A message without the line before it.
fn message<'b>(bytes: &'b [u8], place: &Range<usize>) -> &'b [u8] {
    let whole = bytes.get(place.clone()).unwrap_or_default();
    let line = whole.iter().position(|&it| it == b'\n').map_or(whole.len(), |at| at + 1);
    whole.get(line..).unwrap_or_default()
}

/// The message as it was before it was put into the mailbox: ">From " at the start of a line becomes "From ".
fn unstuffed(bytes: &[u8]) -> Vec<u8> {
    let mut message = Vec::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|&it| it == b'\n') {
        let quoted = line.iter().take_while(|&&it| it == b'>').count();
        let is_stuffed = quoted > 0 && line.get(quoted..).is_some_and(|it| it.starts_with(b"From "));
        message.extend_from_slice(line.get(usize::from(is_stuffed)..).unwrap_or_default());
    }
    message
}

fn list(given: &Given<'_>) -> Vec<ListedArticle> {
    let messages = messages(given.bytes);
    messages
        .into_iter()
        .map(|it| ListedArticle {
            title: title(message(given.bytes, &it)),
            address: None,
            content: ArticleContent::Bytes(it),
        })
        .collect()
}

/// "The tide · Ann Lee · 2024-03-05".
fn title(message: &[u8]) -> String {
    let headers = mailparse::parse_headers(message).map(|it| it.0).unwrap_or_default();
    let value = |key: &str| headers.get_first_value(key).as_deref().and_then(one_line);
    let day = value("Date").map(|it| date::iso_of_mail(&it).unwrap_or(it));
    let day = day.map(|it| it.split('T').next().unwrap_or_default().to_owned());
    let subject = value("Subject").unwrap_or_else(|| "(no subject)".to_owned());
    let parts = [Some(subject), value("From").and_then(|it| super::sender(&it)), day];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn read(given: &Given<'_>, options: &Options) -> Result<Document, Fault> {
    let message = messages(given.bytes).first().map(|it| message(given.bytes, it));
    let message = message.ok_or(Fault::Unreadable("has no message", DAMAGED))?;
    super::message(&unstuffed(message), given.meta(), options)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::given::Origin;

    const BOX: &[u8] = b"From ann@x.example Tue Mar  5 08:01:02 2024\nFrom: Ann Lee <ann@x.example>\nSubject: Tides\n\
        Date: Tue, 5 Mar 2024 08:01:02 +0100\n\nThe tide rose.\n\n>From here on it fell.\n>>From there, too.\n\n\
        From now on I write less.\n\nFrom bo@x.example Wed Mar  6 09:00:00 2024\r\nFrom: bo@x.example\r\n\r\nNo.\r\n";

    #[test]
    fn messages_are_told_apart() {
        let origin = Origin::stdin();
        let given = Given::new(BOX, &origin);
        let titles: Vec<_> = list(&given).into_iter().map(|it| it.title).collect();
        assert_eq!(titles, ["Tides · Ann Lee · 2024-03-05", "(no subject) · bo@x.example"]);
        let read =
            |it: (usize, &ListedArticle)| crate::import::part(BOX, &origin, it, &Options::STANDARD).unwrap();
        let texts: Vec<String> =
            list(&given).iter().enumerate().map(|it| read(it).text().to_owned()).collect();
        let first = "Tides\n\nThe tide rose.\n\nFrom here on it fell.\n\n>From there, too.\n\nFrom now on I write less.";
        assert_eq!(texts, [first, "No."]);
    }

    #[test]
    fn a_letter_that_begins_with_from_is_no_mailbox() {
        assert!(begins_message(BOX));
        assert!(!begins_message(b"From here on it rained.\nAnn: no.\n"));
        assert!(!begins_message(b"From Monday 8:00 on it rained.\nAnd rained.\n"));
    }
}
