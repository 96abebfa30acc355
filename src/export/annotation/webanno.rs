//! WebAnno TSV 3.3, which INCEpTION and WebAnno import: byline's tokens and sentences, with mentions and quotes as
//! spans.
//!
//! Offsets are UTF-16 units, as in Java. The layer of named entities has every mention, with its entity's name as
//! identifier. The custom layer `webanno.custom.Quote` has quotes with kind and speaker; `webanno.custom.Relation`
//! has the words of relations with the sentence that each amounts to. Edges of spans are moved outwards to those of
//! tokens.

use std::fmt::Write as _;

use crate::digest;
use crate::export::aligned::tokens_of;
use crate::export::json::rounded;
use crate::export::offsets::{Counter, Unit};
use crate::export::{Article, Options, OutputFile, kind_word, on_one_line, quote_word};
use crate::nlp::Analysis;
use crate::text::Span;

const HEAD: &str = "#FORMAT=WebAnno TSV 3.3\n\
    #T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n\
    #T_SP=webanno.custom.Quote|Confidence|Kind|Speaker\n\
    #T_SP=webanno.custom.Relation|Confidence|Sentence|Status\n\n";

/// A span of a layer: its number and the values of its features.
#[derive(Clone)]
struct LayerSpan {
    number: usize,
    values: Vec<String>,
}

/// The whole file as one text.
pub(in crate::export) fn export(article: &Article<'_>, _: &Options) -> Vec<OutputFile> {
    let (doc, analysis) = (article.doc, &article.annotated.analysis);
    let counter = Counter::new(doc.text(), Unit::Utf16);
    let layers = layers(analysis);
    let mut out = HEAD.to_owned();
    for (number, sentence) in (1..).zip(analysis.sentences.rows()) {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "\n#Text={}", in_text(doc.slice(sentence.span)));
        for (nth, token) in (1..).zip(sentence.tokens.to_range()) {
            let span = analysis.tokens.rows()[token].span;
            let (start, end) = counter.span(span);
            let _ = write!(out, "{number}-{nth}\t{start}-{end}\t{}\t", in_text(doc.slice(span)));
            for (layer, n_features) in layers.iter().zip([2, 3, 3]) {
                out.push_str(&cells(layer.at(token), n_features));
            }
            out.push('\n');
        }
    }
    vec![OutputFile::beside("webanno.tsv", out)]
}

/// The spans of a layer, by the tokens that they cover.
struct Layer(Vec<Vec<LayerSpan>>);

impl Layer {
    fn new(n_tokens: usize) -> Self {
        Self(vec![Vec::new(); n_tokens])
    }

    fn at(&self, token: usize) -> &[LayerSpan] {
        self.0.get(token).map_or(&[], Vec::as_slice)
    }
}

/// The cells of a token in a layer; several spans are separated by "|". Each has a number, which removes any
/// ambiguity.
fn cells(here: &[LayerSpan], n_features: usize) -> String {
    let mut out = String::new();
    for feature in 0..n_features {
        let cell: Vec<_> =
            here.iter().map(|it| format!("{}[{}]", in_cell(&it.values[feature]), it.number)).collect();
        out.push_str(if cell.is_empty() { "_" } else { "" });
        out.push_str(&cell.join("|"));
        out.push('\t');
    }
    out
}

fn layers(analysis: &Analysis) -> [Layer; 3] {
    let mut number = 0;
    let [mut mentions, mut quotes, mut relations] = [(); 3].map(|()| Layer::new(analysis.tokens.len()));
    let mut add = |layer: &mut Layer, span: Span, values: &[String]| {
        let Some((first, behind)) = tokens_of(analysis, span) else { return };
        // In INCEpTION, a span may not cross sentences, so longer quotes are cut.
        let sentences = analysis.sentences.rows();
        let from = sentences.partition_point(|it| it.tokens.to_range().end <= first);
        for sentence in
            sentences[from..].iter().map(|it| it.tokens.to_range()).take_while(|it| it.start < behind)
        {
            number += 1;
            for token in first.max(sentence.start)..behind.min(sentence.end) {
                layer.0[token].push(LayerSpan { number, values: values.to_vec() });
            }
        }
    };
    for it in analysis.mentions.rows() {
        let entity = &analysis.entities[it.entity];
        add(&mut mentions, it.span, &[on_one_line(&entity.name), kind_word(entity.kind).to_owned()]);
    }
    for it in analysis.quotes.rows() {
        let speaker = it.speaker.map_or("*", |id| analysis.entities[id].name.as_str());
        let values =
            [rounded(it.confidence).to_string(), quote_word(it.kind).to_owned(), on_one_line(speaker)];
        it.content.iter().for_each(|&span| add(&mut quotes, span, &values));
    }
    for it in analysis.relations.rows() {
        let told = on_one_line(&digest::told_whole(analysis, it));
        let values = [rounded(it.confidence).to_string(), told, it.status.word().to_owned()];
        it.cue.iter().for_each(|&span| add(&mut relations, span, &values));
    }
    [mentions, quotes, relations]
}

/// Escapes text for the line of a sentence, or for a token.
fn in_text(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r")
}

/// Escapes text for the value of a feature.
fn in_cell(text: &str) -> String {
    if text == "*" {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 4);
    for c in text.chars() {
        if r"\[]|_;>*".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    if out.is_empty() { "*".to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_the_format_are_escaped() {
        assert_eq!(in_cell("a_b|c[d]*"), r"a\_b\|c\[d\]\*");
        assert_eq!((in_cell("*").as_str(), in_cell("").as_str()), ("*", "*"));
        assert_eq!(in_text("a\tb\\"), r"a\tb\\");
    }
}
