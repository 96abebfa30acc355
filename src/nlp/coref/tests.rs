//! Tests on marked text, whose names and quotations are given (`nlp::testing`). Everything that is not marked must
//! stand for no one.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::*;
use crate::nlp::analyze::head_outputs;
use crate::nlp::model::Model;
use crate::nlp::testing::MarkedText;
use crate::nlp::{cast, quotes};

static MODEL: LazyLock<Model> = LazyLock::new(Model::embedded);

/// What is found in a marked text, with its marks.
fn run(marked: &str) -> (MarkedText, Resolved) {
    let text = MarkedText::parse(marked);
    let MarkedText { doc, tokens, sentences, .. } = &text;
    let cast = cast::cast(doc, tokens, sentences, &text.found_names());
    let pairs = quotes::marks::pair(doc);
    let block_of = |span: Span| doc.blocks().rows().iter().position(|it| it.span.covers(span));
    let spoken: Table<Quote> = (pairs.iter().filter(|it| it.depth == 0))
        .map(|pair| Quote {
            content: vec![pair.span],
            cue: Vec::new(),
            source: text.sources.iter().copied().filter(|&it| block_of(it) == block_of(pair.span)).collect(),
            follows: None,
            setting: quotes::Setting::Article,
            stance: crate::nlp::Stance::Statement,
            certainty: 1.0,
        })
        .collect();
    let (outputs, syntax) = head_outputs(doc, &MODEL);
    let given = Given {
        doc,
        tokens,
        sentences,
        syntax: &syntax,
        marks: &pairs,
        quotes: &spoken,
        affinity: Some(Affinity {
            mentions: &outputs.mentions,
            references: &outputs.references,
            scorers: &MODEL.pairs,
        }),
        ranker: &MODEL.ranker,
        listing: &MODEL.listing,
    };
    let resolved = resolve(given, cast);
    let analysis = crate::nlp::Analysis {
        tokens: tokens.clone(),
        sentences: sentences.clone(),
        mentions: resolved.mentions.clone(),
        entities: resolved.entities.clone(),
        quotes: quotes::attribute(spoken, &resolved.speakers, &pairs),
        ..crate::nlp::Analysis::default()
    };
    assert_eq!(analysis.check(doc), Ok(()), "{marked}");
    (text, resolved)
}

/// The pronouns and descriptions found are exactly those marked, and stand for whom the marks say.
#[track_caller]
fn check(marked: &str) {
    let (MarkedText { doc, names, others: marked_others, .. }, resolved) = run(marked);
    let mut entities: BTreeMap<usize, String> = BTreeMap::new();
    for name in &names {
        let mention = resolved.mentions.rows().iter().find(|it| it.span == name.span);
        let entity = mention.expect("each name is a mention").entity;
        entities.entry(entity.to_usize()).or_insert_with(|| name.entity.clone());
    }
    // Those without a name are tested elsewhere.
    let others = resolved.mentions.rows().iter().filter(|it| it.form != MentionForm::Name);
    let others = others.filter(|it| resolved.entities[it.entity].is_named);
    let tell = |span: Span, entity: &str| format!("{entity} {} at {:?}", doc.slice(span), span);
    let found: Vec<String> = others.map(|it| tell(it.span, &entities[&it.entity.to_usize()])).collect();
    let mut wanted = marked_others;
    wanted.sort_by_key(|it| (it.0.start(), std::cmp::Reverse(it.0.end())));
    let wanted: Vec<String> = wanted.iter().map(|it| tell(it.0, &it.1)).collect();
    assert_eq!(found, wanted, "{marked}");
}

mod origins {
    use super::check;

    #[test]
    fn who_is_from_elsewhere_is_not_meant() {
        check(
            "[PER#1 Rolf Agard], a Norwegian engineer, won the race in [LOC#2 Rome]. The Swede came second.",
        );
    }

    #[test]
    fn a_noun_for_one_of_a_people_is_a_description() {
        check(
            "[PER#1 Ines Tamm] won the race in [LOC#2 Rome] on Sunday. <1 The Estonian> led from the start.",
        );
        check(
            "[PER#1 Rolf Agard], a Norwegian engineer, met [PER#2 Ines Tamm]. <1 The Norwegian> said the bridge was safe.",
        );
    }

    #[test]
    fn an_adjective_before_what_it_describes_is_none() {
        check(
            "[PER#1 Rolf Agard], a Norwegian engineer, met [PER#2 Ines Tamm]. The Norwegian government fell.",
        );
        check("[PER#1 Rolf Agard], a Norwegian engineer, left. The Norwegian and Danish ministers came.");
    }

