//! Removes the marks of quoted lines ("> ") from mail, so that they are not in the middle of sentences.

use std::ops::Range;

/// The marks of quoted lines, in order; none if only one line begins like that, as "> 5 percent" may in a table.
pub(super) fn marks(text: &str) -> Vec<Range<usize>> {
    let mut marks = Vec::new();
    // Most texts have none; finding their lines takes longer.
    if !text.contains('>') {
        return marks;
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim_start_matches([' ', '\t']);
        if body.starts_with('>') {
            let rest = after_mark(body);
            marks.push(start..start + line.len() - rest.len());
        }
        start += line.len();
    }
    if marks.len() > 1 { marks } else { Vec::new() }
}

/// What follows ">", ">> " or "> > "; one space after the last one belongs to the mark, further ones to the text.
fn after_mark(body: &str) -> &str {
    let mut rest = body;
    while let Some(next) = rest.strip_prefix('>').or_else(|| rest.strip_prefix(" >")) {
        rest = next;
    }
    rest.strip_prefix(' ').unwrap_or(rest)
}

/// The text without the cuts, and where in it they were.
pub(super) fn cut(text: &str, cuts: &[Range<usize>]) -> (String, Vec<usize>) {
    let mut rest = String::with_capacity(text.len());
    let mut places = Vec::with_capacity(cuts.len());
    let mut start = 0;
    for cut in cuts {
        rest.push_str(text.get(start..cut.start).unwrap_or_default());
        places.push(rest.len());
        start = cut.end;
    }
    rest.push_str(text.get(start..).unwrap_or_default());
    (rest, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(cut(text, &marks(text)).0, expected);
    }

    #[test]
    fn marks_of_every_depth_go() {
        check(
            "Ann wrote:\n> so it\n> goes\n>\n>> no\n> > yes\n>  in\nx > y",
            "Ann wrote:\nso it\ngoes\n\nno\nyes\n in\nx > y",
        );
    }

    #[test]
    fn one_such_line_is_no_quotation() {
        check("a\n> 5 percent\nb", "a\n> 5 percent\nb");
    }
}
