//! `byline explain`: who the words of an article stand for, who says a quote, and why a relation is listed, with the
//! reasons.

use std::fmt::Write as _;

use anyhow::bail;

use crate::cli::Outcome;
use crate::cli::args::{EngineArgs, ExplainArgs};
use crate::cli::engine::{Engine, Explained, threads};
use crate::cli::export::{open, print};
use crate::document::Document;
use crate::nlp::coref::explain::{Choice, Decision, Who};
use crate::nlp::relations::explain::ExplainedProposal;
use crate::nlp::{Analysis, Mention, MentionForm, Quote};
use crate::text::{Span, collapse_whitespace};

/// How many characters of the text are shown on each side of the words.
const AROUND: usize = 48;

pub(super) fn run(args: &ExplainArgs, engine_args: &EngineArgs) -> anyhow::Result<Outcome> {
    let doc = engine_args.takes(open(Some(&args.file))?);
    let engine = Engine::load(engine_args.model.as_deref())?;
    let Explained { analysis, decisions, proposals } = engine.explain(&doc, threads(engine_args));
    let mut out = explain(&doc, &analysis, &decisions, args.at.as_deref());
    let relations = of_relations(&doc, &analysis, &proposals, args.at.as_deref());
    if !out.is_empty() && !relations.is_empty() {
        out.push('\n');
    }
    out.push_str(&relations);
    if out.is_empty() {
        match &args.at {
            Some(words) => bail!(
                "no name, pronoun, description, quote or relation at “{words}”\nhint: `--at` takes words as they appear in the article"
            ),
            None => bail!("this article names no one and quotes no one"),
        }
    }
    print(&out)?;
    Ok(Outcome::Done)
}

/// The explanation of the mentions and quotes at the words, or of all of them.
fn explain(doc: &Document, analysis: &Analysis, decisions: &[Decision], at: Option<&str>) -> String {
    let is_asked = |span: Span| at.is_none_or(|words| has_words(doc.slice(span), words));
    let mut told: Vec<(Span, String)> = Vec::new();
    for mention in analysis.mentions.rows().iter().filter(|it| is_asked(it.span)) {
        let decision = decisions.iter().find(|it| it.span == mention.span);
        told.push((mention.span, of_mention(doc, analysis, mention, decision)));
    }
    // Mentions that stand for nobody were weighed, too.
    for decision in decisions.iter().filter(|it| is_asked(it.span)) {
        if !analysis.mentions.rows().iter().any(|it| it.span == decision.span) {
            told.push((
                decision.span,
                format!(
                    "{}stands for no one listed\n{}",
                    head(doc, decision.span),
                    choices(doc, analysis, decision)
                ),
            ));
        }
    }
    for quote in analysis.quotes.rows() {
        let parts = quote.content.iter().chain(&quote.cue).chain(&quote.source);
        if at.is_none() || quote.source.iter().chain(&quote.cue).any(|it| is_asked(*it)) {
            let first = parts.copied().min_by_key(|it| it.start()).unwrap_or_default();
            told.push((first, of_quote(doc, analysis, quote)));
        }
    }
    told.sort_by_key(|it| it.0.start());
    told.into_iter().map(|it| it.1).collect::<Vec<_>>().join("\n")
}

/// "“he” in paragraph 3 (… that he will …): "
fn head(doc: &Document, span: Span) -> String {
    let (all, range) = (doc.text().len(), span.to_range());
    let (before, behind) = (doc.slice(Span::new(0, range.start)), doc.slice(Span::new(range.end, all)));
    let before: String = before.chars().rev().take(AROUND).collect::<Vec<_>>().into_iter().rev().collect();
    let behind: String = behind.chars().take(AROUND).collect();
    let before = before.rsplit('\n').next().unwrap_or_default();
    let behind = behind.split('\n').next().unwrap_or_default();
    let block = doc.blocks().rows().partition_point(|it| it.span.end() <= span.start()) + 1;
    let around = collapse_whitespace(&format!("{before}[{}]{behind}", doc.slice(span)));
    format!("“{}” in paragraph {block}: …{around}…\n  ", collapse_whitespace(doc.slice(span)))
}

fn of_mention(doc: &Document, analysis: &Analysis, mention: &Mention, decision: Option<&Decision>) -> String {
    let name = &analysis.entities[mention.entity].name;
    let sure = percent(mention.confidence.to_f32());
    let head = head(doc, mention.span);
    match (mention.form, decision) {
        (MentionForm::Name, _) => {
            format!(
                "{head}is a name of {name}, {sure} sure: the network marked it, and names of one entity were joined\n"
            )
        }
        (_, Some(decision)) => {
            format!("{head}stands for {name}, {sure} sure\n{}", choices(doc, analysis, decision))
        }
        (_, None) => format!("{head}stands for {name}, {sure} sure, by its words\n"),
    }
}

fn choices(doc: &Document, analysis: &Analysis, decision: &Decision) -> String {
    let mut out = String::new();
    for Choice { who, probability, is_guess, reasons } in &decision.choices {
        let who = match who {
            Who::Entity(id) => analysis.entities[*id].name.clone(),
            Who::Other(span) => format!("“{}”", collapse_whitespace(doc.slice(*span))),
            Who::Nobody => "no one mentioned before".to_owned(),
        };
        let reasons: Vec<String> =
            reasons.iter().map(|(text, weight)| format!("{text} {weight:+.1}")).collect();
        let reasons = if reasons.is_empty() { String::new() } else { format!(": {}", reasons.join("; ")) };
        let guess = if *is_guess { " (a guess)" } else { "" };
        let _ = writeln!(out, "    {:>4} {who}{guess}{reasons}", percent(*probability)); // writing to a string cannot fail
    }
    out
}

