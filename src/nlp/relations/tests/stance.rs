//! What the article denies, doubts, asks or only supposes.

use super::*;

/// The only relation: its label, whether it is denied, and how sure it is.
#[track_caller]
fn only(text: &str) -> (String, bool, Status) {
    let relations = Parsed::new(text, LEE_AND_ACME).relations();
    let [only] = &relations[..] else { panic!("{relations:?}") };
    (only.label.clone(), only.negated, only.status)
}

#[track_caller]
fn check_denied(text: &str, label: &str) {
    let (found, negated, _) = only(text);
    assert_eq!((found.as_str(), negated), (label, true));
}

#[test]
fn what_is_refused_or_denied_is_not_so() {
    check_denied(
        "Lee PROPN 2 nsubj\nrefused VERB 0 root\nto PART 4 mark\nsue VERB 2 xcomp\nAcme PROPN 4 obj\n. PUNCT 2 punct",
        "refused to sue",
    );
    check_denied(
        "Lee PROPN 2 nsubj\ndenied VERB 0 root\nhaving AUX 4 aux\nsued VERB 2 xcomp\nAcme PROPN 4 obj\n. PUNCT 2 punct",
        "denied having sued",
    );
    check_denied(
        "Lee PROPN 2 nsubj\ndenied VERB 0 root\nsuing VERB 2 ccomp\nAcme PROPN 3 obj\n. PUNCT 2 punct",
        "denied suing",
    );
}

#[test]
fn never_no_longer_and_no_are_kept_and_marked() {
    check_denied(
        "Lee PROPN 3 nsubj\nnever ADV 3 advmod\nsued VERB 0 root\nAcme PROPN 3 obj\n. PUNCT 3 punct",
        "never sued",
    );
    check_denied(
        "Lee PROPN 4 nsubj\nno ADV 3 advmod\nlonger ADV 4 advmod\nowns VERB 0 root\nAcme PROPN 4 obj\n. PUNCT 4 punct",
        "no longer owns",
    );
    check_denied(
        "Lee PROPN 2 nsubj\nhas VERB 0 root\nno DET 4 det\nties NOUN 2 obj\nto ADP 6 case\nAcme PROPN 4 nmod\n. PUNCT 2 punct",
        "has no ties to",
    );
    check_denied(
        "Lee PROPN 4 nsubj\nis AUX 4 cop\nno DET 4 det\nfriend NOUN 0 root\nof ADP 6 case\nAcme PROPN 4 nmod\n. PUNCT 4 punct",
        "no friend of",
    );
}

#[test]
fn what_is_left_undone_is_not_so() {
    check_denied(
        "Lee PROPN 2 nsubj\nleft VERB 0 root\nwithout SCONJ 4 mark\npaying VERB 2 advcl\nAcme PROPN 4 obj\n. PUNCT 2 punct",
        "left without paying",
    );
}

#[test]
fn two_denials_make_none() {
    let text = "Lee PROPN 4 nsubj\ndid AUX 4 aux\nnot PART 4 advmod\nrefuse VERB 0 root\nto PART 6 mark\nsue VERB 4 xcomp\nAcme PROPN 6 obj\n. PUNCT 4 punct";
    let (label, negated, _) = only(text);
    assert_eq!((label.as_str(), negated), ("did not refuse to sue", false));
}

#[test]
fn of_neither_it_is_so() {
    let text = "Neither DET 2 det\nLee PROPN 5 nsubj\nnor CCONJ 4 cc\nRoe PROPN 2 conj\nsued VERB 0 root\nAcme PROPN 5 obj\n. PUNCT 5 punct";
    let cast = [("Lee", "Lee", Person), ("Roe", "Roe", Person), ("Acme", "Acme", Org)];
    let parsed = Parsed::new(text, &cast);
    assert_eq!(parsed.lines(), ["Lee | neither sued | Acme", "Roe | neither sued | Acme"]);
    assert!(parsed.relations().iter().all(|it| it.negated));
}

#[test]
fn what_someone_is_accused_of_is_told_so() {
    let accused = "Lee PROPN 3 nsubj:pass\nwas AUX 3 aux:pass\naccused VERB 0 root\nof SCONJ 5 mark\nsuing VERB 3 advcl\nAcme PROPN 5 obj\n. PUNCT 3 punct";
    let kept = "Lee PROPN 2 nsubj\nkept VERB 0 root\non ADP 4 mark\nsuing VERB 2 advcl\nAcme PROPN 4 obj\n. PUNCT 2 punct";
    assert_eq!(only(accused), ("was accused of suing".to_owned(), false, Status::Alleged));
    assert_eq!(only(kept), ("kept on suing".to_owned(), false, Status::Stated));
}

