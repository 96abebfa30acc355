//! CoNLL-U, and tokens with BIO columns, with byline's tokens and sentences.
//!
//! CoNLL-U has the tree, and in the last column offsets (`Start`, `End`), entities in the brackets of CorefUD
//! (`Entity=(e1-person`) and quotes. BIO has a column for names and, because mentions nest, one for each of three
//! depths of mentions.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::digest;
use crate::document::Document;
use crate::export::aligned::tokens_of;
use crate::export::distinct::document_ids;
use crate::export::json::entity_id;
use crate::export::offsets::{Counter, Unit};
use crate::export::{Article, Options, OutputFile, kind_word, on_one_line};
use crate::nlp::{Analysis, MentionForm, Relation, Sentence};
use crate::text::{Id, Span};

/// The depth of nested mentions that has columns.
const DEPTHS: usize = 3;

/// CoNLL-U, one article after the other.
pub(in crate::export) fn conllu(articles: &[Article<'_>], _: &Options) -> Vec<OutputFile> {
    let mut out = String::new();
    for (article, id) in articles.iter().zip(document_ids(articles)) {
        Maker::new(article).conllu(&id, &mut out);
    }
    vec![OutputFile::beside("conllu", out)]
}

/// Tab-separated columns: form, start, end, name, mentions from the outermost to the innermost, quote.
pub(in crate::export) fn bio(articles: &[Article<'_>], _: &Options) -> Vec<OutputFile> {
    let mut out = String::from(
        "# form\tstart_code_points\tend_code_points\tname\tmention_1\tmention_2\tmention_3\tquote\n",
    );
    for article in articles {
        Maker::new(article).bio(&mut out);
    }
    vec![OutputFile::beside("bio", out)]
}

struct Maker<'a> {
    doc: &'a Document,
    analysis: &'a Analysis,
    counter: Counter<'a>,
    /// For each token, the numbers of the quotes that it is in, and whether it begins their part.
    quotes: Vec<Option<(usize, bool)>>,
}

impl<'a> Maker<'a> {
    fn new(article: &'a Article<'a>) -> Self {
        let (doc, analysis) = (article.doc, &article.annotated.analysis);
        let mut quotes = vec![None; analysis.tokens.len()];
        for (id, it) in analysis.quotes.iter() {
            for (first, behind) in it.content.iter().filter_map(|&span| tokens_of(analysis, span)) {
                for (nth, quote) in quotes[first..behind].iter_mut().enumerate() {
                    *quote = Some((id.to_usize() + 1, nth == 0));
                }
            }
        }
        Self { doc, analysis, counter: Counter::new(doc.text(), Unit::CodePoint), quotes }
    }

    fn conllu(&self, id: &str, out: &mut String) {
        let id = on_one_line(id);
        // Writing to a string cannot fail.
        let _ = writeln!(out, "# newdoc id = {id}\n# global.Entity = eid-etype");
        for (id, entity) in self.analysis.entities.iter() {
            let _ = writeln!(out, "# entity {} = {}", entity_id(id), on_one_line(&entity.name));
        }
        let brackets = self.brackets();
        let mut blocks = self.doc.blocks().rows().iter().peekable();
        for (number, sentence) in self.analysis.sentences.iter() {
            let mut begins = false;
            while blocks.next_if(|it| it.span.start() <= sentence.span.start()).is_some() {
                begins = true;
            }
            if begins {
                out.push_str("# newpar\n");
            }
            let _ = writeln!(out, "# sent_id = s{}", number.to_usize() + 1);
            for it in self.relations(number) {
                let confidence = it.confidence.to_f32();
                let _ = writeln!(
                    out,
                    "# relation ({confidence:.3}) = {}",
                    on_one_line(&digest::told_whole(self.analysis, it))
                );
            }
            self.sentence(out, *sentence, &brackets);
            out.push('\n');
        }
    }

    fn relations(&self, sentence: Id<Sentence>) -> impl Iterator<Item = &Relation> {
        self.analysis.relations.rows().iter().filter(move |it| it.evidence.first() == Some(&sentence))
    }

    fn sentence(&self, out: &mut String, sentence: Sentence, brackets: &BTreeMap<usize, Brackets>) {
        let range = sentence.tokens.to_range();
        let first = range.start;
        let last = range.end - 1;
        let mut rows = String::new();
        let mut text = String::new();
        for token in range {
            let span = self.analysis.tokens.rows()[token].span;
            let form = form(self.doc, span);
            let behind = self.doc.text().get(span.end().to_usize()..).unwrap_or_default();
            let has_space = token == last || behind.starts_with(char::is_whitespace);
            text.push_str(&form);
            if has_space && token < last {
                text.push(' ');
            }
            let (start, end) = self.counter.span(span);
            let mut more = vec![format!("Start={start}"), format!("End={end}")];
            if let Some(it) = brackets.get(&token) {
                more.push(format!("Entity={}", it.in_words()));
            }
            if let Some((quote, begins)) = self.quotes[token] {
                more.push(format!("Quote={}-q{quote}", if begins { "B" } else { "I" }));
            }
            if !has_space {
                more.push("SpaceAfter=No".to_owned());
            }
            let syntax = self.analysis.syntax.get(Id::new(token));
            let (tag, head, function) = syntax.map_or(("_", "_".to_owned(), "_"), |it| {
                let head = it.head.map_or(0, |head| head.to_usize() + 1 - first);
                (it.tag.name(), head.to_string(), if head == 0 { "root" } else { it.function.name() })
            });
            // Writing to a string cannot fail.
            let _ = writeln!(
                rows,
                "{}\t{form}\t_\t{tag}\t_\t_\t{head}\t{function}\t_\t{}",
                token + 1 - first,
                more.join("|")
            );
        }
        let _ = writeln!(out, "# text = {text}");
        out.push_str(&rows);
    }

    /// What opens and closes at each token.
    fn brackets(&self) -> BTreeMap<usize, Brackets> {
        let mut brackets: BTreeMap<usize, Brackets> = BTreeMap::new();
        let mut mentions: Vec<_> = self.analysis.mentions.rows().iter().collect();
        // Of those that start together, the outer one comes first.
        mentions.sort_by_key(|it| (it.span.start(), std::cmp::Reverse(it.span.end())));
        let in_tokens = mentions.iter().filter_map(|it| Some((*it, tokens_of(self.analysis, it.span)?)));
        for (it, (first, behind)) in in_tokens {
            let (id, kind) = (entity_id(it.entity), kind_word(self.analysis.entities[it.entity].kind));
            if behind == first + 1 {
                brackets.entry(first).or_default().alone.push(format!("({id}-{kind})"));
            } else {
                brackets.entry(first).or_default().open.push(format!("({id}-{kind}"));
                // The inner one closes first.
                brackets.entry(behind - 1).or_default().close.insert(0, format!("{id})"));
            }
        }
        brackets
    }

    fn bio(&self, out: &mut String) {
        out.push_str("-DOCSTART-\n\n");
        let columns = self.columns();
        for sentence in self.analysis.sentences.rows() {
            let range = sentence.tokens.to_range();
            for token in range.clone() {
                let span = self.analysis.tokens.rows()[token].span;
                let (start, end) = self.counter.span(span);
                // Labels that continue from another sentence, or after a quote inside a quote, begin again: readers
                // accept nothing else.
                let is_first = token == range.start;
                let quote_before = (!is_first).then(|| self.quotes[token - 1].map(|it| it.0)).flatten();
                let quote = self.quotes[token].map_or_else(
                    || "O".to_owned(),
                    |(quote, begins)| {
                        let begins = begins || quote_before != Some(quote);
                        format!("{}-q{quote}", if begins { "B" } else { "I" })
                    },
                );
                let mark = |cell: &Option<String>| match cell.as_deref() {
                    None => "O".to_owned(),
                    Some(cell) => match cell.strip_prefix("I-").filter(|_| is_first) {
                        Some(label) => format!("B-{label}"),
                        None => cell.to_owned(),
                    },
                };
                let marks = columns[token].each_ref().map(mark).join("\t");
                // Writing to a string cannot fail.
                let _ = writeln!(out, "{}\t{start}\t{end}\t{marks}\t{quote}", form(self.doc, span));
            }
            out.push('\n');
        }
    }

    /// The name of each token, and its mentions by depth.
    fn columns(&self) -> Vec<[Option<String>; DEPTHS + 1]> {
        let mut columns: Vec<[Option<String>; DEPTHS + 1]> =
            vec![Default::default(); self.analysis.tokens.len()];
        let mut mentions: Vec<_> = self.analysis.mentions.rows().iter().collect();
        mentions.sort_by_key(|it| (it.span.start(), std::cmp::Reverse(it.span.end())));
        for it in mentions {
            let Some((first, behind)) = tokens_of(self.analysis, it.span) else { continue };
            let kind = kind_word(self.analysis.entities[it.entity].kind);
            let mut mark = |column: usize, label: &str| {
                if columns[first..behind].iter().all(|it| it[column].is_none()) {
                    for (token, cells) in (first..).zip(&mut columns[first..behind]) {
                        cells[column] = Some(format!("{}-{label}", if token == first { "B" } else { "I" }));
                    }
                    return true;
                }
                false
            };
            if it.form == MentionForm::Name {
                mark(0, kind);
            }
            let label = format!("{kind}/{}", entity_id(it.entity));
            let _ = (1..=DEPTHS).any(|depth| mark(depth, &label)); // deeper ones have no column
        }
        columns
    }
}

/// What opens and closes at a token.
#[derive(Debug, Default)]
struct Brackets {
    close: Vec<String>,
    open: Vec<String>,
    alone: Vec<String>,
}

impl Brackets {
    /// What ends here was opened earlier, so it closes after what is only here.
    fn in_words(&self) -> String {
        [&self.open, &self.alone, &self.close].map(|it| it.concat()).concat()
    }
}

/// A token in a column.
fn form(doc: &Document, span: Span) -> String {
    doc.slice(span).chars().map(|c| if c.is_whitespace() || c.is_control() { '_' } else { c }).collect()
}
