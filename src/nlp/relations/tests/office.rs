//! Offices: who holds them, who gives them, and where they are held.

use super::*;

const LEE_AND_ROE: &[(&str, &str, EntityKind)] = &[("Lee", "Lee", Person), ("Roe", "Roe", Person)];
const ROE_AND_ACME: &[(&str, &str, EntityKind)] = &[("Roe", "Roe", Person), ("Acme", "Acme", Org)];

#[test]
fn who_is_appointed_by_someone_is_the_envoy() {
    let text = "Roe PROPN 9 nsubj\n, PUNCT 4 punct\nthe DET 4 det\nenvoy NOUN 1 appos\nappointed VERB 4 acl\nby ADP 7 case\nLee PROPN 5 obl:agent\n, PUNCT 1 punct\narrived VERB 0 root\n. PUNCT 9 punct";
    let lines = Parsed::new(text, LEE_AND_ROE).lines();
    assert!(lines.contains(&"Lee | appointed | Roe".to_owned()), "{lines:?}");
}

#[test]
fn an_office_that_a_verb_gives_is_its_objects() {
    // As the tree has it: the name hangs on the verb, the organization on the name.
    let text = "Lee PROPN 2 nsubj\nVERB VERB 0 root\nRoe PROPN 2 obl\nas ADP 5 case\nhead NOUN 2 obl\nof ADP 7 case\nAcme PROPN 3 flat\n. PUNCT 2 punct";
    let three = [LEE_AND_ROE, &[("Acme", "Acme", Org)]].concat();
    let lines = |verb| Parsed::new(&text.replace("VERB VERB", verb), &three).lines();
    assert!(lines("appointed VERB").contains(&"Roe | head of | Acme".to_owned()));
    assert!(lines("succeeded VERB").contains(&"Lee | head of | Acme".to_owned()));
    assert!(!lines("praised VERB").iter().any(|it| it.contains("| head of")));
}

#[test]
fn an_organization_that_gives_an_office_has_it() {
    let text = "Acme PROPN 2 nsubj\nnamed VERB 0 root\nRoe PROPN 2 xcomp\nWHOSE\nnew ADJ 6 amod\neconomist NOUN 2 xcomp\n. PUNCT 2 punct";
    for whose in ["its PRON 6 nmod:poss", "as ADP 6 case"] {
        let lines = Parsed::new(&text.replace("WHOSE", whose), ROE_AND_ACME).lines();
        assert!(lines.contains(&"Roe | new economist of | Acme".to_owned()), "{lines:?}");
    }
    let board = "The DET 2 det\nboard NOUN 5 nsubj\nof ADP 4 case\nAcme PROPN 2 nmod\nelected VERB 0 root\nRoe PROPN 7 compound\nchairwoman NOUN 5 obj\n. PUNCT 5 punct";
    assert_eq!(Parsed::new(board, ROE_AND_ACME).lines(), ["Roe | chairwoman of | Acme"]);
}

#[test]
fn a_field_between_an_office_and_its_realm_is_told() {
    let text = "Roe PROPN 8 nsubj\n, PUNCT 3 punct\nlecturer NOUN 1 appos\nin ADP 5 case\nbotany NOUN 3 nmod\nat ADP 7 case\nAcme PROPN 3 nmod\nslept VERB 0 root\n. PUNCT 8 punct";
    assert_eq!(Parsed::new(text, ROE_AND_ACME).lines(), ["Roe | lecturer in botany at | Acme"]);
}

#[test]
fn whose_company_it_is_is_told_without_a_verb() {
    let text = "Roe PROPN 8 nsubj\n, PUNCT 6 punct\nwhose PRON 4 nmod:poss\ncompany NOUN 1 appos\nAcme PROPN 6 nsubj\nfailed VERB 4 acl:relcl\n, PUNCT 1 punct\ndied VERB 0 root\n. PUNCT 8 punct";
    assert_eq!(Parsed::new(text, ROE_AND_ACME).lines(), ["Acme | company of | Roe"]);
}

