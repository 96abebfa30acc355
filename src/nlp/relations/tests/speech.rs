//! What speakers say about others.

use super::*;

#[test]
fn a_speaker_is_related_to_whom_the_clause_reaches() {
    let text = "Lee PROPN 2 nsubj\nsaid VERB 0 root\nthe DET 4 det\ndeal NOUN 6 nsubj\nwould AUX 6 aux\nhurt VERB 2 ccomp\nAcme PROPN 6 obj\n. PUNCT 2 punct";
    let parsed = Parsed::new(text, &[("Lee", "Lee", Person), ("Acme", "Acme", Org)]);
    assert_eq!(parsed.lines(), ["Lee | said deal would hurt | Acme"]);
}

#[test]
fn an_intention_is_part_of_what_is_said() {
    let text = "Lee PROPN 2 nsubj\nsaid VERB 0 root\nthe DET 4 det\nfirm NOUN 6 nsubj\nwould AUX 6 aux\ndeclare VERB 2 ccomp\nits PRON 8 nmod:poss\nplan NOUN 6 obj\nto PART 10 mark\nleave VERB 8 acl\nAcme PROPN 10 obj\n. PUNCT 2 punct";
    let parsed = Parsed::new(text, &[("Lee", "Lee", Person), ("Acme", "Acme", Org)]);
    assert_eq!(parsed.lines(), ["Lee | said firm would declare plan to leave | Acme"]);
}

#[test]
fn what_is_said_to_be_there_is_told() {
    let text = "Lee PROPN 2 nsubj\nsaid VERB 0 root\nthere PRON 4 expl\nis VERB 2 ccomp\nno DET 6 det\nrift NOUN 4 nsubj\nwith ADP 8 case\nAcme PROPN 6 nmod\n. PUNCT 2 punct";
    let parsed = Parsed::new(text, &[("Lee", "Lee", Person), ("Acme", "Acme", Org)]);
    assert_eq!(parsed.lines(), ["Lee | said there is no rift with | Acme"]);
    assert!(parsed.relations()[0].negated);
}

#[test]
fn that_someone_said_something_is_told_with_what() {
    let text = "Lee PROPN 2 nsubj\nsaid VERB 0 root\nRoe PROPN 5 nsubj\nhad AUX 5 aux\nsaid VERB 2 ccomp\nthat SCONJ 8 mark\nbridges NOUN 8 nsubj\nfall VERB 5 ccomp\n. PUNCT 2 punct";
    let parsed = Parsed::new(text, &[("Lee", "Lee", Person), ("Roe", "Roe", Person)]);
    assert_eq!(parsed.lines(), ["Lee | said … had said bridges fall | Roe"]);
}

#[test]
fn a_remark_at_the_end_says_the_whole() {
    let text = "Lee PROPN 2 nsubj\nclaimed VERB 0 root\nroads NOUN 4 nsubj\nfail VERB 2 ccomp\n, PUNCT 7 punct\nAcme PROPN 7 nsubj\nreports VERB 2 parataxis\n. PUNCT 2 punct";
    let parsed = Parsed::new(text, &[("Lee", "Lee", Person), ("Acme", "Acme", Org)]);
    assert_eq!(parsed.lines(), ["Acme | reports … claimed roads fail | Lee"]);
}

#[test]
fn a_short_verb_is_spelled_out() {
    let text = "Lee PROPN 2 nsubj\nsaid VERB 0 root\nRoe PROPN 5 nsubj\n~’s AUX 5 cop\nright ADJ 2 ccomp\n. PUNCT 2 punct";
    let parsed = Parsed::new(text, &[("Lee", "Lee", Person), ("Roe", "Roe", Person)]);
    assert_eq!(parsed.lines(), ["Lee | said … is right | Roe"]);
}

#[test]
fn what_is_done_to_someone_is_one_clause_wherever_the_marks_are() {
    let text = "Lee PROPN 4 nsubj:pass\n“ PUNCT 4 punct\nwas AUX 4 aux:pass\nsued VERB 8 ccomp\nby ADP 6 case\nAcme PROPN 4 obl:agent\n~” PUNCT 4 punct\nsaid VERB 0 root\nRoe PROPN 8 nsubj\n. PUNCT 8 punct";
    let cast = [("Lee", "Lee", Person), ("Acme", "Acme", Org), ("Roe", "Roe", Person)];
    let parsed = Parsed::new(text, &cast).quoting("was sued by Acme", "Roe");
    assert!(parsed.lines().contains(&"Acme | sued | Lee".to_owned()), "{:?}", parsed.lines());
}

#[test]
fn whom_it_is_told_is_part_of_what_is_told() {
    let text = "Lee PROPN 2 nsubj\ntold VERB 0 root\nreporters NOUN 2 obj\nRoe PROPN 5 nsubj\nlied VERB 2 ccomp\n. PUNCT 2 punct";
    let parsed = Parsed::new(text, &[("Lee", "Lee", Person), ("Roe", "Roe", Person)]);
    assert_eq!(parsed.lines(), ["Lee | told reporters … lied | Roe"]);
}

#[test]
fn a_clause_around_its_attribution_is_told_whole() {
    let text = "Roe PROPN 3 nsubj\n, PUNCT 1 punct\nsays VERB 0 root\nLee PROPN 3 obj\n, PUNCT 7 punct\nwas AUX 7 aux:pass\nfired VERB 3 ccomp\n. PUNCT 3 punct";
    let parsed = Parsed::new(text, &[("Roe", "Roe", Person), ("Lee", "Lee", Person)]);
    assert_eq!(parsed.lines(), ["Lee | says … was fired | Roe"]);
}

