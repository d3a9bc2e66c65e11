//! The board.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use leptos::prelude::*;

use super::expiring;
use super::text::{
    BOARD, LEAD, LEAD_STAFF, MOVED, NO_DISTRICTS, NOTHING, OTHERS, WAITS_FOR_US, Waiting, counted,
};
use crate::auth::actor::Actor;
use crate::auth::model::Right;
use crate::auth::policy::{Reach, ViewBoard, reach};
use crate::bulletin::text::BULLETIN;
use crate::capacity::text::CAPACITY;
use crate::checklist_version::text::VERSIONS;
use crate::conflict::list::open_conflicts;
use crate::conflict::store::list_open_conflicts;
use crate::demand::model::{WEEKS, last_ended, weeks_up_to};
use crate::demand::signal;
use crate::demand::store::load_published;
use crate::dispute::text::DISPUTES;
use crate::error::AppError;
use crate::explain::link::{self, page_of};
use crate::explain::model::Figure;
use crate::ledger::store::list_changes_of_dates;
use crate::mail::text::MAIL;
use crate::observer::text::OBSERVER;
use crate::onboarding::checklist::{checklist_path, holder_name};
use crate::onboarding::dates::short_timeliness;
use crate::onboarding::model::{SlipTotals, Stance};
use crate::onboarding::slip::{changes_of_dates, totals, totals_table, totals_text};
use crate::onboarding::status::status_text;
use crate::onboarding::text::{AGREED, STILL_TO_DO};
use crate::onboarding::timing::{FLAG_SHORT, WAITS_SHORT, carried_text, must_be_met_text, overdue_text};
use crate::outage::notice::{notice, outages_link};
use crate::programme::model::Programme;
use crate::programme::store::list_programmes;
use crate::replay::model::Shown;
use crate::rollout::model::Row;
use crate::rollout::store::{list_district_ids, load_rollout};
use crate::rollout::text::{DISTRICT, MET, NOT_KNOWN, STATUS, TURN};
use crate::service::store::{list_places, list_services, load_offers};
use crate::service::view::disagreements;
use crate::shell::{Head, PagePath, Params, render_page};
use crate::site::Site;
use crate::text::{Lang, Text, n_of_m, short_date};
use crate::ui::switch::programme_switch;

