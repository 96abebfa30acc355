//! Corrects the edges of a name: no "the", title, possessive or stray quotation mark.

use crate::document::Document;
use crate::nlp::Token;
use crate::nlp::lexicon;
use crate::nlp::names::NameKind;
use crate::nlp::names::decode::FoundName;
use crate::text::{IdRange, Table};

/// The tokens of the name proper, if any are left.
pub(crate) fn edges(doc: &Document, tokens: &Table<Token>, found: &FoundName) -> Option<IdRange<Token>> {
    let text = |at: usize| tokens.rows().get(at).map_or("", |token| doc.slice(token.span));
    let (mut start, mut end) = (found.start, found.end);
    while start < end && is_before_name(text(start), found.kind) {
        start += 1;
    }
    let is_apart = |at: usize| {
        at > 0 && tokens.rows().get(at).is_some_and(|it| it.span.start() > tokens.rows()[at - 1].span.end())
    };
    while start < end
        && (is_behind_name(text(end - 1), found.kind) && !closes(&text, start, end)
            || lexicon::function_word::is_joint(text(end - 1)) && is_apart(end - 1))
    {
        end -= 1;
    }
    (start < end).then(|| IdRange::new(start, end))
}

/// Whether the last character closes something that was opened inside the name: "Kim (Jr)".
fn closes<'a>(text: &impl Fn(usize) -> &'a str, start: usize, end: usize) -> bool {
    let open = match text(end - 1) {
        ")" => "(",
        "”" => "“",
        "\"" => "\"",
        _ => return false,
    };
    (start..end - 1).any(|at| text(at) == open)
}

fn is_before_name(token: &str, kind: NameKind) -> bool {
    // "the Senate" but "The Hill": the capital may belong to the name.
    token == "the"
        || !token.contains(char::is_alphanumeric) && !token.starts_with(['@', '#', '$'])
        || kind == NameKind::Person && lexicon::honorific::is_title(token)
}

fn is_behind_name(token: &str, kind: NameKind) -> bool {
    // "McDonald's" is a name, "Trump's" is not.
    let is_possessive = matches!(token, "'s" | "’s" | "'S" | "’S") && kind != NameKind::Organization;
    is_possessive || !token.contains(char::is_alphanumeric) && !matches!(token, "!" | "+" | "*")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::testing::document;
    use crate::nlp::token::tokenize;

    fn check(text: &str, kind: NameKind, expected: &str) {
        let doc = document(text);
        let tokens = tokenize(&doc);
        let found = edges(&doc, &tokens, &FoundName { start: 0, end: tokens.len(), kind });
        let text = found.map(|range| {
            let rows = tokens.slice(range);
            doc.slice(rows[0].span.join(rows[rows.len() - 1].span))
        });
        assert_eq!(text.unwrap_or_default(), expected);
    }

    #[test]
    fn articles_titles_and_possessives_are_no_part_of_a_name() {
        check("the Senate", NameKind::Organization, "Senate");
        check("The Hill", NameKind::Organization, "The Hill");
        check("Sen. Ann Lee's", NameKind::Person, "Ann Lee");
        check("McDonald's", NameKind::Organization, "McDonald's");
        check("Assembly of the", NameKind::Organization, "Assembly");
        check("Kim Jae-in", NameKind::Person, "Kim Jae-in");
    }

    #[test]
    fn signs_at_the_edges_are_no_part_of_a_name() {
        check("“Ann Lee,", NameKind::Person, "Ann Lee");
        check("Robert “Bob”", NameKind::Person, "Robert “Bob”");
        check("Yahoo!", NameKind::Organization, "Yahoo!");
        check("“ ”", NameKind::Person, "");
    }
}
