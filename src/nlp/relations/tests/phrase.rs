//! Which words a label takes, and whose the clauses and lists are.

use super::*;

const LEE_AND_ROE: &[(&str, &str, EntityKind)] = &[("Lee", "Lee", Person), ("Roe", "Roe", Person)];
const THREE: &[(&str, &str, EntityKind)] =
    &[("Lee", "Lee", Person), ("Roe", "Roe", Person), ("Acme", "Acme", Org)];

#[test]
fn a_label_keeps_the_adverb_of_its_last_verb() {
    let text = "Lee PROPN 2 nsubj\ncalled VERB 0 root\non ADP 4 case\nRoe PROPN 2 obl\nto PART 6 mark\nstep VERB 2 xcomp\naside ADV HEAD\n. PUNCT 2 punct";
    for head in ["6 advmod", "6 obl", "2 advmod"] {
        let text = text.replace("HEAD", head);
        assert_eq!(Parsed::new(&text, LEE_AND_ROE).lines(), ["Lee | called on … to step aside | Roe"]);
    }
}

#[test]
fn a_label_keeps_the_word_that_makes_another_verb() {
    let text = "Lee PROPN 2 nsubj\nput VERB 0 root\nforward ADV 2 advmod\nRoe PROPN 2 obj\n. PUNCT 2 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Lee | put forward | Roe"]);
}

#[test]
fn a_label_goes_on_behind_an_object_before_its_verb() {
    let text = "Lee PROPN 2 nsubj\nwants VERB 0 root\nRoe PROPN 5 obj\nto PART 5 mark\njoin VERB 2 xcomp\ntalks NOUN 5 obj\n. PUNCT 2 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Lee | wants … to join talks | Roe"]);
}

#[test]
fn a_label_goes_on_where_the_phrase_does() {
    let text = "Lee PROPN 2 nsubj\nkeeps VERB 0 root\nRoe PROPN 2 obj\nout ADV 2 xcomp\nof ADP 6 case\ntrouble NOUN 2 obl\n. PUNCT 2 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Lee | keeps … out of trouble | Roe"]);
}

#[test]
fn a_label_says_against_what_one_votes() {
    let text = "Lee PROPN 2 nsubj\nvoted VERB 0 root\nagainst ADP 2 compound:prt\nsuing VERB 2 advcl\nRoe PROPN 4 obj\n. PUNCT 2 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Lee | voted against suing | Roe"]);
}

#[test]
fn a_label_tells_where_to_before_where() {
    let text = "Lee PROPN 2 nsubj\nwent VERB 0 root\nto ADP 4 case\nlunch NOUN 2 obl\nwith ADP 6 case\nRoe PROPN 2 obl\n. PUNCT 2 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Lee | went to lunch with | Roe"]);
}

#[test]
fn a_phrase_behind_a_second_verb_is_not_the_first_ones() {
    let text = "Lee PROPN 2 nsubj\nlied VERB 0 root\nbut CCONJ 4 cc\nheard VERB 2 conj\nnothing PRON 4 obj\nfrom ADP 7 case\nRoe PROPN 2 obl\n. PUNCT 2 punct";
    assert!(Parsed::new(text, LEE_AND_ROE).lines().is_empty());
}

#[test]
fn a_name_with_a_number_of_its_own_is_no_object() {
    let text = "Lee PROPN 2 nsubj\nholds VERB 0 root\n6 NUM 4 nummod\nseats NOUN 2 obj\n, PUNCT 6 punct\nRoe PROPN 2 obj\n3 NUM 6 nummod\n. PUNCT 2 punct";
    assert!(Parsed::new(text, LEE_AND_ROE).lines().is_empty());
}

#[test]
fn a_list_does_not_end_at_where_one_is_based() {
    let text = "Owners NOUN 4 nsubj\nof ADP 3 case\nAcme PROPN 1 nmod\ninclude VERB 0 root\nLee PROPN 4 obj\nand CCONJ 9 cc\nhome NOUN 8 compound\nbased VERB 9 amod\nRoe PROPN 5 conj\n. PUNCT 4 punct";
    assert_eq!(Parsed::new(text, THREE).lines(), ["Lee | owner of | Acme", "Roe | owner of | Acme"]);
}

