//! EPUB books: the chapters in reading order, each with its heading, so that they form the outline.

use std::collections::HashMap;

use crate::document::{BlockKind, Document, DocumentBuilder, Metadata};
use crate::import::archive::{Archive, MAGIC, resolve};
use crate::import::decode::{decode, find};
use crate::import::given::Given;
use crate::import::guard::Exceeded;
use crate::import::html::{self, one_line};
use crate::import::importer::{DAMAGED, Fault, Importer, Look, Read};
use crate::import::xml::{Piece, walk};

/// Books.
pub(super) const IMPORTER: Importer = Importer {
    name: "EPUB",
    about: "chapters and headings become the outline; lists, tables, footnotes and links are kept",
    extensions: &["epub"],
    media_types: &["application/epub+zip"],
    look: |given| Look::certain_if(is_book(given)),
    read: Read::Guarded(|given, _| document(given.bytes, given.meta())),
};

/// The file that names the description of the book.
const CONTAINER: &str = "META-INF/container.xml";

/// Encrypted fonts do not matter; these are the names by which copy protections mark encrypted text.
const PROTECTION: &[&str] = &["http://ns.adobe.com/adept", "http://readium.org/2014/01/lcp", "fairplay"];

/// No real book has more files.
const MAX_CHAPTERS: usize = 5_000;

fn is_book(given: &Given<'_>) -> bool {
    let holds = |sign: &[u8]| find(given.head(), sign).is_some();
    given.bytes.starts_with(MAGIC)
        && (holds(b"application/epub+zip") || holds(CONTAINER.as_bytes()) || given.is_called(&["epub"]))
}

fn document(bytes: &[u8], mut meta: Metadata) -> Result<Document, Fault> {
    let mut archive = Archive::open(bytes)?;
    if is_protected(&mut archive)? {
        return Err(Fault::Unreadable(
            "this book is encrypted by a copy protection",
            "open it in the program that you bought it for",
        ));
    }
    let damaged = Fault::Unreadable("this book is damaged: it does not say what its chapters are", DAMAGED);
    let Some(path) = archive.read(CONTAINER)?.and_then(|it| package_path(&it)) else { return Err(damaged) };
    let Some(package) = archive.read(&path)?.map(|it| Package::read(&it)) else { return Err(damaged) };
    let contents = contents(&mut archive, &path, &package)?;
    meta.title = package.title.as_deref().and_then(one_line);
    meta.author = one_line(&package.creators.join(", "));
    meta.published = package.date.as_deref().and_then(one_line);
    meta.site = package.publisher.as_deref().and_then(one_line);
    let mut builder = DocumentBuilder::new();
    for id in package.spine.iter().take(MAX_CHAPTERS) {
        let Some(item) = package.items.get(id).filter(|it| it.is_page && !it.is_contents) else { continue };
        let chapter = resolve(&path, &item.href);
        let Some(page) = archive.read(&chapter)? else { continue };
        append(&page, contents.get(&chapter).map(String::as_str), &mut builder);
    }
    Ok(builder.finish(meta)?)
}

/// A chapter, under its title in the table of contents if it has no heading of its own.
fn append(page: &[u8], title: Option<&str>, builder: &mut DocumentBuilder) {
    let blocks = html::blocks_of(&closed(&decode(page, None)));
    let has_heading = blocks.iter().take(4).any(|(kind, _)| matches!(kind, BlockKind::Heading(_)));
    let title = title.filter(|_| !has_heading && !blocks.is_empty());
    let is_title = |text: &str| {
        title.is_some_and(|title| one_line(text).is_some_and(|it| it.eq_ignore_ascii_case(title)))
    };
    // Some programs write headings as paragraphs, of which only the table of contents tells.
    let place = blocks.iter().position(|(_, text)| is_title(text.text()));
    if let Some(title) = title.filter(|_| place.is_none()) {
        builder.block(BlockKind::Heading(1), title);
    }
    for (at, (kind, text)) in blocks.iter().enumerate() {
        builder.linked_block(if place == Some(at) { BlockKind::Heading(1) } else { *kind }, text);
    }
}

/// In XHTML, any element may be self-closing: `<title/>`. In HTML, everything after that would be the title.
fn closed(page: &str) -> String {
    const VOID: &[&str] = &[
        "br", "hr", "img", "input", "meta", "link", "col", "area", "base", "embed", "source", "track", "wbr",
    ];
    let mut text = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, tag)) = rest.split_once("/>") {
        text.push_str(before);
        let opened = before.rfind('<').and_then(|at| before.get(at + 1..)).unwrap_or_default();
        let name: String = opened.chars().take_while(|it| it.is_alphanumeric() || *it == ':').collect();
        let is_tag = !name.is_empty() && !opened.contains('>');
        if is_tag && !VOID.contains(&name.to_lowercase().as_str()) {
            text.extend(["></", &name, ">"]);
        } else {
            text.push_str("/>");
        }
        rest = tag;
    }
    text.push_str(rest);
    text
}

