//! `config.toml`: every setting, each kind of problem, what is printed.

use super::told;
use crate::app::{Forms, ListView, Program, Start};
use crate::config::*;
use crate::nlp::MentionForm;
use crate::tui::ColorChoice;

/// The problems of a `config.toml`, without its name.
fn faults(text: &str) -> Vec<String> {
    let told = told(&config(text.as_bytes(), &["mine".to_owned()]).1);
    told.iter().map(|it| it.replace("config.toml ", "")).collect()
}

#[test]
fn every_setting_can_be_set() {
    let text = r#"
        theme = { dark = "mine", light = "light-contrast" }
        color = 256
        ascii = true
        line-length = 80
        sidebar = false
        list = "quotes"
        highlights = false
        places = true
        unnamed = false
        every-mention = true
        speakers = false
        walk = ["names", "descriptions"]
        mouse = false
        private = true
        network = false
        export-format = "markdown"
        markdown-links = true
        markdown-template = "article.md.j2"
        export-folder = "~/notes"
        library = "kept"
        model = 'C:\model'
        threads = 3
        programs = { dict = ["dict", "--", "{}"], "count.words" = "wc -w" }
    "#;
    let (set, problems) = config(text.as_bytes(), &["mine".to_owned()]);
    assert_eq!(told(&problems), [""; 0]);
    let expected = Config {
        markdown_links: true,
        markdown_template: Some("article.md.j2".into()),
        theme: ThemeWish::Pair { dark: "mine".to_owned(), light: "light-contrast".to_owned() },
        color: ColorChoice::Indexed,
        ascii: true,
        start: Start {
            measure: 80,
            sidebar: false,
            view: ListView::Quotes,
            highlights: false,
            places: true,
            unnamed: false,
            every_mention: true,
            speakers: false,
            forms: Forms::of(&[MentionForm::Name, MentionForm::Noun]).unwrap(),
            mouse: false,
            export_format: Some("markdown"),
            export_folder: Some("~/notes".into()),
            programs: [("dict", &["dict", "--", "{}"][..]), ("count.words", &["wc", "-w"])]
                .map(|(name, arguments)| Program {
                    name: name.to_owned(),
                    arguments: arguments.iter().map(|&it| it.to_owned()).collect(),
                })
                .to_vec(),
        },
        private: true,
        offline: true,
        library: Some("kept".into()),
        model: Some(r"C:\model".into()),
        threads: std::num::NonZeroUsize::new(3),
    };
    assert_eq!(set, expected);
    let printed = print_config(&set);
    assert_eq!(config(printed.as_bytes(), &["mine".to_owned()]), (expected, Vec::new()), "{printed}");
    for line in printed.lines() {
        assert!(line.len() <= 120, "{line}");
    }
}

#[test]
fn the_printed_settings_are_those_that_hold() {
    let printed = print_config(&Config::default());
    assert_eq!(config(printed.as_bytes(), &[]), (Config::default(), Vec::new()));
    // Those without a value are comments, which only need their `#` removed.
    let whole: Vec<&str> = printed
        .lines()
        .map(|line| {
            let is_setting = line
                .strip_prefix("# ")
                .is_some_and(|it| it.split_once(" = ").is_some_and(|it| !it.0.contains(' ')));
            if is_setting { line.trim_start_matches("# ") } else { line }
        })
        .collect();
    let whole = whole.join("\n");
    let (set, problems) = config(whole.as_bytes(), &[]);
    assert_eq!(told(&problems), [""; 0], "{whole}");
    assert!(set.threads.is_some() && set.library.is_some() && set.start.export_format.is_some());
}