#[test]
fn formerly_and_both_belong_to_the_names_before() {
    let text = "Roe PROPN 7 nsubj\n, PUNCT 5 punct\nformerly ADV 5 advmod\nof ADP 5 case\nAcme PROPN 1 nmod\n, PUNCT 1 punct\nslept VERB 0 root\n. PUNCT 7 punct";
    assert_eq!(Parsed::new(text, ROE_AND_ACME).lines(), ["Roe | formerly of | Acme"]);
    let both = "Lee PROPN 9 nsubj\nand CCONJ 3 cc\nRoe PROPN 1 conj\n, PUNCT 5 punct\nboth NOUN 1 appos\nof ADP 7 case\nAcme PROPN 5 nmod\n, PUNCT 1 punct\nslept VERB 0 root\n. PUNCT 9 punct";
    let three = [LEE_AND_ROE, &[("Acme", "Acme", Org)]].concat();
    assert_eq!(Parsed::new(both, &three).lines(), ["Lee | of | Acme", "Roe | of | Acme"]);
}

#[test]
fn a_seat_in_brackets_is_where_one_is_from() {
    let text = "Roe PROPN 7 nsubj\n( PUNCT 3 punct\n~R PROPN 1 appos\n~- PUNCT 5 punct\n~Ohio PROPN 3 appos\n~) PUNCT 3 punct\nslept VERB 0 root\n. PUNCT 7 punct";
    let cast = [("Roe", "Roe", Person), ("Ohio", "Ohio", Place)];
    assert_eq!(Parsed::new(text, &cast).lines(), ["Roe | of | Ohio"]);
}

#[test]
fn an_ambassador_is_one_country_s_to_another() {
    let text = "Norway PROPN 3 nmod:poss\n~'s PART 1 case\nambassador NOUN 8 nsubj\nto ADP 5 case\nChile PROPN 3 nmod\n, PUNCT 7 punct\nRoe PROPN 3 appos\nleft VERB 0 root\n. PUNCT 8 punct";
    let cast = [("Norway", "Norway", Place), ("Chile", "Chile", Place), ("Roe", "Roe", Person)];
    assert_eq!(
        Parsed::new(text, &cast).lines(),
        ["Roe | ambassador of | Norway", "Roe | ambassador to | Chile"]
    );
}

#[test]
fn an_office_that_is_refused_or_denied_is_not_held() {
    let text = "Acme PROPN 2 nsubj\nrefused VERB 0 root\nto PART 4 mark\nappoint VERB 2 xcomp\nRoe PROPN 4 obj\nas ADP 7 case\nhead NOUN 4 obl\nof ADP 9 case\nHall PROPN 7 nmod\n. PUNCT 2 punct";
    let three = [ROE_AND_ACME, &[("Hall", "Hall", Org)]].concat();
    let lines = Parsed::new(text, &three).lines();
    assert!(!lines.iter().any(|it| it.starts_with("Roe | head of")), "{lines:?}");
    let text = "Roe PROPN 5 nsubj\nis AUX 5 cop\nnot PART 5 advmod\nthe DET 5 det\nenvoy NOUN 0 root\nappointed VERB 5 acl\nby ADP 8 case\nLee PROPN 6 obl:agent\n. PUNCT 5 punct";
    let lines = Parsed::new(text, LEE_AND_ROE).lines();
    assert!(!lines.iter().any(|it| it.starts_with("Lee | appointed")), "{lines:?}");
}

#[test]
fn an_office_that_is_asked_about_is_asked_even_where_the_tree_has_a_description() {
    let text = "Lee PROPN 2 nsubj\nasked VERB 0 root\nwhether SCONJ 6 mark\nAcme PROPN 6 nsubj\nhad AUX 6 aux\nnamed VERB 2 ccomp\nRoe PROPN 6 obj\nits PRON 10 nmod:poss\nchief ADJ 10 amod\neconomist NOUN 7 appos\n. PUNCT 2 punct";
    let three = [LEE_AND_ROE, &[("Acme", "Acme", Org)]].concat();
    let parsed = Parsed::new(text, &three);
    let offices: Vec<Relation> =
        parsed.relations().into_iter().filter(|it| it.label.contains("economist of")).collect();
    assert_eq!(offices.iter().map(|it| it.status).collect::<Vec<_>>(), [Status::Asked]);
}

