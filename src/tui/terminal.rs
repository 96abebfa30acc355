//! The terminal itself: taken over, drawn on, and restored, whatever happens in between.
//!
//! Draws through ratatui's buffers, but not through its `Terminal`, which asks for the cursor's position when it
//! clears (racing with the keyboard), and writes a few bytes even if nothing has changed.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::{AsFd, AsRawFd};
use std::panic::{self, PanicHookInfo};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossterm::terminal::{disable_raw_mode, enable_raw_mode, window_size};
use filedescriptor::{POLLOUT, poll, pollfd};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Rect, Size};
use ratatui::widgets::Widget;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use crate::app::text::grapheme;
use crate::text::sanitize::sanitize;

/// Switches to the alternate screen. Only from the main screen: a second time would lose the cursor's position there.
const ENTER: &str = "\x1b[?1049h";
/// Bracketed paste, focus events, cursor hidden.
const MODES: &str = "\x1b[?2004h\x1b[?1004h\x1b[?25l";
/// Undoes everything that [`ENTER`], [`MODES`], the mouse and a half-drawn frame have changed; the main screen comes
/// last.
const LEAVE: &str =
    "\x1b[?7h\x1b[?2026l\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?1004l\x1b[?2004l\x1b[0m\x1b[?25h\x1b[?1049l";
/// Presses and the wheel, in any column, and motion only while a button is down: reports of all motion would wake us
/// all the time.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";
/// Begins a frame that the terminal shows at once, if it can. Line wrapping is off: if the terminal gives a grapheme
/// more cells than we think, it would otherwise continue from the last column into the next row.
const FRAME_START: &str = "\x1b[?2026h\x1b[?7l";
const FRAME_END: &str = "\x1b[?7h\x1b[?2026l";
const CLEAR: &str = "\x1b[0m\x1b[2J";
/// An empty cell.
const EMPTY: &Cell = &Cell::EMPTY;

/// The size of a terminal that does not report it, such as a serial line.
const USUAL_SIZE: Size = Size { width: 80, height: 24 };
/// More cells than this are a mistake or an attack on our memory.
const MAX_SIZE: Size = Size { width: 2048, height: 1024 };

