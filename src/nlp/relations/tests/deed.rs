//! Deeds told by a verb and a noun, or beside another deed.

use super::*;

const LEE_AND_ROE: &[(&str, &str, EntityKind)] = &[("Lee", "Lee", Person), ("Roe", "Roe", Person)];

#[test]
fn two_who_sign_a_treaty_sign_it_with_each_other() {
    let text = "Lee PROPN 4 nsubj\nand CCONJ 3 cc\nRoe PROPN 1 conj\nsigned VERB 0 root\na DET 6 det\nNOUN NOUN 4 obj\n. PUNCT 4 punct";
    let lines = |noun| Parsed::new(&text.replace("NOUN NOUN", noun), LEE_AND_ROE).lines();
    assert_eq!(lines("treaty NOUN"), ["Lee | signed a treaty with | Roe"]);
    assert!(lines("book NOUN").is_empty());
}

#[test]
fn what_is_filed_by_one_against_another_is_told() {
    let text = "A DET 2 det\nlawsuit NOUN 9 nsubj:pass\nfiled VERB 2 acl\nby ADP 5 case\nLee PROPN 3 obl:agent\nagainst ADP 7 case\nRoe PROPN 3 obl\nwas AUX 9 aux:pass\ndismissed VERB 0 root\n. PUNCT 9 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Lee | filed a lawsuit against | Roe"]);
}

#[test]
fn a_letter_is_from_one_to_the_other() {
    let text = "A DET 2 det\nletter NOUN 8 nsubj:pass\nfrom ADP 4 case\nLee PROPN 2 nmod\nto ADP 6 case\nRoe PROPN 2 nmod\nwas AUX 8 aux:pass\nsold VERB 0 root\n. PUNCT 8 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Lee | letter to | Roe"]);
}

#[test]
fn help_at_the_start_of_a_sentence_is_told_with_the_deed() {
    let text = "With ADP 3 case\nthe DET 3 det\nhelp NOUN 8 obl\nof ADP 5 case\nLee PROPN 3 nmod\n, PUNCT 3 punct\nRoe PROPN 8 nsubj\nescaped VERB 0 root\n. PUNCT 8 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Roe | escaped with the help of | Lee"]);
}

#[test]
fn who_leaves_to_join_joins() {
    let text = "Lee PROPN 2 nsubj\nVERB VERB 0 root\nRoe PROPN 2 obj\nto PART 5 mark\njoin VERB 2 advcl\nAcme PROPN 5 obj\n. PUNCT 2 punct";
    let three = [LEE_AND_ROE, &[("Acme", "Acme", Org)]].concat();
    let joins = |verb| {
        let lines = Parsed::new(&text.replace("VERB VERB", verb), &three).lines();
        lines.iter().any(|it| it.starts_with("Lee") && it.ends_with("join | Acme"))
    };
    assert!(joins("left VERB"));
    assert!(!joins("urged VERB"));
}

#[test]
fn an_adjective_right_behind_a_verb_is_part_of_it() {
    let text = "Lee PROPN 2 nsubj\npleaded VERB 0 root\nguilty ADJ 2 advmod\nto SCONJ 5 mark\nstealing VERB 2 advcl\nfrom ADP 7 case\nAcme PROPN 5 obl\n. PUNCT 2 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ACME).lines(), ["Lee | pleaded guilty to stealing from | Acme"]);
    let text = "Lee PROPN 2 nsubj\nlooks VERB 0 root\nset ADJ 2 xcomp\nto PART 5 mark\nsue VERB 3 xcomp\nAcme PROPN 5 obj\n. PUNCT 2 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ACME).lines(), ["Lee | looks set to sue | Acme"]);
}

#[test]
fn what_one_is_to_be_stopped_from_is_told() {
    let text = "Lee PROPN 2 nsubj\nobtained VERB 0 root\nan DET 4 det\norder NOUN 2 obj\nto PART 6 mark\nstop VERB 4 acl\nAcme PROPN 6 obj\nfrom ADP 9 case\ndrilling NOUN 6 obl\n. PUNCT 2 punct";
    assert_eq!(
        Parsed::new(text, LEE_AND_ACME).lines(),
        ["Lee | obtained order to stop … from drilling | Acme"]
    );
}

