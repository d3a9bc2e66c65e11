//! A host that does as the path says: answers, hangs, redirects, lies and breaks.

use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use app::observer::address::Allowed;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use url::Url;

/// The words that stand on a page that works.
pub const PHRASE: &str = "Заявяване на услугата";
const HTML: &str = "content-type: text/html; charset=utf-8";

/// A host and what it was asked.
#[derive(Clone)]
pub struct Host {
    pub port: u16,
    asked: Arc<Mutex<Vec<String>>>,
    /// What `/changing` answers now.
    pub changing: Arc<AtomicU32>,
    /// What `/robots.txt` answers now; 0 for never.
    pub robots: Arc<AtomicU32>,
}

impl Host {
    pub async fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let host = Self {
            port: listener.local_addr().unwrap().port(),
            asked: Arc::default(),
            changing: Arc::new(AtomicU32::new(200)),
            robots: Arc::new(AtomicU32::new(200)),
        };
        let serving = host.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serving.clone().answer(stream));
            }
        });
        host
    }

    pub fn url(&self, path: &str) -> Url {
        Url::parse(&format!("http://127.0.0.1:{}{path}", self.port)).unwrap()
    }

    pub fn allowed(&self) -> Allowed {
        Allowed(vec![format!("127.0.0.1:{}", self.port)])
    }

    pub fn requests(&self) -> Vec<String> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How often this path was asked for.
    pub fn count(&self, path: &str) -> usize {
        let begins = format!("GET {path} ");
        self.requests().iter().filter(|one| one.starts_with(&begins)).count()
    }

    /// Waits until a path was asked for so often.
    pub async fn until_asked(&self, path: &str, times: usize) {
        let waiting = async {
            while self.count(path) < times {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let asked = tokio::time::timeout(Duration::from_secs(30), waiting).await;
        assert!(asked.is_ok(), "{path} was asked for {} of {times} times", self.count(path));
    }

    fn note(&self, what: String) {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).push(what);
    }

    async fn answer(self, mut stream: TcpStream) {
        let mut head = Vec::new();
        let mut bytes = [0; 512];
        while !head.windows(4).any(|end| end == b"\r\n\r\n") {
            match stream.read(&mut bytes).await {
                Ok(0) | Err(_) => return,
                Ok(read) => head.extend_from_slice(&bytes[..read]),
            }
        }
        let head = String::from_utf8_lossy(&head).into_owned();
        let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
        self.note(head);
        match path.as_str() {
            "/robots.txt" if self.robots.load(Ordering::SeqCst) == 0 => hang(&mut stream, "").await,
            "/hangs" => hang(&mut stream, "").await,
            "/slow-body" => {
                let begun = format!("HTTP/1.1 200 OK\r\n{HTML}\r\ncontent-length: 1000\r\n\r\nЗа");
                hang(&mut stream, &begun).await;
            }
            "/drips" => drip(&mut stream).await,
            "/huge" => self.note(format!("sent {}", pour(&mut stream).await)),
            path => {
                let _ = stream.write_all(&self.response(path)).await;
            }
        }
    }

    fn response(&self, path: &str) -> Vec<u8> {
        let page = format!("<!DOCTYPE html><h1>{}</h1>", PHRASE.to_uppercase());
        match path {
            "/robots.txt" => match self.robots.load(Ordering::SeqCst) {
                200 => send("200 OK", "content-type: text/plain", b"User-agent: *\nDisallow: /private\n"),
                429 => send("429 Too Many Requests", "retry-after: 60", b""),
                // Compressed although that was not wanted, so nobody knows what it says.
                1 => send("200 OK", "content-encoding: gzip", &[31, 139, 8, 0]),
                status => send(&format!("{status} Broken"), HTML, page.as_bytes()),
            },
            "/page" | "/private" | "/page2" => send("200 OK", HTML, page.as_bytes()),
            "/changing" => match self.changing.load(Ordering::SeqCst) {
                200 => send("200 OK", HTML, page.as_bytes()),
                status => send(&format!("{status} Broken"), HTML, b"oops"),
            },
            "/old" => {
                // windows-1251: capital and small letters stand in a row.
                let old: Vec<u8> = PHRASE.chars().map(old_letter).collect();
                send("200 OK", "content-type: text/html; charset=windows-1251", &old)
            }
            "/error-page" => send("200 OK", HTML, "<h1>Възникна грешка</h1>".as_bytes()),
            "/hidden" => {
                send("200 OK", HTML, format!("<!-- {PHRASE} --><script>'{PHRASE}'</script>").as_bytes())
            }
            "/gone" => send("404 Not Found", HTML, page.as_bytes()),
            "/denied" => send("403 Forbidden", HTML, page.as_bytes()),
            "/busy" => send("429 Too Many Requests", "retry-after: 7200", b""),
            "/busy-until" => send(
                "429 Too Many Requests",
                "date: Sat, 21 Nov 2026 12:00:00 GMT\r\nretry-after: Sat, 21 Nov 2026 12:05:00 GMT",
                b"",
            ),
            "/busy-somehow" => send("429 Too Many Requests", "retry-after: soon", b""),
            "/down" => send("503 Service Unavailable", "retry-after: 100", b""),
            "/down-for-good" => send("503 Service Unavailable", HTML, b""),
            "/moved" => redirect("/page"),
            "/moved-to-private" => redirect("/private"),
            "/itself" => redirect("/itself"),
            "/nowhere" => send("302 Found", HTML, b""),
            "/metadata" => redirect("http://169.254.169.254/latest/meta-data/"),
            "/inside" => redirect("http://127.0.0.1:1/"),
            "/inside-without-scheme" => redirect("//[::1]/"),
            "/name-inside" => redirect("http://rebound.example.bg/"),
            "/other-scheme" => redirect("file:///etc/passwd"),
            "/picture" => send("200 OK", "content-type: image/png", page.as_bytes()),
            "/bomb" => send("200 OK", &format!("{HTML}\r\ncontent-encoding: gzip"), &[31, 139, 8, 0]),
            "/short" => {
                let head = format!("HTTP/1.1 200 OK\r\n{HTML}\r\ncontent-length: 1000\r\n\r\n");
                [head.as_bytes(), page.as_bytes()].concat()
            }
            "/garbage" => b"\x00\x01\x02 nothing of this is HTTP\r\n\r\n".to_vec(),
            // Closed without a word.
            _ => Vec::new(),
        }
    }
}