#[test]
fn no_name_has_a_clause_with_that() {
    let text = "A DET 2 det\ndeal NOUN 10 nsubj\nbetween ADP 4 case\nLee PROPN 2 nmod\nand CCONJ 6 cc\nRoe PROPN 4 conj\nthat PRON 8 nsubj\nhurt VERB 4 acl:relcl\nAcme PROPN 8 obj\nended VERB 0 root\n. PUNCT 10 punct";
    assert_eq!(Parsed::new(text, THREE).lines(), ["Lee | deal with | Roe"], "nothing of Acme");
}

#[test]
fn an_age_does_not_part_a_name_from_its_clause() {
    let text = "Lee PROPN 8 nsubj\n, PUNCT 3 punct\n56 NUM 1 appos\n, PUNCT 3 punct\nwho PRON 6 nsubj\nsued VERB 9 acl:relcl\nAcme PROPN 6 obj\nmet VERB 0 root\nRoe PROPN 8 obj\n. PUNCT 8 punct";
    assert_eq!(Parsed::new(text, THREE).lines(), ["Lee | sued | Acme", "Lee | met | Roe"]);
}

#[test]
fn several_are_not_one() {
    let text = "Acme PROPN 2 compound\nlawyers NOUN 5 nsubj\n, PUNCT 4 punct\nRoe PROPN 2 appos\nslept VERB 0 root\n. PUNCT 5 punct";
    let lines = lines(text, &[("Acme", Org), ("Roe", Person)]);
    assert!(lines.is_empty(), "{lines:?}");
}

#[test]
fn an_office_is_of_its_place_but_no_one_else_is() {
    let text = |role: &str| {
        format!(
            "Paris PROPN 2 compound\n{role} NOUN 3 nmod:desc\nLee PROPN 4 nsubj\nslept VERB 0 root\n. PUNCT 4 punct"
        )
    };
    let lines =
        |role: &str| Parsed::new(&text(role), &[("Paris", "Paris", Place), ("Lee", "Lee", Person)]).lines();
    assert_eq!(lines("mayor"), ["Lee | mayor of | Paris"]);
    assert!(lines("dentist").is_empty());
}

#[test]
fn an_introduction_with_a_participle_of_its_own_noun_is_not_the_subjects() {
    let text = "After ADP 2 case\ntalks NOUN 3 obl\nled VERB 7 advcl\nby ADP 5 case\nRoe PROPN 3 obl:agent\nLee PROPN 7 nsubj\nslept VERB 0 root\n. PUNCT 7 punct";
    assert!(Parsed::new(text, LEE_AND_ROE).lines().is_empty());
}

#[test]
fn what_is_given_is_told_behind_whom_it_is_given() {
    let text =
        "Lee PROPN 2 nsubj\ngave VERB 0 root\nRoe PROPN 2 iobj\na DET 5 det\njob NOUN 2 obj\n. PUNCT 2 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Lee | gave … a job | Roe"]);
}

#[test]
fn what_a_plan_is_for_is_not_told_of_whom_it_is_about() {
    let text = "Lee PROPN 3 nmod:poss\n~'s PART 1 case\nplan NOUN 9 nsubj\nto PART 5 mark\nleave VERB 3 acl\nRoe PROPN 5 obj\nas ADP 8 case\nproof NOUN 5 obl\nhelps VERB 0 root\n. PUNCT 9 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Lee | plan to leave | Roe"]);
}

#[test]
fn a_noun_with_an_article_has_no_owner_before_it() {
    let text = "Lee PROPN 7 nmod:poss\n~'s PART 1 case\nhealth NOUN 4 nsubj\nfails VERB 0 root\nin ADP 7 case\nthe DET 7 det\ncase NOUN 4 obl\nof ADP 9 case\nRoe PROPN 7 nmod\n. PUNCT 4 punct";
    assert!(Parsed::new(text, LEE_AND_ROE).lines().is_empty());
}

#[test]
fn several_speak_but_one_is_pleased() {
    let text = "we PRON 3 nsubj\nare AUX 3 cop\nproud ADJ 7 ccomp\nof ADP 5 case\nAcme PROPN 3 obl\n, PUNCT 7 punct\nsaid VERB 0 root\nLee PROPN 7 nsubj\n. PUNCT 7 punct";
    let parsed = Parsed::new(text, &[("Acme", "Acme", Org), ("Lee", "Lee", Person)])
        .quoting("we are proud of Acme", "Lee");
    assert_eq!(parsed.lines(), ["Lee | proud of | Acme"]);
}

