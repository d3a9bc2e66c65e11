//! The page cache: what the public sees is rendered once for each version of
//! the content and each day, compressed once for each encoding, and answered
//! with a strong ETag. What was known at an instant of the past is rendered once
//! for good.
//!
//! It stands before everything else, so that a cached page costs no session, no
//! log line and no database. Only requests without a session cookie come here.

mod encoding;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use app::about::addresses::without_strange;
use app::ledger::store::hash_text;
use app::open_data::api::DEMONSTRATION;
use app::open_data::{is_open, settles_at};
use app::replay::model::{KNOWN, is_settled, read_instant};
use app::shell::{NotKept, Replayed, page_path};
use app::site::Site;
use axum::body::Body;
use axum::extract::{OriginalUri, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use chrono::NaiveDate;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use http_body_util::BodyExt;
use moka::future::Cache;
use moka::policy::EvictionPolicy;

use crate::headers::secure;

use encoding::{Encoding, brotli, gzip};

/// Where the data files are.
const DATA: &str = "/data/";
/// How the addresses of pictures end.
const PICTURE: &str = "/karta.png";
/// How the media types of data begin.
const DATA_TYPES: [&[u8]; 9] = [
    b"application/csvm+json",
    b"application/json",
    b"application/jsonl",
    b"application/ld+json",
    b"application/geo+json",
    b"text/csv",
    b"text/turtle",
    b"text/plain",
    b"image/svg+xml",
];
/// What an answer may say of itself that is kept with it.
const SAID: [HeaderName; 3] = [header::LINK, header::CONTENT_DISPOSITION, DEMONSTRATION];
const X_CACHE: HeaderName = HeaderName::from_static("x-cache");

/// The cache and what it must know.
#[derive(Clone)]
pub struct PageCache {
    site: Site,
    pages: Cache<Key, Arc<Page>>,
    cookie: &'static str,
}

/// A page is the same for good under this key.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    path: String,
    content: Content,
}

/// What a page's content depends on besides its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Content {
    /// What is recorded, and the day: evidence expires by the calendar.
    Present { version: i64, today: NaiveDate },
    /// Nothing: no change can be recorded any more at the instant it names.
    Settled,
}

/// A rendered page in each encoding, compressed when it is first asked for.
struct Page {
    kind: Kind,
    media_type: HeaderValue,
    /// What else its answer says of it.
    said: HeaderMap,
    /// What its Cache-Control says.
    use_again: &'static str,
    hash: String,
    identity: Bytes,
    brotli: OnceLock<Bytes>,
    gzip: OnceLock<Bytes>,
}

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Page,
    /// Data, the same for everybody.
    Data,
    /// A picture, the same for everybody and as small as it gets.
    Picture,
    /// What has been published, for feed readers.
    Feed,
}

/// The answer was not a page to keep.
#[derive(Debug)]
struct Passed;

impl PageCache {
    /// A cache that may take this many MiB.
    #[must_use]
    pub fn new(site: Site, cookie: &'static str, mebibytes: u32) -> Self {
        let pages = Cache::builder()
            .max_capacity(u64::from(mebibytes) * 1024 * 1024)
            .weigher(|key: &Key, page: &Arc<Page>| {
                // Both compressed forms together stay below half of the page.
                u32::try_from(key.path.len() + page.identity.len() * 3 / 2 + 512).unwrap_or(u32::MAX)
            })
            // A new version's pages must not be kept out by the old one's fame.
            .eviction_policy(EvictionPolicy::lru())
            .build();
        Self { site, pages, cookie }
    }

    fn concerns(&self, request: &Request) -> bool {
        let get = matches!(*request.method(), Method::GET | Method::HEAD);
        let path = request.uri().path();
        let data = is_for_everybody(path);
        get && (data || path.starts_with("/bg/") || path.starts_with("/en/"))
            && (data
                || !request.headers().get_all(header::COOKIE).iter().any(|cookies| {
                    cookies.to_str().is_ok_and(|cookies| {
                        cookies.split(';').any(|one| one.trim().split('=').next() == Some(self.cookie))
                    })
                }))
    }

    /// What a page at this address depends on now.
    fn content(&self, uri: &Uri) -> Content {
        // As pages read it: the first of the name.
        let known = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes())
            .find(|(name, _)| name == KNOWN)
            .and_then(|(_, value)| read_instant(&value))
            .or_else(|| settles_at(uri.path()));
        match known {
            Some(known) if is_settled(known, self.site.clock.now()) => Content::Settled,
            _ => Content::Present { version: self.site.db.content_version(), today: self.site.today() },
        }
    }
}

/// Answers from the cache, or has the page made once for all who wait for it.
pub async fn cache_pages(State(cache): State<PageCache>, request: Request, next: Next) -> Response {
    if !cache.concerns(&request) {
        return next.run(request).await;
    }
    let request = as_read(request);
    let content = cache.content(request.uri());
    let key = Key { path: page_path(request.uri()), content };
    let asked = request.headers().clone();
    let head = request.method() == Method::HEAD;
    if let Some(page) = cache.pages.get(&key).await {
        return answer(&page, &asked, head, "hit");
    }
    let (mut parts, body) = request.into_parts();
    // Only these are asked for with a session's cookie, and have no use for it.
    if is_for_everybody(parts.uri.path()) {
        parts.headers.remove(header::COOKIE);
    }
    let again = Request::from_parts(parts.clone(), Body::empty());
    let mut first = Request::from_parts(parts, body);
    *first.method_mut() = Method::GET;
    let slot = Mutex::new(None);
    let made = cache
        .pages
        .try_get_with(key, async {
            match keep(next.clone().run(first).await, content).await {
                Ok(page) => Ok(Arc::new(page)),
                Err(response) => {
                    *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(response);
                    Err(Passed)
                }
            }
        })
        .await;
    if let Ok(page) = made {
        return answer(&page, &asked, head, "miss");
    }
    let own = slot.lock().unwrap_or_else(PoisonError::into_inner).take();
    match own {
        Some(response) => response,
        // Somebody else's identical request was answered with no page; ask ourselves.
        None => next.run(again).await,
    }
}

