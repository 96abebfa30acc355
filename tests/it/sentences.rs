//! Short texts that were written before the engine was changed for them, for each kind of error that it used to make,
//! with the expected results. `tests/data/sentences/README.md` explains the language of the expectations.
//!
//! No kind may fall below what is right today; `cargo test --test it sentences -- --nocapture` prints what is wrong.

#![expect(clippy::disallowed_methods, reason = "the tests read the project's own files")]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use byline::digest;
use byline::document::Metadata;
use byline::import::plain;
use byline::nlp::analyze::{Config, analyze};
use byline::nlp::model::Model;
use byline::nlp::progress::Silent;
use byline::nlp::{Analysis, Entity, MentionForm, Quote, Relation, Status};
use byline::text::{Id, Span};
use regex::Regex;
use serde::Deserialize;

/// How many cases of each kind must be right: one or two fewer than today, because a new model changes single ones.
const RIGHT: [(&str, usize); 12] = [
    ("A", 115),
    ("B", 8),
    ("C", 5),
    ("D", 8),
    ("E", 11),
    ("F", 55),
    ("G", 55),
    ("H", 14),
    ("I", 14),
    ("J", 54),
    ("K", 50),
    ("L", 13),
];

#[derive(Deserialize)]
struct Case {
    id: String,
    text: String,
    note: String,
    expect: Vec<String>,
}

/// The cases of a kind.
fn cases(kind: &str) -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/sentences/{kind}.jsonl"));
    let lines = std::fs::read_to_string(path).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The forms of an expectation.
struct Forms {
    listed: Regex,
    absent: Regex,
    apart: Regex,
    mention: Regex,
    speaker: Regex,
    stance: Regex,
    no_quote: Regex,
    line: Regex,
    relation: Regex,
    words: Regex,
    no_relation: Regex,
    string: Regex,
    who: Regex,
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let string = r#""([^"]*)""#;
    let at = format!(r"{string}(?:#(\d+))?");
    let who = r#"(?:none|(?:unnamed )?"[^"]*")"#;
    let target = format!("({who}(?: (?:and|or) {who})*)");
    let form = |pattern: String| Regex::new(&pattern).unwrap();
    Forms {
        listed: form(format!(r#"^(person|organization|unnamed) {string}(?: aliases((?: "[^"]*")+))?$"#)),
        absent: form(format!("^no (entity|person|organization|unnamed) {string}$")),
        apart: form(format!("^apart {string} {string}$")),
        mention: form(format!("^mention {at} (=|not) {target}$")),
        speaker: form(format!("^quote {at} (by|not by) {target}$")),
        stance: form(format!("^quote {at} stance (statement|attitude)$")),
        no_quote: form(format!("^no quote {at}$")),
        line: form(format!("^who {string} (has|lacks) {string}$")),
        relation: form(format!("^line {string} {string} ([a-z]+)(?: by {string})?$")),
        words: form(format!("^line {string} {string} (has|lacks) {string}$")),
        no_relation: form(format!("^no (bare|line) {string} {string}$")),
        string: form(string.to_owned()),
        who: form(format!(r"{who}|\bor\b|\band\b")),
    }
});

/// Names are compared without case, kind of apostrophe, a leading "the" and a final full stop.
fn norm(name: &str) -> String {
    let name = name.replace('’', "'").to_lowercase();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_end_matches('.');
    name.strip_prefix("the ").unwrap_or(name).to_owned()
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(|it| it.is_alphanumeric() || it == '_')
}

/// Where words occur in a text as whole words.
fn places<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = Span> + 't {
    let whole = |at: usize| {
        let (before, from) = text.split_at(at);
        let (_, behind) = from.split_at(words.len());
        !is_word(before.chars().next_back()) && !is_word(behind.chars().next())
    };
    text.match_indices(words).filter(move |it| whole(it.0)).map(|it| Span::new(it.0, it.0 + it.1.len()))
}

fn has_words(text: &str, words: &str) -> bool {
    let text = text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    places(&text, &words.to_lowercase()).next().is_some()
}

fn place(text: &str, words: &str, n: Option<&str>) -> Span {
    let n: usize = n.map_or(1, |it| it.parse().unwrap());
    places(text, words).nth(n - 1).unwrap_or_else(|| panic!("“{words}” #{n} is not in the text"))
}

struct Answer<'a> {
    text: &'a str,
    analysis: &'a Analysis,
}

type Ids = BTreeSet<Id<Entity>>;

