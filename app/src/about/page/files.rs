//! What search engines ask for: where the pages are, and which not to look at.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header;

use crate::about::addresses::{NOT_FOR_SEARCH, all, path};
use crate::about::model::Installation;
use crate::bulletin::store::list_published;
use crate::district::store::list_all_names;
use crate::error::AppError;
use crate::life_event::store::load_known;
use crate::programme::store::list_programmes;
use crate::service::store::list_services;
use crate::site::Site;
use crate::text::Lang;

/// How long it may be kept.
const AN_HOUR: &str = "public, max-age=3600";

/// `/sitemap.xml`: every public page in both languages, each naming the other.
///
/// # Errors
/// When the database does not answer.
pub async fn sitemap(State(site): State<Site>) -> Result<Response, AppError> {
    let districts = list_all_names(site.db.read(), Lang::Bg).await?;
    let programmes = list_programmes(site.db.read()).await?;
    let districts: Vec<String> = districts.into_iter().map(|one| one.slug).collect();
    let programmes: Vec<String> = programmes.into_iter().map(|one| one.key).collect();
    let services: Vec<i64> = list_services(site.db.read()).await?.into_iter().map(|one| one.number).collect();
    let events: Vec<String> =
        load_known(site.db.read()).await?.events.into_iter().map(|one| one.key).collect();
    let mut pages = all(&programmes, &districts, &services, &events);
    let issues = list_published(site.db.read()).await?;
    pages.extend(issues.into_iter().map(|issue| format!("/byuletin/{}", issue.month)));
    let xml = sitemap_xml(&site.installation, &pages);
    let headers =
        [(header::CONTENT_TYPE, "application/xml; charset=utf-8"), (header::CACHE_CONTROL, AN_HOUR)];
    Ok((headers, xml).into_response())
}

/// `/robots.txt`
pub async fn robots(State(site): State<Site>) -> Response {
    let mut text = "User-agent: *\nDisallow: /api/\n".to_owned();
    for lang in Lang::ALL {
        for page in NOT_FOR_SEARCH {
            text.push_str(&format!("Disallow: {}\n", path(lang, page)));
        }
    }
    text.push_str(&format!("\nSitemap: {}\n", site.installation.url("/sitemap.xml")));
    let headers = [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, AN_HOUR)];
    (headers, text).into_response()
}

fn sitemap_xml(installation: &Installation, pages: &[String]) -> String {
    let mut xml = concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n"
    )
    .to_owned();
    for page in pages {
        let url = |lang: Lang| escaped(&installation.url(&path(lang, page)));
        let mut alternates = String::new();
        let named = Lang::ALL.map(|lang| (lang.code(), lang)).into_iter().chain([("x-default", Lang::Bg)]);
        for (code, lang) in named {
            let link = format!("<xhtml:link rel=\"alternate\" hreflang=\"{code}\" href=\"{}\"/>", url(lang));
            alternates.push_str(&link);
        }
        for lang in Lang::ALL {
            xml.push_str(&format!("<url><loc>{}</loc>{alternates}</url>\n", url(lang)));
        }
    }
    xml.push_str("</urlset>\n");
    xml
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