/// The request without what its page does not read: whatever other sites add to their
/// links, it is one page, made once.
fn as_read(mut request: Request) -> Request {
    let read = without_strange(&page_path(request.uri())).and_then(|path| path.parse::<Uri>().ok());
    if let Some(uri) = read {
        request.extensions_mut().insert(OriginalUri(uri.clone()));
        *request.uri_mut() = uri;
    }
    request
}

/// Whether what is here does not depend on who asks: data, pictures, what other
/// sites show.
fn is_for_everybody(path: &str) -> bool {
    path.starts_with(DATA) || path.ends_with(PICTURE) || is_open(path)
}

/// A page to keep: a whole one, in HTML, a picture or data, that sets no cookie.
async fn keep(response: Response, content: Content) -> Result<Page, Response> {
    let headers = response.headers();
    let media_type = headers.get(header::CONTENT_TYPE).cloned();
    let kind = media_type.and_then(|media_type| Some((Kind::of(&media_type)?, media_type)));
    let Some((kind, media_type)) = kind else { return Err(response) };
    let mut said = HeaderMap::new();
    for name in SAID {
        said.extend(headers.get(&name).map(|value| (name, value.clone())));
    }
    let for_one = response.extensions().get::<NotKept>().is_some();
    // What tells of today, whatever instant it was asked for, is settled by none.
    let unsettled = content == Content::Settled && response.extensions().get::<Replayed>().is_none();
    let is_whole = response.status() == StatusCode::OK && !headers.contains_key(header::SET_COOKIE);
    if !is_whole || for_one || unsettled {
        return Err(response);
    }
    let body = response.into_body().collect().await;
    match body {
        Ok(body) => Ok(Page { said, ..Page::new((kind, media_type), content, body.to_bytes()) }),
        Err(_) => Err(StatusCode::INTERNAL_SERVER_ERROR.into_response()),
    }
}

impl Kind {
    /// The kind of document this type stands for; others are not kept.
    fn of(content_type: &HeaderValue) -> Option<Self> {
        match content_type.as_bytes() {
            kind if kind.starts_with(b"text/html") => Some(Self::Page),
            b"image/png" => Some(Self::Picture),
            kind if DATA_TYPES.iter().any(|one| kind.starts_with(one)) => Some(Self::Data),
            kind if kind.starts_with(b"application/atom+xml") => Some(Self::Feed),
            _ => None,
        }
    }

    fn varies(self) -> &'static str {
        match self {
            Self::Page | Self::Feed => "accept-encoding, cookie",
            Self::Data | Self::Picture => "accept-encoding",
        }
    }
}

impl Page {
    fn new((kind, media_type): (Kind, HeaderValue), content: Content, identity: Bytes) -> Self {
        let hash = hash_text(&identity).chars().take(24).collect();
        // What surrounds a page changes with the program; a data file does not.
        let use_again = match (kind, content) {
            (Kind::Data, Content::Settled) => "public, max-age=31536000, immutable",
            _ => "no-cache",
        };
        let (brotli, gzip) = (OnceLock::new(), OnceLock::new());
        Self { kind, media_type, said: HeaderMap::new(), use_again, hash, identity, brotli, gzip }
    }

    fn body(&self, encoding: Encoding) -> Bytes {
        match encoding {
            Encoding::Identity => self.identity.clone(),
            Encoding::Brotli => self.brotli.get_or_init(|| brotli(&self.identity)).clone(),
            Encoding::Gzip => self.gzip.get_or_init(|| gzip(&self.identity)).clone(),
        }
    }
}

fn answer(page: &Page, asked: &HeaderMap, head: bool, how: &'static str) -> Response {
    let encoding = match page.kind {
        Kind::Picture => Encoding::Identity,
        Kind::Page | Kind::Data | Kind::Feed => Encoding::preferred(asked),
    };
    let tag = format!("\"{}{}\"", page.hash, encoding.suffix());
    let mut headers = HeaderMap::with_capacity(16);
    secure(&mut headers);
    headers.extend(page.said.clone());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(page.use_again));
    headers.insert(header::VARY, HeaderValue::from_static(page.kind.varies()));
    headers.insert(X_CACHE, HeaderValue::from_static(how));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    let body = page.body(encoding);
    // Also with 304, where it is the length of what is not sent (RFC 9110 8.6).
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    if has_tag(asked, &tag) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    headers.insert(header::CONTENT_TYPE, page.media_type.clone());
    if let Some(name) = encoding.name() {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    let body = if head { Body::empty() } else { Body::from(body) };
    let mut response = Response::new(body);
    *response.headers_mut() = headers;
    response
}

/// Whether the reader has what they ask for. Weak comparison, as RFC 9110
/// 13.1.2 says for If-None-Match.
fn has_tag(asked: &HeaderMap, tag: &str) -> bool {
    asked.get_all(header::IF_NONE_MATCH).iter().any(|value| {
        value.to_str().is_ok_and(|value| {
            value.split(',').any(|one| {
                let one = one.trim();
                one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag
            })
        })
    })
}
