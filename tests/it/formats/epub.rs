//! EPUB books.

use super::zip_file::zip;
use super::{blocks, check_refused, read, told};

const CONTAINER: &[u8] =
    b"<?xml version='1.0'?><container><rootfiles><rootfile full-path='OEBPS/book.opf' media-type='x'/></rootfiles></container>";

const PACKAGE: &str = "<?xml version='1.0'?><package xmlns:dc='http://purl.org/dc/elements/1.1/'><metadata>\
    <dc:title>The Sluice &amp; the Tide</dc:title><dc:creator>Ines Kovac</dc:creator><dc:date>2026-03-02</dc:date>\
    <dc:publisher>Harbour Press</dc:publisher><dc:language>en</dc:language></metadata><manifest>\
    <item id='nav' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/>\
    <item id='c1' href='text/one.xhtml' media-type='application/xhtml+xml'/>\
    <item id='c2' href='text/two%20b.xhtml' media-type='application/xhtml+xml'/>\
    <item id='c3' href='../../../etc/passwd' media-type='application/xhtml+xml'/>\
    <item id='css' href='a.css' media-type='text/css'/></manifest>\
    <spine><itemref idref='nav'/><itemref idref='c2'/><itemref idref='c1'/><itemref idref='c3'/><itemref idref='gone'/></spine></package>";

const NAV: &[u8] = b"<html><body><nav><ol><li><a href='text/two%20b.xhtml#a'>The gates</a></li><li><a href='text/one.xhtml'>One</a></li></ol></nav></body></html>";

const ONE: &str = "<?xml version='1.0' encoding='utf-8'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title/></head>\
    <body><h1>What the tide did</h1><p>Ren\u{e9}e Cole left<a id='x'/> the harbour.</p><blockquote><p>She said so.</p></blockquote></body></html>";

const TWO: &[u8] = b"<html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title><script>no()</script></head><body><p>Tom Ito opened the gates.</p></body></html>";

pub(super) fn book() -> Vec<u8> {
    with(&[])
}

fn with(more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut files: Vec<(&str, &[u8])> = vec![
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("OEBPS/book.opf", PACKAGE.as_bytes()),
        ("OEBPS/nav.xhtml", NAV),
        ("OEBPS/text/one.xhtml", ONE.as_bytes()),
        ("OEBPS/text/two b.xhtml", TWO),
    ];
    files.extend(more);
    zip(&files)
}

#[test]
fn chapters_are_read_in_order_with_their_headings() {
    for name in ["book.epub", "book.zip", "book"] {
        let doc = read(name, &book());
        assert_eq!(
            blocks(&doc),
            [
                "h1 The gates",
                "Tom Ito opened the gates.",
                "h1 What the tide did",
                "Renée Cole left the harbour.",
                "> She said so.",
            ],
            "{name}"
        );
        assert_eq!(told(&doc), [Some("The Sluice & the Tide"), Some("Ines Kovac"), Some("2026-03-02")]);
        assert_eq!(doc.meta().site.as_deref(), Some("Harbour Press"));
    }
}

#[test]
fn protected_and_broken_books_are_told() {
    let adept = b"<encryption><EncryptedData><resource xmlns='http://ns.adobe.com/adept'/></EncryptedData></encryption>";
    check_refused("a.epub", &with(&[("META-INF/encryption.xml", adept)]), "encrypted by a copy protection");
    check_refused("b.epub", &with(&[("META-INF/license.lcpl", b"{}")]), "encrypted by a copy protection");
    let fonts =
        b"<encryption><EncryptionMethod Algorithm='http://www.idpf.org/2008/embedding'/></encryption>";
    assert!(read("c.epub", &with(&[("META-INF/encryption.xml", fonts)])).text().contains("Tom Ito"));
    check_refused(
        "d.epub",
        &zip(&[("mimetype", b"application/epub+zip")]),
        "does not say what its chapters are",
    );
    check_refused("e.epub", b"PK\x03\x04mimetypeapplication/epub+zip", "does not unpack");
}

#[test]
fn a_bomb_is_refused() {
    let zeros = vec![b' '; 70 << 20];
    let package = PACKAGE.replace("text/one.xhtml", "bomb.xhtml");
    let bytes = zip(&[
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("OEBPS/book.opf", package.as_bytes()),
        ("OEBPS/bomb.xhtml", &zeros),
    ]);
    assert!(bytes.len() < 1 << 20);
    check_refused("bomb.epub", &bytes, "unpacks to more data than byline reads");
}
