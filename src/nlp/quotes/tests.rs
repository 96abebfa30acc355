//! Tests of the whole stage, on marked text.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::document::{BlockKind, DocumentBuilder, Metadata};
use crate::nlp::analyze::{Config, analyze_with_cast};
use crate::nlp::cast::Cast;
use crate::nlp::encoder::head_outputs::{LINK_WIDTH, LinkVectors};
use crate::nlp::model::Model;
use crate::nlp::progress::Silent;
use crate::nlp::quotes::testing::TestText;
use crate::nlp::quotes::voice::VoiceScores;
use crate::nlp::quotes::{LinkScorer, NetworkOutput, candidates};
use crate::nlp::{Analysis, Confidence, Entity, EntityKind, Mention, MentionForm, QuoteKind};
use crate::text::{Id, Span, Table};

static MODEL: LazyLock<Model> = LazyLock::new(Model::embedded);

/// The analysis of a text in which people are marked as `[Ann Lee]` or, with a title or description, `[Ann
/// Lee|mayor]`, and organizations as `{Acme}`. Names with the same last word are one entity. Paragraphs are separated
/// by an empty line.
fn analyze(marked: &str) -> (crate::document::Document, Analysis) {
    let mut builder = DocumentBuilder::new();
    let mut names = Vec::new();
    let mut start = 0;
    for paragraph in marked.split("\n\n") {
        let mut text = String::new();
        let mut rest = paragraph;
        while let Some((before, after)) = rest.split_once(['[', '{']) {
            let person = rest.as_bytes()[before.len()] == b'[';
            let kind = if person { EntityKind::Person } else { EntityKind::Organization };
            text.push_str(before);
            let (marked, after) = after.split_once([']', '}']).unwrap();
            let (name, description) = marked.split_once('|').unwrap_or((marked, ""));
            let at = start + text.len();
            names.push((Span::new(at, at + name.len()), kind, description.to_owned()));
            text.push_str(name);
            rest = after;
        }
        text.push_str(rest);
        builder.block(BlockKind::Paragraph, &text);
        start += text.len() + 2;
    }
    let doc = builder.finish(Metadata::default()).unwrap();
    let mut entities: Table<Entity> = Table::new();
    let mut mentions = Table::new();
    let mut known: HashMap<String, Id<Entity>> = HashMap::new();
    for (span, kind, description) in names {
        let name = doc.slice(span).to_owned();
        let last = name.rsplit(' ').next().unwrap().to_owned();
        let entity = *known.entry(last).or_insert_with(|| {
            let description = (!description.is_empty()).then_some(description);
            entities.push(Entity { kind, name, description, is_named: true, mentions: Vec::new() })
        });
        let confidence = Confidence::new(1.0);
        let mention = mentions.push(Mention { span, form: MentionForm::Name, entity, confidence });
        entities[entity].mentions.push(mention);
    }
    let config = Config { threads: 1 };
    let cast = Cast::of(mentions, entities);
    let analysis = analyze_with_cast(&doc, &MODEL, &config, cast, &mut Silent).unwrap();
    assert_eq!(analysis.check(&doc), Ok(()), "{marked}");
    (doc, analysis)
}

/// Each quote as `kind Speaker: source <cue> content + content`, in order.
fn check_quotes(marked: &str, expected: &[&str]) {
    let (doc, analysis) = analyze(marked);
    let join = |spans: &[Span]| spans.iter().map(|&it| doc.slice(it)).collect::<Vec<_>>().join(" + ");
    let found: Vec<String> = analysis
        .quotes
        .rows()
        .iter()
        .map(|quote| {
            let kind = match quote.kind {
                QuoteKind::Direct => "direct",
                QuoteKind::Mixed => "mixed",
                QuoteKind::Indirect => "indirect",
            };
            let speaker = quote.speaker.map_or("-", |it| analysis.entities[it].name.as_str());
            format!(
                "{kind} {speaker}: {} <{}> {}",
                join(&quote.source),
                join(&quote.cue),
                join(&quote.content)
            )
        })
        .collect();
    assert_eq!(found, expected, "{marked}");
}

