//! A reader for each format that keeps mentions and quotes, and what an analysis must look like to it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use byline::document::Document;
use byline::nlp::{Analysis, EntityKind};
use byline::text::Span;
use serde_json::Value;

use super::{export, one_line};

/// What an export must contain: for every entity its kind and its mentions by position and form, and for every quote
/// its parts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) entities: BTreeSet<(String, Mentions)>,
    pub(super) quotes: Vec<(BTreeSet<Place>, Option<String>)>,
}

/// Start and end in code points.
pub(super) type Place = (usize, usize);

/// The position of each, and its form.
pub(super) type Mentions = BTreeSet<(Place, String)>;

fn place(doc: &Document, span: Span) -> Place {
    let range = span.to_range();
    let count = |end: usize| doc.text().get(..end).unwrap().chars().count();
    (count(range.start), count(range.end))
}

pub(super) fn facts(doc: &Document, analysis: &Analysis) -> Facts {
    let entities = analysis.entities.rows().iter().map(|entity| {
        let rows = entity.mentions.iter().map(|&id| &analysis.mentions[id]);
        let places = rows.map(|it| (place(doc, it.span), format!("{:?}", it.form).to_lowercase()));
        (format!("{:?}", entity.kind).to_lowercase(), places.collect())
    });
    let quotes = analysis.quotes.rows().iter().map(|quote| {
        let speaker = quote.speaker.map(|id| analysis.entities[id].name.clone());
        (quote.content.iter().map(|&span| place(doc, span)).collect(), speaker)
    });
    Facts { entities: entities.collect(), quotes: quotes.collect() }
}

fn words_at(text: &[char], (start, end): Place) -> String {
    text[start..end].iter().collect()
}

fn as_place(value: &Value) -> Place {
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    match value {
        Value::Array(pair) => (number(&pair[0]), number(&pair[1])),
        object => (number(&object["start"]), number(&object["end"])),
    }
}

fn places(value: &Value) -> BTreeSet<Place> {
    value.as_array().unwrap().iter().map(as_place).collect()
}

pub(super) fn read_json(parts: &[String]) -> Facts {
    let root: Value = serde_json::from_str(&parts[0]).unwrap();
    let mut names = HashMap::new();
    let mut entities = BTreeSet::new();
    for entity in root["entities"].as_array().unwrap() {
        names.insert(entity["id"].as_str().unwrap(), entity["name"].as_str().unwrap());
        let mentions = entity["mentions"].as_array().unwrap().iter();
        let mentions = mentions.map(|it| (as_place(it), it["kind"].as_str().unwrap().to_owned()));
        entities.insert((entity["type"].as_str().unwrap().to_owned(), mentions.collect()));
    }
    let quotes = root["quotes"].as_array().unwrap().iter().map(|quote| {
        let speaker = quote["speaker"].as_str().map(|id| names[id].to_owned());
        (places(&quote["content"]), speaker)
    });
    Facts { entities, quotes: quotes.collect() }
}

/// The position on which both selectors of a target agree.
fn selected(target: &Value, text: &[char]) -> Place {
    let selectors = target["selector"].as_array().unwrap();
    let of_type = |name: &str| selectors.iter().find(|it| it["type"] == name).unwrap();
    let (quote, place) = (of_type("TextQuoteSelector"), as_place(of_type("TextPositionSelector")));
    assert_eq!(quote["exact"].as_str().unwrap(), words_at(text, place));
    let prefix: Vec<char> = quote["prefix"].as_str().unwrap().chars().collect();
    let suffix: Vec<char> = quote["suffix"].as_str().unwrap().chars().collect();
    assert!(prefix.len() <= 32 && text[..place.0].ends_with(&prefix));
    assert!(suffix.len() <= 32 && text[place.1..].starts_with(&suffix));
    place
}

pub(super) fn read_w3c(parts: &[String], text: &str) -> Facts {
    let text: Vec<char> = text.chars().collect();
    let page: Value = serde_json::from_str(&parts[0]).unwrap();
    assert_eq!(page["@context"][0], "http://www.w3.org/ns/anno.jsonld");
    let items = page["items"].as_array().unwrap();
    assert_eq!(page["partOf"]["total"], items.len());
    let ids: BTreeSet<_> = items.iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), items.len(), "an id is given twice");
    let mut entities: BTreeMap<&str, (String, Mentions)> = BTreeMap::new();
    let mut quotes = Vec::new();
    let mut last_start = 0;
    for item in items {
        let bodies = item["body"].as_array().unwrap();
        let with_purpose = |purpose: &str| bodies.iter().find(move |it| it["purpose"] == purpose);
        let who = with_purpose("identifying");
        let what = with_purpose("classifying").unwrap()["value"].as_str().unwrap();
        let targets: Vec<Place> = match &item["target"] {
            Value::Array(targets) => targets.iter().map(|it| selected(it, &text)).collect(),
            target => vec![selected(target, &text)],
        };
        assert!(last_start <= targets[0].0, "annotations are in the order of the text");
        last_start = targets[0].0;
        if item["motivation"] == "identifying" {
            let id = who.unwrap()["id"].as_str().unwrap();
            let form = with_purpose("tagging").unwrap()["value"].as_str().unwrap();
            let entity = entities.entry(id).or_insert((what.to_owned(), BTreeSet::new()));
            entity.1.extend(targets.into_iter().map(|it| (it, form.to_owned())));
        } else {
            assert!(what.ends_with(" quote"));
            let speaker = who.map(|it| it["value"].as_str().unwrap().to_owned());
            quotes.push((targets.into_iter().collect(), speaker));
        }
    }
    Facts { entities: entities.into_values().collect(), quotes }
}

