//! Tables for spreadsheets and data frames: people and organizations, mentions, quotes, relations, notes, of one
//! article or many.
//!
//! The names of offset columns say what they count. A cell that a spreadsheet would compute ("=…", "+…") gets an
//! apostrophe in front unless the caller wants it unchanged, following OWASP's advice on CSV injection.

use crate::annotate;
use crate::digest::{self, Tally, Voices};
use crate::export::distinct::{distinct, document_ids};
use crate::export::json::{entity_id, rounded};
use crate::export::offsets::Counter;
use crate::export::{Article, Options, OutputFile, form_word, kind_word, quote_word};
use crate::nlp::{Confidence, Entity};
use crate::text::{Id, Span};

/// What a formula begins with. Spreadsheets with Japanese or Chinese input take the wide forms for the narrow ones.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Table {
    /// People, organizations and places.
    Cast,
    /// Mentions.
    Mentions,
    /// Quotes.
    Quotes,
    /// Relations.
    Relations,
    /// The user's notes and highlights.
    Notes,
}

impl Table {
    /// All of them, the main one first.
    pub const ALL: &'static [Self] =
        &[Self::Cast, Self::Mentions, Self::Quotes, Self::Relations, Self::Notes];

    /// The value of `--table`, which is also part of its file's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cast => "cast",
            Self::Mentions => "mentions",
            Self::Quotes => "quotes",
            Self::Relations => "relations",
            Self::Notes => "notes",
        }
    }

    const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Cast => &[
                "entity",
                "type",
                "name",
                "named",
                "description",
                "aliases",
                "mentions",
                "names",
                "pronouns",
                "descriptions",
                "doubtful",
                "quotes",
                "share_of_words_quoted_percent",
            ],
            Self::Mentions => &[
                "mention",
                "entity",
                "name",
                "type",
                "kind",
                "start",
                "end",
                "exact",
                "confidence",
                "doubtful",
            ],
            Self::Quotes => &[
                "quote",
                "kind",
                "stance",
                "speaker",
                "speakers",
                "source",
                "cue",
                "start",
                "end",
                "exact",
                "words",
                "confidence",
                "doubtful",
            ],
            Self::Relations => &[
                "relation",
                "subject",
                "label",
                "object",
                "sentence",
                "status",
                "said_by",
                "negated",
                "start",
                "end",
                "exact",
                "evidence",
                "confidence",
                "doubtful",
            ],
            Self::Notes => &["note", "type", "start", "end", "exact", "text", "tags", "created"],
        }
    }

    fn rows(self, of: &Source<'_>, sheet: &mut Sheet) {
        match self {
            Self::Cast => of.cast(sheet),
            Self::Mentions => of.mentions(sheet),
            Self::Quotes => of.quotes(sheet),
            Self::Relations => of.relations(sheet),
            Self::Notes => of.notes(sheet),
        }
    }
}

