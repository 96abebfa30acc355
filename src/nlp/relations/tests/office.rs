//! Offices: who holds them, by whom and where they are given.

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
