//! What the rules find in sentences whose trees are given.

mod any_tree;
mod complete;
mod deed;
mod mended;
mod office;
mod pattern;
mod phrase;
mod several;
mod speech;
mod stance;

use super::*;
use crate::nlp::syntax::{Function, Syntax, Tag};
use crate::nlp::testing::document;
use crate::nlp::{Mention, Quote, QuoteKind, Token};
use crate::text::IdRange;

/// A sentence with one word per line: the word, its part of speech, the number of its head from 1 (0: none), and its
/// function. A word after "~" follows without a space.
struct Parsed {
    doc: Document,
    analysis: Analysis,
}

impl Parsed {
    /// `cast`: the words of names, pronouns (in lower case) or descriptions ("the chairman"), each with the entity's
    /// name and kind.
    fn new(lines: &str, cast: &[(&str, &str, EntityKind)]) -> Self {
        let rows: Vec<Vec<&str>> =
            lines.trim().lines().map(|line| line.split_whitespace().collect()).collect();
        let mut text = String::new();
        let mut tokens = Vec::new();
        for row in &rows {
            let word = row[0].strip_prefix('~').unwrap_or(row[0]);
            if !text.is_empty() && word == row[0] {
                text.push(' ');
            }
            tokens.push(Token { span: Span::new(text.len(), text.len() + word.len()) });
            text.push_str(word);
        }
        let syntax = rows.iter().map(|row| {
            let head: usize = row[2].parse().unwrap();
            Syntax {
                tag: *Tag::ALL.iter().find(|it| it.name() == row[1]).unwrap(),
                head: head.checked_sub(1).map(Id::new),
                function: *Function::ALL.iter().find(|it| it.name() == row[3]).unwrap(),
            }
        });
        let doc = document(&text);
        let mut analysis = Analysis {
            sentences: Table::from(vec![Sentence {
                span: Span::new(0, text.len()),
                tokens: IdRange::new(0, tokens.len()),
            }]),
            syntax: syntax.collect(),
            tokens: Table::from(tokens),
            ..Analysis::default()
        };
        let mut found: Vec<(Span, MentionForm, &str)> = Vec::new();
        let mut entities: Vec<Entity> = Vec::new();
        for &(words, name, kind) in cast {
            let taken = |at: usize| found.iter().any(|it| it.0.contains(crate::text::ByteOffset::new(at)));
            let start = text.match_indices(words).map(|it| it.0).find(|&at| !taken(at)).unwrap();
            let form = match words {
                "he" | "she" | "her" | "his" | "him" | "it" => MentionForm::Pronoun,
                _ if words.starts_with(char::is_lowercase) => MentionForm::Noun,
                _ => MentionForm::Name,
            };
            found.push((Span::new(start, start + words.len()), form, name));
            if !entities.iter().any(|it| it.name == name) {
                entities.push(Entity {
                    kind,
                    name: name.to_owned(),
                    description: None,
                    is_named: true,
                    mentions: Vec::new(),
                });
            }
        }
        found.sort_by_key(|it| it.0.start());
        for (span, form, name) in found {
            let entity = entities.iter().position(|it| it.name == name).unwrap();
            let id = analysis.mentions.push(Mention {
                span,
                form,
                entity: Id::new(entity),
                confidence: Confidence::new(1.0),
            });
            entities[entity].mentions.push(id);
        }
        analysis.entities = Table::from(entities);
        Self { doc, analysis }
    }

    /// Adds words that someone says.
    fn quoting(mut self, content: &str, speaker: &str) -> Self {
        let start = self.doc.text().find(content).unwrap();
        let speaker = self.analysis.entities.iter().find(|it| it.1.name == speaker).unwrap().0;
        self.analysis.quotes.push(Quote {
            kind: QuoteKind::Indirect,
            content: vec![Span::new(start, start + content.len())],
            cue: Vec::new(),
            source: Vec::new(),
            speaker: Some(speaker),
            co_speakers: Vec::new(),
            stance: crate::nlp::Stance::Statement,
            confidence: Confidence::new(1.0),
        });
        self
    }