#[test]
fn a_cue_stands_after_before_or_within_its_quotation() {
    check_quotes("“We won,” [Ann Lee] said.", &["direct Ann Lee: Ann Lee <said> “We won,”"]);
    check_quotes(
        "“We won,” said [Ann Lee], a farmer.",
        &["direct Ann Lee: Ann Lee, a farmer <said> “We won,”"],
    );
    check_quotes("[Ann Lee] added: “We won.”", &["direct Ann Lee: Ann Lee <added> “We won.”"]);
    check_quotes("Asked about it, [Lee] said, “We won.”", &["direct Lee: Lee <said> “We won.”"]);
    check_quotes(
        "“We won,” [Lee] said, “and they lost.”",
        &["direct Lee: Lee <said> “We won,” + “and they lost.”"],
    );
    check_quotes("“We won,” she later told reporters in Ohio.", &["direct -: she <later told> “We won,”"]);
    check_quotes("‘We won,’ said [Lee]. ‘They lost.’", &["direct Lee: Lee <said> ‘We won,’ + ‘They lost.’"]);
}

#[test]
fn a_run_of_quoted_sentences_is_one_quote() {
    check_quotes(
        "“We won,” [Lee] said. “They lost.” “All.”",
        &["direct Lee: Lee <said> “We won,” + “They lost.” + “All.”"],
    );
    check_quotes("“We won.” “They lost,” [Lee] said.", &["direct Lee: Lee <said> “We won.” + “They lost,”"]);
    check_quotes(
        "“We won. They lost! Who knows?” [Lee] asked.",
        &["direct Lee: Lee <asked> “We won. They lost! Who knows?”"],
    );
}

#[test]
fn a_paragraph_of_speech_without_a_cue_has_the_speaker_before_it_or_after() {
    check_quotes(
        "“We won,” [Lee] said.\n\n“Nobody thought so.”",
        &["direct Lee: Lee <said> “We won,”", "direct Lee:  <> “Nobody thought so.”"],
    );
    check_quotes(
        "“We won it at last.\n\n“They lost,” [Lee] said.",
        &["direct Lee:  <> “We won it at last.", "direct Lee: Lee <said> “They lost,”"],
    );
}

#[test]
fn a_question_is_answered_by_someone_else() {
    check_quotes(
        "“Who won?” [Lee] asked.\n\n“We did, I think, at last.”",
        &["direct Lee: Lee <asked> “Who won?”", "direct -:  <> “We did, I think, at last.”"],
    );
}

#[test]
fn a_given_name_tells_whom_a_pronoun_may_mean() {
    check_quotes(
        "[Mary Lee] met [Peter Ito].\n\n“No,” he said. “Yes,” she said.",
        &["direct Peter Ito: he <said> “No,”", "direct Mary Lee: she <said> “Yes,”"],
    );
}

#[test]
fn a_fragment_in_marks_makes_its_clause_mixed() {
    check_quotes(
        "[Lee] said the plan was “a joke” for all.",
        &["mixed Lee: Lee <said> the plan was “a joke” for all"],
    );
    check_quotes("[Lee] called the plan “a joke” on Monday.", &["mixed Lee: Lee <called> the plan “a joke”"]);
    check_quotes(
        "Prices “rose too fast,” said the report.",
        &["mixed -: the report <said> Prices “rose too fast,”"],
    );
}

#[test]
fn scorn_and_titles_are_no_quotes() {
    check_quotes("The so-called “experts” of [Lee] left the house at noon.", &[]);
    check_quotes("They watched “The Nightly Show with Larry and Friends” at home.", &[]);
}

#[test]
fn reported_speech_needs_no_marks() {
    check_quotes("[Lee] said that prices would rise.", &["indirect Lee: Lee <said> that prices would rise"]);
    check_quotes("[Lee] said prices would rise.", &["indirect Lee: Lee <said> prices would rise"]);
    check_quotes("Prices will rise, [Lee] said on Monday.", &["indirect Lee: Lee <said> Prices will rise"]);
    check_quotes(
        "According to {Acme}, prices will rise soon.",
        &["indirect Acme: Acme <According to> prices will rise soon"],
    );
    check_quotes(
        "Prices will rise soon, according to the {Acme}.",
        &["indirect Acme: the Acme <according to> Prices will rise soon"],
    );
    check_quotes("The plan, [Lee] said, was bad.", &["indirect Lee: Lee <said> The plan + was bad"]);
    check_quotes(
        "[Lee]’s claim that prices rose was wrong.",
        &["indirect Lee: Lee <claim> that prices rose"],
    );
}

#[test]
fn what_is_left_between_two_attributions_is_no_quote() {
    check_quotes(
        "“I left,” [Lee] said at a press conference, according to the {Acme}.",
        &["direct Lee: Lee <said> “I left,”"],
    );
}

#[test]
fn what_happens_to_come_up_is_no_quote() {
    check_quotes("It came up at his confirmation hearing that he had met the envoy.", &[]);
}

