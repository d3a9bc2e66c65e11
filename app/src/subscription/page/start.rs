//! The form.

use axum::Extension;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use leptos::prelude::*;

use super::{described, head, read, say};
use crate::about::text::PRIVACY;
use crate::auth::sign_in::ClientAddress;
use crate::dispute::store::load_form_key;
use crate::dispute::text::{CHOOSE, NOT_SENT, WEBSITE};
use crate::dispute::token::FormKey;
use crate::district::store::{DistrictName, list_all_names};
use crate::error::{AppError, Rule};
use crate::shell::{NotKept, PagePath, render_described};
use crate::site::Site;
use crate::subscription::form::{CITY, OPERATION, RawSubscription, wish};
use crate::subscription::operation::subscribe;
use crate::subscription::text::{
    CHECK_MAIL, CHECK_MAIL_TEXT, EMAIL, EMAIL_HINT, LEAD, MORE, NO_MAIL, SCOPE, SEND, SUBSCRIBE, TO_BULLETIN,
    WHAT_IS_KEPT, WHOLE_CITY,
};
use crate::text::Lang;
use crate::text::refusal::refusal;
use crate::ui::choice::select;
use crate::ui::form::{Answer, ErrorSummary, Field, FieldControl, Refusal};

/// `/{lang}/abonament?rayon=`
///
/// # Errors
/// When the database does not answer.
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    params: crate::shell::Params,
    PagePath(path): PagePath,
) -> Result<Response, AppError> {
    let scope = params.get("rayon").unwrap_or_default().to_owned();
    page(&site, lang, path, &RawSubscription { scope, ..RawSubscription::default() }, None).await
}

