//! Scores an analysis (the JSON of `byline annotate`) against gold annotations: names, the cast with its mentions,
//! quotes; `relation` scores relations.
//!
//! Spans are compared *normalised*, because corpora disagree about edges: without a leading "the", titles of people,
//! a trailing possessive, quotation marks and blanks. All offsets are code points.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use crate::relation;

/// A half-open range of code points.
pub(crate) type Range = (usize, usize);

/// Counts from which precision, recall and F1 follow.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Found and right.
    pub(crate) right: usize,
    /// Found.
    pub(crate) found: usize,
    /// To be found.
    pub(crate) wanted: usize,
}

impl Counts {
    /// Adds the counts of one document.
    pub(crate) fn add(&mut self, right: usize, found: usize, wanted: usize) {
        self.right += right;
        self.found += found;
        self.wanted += wanted;
    }

    /// The share of what was found that is right, 0..=1.
    pub(crate) fn precision(self) -> f64 {
        ratio(self.right, self.found)
    }

    /// The share of what is wanted that was found, 0..=1.
    pub(crate) fn recall(self) -> f64 {
        ratio(self.right, self.wanted)
    }

    /// Harmonic mean of precision and recall, 0..=1.
    pub(crate) fn f1(self) -> f64 {
        ratio(2 * self.right, self.found + self.wanted)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The scores of one file, by row name.
pub(crate) type Scores = BTreeMap<&'static str, Counts>;

/// Titles that may precede a person's name without being part of it.
const TITLES: &str = "mr mrs ms miss mx dr sir dame lord lady rev reverend fr father sister brother prof professor \
    pres president vice sen senator rep representative congressman congresswoman gov governor lt lieutenant mayor \
    secretary minister prime premier chancellor king queen prince princess pope sheikh sheik imam rabbi judge justice \
    chief attorney general gen col colonel maj major capt captain sgt sergeant cpl adm admiral commander ambassador \
    speaker chairman chairwoman chair director detective officer sheriff constable inspector superintendent deputy \
    former then ex coach doctor councillor mp baroness baron";

/// Words that mean little by themselves.
pub(crate) const STOP_WORDS: &str = "the a an of in on at for to from by with and or but as that which who whom whose this \
    these those my your his her its our their one some any other s";

/// Adds the scores of one document.
pub(crate) fn score(gold: &Value, found: &Value, scores: &mut Scores) {
    let text: Vec<char> = gold["text"].as_str().unwrap_or_default().chars().collect();
    let has_unnamed = rows(&gold["cast"]).any(|it| it["named"] == false);
    let named = (!has_unnamed).then(|| without_unnamed(found));
    let found = named.as_ref().unwrap_or(found);
    if gold.get("entities").is_some() {
        score_names(&text, gold, found, scores);
    }
    if gold.get("cast").is_some() {
        score_cast(&text, gold, found, scores);
    }
    if gold.get("attributions").is_some() {
        score_quotes(&text, gold, found, scores);
    }
    if gold.get("cast").is_some() && gold.get("links").is_some() {
        relation::score(&text, gold, found, scores);
    }
}

/// The answer without entities that have no name, which not every gold file marks, and without their relations.
fn without_unnamed(found: &Value) -> Value {
    let mut found = found.clone();
    let is_unnamed = |it: &Value| it["named"] == false;
    let unnamed: Vec<Value> =
        rows(&found["entities"]).filter(|it| is_unnamed(it)).map(|it| it["id"].clone()).collect();
    if let Some(entities) = found["entities"].as_array_mut() {
        entities.retain(|it| !is_unnamed(it));
    }
    if let Some(relations) = found["relations"].as_array_mut() {
        relations.retain(|it| !unnamed.contains(&it["subject"]) && !unnamed.contains(&it["object"]));
    }
    found
}

fn score_names(text: &[char], gold: &Value, found: &Value, scores: &mut Scores) {
    for (row, gold_type, kind) in
        [("person names", "PER", "person"), ("organization names", "ORG", "organization")]
    {
        let is_person = kind == "person";
        let marks = |nested: bool| -> BTreeSet<Range> {
            rows(&gold["entities"])
                .filter(|it| it["type"] == gold_type && it["nested"].as_bool().unwrap_or(false) == nested)
                .map(|it| trim(text, range(it), is_person))
                .collect()
        };
        let (wanted, spare) = (marks(false), marks(true));
        let have: BTreeSet<Range> = rows(&found["entities"])
            .filter(|it| it["type"] == kind)
            .flat_map(|it| names(text, &it["mentions"], is_person))
            .filter(|it| wanted.contains(it) || !spare.contains(it))
            .collect();
        scores.entry(row).or_default().add(wanted.intersection(&have).count(), have.len(), wanted.len());
    }
}

/// The sidebar: an entity is right if it shares at least half of its names with one member of the cast, in both
/// directions.
fn score_cast(text: &[char], gold: &Value, found: &Value, scores: &mut Scores) {
    let aligned = align(text, gold, found);
    for (row, gold_type, kind) in
        [("people listed", "PER", "person"), ("organizations listed", "ORG", "organization")]
    {
        let wanted: Vec<&Value> = rows(&gold["cast"]).filter(|it| it["type"] == gold_type).collect();
        let right =
            wanted.iter().filter(|it| aligned.values().any(|id| Some(*id) == it["id"].as_str())).count();
        let have = rows(&found["entities"]).filter(|it| it["type"] == kind).count();
        scores.entry(row).or_default().add(right, have, wanted.len());
    }
    // A pronoun or description of a person is right if its span and its entity are.
    for (row, form) in [("pronouns of people", "pronoun"), ("descriptions of people", "noun")] {
        let marks = |entity: &Value| -> Vec<Range> {
            rows(&entity["mentions"]).filter(|it| it["kind"] == form).map(range).collect()
        };
        let wanted: BTreeSet<(Range, Option<&str>)> = rows(&gold["cast"])
            .filter(|it| it["type"] == "PER")
            .flat_map(|it| marks(it).into_iter().map(|span| (span, it["id"].as_str())))
            .collect();
        let have: Vec<(Range, Option<&str>)> = rows(&found["entities"])
            .filter(|it| it["type"] == "person")
            .flat_map(|it| {
                let member = it["id"].as_str().and_then(|id| aligned.get(id).copied());
                marks(it).into_iter().map(move |span| (span, member))
            })
            .collect();
        let right = have.iter().filter(|it| wanted.contains(it)).count();
        scores.entry(row).or_default().add(right, have.len(), wanted.len());
    }
}

/// Which member of the gold cast a found entity is.
pub(crate) fn align<'v>(text: &[char], gold: &'v Value, found: &'v Value) -> HashMap<&'v str, &'v str> {
    let mut aligned = HashMap::new();
    for member in rows(&gold["cast"]) {
        let kind = match member["type"].as_str() {
            Some("PER") => "person",
            Some("ORG") => "organization",
            _ => "place",
        };
        let wanted = names(text, &member["mentions"], true);
        let best = rows(&found["entities"])
            .filter(|it| it["type"] == kind)
            .map(|it| (names(text, &it["mentions"], true), it))
            .map(|(have, it)| (have.intersection(&wanted).count(), have.len(), it))
            .max_by_key(|&(shared, ..)| shared);
        if let Some((shared, have, it)) = best
            && 2 * shared >= wanted.len().max(have).max(1)
            && let (Some(id), Some(gold_id)) = (it["id"].as_str(), member["id"].as_str())
        {
            aligned.insert(id, gold_id);
        }
    }
    aligned
}

/// Contents are matched one to one by the words that they share (Jaccard index of at least a half).
fn score_quotes(text: &[char], gold: &Value, found: &Value, scores: &mut Scores) {
    let tokens = tokens(text);
    let ignored = words_in(&tokens, &spans(&gold["ignore"]));
    let content = |it: &Value| -> BTreeSet<Range> {
        words_in(&tokens, &spans(&it["content"])).difference(&ignored).copied().collect()
    };
    let wanted: Vec<_> =
        rows(&gold["attributions"]).map(|it| (it, content(it))).filter(|it| !it.1.is_empty()).collect();
    let have: Vec<_> =
        rows(&found["quotes"]).map(|it| (it, content(it))).filter(|it| !it.1.is_empty()).collect();
    let matches = one_to_one(&wanted, &have);
    let members: HashMap<&str, BTreeSet<String>> =
        rows(&gold["cast"]).filter_map(|it| Some((it["id"].as_str()?, last_words(text, it)))).collect();
    let entities: HashMap<&str, &str> =
        rows(&found["entities"]).filter_map(|it| Some((it["id"].as_str()?, it["name"].as_str()?))).collect();
    for (row, is_in) in [
        ("quotes, all", any_marks as fn(&[char], &[Range]) -> bool),
        ("quotes with marks", has_marks),
        ("quotes wholly in marks", is_wholly_in_marks),
    ] {
        let asked: Vec<bool> = wanted.iter().map(|(it, _)| is_in(text, &spans(&it["content"]))).collect();
        let told = have.iter().enumerate().filter(|(j, (it, _))| match matches.iter().find(|m| m.1 == *j) {
            Some(&(i, _)) => asked[i],
            None => is_in(text, &spans(&it["content"])),
        });
        let told = told.count();
        let of_interest: Vec<_> = matches.iter().filter(|(i, _)| asked[*i]).collect();
        let n_asked = asked.iter().filter(|&&it| it).count();
        scores.entry(row).or_default().add(of_interest.len(), told, n_asked);
        let right = of_interest
            .iter()
            .filter(|(i, j)| {
                same_source(text, &tokens, &spans(&wanted[*i].0["source"]), &spans(&have[*j].0["source"]))
            })
            .count();
        let end_to_end = match row {
            "quotes, all" => "content and source, all",
            "quotes with marks" => "content and source, with marks",
            _ => "content and source, wholly in marks",
        };
        scores.entry(end_to_end).or_default().add(right, told, n_asked);
        if row != "quotes with marks" {
            continue;
        }
        for (i, j) in of_interest {
            let Some(last) = wanted[*i].0["speaker"].as_str().and_then(|id| members.get(id)) else {
                continue;
            };
            let named = have[*j].0["speaker"].as_str().and_then(|id| entities.get(id));
            let right = named.is_some_and(|name| last.contains(&last_word(name)));
            scores.entry("speaker named right, of matched with marks").or_default().add(
                usize::from(right),
                1,
                1,
            );
        }
    }
}

fn any_marks(_: &[char], _: &[Range]) -> bool {
    true
}

fn has_marks(text: &[char], content: &[Range]) -> bool {
    let marks = content.iter().flat_map(|&(start, end)| &text[start..end]).filter(|c| is_mark(**c)).count();
    marks >= 2
}

fn is_wholly_in_marks(text: &[char], content: &[Range]) -> bool {
    let all: Vec<char> = content.iter().flat_map(|&(start, end)| text[start..end].iter().copied()).collect();
    let all: String = all.into_iter().collect();
    let inner = all.trim_matches(|c: char| c.is_whitespace() || ",.;:".contains(c));
    let mut chars = inner.chars();
    matches!((chars.next(), chars.next_back()), (Some(first), Some(last)) if is_mark(first) && is_mark(last))
}

fn is_mark(c: char) -> bool {
    "“”\"„«»".contains(c)
}

/// Pairs of (wanted, found), the best overlap first.
fn one_to_one(
    wanted: &[(&Value, BTreeSet<Range>)],
    have: &[(&Value, BTreeSet<Range>)],
) -> Vec<(usize, usize)> {
    let mut near = Vec::new();
    for (i, (_, want)) in wanted.iter().enumerate() {
        for (j, (_, got)) in have.iter().enumerate() {
            let shared = want.intersection(got).count();
            let jaccard = ratio(shared, want.len() + got.len() - shared);
            if jaccard >= 0.5 {
                near.push((jaccard, i, j));
            }
        }
    }
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, i, j) in near {
        if pairs.iter().all(|pair| pair.0 != i && pair.1 != j) {
            pairs.push((i, j));
        }
    }
    pairs
}