type Hook = dyn Fn(&PanicHookInfo<'_>) + Send + Sync;

/// The terminal, taken over. Dropping it restores the terminal, and so does a panic on the thread that took it over.
/// Panics on other threads print nothing while it exists; whoever joins the thread reports them.
pub struct Terminal {
    out: Arc<Tty>,
    mouse: bool,
    /// What is on the screen; `None` if that is not known.
    shown: Option<Buffer>,
    size: Size,
    hook_before: Option<Arc<Hook>>,
}

/// The file descriptor that is written to, and what must be undone. The panic hook shares it; it does not use the
/// locks of [`io::stdout`], which the panicking thread may hold.
#[derive(Debug)]
struct Tty {
    file: File,
    /// Whether the terminal is in raw mode.
    is_taken: AtomicBool,
    /// Whether the alternate screen is shown.
    is_entered: AtomicBool,
}

impl Terminal {
    /// Takes over the terminal on standard output: raw mode, and a hook for panics. Still shows the main screen.
    pub fn take_over() -> io::Result<Self> {
        // The theme decides about colours. Under NO_COLOR, crossterm 0.29 writes resets instead of bold and
        // underline, and the theme without colours would lose its marks.
        crossterm::style::force_color_output(true);
        let file = File::from(io::stdout().as_fd().try_clone_to_owned()?);
        let out = Arc::new(Tty { file, is_taken: AtomicBool::new(true), is_entered: AtomicBool::new(false) });
        enable_raw_mode()?;
        let hook_before = install_hook(&out);
        Ok(Self { out, mouse: true, shown: None, size: current_size(), hook_before: Some(hook_before) })
    }

    /// Shows the alternate screen, with the mouse as it was last set: at the start, after [`leave`](Self::leave), and
    /// after the program was suspended from outside, when others may have changed the terminal's modes.
    pub fn enter(&mut self) -> io::Result<()> {
        if self.out.is_taken.swap(true, Ordering::Relaxed) && self.out.is_entered.load(Ordering::Relaxed) {
            // Crossterm would still believe that raw mode is on, and do nothing.
            disable_raw_mode()?;
        }
        enable_raw_mode()?;
        if !self.out.is_entered.swap(true, Ordering::Relaxed) {
            self.write(ENTER)?;
        }
        self.write(MODES)?;
        self.set_mouse(self.mouse)?;
        self.forget();
        Ok(())
    }

    /// Gives the terminal back for a while.
    pub fn leave(&mut self) {
        self.out.give_back();
    }

    /// Lets the program have the mouse, or leaves it to the terminal.
    pub fn set_mouse(&mut self, is_on: bool) -> io::Result<()> {
        self.mouse = is_on;
        self.write(if is_on { MOUSE_ON } else { MOUSE_OFF })
    }

    /// Writes something that is not drawn, such as text for the clipboard.
    pub fn write(&mut self, sequence: &str) -> io::Result<()> {
        self.out.write(sequence.as_bytes())
    }

    /// Measures the terminal. Even an unchanged size causes a complete redraw, because the terminal may have moved
    /// its lines in the meantime.
    pub fn measure(&mut self) -> Size {
        self.size = current_size();
        self.forget();
        self.size
    }

    /// Makes the next frame a complete one, because what is on the screen is no longer known.
    pub fn forget(&mut self) {
        self.shown = None;
    }

    /// Writes a line into the last row, over whatever is there; the next frame is a complete one.
    pub fn tell(&mut self, line: &str) -> io::Result<()> {
        let (mut text, mut width) = (String::new(), 0);
        for cluster in sanitize(line).text.graphemes(true) {
            width += cluster.width();
            if width >= usize::from(self.size.width) {
                break;
            }
            text.push_str(cluster);
        }
        self.forget();
        self.write(&format!("{FRAME_START}\x1b[{};1H\x1b[0m\x1b[2K{text}{FRAME_END}", self.size.height))
    }

    /// Draws a frame. Writes only what has changed, in one piece; nothing if nothing has.
    pub fn draw(&mut self, view: impl Widget) -> io::Result<()> {
        let area = Rect::from((ratatui::layout::Position::ORIGIN, self.size));
        let mut next = Buffer::empty(area);
        view.render(area, &mut next);
        let frame = frame_bytes(self.shown.as_ref(), &next)?;
        if !frame.is_empty() {
            self.out.write(&frame)?;
        }
        self.shown = Some(next);
        Ok(())
    }
}

impl std::fmt::Debug for Terminal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Terminal")
            .field("size", &self.size)
            .field("mouse", &self.mouse)
            .finish_non_exhaustive()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.out.give_back();
        // During a panic the hook cannot be changed, and the program is about to end.
        if let (Some(hook), false) = (self.hook_before.take(), thread::panicking()) {
            panic::set_hook(Box::new(move |info| hook(info)));
        }
    }
}

impl Tty {
    fn write(&self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            match (&self.file).write(bytes) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(n) => bytes = bytes.get(n..).unwrap_or_default(),
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                // Another program that shares the terminal has made it non-blocking.
                Err(e) if e.kind() == io::ErrorKind::WouldBlock => {
                    let mut fds = [pollfd { fd: self.file.as_raw_fd(), events: POLLOUT, revents: 0 }];
                    poll(&mut fds, None).map_err(io::Error::other)?;
                }
                Err(e) => return Err(e),
            }
        }
        Ok(())
    }

    /// Restores the terminal, once. Errors are not reported: the terminal is gone, or no one could read the report.
    fn give_back(&self) {
        if self.is_entered.swap(false, Ordering::Relaxed) {
            drop(self.write(LEAVE.as_bytes()));
        }
        if self.is_taken.swap(false, Ordering::Relaxed) {
            drop(disable_raw_mode());
        }
    }
}

