//! FollowTheMoney entities as JSON Lines, for Aleph and OpenSanctions: the article, who is in it, where it mentions
//! them, and what links them.
//!
//! An id is made from the article's text and what it stands for, so it is the same in every export. No one is merged
//! with someone in another article: that decision is for a person (Aleph's cross-referencing suggests matches). The
//! `role` of a link says how the article has it.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::digest::{self, Day};
use crate::document::Fingerprint;
use crate::export::json::{compact, rounded};
use crate::export::{Article, Options, OutputFile};
use crate::nlp::{Entity, EntityKind};
use crate::text::Id;

#[derive(Serialize)]
struct Row {
    id: String,
    schema: &'static str,
    properties: Map<String, Value>,
}

/// The lines for all articles.
pub(in crate::export) fn export(articles: &[Article<'_>], _: &Options) -> Vec<OutputFile> {
    let lines: String = articles.iter().flat_map(rows).map(|it| compact(&it) + "\n").collect();
    vec![OutputFile::beside("ftm.json", lines)]
}

fn rows(article: &Article<'_>) -> Vec<Row> {
    let (doc, analysis) = (article.doc, &article.annotated.analysis);
    let hash = doc.fingerprint().to_string();
    let id = |parts: &[&str]| {
        let name: String = Fingerprint::of(&parts.join("\0")).to_string().chars().take(40).collect();
        format!("byline-{name}")
    };
    let article_id = id(&[&hash]);
    let entity_ids: Vec<_> = analysis
        .entities
        .iter()
        .map(|(number, it)| {
            // Two entities with the same name in one article are distinguished by their order.
            let twins = analysis.entities.rows().iter().take(number.to_usize());
            let nth = twins.filter(|other| other.name == it.name && other.kind == it.kind).count();
            id(&[&hash, it.kind.word(), &it.name, &nth.to_string()])
        })
        .collect();
    let entity_id = |id: Id<Entity>| entity_ids[id.to_usize()].clone();
    let meta = doc.meta();
    let day = meta.published.as_deref().and_then(Day::of).map(Day::iso);
    let address = meta.address.as_ref().map(|it| it.as_str().to_owned());
    let mut rows = vec![row(
        article_id.clone(),
        "Article",
        &[
            ("title", digest::title(doc)),
            ("author", meta.author.clone()),
            ("publisher", meta.site.clone()),
            ("publishedAt", day.clone()),
            ("sourceUrl", address.clone()),
            ("bodyText", Some(doc.text().to_owned())),
        ],
    )];
    for (number, it) in analysis.entities.iter() {
        let schema = match it.kind {
            EntityKind::Person => "Person",
            EntityKind::Organization => "Organization",
            EntityKind::Place => "Address",
        };
        let name = if it.kind == EntityKind::Place { "full" } else { "name" };
        let role = if it.kind == EntityKind::Person { "position" } else { "summary" };
        let mut entity = row(
            entity_id(number),
            schema,
            &[
                (name, Some(it.name.clone())),
                (role, it.description.clone()),
                ("proof", Some(article_id.clone())),
                ("sourceUrl", address.clone()),
            ],
        );
        let aliases = digest::aliases(doc, analysis, number);
        if !aliases.is_empty() && it.kind != EntityKind::Place {
            entity.properties.insert("alias".to_owned(), json!(aliases));
        }
        if !it.is_named {
            entity.properties.insert("notes".to_owned(), json!(["the article does not name them"]));
        }
        rows.push(entity);
        if it.kind != EntityKind::Place {
            rows.push(row(
                id(&[&entity_ids[number.to_usize()], "mention"]),
                "Mention",
                &[
                    ("document", Some(article_id.clone())),
                    ("resolved", Some(entity_id(number))),
                    ("name", Some(it.name.clone())),
                    ("detectedSchema", Some(schema.to_owned())),
                ],
            ));
        }
    }
    for it in analysis.relations.rows() {
        let told = digest::told_whole(analysis, it);
        let notes = digest::reservations(analysis, it);
        let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
        let evidence: Vec<_> =
            it.evidence.iter().map(|&it| digest::words(doc, analysis.sentences[it].span)).collect();
        let (subject, object) = (entity_id(it.subject), entity_id(it.object));
        let status = if it.negated {
            format!("{}, said not to be so", it.status.word())
        } else {
            it.status.word().to_owned()
        };
        rows.push(row(
            id(&[&hash, &subject, &object, &told]),
            "UnknownLink",
            &[
                ("subject", Some(subject)),
                ("object", Some(object)),
                ("role", Some(format!("{}{notes}", it.label))),
                ("status", Some(status)),
                ("summary", Some(told)),
                (
                    "description",
                    Some(format!("confidence {}: {}", rounded(it.confidence), evidence.join(" "))),
                ),
                ("proof", Some(article_id.clone())),
                ("sourceUrl", address.clone()),
            ],
        ));
    }
    rows
}

fn row(id: String, schema: &'static str, properties: &[(&str, Option<String>)]) -> Row {
    let values = properties.iter().filter_map(|(name, value)| {
        let value = value.as_deref().filter(|it| !it.trim().is_empty())?;
        Some(((*name).to_owned(), json!([value])))
    });
    Row { id, schema, properties: values.collect() }
}
