//! The series with its chart and its table.

use std::collections::HashMap;

use axum::extract::State;
use axum::response::Html;
use leptos::prelude::*;

use super::chart::chart;
use super::model::Point;
use super::store::{Series, load_series};
use super::text::{BY_MONTH, DAY, NO_DATA, NO_POINTS, ONLY_REPORTED, RULE, TITLE, WHO_IS_LOWEST};
use crate::auth::actor::Visitor;
use crate::error::AppError;
use crate::explain::link;
use crate::explain::model::Figure;
use crate::ledger::clocks::Clocks;
use crate::onboarding::checklist::holder_name;
use crate::programme::store::list_programmes;
use crate::replay::model::tail;
use crate::rollout::text::{HIGHEST, LOWEST, MEDIAN, NOT_KNOWN, SPREAD, median_text};
use crate::shell::{Head, PagePath, Params, render_page};
use crate::site::Site;
use crate::text::{Bilingual, Lang, long_date};
use crate::ui::switch::programme_switch;

/// `/{lang}/ravna-podgotvenost?programme=`
///
/// # Errors
/// [`AppError::NotFound`] when there is no such programme.
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    params: Params,
    Visitor(visitor): Visitor,
    PagePath(path): PagePath,
) -> Result<Html<String>, AppError> {
    let series = load_series(&site.db, params.programme(), site.today()).await?;
    let programmes = list_programmes(site.db.read()).await?;
    let head = Head { lang, title: TITLE.get(lang).to_owned(), path, actor: visitor, island: false };
    let base = format!("/{}/ravna-podgotvenost", lang.code());
    render_page(&site, head, || {
        let programme = &series.programme;
        let body = if series.points.is_empty() {
            view! { <p class="notice">{NO_POINTS.get(lang)}</p> }.into_any()
        } else {
            view! {
                {chart(lang, &series.points, programme.checklist.length())}
                {table(lang, &series)}
            }
            .into_any()
        };
        view! {
            <h1>{TITLE.get(lang)}</h1>
            <p class="lead">{programme.name.get(lang).to_owned()}</p>
            {programme_switch(lang, &base, &programmes, &programme.key)}
            <p class="hint">{RULE.get(lang)}</p>
            {body}
        }
        .into_any()
    })
    .await
}

fn table(lang: Lang, series: &Series) -> AnyView {
    let names: HashMap<&str, &Bilingual> =
        series.names.iter().map(|(slug, name)| (slug.as_str(), name)).collect();
    // The newest first: that is what most come for.
    let rows: Vec<_> = series.points.iter().rev().map(|point| line(lang, series, &names, point)).collect();
    view! {
        <section class="table-section" aria-labelledby="by-month-title">
            <h2 id="by-month-title">{BY_MONTH.get(lang)}</h2>
            <table class="districts series">
                <thead><tr>
                    <th scope="col">{DAY.get(lang)}</th>
                    <th scope="col">{LOWEST.get(lang)}</th>
                    <th scope="col">{MEDIAN.get(lang)}</th>
                    <th scope="col">{HIGHEST.get(lang)}</th>
                    <th scope="col">{SPREAD.get(lang)}</th>
                    <th scope="col">{NO_DATA.get(lang)}</th>
                    <th scope="col">{ONLY_REPORTED.get(lang)}</th>
                    <th scope="col">{WHO_IS_LOWEST.get(lang)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn line(lang: Lang, series: &Series, names: &HashMap<&str, &Bilingual>, point: &Point) -> AnyView {
    let programme = &series.programme;
    let spread = point.equal.spread.as_ref();
    let lowest: Vec<String> = spread
        .iter()
        .flat_map(|spread| &spread.lowest_districts)
        .zip(&point.waits_for)
        .map(|(slug, holder)| {
            let name = names.get(slug.as_str()).map(|name| name.get(lang)).unwrap_or_default();
            let holder = holder.map_or("–".to_owned(), |holder| holder_name(lang, programme, holder));
            format!("{name} ({holder})")
        })
        .collect();
    let lowest = if lowest.is_empty() { "–".to_owned() } else { lowest.join(", ") };
    let day = tail(Clocks { as_of: point.day, known: None });
    let href = format!("/{}/?programme={}{day}", lang.code(), programme.key);
    let figure = |figure: Figure, value: Option<String>| {
        let value = value.unwrap_or_else(|| NOT_KNOWN.get(lang).to_owned());
        view! { <a href=link::path(lang, figure, &programme.key, &day)>{value}</a> }
    };
    view! {
        <tr data-day=point.day.to_string()>
            <th scope="row"><a href=href>{long_date(lang, point.day)}</a></th>
            <td class="num" data-label=LOWEST.get(lang)>{figure(Figure::Lowest, spread.map(|one| one.lowest.to_string()))}</td>
            <td class="num" data-label=MEDIAN.get(lang)>{figure(Figure::Median, spread.map(|one| median_text(lang, one.median_twice)))}</td>
            <td class="num" data-label=HIGHEST.get(lang)>{figure(Figure::Highest, spread.map(|one| one.highest.to_string()))}</td>
            <td class="num" data-label=SPREAD.get(lang)>{figure(Figure::Spread, spread.map(|one| (one.highest - one.lowest).to_string()))}</td>
            <td class="num" data-label=NO_DATA.get(lang)>{figure(Figure::Unknown, Some(point.equal.unknown.to_string()))}</td>
            <td class="num" data-label=ONLY_REPORTED.get(lang)>{figure(Figure::OnlyReported, Some(point.equal.reported.to_string()))}</td>
            <td data-label=WHO_IS_LOWEST.get(lang)>{lowest}</td>
        </tr>
    }
    .into_any()
}