#[test]
fn a_title_before_the_next_name_is_the_next_ones() {
    let text = "Lee PROPN 8 nsubj\n, PUNCT 3 punct\nhead NOUN 1 appos\nof ADP 5 case\nAcme PROPN 3 nmod\nRoe PROPN 5 flat\n, PUNCT 1 punct\nslept VERB 0 root\n. PUNCT 8 punct";
    assert!(Parsed::new(text, THREE).lines().is_empty());
}

#[test]
fn whose_judge_it_is_does_not_judge() {
    let text = "Lee PROPN 3 nsubj:pass\nwas AUX 3 aux:pass\nfined VERB 0 root\nby ADP 8 case\nan DET 8 det\nAcme PROPN 8 compound\nfederal ADJ 8 amod\njudge NOUN 3 obl:agent\n. PUNCT 3 punct";
    assert!(lines(text, &[("Lee", Person), ("Acme", Org)]).is_empty());
}

#[test]
fn where_to_is_told_where_a_verb_says_little_without() {
    let text = "Lee PROPN 2 nsubj\nput VERB 0 root\nRoe PROPN 2 obj\non ADP 5 case\ntrial NOUN 2 obl\n. PUNCT 2 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Lee | put … on trial | Roe"]);
    let text = text.replace("put", "met");
    assert_eq!(Parsed::new(&text, LEE_AND_ROE).lines(), ["Lee | met | Roe"]);
}

#[test]
fn behind_an_infinitive_there_is_no_object_of_the_verb_above() {
    let text = "Lee PROPN 2 nsubj\nintends VERB 0 root\nto PART 4 mark\nfight VERB 2 xcomp\n, PUNCT 6 punct\nRoe PROPN 2 obj\n. PUNCT 2 punct";
    assert!(Parsed::new(text, LEE_AND_ROE).lines().is_empty());
}

#[test]
fn a_name_behind_a_hyphen_takes_no_part() {
    let text = "Lee PROPN 7 nsubj\n, PUNCT 6 punct\nanti ADJ 5 compound\n~- PUNCT 3 punct\n~Acme PROPN 6 compound\nfounder NOUN 1 appos\nslept VERB 0 root\n. PUNCT 7 punct";
    assert!(lines(text, &[("Lee", Person), ("Acme", Org)]).is_empty());
}

#[test]
fn a_name_behind_two_relatives_is_the_second() {
    let text = "Lee PROPN 2 nsubj\nsaw VERB 0 root\nhis PRON 4 nmod:poss\nmother NOUN 2 obj\nand CCONJ 7 cc\nhis PRON 7 nmod:poss\naunt NOUN 4 conj\n, PUNCT 4 punct\nRoe PROPN 4 appos\n. PUNCT 2 punct";
    let cast =
        [("Lee", "Lee", Person), ("his", "Lee", Person), ("his", "Lee", Person), ("Roe", "Roe", Person)];
    let lines = Parsed::new(text, &cast).lines();
    assert!(!lines.contains(&"Roe | mother of | Lee".to_owned()), "{lines:?}");
}

#[test]
fn a_denied_adverb_is_kept() {
    let text = "Lee PROPN 5 nsubj\ndid AUX 5 aux\nnot PART 5 advmod\nfully ADV 5 advmod\npay VERB 0 root\nRoe PROPN 5 obj\n. PUNCT 5 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Lee | did not fully pay | Roe"]);
}

#[test]
fn a_semicolon_parts_a_list() {
    let text = "Lee PROPN 7 nsubj\n; PUNCT 3 punct\nhead NOUN 1 appos\nof ADP 5 case\nAcme PROPN 3 nmod\n; PUNCT 1 punct\nslept VERB 0 root\n. PUNCT 7 punct";
    assert!(lines(text, &[("Lee", Person), ("Acme", Org)]).is_empty());
}

#[test]
fn each_of_several_is_one() {
    let text = "Acme PROPN 2 compound\nlawyers NOUN 3 nmod:desc\nLee PROPN 6 nsubj\nand CCONJ 5 cc\nRoe PROPN 3 conj\nslept VERB 0 root\n. PUNCT 6 punct";
    let lines = Parsed::new(text, THREE).lines();
    assert!(lines.contains(&"Lee | lawyer of | Acme".to_owned()), "{lines:?}");
}

#[test]
fn nothing_dangles_behind_the_object() {
    let text = "Lee PROPN 2 nsubj\nurged VERB 0 root\nRoe PROPN 2 obj\nto PART 2 xcomp\n. PUNCT 2 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Lee | urged | Roe"]);
}

