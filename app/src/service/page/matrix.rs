//! Every service in every district at once.

use axum::extract::State as Axum;
use axum::response::Html;
use leptos::prelude::*;

use crate::auth::actor::Visitor;
use crate::error::{AppError, Rule};
use crate::outage::notice::notice;
use crate::outage::store::list_of_services;
use crate::replay::store::load_shown;
use crate::replay::view::Frame;
use crate::service::model::{State, Tally};
use crate::service::store::{Offers, Place, Service, list_places, list_services, load_offers};
use crate::service::text::{
    BY_DISTRICT, BY_SERVICE, DISTRICT, MATRIX, MATRIX_LEAD, ONLINE_IN, RULE, SERVICE, TO_SERVICES, VIEW,
    state_mark, state_text,
};
use crate::service::view::{district_services_path, legend, online_of, service_path, tally_list};
use crate::shell::{Head, PagePath, Params, render_page};
use crate::site::Site;
use crate::text::Lang;

/// What stands in the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Service,
    District,
}

/// A row or a column: what it is called, in short, and its page.
struct Line {
    name: String,
    short: String,
    href: String,
}

/// `/{lang}/uslugi/matritsa?po=uslugi|rayoni&as-of=&known=`
///
/// # Errors
/// [`AppError::Parameter`] when the view or the day cannot be shown, or when the
/// database does not answer.
pub async fn show(
    Axum(site): Axum<Site>,
    lang: Lang,
    params: Params,
    Visitor(visitor): Visitor,
    PagePath(path): PagePath,
) -> Result<Html<String>, AppError> {
    let by = By::read(params.get("po"))?;
    let reader = site.db.read();
    let (limits, shown) = load_shown(&site, &params).await?;
    let services = list_services(reader).await?;
    let places = list_places(reader, lang).await?;
    let offers = load_offers(&site, shown).await?;
    let outages = list_of_services(reader, shown).await?;
    let base = format!("/{}/uslugi/matritsa", lang.code());
    let frame = Frame {
        lang,
        path: base.clone(),
        query: vec![("po", by.key().to_owned())],
        shown,
        last: limits.span.map(|span| span.last),
        limits,
        data: String::new(),
    };
    let tail = shown.tail();
    let head = Head { lang, title: MATRIX.get(lang).to_owned(), path, actor: visitor, island: false };
    render_page(&site, head, || {
        let link = |to: By, words: &'static str| {
            let href = format!("{base}?po={}{tail}", to.key());
            view! { <li><a href=href aria-current=(to == by).then_some("true")>{words}</a></li> }
        };
        view! {
            <p class="crumb"><a href=format!("/{}/uslugi", lang.code())>"← "{TO_SERVICES.get(lang)}</a></p>
            <h1>{MATRIX.get(lang)}</h1>
            <p class="lead">{MATRIX_LEAD.get(lang)}</p>
            <nav class="switch" aria-label=VIEW.get(lang)><ul>
                {link(By::Service, BY_SERVICE.get(lang))}
                {link(By::District, BY_DISTRICT.get(lang))}
            </ul></nav>
            {frame.banner()}
            {notice(lang, &outages)}
            {legend(lang)}
            {table(lang, by, &services, &places, &offers, &tail)}
            <p class="hint">{RULE.get(lang)}</p>
            {frame.tools()}
        }
        .into_any()
    })
    .await
}

impl By {
    fn read(raw: Option<&str>) -> Result<Self, AppError> {
        match raw {
            None => Ok(Self::Service),
            Some(key) => {
                [Self::Service, Self::District].into_iter().find(|one| one.key() == key).ok_or_else(|| {
                    AppError::Parameter {
                        name: "po".to_owned(),
                        value: key.chars().filter(|letter| !letter.is_control()).take(40).collect(),
                        rule: Box::new(Rule::NotOffered),
                    }
                })
            }
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Service => "uslugi",
            Self::District => "rayoni",
        }
    }
}

fn table(lang: Lang, by: By, services: &[Service], places: &[Place], offers: &Offers, tail: &str) -> AnyView {
    let service_lines: Vec<Line> = services
        .iter()
        .map(|one| Line {
            name: one.name.get(lang).to_owned(),
            short: one.number.to_string(),
            href: service_path(lang, one.number, tail),
        })
        .collect();
    let district_lines: Vec<Line> = places
        .iter()
        .map(|one| Line {
            name: one.name.get(lang).to_owned(),
            short: one.name.get(lang).to_owned(),
            href: district_services_path(lang, &one.slug, tail),
        })
        .collect();
    let state = |row: usize, column: usize| {
        let (service, place) = match by {
            By::Service => (services.get(row), places.get(column)),
            By::District => (services.get(column), places.get(row)),
        };
        service
            .zip(place)
            .map_or(State::Unknown, |(service, place)| offers.state(&place.slug, service.number))
    };
    let (rows, columns, corner) = match by {
        By::Service => (service_lines, district_lines, SERVICE),
        By::District => (district_lines, service_lines, DISTRICT),
    };
    let head: Vec<_> = columns
        .iter()
        .map(|one| {
            let long = (one.short != one.name)
                .then(|| view! { <span class="visually-hidden">" "{one.name.clone()}</span> });
            view! { <th scope="col" class="cell upright"><a href=one.href.clone()>{one.short.clone()}{long}</a></th> }
        })
        .collect();
    let body: Vec<_> = rows
        .iter()
        .enumerate()
        .map(|(row, line)| {
            let states: Vec<State> = (0..columns.len()).map(|column| state(row, column)).collect();
            row_view(lang, line, &states)
        })
        .collect();
    view! {
        <div class="scroll" role="region" tabindex="0" aria-label=MATRIX.get(lang)>
            <table class="matrix">
                <thead><tr>
                    <th scope="col">{corner.get(lang)}</th>
                    <th scope="col">{ONLINE_IN.get(lang)}</th>
                    {head}
                </tr></thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// On a narrow screen the cells give way to their numbers.
fn row_view(lang: Lang, line: &Line, states: &[State]) -> AnyView {
    let tally: Tally = states.iter().copied().collect();
    let cells: Vec<_> = states
        .iter()
        .map(|state| {
            view! {
                <td class=format!("cell offer-{}", state.key()) data-state=state.key()>
                    <span aria-hidden="true">{state_mark(*state)}</span>
                    <span class="visually-hidden">{state_text(*state).get(lang)}</span>
                </td>
            }
        })
        .collect();
    let number =
        (line.short != line.name).then(|| view! { " "<span class="hint">{line.short.clone()}</span> });
    view! {
        <tr>
            <th scope="row"><a href=line.href.clone()>{line.name.clone()}</a>{number}</th>
            <td class="num">
                <span class="of">{online_of(lang, &tally)}</span>
                <span class="narrow">{tally_list(lang, &tally)}</span>
            </td>
            {cells}
        </tr>
    }
    .into_any()
}
