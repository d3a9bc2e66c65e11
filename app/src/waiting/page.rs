//! „Кого чакаме“: totals for everybody, every open requirement for staff.

use axum::extract::State;
use axum::response::Html;
use chrono::NaiveDate;
use leptos::prelude::*;

use super::model::{HolderTotal, Item, Totals, items};
use super::text::{
    AGE, DETAILS, DISTRICT, DISTRICTS, EVERYBODY, FILTER, HOLDER, LEAD, MEDIAN_AGE, NEW_EVIDENCE, NOTHING,
    NOTHING_WAITS, OLDEST, ONLY_OTHERS, OWN_DISTRICTS, RULE, SINCE, TITLE, WAITS, WHAT,
};
use crate::auth::actor::Visitor;
use crate::auth::model::Right;
use crate::auth::policy::{Reach, reach};
use crate::error::AppError;
use crate::explain::link::{self, page_of};
use crate::onboarding::checklist::{checklist_path, holder_name};
use crate::onboarding::model::{Stance, What};
use crate::onboarding::timing::days_text;
use crate::outage::notice::outages_link;
use crate::programme::model::{Holder, Programme};
use crate::programme::store::list_programmes;
use crate::replay::model::Shown;
use crate::replay::store::load_shown;
use crate::replay::view::Frame;
use crate::rollout::model::Row;
use crate::rollout::store::{list_district_ids, load_replayed_rollout, load_rollout};
use crate::shell::{Head, PagePath, Params, render_page};
use crate::site::Site;
use crate::text::{Lang, count_form, short_date};
use crate::ui::switch::programme_switch_with;

/// `/{lang}/kogo-chakame?programme=&holder=&as-of=&known=`
///
/// # Errors
/// [`AppError::NotFound`] when there is no such programme or holder,
/// [`AppError::Parameter`] when the day cannot be shown.
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    params: Params,
    Visitor(visitor): Visitor,
    PagePath(path): PagePath,
) -> Result<Html<String>, AppError> {
    let holder = match params.get("holder") {
        Some(key) => Some(Holder::from_key(key).ok_or(AppError::NotFound)?),
        None => None,
    };
    let (limits, shown) = load_shown(&site, &params).await?;
    let (today, tail) = (shown.day(), shown.tail());
    let rollout = match shown {
        Shown::Today(day) => load_rollout(&site.db, params.programme(), lang, day).await?,
        Shown::Past(clocks) => load_replayed_rollout(&site, params.programme(), lang, clocks).await?,
    };
    let programmes = list_programmes(site.db.read()).await?;
    let ids = list_district_ids(&site.db).await?;
    let totals = Totals::of(&rollout.rows, today);
    let (programme, rows) = (rollout.programme, rollout.rows);
    let only_others: Vec<(String, String)> = rows
        .iter()
        .filter(|row| matches!(row.stance, Stance::Waiting(_)))
        .map(|row| (page_of(lang, &row.slug, &programme.key, &tail), row.name.get(lang).to_owned()))
        .collect();
    let reached = visitor.as_ref().map(|actor| reach(actor.role, Right::ViewChecklist));
    // Each leads to where it is done, and nothing can be done in the past.
    let shows_details = shown.clocks().is_none() && reached != Some(Reach::Nowhere);
    let own: Option<Vec<Row>> = visitor.as_ref().filter(|_| shows_details).map(|actor| {
        let may = |row: &Row| ids.get(&row.slug).is_some_and(|id| actor.may(Right::ViewChecklist, *id));
        rows.into_iter().filter(may).collect()
    });
    let head = Head { lang, title: TITLE.get(lang).to_owned(), path, actor: visitor, island: false };
    let base = format!("/{}/kogo-chakame", lang.code());
    let frame = Frame {
        lang,
        path: base.clone(),
        query: vec![("programme", programme.key.clone())],
        shown,
        last: limits.span.map(|span| span.last),
        limits,
        data: String::new(),
    };
    render_page(&site, head, || {
        let details = own.map(|rows| {
            let narrowed = reached == Some(Reach::OwnDistricts);
            view! {
                <section class="table-section" aria-labelledby="details-title">
                    <h2 id="details-title">{DETAILS.get(lang)}</h2>
                    {narrowed.then(|| view! { <p class="hint">{OWN_DISTRICTS.get(lang)}</p> })}
                    {filter(lang, &programme, holder)}
                    {list(lang, &programme, &items(&rows, holder), today)}
                </section>
            }
        });
        view! {
            <h1>{TITLE.get(lang)}</h1>
            <p class="lead">{LEAD.get(lang)}</p>
            {programme_switch_with(lang, &base, &programmes, &programme.key, |one| shown.tail_since(one.starts_on))}
            {frame.banner()}
            {table(lang, &programme, &totals, &tail)}
            <p class="hint">{RULE.get(lang)}</p>
            <p class="hint">{left_out(lang, &totals)}</p>
            {named(lang, &only_others)}
            <p>{outages_link(lang)}</p>
            {details}
            {frame.tools()}
        }
        .into_any()
    })
    .await
}

