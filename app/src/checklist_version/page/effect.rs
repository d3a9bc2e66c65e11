//! What a draft would do to each district.

use axum::extract::{Path, State};
use axum::response::Html;
use leptos::prelude::*;

use super::version_path;
use crate::auth::actor::Actor;
use crate::auth::policy::ViewBoard;
use crate::checklist_version::model::{Effect, Place, PlaceEffect, effect};
use crate::checklist_version::store::list_version_rows;
use crate::checklist_version::text::{
    BEFORE, CLOSES, DRAFT, EFFECT, EFFECT_LEAD, NOTHING, OPENS, THEN, VERSION,
};
use crate::error::AppError;
use crate::ledger::clocks::Clocks;
use crate::onboarding::checklist::checklist_path;
use crate::onboarding::model::Tally;
use crate::onboarding::status::status_text;
use crate::programme::model::Programme;
use crate::programme::store::{load_programme, load_programme_version};
use crate::rollout::store::list_progress;
use crate::rollout::text::{DISTRICT, STATUS};
use crate::shell::{Head, PagePath, Params, render_page};
use crate::site::Site;
use crate::text::{Lang, UNKNOWN, count_form, n_of_m};

/// `/{lang}/tablo/versii/{number}/vliyanie?programme=`
///
/// # Errors
/// [`AppError::NotSignedIn`], [`AppError::Forbidden`], [`AppError::NotFound`]
/// when this is no draft.
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    actor: Actor,
    Path((_, number)): Path<(String, String)>,
    params: Params,
    PagePath(path): PagePath,
) -> Result<Html<String>, AppError> {
    actor.require::<ViewBoard>()?;
    let number: i32 = number.parse().map_err(|_| AppError::NotFound)?;
    let (reader, today) = (site.db.read(), site.today());
    let present = load_programme(reader, params.programme(), Clocks::on(today)).await?;
    let rows = list_version_rows(reader, present.id).await?;
    rows.iter().find(|one| one.number == number && one.is_draft()).ok_or(AppError::NotFound)?;
    let drafted = load_programme_version(reader, present.id, number).await?;
    let places: Vec<Place> = list_progress(reader, (present.id, &present.key), lang)
        .await?
        .into_iter()
        .map(|(slug, name, progress)| Place { slug, name, progress })
        .collect();
    let found = effect(&present.checklist, &drafted.checklist, &places, today);
    let draft = version_path(lang, &present.key, number, "");
    let title = format!("{} {number}: {}", VERSION.get(lang), EFFECT.get(lang));
    let head = Head { lang, title: title.clone(), path, actor: Some(actor), island: false };
    render_page(&site, head, || {
        let lines: Vec<_> = found.places.iter().map(|one| line(lang, &present, &drafted, one)).collect();
        view! {
            <p class="crumb"><a href=draft>"← "{VERSION.get(lang)}" "{number}" ("{DRAFT.get(lang)}")"</a></p>
            <h1>{title}</h1>
            <p class="lead">{EFFECT_LEAD.get(lang)}</p>
            <ul class="totals">{totals(lang, &present, &found)}</ul>
            <table class="districts board">
                <thead><tr>
                    <th scope="col">{DISTRICT.get(lang)}</th>
                    <th scope="col">{STATUS.get(lang)}</th>
                    <th scope="col">{BEFORE.get(lang)}</th>
                    <th scope="col">{THEN.get(lang)}</th>
                    <th scope="col">{OPENS.get(lang)}</th>
                    <th scope="col">{CLOSES.get(lang)}</th>
                </tr></thead>
                <tbody>{lines}</tbody>
            </table>
        }
        .into_any()
    })
    .await
}

/// „3 района вече не биха минали „Пускане““, for each milestone, and the rest.
fn totals(lang: Lang, programme: &Programme, found: &Effect) -> AnyView {
    let count = |number: usize| count_form(i64::try_from(number).unwrap_or(i64::MAX), "район", "района");
    let districts =
        |number: usize| if number == 1 { "1 district".to_owned() } else { format!("{number} districts") };
    let mut lines: Vec<String> = found
        .closes
        .iter()
        .map(|(position, number)| {
            let name = programme.milestone_at(*position).map(|one| one.name.clone()).unwrap_or_default();
            let (verb, count) = (if *number == 1 { "би минал" } else { "биха минали" }, count(*number));
            lang.pick(
                format!("{count} вече не {verb} „{}“", name.bg),
                format!("{} would no longer pass “{}”", districts(*number), name.en),
            )
        })
        .collect();
    if lines.is_empty() {
        lines.push(
            lang.pick("Никой отворен етап не би се затворил.", "No milestone that is open would close.")
                .to_owned(),
        );
    }
    let (live, unknown) = (found.live_to_do, found.unknown);
    lines.push(lang.pick(
        format!("работещи райони, на които би предстояло нещо ново: {live}"),
        format!("live districts that would have something new to do: {live}"),
    ));
    lines.push(
        lang.pick(
            format!("неизвестни и извън сметката: {unknown}"),
            format!("unknown and left out: {unknown}"),
        ),
    );
    lines.into_iter().map(|text| view! { <li>{text}</li> }).collect::<Vec<_>>().into_any()
}

fn line(lang: Lang, present: &Programme, drafted: &Programme, one: &PlaceEffect) -> AnyView {
    let tally = |tally: Option<Tally>| {
        tally.map_or_else(|| UNKNOWN.get(lang).to_owned(), |tally| n_of_m(lang, tally.met, tally.of))
    };
    let names = |names: Vec<String>| {
        if names.is_empty() { NOTHING.get(lang).to_owned() } else { names.join(", ") }
    };
    let opens = one.opens.iter().filter_map(|key| drafted.requirement_name(key));
    let opens = names(opens.map(|name| name.get(lang).to_owned()).collect());
    let closes = one.closes.iter().filter_map(|position| present.milestone_at(*position));
    let closes = names(closes.map(|milestone| milestone.name.get(lang).to_owned()).collect());
    let href = checklist_path(lang, &one.slug, &present.key);
    view! {
        <tr data-district=one.slug.clone() data-opens=one.opens.len().to_string() data-closes=one.closes.len().to_string()>
            <th scope="row"><a href=href>{one.name.get(lang).to_owned()}</a></th>
            <td data-label=STATUS.get(lang)>{status_text(lang, one.status, present.checklist.length())}</td>
            <td class="num" data-label=BEFORE.get(lang)>{tally(one.before)}</td>
            <td class="num" data-label=THEN.get(lang)>{tally(one.after)}</td>
            <td data-label=OPENS.get(lang)>{opens}</td>
            <td data-label=CLOSES.get(lang)>{closes}</td>
        </tr>
    }
    .into_any()
}
