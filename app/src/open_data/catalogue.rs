//! The data sets as DCAT-AP 3 describes them and the services as CPSV-AP 3.2
//! does, each as Turtle and as JSON-LD.

mod datasets;
mod graph;
mod services;

use axum::Router;
use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{HeaderValue, header};

use graph::Graph;

use super::api::DEMONSTRATION;
use super::query::Pairs;
use crate::error::AppError;
use crate::site::Site;

/// The addresses, each with what it is called on the page.
pub const ADDRESSES: [(&str, &str); 4] = [
    ("/catalogue.ttl", "DCAT-AP, Turtle"),
    ("/catalogue.jsonld", "DCAT-AP, JSON-LD"),
    ("/services.ttl", "CPSV-AP, Turtle"),
    ("/services.jsonld", "CPSV-AP, JSON-LD"),
];

/// How a graph is written.
#[derive(Clone, Copy, Debug)]
enum Syntax {
    Turtle,
    JsonLd,
}

/// The routes.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/catalogue.ttl", get(async |site, uri| catalogue(site, uri, Syntax::Turtle).await))
        .route("/catalogue.jsonld", get(async |site, uri| catalogue(site, uri, Syntax::JsonLd).await))
        .route("/services.ttl", get(async |site, uri| services(site, uri, Syntax::Turtle).await))
        .route("/services.jsonld", get(async |site, uri| services(site, uri, Syntax::JsonLd).await))
}

async fn catalogue(
    State(site): State<Site>,
    OriginalUri(uri): OriginalUri,
    syntax: Syntax,
) -> Result<Response, AppError> {
    Pairs::read(&uri, &[])?;
    answer(&site, &datasets::graph(&site).await?, syntax).await
}

async fn services(
    State(site): State<Site>,
    OriginalUri(uri): OriginalUri,
    syntax: Syntax,
) -> Result<Response, AppError> {
    Pairs::read(&uri, &[])?;
    answer(&site, &services::graph(&site).await?, syntax).await
}

async fn answer(site: &Site, graph: &Graph, syntax: Syntax) -> Result<Response, AppError> {
    let (kind, bytes) = match syntax {
        Syntax::Turtle => ("text/turtle; charset=utf-8", graph.turtle()?),
        Syntax::JsonLd => ("application/ld+json", graph.json_ld()?),
    };
    let demonstration = site.db.is_demonstration().await?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(DEMONSTRATION, HeaderValue::from_static(if demonstration { "true" } else { "false" }));
    Ok(response)
}