#[test]
fn what_someone_is_kept_from_is_not_done() {
    let text = "Lee PROPN 2 nsubj\nstopped VERB 0 root\nRoe PROPN 2 obj\nfrom SCONJ 5 mark\nsuing VERB 2 advcl\nAcme PROPN 5 obj\n. PUNCT 2 punct";
    let cast = [("Lee", "Lee", Person), ("Roe", "Roe", Person), ("Acme", "Acme", Org)];
    assert_eq!(Parsed::new(text, &cast).lines(), ["Lee | stopped … from suing Acme | Roe"]);
}

#[test]
fn a_question_states_nothing() {
    let text = "Did AUX 3 aux\nLee PROPN 3 nsubj\nsue VERB 0 root\nAcme PROPN 3 obj\n? PUNCT 3 punct";
    assert!(Parsed::new(text, LEE_AND_ACME).lines().is_empty());
}

#[test]
fn what_is_alleged_is_told_so() {
    let status = |verb: &str| {
        let text = format!(
            "Poe PROPN 2 nsubj\n{verb} VERB 0 root\nLee PROPN 4 nsubj\nsued VERB 2 ccomp\nAcme PROPN 4 obj\n. PUNCT 2 punct"
        );
        Parsed::new(&text, LEE_AND_ACME).relations()[0].status
    };
    assert_eq!([status("alleged"), status("found")], [Status::Alleged, Status::Stated]);
}

#[test]
fn what_is_demanded_or_not_done_instead_is_not_told_as_done() {
    let cast = [("Poe", "Poe", Person), ("Lee", "Lee", Person), ("Acme", "Acme", Org)];
    let text = "Poe PROPN 2 nsubj\nrecommended VERB 0 root\nthat SCONJ 5 mark\nLee PROPN 5 nsubj\nsue VERB 2 ccomp\nAcme PROPN 5 obj\n. PUNCT 2 punct";
    assert!(!Parsed::new(text, &cast).lines().contains(&"Lee | sue | Acme".to_owned()));
    let text = "Lee PROPN 2 nsubj\nslept VERB 0 root\ninstead ADV 4 fixed\nof ADP 5 mark\npaying VERB 2 advcl\nAcme PROPN 5 obj\n. PUNCT 2 punct";
    assert!(Parsed::new(text, LEE_AND_ACME).lines().is_empty());
}

#[test]
fn a_passive_that_is_not_so_or_not_yet_is_not_turned_round() {
    let text = "Acme PROPN 4 nsubj:pass\nwas AUX 4 aux:pass\nnot PART 4 advmod\nsued VERB 0 root\nby ADP 6 case\nLee PROPN 4 obl:agent\n. PUNCT 4 punct";
    let parsed = Parsed::new(text, LEE_AND_ACME);
    assert_eq!(parsed.lines(), ["Acme | was not sued by | Lee"]);
    assert!(parsed.relations()[0].negated);
    let text = text.replace("was AUX 4 aux:pass\nnot PART 4 advmod", "will AUX 4 aux\nbe AUX 4 aux:pass");
    assert_eq!(Parsed::new(&text, LEE_AND_ACME).lines(), ["Acme | will be sued by | Lee"]);
}

#[test]
fn not_only_denies_nothing() {
    let text = "Lee PROPN 5 nsubj\ndid AUX 5 aux\nnot PART 5 advmod\nonly ADV 5 advmod\nsue VERB 0 root\nAcme PROPN 5 obj\n. PUNCT 5 punct";
    assert!(!only(text).1);
}

#[test]
fn a_condition_without_if_is_one() {
    let of = |first: &str| {
        let text = format!(
            "{first} 7 aux\nLee PROPN 3 nsubj\nsued VERB 7 advcl\nAcme PROPN 3 obj\n, PUNCT 3 punct\nhe PRON 7 nsubj\nwon VERB 0 root\n. PUNCT 7 punct"
        );
        only(&text).2
    };
    assert_eq!([of("Had AUX"), of("So ADV")], [Status::Conditional, Status::Stated]);
}

#[test]
fn a_description_that_is_only_supposed_is_told_so() {
    let of = |adverb: &str| {
        let text = format!(
            "Lee PROPN 9 nsubj\n, PUNCT 5 punct\n{adverb} ADV 5 advmod\nthe DET 5 det\nhead NOUN 1 appos\nof ADP 7 case\nAcme PROPN 5 nmod\n, PUNCT 5 punct\nleft VERB 0 root\n. PUNCT 9 punct"
        );
        only(&text).2
    };
    assert_eq!([of("supposedly"), of("now")], [Status::Alleged, Status::Stated]);
}

#[test]
fn of_two_one_of_whom_did_it_neither_is_told_to_have() {
    let of = |or: &str| {
        let text = format!(
            "Lee PROPN 4 nsubj\n{or} CCONJ 3 cc\nPoe PROPN 1 conj\nrobbed VERB 0 root\nAcme PROPN 4 obj\n. PUNCT 4 punct"
        );
        only(&text).2
    };
    assert_eq!([of("or"), of("and")], [Status::Conditional, Status::Stated]);
}

