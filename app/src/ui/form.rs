//! Forms: what was answered to one, and the fields that show it.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::text::Lang;

/// What was answered to a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The server function, e.g. `submit_requirement`.
    pub operation: String,
    /// The item of the page it was sent for, e.g. a requirement's key; empty
    /// when the page has one such form.
    pub item: String,
    /// What was typed, but for passwords.
    pub fields: Vec<(String, String)>,
    /// Why it was refused; `None` when it was done.
    pub refusal: Option<Refusal>,
}

/// Why a form was refused, every word ready: the browser loads no rules and no
/// texts for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Above the summary.
    pub heading: String,
    /// What happened, for the summary and for those who hear the page; may be
    /// empty.
    pub text: String,
    /// What is wrong, field by field, in the order of the form.
    pub problems: Vec<Said>,
    /// The box that lets the same input through once it is ticked, by its field.
    pub box_to_tick: Option<String>,
    /// The page on which to go on: to sign in, to choose between two values.
    pub go_to: Option<String>,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The field's name.
    pub field: String,
    /// Its label; empty for what has none.
    pub label: String,
    /// The rule, the value and the way out.
    pub text: String,
}

impl Answer {
    /// Whether it answers this form.
    #[must_use]
    pub fn is_for(&self, operation: &str, item: &str) -> bool {
        self.operation == operation && self.item == item
    }

    /// What the ids of the form's fields begin with; its summary of errors is
    /// `…-errors`.
    #[must_use]
    pub fn prefix(&self) -> String {
        if self.item.is_empty() {
            self.operation.clone()
        } else {
            format!("{}-{}", self.operation, self.item)
        }
    }

    /// What was typed into a field.
    #[must_use]
    pub fn typed(&self, field: &str) -> Option<String> {
        self.fields.iter().find(|(name, _)| name == field).map(|(_, value)| value.clone())
    }

    /// Whether this value was among those chosen in a field.
    #[must_use]
    pub fn chose(&self, field: &str, value: &str) -> bool {
        self.fields.iter().any(|(name, chosen)| name == field && chosen == value)
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn problem(&self, field: &str) -> Option<String> {
        let problems = &self.refusal.as_ref()?.problems;
        problems.iter().find(|problem| problem.field == field).map(|problem| problem.text.clone())
    }
}

/// The summary above a form that was refused: what is wrong, each with a link
/// to its field.
#[component]
pub fn ErrorSummary(
    /// The answer to the form.
    answer: Answer,
    /// What the ids of the form's fields begin with.
    prefix: String,
    /// The level of its heading: below that of what the form belongs to.
    #[prop(default = 3)]
    level: u8,
) -> impl IntoView {
    answer.refusal.map(|refusal| {
        let problems: Vec<_> = refusal
            .problems
            .into_iter()
            .map(|problem| {
                let href = format!("#{prefix}-{}", problem.field);
                let label = (!problem.label.is_empty()).then(|| format!("{}: ", problem.label));
                view! { <li><a href=href>{label}{problem.text}</a></li> }
            })
            .collect();
        let text = refusal.text;
        let heading = match level {
            2 => view! { <h2>{refusal.heading}</h2> }.into_any(),
            _ => view! { <h3>{refusal.heading}</h3> }.into_any(),
        };
        view! {
            <div class="error-summary" id=format!("{prefix}-errors") role="alert" tabindex="-1">
                {heading}
                {(!text.is_empty()).then(|| view! { <p>{text}</p> })}
                <ul>{problems}</ul>
            </div>
        }
    })
}

/// A labelled control with its hint and, when it was refused, its message.
#[component]
pub fn Field(
    /// The answer to the form, if it was sent.
    answer: Option<Answer>,
    /// What the ids of the form's fields begin with.
    prefix: String,
    /// The field's name.
    name: &'static str,
    /// Its label.
    label: String,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: String,
    /// Makes the control from its id, the value to show, and the ids of what
    /// describes it.
    control: fn(FieldControl) -> AnyView,
    /// The value to show when nothing was typed.
    #[prop(optional, into)]
    value: String,
) -> impl IntoView {
    let id = format!("{prefix}-{name}");
    let problem = answer.as_ref().and_then(|answer| answer.problem(name));
    let value = answer
        .as_ref()
        .filter(|answer| answer.refusal.is_some())
        .and_then(|answer| answer.typed(name))
        .unwrap_or(value);
    let hint_id = format!("{id}-hint");
    let problem_id = format!("{id}-problem");
    let described: Vec<String> =
        [(!hint.is_empty()).then(|| hint_id.clone()), problem.is_some().then(|| problem_id.clone())]
            .into_iter()
            .flatten()
            .collect();
    let refused = problem.is_some();
    let control = control(FieldControl {
        id: id.clone(),
        name,
        value,
        described_by: (!described.is_empty()).then(|| described.join(" ")),
        invalid: refused.then_some("true"),
    });
    view! {
        <div class="field" class:field-invalid=refused>
            <label for=id>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> })}
            {problem.map(|text| view! { <p class="problem" id=problem_id>{text}</p> })}
            {control}
        </div>
    }
}

