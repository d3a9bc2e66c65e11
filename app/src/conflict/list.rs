//! The reminder of changes that wait for their author's choice, on the pages
//! where work begins.

use leptos::prelude::*;

use super::store::Refused;
use super::text::{CONFLICTS, operation_text};
use crate::text::Lang;
use crate::text::moment::moment_text;

/// Links to the choices; nothing when there are none.
#[must_use]
pub fn open_conflicts(lang: Lang, conflicts: &[Refused]) -> Option<AnyView> {
    if conflicts.is_empty() {
        return None;
    }
    let items: Vec<_> = conflicts
        .iter()
        .map(|one| {
            let href = format!("/{}/konflikti/{}", lang.code(), one.id);
            let text = format!(
                "{}: {}, {}",
                one.district_name.get(lang),
                operation_text(lang, &one.operation),
                moment_text(lang, one.recorded_at)
            );
            view! { <li><a href=href>{text}</a></li> }
        })
        .collect();
    Some(
        view! {
            <section class="notice" aria-labelledby="conflicts-title">
                <h2 id="conflicts-title">{CONFLICTS.get(lang)}</h2>
                <ul>{items}</ul>
            </section>
        }
        .into_any(),
    )
}