/// Whether two sources share a meaningful word in the same place.
fn same_source(text: &[char], tokens: &[Range], wanted: &[Range], found: &[Range]) -> bool {
    if wanted.is_empty() || found.is_empty() {
        return wanted.is_empty() && found.is_empty();
    }
    let solid = |spans: &[Range]| {
        let all = words_in(tokens, spans);
        let solid: BTreeSet<Range> = all
            .iter()
            .copied()
            .filter(|&(start, end)| !STOP_WORDS.split_whitespace().any(|it| it == lower(&text[start..end])))
            .collect();
        if solid.is_empty() { all } else { solid }
    };
    !solid(wanted).is_disjoint(&solid(found))
}

fn last_words(text: &[char], member: &Value) -> BTreeSet<String> {
    let mentions = rows(&member["mentions"]).filter(|it| it["kind"] == "name").map(|it| {
        let (start, end) = range(it);
        text[start..end].iter().collect::<String>()
    });
    mentions.chain(member["name"].as_str().map(str::to_owned)).map(|it| last_word(&it)).collect()
}

fn last_word(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let (start, end) = if chars.is_empty() { (0, 0) } else { trim(&chars, (0, chars.len()), true) };
    tokens(&chars[start..end])
        .last()
        .map_or_else(String::new, |&(from, to)| lower(&chars[start + from..start + to]))
}

