//! Mail: a message is an article. Subject, sender and date are metadata, the body is text or a page, and the text
//! that it replies to is a quotation. Web archives (MHTML) have the same structure, and are read as the page inside.

mod body;
pub(super) mod mbox;
mod service;

use mailparse::body::Body;
use mailparse::{DispositionType, MailHeader, MailHeaderMap, ParsedMail, SingleInfo};

use crate::document::{BlockKind, Document, DocumentBuilder, Linked, Metadata, Target};
use crate::import::date;
use crate::import::decode::decode;
use crate::import::given::Given;
use crate::import::html::{self, one_line};
use crate::import::importer::{DAMAGED, Fault, Importer, Look, Options, Read};

/// Saved messages, one per file.
pub(super) const IMPORTER: Importer = Importer {
    name: "mail",
    about: "messages and web archives: subject, sender and date; the text that a message replies to is a quotation",
    extensions: &["eml", "emlx", "mht", "mhtml"],
    media_types: &["message/rfc822", "multipart/related", "application/x-mimearchive"],
    look,
    read: Read::Guarded(|given, options| message(given.bytes, given.meta(), options)),
};

/// How deep messages inside messages are read.
const MAX_DEPTH: usize = 8;

/// Headers that only mail programs write.
const TRANSPORT: &[&str] = &[
    "received",
    "return-path",
    "message-id",
    "mime-version",
    "delivered-to",
    "dkim-signature",
    "x-mailer",
    "in-reply-to",
    "content-transfer-encoding",
];

/// How the type of a message begins.
const MIME: &[&[u8]] = &[b"multipart/", b"text/plain;", b"text/html;", b"message/"];

/// Mail begins with headers and nothing else, and some of them are written only by mail programs.
fn look(given: &Given<'_>) -> Look {
    let (mut keys, mut has_parts) = (Vec::new(), false);
    let mut lines = after_count(given.head()).split(|&it| it == b'\n').peekable();
    while let Some(line) = lines.next() {
        // The last line may be cut off.
        if line.trim_ascii().is_empty() || lines.peek().is_none() {
            break;
        }
        if !line.starts_with(b" ") && !line.starts_with(b"\t") {
            let Some(key) = key(line) else { return Look::Unlike };
            let value = line.get(key.len() + 1..).unwrap_or_default().trim_ascii().to_ascii_lowercase();
            has_parts |= key == "content-type" && MIME.iter().any(|it| value.starts_with(it));
            keys.push(key);
        }
    }
    let has = |wanted: &str| keys.iter().any(|it| it == wanted);
    let is_sent = keys.iter().any(|it| TRANSPORT.contains(&it.as_str()));
    match has("from") || has("received") || has("return-path") {
        true if is_sent || has_parts => Look::Certain,
        true => Look::like_if(has("subject") && (has("date") || has("to"))),
        // Word saves pages as messages that nobody sent.
        false => Look::certain_if(has_parts && has("mime-version")),
    }
}

/// The text before the colon, in lower case, if the line is a header.
fn key(line: &[u8]) -> Option<String> {
    let end = line.iter().position(|&it| it == b':')?;
    let key = line.get(..end).filter(|it| !it.is_empty())?;
    let is_key = key.iter().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_'));
    is_key.then(|| String::from_utf8_lossy(key).to_lowercase())
}

/// Apple Mail writes the length of the message before it, on a separate line.
fn after_count(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().position(|it| !it.is_ascii_digit()).unwrap_or_default();
    let rest = bytes.get(end..).unwrap_or_default().trim_ascii_start();
    if end > 0 { rest } else { bytes }
}

/// The document of a message.
fn message(bytes: &[u8], mut meta: Metadata, options: &Options) -> Result<Document, Fault> {
    let mail = mailparse::parse_mail(after_count(bytes))
        .map_err(|_| Fault::Unreadable("this message is damaged", DAMAGED))?;
    if let Some(page) = archived_page(&mail) {
        meta.address = header(&mail, "Snapshot-Content-Location")
            .or_else(|| header(page, "Content-Location"))
            .and_then(|it| Target::new(&it));
        return Ok(html::document(&text_of(page), meta, options)?);
    }
    let subject = header(&mail, "Subject");
    meta.author = header(&mail, "From").and_then(|it| sender(&it));
    meta.published = header(&mail, "Date").map(|it| date::iso_of_mail(&it).unwrap_or(it));
    meta.title.clone_from(&subject);
    let mut builder = DocumentBuilder::new();
    let mut blocks = Vec::new();
    append(&mail, MAX_DEPTH, &mut blocks);
    service::mark(&mut blocks);
    if let Some(subject) = subject.filter(|_| !blocks.is_empty()) {
        builder.block(BlockKind::Heading(1), &subject);
    }
    for (kind, text) in &blocks {
        builder.linked_block(*kind, text);
    }
    Ok(builder.finish(meta)?)
}