#[test]
fn a_fault_of_a_setting_is_told_with_its_line_and_the_rest_holds() {
    let text =
        "sidbar = false\nplaces = true\nsidebar = \"no\"\nline-length = 500\n\nlist = \"name\"\nwalk = []\n";
    let (set, problems) = config(text.as_bytes(), &[]);
    assert!(set.start.places && set.start.sidebar && set.start.measure == 68);
    assert_eq!(
        told(&problems),
        [
            "config.toml line 1: `sidbar` is not a setting; did you mean `sidebar`?",
            "config.toml line 3: `sidebar` must be true or false, not \"no\"",
            "config.toml line 4: `line-length` must be a number from 32 to 120, not 500",
            "config.toml line 6: `list` must be \"names\", \"relations\", \"quotes\", \"notes\" or \"outline\", not \"name\"; did you mean `names`?",
            "config.toml line 7: `walk` must be a list of \"names\", \"pronouns\" and \"descriptions\", not []",
        ]
    );
}

#[test]
fn other_faults_of_settings_are_told() {
    let check = |text: &str, fault: &str| assert_eq!(faults(text), [format!("line 1: {fault}")], "{text}");
    check("theme = \"mien\"", "there is no theme `mien`; did you mean `mine`?");
    check("theme = 5", "`theme` must be \"auto\", a theme's name or { dark = \"…\", light = \"…\" }, not 5");
    check("theme = { dusk = \"dark\" }", "`dusk` is not a kind of background");
    check("color = \"512\"", "`color` must be \"auto\", \"16\", \"256\", \"true\" or \"never\", not \"512\"");
    check("threads = 0", "`threads` must be a number of at least 1, not 0");
    check("threads = -1", "`threads` must be a number of at least 1, not -1");
    check("export-format = \"markdwon\"", "`markdwon` is not a format; did you mean `markdown`?");
    check("library = \"\"", "`library` must be a path in quotes, not \"\"");
    check("walk = [1]", "`walk` must be a list of \"names\", \"pronouns\" and \"descriptions\", not 1");
    check("[reader]\nsidebar = true", "`reader` is not a setting");
    check("\"a\\u001b[2Jb\" = 1", "`ab` is not a setting");
}

#[test]
fn a_fault_of_a_program_is_told_and_the_others_hold() {
    let text = "[programs]\na = \"look {}\"\nb = \"look {} | head\"\nc = [\"wc\", \"-w\"]\n";
    let (set, problems) = config(text.as_bytes(), &[]);
    assert_eq!(set.start.programs.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["a", "c"]);
    let told = told(&problems);
    assert!(
        told[0].starts_with(
            "config.toml line 3: the program `b` looks like a shell command, but no shell reads it"
        ),
        "{told:?}"
    );
    let check = |text: &str, fault: &str| {
        let told = faults(&format!("programs = {text}"));
        assert!(told.len() == 1 && told[0].starts_with(&format!("line 1: {fault}")), "{told:?}");
    };
    check("\"dict\"", "`programs` must be a table: { dict = [");
    check("{ x = [] }", "the program `x` is empty");
    check("{ x = \"{}\" }", "the program `x` begins with words from the article");
    check("{ x = [1] }", "`x` must be a list of the program and its arguments: ");
    check("{ \"a b\" = \"x\" }", "the program `a b` has a name with characters other than letters");
}

#[test]
fn what_is_no_toml_costs_its_own_line_only() {
    let text = "places = true\nsidebar = = false\nmouse = false\nlist = quotes\nlist = \"notes\"\n";
    let (set, problems) = config(text.as_bytes(), &[]);
    let lines: Vec<_> = problems.iter().map(|it| it.line).collect();
    assert!(lines.contains(&Some(2)) && lines.contains(&Some(4)), "{problems:?}");
    assert!(set.start.places && set.start.sidebar && !set.start.mouse, "{set:?}");
    let (set, problems) = config(b"places = true\nascii = \"\xff\"\nmouse = false", &[]);
    assert!(set.start.places && !set.start.mouse);
    assert_eq!(problems[0].to_string(), "config.toml line 2: this is not UTF-8");
    let (set, _) = config(b"\xef\xbb\xbfplaces = true\n[unclosed\nmouse = false\n", &[]);
    assert!(set.start.places);
    let (set, problems) = config(b"places = true\nplaces = false\n", &[]);
    assert!(set.start.places && problems.len() == 1 && problems[0].line == Some(2), "{problems:?}");
}