#[test]
fn a_participle_behind_names_is_theirs() {
    let text = "Many ADJ 2 nsubj\nled VERB 0 root\nby ADP 4 case\nLee PROPN 2 obl\nand CCONJ 6 cc\nAcme PROPN 4 conj\ncalling VERB 2 acl\nfor ADP 11 mark\nRoe PROPN 11 obl\nto PART 11 mark\nresign VERB 7 xcomp\n. PUNCT 2 punct";
    let lines = Parsed::new(text, THREE).lines();
    assert_eq!(lines, ["Lee | calling for … to resign | Roe", "Acme | calling for … to resign | Roe"]);
}

#[test]
fn who_is_listed_behind_a_colon_is_no_object_of_what_stands_before() {
    let text = "Lee PROPN 2 nsubj\nruns VERB 0 root\nthe DET 4 det\nsale NOUN 2 obj\n: PUNCT 6 punct\nRoe PROPN 2 obj\n. PUNCT 2 punct";
    assert!(Parsed::new(text, LEE_AND_ROE).lines().is_empty());
}

#[test]
fn a_label_has_the_verbs_of_one_clause() {
    assert!(super::super::has_two_clauses("would does not exist in case of"));
    assert!(!super::super::has_two_clauses("would do business with"));
}

#[test]
fn whom_one_calls_for_to_do_something_keeps_the_for() {
    let text = "Lee PROPN 2 nsubj\ncalled VERB 0 root\nfor ADP 6 mark\nRoe PROPN 6 nsubj\nto PART 6 mark\nresign VERB 2 xcomp\n. PUNCT 2 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Lee | called for … to resign | Roe"]);
}

#[test]
fn the_first_of_two_prepositions_is_the_nearer_nouns() {
    let text = "Lee PROPN 10 nsubj\n, PUNCT 3 punct\nchairman NOUN 1 appos\nof ADP 7 case\nboard NOUN 3 nmod\nof ADP 7 case\ndirectors NOUN 5 nmod\nof ADP 9 case\nAcme PROPN 7 nmod\nsat VERB 0 root\n. PUNCT 10 punct";
    let cast = &[("Lee", "Lee", Person), ("Acme", "Acme", Org)];
    assert_eq!(Parsed::new(text, cast).lines(), ["Lee | chairman of board of directors of | Acme"]);
}

#[test]
fn an_owner_does_nothing() {
    let text = "Lee PROPN 2 nsubj\nshot VERB 0 root\nAcme PROPN 2 nsubj\n's PART 3 case\nlast ADJ 8 amod\n- PUNCT 8 punct\nserving VERB 8 compound\nleader NOUN 2 obj\n. PUNCT 2 punct";
    let cast = &[("Lee", "Lee", Person), ("Acme", "Acme", Org)];
    assert_eq!(Parsed::new(text, cast).lines(), ["Lee | shot last serving leader of | Acme"]);
}

#[test]
fn what_one_gives_up_is_not_what_one_decides() {
    let text = "Lee PROPN 2 nsubj\ndecided VERB 0 root\nto PART 4 mark\ngive VERB 2 xcomp\nup ADP 4 compound:prt\non SCONJ 7 mark\njoining VERB 2 advcl\nAcme PROPN 7 obj\n. PUNCT 2 punct";
    let cast = &[("Lee", "Lee", Person), ("Acme", "Acme", Org)];
    assert_eq!(Parsed::new(text, cast).lines(), ["Lee | decided to give up on joining | Acme"]);
}

#[test]
fn the_minister_of_something_is_no_ones() {
    let text = "Lee PROPN 8 nsubj\n, PUNCT 3 punct\nminister NOUN 1 appos\nof ADP 6 case\nTourism NOUN 6 compound\nRoe PROPN 3 nmod\n, PUNCT 3 punct\nsat VERB 0 root\n. PUNCT 8 punct";
    assert!(Parsed::new(text, LEE_AND_ROE).lines().is_empty());
}

#[test]
fn what_is_told_is_not_the_label_of_whom() {
    let text = "Lee PROPN 2 nsubj\ntold VERB 0 root\nAcme PROPN 2 iobj\nterms NOUN 2 obj\nban VERB 2 ccomp\nher PRON 5 obj\n. PUNCT 2 punct";
    let cast = &[("Lee", "Lee", Person), ("Acme", "Acme", Org)];
    assert_eq!(Parsed::new(text, cast).lines(), ["Lee | told | Acme"]);
}

