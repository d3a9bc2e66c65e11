//! The weeks with their places, and the forms that change them.

use axum::Extension;
use axum::extract::State;
use axum::response::Html;
use chrono::{Days, NaiveDate};
use leptos::prelude::*;
use tower_sessions::Session;

use super::model::{MOST_PLACES, Places, Week};
use super::store::{Rule as PlacesRule, Rules, list_names_by_week, load_places, load_rules};
use super::text::{
    CAPACITY, CHANGE, EVERY_WEEK, EVERY_WEEK_HINT, LEAD, LEFT, NEXT_WEEKS, NO_LIMIT, NOBODY, OWN, OWN_HINT,
    PLACES, REASON, TAKEN_BY, WEEK,
};
use crate::auth::actor::Actor;
use crate::auth::model::Right;
use crate::auth::policy::{Reach, ViewBoard, reach};
use crate::board::text::BOARD;
use crate::error::{AppError, Rule};
use crate::flash;
use crate::ledger::clocks::Clocks;
use crate::onboarding::checklist::checklist_path;
use crate::onboarding::form::Fields;
use crate::onboarding::text::SAVED;
use crate::programme::store::{list_programmes, load_programme};
use crate::shell::{Head, PagePath, Params, render_page};
use crate::site::Site;
use crate::text::{Bilingual, Lang, SAVE, short_date};
use crate::ui::form::{Answer, ErrorSummary, Field, FieldControl, text_control};
use crate::ui::switch::programme_switch;

/// How many weeks are shown at least: half a year.
const WEEKS_SHOWN: u64 = 26;

/// Where the forms and their reader are.
struct Place<'a> {
    lang: Lang,
    programme: &'a str,
    back: String,
    may_set: bool,
    answer: Option<Answer>,
}

/// The form of places, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The week; `None` for every week.
    pub week: Option<Week>,
    /// How many; `None` for no rule.
    pub places: Option<u32>,
    /// Why, where it was said.
    pub reason: Option<String>,
}

