//! What can be done of a life event between two districts today.

use std::collections::BTreeSet;

use axum::extract::State as Axum;
use axum::response::Html;
use leptos::prelude::*;

use crate::auth::actor::Visitor;
use crate::demand::button::{button, form_of_district};
use crate::error::{AppError, Rule};
use crate::ledger::clocks::Clocks;
use crate::life_event::model::{End, LifeEvent, Outcome, Step, tally};
use crate::life_event::store::{Known, load_known};
use crate::life_event::text::{
    EVENT, FROM, FROM_HINT, HERE, HERE_LEAD, LIFE_EVENTS, ON_PORTAL, OUTSIDE, SHARE, SHOW, SIDES, STEPS, TO,
    TWO_ENDED, WHERE, WITHIN_ONE, end_text, reason_text, since_text, summary_text,
};
use crate::onboarding::answer::answer_text;
use crate::onboarding::store::load_onboarding_of;
use crate::outage::model::Outage;
use crate::outage::notice::touched_text;
use crate::outage::store::list_of_services;
use crate::programme::model::PORTAL;
use crate::replay::model::Shown;
use crate::service::model::Offer;
use crate::service::store::{Offers, Place, list_places, load_offers};
use crate::service::text::{CHOOSE, DECLARED, OBSERVED};
use crate::service::view::{chip, declared_side, observed_side, service_path};
use crate::shell::{Head, PagePath, Params, render_page};
use crate::site::Site;
use crate::text::problem::problem_text;
use crate::text::{ERROR_SUMMARY, Lang, long_date};
use crate::ui::choice::select;
use crate::ui::form::{Answer, ErrorSummary, Refusal, Said};

/// The value of `from` for a place outside Sofia.
const OUTSIDE_KEY: &str = "izvan-sofia";
/// What the ids of the form's fields begin with.
const PREFIX: &str = "here";

/// Where somebody leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin<'k> {
    District(&'k Place),
    Outside,
}

/// What was asked, as far as it was said and is known.
#[derive(Default)]
struct Asked<'k> {
    event: Option<&'k LifeEvent>,
    from: Option<Origin<'k>>,
    to: Option<&'k Place>,
    problems: Vec<(&'static str, Rule)>,
}

/// `/{lang}/kakvo-moga?event=&from=&to=`
///
/// # Errors
/// When the database does not answer.
pub async fn show(
    Axum(site): Axum<Site>,
    lang: Lang,
    params: Params,
    Visitor(visitor): Visitor,
    PagePath(path): PagePath,
) -> Result<Html<String>, AppError> {
    let reader = site.db.read();
    let known = load_known(reader).await?;
    let places = list_places(reader, lang).await?;
    let offers = load_offers(&site, Shown::Today(site.today())).await?;
    let today = site.today();
    let outages = list_of_services(reader, Shown::Today(today)).await?;
    let asked = Asked::read(&params, &known, &places);
    let result = asked.outcomes(&offers);
    let title = match (&result, asked.event) {
        (Some(_), Some(event)) => format!("{}: {}", HERE.get(lang), event.name.get(lang)),
        _ => HERE.get(lang).to_owned(),
    };
    let mut answers = Vec::new();
    for place in asked.places().into_iter().filter(|_| result.is_some()) {
        let onboarding = load_onboarding_of(reader, &place.slug, PORTAL, Clocks::on(today)).await?;
        let href = format!("/{}/rayoni/{}", lang.code(), place.slug);
        let (name, answer) = (place.name.get(lang).to_owned(), answer_text(lang, &onboarding, today));
        answers.push(view! { <li><a href=href>{name}</a>": "{answer}</li> });
    }
    let head = Head { lang, title, path, actor: visitor, island: false };
    let today = long_date(lang, today);
    render_page(&site, head, || {
        let result = result.map(|outcomes| asked.result(lang, &outcomes, &outages, &today));
        let lead = result.is_none().then(|| view! { <p class="lead">{HERE_LEAD.get(lang)}</p> });
        view! {
            <h1>{HERE.get(lang)}</h1>
            {lead}
            {result}
            {portal(lang, answers)}
            {asked.form(lang, &params, &known, &places)}
            <p class="ways"><a href=format!("/{}/epizodi", lang.code())>{LIFE_EVENTS.get(lang)}</a></p>
        }
        .into_any()
    })
    .await
}

