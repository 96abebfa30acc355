//! Web pages: what is fetched from a server of our own that is slow, huge, wrong or worse, and what is said about it.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use byline::fetch::{FetchError, Limits, Page, fetch};
use byline::import::{self, Options, Origin};

/// A server on this machine, and the requests that it got. It ends with the test program.
pub(super) struct Server {
    pub(super) address: String,
    pub(super) asked: Receiver<String>,
}

/// A server that answers requests in this way.
pub(super) fn serve(
    answer: impl Fn(&str, &mut TcpStream) -> std::io::Result<()> + Send + Sync + 'static,
) -> Server {
    let answer = Arc::new(answer);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (sender, asked) = mpsc::channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, sender, answer) = (stream.unwrap(), sender.clone(), Arc::clone(&answer));
            thread::spawn(move || {
                let Some(request) = read_request(&mut stream) else { return };
                let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
                drop(sender.send(request));
                // The client may have gone away.
                drop(answer(&path, &mut stream));
            });
        }
    });
    Server { address, asked }
}

fn read_request(stream: &mut TcpStream) -> Option<String> {
    let (mut request, mut chunk) = (Vec::new(), [0; 1024]);
    while !request.windows(4).any(|it| it == b"\r\n\r\n") {
        match stream.read(&mut chunk).ok()? {
            0 => return None,
            n => request.extend_from_slice(&chunk[..n]),
        }
    }
    String::from_utf8(request).ok()
}

pub(super) fn page(stream: &mut TcpStream, headers: &str, body: &[u8]) -> std::io::Result<()> {
    let length = body.len();
    write!(stream, "HTTP/1.1 200 OK\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n")?;
    stream.write_all(body)
}

const STORY: &str =
    "<!doctype html><title>Gates</title><article><p>Ines Kovac opened the gates.</p></article>";

/// The story, and 50 MB of zeros, packed by the `brotli` program.
const STORY_BROTLI: &[u8] = include_bytes!("../data/story.html.br");
const ZEROS_BROTLI: &[u8] = include_bytes!("../data/zeros.br");

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// Less than a person would wait, so that the tests are quick.
fn limits() -> Limits {
    Limits { bytes: 1 << 20, time: Duration::from_secs(30), redirects: 10 }
}

fn get(server: &Server, path: &str, limits: &Limits) -> Result<Page, FetchError> {
    fetch(&format!("{}{path}", server.address), limits, &mut |_| {})
}

