//! Templates: text with placeholders for values, in the Jinja language. A user's template may come from anywhere, so
//! it opens no files, includes nothing, has limited time and memory, and its output cannot drive a terminal.

#![expect(clippy::disallowed_methods, reason = "boundary: a template of the reader's lies in a file")]

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::ValueKind;
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, State, UndefinedBehavior, Value, escape_formatter,
};

use crate::digest::counted;
use crate::export::json;
use crate::export::markdown::text::{escaped, note};
use crate::text::near;
use crate::text::sanitize::sanitize;

/// The largest template.
const MAX_BYTES: u64 = 1 << 20;

/// How many steps a template may take; 64 times as many bytes is the most that it may write (256 MB).
const FUEL: u64 = 4_000_000;

/// How deep loops and values may be nested.
const MAX_DEPTH: usize = 100;

/// The name of a template in the engine's errors; ours show the path.
const NAME: &str = "template";

const NEXT: &str =
    "nothing was written; `byline export --print-template` prints a working template with all values";

/// A template of the user's.
#[derive(Debug, Clone)]
pub struct Template {
    path: PathBuf,
    source: String,
}

/// Why a template wrote nothing.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TemplateError {
    /// It cannot be read.
    #[error("cannot read the template `{}`: {source}", path.display())]
    Read {
        /// Its file.
        path: PathBuf,
        /// What the system reported.
        source: io::Error,
    },
    /// It is not text, or too large.
    #[error("the template `{}` is {what}\nhint: {NEXT}", path.display())]
    NoTemplate {
        /// Its file.
        path: PathBuf,
        /// What it is instead.
        what: &'static str,
    },
    /// Something in it is wrong.
    #[error("the template `{}`{}: {what}\nhint: {NEXT}", path.display(), at(*line))]
    Faulty {
        /// Its file.
        path: PathBuf,
        /// The line, counted from 1, if it is known.
        line: Option<usize>,
        /// What is wrong.
        what: String,
    },
}

fn at(line: Option<usize>) -> String {
    line.map_or_else(String::new, |line| format!(", line {line}"))
}

impl Template {
    /// Reads a file.
    pub fn open(path: &Path) -> Result<Self, TemplateError> {
        let read = |source| TemplateError::Read { path: path.to_owned(), source };
        let no = |what| TemplateError::NoTemplate { path: path.to_owned(), what };
        let about = fs::metadata(path).map_err(read)?;
        // Opening a pipe would block.
        if !about.is_file() {
            return Err(no("not a regular file"));
        }
        let mut bytes = Vec::new();
        File::open(path).map_err(read)?.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(read)?;
        if bytes.len() as u64 > MAX_BYTES {
            return Err(no("larger than 1 MiB"));
        }
        let source = String::from_utf8(bytes).map_err(|_| no("not UTF-8"))?;
        Ok(Self { path: path.to_owned(), source })
    }

    /// Renders the values; `links` are the links for names, if names are to be links.
    pub(super) fn render(
        &self,
        values: Value,
        links: HashMap<String, String>,
    ) -> Result<String, TemplateError> {
        let mut engine = engine(links);
        engine.set_fuel(Some(FUEL));
        let known =
            values.try_iter().map_or_else(|_| Vec::new(), |keys| keys.map(|it| it.to_string()).collect());
        let rendered = engine.template_from_named_str(NAME, &self.source).and_then(|it| it.render(values));
        let text = rendered.map_err(|error| TemplateError::Faulty {
            path: self.path.clone(),
            line: error.line(),
            what: told(&error, &self.source, &known),
        })?;
        Ok(sanitize(&text).text)
    }
}

/// Renders the values with a built-in template.
pub(super) fn built_in(source: &str, values: Value, links: HashMap<String, String>) -> String {
    let engine = engine(links);
    let rendered = engine.template_from_named_str(NAME, source).and_then(|it| it.render(values));
    rendered.expect("the built-in templates are rendered by the tests, with every kind of value")
}

