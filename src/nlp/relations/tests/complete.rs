//! Labels that end where the sentence does not.

use super::*;

const LEE_AND_ROE: &[(&str, &str, EntityKind)] = &[("Lee", "Lee", Person), ("Roe", "Roe", Person)];

/// The only line of a sentence about Lee and Roe; `rest` follows "Lee VERB Roe".
fn line(verb: &str, rest: &str) -> String {
    let text = format!("Lee PROPN 2 nsubj\n{verb} VERB 0 root\nRoe PROPN 2 obj\n{rest}\n. PUNCT 2 punct");
    let lines = Parsed::new(&text, LEE_AND_ROE).lines();
    assert_eq!(lines.len(), 1, "{lines:?}");
    lines[0].clone()
}

#[test]
fn both_things_that_someone_is_called_are_told() {
    let rest = "a DET 5 det\ncoward NOUN 2 xcomp\nand CCONJ 8 cc\na DET 8 det\nthief NOUN 5 conj";
    assert_eq!(line("called", rest), "Lee | called … a coward and a thief | Roe");
    // Another deed is another line.
    let rest = "a DET 5 det\ncoward NOUN 2 xcomp\nand CCONJ 7 cc\nleft VERB 2 conj";
    assert_eq!(line("called", rest), "Lee | called … a coward | Roe");
}

#[test]
fn a_phrase_of_the_verb_is_told_but_not_when_it_was() {
    let rest = "by ADP 6 case\n300 NUM 6 nummod\nvotes NOUN 2 obl";
    assert_eq!(line("beat", rest), "Lee | beat … by 300 votes | Roe");
    let rest = "on ADP 5 case\nFriday PROPN 2 obl";
    assert_eq!(line("beat", rest), "Lee | beat | Roe");
    let rest = "from ADP 6 case\nthe DET 6 det\nboard NOUN 2 obl\nto ADP 8 case\nLondon PROPN 2 obl";
    assert_eq!(line("moved", rest), "Lee | moved … from the board to London | Roe");
}

#[test]
fn a_phrase_is_whole_or_left_out() {
    let rest = "with ADP 6 case\nthe DET 6 det\nhelp NOUN 2 obl\nof ADP 9 case\ntwo NUM 9 nummod\nold ADJ 10 amod\nfriends NOUN 6 nmod\nfrom ADP 12 case\nschool NOUN 10 nmod";
    assert_eq!(line("beat", rest), "Lee | beat | Roe");
}

#[test]
fn a_sum_keeps_its_number_and_what_it_is_worth() {
    let rest = "a DET 5 det\ncontract NOUN 2 obj\nworth ADJ 2 xcomp\n$ SYM 5 nmod\n~3 NUM 9 compound\nmillion NUM 7 nummod";
    assert_eq!(line("gave", rest), "Lee | gave … a contract worth $3 million | Roe");
    let text = "Lee PROPN 2 nsubj\npaid VERB 0 root\n$ SYM 2 obj\n~40 NUM 5 compound\nmillion NUM 3 nummod\nfor ADP 7 case\nAcme PROPN 2 obl\n. PUNCT 2 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ACME).lines(), ["Lee | paid $40 million for | Acme"]);
}

#[test]
fn what_is_ones_own_is_told_as_such() {
    let text = "Lee PROPN 2 nsubj\nsold VERB 0 root\nher PRON 4 nmod:poss\nstake NOUN 2 obj\nin ADP 6 case\nAcme PROPN 4 nmod\n. PUNCT 2 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ACME).lines(), ["Lee | sold her stake in | Acme"]);
}

#[test]
fn have_stands_behind_may() {
    let text = "Lee PROPN 4 nsubj\nmay AUX 4 aux\nhave AUX 4 aux\nsued VERB 0 root\nAcme PROPN 4 obj\n. PUNCT 4 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ACME).lines(), ["Lee | may have sued | Acme"]);
    let text = "Lee PROPN 3 nsubj\nhave AUX 3 aux\nsued VERB 0 root\nAcme PROPN 3 obj\n. PUNCT 3 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ACME).lines(), ["Lee | sued | Acme"]);
}

#[test]
fn what_two_are_accused_of_is_told_of_each() {
    let text = "Lee PROPN 2 nsubj\naccused VERB 0 root\nRoe PROPN 2 obj\nand CCONJ 5 cc\nPoe PROPN 3 conj\nof ADP 7 case\nfraud NOUN 3 nmod\n. PUNCT 2 punct";
    let three = [LEE_AND_ROE, &[("Poe", "Poe", Person)]].concat();
    let lines = Parsed::new(text, &three).lines();
    assert_eq!(lines, ["Lee | accused … of fraud | Roe", "Lee | accused … of fraud | Poe"]);
    // What describes the object is no part of the deed.
    let text = text.replace("accused", "met");
    assert_eq!(Parsed::new(&text, &three).lines(), ["Lee | met | Roe", "Lee | met | Poe"]);
}