impl<'k> Asked<'k> {
    fn read(params: &Params, known: &'k Known, places: &'k [Place]) -> Self {
        let mut asked = Self::default();
        let place = |slug: &str| places.iter().find(|place| place.slug == slug);
        // Of two answers to one question neither is taken for the one that was meant.
        match params.get("event") {
            _ if params.is_repeated("event") => asked.event = asked.refuse("event", Rule::GivenTwice),
            Some(key) => asked.event = known.find(key).or_else(|| asked.refuse("event", Rule::NotOffered)),
            None if params.has("event") => asked.event = asked.refuse("event", Rule::Required),
            None => {}
        }
        if asked.event.is_none_or(LifeEvent::is_two_ended) {
            asked.from = match params.get("from") {
                _ if params.is_repeated("from") => asked.refuse("from", Rule::GivenTwice),
                Some(OUTSIDE_KEY) => Some(Origin::Outside),
                Some(slug) => {
                    place(slug).map(Origin::District).or_else(|| asked.refuse("from", Rule::NotOffered))
                }
                None if params.has("from") && asked.event.is_some() => asked.refuse("from", Rule::Required),
                None => None,
            };
        }
        asked.to = match params.get("to") {
            _ if params.is_repeated("to") => asked.refuse("to", Rule::GivenTwice),
            Some(slug) => place(slug).or_else(|| asked.refuse("to", Rule::NotOffered)),
            None if params.has("to") => asked.refuse("to", Rule::Required),
            None => None,
        };
        asked
    }

    fn refuse<T>(&mut self, field: &'static str, rule: Rule) -> Option<T> {
        self.problems.push((field, rule));
        None
    }

    /// The districts that it is about, each once.
    fn places(&self) -> Vec<&'k Place> {
        let from = match self.from {
            Some(Origin::District(from)) if self.to.is_none_or(|to| to.slug != from.slug) => Some(from),
            _ => None,
        };
        from.into_iter().chain(self.to).collect()
    }

    /// Each step with what its one or two sides offer, once all is said.
    fn outcomes(&self, offers: &Offers) -> Option<Vec<Outcome>> {
        let (event, to) = self.event.zip(self.to)?;
        if event.is_two_ended() && self.from.is_none() {
            return None;
        }
        let end = |place: &Place, step: &Step| End {
            district: Some(place.name.clone()),
            slug: place.slug.clone(),
            offer: offers.get(&place.slug, step.service.number).offer,
        };
        let outcome = |step: &Step| {
            let mut ends = Vec::new();
            match self.from.filter(|_| step.two_ended) {
                // Within one district the two sides are one.
                Some(Origin::District(from)) if from.slug != to.slug => ends.push(end(from, step)),
                Some(Origin::Outside) => {
                    ends.push(End { district: None, slug: String::new(), offer: Offer::default() });
                }
                _ => {}
            }
            ends.push(end(to, step));
            Outcome { step: step.clone(), ends }
        };
        Some(event.steps.iter().map(outcome).collect())
    }

    fn result(&self, lang: Lang, outcomes: &[Outcome], outages: &[Outage], today: &str) -> AnyView {
        let items: Vec<_> = outcomes.iter().map(|outcome| step(lang, outcome, outages)).collect();
        let event = self.event.map(|event| event.name.get(lang).to_owned());
        let slugs: BTreeSet<&str> =
            outcomes.iter().flat_map(|one| &one.ends).map(|end| end.slug.as_str()).collect();
        let forms: Vec<_> = slugs
            .into_iter()
            .filter(|slug| !slug.is_empty())
            .map(|slug| form_of_district(lang, slug))
            .collect();
        view! {
            <section class="here" aria-labelledby="here-title" data-online=tally(outcomes).count(crate::service::model::State::Online).to_string()>
                <h2 id="here-title">{event}" · "{self.route_text(lang)}</h2>
                <p class="summary">{summary_text(lang, &tally(outcomes))}</p>
                <p class="hint">{today.to_owned()}</p>
                {forms}
                <ol class="numbered outcomes" aria-label=STEPS.get(lang)>{items}</ol>
                <p class="hint">{SHARE.get(lang)}</p>
            </section>
        }
        .into_any()
    }

    /// „от „Люлин“ в „Студентски““
    fn route_text(&self, lang: Lang) -> String {
        let Some(to) = self.to else { return String::new() };
        let to_name = to.name.get(lang);
        match self.from.filter(|_| self.event.is_some_and(LifeEvent::is_two_ended)) {
            Some(Origin::District(from)) if from.slug == to.slug => {
                lang.pick(format!("в рамките на район „{to_name}“"), format!("within {to_name}"))
            }
            Some(Origin::District(from)) => {
                let from = from.name.get(lang);
                lang.pick(format!("от „{from}“ в „{to_name}“"), format!("from {from} to {to_name}"))
            }
            Some(Origin::Outside) => {
                let from = OUTSIDE.get(lang);
                lang.pick(format!("{from} → „{to_name}“"), format!("from {from} to {to_name}"))
            }
            None => lang.pick(format!("район „{to_name}“"), to_name.to_owned()),
        }
    }

    fn form(&self, lang: Lang, params: &Params, known: &Known, places: &[Place]) -> AnyView {
        let answer = self.answer(lang, params);
        let errors =
            answer.clone().map(|answer| view! { <ErrorSummary answer prefix=PREFIX.to_owned() level=2/> });
        let choose = (String::new(), CHOOSE.get(lang).to_owned());
        let events: Vec<_> = [choose.clone()]
            .into_iter()
            .chain(known.events.iter().map(|one| (one.key.clone(), one.name.get(lang).to_owned())))
            .collect();
        let districts: Vec<_> =
            places.iter().map(|one| (one.slug.clone(), one.name.get(lang).to_owned())).collect();
        let with = |more: &[(String, String)]| -> Vec<(String, String)> {
            [choose.clone()].iter().chain(more).chain(&districts).cloned().collect()
        };
        let field = |name: &'static str, label: &'static str, options: &[(String, String)]| {
            select(answer.as_ref(), PREFIX, name, label, params.get(name).unwrap_or_default(), options)
        };
        let outside = [(OUTSIDE_KEY.to_owned(), OUTSIDE.get(lang).to_owned())];
        let is_move = self.event.is_none_or(LifeEvent::is_two_ended);
        let to = if self.event.is_some() && is_move { TO } else { WHERE };
        let hint = self.event.is_none().then(|| view! { <p class="hint">{FROM_HINT.get(lang)}</p> });
        let from = is_move.then(|| view! { {field("from", FROM.get(lang), &with(&outside))}{hint} });
        view! {
            <form method="get" action=format!("/{}/kakvo-moga", lang.code()) class="here-form" id="here">
                {errors}
                {field("event", EVENT.get(lang), &events)}
                {from}
                {field("to", to.get(lang), &with(&[]))}
                <button type="submit">{SHOW.get(lang)}</button>
            </form>
        }
        .into_any()
    }

    /// What is wrong, for the fields and the summary above them.
    fn answer(&self, lang: Lang, params: &Params) -> Option<Answer> {
        if self.problems.is_empty() {
            return None;
        }
        let label = |field: &str| match field {
            "event" => EVENT.get(lang),
            "from" => FROM.get(lang),
            _ => WHERE.get(lang),
        };
        let problems = self.problems.iter().map(|(field, rule)| Said {
            field: (*field).to_owned(),
            label: label(field).to_owned(),
            text: problem_text(lang, rule),
        });
        let typed = |name: &str| Some((name.to_owned(), params.get(name)?.to_owned()));
        Some(Answer {
            operation: PREFIX.to_owned(),
            item: String::new(),
            fields: ["event", "from", "to"].into_iter().filter_map(typed).collect(),
            refusal: Some(Refusal {
                heading: ERROR_SUMMARY.get(lang).to_owned(),
                problems: problems.collect(),
                ..Refusal::default()
            }),
        })
    }
}