#[test]
fn a_person_is_from_somewhere() {
    let text = "Ann PROPN 6 nsubj\nLee PROPN 1 flat\nfrom ADP 5 case\nHarbour PROPN 5 compound\nHouse PROPN 1 nmod\nsaid VERB 0 root\nthe DET 8 det\nshock NOUN 10 nsubj\nwas AUX 10 cop\nlarge ADJ 6 ccomp\n~. PUNCT 6 punct";
    assert_eq!(
        lines(text, &[("Ann Lee", Person), ("Harbour House", Org)]),
        ["Ann Lee | from | Harbour House"]
    );
    let text = "Ann PROPN 9 nsubj\nLee PROPN 1 flat\n~, PUNCT 1 punct\nof ADP 7 case\nthe DET 7 det\nHarbour PROPN 7 compound\nHouse PROPN 9 obl\n~, PUNCT 1 punct\ncalled VERB 0 root\nthe DET 11 det\nplan NOUN 9 obj\ncheap ADJ 9 xcomp\n~. PUNCT 9 punct";
    assert_eq!(lines(text, &[("Ann Lee", Person), ("Harbour House", Org)]), ["Ann Lee | of | Harbour House"]);
    let text = "Ann PROPN 8 nsubj\nLee PROPN 1 flat\n~, PUNCT 4 punct\nformerly ADV 1 acl\nof ADP 6 case\nAcme PROPN 4 obl\n~, PUNCT 1 punct\njoined VERB 0 root\nHarbour PROPN 10 compound\nHouse PROPN 8 obj\n~. PUNCT 8 punct";
    assert_eq!(
        lines(text, &[("Ann Lee", Person), ("Acme", Org), ("Harbour House", Org)]),
        ["Ann Lee | formerly of | Acme", "Ann Lee | joined | Harbour House"]
    );
    let text = "Arden PROPN 2 compound\nTown PROPN 3 nsubj\nsigned VERB 0 root\nMax PROPN 3 obj\nRoe PROPN 4 flat\nfrom ADP 8 case\nHarbour PROPN 8 compound\nHouse PROPN 3 obl\nfor ADP 12 case\n3 NUM 11 compound\nmillion NUM 12 nummod\neuros SYM 3 obl\n~. PUNCT 3 punct";
    assert_eq!(
        lines(text, &[("Arden Town", Org), ("Max Roe", Person), ("Harbour House", Org)]),
        ["Arden Town | signed … from Harbour House for 3 million euros | Max Roe"]
    );
}