/// Reads standoff as brat does: universal line ends, and words that are exactly those of the text.
pub(super) fn read_brat(parts: &[String]) -> Facts {
    let (ann, text) = (&parts[0], parts[1].replace("\r\n", "\n").replace('\r', "\n"));
    let text: Vec<char> = text.chars().collect();
    let mut bounds: HashMap<&str, (&str, Vec<Place>)> = HashMap::new();
    let mut order = Vec::new();
    let mut parent: HashMap<&str, &str> = HashMap::new();
    let mut notes: HashMap<&str, &str> = HashMap::new();
    let mut forms: HashMap<&str, String> = HashMap::new();
    let mut quotes = Vec::new();
    for line in ann.split_terminator('\n') {
        assert!(!line.chars().any(|c| c.is_control() && c != '\t'), "{line:?}");
        let fields: Vec<&str> = line.split('\t').collect();
        let (id, words) = (fields[0], fields[1].split(' ').collect::<Vec<_>>());
        match id.chars().next().unwrap() {
            'T' => {
                let [_, data, covered] = fields[..] else { panic!("not three fields: {line:?}") };
                let (kind, spans) = data.split_once(' ').unwrap();
                let places: Vec<Place> = spans
                    .split(';')
                    .map(|span| span.split_once(' ').unwrap())
                    .map(|(start, end)| (start.parse().unwrap(), end.parse().unwrap()))
                    .collect();
                assert!(places.iter().all(|it| it.0 < it.1) && places.is_sorted(), "{line:?}");
                let pieces: Vec<_> = places.iter().map(|&it| words_at(&text, it)).collect();
                assert_eq!(pieces.join(" "), covered, "{line:?}");
                assert!(bounds.insert(id, (kind, places)).is_none());
                order.push(id);
            }
            'R' => {
                let [from, to] = [words[1], words[2]].map(|it| it.split_once(':').unwrap().1);
                assert!(words[0] == "Coref" && parent.insert(from, to).is_none());
            }
            'E' => quotes.push(words),
            '#' if words[0] == "Confidence" => assert!(fields[2].parse::<f64>().is_ok()),
            '#' => assert!(notes.insert(words[1], fields[2]).is_none()),
            'A' if words[0] == "Form" => assert!(forms.insert(words[1], words[2].to_lowercase()).is_none()),
            'A' => assert!(words[0] == "Kind" && words[1].starts_with('E')),
            other => panic!("unknown line {other}"),
        }
    }
    let root = |mut id| {
        while let Some(&to) = parent.get(id) {
            id = to;
        }
        id
    };
    // A span that was split at a line break reads back as one that covers both parts.
    let hull = |places: &[Place]| (places[0].0, places[places.len() - 1].1);
    let mut entities: BTreeMap<&str, (String, Mentions)> = BTreeMap::new();
    let mut names: HashMap<&str, &str> = HashMap::new();
    for id in order {
        let (kind, places) = &bounds[id];
        if ["Person", "Organization", "Place"].contains(kind) {
            let entity = entities.entry(root(id)).or_insert((kind.to_lowercase(), BTreeSet::new()));
            entity.1.insert((hull(places), forms.get(id).cloned().unwrap_or("name".to_owned())));
            if let Some(note) = notes.get(id) {
                names.insert(root(id), note);
            }
        }
    }
    let quotes = quotes.into_iter().map(|words| {
        let roles: HashMap<_, _> = words.iter().map(|it| it.split_once(':').unwrap()).collect();
        let (kind, parts) = &bounds[roles["Quote"]];
        assert_eq!(*kind, "Quote");
        let speaker = roles.get("Speaker").map(|id| names[root(id)].to_owned());
        (parts.iter().copied().collect(), speaker)
    });
    Facts { entities: entities.into_values().collect(), quotes: quotes.collect() }
}

/// Facts as brat can express them: quotes in pieces without line breaks, names on one line with what describes them.
pub(super) fn brat_facts(doc: &Document, analysis: &Analysis) -> Facts {
    let text: Vec<char> = doc.text().chars().collect();
    let mut facts = facts(doc, analysis);
    for ((parts, speaker), quote) in facts.quotes.iter_mut().zip(analysis.quotes.rows()) {
        let pieces = parts.iter().flat_map(|&(start, end)| {
            let words: Vec<usize> = (start..end).filter(|&at| !text[at].is_control()).collect();
            let runs = words.chunk_by(|a, b| a + 1 == *b).filter_map(|run| {
                let inked: Vec<_> = run.iter().filter(|&&at| !text[at].is_whitespace()).collect();
                Some((**inked.first()?, **inked.last()? + 1))
            });
            runs.collect::<Vec<_>>()
        });
        *parts = pieces.collect();
        *speaker = quote.speaker.map(|id| {
            let entity = &analysis.entities[id];
            let described = entity.description.iter().map(|it| format!(", {}", one_line(it)));
            one_line(&entity.name) + &described.collect::<String>()
        });
    }
    facts
}