/// `/{lang}/tablo?programme=`
///
/// # Errors
/// [`AppError::NotSignedIn`], [`AppError::NotFound`].
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    actor: Actor,
    params: Params,
    PagePath(path): PagePath,
) -> Result<Response, AppError> {
    actor.require::<ViewBoard>()?;
    let own = reach(actor.role, Right::ViewBoard) == Reach::OwnDistricts;
    let today = site.today();
    let rollout = load_rollout(&site.db, params.programme(), lang, today).await?;
    let ids = list_district_ids(&site.db).await?;
    let mut rows: Vec<Row> = rollout
        .rows
        .into_iter()
        .filter(|row| ids.get(&row.slug).is_some_and(|district| actor.may(Right::ViewBoard, *district)))
        .collect();
    // What waits for a coordinator comes first; the rest stays by name.
    rows.sort_by_key(|row| std::cmp::Reverse(row.submitted + row.to_mark));
    let programmes = list_programmes(site.db.read()).await?;
    let conflicts = list_open_conflicts(&site.db, actor.account).await?;
    let (programme, outages) = (rollout.programme, rollout.outages);
    // Who works for one district begins with its checklist.
    if let ([row], true) = (rows.as_slice(), own) {
        let checklist = checklist_path(lang, &row.slug, &programme.key);
        return Ok(Redirect::to(&checklist).into_response());
    }
    let moved = list_changes_of_dates(site.db.read(), &programme.key, None, None).await?;
    let (slips, slips_of) = totals(&changes_of_dates(moved));
    let places = format!("/{}/tablo/mesta?programme={}", lang.code(), programme.key);
    let versions = format!("/{}/tablo/versii?programme={}", lang.code(), programme.key);
    let services = list_services(site.db.read()).await?;
    let offers = load_offers(&site, Shown::Today(today)).await?;
    let mut in_reach = list_places(site.db.read(), lang).await?;
    in_reach.retain(|place| actor.may(Right::ViewBoard, place.id));
    let weeks = weeks_up_to(last_ended(today), WEEKS);
    let demand = load_published(site.db.read(), &weeks, today).await?;
    let may = |right| reach(actor.role, right) != Reach::Nowhere;
    let (may_publish, may_manage_mail) = (may(Right::PublishBulletins), may(Right::ManageMail));
    let head = Head { lang, title: BOARD.get(lang).to_owned(), path, actor: Some(actor), island: false };
    let base = format!("/{}/tablo", lang.code());
    render_page(&site, head, || {
        let lead = if own { LEAD_STAFF } else { LEAD };
        let lines: Vec<AnyView> =
            rows.iter().map(|row| line(lang, &programme, row, slips_of.get(&row.slug), today)).collect();
        let table = if lines.is_empty() {
            view! { <p class="notice">{NO_DISTRICTS.get(lang)}</p> }.into_any()
        } else {
            view! {
                <table class="districts board">
                    <thead><tr>
                        <th scope="col">{DISTRICT.get(lang)}</th>
                        <th scope="col">{WAITS_FOR_US.get(lang)}</th>
                        <th scope="col">{OTHERS.get(lang)}</th>
                        <th scope="col">{STATUS.get(lang)}</th>
                        <th scope="col">{MET.get(lang)}</th>
                        <th scope="col">{TURN.get(lang)}</th>
                        <th scope="col">{AGREED.get(lang)}</th>
                    </tr></thead>
                    <tbody>{lines}</tbody>
                </table>
            }
            .into_any()
        };
        view! {
            <h1>{BOARD.get(lang)}</h1>
            <p class="lead">{lead.get(lang)}</p>
            {programme_switch(lang, &base, &programmes, &programme.key)}
            {open_conflicts(lang, &conflicts)}
            {notice(lang, &outages)}
            {table}
            {disagreements(lang, &services, &in_reach, &offers)}
            {signal::section(lang, &demand, &services, &in_reach, &offers)}
            {expiring::section(lang, &programme, &rows)}
            {(!own).then(|| totals_table(lang, &slips, link::how(lang, Figure::Moved, link::path(lang, Figure::Moved, &programme.key, ""))))}
            <p class="ways">
                <a href=places>{CAPACITY.get(lang)}</a>
                <a href=versions>{VERSIONS.get(lang)}</a>
                {outages_link(lang)}
                <a href=format!("/{}/tablo/osporvaniya", lang.code())>{DISPUTES.get(lang)}</a>
                {may_publish.then(|| view! { <a href=format!("/{}/tablo/byuletin", lang.code())>{BULLETIN.get(lang)}</a> })}
                {may_manage_mail.then(|| view! { <a href=format!("/{}/tablo/poshta", lang.code())>{MAIL.get(lang)}</a> })}
                <a href=format!("/{}/tablo/nablyudatel", lang.code())>{OBSERVER.get(lang)}</a>
            </p>
        }
        .into_any()
    })
    .await
    .map(IntoResponse::into_response)
}

