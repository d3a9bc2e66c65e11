//! A requirement with what its reader may do.

use leptos::prelude::*;

use super::parts::ItemForm;
use crate::onboarding::model::{Evidence, EvidenceKind, ReturnReason};
use crate::onboarding::text::{
    ASKED, BASIS, CONFIRM, EVIDENCE, EVIDENCE_GIVEN, EVIDENCE_KIND, EXCLUDED, HOLDER, HOLDER_CHANGE,
    MUST_BE_MET, NEXT, NOTE, RENEWAL, REOPEN, REOPEN_BUTTON, RETURN, RETURN_BUTTON, RETURN_REASONS,
    RETURN_TEXT, RETURNED_BECAUSE, SET_ASIDE, SET_ASIDE_BUTTON, SET_ASIDE_REASON, SINCE, SUBMIT,
    SUBMIT_AGAIN, SUBMIT_BUTTON, VALID_UNTIL, WAITS_FOR,
};
use crate::onboarding::view::{ChecklistView, RowView};
use crate::text::{REASON, evidence_kind_text, return_reason_text, standing_mark, standing_text};
use crate::ui::form::{Answer, area_control, date_control};

/// The requirement's row.
pub fn row(view: &ChecklistView, row: &RowView, answer: Option<&Answer>) -> AnyView {
    let lang = view.lang;
    let pair = |label: &'static str, value: AnyView| {
        view! { <div><dt>{label}</dt><dd>{value}</dd></div> }.into_any()
    };
    let mut facts: Vec<AnyView> = Vec::new();
    if row.is_open() {
        facts.push(pair(NEXT.get(lang), row.next.clone().into_any()));
        facts.extend(row.must_be_met_by.clone().map(|by| pair(MUST_BE_MET.get(lang), by.into_any())));
        facts.push(pair(ASKED.get(lang), row.asked.clone().into_any()));
    }
    if !row.holder.is_empty() {
        facts.push(pair(HOLDER.get(lang), row.holder.clone().into_any()));
    }
    if !row.waits_for.is_empty() && row.is_open() {
        facts.push(pair(WAITS_FOR.get(lang), row.waits_for.join(", ").into_any()));
    }
    if let Some(basis) = &row.basis {
        facts.push(pair(BASIS.get(lang), basis.clone().into_any()));
    }
    if let Some(evidence) = &row.evidence {
        let body = given(evidence);
        let valid =
            row.valid_until.clone().map(|text| view! { <span class="valid-until">" · "{text}</span> });
        facts.push(pair(EVIDENCE_GIVEN.get(lang), view! { {body}{valid} }.into_any()));
    }
    if let Some((evidence, text)) = &row.renewal {
        let body = view! { {given(evidence)}" · "{text.clone()} };
        facts.push(pair(RENEWAL.get(lang), body.into_any()));
    }
    if !row.return_reasons.is_empty() {
        facts.push(pair(RETURNED_BECAUSE.get(lang), row.return_reasons.join(", ").into_any()));
    }
    if let Some(note) = &row.note {
        facts.push(pair(NOTE.get(lang), note.clone().into_any()));
    }
    if row.excluded {
        facts.push(pair(NOTE.get(lang), EXCLUDED.get(lang).into_any()));
    }
    let standing = row.standing;
    view! {
        <li class="requirement" id=format!("req-{}", row.key) data-requirement=row.key.clone() data-standing=standing.key() tabindex="-1">
            <div class="requirement-head">
                <h4>{row.name.clone()}</h4>
                <span class=format!("standing standing-{}", standing.key())>
                    <span aria-hidden="true">{standing_mark(standing)}</span>" "{standing_text(standing).get(lang)}
                </span>
            </div>
            {(!row.outage.is_empty()).then(|| view! { <p class="outage-note">{row.outage.clone()}</p> })}
            <dl class="facts">{facts}</dl>
            <div class="actions">{actions(view, row, answer)}</div>
        </li>
    }
    .into_any()
}

/// The evidence itself, a link where it is one.
fn given(evidence: &Evidence) -> AnyView {
    let body = evidence.body.clone();
    match evidence.kind {
        EvidenceKind::Link => {
            let href = body.clone();
            view! { <a href=href rel="noopener noreferrer external">{body}</a> }.into_any()
        }
        EvidenceKind::Reference | EvidenceKind::Text => body.into_any(),
    }
}

fn actions(view: &ChecklistView, row: &RowView, answer: Option<&Answer>) -> Vec<AnyView> {
    let mut actions = Vec::new();
    let offers = |operation| view.offers(operation, &row.key);
    if offers("confirm_requirement") {
        actions.push(confirm(view, row, answer));
        actions.push(send_back(view, row, answer));
    }
    if offers("submit_requirement") {
        actions.push(submit(view, row, answer));
    }
    if offers("set_holder") {
        actions.push(hand_over(view, row, answer));
    }
    if offers("set_aside_requirement") {
        actions.push(with_reason(view, row, answer, "set_aside_requirement"));
    }
    if offers("reopen_requirement") {
        actions.push(with_reason(view, row, answer, "reopen_requirement"));
    }
    actions
}

