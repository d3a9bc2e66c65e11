//! A milestone: its requirements, and the mark behind its gate.

use leptos::prelude::*;

use super::parts::ItemForm;
use super::{plan, requirement};
use crate::onboarding::text::{
    GATE_OPEN, MARK, MARK_BUTTON, REACHED_ON, TAKE_BACK, TAKE_BACK_BUTTON, TAKE_BACK_FROM, TAKE_BACK_HINT,
};
use crate::onboarding::view::{ChecklistView, MilestoneView};
use crate::text::{Lang, REASON, count_form};
use crate::ui::form::{Answer, area_control, date_control};

/// The milestone's section.
pub fn section(view: &ChecklistView, one: &MilestoneView, answer: Option<&Answer>) -> AnyView {
    let rows: Vec<AnyView> = one.rows.iter().map(|row| requirement::row(view, row, answer)).collect();
    let (title, labelled_by) = (format!("milestone-{}", one.key), format!("milestone-{}", one.key));
    view! {
        <section class="milestone" class:milestone-confirmed=one.confirmed aria-labelledby=labelled_by data-milestone=one.key.clone()>
            <h3 id=title tabindex="-1">
                <span class="position">{one.position}</span>" "{one.name.clone()}
                {(!one.tally.is_empty()).then(|| view! { <span class="tally"><a href=one.tally_href.clone()>{one.tally.clone()}</a></span> })}
            </h3>
            {one.mark.clone().map(|text| view! { <p class="mark"><span aria-hidden="true">"✓ "</span>{text}</p> })}
            <ul class="requirements">{rows}</ul>
            {plan::of_milestone(view, one, answer)}
            {view.can.mark.then(|| marking(view, one, answer))}
        </section>
    }
    .into_any()
}

fn marking(view: &ChecklistView, one: &MilestoneView, answer: Option<&Answer>) -> AnyView {
    let lang = view.lang;
    let item = Some(("milestone", one.key.as_str()));
    let version = view.version;
    if one.confirmed {
        let form = ItemForm {
            view,
            operation: "take_back_mark",
            item,
            version,
            answer,
            summary: Some(TAKE_BACK.get(lang)),
            button: TAKE_BACK_BUTTON.get(lang),
            now: false,
        };
        // Nothing is marked or taken back while it is suspended.
        if view.suspended.is_some() {
            return view! { <p class="hint">{one.not_now.clone()}</p> }.into_any();
        }
        return form.around(
            view! {
                {form.field("from", TAKE_BACK_FROM.get(lang), &one.reached_iso, date_control)}
                <p class="hint">{TAKE_BACK_HINT.get(lang)}</p>
                {form.field("reason", REASON.get(lang), "", area_control)}
            }
            .into_any(),
        );
    }
    let now = one.gate_missing == 0 && one.not_now.is_none();
    let form = ItemForm {
        view,
        operation: "mark_milestone",
        item,
        version,
        answer,
        summary: Some(MARK.get(lang)),
        button: MARK_BUTTON.get(lang),
        now,
    };
    let gate = if let Some(reason) = one.not_now.clone() {
        reason
    } else if one.gate_missing == 0 {
        GATE_OPEN.get(lang).to_owned()
    } else {
        gate_text(lang, one.gate_missing)
    };
    form.around(
        view! {
            <p class="gate" class:gate-open=now>{gate}</p>
            {form.field("reached_on", REACHED_ON.get(lang), &view.today, date_control)}
        }
        .into_any(),
    )
}

/// What keeps the gate closed, counted.
fn gate_text(lang: Lang, missing: u32) -> String {
    let missing = i64::from(missing);
    lang.pick(
        format!("Липсват {} от този и по-ранните етапи.", count_form(missing, "изискване", "изисквания")),
        format!(
            "{} of this and earlier milestones missing.",
            count_form(missing, "requirement", "requirements")
        ),
    )
}
