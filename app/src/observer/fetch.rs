//! Asking one address: guarded, short and polite. Nothing is sent but who we are.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use chrono::DateTime;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use url::Url;

use super::address::{Allowed, check, is_public};
use super::model::{Failure, Outcome};
use super::robots::{self, Robots};
use super::words::{decode, is_found};
use crate::error::ObserverRule;

/// How long asking may take, from the name to the last byte; half of it for what
/// the host asks of programs.
pub const PATIENCE: Duration = Duration::from_secs(10);
/// The most bytes of a page that are read.
pub const PAGE_LIMIT: usize = 512 * 1024;
/// The most redirects that are followed.
pub const REDIRECTS: usize = 5;
/// How long a host is left alone that says when in a way that is not read.
const AN_HOUR: u32 = 3_600;

/// What looks names up. Tests have their own; they know no public hosts.
pub type Lookup = Arc<dyn Fn(String) -> Found + Send + Sync>;
/// What a name stands for.
pub type Found = Pin<Box<dyn Future<Output = std::io::Result<Vec<SocketAddr>>> + Send>>;

/// Asks addresses.
#[derive(Debug)]
pub struct Fetcher {
    client: Client,
    allowed: Allowed,
    patience: Duration,
}

/// What came of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What came of it.
    pub outcome: Outcome,
    /// How long the host wants to be left alone, in seconds.
    pub wait: Option<u32>,
    /// Whether it is the host that is so, and with it all its pages.
    pub of_host: bool,
}

/// What hosts ask of programs, for as long as it is kept.
pub type Rules = BTreeMap<String, Robots>;

/// Who asks: the name that is sent, and where a person is reached.
#[derive(Clone, Debug)]
pub struct Agent {
    /// `User-Agent`.
    pub name: String,
    /// `From`, where the installation has an address.
    pub contact: Option<String>,
}

/// A name that stands for an internal address.
#[derive(Debug)]
struct Internal;

impl fmt::Display for Internal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name stands for an internal address")
    }
}

impl Error for Internal {}

/// Looks names up and hands on public addresses only. The connection is made to
/// what was judged here: nobody looks the name up again.
struct Guard {
    allowed: Allowed,
    lookup: Lookup,
}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let name = name.as_str().to_owned();
        let is_allowed = self.allowed.has_name(&name);
        let found = (self.lookup)(name);
        Box::pin(async move {
            let found = found.await?;
            if !is_allowed && found.iter().any(|one| !is_public(one.ip())) {
                return Err(Internal.into());
            }
            let addresses: Addrs = Box::new(found.into_iter());
            Ok(addresses)
        })
    }
}

/// The system's way to look names up.
#[must_use]
pub fn system_lookup() -> Lookup {
    Arc::new(|name: String| -> Found {
        Box::pin(async move { Ok(tokio::net::lookup_host((name.as_str(), 0)).await?.collect()) })
    })
}

impl Fetcher {
    /// One that says it is `agent`.
    ///
    /// # Errors
    /// When there is no TLS.
    pub fn new(agent: &Agent, allowed: Allowed, lookup: Lookup, patience: Duration) -> reqwest::Result<Self> {
        let guard = Guard { allowed: allowed.clone(), lookup };
        let mut headers = HeaderMap::new();
        // What is compressed could be a thousand times as large.
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        headers.insert(header::ACCEPT, HeaderValue::from_static("text/html, text/*;q=0.5"));
        if let Some(contact) = agent.contact.as_ref().and_then(|one| HeaderValue::from_str(one).ok()) {
            headers.insert(header::FROM, contact);
        }
        let client = Client::builder()
            .user_agent(agent.name.as_str())
            .default_headers(headers)
            .redirect(Policy::none())
            .referer(false)
            .no_proxy()
            .http1_only()
            .pool_max_idle_per_host(0)
            .dns_resolver(Arc::new(guard))
            .build()?;
        Ok(Self { client, allowed, patience })
    }

    /// Asks an address whether the words are there.
    pub async fn ask(&self, url: &Url, phrase: &str, rules: &mut Rules) -> Asked {
        let asked = tokio::time::timeout(self.patience, self.follow(url.clone(), phrase, rules)).await;
        match asked {
            Ok(Ok(outcome)) => outcome.into(),
            Ok(Err(asked)) => asked,
            Err(_) => Outcome::Failed(Failure::TimedOut).into(),
        }
    }

    async fn follow(&self, mut url: Url, phrase: &str, rules: &mut Rules) -> Result<Outcome, Asked> {
        for _ in 0..=REDIRECTS {
            check(&url, &self.allowed).map_err(Outcome::Refused)?;
            if !self.rules_of(&url, rules).await?.allows(&url) {
                return Ok(Outcome::Robots);
            }
            let response = self.get(&url).await?;
            if let Some(next) = next_of(&url, &response) {
                url = next?;
                continue;
            }
            return match response.status().as_u16() {
                200..=299 => {
                    let kind = text_of(&response, header::CONTENT_TYPE);
                    if !["text/", "application/xhtml+xml"].iter().any(|one| kind.starts_with(one)) {
                        return Ok(Outcome::Failed(Failure::NotText));
                    }
                    let page = decode(&read(response, PAGE_LIMIT).await?, &kind);
                    Ok(if is_found(phrase, &page) { Outcome::Offers } else { Outcome::Lacks })
                }
                status => Err(refusal(status, &response)),
            };
        }
        Ok(Outcome::Failed(Failure::Redirects))
    }

