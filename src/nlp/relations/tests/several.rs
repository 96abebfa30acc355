//! Several people who do or hold something, several offices of one person, and names that the tree attaches to the
//! wrong word.

use super::*;

const BELVIA_AND_ARDEN: &[(&str, &str, EntityKind)] =
    &[("Belvia", "Belvia", Place), ("Arden", "Arden", Place)];
const THREE: &[(&str, &str, EntityKind)] =
    &[("Lee", "Lee", Person), ("Roe", "Roe", Person), ("Ito", "Ito", Person)];
const LEE_AND_ROE: &[(&str, &str, EntityKind)] = &[("Lee", "Lee", Person), ("Roe", "Roe", Person)];
const OFFICES: &[(&str, &str, EntityKind)] =
    &[("Lee", "Lee", Person), ("Acme", "Acme", Org), ("Hall", "Hall", Org)];

#[test]
fn offices_are_told_one_behind_the_other() {
    let text = "Lee PROPN 10 nsubj\n~, PUNCT 3 punct\nchairman NOUN 1 appos\nof ADP 5 case\nAcme PROPN 3 nmod\nand CCONJ 7 cc\nfounder NOUN 5 conj\nof ADP 9 case\nHall PROPN 7 nmod\nslept VERB 0 root\n. PUNCT 10 punct";
    assert_eq!(Parsed::new(text, OFFICES).lines(), ["Lee | chairman of | Acme", "Lee | founder of | Hall"]);
    let text = "Lee PROPN 9 nsubj\n~, PUNCT 3 punct\nchairman NOUN 1 appos\nof ADP 5 case\nAcme PROPN 3 nmod\nand CCONJ 8 cc\nof ADP 8 case\nHall PROPN 9 nsubj\nslept VERB 0 root\n. PUNCT 9 punct";
    assert_eq!(Parsed::new(text, OFFICES).lines(), ["Lee | chairman of | Acme", "Lee | chairman of | Hall"]);
}

#[test]
fn neither_denies_what_is_done_to_both() {
    let text = "Ito PROPN 2 nsubj\ntold VERB 0 root\nneither CCONJ 4 cc\nLee PROPN 2 obj\nnor CCONJ 6 cc\nRoe PROPN 4 conj\n. PUNCT 2 punct";
    let parsed = Parsed::new(text, THREE);
    assert_eq!(parsed.lines(), ["Ito | told neither | Lee", "Ito | told nor | Roe"]);
    assert!(parsed.relations().iter().all(|it| it.negated));
}

#[test]
fn who_refuses_to_speak_does_not_speak_with_the_other() {
    let text = "Lee PROPN 4 nsubj\nand CCONJ 3 cc\nRoe PROPN 1 conj\ndeclined VERB 0 root\nto PART 6 mark\nspeak VERB 4 xcomp\n. PUNCT 4 punct";
    assert!(Parsed::new(text, LEE_AND_ROE).lines().is_empty());
}

#[test]
fn each_other_is_the_other() {
    let text = "Lee PROPN 4 nsubj\nand CCONJ 3 cc\nRoe PROPN 1 conj\naccused VERB 0 root\neach DET 4 obj\nother ADJ 5 fixed\nof SCONJ 8 mark\nlying VERB 4 obl\n. PUNCT 4 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Lee | accused … of lying | Roe"]);
}

#[test]
fn not_one_but_the_other_did_it() {
    let text = "Lee PROPN 6 nsubj\n~, PUNCT 4 punct\nnot PART 4 advmod\nRoe PROPN 1 conj\n~, PUNCT 4 punct\nsaw VERB 0 root\nIto PROPN 6 obj\n. PUNCT 6 punct";
    assert_eq!(Parsed::new(text, THREE).lines(), ["Lee | saw | Ito"]);
}

#[test]
fn a_deed_between_two_is_one_of_both() {
    let text = "Talks NOUN 6 nsubj\nbetween ADP 3 case\nBelvia PROPN 1 nmod\nand CCONJ 5 cc\nArden PROPN 3 conj\nfailed VERB 0 root\n. PUNCT 6 punct";
    assert_eq!(Parsed::new(text, BELVIA_AND_ARDEN).lines(), ["Belvia | talks with | Arden"]);
}

#[test]
fn places_act_on_each_other() {
    let text = "Belvia PROPN 2 nsubj\nsent VERB 0 root\nenvoys NOUN 2 obj\nto ADP 5 case\nArden PROPN 2 obl\n. PUNCT 2 punct";
    assert_eq!(Parsed::new(text, BELVIA_AND_ARDEN).lines(), ["Belvia | sent envoys to | Arden"]);
}

