//! Reads Web Annotations: our own pages, and pages, lists and single annotations of other programs, if they are notes
//! or highlights of words. Also exports of Hypothesis clients, which have the same targets.

use std::collections::HashMap;

use serde_json::Value;

use crate::document::Fingerprint;
use crate::intake::incoming_edit::{IncomingEdit, Words};
use crate::intake::{Intake, Refused};

/// Annotations with these motivations are not a user's notes; our mentions and quotes are among them.
const NO_NOTES: &[&str] = &["identifying", "classifying", "linking", "moderating"];

/// How our exports identify a text.
const HASH: &str = "urn:sha256:";

/// What a page, list or single annotation holds about each source; `None` if it is none of these.
pub(super) fn read(mut root: Value) -> Option<Vec<Intake>> {
    let ours = root.pointer("/partOf/dcterms:source").and_then(Value::as_str);
    let ours = ours.and_then(|it| Fingerprint::parse(it.strip_prefix(HASH)?));
    let mut found = Grouped { ours, intakes: Vec::new(), by_source: HashMap::new() };
    for (number, annotation) in (1..).zip(items(&mut root)?) {
        found.add(number, &annotation);
    }
    Some(found.intakes)
}

/// The annotations in any kind of container.
fn items(root: &mut Value) -> Option<Vec<Value>> {
    if let Value::Array(items) = root {
        return Some(std::mem::take(items));
    }
    if is(root, "type", "Annotation") || !root["target"].is_null() {
        return Some(vec![root.take()]);
    }
    // A collection may contain its first page.
    let lists = ["/items", "/first/items", "/annotations", "/rows"];
    lists.iter().find_map(|list| match root.pointer_mut(list) {
        Some(Value::Array(items)) => Some(std::mem::take(items)),
        _ => None,
    })
}

/// What has been read so far, by source.
struct Grouped {
    /// The text that our own export was made from.
    ours: Option<Fingerprint>,
    intakes: Vec<Intake>,
    by_source: HashMap<String, usize>,
}

impl Grouped {
    fn add(&mut self, number: usize, annotation: &Value) {
        if NO_NOTES.iter().any(|it| is(annotation, "motivation", it)) {
            return;
        }
        let targets = match &annotation["target"] {
            Value::Array(targets) => targets.iter().collect(),
            target => vec![target],
        };
        for target in targets {
            let is_ours = self.ours.is_some();
            let given = self::given(annotation, target, is_ours);
            let intake = self.of_source(source(annotation, target));
            match given {
                Ok(it) => intake.given.push(it),
                Err(why) => intake.refused.push(Refused { number, why }),
            }
        }
    }

    fn of_source(&mut self, source: &str) -> &mut Intake {
        let intakes = &mut self.intakes;
        let at = *self.by_source.entry(source.to_owned()).or_insert_with(|| {
            let stated = source.strip_prefix(HASH).and_then(Fingerprint::parse);
            intakes.push(Intake {
                fingerprint: self.ours.or(stated),
                sources: paths(source),
                doc: None,
                refused: Vec::new(),
                given: Vec::new(),
                counted_in: None,
            });
            intakes.len() - 1
        });
        &mut intakes[at]
    }
}

/// Whether a field is the word or a list that contains it, with or without the prefix of the vocabulary.
fn is(value: &Value, field: &str, word: &str) -> bool {
    let is_word = |it: &Value| it.as_str().is_some_and(|it| it.strip_prefix("oa:").unwrap_or(it) == word);
    match &value[field] {
        Value::Array(values) => values.iter().any(is_word),
        value => is_word(value),
    }
}

/// The source of a target; empty if it names none.
fn source<'v>(annotation: &'v Value, target: &'v Value) -> &'v str {
    let said = [target, &target["source"], &target["source"]["id"], &target["id"], &annotation["uri"]];
    said.into_iter().find_map(Value::as_str).unwrap_or_default()
}

