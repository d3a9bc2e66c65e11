//! The page behind a figure.

mod dates;
mod district;
mod rollout;

use axum::extract::{Path, State};
use axum::response::Html;
use leptos::prelude::*;

use super::model::{Family, Figure};
use super::text::{FORMULA, HOW_OF, ROWS, RULE, TO_FIGURES, VALUE, figure_name, figure_rule};
use crate::auth::actor::Visitor;
use crate::district::text::TO_DISTRICT;
use crate::error::AppError;
use crate::ledger::clocks::Clocks;
use crate::ledger::store::list_changes_of_dates;
use crate::onboarding::slip::changes_of_dates;
use crate::onboarding::store::{Onboarding, load_onboarding_of, load_replayed_onboarding};
use crate::programme::model::Holder;
use crate::programme::store::list_programmes;
use crate::replay::model::Shown;
use crate::replay::store::load_shown;
use crate::replay::view::Frame;
use crate::rollout::store::{load_replayed_rollout, load_rollout};
use crate::shell::{Head, PagePath, Params, render_page};
use crate::site::Site;
use crate::text::Lang;
use crate::ui::switch::programme_switch_with;

/// What a figure is and comes from, in words and tables.
struct Explained {
    value: String,
    formula: String,
    rows: AnyView,
    others: Option<AnyView>,
}

/// `/{lang}/kak-e-smetnato/{figure}?programme=&rayon=&milestone=&holder=&as-of=&known=`
///
/// # Errors
/// [`AppError::NotFound`] when there is no such figure, programme, district or
/// holder, and for a district's figure without a district.
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    Path((_, figure)): Path<(String, String)>,
    params: Params,
    Visitor(visitor): Visitor,
    PagePath(path): PagePath,
) -> Result<Html<String>, AppError> {
    let figure = Figure::from_key(&figure).ok_or(AppError::NotFound)?;
    let holder = match params.get("holder") {
        Some(key) => Some(Holder::from_key(key).ok_or(AppError::NotFound)?),
        None => None,
    };
    let (limits, shown) = load_shown(&site, &params).await?;
    let today = shown.day();
    let reader = site.db.read();
    let rollout = match shown {
        Shown::Today(today) => load_rollout(&site.db, params.programme(), lang, today).await?,
        Shown::Past(clocks) => load_replayed_rollout(&site, params.programme(), lang, clocks).await?,
    };
    // The moves of dates can be asked of all districts together.
    let everywhere = figure == Figure::Moved && params.get("rayon").is_none();
    let onboarding: Option<Onboarding> = if figure.family() == Family::District && !everywhere {
        let slug = params.get("rayon").ok_or(AppError::NotFound)?;
        Some(match shown {
            Shown::Today(day) => {
                load_onboarding_of(reader, slug, params.programme(), Clocks::on(day)).await?
            }
            Shown::Past(clocks) => load_replayed_onboarding(reader, slug, params.programme(), clocks).await?,
        })
    } else {
        None
    };
    let changes = match (figure, &onboarding) {
        (Figure::Moved, one) => {
            let slug = one.as_ref().map(|one| one.slug.as_str());
            let found = list_changes_of_dates(reader, params.programme(), slug, shown.clocks()).await?;
            changes_of_dates(found)
        }
        _ => Vec::new(),
    };
    let programmes = list_programmes(reader).await?;
    let programme = rollout.programme.clone();
    let mut name = figure_name(figure).get(lang).to_owned();
    if let Some(onboarding) = &onboarding {
        name = format!("{name}, {}", onboarding.district_name.get(lang));
    }
    // These can be asked of one milestone; the others are a district's.
    let of_milestone = match (figure, params.get("milestone")) {
        (Figure::Tally | Figure::WorkingDays, Some(key)) => {
            Some(programme.milestone(key).ok_or(AppError::NotFound)?)
        }
        _ => None,
    };
    if let Some(milestone) = of_milestone {
        name = format!("{name}, {}", milestone.name.get(lang));
    }
    if let Some(names) = holder.and_then(|holder| programme.holders.get(&holder)) {
        name = format!("{name}, {}", names.name.get(lang));
    }
    let title = format!("{}: {name}", HOW_OF.get(lang));
    let head = Head { lang, title: title.clone(), path, actor: visitor, island: false };
    let base = format!("/{}/kak-e-smetnato/{}", lang.code(), figure.key());
    let mut query = vec![("programme", programme.key.clone())];
    query.extend(onboarding.as_ref().map(|one| ("rayon", one.slug.clone())));
    query.extend(of_milestone.map(|one| ("milestone", one.key.clone())));
    query.extend(holder.map(|holder| ("holder", holder.key().to_owned())));
    let frame = Frame { lang, path: base.clone(), query, shown, limits, last: None, data: String::new() };
    let tail = shown.tail();
    render_page(&site, head, || {
        let (back, words) = match &onboarding {
            Some(one) => (format!("/rayoni/{}", one.slug), TO_DISTRICT),
            None => ("/".to_owned(), TO_FIGURES),
        };
        let back = format!("/{}{back}?programme={}{tail}", lang.code(), programme.key);
        // A district's figure of one programme has no counterpart to switch to.
        let switch = onboarding.is_none().then(|| {
            programme_switch_with(lang, &base, &programmes, &programme.key, |one| {
                shown.tail_since(one.starts_on)
            })
        });
        let explained = match &onboarding {
            Some(onboarding) if figure == Figure::WorkingDays => {
                dates::working_days(lang, onboarding, of_milestone, today)
            }
            Some(onboarding) if figure == Figure::Overdue => dates::overdue(lang, onboarding, today),
            Some(onboarding) if figure == Figure::Moved => dates::moved(lang, onboarding, &changes),
            Some(onboarding) => district::explain(lang, figure, onboarding, of_milestone, &rollout, today),
            None if everywhere => dates::moved_everywhere(lang, &rollout, &changes),
            None => rollout::explain(lang, figure, holder, &rollout, today, &tail),
        };
        view! {
            <p class="crumb"><a href=back>"← "{words.get(lang)}</a></p>
            <h1>{title}</h1>
            <p class="lead">{programme.name.get(lang).to_owned()}</p>
            {switch}
            {frame.banner()}
            <dl class="facts explained" data-figure=figure.key()>
                <div><dt>{VALUE.get(lang)}</dt><dd><b data-value="">{explained.value}</b></dd></div>
                <div><dt>{RULE.get(lang)}</dt><dd>{figure_rule(figure).get(lang)}</dd></div>
                <div><dt>{FORMULA.get(lang)}</dt><dd data-formula="">{explained.formula}</dd></div>
            </dl>
            {explained.others}
            <section class="table-section" aria-labelledby="rows-title">
                <h2 id="rows-title">{ROWS.get(lang)}</h2>
                {explained.rows}
            </section>
        }
        .into_any()
    })
    .await
}
