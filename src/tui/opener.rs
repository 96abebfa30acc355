//! Hands an address to the system's own opener and to no one else. That happens only when the user asks for it. No
//! shell is involved, the program runs separately from ours, and its output is discarded.

use std::process::{Child, Command, Stdio};

use crate::document::Target;
use crate::tui::Environment;

/// The programs to try, best first. None if a browser would not appear in front of the user: over ssh, or without a
/// display.
pub(super) fn openers(environment: &Environment, is_macos: bool) -> Vec<&'static str> {
    let mut openers = Vec::new();
    if environment.ssh {
        return openers;
    }
    if is_macos {
        openers.push("open");
    }
    if environment.wsl {
        openers.push("wslview");
    }
    if environment.wayland || environment.x11 {
        openers.push("xdg-open");
    }
    openers
}

/// Starts the first available opener, and returns its name.
pub(super) fn start(target: &Target, openers: &[&'static str]) -> Option<(Child, &'static str)> {
    openers.iter().find_map(|&program| {
        let mut command = Command::new(program);
        command.arg(target.as_str()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        // In its own process group, because Ctrl-C and Ctrl-Z here are not meant for it.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        Some((command.spawn().ok()?, program))
    })
}

/// Waits until the opener has ended; returns what went wrong, if anything.
pub(super) fn outcome(mut child: Child, program: &str) -> Option<String> {
    match child.wait() {
        Ok(status) if status.success() => None,
        Ok(status) => {
            Some(format!("{program} could not open it ({status}); its address can be copied instead"))
        }
        Err(error) => Some(format!("{program} could not open it: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_comes_up_before_the_reader_is_opened() {
        let desktop = Environment { x11: true, ..Environment::default() };
        assert_eq!(openers(&desktop, false), ["xdg-open"]);
        assert_eq!(openers(&Environment { wsl: true, ..Environment::default() }, false), ["wslview"]);
        assert_eq!(openers(&Environment::default(), true), ["open"]);
        assert_eq!(openers(&Environment::default(), false), Vec::<&str>::new());
        assert_eq!(openers(&Environment { ssh: true, wsl: true, ..desktop }, true), Vec::<&str>::new());
    }

    #[test]
    fn the_first_opener_that_is_there_gets_the_address_as_it_is() {
        let target = Target::new("https://x.example/;exit$(exit)`exit`&").unwrap();
        assert!(start(&target, &["byline-has-no-such-program"]).is_none());
        let (child, program) = start(&target, &["byline-has-no-such-program", "true"]).unwrap();
        assert_eq!((program, outcome(child, program)), ("true", None));
        let (child, program) = start(&target, &["false"]).unwrap();
        let told = outcome(child, program).unwrap();
        assert!(told.starts_with("false could not open it (exit status: 1)"), "{told}");
    }
}
