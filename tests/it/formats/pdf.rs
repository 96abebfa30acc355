//! PDF documents: twelve of our own, with the words in the order in which people read them.

use super::pdf_file::{PdfPage, STORY, columns, pdf, two_columns, words};
use super::{check_refused, read, share_in_order, told};

/// At least 99 of 100 words in order.
fn check_words(name: &str, bytes: &[u8], wanted: &str) {
    let doc = read(name, bytes);
    let share = share_in_order(wanted, doc.text());
    assert!(share >= 0.99, "{name}: {share:.3} of the words in\n{}", doc.text());
}

const HEAD: &str = "The gates of Port Arden";

fn whole() -> String {
    format!("{HEAD} {STORY}")
}

#[test]
fn one_two_and_three_columns() {
    for n in 1..=3 {
        check_words(&format!("{n}.pdf"), &columns(n, false), &whole());
    }
}

#[test]
fn words_broken_at_line_ends_are_whole() {
    for n in 1..=3 {
        check_words(&format!("{n}.pdf"), &columns(n, true), &whole());
    }
}

/// The story on pages with few lines, each with something else on it.
fn pages(more: impl Fn(usize, PdfPage) -> PdfPage) -> Vec<PdfPage> {
    let mut words = words().peekable();
    let mut pages = Vec::new();
    while words.peek().is_some() {
        let mut page = PdfPage::default();
        page.column(&mut words, (72.0, 420.0), (700.0, 640.0), false);
        pages.push(more(pages.len(), page));
    }
    assert!(pages.len() > 3);
    pages
}

#[test]
fn running_heads_and_page_numbers_go_and_sentences_cross_pages() {
    let pages = pages(|at, page| {
        let head = if at % 2 == 0 { "HARBOUR REVIEW" } else { "Vol. 12, March 2026" };
        let page = page.line(72.0, 760.0, 8.0, head);
        page.line(300.0, 40.0, 8.0, &format!("{}", at + 17))
    });
    let bytes = pdf(&pages, "", &[]);
    check_words("heads.pdf", &bytes, STORY);
    let doc = read("heads.pdf", &bytes);
    assert!(!doc.text().contains("HARBOUR REVIEW") && !doc.text().contains("Vol."), "{}", doc.text());
    assert_eq!(doc.blocks().rows().len(), 5, "{}", doc.text());
}

#[test]
fn notes_at_the_foot_of_a_page_do_not_part_its_sentences() {
    let pages = pages(|at, page| match at {
        1 => page.line(72.0, 80.0, 7.0, "1 The ledgers are kept in the town hall."),
        _ => page,
    });
    let doc = read("notes.pdf", &pdf(&pages, "", &[]));
    assert!(doc.text().contains("The ledgers are kept in the town hall."), "{}", doc.text());
    let without: String = doc.text().replace("1 The ledgers are kept in the town hall.", "");
    let share = share_in_order(STORY, &without);
    assert!(share >= 0.99, "{share}: {}", doc.text());
}

#[test]
fn a_turned_page_is_read_as_it_is_seen() {
    // Written sideways on a page that is shown rotated.
    let mut lines = PdfPage::default();
    lines.column(&mut words().peekable(), (72.0, 540.0), (560.0, 0.0), false);
    let bytes = pdf(&[lines.drawing("0 1 -1 0 612 0 cm\n").entries("/Rotate 90")], "", &[]);
    check_words("turned.pdf", &bytes, STORY);
}

#[test]
fn a_table_of_references_that_is_wrong_is_made_anew() {
    let bytes = two_columns();
    let at = bytes.windows(9).rposition(|it| it == b"startxref").unwrap();
    let broken = [&bytes[..at], b"startxref\n7\n%%EOF"].concat();
    check_words("broken.pdf", &broken, &whole());
    check_words("mailed.pdf", &[b"\r\n\r\n\x01\x02\x03junk\r\n".as_slice(), &broken].concat(), &whole());
}

#[test]
fn what_the_document_says_of_itself_is_kept() {
    let about = b"<< /Title (The gates) /Author (Ines Kovac) /CreationDate (D:20260302100000Z) >>";
    let page = PdfPage::default().line(72.0, 700.0, 10.0, "Ines Kovac left the harbour on Monday.");
    let doc = read("a.pdf", &pdf(std::slice::from_ref(&page), "/Info 100 0 R", &[about]));
    assert_eq!(told(&doc), [Some("The gates"), Some("Ines Kovac"), Some("2026-03-02T10:00:00+00:00")]);
    let about = b"<< /Title (Microsoft Word - gates.doc) >>";
    assert_eq!(told(&read("a.pdf", &pdf(&[page], "/Info 100 0 R", &[about])))[0], None);
}

#[test]
fn what_cannot_be_read_is_told() {
    let page = PdfPage::default().line(72.0, 700.0, 10.0, "Nobody reads this.");
    let lock = b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f> /U <ff0102030405060708090a0b0c0d0e0f00000000000000000000000000000000> >>";
    let id = "/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] /Encrypt 100 0 R";
    check_refused("locked.pdf", &pdf(&[page], id, &[lock]), "is encrypted");
    let picture = b"<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 4 >>\nstream\n\x00\xff\x00\xff\nendstream";
    let scan = PdfPage::default().drawing("q 612 0 0 792 0 0 cm /I Do Q\n");
    check_refused("scan.pdf", &pdf(&[scan.clone(), scan], "", &[picture]), "is a scan");
    check_refused("blank.pdf", &pdf(&[PdfPage::default()], "", &[]), "has no text");
    check_refused("torn.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<", "is damaged");
}