/// The same by POST.
///
/// # Errors
/// [`AppError::TooLarge`], [`AppError::Malformed`], [`AppError::NotFound`] where
/// there is no mail server; what is wrong with a field is said on the page.
pub async fn send(
    State(site): State<Site>,
    lang: Lang,
    PagePath(path): PagePath,
    address: Option<Extension<ClientAddress>>,
    request: Request,
) -> Result<Response, AppError> {
    if site.db.letterhead().is_none() {
        return Err(AppError::NotFound);
    }
    let allowed = site.subscription_limits.check(address.map(|Extension(one)| one.0));
    let raw = RawSubscription::of(&read(request).await?);
    let done = match allowed {
        Ok(()) => take(&site, lang, &raw).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => {
            let head = head(lang, CHECK_MAIL, path);
            say(&site, head, StatusCode::OK, CHECK_MAIL_TEXT, ("/byuletin", TO_BULLETIN)).await
        }
        Err(error @ (AppError::Invalid { .. } | AppError::TooManyAttempts { .. })) => {
            let mut response = page(&site, lang, path, &raw, Some(&error)).await?;
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

async fn take(site: &Site, lang: Lang, raw: &RawSubscription) -> Result<(), AppError> {
    let now = site.clock.now();
    let districts = list_all_names(site.db.read(), lang).await?;
    let slugs: Vec<String> = districts.into_iter().map(|one| one.slug).collect();
    let wish = wish(raw, &slugs, form_key(site).await?, now)?;
    site.subscription_limits.check_mailbox(&wish.email)?;
    subscribe(&site.db, wish, lang, now).await
}

async fn form_key(site: &Site) -> Result<&FormKey, AppError> {
    site.form_key.get_or_try_init(|| load_form_key(&site.db)).await
}

async fn page(
    site: &Site,
    lang: Lang,
    path: String,
    raw: &RawSubscription,
    error: Option<&AppError>,
) -> Result<Response, AppError> {
    let districts = list_all_names(site.db.read(), lang).await?;
    let now = site.clock.now();
    let key = form_key(site).await?;
    // One that is only too quick becomes good by waiting.
    let fresh = key.check(&raw.shown, now).is_err_and(|rule| rule != Rule::TooQuick);
    let shown = if fresh { key.issue(now) } else { raw.shown.clone() };
    let offered = site.db.letterhead().is_some();
    let answer = error.map(|error| answered(lang, raw, error));
    let html = render_described(site, head(lang, SUBSCRIBE, path), described(), || {
        let below = if offered { form(lang, &districts, raw, shown, answer) } else { feed(lang) };
        view! {
            <div class="prose">
                <h1>{SUBSCRIBE.get(lang)}</h1>
                <p class="lead">{LEAD.get(lang)}</p>
                {below}
            </div>
        }
        .into_any()
    })
    .await?;
    Ok((Extension(NotKept), html).into_response())
}

/// How to follow without letters.
fn feed(lang: Lang) -> AnyView {
    let href = format!("/{}/byuletin.atom", lang.code());
    let bulletin = format!("/{}/byuletin", lang.code());
    view! {
        <p>{NO_MAIL.get(lang)}" "<a href=href>"Atom"</a></p>
        <p><a href=bulletin>{TO_BULLETIN.get(lang)}</a></p>
    }
    .into_any()
}

fn form(
    lang: Lang,
    districts: &[DistrictName],
    raw: &RawSubscription,
    shown: String,
    answer: Option<Answer>,
) -> AnyView {
    let mut options = vec![
        (String::new(), CHOOSE.get(lang).to_owned()),
        (CITY.to_owned(), WHOLE_CITY.get(lang).to_owned()),
    ];
    options.extend(districts.iter().map(|one| (one.slug.clone(), one.name.get(lang).to_owned())));
    let trapped = answer.as_ref().is_some_and(|one| one.problem("website").is_some());
    let errors =
        answer.clone().map(|answer| view! { <ErrorSummary answer prefix=OPERATION.to_owned() level=2/> });
    view! {
        {errors}
        <form method="post" action=format!("/{}/abonament", lang.code()) class="item-form" id=OPERATION novalidate>
            <Field answer=answer.clone() prefix=OPERATION.to_owned() name="email" label=EMAIL.get(lang).to_owned() hint=EMAIL_HINT.get(lang) value=raw.email.clone() control=email_control/>
            {select(answer.as_ref(), OPERATION, "scope", SCOPE.get(lang), &raw.scope, &options)}
            <div class=if trapped { "" } else { "left-empty" }>
                <Field answer=answer.clone() prefix=OPERATION.to_owned() name="website" label=WEBSITE.get(lang).to_owned() value=raw.website.clone() control=empty_control/>
            </div>
            <input type="hidden" name="shown" id=format!("{OPERATION}-shown") value=shown/>
            <button type="submit">{SEND.get(lang)}</button>
        </form>
        <p class="hint">{WHAT_IS_KEPT.get(lang)}</p>
        <p class="ways">
            <a href=format!("/{}/poveritelnost#subscribing", lang.code()) title=PRIVACY.get(lang)>{MORE.get(lang)}</a>
            <a href=format!("/{}/byuletin", lang.code())>{TO_BULLETIN.get(lang)}</a>
        </p>
    }
    .into_any()
}

/// What was typed and what is wrong with it, as forms show it.
fn answered(lang: Lang, raw: &RawSubscription, error: &AppError) -> Answer {
    let refusal = match error {
        AppError::TooManyAttempts { seconds } => {
            let minutes = seconds.div_ceil(60).max(1);
            let text = lang.pick(
                format!("От вашата мрежа или за този адрес са поискани твърде много писма. Опитайте отново след {minutes} мин."),
                format!("Too many letters were asked for from your network or for this address. Try again in {minutes} min."),
            );
            Refusal { heading: NOT_SENT.get(lang).to_owned(), text, ..Refusal::default() }
        }
        error => refusal(lang, OPERATION, "", error),
    };
    let fields = [("email", &raw.email), ("scope", &raw.scope), ("website", &raw.website)];
    Answer {
        operation: OPERATION.to_owned(),
        item: String::new(),
        fields: fields.map(|(name, value)| (name.to_owned(), value.clone())).to_vec(),
        refusal: Some(refusal),
    }
}

fn email_control(field: FieldControl) -> AnyView {
    view! { <input type="email" id=field.id name=field.name value=field.value autocomplete="email" aria-describedby=field.described_by aria-invalid=field.invalid/> }.into_any()
}

/// What nobody sees and no browser fills in by itself.
fn empty_control(field: FieldControl) -> AnyView {
    view! { <input type="text" id=field.id name=field.name value=field.value autocomplete="off" tabindex="-1" aria-describedby=field.described_by aria-invalid=field.invalid/> }.into_any()
}
