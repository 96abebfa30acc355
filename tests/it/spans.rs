//! Spans come back from every format that has any: small parsers that share no code with the exporters cut the words
//! out of the text by the offsets, on a thousand texts with all kinds of characters.

use std::collections::{BTreeMap, BTreeSet};

use byline::document::Document;
use byline::export::{self, Options, OutputPlace, Table, Unit};
use byline::nlp::{Analysis, Mention, MentionForm};
use byline::text::Span;
use proptest::prelude::*;
use serde_json::Value;

use crate::export::{Draft, draft};

/// A format's only or main file, or the one with an extension.
fn part(name: &str, doc: &Document, analysis: &Analysis, options: Options) -> String {
    let exporter = export::find(name).unwrap();
    let mut parts = exporter.run_with(doc, &analysis.clone().into(), &options);
    parts.remove(0).contents
}

/// The words from one offset to another.
fn cut(text: &str, unit: Unit, start: usize, end: usize) -> String {
    match unit {
        Unit::CodePoint => text.chars().skip(start).take(end - start).collect(),
        Unit::Utf16 => {
            let units: Vec<u16> = text.encode_utf16().collect();
            String::from_utf16(&units[start..end]).unwrap()
        }
        Unit::Byte => text.get(start..end).unwrap().to_owned(),
    }
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

/// Words in the order of the text, each with its entity's number.
type Found = Vec<(String, usize)>;

fn expected(doc: &Document, analysis: &Analysis, wanted: impl Fn(MentionForm) -> bool) -> Found {
    let rows = analysis.mentions.rows().iter().filter(|it| wanted(it.form));
    rows.map(|it| (doc.slice(it.span).to_owned(), it.entity.to_usize())).collect()
}

fn entity(id: &str) -> usize {
    id.strip_prefix('e').unwrap().parse::<usize>().unwrap() - 1
}

fn check_json(doc: &Document, analysis: &Analysis) {
    for &unit in Unit::ALL {
        let root: Value =
            serde_json::from_str(&part("json", doc, analysis, Options { unit, ..Options::default() }))
                .unwrap();
        assert_eq!(root["offset_unit"], unit.word());
        let mut found = Vec::new();
        for entity in root["entities"].as_array().unwrap() {
            for it in entity["mentions"].as_array().unwrap() {
                let words = cut(doc.text(), unit, number(&it["start"]), number(&it["end"]));
                assert_eq!(it["exact"], words.as_str());
                found.push((number(&it["start"]), number(&it["end"]), words));
            }
        }
        for quote in root["quotes"].as_array().unwrap() {
            for (span, exact) in
                quote["content"].as_array().unwrap().iter().zip(quote["exact"].as_array().unwrap())
            {
                assert_eq!(*exact, cut(doc.text(), unit, number(&span[0]), number(&span[1])).as_str());
            }
        }
        assert_eq!(found.len(), analysis.mentions.len());
    }
}

fn check_tables(doc: &Document, analysis: &Analysis) {
    for (name, delimiter) in [("csv", b','), ("tsv", b'\t')] {
        for &unit in Unit::ALL {
            let options =
                Options { unit, table: Some(Table::Mentions), formulas: true, ..Options::default() };
            let table = part(name, doc, analysis, options);
            let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(table.as_bytes());
            let head: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
            let at = |name: &str| head.iter().position(|it| it.starts_with(name)).unwrap();
            let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
            let found = rows.iter().map(|row| {
                let offset = |name: &str| row[at(name)].parse::<usize>().unwrap();
                let words = cut(doc.text(), unit, offset("start_"), offset("end_"));
                assert_eq!(words.replace(['\t', '\n'], " "), row[at("exact")].replace(['\t', '\n'], " "));
                (words, entity(&row[at("entity")]))
            });
            assert_eq!(found.collect::<Vec<_>>(), expected(doc, analysis, |_| true), "{name}");
        }
    }
}

fn check_lines(doc: &Document, analysis: &Analysis) {
    let spacy: Value = serde_json::from_str(&part("spacy", doc, analysis, Options::default())).unwrap();
    let read = |list: &str| -> Found {
        let rows = spacy[list].as_array().unwrap().iter().map(|it| {
            let words = cut(doc.text(), Unit::CodePoint, number(&it["start"]), number(&it["end"]));
            assert_eq!(it["exact"], words.as_str());
            let tokens = &spacy["tokens"];
            assert_eq!(tokens[number(&it["token_start"])]["start"], it["start"]);
            assert_eq!(tokens[number(&it["token_end"])]["end"], it["end"]);
            (words, entity(it["entity"].as_str().unwrap()))
        });
        rows.collect()
    };
    assert_eq!(read("mentions"), expected(doc, analysis, |_| true));
    assert_eq!(read("spans"), expected(doc, analysis, |form| form == MentionForm::Name));
    let doccano: Value = serde_json::from_str(&part("doccano", doc, analysis, Options::default())).unwrap();
    let cut_by = |it: &Value, start: &str, end: &str| {
        let offset = |name: &str| number(it.pointer(name).unwrap());
        cut(doc.text(), Unit::CodePoint, offset(start), offset(end))
    };
    let names: Vec<_> =
        doccano["label"].as_array().unwrap().iter().map(|it| cut_by(it, "/0", "/1")).collect();
    let wanted: Vec<_> =
        expected(doc, analysis, |form| form == MentionForm::Name).into_iter().map(|it| it.0).collect();
    assert_eq!(names, wanted);
    for layer in ["label", "mentions", "quotes"] {
        let mut last = 0;
        for it in doccano[layer].as_array().unwrap() {
            assert!(last <= number(&it[0]), "{layer} overlap");
            last = number(&it[1]);
        }
    }
    let all: BTreeSet<_> = expected(doc, analysis, |_| true).into_iter().map(|it| it.0).collect();
    for it in doccano["entities"].as_array().unwrap() {
        assert!(all.contains(&cut_by(it, "/start_offset", "/end_offset")));
    }
    let tasks: Value =
        serde_json::from_str(&part("label-studio", doc, analysis, Options::default())).unwrap();
    let regions = tasks[0]["predictions"][0]["result"].as_array().unwrap();
    let regions = regions.iter().filter(|it| it["type"] == "labels").map(|it| {
        let value = &it["value"];
        let words = cut(doc.text(), Unit::Utf16, number(&value["start"]), number(&value["end"]));
        assert_eq!(value["text"], words.as_str());
        (it["id"].as_str().unwrap().to_owned(), words, it["meta"]["text"][1].as_str().unwrap().to_owned())
    });
    let mentions = regions.filter(|it| it.0.starts_with('m')).map(|it| (it.1, entity(&it.2)));
    assert_eq!(mentions.collect::<Vec<_>>(), expected(doc, analysis, |_| true));
}

/// Spans, by the brackets in the last column.
fn check_conllu(doc: &Document, analysis: &Analysis) {
    let conllu = part("conllu", doc, analysis, Options::default());
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut found: BTreeSet<(usize, usize, usize)> = BTreeSet::new();
    for line in conllu.lines().filter(|it| !it.is_empty() && !it.starts_with('#')) {
        let columns: Vec<_> = line.split('\t').collect();
        assert_eq!(columns.len(), 10, "{line:?}");
        let more: BTreeMap<_, _> = columns[9].split('|').map(|it| it.split_once('=').unwrap()).collect();
        let (start, end) = (more["Start"].parse().unwrap(), more["End"].parse().unwrap());
        let words = cut(doc.text(), Unit::CodePoint, start, end);
        assert_eq!(words.replace(char::is_whitespace, "_"), columns[1]);
        let brackets = more.get("Entity").copied().unwrap_or_default();
        for piece in brackets.replace('(', "\n(").replace(')', ")\n").lines().filter(|it| !it.is_empty()) {
            let id = entity(piece.trim_matches(['(', ')']).split('-').next().unwrap());
            if piece.starts_with('(') {
                open.push((id, start));
            }
            if piece.ends_with(')') {
                let at = open.iter().rposition(|it| it.0 == id).unwrap();
                found.insert((open.remove(at).1, end, id));
            }
        }
    }
    assert!(open.is_empty());
    let count = |byte: usize| doc.text().get(..byte).unwrap().chars().count();
    let wanted = analysis.mentions.rows().iter();
    let wanted = wanted.map(|it| {
        let range = it.span.to_range();
        (count(range.start), count(range.end), it.entity.to_usize())
    });
    assert_eq!(found, wanted.collect());
    for sentence in conllu.split("\n\n").filter(|it| it.contains('\t')) {
        let (_, start) = sentence.split_once("Start=").unwrap();
        let start: usize = start.split('|').next().unwrap().parse().unwrap();
        let opens = doc.blocks().rows().iter().any(|it| count(it.span.start().to_usize()) == start);
        assert_eq!(sentence.lines().any(|line| line == "# newpar"), opens, "{sentence}");
    }
}

/// The pieces of a span inside some others, as words.
fn pieces(doc: &Document, span: Span, within: impl Iterator<Item = Span>) -> Vec<String> {
    let pieces = within.filter_map(|it| {
        let (start, end) = (span.start().max(it.start()), span.end().min(it.end()));
        (start < end).then(|| doc.slice(Span::new(start.to_usize(), end.to_usize())).to_owned())
    });
    pieces.collect()
}

/// Names, and mentions by depth, from the BIO columns: a mention begins at `B-`, and continues while `I-` has its
/// label.
fn check_bio(doc: &Document, analysis: &Analysis) {
    let bio = part("bio", doc, analysis, Options::default());
    // The spans in each column, as offsets with labels.
    let mut found: [Vec<(usize, usize, String)>; 5] = Default::default();
    let mut last: [Option<String>; 5] = Default::default();
    for line in bio.lines().filter(|it| !it.starts_with("# ")) {
        let columns: Vec<_> = line.split('\t').collect();
        if columns.len() == 1 {
            // No span goes beyond a sentence.
            assert!(line.is_empty() || line == "-DOCSTART-", "{line:?}");
            last = Default::default();
            continue;
        }
        assert_eq!(columns.len(), 8, "{line:?}");
        let (start, end): (usize, usize) = (columns[1].parse().unwrap(), columns[2].parse().unwrap());
        let words = cut(doc.text(), Unit::CodePoint, start, end);
        assert_eq!(words.replace(char::is_whitespace, "_"), columns[0]);
        for ((mark, spans), last) in columns[3..].iter().zip(&mut found).zip(&mut last) {
            let label = mark.get(2..).unwrap_or_default().to_owned();
            match mark.get(..1).unwrap() {
                "B" => spans.push((start, end, label.clone())),
                "I" => {
                    assert_eq!(last.as_deref(), Some(label.as_str()), "{line:?}");
                    spans.last_mut().unwrap().1 = end;
                }
                _ => assert_eq!(*mark, "O"),
            }
            *last = Some(label).filter(|it| !it.is_empty());
        }
    }
    let count = |byte: usize| doc.text().get(..byte).unwrap().chars().count();
    let sentences = || analysis.sentences.rows().iter().map(|it| it.span);
    let pieces = |it: &Mention| {
        let span = it.span;
        sentences().filter_map(move |sentence| {
            let (start, end) = (span.start().max(sentence.start()), span.end().min(sentence.end()));
            (start < end).then(|| (count(start.to_usize()), count(end.to_usize())))
        })
    };
    let rows = || analysis.mentions.rows().iter();
    let [names, mentions @ .., _] = &found;
    let names: BTreeSet<_> = names.iter().map(|it| (it.0, it.1)).collect();
    assert_eq!(names, rows().filter(|it| it.form == MentionForm::Name).flat_map(pieces).collect());
    let mentions: BTreeSet<_> =
        mentions.iter().flatten().map(|it| (it.0, it.1, entity(it.2.rsplit_once('/').unwrap().1))).collect();
    let wanted: BTreeSet<_> =
        rows().flat_map(|it| pieces(it).map(|(start, end)| (start, end, it.entity.to_usize()))).collect();
    // Three columns hold what is inside at most two others.
    let is_deep = |it: &&(usize, usize, usize)| {
        wanted.iter().filter(|other| other.0 <= it.0 && it.1 <= other.1).count() > 3
    };
    assert!(mentions.is_subset(&wanted));
    assert!(wanted.difference(&mentions).all(|it| is_deep(&it)), "{mentions:?} of {wanted:?}");
}

fn check_webanno(doc: &Document, analysis: &Analysis) {
    let tsv = part("webanno", doc, analysis, Options::default());
    let unescaped =
        |it: &str| it.replace("\\t", "\t").replace("\\n", "\n").replace("\\r", "\r").replace("\\\\", "\\");
    let mut found: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for line in tsv.lines().filter(|it| !it.is_empty() && !it.starts_with('#')) {
        let columns: Vec<_> = line.split('\t').collect();
        assert_eq!(columns.len(), 12, "{line:?}");
        let (start, end) = columns[1].split_once('-').unwrap();
        let (start, end) = (start.parse().unwrap(), end.parse().unwrap());
        if !columns[2].contains('\\') {
            assert_eq!(cut(doc.text(), Unit::Utf16, start, end), unescaped(columns[2]));
        }
        // The values have few words, so a number in brackets ends each.
        for number in
            columns[4].split('|').filter_map(|it| it.rsplit_once('[')).map(|it| it.1.trim_end_matches(']'))
        {
            let span = found.entry(number.parse().unwrap()).or_insert((start, end));
            span.1 = end;
        }
    }
    let words: Vec<_> =
        found.values().map(|&(start, end)| cut(doc.text(), Unit::Utf16, start, end)).collect();
    let sentences = || analysis.sentences.rows().iter().map(|it| it.span);
    let wanted: Vec<_> =
        analysis.mentions.rows().iter().flat_map(|it| pieces(doc, it.span, sentences())).collect();
    assert_eq!(words, wanted);
}

fn check_tei(doc: &Document, analysis: &Analysis) {
    let xml = part("tei", doc, analysis, Options::default());
    let tei = roxmltree::Document::parse(&xml).unwrap();
    let id = |node: &roxmltree::Node<'_, '_>| {
        node.attribute(("http://www.w3.org/XML/1998/namespace", "id")).unwrap_or_default().to_owned()
    };
    let blocks: BTreeMap<String, String> = tei
        .descendants()
        .filter(|it| it.has_tag_name("p"))
        .map(|it| (id(&it), it.text().unwrap_or_default().to_owned()))
        .collect();
    let spans = tei.descendants().filter(|it| it.has_tag_name("span"));
    let mentions = spans.filter(|it| it.parent().unwrap().attribute("type") == Some("mentions"));
    let found: Vec<_> = mentions
        .flat_map(|it| {
            let pointers = it.attribute("target").unwrap().split(' ').map(|it| {
                let inside = it.strip_prefix("#string-range(").unwrap().trim_end_matches(')');
                let [block, start, length] = inside.split(',').collect::<Vec<_>>()[..] else {
                    panic!("{it}")
                };
                let (start, length): (usize, usize) = (start.parse().unwrap(), length.parse().unwrap());
                cut(&blocks[block], Unit::CodePoint, start, start + length)
            });
            pointers.collect::<Vec<_>>()
        })
        .collect();
    let rows = || doc.blocks().rows().iter().map(|it| it.span);
    let wanted = analysis.mentions.rows().iter().flat_map(|it| pieces(doc, it.span, rows()));
    let for_xml = |it: String| it.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
    assert_eq!(found, wanted.map(for_xml).collect::<Vec<_>>());
}

/// The report shows exactly the text, whatever is marked in it.
fn check_report(doc: &Document, analysis: &Analysis) {
    let page = part("html", doc, analysis, Options::default());
    let article = page
        .split_once("<article ")
        .unwrap()
        .1
        .split_once(">\n")
        .unwrap()
        .1
        .split_once("</article>")
        .unwrap()
        .0;
    let mut shown = String::new();
    for (nth, piece) in article.split('<').enumerate() {
        shown.push_str(if nth == 0 { piece } else { piece.split_once('>').unwrap().1 });
    }
    let shown = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    let blocks: Vec<_> = doc.blocks().rows().iter().map(|it| doc.slice(it.span)).collect();
    let blocks = if blocks.is_empty() { String::new() } else { blocks.join("\n") + "\n" };
    assert_eq!(shown.replace("&amp;", "&"), blocks);
}

fn check(draft: &Draft) {
    let (doc, analysis) = draft.build();
    check_json(&doc, &analysis);
    check_tables(&doc, &analysis);
    check_lines(&doc, &analysis);
    check_conllu(&doc, &analysis);
    check_bio(&doc, &analysis);
    check_webanno(&doc, &analysis);
    check_tei(&doc, &analysis);
    check_report(&doc, &analysis);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]
    #[test]
    fn the_spans_of_any_text_come_back_from_every_format(draft in draft()) {
        check(&draft);
    }
}

#[test]
fn every_format_keeps_two_articles_apart_or_takes_one() {
    let draft = Draft {
        blocks: vec!["😀 Ann left.".to_owned()],
        meta: byline::document::Metadata::default(),
        entities: vec![(byline::nlp::EntityKind::Person, None, vec![crate::export::name(1, 0)])],
        quotes: vec![],
    };
    let (doc, analysis) = draft.build();
    let annotated = analysis.into();
    let article = export::Article { doc: &doc, annotated: &annotated, id: None, written: None };
    for exporter in export::EXPORTERS {
        let parts = exporter.run_all(&[article, article], &Options::default());
        assert!(!parts.is_empty(), "{}", exporter.name);
        let is_within = |it: &export::OutputFile| matches!(it.place, OutputPlace::Within(_));
        assert_eq!(parts.iter().all(is_within), exporter.is_folder(), "{}", exporter.name);
    }
}
