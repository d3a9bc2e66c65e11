//! What a draft would do to each district.

mod requirements;

use axum::extract::{Path, State};
use axum::response::Html;
use leptos::prelude::*;

use super::version_path;
use crate::auth::actor::Actor;
use crate::auth::policy::ViewBoard;
use crate::checklist_version::model::{Counted, Effect, Place, PlaceEffect, effect};
use crate::checklist_version::store::{VersionRow, list_version_rows};
use crate::checklist_version::text::{
    BEFORE, BY_DISTRICT, CLOSE_AT, CLOSES, DISTRICTS, DRAFT, EFFECT, EFFECT_LEAD, MILESTONE, NO_DISTRICT,
    NOTHING, NOTHING_CLOSES, OPENS, THEN, UNCHANGED, VERSION, counted_rule, counted_text,
};
use crate::error::AppError;
use crate::ledger::clocks::Clocks;
use crate::onboarding::checklist::checklist_path;
use crate::onboarding::model::Tally;
use crate::onboarding::status::status_text;
use crate::onboarding::timing::{carried_text, must_be_met_text};
use crate::programme::model::Programme;
use crate::programme::store::{load_programme, load_programme_version};
use crate::rollout::store::list_progress;
use crate::rollout::text::{DISTRICT, STATUS};
use crate::shell::{Head, PagePath, Params, render_page};
use crate::site::Site;
use crate::text::{Lang, UNKNOWN, n_of_m};
use requirements::requirements;

/// `/{lang}/tablo/versii/{number}/vliyanie?programme=&counted=&rayon=`
///
/// # Errors
/// [`AppError::NotSignedIn`], [`AppError::Forbidden`], [`AppError::NotFound`]
/// when this is no draft, and when there is no such count or district.
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
    let counted = params.get("counted").map(|key| Counted::from_key(key).ok_or(AppError::NotFound));
    let counted = counted.transpose()?;
    let reader = site.db.read();
    let present = load_programme(reader, params.programme(), Clocks::on(site.today())).await?;
    let rows = list_version_rows(reader, present.id).await?;
    let draft = rows.iter().copied().find(|one| one.number == number && one.is_draft());
    let Foreseen { before, drafted, found, places } =
        load_effect(&site, lang, &present, &rows, draft.ok_or(AppError::NotFound)?).await?;
    let behind = match params.get("rayon") {
        Some(slug) => Some(places.into_iter().find(|one| one.slug == slug).ok_or(AppError::NotFound)?),
        None => None,
    };
    let draft = version_path(lang, &present.key, number, "");
    let whole = version_path(lang, &present.key, number, "/vliyanie");
    let title = format!("{} {number}: {}", VERSION.get(lang), EFFECT.get(lang));
    let head = Head { lang, title: title.clone(), path, actor: Some(actor), island: false };
    render_page(&site, head, || {
        if let Some(counted) = counted {
            let places: Vec<_> = found.places.iter().filter(|one| counted.counts(one)).collect();
            let mut name = counted_text(counted).get(lang).to_owned();
            if let Counted::Closes(position) = counted {
                let milestone = drafted.milestone_at(position).map(|one| one.name.get(lang));
                name = format!("{}: {name}", milestone.unwrap_or_default());
            }
            let n = n_of_m(lang, places.len(), found.places.len());
            let formula = lang.pick(format!("{name}: {n} района."), format!("{name}: {n} districts."));
            return view! {
                <p class="crumb"><a href=whole>"← "{title}</a></p>
                <h1 id="districts-title">{name.clone()}</h1>
                <p class="lead">{counted_rule(counted).get(lang)}</p>
                <p>{formula}</p>
                {if places.is_empty() {
                    view! { <p>{NO_DISTRICT.get(lang)}</p> }.into_any()
                } else {
                    table(lang, &before, &drafted, &places)
                }}
            }
            .into_any();
        }
        if let Some(one) = &behind {
            let title = format!("{}: {}", EFFECT.get(lang), one.name.get(lang));
            return view! {
                <p class="crumb"><a href=whole>"← "{EFFECT.get(lang)}</a></p>
                <h1>{title}</h1>
                {requirements(lang, &before, &drafted, one, site.today())}
            }
            .into_any();
        }
        // What is unknown is no district without a change.
        let known = found.places.iter().filter(|one| !Counted::Unknown.counts(one));
        let (touched, same): (Vec<_>, Vec<_>) = known.partition(|one| one.is_any());
        let unchanged = (!same.is_empty()).then(|| {
            view! {
                <details class="action">
                    <summary>{UNCHANGED.get(lang)}": "{same.len()}</summary>
                    {table(lang, &before, &drafted, &same)}
                </details>
            }
        });
        view! {
            <p class="crumb"><a href=draft>"← "{VERSION.get(lang)}" "{number}" ("{DRAFT.get(lang)}")"</a></p>
            <h1>{title}</h1>
            <p class="lead">{EFFECT_LEAD.get(lang)}</p>
            {summary(lang, &drafted, &found)}
            {totals(lang, &drafted, &found)}
            <h2 class="version-part" id="districts-title">{BY_DISTRICT.get(lang)}</h2>
            {(!touched.is_empty()).then(|| table(lang, &before, &drafted, &touched))}
            {unchanged}
        }
        .into_any()
    })
    .await
}

