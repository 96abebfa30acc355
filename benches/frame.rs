//! The time from a key to a drawn frame, on texts of 1 and 5 MB with 5,000 mentions, 500 quotes and 500 notes. Run by
//! hand: `cargo bench --bench frame`.
#![expect(clippy::print_stdout, reason = "prints its figures")]

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use byline::annotate::{Anchor, Edit, EditId, Entry, Member};
use byline::app::{App, ColorDepth, Key, KeyCode, Msg, Settings, Update};
use byline::document::{BlockKind, Document, DocumentBuilder, Metadata};
use byline::nlp::{Analysis, Confidence, Entity, EntityKind, Mention, MentionForm, Quote, QuoteKind};
use byline::text::{Id, Span, Table};
use byline::tui::theme::Themes;
use byline::tui::view::View;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget as _;

const MEGABYTE: usize = 1_000_000;
const N_MENTIONS: usize = 5_000;
const N_QUOTES: usize = 500;
const N_ENTITIES: usize = 200;
const SCREEN: Rect = Rect::new(0, 0, 120, 36);

fn main() {
    for (name, n_bytes, n_paragraphs) in [
        ("1 MB in paragraphs", MEGABYTE, 2_000),
        ("5 MB in paragraphs", 5 * MEGABYTE, 10_000),
        ("5 MB in one paragraph", 5 * MEGABYTE, 1),
    ] {
        let (doc, analysis) = article(n_bytes, n_paragraphs);
        println!("{name}: {} bytes, {} mentions", doc.text().len(), analysis.mentions.len());
        measure(&doc, &analysis);
    }
}

fn measure(doc: &Arc<Document>, analysis: &Arc<Analysis>) {
    let settings = Settings { name: "bench".to_owned(), colors: ColorDepth::Indexed, ..Settings::default() };
    let mut buffer = Buffer::empty(SCREEN);
    let start = Instant::now();
    let mut model = App::new(Arc::clone(doc), settings);
    model.update(Msg::Resize { columns: SCREEN.width, rows: SCREEN.height });
    View(&model, &Themes::default()).render(SCREEN, &mut buffer);
    println!("  {:<34} {:>9.3} ms", "open to first frame", ms(start.elapsed()));
    drop(doc.foreign_part()); // in the program, the analysing thread asks for it first
    let start = Instant::now();
    model.update(Msg::Analysis(Update::Done(Arc::clone(analysis))));
    View(&model, &Themes::default()).render(SCREEN, &mut buffer);
    println!("  {:<34} {:>9.3} ms", "analysis to frame", ms(start.elapsed()));
    let notes = notes(doc, analysis);
    let n_notes = notes.len() as u64;
    let start = Instant::now();
    model.update(Msg::Log(notes));
    View(&model, &Themes::default()).render(SCREEN, &mut buffer);
    println!("  {:<34} {:>9.3} ms", "500 notes to frame", ms(start.elapsed()));

    let mut frame = |model: &mut App, msg: Msg| {
        let start = Instant::now();
        model.update(msg);
        View(model, &Themes::default()).render(SCREEN, &mut buffer);
        start.elapsed()
    };
    let key = |name: &str| Msg::Key(Key::parse(name).expect("a key of the table"));
    for (what, keys, times) in [
        ("line down", &["j"][..], 2000),
        ("page down", &["Space"], 500),
        ("next name or quote", &["l"], 500),
        ("end, start", &["G", "g"], 100),
        ("in the list: choose, jump", &["Tab", "Down", "Enter", "Tab"], 100),
        ("next mention", &["n"], 1000),
        ("card open, next mention", &["Enter", "n", "Enter"], 200),
        ("quotes by speaker", &["3", "Down", "Tab", "1", "Tab"], 100),
        ("all else dimmed, next mention", &["F", "n", "F"], 100),
        ("all else left out, and back", &["&", "n", "&"], 100),
        ("letters on what is on the screen", &["f", "Esc"], 200),
        ("outline", &["5", "Down", "Tab", "1", "Tab"], 20),
        ("a command", &[":", "e", "x", "p", "Esc"], 50),
        ("only the text, and back", &["z", "j", "z"], 100),
    ] {
        let mut times: Vec<_> =
            (0..times).flat_map(|_| keys).map(|name| frame(&mut model, key(name))).collect();
        report(what, &mut times);
    }
    let mut times = Vec::new();
    for number in 1..=50 {
        frame(&mut model, key("]"));
        times.push(frame(&mut model, key("a")));
        let entry = Entry { id: EditId(n_notes + number), edit: note(doc, analysis.mentions.rows()[7].span) };
        times.push(frame(&mut model, Msg::Recorded { entry: Box::new(entry), kept: Ok(()) }));
    }
    report("next note; a note more", &mut times);
    let mut times = Vec::new();
    for number in 51..=100 {
        let of = Member { at: Anchor::of(doc, analysis.mentions.rows()[9].span), kind: EntityKind::Person };
        let kind = if number % 2 == 0 { EntityKind::Place } else { EntityKind::Organization };
        let entry = Entry { id: EditId(n_notes + number), edit: Edit::Kind { of, kind } };
        times.push(frame(&mut model, Msg::Recorded { entry: Box::new(entry), kept: Ok(()) }));
    }
    report("a correction", &mut times);
    let mut times = Vec::new();
    for _ in 0..20 {
        frame(&mut model, key("/"));
        for c in "person 17 s".chars() {
            times.push(frame(&mut model, Msg::Key(Key::char(c))));
        }
        assert!(last_row(&model).contains("/person 17 s"), "what is typed goes into a search");
        frame(&mut model, Msg::Key(Key::plain(KeyCode::Esc)));
    }
    report("a letter of a search", &mut times);
    let sizes = [(50, 20), (80, 24), (SCREEN.width, SCREEN.height)];
    let mut times: Vec<_> = (0..30)
        .flat_map(|_| sizes)
        .map(|(columns, rows)| frame(&mut model, Msg::Resize { columns, rows }))
        .collect();
    report("another size", &mut times);
    for (what, list) in [
        ("a letter that filters names", "1"),
        ("a letter that filters quotes", "3"),
        ("a letter that filters notes", "4"),
        ("a letter that filters the outline", "5"),
    ] {
        let mut times = Vec::new();
        for _ in 0..10 {
            frame(&mut model, key(list));
            frame(&mut model, key("/"));
            times.extend("we 1".chars().map(|c| frame(&mut model, Msg::Key(Key::char(c)))));
            frame(&mut model, Msg::Key(Key::plain(KeyCode::Esc)));
            frame(&mut model, key("Tab"));
        }
        report(what, &mut times);
    }
}

