//! Why a page did not come, said so that a person knows what to do next.

use std::io;

/// What helps with most sites that do not answer a program.
const IN_A_BROWSER: &str = "save the page in a browser and open the file";
const LATER: &str = "try again later, or save the page in a browser and open the file";

/// Why there is no page. The message says what; a second line begins with `hint: `.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FetchError {
    /// It is no address of the web.
    #[error(
        "this is no address of the web\nhint: it begins with https:// or http://, and has no password in it"
    )]
    NoAddress,
    /// The network, or the name, is not there.
    #[error("there is no site `{host}`, or no network\nhint: check the spelling and the connection")]
    NoHost {
        /// Who was asked.
        host: String,
    },
    /// Nobody answers, or the connection broke.
    #[error("`{host}` cannot be reached: {why}\nhint: check the connection; {LATER}")]
    Unreachable {
        /// Who was asked.
        host: String,
        /// What the system says.
        why: String,
    },
    /// It took too long.
    #[error("the page did not come in time\nhint: {LATER}")]
    Slow,
    /// There is more than is read.
    #[error("the page is larger than the {} MB that byline fetches\nhint: {IN_A_BROWSER}", bytes >> 20)]
    TooLarge {
        /// The limit.
        bytes: usize,
    },
    /// The connection ended before the page did.
    #[error("the page broke off before its end\nhint: {LATER}")]
    CutOff,
    /// The site answers, but not with a page.
    #[error("`{host}` answers: {}\nhint: {}", told(*status), advice(*status))]
    Status {
        /// Its number.
        status: u16,
        /// Who was asked.
        host: String,
    },
    /// The site leads on and on.
    #[error("the site leads on to other addresses more than {n} times\nhint: {IN_A_BROWSER}")]
    Circle {
        /// How often it was followed.
        n: usize,
    },
    /// The site leads out of the web.
    #[error("the site leads on to `{target}`, which is no address of the web\nhint: {IN_A_BROWSER}")]
    Astray {
        /// Where to, as the site says it.
        target: String,
    },
    /// The site cannot prove that it is who it says it is.
    #[error("`{host}` cannot be trusted: {why}\nhint: check the address, and the clock of this machine")]
    Untrusted {
        /// Who was asked.
        host: String,
        /// What is wrong with its certificate.
        why: String,
    },
    /// This system trusts nobody.
    #[error(
        "this system has no certificates to tell sites by\nhint: install the package `ca-certificates`, or {IN_A_BROWSER}"
    )]
    NoCertificates,
    /// What came is not what it was said to be.
    #[error("what `{host}` sends cannot be understood: {why}\nhint: {IN_A_BROWSER}")]
    Garbled {
        /// Who was asked.
        host: String,
        /// What is wrong with it.
        why: String,
    },
}

impl FetchError {
    /// What an error of the library means.
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
            Error::Decompress(..) => Self::Garbled { host, why: "it does not unpack".to_owned() },
            other => Self::Garbled { host, why: other.to_string() },
        }
    }

    fn of_io(error: io::Error, host: String) -> Self {
        // The library wraps its own errors where a reader wants those of the system.
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
                Self::Garbled { host, why: "it does not unpack".to_owned() }
            }
            _ => Self::Unreachable { host, why: error.to_string() },
        }
    }
}

fn told(status: u16) -> String {
    let words = match status {
        401 | 402 | 403 | 451 => "this page is not for everybody",
        404 | 410 => "there is no such page",
        429 => "too many ask at once",
        500..=599 => "the site itself has failed",
        300..=399 => "the page is elsewhere, but not where",
        _ => "no page comes",
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
