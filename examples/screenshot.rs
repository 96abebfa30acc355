//! Draws the picture in the README: opens the sample article in a terminal in memory, presses some keys, and writes
//! the screen as an SVG.
//!
//! `cargo run --release --example screenshot -- [KEYS]`: the picture goes to `docs/screen.svg`. KEYS are typed one
//! after the other; the default gives the committed picture.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::process::ExitCode;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use vt100::{Cell, Color, Parser};

/// Set for the process that is the reader; the other process looks at its screen.
const IS_READER: &str = "BYLINE_SCREENSHOT";
/// Seven times to the next mention of the person chosen in the list.
const KEYS: &str = "1jnnnnnnn";
const PICTURE: &str = "docs/screen.svg";
const COLUMNS: u16 = 112;
const ROWS: u16 = 30;
/// Pixels of a cell, and around all cells.
const CELL: (usize, usize) = (8, 17);
const MARGIN: usize = 14;
const BACKGROUND: &str = "#1e1e1e";
const FOREGROUND: &str = "#d4d4d4";
/// If nothing is written for this long, the screen stays as it is.
const QUIET: Duration = Duration::from_secs(2);
/// The longest time for the analysis, without optimization on a busy machine.
const PATIENCE: Duration = Duration::from_mins(5);

fn main() -> anyhow::Result<ExitCode> {
    if std::env::var_os(IS_READER).is_some() {
        let typed = ["byline", "--private", "--theme", "dark", "--color", "true", "--offline"];
        return Ok(byline::cli::run(typed.map(Into::into)));
    }
    let keys = std::env::args().nth(1).unwrap_or_else(|| KEYS.to_owned());
    let screen = screen(&keys)?;
    #[expect(clippy::disallowed_methods, reason = "the picture is written here")]
    std::fs::write(PICTURE, svg(&screen)).context("cannot write the picture")?;
    Ok(ExitCode::SUCCESS)
}

/// The screen after the keys.
fn screen(keys: &str) -> anyhow::Result<Parser> {
    let size = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
    let pty = native_pty_system().openpty(size)?;
    let folder = tempfile::tempdir()?;
    let mut command = CommandBuilder::new(std::env::current_exe()?);
    command.env_clear();
    command.env("TERM", "xterm-256color");
    command.env("LANG", "C.UTF-8");
    command.env(IS_READER, "1");
    command.env("BYLINE_LIBRARY", folder.path());
    command.env("BYLINE_CONFIG", folder.path());
    let mut reader = pty.slave.spawn_command(command)?;
    let (mut from_reader, mut keyboard) = (pty.master.try_clone_reader()?, pty.master.take_writer()?);
    let (sender, output) = mpsc::channel();
    thread::spawn(move || {
        let mut chunk = vec![0; 65536];
        while let Ok(n @ 1..) = from_reader.read(&mut chunk) {
            if sender.send(chunk.iter().copied().take(n).collect::<Vec<u8>>()).is_err() {
                break;
            }
        }
    });
    let mut parser = Parser::new(ROWS.try_into()?, COLUMNS.try_into()?, 0);
    let mut written = Vec::new();
    read_until_quiet(&output, &mut parser, &mut written);
    if written.windows(3).any(|it| it == b"\x1b[c") {
        keyboard.write_all(b"\x1b[?62;22c")?; // who the terminal is
    }
    let begin = Instant::now();
    while is_analysing(&parser) {
        ensure!(begin.elapsed() < PATIENCE, "the analysis takes too long:\n{}", parser.screen().contents());
        read_until_quiet(&output, &mut parser, &mut written);
    }
    for key in keys.chars() {
        read_until_quiet(&output, &mut parser, &mut written);
        keyboard.write_all(key.encode_utf8(&mut [0; 4]).as_bytes())?;
    }
    read_until_quiet(&output, &mut parser, &mut written);
    ensure!(parser.screen().alternate_screen(), "the reader shows nothing:\n{}", parser.screen().contents());
    reader.kill()?;
    Ok(parser)
}

/// Whether the lists are empty, or the last line shows the progress of the analysis.
fn is_analysing(parser: &Parser) -> bool {
    let screen = parser.screen().contents();
    screen.contains("analysing") || screen.lines().last().is_none_or(|line| line.trim_end().ends_with('%'))
}

fn read_until_quiet(output: &Receiver<Vec<u8>>, parser: &mut Parser, written: &mut Vec<u8>) {
    while let Ok(bytes) = output.recv_timeout(QUIET) {
        parser.process(&bytes);
        written.extend(bytes);
    }
}

/// How a cell is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Look {
    text: String,
    back: String,
    bold: bool,
    italic: bool,
    underline: bool,
}

impl Look {
    fn of(cell: &Cell) -> Self {
        let (text, back) = (color(cell.fgcolor(), FOREGROUND), color(cell.bgcolor(), BACKGROUND));
        let (text, back) = if cell.inverse() { (back, text) } else { (text, back) };
        let text = if cell.dim() { mixed(&text, &back) } else { text };
        Self { text, back, bold: cell.bold(), italic: cell.italic(), underline: cell.underline() }
    }
}

fn color(color: Color, default: &str) -> String {
    match color {
        Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
        Color::Default | Color::Idx(_) => default.to_owned(), // the reader was told to use true colours
    }
}

