//! CSL-JSON, for Zotero, pandoc and other programs that cite: one item per article.

use serde_json::{Map, Value, json};

use crate::digest::{self, Day};
use crate::export::distinct::document_ids;
use crate::export::json::readable;
use crate::export::{Article, Options, OutputFile};

/// The items as a list.
pub(in crate::export) fn export(articles: &[Article<'_>], _: &Options) -> Vec<OutputFile> {
    let items: Vec<_> = articles.iter().zip(document_ids(articles)).map(|(it, id)| item(it, id)).collect();
    vec![OutputFile::beside("csl.json", readable(&items) + "\n")]
}

fn item(article: &Article<'_>, id: String) -> Value {
    let doc = article.doc;
    let meta = doc.meta();
    let mut item = Map::new();
    let kind = if meta.address.is_some() { "webpage" } else { "article-newspaper" };
    item.insert("id".to_owned(), id.into());
    item.insert("type".to_owned(), if meta.site.is_some() { "article-newspaper" } else { kind }.into());
    item.insert("language".to_owned(), doc.language().code().into());
    if let Some(title) = digest::title(doc) {
        item.insert("title".to_owned(), title.into());
    }
    if let Some(author) = &meta.author {
        // Bylines are written in many ways, so the text is kept as it is.
        item.insert("author".to_owned(), json!([{"literal": author}]));
    }
    if let Some(site) = &meta.site {
        item.insert("container-title".to_owned(), site.clone().into());
    }
    if let Some(published) = &meta.published {
        let parts = Day::of(published)
            .map(Day::iso)
            .and_then(|iso| iso.split('-').map(|it| it.parse::<u16>().ok()).collect::<Option<Vec<_>>>());
        let issued = parts.map_or_else(|| json!({"raw": published}), |it| json!({"date-parts": [it]}));
        item.insert("issued".to_owned(), issued);
    }
    if let Some(address) = &meta.address {
        item.insert("URL".to_owned(), address.as_str().into());
    }
    let notes: Vec<_> = article
        .annotated
        .marks
        .iter()
        .map(|it| {
            format!("“{}” {}", it.at.exact, crate::annotate::told(&it.note, &it.tags)).trim_end().to_owned()
        })
        .collect();
    if !notes.is_empty() {
        item.insert("note".to_owned(), notes.join("\n").into());
    }
    Value::Object(item)
}
