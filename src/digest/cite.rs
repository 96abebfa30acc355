//! A quote or sentence with its source, on one line.

use crate::digest::source;
use crate::document::Document;
use crate::nlp::{Analysis, Quote};
use crate::text::Id;
use crate::text::collapse_whitespace;

/// Who says a quote: the member of the cast, else the words that name the source; `None` if neither is known.
pub fn speaker(doc: &Document, analysis: &Analysis, quote: Id<Quote>) -> Option<String> {
    let quote = &analysis.quotes[quote];
    match quote.speaker {
        Some(id) => Some(analysis.entities[id].name.clone()),
        None => Some(source(doc, quote)).filter(|it| !it.is_empty()),
    }
}

/// `“I go,” — Ann Lee, “Harbour board splits”, The Courier, 2024-05-02, https://…`. Words without quotation marks get
/// them.
pub fn cited(doc: &Document, words: &str, speaker: Option<&str>) -> String {
    let words = if words.contains(['“', '"', '‘']) { words.to_owned() } else { format!("“{words}”") };
    let meta = doc.meta();
    let title = meta.title.as_deref().map(|it| format!("“{}”", collapse_whitespace(it)));
    let day = meta.published.as_deref().map(|it| it.split_once('T').map_or(it, |(day, _)| day).to_owned());
    let address = meta.address.as_ref().map(ToString::to_string);
    let site = meta.site.as_deref().map(collapse_whitespace);
    let parts = [speaker.map(str::to_owned), title, site, day, address];
    let from = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    if from.is_empty() { words } else { format!("{words} — {from}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sample;
    use crate::document::Metadata;

    #[test]
    fn a_quote_is_cited_with_all_that_is_known_of_it() {
        let meta = Metadata {
            title: Some("Board\n splits".to_owned()),
            published: Some("2024-05-02T08:00:00Z".to_owned()),
            site: Some("The Courier".to_owned()),
            ..Metadata::default()
        };
        let (doc, analysis) =
            sample::article_of(&["{“I go,”} said [PER Ann Lee]. {“No,”} said <a man>."], meta);
        let ids: Vec<_> = analysis.quotes.ids().collect();
        let who: Vec<_> = ids.iter().map(|&id| speaker(&doc, &analysis, id).unwrap()).collect();
        assert_eq!(who, ["Ann Lee", "a man"]);
        assert_eq!(
            cited(&doc, "“I go,”", Some("Ann Lee")),
            "“I go,” — Ann Lee, “Board splits”, The Courier, 2024-05-02"
        );
        assert_eq!(cited(&sample::article(&["Rain."]).0, "Rain.", None), "“Rain.”");
    }
}
