//! What people need, by service, district and week.

use axum::extract::State as Axum;
use axum::response::Html;
use leptos::prelude::*;

use crate::auth::actor::Visitor;
use crate::capacity::model::Week;
use crate::demand::button::form_path;
use crate::demand::model::{Amount, Order, Row, Table, WEEKS, last_ended, weeks_up_to};
use crate::demand::store::{find_first_week, load_published};
use crate::demand::text::{
    AT_LEAST, DEMAND, EARLIER, HOW, LATER, LEAD, NEED_TITLE, NOTHING, NOW, RULE, WEEKS_SHOWN, amount_text,
    week_text,
};
use crate::error::{AppError, Rule};
use crate::replay::model::Shown;
use crate::rollout::text::{SORTED_DOWN, SORTED_UP};
use crate::service::store::{Offers, Place, Service, list_places, list_services, load_offers};
use crate::service::text::{DISTRICT, SERVICE};
use crate::service::view::{chip, district_services_path, service_path};
use crate::shell::{Head, PagePath, Params, render_page};
use crate::site::Site;
use crate::text::{Lang, grouped};

/// What the table is made from.
struct Page {
    lang: Lang,
    table: Table,
    services: Vec<Service>,
    places: Vec<Place>,
    offers: Offers,
    order: Order,
    descending: bool,
    /// The last week shown, and the last there is.
    last: Week,
    newest: Week,
}

/// `/{lang}/tarsene?sedmitsa=&sort=&dir=`
///
/// # Errors
/// [`AppError::NotFound`] when there is no such order, [`AppError::Parameter`]
/// when the week cannot be shown.
pub async fn show(
    Axum(site): Axum<Site>,
    lang: Lang,
    params: Params,
    Visitor(visitor): Visitor,
    PagePath(path): PagePath,
) -> Result<Html<String>, AppError> {
    let order = match params.get("sort") {
        Some(key) => Order::from_key(key).ok_or(AppError::NotFound)?,
        None => Order::default(),
    };
    let descending = match params.get("dir") {
        Some(dir) => dir == "desc",
        None => order.is_descending_first(),
    };
    let newest = last_ended(site.today());
    let last = params.get("sedmitsa").map_or(Ok(newest), |key| read_week(key, newest))?;
    let reader = site.db.read();
    let first = find_first_week(reader).await?;
    let page = Page {
        lang,
        table: load_published(reader, &weeks_up_to(last, WEEKS), site.today()).await?,
        services: list_services(reader).await?,
        places: list_places(reader, lang).await?,
        offers: load_offers(&site, Shown::Today(site.today())).await?,
        order,
        descending,
        last,
        newest,
    };
    let head = Head { lang, title: DEMAND.get(lang).to_owned(), path, actor: visitor, island: false };
    render_page(&site, head, || {
        let body = if page.table.rows.is_empty() {
            view! { <p class="notice">{NOTHING.get(lang)}</p> }.into_any()
        } else {
            page.rows()
        };
        view! {
            <h1>{DEMAND.get(lang)}</h1>
            <p class="lead">{LEAD.get(lang)}</p>
            <p><a class="button" href=form_path(lang)>{NEED_TITLE.get(lang)}</a></p>
            {page.walk(first)}
            {body}
            <p class="hint">{RULE.get(lang)}" "<a href=format!("/{}/kak-e-smetnato#demand", lang.code())>{HOW.get(lang)}</a></p>
        }
        .into_any()
    })
    .await
}

fn read_week(key: &str, newest: Week) -> Result<Week, AppError> {
    let refused = |rule: Rule| AppError::Parameter {
        name: "sedmitsa".to_owned(),
        value: key.chars().filter(|letter| !letter.is_control()).take(40).collect(),
        rule: Box::new(rule),
    };
    let week = Week::from_key(key).ok_or_else(|| refused(Rule::NotAWeek))?;
    if week > newest { Err(refused(Rule::NotOffered)) } else { Ok(week) }
}

impl Page {
    fn href(&self, last: Week, order: Order, descending: bool) -> String {
        let week = if last == self.newest { String::new() } else { format!("&sedmitsa={last}") };
        let dir = if descending { "desc" } else { "asc" };
        format!("/{}/tarsene?sort={}&dir={dir}{week}", self.lang.code(), order.key())
    }