#[test]
fn an_office_with_its_realm_stands_before_the_name() {
    let text = "Ambassador PROPN 2 nmod:desc\nEide PROPN 3 nsubj\nmet VERB 0 root\nin ADP 5 case\nApril PROPN 3 obl\nwith ADP 7 case\nMember NOUN 3 obl\nof ADP 11 case\nthe DET 11 det\nHarbour PROPN 11 compound\nCouncil PROPN 7 nmod\nAnn PROPN 7 nmod\nLee PROPN 12 flat\nto PART 15 mark\nhold VERB 3 advcl\ntalks NOUN 15 obj\n~. PUNCT 3 punct";
    assert_eq!(
        lines(text, &[("Eide", Person), ("Harbour Council", Org), ("Ann Lee", Person)]),
        ["Eide | met with … to hold talks | Ann Lee", "Ann Lee | Member of | Harbour Council"]
    );
    let text = "Max PROPN 3 nsubj\nRoe PROPN 1 flat\nheld VERB 0 root\na DET 5 det\nmeeting NOUN 3 obj\nwith ADP 9 case\nPrime ADJ 8 compound\nMinister PROPN 9 nmod:desc\nBen PROPN 5 nmod\nIto PROPN 9 flat\nand CCONJ 12 cc\nMinister PROPN 9 conj\nof ADP 14 case\nTransport PROPN 12 nmod\nAnn PROPN 12 appos\nLee PROPN 15 flat\n~. PUNCT 3 punct";
    assert_eq!(
        lines(text, &[("Max Roe", Person), ("Ben Ito", Person), ("Ann Lee", Person)]),
        ["Max Roe | held a meeting with | Ben Ito", "Max Roe | held a meeting with | Ann Lee"]
    );
    let text = "Ben PROPN 10 nsubj\nIto PROPN 1 flat\n~, PUNCT 5 punct\na DET 5 det\ncritic NOUN 1 appos\nof ADP 8 case\nMr. PROPN 8 nmod:desc\nRoe PROPN 5 nmod\n~, PUNCT 1 punct\nspoke VERB 0 root\n~. PUNCT 10 punct";
    assert_eq!(lines(text, &[("Ben Ito", Person), ("Roe", Person)]), ["Ben Ito | critic of | Roe"]);
}

#[test]
fn what_a_predicate_begins_with_is_told() {
    let text = "Ann PROPN 15 nsubj\nLee PROPN 1 flat\n~, PUNCT 7 punct\nwho PRON 7 nsubj\nis AUX 7 cop\nin ADP 7 case\ncharge NOUN 1 acl:relcl\nof ADP 11 case\nthe DET 11 det\nwelding NOUN 11 compound\nshop NOUN 7 obl\nof ADP 13 case\nAcme PROPN 11 nmod\n~, PUNCT 1 punct\npraised VERB 0 root\nthe DET 17 det\nrobots NOUN 15 obj\n~. PUNCT 15 punct";
    assert_eq!(
        lines(text, &[("Ann Lee", Person), ("Acme", Org)]),
        ["Ann Lee | in charge of the welding shop of | Acme"]
    );
    let text = "Ann PROPN 6 nsubj\nLee PROPN 1 flat\nis AUX 6 cop\non ADP 6 case\nthe DET 6 det\nboard NOUN 0 root\nof ADP 8 case\nAcme PROPN 6 nmod\n~. PUNCT 6 punct";
    assert_eq!(lines(text, &[("Ann Lee", Person), ("Acme", Org)]), ["Ann Lee | on the board of | Acme"]);
    let text = "Ann PROPN 5 nsubj\nLee PROPN 1 flat\nis AUX 5 cop\nin ADP 5 case\ntalks NOUN 0 root\nto PART 7 mark\nbuy VERB 5 acl\nAcme PROPN 7 obj\n~. PUNCT 5 punct";
    assert_eq!(lines(text, &[("Ann Lee", Person), ("Acme", Org)]), ["Ann Lee | is in talks to buy | Acme"]);
}

