//! Where the button leads. It is answered at once, with a page: who presses it has
//! no session, and gets no cookie.

use axum::Extension;
use axum::extract::{Request, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use http::{StatusCode, header};
use leptos::prelude::*;

use crate::auth::actor::Visitor;
use crate::auth::sign_in::ClientAddress;
use crate::demand::button::form_path;
use crate::demand::form::{OPERATION, RawWish, wish};
use crate::demand::store::count_wish;
use crate::demand::text::{
    COUNTED_ONCE, DEMAND, NEED, NEED_FORM, NEED_TITLE, NOT_COUNTED, THANKS, TO_DISTRICT, TO_SERVICE,
};
use crate::dispute::text::WEBSITE;
use crate::error::AppError;
use crate::limits::network;
use crate::service::store::{Place, Service, list_places, list_services};
use crate::service::text::{CHOOSE, DISTRICT, SERVICE};
use crate::service::view::{district_services_path, service_path};
use crate::shell::{
    Described, Extra, Head, NotKept, PagePath, Params, read_form, render_described, render_page,
};
use crate::site::Site;
use crate::text::Lang;
use crate::text::refusal::refusal;
use crate::ui::choice::select;
use crate::ui::form::{Answer, ErrorSummary, Field, FieldControl, Refusal};

/// The most bytes that are read.
const LIMIT: usize = 8 * 1024;

/// What can be chosen.
struct Known {
    services: Vec<Service>,
    places: Vec<Place>,
}

impl Known {
    async fn load(site: &Site, lang: Lang) -> Result<Self, AppError> {
        let reader = site.db.read();
        Ok(Self { services: list_services(reader).await?, places: list_places(reader, lang).await? })
    }
}

/// `/{lang}/nuzhna-mi-e?usluga=&rayon=`
///
/// # Errors
/// When the database does not answer.
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    params: Params,
    Visitor(visitor): Visitor,
    PagePath(path): PagePath,
) -> Result<Response, AppError> {
    let raw = RawWish {
        service: params.get("usluga").unwrap_or_default().to_owned(),
        district: params.get("rayon").unwrap_or_default().to_owned(),
        website: String::new(),
    };
    let known = Known::load(&site, lang).await?;
    let head = Head { lang, title: NEED_TITLE.get(lang).to_owned(), path, actor: visitor, island: false };
    Ok(page(&site, head, &known, &raw, None).await?.into_response())
}

