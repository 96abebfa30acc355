//! Scores relations against the `links` of a gold cast: which pairs are related, in which direction, with which
//! words.
//!
//! A link that is `optional` is neither required nor counted as wrong. For pairs, direction and words do not matter;
//! those are measured only for relations whose pair is in the gold file.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::score::{Range, STOP_WORDS, Scores, align, lower, range, rows, tokens, trim};

/// Two members of the cast, or others by their words, the smaller first.
type Pair = (String, String);

/// Adds the scores of one document.
pub(crate) fn score(text: &[char], gold: &Value, found: &Value, scores: &mut Scores) {
    score_pairs(text, gold, found, scores);
    score_words(text, gold, found, scores);
}

/// Each entity of the analysis is matched with the first member of the cast that shares a mention with it, in any
/// form.
fn score_pairs(text: &[char], gold: &Value, found: &Value, scores: &mut Scores) {
    let spans = |it: &Value| -> BTreeSet<Range> {
        rows(&it["mentions"]).map(|it| trim(text, range(it), true)).collect()
    };
    let members: Vec<(&str, BTreeSet<Range>)> =
        rows(&gold["cast"]).filter_map(|it| Some((it["id"].as_str()?, spans(it)))).collect();
    let nodes: BTreeMap<&str, String> = rows(&found["entities"])
        .filter_map(|it| {
            let mine = spans(it);
            let member = members.iter().find(|(_, spans)| !spans.is_disjoint(&mine));
            let &(start, end) = mine.first()?;
            Some((it["id"].as_str()?, member.map_or_else(|| lower(&text[start..end]), |it| it.0.to_owned())))
        })
        .collect();
    let links = |optional: bool| {
        rows(&gold["links"])
            .filter(move |it| it["optional"].as_bool().unwrap_or(false) == optional)
            .filter_map(|it| pair(it["subject"].as_str()?, it["object"].as_str()?))
    };
    let wanted: BTreeSet<Pair> = links(false).collect();
    let spare: BTreeSet<Pair> = links(true).filter(|it| !wanted.contains(it)).collect();
    let have: BTreeSet<Pair> = rows(&found["relations"])
        .filter_map(|it| pair(nodes.get(it["subject"].as_str()?)?, nodes.get(it["object"].as_str()?)?))
        .filter(|it| !spare.contains(it))
        .collect();
    let right = wanted.intersection(&have).count();
    scores.entry("relations, pairs").or_default().add(right, have.len(), wanted.len());
}

fn pair(a: &str, b: &str) -> Option<Pair> {
    (a != b).then(|| (a.min(b).to_owned(), a.max(b).to_owned()))
}

/// Here, an entity is the member with which it shares most names, as in the list of the cast.
fn score_words(text: &[char], gold: &Value, found: &Value, scores: &mut Scores) {
    let members = align(text, gold, found);
    for relation in rows(&found["relations"]) {
        let end = |key: &str| members.get(relation[key].as_str()?).copied();
        let (Some(subject), Some(object)) = (end("subject"), end("object")) else { continue };
        let is_end = |link: &Value, key: &str, id: &str| link[key].as_str() == Some(id);
        let forward = |link: &&Value| is_end(link, "subject", subject) && is_end(link, "object", object);
        let same: Vec<&Value> = rows(&gold["links"])
            .filter(|it| forward(it) || is_end(it, "subject", object) && is_end(it, "object", subject))
            .collect();
        if same.is_empty() {
            continue;
        }
        let mine = content_words(relation);
        let shares_half = |link: &&Value| 2 * mine.intersection(&content_words(link)).count() >= mine.len();
        for (row, is_right) in [
            ("relations, way, of pairs in the gold", same.iter().any(forward)),
            ("relations, words, of pairs in the gold", !mine.is_empty() && same.iter().any(shares_half)),
        ] {
            scores.entry(row).or_default().add(usize::from(is_right), 1, 1);
        }
    }
}

fn content_words(link: &Value) -> BTreeSet<String> {
    let label: Vec<char> = link["label"].as_str().unwrap_or_default().chars().collect();
    let words = tokens(&label).into_iter().map(|(start, end)| lower(&label[start..end]));
    words.filter(|word| !STOP_WORDS.split_whitespace().any(|it| it == word)).collect()
}
