//! Where requests come from.

use std::net::SocketAddr;

use app::auth::sign_in::ClientAddress;
use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderMap;

use crate::router::Shared;

/// Notes it for those who limit how often something may be sent.
pub async fn note_address(State(shared): State<Shared>, mut request: Request, next: Next) -> Response {
    if let Some(address) = address_of(&request, &shared) {
        request.extensions_mut().insert(address);
    }
    next.run(request).await
}

/// Where a request came from, as far as that is known.
pub fn address_of(request: &Request, shared: &Shared) -> Option<ClientAddress> {
    client_address(request.headers(), request.extensions().get(), shared)
}

/// Where a request came from: the last address in `X-Forwarded-For` that is not
/// one of our proxies, believed only when the connection is from one.
fn client_address(
    headers: &HeaderMap,
    connection: Option<&ConnectInfo<SocketAddr>>,
    shared: &Shared,
) -> Option<ClientAddress> {
    let peer = connection?.0.ip().to_canonical();
    if !shared.trusted_proxies.contains(&peer) {
        return Some(ClientAddress(peer));
    }
    let forwarded: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .collect();
    let client = forwarded
        .iter()
        .rev()
        .map_while(|address| address.parse::<std::net::IpAddr>().ok())
        .map(|address| address.to_canonical())
        .find(|address| !shared.trusted_proxies.contains(address));
    Some(ClientAddress(client.unwrap_or(peer)))
}
