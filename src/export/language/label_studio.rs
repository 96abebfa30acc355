//! Tasks for Label Studio, one per article: byline's findings are predictions, and the user's marks are a draft to
//! continue.
//!
//! Offsets are UTF-16 units, as in browsers. The labelling configuration needs a `Text` with the name "text", with
//! `Labels` named "label"; `Relations` show the relations, whose labels say how the article has them.

use serde::Serialize;
use serde_json::{Value, json};

use crate::digest;
use crate::export::aligned::mention_in;
use crate::export::json::{entity_id, readable, rounded};
use crate::export::offsets::{Counter, Unit};
use crate::export::{Article, Options, OutputFile, form_word, kind_word, quote_word};
use crate::nlp::Analysis;
use crate::text::Span;

#[derive(Serialize)]
struct Task<'a> {
    data: Data<'a>,
    predictions: Vec<Prediction>,
    annotations: Vec<Value>,
}

#[derive(Serialize)]
struct Data<'a> {
    text: &'a str,
    title: Option<String>,
    source: Option<&'a str>,
    sha256: String,
}

#[derive(Serialize)]
struct Prediction {
    model_version: &'static str,
    result: Vec<Value>,
}

/// All tasks as one list.
pub(in crate::export) fn export(articles: &[Article<'_>], _: &Options) -> Vec<OutputFile> {
    let tasks: Vec<_> = articles.iter().map(task).collect();
    vec![OutputFile::beside("labelstudio.json", readable(&tasks) + "\n")]
}

fn task<'a>(article: &Article<'a>) -> Task<'a> {
    let doc = article.doc;
    let counter = Counter::new(doc.text(), Unit::Utf16);
    let region = |id: String, span: Span, label: &str, score: Option<f64>, meta: Vec<String>| {
        let (start, end) = counter.span(span);
        let mut region = json!({
            "id": id, "from_name": "label", "to_name": "text", "type": "labels",
            "value": {"start": start, "end": end, "text": doc.slice(span), "labels": [label]},
            "meta": {"text": meta},
        });
        if let Some(score) = score {
            region["score"] = score.into();
        }
        region
    };
    let analysis = &article.annotated.analysis;
    let mut result = Vec::new();
    for (id, it) in analysis.mentions.iter() {
        let entity = &analysis.entities[it.entity];
        let meta = vec![entity.name.clone(), entity_id(it.entity), form_word(it.form).to_owned()];
        let score = Some(rounded(it.confidence));
        result.push(region(format!("m{}", id.to_usize() + 1), it.span, kind_word(entity.kind), score, meta));
    }
    for (id, it) in analysis.quotes.iter() {
        let speaker = it.speaker.map_or("unknown", |id| analysis.entities[id].name.as_str());
        for (nth, &span) in it.content.iter().enumerate() {
            let meta = vec![quote_word(it.kind).to_owned(), speaker.to_owned()];
            let id = format!("q{}-{nth}", id.to_usize() + 1);
            result.push(region(id, span, "quote", Some(rounded(it.confidence)), meta));
        }
    }
    result.extend(relations(analysis));
    let marks = article.annotated.marks.iter().filter_map(|it| {
        let meta = [it.note.clone()].into_iter().chain(it.tags.iter().map(|tag| format!("#{tag}")));
        let meta = meta.filter(|it| !it.is_empty()).collect();
        Some(region(format!("a{}", it.id.0), it.span?, "note", None, meta))
    });
    let marks: Vec<_> = marks.collect();
    Task {
        data: Data {
            text: doc.text(),
            title: digest::title(doc),
            source: doc.meta().source.as_deref(),
            sha256: doc.fingerprint().to_string(),
        },
        predictions: vec![Prediction {
            model_version: concat!("byline ", env!("CARGO_PKG_VERSION")),
            result,
        }],
        annotations: if marks.is_empty() { Vec::new() } else { vec![json!({"result": marks})] },
    }
}

fn relations(analysis: &Analysis) -> Vec<Value> {
    let all: Vec<_> = analysis.mentions.iter().map(|it| it.0).collect();
    let relations = analysis.relations.rows().iter().filter_map(|it| {
        let end =
            |entity| Some(format!("m{}", mention_in(analysis, &all, entity, &it.evidence)?.to_usize() + 1));
        Some(json!({
            "type": "relation", "direction": "right", "from_id": end(it.subject)?, "to_id": end(it.object)?,
            "labels": [digest::told_whole(analysis, it)], "score": rounded(it.confidence),
        }))
    });
    relations.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sample;

    #[test]
    fn a_relation_joins_the_regions_of_its_members() {
        let (doc, analysis) = sample::article(&["[PER Ann Lee] sued [ORG Hill] (Ann Lee; sued; Hill)."]);
        let annotated = analysis.as_ref().clone().into();
        let Task { predictions, .. } =
            task(&Article { doc: &doc, annotated: &annotated, id: None, written: None });
        let result = &predictions[0].result;
        let relation = result.iter().find(|it| it["type"] == "relation").unwrap();
        let words = ["from_id", "to_id"].map(|end| {
            let region = result.iter().find(|it| it["id"] == relation[end]).unwrap();
            region["value"]["text"].as_str().unwrap()
        });
        assert_eq!(words, ["Ann Lee", "Hill"]);
    }
}
