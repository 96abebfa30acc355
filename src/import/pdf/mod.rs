//! PDF documents with text: columns in order, divided words rejoined, running heads and page numbers removed,
//! sentences continued across pages. Scans and locked files are reported as such.

mod furniture;

use unpdf::model::ListStyle;
use unpdf::{Block, Error, InlineContent, Page, Paragraph, ParseOptions, Table};

use crate::document::{BlockKind, Document, DocumentBuilder, Linked, Metadata, Target};
use crate::import::decode::find;
use crate::import::given::Given;
use crate::import::html::{TableText, one_line};
use crate::import::importer::{Fault, Importer, Look, Read};
use crate::import::plain::hyphen;

/// PDF documents.
pub(super) const IMPORTER: Importer = Importer {
    name: "PDF",
    about: "text in reading order: columns, words broken at line ends rejoined, running heads and page numbers left out; scans and encrypted files are refused",
    extensions: &["pdf"],
    media_types: &["application/pdf", "application/x-pdf"],
    look: |given| Look::certain_if(is_pdf(given)),
    read: Read::Guarded(|given, _| document(given.bytes, given.meta())),
};

/// Every PDF begins with this.
const MARK: &[u8] = b"%PDF-";
/// The marker is at the very beginning, or after what a mail server or printer put before it.
const MARK_WITHIN: usize = 1024;

/// What divides a word at the end of a line.
const HYPHENS: [char; 2] = ['-', '‐'];

/// Shorter paragraphs may be above the title: a date, a name.
const SHORT: usize = 100;

/// What helps if a PDF cannot be read.
const OTHER_WAY: &str = "open it in a PDF program and save it again, or try `pdftotext FILE - | byline -`";

fn is_pdf(given: &Given<'_>) -> bool {
    given.bytes.starts_with(MARK) || given.is_binary() && mark(given.bytes).is_some()
}

/// The position of the marker.
fn mark(bytes: &[u8]) -> Option<usize> {
    find(bytes.get(..MARK_WITHIN).unwrap_or(bytes), MARK)
}

fn document(bytes: &[u8], mut meta: Metadata) -> Result<Document, Fault> {
    let bytes = bytes.get(mark(bytes).unwrap_or_default()..).unwrap_or_default();
    let found = unpdf::parse_bytes_with_options(bytes, ParseOptions::new().lenient());
    let found = found.map_err(|it| fault(&it))?;
    let mut pages: Vec<Vec<Piece>> = found.pages.iter().map(pieces).collect();
    furniture::remove(&mut pages);
    let pieces = joined(pages);
    if pieces.is_empty() {
        return Err(without_text(&found.pages, found.metadata.encrypted));
    }
    // In the largest letters, and before the text.
    let headings =
        pieces.iter().take_while(|it| it.kind != BlockKind::Paragraph || it.text.text().len() < SHORT);
    let level = |it: &&Piece| if let BlockKind::Heading(level) = it.kind { Some(level) } else { None };
    let first = headings.filter(|it| level(it).is_some()).min_by_key(level);
    let stated = found.metadata.title.as_deref().filter(|it| is_title(it)).and_then(one_line);
    meta.title = stated.or_else(|| first.and_then(|it| one_line(it.text.text())));
    meta.author = found.metadata.author.as_deref().filter(|it| is_author(it)).and_then(one_line);
    meta.published = found.metadata.created.map(|it| it.to_rfc3339());
    let mut builder = DocumentBuilder::new();
    for it in &pieces {
        builder.linked_block(it.kind, &it.text);
    }
    Ok(builder.finish(meta)?)
}

fn fault(error: &Error) -> Fault {
    match error {
        Error::Encrypted | Error::InvalidPassword => Fault::Unreadable(
            "this PDF is encrypted, and opens only with its password",
            "save it without a password, e.g. with `qpdf --decrypt --password=… FILE OUT`, and open that",
        ),
        _ => Fault::Unreadable("this PDF is damaged", OTHER_WAY),
    }
}

fn without_text(pages: &[Page], is_encrypted: bool) -> Fault {
    if is_encrypted {
        return fault(&Error::Encrypted);
    }
    let shows_pictures =
        |it: &Page| it.image_op_count > 0 || !it.images.is_empty() || it.image_coverage > 0.0;
    if pages.iter().any(shows_pictures) {
        return Fault::Unreadable(
            "this PDF is a scan: it has images of its pages, but no text",
            "OCR software can read it, e.g. `ocrmypdf FILE OUT`; then open OUT",
        );
    }
    Fault::Unreadable("this PDF has no text", OTHER_WAY)
}