/// The main page of a web archive, if this is one.
fn archived_page<'m>(mail: &'m ParsedMail<'m>) -> Option<&'m ParsedMail<'m>> {
    let is_archive = header(mail, "From")
        .map_or(mail.ctype.mimetype == "multipart/related", |it| it.starts_with("<Saved by "))
        || header(mail, "Snapshot-Content-Location").is_some();
    is_archive.then(|| mail.parts().find(|it| it.ctype.mimetype == "text/html")).flatten()
}

/// The text of a message, part by part.
fn append(mail: &ParsedMail<'_>, depth: usize, blocks: &mut Vec<(BlockKind, Linked)>) {
    let is_attached = mail.get_content_disposition().disposition == DispositionType::Attachment;
    match mail.ctype.mimetype.as_str() {
        _ if depth == 0 => {}
        "multipart/alternative" => {
            if let Some(best) = best(&mail.subparts) {
                append(best, depth - 1, blocks);
            }
        }
        it if it.starts_with("multipart/") && !mail.subparts.is_empty() => {
            mail.subparts.iter().for_each(|it| append(it, depth - 1, blocks));
        }
        "message/rfc822" => append_forwarded(mail, depth, blocks),
        _ if is_attached => {}
        "text/html" => blocks.extend(html::blocks_of(&text_of(mail))),
        "text/plain" | "" => blocks.extend(body::blocks(&plain_text(mail))),
        // Where the boundary is missing, all that there is.
        it if it.starts_with("multipart/") => blocks.extend(body::blocks(&text_of(mail))),
        _ => {}
    }
}

/// A message inside a message, under its subject.
fn append_forwarded(mail: &ParsedMail<'_>, depth: usize, blocks: &mut Vec<(BlockKind, Linked)>) {
    let Ok(bytes) = mail.get_body_raw() else { return };
    let Ok(inner) = mailparse::parse_mail(&bytes) else { return };
    if let Some(subject) = header(&inner, "Subject") {
        blocks.push((BlockKind::Heading(2), subject.as_str().into()));
    }
    append(&inner, depth - 1, blocks);
}

/// Of several forms of one text, the plain one, unless it is only a stub of the page.
fn best<'m>(parts: &'m [ParsedMail<'m>]) -> Option<&'m ParsedMail<'m>> {
    let of = |mimetype: &str| parts.iter().find(|it| it.ctype.mimetype == mimetype);
    let letters = |blocks: &[(BlockKind, Linked)]| blocks.iter().map(|it| it.1.text().len()).sum::<usize>();
    let others = || parts.iter().rfind(|it| it.ctype.mimetype.starts_with("multipart/"));
    let (plain, page) = (of("text/plain"), of("text/html").or_else(others));
    let is_stub = |plain: &ParsedMail<'_>, page: &ParsedMail<'_>| {
        let mut of_page = Vec::new();
        append(page, MAX_DEPTH, &mut of_page);
        3 * text_of(plain).trim().len() < letters(&of_page)
    };
    match (plain, page) {
        (Some(plain), Some(page)) => Some(if is_stub(plain, page) { page } else { plain }),
        (plain, page) => plain.or(page).or_else(|| parts.last()),
    }
}

/// The text of a part, decoded.
fn text_of(part: &ParsedMail<'_>) -> String {
    let bytes = part.get_body_raw().unwrap_or_else(|_| mended(part));
    let stated = part.ctype.params.get("charset");
    let media_type = stated.map(|charset| format!("{}; charset={charset}", part.ctype.mimetype));
    decode(&bytes, media_type.as_deref()).into_owned()
}

