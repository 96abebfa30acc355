//! The article in the data from which a page's script would build it: `__NEXT_DATA__`, `window.__STATE__ = {…}`,
//! `JSON.parse("…")`.
//!
//! The names in such data are each site's own, so its form tells: the article is the list of paragraphs, or the piece
//! of HTML, with the most prose.

use serde_json::Value;

use crate::import::html::prose::is_prose;
use crate::import::html::{blocks, n_letters, paragraphs, prefilter};

/// The most pieces of data that are read in one script.
const MAX_PIECES: usize = 24;

/// Data nested deeper than this is not searched.
const MAX_DEPTH: usize = 40;

/// The fewest paragraphs of an article.
const MIN_PARAGRAPHS: usize = 3;

/// Names of what a thing consists of, the best first.
const WORDS: &[&str] =
    &["text", "content", "children", "html", "value", "body", "copy", "paragraph", "blocks", "model", "data"];

/// An article as HTML, and how many letters of prose it has.
#[derive(Debug, Default)]
struct Found {
    html: String,
    letters: usize,
}

/// The article in the scripts of a page, as HTML, with its letters of prose; `None` if none of them has one.
pub(super) fn article(scripts: &[String]) -> Option<(String, usize)> {
    let mut best = Found::default();
    for script in scripts {
        for data in pieces(script) {
            search(&data, MAX_DEPTH, &mut best);
        }
    }
    (best.letters > 0).then_some((best.html, best.letters))
}

/// The objects and lists in a script that is data, or assigns data to variables.
fn pieces(script: &str) -> Vec<Value> {
    let mut found = Vec::new();
    let mut at = 0;
    while found.len() < MAX_PIECES
        && let Some(rest) = script.get(at..)
        && let Some(start) = start(rest)
    {
        let data = rest.get(start..).unwrap_or_default();
        let mut values = serde_json::Deserializer::from_str(data).into_iter::<Value>();
        match values.next() {
            // A string may itself be data.
            Some(Ok(Value::String(inner))) => found.extend(serde_json::from_str(&inner)),
            Some(Ok(value)) => found.push(value),
            // A script that is code has very many braces.
            _ if found.is_empty() && at > 0 => return found,
            _ => {}
        }
        at += start + values.byte_offset().max(1);
    }
    found
}

/// Where the next value begins: at the start, or after "=" or "(".
fn start(script: &str) -> Option<usize> {
    let is_value = |it: &str| it.starts_with(['{', '[']) || it.starts_with("\"{") || it.starts_with("\"[");
    let lead = script.len() - script.trim_start().len();
    if script.get(lead..).is_some_and(is_value) {
        return Some(lead);
    }
    script.match_indices(['=', '(']).map(|(at, _)| at + 1).find_map(|at| {
        let rest = script.get(at..)?;
        let lead = rest.len() - rest.trim_start().len();
        rest.get(lead..).is_some_and(is_value).then_some(at + lead)
    })
}

fn search(value: &Value, depth: usize, best: &mut Found) {
    if depth == 0 {
        return;
    }
    match value {
        Value::String(text) => take(from_text(text), best),
        Value::Array(items) => {
            take(from_list(items), best);
            for item in items {
                search(item, depth - 1, best);
            }
        }
        Value::Object(thing) => thing.values().for_each(|it| search(it, depth - 1, best)),
        _ => {}
    }
}

fn take(found: Option<Found>, best: &mut Found) {
    if let Some(found) = found.filter(|it| it.letters > best.letters) {
        *best = found;
    }
}

/// The article that a string is: HTML, or several lines.
fn from_text(text: &str) -> Option<Found> {
    if text.len() < MIN_PARAGRAPHS * 50 || !text.contains("<p") && !text.contains('\n') {
        return None;
    }
    let html = paragraphs(text);
    let letters = blocks::blocks(&html, None).iter().map(|(_, it)| it.text().to_owned()).collect::<Vec<_>>();
    count(letters.iter().map(String::as_str)).map(|letters| Found { html, letters })
}

/// The article whose paragraphs are the items of a list.
fn from_list(items: &[Value]) -> Option<Found> {
    let texts: Vec<String> =
        items.iter().filter(|it| !is_teaser(it)).filter_map(|it| words(it, 12)).collect();
    let texts: Vec<&str> =
        texts.iter().flat_map(|it| it.lines()).filter(|it| !it.trim().is_empty()).collect();
    let letters = count(texts.iter().copied())?;
    let html = texts.iter().flat_map(|it| ["<p>", it, "</p>"]).collect::<String>();
    Some(Found { html: prefilter::prefilter(&html).page, letters })
}

/// The letters of prose, if there is enough.
fn count<'t>(texts: impl Iterator<Item = &'t str>) -> Option<usize> {
    let texts = texts.map(without_tags);
    let prose: Vec<usize> =
        texts.filter(|it| is_prose(it) && !is_code(it)).map(|it| n_letters(&it)).collect();
    (prose.len() >= MIN_PARAGRAPHS).then(|| prose.iter().sum())
}