fn table(lang: Lang, programme: &Programme, totals: &Totals, tail: &str) -> AnyView {
    let lines: Vec<AnyView> = totals.holders.iter().map(|one| total(lang, programme, one, tail)).collect();
    view! {
        <table class="districts board waiting">
            <thead><tr>
                <th scope="col">{HOLDER.get(lang)}</th>
                <th scope="col">{WAITS.get(lang)}</th>
                <th scope="col">{DISTRICTS.get(lang)}</th>
                <th scope="col">{OLDEST.get(lang)}</th>
                <th scope="col">{MEDIAN_AGE.get(lang)}</th>
            </tr></thead>
            <tbody>{lines}</tbody>
        </table>
    }
    .into_any()
}

fn total(lang: Lang, programme: &Programme, one: &HolderTotal, tail: &str) -> AnyView {
    let mut more = Vec::new();
    let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    if one.renewals > 0 {
        more.push(lang.pick(
            count_form(count(one.renewals), "ново доказателство", "нови доказателства"),
            count_form(count(one.renewals), "renewal", "renewals"),
        ));
    }
    if one.marks > 0 {
        more.push(lang.pick(
            count_form(count(one.marks), "етап за отмятане", "етапа за отмятане"),
            count_form(count(one.marks), "milestone to mark", "milestones to mark"),
        ));
    }
    if one.requirements > 0 && !more.is_empty() {
        let first = lang.pick(
            count_form(count(one.requirements), "изискване", "изисквания"),
            count_form(count(one.requirements), "requirement", "requirements"),
        );
        more.insert(0, first);
    }
    let more = (!more.is_empty()).then(|| format!("({})", more.join(", ")));
    let all = if one.all() == 0 { NOTHING.get(lang).to_owned() } else { one.all().to_string() };
    let why = link::holder_path(lang, &programme.key, one.holder, tail);
    let oldest = one.oldest.map_or_else(|| "–".to_owned(), |day| short_date(lang, day));
    let median = one.median_age_twice.map_or_else(|| "–".to_owned(), |twice| half_days(lang, twice));
    view! {
        <tr data-holder=one.holder.key()>
            <th scope="row">{holder_name(lang, programme, one.holder)}</th>
            <td data-label=WAITS.get(lang) data-count="waits"><a href=why.clone()>{all}</a>{more.map(|text| view! { " "<span class="stance">{text}</span> })}</td>
            <td class="num" data-label=DISTRICTS.get(lang) data-count="districts"><a href=why.clone()>{one.districts}</a></td>
            <td class="num" data-label=OLDEST.get(lang) data-count="oldest"><a href=why.clone()>{oldest}</a></td>
            <td class="num" data-label=MEDIAN_AGE.get(lang) data-count="median"><a href=why>{median}</a></td>
        </tr>
    }
    .into_any()
}

/// Days from twice as many, with the half where there is one.
fn half_days(lang: Lang, twice: i64) -> String {
    if twice % 2 == 0 {
        days_text(lang, twice / 2)
    } else {
        lang.pick(format!("{},5 дни", twice / 2), format!("{}.5 days", twice / 2))
    }
}

/// Who they are that only wait for others.
fn named(lang: Lang, districts: &[(String, String)]) -> Option<AnyView> {
    let links = districts.iter().enumerate().map(|(place, (href, name))| {
        view! { {(place > 0).then_some(", ")}<a href=href.clone()>{name.clone()}</a> }
    });
    let links: Vec<_> = links.collect();
    (!links.is_empty()).then(|| view! { <p class="hint">{ONLY_OTHERS.get(lang)}": "{links}</p> }.into_any())
}

