//! The user's own editor, for a long note. It gets the note in a file that only the user can read; below a line, the
//! file shows the words that the note is about.

#![expect(clippy::disallowed_methods, reason = "boundary: an editor works on files")]

use std::fs::{self, File, OpenOptions};
use std::io::{self, IsTerminal, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use crate::text::sanitize::sanitize;
use crate::tui::private_file::{folder_in, write_new};

/// The name of the file.
pub(super) const NOTE: &str = "note.txt";

/// What follows this line is ignored.
const SCISSORS: &str = "------------------------ >8 ------------------------";

/// Tried in this order if the environment names no editor.
const EDITORS: [&str; 3] = ["nano", "vim", "vi"];

/// A longer note is a book.
const MAX_BYTES: usize = 256 << 10;

/// Lets the user write a note. `editor` is the one that the environment names, perhaps with arguments. The file is
/// that of the draft if there is one; otherwise it is deleted at the end. The error says on one line what went wrong
/// and, if something was written, where it is; such a file stays.
pub(super) fn edit(
    note: &str,
    about: &str,
    editor: Option<&str>,
    draft: Option<&Path>,
) -> Result<String, String> {
    let given =
        format!("{note}\n{SCISSORS}\nEverything below the line above is not part of the note.\n\n{about}\n");
    let file = match draft {
        Some(path) => NoteFile::fill(path, &given),
        None => NoteFile::create(&given),
    };
    let file = file.map_err(|why| format!("no file for the note: {why}"))?;
    let ended = run(&file.path, editor);
    let written = fs::read(&file.path);
    let stays = || format!("what was written is in {}", file.path.display());
    let is_same = written.as_ref().is_ok_and(|it| *it == given.as_bytes());
    match (ended, written) {
        (Err(why), _) => {
            file.remove();
            Err(why)
        }
        (Ok((name, status)), _) if !status.success() => {
            let what = format!("{name} failed ({status})");
            if is_same {
                file.remove();
                Err(what)
            } else {
                Err(format!("{what}; {}", stays()))
            }
        }
        (Ok(_), Err(why)) => Err(format!("the note cannot be read: {why}")),
        (Ok(_), Ok(bytes)) if bytes.len() > MAX_BYTES + given.len() => {
            Err(format!("a note has at most {} KiB; {}", MAX_BYTES >> 10, stays()))
        }
        (Ok(_), Ok(bytes)) => {
            file.remove();
            Ok(above(&String::from_utf8_lossy(&bytes)))
        }
    }
}

/// The note in the file, without white space around it.
pub(super) fn above(written: &str) -> String {
    let note = written.split(SCISSORS).next().unwrap_or_default();
    let lines: Vec<_> = note.lines().map(str::trim_end).collect();
    sanitize(lines.join("\n").trim()).text
}

/// Runs the editor until it ends; returns its name and how it ended.
fn run(path: &Path, editor: Option<&str>) -> Result<(String, ExitStatus), String> {
    let failed = |name: &str, why: io::Error| format!("{name} cannot be run: {why}");
    if let Some(editor) = editor {
        // As in other programs, the variable may contain arguments, quoted for a shell.
        let mut command = Command::new("sh");
        command.args(["-c", &format!("{editor} \"$1\""), "byline"]).arg(path);
        return Ok((editor.to_owned(), started(&mut command).map_err(|why| failed(editor, why))?));
    }
    for name in EDITORS {
        match started(Command::new(name).arg(path)) {
            Err(why) if why.kind() == io::ErrorKind::NotFound => {}
            ended => return Ok((name.to_owned(), ended.map_err(|why| failed(name, why))?)),
        }
    }
    Err("no editor was found: set the variable EDITOR".to_owned())
}

/// The text may have come through standard input, so the keys come from the terminal.
fn started(command: &mut Command) -> io::Result<ExitStatus> {
    if !io::stdin().is_terminal()
        && let Ok(terminal) = File::open("/dev/tty")
    {
        command.stdin(Stdio::from(terminal));
    }
    command.status()
}

/// A file in a folder of its own.
struct NoteFile {
    path: PathBuf,
    /// Whether the file belongs to a draft, which decides how long it stays.
    is_draft: bool,
}

impl NoteFile {
    fn create(text: &str) -> io::Result<Self> {
        let folder = folder_in(&std::env::temp_dir())?;
        let path = folder.join(NOTE);
        write_new(&path, text.as_bytes())?;
        Ok(Self { path, is_draft: false })
    }

    /// An existing file that has its own folder.
    fn fill(path: &Path, text: &str) -> io::Result<Self> {
        OpenOptions::new().write(true).truncate(true).open(path)?.write_all(text.as_bytes())?;
        Ok(Self { path: path.to_owned(), is_draft: true })
    }

    fn remove(&self) {
        if let Some(folder) = self.path.parent().filter(|_| !self.is_draft) {
            // Nothing is lost if it stays.
            drop(fs::remove_dir_all(folder));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_editor_writes_above_the_line_is_the_note() {
        let editor = "sed -i 's/^ask$/ask her\\n\\nand him   /'";
        assert_eq!(edit("ask", "the bridge", Some(editor), None).unwrap(), "ask her\n\nand him");
        assert_eq!(edit("ask", "the bridge", Some("true"), None).unwrap(), "ask");
        assert_eq!(edit("ask", "the bridge", Some("sed -i d"), None).unwrap(), "");
    }

    #[test]
    fn what_is_written_cannot_drive_the_terminal() {
        assert_eq!(above("a\u{1b}[31mb\n"), "ab");
    }

    #[test]
    fn an_editor_that_fails_is_told_and_what_it_wrote_stays() {
        let told = edit("ask", "the bridge", Some("false"), None).unwrap_err();
        assert!(told.starts_with("false failed") && !told.contains("note.txt"), "{told}");
        let told = edit("ask", "the bridge", Some("sh -c 'echo more >> \"$0\"; exit 3'"), None).unwrap_err();
        let path = Path::new(told.split(" is in ").nth(1).unwrap());
        assert!(fs::read_to_string(path).unwrap().ends_with("more\n"), "{told}");
        fs::remove_dir_all(path.parent().unwrap()).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let file = NoteFile::create("mine").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&file.path), mode(file.path.parent().unwrap())), (0o600, 0o700));
        file.remove();
        assert!(!file.path.exists());
    }
}
