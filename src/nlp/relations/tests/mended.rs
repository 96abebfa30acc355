//! Trees that the parser gets wrong, and what is read from them all the same.

use super::*;

const LEE_AND_ROE: &[(&str, &str, EntityKind)] = &[("Lee", "Lee", Person), ("Roe", "Roe", Person)];
const ACME_AND_HALL: &[(&str, &str, EntityKind)] = &[("Acme", "Acme", Org), ("Hall", "Hall", Org)];

#[test]
fn a_preposition_belongs_to_the_name_behind_it() {
    let text = "The DET 2 det\ntakeover NOUN 7 nsubj\nof ADP 4 case\nAcme PROPN 2 nmod\nby ADP 4 case\nHall PROPN 2 nmod\nfailed VERB 0 root\n. PUNCT 7 punct";
    assert_eq!(Parsed::new(text, ACME_AND_HALL).lines(), ["Hall | takeover of | Acme"]);
}

#[test]
fn a_participle_that_begins_a_sentence_is_its_subjects() {
    let text = "Backed VERB 0 root\nby ADP 3 case\nLee PROPN 1 obl:agent\n, PUNCT 3 punct\nRoe PROPN 6 nsubj\nwon VERB 1 conj\n. PUNCT 1 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Lee | backed | Roe"]);
}

#[test]
fn a_participle_behind_a_noun_is_the_nouns() {
    let text = "Lee PROPN 2 nsubj\nwon VERB 0 root\nthe DET 4 det\nseat NOUN 2 obj\nonce ADV 6 advmod\nheld VERB 2 advcl\nby ADP 8 case\nRoe PROPN 2 obl\n. PUNCT 2 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Lee | won the seat held by | Roe"]);
}

#[test]
fn what_stands_behind_a_verb_is_not_its_subjects() {
    let text = "Lee PROPN 2 nsubj\nstudied VERB 0 root\nlaw NOUN 2 obj\nat ADP 5 case\nAcme PROPN 1 nmod\n. PUNCT 2 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ACME).lines(), ["Lee | studied law at | Acme"]);
}

#[test]
fn a_name_behind_and_is_joined_to_the_name_not_to_the_friend() {
    let text = "Roe PROPN 2 nsubj\ninvited VERB 0 root\nLee PROPN 2 obj\n, PUNCT 6 punct\na DET 6 det\nfriend NOUN 3 appos\n, PUNCT 9 punct\nand CCONJ 9 cc\nPoe PROPN 6 conj\n. PUNCT 2 punct";
    let three = [LEE_AND_ROE, &[("Poe", "Poe", Person)]].concat();
    assert_eq!(Parsed::new(text, &three).lines(), ["Roe | invited | Lee", "Roe | invited | Poe"]);
}

#[test]
fn having_is_no_verb_of_its_own() {
    let text = "Lee PROPN 3 nsubj:pass\nis AUX 3 aux:pass\nsuspected VERB 0 root\nof SCONJ 6 mark\nhaving AUX 3 advcl\nbribed VERB 3 xcomp\nRoe PROPN 6 obj\n. PUNCT 3 punct";
    let text = text.replace("of SCONJ 6", "of SCONJ 5");
    let relations = Parsed::new(&text, LEE_AND_ROE).relations();
    let [only] = &relations[..] else { panic!("{relations:?}") };
    assert_eq!((only.label.as_str(), only.status), ("is suspected of having bribed", Status::Alleged));
}

#[test]
fn one_sum_behind_two_names_is_both_their_own() {
    let text = "Acme PROPN 2 nsubj\npaid VERB 0 root\nLee PROPN 2 obj\nand CCONJ 5 cc\nRoe PROPN 3 conj\n$ SYM 2 obj\n~5 NUM 6 nummod\n. PUNCT 2 punct";
    let three = [LEE_AND_ROE, &[("Acme", "Acme", Org)]].concat();
    assert_eq!(Parsed::new(text, &three).lines(), ["Acme | paid … $5 | Lee", "Acme | paid … $5 | Roe"]);
}