    #[test]
    fn words_with_a_hyphen_are_whole() {
        check("[ORG#1 Acme Group] lost money. <1 The Oslo-based firm> blamed the weather.");
    }
}

mod pronouns {
    use super::check;

    #[test]
    fn the_subject_before_is_meant() {
        check("[PER#1 Adam Reed] met [PER#2 Boris Lane]. <1 He> smiled.");
        check("[PER#1 Adam Reed] spoke to [PER#2 Ann Lane]. <2 She> smiled, and <1 he> left.");
    }

    #[test]
    fn gender_is_a_veto() {
        check("Mr. [PER#1 Reed] met Mrs. [PER#2 Lane]. <2 She> smiled at <1 him>.");
        check("[PER#1 Adam Reed] came. A spokeswoman denied that <1 he> was ill.");
    }

    #[test]
    fn an_object_is_not_its_own_subject() {
        check("[PER#1 Adam Reed] knows [PER#2 Boris Lane]. [PER#2 Lane] hired <1 him>.");
        check("[PER#1 Adam Reed] saw [PER#2 Boris Lane] and hurt <1 himself>.");
        check(
            "[PER#1 Adam Reed] left. [PER#2 Boris Lane] dismissed calls for <1 him> to recuse <1 himself>.",
        );
    }

    #[test]
    fn an_owner_is_the_subject_of_the_clause() {
        check("[PER#1 Adam Reed] met [PER#2 Boris Lane] in <1 his> office.");
    }

    #[test]
    fn a_chain_goes_on_over_paragraphs() {
        check(
            "Minister [PER#1 Adam Reed] said on Monday that <1 he> would resign.\n\nMany called for <1 his> resignation, led \
             by [PER#2 Boris Lane] calling for <1 him> to go.",
        );
    }

    #[test]
    fn he_said_goes_on_with_the_last_source() {
        check(
            "“One,” @[PER#1 Adam Reed] said of [PER#2 Boris Lane]. [PER#2 Lane] has a house.\n\n“Two,” @<1 he> said.",
        );
    }

    #[test]
    fn who_speaks_is_not_named_in_the_quotation_before_whatever_the_verb() {
        check("[PER#1 Adam Reed] came. “Uncle [PER#2 Boris Lane] is ill”, <1 he> explained.");
    }

    #[test]
    fn he_in_a_clause_below_is_not_the_last_source() {
        check(
            "“One,” @[PER#1 Adam Reed] said.\n\n[PER#1 Reed] said [PER#2 Boris Lane] was right when @<2 he> said “no”.",
        );
    }

    #[test]
    fn what_is_hers_is_hers_when_it_comes_again() {
        check("[PER#1 Ann Reed] left <1 her> office. [PER#2 Eve Lane] came. Police searched <1 her> office.");
    }

    #[test]
    fn someone_without_a_name_can_be_meant() {
        check("[PER#1 Ruth Dane] was stabbed. The attacker said that <- he> was angry.");
        check("[PER#1 Adam Reed] spoke. A man came in and took off <- his> hat.");
    }

    #[test]
    fn a_name_behind_an_introduction_is_meant_before_it() {
        check("In <1 his> first speech, [PER#1 Adam Reed] said no.");
    }

    #[test]
    fn you_and_we_stand_for_nobody() {
        check("“We told you,” @[PER#1 Adam Reed] said. They left.");
    }

    #[test]
    fn it_is_the_organization_that_acts() {
        check("The [ORG#1 Acme Fund] said <1 it> was lowering <1 its> forecast.");
        check("The [ORG#1 Acme Fund] spoke. It is clear that all left.");
    }
}

mod quotations {
    use super::*;

    #[test]
    fn the_first_person_is_the_speaker_wherever_the_source_stands() {
        check("“<1 I> know <1 my> way,” @[PER#1 Adam Reed] told [PER#2 Boris Lane].");
        check("[PER#1 Adam Reed] came. “<1 I> know,” @<1 he> said.");
        check("“I know,” a man said. [PER#1 Adam Reed] left.");
    }

    #[test]
    fn he_in_a_quotation_is_not_its_speaker() {
        check("[PER#1 Boris Lane] won. “<1 He> is right,” @[PER#2 Adam Reed] said.");
    }

    #[test]
    fn a_speaker_does_not_name_himself() {
        check("[PER#1 Adam Reed] and [PER#2 Boris Lane] met. “[PER#2 Lane] is right,” @<1 he> said.");
    }