fn without_tags(text: &str) -> String {
    let mut pieces = text.split('<');
    let first = pieces.next().unwrap_or_default().to_owned();
    first + &pieces.map(|it| it.split_once('>').map_or("", |(_, text)| text)).collect::<String>()
}

/// Scripts and style sheets have sentences' marks, too.
fn is_code(text: &str) -> bool {
    let n_marks = text.chars().filter(|it| "{}[]<>=;_\\|$&#@+*/".contains(*it)).count();
    let n_words = text.split_whitespace().count();
    n_marks * 25 > text.len() || n_words * 14 < text.chars().count()
}

/// Another story in a list of them: it has a headline and an address.
fn is_teaser(item: &Value) -> bool {
    let has = |keys: &[&str]| keys.iter().any(|it| item.get(*it).is_some());
    has(&["headline", "title", "headlines"]) && has(&["url", "href", "link", "slug", "path", "canonical_url"])
}

/// The words of a paragraph, which may be in several pieces; a line for each paragraph.
fn words(value: &Value, depth: usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(items) => {
            let mut line = String::new();
            for words in items.iter().filter_map(|it| words(it, depth)) {
                // Pieces of one sentence bring their spaces along.
                let is_next = line.ends_with(['.', '!', '?', '”', '"'])
                    && words.starts_with(|c: char| !c.is_whitespace());
                line.push_str(if is_next && is_prose(&line) { "\n" } else { "" });
                line.push_str(&words);
            }
            (!line.trim().is_empty()).then_some(line)
        }
        Value::Object(thing) => WORDS
            .iter()
            .filter_map(|it| thing.get(*it))
            .find_map(|it| words(it, depth).filter(|it| !it.trim().is_empty())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: [&str; 4] = [
        "The harbour board met on Monday to hear what Mary Cole had found in the ledgers, and nobody spoke.",
        "Not one of the sums agreed with the next, she said, however long she looked at it, or how often.",
        "“It will be looked at again in the spring,” said Tom Reyes, who keeps the books of the harbour.",
        "It rained.",
    ];

    fn check(script: &str) {
        let (html, _) = article(&[script.to_owned()]).unwrap_or_else(|| panic!("{script}"));
        let found = blocks::blocks(&html, None);
        let found: Vec<&str> = found.iter().map(|(_, it)| it.text().trim()).collect();
        assert_eq!(found, STORY, "{script}");
    }

    fn list(item: impl Fn(&str) -> Value) -> Value {
        STORY.iter().map(|it| item(it)).collect()
    }

    #[test]
    fn the_article_is_found_in_every_form_of_data() {
        use serde_json::json;
        let teaser = json!({"title": "Ferry sinks", "url": "/f", "text": STORY.join(" ").repeat(3)});
        let page = |article: Value| json!({"props": {"nav": [teaser, teaser, teaser, teaser], "page": {"title": "Ledgers", "article": article}}});
        let split = |it: &str| {
            let (one, other) = it.split_at(it.find(' ').unwrap());
            json!({"_type": "block", "children": [{"text": one}, {"text": other}]})
        };
        let html = STORY.iter().flat_map(|it| ["<p>", it, "</p>\n"]).collect::<String>();
        for article in [
            json!({"body": list(|it| json!({"type": "paragraph", "text": it}))}),
            json!({"body": list(|it| json!(it))}),
            json!({"body": list(split)}),
            json!({"doc": {"content": list(|it| json!({"type": "paragraph", "content": [{"text": it}]}))}}),
            json!({"blocks": list(|it| json!({"model": {"blocks": [{"model": {"text": it}}]}}))}),
            json!({"html": html}),
            json!({"text": STORY.join("\n\n")}),
            json!({"content_elements": list(|it| json!({"_id": "x", "content": format!("<b>{it}</b>")}))}),
        ] {
            let data = page(article).to_string();
            check(&data);
            check(&format!("window.__STATE__ = {data};"));
            check(&format!("App.a={{}};App.b=({data});if(x){{y()}}"));
            check(&format!("self.__x = JSON.parse({});", json!(data)));
        }
    }

    #[test]
    fn code_and_lists_of_stories_are_no_article() {
        for script in [
            "if (a) { b = {c: 1} } function f() { return [1] }",
            "",
            "{",
            "[1, {\"a\": \"It rained.\"}]",
            "{\"a\": [\"One.\", \"Two.\", \"Three.\"]}",
            &format!(
                "{{\"css\": \"{}\"}}",
                ".a { color: red; width: 12px; } .b > .c { margin: 0 1px 2px; }\\n".repeat(9)
            ),
            &format!(
                "{{\"js\": \"{}\"}}",
                "function f(a,b){return a.x(b.y)||window.location.href} f(1,2); f(3,4);\\n".repeat(9)
            ),
        ] {
            assert!(article(&[script.to_owned()]).is_none(), "{script}");
        }
        assert!(article(&["[".repeat(100_000), "x = {".repeat(100_000)]).is_none());
    }
}