#[test]
fn a_name_between_that_and_a_verb_is_its_subject() {
    let text = "A DET 2 det\nblog NOUN 3 nsubj\nclaimed VERB 0 root\nthat SCONJ 7 mark\nLee PROPN 7 obj\nhad AUX 7 aux\nbribed VERB 3 ccomp\nRoe PROPN 7 obj\n. PUNCT 3 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Lee | bribed | Roe"]);
    let text = text
        .replace("that SCONJ 7 mark", "whether SCONJ 3 obj")
        .replace("Lee PROPN 7 obj", "Lee PROPN 7 compound");
    assert_eq!(Parsed::new(&text, LEE_AND_ROE).lines(), ["Lee | bribed | Roe"]);
}

#[test]
fn the_only_name_behind_a_verb_is_its_object() {
    let text = "Lee PROPN 2 nsubj\ncalled VERB 0 root\nRoe PROPN 2 xcomp\nthat DET 5 det\nnight NOUN 2 obl:unmarked\n. PUNCT 2 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Lee | called | Roe"]);
}

#[test]
fn two_who_run_an_office_do_not_run_each_other() {
    let text = "The DET 2 det\noffice NOUN 8 nsubj\nmanaged VERB 2 acl\nby ADP 5 case\nLee PROPN 3 obl:agent\nand CCONJ 7 cc\nRoe PROPN 5 conj\nclosed VERB 0 root\n. PUNCT 8 punct";
    assert!(Parsed::new(text, LEE_AND_ROE).lines().is_empty());
}

#[test]
fn the_last_of_several_before_a_verb_is_no_owner() {
    let text = "Acme PROPN 5 nmod:poss\nand CCONJ 3 cc\nHall PROPN 1 conj\nsued VERB 0 root\nLee PROPN 4 obj\n. PUNCT 4 punct";
    let cast = [ACME_AND_HALL, &[("Lee", "Lee", Person)]].concat();
    assert_eq!(Parsed::new(text, &cast).lines(), ["Acme | sued | Lee", "Hall | sued | Lee"]);
}

#[test]
fn a_relative_clause_describes_what_stands_before_it() {
    let text = "Lee PROPN 8 nsubj\n, PUNCT 6 punct\nfor ADP 4 case\nwhom PRON 8 nmod\nRoe PROPN 6 nsubj\nworked VERB 10 acl:relcl\n, PUNCT 6 punct\nmember NOUN 0 root\nof ADP 10 case\nAcme PROPN 8 nmod\n. PUNCT 8 punct";
    let cast = [LEE_AND_ROE, &[("Acme", "Acme", Org)]].concat();
    assert_eq!(Parsed::new(text, &cast).lines()[0], "Roe | worked for | Lee");
}

#[test]
fn who_is_named_by_a_noun_does_not_do_what_the_verb_says() {
    let text = "Lee PROPN 2 nsubj\nvetoed VERB 0 root\na DET 4 det\nbill NOUN 2 obj\nby ADP 6 case\nRoe PROPN 2 obl\n. PUNCT 2 punct";
    let lines = Parsed::new(text, LEE_AND_ROE).lines();
    assert!(lines.iter().all(|it| it.starts_with("Lee | vetoed")), "{lines:?}");
}

#[test]
fn an_office_alone_is_at_the_organization_behind_it() {
    let text = "Lee PROPN 7 nsubj\n, PUNCT 3 punct\ndirector NOUN 1 appos\n, PUNCT 5 punct\nAcme PROPN 1 appos\n, PUNCT 1 punct\nleft VERB 0 root\n. PUNCT 7 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ACME).lines(), ["Lee | director of | Acme"]);
}

#[test]
fn who_is_together_with_someone_does_the_same() {
    let text = "Lee PROPN 7 nsubj\n, PUNCT 3 punct\ntogether ADV 1 advmod\nwith ADP 5 case\nRoe PROPN 3 obl\n, PUNCT 3 punct\nfounded VERB 0 root\nAcme PROPN 7 obj\n. PUNCT 7 punct";
    let cast = [LEE_AND_ROE, &[("Acme", "Acme", Org)]].concat();
    assert_eq!(Parsed::new(text, &cast).lines(), ["Lee | founded | Acme", "Roe | founded | Acme"]);
}

#[test]
fn a_name_directly_behind_a_verb_is_its_object() {
    let text = "Lee PROPN 3 nsubj\nand CCONJ 1 cc\nsued VERB 0 root\nAcme PROPN 3 obl:agent\n. PUNCT 3 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ACME).lines(), ["Lee | sued | Acme"]);
    let text =
        "Lee PROPN 2 nsubj\nhelped VERB 0 root\nRoe PROPN 4 compound\nmove VERB 2 xcomp\n. PUNCT 2 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Lee | helped … move | Roe"]);
}