/// Returns the previous hook.
fn install_hook(out: &Arc<Tty>) -> Arc<Hook> {
    let before: Arc<Hook> = Arc::from(panic::take_hook());
    let (out, owner, inner) = (Arc::clone(out), thread::current().id(), Arc::clone(&before));
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() == owner {
            out.give_back();
        }
        // A panic of the analysis is caught and shown in the status line; if it were printed, it would garble the
        // screen.
        if !out.is_taken.load(Ordering::Relaxed) {
            inner(info);
        }
    }));
    before
}

fn current_size() -> Size {
    let size = window_size().map_or(Size::ZERO, |size| Size { width: size.columns, height: size.rows });
    sane_size(size)
}

fn sane_size(size: Size) -> Size {
    if size.width == 0 || size.height == 0 {
        return USUAL_SIZE;
    }
    Size { width: size.width.min(MAX_SIZE.width), height: size.height.min(MAX_SIZE.height) }
}

/// The bytes that turn the screen `before` into `after`.
fn frame_bytes(before: Option<&Buffer>, after: &Buffer) -> io::Result<Vec<u8>> {
    let blank = Buffer::empty(*after.area());
    let old = before.unwrap_or(&blank);
    let changes = old.diff(after);
    if before.is_some() && changes.is_empty() {
        return Ok(Vec::new());
    }
    let mut bytes = Vec::from(FRAME_START);
    if before.is_none() {
        bytes.extend(CLEAR.as_bytes());
    }
    for run in runs(old, after, &changes) {
        CrosstermBackend::new(&mut bytes).draw(run.into_iter())?;
    }
    bytes.extend(FRAME_END.as_bytes());
    Ok(bytes)
}

/// What is written to a cell: column, row, content.
type Change<'b> = (u16, u16, &'b Cell);

