//! A program in its own terminal: its output is shown on a screen in memory, and it gets the answers of a real
//! terminal. Waits for conditions, never for a fixed time.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// A test that waits longer has failed. Generous, because the machine may be busy; nothing else depends on it.
const PATIENCE: Duration = Duration::from_mins(1);

/// What stands on the main screen before the program starts.
const SHELL_LINE: &str = "$ byline";

/// How many programs were prepared.
static STARTED: AtomicUsize = AtomicUsize::new(0);

/// A program running in a terminal.
pub(crate) struct Session {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    keyboard: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    /// The screen as a person sees it.
    pub(crate) parser: vt100::Parser,
    /// Everything that the program wrote.
    pub(crate) written: Vec<u8>,
    /// How many times it asked who the terminal is, and was answered.
    n_answers: usize,
    modes_before: String,
}

/// How the program ended.
pub(crate) struct End {
    /// As the shell would see it.
    pub(crate) status: ExitStatus,
    /// The screen afterwards.
    pub(crate) parser: vt100::Parser,
    /// Everything that it wrote.
    pub(crate) written: Vec<u8>,
    modes_before: String,
    modes_after: String,
}

/// The program with these arguments, in its own environment.
pub(crate) fn command(program: &str, arguments: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    command.args(arguments);
    command.env_clear();
    for (key, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("PATH", "/usr/bin:/bin")] {
        command.env(key, value);
    }
    // No session touches the library of the user who runs the tests, or that of another session.
    let number = STARTED.fetch_add(1, Ordering::Relaxed);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("session-{number}"));
    drop(std::fs::remove_dir_all(&folder)); // from an earlier run
    // Nor does the tested program read their settings.
    command.env("BYLINE_CONFIG", folder.join("settings"));
    command.env("BYLINE_LIBRARY", folder);
    command.cwd(env!("CARGO_MANIFEST_DIR"));
    command
}

impl Session {
    /// Starts the program in a terminal of that size.
    pub(crate) fn start(command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let pty = native_pty_system().openpty(size(columns, rows)).expect("the system has pseudo-terminals");
        let modes_before = modes(&*pty.master);
        let mut reader = pty.master.try_clone_reader().expect("the terminal can be read");
        let keyboard = pty.master.take_writer().expect("the terminal can be written");
        let child = pty.slave.spawn_command(command).expect("the program starts");
        let (sender, output) = mpsc::channel();
        thread::spawn(move || {
            let mut chunk = vec![0; 65536];
            // On Linux, its end is an error: no one has the other side open.
            while let Ok(n @ 1..) = reader.read(&mut chunk) {
                if sender.send(chunk.iter().copied().take(n).collect()).is_err() {
                    break;
                }
            }
        });
        let mut parser = screen(columns, rows);
        parser.process(SHELL_LINE.as_bytes());
        parser.process(b"\r\n");
        Self {
            master: pty.master,
            child,
            keyboard,
            output,
            parser,
            written: Vec::new(),
            n_answers: 0,
            modes_before,
        }
    }

    /// Types keys.
    pub(crate) fn type_keys(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).expect("the terminal takes keys");
        self.keyboard.flush().expect("the terminal takes keys");
    }

    /// Changes the size of the terminal.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.parser.set_size(at_least_one(rows), at_least_one(columns));
        self.master.resize(size(columns, rows)).expect("the terminal can be resized");
    }

    /// Sends a signal: "TERM".
    pub(crate) fn signal(&self, name: &str) {
        let pid = self.pid().to_string();
        let status = Command::new("kill").args(["-s", name, &pid]).status().expect("there is kill(1)");
        assert!(status.success());
    }

    /// The program's process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.process_id().expect("the program runs")
    }

    /// What is on the screen.
    pub(crate) fn text(&self) -> String {
        self.parser.screen().contents()
    }

    /// Whether the program shows its own screen.
    pub(crate) fn is_full_screen(&self) -> bool {
        self.parser.screen().alternate_screen()
    }

    /// Reads until the screen shows the text.
    pub(crate) fn wait_for_text(&mut self, text: &str) {
        self.wait_until(text, |session| session.text().contains(text));
    }

    /// Reads until the condition holds.
    pub(crate) fn wait_until(&mut self, what: &str, condition: impl Fn(&Self) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !condition(self) {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(e) => panic!("waited in vain ({e}) until: {what}\nthe screen:\n{}", self.text()),
            }
        }
    }

    /// Reads until nothing has come for this long; returns how many bytes came.
    pub(crate) fn bytes_until_quiet(&mut self, quiet: Duration) -> usize {
        let mut n_bytes = 0;
        while let Ok(bytes) = self.output.recv_timeout(quiet) {
            n_bytes += bytes.len();
            self.take(&bytes);
        }
        n_bytes
    }

    /// Reads until the program has ended.
    pub(crate) fn finish(mut self) -> End {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match self.output.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {
                    panic!("the program did not end\nthe screen:\n{}", self.text())
                }
            }
        }
        let status = self.child.wait().expect("the program has ended");
        let modes_after = modes(&*self.master);
        End {
            status,
            parser: self.parser,
            written: self.written,
            modes_before: self.modes_before,
            modes_after,
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.written.extend(bytes);
        self.parser.process(bytes);
        // A dark terminal that knows its colour, and its name.
        let n_asked = self.written.windows(3).filter(|it| it == b"\x1b[c").count();
        while self.n_answers < n_asked {
            self.n_answers += 1;
            // The program may have ended in the meantime.
            drop(self.keyboard.write_all(b"\x1b]11;rgb:1e1e/1e1e/1e1e\x07\x1b[?62;22c"));
            drop(self.keyboard.flush());
        }
    }
}

impl End {
    /// What is not as it was before the program started; empty if everything is.
    pub(crate) fn leftovers(&self) -> String {
        let screen = self.parser.screen();
        let mut left = String::new();
        let mut check = |is_left: bool, what: &str| {
            if is_left {
                writeln!(left, "{what}").expect("a string takes all");
            }
        };
        check(screen.alternate_screen(), "the alternate screen is shown");
        check(screen.hide_cursor(), "the cursor is hidden");
        check(screen.bracketed_paste(), "bracketed paste is on");
        check(screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None, "the mouse is captured");
        check(!screen.contents().contains(SHELL_LINE), "the main screen's text is gone");
        check(self.modes_before != self.modes_after, "the terminal's modes are changed");
        left
    }
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn screen(columns: u16, rows: u16) -> vt100::Parser {
    vt100::Parser::new(at_least_one(rows), at_least_one(columns), 0)
}

fn at_least_one(cells: u16) -> std::num::NonZeroU16 {
    std::num::NonZeroU16::new(cells).unwrap_or(std::num::NonZeroU16::MIN)
}

/// Raw or not, echo or not, and so on.
fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios())
}