/// A damaged Base64 body without invalid characters and without its torn end.
fn mended(part: &ParsedMail<'_>) -> Vec<u8> {
    let Body::Base64(body) = part.get_body_encoded() else { return Vec::new() };
    let is_of_it = |it: &u8| it.is_ascii_alphanumeric() || matches!(it, b'+' | b'/');
    let mut signs: Vec<u8> = body.get_raw().iter().copied().filter(is_of_it).collect();
    signs.truncate(signs.len() / 4 * 4);
    let whole = [b"Content-Transfer-Encoding: base64\n\n".as_slice(), &signs].concat();
    mailparse::parse_mail(&whole).and_then(|it| it.get_body_raw()).unwrap_or_default()
}

/// The text of a plain part, with the line ends out that its program put in.
fn plain_text(part: &ParsedMail<'_>) -> String {
    let text = text_of(part);
    let says =
        |key: &str, value: &str| part.ctype.params.get(key).is_some_and(|it| it.eq_ignore_ascii_case(value));
    if says("format", "flowed") { body::unflowed(&text, says("delsp", "yes")) } else { text }
}

/// The value of a header, on one line.
fn header(mail: &ParsedMail<'_>, key: &str) -> Option<String> {
    mail.headers
        .get_first_header(key)
        .as_ref()
        .map(|it| MailHeader::get_value(it))
        .as_deref()
        .and_then(one_line)
}

/// "Ann Lee" from "Ann Lee <ann@x.example>"; without a name, the address.
fn sender(from: &str) -> Option<String> {
    let info = mailparse::addrparse(from).ok().and_then(|it| it.iter().find_map(single));
    let Some(SingleInfo { display_name, addr }) = info else {
        // "Lee, Ann <ann@x.example>" and "Ann Lee <>" are common, though wrong.
        let (name, rest) = from.split_once('<').unwrap_or((from, ""));
        return one_line(name.trim_matches(['"', ' ']))
            .or_else(|| one_line(rest.trim_end_matches(['>', ' '])));
    };
    display_name.as_deref().and_then(one_line).or_else(|| one_line(&addr))
}