    fn relations(&self) -> Vec<Relation> {
        let mut analysis = self.analysis.clone();
        analysis.relations = find(&self.doc, &analysis, &Scorer::even(), &[]);
        assert_eq!(analysis.check(&self.doc), Ok(()));
        analysis.relations.rows().to_vec()
    }

    /// "subject | label | object" of each relation.
    fn lines(&self) -> Vec<String> {
        let name = |id: Id<Entity>| self.analysis.entities[id].name.clone();
        let line = |it: Relation| format!("{} | {} | {}", name(it.subject), it.label, name(it.object));
        self.relations().into_iter().map(line).collect()
    }
}

use EntityKind::{Organization as Org, Person, Place};

/// The lines of a sentence whose members are called by these names.
fn lines(text: &str, cast: &[(&str, EntityKind)]) -> Vec<String> {
    let cast: Vec<_> = cast.iter().map(|&(name, kind)| (name, name, kind)).collect();
    Parsed::new(text, &cast).lines()
}

const LEE_AND_ACME: &[(&str, &str, EntityKind)] = &[("Lee", "Lee", Person), ("Acme", "Acme", Org)];

#[test]
fn that_two_stand_in_one_sentence_states_nothing() {
    let text = "Lee PROPN 4 nsubj\nand CCONJ 3 cc\nRoe PROPN 1 conj\nslept VERB 0 root\n. PUNCT 4 punct";
    assert!(Parsed::new(text, &[("Lee", "Lee", Person), ("Roe", "Roe", Person)]).lines().is_empty());
}

#[test]
fn a_subject_and_an_object_are_related() {
    let text = "Lee PROPN 2 nsubj\nsued VERB 0 root\nAcme PROPN 2 obj\n. PUNCT 2 punct";
    let parsed = Parsed::new(text, &[("Lee", "Lee", Person), ("Acme", "Acme", Org)]);
    assert_eq!(parsed.lines(), ["Lee | sued | Acme"]);
}

#[test]
fn a_passive_is_turned_round() {
    let text = "Acme PROPN 3 nsubj:pass\nwas AUX 3 aux:pass\nsued VERB 0 root\nby ADP 5 case\nLee PROPN 3 obl:agent\n. PUNCT 3 punct";
    let parsed = Parsed::new(text, &[("Lee", "Lee", Person), ("Acme", "Acme", Org)]);
    assert_eq!(parsed.lines(), ["Lee | sued | Acme"]);
}

#[test]
fn a_negation_is_kept_and_marked() {
    let text = "Lee PROPN 4 nsubj\ndid AUX 4 aux\nnot PART 4 advmod\nsue VERB 0 root\nAcme PROPN 4 obj\n. PUNCT 4 punct";
    let parsed = Parsed::new(text, &[("Lee", "Lee", Person), ("Acme", "Acme", Org)]);
    assert_eq!(parsed.lines(), ["Lee | did not sue | Acme"]);
    assert!(parsed.relations()[0].negated);
}

#[test]
fn what_may_be_is_told_from_what_will_be() {
    let text = |modal: &str| {
        format!("Lee PROPN 3 nsubj\n{modal} AUX 3 aux\nsue VERB 0 root\nAcme PROPN 3 obj\n. PUNCT 3 punct")
    };
    let status = |modal: &str| {
        Parsed::new(&text(modal), &[("Lee", "Lee", Person), ("Acme", "Acme", Org)]).relations()[0].status
    };
    assert_eq!([status("may"), status("will")], [Status::Conditional, Status::Planned]);
}