fn of_quote(doc: &Document, analysis: &Analysis, quote: &Quote) -> String {
    let words = |spans: &[Span]| {
        let parts: Vec<String> = spans.iter().map(|&it| collapse_whitespace(doc.slice(it))).collect();
        parts.join(" … ")
    };
    let speakers: Vec<&str> = quote.speakers().map(|it| analysis.entities[it].name.as_str()).collect();
    let speakers = if speakers.is_empty() { "no one listed".to_owned() } else { speakers.join(" and ") };
    let source = if quote.source.is_empty() {
        "by its position after other words of the same speaker".to_owned()
    } else {
        format!("source “{}”, cue “{}”", words(&quote.source), words(&quote.cue))
    };
    let (kind, stance) = (quote.kind.word(), quote.stance.word());
    let content = words(&quote.content);
    format!(
        "Said ({kind}, {stance}): {content}\n    by {speakers}, {} sure: {source}\n",
        percent(quote.confidence.to_f32())
    )
}

/// The proposals of the rules whose words, subject or object the user asked about; without words, all relations that
/// are listed.
fn of_relations(
    doc: &Document,
    analysis: &Analysis,
    proposals: &[ExplainedProposal],
    at: Option<&str>,
) -> String {
    let is_asked = |it: &&ExplainedProposal| {
        at.map_or(it.is_listed, |words| {
            it.cue.iter().any(|&span| has_words(doc.slice(span), words)) || has_words(&it.label, words)
        })
    };
    proposals.iter().filter(is_asked).map(|it| of_relation(doc, analysis, it)).collect::<Vec<_>>().join("\n")
}

fn of_relation(doc: &Document, analysis: &Analysis, proposal: &ExplainedProposal) -> String {
    let [subject, object] = [proposal.subject, proposal.object].map(|it| analysis.entities[it].name.as_str());
    let label = if proposal.label.contains('…') {
        proposal.label.replacen('…', object, 1)
    } else {
        format!("{} {object}", proposal.label)
    };
    let sure = percent(proposal.probability * proposal.attribution);
    let becomes = if proposal.is_listed { "is listed" } else { "is not listed" };
    let status = proposal.status.word();
    let mut out = format!(
        "Relation ({status}): {subject} {label}\n    {becomes}, {sure} sure; by the rule for {}\n",
        proposal.rule
    );
    if proposal.attribution < 1.0 {
        let _ = writeln!(out, "    who says it: {} sure", percent(proposal.attribution)); // writing to a string cannot fail
    }
    let reasons: Vec<String> =
        proposal.reasons.iter().map(|(text, weight)| format!("{text} {weight:+.1}")).collect();
    let sentence = collapse_whitespace(doc.slice(proposal.sentence));
    let _ = writeln!(out, "    weighed: {}\n    in: {sentence}", reasons.join("; "));
    out
}

/// Whether a text contains these words as whole words, in upper or lower case: "he" is not in "the port".
fn has_words(text: &str, words: &str) -> bool {
    let (text, words) = (text.to_lowercase(), words.to_lowercase());
    text.match_indices(&words).any(|(at, _)| {
        let (before, after) = (text.get(..at), text.get(at + words.len()..));
        let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        is_edge(before.and_then(|it| it.chars().next_back()))
            && is_edge(after.and_then(|it| it.chars().next()))
    })
}

fn percent(share: f32) -> String {
    format!("{:.0}%", share * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sample;
    use crate::text::Id;

    #[test]
    fn what_was_weighed_is_told_with_the_words_around() {
        let (doc, analysis) = sample::article(&["[PER Ann Lee] met [PER Bob Day]. [PER~ She=Ann Lee] left."]);
        let start = doc.text().find("She").unwrap();
        let decision = Decision {
            span: Span::new(start, start + 3),
            choices: vec![
                Choice {
                    who: Who::Entity(Id::new(0)),
                    probability: 0.93,
                    is_guess: false,
                    reasons: vec![("of the same gender", 1.2)],
                },
                Choice { who: Who::Nobody, probability: 0.07, is_guess: false, reasons: vec![] },
            ],
        };
        let out = explain(&doc, &analysis, &[decision], Some("she"));
        let expected = "“She” in paragraph 1: …Ann Lee met Bob Day. [She] left.…\n  stands for Ann Lee, 50% sure\n     \
                        93% Ann Lee: of the same gender +1.2\n     7% no one mentioned before\n";
        assert!(out.starts_with(expected.split(", 50").next().unwrap()), "{out}");
        assert!(
            out.contains("93% Ann Lee: of the same gender +1.2")
                && out.contains("7% no one mentioned before"),
            "{out}"
        );
        assert_eq!(explain(&doc, &analysis, &[], Some("zebra")), "");
    }

    #[test]
    fn words_are_whole_words() {
        assert!(has_words("He said that", "he"));
        assert!(has_words("the mayor’s wife", "Mayor"));
        assert!(!has_words("The port", "he"));
        assert!(!has_words("chemist", "he"));
    }
}