/// Whether the districts work on the portal, which people ask in the same breath.
fn portal(lang: Lang, answers: Vec<impl IntoView + 'static>) -> Option<AnyView> {
    (!answers.is_empty()).then(|| {
        view! {
            <section aria-labelledby="portal-title">
                <h2 id="portal-title">{ON_PORTAL.get(lang)}</h2>
                <ul class="answers">{answers}</ul>
            </section>
        }
        .into_any()
    })
}

/// One step: what can be done, why, and what each side offers.
fn step(lang: Lang, outcome: &Outcome, outages: &[Outage]) -> AnyView {
    let service = &outcome.step.service;
    let touched = outages.iter().filter(|one| one.services.contains(&service.number));
    let touched: Vec<_> =
        touched.map(|one| view! { <p class="contradiction">{touched_text(lang, Some(one))}</p> }).collect();
    let ends: Vec<_> = outcome
        .ends
        .iter()
        .filter(|end| end.district.is_some())
        .map(|end| {
            view! {
                <div>
                    <dt>{end_text(lang, end)}</dt>
                    <dd>{DECLARED.get(lang)}": "{declared_side(lang, &end.offer)}</dd>
                    <dd>{OBSERVED.get(lang)}": "{observed_side(lang, &end.offer)}</dd>
                </div>
            }
        })
        .collect();
    let needs: Vec<_> = outcome
        .ends
        .iter()
        .filter(|end| end.district.is_some())
        .map(|end| {
            let place = end_text(lang, end);
            let pair = (end.slug.as_str(), service.number);
            button(lang, end.offer.state(), pair, Some(&place), service.name.get(lang))
        })
        .collect();
    let sides = if outcome.ends.len() > 1 { TWO_ENDED } else { WITHIN_ONE };
    let both = outcome.step.two_ended.then(|| view! { <p class="hint">{sides.get(lang)}</p> });
    let since = since_text(lang, outcome);
    view! {
        <li data-step=service.number.to_string() data-state=outcome.state().key()>
            <h3><a href=service_path(lang, service.number, "")>{service.name.get(lang).to_owned()}</a></h3>
            <p>{chip(lang, outcome.state())}</p>
            <p class="reason">{reason_text(lang, outcome)}</p>
            {(!since.is_empty()).then(|| view! { <p class="since">{since}</p> })}
            {touched}
            {both}
            {needs}
            <details>
                <summary>{SIDES.get(lang)}</summary>
                <dl class="sides">{ends}</dl>
            </details>
        </li>
    }
    .into_any()
}