    /// What a host asks of programs. Where it cannot be known, the host is not asked
    /// anything else (RFC 9309, 2.3.1.4).
    async fn rules_of<'r>(&self, url: &Url, rules: &'r mut Rules) -> Result<&'r Robots, Asked> {
        let host = url.origin().ascii_serialization();
        if !rules.contains_key(&host) {
            let fetched = tokio::time::timeout(self.patience / 2, self.fetch_rules(url)).await;
            let fetched = fetched.unwrap_or_else(|_| Err(Outcome::Failed(Failure::TimedOut).into()));
            let read = fetched.map_err(|asked| Asked { of_host: true, ..asked })?;
            rules.insert(host.clone(), read);
        }
        rules.get(&host).ok_or_else(|| Outcome::NoRules.into())
    }

    async fn fetch_rules(&self, url: &Url) -> Result<Robots, Asked> {
        let mut at = url.join("/robots.txt").map_err(|_| Outcome::NoRules)?;
        for _ in 0..=REDIRECTS {
            check(&at, &self.allowed).map_err(Outcome::Refused)?;
            let response = self.get(&at).await?;
            if let Some(next) = next_of(&at, &response) {
                at = next?;
                continue;
            }
            return match response.status().as_u16() {
                200..=299 => {
                    let bytes = read(response, robots::LIMIT).await.map_err(|asked| match asked.outcome {
                        Outcome::Failed(Failure::NotText) => Outcome::NoRules.into(),
                        _ => asked,
                    })?;
                    Ok(Robots::read(&String::from_utf8_lossy(&bytes)))
                }
                status @ (429 | 503) => match refusal(status, &response) {
                    busy @ Asked { outcome: Outcome::Busy, .. } => Err(busy),
                    _ => Err(Outcome::NoRules.into()),
                },
                500.. => Err(Outcome::NoRules.into()),
                _ => Ok(Robots::default()),
            };
        }
        // Too many redirects are as if there were none (2.3.1.2).
        Ok(Robots::default())
    }

    async fn get(&self, url: &Url) -> Result<Response, Asked> {
        self.client.get(url.clone()).send().await.map_err(|error| failure(&error))
    }
}

impl From<Outcome> for Asked {
    fn from(outcome: Outcome) -> Self {
        Self { outcome, wait: None, of_host: false }
    }
}

/// Where a response redirects to; `None` where it does not.
fn next_of(url: &Url, response: &Response) -> Option<Result<Url, Outcome>> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
    let next = location.and_then(|location| url.join(location).ok());
    Some(next.ok_or(Outcome::Failed(Failure::Redirects)))
}

/// What a status means that is no success. Who is turned away as a program knows
/// nothing of what people see.
fn refusal(status: u16, response: &Response) -> Asked {
    let wait = retry_after(response);
    let busy = Asked { outcome: Outcome::Busy, wait, of_host: true };
    match status {
        429 => busy,
        503 if wait.is_some() => busy,
        401 | 403 | 451 => Outcome::Denied(status).into(),
        status => Outcome::Failed(Failure::Status(status)).into(),
    }
}

/// In how many seconds to come back; what is an instant is read by the host's own
/// clock.
fn retry_after(response: &Response) -> Option<u32> {
    let header = |name: HeaderName| response.headers().get(name)?.to_str().ok().map(str::trim);
    let value = header(header::RETRY_AFTER)?;
    let instant = |text: &str| DateTime::parse_from_rfc2822(text).ok();
    let until = || {
        let between = instant(value)?.signed_duration_since(instant(header(header::DATE)?)?);
        u32::try_from(between.num_seconds().max(0)).ok()
    };
    Some(value.parse().ok().or_else(until).unwrap_or(AN_HOUR))
}

/// A header in lower case; what cannot be read is no text we know.
fn text_of(response: &Response, name: HeaderName) -> String {
    let value = response.headers().get(name);
    value.map(|value| value.to_str().unwrap_or("?").trim().to_ascii_lowercase()).unwrap_or_default()
}

/// The beginning of what came, as it is.
async fn read(mut response: Response, limit: usize) -> Result<Vec<u8>, Asked> {
    if !matches!(text_of(&response, header::CONTENT_ENCODING).as_str(), "" | "identity") {
        return Err(Outcome::Failed(Failure::NotText).into());
    }
    let mut bytes = Vec::new();
    while bytes.len() < limit {
        let Some(chunk) = response.chunk().await.map_err(|error| failure(&error))? else { break };
        let room = limit - bytes.len();
        bytes.extend_from_slice(chunk.get(..room).unwrap_or(&chunk));
    }
    Ok(bytes)
}

fn failure(error: &reqwest::Error) -> Asked {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(one) = cause {
        if one.is::<Internal>() {
            return Asked { of_host: true, ..Outcome::Refused(ObserverRule::Internal).into() };
        }
        cause = one.source();
    }
    let failure = match error {
        error if error.is_timeout() => Failure::TimedOut,
        error if error.is_connect() => Failure::Unreachable,
        _ => Failure::Broken,
    };
    Asked { of_host: failure == Failure::Unreachable, ..Outcome::Failed(failure).into() }
}
