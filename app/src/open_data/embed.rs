//! What other sites show: the map as a page for a frame and as a picture, and a
//! badge for each district. The picture adapts to light and dark and needs
//! nothing from elsewhere.

mod badge;
mod svg;

use std::sync::LazyLock;

use axum::Router;
use axum::extract::{OriginalUri, Path, State};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderValue, header};
use leptos::prelude::*;
use sha2::{Digest, Sha256};

use super::api::DEMONSTRATION;
use super::query::{Pairs, is_name, refuse};
use super::text::{FROM_REDOM, TO_MAP};
use crate::about::text::DEMONSTRATION as INVENTED;
use crate::card::text::city_text;
use crate::error::{AppError, Rule};
use crate::ledger::store::find_span;
use crate::programme::store::load_starts_on;
use crate::replay::model::{AS_OF, KNOWN, Limits, Shown};
use crate::rollout::model::Coverage;
use crate::rollout::store::{Rollout, load_maps, load_replayed_rollout, load_rollout};
use crate::rollout::text::TITLE;
use crate::shell::{finished, of_any_day};
use crate::site::Site;
use crate::text::Lang;

pub use svg::STYLE;

/// The language of what is shown.
const LANG: &str = "lang";

/// What a picture may load: its own style sheet, known by its hash, and nothing
/// else. Any site may show it.
pub static PICTURE_POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = STANDARD.encode(Sha256::digest(STYLE.as_bytes()));
    format!("default-src 'none'; style-src 'sha256-{hash}'; frame-ancestors *")
});

/// What is shown where.
struct Asked {
    lang: Lang,
    shown: Shown,
    rollout: Rollout,
    demonstration: bool,
}

/// The routes.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/embed/{file}", of_any_day(get(map)))
        .route("/badge/{programme}/{file}", of_any_day(get(badge)))
}

/// `/embed/{programme}?lang=&as-of=&known=`, and the same with `.svg`.
async fn map(
    State(site): State<Site>,
    Path(file): Path<String>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, AppError> {
    let pairs = Pairs::read(&uri, &[LANG, AS_OF, KNOWN])?;
    let (programme, is_picture) =
        file.strip_suffix(".svg").map_or((file.as_str(), false), |programme| (programme, true));
    let asked = load(&site, programme, &pairs).await?;
    if is_picture {
        let maps = site.maps.get_or_try_init(|| load_maps(&site.db)).await?;
        let picture = svg::map(
            asked.lang,
            &asked.rollout,
            maps.get(asked.lang),
            asked.shown.day(),
            asked.demonstration,
        );
        return Ok(picture_answer(picture, asked.demonstration));
    }
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let mut response = page(&site, &asked, programme, &query).into_response();
    response.headers_mut().insert(DEMONSTRATION, flag(asked.demonstration));
    Ok(response)
}

/// `/badge/{programme}/{district}.svg?lang=&as-of=&known=`
async fn badge(
    State(site): State<Site>,
    Path((programme, file)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, AppError> {
    let pairs = Pairs::read(&uri, &[LANG, AS_OF, KNOWN])?;
    let district = file.strip_suffix(".svg").ok_or(AppError::NotFound)?;
    let asked = load(&site, &programme, &pairs).await?;
    let row = asked.rollout.rows.iter().find(|row| row.slug == district).ok_or(AppError::NotFound)?;
    let picture = badge::draw(asked.lang, &asked.rollout, row, asked.demonstration);
    Ok(picture_answer(picture, asked.demonstration))
}

async fn load(site: &Site, programme: &str, pairs: &Pairs) -> Result<Asked, AppError> {
    if !is_name(programme) {
        return Err(AppError::NotFound);
    }
    let lang = match pairs.get(LANG) {
        None => Lang::Bg,
        Some(code) => Lang::from_code(code).ok_or_else(|| refuse(LANG, code, Rule::NotOffered))?,
    };
    let reader = site.db.read();
    let starts_on = load_starts_on(reader, programme).await?;
    let span = find_span(reader).await?;
    let limits = Limits { today: site.today(), now: site.clock.now(), starts_on, span };
    let shown = limits.read(pairs.get(AS_OF), pairs.get(KNOWN))?;
    let rollout = match shown {
        Shown::Today(today) => load_rollout(&site.db, programme, lang, today).await?,
        Shown::Past(clocks) => load_replayed_rollout(site, programme, lang, clocks).await?,
    };
    Ok(Asked { lang, shown, rollout, demonstration: site.db.is_demonstration().await? })
}

/// A page for a frame: the picture, what it says in words, and the way to the map.
fn page(site: &Site, asked: &Asked, programme: &str, query: &str) -> Html<String> {
    let lang = asked.lang;
    let words = city_text(lang, &Coverage::of(&asked.rollout.rows), asked.shown.day());
    let title = format!("{}: {}", TITLE.get(lang), asked.rollout.programme.short_name.get(lang));
    let picture = format!("/embed/{programme}.svg{query}");
    let link = format!("/{}/?programme={programme}{}", lang.code(), asked.shown.tail());
    let owner = Owner::new();
    let html = owner.with(|| {
        view! {
            <html lang=lang.code()>
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width, initial-scale=1"/>
                    <meta name="color-scheme" content="light dark"/>
                    <meta name="robots" content="noindex"/>
                    <title>{title.clone()}</title>
                    <link rel="icon" href="data:,"/>
                    <link rel="stylesheet" href=site.assets.url("redom.css")/>
                </head>
                <body class="embedded">
                    <main>
                        <h1 class="visually-hidden">{title.clone()}</h1>
                        {asked.demonstration.then(|| view! { <p class="demo">{INVENTED.get(lang)}</p> })}
                        <p class="visually-hidden">{words.clone()}</p>
                        <img src=picture alt=words width="640" height="640"/>
                        <p><a href=link target="_top">{TO_MAP.get(lang)}" · "{FROM_REDOM.get(lang)}</a></p>
                    </main>
                </body>
            </html>
        }
        .to_html()
    });
    owner.unset_with_forced_cleanup();
    finished(&html, false)
}

fn picture_answer(picture: String, demonstration: bool) -> Response {
    let mut response = picture.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/svg+xml"));
    headers.insert(DEMONSTRATION, flag(demonstration));
    response
}

fn flag(is: bool) -> HeaderValue {
    HeaderValue::from_static(if is { "true" } else { "false" })
}
