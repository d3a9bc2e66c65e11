//! The yardstick of `cargo xtask bench`: axum answering every request with one response that it
//! holds in memory, headers and all. `bare FILE` reads that response from a file, as it was on the
//! wire, and serves it with the same settings as the real server.

use axum::Router;
use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() {
    let file = std::env::args().nth(1).expect("usage: bare FILE");
    let (status, headers, body) = parse(&std::fs::read(file).expect("the file can be read"));
    let answer = move || async move {
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        response
    };
    let app = Router::new().fallback(axum::routing::any(answer));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    println!("http://{}", listener.local_addr().expect("an address"));
    axum::serve(listener, app).await.expect("serving");
}

/// A response as it is on the wire; hyper adds the headers that belong to the connection itself.
fn parse(wire: &[u8]) -> (StatusCode, HeaderMap, Bytes) {
    let end = wire.windows(4).position(|window| window == b"\r\n\r\n").expect("a head and a body");
    let head = std::str::from_utf8(&wire[..end]).expect("a head of text");
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).expect("a status line");
    let headers = lines
        .map(|line| {
            let (name, value) = line.split_once(": ").expect("a header");
            let name: HeaderName = name.parse().expect("a header name");
            (name, HeaderValue::from_str(value).expect("a header value"))
        })
        .collect();
    (status.parse().expect("a status"), headers, Bytes::copy_from_slice(&wire[end + 4..]))
}
