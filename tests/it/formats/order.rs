//! The words of a whole story come out of every format in order; and damage to the rarer formats does no harm.

use super::damage::check_damaged;
use super::pdf_file::STORY;
use super::zip_file::zip;
use super::{docx, read, share_in_order};

/// The story in paragraphs of two sentences.
fn paragraphs() -> Vec<String> {
    let sentences: Vec<&str> = STORY.split_inclusive(". ").collect();
    sentences.chunks(2).map(|it| it.concat().trim().to_owned()).collect()
}

fn html() -> String {
    let body: String = paragraphs().iter().flat_map(|it| ["<p>", it, "</p>\n"]).collect();
    format!("<html><head><title>The ledgers</title></head><body><article>{body}</article></body></html>")
}

fn epub() -> Vec<u8> {
    let chapters: Vec<(String, String)> = paragraphs()
        .chunks(3)
        .enumerate()
        .map(|(at, texts)| {
            let body: String = texts.iter().flat_map(|it| ["<p>", it, "</p>"]).collect();
            let page = format!("<html xmlns='http://www.w3.org/1999/xhtml'><body>{body}</body></html>");
            (format!("c{at}.xhtml"), page)
        })
        .collect();
    let item =
        |name: &String| format!("<item id='{name}' href='{name}' media-type='application/xhtml+xml'/>");
    let items = chapters.iter().map(|it| item(&it.0)).collect::<Vec<_>>().concat();
    let spine = chapters.iter().map(|it| format!("<itemref idref='{}'/>", it.0)).collect::<Vec<_>>().concat();
    let package = format!(
        "<package xmlns='http://www.idpf.org/2007/opf'><metadata/><manifest>{items}</manifest><spine>{spine}</spine></package>"
    );
    let container = b"<container><rootfiles><rootfile full-path='book.opf'/></rootfiles></container>";
    let mut files: Vec<(&str, &[u8])> = vec![
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", container),
        ("book.opf", package.as_bytes()),
    ];
    files.extend(chapters.iter().map(|(name, page)| (name.as_str(), page.as_bytes())));
    zip(&files)
}

fn letter(media_type: &str, body: &str) -> Vec<u8> {
    format!(
        "From: Ines Kovac <ines@port.example>\r\nSubject: The ledgers\r\nDate: Mon, 2 Mar 2026 10:00:00 +0100\r\n\
         MIME-Version: 1.0\r\nContent-Type: {media_type}; charset=utf-8\r\n\r\n{body}"
    )
    .into_bytes()
}

fn web_archive() -> Vec<u8> {
    format!(
        "From: <Saved by a browser>\r\nSubject: The ledgers\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; \
         type=\"text/html\"; boundary=\"=part\"\r\n\r\n--=part\r\nContent-Type: text/html; charset=utf-8\r\n\
         Content-Location: https://port.example/ledgers\r\n\r\n{}\r\n--=part\r\nContent-Type: image/png\r\n\
         Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--=part--\r\n",
        html()
    )
    .into_bytes()
}

fn newsml() -> Vec<u8> {
    let text = paragraphs().join("\n\n");
    format!(
        "<NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>The ledgers</HeadLine></NewsLines><ContentItem>\
         <DataContent>{text}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"
    )
    .into_bytes()
}

fn subtitles(head: &str, point: char) -> Vec<u8> {
    let mut out = head.to_owned();
    let words: Vec<String> =
        paragraphs().iter().flat_map(|it| it.split(' ').map(str::to_owned).collect::<Vec<_>>()).collect();
    for (number, line) in words.chunks(7).enumerate() {
        let time = |seconds: usize| {
            format!("{:02}:{:02}:{:02}{point}000", seconds / 3600, seconds / 60 % 60, seconds % 60)
        };
        let (from, to) = (time(3 * number), time(3 * number + 2));
        let (number, line) = ((number + 1).to_string(), line.join(" "));
        out.extend([&number, "\n", &from, " --> ", &to, "\n", &line, "\n\n"]);
    }
    out.into_bytes()
}

#[test]
fn the_words_of_a_story_come_out_of_every_format_in_their_order() {
    let whole = paragraphs().join(" ");
    let word: String = paragraphs().iter().map(|it| docx::paragraph("", it)).collect();
    for (name, bytes) in [
        ("a.html", html().into_bytes()),
        ("a.epub", epub()),
        ("a.docx", docx::word(&word)),
        ("a.eml", letter("text/plain", &paragraphs().join("\r\n\r\n"))),
        ("b.eml", letter("text/html", &html())),
        ("a.mht", web_archive()),
        ("a.xml", newsml()),
        ("a.srt", subtitles("", ',')),
        ("a.vtt", subtitles("WEBVTT\n\n", '.')),
    ] {
        let doc = read(name, &bytes);
        let text = doc.text().replace("The ledgers\n\n", "");
        let share = share_in_order(&whole, &text);
        assert!(share >= 0.99, "{name}: {share}\n{text}");
    }
}

#[test]
fn what_is_damaged_of_the_rarer_formats_does_no_harm() {
    check_damaged("a.vtt", &subtitles("WEBVTT\n\n", '.'));
    check_damaged("a.mht", &web_archive());
    check_damaged("a.xml", &newsml());
}