/// The colour halfway between two others.
fn mixed(one: &str, other: &str) -> String {
    let part = |color: &str, at: usize| {
        color.get(at..at + 2).and_then(|it| u16::from_str_radix(it, 16).ok()).unwrap_or_default()
    };
    [1, 3, 5].iter().fold("#".to_owned(), |out, &at| {
        out + &format!("{:02x}", u16::midpoint(part(one, at), part(other, at)))
    })
}

/// The screen as a picture. Frames, bars and blocks are drawn as shapes, so that they look the same in every font.
fn svg(parser: &Parser) -> String {
    let (width, height) = (usize::from(COLUMNS) * CELL.0, usize::from(ROWS) * CELL.1);
    let (whole, high) = (width + 2 * MARGIN, height + 2 * MARGIN);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {whole} {high}\" width=\"{whole}\" height=\"{high}\" role=\"img\">\n\
         <title>byline with its sample article</title>\n\
         <rect width=\"{whole}\" height=\"{high}\" rx=\"8\" fill=\"{BACKGROUND}\"/>\n\
         <g font-family=\"'DejaVu Sans Mono',Menlo,Consolas,monospace\" font-size=\"13\" xml:space=\"preserve\">\n"
    );
    for row in 0..ROWS {
        let cells: Vec<_> = (0..COLUMNS).filter_map(|column| parser.screen().cell(row, column)).collect();
        let mut column = 0;
        for run in cells.chunk_by(|one, other| Look::of(one) == Look::of(other)) {
            draw(&mut out, run, column, usize::from(row));
            column += run.len();
        }
    }
    out + "</g>\n</svg>\n"
}

/// Draws cells with the same look.
fn draw(out: &mut String, run: &[&Cell], column: usize, row: usize) {
    let look = Look::of(run[0]);
    let (top, y) = (MARGIN + row * CELL.1, MARGIN + row * CELL.1 + 13);
    let x = |column: usize| MARGIN + column * CELL.0;
    if look.back != BACKGROUND {
        let (left, wide) = (x(column), run.len() * CELL.0);
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(
            out,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{}\" fill=\"{}\"/>",
            CELL.1, look.back
        );
    }
    let mut words = String::new();
    let mut begin = column;
    let mut end = column;
    let write = |out: &mut String, words: &mut String, begin: usize| {
        let trimmed = if look.underline { words.as_str() } else { words.trim_end() };
        let n_blank = trimmed.chars().take_while(|c| *c == ' ').count();
        let (trimmed, begin) =
            if look.underline { (trimmed, begin) } else { (trimmed.trim_start(), begin + n_blank) };
        if !trimmed.is_empty() {
            let mut style = String::new();
            for (is_so, attribute) in [
                (look.bold, " font-weight=\"bold\""),
                (look.italic, " font-style=\"italic\""),
                (look.underline, " text-decoration=\"underline\""),
            ] {
                style.push_str(if is_so { attribute } else { "" });
            }
            let long = trimmed.chars().count() * CELL.0;
            let escaped = trimmed.replace('&', "&amp;").replace('<', "&lt;");
            let _ = writeln!(
                out,
                "<text x=\"{}\" y=\"{y}\" textLength=\"{long}\" fill=\"{}\"{style}>{escaped}</text>",
                x(begin),
                look.text
            );
        }
        words.clear();
    };
    for cell in run {
        let sign = if cell.has_contents() { cell.contents() } else { " " };
        if let Some(shape) = shape(sign) {
            write(out, &mut words, begin);
            let at = format!("translate({} {top})", x(end));
            let _ = match shape {
                Shape::Fill(path) => {
                    writeln!(out, "<path transform=\"{at}\" d=\"{path}\" fill=\"{}\"/>", look.text)
                }
                Shape::Line(path) => writeln!(
                    out,
                    "<path transform=\"{at}\" d=\"{path}\" stroke=\"{}\" fill=\"none\"/>",
                    look.text
                ),
            };
            begin = end + 1;
        } else {
            // Browsers make one space of several, so what follows them is a text of its own.
            if sign == " " && words.ends_with(' ') && !look.underline {
                write(out, &mut words, begin);
                begin = end;
            }
            words.push_str(sign);
        }
        end += 1;
    }
    write(out, &mut words, begin);
}

enum Shape {
    Fill(String),
    Line(&'static str),
}

/// The shape of a character that is not a letter, in a cell of 8 by 17.
fn shape(sign: &str) -> Option<Shape> {
    Some(Shape::Line(match sign {
        "─" => "M0 8.5H8",
        "│" => "M4 0V17",
        "┌" => "M8 8.5H4V17",
        "┐" => "M0 8.5H4V17",
        "└" => "M8 8.5H4V0",
        "┘" => "M0 8.5H4V0",
        "├" => "M4 0V17M4 8.5H8",
        "┤" => "M4 0V17M0 8.5H4",
        "┬" => "M0 8.5H8M4 8.5V17",
        "┴" => "M0 8.5H8M4 0V8.5",
        "┊" => "M4 1V4M4 7V10M4 13V16",
        "▌" => return Some(Shape::Fill("M0 0H4V17H0Z".to_owned())),
        "▚" => return Some(Shape::Fill("M0 0H4V8H0ZM4 8H8V17H4Z".to_owned())),
        _ => {
            let eighth = "▁▂▃▄▅▆▇█".chars().position(|it| sign.starts_with(it))? + 1;
            let top = 15 - eighth * 3 / 2;
            return Some(Shape::Fill(format!("M0 15H8V{top}H0Z")));
        }
    }))
}
