//! Small articles with a hand-made analysis, and laws that the overlay obeys for any edits.

use proptest::prelude::*;

use super::*;
use crate::annotate::edit::Entry;
use crate::document::{BlockKind, DocumentBuilder, Metadata};
use crate::nlp::{
    Confidence, Entity, EntityKind, Mention, MentionForm, Quote, QuoteKind, Relation, sentence, token,
};
use crate::text::Id;

static TEXT: &str = "Ann Lee sued Acme Works. Lee won. “Good,” she said.\n\nBo Ruiz of Acme met Ann Lee at the Hall. Ruiz praised Lee.";

fn document(text: &str) -> Document {
    let mut builder = DocumentBuilder::new();
    text.split("\n\n").for_each(|block| builder.block(BlockKind::Paragraph, block));
    builder.finish(Metadata::default()).unwrap()
}

/// Each entity with its names, wherever they occur, the longest first; "she" is the first entity.
fn analysis(doc: &Document, cast: &[(EntityKind, &[&str])]) -> Analysis {
    let tokens = token::tokenize(doc);
    let sentences = sentence::split(doc, &tokens);
    let mut rows: Vec<(Span, MentionForm, usize)> = Vec::new();
    let mut names: Vec<(&str, usize, MentionForm)> = cast
        .iter()
        .enumerate()
        .flat_map(|(number, it)| it.1.iter().map(move |name| (*name, number, MentionForm::Name)))
        .collect();
    names.push(("she", 0, MentionForm::Pronoun));
    names.sort_by_key(|it| std::cmp::Reverse(it.0.len()));
    for (name, number, form) in names {
        for (at, words) in doc.text().match_indices(name) {
            let span = Span::new(at, at + words.len());
            if rows.iter().all(|it| !it.0.overlaps(span)) {
                rows.push((span, form, number));
            }
        }
    }
    rows.sort_by_key(|it| it.0);
    let row = |&(span, form, number): &_| Mention {
        span,
        form,
        entity: Id::new(number),
        confidence: Confidence::new(0.6),
    };
    let entities = cast.iter().enumerate().map(|(number, (kind, names))| Entity {
        kind: *kind,
        name: names[0].to_owned(),
        description: None,
        is_named: true,
        mentions: (0..rows.len()).filter(|&at| rows[at].2 == number).map(Id::new).collect(),
    });
    Analysis {
        mentions: rows.iter().map(row).collect(),
        entities: entities.collect(),
        tokens,
        sentences,
        ..Analysis::default()
    }
}

/// "Lee sued Acme", “Good” of Lee, "Ruiz met Lee".
fn article() -> (Document, Analysis) {
    use EntityKind::{Organization, Person};
    let doc = document(TEXT);
    let mut found = analysis(
        &doc,
        &[
            (Person, &["Ann Lee", "Lee"]),
            (Organization, &["Acme Works", "Acme"]),
            (Person, &["Bo Ruiz", "Ruiz"]),
        ],
    );
    let quote = |text| Quote {
        kind: QuoteKind::Direct,
        content: vec![at(&doc, text, 0)],
        cue: vec![],
        source: vec![],
        speaker: Some(Id::new(0)),
        co_speakers: Vec::new(),
        stance: crate::nlp::Stance::Statement,
        confidence: Confidence::new(0.5),
    };
    found.quotes.push(quote("“Good,”"));
    for (subject, object, cue, sentence) in [(0, 1, "sued", 0), (2, 0, "met", 3)] {
        found.relations.push(Relation {
            subject: Id::new(subject),
            object: Id::new(object),
            label: cue.to_owned(),
            cue: vec![at(&doc, cue, 0)],
            evidence: vec![Id::new(sentence)],
            status: crate::nlp::Status::Stated,
            said_by: None,
            negated: false,
            confidence: Confidence::new(0.9),
        });
    }
    found.check(&doc).unwrap();
    (doc, found)
}

/// The n-th place of the words.
fn at(doc: &Document, words: &str, n: usize) -> Span {
    let start = doc.text().match_indices(words).nth(n).unwrap().0;
    Span::new(start, start + words.len())
}

