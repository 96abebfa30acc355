//! Every export is read back by a small reader that shares no code with the exporter, and finds the same spans.

#![expect(clippy::disallowed_methods, reason = "a template lies in a file of the test's own")]

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;

use byline::document::{BlockKind, Document, DocumentBuilder, Metadata};
use byline::export;
use byline::nlp::{
    Analysis, Confidence, Entity, EntityKind, Mention, MentionForm, Quote, QuoteKind, Relation, Sentence,
    Status, Token,
};
use byline::text::{Id, IdRange, Span, Table};
use proptest::prelude::*;
use serde_json::Value;

/// Blocks of words with entities and quotes at word numbers, from which a document and an analysis are made.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) blocks: Vec<String>,
    pub(crate) meta: Metadata,
    pub(crate) entities: Vec<DraftEntity>,
    pub(crate) quotes: Vec<DraftQuote>,
}

/// Kind, description and mentions: first word, number of further words, form.
pub(crate) type DraftEntity = (EntityKind, Option<String>, Vec<(usize, usize, MentionForm)>);

/// Kind, parts (first word, number of further words), cue, source (a word each), speaker.
pub(crate) type DraftQuote = (QuoteKind, Vec<(usize, usize)>, Option<usize>, Option<usize>, Option<usize>);

impl Draft {
    /// The mentions that an analysis may have, in order of the text: names are separate, others are nested or
    /// separate. Names come first.
    fn mentions(&self, span: impl Fn(usize, usize) -> Span) -> Vec<(Span, MentionForm, usize)> {
        let mut found: Vec<(Span, MentionForm, usize)> = Vec::new();
        for wants_names in [true, false] {
            for (entity, (_, _, mentions)) in self.entities.iter().enumerate() {
                for &(first, count, form) in mentions {
                    let is_name = form == MentionForm::Name;
                    let span = span(first, count);
                    let is_free = found.iter().all(|&(other, ..)| {
                        let is_nested = span.covers(other) || other.covers(span);
                        !span.overlaps(other) || span != other && is_nested && !is_name
                    });
                    if is_name == wants_names && is_free {
                        found.push((span, form, entity));
                    }
                }
            }
        }
        found.sort_by_key(|it| it.0);
        found
    }

    pub(crate) fn build(&self) -> (Document, Analysis) {
        let mut builder = DocumentBuilder::new();
        for block in &self.blocks {
            builder.block(BlockKind::Paragraph, block);
        }
        let doc = builder.finish(self.meta.clone()).unwrap();
        let mut analysis = Analysis::default();
        for block in doc.blocks().rows() {
            let first = analysis.tokens.len();
            let start = block.span.start().to_usize();
            let text = doc.slice(block.span);
            for word in text.split_whitespace() {
                let at = start + (word.as_ptr() as usize - text.as_ptr() as usize);
                analysis.tokens.push(Token { span: Span::new(at, at + word.len()) });
            }
            let tokens = IdRange::new(first, analysis.tokens.len());
            let rows = analysis.tokens.slice(tokens);
            let span = rows[0].span.join(rows[rows.len() - 1].span);
            analysis.sentences.push(Sentence { span, tokens });
        }
        let n_words = analysis.tokens.len();
        if n_words == 0 {
            return (doc, analysis);
        }
        let span = |first: usize, count: usize| {
            let first = first % n_words;
            let last = (first + count).min(n_words - 1);
            analysis.tokens.rows()[first].span.join(analysis.tokens.rows()[last].span)
        };
        let found = self.mentions(span);
        let mut entities: Vec<Entity> = Vec::new();
        let mut ids: HashMap<usize, usize> = HashMap::new();
        for (number, (kind, description, _)) in self.entities.iter().enumerate() {
            // Other entities may have taken all names of an entity.
            if found.iter().any(|it| it.1 == MentionForm::Name && it.2 == number) {
                ids.insert(number, entities.len());
                let description = description.clone();
                entities.push(Entity {
                    kind: *kind,
                    name: String::new(),
                    description,
                    is_named: true,
                    mentions: Vec::new(),
                });
            }
        }
        let mut mentions = Table::new();
        for (span, form, number) in found {
            let Some(&entity) = ids.get(&number) else { continue };
            let confidence = Confidence::new(0.75);
            let id = mentions.push(Mention { span, form, entity: Id::new(entity), confidence });
            if form == MentionForm::Name && entities[entity].name.is_empty() {
                doc.slice(span).clone_into(&mut entities[entity].name);
            }
            entities[entity].mentions.push(id);
        }
        let quotes = self.quotes.iter().map(|(kind, parts, cue, source, speaker)| {
            let mut content: Vec<_> = parts.iter().map(|&(first, count)| span(first, count)).collect();
            content.sort();
            content.dedup_by(|b, a| a.overlaps(*b));
            Quote {
                kind: *kind,
                content,
                cue: cue.iter().map(|&word| span(word, 0)).collect(),
                source: source.iter().map(|&word| span(word, 1)).collect(),
                speaker: speaker.filter(|_| !entities.is_empty()).map(|it| Id::new(it % entities.len())),
                co_speakers: Vec::new(),
                stance: byline::nlp::Stance::Statement,
                confidence: Confidence::new(0.5),
            }
        });
        let quotes: Table<Quote> = quotes.collect();
        let analysis = Analysis { mentions, entities: entities.into(), quotes, ..analysis };
        analysis.check(&doc).unwrap();
        (doc, analysis)
    }
}