/// How a library may refer to the source: an address as it is, a path without its escapes.
fn paths(source: &str) -> Vec<String> {
    let path = source.strip_prefix("file://").or(source.strip_prefix("./")).unwrap_or(source);
    let is_named = !source.is_empty() && !source.starts_with(HASH);
    let mut paths: Vec<String> = is_named.then(|| source.to_owned()).into_iter().collect();
    let decoded = percent_decoded(path);
    if is_named && !source.contains("://") || source.starts_with("file://") {
        paths.insert(0, decoded);
    }
    paths.dedup();
    paths
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| byte == b'%').and_then(|it| std::str::from_utf8(it).ok());
        let code = code.and_then(|it| u8::from_str_radix(it, 16).ok());
        bytes.push(code.unwrap_or(byte));
        rest = if code.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The edit for an annotation with one target.
fn given(annotation: &Value, target: &Value, is_ours: bool) -> Result<IncomingEdit, String> {
    if is(annotation, "motivation", "editing")
        && let Some(body) = bodies(annotation).find(|it| is(it, "format", "application/json"))
    {
        let value = body["value"].as_str().and_then(|it| serde_json::from_str(it).ok());
        return IncomingEdit::correction(value.ok_or("its correction is not JSON")?);
    }
    let words = own_words(annotation, is_ours).map_or_else(|| words(target, is_ours), Ok)?;
    let (mut notes, mut tags) = (Vec::new(), Vec::new());
    let is_tagging = is(annotation, "motivation", "tagging");
    for body in bodies(annotation) {
        let has_purpose = !body["purpose"].is_null();
        let text = body.as_str().or(body["value"].as_str()).unwrap_or_default();
        if is(body, "purpose", "tagging") || !has_purpose && is_tagging {
            tags.push(text.to_owned());
        } else if !NO_NOTES.iter().any(|it| is(body, "purpose", it)) {
            notes.push(text);
        }
    }
    notes.extend(["bodyValue", "text"].iter().filter_map(|it| annotation[*it].as_str()));
    tags.extend(
        annotation["tags"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned),
    );
    notes.retain(|it| !it.trim().is_empty());
    IncomingEdit::mark(&words, &notes.join("\n\n"), &tags)
}

fn bodies(annotation: &Value) -> impl Iterator<Item = &Value> {
    let bodies = match &annotation["body"] {
        Value::Array(bodies) => bodies.as_slice(),
        Value::Null => &[],
        body => std::slice::from_ref(body),
    };
    bodies.iter()
}

/// The words as our own exports store them beside the target, whose context is cut for other programs.
fn own_words(annotation: &Value, is_ours: bool) -> Option<Words> {
    let anchor = annotation.get("byline:anchor").filter(|_| is_ours)?;
    let text = |field: &str| anchor[field].as_str().map(str::to_owned);
    let place = anchor["byline:start"].as_u64().zip(anchor["byline:end"].as_u64());
    let (prefix, suffix) = (text("byline:prefix")?, text("byline:suffix")?);
    Some(Words { exact: text("byline:exact")?, prefix, suffix, place })
}

/// The words that a target selects. Positions are those of our text only in our own exports.
fn words(target: &Value, is_ours: bool) -> Result<Words, String> {
    let mut todo: Vec<&Value> = match &target["selector"] {
        Value::Array(selectors) => selectors.iter().collect(),
        Value::Null => return Err("it is about a whole page, not about words".to_owned()),
        selector => vec![selector],
    };
    // A selector may be refined by another one, which follows it.
    let mut selectors = Vec::new();
    while let Some(selector) = todo.pop() {
        selectors.push(selector);
        todo.extend(Some(&selector["refinedBy"]).filter(|it| it.is_object()));
    }
    let quote = selectors.iter().rev().find(|it| is(it, "type", "TextQuoteSelector"));
    let quote = quote.ok_or("its target has no TextQuoteSelector")?;
    let text = |field: &str| quote[field].as_str().unwrap_or_default().to_owned();
    let position = selectors.iter().find(|it| is_ours && is(it, "type", "TextPositionSelector"));
    let place = position.and_then(|it| it["start"].as_u64().zip(it["end"].as_u64()));
    Ok(Words { exact: text("exact"), prefix: text("prefix"), suffix: text("suffix"), place })
}