/// The text of the last line on the screen.
fn last_row(model: &App) -> String {
    let mut buffer = Buffer::empty(SCREEN);
    View(model, &Themes::default()).render(SCREEN, &mut buffer);
    (0..SCREEN.width).map(|x| buffer[(x, SCREEN.height - 1)].symbol()).collect()
}

/// A note on each quote.
fn notes(doc: &Document, analysis: &Analysis) -> Vec<Entry> {
    let edits = analysis.quotes.rows().iter().map(|it| note(doc, it.content[0]));
    (1..).map(EditId).zip(edits).map(|(id, edit)| Entry { id, edit }).collect()
}

fn note(doc: &Document, span: Span) -> Edit {
    Edit::Mark { at: Anchor::of(doc, span), note: "ask about this".to_owned(), tags: Vec::new() }
}

fn report(what: &str, times: &mut [Duration]) {
    times.sort();
    let at = |share: usize| ms(times[(times.len() - 1) * share / 100]);
    println!("  {what:<34} median {:>7.3} ms   99% {:>7.3} ms   most {:>7.3} ms", at(50), at(99), at(100));
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// A text of sentences with names at regular distances; every tenth mention speaks.
fn article(n_bytes: usize, n_paragraphs: usize) -> (Arc<Document>, Arc<Analysis>) {
    let per_paragraph = n_bytes / n_paragraphs;
    let per_mention = n_bytes / N_MENTIONS;
    let mut builder = DocumentBuilder::new();
    let (mut at, mut next_mention, mut number) = (0, 0, 0);
    let mut names: Vec<(Span, usize)> = Vec::new();
    let mut quotes: Vec<(Span, usize)> = Vec::new();
    for _ in 0..n_paragraphs {
        let mut text = String::new();
        while text.len() < per_paragraph {
            if at + text.len() >= next_mention && names.len() < N_MENTIONS {
                if names.len().is_multiple_of(N_MENTIONS / N_QUOTES) {
                    let start = at + text.len();
                    text.push_str("“We shall see what comes of it,”");
                    quotes.push((Span::new(start, at + text.len()), names.len()));
                    text.push(' ');
                }
                let start = at + text.len();
                let _ = write!(text, "Person {number}");
                names.push((Span::new(start, at + text.len()), number));
                text.push_str(" said so. ");
                number = (number + 7) % N_ENTITIES;
                next_mention += per_mention;
            }
            text.push_str("The rain went on over the town and nobody knew when it would end. ");
        }
        builder.block(BlockKind::Paragraph, &text);
        at += text.trim_end().len() + 2;
    }
    let doc = builder.finish(Metadata::default()).expect("short enough");
    (Arc::new(doc), Arc::new(analysis(&names, &quotes)))
}

fn analysis(names: &[(Span, usize)], quotes: &[(Span, usize)]) -> Analysis {
    let mut entities: Vec<Entity> = (0..N_ENTITIES)
        .map(|number| Entity {
            kind: if number % 3 == 0 { EntityKind::Organization } else { EntityKind::Person },
            name: format!("Person {number}"),
            description: None,
            is_named: true,
            mentions: Vec::new(),
        })
        .collect();
    let mut mentions = Vec::new();
    for &(span, number) in names {
        entities[number].mentions.push(Id::new(mentions.len()));
        let entity = Id::new(number);
        mentions.push(Mention { span, form: MentionForm::Name, entity, confidence: Confidence::new(0.9) });
    }
    let quote = |&(span, name): &(Span, usize)| Quote {
        kind: QuoteKind::Direct,
        content: vec![span],
        cue: Vec::new(),
        source: Vec::new(),
        speaker: Some(Id::new(names[name].1)),
        co_speakers: Vec::new(),
        stance: byline::nlp::Stance::Statement,
        confidence: Confidence::new(0.9),
    };
    Analysis {
        mentions: Table::from(mentions),
        entities: Table::from(entities),
        quotes: quotes.iter().map(quote).collect(),
        ..Analysis::default()
    }
}
