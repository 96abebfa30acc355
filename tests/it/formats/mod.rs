//! Every format in which articles come: what is read from good files, what is said about others, and what damage
//! does.

mod damage;
mod docx;
mod epub;
mod mail;
mod news;
mod order;
mod pdf;
mod pdf_file;
mod speech;
mod zip_file;

use std::path::Path;

use byline::document::Document;
use byline::import::{self, ImportError, ListedArticle, Options, Origin};

/// The article in a file of this name.
fn import(name: &str, bytes: &[u8]) -> Result<Document, ImportError> {
    import::import(bytes, &Origin::file(Path::new(name)), &Options::STANDARD)
}

fn read(name: &str, bytes: &[u8]) -> Document {
    import(name, bytes).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The blocks of a document: "h1 …" to "h6 …", "- …", "> …", "| …" and plain paragraphs.
fn blocks(doc: &Document) -> Vec<String> {
    let told = doc.blocks().rows().iter().map(|block| {
        let text = doc.slice(block.span);
        match block.kind.word() {
            ("heading", Some(level)) => format!("h{level} {text}"),
            ("list-item", Some(depth)) => format!("{}- {text}", "  ".repeat(usize::from(depth))),
            ("quotation", _) => format!("> {text}"),
            ("code", _) => format!("| {text}"),
            _ => text.to_owned(),
        }
    });
    told.collect()
}

/// Title, author and date.
fn told(doc: &Document) -> [Option<&str>; 3] {
    let meta = doc.meta();
    [meta.title.as_deref(), meta.author.as_deref(), meta.published.as_deref()]
}

/// The list of the articles in a file with several.
fn parts(bytes: &[u8], origin: &Origin) -> Vec<ListedArticle> {
    match import::import(bytes, origin, &Options::STANDARD) {
        Err(ImportError::Several { parts, .. }) => parts,
        one => panic!("{one:?}"),
    }
}

fn check_refused(name: &str, bytes: &[u8], message: &str) {
    let error = import(name, bytes).unwrap_err().to_string();
    assert!(error.contains(message) && error.contains(name) && error.contains("\nhint: "), "{name}: {error}");
}

/// The share of expected words that occur in order: the longest common subsequence of both.
fn share_in_order(wanted: &str, found: &str) -> f64 {
    let (wanted, found): (Vec<&str>, Vec<&str>) =
        (wanted.split_whitespace().collect(), found.split_whitespace().collect());
    let mut row = vec![0_u32; found.len() + 1];
    for word in &wanted {
        let mut before = 0;
        for (at, other) in found.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if word == other { before + 1 } else { above.max(row[at]) };
            before = above;
        }
    }
    let (longest, all) = (f64::from(row[found.len()]), u32::try_from(wanted.len() + found.len()).unwrap());
    // Words that should not be there count, too.
    2.0 * longest / f64::from(all)
}