#[test]
fn a_name_is_no_part_of_another_name() {
    let text = "Lee PROPN 2 nsubj\nsued VERB 0 root\nAcme PROPN 1 flat\nover ADP 5 case\nwages NOUN 2 obl\n. PUNCT 2 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ACME).lines(), ["Lee | sued … over wages | Acme"]);
    let text = "Acme PROPN 5 flat\nis AUX 3 aux:pass\nowned VERB 0 root\nby ADP 5 case\nLee PROPN 3 obl:agent\n. PUNCT 3 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ACME).lines(), ["Lee | owned | Acme"]);
}

#[test]
fn before_a_verb_stands_its_subject() {
    let text = "Lee PROPN 2 obj\nfounded VERB 0 root\nAcme PROPN 2 obj\n. PUNCT 2 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ACME).lines(), ["Lee | founded | Acme"]);
}

#[test]
fn a_means_does_nothing_itself() {
    let text = "Lee PROPN 2 nsubj\nused VERB 0 root\nthe DET 4 det\nmoney NOUN 2 obj\nto PART 6 mark\nbuy VERB 2 advcl\nAcme PROPN 6 obj\n. PUNCT 2 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ACME).lines(), ["Lee | used the money to buy | Acme"]);
}

#[test]
fn whoever_is_urged_to_act_acts() {
    let of = |verb: &str| {
        let text = format!(
            "Lee PROPN 2 nsubj\n{verb} VERB 0 root\nMPs NOUN 2 obj\nto PART 5 mark\nleave VERB 2 xcomp\nAcme PROPN 5 obj\n. PUNCT 2 punct"
        );
        Parsed::new(&text, LEE_AND_ACME).lines()
    };
    assert_eq!(of("used"), ["Lee | used MPs to leave | Acme"]);
    assert_eq!(of("urged"), [] as [&str; 0]);
    assert_eq!(of("persuaded"), [] as [&str; 0]);
}

#[test]
fn what_one_is_convicted_of_is_told() {
    let text = "Lee PROPN 3 nsubj:pass\nwas AUX 3 aux:pass\nconvicted VERB 0 root\nof ADP 5 mark\nthreatening VERB 3 obl\nRoe PROPN 5 obj\n. PUNCT 3 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Lee | was convicted of threatening | Roe"]);
}

#[test]
fn whom_one_defeated_has_the_verb() {
    let text = "Lee PROPN 6 nsubj\n~, PUNCT 5 punct\nwhom PRON 5 obj\nRoe PROPN 5 nsubj\ndefeated VERB 1 acl:relcl\nslept VERB 0 root\n. PUNCT 6 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Roe | defeated | Lee"]);
}

#[test]
fn a_deed_goes_on_keeps_its_auxiliaries_and_its_adverb() {
    let text = "Lee PROPN 4 nsubj\nhas AUX 4 aux\nbeen AUX 4 aux\nworking VERB 0 root\nclosely ADV 4 advmod\nwith ADP 7 case\nRoe PROPN 4 obl\n. PUNCT 4 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Lee | has been working closely with | Roe"]);
}

#[test]
fn what_a_passive_was_for_is_told_behind_whom_it_was_done_to() {
    let text = "Lee PROPN 3 nsubj:pass\nwas AUX 3 aux:pass\naccused VERB 0 root\nby ADP 5 case\nRoe PROPN 3 obl:agent\nof SCONJ 7 mark\nlying VERB 3 advcl\n. PUNCT 3 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Roe | accused … of lying | Lee"]);
}

#[test]
fn who_is_helped_to_act_or_let_acts() {
    let of = |verb: &str| {
        let text = format!(
            "Lee PROPN 2 nsubj\n{verb} VERB 0 root\nRoe PROPN 2 obj\nsue VERB 2 xcomp\nAcme PROPN 4 obj\n. PUNCT 2 punct"
        );
        Parsed::new(&text, &[LEE_AND_ROE, &[("Acme", "Acme", Org)]].concat()).lines()
    };
    assert_eq!(of("helped"), ["Lee | helped … sue Acme | Roe"]);
}

#[test]
fn whom_one_finds_guilty_is_told() {
    let text = "Lee PROPN 2 nsubj\nfound VERB 0 root\nRoe PROPN 2 obj\nguilty ADJ 2 xcomp\nof ADP 6 case\nfraud NOUN 4 obl\n. PUNCT 2 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Lee | found … guilty of fraud | Roe"]);
}

