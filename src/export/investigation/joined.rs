//! The graphs of several articles as one: entities with the same name and kind become one node.

use std::collections::BTreeMap;

use crate::digest::{self, reservations};
use crate::document::Fingerprint;
use crate::export::json::rounded;
use crate::export::{Article, on_one_line};
use crate::nlp::{Entity, EntityKind, Status};
use crate::text::Id;

/// Nodes by id, and edges in the order of the articles.
pub(super) struct Joined {
    pub(super) nodes: BTreeMap<String, Node>,
    pub(super) edges: Vec<Edge>,
}

/// An entity, in all the articles that name it.
pub(super) struct Node {
    pub(super) name: String,
    pub(super) kind: EntityKind,
    pub(super) description: Option<String>,
    pub(super) n_mentions: usize,
    pub(super) n_articles: usize,
}

/// What an article says about two entities.
pub(super) struct Edge {
    pub(super) id: String,
    pub(super) subject: String,
    pub(super) object: String,
    /// The relation's words with their remarks.
    pub(super) label: String,
    /// The relation's words only.
    pub(super) words: String,
    pub(super) status: Status,
    pub(super) negated: bool,
    pub(super) said_by: Option<String>,
    pub(super) confidence: f64,
    pub(super) is_doubtful: bool,
    pub(super) evidence: String,
    /// The title of the article.
    pub(super) article: String,
    /// The SHA-256 hash of the article's text: two articles may have one title, or none.
    pub(super) article_id: String,
}

impl Joined {
    pub(super) fn new(articles: &[Article<'_>]) -> Self {
        let mut joined = Self { nodes: BTreeMap::new(), edges: Vec::new() };
        for article in articles {
            joined.add(article);
        }
        joined
    }

    fn add(&mut self, article: &Article<'_>) {
        let (doc, analysis) = (article.doc, &article.annotated.analysis);
        let hash = doc.fingerprint().to_string();
        let title = digest::title(doc).unwrap_or_default();
        let mut seen = std::collections::BTreeSet::new();
        for (_, it) in analysis.entities.iter().filter(|(id, _)| {
            analysis.relations.rows().iter().any(|it| it.subject == *id || it.object == *id)
        }) {
            let id = node_id(it);
            let node = self.nodes.entry(id.clone()).or_insert_with(|| Node {
                name: on_one_line(&it.name),
                kind: it.kind,
                description: None,
                n_mentions: 0,
                n_articles: 0,
            });
            node.n_mentions += it.mentions.len();
            node.n_articles += usize::from(seen.insert(id));
            node.description = node.description.take().or_else(|| it.description.as_deref().map(on_one_line));
        }
        for it in analysis.relations.rows() {
            let name = |id: Id<Entity>| &analysis.entities[id];
            let told = digest::told_whole(analysis, it);
            let notes = reservations(analysis, it);
            let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
            let evidence: Vec<_> =
                it.evidence.iter().map(|&it| digest::words(doc, analysis.sentences[it].span)).collect();
            self.edges.push(Edge {
                id: short(&format!("{hash}\0{told}")),
                subject: node_id(name(it.subject)),
                object: node_id(name(it.object)),
                label: on_one_line(&format!("{}{notes}", it.label)),
                words: on_one_line(&it.label),
                status: it.status,
                negated: it.negated,
                said_by: it.said_by.map(|id| on_one_line(&name(id).name)),
                confidence: rounded(it.confidence),
                is_doubtful: it.confidence.is_doubtful(),
                evidence: evidence.join(" "),
                article: title.clone(),
                article_id: hash.clone(),
            });
        }
    }
}

/// Made from name and kind: the same in every export and every article.
fn node_id(entity: &Entity) -> String {
    short(&format!("{}\0{}", entity.kind.word(), on_one_line(&entity.name).to_lowercase()))
}

fn short(text: &str) -> String {
    Fingerprint::of(text).to_string().chars().take(16).collect()
}