/// What an export must contain: for every entity its kind and its mentions by position and form, and for every quote
/// its parts.
#[derive(Debug, PartialEq, Eq)]
struct Facts {
    entities: BTreeSet<(String, Mentions)>,
    quotes: Vec<(BTreeSet<Place>, Option<String>)>,
}

/// Start and end in code points.
type Place = (usize, usize);

/// The position of each, and its form.
type Mentions = BTreeSet<(Place, String)>;

fn place(doc: &Document, span: Span) -> Place {
    let range = span.to_range();
    let count = |end: usize| doc.text().get(..end).unwrap().chars().count();
    (count(range.start), count(range.end))
}

fn facts(doc: &Document, analysis: &Analysis) -> Facts {
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

pub(crate) fn export(name: &str, doc: &Document, analysis: &Analysis) -> Vec<String> {
    export::find(name)
        .unwrap()
        .run(doc, &analysis.clone().into())
        .into_iter()
        .map(|part| part.contents)
        .collect()
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

fn read_json(parts: &[String]) -> Facts {
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

fn read_w3c(parts: &[String], text: &str) -> Facts {
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
fn read_brat(parts: &[String]) -> Facts {
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
fn brat_facts(doc: &Document, analysis: &Analysis) -> Facts {
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

pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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

fn check_markdown(doc: &Document, analysis: &Analysis) {
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

/// The built-in template, read like one of the user's, gives the same, byte for byte.
fn check_template(doc: &Document, analysis: &Analysis) {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), export::ARTICLE_TEMPLATE).unwrap();
    let (exporter, annotated) = (export::find("markdown").unwrap(), analysis.clone().into());
    for links in [false, true] {
        let options = export::Options { id: Some(7), links, ..Default::default() };
        let article = export::Article { doc, annotated: &annotated, id: Some(7), written: None };
        let by_template = exporter.run_by(Some(file.path()), &article, &options).unwrap();
        assert_eq!(by_template, exporter.run_with(doc, &annotated, &options));
    }
}

fn check(draft: &Draft) {
    let (doc, analysis) = draft.build();
    let expected = facts(&doc, &analysis);
    let json = export("json", &doc, &analysis);
    assert_eq!(serde_json::from_str::<Value>(&json[0]).unwrap()["text"], doc.text());
    assert_eq!(read_json(&json), expected);
    let (mut expected, mut w3c) = (expected, read_w3c(&export("w3c", &doc, &analysis), doc.text()));
    expected.quotes.sort();
    w3c.quotes.sort();
    assert_eq!(w3c, expected);
    let brat = export("brat", &doc, &analysis);
    assert_eq!(brat[1], doc.text());
    assert_eq!(read_brat(&brat), brat_facts(&doc, &analysis));
    check_markdown(&doc, &analysis);
    check_template(&doc, &analysis);
    for exporter in export::EXPORTERS {
        for part in exporter.run(&doc, &analysis.clone().into()) {
            let hostile = part.contents.chars().find(|&c| c.is_control() && !"\n\t".contains(c));
            assert_eq!(hostile, None, "{}", exporter.name);
        }
    }
}

pub(crate) fn name(word: usize, count: usize) -> (usize, usize, MentionForm) {
    (word, count, MentionForm::Name)
}

#[test]
fn an_article_reads_back_from_every_format() {
    check(&Draft {
        blocks: vec![
            "😀 Nancy Pelosi said “Sessions must\r\nresign,” she said, “now.”".to_owned(),
            "The *House* [Oversight] Committee\tagreed.".to_owned(),
        ],
        meta: Metadata { title: Some("A: “title” #1".to_owned()), ..Metadata::default() },
        entities: vec![
            (
                EntityKind::Person,
                Some("House Minority Leader".to_owned()),
                vec![name(1, 1), (7, 0, MentionForm::Pronoun)],
            ),
            // "now.” The *House* [Oversight]", with "The" inside, stands for Sessions.
            (
                EntityKind::Person,
                None,
                vec![name(4, 0), (9, 3, MentionForm::Noun), (10, 0, MentionForm::Pronoun)],
            ),
            (EntityKind::Organization, None, vec![name(11, 2)]),
        ],
        quotes: vec![(QuoteKind::Direct, vec![(4, 2), (9, 0)], Some(8), Some(7), Some(0))],
    });
}

#[test]
fn brat_writes_what_its_documentation_shows() {
    let (doc, analysis) = Draft {
        blocks: vec!["😀 Pelosi said\n“Go now.”".to_owned()],
        meta: Metadata::default(),
        entities: vec![(EntityKind::Person, Some("leader".to_owned()), vec![name(1, 0)])],
        quotes: vec![(QuoteKind::Direct, vec![(2, 2)], Some(2), Some(1), Some(0))],
    }
    .build();
    let expected = "\
        T1\tPerson 2 8\tPelosi\n\
        #1\tConfidence T1\t0.75\n\
        #2\tAnnotatorNotes T1\tPelosi, leader\n\
        T2\tQuote 9 13;14 23\tsaid “Go now.”\n\
        T3\tSource 2 13\tPelosi said\n\
        T4\tCue 9 13\tsaid\n\
        E1\tQuote:T2 Speaker:T1 Source:T3 Cue:T4\n\
        A1\tKind E1 Direct\n\
        #3\tConfidence E1\t0.5\n";
    assert_eq!(export("brat", &doc, &analysis)[0], expected);
}

#[test]
fn notes_tell_mentions_by_form_and_sources_by_their_words() {
    let mut builder = DocumentBuilder::new();
    builder.block(BlockKind::Paragraph, "“No,” said a lawyer for Ann Lee. She left. The mayor said: “Go.”");
    let doc = builder.finish(Metadata::default()).unwrap();
    let span = |words: &str| {
        let start = doc.text().find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let mention = |words, form, confidence| Mention {
        span: span(words),
        form,
        entity: Id::new(0),
        confidence: Confidence::new(confidence),
    };
    let quote = |content, source, speaker| Quote {
        kind: QuoteKind::Direct,
        content: vec![span(content)],
        cue: vec![],
        source: vec![span(source)],
        speaker,
        co_speakers: Vec::new(),
        stance: byline::nlp::Stance::Statement,
        confidence: Confidence::new(0.9),
    };
    let analysis = Analysis {
        mentions: vec![
            mention("Ann Lee", MentionForm::Name, 0.9),
            mention("She", MentionForm::Pronoun, 0.5),
            mention("The mayor", MentionForm::Noun, 0.9),
        ]
        .into(),
        entities: vec![Entity {
            kind: EntityKind::Person,
            name: "Ann Lee".to_owned(),
            description: None,
            is_named: true,
            mentions: (0..3).map(Id::new).collect(),
        }]
        .into(),
        quotes: vec![
            quote("“No,”", "a lawyer for Ann Lee", None),
            quote("“Go.”", "The mayor", Some(Id::new(0))),
        ]
        .into(),
        ..Analysis::default()
    };
    let notes = export("markdown", &doc, &analysis).remove(0);
    let (_, notes) = notes.split_once("\n---\n").unwrap();
    let expected = "
# “No,” said a lawyer for Ann Lee.

## People

- **Ann Lee** — 3 mentions: 1 name, 1 pronoun, 1 description (“the mayor”); 1 not sure

## Quotes

### a lawyer for Ann Lee

Speaks for Ann Lee.

1 quote, 50% of all words quoted.

- “No,” ^by-qX

### Ann Lee

1 quote, 50% of all words quoted.

- “Go.” ^by-qX
";
    let ids = regex::Regex::new("\\^by-q[0-9a-f]{8}").unwrap();
    assert_eq!(ids.replace_all(notes, "^by-qX"), expected);
}

#[test]
fn json_has_the_fields_of_its_specification() {
    let (doc, analysis) = Draft {
        blocks: vec!["😀 Pelosi said “Go.”".to_owned()],
        meta: Metadata { source: Some("news/day.txt".to_owned()), ..Metadata::default() },
        entities: vec![(EntityKind::Person, None, vec![name(1, 0)])],
        quotes: vec![(QuoteKind::Direct, vec![(3, 0)], Some(2), Some(1), Some(0))],
    }
    .build();
    let expected = serde_json::json!({
        "format": "byline/1",
        "id": "day",
        "offset_unit": "unicode-code-point",
        "document": {"title": null, "source": "news/day.txt", "author": null, "published": null,
                     "site": null, "address": null, "language": "en", "sha256": doc.fingerprint().to_string()},
        "text": "😀 Pelosi said “Go.”",
        "blocks": [{"kind": "paragraph", "start": 0, "end": 19}],
        "entities": [{"id": "e1", "type": "person", "name": "Pelosi", "description": null,
                      "mentions": [{"start": 2, "end": 8, "exact": "Pelosi", "kind": "name", "confidence": 0.75}]}],
        "quotes": [{"id": "q1", "kind": "direct", "content": [[14, 19]], "exact": ["“Go.”"], "cue": [[9, 13]], "source": [[2, 13]],
                    "speaker": "e1", "speakers": ["e1"], "stance": "statement", "confidence": 0.5}],
        "relations": [],
        "annotations": []
    });
    let json: Value = serde_json::from_str(&export("json", &doc, &analysis)[0]).unwrap();
    assert_eq!(json, expected);
}

pub(crate) fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[A-Z][a-z]{1,6} ",
        2 => r"[#*_\[\]|^`~=<>&$%!(){}:;.,+\\-]{1,3} ?",
        2 => prop::sample::select(vec![
            "😀", "👩‍👩‍👧 ", "e\u{301}", "ß ", "“", "” ", "\r\n", "\n", "\n\n", "\t", "\u{a0}", "\u{2028}", "\u{85}", "1. ",
            "\u{1b}[31m", "\u{202e}", "\u{feff}", "日本 ", "--- ", "---\n", "```\n", "<script>", "&amp; ", "http://a.b ",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

pub(crate) fn draft() -> impl Strategy<Value = Draft> {
    let kind = || prop::sample::select(vec![EntityKind::Person, EntityKind::Organization, EntityKind::Place]);
    let form = || prop::sample::select(vec![MentionForm::Name, MentionForm::Pronoun, MentionForm::Noun]);
    let entity = (
        kind(),
        prop::option::of(text()),
        (any::<usize>(), 0..3_usize).prop_map(|(word, count)| name(word, count)),
        prop::collection::vec((any::<usize>(), 0..3_usize, form()), 0..4),
    )
        .prop_map(|(kind, description, first, mut mentions)| {
            mentions.push(first);
            (kind, description.map(|it| clean(&it)), mentions)
        });
    let quote = (
        prop::sample::select(vec![QuoteKind::Direct, QuoteKind::Mixed, QuoteKind::Indirect]),
        prop::collection::vec((any::<usize>(), 0..9_usize), 1..3),
        prop::option::of(any::<usize>()),
        prop::option::of(any::<usize>()),
        prop::option::of(any::<usize>()),
    );
    (
        prop::collection::vec(text(), 1..4),
        prop::option::of(text()),
        prop::collection::vec(entity, 0..4),
        prop::collection::vec(quote, 0..4),
    )
        .prop_map(|(blocks, title, entities, quotes)| {
            let meta = Metadata { title: title.map(|it| clean(&it)), ..Metadata::default() };
            Draft { blocks, meta, entities, quotes }
        })
}

/// Cleaned like every string of a document.
fn clean(text: &str) -> String {
    byline::text::sanitize::sanitize(text).text
}

proptest! {
    #[test]
    fn any_text_reads_back_from_every_format(draft in draft()) {
        check(&draft);
    }
}

/// "Lee sued Acme." with its relation, claimed by Roe.
fn sued() -> (Document, Analysis) {
    let (doc, mut analysis) = Draft {
        blocks: vec!["😀 Lee sued Acme , says Roe".to_owned()],
        meta: Metadata::default(),
        entities: vec![
            (EntityKind::Person, None, vec![name(1, 0)]),
            (EntityKind::Organization, None, vec![name(3, 0)]),
            (EntityKind::Person, None, vec![name(6, 0)]),
        ],
        quotes: vec![],
    }
    .build();
    analysis.relations.push(Relation {
        subject: Id::new(0),
        object: Id::new(1),
        label: "sued … for".to_owned(),
        cue: vec![analysis.tokens[Id::new(2)].span],
        evidence: vec![Id::new(0)],
        said_by: Some(Id::new(2)),
        negated: false,
        status: Status::Alleged,
        confidence: Confidence::new(0.5),
    });
    analysis.check(&doc).unwrap();
    (doc, analysis)
}

#[test]
fn json_tells_relations_with_their_evidence() {
    let (doc, analysis) = sued();
    let found: serde_json::Value = serde_json::from_str(&export("json", &doc, &analysis)[0]).unwrap();
    let expected = serde_json::json!([{
        "id": "r1", "subject": "e1", "object": "e2", "label": "sued … for", "cue": [[6, 10]],
        "exact": ["sued"], "evidence": [[0, 26]],
        "status": "alleged", "said_by": "e3", "negated": false, "confidence": 0.5,
    }]);
    assert_eq!(found["relations"], expected);
}

#[test]
fn markdown_tells_relations_as_sentences() {
    let (doc, analysis) = sued();
    let notes = export("markdown", &doc, &analysis).remove(0);
    let expected = "
## Relations

> 😀 Lee sued Acme , says Roe

- **Lee** sued **Acme** for (says Roe, not sure)
";
    assert!(notes.contains(expected), "{notes}");
    assert_eq!(notes.matches("> 😀 Lee sued").count(), 1);
}