/// `/{lang}/tablo/mesta?programme=`
///
/// # Errors
/// [`AppError::NotSignedIn`], [`AppError::Forbidden`], [`AppError::NotFound`].
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    actor: Actor,
    params: Params,
    PagePath(path): PagePath,
    Extension(session): Extension<Session>,
) -> Result<Html<String>, AppError> {
    actor.require::<ViewBoard>()?;
    let reader = site.db.read();
    let programme = load_programme(reader, params.programme(), Clocks::on(site.today())).await?;
    let programmes = list_programmes(reader).await?;
    let places = load_places(reader, programme.id).await?;
    let rules = load_rules(reader, programme.id).await?;
    let names = list_names_by_week(reader, programme.id).await?;
    let answer = flash::take(&session, &path).await?;
    let saved = answer.as_ref().is_some_and(|answer| answer.refusal.is_none());
    let base = format!("/{}/tablo/mesta", lang.code());
    let weeks = weeks_shown(site.today(), &places);
    let place = Place {
        lang,
        programme: &programme.key,
        back: format!("{base}?programme={}", programme.key),
        may_set: reach(actor.role, Right::SetCapacity) != Reach::Nowhere,
        answer: answer.filter(|answer| answer.refusal.is_some()),
    };
    // A form of a week that is none has no place of its own to answer in.
    let astray = place.answer.clone().filter(|answer| {
        !answer.item.is_empty() && Week::from_key(&answer.item).is_none_or(|week| !weeks.contains(&week))
    });
    let board = format!("/{}/tablo?programme={}", lang.code(), programme.key);
    let head = Head { lang, title: CAPACITY.get(lang).to_owned(), path, actor: Some(actor), island: false };
    render_page(&site, head, || {
        let rows: Vec<AnyView> = weeks
            .iter()
            .map(|week| {
                let none = Vec::new();
                row(&place, &places, &rules, *week, names.get(week).unwrap_or(&none))
            })
            .collect();
        view! {
            <p class="crumb"><a href=board>"← "{BOARD.get(lang)}</a></p>
            <h1>{CAPACITY.get(lang)}</h1>
            <p class="lead">{LEAD.get(lang)}</p>
            {programme_switch(lang, &base, &programmes, &programme.key)}
            {saved.then(|| view! { <p class="notice" role="status">{SAVED.get(lang)}</p> })}
            {astray.map(|answer| view! { <ErrorSummary answer prefix="set_capacity".to_owned() level=2/> })}
            <section class="table-section" aria-labelledby="every-week">
                <h2 id="every-week">{EVERY_WEEK.get(lang)}</h2>
                <p><strong>{limit(lang, places.every_week)}</strong></p>
                {form(&place, None, rule(&rules, None), EVERY_WEEK_HINT.get(lang))}
            </section>
            <section class="table-section" aria-labelledby="weeks">
                <h2 id="weeks">{NEXT_WEEKS.get(lang)}</h2>
                <table class="districts weeks">
                    <thead><tr>
                        <th scope="col">{WEEK.get(lang)}</th>
                        <th scope="col">{PLACES.get(lang)}</th>
                        <th scope="col">{LEFT.get(lang)}</th>
                        <th scope="col">{TAKEN_BY.get(lang)}</th>
                        {place.may_set.then(|| view! { <th scope="col">{CHANGE.get(lang)}</th> })}
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
        .into_any()
    })
    .await
}

/// The form of places, as the types the rules take.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn read_form(week: &str, places: &str, reason: &str) -> Result<Form, AppError> {
    let mut fields = Fields::default();
    let week = match week {
        "" => None,
        key => {
            let week = Week::from_key(key);
            if week.is_none() {
                fields.refuse("week", Rule::NotAWeek);
            }
            week
        }
    };
    let places = match places.trim() {
        "" => None,
        digits => {
            let places = digits.parse().ok().filter(|places| *places <= MOST_PLACES);
            if places.is_none() {
                fields.refuse("places", Rule::NotANumber { min: 0, max: MOST_PLACES });
            }
            places
        }
    };
    let reason = fields.optional_text("reason", reason);
    fields.finish(Some(Form { week, places, reason }))
}

/// A week in words: its Monday and its Sunday.
#[must_use]
pub fn week_text(lang: Lang, week: Week) -> String {
    let monday = week.monday();
    format!("{} – {}", short_date(lang, monday), short_date(lang, monday + Days::new(6)))
}

/// From this week on, and as far as anything is agreed or said.
fn weeks_shown(today: NaiveDate, places: &Places) -> Vec<Week> {
    let first = Week::of(today);
    let last = Week::of(today + Days::new(WEEKS_SHOWN * 7));
    let mut weeks: Vec<Week> = std::iter::successors(Some(first), |week| Some(week.next()))
        .take_while(|week| *week <= last)
        .collect();
    // A date far ahead adds its own week, not all weeks up to it.
    let further = places.taken.keys().chain(places.own.keys()).filter(|week| **week > last);
    weeks.extend(further.copied());
    weeks.sort_unstable();
    weeks.dedup();
    weeks
}