    #[test]
    fn a_pronoun_as_source_tells_the_speaker() {
        let (_, resolved) =
            run("[PER#1 Ann Reed] came.\n\n“No,” @<1 she> said.\n\n“Yes,” @[PER#2 Boris Lane] said.");
        let speakers: Vec<_> = resolved.speakers.iter().map(|it| it.first.unwrap().0.to_usize()).collect();
        assert_eq!(speakers, [0, 1]);
    }

    #[test]
    fn who_leads_an_organization_speaks_and_the_agency_that_is_named() {
        let speaker = |marked: &str| {
            let (_, resolved) = run(marked);
            let (entity, _) = resolved.speakers[0].first.unwrap();
            resolved.entities[entity].name.clone()
        };
        assert_eq!(
            speaker("[PER#1 Bo Lane] came.\n\n“No,” @<3 CEO of [ORG#2 Acme] [PER#3 Ann Reed]> said."),
            "Ann Reed"
        );
        assert_eq!(speaker("[PER#1 Bo Lane] came.\n\n“No,” @<2 the [ORG#2 BPA] agency> said."), "BPA");
    }
}

mod nouns {
    use super::{check, run};

    #[test]
    fn a_title_tells_whom_a_description_means() {
        check("U.S. Attorney General [PER#1 Adam Reed] came. <1 The attorney general> left.");
        check("[PER#1 Adam Reed], the mayor of [LOC#2 Northmoor], came. <1 The mayor>’s office was shut.");
        check("Attorney General [PER#1 Adam Reed] came. The general left.");
    }

    #[test]
    fn the_last_one_of_an_office_is_meant_if_the_other_is_far() {
        check(
            "Senator [PER#1 Adam Reed] came. It rained. It snowed. Senator [PER#2 Boris Lane] left. <2 The senator> slept.",
        );
    }

    #[test]
    fn an_apposition_is_no_mention() {
        check("[PER#1 Adam Reed], the mayor, came. The mayor, [PER#1 Adam Reed], left.");
        check("Mayor [PER#1 Adam Reed] came. [PER#1 Reed] is the mayor.");
    }

    #[test]
    fn a_verb_behind_it_shows_that_a_description_is_no_apposition() {
        check(
            "The driver [PER#1 Adam Reed] may buy a club from its owner [PER#2 Boris Lane], <1 the driver> announced.",
        );
    }

    #[test]
    fn relatives_are_known_by_whose_they_are() {
        check(
            "[PER#1 Ann Reed] came with husband [PER#2 Boris Reed]. <1 She> wore a mask, <2 <1 her> husband> did not.",
        );
    }

    #[test]
    fn relatives_of_relatives_do_not_cross() {
        // The tables are checked.
        run(
            "[PER#1 Tom Hall] came with his wife, [PER#2 Ann Reed]. He often envied his wife's first husband.",
        );
    }

    #[test]
    fn an_office_in_the_lead_is_of_who_is_named_later() {
        check("<1 A [LOC#2 Northmoor] judge> has ruled.\n\nIt was late.\n\nJustice [PER#1 Adam Reed] spoke.");
    }

    #[test]
    fn the_former_and_the_latter_are_two_of_a_kind() {
        check("[ORG#1 Acme Corp] sued [ORG#2 Bolt Inc]. <1 The former> is large, <2 the latter> was small.");
        check("[ORG#1 Acme Corp] sued [PER#2 Adam Reed]. The former is large. The former plant closed.");
    }

    #[test]
    fn a_club_is_a_team() {
        check("The English club [ORG#1 Northmoor City] lost. Nobody likes <1 the team>.");
    }

    #[test]
    fn an_organization_is_called_by_its_last_word() {
        check("The [ORG#1 International Monetary Fund] spoke. <1 The fund> lends.");
    }
}

#[test]
fn a_long_text_takes_linear_time() {
    let text =
        "[PER#1 Adam Reed] met the mayor. “<1 I> know <1 his> wife,” he said of it, and his wife left. "
            .replace("<1 I>", "I");
    let text = text.replace("<1 his>", "his").repeat(400);
    let (_, resolved) = run(&text);
    assert!(resolved.mentions.len() > 400);
}

#[test]
fn who_has_no_name_is_called_by_the_words_of_the_phrase() {
    let (_, resolved) =
        run("The rule now requires overseas users to register. They were angry, and they left the site. \
                             The users wrote to the ministry.");
    let names: Vec<&str> =
        resolved.entities.rows().iter().filter(|it| !it.is_named).map(|it| it.name.as_str()).collect();
    assert!(names.contains(&"overseas users"), "{names:?}");
}
