//! Fetches one page of the web: the only place with network code. It requests the one address that it is
//! given, follows redirects, and requests nothing else: no cookies, no pictures, no scripts. It sends nothing about the
//! user except the program's name.

mod error;

use std::io::{self, Read};
use std::sync::Arc;
use std::time::{Duration, Instant};

use ureq::http::{Response, header};
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::{Agent, Body};
use url::Url;

pub use error::FetchError;

/// How byline identifies itself to a site.
const USER_AGENT: &str = concat!("byline/", env!("CARGO_PKG_VERSION"), " (a reader for the terminal)");
const ACCEPT: &str = "text/html, application/xhtml+xml, application/pdf;q=0.9, */*;q=0.8";

/// How many bytes are read at a time.
const CHUNK_BYTES: usize = 64 << 10;

/// Limits for one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the page after decompression.
    pub bytes: usize,
    /// From the first request to the last byte, including all redirects.
    pub time: Duration,
    /// How many redirects are followed.
    pub redirects: usize,
}

impl Limits {
    /// For interactive use.
    pub const STANDARD: Self = Self { bytes: 20 << 20, time: Duration::from_secs(20), redirects: 10 };
}

/// A page as it was received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its bytes after decompression.
    pub bytes: Vec<u8>,
    /// Its media type, as the site states it, e.g. `text/html; charset=utf-8`.
    pub media_type: Option<String>,
    /// Its address after redirects.
    pub address: String,
}

/// The progress of a fetch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress<'p> {
    /// The host.
    pub host: &'p str,
    /// Bytes received so far.
    pub bytes: usize,
}

/// An address as browsers write it, without the fragment; `None` if it is not a web address.
pub fn address(typed: &str) -> Option<String> {
    let mut url = Url::parse(typed.trim()).ok().filter(is_of_the_web)?;
    url.set_fragment(None);
    // A name and password in an address would be stored in the library, and shown.
    (url.username().is_empty() && url.password().is_none()).then(|| url.to_string())
}

fn is_of_the_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.has_host()
}

/// Fetches the page at an address, and reports its progress.
///
/// # Errors
///
/// If there is no page within the limits; the error says why, and what helps.
pub fn fetch(address: &str, limits: &Limits, tell: &mut dyn FnMut(Progress<'_>)) -> Result<Page, FetchError> {
    let mut url = Url::parse(address).ok().filter(is_of_the_web).ok_or(FetchError::NoAddress)?;
    let end = Instant::now() + limits.time;
    for _ in 0..=limits.redirects {
        let host = url.host_str().unwrap_or_default().to_owned();
        tell(Progress { host: &host, bytes: 0 });
        let left = end.saturating_duration_since(Instant::now());
        let response = agent(&url, left)?.get(url.as_str()).call().map_err(|it| FetchError::of(it, &host))?;
        if let Some(next) = redirect(&response, &url)? {
            url = next;
            continue;
        }
        let status = response.status().as_u16();
        if !(200..300).contains(&status) {
            return Err(FetchError::Status { status, host });
        }
        let media_type = response.headers().get(header::CONTENT_TYPE);
        let media_type = media_type.and_then(|it| it.to_str().ok()).map(str::to_owned);
        let mut told = |bytes| tell(Progress { host: &host, bytes });
        let bytes = read(response, limits, end, &host, &mut told)?;
        return Ok(Page { bytes, media_type, address: url.to_string() });
    }
    Err(FetchError::Circle { n: limits.redirects })
}

/// The HTTP client. It does not follow redirects by itself, because each target is checked first.
fn agent(url: &Url, time: Duration) -> Result<Agent, FetchError> {
    let mut config = Agent::config_builder()
        .timeout_global(Some(time.max(Duration::from_millis(1))))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .user_agent(USER_AGENT)
        .accept(ACCEPT);
    if url.scheme() == "https" {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls =
            TlsConfig::builder().root_certs(certificates()?).unversioned_rustls_crypto_provider(provider);
        config = config.tls_config(tls.build());
    }
    Ok(config.build().into())
}

/// The certificate authorities that this system trusts.
fn certificates() -> Result<RootCerts, FetchError> {
    let found = rustls_native_certs::load_native_certs();
    let all: Vec<_> = found.certs.iter().map(|it| Certificate::from_der(it).to_owned()).collect();
    if all.is_empty() {
        return Err(FetchError::NoCertificates);
    }
    Ok(RootCerts::new_with_certs(&all))
}

/// Where the site redirects to, if it does.
fn redirect(response: &Response<Body>, from: &Url) -> Result<Option<Url>, FetchError> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let Some(target) = response.headers().get(header::LOCATION) else { return Ok(None) };
    let target = String::from_utf8_lossy(target.as_bytes()).into_owned();
    match from.join(&target).ok().filter(is_of_the_web) {
        Some(next) => Ok(Some(next)),
        None => Err(FetchError::Astray { target }),
    }
}

fn read(
    response: Response<Body>,
    limits: &Limits,
    end: Instant,
    host: &str,
    told: &mut dyn FnMut(usize),
) -> Result<Vec<u8>, FetchError> {
    let stated = response.headers().get(header::CONTENT_LENGTH);
    let stated: Option<usize> = stated.and_then(|it| it.to_str().ok()?.parse().ok());
    let is_packed = response.headers().contains_key(header::CONTENT_ENCODING);
    if stated.is_some_and(|it| it > limits.bytes) {
        return Err(FetchError::TooLarge { bytes: limits.bytes });
    }
    let mut body = response.into_body().into_with_config().limit(u64::MAX).reader();
    let (mut bytes, mut chunk) = (Vec::new(), vec![0; CHUNK_BYTES]);
    loop {
        let n = match body.read(&mut chunk) {
            Ok(0) => break,
            Ok(n) => n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(FetchError::of(error.into(), host)),
        };
        bytes.extend_from_slice(chunk.get(..n).unwrap_or_default());
        if bytes.len() > limits.bytes {
            return Err(FetchError::TooLarge { bytes: limits.bytes });
        }
        // Otherwise a site that sends a byte now and then would be read for ever.
        if Instant::now() >= end {
            return Err(FetchError::Slow);
        }
        told(bytes.len());
    }
    if !is_packed && stated.is_some_and(|it| it > bytes.len()) {
        return Err(FetchError::CutOff);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_fetched() {
        for (typed, expected) in [
            ("HTTPS://X.example/a b#c", Some("https://x.example/a%20b")),
            (" http://x.example ", Some("http://x.example/")),
            ("file:///etc/passwd", None),
            ("ftp://x.example/", None),
            ("https://ann:secret@x.example/", None),
            ("x.example", None),
            ("https://", None),
        ] {
            assert_eq!(address(typed).as_deref(), expected, "{typed}");
        }
    }
}