fn row(
    place: &Place<'_>,
    places: &Places,
    rules: &Rules,
    week: Week,
    names: &[(String, Bilingual)],
) -> AnyView {
    let lang = place.lang;
    let links: Vec<_> = names
        .iter()
        .enumerate()
        .map(|(at, (slug, name))| {
            let href = checklist_path(lang, slug, place.programme);
            view! { {(at > 0).then_some(", ")}<a href=href>{name.get(lang).to_owned()}</a> }
        })
        .collect();
    let taken_by = if names.is_empty() {
        view! { <span class="nothing">{NOBODY.get(lang)}</span> }.into_any()
    } else {
        links.into_any()
    };
    let own = places.own.contains_key(&week).then(|| view! { " "<span class="hint">{OWN.get(lang)}</span> });
    let left = places.of(week).zip(places.left(week)).map_or_else(
        || view! { "–" }.into_any(),
        |(of, left)| {
            let sum = format!("{of} − {}", names.len());
            view! { {left}" "<span class="hint">"("{sum}")"</span> }.into_any()
        },
    );
    view! {
        <tr id=format!("week-{week}") data-week=week.to_string() class:full=places.left(week) == Some(0)>
            <th scope="row">{week_text(lang, week)}</th>
            <td data-label=PLACES.get(lang)>{limit(lang, places.of(week))}{own}</td>
            <td data-label=LEFT.get(lang)>{left}</td>
            <td data-label=TAKEN_BY.get(lang)>{taken_by}</td>
            {place.may_set.then(|| view! { <td>{form(place, Some(week), rule(rules, Some(week)), OWN_HINT.get(lang))}</td> })}
        </tr>
    }
    .into_any()
}

fn form(place: &Place<'_>, week: Option<Week>, rule: PlacesRule, hint: &'static str) -> AnyView {
    if !place.may_set {
        return ().into_any();
    }
    let lang = place.lang;
    let key = week.map(|week| week.to_string()).unwrap_or_default();
    let answer = place.answer.clone().filter(|answer| answer.is_for("set_capacity", &key));
    let prefix = if key.is_empty() { "set_capacity".to_owned() } else { format!("set_capacity-{key}") };
    let refused = answer.is_some();
    let id = prefix.clone();
    let summary = answer.clone().map(|answer| view! { <ErrorSummary answer prefix=prefix.clone()/> });
    let value = rule.places.map(|places| places.to_string()).unwrap_or_default();
    let label = match week {
        Some(week) => format!("{}: {}", PLACES.get(lang), week_text(lang, week)),
        None => format!("{}: {}", PLACES.get(lang), EVERY_WEEK.get(lang).to_lowercase()),
    };
    view! {
        <details class="action" open=refused>
            <summary>{CHANGE.get(lang)}</summary>
            <form method="post" action="/api/set_capacity" class="item-form" id=id novalidate>
                {summary}
                <input type="hidden" name="lang" value=lang.code()/>
                <input type="hidden" name="back" value=place.back.clone()/>
                <input type="hidden" name="programme" value=place.programme.to_owned()/>
                <input type="hidden" name="week" value=key/>
                <input type="hidden" name="version" value=rule.version.to_string()/>
                <Field answer=answer.clone() prefix=prefix.clone() name="places" label hint value control=number_control/>
                <Field answer prefix=prefix name="reason" label=REASON.get(lang).to_owned() control=text_control/>
                <button type="submit">{SAVE.get(lang)}</button>
            </form>
        </details>
    }
    .into_any()
}

fn number_control(field: FieldControl) -> AnyView {
    view! { <input type="text" inputmode="numeric" autocomplete="off" id=field.id name=field.name value=field.value aria-describedby=field.described_by aria-invalid=field.invalid/> }.into_any()
}

fn rule(rules: &Rules, week: Option<Week>) -> PlacesRule {
    rules.get(&week).copied().unwrap_or_default()
}

fn limit(lang: Lang, places: Option<u32>) -> String {
    places.map_or_else(|| NO_LIMIT.get(lang).to_owned(), |places| places.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_a_small_whole_number_or_nothing() {
        let read = |places, reason| read_form("", places, reason).unwrap();
        assert_eq!(read(" 3 ", ""), Form { week: None, places: Some(3), reason: None });
        assert_eq!(read("", "ремонт"), Form { week: None, places: None, reason: Some("ремонт".to_owned()) });
        for bad in ["-1", "1000", "две", "1.5", "99999999999999"] {
            let rule = Rule::NotANumber { min: 0, max: MOST_PLACES };
            assert_eq!(read_form("", bad, ""), Err(AppError::invalid("places", rule)), "{bad}");
        }
        assert_eq!(read_form("2027-W54", "1", ""), Err(AppError::invalid("week", Rule::NotAWeek)));
    }
}
