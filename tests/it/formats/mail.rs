//! Mail and mailboxes.

use std::path::Path;

use byline::import::{self, Options, Origin};

use super::{blocks, check_refused, parts, read, told};

pub(super) const LETTER: &str = "Return-Path: <ines@port.example>\r\nReceived: from a by b; Mon, 2 Mar 2026 10:00:00 +0100\r\n\
    From: \"Ines Kovac\" <ines@port.example>\r\nTo: Tom Ito <tom@port.example>\r\nSubject: Re: The\r\n sluice gates\r\n\
    Date: Mon, 2 Mar 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"x=1\"\r\n\r\n\
    This is a message in MIME format.\r\n--x=1\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
    Dear Tom,\r\n\r\nRen=E9e Cole says that the gates hold.=20\r\nShe saw them on Sunday, and a long line is broken here by the ma=\r\nil program.\r\n\r\n\
    On Sunday, Tom Ito wrote:\r\n> Do the gates hold? Nobody at the board\r\n> wants to tell me.\r\n\r\nInes\r\n\
    --x=1\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+RGVhciBUb20sPC9wPjxwPlJlbsOpZSBDb2xlIHNheXMgdGhhdCB0aGUgZ2F0ZXMgaG9sZC48L3A+\r\n--x=1--\r\n";

#[test]
fn a_letter_is_its_body_with_subject_sender_and_date() {
    // The name does not matter.
    for name in ["letter.eml", "letter.txt", "letter"] {
        let doc = read(name, LETTER.as_bytes());
        assert_eq!(
            told(&doc),
            [Some("Re: The sluice gates"), Some("Ines Kovac"), Some("2026-03-02T10:00:00+01:00")],
            "{name}"
        );
        let blocks = blocks(&doc);
        assert_eq!(blocks[..2], ["h1 Re: The sluice gates", "Dear Tom,"], "{name}");
        assert!(blocks[2].starts_with("Renée Cole says that the gates hold."), "{blocks:?}");
        assert!(blocks[2].ends_with("broken here by the mail program."), "{blocks:?}");
        assert!(blocks.iter().any(|it| it.starts_with("> Do the gates hold?")), "{blocks:?}");
        assert_eq!(doc.text().matches("Renée Cole").count(), 1, "the body is read once");
        assert!(!doc.text().contains("Received"), "{}", doc.text());
    }
}

#[test]
fn what_is_cut_off_in_base64_is_read_so_far() {
    let cut = "From: a@x.example\nMessage-ID: <1>\nContent-Transfer-Encoding: base64\n\nVGhlIHRpZGUgcm9zZSBvbiBNb25kYXkuIEFuZ";
    assert_eq!(read("cut.eml", cut.as_bytes()).text(), "The tide rose on Monday. An");
}

#[test]
fn a_mailbox_is_a_list_of_letters() {
    let from = "From ines@port.example Mon Mar  2 10:00:00 2026\n";
    let second = "From: tom@port.example\nSubject: Gates\n\nThey hold.\n";
    let bytes = format!("{from}{LETTER}\n{from}{second}").into_bytes();
    let origin = Origin::file(Path::new("old.mbox"));
    let letters = parts(&bytes, &origin);
    let titles: Vec<_> = letters.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(titles, ["Re: The sluice gates · Ines Kovac · 2026-03-02", "Gates · tom@port.example"]);
    let doc = import::part(&bytes, &origin, (1, &letters[1]), &Options::STANDARD).unwrap();
    assert_eq!(doc.text(), "Gates\n\nThey hold.");
    assert_eq!(doc.meta().source.as_deref(), Some("old.mbox#2"));
    check_refused("old.mbox", &bytes, "this is a mailbox of 2 articles");
    let alone = format!("{from}{second}");
    assert_eq!(read("one.mbox", alone.as_bytes()).text(), "Gates\n\nThey hold.");
    let empty = format!("{from}From: tom@port.example\n\n");
    let bytes = format!("{empty}{empty}").into_bytes();
    let error = import::part(&bytes, &origin, (1, &parts(&bytes, &origin)[1]), &Options::STANDARD);
    assert_eq!(error.unwrap_err().to_string(), "`old.mbox#2`: contains no text");
}