/// The changes in runs, each of which begins by positioning the cursor. A row that has or had a grapheme on whose
/// width terminals disagree is written completely, and the cursor is positioned again after that grapheme. So nothing
/// is shifted, and nothing stays behind where the grapheme took more cells than we think.
fn runs<'b>(before: &Buffer, after: &'b Buffer, changes: &[Change<'b>]) -> Vec<Vec<Change<'b>>> {
    let mut runs = Vec::new();
    let mut run = Vec::new();
    for row in changes.chunk_by(|one, next| one.1 == next.1) {
        let Some(&(_, y, _)) = row.first() else { continue };
        let columns = after.area.left()..after.area.right();
        let is_disputed = |x| [before, after].iter().any(|it| grapheme::is_disputed(it[(x, y)].symbol()));
        if !columns.clone().any(is_disputed) {
            run.extend_from_slice(row);
            continue;
        }
        let mut next = columns.start;
        for x in columns {
            if x < next {
                continue;
            }
            let cell = &after[(x, y)];
            let width = u16::try_from(grapheme::text_width(cell.symbol())).unwrap_or(1).max(1);
            next = x.saturating_add(width);
            if grapheme::is_disputed(cell.symbol()) {
                // If the terminal gives the grapheme fewer cells, the others are empty.
                run.extend((x..next.min(after.area.right())).map(|x| (x, y, EMPTY)));
                runs.push(std::mem::take(&mut run));
                runs.push(vec![(x, y, cell)]);
            } else {
                run.push((x, y, cell));
            }
        }
    }
    runs.push(run);
    runs.retain(|run| !run.is_empty());
    runs
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Modifier, Style};

    use super::*;

    fn screen(lines: &[&str]) -> Buffer {
        Buffer::with_lines(lines.iter().copied())
    }

    fn terminal(rows: u16) -> vt100::Parser {
        vt100::Parser::new(rows.try_into().unwrap(), 5_u16.try_into().unwrap(), 0)
    }

    fn shown(parser: &vt100::Parser) -> Vec<String> {
        parser.screen().rows(0, 5).collect()
    }

    #[test]
    fn a_frame_without_changes_writes_nothing() {
        let screen = screen(&["hello"]);
        assert_eq!(frame_bytes(Some(&screen), &screen).unwrap(), b"");
    }

    #[test]
    fn a_frame_is_shown_at_once_and_holds_only_changes() {
        let mut parser = terminal(2);
        let (first, second) = (screen(&["hello", "world"]), screen(&["hello", "wards"]));
        parser.process(&frame_bytes(None, &first).unwrap());
        assert_eq!(shown(&parser), ["hello", "world"]);
        let frame = frame_bytes(Some(&first), &second).unwrap();
        assert!(frame.starts_with(FRAME_START.as_bytes()) && frame.ends_with(FRAME_END.as_bytes()));
        assert!(!String::from_utf8_lossy(&frame).contains("hello"));
        parser.process(&frame);
        assert_eq!(shown(&parser), ["hello", "wards"]);
    }

    #[test]
    fn a_sign_that_the_terminal_draws_wider_shifts_nothing_and_leaves_nothing_behind() {
        // This terminal gives each of the two its own cells, four in all; we count two.
        let mut parser = terminal(1);
        let (family, followed, gone) =
            (screen(&["a👩\u{200d}👧  "]), screen(&["a👩\u{200d}👧bc"]), screen(&["a    "]));
        parser.process(&frame_bytes(None, &family).unwrap());
        assert_eq!(shown(&parser)[0].trim_end(), "a👩\u{200d}");
        parser.process(&frame_bytes(Some(&family), &followed).unwrap());
        assert!(shown(&parser)[0].ends_with("bc"));
        parser.process(&frame_bytes(Some(&followed), &gone).unwrap());
        assert_eq!(shown(&parser)[0].trim_end(), "a");
    }

    #[test]
    fn a_sign_in_the_last_columns_is_written_while_no_line_goes_on_in_the_next_row() {
        let frame = frame_bytes(None, &screen(&["abc👩\u{200d}👧", "names"])).unwrap();
        let frame = String::from_utf8(frame).unwrap();
        let at = |part: &str| frame.find(part).unwrap();
        assert!(at("\x1b[?7l") < at("👩\u{200d}👧") && at("names") < at("\x1b[?7h"), "{frame:?}");
        // Whatever ends the program while it draws, the shell gets line wrapping back.
        assert!(LEAVE.contains("\x1b[?7h"));
    }

    #[test]
    fn a_whole_frame_clears_what_was_there() {
        let mut parser = terminal(2);
        parser.process(b"\x1b[41mjunk\r\njunk");
        parser.process(&frame_bytes(None, &screen(&["hi", ""])).unwrap());
        assert_eq!(shown(&parser), ["hi", ""]);
        assert_eq!(parser.screen().cell(1, 0).unwrap().bgcolor(), vt100::Color::Default);
    }

    #[test]
    fn marks_without_colour_are_written() {
        crossterm::style::force_color_output(true);
        let mut parser = terminal(1);
        let mut after = screen(&["abc"]);
        for (column, modifier) in
            [Modifier::BOLD, Modifier::UNDERLINED, Modifier::REVERSED].into_iter().enumerate()
        {
            after.set_style(
                Rect::new(u16::try_from(column).unwrap(), 0, 1, 1),
                Style::new().add_modifier(modifier),
            );
        }
        parser.process(&frame_bytes(None, &after).unwrap());
        let cell = |column| parser.screen().cell(0, column).unwrap().clone();
        assert!(cell(0).bold() && cell(1).underline() && cell(2).inverse());
        assert!(!cell(2).bold() && !cell(2).underline());
    }

    #[test]
    fn a_size_that_is_not_told_or_not_true_becomes_a_sane_one() {
        let size = |width, height| sane_size(Size { width, height });
        assert_eq!(size(0, 0), USUAL_SIZE);
        assert_eq!(size(0, 24), USUAL_SIZE);
        assert_eq!(size(1, 1), Size { width: 1, height: 1 });
        assert_eq!(size(u16::MAX, u16::MAX), MAX_SIZE);
    }
}