/// The notes as a Markdown parser sees them.
struct Notes {
    front_matter: BTreeMap<String, Value>,
    /// Headings with their items, as plain text.
    sections: Vec<(String, Vec<String>)>,
}

fn read_markdown(parts: &[String]) -> Notes {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
    let (front, body) = parts[0].strip_prefix("---\n").unwrap().split_once("---\n").unwrap();
    let fields = front.lines().map(|line| line.split_once(": ").unwrap());
    // Quoted strings, lists of them, and numbers are JSON; a day is not.
    let value = |text: &str| serde_json::from_str(text).unwrap_or_else(|_| Value::from(text));
    let fields: Vec<_> = fields.map(|(name, text)| (name.to_owned(), value(text))).collect();
    let known =
        ["title", "aliases", "author", "published", "site", "source", "url", "date", "tags", "sha256"];
    let names: Vec<_> = fields.iter().map(|it| it.0.as_str()).collect();
    assert!(names.iter().all(|it| known.contains(it)), "{names:?}");
    let mut sections: Vec<(String, Vec<String>)> = Vec::new();
    let (mut text, mut depth) = (String::new(), 0);
    for event in Parser::new_ext(body, Options::all().difference(Options::ENABLE_SMART_PUNCTUATION)) {
        match event {
            Event::Start(Tag::Heading { .. } | Tag::Item) => text.clear(),
            Event::End(TagEnd::Heading(_)) => sections.push((std::mem::take(&mut text), Vec::new())),
            Event::Start(Tag::List(None)) => depth += 1,
            Event::End(TagEnd::List(false)) => depth -= 1,
            Event::End(TagEnd::Item) => sections.last_mut().unwrap().1.push(std::mem::take(&mut text)),
            Event::Start(Tag::BlockQuote(_)) => text.push_str(" > "),
            Event::Text(part) => text.push_str(&part),
            Event::Start(Tag::Paragraph | Tag::Strong) | Event::End(_) => {}
            other => panic!("{other:?} of text that should be plain, in {body}"),
        }
        assert!(depth <= 1, "text made a list");
    }
    Notes { front_matter: fields.into_iter().collect(), sections }
}

pub(super) fn check_markdown(doc: &Document, analysis: &Analysis) {
    let Notes { front_matter, sections } = read_markdown(&export("markdown", doc, analysis));
    assert_eq!(front_matter["sha256"], doc.fingerprint().to_string());
    let title = front_matter["title"].as_str().unwrap();
    assert!(
        doc.meta().title.as_ref().is_none_or(|it| one_line(it).is_empty() || one_line(it) == title),
        "{title:?}"
    );
    assert_eq!((&front_matter["aliases"][0], sections[0].0.as_str()), (&front_matter["title"], title));
    let ids: Vec<_> =
        sections.iter().flat_map(|it| &it.1).filter_map(|it| Some(it.split_once(" ^by-")?.1)).collect();
    assert_eq!(ids.len(), analysis.quotes.rows().len());
    let distinct: HashSet<_> = ids.iter().map(|it| it.split(' ').next()).collect();
    assert_eq!(distinct.len(), ids.len(), "{ids:?}");
    let items = |heading: &str| -> Vec<&String> {
        sections.iter().filter(|it| it.0 == heading).flat_map(|it| &it.1).collect()
    };
    for entity in analysis.entities.rows() {
        let list = match entity.kind {
            EntityKind::Person => items("People"),
            EntityKind::Organization => items("Organizations"),
            EntityKind::Place => continue,
        };
        let start = one_line(&entity.name);
        let end = format!(" {} mention", entity.mentions.len());
        assert!(list.iter().any(|it| it.starts_with(&start) && it.contains(&end)), "{start:?} of {list:?}");
    }
    for quote in analysis.quotes.rows() {
        // Sources whose words differ only in case are one; pronouns are no one's name.
        let source: Vec<_> = quote.source.iter().map(|&span| one_line(doc.slice(span))).collect();
        let speaker = quote.speaker.map(|id| one_line(&analysis.entities[id].name));
        let speaker = speaker.unwrap_or_else(|| source.join(" … ")).to_lowercase();
        let under = |(heading, _): &&(String, Vec<String>)| {
            heading.to_lowercase() == speaker || quote.speaker.is_none() && heading == "Speaker unknown"
        };
        let words: Vec<_> = quote.content.iter().map(|&span| one_line(doc.slice(span))).collect();
        let words = words.join(" … ");
        let mut items = sections.iter().filter(under).flat_map(|it| &it.1);
        assert!(items.any(|it| it.starts_with(&words)), "{words:?} of {speaker:?}");
    }
}