#[test]
fn a_condition_is_told_as_one() {
    let text = "Roe PROPN 2 nsubj\nwins VERB 0 root\nif SCONJ 5 mark\nLee PROPN 5 nsubj\nsues VERB 2 advcl\nAcme PROPN 5 obj\n. PUNCT 2 punct";
    let found = Parsed::new(text, &[("Lee", "Lee", Person), ("Acme", "Acme", Org)]).relations();
    let found: Vec<_> = found.iter().map(|it| (it.label.as_str(), it.status)).collect();
    assert_eq!(found, [("sues", Status::Conditional)]);
}

#[test]
fn a_title_before_a_name_is_told() {
    let text = "former ADJ 3 amod\nAcme PROPN 3 compound\nchairman NOUN 4 nmod:desc\nLee PROPN 5 nsubj\nslept VERB 0 root\n. PUNCT 5 punct";
    let parsed = Parsed::new(text, &[("Lee", "Lee", Person), ("Acme", "Acme", Org)]);
    assert_eq!(parsed.lines(), ["Lee | former chairman of | Acme"]);
}

#[test]
fn a_title_is_not_that_of_a_name_behind_the_verb() {
    let text = "Acme PROPN 3 nmod:poss\n~'s PART 1 case\nchairman NOUN 8 nmod:desc\n~, PUNCT 5 punct\nLee PROPN 3 appos\n~, PUNCT 5 punct\nmet VERB 0 root\nRoe PROPN 7 obj\n. PUNCT 7 punct";
    let parsed = Parsed::new(text, &[("Acme", "Acme", Org), ("Lee", "Lee", Person), ("Roe", "Roe", Person)]);
    assert!(!parsed.lines().contains(&"Roe | chairman of | Acme".to_owned()), "{:?}", parsed.lines());
}

#[test]
fn a_description_behind_a_name_is_told() {
    let text = "Lee PROPN 8 nsubj\n~, PUNCT 4 punct\nthe DET 4 det\nchairman NOUN 1 appos\nof ADP 6 case\nAcme PROPN 4 nmod\n~, PUNCT 4 punct\nslept VERB 0 root\n. PUNCT 8 punct";
    let parsed = Parsed::new(text, &[("Lee", "Lee", Person), ("Acme", "Acme", Org)]);
    assert_eq!(parsed.lines(), ["Lee | chairman of | Acme"]);
}

#[test]
fn a_relative_in_place_of_a_name_is_told() {
    let text = "Lee PROPN 2 nsubj\nsaw VERB 0 root\nher PRON 4 nmod:poss\nhusband NOUN 2 obj\nwhen ADV 7 advmod\nRoe PROPN 7 nsubj\nslept VERB 2 advcl\n. PUNCT 2 punct";
    let cast =
        [("Lee", "Lee", Person), ("her", "Lee", Person), ("husband", "Roe", Person), ("Roe", "Roe", Person)];
    let lines = Parsed::new(text, &cast).lines();
    assert!(lines.contains(&"Roe | husband of | Lee".to_owned()), "{lines:?}");
}

#[test]
fn members_of_a_list_are_what_the_list_says() {
    let text = "Owners NOUN 4 nsubj\nof ADP 3 case\nAcme PROPN 1 nmod\ninclude VERB 0 root\nLee PROPN 4 obj\nand CCONJ 7 cc\nRoe PROPN 5 conj\n. PUNCT 4 punct";
    let parsed = Parsed::new(text, &[("Lee", "Lee", Person), ("Roe", "Roe", Person), ("Acme", "Acme", Org)]);
    assert_eq!(parsed.lines(), ["Lee | owner of | Acme", "Roe | owner of | Acme"]);
}

#[test]
fn what_is_asked_of_someone_is_not_done() {
    let text = "Lee PROPN 2 nsubj\ncalled VERB 0 root\non ADP 4 case\nRoe PROPN 2 obl\nto PART 6 mark\nsue VERB 2 xcomp\nAcme PROPN 6 obj\n. PUNCT 2 punct";
    let parsed = Parsed::new(text, &[("Lee", "Lee", Person), ("Roe", "Roe", Person), ("Acme", "Acme", Org)]);
    assert_eq!(parsed.lines(), ["Lee | called on … to sue Acme | Roe"]);
}