fn engine<'t>(links: HashMap<String, String>) -> Environment<'t> {
    let mut engine = Environment::new();
    let syntax =
        SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build();
    engine.set_syntax(syntax.expect("the usual marks of Jinja go together"));
    engine.set_auto_escape_callback(|_| AutoEscape::None);
    // A misspelled value is an error, not a gap that no one notices.
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_recursion_limit(MAX_DEPTH);
    engine.set_formatter(
        |out, state, value| {
            if value.is_none() { Ok(()) } else { escape_formatter(out, state, value) }
        },
    );
    engine.add_filter("md", |it: &Value| Ok::<_, Error>(escaped(&words("md", it)?)));
    engine.add_filter("link", move |it: &Value| {
        let name = words("link", it)?;
        Ok::<_, Error>(links.get(&name).cloned().unwrap_or_else(|| escaped(&name)))
    });
    engine.add_filter("tagged", |it: &Value, tags: Option<Vec<String>>| {
        Ok::<_, Error>(note(&words("tagged", it)?, &tags.unwrap_or_default()))
    });
    engine.add_filter("yaml", yaml);
    engine.add_filter("counted", |n: usize, one: &str| counted(n, one));
    engine
}

/// The words of a text or number; empty if the value is unknown.
fn words(filter: &str, value: &Value) -> Result<String, Error> {
    match value.kind() {
        ValueKind::None => Ok(String::new()),
        ValueKind::String | ValueKind::Number | ValueKind::Bool => Ok(value.to_string()),
        kind => {
            Err(Error::new(ErrorKind::InvalidOperation, format!("`{filter}` takes a text, not a {kind}")))
        }
    }
}

/// A value in YAML on one line. Strings are written as JSON strings, the one form without surprises.
fn yaml(state: &State<'_, '_>, value: &Value) -> Result<String, Error> {
    match value.kind() {
        ValueKind::None => Ok("null".to_owned()),
        ValueKind::String => Ok(json::quoted(value.as_str().unwrap_or_default())),
        ValueKind::Number | ValueKind::Bool => Ok(value.to_string()),
        ValueKind::Seq | ValueKind::Iterable => {
            let mut all = Vec::new();
            for it in value.try_iter()? {
                let it = yaml(state, &it)?;
                state.consume_fuel(1 + it.len() as u64 / 64)?;
                all.push(it);
            }
            Ok(format!("[{}]", all.join(", ")))
        }
        kind => Err(Error::new(
            ErrorKind::InvalidOperation,
            format!("`yaml` takes a text, number or list, not a {kind}"),
        )),
    }
}