#[test]
fn what_both_do_both_are_told_of() {
    let text = "Police NOUN 2 nsubj\narrested VERB 0 root\nLee PROPN 2 obj\nand CCONJ 5 cc\nRoe PROPN 3 conj\n, PUNCT 9 punct\nwho PRON 9 nsubj\nboth ADV 9 advmod\nfounded VERB 5 acl:relcl\nAcme PROPN 9 obj\n. PUNCT 2 punct";
    let three = [LEE_AND_ROE, &[("Acme", "Acme", Org)]].concat();
    assert_eq!(Parsed::new(text, &three).lines(), ["Lee | founded | Acme", "Roe | founded | Acme"]);
}

#[test]
fn a_place_is_where_one_flees_to_not_where_one_runs_to() {
    let text = "Lee PROPN 2 nsubj\nVERB VERB 0 root\nto ADP 4 case\nSpain PROPN 2 obl\n. PUNCT 2 punct";
    let cast = [("Lee", "Lee", Person), ("Spain", "Spain", Place)];
    let lines = |verb| Parsed::new(&text.replace("VERB VERB", verb), &cast).lines();
    assert_eq!(lines("fled VERB"), ["Lee | fled to | Spain"]);
    assert!(lines("pointed VERB").is_empty());
}

#[test]
fn what_an_owner_does_is_done_by_the_owner() {
    let text = "Ann PROPN 3 nsubj\nLee PROPN 1 flat\nrejected VERB 0 root\nMax PROPN 7 nmod:poss\nRoe PROPN 4 flat\n~'s PART 4 case\ncriticism NOUN 3 obj\n~. PUNCT 3 punct";
    assert_eq!(
        lines(text, &[("Ann Lee", Person), ("Max Roe", Person)]),
        ["Ann Lee | rejected criticism by | Max Roe"]
    );
    let text = "Ann PROPN 3 nsubj\nLee PROPN 1 flat\nwelcomed VERB 0 root\nMax PROPN 7 nmod:poss\nRoe PROPN 4 flat\n~'s PART 4 case\nappointment NOUN 3 obj\n~. PUNCT 3 punct";
    assert_eq!(
        lines(text, &[("Ann Lee", Person), ("Max Roe", Person)]),
        ["Ann Lee | welcomed appointment of | Max Roe"]
    );
    let text = "The DET 2 det\nsanctions NOUN 3 nsubj\nfollowed VERB 0 root\nBelvia PROPN 6 nmod:poss\n~'s PART 4 case\ninvasion NOUN 3 obj\nof ADP 8 case\nArden PROPN 6 nmod\n~. PUNCT 6 punct";
    assert_eq!(lines(text, &[("Belvia", Place), ("Arden", Place)]), ["Belvia | invasion of | Arden"]);
    let text = "Max PROPN 4 nmod:poss\nRoe PROPN 1 flat\n~'s PART 1 case\nvisit NOUN 7 nsubj\nto ADP 6 case\nArden PROPN 4 nmod\nended VERB 0 root\non ADP 9 case\nMonday PROPN 7 obl\n~. PUNCT 7 punct";
    assert_eq!(lines(text, &[("Max Roe", Person), ("Arden", Place)]), ["Max Roe | visit to | Arden"]);
}