#[test]
fn who_remains_something_is_it() {
    let text = "Ann PROPN 4 nsubj\nLee PROPN 1 flat\nremains VERB 4 amod\nchairman NOUN 0 root\nof ADP 6 case\nAcme PROPN 4 nmod\n~. PUNCT 4 punct";
    assert_eq!(lines(text, &[("Ann Lee", Person), ("Acme", Org)]), ["Ann Lee | chairman of | Acme"]);
    let text = "Ann PROPN 3 nsubj\nLee PROPN 1 flat\ntook VERB 0 root\nover ADP 3 compound:prt\nas ADP 6 case\nhead NOUN 3 obl\nof ADP 8 case\nAcme PROPN 6 nmod\n~. PUNCT 3 punct";
    assert_eq!(lines(text, &[("Ann Lee", Person), ("Acme", Org)]), ["Ann Lee | head of | Acme"]);
    let text = "Ann PROPN 12 nsubj\nLee PROPN 1 flat\n~, PUNCT 4 punct\n52 NUM 6 amod\n~, PUNCT 6 punct\nchair NOUN 1 appos\nof ADP 8 case\nAcme PROPN 6 nmod\nsince ADP 10 case\n2019 NUM 6 nmod\n~, PUNCT 1 punct\nsaid VERB 0 root\nthe DET 14 det\nbank NOUN 16 nsubj\nwas AUX 16 cop\nsound ADJ 12 ccomp\n~. PUNCT 12 punct";
    assert_eq!(lines(text, &[("Ann Lee", Person), ("Acme", Org)]), ["Ann Lee | chair of | Acme"]);
    let text = "Ann PROPN 5 nsubj\nLee PROPN 1 flat\nwas AUX 5 cop\nprime NOUN 5 compound\nminister NOUN 0 root\nand CCONJ 13 cc\n~, PUNCT 6 punct\nafter SCONJ 9 mark\nleaving VERB 13 acl\noffice NOUN 9 obl\n~, PUNCT 9 punct\nthe DET 13 det\nleader NOUN 5 appos\nof ADP 17 case\nthe DET 17 det\nbiggest ADJ 17 amod\nfaction NOUN 13 nmod\nin ADP 21 case\nthe DET 21 det\nReform PROPN 21 compound\nParty PROPN 13 nmod\n~. PUNCT 5 punct";
    assert_eq!(
        lines(text, &[("Ann Lee", Person), ("Reform Party", Org)]),
        ["Ann Lee | leader of the biggest faction in | Reform Party"]
    );
}

#[test]
fn organizations_belong_to_owners() {
    let text = "Max PROPN 3 nsubj\nRoe PROPN 1 flat\ntold VERB 0 root\nBelvia PROPN 8 nmod:poss\n~'s PART 4 case\nstate NOUN 8 compound\nnews NOUN 8 compound\nagency NOUN 3 iobj\nBNA PROPN 8 appos\nthat PRON 12 mark\ntalks NOUN 12 nsubj\nwent VERB 3 ccomp\non ADP 12 compound:prt\n~. PUNCT 3 punct";
    assert_eq!(
        lines(text, &[("Max Roe", Person), ("Belvia", Place), ("BNA", Org)]),
        ["Max Roe | told … that talks went on | BNA", "BNA | state news agency of | Belvia"]
    );
}

#[test]
fn nobody_is_a_document() {
    let text = "The DET 2 det\nnote NOUN 4 nsubj:pass\nwas AUX 4 aux:pass\nremoved VERB 0 root\nby ADP 7 case\na DET 7 det\nlawyer NOUN 4 obl:agent\nfrom ADP 11 case\nthe DET 11 det\nAcme PROPN 11 compound\nwebsite NOUN 7 nmod\n~, PUNCT 13 punct\nAnn PROPN 11 appos\nLee PROPN 13 flat\n~. PUNCT 4 punct";
    assert_eq!(lines(text, &[("Acme", Org), ("Ann Lee", Person)]), Vec::<String>::new());
}

#[test]
fn what_someone_is_is_told_behind_the_name_whatever_the_tree_says() {
    let founding = "Roe PROPN 7 nsubj\n, PUNCT 3 punct\nfounding VERB 4 amod\ndirector NOUN 7 obl\nof ADP 6 case\nAcme PROPN 7 obl\nslept VERB 0 root\n. PUNCT 7 punct";
    assert_eq!(Parsed::new(founding, ROE_AND_ACME).lines(), ["Roe | founding director of | Acme"]);
    let co_founder = "Roe PROPN 7 nsubj\n( PUNCT 3 punct\n~co-founder NOUN 7 obl\n~, PUNCT 5 punct\nAcme PROPN 7 obl\n~) PUNCT 3 punct\nslept VERB 0 root\n. PUNCT 7 punct";
    assert_eq!(Parsed::new(co_founder, ROE_AND_ACME).lines(), ["Roe | co-founder of | Acme"]);
    let exams = "Roe PROPN 9 nsubj\n( PUNCT 3 punct\n~Director NOUN 9 obl\nof ADP 5 case\nExams NOUN 9 obl\nat ADP 7 case\nAcme PROPN 9 obl\n~) PUNCT 3 punct\nslept VERB 0 root\n. PUNCT 9 punct";
    assert_eq!(Parsed::new(exams, ROE_AND_ACME).lines(), ["Roe | Director of Exams at | Acme"]);
}

