//! Sending a form in place of the browser and showing what came back.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Element, FormData, Headers, HtmlElement, HtmlFormElement, RequestInit, Response, UrlSearchParams,
};

use crate::onboarding::text::{OFFLINE, SAVED, SAVING};
use crate::onboarding::view::ChecklistView;
use crate::text::Lang;
use crate::ui::form::{Answer, Refusal};

/// The island's state, as sending needs it.
#[derive(Clone, Copy)]
pub struct Work {
    /// The language.
    pub lang: Lang,
    /// The checklist on the page.
    pub shown: RwSignal<ChecklistView>,
    /// The answer to the form sent last.
    pub answer: RwSignal<Option<Answer>>,
    /// What is announced.
    pub said: RwSignal<String>,
    /// Whether a form is under way.
    pub busy: RwSignal<bool>,
}

/// What the browser could not do; the form's input stays on the page.
struct Unreachable;

/// A form as it was sent.
struct Sent {
    action: String,
    fields: Vec<(String, String)>,
    body: UrlSearchParams,
}

/// What the server answers when it refuses: the error as such is for programs.
#[derive(Deserialize)]
struct Refused {
    refusal: Refusal,
}

/// Takes a submitted form over. One at a time: what is pressed while a form is
/// under way waits for nobody and does nothing.
pub fn send(event: &SubmitEvent, work: Work) {
    let Some(form) = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok()) else {
        return;
    };
    let Ok(sent) = read(&form) else { return };
    event.prevent_default();
    if work.busy.get_untracked() {
        return;
    }
    work.busy.set(true);
    work.said.set(SAVING.get(work.lang).to_owned());
    spawn_local(async move {
        let result = post(&sent).await;
        work.busy.set(false);
        match result {
            Ok(Ok(view)) => {
                close(&form);
                work.answer.set(None);
                work.shown.set(view);
                work.said.set(SAVED.get(work.lang).to_owned());
                focus(&home(&sent));
            }
            Ok(Err(refusal)) => refuse(work, sent, refusal),
            Err(Unreachable) => work.said.set(OFFLINE.get(work.lang).to_owned()),
        }
    });
}

/// Closes and empties the forms about what has just changed: those that come in
/// their place must not inherit what was open or typed.
fn close(form: &HtmlFormElement) {
    if let Ok(Some(actions)) = form.closest(".actions") {
        while let Ok(Some(details)) = actions.query_selector("details[open]") {
            if empty(&details).is_err() {
                return;
            }
        }
    } else if let Ok(Some(details)) = form.closest("details") {
        // A form that stays open is no reason to hide what was saved.
        drop(empty(&details));
    }
}

fn empty(details: &Element) -> Result<(), JsValue> {
    if let Some(form) = details.query_selector("form")? {
        form.unchecked_into::<HtmlFormElement>().reset();
    }
    details.remove_attribute("open")
}

fn refuse(work: Work, sent: Sent, refusal: Refusal) {
    // A browser that refuses to go leaves the message below.
    if refusal.go_to.as_ref().is_some_and(|path| window().location().assign(path).is_ok()) {
        return;
    }
    work.said.set(refusal.text.clone());
    let operation = sent.action.rsplit('/').next().unwrap_or_default().to_owned();
    let item = item(&sent);
    let answer = Answer { operation, item, fields: sent.fields, refusal: Some(refusal) };
    let summary = format!("{}-errors", answer.prefix());
    work.answer.set(Some(answer));
    focus(&summary);
}

fn read(form: &HtmlFormElement) -> Result<Sent, JsValue> {
    let data = FormData::new_with_form(form)?;
    let body = UrlSearchParams::new()?;
    let mut fields = Vec::new();
    for entry in data.entries() {
        let pair = leptos::web_sys::js_sys::Array::from(&entry?);
        let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string()) else { continue };
        body.append(&name, &value);
        fields.push((name, value));
    }
    Ok(Sent { action: form.get_attribute("action").unwrap_or_default(), fields, body })
}

async fn post(sent: &Sent) -> Result<Result<ChecklistView, Refusal>, Unreachable> {
    let unreachable = |_: JsValue| Unreachable;
    let headers = Headers::new().map_err(unreachable)?;
    headers.append("Accept", "application/json").map_err(unreachable)?;
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_headers(&headers);
    request.set_body(&sent.body);
    let response = JsFuture::from(window().fetch_with_str_and_init(&sent.action, &request))
        .await
        .map_err(unreachable)?;
    let response: Response = response.dyn_into().map_err(unreachable)?;
    let text = JsFuture::from(response.text().map_err(unreachable)?).await.map_err(unreachable)?;
    let text = text.as_string().ok_or(Unreachable)?;
    if response.ok() {
        serde_json::from_str(&text).map(Ok).map_err(|_| Unreachable)
    } else {
        serde_json::from_str(&text).map(|refused: Refused| Err(refused.refusal)).map_err(|_| Unreachable)
    }
}

fn item(sent: &Sent) -> String {
    sent.fields
        .iter()
        .find(|(name, _)| name == "requirement" || name == "milestone")
        .map(|(_, key)| key.clone())
        .unwrap_or_default()
}

/// Where the reader was: the requirement, the milestone or the dates.
fn home(sent: &Sent) -> String {
    sent.fields
        .iter()
        .find_map(|(name, key)| match name.as_str() {
            "requirement" => Some(format!("req-{key}")),
            "milestone" => Some(format!("milestone-{key}")),
            _ => None,
        })
        .unwrap_or_else(|| "dates-title".to_owned())
}

/// Moves the focus once the page shows the answer.
fn focus(id_and_selector: &str) {
    let selector = format!("#{id_and_selector}");
    request_animation_frame(move || {
        if let Ok(Some(found)) = document().query_selector(&selector)
            && let Ok(element) = found.dyn_into::<HtmlElement>()
        {
            // An element that cannot take the focus leaves it where it is.
            drop(element.focus());
        }
    });
}