fn log(edits: impl IntoIterator<Item = Edit>) -> Log {
    Log::of((1..).map(EditId).zip(edits).map(|(id, edit)| Entry { id, edit }))
}

/// The cast as "name: mentions", after the edits.
fn cast(edits: impl IntoIterator<Item = Edit>) -> Vec<String> {
    let (doc, found) = article();
    let after = overlay(&doc, &found, &log(edits));
    after.analysis.check(&doc).unwrap();
    assert_eq!(after.problems, []);
    let words = |it: &Entity| -> Vec<&str> {
        it.mentions.iter().map(|&id| doc.slice(after.analysis.mentions[id].span)).collect()
    };
    after.analysis.entities.rows().iter().map(|it| format!("{}: {}", it.name, words(it).join(", "))).collect()
}

fn person(words: &str, n: usize) -> Member {
    let (doc, _) = article();
    Member { at: Anchor::of(&doc, at(&doc, words, n)), kind: EntityKind::Person }
}

#[test]
fn without_edits_it_is_the_machines() {
    let (doc, found) = article();
    assert_eq!(overlay(&doc, &found, &Log::default()).analysis, found);
    assert_eq!(
        cast([]),
        [
            "Ann Lee: Ann Lee, Lee, she, Ann Lee, Lee",
            "Acme Works: Acme Works, Acme",
            "Bo Ruiz: Bo Ruiz, Ruiz"
        ]
    );
}

#[test]
fn nobody_is_gone_with_all_that_was_said_of_them() {
    let (doc, found) = article();
    let after = overlay(&doc, &found, &log([Edit::Nobody { of: person("Lee", 1) }])).analysis;
    assert_eq!(
        after.entities.rows().iter().map(|it| &*it.name).collect::<Vec<_>>(),
        ["Acme Works", "Bo Ruiz"]
    );
    assert_eq!(after.relations.len(), 0);
    assert_eq!(after.quotes.rows()[0].speaker, None);
}

#[test]
fn one_mention_may_be_wrong() {
    assert_eq!(
        cast([Edit::NotHere { at: person("Acme Works", 0).at }])[2],
        "Acme: Acme",
        "it is listed under a name that it has"
    );
}

#[test]
fn someone_without_a_name_stays_as_long_as_a_description_does() {
    let (doc, mut found) = article();
    let ruiz = Id::new(2);
    found.entities[ruiz].is_named = false;
    for id in found.entities[ruiz].mentions.clone() {
        found.mentions[id].form = MentionForm::Noun;
    }
    let is_left = |wrong: &[(&str, usize)]| {
        let edits =
            wrong.iter().map(|&(words, n)| Edit::NotHere { at: Anchor::of(&doc, at(&doc, words, n)) });
        let after = overlay(&doc, &found, &log(edits)).analysis;
        after.entities.rows().iter().any(|it| !it.is_named)
    };
    assert!(is_left(&[("Acme Works", 0)]) && is_left(&[("Bo Ruiz", 0)]));
    assert!(!is_left(&[("Bo Ruiz", 0), ("Ruiz", 1)]));
}

#[test]
fn words_stand_for_someone_else_in_one_place_with_what_they_say_and_do() {
    let (doc, mut found) = article();
    found.quotes[Id::new(0)].source = vec![at(&doc, "she", 0)];
    found.check(&doc).unwrap();
    let edit = |words: Span| Edit::StandsFor { at: Anchor::of(&doc, words), of: person("Ruiz", 0) };
    let after = overlay(&doc, &found, &log([edit(at(&doc, "she", 0))])).analysis;
    after.check(&doc).unwrap();
    let name = |id: Id<Entity>| after.entities[id].name.as_str();
    assert_eq!(after.quotes.rows()[0].speaker.map(name), Some("Bo Ruiz"), "who speaks goes along");
    let she = after.mentions.rows().iter().find(|it| it.form == MentionForm::Pronoun).unwrap();
    assert_eq!((name(she.entity), she.confidence.is_doubtful()), ("Bo Ruiz", false));
    assert_eq!(after.relations.len(), 2, "what others do stays");

    // These are the subject's only words in the sentence that states the relation, so the relation follows them.
    let found = article().1;
    let lee = at(&doc, "Ann Lee", 0);
    let after = overlay(&doc, &found, &log([edit(lee)])).analysis;
    let relation = &after.relations.rows()[0];
    assert_eq!(after.entities[relation.subject].name, "Bo Ruiz");
    assert_eq!(after.entities[after.relations.rows()[1].object].name, "Ann Lee", "another sentence");
}

