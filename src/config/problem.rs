//! What is wrong with a file of settings, and where.

use std::fmt;

use crate::digest::counted;

/// Something in a file that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, relative to the settings folder: `config.toml`.
    pub file: String,
    /// The line, starting at 1, if it is about one.
    pub line: Option<usize>,
    /// What is wrong, perhaps with a suggestion. One line, safe for a terminal.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{} line {line}: {}", self.file, self.what),
            None => write!(f, "{}: {}", self.file, self.what),
        }
    }
}

/// What the status line says about problems: the first one, and how many there are.
pub fn notice(problems: &[Problem]) -> Option<String> {
    let first = problems.first()?;
    if problems.len() == 1 {
        return Some(first.to_string());
    }
    let is_one_file = problems.iter().all(|it| it.file == first.file);
    let where_ = if is_one_file { &*first.file } else { "your settings" };
    let told = match first.line.filter(|_| is_one_file) {
        Some(line) => format!("line {line}: {}", first.what),
        None => first.to_string(),
    };
    Some(format!("{} in {where_}: {told}", counted(problems.len(), "problem")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_status_line_tells_the_first_problem_and_how_many_there_are() {
        let problem =
            |file: &str, line| Problem { file: file.to_owned(), line, what: "`x` is no setting".to_owned() };
        let (one, other) = (problem("config.toml", Some(4)), problem("keymap.toml", Some(1)));
        let told = |problems: &[&Problem]| {
            notice(&problems.iter().map(|it| (*it).clone()).collect::<Vec<_>>()).unwrap_or_default()
        };
        assert_eq!(told(&[]), "");
        assert_eq!(told(&[&one]), "config.toml line 4: `x` is no setting");
        assert_eq!(told(&[&one, &one]), "2 problems in config.toml: line 4: `x` is no setting");
        let both = "2 problems in your settings: config.toml line 4: `x` is no setting";
        assert_eq!(told(&[&one, &other]), both);
        assert_eq!(told(&[&problem("config.toml", None)]), "config.toml: `x` is no setting");
    }
}