/// What a draft would do, with the version it follows.
pub(super) struct Foreseen {
    before: Programme,
    drafted: Programme,
    pub(super) found: Effect,
    places: Vec<Place>,
}

/// Compares a draft with the last version that is none, for all districts.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn load_effect(
    site: &Site,
    lang: Lang,
    present: &Programme,
    rows: &[VersionRow],
    draft: VersionRow,
) -> Result<Foreseen, AppError> {
    let reader = site.db.read();
    // A version that was published and does not hold yet is no doing of this draft.
    let before = rows.iter().rfind(|one| !one.is_draft()).ok_or(AppError::NotFound)?;
    let before = load_programme_version(reader, present.id, before.number).await?;
    let drafted = load_programme_version(reader, present.id, draft.number).await?;
    let places: Vec<Place> = list_progress(reader, (present.id, &present.key), lang)
        .await?
        .into_iter()
        .map(|(slug, name, progress)| Place { slug, name, progress })
        .collect();
    let found = effect(&before.checklist, &drafted.checklist, &places, site.today());
    Ok(Foreseen { before, drafted, found, places })
}

/// The effect in a few lines; also beside the button that publishes.
pub(super) fn summary(lang: Lang, drafted: &Programme, found: &Effect) -> AnyView {
    let effect = version_path(lang, &drafted.key, drafted.checklist.version, "/vliyanie");
    let counts: Vec<_> = Counted::ALL
        .into_iter()
        .map(|one| {
            let href = format!("{effect}&counted={}#districts-title", one.key());
            let number = found.count(one);
            view! { <li data-counted=one.key()>{counted_text(one).get(lang)}": "<a href=href>{number}</a></li> }
        })
        .collect();
    let idle = found.idle.iter().filter_map(|position| drafted.milestone_at(*position)).map(|milestone| {
        let name = milestone.name.get(lang);
        let text = lang.pick(
            format!("Етапът „{name}“ не би искал нищо: портата му би се отваряла сама."),
            format!("The milestone “{name}” would ask for nothing: its gate would open by itself."),
        );
        view! { <p class="notice" data-idle=milestone.key.clone()>{text}</p> }
    });
    view! {
        <ul class="foreseen">{counts}</ul>
        {idle.collect::<Vec<_>>()}
    }
    .into_any()
}

fn table(lang: Lang, before: &Programme, drafted: &Programme, places: &[&PlaceEffect]) -> AnyView {
    let lines: Vec<_> = places.iter().map(|one| line(lang, before, drafted, one)).collect();
    view! {
        <table class="districts board effect">
            <thead><tr>
                <th scope="col">{DISTRICT.get(lang)}</th>
                <th scope="col">{STATUS.get(lang)}</th>
                <th scope="col">{BEFORE.get(lang)}" "{before.checklist.version}</th>
                <th scope="col">{THEN.get(lang)}</th>
                <th scope="col">{OPENS.get(lang)}</th>
                <th scope="col">{CLOSES.get(lang)}</th>
            </tr></thead>
            <tbody>{lines}</tbody>
        </table>
    }
    .into_any()
}