impl Answer<'_> {
    fn slice(&self, span: Span) -> &str {
        self.text.get(span.to_range()).unwrap()
    }

    fn words(&self, id: Id<Entity>, form: MentionForm) -> Vec<&str> {
        let mentions = self.analysis.entities[id].mentions.iter().map(|&it| &self.analysis.mentions[it]);
        mentions.filter(|it| it.form == form).map(|it| self.slice(it.span)).collect()
    }

    fn is_called(&self, id: Id<Entity>, name: &str) -> bool {
        let own = &self.analysis.entities[id].name;
        norm(own) == norm(name) || self.words(id, MentionForm::Name).iter().any(|it| norm(it) == norm(name))
    }

    fn all(&self, is_named: bool) -> impl Iterator<Item = Id<Entity>> {
        self.analysis.entities.iter().filter(move |it| it.1.is_named == is_named).map(|it| it.0)
    }

    /// The named entities with this full name, else those with this as one of their names.
    fn named(&self, name: &str) -> Vec<Id<Entity>> {
        let full: Vec<_> =
            self.all(true).filter(|&it| norm(&self.analysis.entities[it].name) == norm(name)).collect();
        if full.is_empty() { self.all_named(name) } else { full }
    }

    fn all_named(&self, name: &str) -> Vec<Id<Entity>> {
        self.all(true).filter(|&it| self.is_called(it, name)).collect()
    }

    fn unnamed(&self, words: &str) -> Vec<Id<Entity>> {
        let has = |it: &Id<Entity>| {
            has_words(&self.analysis.entities[*it].name, words)
                || self.words(*it, MentionForm::Noun).iter().any(|it| has_words(it, words))
        };
        self.all(false).filter(has).collect()
    }

    /// Whether an entity, or none, is the one that `who` names.
    fn is_one(&self, id: Option<Id<Entity>>, who: &str) -> bool {
        let Some(id) = id.filter(|_| who != "none") else { return who == "none" && id.is_none() };
        let name = &FORMS.string.captures(who).unwrap()[1];
        if who.starts_with("unnamed") { self.unnamed(name) } else { self.named(name) }.contains(&id)
    }

    /// The entities of the smallest mentions that cover the last of some words.
    fn mentioned(&self, span: Span) -> Vec<Option<Id<Entity>>> {
        let last = self.slice(span).rfind(char::is_whitespace).map_or(0, |it| it + 1);
        let span = Span::new(span.start().to_usize() + last, span.end().to_usize());
        let over: Vec<_> = self.analysis.mentions.rows().iter().filter(|it| it.span.covers(span)).collect();
        let least = over.iter().map(|it| it.span.len()).min();
        let least: Vec<_> =
            over.iter().filter(|it| Some(it.span.len()) == least).map(|it| Some(it.entity)).collect();
        if least.is_empty() { vec![None] } else { least }
    }

    /// The quotes with the smallest content that covers some words in one piece.
    fn quotes_over(&self, span: Span) -> Vec<&Quote> {
        let covers = |it: &&Quote| it.content.iter().any(|it| it.covers(span));
        let size = |it: &Quote| it.content.iter().map(|it| it.len()).sum::<usize>();
        let over: Vec<&Quote> = self.analysis.quotes.rows().iter().filter(covers).collect();
        let least = over.iter().map(|it| size(it)).min();
        over.into_iter().filter(|it| Some(size(it)) == least).collect()
    }

    /// The relations from one to another.
    fn relations(&self, subject: &str, object: &str) -> Vec<&Relation> {
        let (subjects, objects) = (self.named(subject), self.named(object));
        let is_between = |it: &&Relation| subjects.contains(&it.subject) && objects.contains(&it.object);
        self.analysis.relations.rows().iter().filter(is_between).collect()
    }

    /// All relations in words, to show what is wrong.
    fn lines(&self) -> String {
        let line = |it: &Relation| {
            let not = if it.negated { ", not" } else { "" };
            format!("{} [{}{not}]", digest::told(self.analysis, it, None), it.status.word())
        };
        self.analysis.relations.rows().iter().map(line).collect::<Vec<_>>().join("; ")
    }

    /// Whether these are exactly the speakers.
    fn fits(&self, ids: &Ids, members: &[&str]) -> bool {
        if members == ["none"] {
            return ids.is_empty();
        }
        let mut left = ids.clone();
        let all = members.iter().all(|who| {
            let hit = left.iter().copied().find(|&it| self.is_one(Some(it), who));
            hit.is_some_and(|it| left.remove(&it))
        });
        all && left.is_empty()
    }

    /// Whether an expectation holds.
    fn holds(&self, line: &str) -> bool {
        let f = &*FORMS;
        let at = |it: &regex::Captures<'_>| place(self.text, &it[1], it.get(2).map(|it| it.as_str()));
        if let Some(it) = f.listed.captures(line) {
            let is_unnamed = &it[1] == "unnamed";
            let found = if is_unnamed { self.unnamed(&it[2]) } else { self.all_named(&it[2]) };
            let [id] = found[..] else { return false };
            let aliases = it.get(3).map_or("", |it| it.as_str());
            let mut aliases = f.string.captures_iter(aliases).map(|it| it.extract::<1>().1[0]);
            (is_unnamed || self.analysis.entities[id].kind.word() == &it[1])
                && aliases.all(|it| self.is_called(id, it))
        } else if let Some(it) = f.absent.captures(line) {
            match &it[1] {
                "unnamed" => self.unnamed(&it[2]).is_empty(),
                "entity" => self.all_named(&it[2]).is_empty(),
                kind => {
                    self.all_named(&it[2]).iter().all(|&id| self.analysis.entities[id].kind.word() != kind)
                }
            }
        } else if let Some(it) = f.apart.captures(line) {
            let (one, other) = (self.named(&it[1]), self.named(&it[2]));
            !one.is_empty() && !other.is_empty() && one.iter().all(|it| !other.contains(it))
        } else if let Some(it) = f.mention.captures(line) {
            let wanted: Vec<&str> = alternatives(&it[4]).into_iter().flatten().collect();
            let is_hit = |id: &Option<Id<Entity>>| wanted.iter().any(|who| self.is_one(*id, who));
            let found = self.mentioned(at(&it));
            if &it[3] == "=" { found.iter().all(is_hit) } else { !found.iter().any(is_hit) }
        } else if let Some(it) = f.speaker.captures(line) {
            let wanted = alternatives(&it[4]);
            let found = self.quotes_over(at(&it));
            let is_hit = |quote: &&Quote| {
                let ids: Ids = quote.speakers().collect();
                wanted.iter().any(|members| self.fits(&ids, members))
            };
            if &it[3] == "by" {
                !found.is_empty() && found.iter().all(is_hit)
            } else {
                !found.iter().any(is_hit)
            }
        } else if let Some(it) = f.stance.captures(line) {
            let found = self.quotes_over(at(&it));
            !found.is_empty() && found.iter().all(|quote| quote.stance.word() == &it[3])
        } else if let Some(it) = f.no_quote.captures(line) {
            let span = at(&it);
            !self.analysis.quotes.rows().iter().any(|it| it.content.iter().any(|it| it.overlaps(span)))
        } else if let Some(it) = f.line.captures(line) {
            let found = self.named(&it[1]);
            let line =
                |id: &Id<Entity>| self.analysis.entities[*id].description.as_deref().unwrap_or_default();
            !found.is_empty() && found.iter().all(|id| has_words(line(id), &it[3]) == (&it[2] == "has"))
        } else if let Some(it) = f.words.captures(line) {
            let found = self.relations(&it[1], &it[2]);
            let has = |relation: &&Relation| has_words(&digest::told(self.analysis, relation, None), &it[4]);
            if &it[3] == "has" { found.iter().any(has) } else { !found.iter().any(has) }
        } else if let Some(it) = f.relation.captures(line) {
            let found = self.relations(&it[1], &it[2]);
            let by = it.get(4).map(|it| self.named(it.as_str()));
            let is_so = |relation: &Relation| match &it[3] {
                "negated" => relation.negated,
                status => relation.status.word() == status && (status != "stated" || !relation.negated),
            };
            let is_by = |relation: &Relation| match (&by, relation.said_by) {
                (None, _) => true,
                (Some(_), None) => false,
                (Some(by), Some(id)) => by.contains(&id),
            };
            let is_bare = found.iter().any(|it| is_bare(it));
            found.iter().any(|it| is_so(it) && is_by(it)) && (&it[3] == "stated" || !is_bare)
        } else if let Some(it) = f.no_relation.captures(line) {
            let found = self.relations(&it[2], &it[3]);
            if &it[1] == "line" { found.is_empty() } else { !found.iter().any(|it| is_bare(it)) }
        } else {
            panic!("no expectation: {line}")
        }
    }
}