fn names(text: &[char], mentions: &Value, titles: bool) -> BTreeSet<Range> {
    rows(mentions).filter(|it| it["kind"] == "name").map(|it| trim(text, range(it), titles)).collect()
}

pub(crate) fn rows(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

pub(crate) fn range(row: &Value) -> Range {
    let at = |key: &str| row[key].as_u64().and_then(|it| usize::try_from(it).ok()).unwrap_or_default();
    (at("start"), at("end"))
}

fn spans(list: &Value) -> Vec<Range> {
    let at = |it: &Value| it.as_u64().and_then(|it| usize::try_from(it).ok()).unwrap_or_default();
    rows(list).map(|it| (at(&it[0]), at(&it[1]))).collect()
}

pub(crate) fn lower(chars: &[char]) -> String {
    chars.iter().flat_map(|c| c.to_lowercase()).collect()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Runs of letters and digits.
pub(crate) fn tokens(text: &[char]) -> Vec<Range> {
    let mut tokens = Vec::new();
    let mut start = None;
    for (at, &c) in text.iter().enumerate() {
        match (is_word(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                tokens.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    tokens.extend(start.map(|from| (from, text.len())));
    tokens
}

fn words_in(tokens: &[Range], spans: &[Range]) -> BTreeSet<Range> {
    let inside = |token: &Range| spans.iter().any(|span| span.0 <= token.0 && token.1 <= span.1);
    tokens.iter().copied().filter(inside).collect()
}

/// The span without article, titles, possessive, quotation marks and blanks at its edges; never empty.
pub(crate) fn trim(text: &[char], (start, end): Range, titles: bool) -> Range {
    let is_edge = |c: char| c.is_whitespace() || "\"'“”‘’«»,;:()[]".contains(c);
    let (mut from, mut to) = (start, end);
    loop {
        let before = (from, to);
        while from < to && is_edge(text[from]) {
            from += 1;
        }
        while to > from && is_edge(text[to - 1]) {
            to -= 1;
        }
        if to - from > 2
            && matches!(text[to - 1], 's' | 'S')
            && matches!(text[to - 2], '\'' | '’')
            && is_word(text[to - 3])
        {
            to -= 2;
        }
        let word =
            text[from..to].iter().position(|&c| !(is_word(c) || "'’-".contains(c))).unwrap_or(to - from);
        let dot = usize::from(text[from..to].get(word) == Some(&'.'));
        let blanks = text[from..to].iter().skip(word + dot).take_while(|c| c.is_whitespace()).count();
        let first = lower(&text[from..from + word]);
        let drops = first == "the" || titles && TITLES.split_whitespace().any(|it| it == first);
        if word > 0 && blanks > 0 && from + word + dot + blanks < to && drops {
            from += word + dot + blanks;
        }
        if (from, to) == before {
            return if from < to { (from, to) } else { (start, end) };
        }
    }
}