/// What a control needs to know of its field.
#[derive(Clone, Debug)]
pub struct FieldControl {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: &'static str,
    /// The value to show.
    pub value: String,
    /// The ids of hint and message.
    pub described_by: Option<String>,
    /// `true` when it was refused.
    pub invalid: Option<&'static str>,
}

/// A date.
#[must_use]
pub fn date_control(field: FieldControl) -> AnyView {
    view! { <input type="date" id=field.id name=field.name value=field.value aria-describedby=field.described_by aria-invalid=field.invalid/> }.into_any()
}

/// One line of text.
#[must_use]
pub fn text_control(field: FieldControl) -> AnyView {
    view! { <input type="text" id=field.id name=field.name value=field.value aria-describedby=field.described_by aria-invalid=field.invalid/> }.into_any()
}

/// A spreadsheet.
#[must_use]
pub fn sheet_control(field: FieldControl) -> AnyView {
    view! { <input type="file" id=field.id name=field.name accept=".xlsx,.csv,.tsv,.txt" aria-describedby=field.described_by aria-invalid=field.invalid/> }.into_any()
}

/// Several lines of text.
#[must_use]
pub fn area_control(field: FieldControl) -> AnyView {
    area(field, "3")
}

/// A field of many lines.
pub fn long_area_control(field: FieldControl) -> AnyView {
    area(field, "12")
}

fn area(field: FieldControl, rows: &'static str) -> AnyView {
    // leptos writes the content of a text area into a page as it is. In the browser
    // the same is a text, which nothing reads as markup.
    let value = if cfg!(target_arch = "wasm32") {
        field.value
    } else {
        field.value.replace('&', "&amp;").replace('<', "&lt;")
    };
    view! { <textarea rows=rows id=field.id name=field.name aria-describedby=field.described_by aria-invalid=field.invalid>{value}</textarea> }.into_any()
}

/// Whether a path is one of our own pages, so that no form and no link can lead
/// elsewhere: it begins with a language, and nothing in it is read by a browser
/// as another host.
#[must_use]
pub fn is_local_path(path: &str) -> bool {
    Lang::of_path(path).is_some()
        && path.len() <= 1_000
        && path.split('/').nth(2).is_some()
        && !path.starts_with("//")
        && path.chars().all(|letter| letter.is_ascii_graphic() && letter != '\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_are_led_back_to() {
        for good in ["/bg/", "/en/rayoni/lyulin?programme=moving", "/bg/rayoni/lyulin/spisak#req-eauth"] {
            assert!(is_local_path(good), "{good}");
        }
        for bad in [
            "",
            "/",
            "//evil.example/bg/",
            "https://evil.example/bg/",
            "/bg",
            "/\\evil",
            "/bg/\r\nx: y",
            "/de/",
            "bg/",
        ] {
            assert!(!is_local_path(bad), "{bad}");
        }
    }

    #[test]
    fn what_is_typed_into_an_area_stays_in_it() {
        let field = FieldControl {
            id: "a-b".to_owned(),
            name: "b",
            value: "</textarea><script>alert(1)</script> &lt;".to_owned(),
            described_by: None,
            invalid: None,
        };
        let html = area_control(field).to_html();
        assert!(html.contains("&lt;/textarea>&lt;script>alert(1)&lt;/script> &amp;lt;</textarea>"), "{html}");
    }
}
