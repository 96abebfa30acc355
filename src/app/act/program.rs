//! The user's own programs, run on the words that are selected or focused.

use crate::app::popup::Popup;
use crate::app::popup::output::Output;
use crate::app::text::grapheme;
use crate::app::{App, Effect, Program, ProgramAnswer};

/// How many cells of the words the frame shows.
const SHOWN: usize = 30;
/// The most bytes in one argument; systems accept little more.
const MAX_ARGUMENT: usize = 100_000;

impl App {
    /// Runs the program; if there are several, asks which one.
    pub(in crate::app) fn run_program(&mut self) -> Vec<Effect> {
        match self.settings.start.programs.as_slice() {
            [] => {
                self.tell(
                    "no program is set up: in config.toml, programs = { dict = [\"dict\", \"--\", \"{}\"] }",
                );
                Vec::new()
            }
            [program] => {
                let program = program.clone();
                self.start(&program)
            }
            _ => {
                self.open_palette();
                if let Some(Popup::Palette(palette)) = &mut self.popup {
                    palette.paste("!");
                }
                Vec::new()
            }
        }
    }

    /// Runs the program with this name.
    pub(in crate::app) fn run_program_named(&mut self, name: &str) -> Vec<Effect> {
        let program = self.settings.start.programs.iter().find(|it| it.name == name).cloned();
        program.map_or_else(Vec::new, |it| self.start(&it))
    }

    fn start(&mut self, program: &Program) -> Vec<Effect> {
        let Some(words) = self.words_in_front() else {
            self.advise("select words first: {select}; or focus a name: {next-thing} and {previous-thing} step through them");
            return Vec::new();
        };
        let arguments = match program.arguments(&words) {
            Ok(arguments) => arguments,
            Err(why) => {
                self.tell(format!("{} was not run: {why}", program.name));
                return Vec::new();
            }
        };
        self.habits.n_runs += 1;
        let run = self.habits.n_runs;
        let title = format!("{}: “{}”", program.name, grapheme::fit(&words, SHOWN, "…"));
        self.popup = Some(Popup::Output(Output::new(title, run)));
        vec![Effect::RunProgram { run, arguments, words }]
    }

    /// Takes the output of a program; ignored if the user has closed it in the meantime.
    pub(in crate::app) fn answered_by_program(&mut self, run: usize, answer: ProgramAnswer) {
        if let Some(Popup::Output(output)) = &mut self.popup {
            output.answer(run, answer);
        }
    }

    /// The run whose output is awaited.
    pub(in crate::app) fn awaited_run(&self) -> Option<usize> {
        match &self.popup {
            Some(Popup::Output(output)) if output.is_running() => Some(output.run),
            _ => None,
        }
    }
}

impl Program {
    /// The arguments that it is started with: the words replace `{}`, as one argument or part of one, and no shell
    /// reads them.
    fn arguments(&self, words: &str) -> Result<Vec<String>, &'static str> {
        let mut after_options = false;
        let mut filled = Vec::new();
        for argument in &self.arguments {
            if !argument.contains("{}") {
                after_options |= argument == "--";
                filled.push(argument.clone());
                continue;
            }
            if words.len() > MAX_ARGUMENT {
                return Err(
                    "too many words for {}; without {} in config.toml the program reads them from standard input",
                );
            }
            if argument.starts_with("{}") && words.starts_with('-') && !after_options {
                return Err(
                    "the words begin with “-” and would be read as an option; put \"--\" before \"{}\" in config.toml",
                );
            }
            filled.push(argument.replace("{}", words));
        }
        Ok(filled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program(arguments: &[&str]) -> Program {
        Program { name: "x".to_owned(), arguments: arguments.iter().map(|&it| it.to_owned()).collect() }
    }

    #[test]
    fn words_are_one_argument_and_never_an_option() {
        let hostile = "; rm -rf $HOME `x` '\" {}";
        assert_eq!(program(&["dict", "--", "{}"]).arguments(hostile).unwrap(), ["dict", "--", hostile]);
        assert_eq!(program(&["look", "--term={}!"]).arguments("a b").unwrap(), ["look", "--term=a b!"]);
        assert_eq!(program(&["wc", "-w"]).arguments("-a").unwrap(), ["wc", "-w"]);
        assert!(program(&["dict", "{}"]).arguments("--host=x").is_err());
        assert!(program(&["dict", "--", "{}"]).arguments("--host=x").is_ok());
        assert!(program(&["dict", "{}"]).arguments(&"x".repeat(MAX_ARGUMENT + 1)).is_err());
        assert!(program(&["wc"]).arguments(&"x".repeat(MAX_ARGUMENT + 1)).is_ok());
    }
}