    /// The weeks before and after those shown, as far as there are any.
    fn walk(&self, first: Option<Week>) -> AnyView {
        let lang = self.lang;
        let shown = weeks_up_to(self.last, WEEKS);
        let begins = shown.first().copied().unwrap_or(self.last);
        let link = |to: Week, words: &'static str| {
            view! { <a href=self.href(to, self.order, self.descending)>{words}</a> }
        };
        let earlier =
            first.filter(|first| *first < begins).map(|_| link(begins.previous(), EARLIER.get(lang)));
        let later = (self.last < self.newest).then(|| {
            let next = (0..WEEKS).fold(self.last, |week, _| week.next());
            link(next.min(self.newest), LATER.get(lang))
        });
        let span = format!("{} – {}", week_text(lang, begins), week_text(lang, self.last));
        view! {
            <nav class="ways" aria-label=WEEKS_SHOWN.get(lang)>
                {earlier}<span>{WEEKS_SHOWN.get(lang)}": "{span}</span>{later}
            </nav>
        }
        .into_any()
    }

    fn rows(&self) -> AnyView {
        let lang = self.lang;
        let weeks: Vec<String> = self.table.weeks.iter().map(|week| week_text(lang, *week)).collect();
        let names: Vec<String> = self.places.iter().map(|place| place.slug.clone()).collect();
        let sorted = self.table.sorted(self.order, self.descending, &names);
        let rows: Vec<_> = sorted.into_iter().filter_map(|row| self.row(row, &weeks)).collect();
        let last = weeks.len().saturating_sub(1);
        let week_heads: Vec<AnyView> = weeks
            .iter()
            .enumerate()
            .map(|(place, text)| {
                if place == last {
                    self.head(Order::Last, text.clone())
                } else {
                    view! { <th scope="col">{text.clone()}</th> }.into_any()
                }
            })
            .collect();
        view! {
            <section class="table-section" aria-label=DEMAND.get(lang)>
                <table class="districts demand">
                    <thead><tr>
                        {self.head(Order::Service, SERVICE.get(lang).to_owned())}
                        {self.head(Order::District, DISTRICT.get(lang).to_owned())}
                        {self.head(Order::Total, AT_LEAST.get(lang).to_owned())}
                        {week_heads}
                        <th scope="col">{NOW.get(lang)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
        .into_any()
    }

    fn head(&self, order: Order, words: String) -> AnyView {
        let lang = self.lang;
        let here = order == self.order;
        let descending = if here { !self.descending } else { order.is_descending_first() };
        let (aria, arrow, spoken) = match (here, self.descending) {
            (true, false) => ("ascending", " ↑", SORTED_UP.get(lang)),
            (true, true) => ("descending", " ↓", SORTED_DOWN.get(lang)),
            (false, _) => ("none", "", ""),
        };
        view! {
            <th scope="col" aria-sort=aria title=spoken>
                <a href=self.href(self.last, order, descending)>{words}<span aria-hidden="true">{arrow}</span></a>
            </th>
        }
        .into_any()
    }

    fn row(&self, row: &Row, weeks: &[String]) -> Option<AnyView> {
        let lang = self.lang;
        let service = self.services.iter().find(|one| one.number == row.service)?;
        let place = self.places.iter().find(|one| one.slug == row.district)?;
        let amounts: Vec<_> = row
            .amounts
            .iter()
            .zip(weeks)
            .map(|(amount, week)| {
                let few = *amount == Amount::Few;
                view! { <td class="num" class:nothing=few data-label=week.clone()>{amount_text(lang, *amount)}</td> }
            })
            .collect();
        Some(
            view! {
                <tr data-service=row.service.to_string() data-district=row.district.clone()>
                    <th scope="row"><a href=service_path(lang, row.service, "")>{service.name.get(lang).to_owned()}</a></th>
                    <td data-label=DISTRICT.get(lang)><a href=district_services_path(lang, &place.slug, "")>{place.name.get(lang).to_owned()}</a></td>
                    <td class="num" data-label=AT_LEAST.get(lang)><b>{grouped(lang, i64::from(row.at_least()))}</b></td>
                    {amounts}
                    <td data-label=NOW.get(lang)>{chip(lang, self.offers.state(&row.district, row.service))}</td>
                </tr>
            }
            .into_any(),
        )
    }
}