fn form<'a>(
    view: &'a ChecklistView,
    row: &'a RowView,
    answer: Option<&'a Answer>,
    operation: &'static str,
    summary: Option<&'static str>,
    button: &'static str,
) -> ItemForm<'a> {
    let item = Some(("requirement", row.key.as_str()));
    ItemForm { view, operation, item, version: row.version, answer, summary, button, now: false }
}

fn confirm(view: &ChecklistView, row: &RowView, answer: Option<&Answer>) -> AnyView {
    let form = form(view, row, answer, "confirm_requirement", None, CONFIRM.get(view.lang));
    let problem = form.own_answer().and_then(|answer| answer.problem("confirm"));
    let id = format!("{}-confirm", form.prefix());
    let problem_id = format!("{id}-problem");
    let described_by = problem_id.clone();
    let message = problem.map(|text| {
        view! {
            <div class="field field-invalid" id=id tabindex="-1" aria-describedby=described_by>
                <p class="problem" id=problem_id>{text}</p>
            </div>
        }
    });
    form.around(message.into_any())
}

fn submit(view: &ChecklistView, row: &RowView, answer: Option<&Answer>) -> AnyView {
    let lang = view.lang;
    let summary = if row.evidence.is_some() { SUBMIT_AGAIN } else { SUBMIT };
    let form =
        form(view, row, answer, "submit_requirement", Some(summary.get(lang)), SUBMIT_BUTTON.get(lang));
    let kinds: Vec<(String, String)> = EvidenceKind::ALL
        .into_iter()
        .map(|kind| (kind.key().to_owned(), evidence_kind_text(kind).get(lang).to_owned()))
        .collect();
    let (kind, body) = row.evidence.as_ref().map_or(("link", ""), |one| (one.kind.key(), one.body.as_str()));
    // What is on record already is no new evidence until somebody says so.
    let body = if row.renewable { "" } else { body };
    form.around(
        view! {
            {form.choice("evidence_kind", EVIDENCE_KIND.get(lang), kind, &kinds)}
            {form.field("evidence", EVIDENCE.get(lang), body, area_control)}
            {form.field("valid_until", VALID_UNTIL.get(lang), &row.valid_until_iso, date_control)}
            {(!row.valid_at_most.is_empty()).then(|| view! { <p class="hint">{row.valid_at_most.clone()}</p> })}
        }
        .into_any(),
    )
}

fn send_back(view: &ChecklistView, row: &RowView, answer: Option<&Answer>) -> AnyView {
    let lang = view.lang;
    let form = form(view, row, answer, "return_requirement", Some(RETURN.get(lang)), RETURN_BUTTON.get(lang));
    let own = form.own_answer();
    let problem = own.as_ref().and_then(|answer| answer.problem("reasons"));
    let refused = problem.is_some();
    let prefix = form.prefix();
    let problem_id = format!("{prefix}-reasons-problem");
    let described_by = refused.then(|| problem_id.clone());
    let boxes: Vec<AnyView> = ReturnReason::ALL
        .into_iter()
        .map(|reason| {
            let chosen = own.as_ref().is_some_and(|answer| answer.chose("reasons[]", reason.key()));
            view! {
                <label class="check">
                    <input type="checkbox" name="reasons[]" value=reason.key() checked=chosen/>
                    " "{return_reason_text(reason).get(lang)}
                </label>
            }
            .into_any()
        })
        .collect();
    form.around(
        view! {
            <fieldset class="field" class:field-invalid=refused id=format!("{prefix}-reasons") tabindex="-1" aria-describedby=described_by>
                <legend>{RETURN_REASONS.get(lang)}</legend>
                {problem.map(|text| view! { <p class="problem" id=problem_id>{text}</p> })}
                {boxes}
            </fieldset>
            {form.field("text", RETURN_TEXT.get(lang), "", area_control)}
        }
        .into_any(),
    )
}

fn with_reason(
    view: &ChecklistView,
    row: &RowView,
    answer: Option<&Answer>,
    operation: &'static str,
) -> AnyView {
    let lang = view.lang;
    let (summary, label, button) = if operation == "reopen_requirement" {
        (REOPEN, REASON, REOPEN_BUTTON)
    } else {
        (SET_ASIDE, SET_ASIDE_REASON, SET_ASIDE_BUTTON)
    };
    let form = form(view, row, answer, operation, Some(summary.get(lang)), button.get(lang));
    form.around(form.field("reason", label.get(lang), "", area_control))
}

fn hand_over(view: &ChecklistView, row: &RowView, answer: Option<&Answer>) -> AnyView {
    let lang = view.lang;
    let save = crate::text::SAVE.get(lang);
    let form = form(view, row, answer, "set_holder", Some(HOLDER_CHANGE.get(lang)), save);
    form.around(
        view! {
            {form.choice("holder", HOLDER.get(lang), &row.holder_key, &view.holders)}
            {form.field("since", SINCE.get(lang), &row.holder_since, date_control)}
        }
        .into_any(),
    )
}