#[test]
fn words_that_were_missed_stand_for_someone_from_now_on() {
    let (doc, found) = article();
    let hall = at(&doc, "the Hall", 0);
    let edit = Edit::StandsFor { at: Anchor::of(&doc, hall), of: person("Acme", 0) };
    let after = overlay(&doc, &found, &log([edit])).analysis;
    after.check(&doc).unwrap();
    let mention = after.mentions.rows().iter().find(|it| it.span == hall).unwrap();
    assert_eq!(
        (mention.form, after.entities[mention.entity].name.as_str()),
        (MentionForm::Noun, "Acme Works")
    );
}

#[test]
fn a_name_that_was_missed_is_named_everywhere() {
    let after = cast([Edit::Name { of: Member { kind: EntityKind::Place, ..person("Hall", 0) } }]);
    assert_eq!(after[3], "Hall: Hall");
    let after = cast([Edit::Name { of: person("Lee sued", 0) }]);
    assert_eq!(after[0], "Lee sued: Lee sued", "in place of what it crosses");
}

#[test]
fn two_are_one_and_one_is_two() {
    let merged = cast([Edit::Same { of: person("Bo Ruiz", 0), with: person("Lee", 1) }]);
    assert_eq!(merged[0], "Bo Ruiz: Ann Lee, Lee, she, Bo Ruiz, Ann Lee, Ruiz, Lee");
    let split = cast([Edit::Apart { of: person("Ann Lee", 0) }]);
    assert_eq!(split[..2], ["Ann Lee: Ann Lee, Ann Lee", "Acme Works: Acme Works, Acme"]);
    assert_eq!(split[2], "Lee: Lee, she, Lee");
}

#[test]
fn what_is_stated_of_one_with_itself_is_no_relation() {
    let (doc, found) = article();
    let after =
        overlay(&doc, &found, &log([Edit::Same { of: person("Ann Lee", 0), with: person("Ruiz", 1) }]));
    let labels: Vec<_> = after.analysis.relations.rows().iter().map(|it| &*it.label).collect();
    assert_eq!(labels, ["sued"]);
}

#[test]
fn what_is_stated_of_both_is_stated_once_with_all_its_sentences() {
    let (doc, mut found) = article();
    let of_lee = found.relations.rows()[0].clone();
    found.relations.push(Relation { subject: Id::new(2), evidence: vec![Id::new(4)], ..of_lee });
    let edit = Edit::Same { of: person("Ann Lee", 0), with: person("Ruiz", 1) };
    let after = overlay(&doc, &found, &log([edit]));
    let evidence: Vec<_> = after.analysis.relations.rows().iter().map(|it| it.evidence.as_slice()).collect();
    assert_eq!(evidence, [[Id::new(0), Id::new(4)]]);
}

#[test]
fn a_kind_a_name_and_a_speaker_are_as_the_reader_says() {
    let (doc, found) = article();
    let edits = [
        Edit::Kind { of: person("Ruiz", 1), kind: EntityKind::Organization },
        Edit::Rename { of: person("Lee", 1), name: "Judge\n Lee".to_owned() },
        Edit::Speaker { quote: Anchor::of(&doc, at(&doc, "Good", 0)), speaker: Some(person("Bo Ruiz", 0)) },
    ];
    let after = overlay(&doc, &found, &log(edits)).analysis;
    after.check(&doc).unwrap();
    assert_eq!(
        (&*after.entities.rows()[0].name, after.entities.rows()[2].kind),
        ("Judge Lee", EntityKind::Organization)
    );
    assert_eq!(after.quotes.rows()[0].speaker, Some(Id::new(2)));
}

