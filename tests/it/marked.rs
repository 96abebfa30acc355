//! Gold marks written into the text: what a test article should yield, with no offset counted by hand.
//!
//! A file begins with a comment line (`#`) and one line for each quote: its number, its kind and its speaker (`-` for
//! nobody in the cast). After `====` comes the article:
//! - `[p1:Ann Lee]` names person p1, `[o1:Acme]` organization o1, `[g1:Ohio]` place g1;
//! - `[p1~she]` is a pronoun, `[p1=the mayor]` a description;
//! - `{1|“Yes,”}` is what quote 1 says, `{1<she}` its source, `{1!said}` its cue; one quote may have several of each.
//!
//! Marks nest. The outcome has the keys of the corpora's files: `text`, `cast`, `entities`, `attributions`; offsets are
//! code points.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// Members of the cast and parts of quotes, while they are read.
#[derive(Default)]
struct Gold {
    /// Code points of the clean text.
    text: Vec<char>,
    mentions: BTreeMap<String, Vec<(usize, usize, &'static str)>>,
    parts: BTreeMap<(u32, char), Vec<(usize, usize)>>,
}

/// Reads a marked article.
pub(crate) fn parse(id: &str, marked: &str) -> Value {
    let (head, body) = marked.split_once("====\n").expect("a marked article has a line ====");
    let mut gold = Gold::default();
    gold.read(body.trim_end());
    let name = |mentions: &[(usize, usize, &str)]| {
        let names = mentions.iter().filter(|it| it.2 == "name").map(|it| gold.slice(it.0, it.1));
        names.max_by_key(|it| it.chars().count()).expect("a member of the cast has a name")
    };
    let cast: Vec<Value> = gold
        .mentions
        .iter()
        .map(|(id, mentions)| {
            let rows: Vec<Value> =
                mentions.iter().map(|it| json!({"start": it.0, "end": it.1, "kind": it.2})).collect();
            json!({"id": id, "type": kind(id), "name": name(mentions), "mentions": rows})
        })
        .collect();
    let names = gold.mentions.iter().flat_map(|(id, mentions)| {
        mentions
            .iter()
            .filter(|it| it.2 == "name")
            .map(|it| json!({"start": it.0, "end": it.1, "type": kind(id)}))
    });
    let attributions = head.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let fields: Vec<&str> = line.split(' ').collect();
        let [number, kind, speaker] = fields[..] else { panic!("{id}: {line}") };
        let number: u32 = number.parse().unwrap();
        let part = |of: char| gold.parts.get(&(number, of)).cloned().unwrap_or_default();
        let speaker = (speaker != "-").then_some(speaker);
        assert!(!part('|').is_empty(), "{id}: quote {number} has no content");
        assert!(speaker.is_none_or(|it| gold.mentions.contains_key(it)), "{id}: {line}");
        json!({"content": part('|'), "source": part('<'), "cue": part('!'), "kind": kind, "speaker": speaker})
    });
    let text: String = gold.text.iter().collect();
    json!({
        "id": id,
        "text": text,
        "entities": names.collect::<Vec<_>>(),
        "attributions": attributions.collect::<Vec<_>>(),
        "cast": cast,
    })
}

impl Gold {
    fn slice(&self, start: usize, end: usize) -> String {
        self.text[start..end].iter().collect()
    }

    fn read(&mut self, body: &str) {
        let mut chars = body.chars();
        // Open marks: where each began, and its label up to the character that ends the label.
        let mut open: Vec<(usize, String, char)> = Vec::new();
        while let Some(c) = chars.next() {
            match c {
                '[' | '{' => {
                    let mut label = String::new();
                    let sign = loop {
                        match chars.next().expect("a mark is closed") {
                            sign @ (':' | '~' | '=' | '|' | '<' | '!') => break sign,
                            letter => label.push(letter),
                        }
                    };
                    open.push((self.text.len(), label, sign));
                }
                ']' | '}' => {
                    let (start, label, sign) = open.pop().expect("a closed mark was opened");
                    let end = self.text.len();
                    match sign {
                        ':' => self.mentions.entry(label).or_default().push((start, end, "name")),
                        '~' => self.mentions.entry(label).or_default().push((start, end, "pronoun")),
                        '=' => self.mentions.entry(label).or_default().push((start, end, "noun")),
                        _ => self.parts.entry((label.parse().unwrap(), sign)).or_default().push((start, end)),
                    }
                }
                _ => self.text.push(c),
            }
        }
        assert!(open.is_empty(), "marks are left open: {open:?}");
    }
}

fn kind(id: &str) -> &'static str {
    match id.chars().next() {
        Some('p') => "PER",
        Some('o') => "ORG",
        _ => "LOC",
    }
}

#[test]
fn marks_become_code_points() {
    let gold =
        parse("x", "# é\n1 direct p1\n====\n{1|“Né,”} {1<[p1:Ana Sá]} {1!said}. [p1~She] left [o1:Ça].\n");
    assert_eq!(gold["text"], "“Né,” Ana Sá said. She left Ça.");
    assert_eq!(gold["cast"][1]["name"], "Ana Sá");
    assert_eq!(gold["attributions"][0]["source"], json!([[6, 12]]));
    assert_eq!(gold["attributions"][0]["speaker"], "p1");
    assert_eq!(gold["entities"].as_array().unwrap().len(), 2);
}
