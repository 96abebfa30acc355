//! Any keys, clicks, sizes and texts in a row, as no one would use them on purpose: nothing panics, and every screen
//! can be drawn. The walk is the same each time; `BYLINE_WALK_STEPS` makes it longer, and `BYLINE_WALK_SEED` makes it
//! another one.

use super::*;
use crate::annotate::{EditId, Entry};
use crate::app::input::action::ACTIONS;
use crate::app::{Effect, Exported, KeyCode, Mouse, MouseKind};
use crate::document::Document;
use crate::nlp::Analysis;

/// The number of steps in the test suite, which take some seconds.
const STEPS: usize = 6_000;
/// A new reader begins after this many.
const STEPS_OF_A_READER: usize = 300;

/// Sentences that articles are made of.
const SENTENCES: &[&str] = &[
    "[PER Ann Lee] of the [ORG Hill] met [PER Bob Day] in [LOC Rome] (Ann Lee; met; Bob Day).",
    "{“I go,”} said [PER Lee=Ann Lee].",
    "{“Not I,”} said [PER Bob Day].",
    "[PER~ She=Ann Lee] left [PER& the mayor=Bob Day].",
    "{?“No one asked,”} said <a man from the docks>.",
    "[PER? Cy Ørsted] sued [ORG Hill] (?Cy Ørsted; sued; Hill).",
    "Rain fell on the town, day after day, and nobody came to count the boats that were lost.",
    "{:The 船 would sail}, [PER Bob Day] added.",
    "👩‍👩‍👧 🇳🇴 naïve ﾊﾞ شيء — שלום.",
    "[PER Ann Lee] never ran [ORG Hill] (!Ann Lee; never ran; Hill; Bob Day).",
];

/// An endless series of numbers, the same for the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or(0) % n.max(1)
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.roll(of.len())]
    }

    /// An article of up to this many paragraphs; sometimes of none.
    fn article(&mut self, most: usize) -> (Arc<Document>, Arc<Analysis>) {
        let n_paragraphs = self.roll(most + 1);
        let mut told = std::collections::HashSet::new();
        let paragraphs: Vec<String> = (0..n_paragraphs)
            .map(|number| {
                let n_sentences = 1 + self.roll(5);
                let sentences: Vec<_> = (0..n_sentences).map(|_| *self.pick(SENTENCES)).collect();
                // Someone is introduced before "she" is.
                let first = if told.insert("cast") {
                    "[PER Ann Lee] and [PER Bob Day] of [ORG Hill] sat. "
                } else {
                    ""
                };
                let head = if number % 7 == 3 { "## " } else { "" };
                format!("{head}{first}{}", sentences.join(" "))
            })
            .collect();
        let paragraphs: Vec<_> = paragraphs.iter().map(String::as_str).collect();
        sample::article(&paragraphs)
    }

    fn key(&mut self) -> Key {
        match self.roll(10) {
            0..6 => {
                let row = self.pick(ACTIONS);
                let keys = self.pick(row.default_keys);
                let one: Vec<_> = keys.split(' ').filter_map(Key::parse).collect();
                if one.is_empty() { Key::plain(KeyCode::Esc) } else { *self.pick(&one) }
            }
            6 => Key::plain(*self.pick(&[
                KeyCode::Enter,
                KeyCode::Esc,
                KeyCode::Tab,
                KeyCode::Down,
                KeyCode::Up,
            ])),
            7 => Key::char(
                *self.pick(&['a', 'e', 'l', 'n', '1', '2', '3', '4', '5', '0', '9', '%', 'q', '船', ' ']),
            ),
            8 => Key::char(*self.pick(&['c', 'w', ']', '[', '\'', 'm', 'g', 'G', '/', ':'])),
            _ => {
                Key::plain(*self.pick(&[KeyCode::Backspace, KeyCode::PageDown, KeyCode::Home, KeyCode::End]))
            }
        }
    }

    fn mouse(&mut self) -> Mouse {
        let kind = match self.roll(8) {
            0..3 => MouseKind::Press(1 + u8::try_from(self.roll(3)).unwrap_or(0)),
            3 => MouseKind::Drag,
            4 => MouseKind::Release,
            5 => MouseKind::Menu,
            6 => MouseKind::ScrollUp,
            _ => MouseKind::ScrollDown,
        };
        let cell = |it: usize| u16::try_from(it).unwrap_or(0);
        Mouse { kind, column: cell(self.roll(130)), row: cell(self.roll(45)) }
    }

    /// What happens next, and whether an analysis that arrives belongs to another text.
    fn message(&mut self, article: &mut (Arc<Document>, Arc<Analysis>)) -> Msg {
        match self.roll(100) {
            0..68 => Msg::Key(self.key()),
            68..86 => Msg::Mouse(self.mouse()),
            86..90 => {
                let sizes = [(120, 36), (80, 24), (50, 20), (20, 5), (5, 2), (0, 0), (200, 60), (41, 11)];
                let (columns, rows) = *self.pick(&sizes);
                Msg::Resize { columns, rows }
            }
            90..93 => {
                *article = if self.roll(2) == 0 { self.article(2) } else { self.article(30) };
                Msg::Reread(Arc::clone(&article.0))
            }
            93..95 => Msg::Analysis(Update::Partial(Arc::default())),
            95..98 => Msg::Analysis(Update::Done(Arc::clone(&article.1))),
            98 => Msg::Paste("pasted “words” #tag\n".to_owned()),
            _ => Msg::Source(Some("the file has changed")),
        }
    }
}

