//! The page about open data: what there is, how it is asked for, what each column
//! means, what was changed.

mod dictionary;
mod embedding;

use axum::extract::State;
use axum::response::Html;
use leptos::prelude::*;

use super::api::BASE;
use super::catalogue::ADDRESSES;
use super::datasets::Set;
use super::files::{BOUNDARIES, CHECKSUMS, LATEST, find_sums, path as file_path};
use super::problem::ALL as PROBLEMS;
use super::query::MAX_LIMIT;
use super::text::{
    API_LEAD, API_NAME, APOSTROPHE, BOUNDARIES_LEAD, CATALOGUES, CATALOGUES_LEAD, CHANGELOG, CHANGES,
    DATASETS, DAY_LEAD, DESCRIPTION, FILES, FILES_LEAD, LEAD, LICENCE_LEAD, LICENCE_NAME, LICENCE_TITLE,
    NO_BOUNDARIES, NO_DAY_YET, PROBLEMS_LEAD, PROBLEMS_TITLE, SUMS, api_text,
};
use crate::about::schema_org;
use crate::about::text::OPEN_DATA;
use crate::auth::actor::Visitor;
use crate::boundaries::store::find_imported;
use crate::error::AppError;
use crate::programme::store::list_programmes;
use crate::shell::{Extra, Head, PagePath, render_page_with};
use crate::site::Site;
use crate::text::{Lang, Text, short_date};

/// `/{lang}/otvoreni-danni`
///
/// # Errors
/// When the database does not answer.
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    Visitor(visitor): Visitor,
    PagePath(here): PagePath,
) -> Result<Html<String>, AppError> {
    let reader = site.db.read();
    let programmes = list_programmes(reader).await?;
    let boundaries = find_imported(reader, None).await?.is_some();
    let demonstration = site.db.is_demonstration().await?;
    let sums = find_sums(&site).await?;
    let data = Set::ALL
        .into_iter()
        .map(|set| schema_org::open_dataset(lang, &site.installation, set.dataset(), demonstration))
        .collect();
    let extra = Extra { data, ..Extra::default() };
    let head =
        Head { lang, title: OPEN_DATA.get(lang).to_owned(), path: here, actor: visitor, island: false };
    render_page_with(&site, head, extra, || {
        let day = sums.as_ref().map(|(day, _)| day.to_string());
        let files: Vec<_> = Set::ALL
            .into_iter()
            .map(|set| dictionary::dataset(lang, set, sums.as_ref().map(|(_, sums)| sums.as_slice())))
            .collect();
        let boundaries = if boundaries {
            let links: Vec<_> = programmes
                .iter()
                .map(|one| {
                    let file = format!("{BOUNDARIES}{}.geojson", one.key);
                    let href = file_path(LATEST, &file);
                    view! { <li><a href=href>"GeoJSON: "{one.short_name.get(lang).to_owned()}</a></li> }
                })
                .collect();
            view! { <p>{BOUNDARIES_LEAD.get(lang)}</p><ul>{links}</ul> }.into_any()
        } else {
            view! { <p>{NO_BOUNDARIES.get(lang)}</p> }.into_any()
        };
        let of_day = match &day {
            Some(day) => view! {
                <p>
                    {DAY_LEAD.get(lang)}" "
                    <code>{file_path(day, "onboardings.csv")}</code>". "
                    <a href=file_path(day, CHECKSUMS)>{SUMS.get(lang)}</a>
                </p>
            }
            .into_any(),
            None => view! { <p>{NO_DAY_YET.get(lang)}</p> }.into_any(),
        };
        view! {
            <article class="prose open-data">
                <h1>{OPEN_DATA.get(lang)}</h1>
                <p class="lead">{LEAD.get(lang)}</p>
                {section(lang, "licence", LICENCE_TITLE, view! {
                    <p>{LICENCE_LEAD.get(lang)}" "
                        <a href="https://creativecommons.org/licenses/by/4.0/">{LICENCE_NAME.get(lang)}</a>"."
                    </p>
                }.into_any())}
                {section(lang, "api", API_NAME, api(lang, site.open_limits.per_minute()))}
                {section(lang, "files", FILES, view! {
                    <p>{FILES_LEAD.get(lang)}</p>
                    {of_day}
                    <p>{APOSTROPHE.get(lang)}</p>
                    {boundaries}
                }.into_any())}
                {section(lang, "datasets", DATASETS, files.into_any())}
                {section(lang, "catalogues", CATALOGUES, catalogues(lang))}
                {embedding::section(lang, &site, &programmes)}
                {section(lang, "changes", CHANGELOG, changes(lang))}
            </article>
        }
        .into_any()
    })
    .await
}

/// A part of the page.
fn section(lang: Lang, id: &'static str, title: Text, body: AnyView) -> AnyView {
    view! {
        <section aria-labelledby=id>
            <h2 id=id>{title.get(lang)}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn api(lang: Lang, per_minute: u32) -> AnyView {
    let problems: Vec<_> = PROBLEMS
        .into_iter()
        .map(|(kind, title)| {
            view! { <div id=format!("problem-{kind}")><dt><code>{kind}</code></dt><dd>{title.get(lang)}</dd></div> }
        })
        .collect();
    view! {
        <p>{API_LEAD.get(lang)}</p>
        <pre><code>{format!("GET {BASE}/onboardings?programme=unified-model&as-of=2026-11-20&limit={MAX_LIMIT}")}</code></pre>
        <p>{api_text(lang, per_minute, MAX_LIMIT)}</p>
        <ul>
            <li><a href=BASE>{BASE}</a></li>
            <li><a href=format!("{BASE}/openapi.json")>{DESCRIPTION.get(lang)}</a></li>
        </ul>
        <h3>{PROBLEMS_TITLE.get(lang)}</h3>
        <p>{PROBLEMS_LEAD.get(lang)}</p>
        <dl class="terms">{problems}</dl>
    }
    .into_any()
}

fn catalogues(lang: Lang) -> AnyView {
    let links: Vec<_> =
        ADDRESSES.into_iter().map(|(address, name)| view! { <li><a href=address>{name}</a></li> }).collect();
    view! { <p>{CATALOGUES_LEAD.get(lang)}</p><ul>{links}</ul> }.into_any()
}

fn changes(lang: Lang) -> AnyView {
    let changes: Vec<_> = CHANGES
        .into_iter()
        .map(|(day, what)| {
            view! { <li><time datetime=day.to_string()>{short_date(lang, day)}</time>": "{what.get(lang)}</li> }
        })
        .collect();
    view! { <ul>{changes}</ul> }.into_any()
}