#[test]
fn who_stands_beside_someones_relative_does_not_own_the_relative() {
    let text = "Lee PROPN 2 nsubj\nblamed VERB 0 root\nRoe PROPN 6 nmod:poss\nand CCONJ 6 cc\nhis PRON 6 nmod:poss\nbrother NOUN 2 obj\n. PUNCT 2 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Lee | blamed | Roe"]);
    // "Lee blamed Roe and Poe's brother" may be about one brother of both.
    let text = text.replace("his PRON 6", "Poe PROPN 6");
    assert_eq!(Parsed::new(&text, LEE_AND_ROE).lines(), ["Lee | blamed brother of | Roe"]);
}

#[test]
fn what_follows_the_second_preposition_belongs_to_the_deed() {
    let event = |noun: &str, case: &str| {
        let text = format!(
            "The DET 2 det\n{noun} NOUN 7 nsubj\nof ADP 4 case\nLee PROPN 2 nmod\n{case} ADP 6 case\nRoe PROPN 4 nmod\nended VERB 0 root\n. PUNCT 7 punct"
        );
        Parsed::new(&text, LEE_AND_ROE).lines()
    };
    assert_eq!(event("arrest", "by"), ["Roe | arrest of | Lee"]);
    assert_eq!(event("marriage", "to"), ["Lee | marriage to | Roe"]);
    assert_eq!(event("arrest", "in"), [] as [&str; 0]);
}

#[test]
fn whoever_stands_behind_by_is_no_subject() {
    let text = "Lee PROPN 3 nmod:poss\n~'s PART 1 case\nmurder NOUN 6 nsubj\nby ADP 5 case\nRoe PROPN 6 nsubj\nshocked VERB 0 root\nAcme PROPN 6 obj\n. PUNCT 6 punct";
    let cast = [LEE_AND_ROE, &[("Acme", "Acme", Org)]].concat();
    let lines = Parsed::new(text, &cast).lines();
    assert!(lines.contains(&"Roe | murder of | Lee".to_owned()), "{lines:?}");
    assert!(!lines.contains(&"Roe | shocked | Acme".to_owned()), "{lines:?}");
}

#[test]
fn whom_one_considers_a_friend_is_no_owner() {
    let text = "Lee PROPN 2 nsubj\nconsiders VERB 0 root\nRoe PROPN 6 nmod:poss\nher PRON 6 nmod:poss\nbest ADJ 6 amod\nfriend NOUN 2 xcomp\n. PUNCT 2 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Lee | considers … her best friend | Roe"]);
}

#[test]
fn a_name_behind_a_verb_does_not_describe_the_one_before_it() {
    let text = "Lee PROPN 2 nsubj\nleft VERB 0 root\nAcme PROPN 1 list\nfor ADP 5 case\nmoney NOUN 2 obl\n. PUNCT 2 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ACME).lines(), ["Lee | left … for money | Acme"]);
}

#[test]
fn who_did_it_instead_of_another_is_not_the_other() {
    let text = "It PRON 3 nsubj\nwas AUX 3 cop\nLee PROPN 0 root\n, PUNCT 6 punct\nnot ADV 3 advmod\nRoe PROPN 3 conj\n, PUNCT 9 punct\nwho PRON 9 nsubj\nsued VERB 3 acl:relcl\nAcme PROPN 9 obj\n. PUNCT 3 punct";
    let cast = [LEE_AND_ROE, &[("Acme", "Acme", Org)]].concat();
    assert_eq!(Parsed::new(text, &cast).lines(), ["Lee | sued | Acme"]);
}

#[test]
fn as_well_as_joins_two_names() {
    let text = "Acme PROPN 2 nsubj\ntrained VERB 0 root\nLee PROPN 2 obj\nas ADV 7 cc\nwell ADV 4 fixed\nas ADP 4 fixed\nRoe PROPN 2 conj\n. PUNCT 2 punct";
    let cast = [LEE_AND_ROE, &[("Acme", "Acme", Org)]].concat();
    assert_eq!(Parsed::new(text, &cast).lines(), ["Acme | trained | Lee", "Acme | trained | Roe"]);
}