fn line(
    lang: Lang,
    programme: &Programme,
    row: &Row,
    slips: Option<&SlipTotals>,
    today: NaiveDate,
) -> AnyView {
    let why = |figure: Figure| link::district_path(lang, figure, &programme.key, &row.slug, "");
    let listed = |counts: &[(u32, Waiting, Figure)], nothing: Text| {
        let parts: Vec<AnyView> = counts
            .iter()
            .filter(|(count, ..)| *count > 0)
            .enumerate()
            .map(|(place, (count, what, figure))| {
                let text = counted(lang, *count, *what);
                view! { {(place > 0).then_some(", ")}<a href=why(*figure)>{text}</a> }.into_any()
            })
            .collect();
        if parts.is_empty() { nothing.get(lang).into_any() } else { parts.into_any() }
    };
    let ours = [
        (row.submitted, Waiting::ToDecide, Figure::Submitted),
        (row.to_mark, Waiting::ToMark, Figure::ToMark),
    ];
    // Of an unknown district nothing waits for us; what it has to do is not known.
    let ours = listed(&ours, NOTHING);
    let theirs = [
        (row.to_do, Waiting::ToDo, Figure::ToDo),
        (row.returned, Waiting::Returned, Figure::Returned),
        (row.expired, Waiting::Expired, Figure::Expired),
    ];
    let theirs = listed(&theirs, if row.tally.is_some() { NOTHING } else { NOT_KNOWN });
    let met = row.tally.map_or_else(
        || NOT_KNOWN.get(lang).into_any(),
        |tally| view! { <a href=why(Figure::Tally)>{n_of_m(lang, tally.met, tally.of)}</a> }.into_any(),
    );
    let turn = row.turn.as_ref().map_or_else(
        || if row.tally.is_some() { "–".to_owned() } else { NOT_KNOWN.get(lang).to_owned() },
        |turn| format!("{}, {}", holder_name(lang, programme, turn.holder), short_date(lang, turn.since)),
    );
    let versions =
        row.carried.as_ref().map(|one| view! { <span class="hint">{carried_text(lang, one)}</span> });
    let still = (row.still_to_do.0 > 0).then(|| {
        let all = row.still_to_do.0;
        let by = row.still_to_do.1.map(|(day, many)| {
            let by = must_be_met_text(lang, day);
            match many {
                many if many == all => format!(", {by}"),
                many => lang.pick(format!(", от тях {many} {by}"), format!(", {many} of them {by}")),
            }
        });
        let title = STILL_TO_DO.get(lang);
        let listed = format!("{}#still-to-do", page_of(lang, &row.slug, &programme.key, ""));
        view! { <span class="hint">{title}": "<a href=listed>{all}</a>{by}</span> }
    });
    let agreed = row.agreed.map_or_else(|| "–".to_owned(), |day| short_date(lang, day));
    let late = short_timeliness(lang, programme, row.timeliness);
    let moved = slips.map(|slips| {
        view! { <span class="moved">{MOVED.get(lang)}" "<a href=why(Figure::Moved)>{totals_text(lang, slips)}</a></span> }
    });
    let waiting = matches!(row.stance, Stance::Waiting(_));
    let flag = (!row.flags.is_empty()).then_some("expired");
    let overdue = row.suspension.as_ref().and_then(|one| overdue_text(lang, one, today));
    let href = checklist_path(lang, &row.slug, &programme.key);
    let waits = row.submitted + row.to_mark > 0;
    view! {
        <tr data-district=row.slug.clone() data-status=row.status.key() data-flag=flag class:waits=waits>
            <th scope="row"><a href=href>{row.name.get(lang).to_owned()}</a></th>
            <td data-label=WAITS_FOR_US.get(lang) class:nothing=!waits>{ours}</td>
            <td data-label=OTHERS.get(lang) class:nothing=row.to_do + row.returned + row.expired == 0>{theirs}</td>
            <td data-label=STATUS.get(lang)>
                {status_text(lang, row.status, programme.checklist.length())}
                {flag.map(|_| view! { " "<span class="flag"><span aria-hidden="true">"! "</span>{FLAG_SHORT.get(lang)}</span> })}
                {overdue.map(|text| view! { " "<span class="flag"><a href=why(Figure::Overdue)>{text}</a></span> })}
                {still}
            </td>
            <td class="num" data-label=MET.get(lang)>{met}{versions}</td>
            <td data-label=TURN.get(lang)>{turn}{waiting.then(|| view! { <span class="stance">{WAITS_SHORT.get(lang)}</span> })}</td>
            <td data-label=AGREED.get(lang)>{agreed}{(!late.is_empty()).then(|| view! { <span class="late"><a href=why(Figure::WorkingDays)>{late}</a></span> })}{moved}</td>
        </tr>
    }
    .into_any()
}
