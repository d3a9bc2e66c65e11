//! A published bulletin: its text, and the map then and now, as it was known when
//! it was published.

use axum::extract::{Path, State};
use axum::response::Html;
use chrono::NaiveDate;
use leptos::prelude::*;

use super::{feed_path, rendered};
use crate::auth::actor::Visitor;
use crate::bulletin::model::{Month, issue_path};
use crate::bulletin::store::list_published;
use crate::bulletin::text::{ALL, EARLIER, LATER, PUBLISHED_ON, SMALL_MAPS, THEN_AND_NOW, title};
use crate::card::text::city_text;
use crate::clock::source::sofia_day;
use crate::error::AppError;
use crate::ledger::clocks::Clocks;
use crate::programme::store::list_programmes;
use crate::replay::model::tail;
use crate::rollout::map::{legend, outlines, patterns};
use crate::rollout::model::Coverage;
use crate::rollout::model::measure::Colour;
use crate::rollout::small::Small;
use crate::rollout::store::{Map, Rollout, load_maps, load_replayed_rollout};
use crate::shell::{Extra, Head, PagePath, Preview, render_page_with};
use crate::site::Site;
use crate::subscription::text::SUBSCRIBE;
use crate::text::{Lang, iso, long_date};

/// A programme's map at two points.
struct Pair {
    then: (Clocks, Rollout),
    now: (Clocks, Rollout),
}

/// `/{lang}/byuletin/{month}`
///
/// # Errors
/// [`AppError::NotFound`] when nothing is published of the month.
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    Path((_, month)): Path<(String, String)>,
    Visitor(visitor): Visitor,
    PagePath(path): PagePath,
) -> Result<Html<String>, AppError> {
    let month: Month = month.parse().map_err(|()| AppError::NotFound)?;
    let all = list_published(site.db.read()).await?;
    let at = all.iter().position(|one| one.month == month).ok_or(AppError::NotFound)?;
    let issue = all.get(at).ok_or(AppError::NotFound)?;
    let (later, earlier) = (at.checked_sub(1).and_then(|at| all.get(at)), all.get(at + 1));
    let pairs = load_pairs(&site, lang, month, issue.known_at).await?;
    let maps = site.maps.get_or_try_init(|| load_maps(&site.db)).await?;
    let published = issue.published_at.map(sofia_day);
    let preview = pairs.first().map(|pair| Preview {
        description: city_text(lang, &Coverage::of(&pair.now.1.rows), month.last()),
        image: format!(
            "/{}/karta.png?programme={}{}",
            lang.code(),
            pair.now.1.programme.key,
            tail(pair.now.0)
        ),
    });
    let title = title(lang, month);
    let head = Head { lang, title: title.clone(), path, actor: visitor, island: false };
    let extra = Extra { feed: Some(feed_path(lang)), preview, ..Extra::default() };
    render_page_with(&site, head, extra, || {
        let map = maps.get(lang);
        let near = |found: Option<&crate::bulletin::model::Issue>, rel: &'static str, words: &'static str| {
            found.map(|one| {
                let text = format!("{words}: {}", crate::bulletin::text::title(lang, one.month));
                view! { <a href=issue_path(lang, one.month) rel=rel>{text}</a> }
            })
        };
        view! {
            <p class="crumb"><a href=format!("/{}/byuletin", lang.code())>"← "{ALL.get(lang)}</a></p>
            <article class="bulletin">
                <h1>{title}</h1>
                {published.map(|day| view! { <p class="hint">{PUBLISHED_ON.get(lang)}" "<time datetime=iso(day)>{long_date(lang, day)}</time></p> })}
                {then_and_now(lang, map, &pairs)}
                {rendered(issue.text.get(lang), lang)}
            </article>
            <p class="ways">
                {near(earlier, "prev", EARLIER.get(lang))}
                {near(later, "next", LATER.get(lang))}
                <a href=format!("/{}/abonament", lang.code())>{SUBSCRIBE.get(lang)}</a>
            </p>
        }
        .into_any()
    })
    .await
}

async fn load_pairs(
    site: &Site,
    lang: Lang,
    month: Month,
    known: Option<crate::clock::Moment>,
) -> Result<Vec<Pair>, AppError> {
    let mut pairs = Vec::new();
    for programme in list_programmes(site.db.read()).await? {
        if month.last() < programme.starts_on {
            continue;
        }
        let clocks = |day: NaiveDate| Clocks { as_of: day.max(programme.starts_on), known };
        let (then, now) = (clocks(month.before().last()), clocks(month.last()));
        pairs.push(Pair {
            then: (then, load_replayed_rollout(site, &programme.key, lang, then).await?),
            now: (now, load_replayed_rollout(site, &programme.key, lang, now).await?),
        });
    }
    Ok(pairs)
}

fn then_and_now(lang: Lang, map: &Map, pairs: &[Pair]) -> AnyView {
    let each: Vec<_> = pairs
        .iter()
        .map(|pair| {
            let name = pair.now.1.programme.name.get(lang).to_owned();
            view! {
                <h3>{name}</h3>
                <ul class="then-now">{one(lang, map, &pair.then)}{one(lang, map, &pair.now)}</ul>
                {legend(lang, &pair.now.1, Colour::Milestone)}
            }
        })
        .collect();
    view! {
        <section aria-labelledby="then-now-title">
            <h2 id="then-now-title">{THEN_AND_NOW.get(lang)}</h2>
            <p class="hint">{SMALL_MAPS.get(lang)}</p>
            {outlines(map)}
            {patterns()}
            {each}
        </section>
    }
    .into_any()
}

fn one(lang: Lang, map: &Map, (clocks, rollout): &(Clocks, Rollout)) -> AnyView {
    let day = clocks.as_of;
    let href = format!("/{}/?programme={}{}", lang.code(), rollout.programme.key, tail(*clocks));
    let small = Small::of(rollout, Colour::Milestone, day);
    view! {
        <li>
            <a href=href>{long_date(lang, day)}</a>
            {small.map(map)}
            <span>{small.figure(lang)}</span>
        </li>
    }
    .into_any()
}