#[test]
fn a_mere_auxiliary_tells_nothing() {
    let text = "Lee PROPN 2 nsubj\nsaid VERB 0 root\nRoe PROPN 4 nsubj\nhad AUX 2 ccomp\n. PUNCT 2 punct";
    assert!(lines(text, &[("Lee", Person), ("Roe", Person)]).is_empty());
}

#[test]
fn what_is_asked_is_told_as_a_question() {
    let text = "Lee PROPN 2 nsubj\nasked VERB 0 root\nwhether SCONJ 5 mark\nRoe PROPN 5 nsubj\nlied VERB 2 ccomp\n. PUNCT 2 punct";
    let parsed = Parsed::new(text, &[("Lee", "Lee", Person), ("Roe", "Roe", Person)]);
    assert_eq!(parsed.lines(), ["Lee | asked whether … lied | Roe"]);
}

#[test]
fn what_is_said_of_neither_is_said_of_no_one() {
    let of = |pair: [&str; 2]| {
        let text = format!(
            "Lee PROPN 2 nsubj\nsaid VERB 0 root\n{} CCONJ 4 cc\nRoe PROPN 7 nsubj\n{} CCONJ 6 cc\nAcme PROPN 4 conj\nlied VERB 2 ccomp\n. PUNCT 2 punct",
            pair[0], pair[1]
        );
        let cast = [("Lee", "Lee", Person), ("Roe", "Roe", Person), ("Acme", "Acme", Org)];
        Parsed::new(&text, &cast).lines()
    };
    assert_eq!(of(["both", "and"]), ["Lee | said … lied | Roe", "Lee | said … lied | Acme"]);
    assert_eq!(of(["neither", "nor"]), [] as [&str; 0]);
}

#[test]
fn whom_it_is_told_is_not_told_of_twice() {
    let text = "Lee PROPN 2 nsubj\ntold VERB 0 root\nRoe PROPN 2 iobj\nhe PRON 5 nsubj\nlied VERB 2 ccomp\n. PUNCT 2 punct";
    let cast = [("Lee", "Lee", Person), ("Roe", "Roe", Person), ("he", "Roe", Person)];
    let lines = Parsed::new(text, &cast).lines();
    assert!(lines.iter().all(|it| !it.contains("told Roe …")), "{lines:?}");
}

#[test]
fn what_someone_is_said_to_be_keeps_its_article() {
    let text = "Lee PROPN 2 nsubj\nsaid VERB 0 root\nRoe PROPN 6 nsubj\nwas AUX 6 cop\na DET 6 det\nfool NOUN 2 ccomp\n. PUNCT 2 punct";
    assert_eq!(lines(text, &[("Lee", Person), ("Roe", Person)]), ["Lee | said … was a fool | Roe"]);
}

#[test]
fn what_one_cannot_remember_is_not_told_as_done() {
    let text = "Lee PROPN 3 nsubj\ncannot AUX 3 aux\nremember VERB 0 root\nmeeting VERB 3 ccomp\nRoe PROPN 4 obj\n. PUNCT 3 punct";
    assert_eq!(lines(text, &[("Lee", Person), ("Roe", Person)]), ["Lee | cannot remember meeting | Roe"]);
}

#[test]
fn an_interview_is_given_to_someone() {
    let text = "In ADP 4 case\na DET 4 det\nlong ADJ 4 amod\ninterview NOUN 12 obl\nwith ADP 8 case\nthe DET 8 det\nHarbour PROPN 8 compound\nPost PROPN 4 nmod\n~, PUNCT 4 punct\nAnn PROPN 12 nsubj\nLee PROPN 10 flat\nsaid VERB 0 root\nthe DET 14 det\ntrial NOUN 16 nsubj\nwas AUX 16 cop\nfair ADJ 12 ccomp\n~. PUNCT 12 punct";
    assert_eq!(
        lines(text, &[("Ann Lee", Person), ("Harbour Post", Org)]),
        ["Ann Lee | said in a long interview with | Harbour Post"]
    );
    let text = "Station NOUN 2 compound\nchief NOUN 3 nmod:desc\nAnn PROPN 5 nsubj\nLee PROPN 3 flat\nsaid VERB 0 root\nin ADP 8 case\nan DET 8 det\ninterview NOUN 5 obl\nwith ADP 12 case\nthe DET 12 det\nHarbour PROPN 12 compound\nPost PROPN 8 nmod\nthat SCONJ 17 mark\nthe DET 15 det\nheat NOUN 17 nsubj\nwould AUX 17 aux\nlast VERB 5 ccomp\n~. PUNCT 5 punct";
    assert_eq!(
        lines(text, &[("Ann Lee", Person), ("Harbour Post", Org)]),
        ["Ann Lee | said in an interview with | Harbour Post"]
    );
    let text = "Ann PROPN 3 nsubj\nLee PROPN 1 flat\nsaid VERB 0 root\nduring ADP 6 case\na DET 6 det\nmeeting NOUN 3 obl\nwith ADP 8 case\nMax PROPN 6 nmod\nRoe PROPN 8 flat\nthat SCONJ 13 mark\nshe PRON 13 nsubj\nwould AUX 13 aux\nresign VERB 3 ccomp\n~. PUNCT 3 punct";
    assert_eq!(
        lines(text, &[("Ann Lee", Person), ("Max Roe", Person)]),
        ["Ann Lee | said during a meeting with | Max Roe"]
    );
}
