//! Each rule has an example that it finds, and that nothing is left of without it.

use super::*;

const ALL: [Family; Family::N] = [
    Family::Title,
    Family::Apposition,
    Family::Copula,
    Family::Description,
    Family::Listed,
    Family::Belonging,
    Family::Event,
    Family::Object,
    Family::InsideObject,
    Family::Preposition,
    Family::Controlled,
    Family::Adverbial,
    Family::Said,
    Family::SaidBeside,
    Family::Neighbour,
];

/// The sentence that the family names as its example.
const fn example(family: Family) -> &'static str {
    match family {
        Family::Title => {
            "former ADJ 3 amod\nAcme PROPN 3 compound\nchairman NOUN 4 nmod:desc\nLee PROPN 5 nsubj\nslept VERB 0 root\n. PUNCT 5 punct"
        }
        Family::Apposition => {
            "Lee PROPN 8 nsubj\n~, PUNCT 4 punct\nthe DET 4 det\nchairman NOUN 1 appos\nof ADP 6 case\nAcme PROPN 4 nmod\n~, PUNCT 4 punct\nslept VERB 0 root\n. PUNCT 8 punct"
        }
        Family::Copula => {
            "Lee PROPN 3 nsubj\nis AUX 3 cop\nchairman NOUN 0 root\nof ADP 5 case\nAcme PROPN 3 nmod\n. PUNCT 3 punct"
        }
        Family::Description => {
            "Roe PROPN 2 nsubj\nsaw VERB 0 root\nher PRON 4 nmod:poss\nhusband NOUN 2 obj\n. PUNCT 2 punct"
        }
        Family::Listed => {
            "Owners NOUN 4 nsubj\nof ADP 3 case\nAcme PROPN 1 nmod\ninclude VERB 0 root\nLee PROPN 4 obj\n. PUNCT 4 punct"
        }
        Family::Belonging => {
            "Lee PROPN 4 nsubj\nof ADP 3 case\nAcme PROPN 1 nmod\nslept VERB 0 root\n. PUNCT 4 punct"
        }
        Family::Event => {
            "Lee PROPN 3 nmod:poss\n~'s PART 1 case\nvisit NOUN 6 nsubj\nto ADP 5 case\nAcme PROPN 3 nmod\nended VERB 0 root\n. PUNCT 6 punct"
        }
        Family::Object => "Lee PROPN 2 nsubj\nsued VERB 0 root\nAcme PROPN 2 obj\n. PUNCT 2 punct",
        Family::InsideObject => {
            "Lee PROPN 2 nsubj\nrejected VERB 0 root\nAcme PROPN 5 nmod:poss\n~'s PART 3 case\noffer NOUN 2 obj\n. PUNCT 2 punct"
        }
        Family::Preposition => {
            "Lee PROPN 2 nsubj\nmet VERB 0 root\nwith ADP 4 case\nRoe PROPN 2 obl\n. PUNCT 2 punct"
        }
        Family::Controlled => {
            "Lee PROPN 2 nsubj\nwants VERB 0 root\nto PART 4 mark\nsue VERB 2 xcomp\nAcme PROPN 4 obj\n. PUNCT 2 punct"
        }
        Family::Adverbial => {
            "Lee PROPN 2 nsubj\nleft VERB 0 root\nafter SCONJ 4 mark\nsuing VERB 2 advcl\nAcme PROPN 4 obj\n. PUNCT 2 punct"
        }
        Family::Said => {
            "Lee PROPN 2 nsubj\nsaid VERB 0 root\nRoe PROPN 4 nsubj\nlied VERB 2 ccomp\n. PUNCT 2 punct"
        }
        Family::SaidBeside => {
            "Lee PROPN 2 nsubj\nsaid VERB 0 root\nthe DET 4 det\ndeal NOUN 6 nsubj\nwould AUX 6 aux\nhurt VERB 2 ccomp\nRoe PROPN 6 obj\n. PUNCT 2 punct"
        }
        Family::Neighbour => {
            "Director PROPN 5 nsubj\nof ADP 5 dep\nAcme PROPN 5 dep\nLee PROPN 5 dep\nslept VERB 0 root\n. PUNCT 5 punct"
        }
    }
}

/// Subject, object and family of everything that the rules find.
fn found(family: Family) -> Vec<(String, String, Family)> {
    let text = example(family);
    let known =
        [("Lee", "Lee", Person), ("Roe", "Roe", Person), ("Acme", "Acme", Org), ("her", "Mae", Person)];
    let husband = [("husband", "Max", Person)];
    let cast: Vec<_> = known.into_iter().chain(husband).filter(|it| text.contains(it.0)).collect();
    let parsed = Parsed::new(text, &cast);
    let name = |id: Id<Entity>| parsed.analysis.entities[id].name.clone();
    let mut found = Vec::new();
    each_statement(&parsed.doc, &parsed.analysis, |_, it| {
        let Statement { subject, object, family, .. } = it.statement;
        found.push((name(subject.entity), name(object.entity), family));
    });
    found
}

#[test]
fn each_rule_finds_its_example_and_nothing_is_left_without_it() {
    for family in ALL {
        let found = found(family);
        let own = found.iter().find(|it| it.2 == family);
        let Some((subject, object, _)) = own else { panic!("{family:?}: {found:?}") };
        let others: Vec<_> =
            found.iter().filter(|it| it.2 != family && (&it.0, &it.1) == (subject, object)).collect();
        assert!(others.is_empty(), "{family:?}: {others:?} finds the same");
    }
}

#[test]
fn each_family_is_an_example_of_its_own() {
    let mut numbers: Vec<_> = ALL.into_iter().collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), Family::N);
}
