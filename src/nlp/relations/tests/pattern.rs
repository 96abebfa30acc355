//! Each pattern has an example that its rule finds and no other rule does.

use super::*;

const ALL: [Pattern; Pattern::N] = [
    Pattern::Title,
    Pattern::Apposition,
    Pattern::Copula,
    Pattern::Description,
    Pattern::Listed,
    Pattern::Belonging,
    Pattern::Event,
    Pattern::Object,
    Pattern::InsideObject,
    Pattern::Preposition,
    Pattern::Controlled,
    Pattern::Adverbial,
    Pattern::Said,
    Pattern::SaidBeside,
    Pattern::Neighbour,
];

/// The sentence that the pattern names as its example.
const fn example(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::Title => {
            "former ADJ 3 amod\nAcme PROPN 3 compound\nchairman NOUN 4 nmod:desc\nLee PROPN 5 nsubj\nslept VERB 0 root\n. PUNCT 5 punct"
        }
        Pattern::Apposition => {
            "Lee PROPN 8 nsubj\n~, PUNCT 4 punct\nthe DET 4 det\nchairman NOUN 1 appos\nof ADP 6 case\nAcme PROPN 4 nmod\n~, PUNCT 4 punct\nslept VERB 0 root\n. PUNCT 8 punct"
        }
        Pattern::Copula => {
            "Lee PROPN 3 nsubj\nis AUX 3 cop\nchairman NOUN 0 root\nof ADP 5 case\nAcme PROPN 3 nmod\n. PUNCT 3 punct"
        }
        Pattern::Description => {
            "Roe PROPN 2 nsubj\nsaw VERB 0 root\nher PRON 4 nmod:poss\nhusband NOUN 2 obj\n. PUNCT 2 punct"
        }
        Pattern::Listed => {
            "Owners NOUN 4 nsubj\nof ADP 3 case\nAcme PROPN 1 nmod\ninclude VERB 0 root\nLee PROPN 4 obj\n. PUNCT 4 punct"
        }
        Pattern::Belonging => {
            "Lee PROPN 4 nsubj\nof ADP 3 case\nAcme PROPN 1 nmod\nslept VERB 0 root\n. PUNCT 4 punct"
        }
        Pattern::Event => {
            "Lee PROPN 3 nmod:poss\n~'s PART 1 case\nvisit NOUN 6 nsubj\nto ADP 5 case\nAcme PROPN 3 nmod\nended VERB 0 root\n. PUNCT 6 punct"
        }
        Pattern::Object => "Lee PROPN 2 nsubj\nsued VERB 0 root\nAcme PROPN 2 obj\n. PUNCT 2 punct",
        Pattern::InsideObject => {
            "Lee PROPN 2 nsubj\nrejected VERB 0 root\nAcme PROPN 5 nmod:poss\n~'s PART 3 case\noffer NOUN 2 obj\n. PUNCT 2 punct"
        }
        Pattern::Preposition => {
            "Lee PROPN 2 nsubj\nmet VERB 0 root\nwith ADP 4 case\nRoe PROPN 2 obl\n. PUNCT 2 punct"
        }
        Pattern::Controlled => {
            "Lee PROPN 2 nsubj\nwants VERB 0 root\nto PART 4 mark\nsue VERB 2 xcomp\nAcme PROPN 4 obj\n. PUNCT 2 punct"
        }
        Pattern::Adverbial => {
            "Lee PROPN 2 nsubj\nleft VERB 0 root\nafter SCONJ 4 mark\nsuing VERB 2 advcl\nAcme PROPN 4 obj\n. PUNCT 2 punct"
        }
        Pattern::Said => {
            "Lee PROPN 2 nsubj\nsaid VERB 0 root\nRoe PROPN 4 nsubj\nlied VERB 2 ccomp\n. PUNCT 2 punct"
        }
        Pattern::SaidBeside => {
            "Lee PROPN 2 nsubj\nsaid VERB 0 root\nthe DET 4 det\ndeal NOUN 6 nsubj\nwould AUX 6 aux\nhurt VERB 2 ccomp\nRoe PROPN 6 obj\n. PUNCT 2 punct"
        }
        Pattern::Neighbour => {
            "Lee PROPN 6 dep\n~, PUNCT 6 punct\nwhose PRON 6 dep\ncompany NOUN 6 dep\nAcme PROPN 6 dep\nfailed VERB 0 root\n. PUNCT 6 punct"
        }
    }
}

/// Subject, object and pattern of everything that the rules find.
fn found(pattern: Pattern) -> Vec<(String, String, Pattern)> {
    let text = example(pattern);
    let known =
        [("Lee", "Lee", Person), ("Roe", "Roe", Person), ("Acme", "Acme", Org), ("her", "Mae", Person)];
    let husband = [("husband", "Max", Person)];
    let cast: Vec<_> = known.into_iter().chain(husband).filter(|it| text.contains(it.0)).collect();
    let parsed = Parsed::new(text, &cast);
    let name = |id: Id<Entity>| parsed.analysis.entities[id].name.clone();
    let mut found = Vec::new();
    each_proposal(&parsed.doc, &parsed.analysis, |_, it| {
        let Proposal { subject, object, pattern, .. } = it.proposal;
        found.push((name(subject.entity), name(object.entity), pattern));
    });
    found
}

#[test]
fn each_rule_finds_its_example_and_nothing_is_left_without_it() {
    for pattern in ALL {
        let found = found(pattern);
        let own = found.iter().find(|it| it.2 == pattern);
        let Some((subject, object, _)) = own else { panic!("{pattern:?}: {found:?}") };
        let others: Vec<_> =
            found.iter().filter(|it| it.2 != pattern && (&it.0, &it.1) == (subject, object)).collect();
        assert!(others.is_empty(), "{pattern:?}: {others:?} finds the same");
    }
}

