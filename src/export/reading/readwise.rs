//! The CSV that Readwise imports: a row for each of the user's highlights and notes. Tags are at the start of a note
//! as `.tag`, as Readwise expects.

use crate::digest;
use crate::export::offsets::{Counter, Unit};
use crate::export::{Article, Options, OutputFile};

/// The names of Readwise's columns.
const COLUMNS: [&str; 7] = ["Highlight", "Title", "Author", "URL", "Note", "Location", "Date"];

/// All highlights.
pub(in crate::export) fn export(articles: &[Article<'_>], _: &Options) -> Vec<OutputFile> {
    let mut sheet = csv::Writer::from_writer(Vec::new());
    let mut row = |cells: [&str; 7]| {
        sheet.write_record(cells).expect("every row has all columns, and a vector takes every byte");
    };
    row(COLUMNS);
    for article in articles {
        let doc = article.doc;
        let meta = doc.meta();
        let counter = Counter::new(doc.text(), Unit::CodePoint);
        let title = digest::title(doc).unwrap_or_default();
        for mark in &article.annotated.marks {
            let tags = mark.tags.iter().map(|it| format!(".{}", it.replace(char::is_whitespace, "-")));
            let note = Some(mark.note.clone()).filter(|it| !it.is_empty());
            let note: Vec<_> = tags.chain(note).collect();
            row([
                &mark.at.exact,
                &title,
                meta.author.as_deref().unwrap_or_default(),
                meta.address.as_ref().map_or("", |it| it.as_str()),
                &note.join(" "),
                &mark.span.map(|it| counter.at(it.start()).to_string()).unwrap_or_default(),
                article.date(mark.id).unwrap_or_default(),
            ]);
        }
    }
    let bytes = sheet.into_inner().expect("a vector takes every byte");
    vec![OutputFile::beside("readwise.csv", String::from_utf8(bytes).expect("cells are UTF-8"))]
}