#[test]
fn a_second_verb_shares_the_source_of_the_first() {
    check_quotes(
        "[Lee] said that prices would rise, adding that she was sorry.",
        &["indirect Lee: Lee <said> that prices would rise", "indirect Lee: Lee <adding> that she was sorry"],
    );
    check_quotes(
        "[Lee] left the house, saying that it was late.",
        &["indirect Lee: Lee <saying> that it was late"],
    );
}

#[test]
fn a_source_has_its_title_but_no_relative_clause() {
    check_quotes(
        "“No,” said Mayor [Bill de Blasio], who was in town.",
        &["direct Bill de Blasio: Mayor Bill de Blasio <said> “No,”"],
    );
    check_quotes(
        "A spokeswoman for [Sessions] denied that he lied.",
        &["indirect a spokeswoman for Sessions: A spokeswoman for Sessions <denied> that he lied"],
    );
    check_quotes("[Clinton], at a gaggle in Ohio, said, “No.”", &["direct Clinton: Clinton <said> “No.”"]);
    check_quotes(
        "A lawyer for the paper, [David Schulz], said it was late.",
        &["indirect David Schulz: A lawyer for the paper, David Schulz <said> it was late"],
    );
    check_quotes(
        "At a rally in Ohio, [Trump] campaign manager [Robby Mook] said it was late.",
        &["indirect Robby Mook: Trump campaign manager Robby Mook <said> it was late"],
    );
}

#[test]
fn an_apposition_with_a_name_belongs_to_the_source() {
    check_quotes(
        "Its supplier, {Halden Systems}, said that the machine was fine. Nobody believed it.",
        &["indirect Halden Systems: Its supplier, Halden Systems <said> that the machine was fine"],
    );
}

#[test]
fn a_name_behind_an_inverted_description_belongs_to_the_source() {
    check_quotes(
        "“No,” complained its author, Dr [Yusuf Demir].",
        &["direct Yusuf Demir: its author, Dr Yusuf Demir <complained> “No,”"],
    );
}

#[test]
fn words_between_verb_and_content_are_skipped() {
    check_quotes(
        "[Lee] said after the hearing that it was late.",
        &["indirect Lee: Lee <said> that it was late"],
    );
    check_quotes(
        "[Lee] told reporters in Ohio on Monday that it was late.",
        &["indirect Lee: Lee <told> that it was late"],
    );
}

#[test]
fn a_pronoun_is_whom_its_gender_fits() {
    check_quotes(
        "[Adam Lee] met [Ann Ito].\n\n“No,” he said. “Yes,” she said.",
        &["direct Adam Lee: he <said> “No,”", "direct Ann Ito: she <said> “Yes,”"],
    );
}

#[test]
fn a_description_names_the_one_it_fits() {
    check_quotes(
        "[Ann Lee|Mayor] came. [Bo Ito|Senator] left.\n\n“No,” the mayor said.",
        &["direct Ann Lee: the mayor <said> “No,”"],
    );
    check_quotes(
        "The {Justice Department} met.\n\nThe department said it would appeal.",
        &["indirect Justice Department: The department <said> it would appeal"],
    );
    check_quotes(
        "[Ann Lee|Senator] came. [Bo Ito|Senator] left.\n\n“No,” the senator said.",
        &["direct Bo Ito: the senator <said> “No,”"],
    );
}

#[test]
fn a_very_long_sentence_takes_linear_time() {
    let text = "he said “no” and she said that they, who said, saying “yes”, according to ".repeat(2_000);
    let sample = TestText::new(&text);
    // A source, a cue and a content begin in turn, and each fits each other.
    let mut voices = Vec::new();
    for token in 0..sample.tokens.len() {
        let mut logits = [[8.0, 0.0, 0.0]; 3];
        logits[token % 3] = [0.0, 8.0, 0.0];
        voices.push(VoiceScores::from_logits(&logits.concat()));
    }
    let every_third = |from| (from..sample.tokens.len()).step_by(3);
    let links = LinkVectors {
        source: every_third(0).map(|it| (it, [1.0; LINK_WIDTH].into())).collect(),
        cue: every_third(1).map(|it| (it, [1.0; LINK_WIDTH].into())).collect(),
        first: every_third(2).map(|it| (it, [1.0; 2 * LINK_WIDTH].into())).collect(),
        ..LinkVectors::default()
    };
    let TestText { doc, tokens, sentences, marks, .. } = &sample;
    let output = NetworkOutput { voices: &voices, links: &links, scorer: &LinkScorer::even() };
    assert!(candidates(doc, tokens, sentences, output, marks).len() > 1000);
}
