//! How the map is looked at, chosen by links.

use leptos::prelude::*;

use crate::boundaries::store::Drawn;
use crate::boundaries::text::{IMPORTED, MOSAIC, NO_SOURCE, SIMPLIFIED, SOURCE, TRUE_BOUNDARIES, VIEWS};
use crate::clock::source::sofia_day;
use crate::rollout::model::measure::Colour;
use crate::rollout::text::{BY_MILESTONE, BY_READINESS, BY_SERVICES, BY_STATUS, BY_WAITING, COLOURS};
use crate::rollout::view::{Drawing, View};
use crate::text::{Lang, Text, long_date};
use crate::ui::words::words;

/// The choice of what the colours stand for, as links to `base`; what they keep
/// of the page is `rest`.
pub fn colour(lang: Lang, base: &str, view: View, rest: &str) -> AnyView {
    let links = Colour::ALL.map(|colour| (name(colour), View { colour, ..view }));
    choice(lang, "colours", COLOURS, &links, view, &|one| format!("{base}{}{rest}", one.tail()))
}

/// The choice between the mosaic and the true boundaries.
pub fn drawing(lang: Lang, base: &str, view: View, rest: &str) -> AnyView {
    let drawings = [(MOSAIC, Drawing::Mosaic), (TRUE_BOUNDARIES, Drawing::Boundaries)];
    let links = drawings.map(|(name, drawing)| (name, View { drawing, ..view }));
    choice(lang, "views", VIEWS, &links, view, &|one| format!("{base}{}{rest}", one.tail()))
}

/// Whose boundaries are shown, and since when.
pub fn source(lang: Lang, drawn: &Drawn) -> AnyView {
    let day = long_date(lang, sofia_day(drawn.imported_at));
    let source = match &drawn.source {
        Some(source) => {
            view! { {SIMPLIFIED.get(lang)}". "{SOURCE.get(lang)}": "{words(lang, source)}", " }.into_any()
        }
        None => format!("{}; {}; ", SIMPLIFIED.get(lang), NO_SOURCE.get(lang)).into_any(),
    };
    view! { <p class="hint">{source}{IMPORTED.get(lang)}" "{day}</p> }.into_any()
}

fn choice(
    lang: Lang,
    id: &'static str,
    words: Text,
    links: &[(Text, View)],
    view: View,
    href: &dyn Fn(View) -> String,
) -> AnyView {
    let links: Vec<_> = links
        .iter()
        .map(|(name, one)| {
            let here = (*one == view).then_some("true");
            view! { <li><a href=href(*one) aria-current=here>{name.get(lang)}</a></li> }
        })
        .collect();
    view! {
        <nav class="choice" aria-labelledby=id>
            <span id=id>{words.get(lang)}":"</span>
            <ul>{links}</ul>
        </nav>
    }
    .into_any()
}

fn name(colour: Colour) -> Text {
    match colour {
        Colour::Milestone => BY_MILESTONE,
        Colour::Status => BY_STATUS,
        Colour::Readiness => BY_READINESS,
        Colour::Waiting => BY_WAITING,
        Colour::Services => BY_SERVICES,
    }
}
