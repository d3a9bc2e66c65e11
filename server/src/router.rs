//! The whole application as one router.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use app::auth::session::Sessions;
use app::error::AppError;
use app::shell;
use app::site::Site;
use axum::Router;
use axum::extract::{FromRef, State};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use http::{HeaderValue, StatusCode, header};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::services::ServeDir;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;
use tower_sessions::cookie::SameSite;
use tower_sessions::{Expiry, SessionManagerLayer};

use crate::address::note_address;
use crate::cache::{PageCache, cache_pages};
use crate::config::Config;
use crate::functions::call;
use crate::headers::secure_all;
use crate::open::open_to_all;

/// What handlers share.
#[derive(Clone, Debug)]
pub struct Shared {
    /// What pages and functions need.
    pub site: Site,
    /// Proxies whose word on addresses is believed.
    pub trusted_proxies: Arc<[IpAddr]>,
}

impl FromRef<Shared> for Site {
    fn from_ref(shared: &Shared) -> Self {
        shared.site.clone()
    }
}

/// Why the router cannot be put together.
#[derive(Debug, thiserror::Error)]
pub enum RouterError {
    /// The public address is no origin.
    #[error("public_url is not an address: {0}")]
    PublicUrl(#[from] tower_http::csrf::ConfigError),
}

/// Every route with everything around it.
///
/// # Errors
/// [`RouterError`].
pub fn router(site: Site, config: &Config) -> Result<Router, RouterError> {
    let shared =
        Shared { site: site.clone(), trusted_proxies: config.trusted_proxies.iter().copied().collect() };
    let sessions = SessionManagerLayer::new(Sessions(site.db.clone()))
        .with_name(config.cookie_name())
        .with_secure(config.is_https())
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(time::Duration::hours(i64::from(config.session_hours))));
    let csrf = CsrfLayer::new().add_trusted_origin(origin(&config.public_url))?;
    let cache = PageCache::new(site.clone(), config.cookie_name(), config.page_cache_mib);
    let pages = Router::new()
        .merge(shell::routes().with_state(site.clone()))
        .route("/api/{function}", post(call).with_state(shared.clone()));
    let pages = pages.layer(
        ServiceBuilder::new()
            .layer(from_fn_with_state(shared.clone(), open_to_all))
            .layer(from_fn_with_state(cache, cache_pages))
            .layer(from_fn(secure_all))
            .layer(TraceLayer::new_for_http())
            .layer(sessions)
            .layer(from_fn_with_state(site.clone(), shell::show_errors))
            .layer(CatchPanicLayer::custom(|_| {
                AppError::Internal { incident: "panic".to_owned() }.into_response()
            }))
            .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, Duration::from_secs(30)))
            .layer(csrf)
            .layer(from_fn_with_state(shared, note_address)),
    );
    let files = Router::new()
        .fallback_service(ServeDir::new(config.site_dir.join("pkg")).precompressed_br().precompressed_gzip())
        .layer(from_fn(immutable));
    let health =
        Router::new().route("/live", get(async || "ok\n")).route("/ready", get(ready)).with_state(site);
    Ok(Router::new().nest("/pkg", files).nest("/health", health).merge(pages))
}

/// Whether requests can be answered: the database does.
async fn ready(State(site): State<Site>) -> (StatusCode, &'static str) {
    match site.db.refresh_content_version().await {
        Ok(_) => (StatusCode::OK, "ok\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}

/// Built files carry their content's hash in their names.
async fn immutable(request: axum::extract::Request, next: axum::middleware::Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if response.status().is_success() {
        let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
        response.headers_mut().insert(header::CACHE_CONTROL, forever);
    }
    response
}

/// Scheme, host and port of an address.
fn origin(url: &str) -> &str {
    let after_scheme = url.find("://").map_or(0, |at| at + 3);
    let end = url[after_scheme..].find('/').map_or(url.len(), |at| after_scheme + at);
    &url[..end]
}