#[test]
fn a_relation_and_a_quote_may_be_wrong() {
    let (doc, found) = article();
    let cue = Anchor::of(&doc, at(&doc, "met", 0));
    let (subject, object) = (person("Ruiz", 0), person("Lee", 0));
    let edits = [Edit::NoRelation { cue, subject, object }, Edit::NoQuote { quote: person("Good", 0).at }];
    let after = overlay(&doc, &found, &log(edits)).analysis;
    assert_eq!((after.relations.len(), after.quotes.len()), (1, 0));
}

#[test]
fn marks_keep_their_note_and_their_number() {
    let (doc, found) = article();
    let mark = |words| Edit::Mark { at: person(words, 0).at, note: "ask".to_owned(), tags: vec![] };
    let rewrite = Edit::Rewrite { mark: EditId(1), note: "asked".to_owned(), tags: vec!["done".to_owned()] };
    let after = overlay(
        &doc,
        &found,
        &log([mark("Hall"), mark("won"), rewrite, mark("met"), Edit::Erase { mark: EditId(4) }]),
    );
    let notes: Vec<_> = after.marks.iter().map(|it| (&*it.at.exact, &*it.note, it.id)).collect();
    assert_eq!(notes, [("won", "ask", EditId(2)), ("Hall", "asked", EditId(1))]);
}

#[test]
fn what_another_model_misses_is_as_the_reader_said() {
    let (doc, _) = article();
    let poor = analysis(&doc, &[(EntityKind::Person, &["Ann Lee"])]);
    let edits = log([
        Edit::Kind { of: person("Bo Ruiz", 0), kind: EntityKind::Organization },
        Edit::Nobody { of: person("Acme", 1) },
    ]);
    let after = overlay(&doc, &poor, &edits);
    after.analysis.check(&doc).unwrap();
    let found: Vec<_> = after.analysis.entities.rows().iter().map(|it| (&*it.name, it.kind)).collect();
    assert_eq!(found, [("Ann Lee", EntityKind::Person), ("Bo Ruiz", EntityKind::Organization)]);
    assert_eq!(after.problems, []);
}

#[test]
fn what_is_no_longer_in_the_text_is_listed() {
    let (_, found) = article();
    let doc = document("Another text.");
    let mark = Edit::Mark { at: person("won", 0).at, note: "why?".to_owned(), tags: vec![] };
    let after = overlay(&doc, &Analysis::default(), &log([mark, Edit::Nobody { of: person("Lee", 1) }]));
    assert_eq!((after.marks[0].span, &*after.marks[0].at.exact), (None, "won"));
    assert_eq!(after.problems, [Problem { edit: EditId(2), words: "Lee".to_owned() }]);
    assert_ne!(found, Analysis::default());
}

#[test]
fn undo_and_redo_go_back_and_forth() {
    let mark = |words| Edit::Mark { at: person(words, 0).at, note: String::new(), tags: vec![] };
    let mut log = log([mark("Hall"), mark("won")]);
    let mut next = 2;
    let mut push = |log: &mut Log, edit: Option<Edit>| {
        next += 1;
        log.push(Entry { id: EditId(next), edit: edit.unwrap() });
        log.valid().map(|it| it.id.0).collect::<Vec<_>>()
    };
    let (undo, redo) = (log.undo(), log.redo());
    assert_eq!((push(&mut log, undo), redo), (vec![1], None));
    let undo = log.undo();
    assert_eq!(push(&mut log, undo), Vec::<u64>::new());
    let redo = log.redo();
    assert_eq!(push(&mut log, redo), [1]);
    let redo = log.redo();
    assert_eq!(push(&mut log, redo), [1, 2]);
    let undo = log.undo();
    push(&mut log, undo);
    assert_eq!(push(&mut log, Some(mark("met"))), [1, 8]);
    assert_eq!(log.redo(), None, "after something new there is nothing to go forth to");
}

