//! The public form. It is answered at once, with the page: who fills it in has
//! no session, and gets no cookie.

use std::net::IpAddr;

use axum::Extension;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::{StatusCode, header};
use leptos::prelude::*;

use crate::auth::actor::Visitor;
use crate::auth::sign_in::ClientAddress;
use crate::dispute::form::{OPERATION, RawDispute, contest};
use crate::dispute::model::Subject;
use crate::dispute::names::{Names, Offer, path};
use crate::dispute::operation::file_dispute;
use crate::dispute::store::load_form_key;
use crate::dispute::text::{
    ABOUT, ABOUT_HINT, ALL_DISPUTES, BY_LETTER, CHOOSE, CONTEST, CONTEST_LEAD, DISTRICT, EMAIL, EMAIL_HINT,
    NO_LETTERS, NO_PERSONAL, NOT_SENT, SEND, SERVICE, WEBSITE, WHAT_FOLLOWS, WORDS, WORDS_HINT,
};
use crate::dispute::token::FormKey;
use crate::error::AppError;
use crate::id::DisputeId;
use crate::shell::{Described, Extra, Head, NotKept, PagePath, Params, read_form, render_described};
use crate::site::Site;
use crate::text::Lang;
use crate::text::refusal::refusal;
use crate::ui::choice::select;
use crate::ui::form::{Answer, ErrorSummary, Field, FieldControl, Refusal, area_control};

/// The most bytes that are read: the longest text, several times over.
const LIMIT: usize = 64 * 1024;

/// `/{lang}/osporvane?rayon=&programme=&etap=&usluga=`
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
    let head = head(lang, visitor, path);
    let subject = match (params.get("etap"), params.get("usluga")) {
        (Some(key), _) => {
            Some(Subject::Milestone { programme: params.programme().to_owned(), key: key.to_owned() })
        }
        (None, Some(number)) => number.parse().ok().map(Subject::Service),
        (None, None) => None,
    };
    let raw = RawDispute {
        district: params.get("rayon").unwrap_or_default().to_owned(),
        about: subject.map(|one| one.key()).unwrap_or_default(),
        ..RawDispute::default()
    };
    page(&site, head, &raw, None).await
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
    PagePath(here): PagePath,
    address: Option<Extension<ClientAddress>>,
    request: Request,
) -> Result<Response, AppError> {
    let from = address.map(|Extension(one)| one.0);
    let allowed = site.dispute_limits.check_sent(from);
    let raw = RawDispute::of(&read_form(request, LIMIT).await?);
    let filed = match allowed {
        Ok(()) => file(&site, lang, &raw, from).await,
        Err(error) => Err(error),
    };
    match filed {
        Ok(id) => Ok(Redirect::to(&path(lang, id)).into_response()),
        Err(error @ (AppError::Invalid { .. } | AppError::TooManyAttempts { .. })) => {
            let mut response = page(&site, head(lang, visitor, here), &raw, Some(&error)).await?;
            *response.status_mut() =
                StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
            if let AppError::TooManyAttempts { seconds } = error {
                response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
            }
            Ok(response)
        }
        Err(error) => Err(error),
    }
}

async fn file(
    site: &Site,
    lang: Lang,
    raw: &RawDispute,
    from: Option<IpAddr>,
) -> Result<DisputeId, AppError> {
    let now = site.clock.now();
    let answers = site.db.letterhead().map(|_| lang);
    let contest = contest(raw, answers, form_key(site).await?, now)?;
    // Looked at before it is counted: a mistake is no dispute.
    Offer::load(site.db.read(), lang, site.today()).await?.check(&contest)?;
    site.dispute_limits.check_filed(from)?;
    file_dispute(&site.db, contest, now).await
}

async fn form_key(site: &Site) -> Result<&FormKey, AppError> {
    site.form_key.get_or_try_init(|| load_form_key(&site.db)).await
}

fn head(lang: Lang, actor: Option<crate::auth::actor::Actor>, path: String) -> Head {
    Head { lang, title: CONTEST.get(lang).to_owned(), path, actor, island: false }
}