/// The answer of the world.
fn answer(effect: Effect, n_edits: &mut u64) -> Option<Msg> {
    match effect {
        Effect::Record(edit) => {
            *n_edits += 1;
            let entry = Box::new(Entry { id: EditId(*n_edits), edit: *edit });
            let kept = if n_edits.is_multiple_of(5) { Err("the disk is full".to_owned()) } else { Ok(()) };
            Some(Msg::Recorded { entry, kept })
        }
        Effect::Export { format, path, overwrite } => {
            let it = path.clone();
            let how = if overwrite { Exported::Written(it) } else { Exported::Exists(it) };
            Some(Msg::Exported { format, path, how })
        }
        Effect::Write { note, .. } => Some(Msg::Written(Ok(format!("{note} more")))),
        _ => None,
    }
}

#[expect(clippy::disallowed_methods, reason = "how long a test runs is its own matter")]
fn number(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().and_then(|it| it.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn nothing_that_is_pressed_in_any_order_panics_and_every_screen_is_drawn() {
    let steps = number("BYLINE_WALK_STEPS", STEPS);
    let mut dice = Dice(number("BYLINE_WALK_SEED", 2026) as u64 * 2 + 1);
    let themes = Themes::default();
    let mut done = 0;
    while done < steps {
        let mut article = dice.article(25);
        let settings =
            Settings { formats: FORMATS.to_vec(), colors: ColorDepth::Indexed, ..Settings::default() };
        let mut app = App::new(Arc::clone(&article.0), settings);
        app.update(Msg::Resize { columns: 100, rows: 30 });
        app.update(Msg::Analysis(Update::Done(Arc::clone(&article.1))));
        let mut n_edits = 0;
        for _ in 0..STEPS_OF_A_READER.min(steps - done) {
            done += 1;
            let mut messages = vec![dice.message(&mut article)];
            while let Some(msg) = messages.pop() {
                let effects = app.update(msg);
                messages.extend(effects.into_iter().filter_map(|it| answer(it, &mut n_edits)));
            }
            let area = Rect::new(0, 0, app.screen.columns, app.screen.rows);
            View(&app, &themes).render(area, &mut Buffer::empty(area));
        }
    }
    assert_eq!(done, steps);
}
