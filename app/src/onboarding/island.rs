//! The checklist at work: the same forms for everybody, and where JavaScript
//! runs, an island that sends them and shows the answer at once.
//!
//! The island takes the plain forms over instead of calling the server
//! functions through their typed stubs: one request function instead of eleven
//! keeps the wasm small, and what works without JavaScript works with it.

mod milestone;
mod parts;
mod plan;
mod requirement;
mod send;

use leptos::prelude::*;

use super::text::{EXPIRING, MISSING, NOTHING_MISSING, STILL_TO_DO};
use super::view::{ChecklistView, MissingView};
use crate::text::{Lang, Text};
use crate::ui::form::Answer;

/// A district's checklist with what its reader may do.
#[island]
pub fn Checklist(
    /// The checklist as the server knows it.
    view: ChecklistView,
    /// What was answered to the form sent last.
    answer: Option<Answer>,
) -> impl IntoView {
    let lang = view.lang;
    let shown = RwSignal::new(view);
    let answer = RwSignal::new(answer);
    let said = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let work = send::Work { lang, shown, answer, said, busy };
    view! {
        <div class="checklist" on:submit=move |event| send::send(&event, work) aria-busy=move || busy.get().then_some("true")>
            <p class="said" role="status">{move || said.get()}</p>
            {move || checklist(&shown.get(), answer.get().as_ref())}
        </div>
    }
}

fn checklist(view: &ChecklistView, answer: Option<&Answer>) -> AnyView {
    let milestones: Vec<AnyView> =
        view.milestones.iter().map(|one| milestone::section(view, one, answer)).collect();
    view! {
        <div class="checklist-head">
            <p class="status-line">
                <span class=format!("chip {}", view.status_class)>{view.status.clone()}</span>
                {(!view.tally.is_empty()).then(|| view! { " "<span class="tally"><a href=view.tally_href.clone()>{view.tally.clone()}</a></span> })}
            </p>
            <p class="whose-move">{view.whose_move.clone()}</p>
            {(!view.carried.is_empty()).then(|| view! { <p class="carried">{view.carried.clone()}</p> })}
            {(!view.stance.is_empty()).then(|| view! { <p class="stance">{view.stance.clone()}</p> })}
            {view.suspension.clone().map(|text| view! { <p class="suspension">{text}</p> })}
        </div>
        {refused_elsewhere(view, answer)}
        {(!view.expiring.is_empty()).then(|| list(view.lang, "expiring", EXPIRING, &view.expiring))}
        {(!view.still_to_do.is_empty()).then(|| list(view.lang, "still-to-do", STILL_TO_DO, &view.still_to_do))}
        {list(view.lang, "missing", MISSING, &view.missing)}
        {plan::section(view, answer)}
        {milestones}
    }
    .into_any()
}

/// What is wrong with a form that is no longer here, because what it was about
/// has moved on since.
fn refused_elsewhere(view: &ChecklistView, answer: Option<&Answer>) -> Option<AnyView> {
    let answer = answer.filter(|one| !view.offers(&one.operation, &one.item))?;
    let refusal = answer.refusal.clone()?;
    let problems: Vec<AnyView> =
        refusal.problems.into_iter().map(|problem| view! { <li>{problem.text}</li> }.into_any()).collect();
    Some(
        view! {
            <div class="error-summary" id=format!("{}-errors", answer.prefix()) role="alert" tabindex="-1"><h3>{refusal.heading}</h3><p>{refusal.text}</p><ul>{problems}</ul></div>
        }
        .into_any(),
    )
}

/// Requirements by name, each with a link to where it is done: what is missing,
/// what expires.
fn list(lang: Lang, class: &'static str, title: Text, listed: &[MissingView]) -> AnyView {
    let items: Vec<AnyView> = listed
        .iter()
        .map(|one| {
            view! {
                <li>
                    <a href=one.href.clone()>{one.name.clone()}</a>
                    <span class="holder">{one.holder.clone()}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    let id = format!("{class}-title");
    let labelled_by = id.clone();
    let nothing = items.is_empty().then_some(NOTHING_MISSING);
    view! {
        <section class=format!("missing {class}") aria-labelledby=labelled_by>
            <h2 id=id>{title.get(lang)}</h2>
            {match nothing {
                Some(text) => view! { <p>{text.get(lang)}</p> }.into_any(),
                None => view! { <ul>{items}</ul> }.into_any(),
            }}
        </section>
    }
    .into_any()
}