/// Any correction of any words of the article.
fn edit() -> impl Strategy<Value = Edit> {
    let n_words = TEXT.split_whitespace().count();
    let words = (0..n_words, 1..3_usize).prop_map(|(first, n)| {
        let (doc, _) = article();
        let starts: Vec<usize> =
            TEXT.split_whitespace().map(|it| it.as_ptr() as usize - TEXT.as_ptr() as usize).collect();
        let last = TEXT.split_whitespace().nth((first + n - 1).min(starts.len() - 1)).unwrap();
        let end = last.as_ptr() as usize - TEXT.as_ptr() as usize + last.len();
        Anchor::of(&doc, Span::new(starts[first], end))
    });
    let kind = prop::sample::select(vec![EntityKind::Person, EntityKind::Organization, EntityKind::Place]);
    let member = (words, kind.clone()).prop_map(|(at, kind)| Member { at, kind });
    (0..12, member.clone(), member.clone(), member, kind).prop_map(|(what, of, with, cue, kind)| match what {
        0 => Edit::Name { of },
        1 => Edit::Nobody { of },
        2 => Edit::NotHere { at: of.at },
        3 => Edit::Kind { of, kind },
        4 => Edit::Same { of, with },
        5 => Edit::Apart { of },
        6 => Edit::Rename { of, name: with.at.exact },
        7 => Edit::Speaker { quote: of.at, speaker: Some(with) },
        8 => Edit::NoQuote { quote: of.at },
        9 => Edit::NoRelation { cue: cue.at, subject: of, object: with },
        10 => Edit::StandsFor { at: of.at, of: with },
        _ => Edit::Mark { at: of.at, note: with.at.exact, tags: vec![] },
    })
}

proptest! {
    #[test]
    fn any_edits_leave_sound_tables_and_undoing_them_all_leaves_nothing(edits in prop::collection::vec(edit(), 0..12)) {
        let (doc, found) = article();
        let mut log = log(edits);
        overlay(&doc, &found, &log).analysis.check(&doc).unwrap();
        let mut next = log.entries().len() as u64;
        while let Some(edit) = log.undo() {
            next += 1;
            log.push(Entry { id: EditId(next), edit });
        }
        prop_assert_eq!(overlay(&doc, &found, &log), Annotated { analysis: found, ..Annotated::default() });
    }

    #[test]
    fn an_edit_and_its_undoing_leave_what_was(edits in prop::collection::vec(edit(), 0..6), more in edit()) {
        let (doc, found) = article();
        let before = overlay(&doc, &found, &log(edits.clone()));
        let undo = Edit::Undo { which: EditId(edits.len() as u64 + 1) };
        let after = overlay(&doc, &found, &log(edits.into_iter().chain([more, undo])));
        prop_assert_eq!(before, after);
    }

    #[test]
    fn corrections_of_different_members_may_come_in_any_order(
        order in Just(vec![0, 1, 2, 3]).prop_shuffle(),
        kind in prop::sample::select(vec![EntityKind::Person, EntityKind::Place]),
    ) {
        let (doc, found) = article();
        let edits = [
            Edit::Kind { of: person("Ruiz", 1), kind },
            Edit::Rename { of: person("Lee", 1), name: "L.".to_owned() },
            Edit::Nobody { of: person("Acme", 1) },
            Edit::Mark { at: person("won", 0).at, note: String::new(), tags: vec![] },
        ];
        let ids = [1, 2, 3, 4].map(EditId);
        let entry = |at: usize| Entry { id: ids[at], edit: edits[at].clone() };
        let tables = |log: &Log| {
            let Annotated { analysis, marks, problems, .. } = overlay(&doc, &found, log);
            (analysis, marks, problems)
        };
        let expected = tables(&Log::of((0..4).map(entry)));
        prop_assert_eq!(tables(&Log::of(order.into_iter().map(entry))), expected);
    }

    #[test]
    fn another_analysis_keeps_every_edit(edits in prop::collection::vec(edit(), 0..8)) {
        let (doc, found) = article();
        let log = log(edits);
        let poor = analysis(&doc, &[(EntityKind::Person, &["Lee"])]);
        let (before, after) = (overlay(&doc, &found, &log), overlay(&doc, &poor, &log));
        after.analysis.check(&doc).unwrap();
        prop_assert_eq!(before.marks, after.marks);
    }
}