/// Programs that print put the name of a file there, or something meaningless.
fn is_title(title: &str) -> bool {
    let lower = title.trim().to_lowercase();
    let ends = [".doc", ".docx", ".pdf", ".indd", ".tex", ".dvi", ".qxd", ".ps", ".odt", ".rtf"];
    is_author(&lower)
        && !lower.is_empty()
        && !lower.starts_with("microsoft word")
        && !lower.starts_with("untitled")
        && !ends.iter().any(|it| lower.ends_with(it))
}

/// Programs write the name of nobody there.
fn is_author(author: &str) -> bool {
    const NOBODY: &[&str] =
        &["anonymous", "unknown", "unspecified", "user", "admin", "administrator", "author", "owner", "none"];
    let lower = author.to_lowercase();
    !NOBODY.contains(&lower.trim_matches(|it: char| !it.is_alphanumeric()))
}

/// A block of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    kind: BlockKind,
    text: Linked,
}

fn pieces(page: &Page) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for block in &page.elements {
        match block {
            Block::Paragraph(it) => pieces.push(paragraph(it)),
            Block::Table(it) => pieces.extend(table(it)),
            Block::Code { content } => {
                pieces.push(Piece { kind: BlockKind::Code, text: plain(content).into() });
            }
            Block::Raw { content } => {
                pieces.push(Piece { kind: BlockKind::Paragraph, text: plain(content).into() });
            }
            Block::Image { .. } | Block::HorizontalRule | Block::PageBreak | Block::SectionBreak => {}
        }
    }
    pieces.retain(|it| !it.text.text().trim().is_empty());
    pieces
}

fn paragraph(it: &Paragraph) -> Piece {
    let mut text = Linked::default();
    let kind = match (&it.style.heading_level, &it.style.list_info) {
        (Some(level), _) => BlockKind::Heading((*level).clamp(1, 6)),
        (None, Some(list)) => {
            let mark = match (&list.style, list.item_number) {
                (ListStyle::Ordered { .. }, Some(number)) => format!("{number}. "),
                _ => "• ".to_owned(),
            };
            text.push(&mark, None);
            BlockKind::ListItem(list.level.min(7))
        }
        (None, None) => BlockKind::Paragraph,
    };
    for piece in &it.content {
        match piece {
            // Lines that are made as wide as the page have several spaces between words.
            InlineContent::Text(run) => {
                let words = plain(&run.text);
                let is_parted = text.text().ends_with(' ');
                text.push(if is_parted { words.trim_start_matches(' ') } else { &words }, None);
            }
            InlineContent::LineBreak => text.push("\n", None),
            InlineContent::Link { text: words, url, .. } => {
                text.push(&plain(words), Target::new(url).as_ref());
            }
            InlineContent::Image { .. } => {}
        }
    }
    Piece { kind, text: mended(&text.trimmed()) }
}

/// Without the hyphens of line ends: "prov- ince". In "well- known" and "2025- 26", the hyphen belongs to the word; in
/// "pre- and post-war", so does the space.
fn mended(text: &Linked) -> Linked {
    const JOINTS: &[&str] = &["and", "or", "nor", "to", "und", "oder", "bis", "et", "ou", "y", "o"];
    let (mut whole, mut at) = (Linked::default(), 0);
    let hyphens = text.text().match_indices(HYPHENS).filter_map(|(at, hyphen)| {
        let is_last = text.text().get(at + hyphen.len()..).is_some_and(|it| it.starts_with(' '));
        is_last.then_some((at, hyphen.len() + 1))
    });
    let hyphens: Vec<(usize, usize)> = hyphens.collect();
    if hyphens.is_empty() {
        return text.clone();
    }
    let known = hyphen::words(text.text()).map(str::to_lowercase).collect();
    for (hyphen, length) in hyphens {
        let before = text.text().get(..hyphen).unwrap_or_default();
        let after = text.text().get(hyphen + length..).unwrap_or_default();
        let is_sign = |it: char| !it.is_alphanumeric();
        let one = before.rsplit(is_sign).next().unwrap_or_default();
        let next = after.split(is_sign).next().unwrap_or_default();
        let is_number = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
        let parts_word = one.ends_with(char::is_lowercase)
            && next.starts_with(char::is_alphabetic)
            && next.len() > 1
            && !JOINTS.contains(&next);
        if (parts_word || is_number(one) && is_number(next)) && hyphen >= at {
            let keeps = hyphen::keeps(before, one, next, &known);
            whole.append(&text.slice(at..hyphen));
            if keeps {
                whole.push("-", None);
            }
            at = hyphen + length;
        }
    }
    whole.append(&text.slice(at..text.text().len()));
    whole
}