fn is_protected(archive: &mut Archive<'_>) -> Result<bool, Exceeded> {
    if archive.has("META-INF/rights.xml")
        || archive.has("META-INF/license.lcpl")
        || archive.has("META-INF/sinf.xml")
    {
        return Ok(true);
    }
    let Some(told) = archive.read("META-INF/encryption.xml")? else { return Ok(false) };
    let told = String::from_utf8_lossy(&told).to_lowercase();
    Ok(PROTECTION.iter().any(|it| told.contains(it)))
}

fn package_path(container: &[u8]) -> Option<String> {
    let mut path = None;
    walk(container, |piece| {
        if let Piece::Open(tag) = piece
            && tag.name == "rootfile"
        {
            path = path.take().or_else(|| tag.attribute("full-path"));
        }
    });
    path
}

/// A file of the book.
#[derive(Debug, Default)]
struct Item {
    href: String,
    is_page: bool,
    /// Whether it is the table of contents itself, in EPUB 3 or EPUB 2.
    is_contents: bool,
    is_old_contents: bool,
}

/// What the book says about itself.
#[derive(Debug, Default)]
struct Package {
    title: Option<String>,
    creators: Vec<String>,
    date: Option<String>,
    publisher: Option<String>,
    items: HashMap<String, Item>,
    /// The ids of the chapters, in order.
    spine: Vec<String>,
}

impl Package {
    fn read(bytes: &[u8]) -> Self {
        let (mut package, mut text) = (Self::default(), String::new());
        walk(bytes, |piece| match piece {
            Piece::Open(tag) => {
                text.clear();
                match tag.name.as_str() {
                    "item" => {
                        let (Some(id), Some(href)) = (tag.attribute("id"), tag.attribute("href")) else {
                            return;
                        };
                        let media_type = tag.attribute("media-type").unwrap_or_default();
                        let properties = tag.attribute("properties").unwrap_or_default();
                        let item = Item {
                            href,
                            is_page: media_type.contains("html"),
                            is_contents: properties.split_whitespace().any(|it| it == "nav"),
                            is_old_contents: media_type == "application/x-dtbncx+xml",
                        };
                        package.items.insert(id, item);
                    }
                    "itemref" => package.spine.extend(tag.attribute("idref")),
                    _ => {}
                }
            }
            Piece::Text(piece) => text.push_str(&piece),
            Piece::Close(name) => {
                let told = std::mem::take(&mut text);
                let told = Some(told.trim().to_owned()).filter(|it| !it.is_empty());
                match name.as_str() {
                    "title" => package.title = package.title.take().or(told),
                    "creator" => package.creators.extend(told),
                    "date" => package.date = package.date.take().or(told),
                    "publisher" => package.publisher = package.publisher.take().or(told),
                    _ => {}
                }
            }
        });
        package
    }
}

/// The title of each file in the table of contents, by path.
fn contents(
    archive: &mut Archive<'_>,
    package_path: &str,
    package: &Package,
) -> Result<HashMap<String, String>, Exceeded> {
    let mut titles = HashMap::new();
    for item in package.items.values().filter(|it| it.is_contents || it.is_old_contents) {
        let path = resolve(package_path, &item.href);
        let Some(bytes) = archive.read(&path)? else { continue };
        let (mut label, mut target): (String, Option<String>) = (String::new(), None);
        let mut keep = |target: &str, label: &str| {
            if let Some(label) = one_line(label) {
                titles.entry(resolve(&path, target)).or_insert(label);
            }
        };
        walk(&bytes, |piece| match piece {
            Piece::Open(tag) if tag.name == "a" => {
                label.clear();
                target = tag.attribute("href");
            }
            Piece::Close(name) if name == "a" => {
                if let Some(target) = target.take() {
                    keep(&target, &label);
                }
            }
            // In EPUB 2, the label comes before its target.
            Piece::Open(tag) if tag.name == "navLabel" => label.clear(),
            Piece::Open(tag) if tag.name == "content" => {
                if let Some(target) = tag.attribute("src") {
                    keep(&target, &label);
                }
            }
            Piece::Text(text) => label.push_str(&text),
            Piece::Open(_) | Piece::Close(_) => {}
        });
    }
    Ok(titles)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_elements_are_closed() {
        assert_eq!(
            closed("<title/><br/><a id='x'/>1 /> 2<p class=\"y\" />"),
            "<title></title><br/><a id='x'></a>1 /> 2<p class=\"y\" ></p>"
        );
    }

    #[test]
    fn a_book_says_what_its_chapters_are() {
        let package = Package::read(
            b"<package><metadata><dc:title>Tides</dc:title><dc:creator>Ann</dc:creator><dc:creator>Bo</dc:creator></metadata>\
              <manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>\
              <item id='n' href='n.xhtml' media-type='application/xhtml+xml' properties='nav'/></manifest>\
              <spine><itemref idref='n'/><itemref idref='a'/></spine></package>",
        );
        assert_eq!(package.title.as_deref(), Some("Tides"));
        assert_eq!(package.creators, ["Ann", "Bo"]);
        assert_eq!(package.spine, ["n", "a"]);
        assert!(package.items["n"].is_contents && !package.items["a"].is_contents);
    }
}