/// In how many districts each milestone's gate would close, and the rest.
fn totals(lang: Lang, programme: &Programme, found: &Effect) -> AnyView {
    let rows: Vec<_> = found
        .closes
        .iter()
        .filter_map(|(position, number)| Some((programme.milestone_at(*position)?, number)))
        .map(|(milestone, number)| {
            let effect = version_path(lang, &programme.key, programme.checklist.version, "/vliyanie");
            let href = format!("{effect}&counted={}", Counted::Closes(milestone.position).key());
            view! {
                <tr data-milestone=milestone.key.clone()>
                    <th scope="row">{milestone.position}". "{milestone.name.get(lang).to_owned()}</th>
                    <td class="num"><a href=href>{*number}</a></td>
                </tr>
            }
        })
        .collect();
    let closes = if rows.is_empty() {
        view! { <p>{NOTHING_CLOSES.get(lang)}</p> }.into_any()
    } else {
        view! {
            <table class="totals" aria-labelledby="closes-title">
                <thead><tr><th scope="col">{MILESTONE.get(lang)}</th><th scope="col">{DISTRICTS.get(lang)}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    };
    view! {
        <section class="version-part" aria-labelledby="closes-title">
            <h2 id="closes-title">{CLOSE_AT.get(lang)}</h2>
            {closes}
        </section>
    }
    .into_any()
}

/// „„Подготовка“ и следващите 3“: the gates that would close follow one another.
fn closes_text(lang: Lang, programme: &Programme, closes: &[i32]) -> Option<String> {
    let first = programme.milestone_at(*closes.first()?)?;
    let name = &first.name;
    Some(match closes.len() - 1 {
        0 => lang.pick(format!("„{}“", name.bg), format!("“{}”", name.en)),
        1 => lang.pick(format!("„{}“ и следващия", name.bg), format!("“{}” and the one after it", name.en)),
        more => lang.pick(
            format!("„{}“ и следващите {more}", name.bg),
            format!("“{}” and the {more} after it", name.en),
        ),
    })
}

fn line(lang: Lang, before: &Programme, drafted: &Programme, one: &PlaceEffect) -> AnyView {
    let behind = format!(
        "{}&rayon={}",
        version_path(lang, &drafted.key, drafted.checklist.version, "/vliyanie"),
        one.slug
    );
    let tally = |tally: Option<Tally>| match tally {
        None => UNKNOWN.get(lang).into_any(),
        Some(tally) => view! { <a href=behind.clone()>{n_of_m(lang, tally.met, tally.of)}</a> }.into_any(),
    };
    let opens = one.opens.iter().filter_map(|(key, day)| {
        let name = drafted.requirement_name(key)?.get(lang);
        Some(match day {
            Some(day) => format!("{name} ({})", must_be_met_text(lang, *day)),
            None => name.to_owned(),
        })
    });
    let opens: Vec<String> = opens.collect();
    let opens = if opens.is_empty() { NOTHING.get(lang).to_owned() } else { opens.join(", ") };
    let closes = closes_text(lang, drafted, &one.closes).unwrap_or_else(|| NOTHING.get(lang).to_owned());
    let href = checklist_path(lang, &one.slug, &drafted.key);
    let status = status_text(lang, one.status, before.checklist.length());
    let then = (one.then != one.status).then(|| {
        let then = status_text(lang, one.then, drafted.checklist.length());
        view! { <strong class="hint">" → "{then}</strong> }
    });
    let carried = one
        .carried
        .as_ref()
        .map(|carried| view! { <span class="hint carried">{carried_text(lang, carried)}</span> });
    view! {
        <tr data-district=one.slug.clone() data-opens=one.opens.len().to_string() data-closes=one.closes.len().to_string()>
            <th scope="row"><a href=href>{one.name.get(lang).to_owned()}</a></th>
            <td data-label=STATUS.get(lang)>{status}{then}</td>
            <td class="num" data-label=BEFORE.get(lang)>{tally(one.before)}</td>
            <td class="num" data-label=THEN.get(lang)>{tally(one.after)}{carried}</td>
            <td data-label=OPENS.get(lang)>{opens}</td>
            <td data-label=CLOSES.get(lang)>{closes}</td>
        </tr>
    }
    .into_any()
}