fn table(it: &Table) -> Vec<Piece> {
    let mut table = TableText::default();
    for row in &it.rows {
        table.begin_row();
        for cell in &row.cells {
            table.begin_cell();
            table.push(&plain(&cell.plain_text()), None);
        }
    }
    table.into_blocks().into_iter().map(|(kind, text)| Piece { kind, text }).collect()
}

/// Ligatures and soft hyphens, replaced by what people type.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            'ﬀ' => plain.push_str("ff"),
            'ﬁ' => plain.push_str("fi"),
            'ﬂ' => plain.push_str("fl"),
            'ﬃ' => plain.push_str("ffi"),
            'ﬄ' => plain.push_str("ffl"),
            'ﬅ' | 'ﬆ' => plain.push_str("st"),
            // At the end of a line, it divides a word.
            '\u{ad}' if signs.peek() == Some(&' ') => plain.push('‐'),
            '\u{ad}' => {}
            ' ' if plain.ends_with(' ') => {}
            sign => plain.push(sign),
        }
    }
    plain
}

/// All pages in a row; a paragraph that continues on the next page or in the next column is one.
fn joined(pages: Vec<Vec<Piece>>) -> Vec<Piece> {
    let mut all: Vec<Piece> = Vec::new();
    for piece in pages.into_iter().flatten() {
        // Notes at the foot of a page are between the halves.
        let open = all.iter().rposition(|it| !is_note(it)).filter(|&at| goes_on(&all[at], &piece));
        match open {
            Some(at) => join(&mut all[at].text, &piece.text),
            None => all.push(piece),
        }
    }
    all
}

/// "1 See the report of 2019.", "* Not counted."
fn is_note(piece: &Piece) -> bool {
    let text = piece.text.text();
    let rest = text.trim_start_matches(|it: char| {
        it.is_ascii_digit() || matches!(it, '*' | '†' | '‡' | '¹' | '²' | '³')
    });
    let n_mark = text.len() - rest.len();
    piece.kind == BlockKind::Paragraph
        && (1..=3).contains(&n_mark)
        && rest.trim_start().starts_with(char::is_uppercase)
}

fn goes_on(before: &Piece, after: &Piece) -> bool {
    let is_text = |it: &Piece| matches!(it.kind, BlockKind::Paragraph | BlockKind::ListItem(_));
    let (words, more) = (before.text.text().trim_end(), after.text.text().trim_start());
    let is_whole = words.ends_with(['.', '!', '?', ':', '…', '”', '"', '’', ')', '»', ';'])
        && !words.ends_with("e.g.")
        && !words.ends_with("Mr.");
    is_text(before)
        && after.kind == BlockKind::Paragraph
        && !is_whole
        && words.len() > 40
        && (more.starts_with(char::is_lowercase) || words.ends_with(','))
}

/// Joins two halves of a paragraph, and of a word that was divided between them.
fn join(text: &mut Linked, rest: &Linked) {
    let mut whole = text.trimmed();
    let is_divided = whole.text().ends_with(HYPHENS);
    whole.push(" ", None);
    whole.append(rest);
    *text = if is_divided { mended(&whole) } else { whole };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_a_line_end_divides_are_whole() {
        for (text, whole) in [
            ("It was expec- ted in the prov‐ ince.", "It was expected in the province."),
            ("A well‐ known man left in 2025- 26.", "A well-known man left in 2025-26."),
            ("Both pre- and post-war.", "Both pre- and post-war."),
        ] {
            assert_eq!(mended(&text.into()).text(), whole);
        }
        assert_eq!(plain("ex\u{ad}am\u{ad} ple  of   \u{fb01}re"), "exam‐ ple of fire");
        let (mut one, other) = (Linked::from("It was well-"), Linked::from("known at the quay."));
        join(&mut one, &other);
        assert_eq!(one.text(), "It was well-known at the quay.");
    }

    #[test]
    fn what_programs_write_for_nothing_is_no_title() {
        for title in ["(anonymous)", "untitled", "Microsoft Word - a.doc", "report.indd", " "] {
            assert!(!is_title(title), "{title}");
        }
        assert!(is_title("The anonymous letter"));
    }
}
