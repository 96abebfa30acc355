//! Cards as they are shown.

use super::*;
use crate::digest::sample;

fn lines(text: &[&str], subject: Subject) -> Vec<String> {
    lines_in(text, subject, CardSize { width: 60, lines: 6 })
}

fn lines_in(text: &[&str], subject: Subject, room: CardSize) -> Vec<String> {
    let (doc, analysis) = sample::article(text);
    let (voices, links) = (Voices::new(&doc, &analysis), Links::new(&analysis));
    let elsewhere = HashMap::new();
    let facts =
        CardFacts { doc: &doc, analysis: &analysis, voices: &voices, links: &links, elsewhere: &elsewhere };
    let card = card(facts, subject, room);
    let line = |line| match line {
        CardLine::Text(text) | CardLine::Strip(text, _) => text,
        CardLine::Stated(pieces) => {
            let piece = |(text, part): (String, WordingPart)| match part {
                WordingPart::Subject => format!("<{text}>"),
                WordingPart::Cue => format!("_{text}_"),
                WordingPart::Object => format!("[{text}]"),
                WordingPart::Other => text,
            };
            pieces.into_iter().map(piece).collect()
        }
    };
    std::iter::once(card.title).chain(card.lines.into_iter().map(line)).collect()
}

#[test]
fn a_person_has_counts_other_names_and_company() {
    let text = &[
        "{“No,”} said [PER Ann Lee] of [ORG Hill]. [PER Lee=Ann Lee] met [PER Bob] of [ORG Hill].",
        "[PER? Lee=Ann Lee] left.",
    ];
    assert_eq!(
        lines(text, Subject::Entity(Id::new(0))),
        [
            "Ann Lee · person",
            "3 mentions",
            "1 quote, 100% of all words quoted",
            "also “Lee”",
            "with Hill 2 · Bob 1",
            "? not sure: 1 name"
        ]
    );
}

const RELATED: &[&str] = &[
    "On Monday [PER Ann Lee] sued [ORG Hill] (!Ann Lee; sued; Hill; Bob). [PER Bob] sat. [PER~ She=Ann Lee] left [PER Bob] \
     (?Ann Lee; left; Bob). {“[PER~ She=Ann Lee] ran.”} said [PER Bob].",
];

#[test]
fn relations_and_quotes_about_someone_are_told_where_there_is_room_else_counted() {
    let card = |lines| lines_in(RELATED, Subject::Entity(Id::new(0)), CardSize { width: 60, lines });
    let short = [
        "Ann Lee · person",
        "3 mentions",
        "1 name, 2 pronouns",
        "2 relations",
        "in 1 quote of others",
        "with Bob 2 · Hill 1",
    ];
    assert_eq!(card(5), short);
    assert_eq!(card(0), short);
    let long = card(9);
    assert_eq!(long[3..5], ["sued Hill [not] (says Bob)", "left Bob ?"]);
    assert_eq!(long[7..], ["others say:", "  “She ran.”"]);
}

#[test]
fn relations_are_told_whole_where_there_is_room_for_all() {
    let card = |lines| lines_in(RELATED, Subject::Entity(Id::new(1)), CardSize { width: 24, lines });
    assert!(
        card(20).windows(2).any(|it| it == ["Ann Lee sued Hill", "  [not] (says Bob)"]),
        "{:?}",
        card(20)
    );
    assert!(card(3).iter().any(|it| it == "Ann Lee sued Hill [not]…"), "{:?}", card(3));
}

#[test]
fn quotes_are_told_whole_where_there_is_room_for_all() {
    let text = &["{“One two three four five six seven,”} said [PER Ann Lee]."];
    let said = |lines| -> Vec<String> {
        let card = lines_in(text, Subject::Entity(Id::new(0)), CardSize { width: 24, lines });
        card.into_iter().skip_while(|line| line != "says:").collect()
    };
    assert_eq!(said(6), ["says:", "  “One two three four", "    five six seven,”"]);
    assert_eq!(said(5), ["says:", "  “One two three four f…"]);
    assert_eq!(said(4), [""; 0]);
}