#[test]
fn a_cut_label_does_not_end_in_a_verb_that_needs_more() {
    let text = "Lee PROPN 2 nsubj\nsaid VERB 0 root\nRoe PROPN 5 nsubj\nis AUX 5 aux\nworking VERB 2 ccomp\nto PART 7 mark\nensure VERB 5 advcl\nthe DET 12 det\nfour NUM 12 nummod\nmajor ADJ 12 amod\ncrime NOUN 12 compound\nunits NOUN 13 nsubj\nbecome VERB 7 ccomp\ninvolved ADJ 13 xcomp\n. PUNCT 2 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ROE).lines(), ["Lee | said … is working | Roe"]);
}

#[test]
fn the_place_where_an_article_was_written_has_no_president() {
    let text = "PARIS PROPN 3 compound\n- PUNCT 3 punct\nPresident NOUN 4 nmod:desc\nLee PROPN 5 nsubj\nsat VERB 0 root\n. PUNCT 5 punct";
    let cast = &[("PARIS", "PARIS", Place), ("Lee", "Lee", Person)];
    assert!(Parsed::new(text, cast).lines().is_empty());
}

#[test]
fn a_subject_with_its_title_is_one() {
    let text = "Lee PROPN 2 nsubj\nsaid VERB 0 root\nchief NOUN 7 nsubj\nof ADP 5 case\nAcme PROPN 3 nmod\nRoe PROPN 3 appos\nlied VERB 2 ccomp\n. PUNCT 2 punct";
    let lines = Parsed::new(text, THREE).lines();
    assert!(lines.contains(&"Lee | said … lied | Roe".to_owned()), "{lines:?}");
    assert!(!lines.iter().any(|it| it.starts_with("Lee") && it.ends_with("Acme")), "{lines:?}");
}

#[test]
fn what_somebody_is_stands_between_or_before_two_names() {
    let cast = &[("Arden", "Arden", Org), ("Lee", "Lee", Person)];
    let lines = |text: &str| Parsed::new(text, cast).lines();
    // The trees attach the title to another word.
    let dr = "Arden PROPN 4 nsubj\nastrophysicist NOUN 4 obj\nDr PROPN 4 dep\nslept VERB 0 root\nLee PROPN 4 dep\n. PUNCT 4 punct";
    assert!(lines(dr).is_empty(), "a verb stands between");
    let dr = "Arden PROPN 5 nsubj\nastrophysicist NOUN 5 dep\nDr PROPN 5 dep\nLee PROPN 5 dep\nslept VERB 0 root\n. PUNCT 5 punct";
    assert_eq!(lines(dr), ["Lee | astrophysicist of | Arden"]);
    let before = "Director PROPN 5 nsubj\nof ADP 5 dep\nArden PROPN 5 dep\nLee PROPN 5 dep\nslept VERB 0 root\n. PUNCT 5 punct";
    assert_eq!(lines(before), ["Lee | Director of | Arden"]);
    let behind = "Lee PROPN 9 nsubj\n, PUNCT 9 punct\nhead NOUN 9 dep\nof ADP 9 dep\nthe DET 9 dep\nunit NOUN 9 dep\nat ADP 9 dep\nArden PROPN 9 dep\nslept VERB 0 root\n. PUNCT 9 punct";
    assert_eq!(lines(behind), ["Lee | head of the unit at | Arden"]);
}

#[test]
fn a_title_tells_what_somebody_of_somewhere_is() {
    let text = "Professor PROPN 2 nmod:desc\nLee PROPN 5 nsubj\nof ADP 4 case\nAcme PROPN 2 nmod\nslept VERB 0 root\n. PUNCT 5 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ACME).lines(), ["Lee | Professor of | Acme"]);
}

#[test]
fn a_list_tells_what_all_in_it_are() {
    let text = "Keepers NOUN 0 root\n: PUNCT 1 punct\nLee PROPN 1 appos\n( PUNCT 3 punct\nAcme PROPN 3 appos\n) PUNCT 3 punct";
    assert_eq!(Parsed::new(text, LEE_AND_ACME).lines(), ["Lee | keeper of | Acme"]);
}

#[test]
fn a_number_behind_the_first_word_is_its_number() {
    let text = "Article NOUN 4 nsubj:pass\n7 NUM 1 nummod\nwas AUX 4 aux:pass\nrejected VERB 0 root\nby ADP 6 case\nLee PROPN 4 obl:agent\n. PUNCT 4 punct";
    assert_eq!(lines(text, &[("Lee", Person)]), Vec::<String>::new());
}
