//! A district's conditions: for reading, and for who decides of requirements.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::checklist::checklist_path;
use super::store::Onboarding;
use crate::checklist_version::text::{CONDITIONS, CONDITIONS_LEAD};
use crate::ledger::text::holds_text;
use crate::text::{Lang, SAVE};
use crate::ui::form::{Answer, ErrorSummary};

/// What is known of the conditions that requirements depend on; nothing where
/// none does.
#[must_use]
pub fn conditions(lang: Lang, onboarding: &Onboarding) -> Option<AnyView> {
    let requirements = onboarding.programme.checklist.requirements();
    let asked: BTreeSet<&str> = requirements.filter_map(|one| one.applies_when.as_deref()).collect();
    section(
        lang,
        onboarding,
        |key| asked.contains(key),
        |key| holds_text(lang, known(onboarding, key)).into_any(),
    )
}

/// All conditions with a form for each, also those that only a draft needs.
#[must_use]
pub fn condition_forms(lang: Lang, onboarding: &Onboarding, answer: Option<&Answer>) -> Option<AnyView> {
    section(lang, onboarding, |_| true, |key| form(lang, onboarding, key, answer))
}

fn section(
    lang: Lang,
    onboarding: &Onboarding,
    shown: impl Fn(&str) -> bool,
    value: impl Fn(&str) -> AnyView,
) -> Option<AnyView> {
    let conditions = &onboarding.programme.conditions;
    let rows: Vec<_> = conditions
        .iter()
        .filter(|(key, _)| shown(key))
        .map(|(key, name)| {
            let holds = match known(onboarding, key) {
                Some(true) => "true",
                Some(false) => "false",
                None => "unknown",
            };
            let value = value(key);
            view! { <div data-condition=key.clone() data-holds=holds><dt>{name.get(lang).to_owned()}</dt><dd>{value}</dd></div> }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section aria-labelledby="conditions-title">
                <h2 id="conditions-title">{CONDITIONS.get(lang)}</h2>
                <p class="hint">{CONDITIONS_LEAD.get(lang)}</p>
                <dl class="facts">{rows}</dl>
            </section>
        }
        .into_any()
    })
}

fn form(lang: Lang, onboarding: &Onboarding, key: &str, answer: Option<&Answer>) -> AnyView {
    let prefix = format!("set_condition-{key}");
    let answer = answer.filter(|one| one.refusal.is_some() && one.is_for("set_condition", key)).cloned();
    let known = known(onboarding, key);
    let chosen = answer
        .as_ref()
        .and_then(|one| one.typed("holds"))
        .unwrap_or_else(|| known.map_or_else(String::new, |holds| holds.to_string()));
    let refused = answer.is_some();
    let options: Vec<_> = [None, Some(true), Some(false)]
        .map(|holds| {
            let value = holds.map_or_else(String::new, |holds| holds.to_string());
            let selected = value == chosen;
            view! { <option value=value selected=selected>{holds_text(lang, holds)}</option> }
        })
        .into_iter()
        .collect();
    let name = onboarding.programme.conditions.get(key).map(|name| name.get(lang).to_owned());
    let summary = answer.map(|answer| view! { <ErrorSummary answer prefix=prefix.clone()/> });
    view! {
        <form method="post" action="/api/set_condition" class="item-form" id=prefix.clone() novalidate>
            {summary}
            <input type="hidden" name="lang" value=lang.code()/>
            <input type="hidden" name="back" value=checklist_path(lang, &onboarding.slug, &onboarding.programme.key)/>
            <input type="hidden" name="onboarding" value=onboarding.id.to_string()/>
            <input type="hidden" name="version" value=onboarding.condition_version(key).to_string()/>
            <input type="hidden" name="condition" value=key.to_owned()/>
            <div class="field">
                <select id=format!("{prefix}-holds") name="holds" aria-label=name aria-invalid=refused.then_some("true")>{options}</select>
            </div>
            <button type="submit">{SAVE.get(lang)}</button>
        </form>
    }
    .into_any()
}

fn known(onboarding: &Onboarding, key: &str) -> Option<bool> {
    onboarding.progress.conditions.get(key).map(|one| one.holds)
}