fn left_out(lang: Lang, totals: &Totals) -> String {
    let count = |number: u64| {
        let number = i64::try_from(number).unwrap_or(i64::MAX);
        lang.pick(count_form(number, "район", "района"), count_form(number, "district", "districts"))
    };
    let (known, unknown, waiting) = (count(totals.known), count(totals.unknown), totals.waiting);
    let waits = if waiting == 1 { "waits" } else { "wait" };
    let wait = if waiting == 1 { "чака" } else { "чакат" };
    lang.pick(
        format!(
            "Броят се {known} с известен контролен списък; {waiting} от тях само {wait} други. Извън сметката, без данни: {unknown}."
        ),
        format!(
            "Counted: {known} whose checklist is known; {waiting} of them only {waits} for others. Left out, without data: {unknown}."
        ),
    )
}

fn filter(lang: Lang, programme: &Programme, chosen: Option<Holder>) -> AnyView {
    let link = |holder: Option<Holder>| {
        let name = holder
            .map_or_else(|| EVERYBODY.get(lang).to_owned(), |holder| holder_name(lang, programme, holder));
        let query = holder.map(|holder| format!("&holder={}", holder.key())).unwrap_or_default();
        let href = format!("/{}/kogo-chakame?programme={}{query}#details-title", lang.code(), programme.key);
        view! { <li><a href=href aria-current=(holder == chosen).then_some("true")>{name}</a></li> }
    };
    let links: Vec<_> = std::iter::once(None).chain(Holder::ALL.map(Some)).map(link).collect();
    view! {
        <nav class="filter" aria-labelledby="filter-title">
            <p id="filter-title">{FILTER.get(lang)}</p>
            <ul>{links}</ul>
        </nav>
    }
    .into_any()
}

fn list(lang: Lang, programme: &Programme, items: &[Item<'_>], today: NaiveDate) -> AnyView {
    if items.is_empty() {
        return view! { <p>{NOTHING_WAITS.get(lang)}</p> }.into_any();
    }
    let lines: Vec<AnyView> = items.iter().map(|item| line(lang, programme, *item, today)).collect();
    view! {
        <table class="districts board waits-list">
            <thead><tr>
                <th scope="col">{WHAT.get(lang)}</th>
                <th scope="col">{DISTRICT.get(lang)}</th>
                <th scope="col">{HOLDER.get(lang)}</th>
                <th scope="col">{SINCE.get(lang)}</th>
                <th scope="col">{AGE.get(lang)}</th>
            </tr></thead>
            <tbody>{lines}</tbody>
        </table>
    }
    .into_any()
}

fn line(lang: Lang, programme: &Programme, Item { row, wait }: Item<'_>, today: NaiveDate) -> AnyView {
    let name = |key: &str| {
        programme.requirement(key).map(|(_, one)| one.name.get(lang).to_owned()).unwrap_or_default()
    };
    let milestone = programme.milestone_at(wait.milestone);
    let (what, anchor) = match &wait.what {
        What::Requirement(key) => (name(key), format!("#req-{key}")),
        What::Renewal(key) => (format!("{} ({})", name(key), NEW_EVIDENCE.get(lang)), format!("#req-{key}")),
        What::Mark => {
            let name = milestone.map(|one| one.name.get(lang)).unwrap_or_default();
            let what =
                lang.pick(format!("отмятане на етап „{name}“"), format!("marking the milestone “{name}”"));
            let key = milestone.map(|one| one.key.as_str()).unwrap_or_default();
            (what, format!("#milestone-{key}"))
        }
    };
    let href = format!("{}{anchor}", checklist_path(lang, &row.slug, &programme.key));
    view! {
        <tr data-wait=row.slug.clone() data-holder=wait.holder.key()>
            <th scope="row"><a href=href>{what}</a></th>
            <td data-label=DISTRICT.get(lang)>{row.name.get(lang).to_owned()}</td>
            <td data-label=HOLDER.get(lang)>{holder_name(lang, programme, wait.holder)}</td>
            <td class="num" data-label=SINCE.get(lang)>{short_date(lang, wait.since)}</td>
            <td class="num" data-label=AGE.get(lang)>{days_text(lang, wait.age(today))}</td>
        </tr>
    }
    .into_any()
}
