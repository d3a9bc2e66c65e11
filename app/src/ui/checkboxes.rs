//! Choosing any number of some values.

use leptos::prelude::*;

use super::form::Answer;

/// Boxes of which any number can be ticked, sent as `name[]`: key, words and
/// whether it is ticked when nothing was sent yet.
#[must_use]
pub fn checkboxes(
    answer: Option<&Answer>,
    prefix: &str,
    name: &'static str,
    legend: &'static str,
    options: Vec<(String, String, bool)>,
) -> AnyView {
    let field = format!("{name}[]");
    let problem = answer.and_then(|answer| answer.problem(name));
    let refused = problem.is_some();
    let problem_id = format!("{prefix}-{name}-problem");
    let described_by = refused.then(|| problem_id.clone());
    let boxes: Vec<_> = options
        .into_iter()
        .map(|(key, words, ticked)| {
            let checked = answer.map_or(ticked, |answer| answer.chose(&field, &key));
            view! {
                <label class="check"><input type="checkbox" name=field.clone() value=key checked=checked/>" "{words}</label>
            }
        })
        .collect();
    view! {
        <fieldset class="field boxes" class:field-invalid=refused id=format!("{prefix}-{name}") tabindex="-1" aria-describedby=described_by>
            <legend>{legend}</legend>
            {problem.map(|text| view! { <p class="problem" id=problem_id>{text}</p> })}
            <div class="many">{boxes}</div>
        </fieldset>
    }
    .into_any()
}