fn send(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head =
        format!("HTTP/1.1 {status}\r\n{headers}\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n");
    [head.as_bytes(), body].concat()
}

fn redirect(to: &str) -> Vec<u8> {
    send("302 Found", &format!("location: {to}"), b"")
}

fn old_letter(letter: char) -> u8 {
    match u32::from(letter) {
        code @ 0x410..=0x44f => u8::try_from(code - 0x410 + 0xc0).unwrap(),
        code => u8::try_from(code).unwrap(),
    }
}

/// Says what is begun and then nothing until the other side gives up.
async fn hang(stream: &mut TcpStream, begun: &str) {
    let _ = stream.write_all(begun.as_bytes()).await;
    let _ = stream.read(&mut [0; 1]).await;
}

/// A byte now and then: no pause is long, the whole never ends.
async fn drip(stream: &mut TcpStream) {
    let head = format!("HTTP/1.1 200 OK\r\n{HTML}\r\nconnection: close\r\n\r\n");
    let mut more = stream.write_all(head.as_bytes()).await.is_ok();
    while more {
        tokio::time::sleep(Duration::from_millis(50)).await;
        more = stream.write_all(b"x").await.is_ok();
    }
}

/// A page without end, in pieces of 64 KiB; how many were taken.
async fn pour(stream: &mut TcpStream) -> u32 {
    let head = format!("HTTP/1.1 200 OK\r\n{HTML}\r\nconnection: close\r\n\r\n");
    let _ = stream.write_all(head.as_bytes()).await;
    let piece = vec![b'x'; 64 * 1024];
    let mut sent = 0;
    while sent < 10_000 && stream.write_all(&piece).await.is_ok() {
        sent += 1;
    }
    sent
}
