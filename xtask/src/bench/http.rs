//! A client for one server on this machine: enough HTTP/1.1 to measure with.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::error::{Error, Result};
use crate::process;

/// Headers that belong to a connection, not to what is answered.
const HOP_BY_HOP: [&str; 5] = ["connection", "content-length", "date", "keep-alive", "transfer-encoding"];

/// Someone at a browser: keeps cookies, one connection per request.
#[derive(Debug)]
pub struct Client {
    base: String,
    cookies: BTreeMap<String, String>,
}

/// An answer.
#[derive(Debug)]
pub struct Response {
    status_line: String,
    headers: Vec<(String, String)>,
    /// As transferred, that is compressed where it was.
    pub body: Vec<u8>,
    /// From before connecting until the last byte.
    pub took: Duration,
}

impl Client {
    /// A client of `http://127.0.0.1:PORT`.
    pub fn new(base: &str) -> Self {
        Self { base: base.to_owned(), cookies: BTreeMap::new() }
    }

    /// Asks for a page that must be there, in an encoding such as `br` or `identity`.
    pub fn get(&mut self, path: &str, encoding: &str) -> Result<Response> {
        let response = self.send("GET", path, &[("Accept-Encoding", encoding)], "")?;
        if response.status() == 200 { Ok(response) } else { Err(self.refused(path, &response)) }
    }

    /// Sends a form as a browser without JavaScript would; an answer below 400 is a success.
    pub fn post(&mut self, path: &str, fields: &[(String, String)]) -> Result<Response> {
        let body = form(fields);
        let base = self.base.clone();
        let headers = [
            ("Accept", "text/html"),
            ("Content-Type", "application/x-www-form-urlencoded"),
            ("Origin", base.as_str()),
            ("Sec-Fetch-Site", "same-origin"),
        ];
        let response = self.send("POST", path, &headers, &body)?;
        if response.status() < 400 { Ok(response) } else { Err(self.refused(path, &response)) }
    }

    fn send(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Result<Response> {
        process::check_interrupted()?;
        let host = self.base.trim_start_matches("http://");
        let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
        for (name, value) in headers {
            // Writing to a String cannot fail.
            let _ = write!(request, "{name}: {value}\r\n");
        }
        if !self.cookies.is_empty() {
            let pairs: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let _ = write!(request, "Cookie: {}\r\n", pairs.join("; "));
        }
        let _ = write!(request, "Content-Length: {}\r\n\r\n{body}", body.len());

        let start = Instant::now();
        let wire = exchange(host, request.as_bytes())
            .map_err(|error| Error::Http { url: self.url(path), problem: error.to_string() })?;
        let response = Response::parse(&wire, start.elapsed())
            .ok_or_else(|| Error::Http { url: self.url(path), problem: "this is not HTTP".into() })?;
        for cookie in response.all("set-cookie") {
            if let Some((name, value)) = cookie.split(';').next().and_then(|pair| pair.split_once('=')) {
                self.cookies.insert(name.trim().to_owned(), value.trim().to_owned());
            }
        }
        Ok(response)
    }

    fn refused(&self, path: &str, response: &Response) -> Error {
        Error::Http { url: self.url(path), problem: response.status_line.clone() }
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}

impl Response {
    fn parse(wire: &[u8], took: Duration) -> Option<Self> {
        let end = wire.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = std::str::from_utf8(&wire[..end]).ok()?;
        let mut lines = head.split("\r\n");
        let status_line = lines.next().filter(|line| line.starts_with("HTTP/1."))?.to_owned();
        let headers = lines
            .map(|line| {
                line.split_once(':').map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()))
            })
            .collect::<Option<Vec<_>>>()?;
        let mut response = Self { status_line, headers, body: wire[end + 4..].to_vec(), took };
        if response.header("transfer-encoding") == Some("chunked") {
            response.body = unchunked(&response.body)?;
        }
        Some(response)
    }

    /// 200, 404, …
    pub fn status(&self) -> u16 {
        self.status_line.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0)
    }

    /// The first header of that lower-case name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// The body as text; empty where it is compressed or not text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap_or_default()
    }

    /// What a server has to send to answer the same.
    pub fn to_wire(&self) -> Vec<u8> {
        let mut wire = self.status_line.clone();
        for (name, value) in &self.headers {
            if !HOP_BY_HOP.contains(&name.as_str()) {
                let _ = write!(wire, "\r\n{name}: {value}");
            }
        }
        wire.push_str("\r\n\r\n");
        let mut wire = wire.into_bytes();
        wire.extend_from_slice(&self.body);
        wire
    }

    fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.headers.iter().filter(move |(it, _)| it == name).map(|(_, value)| value.as_str())
    }
}

fn exchange(host: &str, request: &[u8]) -> io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(host)?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    stream.set_nodelay(true)?;
    stream.write_all(request)?;
    let mut wire = Vec::new();
    stream.read_to_end(&mut wire)?;
    Ok(wire)
}

fn unchunked(mut wire: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = wire.windows(2).position(|window| window == b"\r\n")?;
        let size = std::str::from_utf8(&wire[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        if size == 0 {
            return Some(body);
        }
        body.extend_from_slice(wire.get(end + 2..end + 2 + size)?);
        wire = wire.get(end + 2 + size + 2..)?;
    }
}

fn form(fields: &[(String, String)]) -> String {
    let encoded = |text: &str| -> String {
        text.bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
                _ => format!("%{byte:02X}"),
            })
            .collect()
    };
    let pairs: Vec<_> =
        fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
    pairs.join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(wire: &str) -> Response {
        Response::parse(wire.as_bytes(), Duration::ZERO).unwrap()
    }

    #[test]
    fn a_chunked_body_is_put_together() {
        let response =
            parse("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x\r\nde\r\n0\r\n\r\n");
        assert_eq!((response.status(), response.text()), (200, "abcde"));
    }

    #[test]
    fn what_is_replayed_has_no_headers_of_the_connection() {
        let response = parse("HTTP/1.1 200 OK\r\nDate: now\r\nETag: \"a\"\r\nContent-Length: 2\r\n\r\nhi");
        assert_eq!(response.to_wire(), b"HTTP/1.1 200 OK\r\netag: \"a\"\r\n\r\nhi");
    }

    #[test]
    fn forms_are_encoded() {
        let fields = [("a", "б c"), ("d", "1")].map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(form(&fields), "a=%D0%B1%20c&d=1");
    }
}