fn answer(path: &str, stream: &mut TcpStream) -> std::io::Result<()> {
    match path {
        "/page" => page(stream, "Content-Type: text/html; charset=utf-8\r\n", STORY.as_bytes()),
        "/packed" => page(stream, "Content-Encoding: gzip\r\n", &gzip(STORY.as_bytes())),
        "/brotli" => page(stream, "Content-Encoding: br\r\n", STORY_BROTLI),
        "/brotli-bomb" => page(stream, "Content-Encoding: br\r\n", ZEROS_BROTLI),
        "/no-brotli" => page(stream, "Content-Encoding: br\r\n", STORY.as_bytes()),
        "/moved" => write!(stream, "HTTP/1.1 302 Found\r\nLocation: ../page\r\nContent-Length: 0\r\n\r\n"),
        "/circle" => write!(stream, "HTTP/1.1 301 Moved\r\nLocation: /circle\r\nContent-Length: 0\r\n\r\n"),
        "/file" => {
            write!(stream, "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n")
        }
        "/nowhere" => write!(stream, "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"),
        "/huge" => page(stream, "", &vec![b'a'; (1 << 20) + 1]),
        "/said-huge" => write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"),
        "/endless" => {
            write!(stream, "HTTP/1.1 200 OK\r\n\r\n")?;
            loop {
                stream.write_all(&[b'a'; 4096])?;
            }
        }
        "/bomb" => page(stream, "Content-Encoding: gzip\r\n", &gzip(&vec![0; 50 << 20])),
        "/not-packed" => page(stream, "Content-Encoding: gzip\r\n", STORY.as_bytes()),
        "/cut-off" => {
            write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{STORY}")
        }
        "/cut-in-chunk" => {
            write!(stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n{STORY}")
        }
        "/no-http" => write!(stream, "Ines Kovac opened the gates.\r\n\r\n"),
        "/silent" => {
            thread::park();
            Ok(())
        }
        "/drops" => {
            write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")?;
            loop {
                stream.write_all(b"a")?;
                thread::park_timeout(Duration::from_millis(20));
            }
        }
        _ => {
            let status = path.trim_start_matches('/');
            write!(stream, "HTTP/1.1 {status} X\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno")
        }
    }
}

#[test]
fn a_page_is_fetched_and_nothing_else() {
    let server = serve(answer);
    let page = get(&server, "/page", &limits()).unwrap();
    assert_eq!(page.bytes, STORY.as_bytes());
    assert_eq!(page.media_type.as_deref(), Some("text/html; charset=utf-8"));
    assert_eq!(page.address, format!("{}/page", server.address));
    let request = server.asked.recv().unwrap().to_lowercase();
    assert!(
        request.starts_with("get /page http/1.1") && request.contains("user-agent: byline/"),
        "{request}"
    );
    for told in ["cookie", "referer", "authorization", "accept-language"] {
        assert!(!request.contains(told), "{request}");
    }
    assert!(server.asked.try_recv().is_err(), "one question");
}

#[test]
fn packed_pages_are_unpacked_and_redirects_followed() {
    let server = serve(answer);
    assert_eq!(get(&server, "/packed", &limits()).unwrap().bytes, STORY.as_bytes());
    assert_eq!(get(&server, "/brotli", &limits()).unwrap().bytes, STORY.as_bytes());
    let moved = get(&server, "/moved", &limits()).unwrap();
    assert_eq!(
        (moved.bytes.as_slice(), moved.address),
        (STORY.as_bytes(), format!("{}/page", server.address))
    );
}

#[test]
fn what_does_not_come_is_told() {
    let server = serve(answer);
    for (path, told) in [
        ("/circle", "redirects more than 10 times"),
        ("/file", "redirects to `file:///etc/passwd`"),
        ("/nowhere", "(302)"),
        ("/huge", "larger than the 1 MB"),
        ("/said-huge", "larger than the 1 MB"),
        ("/endless", "larger than the 1 MB"),
        ("/bomb", "larger than the 1 MB"),
        ("/brotli-bomb", "larger than the 1 MB"),
        ("/not-packed", "cannot be understood"),
        ("/no-brotli", "cannot be understood"),
        ("/cut-off", "ended too early"),
        ("/cut-in-chunk", "ended too early"),
        ("/no-http", "cannot be understood"),
        ("/404", "there is no such page (404)"),
        ("/403", "access to this page is restricted (403)"),
        ("/500", "the site has an error (500)"),
    ] {
        let error = get(&server, path, &limits()).unwrap_err().to_string();
        assert!(error.contains(told) && error.contains("\nhint: "), "{path}: {error}");
    }
}

#[test]
fn what_a_site_says_of_a_page_counts_less_than_the_page() {
    let latin: Vec<u8> = "<html><head><meta charset=\"windows-1252\"><title>Tor</title></head><body><p>Müller öffnete das Tor.</p></body></html>"
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let utf8 = "<!doctype html><meta charset=utf-8><title>Tor</title><p>Müller öffnete das Tor.</p>";
    for (media_type, body) in [
        // A character set that does not exist, one that the bytes are not in, none, and a type that is not that of
        // the page.
        ("text/html; charset=no-such-set", utf8.as_bytes()),
        ("text/html; charset=us-ascii", utf8.as_bytes()),
        ("text/html", utf8.as_bytes()),
        ("text/html", &latin),
        ("application/octet-stream", utf8.as_bytes()),
        ("image/png", utf8.as_bytes()),
        ("application/pdf", utf8.as_bytes()),
    ] {
        let body = body.to_owned();
        let headers = format!("Content-Type: {media_type}\r\n");
        let server = serve(move |_: &str, stream: &mut TcpStream| page(stream, &headers, &body));
        let fetched = get(&server, "/", &limits()).unwrap();
        let origin =
            Origin::address(&server.address, &fetched.address).with_media_type(&fetched.media_type.unwrap());
        let doc = import::import(&fetched.bytes, &origin, &Options::STANDARD).unwrap();
        assert!(doc.text().contains("Müller öffnete das Tor."), "{media_type}: {}", doc.text());
    }
}

#[test]
fn a_server_that_lets_wait_is_given_up() {
    let server = serve(answer);
    let soon = Limits { time: Duration::from_millis(400), ..limits() };
    for path in ["/silent", "/drops"] {
        let error = get(&server, path, &soon).unwrap_err().to_string();
        assert!(error.contains("took too long"), "{path}: {error}");
    }
}

#[test]
fn where_nobody_answers_is_told() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let error = fetch(&format!("http://{address}/"), &limits(), &mut |_| {}).unwrap_err().to_string();
    assert!(error.contains("`127.0.0.1` cannot be reached"), "{error}");
    for address in ["file:///etc/passwd", "ftp://x.example/", "x.example"] {
        let error = fetch(address, &limits(), &mut |_| {}).unwrap_err();
        assert!(matches!(error, FetchError::NoAddress), "{error}");
    }
}
