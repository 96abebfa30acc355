//! Other people's text as HTML: none of it is markup.

/// Escaped as the content of an element or as a value in double quotation marks.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// Someone else's name or title, isolated so that its writing direction affects nothing else.
pub(super) fn isolated(text: &str) -> String {
    format!("<bdi>{}</bdi>", escaped(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markup() {
        assert_eq!(
            escaped("</script><b a=\"'\">&lt;"),
            "&lt;/script&gt;&lt;b a=&quot;&#39;&quot;&gt;&amp;lt;"
        );
    }
}