#[test]
fn an_office_within_another_name_has_both() {
    let text = "Roe PROPN 9 nsubj\n, PUNCT 6 punct\na DET 6 det\nformer ADJ 6 amod\nAcme PROPN 6 compound\nadviser NOUN 9 obl\nto ADP 8 case\nLee PROPN 9 obl\nslept VERB 0 root\n. PUNCT 9 punct";
    let three = [LEE_AND_ROE, &[("Acme", "Acme", Org)]].concat();
    let lines = Parsed::new(text, &three).lines();
    for line in ["Roe | former adviser of | Acme", "Roe | former Acme adviser to | Lee"] {
        assert!(lines.contains(&line.to_owned()), "{lines:?}");
    }
}

#[test]
fn an_office_in_what_someone_owns_is_held_there() {
    let text = "Roe PROPN 9 nsubj\n, PUNCT 3 punct\ndirector NOUN 1 appos\nof ADP 7 case\nLee PROPN 7 nmod:poss\n~'s PART 5 case\nAcme PROPN 3 nmod\n, PUNCT 1 punct\nslept VERB 0 root\n. PUNCT 9 punct";
    let three = [LEE_AND_ROE, &[("Acme", "Acme", Org)]].concat();
    let lines = Parsed::new(text, &three).lines();
    assert!(lines.contains(&"Roe | director of | Acme".to_owned()), "{lines:?}");
}

#[test]
fn an_honorific_is_no_part_of_an_office() {
    let text = "Acme PROPN 4 compound\nchief ADJ 3 amod\nexecutive NOUN 5 compound\nDr NOUN 5 compound\nRoe PROPN 6 nsubj\nslept VERB 0 root\n. PUNCT 6 punct";
    let lines = Parsed::new(text, ROE_AND_ACME).lines();
    assert!(lines.contains(&"Roe | chief executive of | Acme".to_owned()), "{lines:?}");
}

#[test]
fn what_an_organization_is_may_stand_between_an_office_and_its_name() {
    let text = "The DET 2 det\nhead NOUN 9 nsubj\nof ADP 6 case\nthe DET 6 det\noil NOUN 6 compound\ngiant NOUN 2 nmod\nAcme PROPN 9 obl\n, PUNCT 9 punct\nRoe PROPN 10 nsubj\nslept VERB 0 root\n. PUNCT 10 punct";
    let lines = Parsed::new(text, ROE_AND_ACME).lines();
    assert!(lines.contains(&"Roe | head of | Acme".to_owned()), "{lines:?}");
}

#[test]
fn a_part_of_an_organization_is_told_behind_its_name() {
    let two: &[_] = &[("Hall", "Hall", Org), ("Acme", "Acme", Org)];
    let owned = "Hall PROPN 10 nsubj\n, PUNCT 1 punct\nAcme PROPN 8 nmod:poss\n~' PUNCT 3 case\nmajority NOUN 7 compound\n~- PUNCT 7 punct\n~owned VERB 8 amod\nsubsidiary NOUN 10 obl\n, PUNCT 8 punct\ngrew VERB 0 root\n. PUNCT 10 punct";
    let lines = Parsed::new(owned, two).lines();
    assert!(lines.contains(&"Hall | majority-owned subsidiary of | Acme".to_owned()), "{lines:?}");
    let backed = "Acme PROPN 3 compound\n~- PUNCT 3 punct\n~backed VERB 4 amod\nHall PROPN 5 nsubj\ngrew VERB 0 root\n. PUNCT 5 punct";
    let lines = Parsed::new(backed, two).lines();
    assert!(lines.contains(&"Acme | backed | Hall".to_owned()), "{lines:?}");
}