/// The tables with commas: the cast under the given name, the others beside it.
pub(super) fn csv(articles: &[Article<'_>], options: &Options) -> Vec<OutputFile> {
    tables(articles, options, b',', |table| match table {
        Table::Cast => "csv",
        Table::Mentions => "mentions.csv",
        Table::Quotes => "quotes.csv",
        Table::Relations => "relations.csv",
        Table::Notes => "notes.csv",
    })
}

/// The same with tabs.
pub(super) fn tsv(articles: &[Article<'_>], options: &Options) -> Vec<OutputFile> {
    tables(articles, options, b'\t', |table| match table {
        Table::Cast => "tsv",
        Table::Mentions => "mentions.tsv",
        Table::Quotes => "quotes.tsv",
        Table::Relations => "relations.tsv",
        Table::Notes => "notes.tsv",
    })
}

fn tables(
    articles: &[Article<'_>],
    options: &Options,
    delimiter: u8,
    ending: fn(Table) -> &'static str,
) -> Vec<OutputFile> {
    let known = articles.iter().zip(document_ids(articles));
    let keys = distinct(known.map(|(it, id)| it.id.map_or(id, |it| it.to_string())));
    let sources: Vec<_> = articles.iter().zip(keys).map(|(it, key)| Source::new(it, key, options)).collect();
    let table = |table: Table| {
        let mut sheet = Sheet::new(delimiter, options);
        let unit = options.unit.name().replace('-', "_");
        let column = |name: &str| match name {
            "start" | "end" => format!("{name}_{unit}"),
            name => name.to_owned(),
        };
        let columns = ["article", "title"].iter().chain(table.columns());
        sheet.row(columns.map(|it| column(it)).collect());
        for source in &sources {
            table.rows(source, &mut sheet);
        }
        sheet.finish()
    };
    match options.table {
        Some(one) => vec![OutputFile::beside(ending(Table::Cast), table(one))],
        None => Table::ALL.iter().map(|&it| OutputFile::beside(ending(it), table(it))).collect(),
    }
}

/// A table that is being written.
struct Sheet {
    writer: csv::Writer<Vec<u8>>,
    keeps_formulas: bool,
    bom: bool,
    /// Whether cells cannot contain tabs and line breaks.
    is_flat: bool,
}

impl Sheet {
    fn new(delimiter: u8, options: &Options) -> Self {
        let writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        Self { writer, keeps_formulas: options.formulas, bom: options.bom, is_flat: delimiter == b'\t' }
    }

    fn row(&mut self, cells: Vec<String>) {
        let cells = cells.into_iter().map(|it| self.cell(it)).collect::<Vec<_>>();
        self.writer.write_record(cells).expect("every row has all columns, and a vector takes every byte");
    }

    fn cell(&self, text: String) -> String {
        let text = if self.is_flat { text.replace(['\t', '\n', '\r'], " ") } else { text };
        let is_formula = text.starts_with(FORMULA) && !text.parse().is_ok_and(f64::is_finite);
        if is_formula && !self.keeps_formulas { format!("'{text}") } else { text }
    }

    fn finish(self) -> String {
        let bytes = self.writer.into_inner().expect("a vector takes every byte");
        let text = String::from_utf8(bytes).expect("cells are UTF-8");
        if self.bom { format!("\u{feff}{text}") } else { text }
    }
}

/// An article that rows are made from.
struct Source<'a> {
    article: &'a Article<'a>,
    counter: Counter<'a>,
    /// The first cells of every row.
    key: [String; 2],
}

impl<'a> Source<'a> {
    fn new(article: &'a Article<'a>, key: String, options: &Options) -> Self {
        let doc = article.doc;
        let counter = Counter::new(doc.text(), options.unit);
        Self { article, counter, key: [key, digest::title(doc).unwrap_or_default()] }
    }

    fn row(&self, sheet: &mut Sheet, cells: Vec<String>) {
        sheet.row(self.key.iter().cloned().chain(cells).collect());
    }

    fn name(&self, id: Id<Entity>) -> String {
        self.article.annotated.analysis.entities[id].name.clone()
    }

    /// Start and end of all spans together.
    fn hull(&self, spans: &[Span]) -> [String; 2] {
        let hull = spans.iter().copied().reduce(Span::join).map(|it| self.counter.span(it));
        hull.map_or_else(Default::default, |(start, end)| [start.to_string(), end.to_string()])
    }

    fn words(&self, spans: &[Span]) -> String {
        spans.iter().map(|&it| digest::words(self.article.doc, it)).collect::<Vec<_>>().join(" … ")
    }

    fn cast(&self, sheet: &mut Sheet) {
        let (doc, analysis) = (self.article.doc, &self.article.annotated.analysis);
        let voices = Voices::new(doc, analysis);
        for (id, it) in analysis.entities.iter() {
            let Tally { all, doubtful } = digest::tally(analysis, id);
            let said = voices.of(id);
            self.row(
                sheet,
                vec![
                    entity_id(id),
                    kind_word(it.kind).to_owned(),
                    it.name.clone(),
                    it.is_named.to_string(),
                    it.description.clone().unwrap_or_default(),
                    digest::aliases(doc, analysis, id).join("; "),
                    all.total().to_string(),
                    all.names.to_string(),
                    all.pronouns.to_string(),
                    all.nouns.to_string(),
                    doubtful.total().to_string(),
                    said.map_or(0, |it| it.quotes.len()).to_string(),
                    said.map_or(0, |it| it.percent).to_string(),
                ],
            );
        }
    }

    fn mentions(&self, sheet: &mut Sheet) {
        let analysis = &self.article.annotated.analysis;
        for (number, it) in (1..).zip(analysis.mentions.rows()) {
            let entity = &analysis.entities[it.entity];
            let [start, end] = self.hull(&[it.span]);
            let [confidence, doubtful] = sure(it.confidence);
            self.row(
                sheet,
                vec![
                    format!("m{number}"),
                    entity_id(it.entity),
                    entity.name.clone(),
                    kind_word(entity.kind).to_owned(),
                    form_word(it.form).to_owned(),
                    start,
                    end,
                    self.article.doc.slice(it.span).to_owned(),
                    confidence,
                    doubtful,
                ],
            );
        }
    }

    fn quotes(&self, sheet: &mut Sheet) {
        let (doc, analysis) = (self.article.doc, &self.article.annotated.analysis);
        for (number, it) in (1..).zip(analysis.quotes.rows()) {
            let [start, end] = self.hull(&it.content);
            let [confidence, doubtful] = sure(it.confidence);
            self.row(
                sheet,
                vec![
                    format!("q{number}"),
                    quote_word(it.kind).to_owned(),
                    it.stance.word().to_owned(),
                    it.speaker.map(|id| self.name(id)).unwrap_or_default(),
                    it.speakers().map(|id| self.name(id)).collect::<Vec<_>>().join("; "),
                    digest::source(doc, it),
                    self.words(&it.cue),
                    start,
                    end,
                    self.words(&it.content),
                    digest::n_words(doc, it).to_string(),
                    confidence,
                    doubtful,
                ],
            );
        }
    }

    fn relations(&self, sheet: &mut Sheet) {
        let analysis = &self.article.annotated.analysis;
        for (number, it) in (1..).zip(analysis.relations.rows()) {
            let [start, end] = self.hull(&it.cue);
            let [confidence, doubtful] = sure(it.confidence);
            let evidence: Vec<_> = it.evidence.iter().map(|&id| analysis.sentences[id].span).collect();
            self.row(
                sheet,
                vec![
                    format!("r{number}"),
                    self.name(it.subject),
                    it.label.clone(),
                    self.name(it.object),
                    digest::told_whole(analysis, it),
                    it.status.word().to_owned(),
                    it.said_by.map(|id| self.name(id)).unwrap_or_default(),
                    it.negated.to_string(),
                    start,
                    end,
                    self.words(&it.cue),
                    self.words(&evidence),
                    confidence,
                    doubtful,
                ],
            );
        }
    }

    fn notes(&self, sheet: &mut Sheet) {
        for mark in &self.article.annotated.marks {
            let [start, end] = mark.span.map(|it| self.hull(&[it])).unwrap_or_default();
            let is_note = !mark.note.is_empty();
            self.row(
                sheet,
                vec![
                    format!("a{}", mark.id.0),
                    if is_note { "note" } else { "highlight" }.to_owned(),
                    start,
                    end,
                    mark.at.exact.clone(),
                    annotate::told(&mark.note, &[]),
                    mark.tags.join(" "),
                    self.article.date(mark.id).unwrap_or_default().to_owned(),
                ],
            );
        }
    }
}

/// The confidence, and whether it is so low that the reader should know.
fn sure(confidence: Confidence) -> [String; 2] {
    [rounded(confidence).to_string(), confidence.is_doubtful().to_string()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::Annotated;
    use crate::digest::sample;
    use crate::export::Unit;

    fn read(table: Table, options: Options, delimiter: u8) -> Vec<Vec<String>> {
        let (doc, analysis) = sample::article(&[
            "[PER 😀Ann=Ann] sued [ORG +Hill] (Ann; sued; +Hill; Bob; denied). {“Go,”} said [PER Bob].",
        ]);
        let annotated = Annotated::from((*analysis).clone());
        let article = Article { doc: &doc, annotated: &annotated, id: Some(7), written: None };
        let options = Options { table: Some(table), ..options };
        let parts = if delimiter == b',' { csv(&[article], &options) } else { tsv(&[article], &options) };
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .from_reader(parts[0].contents.as_bytes());
        reader.records().map(|it| it.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    fn cell(rows: &[Vec<String>], column: &str, row: usize) -> String {
        let at =
            rows[0].iter().position(|it| it == column).unwrap_or_else(|| panic!("{column} of {:?}", rows[0]));
        rows[row][at].clone()
    }

    #[test]
    fn every_table_has_its_columns_and_rows() {
        for delimiter in [b',', b'\t'] {
            for &table in Table::ALL {
                let rows = read(table, Options::default(), delimiter);
                assert_eq!(rows[0].len(), table.columns().len() + 2);
                assert!(rows.len() > 1 || table == Table::Notes, "{table:?}");
            }
        }
    }

    #[test]
    fn offsets_are_named_and_counted_in_the_unit_that_was_asked_for() {
        let end = |unit: Unit, column: &str| {
            cell(&read(Table::Mentions, Options { unit, ..Options::default() }, b','), column, 1)
        };
        assert_eq!(end(Unit::CodePoint, "end_code_points"), "4");
        assert_eq!(end(Unit::Utf16, "end_utf_16"), "5");
        assert_eq!(end(Unit::Byte, "end_bytes"), "7");
    }

    #[test]
    fn a_cell_is_no_formula_unless_that_is_wanted() {
        let name = |formulas| {
            let options = Options { formulas, ..Options::default() };
            cell(&read(Table::Cast, options, b','), "name", 2)
        };
        assert_eq!((name(false).as_str(), name(true).as_str()), ("'+Hill", "+Hill"));
        let mut sheet = Sheet::new(b',', &Options::default());
        assert_eq!(sheet.cell("-3".to_owned()), "-3", "a number is none");
        for text in ["＝1+1", "＋1+1", "－a", "＠SUM(1)", "\n=1+1"] {
            assert!(sheet.cell(text.to_owned()).starts_with('\''), "{text}");
        }
        sheet.row(vec!["@x".to_owned()]);
        assert_eq!(sheet.finish(), "'@x\n");
    }

    #[test]
    fn rows_of_two_articles_with_one_name_are_told_apart() {
        let (doc, analysis) = sample::article(&["[PER Ann] left."]);
        let annotated = Annotated::from((*analysis).clone());
        let article = Article { doc: &doc, annotated: &annotated, id: None, written: None };
        let parts = csv(&[article, article], &Options { table: Some(Table::Cast), ..Options::default() });
        let keys: Vec<_> = parts[0].contents.lines().skip(1).filter_map(|it| it.split(',').next()).collect();
        assert!(keys.len() == 2 && keys[1] == format!("{}-2", keys[0]), "{keys:?}");
    }

    #[test]
    fn a_relation_tells_how_the_article_has_it() {
        let rows = read(Table::Relations, Options::default(), b',');
        let cells = ["sentence", "status", "said_by", "confidence"].map(|it| cell(&rows, it, 1));
        assert_eq!(cells, ["Ann sued +Hill (denied by Bob)", "denied", "Bob", "0.9"]);
    }
}
