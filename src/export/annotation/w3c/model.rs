//! Web Annotations as they are serialized.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::Value;

#[derive(Serialize)]
pub(super) struct Page<'a> {
    #[serde(rename = "@context")]
    pub(super) context: Value,
    pub(super) id: String,
    pub(super) r#type: &'static str,
    #[serde(rename = "partOf")]
    pub(super) part_of: Collection<'a>,
    #[serde(rename = "startIndex")]
    pub(super) start_index: usize,
    pub(super) items: Vec<Annotation<'a>>,
}

#[derive(Serialize)]
pub(super) struct Collection<'a> {
    pub(super) id: String,
    pub(super) r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) label: Option<&'a str>,
    /// The text that the annotations were made from, by its hash.
    #[serde(rename = "dcterms:source")]
    pub(super) text: String,
    pub(super) total: usize,
}

#[derive(Serialize)]
pub(super) struct Annotation<'a> {
    pub(super) id: String,
    pub(super) r#type: &'static str,
    pub(super) motivation: &'static str,
    pub(super) body: Vec<Body<'a>>,
    pub(super) target: Targets<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) created: Option<&'a str>,
    /// The machine's confidence, from 0 to 1.
    #[serde(rename = "byline:confidence", skip_serializing_if = "Option::is_none")]
    pub(super) confidence: Option<f64>,
    #[serde(rename = "byline:relation", skip_serializing_if = "Option::is_none")]
    pub(super) relation: Option<RelationRow<'a>>,
    /// Where the user's words are in byline's text, whatever the target's source is.
    #[serde(rename = "byline:anchor", skip_serializing_if = "Option::is_none")]
    pub(super) anchor: Option<AnchorRow<'a>>,
}

/// What is stated about two entities, and how the article presents it.
#[derive(Serialize)]
pub(super) struct RelationRow<'a> {
    #[serde(rename = "byline:subject")]
    pub(super) subject: Option<String>,
    #[serde(rename = "byline:label")]
    pub(super) label: &'a str,
    #[serde(rename = "byline:object")]
    pub(super) object: Option<String>,
    #[serde(rename = "byline:status")]
    pub(super) status: &'static str,
    #[serde(rename = "byline:saidBy")]
    pub(super) said_by: Option<String>,
    #[serde(rename = "byline:negated")]
    pub(super) negated: bool,
}

/// Words with their surroundings, and their code points.
#[derive(Serialize)]
pub(super) struct AnchorRow<'a> {
    #[serde(rename = "byline:exact")]
    pub(super) exact: &'a str,
    #[serde(rename = "byline:prefix")]
    pub(super) prefix: &'a str,
    #[serde(rename = "byline:suffix")]
    pub(super) suffix: &'a str,
    #[serde(rename = "byline:start")]
    pub(super) start: Option<usize>,
    #[serde(rename = "byline:end")]
    pub(super) end: Option<usize>,
}

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Body<'a> {
    Text {
        #[serde(skip_serializing_if = "Option::is_none")]
        id: Option<String>,
        r#type: &'static str,
        purpose: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        format: Option<&'static str>,
        value: String,
    },
    Words {
        r#type: &'static str,
        purpose: &'static str,
        #[serde(flatten)]
        place: SpecificResource<'a>,
    },
}

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Targets<'a> {
    One(SpecificResource<'a>),
    Each(Vec<SpecificResource<'a>>),
}

#[derive(Serialize)]
pub(super) struct SpecificResource<'a> {
    pub(super) source: Cow<'a, str>,
    pub(super) selector: Vec<Selector<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Selector<'a> {
    Quote(QuoteSelector<'a>),
    Position(PositionSelector),
}

#[derive(Serialize)]
pub(super) struct QuoteSelector<'a> {
    pub(super) r#type: &'static str,
    pub(super) exact: Cow<'a, str>,
    pub(super) prefix: Cow<'a, str>,
    pub(super) suffix: Cow<'a, str>,
}

#[derive(Serialize)]
pub(super) struct PositionSelector {
    pub(super) r#type: &'static str,
    pub(super) start: usize,
    pub(super) end: usize,
}
