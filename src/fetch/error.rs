//! Why a page could not be fetched, in words that say what to do next.

use std::io;

/// What helps with most sites that do not answer programs.
const IN_A_BROWSER: &str = "save the page in a browser and open the file";
const LATER: &str = "try again later, or save the page in a browser and open the file";

/// Why there is no page. The message says what went wrong; a second line begins with `hint: `.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FetchError {
    /// It is not a web address.
    #[error(
        "this is not a web address\nhint: it must begin with https:// or http:// and contain no password"
    )]
    NoAddress,
    /// There is no network, or the host does not exist.
    #[error("the site `{host}` was not found\nhint: check the spelling and your connection")]
    NoHost {
        /// The host.
        host: String,
    },
    /// The host does not answer, or the connection broke.
    #[error("`{host}` cannot be reached: {why}\nhint: check your connection; {LATER}")]
    Unreachable {
        /// The host.
        host: String,
        /// What the system reported.
        why: String,
    },
    /// It took too long.
    #[error("the page took too long\nhint: {LATER}")]
    Slow,
    /// The page is larger than the limit.
    #[error("the page is larger than the {} MB that byline fetches\nhint: {IN_A_BROWSER}", bytes >> 20)]
    TooLarge {
        /// The limit.
        bytes: usize,
    },
    /// The connection ended before the page did.
    #[error("the page ended too early\nhint: {LATER}")]
    CutOff,
    /// The site answers, but without a page.
    #[error("`{host}` answers: {}\nhint: {}", told(*status), advice(*status))]
    Status {
        /// The HTTP status.
        status: u16,
        /// The host.
        host: String,
    },
    /// The site redirects too many times.
    #[error("the site redirects more than {n} times\nhint: {IN_A_BROWSER}")]
    Circle {
        /// How many redirects are followed.
        n: usize,
    },
    /// The site redirects to something that is not a web address.
    #[error("the site redirects to `{target}`, which is not a web address\nhint: {IN_A_BROWSER}")]
    Astray {
        /// The target, as the site gives it.
        target: String,
    },
    /// The site cannot prove its identity.
    #[error("`{host}` cannot be trusted: {why}\nhint: check the address and this computer's clock")]
    Untrusted {
        /// The host.
        host: String,
        /// What is wrong with its certificate.
        why: String,
    },
    /// This system trusts no certificates.
    #[error(
        "this system has no root certificates\nhint: install the package `ca-certificates`, or {IN_A_BROWSER}"
    )]
    NoCertificates,
    /// The response is malformed.
    #[error("the answer from `{host}` cannot be understood: {why}\nhint: {IN_A_BROWSER}")]
    Garbled {
        /// The host.
        host: String,
        /// What is wrong with the response.
        why: String,
    },
}

impl FetchError {
    /// Translates an error of the library.
    pub(super) fn of(error: ureq::Error, host: &str) -> Self {
        use ureq::Error;
        let host = host.to_owned();
        match error {
            Error::Timeout(_) => Self::Slow,
            Error::HostNotFound => Self::NoHost { host },
            Error::Rustls(why) => Self::Untrusted { host, why: why.to_string() },
            Error::Tls(why) => Self::Untrusted { host, why: why.to_owned() },
            Error::BodyStalled => Self::CutOff,
            Error::Io(error) => Self::of_io(error, host),
            Error::ConnectionFailed => Self::Unreachable { host, why: "no connection".to_owned() },
            Error::Decompress(..) => Self::Garbled { host, why: "it cannot be decompressed".to_owned() },
            other => Self::Garbled { host, why: other.to_string() },
        }
    }

    fn of_io(error: io::Error, host: String) -> Self {
        // The library wraps its own errors, and a reader wants to know those of the system.
        let error = match error.downcast::<ureq::Error>() {
            Ok(inner) => return Self::of(inner, &host),
            Err(error) => error,
        };
        let is_untrusted =
            error.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<rustls::Error>);
        match error.kind() {
            _ if error.to_string().starts_with("failed to lookup address") => Self::NoHost { host },
            _ if is_untrusted => Self::Untrusted { host, why: error.to_string() },
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Self::Slow,
            io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe => {
                Self::CutOff
            }
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
                Self::Garbled { host, why: "it cannot be decompressed".to_owned() }
            }
            _ => Self::Unreachable { host, why: error.to_string() },
        }
    }
}

fn told(status: u16) -> String {
    let words = match status {
        401 | 402 | 403 | 451 => "access to this page is restricted",
        404 | 410 => "there is no such page",
        429 => "too many requests",
        500..=599 => "the site has an error",
        300..=399 => "the page has moved, and the site does not say where",
        _ => "it sent no page",
    };
    format!("{words} ({status})")
}

const fn advice(status: u16) -> &'static str {
    match status {
        404 | 410 => "check the address",
        429 | 500..=599 => LATER,
        _ => IN_A_BROWSER,
    }
}