#[test]
fn what_another_does_too_is_no_part_of_the_label() {
    let text = "Lee PROPN 2 nsubj\nsued VERB 0 root\nAcme PROPN 2 obj\nas SCONJ 5 mark\ndoes AUX 2 advcl\nPoe PROPN 5 nsubj\n. PUNCT 2 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ACME).lines(), ["Lee | sued | Acme"]);
}

#[test]
fn siblings_are_each_others() {
    let text = "Lee PROPN 5 nsubj\nand CCONJ 3 cc\nRoe PROPN 1 conj\nare AUX 5 cop\nsiblings NOUN 0 root\n. PUNCT 5 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Lee | sibling of | Roe"]);
    assert_eq!(Parsed::new(&text.replace("siblings", "lawyers"), LEE_AND_ROE).lines(), [] as [&str; 0]);
}

#[test]
fn whose_appointment_as_head_it_is_is_the_head() {
    let of = |noun: &str| {
        let text = format!(
            "Lee PROPN 3 nmod:poss\n~'s PART 1 case\n{noun} NOUN 8 nsubj\nas ADP 5 case\nhead NOUN 3 nmod\nof ADP 7 case\nAcme PROPN 5 nmod\nended VERB 0 root\n. PUNCT 8 punct"
        );
        Parsed::new(&text, LEE_AND_ACME).lines()
    };
    assert_eq!(of("appointment"), ["Lee | head of | Acme"]);
    assert_eq!(of("nomination"), [] as [&str; 0]);
}

#[test]
fn whom_one_got_fired_is_told_so() {
    let of = |verb: &str| {
        let text = format!(
            "Lee PROPN 2 nsubj\n{verb} VERB 0 root\nRoe PROPN 2 obj\nfired VERB 3 acl\nfrom ADP 6 case\nwork NOUN 4 obl\n. PUNCT 2 punct"
        );
        Parsed::new(&text, LEE_AND_ROE).lines()[0].clone()
    };
    assert_eq!(of("got"), "Lee | got … fired from work | Roe");
    assert_eq!(of("met"), "Lee | met | Roe");
}

#[test]
fn of_two_deeds_that_were_not_done_the_second_is_negated_alone() {
    let text = "Lee PROPN 4 nsubj\nhas AUX 4 aux\nneither CCONJ 4 cc\nmet VERB 0 root\nnor CCONJ 6 cc\ncalled VERB 4 conj\nRoe PROPN 6 obj\n. PUNCT 4 punct";
    let parsed = Parsed::new(text, LEE_AND_ROE);
    assert_eq!(parsed.lines(), ["Lee | neither called | Roe"]);
    assert!(parsed.relations()[0].negated);
}

#[test]
fn one_of_several_is_one_of_them() {
    let text = "Ann PROPN 4 nsubj\nLee PROPN 1 flat\nis AUX 4 cop\none NUM 0 root\nof ADP 7 case\nthe DET 7 det\nfounders NOUN 4 nmod\nof ADP 9 case\nAcme PROPN 4 nmod\n~. PUNCT 4 punct";
    assert_eq!(
        lines(text, &[("Ann Lee", Person), ("Acme", Org)]),
        ["Ann Lee | one of the founders of | Acme"]
    );
    let text = "One NUM 8 nsubj\nof ADP 5 case\nAcme PROPN 5 nmod:poss\n~'s PART 3 case\nclients NOUN 1 nmod\nis AUX 8 cop\nBelvian ADJ 8 amod\nchef NOUN 0 root\nAnn PROPN 8 appos\nLee PROPN 9 flat\n~. PUNCT 8 punct";
    assert_eq!(lines(text, &[("Acme", Org), ("Ann Lee", Person)]), ["Ann Lee | client of | Acme"]);
}

#[test]
fn each_of_those_listed_behind_an_office_has_it() {
    let text = "Three NUM 4 nummod\nHarbour PROPN 3 compound\nCourt PROPN 4 compound\njudges NOUN 15 nsubj\n- PUNCT 6 punct\nAnn PROPN 15 nsubj\nLee PROPN 6 flat\n~, PUNCT 12 punct\nMax PROPN 4 appos\nRoe PROPN 6 flat\nand CCONJ 12 cc\nBen PROPN 6 conj\nIto PROPN 12 flat\n- PUNCT 6 punct\nagreed VERB 0 root\nwith ADP 18 case\nthe DET 18 det\nruling NOUN 15 obl\n~. PUNCT 15 punct";
    assert_eq!(
        lines(text, &[("Harbour Court", Org), ("Ann Lee", Person), ("Max Roe", Person), ("Ben Ito", Person)]),
        [
            "Ann Lee | judge of | Harbour Court",
            "Max Roe | judge of | Harbour Court",
            "Ben Ito | judge of | Harbour Court"
        ]
    );
}

