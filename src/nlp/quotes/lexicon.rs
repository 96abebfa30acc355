//! The word lists of the quote rules, with the forms of their verbs.

use std::collections::{HashMap, HashSet};
use std::ops::BitOr;
use std::sync::LazyLock;

/// What may follow a verb that attributes words to someone; a set of classes of `speech_verbs.txt`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::nlp) struct Takes(u16);

impl Takes {
    /// A clause with or without "that", a quotation, or nothing.
    pub(in crate::nlp) const SAYS: Self = Self(1);
    /// A clause with or without "that"; rarely after what is thought.
    pub(in crate::nlp) const THINKS: Self = Self(2);
    /// Who is told, first.
    pub(in crate::nlp) const TELLS: Self = Self(4);
    /// A clause with "that", or a quotation.
    pub(in crate::nlp) const STATES: Self = Self(8);
    /// A quotation.
    pub(in crate::nlp) const SPEAKS: Self = Self(16);
    /// Something of which a part is quoted.
    pub(in crate::nlp) const NAMES: Self = Self(32);
    /// Someone, to do something.
    pub(in crate::nlp) const BIDS: Self = Self(64);
    /// To do something.
    pub(in crate::nlp) const VOWS: Self = Self(128);
    /// A clause with "that".
    pub(in crate::nlp) const FINDS: Self = Self(256);

    const ALL: [(&'static str, Self); 9] = [
        ("says", Self::SAYS),
        ("thinks", Self::THINKS),
        ("tells", Self::TELLS),
        ("states", Self::STATES),
        ("speaks", Self::SPEAKS),
        ("names", Self::NAMES),
        ("bids", Self::BIDS),
        ("vows", Self::VOWS),
        ("finds", Self::FINDS),
    ];

    /// Whether it has one of the classes of `other`.
    pub(in crate::nlp) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Takes {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::nlp) enum Form {
    /// "say": with "they", "to" and auxiliaries; also a noun in "the claim".
    Base,
    /// "says"; also a noun in "the claims".
    Third,
    /// "said".
    Past,
    /// "written", where it differs from the past.
    Participle,
    /// "saying".
    Ing,
}

/// A form of a verb that attributes words to someone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::nlp) struct Verb {
    pub(in crate::nlp) takes: Takes,
    pub(in crate::nlp) form: Form,
}

static VERBS: LazyLock<HashMap<String, Verb>> = LazyLock::new(|| {
    let mut verbs: HashMap<String, Verb> = HashMap::new();
    for (class, words) in entries(include_str!("../../../assets/lexicons/speech_verbs.txt")) {
        let Some(&(_, takes)) = Takes::ALL.iter().find(|it| it.0 == class) else { continue };
        for word in words.split_whitespace() {
            for (text, form) in forms(word) {
                let verb = verbs.entry(text).or_insert(Verb { takes, form });
                verb.takes = verb.takes | takes;
            }
        }
    }
    verbs
});

static NOUNS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("../../../assets/lexicons/statement_nouns.txt")));

static PAST: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("../../../assets/lexicons/past_forms.txt")));

/// The speech verb that the lower-cased word is a form of.
pub(in crate::nlp) fn verb(word: &str) -> Option<Verb> {
    VERBS.get(word).copied()
}

/// Whether the lower-cased word is a noun whose owner states something: "claim".
pub(super) fn is_statement(word: &str) -> bool {
    NOUNS.contains(word)
}

/// Whether the lower-cased word is the past of a frequent irregular verb.
pub(super) fn is_irregular_past(word: &str) -> bool {
    PAST.contains(word)
}

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn entries(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(file).filter_map(|line| line.split_once(':'))
}

fn words(file: &'static str) -> HashSet<&'static str> {
    lines(file).flat_map(str::split_whitespace).collect()
}

/// The forms of "say=said", "write=wrote/written" or "add", the past before the base where both are one word.
fn forms(entry: &str) -> Vec<(String, Form)> {
    let (base, irregular) = entry.split_once('=').unwrap_or((entry, ""));
    let stem = base.strip_suffix('e').filter(|stem| !stem.ends_with('e')).unwrap_or(base);
    let past_stem = base.strip_suffix('e').unwrap_or(base);
    let consonant_y = base.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    let hissing = ["s", "sh", "ch", "x", "z"].iter().any(|end| base.ends_with(end)) || base == "go";
    let third = match consonant_y {
        Some(stem) => format!("{stem}ies"),
        None if hissing => format!("{base}es"),
        None => format!("{base}s"),
    };
    let mut past: Vec<String> = irregular.split('/').filter(|it| !it.is_empty()).map(str::to_owned).collect();
    // "beg=begged": the participle in -ing doubles the letter as well.
    let doubled = past.first().and_then(|it| it.strip_suffix("ed")).filter(|it| it.len() == base.len() + 1);
    let ing = doubled.map_or(format!("{stem}ing"), |it| format!("{it}ing"));
    if past.is_empty() {
        past.push(consonant_y.map_or(format!("{past_stem}ed"), |stem| format!("{stem}ied")));
    }
    let participle = past.split_off(1).into_iter().map(|it| {
        // "labeled/labelled" are two spellings of the past; "wrote/written" are not.
        let form = if it.ends_with("ed") { Form::Past } else { Form::Participle };
        (it, form)
    });
    let mut all: Vec<_> = past.into_iter().map(|it| (it, Form::Past)).chain(participle).collect();
    let doubled_ing = match base {
        "begin" => "beginning".to_owned(),
        "put" => "putting".to_owned(),
        _ => ing,
    };
    all.extend([(third, Form::Third), (doubled_ing, Form::Ing), (base.to_owned(), Form::Base)]);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_derived() {
        let forms = |entry: &str| forms(entry).into_iter().map(|it| it.0).collect::<Vec<_>>().join(" ");
        assert_eq!(forms("say=said"), "said says saying say");
        assert_eq!(forms("argue"), "argued argues arguing argue");
        assert_eq!(forms("deny"), "denied denies denying deny");
        assert_eq!(forms("write=wrote/written"), "wrote written writes writing write");
        assert_eq!(forms("beg=begged"), "begged begs begging beg");
        assert_eq!(forms("decree"), "decreed decrees decreeing decree");
        assert_eq!(forms("confess"), "confessed confesses confessing confess");
    }

    #[test]
    fn every_line_of_the_lists_is_read() {
        for (class, _) in entries(include_str!("../../../assets/lexicons/speech_verbs.txt")) {
            assert!(Takes::ALL.iter().any(|it| it.0 == class), "{class}");
        }
        assert_eq!(verb("told").unwrap().form, Form::Past);
        assert!(
            verb("told").unwrap().takes.has(Takes::TELLS) && verb("said").unwrap().takes.has(Takes::SAYS)
        );
        assert!(is_statement("claim") && is_irregular_past("went") && verb("walked").is_none());
    }
}