#[test]
fn a_rumoured_feud_is_a_rumour() {
    let of = |noun: &str| {
        let text = format!(
            "Papers NOUN 2 nsubj\nprinted VERB 0 root\n{noun} NOUN 2 obj\nof ADP 5 case\nfeuds NOUN 3 nmod\nbetween ADP 7 case\nAcme PROPN 5 nmod\nand CCONJ 9 cc\nHall PROPN 7 conj\n. PUNCT 2 punct"
        );
        let relations = Parsed::new(&text, &[("Acme", "Acme", Org), ("Hall", "Hall", Org)]).relations();
        relations[0].status
    };
    assert_eq!([of("rumours"), of("pictures")], [Status::Alleged, Status::Stated]);
}

#[test]
fn a_plan_that_came_to_nothing_is_not_so() {
    let of = |verb: &str| {
        let text = format!(
            "Lee PROPN 2 nsubj\n{verb} VERB 0 root\nher PRON 4 nmod:poss\nbid NOUN 2 obj\nto PART 6 mark\nsue VERB 4 acl\nAcme PROPN 6 obj\n. PUNCT 2 punct"
        );
        let cast = [LEE_AND_ACME, &[("her", "Lee", Person)]].concat();
        let relations = Parsed::new(&text, &cast).relations();
        (relations[0].label.clone(), relations[0].negated)
    };
    assert_eq!(of("lost"), ("lost her bid to sue".to_owned(), true));
    // "dropped by to sue": no plan is dropped.
    let text = "Lee PROPN 2 nsubj\ndropped VERB 0 root\nby ADP 2 compound:prt\nto PART 5 mark\nsue VERB 2 xcomp\nAcme PROPN 5 obj\n. PUNCT 2 punct";
    assert!(!only(text).1);
    assert_eq!(of("launched"), ("launched her bid to sue".to_owned(), false));
}

#[test]
fn what_happens_in_a_film_did_not_happen() {
    let of = |noun: &str| {
        let text = format!(
            "In ADP 3 case\nthe DET 3 det\n{noun} NOUN 6 obl\n, PUNCT 3 punct\nLee PROPN 6 nsubj\nrobbed VERB 0 root\nAcme PROPN 6 obj\n. PUNCT 6 punct"
        );
        only(&text).2
    };
    assert_eq!([of("film"), of("morning")], [Status::Alleged, Status::Stated]);
    let of = |noun: &str| {
        let text = format!(
            "A DET 2 det\n{noun} NOUN 0 root\nin ADP 4 case\nwhich PRON 6 obl\nLee PROPN 6 nsubj\nrobbed VERB 2 acl:relcl\nAcme PROPN 6 obj\n. PUNCT 2 punct"
        );
        only(&text).2
    };
    assert_eq!([of("joke"), of("raid")], [Status::Alleged, Status::Stated]);
}

#[test]
fn what_one_would_rather_not_do_is_not_told() {
    let of = |than: &str| {
        let text = format!(
            "Lee PROPN 2 nsubj\nquit VERB 0 root\n{than} SCONJ 4 mark\nsuing VERB 2 advcl\nAcme PROPN 4 obj\n. PUNCT 2 punct"
        );
        Parsed::new(&text, LEE_AND_ACME).lines().len()
    };
    assert_eq!([of("than"), of("before")], [0, 1]);
}

#[test]
fn almost_certainly_is_no_near_miss() {
    let of = |adverbs: &str, verb: usize| {
        let text = format!(
            "Lee PROPN {verb} nsubj\n{adverbs}\nsued VERB 0 root\nAcme PROPN {verb} obj\n. PUNCT {verb} punct"
        );
        only(&text).1
    };
    assert!(of("almost ADV 3 advmod", 3));
    assert!(!of("almost ADV 4 advmod\ncertainly ADV 4 advmod", 4));
}

#[test]
fn who_is_not_blamed_is_not_told_to_be() {
    let of = |not: &str| {
        let text = format!(
            "Poe PROPN 2 nsubj\nblames VERB 0 root\nAcme PROPN 2 obj\n{not} 6 advmod\nMr PROPN 6 nmod:desc\nLee PROPN 3 conj\n. PUNCT 2 punct"
        );
        let cast = [LEE_AND_ACME, &[("Poe", "Poe", Person)]].concat();
        Parsed::new(&text, &cast).lines()
    };
    assert_eq!(of("not ADV"), ["Poe | blames | Acme"]);
    assert_eq!(of("also ADV"), ["Poe | blames | Lee", "Poe | blames | Acme"]);
}