fn single(address: &mailparse::MailAddr) -> Option<SingleInfo> {
    match address {
        mailparse::MailAddr::Single(it) => Some(it.clone()),
        mailparse::MailAddr::Group(it) => it.addrs.first().cloned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::given::Origin;

    fn read(mail: &str) -> Document {
        message(mail.as_bytes(), Metadata::default(), &Options::STANDARD).unwrap()
    }

    fn blocks(doc: &Document) -> Vec<(BlockKind, &str)> {
        doc.blocks().rows().iter().map(|it| (it.kind, doc.slice(it.span))).collect()
    }

    fn check_look(mail: &str, expected: Look) {
        assert_eq!(look(&Given::new(mail.as_bytes(), &Origin::stdin())), expected, "{mail}");
    }

    #[test]
    fn mail_is_told_by_its_headers() {
        check_look("From: a@x.example\nMessage-ID: <1>\n\nHi", Look::Certain);
        check_look("1234\nFrom: a@x.example\nMIME-Version: 1.0\n\nHi", Look::Certain);
        check_look("Received: from x\n\tby y\nDate: today\n\nHi", Look::Certain);
        check_look("From: Ann\nSubject: tides\nDate: today\n\nHi", Look::Like);
        check_look("From: Ann\nTo: Bo\nSubject: tides\n\nHi", Look::Like);
        check_look("From: Ann\nContent-Type: multipart/mixed; boundary=b\n\n--b", Look::Certain);
        check_look("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b", Look::Certain);
        check_look("Content-Type: text/html; charset=utf-8\nServer: x\n\nHi", Look::Unlike);
        check_look("From: Ann to all of us\nwith love", Look::Unlike);
        check_look("Note: nothing\nSource: nobody\n\nHi", Look::Unlike);
        check_look("The tide rose.\n\nFrom: Ann", Look::Unlike);
    }

    #[test]
    fn subject_sender_and_date_are_metadata() {
        let doc = read(
            "From: =?utf-8?q?Ren=C3=A9e_Cole?= <r@x.example>\r\nTo: b@x.example\r\nSubject: =?utf-8?b?VGhlIHRpZGU=?=\r\n\
             Date: Tue, 5 Mar 2024 08:01:02 +0100\r\nMessage-ID: <1@x>\r\n\r\nDear all,\r\n\r\nThe tide rose on Monday.\r\n",
        );
        let meta = doc.meta();
        assert_eq!(
            (meta.title.as_deref(), meta.author.as_deref(), meta.published.as_deref()),
            (Some("The tide"), Some("Renée Cole"), Some("2024-03-05T08:01:02+01:00"))
        );
        assert_eq!(
            blocks(&doc),
            [
                (BlockKind::Heading(1), "The tide"),
                (BlockKind::Paragraph, "Dear all,"),
                (BlockKind::Paragraph, "The tide rose on Monday.")
            ]
        );
    }

    #[test]
    fn a_sender_is_named_even_if_the_header_is_wrong() {
        for (from, name) in [
            ("Ann Lee <ann@x.example>", "Ann Lee"),
            ("Lee, Ann <ann@x.example>", "Lee, Ann"),
            ("Ann Lee <>", "Ann Lee"),
            ("<ann@x.example>", "ann@x.example"),
        ] {
            assert_eq!(sender(from).as_deref(), Some(name), "{from}");
        }
    }

    #[test]
    fn what_is_answered_to_is_a_quotation() {
        let doc = read(
            "From: a@x.example\nSubject: Re: x\n\nI agree.\n\nOn Monday, Bo wrote:\n\n> The tide rose on Monday morning, and nobody at all\n> saw it coming.\n\nAnn",
        );
        assert!(
            blocks(&doc).contains(&(
                BlockKind::BlockQuote,
                "The tide rose on Monday morning, and nobody at all\nsaw it coming."
            )),
            "{:?}",
            blocks(&doc)
        );
        let doc = read(
            "From: a@x.example\nContent-Type: text/html; charset=iso-8859-1\n\n<p>I agree, Ren\u{e9}e.</p><blockquote><p>The tide rose.</p></blockquote>",
        );
        assert_eq!(
            blocks(&doc),
            [(BlockKind::Paragraph, "I agree, Renée."), (BlockKind::BlockQuote, "The tide rose.")]
        );
    }

    const ALTERNATIVE: &str = "From: a@x.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=out\n\n--out\n\
        Content-Type: multipart/alternative; boundary=in\n\n--in\nContent-Type: text/plain\n\n{plain}\n--in\n\
        Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>The =74ide rose on Monday, and = \nnobody saw it.</p>\n--in--\n--out\n\
        Content-Type: text/plain; name=a.txt\nContent-Disposition: attachment\n\nattached\n--out\n\
        Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--out--\n";

    #[test]
    fn the_body_is_read_once_and_files_are_left_out() {
        let doc = read(&ALTERNATIVE.replace("{plain}", "The tide rose on Monday, and so on."));
        assert_eq!(doc.text(), "The tide rose on Monday, and so on.");
        let doc = read(&ALTERNATIVE.replace("{plain}", "See the page."));
        assert_eq!(doc.text(), "The tide rose on Monday, and nobody saw it.");
    }

    #[test]
    fn a_forwarded_message_stands_below_its_subject() {
        let doc = read(
            "From: a@x.example\nSubject: Fwd\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nLook at this, please.\n--b\n\
             Content-Type: message/rfc822\n\nFrom: c@x.example\nSubject: Tides\n\nThey rise.\n--b--\n",
        );
        assert_eq!(doc.text(), "Fwd\n\nLook at this, please.\n\nTides\n\nThey rise.");
    }

    #[test]
    fn a_web_archive_is_its_page() {
        let story = "<p>The harbour board met on Monday to hear what Mary Cole had found in the ledgers.</p>"
            .repeat(4);
        let doc = read(&format!(
            "From: <Saved by Blink>\nSnapshot-Content-Location: https://x.example/a\nMIME-Version: 1.0\n\
             Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<!doctype html><title>Ledgers</title><article>{story}</article>\n--b--\n"
        ));
        assert_eq!(doc.meta().title.as_deref(), Some("Ledgers"));
        assert_eq!(doc.meta().address.as_ref().unwrap().as_str(), "https://x.example/a");
        assert!(doc.text().contains("Mary Cole"));
        let of_word = read(&format!(
            "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"b\"\n\n--b\nContent-Location: file:///C:/a.htm\n\
             Content-Type: text/html; charset=\"utf-8\"\n\n<html><title>Ledgers</title><body><div>{story}</div></body></html>\n--b--\n"
        ));
        assert_eq!(of_word.meta().title.as_deref(), Some("Ledgers"));
    }
}
