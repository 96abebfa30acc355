//! What the Hypothesis client exports and imports: the user's notes and highlights, at the address of the page.

use std::borrow::Cow;

use serde_json::{Value, json};

use crate::annotate::Mark;
use crate::digest;
use crate::export::annotation::context;
use crate::export::json::readable;
use crate::export::{Article, Options, OutputFile};

/// The owner of the notes; whoever imports them replaces it.
const USER: &str = "acct:byline@localhost";

/// All notes of all articles.
pub(in crate::export) fn export(articles: &[Article<'_>], _: &Options) -> Vec<OutputFile> {
    let annotations: Vec<_> = articles
        .iter()
        .flat_map(|article| article.annotated.marks.iter().map(|mark| annotation(article, mark)))
        .collect();
    let date =
        annotations.iter().filter_map(|it| it["created"].as_str()).max().unwrap_or("1970-01-01T00:00:00Z");
    let all = json!({
        "export_date": date, "export_userid": USER, "client_version": concat!("byline ", env!("CARGO_PKG_VERSION")),
        "annotations": annotations,
    });
    vec![OutputFile::beside("hypothesis.json", readable(&all) + "\n")]
}

fn annotation(article: &Article<'_>, mark: &Mark) -> Value {
    let doc = article.doc;
    let hash = doc.fingerprint().to_string();
    let source = context::address(doc).map_or_else(|| format!("urn:sha256:{hash}"), str::to_owned);
    let (exact, prefix, suffix) = match mark.span {
        Some(span) => {
            let context::Quoted { exact, prefix, suffix } = context::quoted(doc, span);
            (exact, prefix, suffix)
        }
        None => {
            (mark.at.exact.as_str().into(), mark.at.prefix.as_str().into(), mark.at.suffix.as_str().into())
        }
    };
    let mut target = json!([{
        "source": source,
        "selector": [{"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}],
    }]);
    let mut text = Cow::Borrowed(mark.note.as_str());
    if mark.span.is_some_and(|span| !doc.is_on_page(span)) {
        // A title that the page does not show: a note to the whole page, which tells the words.
        target = json!([{"source": source}]);
        text = Cow::Owned(format!("> {exact}\n\n{text}").trim_end().to_owned());
    }
    let title = digest::title(doc).unwrap_or_default();
    let created = article.date(mark.id).unwrap_or("1970-01-01T00:00:00Z");
    json!({
        "id": format!("byline-{}-{}", hash.chars().take(12).collect::<String>(), mark.id.0),
        "created": created, "updated": created, "user": USER, "uri": source, "text": text, "tags": mark.tags,
        "target": target,
        "document": {"title": [title]}, "references": [], "flagged": false, "hidden": false,
    })
}