#[test]
fn whose_it_is_is_told_once() {
    let text = "Lee PROPN 2 nsubj\nmet VERB 0 root\nRoe PROPN 2 obj\nand CCONJ 5 cc\nsold VERB 2 conj\nhis PRON 7 nmod:poss\nbook NOUN 5 obj\n. PUNCT 2 punct";
    let cast = [LEE_AND_ROE, &[("his", "Roe", Person)]].concat();
    assert_eq!(Parsed::new(text, &cast).lines(), ["Lee | met | Roe", "Lee | sold book of | Roe"]);
}

#[test]
fn has_stands_before_a_participle_that_is_no_past_tense() {
    let of = |verb: &str| {
        let text =
            format!("Lee PROPN 3 nsubj\nhas AUX 3 aux\n{verb} VERB 0 root\nRoe PROPN 3 obj\n. PUNCT 3 punct");
        Parsed::new(&text, LEE_AND_ROE).lines()[0].clone()
    };
    assert_eq!(of("known"), "Lee | has known | Roe");
    assert_eq!(of("sued"), "Lee | sued | Roe");
}

#[test]
fn a_phrase_may_name_others() {
    let rest = "for ADP 6 case\nthe DET 6 det\nfall NOUN 2 obl\nof ADP 8 case\nAcme PROPN 6 nmod";
    assert_eq!(line("blamed", rest), "Lee | blamed … for the fall of Acme | Roe");
}

#[test]
fn more_than_a_sum_is_more() {
    let rest = "more ADJ 6 advmod\nthan ADP 6 case\n$ SYM 2 obj\n~2 NUM 8 compound\nmillion NUM 6 nummod";
    assert_eq!(line("paid", rest), "Lee | paid … more than $2 million | Roe");
    let rest = "$ SYM 3 acl\n~2 NUM 6 compound\nmillion NUM 4 nummod";
    assert_eq!(line("paid", rest), "Lee | paid … $2 million | Roe");
    let rest = "2 NUM 3 nummod\n– SYM 4 punct\n1 NUM 4 nummod";
    assert_eq!(line("beat", rest), "Lee | beat | Roe");
    let rest = "two NUM 5 nummod\nweeks NOUN 2 obl\nago ADV 5 advmod";
    assert_eq!(line("paid", rest), "Lee | paid | Roe");
}

#[test]
fn what_shares_are_in_is_told() {
    let rest = "his PRON 5 nmod:poss\nshares NOUN 2 obj\nin ADP 7 case\nAcme PROPN 2 obl";
    assert_eq!(line("sold", rest), "Lee | sold … his shares in Acme | Roe");
    assert_eq!(line("sold", &rest.replace("shares", "books")), "Lee | sold … his books | Roe");
}

#[test]
fn what_is_sold_stands_before_its_price() {
    let rest = "three NUM 5 nummod\nships NOUN 3 conj\nfor ADP 7 case\n$ SYM 2 obl\n~90 NUM 9 compound\nmillion NUM 7 nummod";
    assert_eq!(line("sold", rest), "Lee | sold … three ships for $90 million | Roe");
    let rest = "his PRON 5 nmod:poss\nships NOUN 3 conj\nfor ADP 7 case\n$ SYM 2 obl\n~90 NUM 9 compound\nmillion NUM 7 nummod";
    assert_eq!(line("sold", rest), "Lee | sold … for $90 million | Roe");
}

#[test]
fn a_description_is_not_continued_and_a_pronoun_says_no_more() {
    let text = "Roe PROPN 2 nsubj\ncame VERB 0 root\nand CCONJ 5 cc\nLee PROPN 5 nsubj\nnotified VERB 2 conj\nthe DET 7 det\nboss NOUN 5 obj\nof ADP 9 case\nrules NOUN 7 nmod\n. PUNCT 2 punct";
    let cast = [LEE_AND_ROE, &[("the boss", "Roe", Person)]].concat();
    assert_eq!(Parsed::new(text, &cast).lines(), ["Lee | notified | Roe"]);
    let rest = "with ADP 5 case\nhim PRON 2 obl";
    assert_eq!(line("brought", rest), "Lee | brought | Roe");
}
