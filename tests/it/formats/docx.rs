//! Word documents.

use super::zip_file::zip;
use super::{blocks, check_refused, read, told};

const STYLES: &[u8] = b"<w:styles xmlns:w='w'><w:style w:styleId='T'><w:name w:val='Title'/></w:style>\
    <w:style w:styleId='H'><w:name w:val='heading 2'/></w:style><w:style w:styleId='Q'><w:name w:val='Quote'/></w:style>\
    <w:style w:styleId='LB'><w:name w:val='List Bullet'/><w:pPr><w:numPr><w:numId w:val='2'/></w:numPr></w:pPr></w:style></w:styles>";

const NUMBERING: &[u8] = b"<w:numbering xmlns:w='w'><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/></w:lvl>\
    <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/></w:lvl></w:abstractNum>\
    <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num></w:numbering>";

const RELATIONS: &[u8] =
    b"<Relationships><Relationship Id='r1' Target='https://port.example/a' TargetMode='External'/>\
    <Relationship Id='r2' Target='javascript:x' TargetMode='External'/></Relationships>";

const NOTES: &[u8] = b"<w:footnotes xmlns:w='w'><w:footnote w:id='-1'><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>\
    <w:footnote w:id='4'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>So she told the board.</w:t></w:r></w:p></w:footnote></w:footnotes>";

const CORE: &[u8] = b"<cp:coreProperties><dc:title>Old name</dc:title><dc:creator>Ines Kovac</dc:creator><dcterms:created>2026-03-02T10:00:00Z</dcterms:created></cp:coreProperties>";

fn text(body: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='UTF-8'?><w:document xmlns:w='w' xmlns:r='r'><w:body>{body}<w:sectPr/></w:body></w:document>"
    )
}

pub(super) fn paragraph(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{style}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>")
}

pub(super) fn word(body: &str) -> Vec<u8> {
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", text(body).as_bytes()),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
        ("word/_rels/document.xml.rels", RELATIONS),
        ("word/footnotes.xml", NOTES),
        ("docProps/core.xml", CORE),
    ])
}

pub(super) fn report() -> Vec<u8> {
    let item = |list: u8, depth: u8, text: &str| {
        paragraph(&format!("<w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='{list}'/></w:numPr>"), text)
    };
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph("", text));
    word(
        &[
            paragraph("<w:pStyle w:val='T'/>", "The gates &amp; the tide"),
            "<w:p><w:r><w:t>Ren\u{e9}e Cole</w:t></w:r><w:r><w:t xml:space='preserve'> left</w:t></w:r><w:r><w:footnoteReference w:id='4'/></w:r>\
             <w:r><w:t>, says </w:t></w:r><w:hyperlink r:id='r1'><w:r><w:t>the report</w:t></w:r></w:hyperlink><w:del><w:r><w:delText> no</w:delText></w:r></w:del>\
             <w:ins><w:r><w:t>.</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>"
                .to_owned(),
            paragraph("<w:pStyle w:val='H'/>", "What she saw"),
            item(1, 0, "One."),
            item(1, 1, "Deep."),
            item(1, 0, "Two."),
            paragraph("<w:pStyle w:val='LB'/>", "Point."),
            paragraph("<w:pStyle w:val='Q'/>", "It holds."),
            format!("<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>", cell("Gate"), cell("State"), cell("North"), cell("open")),
            "<w:p><mc:AlternateContent><mc:Choice><w:r><w:t>Boxed.</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>Boxed.</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>".to_owned(),
        ]
        .concat(),
    )
}

#[test]
fn a_document_is_read_with_its_structure() {
    for name in ["report.docx", "report.zip", "report"] {
        let doc = read(name, &report());
        assert_eq!(
            blocks(&doc),
            [
                "h1 The gates & the tide",
                "Renée Cole left[1], says the report.",
                "h2 What she saw",
                "- 1. One.",
                "  - a. Deep.",
                "- 2. Two.",
                "- • Point.",
                "> It holds.",
                "| Gate  | State\nNorth | open",
                "Boxed.",
                "- [1] So she told the board.",
            ],
            "{name}"
        );
        assert_eq!(
            told(&doc),
            [Some("The gates & the tide"), Some("Ines Kovac"), Some("2026-03-02T10:00:00Z")]
        );
        let links: Vec<_> =
            doc.links().rows().iter().map(|it| (doc.slice(it.span), it.target.as_str())).collect();
        assert_eq!(links, [("the report", "https://port.example/a")]);
    }
}

#[test]
fn what_is_no_text_is_told() {
    check_refused(
        "a.docx",
        &zip(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<x/>")]),
        "an Office document",
    );
    let mut bytes = report();
    bytes.truncate(bytes.len() / 2);
    check_refused("b.docx", &bytes, "does not unpack");
    let error = super::import("c.docx", &word("")).unwrap_err().to_string();
    assert!(error.contains("contains no text"), "{error}");
}

#[test]
fn deep_documents_and_entities_do_no_harm() {
    let deep = "<w:p><w:r><w:t>".repeat(50_000) + "Tom Ito opened the gates.";
    assert!(read("deep.docx", &word(&deep)).text().contains("Tom Ito"));
    let bomb = text(&paragraph("", "Tom &z;left.")).replace(
        "<w:document",
        "<!DOCTYPE x [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY z '&b;&b;&b;&b;'>]><w:document",
    );
    let bytes = zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", bomb.as_bytes())]);
    assert_eq!(read("bomb.docx", &bytes).text(), "Tom left.");
}

#[test]
fn paragraphs_whose_end_was_deleted_are_one() {
    let deleted = "<w:rPr><w:del w:id='9'/></w:rPr>";
    let moved = "<w:p><w:pPr><w:rPr><w:moveFrom w:id='8'/></w:rPr></w:pPr><w:moveFrom><w:r><w:t>no</w:t></w:r></w:moveFrom></w:p>";
    let body = [
        paragraph(deleted, "The tide "),
        paragraph("", "rose."),
        moved.to_owned(),
        paragraph("<w:pStyle w:val='Q'/>", "It fell."),
        paragraph(deleted, "Then it"),
    ];
    assert_eq!(blocks(&read("a.docx", &word(&body.concat()))), ["The tide rose.", "> It fell.", "Then it"]);
}
