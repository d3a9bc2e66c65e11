//! Choosing one of some values.

use leptos::prelude::*;

use super::form::Answer;

/// A list to choose one value from (key and words); what was chosen in a refused
/// answer wins over `value`.
#[must_use]
pub fn select(
    answer: Option<&Answer>,
    prefix: &str,
    name: &'static str,
    label: &'static str,
    value: &str,
    options: &[(String, String)],
) -> AnyView {
    let id = format!("{prefix}-{name}");
    let label_for = id.clone();
    let typed = answer.filter(|one| one.refusal.is_some()).and_then(|one| one.typed(name));
    let chosen = typed.unwrap_or_else(|| value.to_owned());
    let problem = answer.and_then(|one| one.problem(name));
    let refused = problem.is_some();
    let problem_id = refused.then(|| format!("{id}-problem"));
    let described_by = problem_id.clone();
    let options: Vec<AnyView> = options
        .iter()
        .map(|(key, words)| {
            let selected = *key == chosen;
            view! { <option value=key.clone() selected=selected>{words.clone()}</option> }.into_any()
        })
        .collect();
    view! {
        <div class="field" class:field-invalid=refused>
            <label for=label_for>{label}</label>
            {problem.map(|text| view! { <p class="problem" id=problem_id>{text}</p> })}
            <select id=id name=name aria-describedby=described_by aria-invalid=refused.then_some("true")>{options}</select>
        </div>
    }
    .into_any()
}