/// Whether a relation simply asserts that something is so.
fn is_bare(relation: &Relation) -> bool {
    relation.status == Status::Stated && !relation.negated
}

/// `or` separates the alternatives, `and` the members of one.
fn alternatives(target: &str) -> Vec<Vec<&str>> {
    let mut all = vec![Vec::new()];
    for token in FORMS.who.find_iter(target).map(|it| it.as_str()) {
        match token {
            "or" => all.push(Vec::new()),
            "and" => {}
            who => all.last_mut().unwrap().push(who),
        }
    }
    all
}

#[test]
#[expect(clippy::print_stdout, reason = "what is wrong is to be read")]
fn sentences_of_each_kind_stay_right() {
    let model = Model::embedded();
    let mut fallen = Vec::new();
    for (kind, least) in RIGHT {
        let cases = cases(kind);
        let mut right = 0;
        for case in &cases {
            let (doc, _) = plain::document(&case.text, Metadata::default()).unwrap();
            let analysis = analyze(&doc, &model, &Config { threads: 1 }, &mut Silent).unwrap();
            let answer = Answer { text: doc.text(), analysis: &analysis };
            let wrong: Vec<&String> = case.expect.iter().filter(|it| !answer.holds(it)).collect();
            right += usize::from(wrong.is_empty());
            for line in wrong {
                println!("{} ({}): {line}", case.id, case.note);
                if line.contains("line") || line.contains("bare") {
                    println!("     {} — {}", case.text, answer.lines());
                }
            }
        }
        println!("{kind}: {right} of {}", cases.len());
        if right < least {
            fallen.push(format!("{kind}: {right}, not {least}"));
        }
    }
    assert!(fallen.is_empty(), "fewer are right: {fallen:?}");
}