#[test]
fn a_relation_shows_its_sentence_with_subject_cue_and_object() {
    let card =
        |id, width, lines| lines_in(RELATED, Subject::Relation(Id::new(id)), CardSize { width, lines });
    assert_eq!(
        card(0, 60, 9),
        ["Ann Lee sued Hill", "On Monday <Ann Lee> _sued_ [Hill].", "said not to be so", "according to Bob"]
    );
    assert_eq!(card(1, 60, 9), ["Ann Lee left Bob", "<She> _left_ [Bob].", "? not sure (60%)"]);
    assert_eq!(card(0, 12, 5)[1..3], ["…<Ann Lee>", "_sued_ [Hill]."]);
}

#[test]
fn what_denies_itself_is_not_denied_twice() {
    let text = "[PER Ann Lee] never met [PER Bob] (!Ann Lee; never met; Bob).";
    let lines = lines_in(&[text], Subject::Relation(Id::new(0)), CardSize { width: 60, lines: 9 });
    assert_eq!(lines, ["Ann Lee never met Bob", "<Ann Lee> _never met_ [Bob]."]);
}

#[test]
fn a_denial_is_told_as_one_and_not_confirmed() {
    let text = "[PER Ann Lee] denied meeting [PER Bob] (!Ann Lee; denied meeting; Bob).";
    let lines = lines_in(&[text], Subject::Relation(Id::new(0)), CardSize { width: 60, lines: 9 });
    assert_eq!(lines, ["Ann Lee denied meeting Bob", "<Ann Lee> _denied meeting_ [Bob]."]);
}

const STANDS_FOR: &[&str] =
    &["[PER Ann Lee] sat. [PER~ She=Ann Lee] rose. [PER& The mayor=Ann Lee] left [PER&? her boss=Ann Lee]."];

#[test]
fn mentions_are_counted_by_form_and_descriptions_told() {
    assert_eq!(
        lines(STANDS_FOR, Subject::Entity(Id::new(0))),
        [
            "Ann Lee · person",
            "4 mentions",
            "1 name, 1 pronoun, 2 descriptions",
            "called “the mayor”, “her boss”",
            "? not sure: 1 description"
        ]
    );
}

#[test]
fn a_mention_tells_its_words_and_its_doubt_first() {
    let here = |mention| lines(STANDS_FOR, Subject::Mention(Id::new(mention)))[1].clone();
    assert_eq!([here(0), here(1), here(3)], ["4 mentions", "here “She”", "here “her boss” ? not sure (40%)"]);
}

#[test]
fn a_quote_tells_who_and_how() {
    assert_eq!(
        lines(&["{~that it was “late”,} [PER Ann] said."], Subject::Quote(Id::new(0))),
        ["Ann · quote", "Ann", "partly word for word, 4 words"]
    );
    assert_eq!(
        lines(
            &["{?“No,”} said <a lawyer for [PER Lee=Ann Lee]>. [PER Ann Lee] sat."],
            Subject::Quote(Id::new(0))
        ),
        [
            "Somebody · quote",
            "a lawyer for Lee",
            "speaks for Ann Lee",
            "word for word, 1 word",
            "? not sure (40%)"
        ]
    );
}

#[test]
fn a_short_text_is_one_line_whichever_way_it_is_made() {
    for text in ["“Nobody mends roofs,”", "a  b", " c", "e\u{301}te", "日本", "Ä–…", "two\nlines"]
    {
        let long_way = wrapped(&format!("{text}\u{a0}?"), 40);
        assert_eq!(clipped_before(text, "\u{a0}?", 40, 2), long_way, "{text}");
    }
}

#[test]
fn lines_are_counted_as_they_are_made() {
    for text in ["", "No.", "a  b", "日本", "two\nlines", "“Nobody mends roofs,” she said, “and it rains.”"]
    {
        for (tail, width, n) in [("", 40, 2), ("\u{a0}?", 40, 2), ("\u{a0}?", 12, 9), ("", 12, 2), ("", 3, 3)]
        {
            let made = clipped_before(text, tail, width, n).len();
            assert_eq!(n_clipped_before(text, tail, width, n), made, "{text} {tail} {width} {n}");
        }
    }
}