#[test]
fn each_family_is_an_example_of_its_own() {
    let mut numbers: Vec<_> = ALL.into_iter().collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), Pattern::N);
}

#[test]
fn children_are_told_by_name() {
    let text = "Lin PROPN 4 nsubj\nand CCONJ 3 cc\nChan PROPN 1 conj\nhave VERB 0 root\nthree NUM 6 nummod\nsons NOUN 4 obj\n- PUNCT 10 punct\n12 NUM 10 nummod\n~- PUNCT 17 punct\n~year NOUN 12 compound\n~- PUNCT 10 punct\n~old ADJ 6 amod\nKimi PROPN 6 appos\nand CCONJ 20 cc\nsix NUM 17 nummod\n~- PUNCT 17 punct\n~year NOUN 19 compound\n~- PUNCT 17 punct\n~old ADJ 20 amod\ntwins NOUN 6 conj\nJens PROPN 20 appos\nand CCONJ 23 cc\nKyle PROPN 21 conj\n~. PUNCT 4 punct";
    assert_eq!(
        lines(
            text,
            &[("Lin", Person), ("Chan", Person), ("Kimi", Person), ("Jens", Person), ("Kyle", Person)]
        ),
        [
            "Kimi | son of | Lin",
            "Kimi | son of | Chan",
            "Jens | son of | Lin",
            "Jens | son of | Chan",
            "Kyle | son of | Lin",
            "Kyle | son of | Chan"
        ]
    );
    let text = "Ivan PROPN 4 nsubj:pass\nWeber PROPN 1 flat\nis AUX 4 aux:pass\nsurvived VERB 0 root\nby ADP 7 case\nhis PRON 7 nmod:poss\nwife NOUN 4 obl:agent\n~, PUNCT 9 punct\nAnna PROPN 7 appos\nWeber PROPN 16 flat\n~, PUNCT 14 punct\nand CCONJ 14 cc\ntwo NUM 14 nummod\nsons NOUN 7 conj\n~, PUNCT 16 punct\nKarl PROPN 7 appos\nWeber PROPN 16 flat\nand CCONJ 19 cc\nLev PROPN 16 conj\nWeber PROPN 19 flat\n~. PUNCT 4 punct";
    assert_eq!(
        lines(
            text,
            &[("Ivan Weber", Person), ("Anna Weber", Person), ("Karl Weber", Person), ("Lev Weber", Person)]
        ),
        [
            "Anna Weber | survived | Ivan Weber",
            "Anna Weber | wife of | Ivan Weber",
            "Karl Weber | son of | Ivan Weber",
            "Lev Weber | son of | Ivan Weber"
        ]
    );
    let text = "Ivan PROPN 3 nsubj\nWeber PROPN 1 flat\nleaves VERB 0 root\na DET 5 det\nwife NOUN 3 obj\n~, PUNCT 7 punct\nAnna PROPN 5 appos\nWeber PROPN 7 flat\n~. PUNCT 3 punct";
    assert_eq!(
        lines(text, &[("Ivan Weber", Person), ("Anna Weber", Person)]),
        ["Ivan Weber | leaves | Anna Weber", "Anna Weber | wife of | Ivan Weber"]
    );
}

#[test]
fn a_title_may_stand_between_a_relative_and_the_name() {
    let text = "On ADP 2 case\nSunday PROPN 16 obl\n~, PUNCT 2 punct\nMax PROPN 16 nsubj\nRoe PROPN 4 flat\n~'s PART 4 case\nwife NOUN 16 nsubj\n~, PUNCT 10 punct\nformer ADJ 10 amod\nactress NOUN 4 appos\nAnn PROPN 10 appos\nLee PROPN 11 flat\n~, PUNCT 14 punct\n38 NUM 10 appos\n~, PUNCT 4 punct\nthanked VERB 0 root\nthe DET 18 det\ncrowd NOUN 16 obj\n~. PUNCT 16 punct";
    assert_eq!(lines(text, &[("Max Roe", Person), ("Ann Lee", Person)]), ["Ann Lee | wife of | Max Roe"]);
    let text = "Ann PROPN 4 nmod:poss\nLee PROPN 1 flat\n~'s PART 1 case\nhusband NOUN 11 nsubj\n~, PUNCT 7 punct\nthe DET 7 det\nsinger NOUN 4 appos\nMax PROPN 4 appos\nRoe PROPN 8 flat\n~, PUNCT 1 punct\nwept VERB 0 root\n~. PUNCT 11 punct";
    assert_eq!(lines(text, &[("Ann Lee", Person), ("Max Roe", Person)]), ["Max Roe | husband of | Ann Lee"]);
    let text = "Ann PROPN 13 nsubj\nLee PROPN 1 flat\n~, PUNCT 5 punct\nwhose PRON 5 nmod:poss\nfather NOUN 1 appos\n~, PUNCT 7 punct\nIvo PROPN 5 appos\nLee PROPN 7 flat\n~, PUNCT 5 punct\nfounded VERB 5 acl\nAcme PROPN 5 appos\n~, PUNCT 1 punct\ndeclined VERB 0 root\nto PART 15 mark\ncomment VERB 13 xcomp\n~. PUNCT 13 punct";
    assert_eq!(
        lines(text, &[("Ann Lee", Person), ("Ivo Lee", Person), ("Acme", Org)]),
        ["Ivo Lee | father of | Ann Lee", "Ivo Lee | founded | Acme"]
    );
}