#[test]
fn an_owner_owns_what_stands_behind_it() {
    let text = "Acme PROPN 7 nmod:poss\n~'s PART 1 case\nchairman NOUN 5 nsubj:pass\nwas AUX 5 aux:pass\nsacked VERB 0 root\nby ADP 7 case\nLee PROPN 5 obl:agent\n. PUNCT 5 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ACME).lines(), ["Lee | sacked chairman of | Acme"]);
}

#[test]
fn whom_one_writes_a_letter_is_told() {
    let text = "Lee PROPN 2 nsubj\nwrote VERB 0 root\nRoe PROPN 2 obj\na DET 5 det\nletter NOUN 2 obj\n. PUNCT 2 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Lee | wrote … a letter | Roe"]);
}

#[test]
fn whom_one_is_forced_to_leave_does_not_force() {
    let text = "Lee PROPN 3 nsubj:pass\nwas AUX 3 aux:pass\nforced VERB 0 root\nto PART 5 mark\nleave VERB 3 xcomp\nAcme PROPN 3 obl:agent\n. PUNCT 3 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ACME).lines(), ["Lee | was forced to leave | Acme"]);
}

#[test]
fn a_name_behind_a_verb_is_its_object() {
    let text = "Before SCONJ 2 mark\njoining VERB 7 advcl\nAcme PROPN 2 obj\n~, PUNCT 2 punct\nMax PROPN 7 nsubj\nRoe PROPN 5 flat\nworked VERB 0 root\nfor ADP 10 case\nHarbour PROPN 10 compound\nHouse PROPN 2 obj\n~. PUNCT 7 punct";
    assert_eq!(
        lines(text, &[("Acme", Org), ("Max Roe", Person), ("Harbour House", Org)]),
        ["Max Roe | joining | Acme", "Max Roe | worked for | Harbour House"]
    );
    let text = "Unable ADJ 8 advcl\nto PART 3 mark\nreach VERB 1 xcomp\nAcme PROPN 3 obj\n~, PUNCT 1 punct\nAnn PROPN 8 nsubj\nLee PROPN 6 flat\ncalled VERB 0 root\nMax PROPN 8 obj\nRoe PROPN 9 flat\n~. PUNCT 8 punct";
    assert_eq!(
        lines(text, &[("Acme", Org), ("Ann Lee", Person), ("Max Roe", Person)]),
        ["Ann Lee | unable to reach | Acme", "Ann Lee | called | Max Roe"]
    );
    let text = "Ben PROPN 3 nsubj\nIto PROPN 1 flat\nrepresents VERB 0 root\nMax PROPN 3 obj\nRoe PROPN 4 flat\n~, PUNCT 8 punct\nwho PRON 8 nsubj\ndenies VERB 4 acl:relcl\nkilling VERB 8 xcomp\nAnn PROPN 9 obj\nLee PROPN 10 flat\n~. PUNCT 3 punct";
    assert_eq!(
        lines(text, &[("Ben Ito", Person), ("Max Roe", Person), ("Ann Lee", Person)]),
        ["Ben Ito | represents | Max Roe", "Max Roe | denies killing | Ann Lee"]
    );
    let text = "Acme PROPN 8 nsubj\n~, PUNCT 4 punct\nwhich PRON 4 nsubj\nowns VERB 1 acl:relcl\nHarbour PROPN 6 compound\nHouse PROPN 4 obj\n~, PUNCT 1 punct\nlost VERB 0 root\nmoney NOUN 8 obj\n~. PUNCT 8 punct";
    assert_eq!(lines(text, &[("Acme", Org), ("Harbour House", Org)]), ["Acme | owns | Harbour House"]);
}