/// The same by POST.
///
/// # Errors
/// [`AppError::TooLarge`], [`AppError::Malformed`]; what is wrong with a field is
/// said on the page.
pub async fn send(
    State(site): State<Site>,
    lang: Lang,
    Visitor(visitor): Visitor,
    PagePath(path): PagePath,
    address: Option<Extension<ClientAddress>>,
    request: Request,
) -> Result<Response, AppError> {
    let address = address.map(|Extension(one)| one.0);
    let allowed = site.demand_limits.check(address);
    let raw = RawWish::of(&read_form(request, LIMIT).await?);
    let known = Known::load(&site, lang).await?;
    let read = allowed.and_then(|()| {
        let services: Vec<i64> = known.services.iter().map(|one| one.number).collect();
        let districts: Vec<&str> = known.places.iter().map(|one| one.slug.as_str()).collect();
        wish(&raw, &services, &districts)
    });
    let error = match read {
        Ok(wish) => {
            let to =
                format!("{}/blagodarim?usluga={}&rayon={}", form_path(lang), wish.service, wish.district);
            count_wish(&site.db, wish, address.map(network), site.today()).await?;
            return Ok(Redirect::to(&to).into_response());
        }
        Err(error) => error,
    };
    let head = Head { lang, title: NEED_TITLE.get(lang).to_owned(), path, actor: visitor, island: false };
    let html = page(&site, head, &known, &raw, Some(&error)).await?;
    let mut response = (Extension(NotKept), html).into_response();
    *response.status_mut() = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    if let AppError::TooManyAttempts { seconds } = error {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    Ok(response)
}

/// `/{lang}/nuzhna-mi-e/blagodarim?usluga=&rayon=`: the same words whether it was
/// the first press or not.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such service or district.
pub async fn thanks(
    State(site): State<Site>,
    lang: Lang,
    params: Params,
    Visitor(visitor): Visitor,
    PagePath(path): PagePath,
) -> Result<Html<String>, AppError> {
    let known = Known::load(&site, lang).await?;
    let number = params.get("usluga").and_then(|one| one.parse().ok());
    let service = known.services.iter().find(|one| Some(one.number) == number).ok_or(AppError::NotFound)?;
    let slug = params.get("rayon");
    let place = known.places.iter().find(|one| Some(one.slug.as_str()) == slug).ok_or(AppError::NotFound)?;
    let head = Head { lang, title: THANKS.get(lang).to_owned(), path, actor: visitor, island: false };
    render_page(&site, head, || {
        let (name, district) = (service.name.get(lang), place.name.get(lang));
        let said = lang.pick(
            format!("Отбелязано е, че услугата „{name}“ е нужна електронно в район „{district}“."),
            format!("It is noted that the service “{name}” is needed online in {district}."),
        );
        view! {
            <div class="prose">
                <h1>{THANKS.get(lang)}</h1>
                <p class="lead">{said}</p>
                <p>{COUNTED_ONCE.get(lang)}</p>
                <p class="ways">
                    <a href=service_path(lang, service.number, "")>{TO_SERVICE.get(lang)}</a>
                    <a href=district_services_path(lang, &place.slug, "")>{TO_DISTRICT.get(lang)}</a>
                    <a href=format!("/{}/tarsene", lang.code())>{DEMAND.get(lang)}</a>
                </p>
            </div>
        }
        .into_any()
    })
    .await
}

async fn page(
    site: &Site,
    head: Head,
    known: &Known,
    raw: &RawWish,
    error: Option<&AppError>,
) -> Result<Html<String>, AppError> {
    let lang = head.lang;
    let answer = error.map(|error| answered(lang, raw, error));
    let described = if error.is_some() { Described::Error } else { Described::Page(Extra::default()) };
    render_described(site, head, described, || {
        let errors =
            answer.clone().map(|answer| view! { <ErrorSummary answer prefix=OPERATION.to_owned() level=2/> });
        let empty = if answer.as_ref().is_some_and(|one| one.problem("website").is_some()) {
            ""
        } else {
            "left-empty"
        };
        let field = |name: &'static str, label: &'static str, value: &str, from: Vec<(String, String)>| {
            let mut options = vec![(String::new(), CHOOSE.get(lang).to_owned())];
            options.extend(from);
            select(answer.as_ref(), OPERATION, name, label, value, &options)
        };
        let services =
            known.services.iter().map(|one| (one.number.to_string(), one.name.get(lang).to_owned()));
        let districts = known.places.iter().map(|one| (one.slug.clone(), one.name.get(lang).to_owned()));
        view! {
            <div class="prose">
                <h1>{NEED_TITLE.get(lang)}</h1>
                <p class="lead">{NEED_FORM.get(lang)}</p>
                {errors}
                <form method="post" action=form_path(lang) class="item-form" id=OPERATION novalidate>
                    {field("service", SERVICE.get(lang), &raw.service, services.collect())}
                    {field("district", DISTRICT.get(lang), &raw.district, districts.collect())}
                    <div class=empty>
                        <Field answer=answer.clone() prefix=OPERATION.to_owned() name="website" label=WEBSITE.get(lang).to_owned() value=raw.website.clone() control=empty_control/>
                    </div>
                    <button type="submit">{NEED.get(lang)}</button>
                </form>
                <p><a href=format!("/{}/tarsene", lang.code())>{DEMAND.get(lang)}</a></p>
            </div>
        }
        .into_any()
    })
    .await
}

/// What was chosen and what is wrong with it, as forms show it.
fn answered(lang: Lang, raw: &RawWish, error: &AppError) -> Answer {
    let refusal = match error {
        AppError::TooManyAttempts { seconds } => {
            let minutes = seconds.div_ceil(60).max(1);
            let text = lang.pick(
                format!("От вашата мрежа е отбелязано твърде много наведнъж. Избраното е тук; изпратете го отново след {minutes} мин."),
                format!("Too much was sent from your network at once. What you chose is here; send it again in {minutes} min."),
            );
            Refusal { heading: NOT_COUNTED.get(lang).to_owned(), text, ..Refusal::default() }
        }
        error => refusal(lang, OPERATION, "", error),
    };
    let fields = [("service", &raw.service), ("district", &raw.district), ("website", &raw.website)];
    Answer {
        operation: OPERATION.to_owned(),
        item: String::new(),
        fields: fields.map(|(name, value)| (name.to_owned(), value.clone())).to_vec(),
        refusal: Some(refusal),
    }
}

/// What nobody sees and no browser fills in by itself.
fn empty_control(field: FieldControl) -> AnyView {
    view! { <input type="text" id=field.id name=field.name value=field.value autocomplete="off" tabindex="-1" aria-describedby=field.described_by aria-invalid=field.invalid/> }.into_any()
}
