//! Asking one address: guarded, short and polite. Nothing is sent but who we are.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use http::header;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use url::Url;

use super::address::{Allowed, check, is_public};
use super::model::{Failure, Outcome, is_found};
use super::robots::{self, Robots};
use crate::error::ObserverRule;

/// How long asking may take, from the name to the last byte.
pub const PATIENCE: Duration = Duration::from_secs(10);
/// The most bytes of a page that are read.
pub const PAGE_LIMIT: usize = 64 * 1024;
/// The most redirects that are followed.
pub const REDIRECTS: usize = 5;

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

/// What came of it, and how long the host wants to be left alone, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    pub outcome: Outcome,
    pub wait: Option<u32>,
}

/// The rules of the hosts asked in one round.
pub type Rules = BTreeMap<String, Robots>;

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
    pub fn new(agent: &str, allowed: Allowed, lookup: Lookup, patience: Duration) -> reqwest::Result<Self> {
        let guard = Guard { allowed: allowed.clone(), lookup };
        let client = Client::builder()
            .user_agent(agent)
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
        let mut wait = None;
        let asked = tokio::time::timeout(self.patience, self.follow(url.clone(), phrase, rules, &mut wait));
        let outcome = asked.await.unwrap_or(Err(Outcome::Failed(Failure::TimedOut)));
        Asked { outcome: outcome.unwrap_or_else(|outcome| outcome), wait }
    }

    async fn follow(
        &self,
        url: Url,
        phrase: &str,
        rules: &mut Rules,
        wait: &mut Option<u32>,
    ) -> Result<Outcome, Outcome> {
        let mut url = url;
        for _ in 0..=REDIRECTS {
            check(&url, &self.allowed).map_err(Outcome::Refused)?;
            if !self.rules_of(&url, rules).await?.allows(&path_of(&url)) {
                return Ok(Outcome::Robots);
            }
            let response = self.get(&url).await?;
            let status = response.status().as_u16();
            if let Some(next) = next_of(&url, &response) {
                url = next?;
                continue;
            }
            *wait = retry_after(&response);
            return match status {
                200..=299 => {
                    let page = read_text(response, PAGE_LIMIT).await?;
                    Ok(if is_found(phrase, &page) { Outcome::Offers } else { Outcome::Lacks })
                }
                429 => Ok(Outcome::Busy),
                503 if wait.is_some() => Ok(Outcome::Busy),
                status => Err(Outcome::Failed(Failure::Status(status))),
            };
        }
        Err(Outcome::Failed(Failure::Redirects))
    }

    /// What a host asks of programs, fetched once a round. Where it cannot be
    /// known, the host is not asked anything else (RFC 9309, 2.3.1.4), and that is
    /// a failure as any.
    async fn rules_of<'r>(&self, url: &Url, rules: &'r mut Rules) -> Result<&'r Robots, Outcome> {
        let host = url.origin().ascii_serialization();
        if !rules.contains_key(&host) {
            let read = self.fetch_rules(url).await?;
            rules.insert(host.clone(), read);
        }
        rules.get(&host).ok_or(Outcome::Robots)
    }

    async fn fetch_rules(&self, url: &Url) -> Result<Robots, Outcome> {
        let mut at = url.join("/robots.txt").map_err(|_| Outcome::Failed(Failure::Redirects))?;
        for _ in 0..=REDIRECTS {
            check(&at, &self.allowed).map_err(Outcome::Refused)?;
            let response = self.get(&at).await?;
            if let Some(next) = next_of(&at, &response) {
                at = next?;
                continue;
            }
            return match response.status().as_u16() {
                200..=299 => Ok(Robots::read(&read_text(response, robots::LIMIT).await.unwrap_or_default())),
                429 => Err(Outcome::Busy),
                status @ 500.. => Err(Outcome::Failed(Failure::Status(status))),
                _ => Ok(Robots::default()),
            };
        }
        // Too many redirects are as if there were none (2.3.1.2).
        Ok(Robots::default())
    }

    async fn get(&self, url: &Url) -> Result<Response, Outcome> {
        // What is compressed could be a thousand times as large.
        let request = self.client.get(url.clone()).header(header::ACCEPT_ENCODING, "identity");
        request.send().await.map_err(|error| failure(&error))
    }
}

/// Path and query, as rules for programs name them.
fn path_of(url: &Url) -> String {
    url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
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

/// In how many seconds; a day of the calendar is not read, and means an hour.
fn retry_after(response: &Response) -> Option<u32> {
    let value = response.headers().get(header::RETRY_AFTER)?.to_str().ok()?;
    Some(value.trim().parse().unwrap_or(3_600))
}

/// The beginning of a text.
async fn read_text(mut response: Response, limit: usize) -> Result<String, Outcome> {
    let header = |name: header::HeaderName| {
        response.headers().get(name).map(|value| value.to_str().unwrap_or("?").to_ascii_lowercase())
    };
    let kind = header(header::CONTENT_TYPE).unwrap_or_default();
    let is_text = ["text/", "application/xhtml+xml"].iter().any(|one| kind.starts_with(one));
    let is_plain = header(header::CONTENT_ENCODING).is_none_or(|encoding| encoding == "identity");
    if !is_text || !is_plain {
        return Err(Outcome::Failed(Failure::NotText));
    }
    let mut bytes = Vec::new();
    while bytes.len() < limit {
        let Some(chunk) = response.chunk().await.map_err(|error| failure(&error))? else { break };
        let room = limit - bytes.len();
        bytes.extend_from_slice(chunk.get(..room).unwrap_or(&chunk));
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn failure(error: &reqwest::Error) -> Outcome {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(one) = cause {
        if one.is::<Internal>() {
            return Outcome::Refused(ObserverRule::Internal);
        }
        cause = one.source();
    }
    Outcome::Failed(match error {
        error if error.is_timeout() => Failure::TimedOut,
        error if error.is_connect() => Failure::Unreachable,
        _ => Failure::Broken,
    })
}
