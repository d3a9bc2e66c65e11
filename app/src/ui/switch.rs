//! The switch between programmes: plain links.

use leptos::prelude::*;

use crate::programme::store::ProgrammeName;
use crate::text::{Lang, Text};

const PROGRAMME: Text = Text { bg: "Програма", en: "Programme" };

/// Links to the same page for each programme.
#[must_use]
pub fn programme_switch(lang: Lang, base: &str, programmes: &[ProgrammeName], current: &str) -> AnyView {
    programme_switch_with(lang, base, programmes, current, |_| String::new())
}

/// Links to the same page for each programme, with more for their queries.
#[must_use]
pub fn programme_switch_with(
    lang: Lang,
    base: &str,
    programmes: &[ProgrammeName],
    current: &str,
    more: impl Fn(&ProgrammeName) -> String,
) -> AnyView {
    let links: Vec<_> = programmes
        .iter()
        .map(|one| {
            let here = (one.key == current).then_some("true");
            let href = format!("{base}?programme={}{}", one.key, more(one));
            view! { <li><a href=href aria-current=here>{one.short_name.get(lang).to_owned()}</a></li> }
        })
        .collect();
    view! {
        <nav class="switch" aria-label=PROGRAMME.get(lang)><ul>{links}</ul></nav>
    }
    .into_any()
}