/// The form, filled in with what was typed; a fresh one of its own for each
/// reader, because it says when it was shown.
async fn page(
    site: &Site,
    head: Head,
    raw: &RawDispute,
    error: Option<&AppError>,
) -> Result<Response, AppError> {
    let (lang, now) = (head.lang, site.clock.now());
    let offer = Offer::load(site.db.read(), lang, site.today()).await?;
    let by_letter = site.db.letterhead().is_some();
    let key = form_key(site).await?;
    // One that is only too quick becomes good by waiting.
    let fresh = key.check(&raw.shown, now).is_err_and(|rule| rule != crate::error::Rule::TooQuick);
    let shown = if fresh { key.issue(now) } else { raw.shown.clone() };
    let answer = error.map(|error| answered(lang, raw, error));
    let described = if error.is_some() { Described::Error } else { Described::Page(Extra::default()) };
    let html = render_described(site, head, described, || {
        let errors =
            answer.clone().map(|answer| view! { <ErrorSummary answer prefix=OPERATION.to_owned() level=2/> });
        view! {
            <div class="prose">
                <h1>{CONTEST.get(lang)}</h1>
                <p class="lead">{CONTEST_LEAD.get(lang)}</p>
                {errors}
                <form method="post" action=format!("/{}/osporvane", lang.code()) class="item-form" id=OPERATION novalidate>
                    {districts(lang, &offer.names, answer.as_ref(), raw)}
                    {subjects(lang, &offer, answer.as_ref(), raw)}
                    <p class="hint">{ABOUT_HINT.get(lang)}</p>
                    <Field answer=answer.clone() prefix=OPERATION.to_owned() name="text" label=WORDS.get(lang).to_owned() hint=format!("{} {}", WORDS_HINT.get(lang), NO_PERSONAL.get(lang)) value=raw.text.clone() control=area_control/>
                    {by_letter.then(|| view! {
                        <Field answer=answer.clone() prefix=OPERATION.to_owned() name="email" label=EMAIL.get(lang).to_owned() hint=EMAIL_HINT.get(lang) value=raw.email.clone() control=email_control/>
                    })}
                    <div class=if answer.as_ref().is_some_and(|one| one.problem("website").is_some()) { "" } else { "left-empty" }>
                        <Field answer=answer.clone() prefix=OPERATION.to_owned() name="website" label=WEBSITE.get(lang).to_owned() value=raw.website.clone() control=empty_control/>
                    </div>
                    <input type="hidden" name="shown" id=format!("{OPERATION}-shown") value=shown/>
                    <button type="submit">{SEND.get(lang)}</button>
                </form>
                <p>{WHAT_FOLLOWS.get(lang)}" "{if by_letter { BY_LETTER } else { NO_LETTERS }.get(lang)}</p>
                <p><a href=format!("/{}/osporvaniya", lang.code())>{ALL_DISPUTES.get(lang)}</a></p>
            </div>
        }
        .into_any()
    })
    .await?;
    Ok((Extension(NotKept), html).into_response())
}

/// What was typed and what is wrong with it, as forms show it.
fn answered(lang: Lang, raw: &RawDispute, error: &AppError) -> Answer {
    let refusal = match error {
        AppError::TooManyAttempts { seconds } => {
            let minutes = seconds.div_ceil(60).max(1);
            let text = lang.pick(
                format!("От вашата мрежа са изпратени твърде много формуляри. Въведеното е тук; изпратете го отново след {minutes} мин."),
                format!("Too many forms were sent from your network. What you typed is here; send it again in {minutes} min."),
            );
            Refusal { heading: NOT_SENT.get(lang).to_owned(), text, ..Refusal::default() }
        }
        error => refusal(lang, OPERATION, "", error),
    };
    let fields = [
        ("district", &raw.district),
        ("about", &raw.about),
        ("text", &raw.text),
        ("email", &raw.email),
        ("website", &raw.website),
    ];
    Answer {
        operation: OPERATION.to_owned(),
        item: String::new(),
        fields: fields.map(|(name, value)| (name.to_owned(), value.clone())).to_vec(),
        refusal: Some(refusal),
    }
}

fn districts(lang: Lang, names: &Names, answer: Option<&Answer>, raw: &RawDispute) -> AnyView {
    let mut options = vec![(String::new(), CHOOSE.get(lang).to_owned())];
    options.extend(names.districts.iter().map(|one| (one.slug.clone(), one.name.get(lang).to_owned())));
    select(answer, OPERATION, "district", DISTRICT.get(lang), &raw.district, &options)
}

fn subjects(lang: Lang, offer: &Offer, answer: Option<&Answer>, raw: &RawDispute) -> AnyView {
    let mut options = vec![(String::new(), CHOOSE.get(lang).to_owned())];
    for one in offer.subjects() {
        let name = offer.names.subject(lang, &one);
        let words = match &one {
            Subject::Milestone { .. } => name,
            Subject::Service(_) => format!("{}: {name}", SERVICE.get(lang)),
        };
        options.push((one.key(), words));
    }
    select(answer, OPERATION, "about", ABOUT.get(lang), &raw.about, &options)
}

fn email_control(field: FieldControl) -> AnyView {
    view! { <input type="email" id=field.id name=field.name value=field.value autocomplete="email" aria-describedby=field.described_by aria-invalid=field.invalid/> }.into_any()
}

/// What nobody sees and no browser fills in by itself.
fn empty_control(field: FieldControl) -> AnyView {
    view! { <input type="text" id=field.id name=field.name value=field.value autocomplete="off" tabindex="-1" aria-describedby=field.described_by aria-invalid=field.invalid/> }.into_any()
}
