//! Other people's text in Markdown: none of it is markup, but the #tags of a note are live.

use std::fmt::Write as _;

use crate::annotate;
use crate::export::on_one_line;

/// The text on one line, escaped so that none of it is read as markup of Markdown, HTML, Obsidian or a formula.
pub(in crate::export) fn escaped(text: &str) -> String {
    let text = on_one_line(text);
    let mut out = String::with_capacity(text.len() + 8);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in text.char_indices() {
        let is_mark = r"\`*_[]{}<>#|^~=$&%@".contains(c);
        let starts_a_list = match c {
            '-' | '+' | ':' => at == 0,              // an item, a definition
            '.' | ')' => at == digits && digits > 0, // "2017. It was…" is not a list
            _ => false,
        };
        if is_mark || starts_a_list {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A note as one paragraph with its line breaks. Its tags are live, and tags that are not in its words follow them.
pub(super) fn note(note: &str, tags: &[String]) -> String {
    let told = annotate::told(note, tags);
    let lines: Vec<_> = told.lines().map(line).filter(|it| !it.is_empty()).collect();
    lines.join("\\\n")
}

fn line(text: &str) -> String {
    let mut out = String::new();
    let mut plain: Vec<&str> = Vec::new();
    let flush = |plain: &mut Vec<&str>, out: &mut String| {
        if !plain.is_empty() {
            let space = if out.is_empty() { "" } else { " " };
            let _ = write!(out, "{space}{}", escaped(&plain.join(" "))); // never fails on a string
            plain.clear();
        }
    };
    for word in text.split_whitespace() {
        let Some(tag) = annotate::tag(word) else {
            plain.push(word);
            continue;
        };
        flush(&mut plain, &mut out);
        let rest: String = word.chars().skip(1 + tag_length(word)).collect();
        let space = if out.is_empty() { "" } else { " " };
        let _ = write!(out, "{space}#{}{}", tag_name(&tag), escaped(&rest));
    }
    flush(&mut plain, &mut out);
    out
}

/// The length in characters of the tag in a word, as it was typed.
fn tag_length(word: &str) -> usize {
    let tag = word.strip_prefix('#').unwrap_or(word);
    tag.trim_end_matches(|c: char| !c.is_alphanumeric()).chars().count()
}

/// A tag in the form that Obsidian accepts: letters, digits, "_", "-" and "/", but not only digits.
pub(super) fn tag_name(tag: &str) -> String {
    let is_good = |c: char| c.is_alphanumeric() || "_-/".contains(c);
    let name: String = tag.chars().map(|c| if is_good(c) { c } else { '-' }).collect();
    if name.chars().all(char::is_numeric) { format!("_{name}") } else { name }
}

/// The id by which a link or an embedding finds something: `^by-a3`.
pub(super) fn block_id(id: &str) -> String {
    format!("^by-{id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_escaped() {
        assert_eq!(escaped("[[A]] #b ^c | *d* _e_ `f`"), r"\[\[A\]\] \#b \^c \| \*d\* \_e\_ \`f\`");
        assert_eq!(escaped("<b>&amp;</b> ==x== $y$ %%z%%"), r"\<b\>\&amp;\</b\> \=\=x\=\= \$y\$ \%\%z\%\%");
        assert_eq!(escaped("a {.note}"), r"a \{.note\}"); // the attributes of a heading
    }

    #[test]
    fn only_at_the_start_do_a_dash_and_a_number_make_a_list() {
        assert_eq!(escaped("- no list - at all"), r"\- no list - at all");
        assert_eq!(escaped("2017. That was 3.5 years"), r"2017\. That was 3.5 years");
        assert_eq!(escaped("v2. Mr. X (Y)"), "v2. Mr. X (Y)");
    }

    #[test]
    fn a_line_break_cannot_leave_its_line() {
        assert_eq!(escaped("a\n# b\n\n\tc"), r"a \# b c");
    }

    #[test]
    fn the_tags_of_a_note_are_live_and_the_rest_of_it_is_text() {
        let tags = |note: &str| annotate::tags(note);
        for (text, expected) in [
            ("ask #Money, *now* # x", r"ask #money, \*now\* \# x"),
            ("#press\nwho?", "#press\\\nwho?"),
            ("#1984 #a.b #a/b <i>", r"#_1984 #a-b #a/b \<i\>"),
            ("#a<script>alert(1)</script>", r"#a-script-alert-1--/script\>"),
            ("C# is [[none]]", r"C\# is \[\[none\]\]"),
            ("- no list\n\n2. none", "\\- no list\\\n2\\. none"),
        ] {
            assert_eq!(note(text, &tags(text)), expected);
        }
        assert_eq!(note("see #fire", &["fire".to_owned(), "loss".to_owned()]), "see #fire #loss");
    }
}