#[test]
fn a_relative_clause_gives_its_noun_to_the_label() {
    let text = "The DET 2 det\ncalls NOUN 8 nsubj\nthat PRON 5 obj\nLee PROPN 5 nsubj\nhad VERB 2 acl:relcl\nwith ADP 7 case\nRoe PROPN 5 obl\nended VERB 0 root\n. PUNCT 8 punct";
    let parsed = Parsed::new(text, &[("Lee", "Lee", Person), ("Roe", "Roe", Person)]);
    assert_eq!(parsed.lines(), ["Lee | had calls with | Roe"]);
}

#[test]
fn a_speaker_is_related_to_the_subject_of_what_is_said() {
    let text = "Lee PROPN 2 nsubj\nsaid VERB 0 root\nRoe PROPN 5 nsubj\nwas AUX 5 cop\nright ADJ 2 ccomp\n. PUNCT 2 punct";
    let parsed = Parsed::new(text, &[("Lee", "Lee", Person), ("Roe", "Roe", Person)]);
    assert_eq!(parsed.lines(), ["Lee | said … was right | Roe"]);
}

#[test]
fn a_claim_is_its_speakers() {
    let text = "Poe PROPN 2 nsubj\nsaid VERB 0 root\nLee PROPN 4 nsubj\nsued VERB 2 ccomp\nAcme PROPN 4 obj\n. PUNCT 2 punct";
    let cast = [("Poe", "Poe", Person), ("Lee", "Lee", Person), ("Acme", "Acme", Org)];
    let parsed = Parsed::new(text, &cast).quoting("Lee sued Acme", "Poe");
    let claim = parsed.relations().into_iter().find(|it| it.label == "sued").unwrap();
    assert_eq!(claim.said_by.map(|it| parsed.analysis.entities[it].name.as_str()), Some("Poe"));
}

#[test]
fn a_place_where_something_happens_takes_no_part() {
    let text = "Lee PROPN 2 nsubj\nspoke VERB 0 root\nin ADP 4 case\nParis PROPN 2 obl\n. PUNCT 2 punct";
    assert!(Parsed::new(text, &[("Lee", "Lee", Person), ("Paris", "Paris", Place)]).lines().is_empty());
}

#[test]
fn an_organization_in_a_title_does_nothing() {
    // The tree takes both names for subjects.
    let text = "Acme PROPN 4 nsubj\nchairman NOUN 3 nmod:desc\nLee PROPN 4 nsubj\nsued VERB 0 root\nRoe PROPN 4 obj\n. PUNCT 4 punct";
    let parsed = Parsed::new(text, &[("Acme", "Acme", Org), ("Lee", "Lee", Person), ("Roe", "Roe", Person)]);
    assert_eq!(parsed.lines(), ["Lee | chairman of | Acme", "Lee | sued | Roe"]);
}

#[test]
fn a_hyphenated_word_is_kept_whole() {
    let text = "Lee PROPN 8 nsubj\n~, PUNCT 5 punct\nco NOUN 5 compound\n~- PUNCT 3 punct\n~owner NOUN 1 appos\nof ADP 7 case\nAcme PROPN 5 nmod\nslept VERB 0 root\n. PUNCT 8 punct";
    let parsed = Parsed::new(text, &[("Lee", "Lee", Person), ("Acme", "Acme", Org)]);
    assert_eq!(parsed.lines(), ["Lee | co-owner of | Acme"]);
}

#[test]
fn without_syntax_nothing_is_found() {
    let text = "Lee PROPN 2 nsubj\nsued VERB 0 root\nAcme PROPN 2 obj\n. PUNCT 2 punct";
    let mut parsed = Parsed::new(text, &[("Lee", "Lee", Person), ("Acme", "Acme", Org)]);
    parsed.analysis.syntax = Table::new();
    assert!(parsed.lines().is_empty());
}