#[test]
fn a_passive_is_told_in_the_past() {
    let text = "Ann PROPN 4 nsubj:pass\nLee PROPN 1 flat\nwas AUX 4 aux:pass\nbeaten VERB 0 root\nby ADP 6 case\nMax PROPN 4 obl:agent\nRoe PROPN 6 flat\n~. PUNCT 4 punct";
    assert_eq!(lines(text, &[("Ann Lee", Person), ("Max Roe", Person)]), ["Max Roe | beat | Ann Lee"]);
    let text = "Ann PROPN 4 nsubj:pass\nLee PROPN 1 flat\nwas AUX 4 aux:pass\ntaken VERB 0 root\nto ADP 6 case\ncourt NOUN 4 obl\nby ADP 8 case\nAcme PROPN 4 obl:agent\n~. PUNCT 4 punct";
    assert_eq!(lines(text, &[("Ann Lee", Person), ("Acme", Org)]), ["Acme | took … to court | Ann Lee"]);
    let text = "The DET 2 det\nreport NOUN 4 nsubj:pass\nwas AUX 4 aux:pass\nwritten VERB 0 root\nby ADP 6 case\nMax PROPN 4 obl:agent\nRoe PROPN 6 flat\nfor ADP 9 case\nAcme PROPN 4 obl\n~. PUNCT 4 punct";
    assert_eq!(lines(text, &[("Max Roe", Person), ("Acme", Org)]), ["Max Roe | wrote the report for | Acme"]);
    let text = "Max PROPN 4 nsubj:pass\nRoe PROPN 1 flat\nwas AUX 4 aux:pass\narrested VERB 0 root\nby ADP 7 case\na DET 7 det\nteam NOUN 4 obl:agent\nled VERB 7 acl\nby ADP 11 case\nInspector PROPN 11 nmod:desc\nAnn PROPN 8 obl:agent\nLee PROPN 11 flat\n~. PUNCT 4 punct";
    assert_eq!(
        lines(text, &[("Max Roe", Person), ("Ann Lee", Person)]),
        ["Ann Lee | led a team that arrested | Max Roe"]
    );
}

#[test]
fn who_does_what_a_participle_or_an_adjective_says() {
    let text = "Eight NUM 2 nummod\nyears NOUN 4 obl:unmarked\nafter SCONJ 4 mark\nbacking VERB 12 advcl\nAnn PROPN 4 obj\nLee PROPN 5 flat\n~, PUNCT 4 punct\nbillionaire NOUN 9 nmod:desc\nMax PROPN 4 nsubj\nRoe PROPN 9 flat\nis AUX 12 aux\nlooking VERB 0 root\nfor ADP 15 case\na DET 15 det\ncandidate NOUN 12 obl\n~. PUNCT 12 punct";
    assert_eq!(lines(text, &[("Ann Lee", Person), ("Max Roe", Person)]), ["Max Roe | backing | Ann Lee"]);
    let text = "Ready ADJ 9 amod\nto PART 3 mark\nback VERB 1 xcomp\nAnn PROPN 3 obj\nLee PROPN 4 flat\n~, PUNCT 7 punct\nMax PROPN 9 nsubj\nRoe PROPN 7 flat\nworks VERB 0 root\nto PART 11 mark\nunite VERB 9 advcl\nhis PRON 13 nmod:poss\nparty NOUN 11 obj\n~. PUNCT 1 punct";
    assert_eq!(
        lines(text, &[("Ann Lee", Person), ("Max Roe", Person)]),
        ["Max Roe | ready to back | Ann Lee"]
    );
    let text = "The DET 2 det\nstatement NOUN 4 nsubj:pass\nwas AUX 4 aux:pass\nmade VERB 0 root\non ADP 7 case\nHarbour PROPN 7 compound\nTV PROPN 4 obl:agent\n~, PUNCT 9 punct\nowned VERB 7 acl\nby ADP 11 case\nMax PROPN 9 obl:agent\nRoe PROPN 11 flat\n~. PUNCT 4 punct";
    assert_eq!(lines(text, &[("Harbour TV", Org), ("Max Roe", Person)]), ["Max Roe | owned | Harbour TV"]);
    let text = "Ann PROPN 3 nsubj\nLee PROPN 1 flat\napologized VERB 0 root\nfor ADP 7 case\nAcme PROPN 6 nsubj\nfiring VERB 3 advcl\nMax PROPN 6 obj\nRoe PROPN 7 flat\n~. PUNCT 3 punct";
    assert_eq!(
        lines(text, &[("Ann Lee", Person), ("Acme", Org), ("Max Roe", Person)]),
        ["Acme | firing | Max Roe"]
    );
}