#[test]
fn a_name_before_a_verb_is_its_subject() {
    let text = "Max PROPN 3 nsubj\nRoe PROPN 1 flat\nscored VERB 0 root\ntwice ADV 3 advmod\nas SCONJ 8 mark\nArden PROPN 7 compound\nTown PROPN 3 nsubj\nbeat VERB 3 advcl\nHarbour PROPN 10 compound\nCity PROPN 3 obj\n3 NUM 8 obl:unmarked\n~- SYM 13 case\n~1 NUM 11 nmod\n~. PUNCT 3 punct";
    assert_eq!(
        lines(text, &[("Max Roe", Person), ("Arden Town", Org), ("Harbour City", Org)]),
        ["Arden Town | beat | Harbour City"]
    );
    let text = "Acme PROPN 2 nsubj\nlaunched VERB 0 root\nthe DET 4 det\ncard NOUN 2 obj\nin ADP 6 case\npartnership NOUN 2 obl\nwith ADP 9 case\nHarbour PROPN 9 compound\nHouse PROPN 6 nmod\n~. PUNCT 2 punct";
    assert_eq!(
        lines(text, &[("Acme", Org), ("Harbour House", Org)]),
        ["Acme | launched the card in partnership with | Harbour House"]
    );
    let text = "Coach NOUN 2 nmod:desc\nAnn PROPN 4 nsubj\nLee PROPN 2 flat\nsaid VERB 0 root\nArden PROPN 6 compound\nTown PROPN 8 nsubj\nwould AUX 8 aux\nsign VERB 4 ccomp\nMax PROPN 8 obj\nRoe PROPN 9 flat\n~. PUNCT 4 punct";
    assert_eq!(
        lines(text, &[("Ann Lee", Person), ("Arden Town", Org), ("Max Roe", Person)]),
        ["Ann Lee | said … would sign Max Roe | Arden Town", "Arden Town | would sign | Max Roe"]
    );
    let text = "Max PROPN 3 nsubj\nRoe PROPN 1 flat\nheld VERB 0 root\na DET 6 det\nnews NOUN 6 compound\nconference NOUN 3 obj\non ADP 9 case\nMay PROPN 9 nmod:unmarked\n23 NUM 3 obl\nalong ADV 13 case\nwith ADP 13 case\nGovernor PROPN 13 nmod:desc\nAnn PROPN 3 obl\nLee PROPN 13 flat\n~. PUNCT 3 punct";
    assert_eq!(
        lines(text, &[("Max Roe", Person), ("Ann Lee", Person)]),
        ["Max Roe | held a news conference along with | Ann Lee"]
    );
}

#[test]
fn a_predicate_has_its_subject_and_its_verb() {
    let text = "Acme PROPN 4 nsubj\nis AUX 4 cop\nin ADP 4 case\ntalks NOUN 0 root\nwith ADP 7 case\nHarbour PROPN 7 compound\nHouse PROPN 4 nmod\nover ADP 10 case\na DET 10 det\nmerger NOUN 4 nmod\n~. PUNCT 4 punct";
    assert_eq!(
        lines(text, &[("Acme", Org), ("Harbour House", Org)]),
        ["Acme | in talks with | Harbour House"]
    );
    let text = "Ann PROPN 6 nsubj\nLee PROPN 1 flat\nis AUX 6 cop\ndue ADJ 6 advmod\nto PART 6 mark\nmeet VERB 0 root\nMax PROPN 6 obj\nRoe PROPN 7 flat\non ADP 10 case\nFriday PROPN 6 obl\n~. PUNCT 6 punct";
    assert_eq!(
        lines(text, &[("Ann Lee", Person), ("Max Roe", Person)]),
        ["Ann Lee | is due to meet | Max Roe"]
    );
    let text = "Acme PROPN 7 nsubj\n~, PUNCT 4 punct\nthe DET 4 det\nbank NOUN 1 appos\n~, PUNCT 1 punct\nis AUX 7 cop\nclose ADJ 0 root\nto ADP 10 case\na DET 10 det\ndeal NOUN 7 obl\nwith ADP 13 case\nHarbour PROPN 13 compound\nHouse PROPN 10 nmod\n~. PUNCT 7 punct";
    assert_eq!(
        lines(text, &[("Acme", Org), ("Harbour House", Org)]),
        ["Acme | is close to a deal with | Harbour House"]
    );
    let text = "Acme PROPN 9 nsubj:pass\n~, PUNCT 3 punct\nowned VERB 1 acl\nby ADP 5 case\nAnn PROPN 3 obl:agent\nLee PROPN 5 flat\n~, PUNCT 1 punct\nwas AUX 9 aux:pass\nsold VERB 0 root\nto ADP 12 case\nHarbour PROPN 12 compound\nHouse PROPN 9 obl\n~. PUNCT 9 punct";
    assert_eq!(
        lines(text, &[("Acme", Org), ("Ann Lee", Person), ("Harbour House", Org)]),
        ["Ann Lee | owned | Acme", "Acme | was sold to | Harbour House"]
    );
}
