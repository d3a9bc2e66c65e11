//! The sign-in page and one's own account.

use axum::Extension;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use leptos::prelude::*;
use tower_sessions::Session;

use super::actor::{Actor, Visitor};
use super::text::{
    ACCOUNT, CHANGE_PASSWORD, FORGOTTEN, NEW_PASSWORD, PASSWORD, PASSWORD_CHANGED, PASSWORD_HINT,
    PRESENT_PASSWORD, REPEATED_PASSWORD, ROLE, SIGN_IN, SIGN_IN_LEAD, SIGN_OUT_EVERYWHERE,
    SIGN_OUT_EVERYWHERE_TEXT, SIGNED_IN_AS, USER_NAME, role_text,
};
use crate::error::AppError;
use crate::flash;
use crate::shell::{Head, PagePath, Params, render_page};
use crate::site::Site;
use crate::text::Lang;
use crate::ui::form::{Answer, ErrorSummary, Field, FieldControl, is_local_path};

/// `/{lang}/vhod`
///
/// # Errors
/// When the database does not answer.
pub async fn show_sign_in(
    State(site): State<Site>,
    lang: Lang,
    params: Params,
    Visitor(visitor): Visitor,
    PagePath(path): PagePath,
    Extension(session): Extension<Session>,
) -> Result<Response, AppError> {
    let back = params.get("back").filter(|back| is_local_path(back)).map(str::to_owned);
    let answer = flash::take(&session, &path).await?;
    if visitor.is_some() && answer.is_none() {
        let home = back.unwrap_or_else(|| format!("/{}/tablo", lang.code()));
        return Ok(Redirect::to(&home).into_response());
    }
    let back = back.unwrap_or_else(|| format!("/{}/tablo", lang.code()));
    let head =
        Head { lang, title: SIGN_IN.get(lang).to_owned(), path, actor: visitor.clone(), island: false };
    let page = render_page(&site, head, || sign_in_form(lang, back, visitor, answer)).await?;
    Ok(page.into_response())
}

/// `/{lang}/profil`
///
/// # Errors
/// [`AppError::NotSignedIn`], or when the database does not answer.
pub async fn show_account(
    State(site): State<Site>,
    lang: Lang,
    actor: Actor,
    PagePath(path): PagePath,
    Extension(session): Extension<Session>,
) -> Result<Html<String>, AppError> {
    let answer = flash::take(&session, &path).await?;
    let head =
        Head { lang, title: ACCOUNT.get(lang).to_owned(), path, actor: Some(actor.clone()), island: false };
    render_page(&site, head, || account(lang, &actor, answer)).await
}

fn sign_in_form(lang: Lang, back: String, visitor: Option<Actor>, answer: Option<Answer>) -> AnyView {
    let prefix = "sign_in".to_owned();
    let refused = answer.clone().filter(|answer| answer.refusal.is_some());
    view! {
        <div class="narrow-page">
            <h1>{SIGN_IN.get(lang)}</h1>
            <p class="lead">{SIGN_IN_LEAD.get(lang)}</p>
            {visitor.map(|actor| view! { <p>{SIGNED_IN_AS.get(lang)}" "<strong>{actor.name}</strong>"."</p> })}
            <form method="post" action="/api/sign_in" novalidate>
                {refused.map(|answer| view! { <ErrorSummary answer prefix=prefix.clone() level=2/> })}
                <input type="hidden" name="lang" value=lang.code()/>
                <input type="hidden" name="back" value=back/>
                <Field answer=answer.clone() prefix=prefix.clone() name="user_name" label=USER_NAME.get(lang).to_owned() control=user_name_control/>
                <Field answer=answer prefix=prefix.clone() name="password" label=PASSWORD.get(lang).to_owned() control=password_control/>
                <button type="submit">{SIGN_IN.get(lang)}</button>
            </form>
            <p class="hint">{FORGOTTEN.get(lang)}</p>
        </div>
    }
    .into_any()
}

fn account(lang: Lang, actor: &Actor, answer: Option<Answer>) -> AnyView {
    let prefix = "change_password".to_owned();
    let done = answer.as_ref().is_some_and(|answer| answer.refusal.is_none());
    let refused = answer.clone().filter(|answer| answer.refusal.is_some());
    let back = format!("/{}/profil", lang.code());
    view! {
        <div class="narrow-page">
            <h1>{ACCOUNT.get(lang)}</h1>
            <dl class="facts">
                <div><dt>{USER_NAME.get(lang)}</dt><dd>{actor.name.clone()}</dd></div>
                <div><dt>{ROLE.get(lang)}</dt><dd>{role_text(actor.role).get(lang)}</dd></div>
            </dl>
            <section aria-labelledby="password-title">
                <h2 id="password-title">{CHANGE_PASSWORD.get(lang)}</h2>
                {done.then(|| view! { <p class="notice" role="status">{PASSWORD_CHANGED.get(lang)}</p> })}
                <form method="post" action="/api/change_password" novalidate>
                    {refused.map(|answer| view! { <ErrorSummary answer prefix=prefix.clone()/> })}
                    <input type="hidden" name="lang" value=lang.code()/>
                    <input type="hidden" name="back" value=back/>
                    <Field answer=answer.clone() prefix=prefix.clone() name="present_password" label=PRESENT_PASSWORD.get(lang).to_owned() control=password_control/>
                    <Field answer=answer.clone() prefix=prefix.clone() name="new_password" label=NEW_PASSWORD.get(lang).to_owned() hint=PASSWORD_HINT.get(lang) control=new_password_control/>
                    <Field answer=answer prefix=prefix.clone() name="repeated_password" label=REPEATED_PASSWORD.get(lang).to_owned() control=new_password_control/>
                    <button type="submit">{CHANGE_PASSWORD.get(lang)}</button>
                </form>
            </section>
            <section aria-labelledby="everywhere-title">
                <h2 id="everywhere-title">{SIGN_OUT_EVERYWHERE.get(lang)}</h2>
                <p>{SIGN_OUT_EVERYWHERE_TEXT.get(lang)}</p>
                <form method="post" action="/api/sign_out_everywhere">
                    <input type="hidden" name="back" value=format!("/{}/vhod", lang.code())/>
                    <button type="submit" class="secondary">{SIGN_OUT_EVERYWHERE.get(lang)}</button>
                </form>
            </section>
        </div>
    }
    .into_any()
}

fn user_name_control(field: FieldControl) -> AnyView {
    view! { <input type="text" autocomplete="username" autocapitalize="none" spellcheck="false" id=field.id name=field.name value=field.value aria-describedby=field.described_by aria-invalid=field.invalid/> }.into_any()
}

fn password_control(field: FieldControl) -> AnyView {
    view! { <input type="password" autocomplete="current-password" id=field.id name=field.name aria-describedby=field.described_by aria-invalid=field.invalid/> }.into_any()
}

fn new_password_control(field: FieldControl) -> AnyView {
    view! { <input type="password" autocomplete="new-password" id=field.id name=field.name aria-describedby=field.described_by aria-invalid=field.invalid/> }.into_any()
}
