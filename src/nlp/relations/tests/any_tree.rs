//! Whatever the tree, no rule fails: the parser errs, and sentences are as odd as their writers.

use proptest::prelude::*;

use super::*;

const WORDS: &[&str] = &[
    "Lee",
    "Roe",
    "Acme",
    "Arden",
    "chairman",
    "judges",
    "sons",
    "wife",
    "one",
    "of",
    "by",
    "from",
    "in",
    "with",
    "and",
    "including",
    "interview",
    "criticism",
    "visit",
    "talks",
    "website",
    ",",
    "-",
    ":",
    "(",
    ")",
    "'s",
    "who",
    "whose",
    "founded",
    "led",
    "was",
    "is",
    "has",
    "survived",
    "said",
    "killing",
    "firing",
    "remains",
    "due",
    "to",
    "not",
    "52",
    "the",
    "a",
    "as",
    "along",
    "minister",
    "Transport",
    "would",
    "ready",
    "took",
    "over",
];

const CAST: &[(&str, EntityKind)] = &[("Lee", Person), ("Roe", Person), ("Acme", Org), ("Arden", Place)];

/// A word with its part of speech, its head and its function, each as a number to choose with.
type Row = (usize, usize, usize, usize);

/// The rows as a tree with one root: a head that leads nowhere is replaced by the root.
fn notation(rows: &[Row], root: usize) -> String {
    let n = rows.len();
    let root = root % n;
    let head = |at: usize| if at == root { None } else { Some(rows[at].2 % n) };
    let leads_to_root = |at: usize| {
        let mut above = Some(at);
        for _ in 0..=n {
            above = above.and_then(head);
        }
        above.is_none()
    };
    let line = |at: usize| {
        let (word, tag, _, function) = rows[at];
        let head = head(at).map(|it| if leads_to_root(at) { it } else { root });
        let tag = Tag::ALL[tag % Tag::ALL.len()].name();
        let function = Function::ALL[function % Function::ALL.len()].name();
        let function = if head.is_none() { Function::Root.name() } else { function };
        format!("{} {tag} {} {function}", WORDS[word % WORDS.len()], head.map_or(0, |it| it + 1))
    };
    (0..n).map(line).collect::<Vec<_>>().join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_tree_makes_a_rule_fail(
        rows in prop::collection::vec((0..1_000_usize, 0..1_000_usize, 0..1_000_usize, 0..1_000_usize), 1..20),
        root in 0..20_usize,
    ) {
        let text = notation(&rows, root);
        let has = |name: &str| text.lines().any(|it| it.split(' ').next() == Some(name));
        let cast: Vec<_> = CAST.iter().filter(|it| has(it.0)).map(|it| (it.0, it.0, it.1)).collect();
        let _ = Parsed::new(&text, &cast).lines();
    }
}
