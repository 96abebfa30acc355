//! The real program in a real terminal: what it leaves behind, what it writes, and in which ways it ends.
//!
//! Only here can we see what crossterm and the kernel do; what is on the screen is tested in `app` and `tui`.

mod again;
mod editor;
mod jump;
mod kept;
mod mouse;
mod place;
mod reread;
pub(crate) mod session;
mod settings;
mod shelf;
mod story;
mod together;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use byline::app::Start;
use byline::document::{BlockKind, DocumentBuilder, Metadata};
use byline::tui::theme::Themes;
use byline::tui::{self, Appearance, ColorChoice, Environment, Launch, Source, Terminal, ThemeChoice};
use portable_pty::CommandBuilder;
use session::{End, Session, command};

const BYLINE: &str = env!("CARGO_BIN_EXE_byline");
/// Set for the program that a test starts from itself.
const CHILD: &str = "BYLINE_TEST_CHILD";
const CTRL_Z: &str = "\x1a";

/// An article of a few lines; each test has its own file.
fn article(test: &str) -> String {
    file(
        test,
        "The bridge stays shut\n\nJane Roe said on Monday that the bridge would stay shut. \
         “We will not open it,” Roe told the Harbour Council.\n\nThe Harbour Council did not answer.\n",
    )
}

fn file(test: &str, text: &str) -> String {
    let path: PathBuf = [env!("CARGO_TARGET_TMPDIR"), &format!("pty-{test}.txt")].iter().collect();
    #[expect(clippy::disallowed_methods, reason = "the article to read")]
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// The program on an article, in 100 by 30 cells.
fn open(test: &str) -> Session {
    let mut session = Session::start(command(BYLINE, &[&article(test)]), 100, 30);
    session.wait_for_text("Jane Roe said on Monday");
    session
}

#[track_caller]
fn assert_restored(end: &End) {
    assert_eq!(end.leftovers(), "");
}

#[test]
fn quitting_leaves_the_terminal_as_it_was() {
    let mut session = open("quit");
    assert!(session.is_full_screen());
    assert!(session.parser.screen().hide_cursor());
    assert_ne!(session.parser.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    session.type_keys("q");
    let end = session.finish();
    assert_restored(&end);
    assert_eq!(end.status.exit_code(), 0);
    assert!(
        end.parser.screen().contents().trim_end().ends_with("$ byline"),
        "nothing is written after leaving"
    );
}

#[test]
fn names_get_marked_and_then_nothing_more_is_written() {
    let mut session = open("idle");
    session.wait_until("Jane Roe is in the cast", |it| it.text().matches("Jane Roe").count() >= 2);
    session.wait_until("the analysis is done", is_analysed);
    session.bytes_until_quiet(Duration::from_millis(300));
    assert_eq!(session.bytes_until_quiet(Duration::from_millis(700)), 0);
    session.type_keys("q");
    assert_restored(&session.finish());
}

#[test]
fn a_new_size_is_drawn_and_a_storm_of_sizes_survived() {
    let mut session = open("resize");
    for step in 0..100 {
        session.resize(20 + step, 5 + step % 30);
    }
    session.resize(70, 25);
    session.wait_until("the text fills the new size", |it| {
        let rows: Vec<_> = it.parser.screen().rows(0, 70).collect();
        rows.len() == 25 && it.text().contains("Jane Roe said on Monday")
    });
    session.type_keys("q");
    assert_restored(&session.finish());
}

#[test]
fn a_signal_restores_the_terminal_and_ends_the_program_as_a_signal_does() {
    for (name, described) in [("TERM", "Terminated"), ("HUP", "Hangup"), ("INT", "Interrupt")] {
        let session = open(&format!("signal-{name}"));
        session.signal(name);
        let end = session.finish();
        assert_restored(&end);
        assert_eq!(end.status.signal(), Some(described));
    }
}

#[test]
fn keys_work_when_the_text_comes_through_a_pipe() {
    let path = article("pipe");
    let script = format!("cat '{path}' | '{BYLINE}' -; echo \"ended with $?\"");
    let mut session = Session::start(command("/bin/sh", &["-c", &script]), 80, 24);
    session.wait_for_text("Jane Roe said on Monday");
    session.type_keys("?");
    session.wait_for_text("Keys:");
    session.type_keys("\x1b");
    session.wait_until("help is closed", |it| !it.text().contains("Keys:"));
    session.type_keys("q");
    let end = session.finish();
    assert_restored(&end);
    assert!(end.parser.screen().contents().contains("ended with 0"));
}

#[test]
fn ctrl_z_gives_the_terminal_to_the_shell_and_fg_brings_the_article_back() {
    let path = article("suspend");
    let script = format!(
        "set -m; '{BYLINE}' '{path}'; echo \"stopped with $?\"; read line; fg; echo \"ended with $?\""
    );
    let mut session = Session::start(command("/bin/sh", &["-c", &script]), 80, 24);
    session.wait_for_text("Jane Roe said on Monday");
    session.type_keys(CTRL_Z);
    session.wait_for_text("stopped with 148");
    assert!(!session.is_full_screen());
    assert!(!session.parser.screen().hide_cursor());
    assert_eq!(session.parser.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    session.type_keys("\n");
    session.wait_until("the article is back", |it| {
        it.is_full_screen() && it.text().contains("Jane Roe said on Monday")
    });
    session.type_keys("q");
    let end = session.finish();
    assert!(end.parser.screen().contents().contains("ended with 0"), "{}", end.parser.screen().contents());
    assert!(!end.parser.screen().hide_cursor() && !end.parser.screen().alternate_screen());
}

#[test]
fn a_stop_that_comes_from_outside_is_survived() {
    let mut session = open("stop");
    session.signal("STOP");
    session.signal("CONT");
    let n_frames = |it: &Session| it.written.windows(4).filter(|it| it == b"\x1b[2J").count();
    session.wait_until("all is drawn again", |it| n_frames(it) >= 2);
    session.type_keys("q");
    let end = session.finish();
    assert_restored(&end);
    let n_entered = end.written.windows(8).filter(|it| it == b"\x1b[?1049h").count();
    assert_eq!(n_entered, 1, "a second time would lose the cursor's place on the main screen");
}

#[test]
fn without_colours_names_are_still_marked() {
    let mut command = command(BYLINE, &[&article("no-color")]);
    command.env("NO_COLOR", "1");
    let mut session = Session::start(command, 100, 30);
    session.wait_until("a name is bold", |it| has_cell(it, "J", vt100::Cell::bold));
    session.wait_until("an organization is underlined", |it| has_cell(it, "H", vt100::Cell::underline));
    session.type_keys("n");
    session.wait_until("the chosen name is reversed", |it| cells(it).any(vt100::Cell::inverse));
    let colored = |cell: &&vt100::Cell| {
        cell.fgcolor() != vt100::Color::Default || cell.bgcolor() != vt100::Color::Default
    };
    assert_eq!(cells(&session).filter(colored).count(), 0);
    session.type_keys("q");
    assert_restored(&session.finish());
}

#[test]
fn a_terminal_of_one_cell_or_of_unknown_size_is_no_reason_to_fail() {
    for (columns, rows) in [(1, 1), (0, 0), (1, 24), (80, 1)] {
        let mut session =
            Session::start(command(BYLINE, &[&article(&format!("{columns}x{rows}"))]), columns, rows);
        session.wait_until("a frame is drawn", |it| it.written.windows(8).any(|it| it == b"\x1b[?2026l"));
        session.resize(80, 24);
        session.wait_for_text("Jane Roe said on Monday");
        session.type_keys("q");
        let end = session.finish();
        assert_eq!(end.status.exit_code(), 0, "{columns}x{rows}");
    }
}

#[test]
fn a_dumb_terminal_gets_a_message_and_nothing_else() {
    let mut command = command(BYLINE, &[&article("dumb")]);
    command.env("TERM", "dumb");
    let end = Session::start(command, 80, 24).finish();
    assert_eq!(end.status.exit_code(), 2);
    let message = String::from_utf8(end.written).unwrap();
    assert!(message.contains("TERM"), "{message}");
    assert!(!message.contains('\x1b'), "{message}");
}

#[test]
fn five_megabytes_open_scroll_and_close() {
    let mut text = String::new();
    let mut n_paragraphs = 0;
    while text.len() < 5_000_000 {
        n_paragraphs += 1;
        writeln!(
            text,
            "Paragraph {n_paragraphs}. Jane Roe said that the bridge over the Calder would stay shut.\n"
        )
        .unwrap();
    }
    let path = file("large", &text);
    let mut session = Session::start(command(BYLINE, &[&path]), 100, 30);
    session.wait_for_text("Paragraph 1. ");
    session.type_keys("G");
    session.wait_for_text(&format!("Paragraph {n_paragraphs}."));
    session.type_keys("g");
    session.wait_for_text("Paragraph 1. ");
    session.type_keys("q");
    let end = session.finish();
    assert_restored(&end);
    assert_eq!(end.status.exit_code(), 0);
}

/// The reader with an analysis that panics, and a terminal whose owner panics; the test starts itself for them.
#[test]
fn a_panic_restores_the_terminal_unless_it_is_the_analysis() {
    if std::env::var_os(CHILD).is_some_and(|it| it == "analysis") {
        return read_with_panicking_analysis();
    }
    if std::env::var_os(CHILD).is_some_and(|it| it == "screen") {
        let mut terminal = Terminal::take_over().unwrap();
        terminal.enter().unwrap();
        panic!("the owner of the screen panics");
    }

    let end = Session::start(this_test("screen"), 100, 30).finish();
    assert_restored(&end);
    assert!(String::from_utf8_lossy(&end.written).contains("\x1b[?1049h"), "the screen was taken over");
    let after = end.parser.screen().contents();
    assert!(after.contains("the owner of the screen panics"), "{after}");

    let mut session = Session::start(this_test("analysis"), 100, 30);
    session.wait_for_text("the analysis panics");
    assert!(session.is_full_screen());
    assert!(session.text().contains("The text is still there."));
    session.type_keys("q");
    let end = session.finish();
    assert_restored(&end);
    assert_eq!(end.status.exit_code(), 0);
}

fn this_test(child: &str) -> CommandBuilder {
    let program = std::env::current_exe().unwrap();
    let name = "pty::a_panic_restores_the_terminal_unless_it_is_the_analysis";
    let mut command =
        command(Path::new(&program).to_str().unwrap(), &["--exact", name, "--nocapture", "--quiet"]);
    command.env(CHILD, child);
    command
}

fn read_with_panicking_analysis() {
    let mut builder = DocumentBuilder::new();
    builder.block(BlockKind::Paragraph, "The text is still there.");
    let doc = builder.finish(Metadata::default()).unwrap();
    let launch = Launch {
        name: "test".to_owned(),
        appearance: Appearance {
            links: false,
            template: None,
            color: ColorChoice::Auto,
            theme: ThemeChoice::Auto,
            themes: Themes::default(),
            start: Start::default(),
            keymap: Arc::default(),
            notice: None,
            ascii: false,
            environment: Environment { term: Some("xterm-256color".to_owned()), ..Environment::default() },
        },
        analyze: Arc::new(|_, _, _| panic!("the analysis panics")),
        keeper: None,
        keep: None,
        drafts: None,
        source: Source::Gone("it is a test".to_owned()),
        has_library: false,
        among: None,
        lists_articles: false,
    };
    let another = Box::new(|_, _: &tui::Wait<'_>| unreachable!("there is one article"));
    tui::run(Arc::new(doc), launch, another, || unreachable!("there is no library")).unwrap();
}

/// The last line, which shows progress.
fn status_line(session: &Session) -> String {
    session.parser.screen().rows(0, 100).last().unwrap_or_default()
}

/// Whether the last line is complete and shows no progress; half a frame shows none, either.
fn is_analysed(session: &Session) -> bool {
    let line = status_line(session);
    line.contains("help") && !line.contains(['%', '…'])
}

fn cells(session: &Session) -> impl Iterator<Item = &vt100::Cell> {
    let screen = session.parser.screen();
    let (rows, columns) = screen.size();
    (0..rows.get()).flat_map(move |row| (0..columns.get()).filter_map(move |column| screen.cell(row, column)))
}

fn has_cell(session: &Session, text: &str, is_marked: impl Fn(&vt100::Cell) -> bool) -> bool {
    cells(session).any(|cell| cell.contents() == text && is_marked(cell))
}