/// What is wrong, on one line.
fn told(error: &Error, source: &str, known: &[String]) -> String {
    let place = error.range().and_then(|range| source.get(range)).map(str::trim).filter(|it| !it.is_empty());
    let what = match (error.kind(), place) {
        (ErrorKind::OutOfFuel, _) => "it loops more or writes more than a template is allowed to".to_owned(),
        (ErrorKind::UndefinedError, Some(name)) => {
            let near = near::suggestion(name, known.iter().map(String::as_str));
            format!("there is no value `{name}`{near}")
        }
        (kind, _) => error.detail().map_or_else(|| kind.to_string(), |detail| format!("{kind}: {detail}")),
    };
    sanitize(&what).text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use minijinja::context;

    use super::*;

    fn render(source: &str, values: Value) -> Result<String, String> {
        let template = Template { path: "mine.md.j2".into(), source: source.to_owned() };
        let links = HashMap::from([("Ann Lee".to_owned(), "[[Ann Lee]]".to_owned())]);
        template.render(values, links).map_err(|it| it.to_string())
    }

    fn fault(source: &str) -> String {
        let values =
            context! { title => "A *b*", author => None::<&str>, quotes => vec![context! { text => "x" }] };
        render(source, values).unwrap_err()
    }

    #[test]
    fn filters_write_text_names_notes_and_front_matter() {
        let values = context! { it => "a *b*\n# c", name => "Ann Lee", n => 3, none => None::<&str>, all => ["a\"b", "c"] };
        for (source, expected) in [
            ("{{ it }}", "a *b*\n# c"),
            ("{{ it|md }} {{ n|md }}{{ none|md }}", r"a \*b\* \# c 3"),
            ("{{ name|link }} {{ it|link }}", r"[[Ann Lee]] a \*b\* \# c"),
            ("{{ 'see #Fire'|tagged(['fire', 'loss']) }}", "see #fire #loss"),
            (
                "{{ it|yaml }} {{ all|yaml }} {{ n|yaml }} {{ none|yaml }}",
                r#""a *b*\n# c" ["a\"b", "c"] 3 null"#,
            ),
            ("{{ n|counted('quote') }}, {{ 1|counted('note') }}", "3 quotes, 1 note"),
            ("{# a comment #}\n{% if n %}\n  {% set x = 1 %}\n{{ none }}x\n{% endif %}\n", "x\n"),
        ] {
            assert_eq!(render(source, values.clone()).as_deref(), Ok(expected), "{source}");
        }
    }

    #[test]
    fn a_fault_is_told_with_file_line_and_what_next() {
        let next = "\nhint: nothing was written; `byline export --print-template` prints a working template with all values";
        for (source, expected) in [
            (
                "a\n{{ titel }}",
                "the template `mine.md.j2`, line 2: there is no value `titel`; did you mean `title`?",
            ),
            (
                "{% for q in quotes %}\n{{ q.txt }}\n{% endfor %}",
                "the template `mine.md.j2`, line 2: there is no value `q.txt`",
            ),
            ("\n\n{% if title %}", "the template `mine.md.j2`, line 3: syntax error: "),
            (
                "{{ quotes|md }}",
                "the template `mine.md.j2`, line 1: invalid operation: `md` takes a text, not a sequence",
            ),
            ("{{ title|upcase }}", "the template `mine.md.j2`, line 1: unknown filter: "),
            ("{{ title|yaml(1) }}", "the template `mine.md.j2`, line 1: too many arguments"),
        ] {
            let told = fault(source);
            assert!(told.starts_with(expected) && told.ends_with(next), "{source}: {told}");
        }
        assert!(!fault("{{ '\u{1b}[2J'|nothing }}").contains('\u{1b}'));
    }

    #[test]
    fn a_hostile_template_has_so_much_time_and_room_and_opens_nothing() {
        let double = "{% set x = title %}".to_owned() + &"{% set x = x ~ x %}".repeat(60) + "{{ x }}";
        let nested = format!("{}x{}", "{% for a in range(90000) %}".repeat(4), "{% endfor %}".repeat(4));
        for source in [
            nested.as_str(),
            &double,
            "{{ 'x' * 4000000000 }}",
            "{{ ('x' * 1000000)|replace('x', 'x' * 1000000) }}",
            "{% for a in range(100000) %}{{ 'x' * 100000 }}{% endfor %}",
            "{{ (range(100000)|list * 100000)|yaml }}",
        ] {
            let told = fault(source);
            assert!(
                told.contains("more than a template is allowed to") || told.contains("too large"),
                "{source}: {told}"
            );
        }
        for source in
            ["{% include '/etc/passwd' %}", "{% import 'x' as x %}", "{% extends 'x' %}", "{{ open('x') }}"]
        {
            fault(source);
        }
        let deep = format!("{}1{}", "(".repeat(100_000), ")".repeat(100_000));
        fault(&format!("{{{{ {deep} }}}}"));
        fault("{% for a in [[[1]]] recursive %}{{ loop([a]) }}{% endfor %}");
    }

    #[test]
    fn nothing_that_a_template_writes_drives_a_terminal() {
        let text = render("{{ '\\u001b[2J' }}a\u{9b}1m\r\nb\u{202e}", context! {}).unwrap();
        assert_eq!(text, "a\nb");
    }

    #[test]
    fn what_is_no_template_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.j2");
        let told = |path: &Path| Template::open(path).unwrap_err().to_string();
        assert!(told(&path).starts_with("cannot read the template `"));
        assert!(told(folder.path()).contains("` is not a regular file\nhint: "));
        fs::write(&path, b"a\xffb").unwrap();
        assert!(told(&path).contains("` is not UTF-8\nhint: "));
        fs::write(&path, vec![b'a'; (1 << 20) + 1]).unwrap();
        assert!(told(&path).contains("` is larger than 1 MiB\nhint: "));
    }
}
