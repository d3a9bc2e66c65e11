//! A mail server that does as it is told: it speaks SMTP on a real socket, takes
//! letters or refuses them at any step, or goes away in the middle.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

/// What it does with the next letter; it takes those after the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    Take,
    /// It answers so to the sender.
    AtSender(&'static str),
    /// It answers so to the recipient.
    AtRecipient(&'static str),
    /// It answers so to the letter.
    AtEnd(&'static str),
    /// It takes the letter and is gone before it says so.
    TakeAndVanish,
    /// It takes the letter and says nothing for good.
    TakeAndHang,
}

/// A letter it took.
#[derive(Clone, Debug)]
pub struct Received {
    pub from: String,
    pub to: String,
    pub text: String,
}

#[derive(Clone)]
pub struct MailServer {
    pub port: u16,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    plan: Mutex<VecDeque<Then>>,
    taken: Mutex<Vec<Received>>,
    news: Notify,
}

impl MailServer {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(State::default());
        let served = Arc::clone(&state);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, Arc::clone(&served)));
            }
        });
        Self { port, state }
    }

    /// What it does next.
    pub fn plan(&self, plan: &[Then]) {
        self.state.plan.lock().unwrap_or_else(PoisonError::into_inner).extend(plan);
    }

    /// What it has taken so far.
    pub fn taken(&self) -> Vec<Received> {
        self.state.taken.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until it has taken so many.
    pub async fn until_taken(&self, letters: usize) -> Vec<Received> {
        loop {
            let news = self.state.news.notified();
            let taken = self.taken();
            if taken.len() >= letters {
                return taken;
            }
            news.await;
        }
    }
}

impl Received {
    /// A header's value, folded lines joined.
    pub fn header(&self, name: &str) -> Option<String> {
        let head = self.text.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ");
        head.split("\r\n").find_map(|line| {
            let (field, value) = line.split_once(": ")?;
            field.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    }

    /// Its plain part, decoded.
    pub fn plain(&self) -> String {
        self.part("text/plain")
    }

    /// Its HTML part, decoded.
    pub fn html(&self) -> String {
        self.part("text/html")
    }

    fn part(&self, kind: &str) -> String {
        let at = self.text.find(&format!("Content-Type: {kind}")).unwrap_or_else(|| panic!("{}", self.text));
        let (head, body) = self.text[at..].split_once("\r\n\r\n").unwrap();
        let body = body.split("\r\n--").next().unwrap();
        if head.contains("base64") {
            return String::from_utf8(base64(body)).unwrap().replace("\r\n", "\n");
        }
        if head.contains("quoted-printable") {
            return String::from_utf8(quoted_printable(body)).unwrap().replace("\r\n", "\n");
        }
        body.replace("\r\n", "\n")
    }
}

fn base64(text: &str) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0u32, 0);
    for letter in text.bytes().filter_map(|byte| LETTERS.iter().position(|one| *one == byte)) {
        bits = (bits << 6) | u32::try_from(letter).unwrap();
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from((bits >> held) & 0xff).unwrap());
        }
    }
    bytes
}

fn quoted_printable(text: &str) -> Vec<u8> {
    let text = text.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'=' {
            let pair = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&pair).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    bytes
}

/// One conversation, to its end or until nobody listens.
async fn converse(stream: TcpStream, state: Arc<State>) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let (mut from, mut to, mut then) = (String::new(), String::new(), Then::Take);
    let mut answer = "220 mx.example".to_owned();
    loop {
        if write.write_all(format!("{answer}\r\n").as_bytes()).await.is_err() {
            return;
        }
        let Ok(Some(line)) = lines.next_line().await else { return };
        let address = || line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
        let command = line.get(..4).unwrap_or_default().to_uppercase();
        answer = match command.as_str() {
            "EHLO" => "250-mx.example\r\n250 8BITMIME".to_owned(),
            "MAIL" => {
                from = address();
                then = state
                    .plan
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .pop_front()
                    .unwrap_or(Then::Take);
                if let Then::AtSender(said) = then { said.to_owned() } else { "250 ok".to_owned() }
            }
            "RCPT" => {
                to = address();
                if let Then::AtRecipient(said) = then { said.to_owned() } else { "250 ok".to_owned() }
            }
            "DATA" => {
                if write.write_all(b"354 go on\r\n").await.is_err() {
                    return;
                }
                let mut text = String::new();
                loop {
                    let Ok(Some(line)) = lines.next_line().await else { return };
                    if line == "." {
                        break;
                    }
                    text.push_str(line.strip_prefix('.').unwrap_or(&line));
                    text.push_str("\r\n");
                }
                if let Then::AtEnd(said) = then {
                    said.to_owned()
                } else {
                    let received = Received { from: from.clone(), to: to.clone(), text };
                    state.taken.lock().unwrap_or_else(PoisonError::into_inner).push(received);
                    state.news.notify_waiters();
                    match then {
                        Then::TakeAndVanish => return,
                        Then::TakeAndHang => return std::future::pending().await,
                        _ => "250 taken".to_owned(),
                    }
                }
            }
            "QUIT" => {
                let _ = write.write_all(b"221 bye\r\n").await;
                return;
            }
            _ => "250 ok".to_owned(),
        };
    }
}