#[test]
fn two_names_joined_by_and_are_two() {
    let text = "Max PROPN 3 nsubj\nRoe PROPN 1 flat\ncondemned VERB 0 root\nthe DET 5 det\nactions NOUN 3 obj\nof ADP 7 case\nAcme PROPN 5 nmod\nand CCONJ 10 cc\nHarbour PROPN 10 compound\nHouse PROPN 7 conj\n~. PUNCT 3 punct";
    assert_eq!(
        lines(text, &[("Max Roe", Person), ("Acme", Org), ("Harbour House", Org)]),
        ["Max Roe | condemned the actions of | Acme", "Max Roe | condemned the actions of | Harbour House"]
    );
    let text = "Max PROPN 5 nsubj\nRoe PROPN 1 flat\nis AUX 5 cop\nthe DET 5 det\nbrother NOUN 0 root\nof ADP 9 case\nlate ADJ 8 amod\nCongressman PROPN 9 nmod:desc\nBen PROPN 5 nmod\nRoe PROPN 9 flat\n~, PUNCT 17 punct\nand CCONJ 17 cc\nof ADP 15 case\nthe DET 15 det\ngovernor NOUN 17 nmod:desc\n~, PUNCT 17 punct\nIvo PROPN 5 conj\nRoe PROPN 17 flat\n~. PUNCT 5 punct";
    assert_eq!(
        lines(text, &[("Max Roe", Person), ("Ben Roe", Person), ("Ivo Roe", Person)]),
        ["Max Roe | brother of | Ben Roe", "Max Roe | brother of | Ivo Roe"]
    );
    let text = "Max PROPN 6 nsubj\nRoe PROPN 1 flat\nand CCONJ 4 cc\nAnn PROPN 1 conj\nLee PROPN 4 flat\nspoke VERB 0 root\nover ADP 9 case\nthe DET 9 det\nphone NOUN 6 obl\non ADP 11 case\nSaturday PROPN 6 obl\nfor ADP 14 case\ntwo NUM 14 nummod\nhours NOUN 6 obl\n~. PUNCT 6 punct";
    assert_eq!(lines(text, &[("Max Roe", Person), ("Ann Lee", Person)]), ["Max Roe | spoke with | Ann Lee"]);
}

#[test]
fn several_people_each_with_an_organization_are_told_apart() {
    // As the tree has it: both organizations are with the first person.
    let text = "Lee PROPN 0 root\nfrom ADP 3 case\nAcme PROPN 1 nmod\nand CCONJ 5 cc\nRoe PROPN 1 conj\nfrom ADP 7 case\nHall PROPN 1 nmod\n. PUNCT 1 punct";
    let cast = [("Lee", Person), ("Acme", Org), ("Roe", Person), ("Hall", Org)];
    assert_eq!(lines(text, &cast), ["Lee | from | Acme", "Roe | from | Hall"]);
}

#[test]
fn those_among_several_belong_to_the_name_before_them() {
    let text = "Acme PROPN 2 nsubj\nmet VERB 0 root\nLee PROPN 4 compound\naides NOUN 2 obj\nincluding VERB 6 case\nRoe PROPN 4 nmod\n. PUNCT 2 punct";
    let cast = [("Lee", Person), ("Acme", Org), ("Roe", Person)];
    let lines = lines(text, &cast);
    assert!(lines.contains(&"Roe | aide of | Lee".to_owned()), "{lines:?}");
}

#[test]
fn what_is_done_in_partnership_is_done_by_both() {
    let text = "The DET 2 det\nfair NOUN 4 nsubj:pass\nwas AUX 4 aux:pass\nrun VERB 0 root\nby ADP 6 case\nAcme PROPN 4 obl:agent\nin ADP 8 case\npartnership NOUN 6 nmod\nwith ADP 10 case\nHall PROPN 8 nmod\n. PUNCT 4 punct";
    let cast = [("Acme", Org), ("Hall", Org)];
    assert_eq!(lines(text, &cast), ["Acme | run in partnership with | Hall"]);
}
