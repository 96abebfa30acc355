//! Internet addresses, each of which is one token: URLs, e-mail addresses, @handles, #tags, domains.

use crate::nlp::token::{Scanner, is_space, is_word};

/// The longest local part and host name in the standards; also keeps the scan linear on hostile text.
const MAX_LOCAL: usize = 64;
const MAX_HOST: usize = 253;

/// Last labels that make a dotted word a host name; "end.Next" and "yes.no" are not host names.
const TOP_LABELS: [&str; 58] = [
    "com", "org", "net", "gov", "edu", "mil", "int", "info", "biz", "co", "io", "uk", "us", "de", "fr", "ru",
    "cn", "jp", "au", "ca", "ng", "za", "ke", "eu", "tv", "ly", "ai", "app", "dev", "gl", "ie", "nz", "sg",
    "hk", "ph", "pk", "bd", "lk", "ae", "sa", "qa", "il", "tr", "gr", "pl", "se", "nl", "ch", "es", "br",
    "mx", "ar", "kr", "tw", "news", "online", "tk", "fm",
];

/// The end of the address that begins at `at` with `c`, if there is one; `glued`: no white space precedes it.
pub(super) fn end(scanner: Scanner<'_>, at: usize, c: char, glued: bool) -> Option<usize> {
    match c {
        'h' | 'H' | 'f' | 'F' | 'w' | 'W' => {
            let rest = scanner.rest(at).as_bytes();
            let starts = |prefix: &str| {
                rest.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix.as_bytes()))
            };
            let is_url = ["http://", "https://", "ftp://", "www."].into_iter().any(starts);
            if is_url { Some(url_end(scanner, at)) } else { mail_end(scanner, at) }
        }
        '@' | '#' if !(glued && scanner.char_before(at).is_some_and(is_word)) => {
            let end = scanner.while_from(at + 1, |c| is_word(c) || c == '_');
            (end > at + 1).then_some(end)
        }
        _ if c.is_ascii_alphanumeric() => mail_end(scanner, at),
        _ => None,
    }
}

/// The end of the host name at `at` with the path after it, if there is one.
pub(super) fn domain_end(scanner: Scanner<'_>, at: usize) -> Option<usize> {
    let host = host(scanner.rest(at))?;
    let (_, label) = host.rsplit_once('.')?;
    let cased =
        !label.bytes().any(|b| b.is_ascii_uppercase()) || !host.bytes().any(|b| b.is_ascii_lowercase());
    let known = TOP_LABELS.iter().any(|top| top.eq_ignore_ascii_case(label));
    let end = at + host.len();
    let next = scanner.char_at(end);
    if !cased || !known || next.is_some_and(is_word) {
        return None;
    }
    Some(if next == Some('/') { url_end(scanner, at) } else { end })
}

/// Up to the next white space, without the punctuation at the end that belongs to the sentence.
fn url_end(scanner: Scanner<'_>, at: usize) -> usize {
    let rest = scanner.rest(at);
    let chunk = rest
        .split(|c: char| is_space(c) || matches!(c, '<' | '>' | '"' | '“' | '”'))
        .next()
        .unwrap_or_default();
    // "(see http://a.b/c)" but "http://a.b/c_(d)".
    let paired = chunk.contains('(');
    let url = chunk.trim_end_matches(|c| match c {
        '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '…' | '»' | ']' | '}' => true,
        ')' => !paired,
        _ => false,
    });
    at + if url.is_empty() { chunk.len() } else { url.len() }
}

fn mail_end(scanner: Scanner<'_>, at: usize) -> Option<usize> {
    let rest = scanner.rest(at);
    let is_local = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'%' | b'+' | b'-');
    let local = rest.bytes().take(MAX_LOCAL + 1).take_while(|&b| is_local(b)).count();
    if rest.as_bytes().get(local) != Some(&b'@') {
        return None;
    }
    let host = host(rest.get(local + 1..)?)?;
    Some(at + local + 1 + host.len())
}

/// The host name with which the text begins: at least two labels.
fn host(text: &str) -> Option<&str> {
    let is_host = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-');
    let length = text.bytes().take(MAX_HOST).take_while(|b| is_host(b)).count();
    let host = text.get(..length)?.trim_end_matches(['.', '-']);
    (host.contains('.') && !host.contains("..")).then_some(host)
}
