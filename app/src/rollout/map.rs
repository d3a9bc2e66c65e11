//! The map as SVG, each district a link, what its colours stand for, and its
//! legend; and what several small ones on the same page have in common.

use leptos::prelude::*;

use crate::dispute::text::{DISPUTED, DISPUTED_SHORT};
use crate::onboarding::checklist::holder_name;
use crate::onboarding::model::Status;
use crate::onboarding::status::status_text;
use crate::onboarding::timing::FLAG_SHORT;
use crate::rollout::model::Row;
use crate::rollout::model::measure::Colour;
use crate::rollout::mosaic::Shape;
use crate::rollout::store::{Map, Rollout};
use crate::rollout::text::{DAYS_RULE, LEGEND, MAP_LABEL, MET, REPORTED, SERVICES_RULE, SHARES_RULE, TURN};
use crate::rollout::tint::{Tint, keys};
use crate::text::{Lang, n_of_m, short_date};

/// The patterns of what is unknown and what is suspended.
const PATTERNS: &str = "<pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
    patternTransform=\"rotate(45)\"><rect class=\"hatch-ground\" width=\"6\" height=\"6\"/>\
    <path class=\"hatch-line\" d=\"M0 0V6\"/></pattern>\
    <pattern id=\"dots\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\">\
    <rect class=\"dots-ground\" width=\"7\" height=\"7\"/>\
    <circle class=\"dots-dot\" cx=\"3.5\" cy=\"3.5\" r=\"1.3\"/></pattern>";

/// What the map is drawn from.
#[derive(Clone, Copy)]
pub struct Drawn<'a> {
    /// The language.
    pub lang: Lang,
    /// The districts and where they have come to.
    pub rollout: &'a Rollout,
    /// What its colours stand for.
    pub colour: Colour,
    /// For which day.
    pub day: chrono::NaiveDate,
    /// At the end of each link's query.
    pub tail: &'a str,
}

/// The map.
pub fn map(drawn: Drawn<'_>, map: &Map) -> AnyView {
    let (x, y, width, height) = map.mosaic.view_box;
    let shapes: Vec<AnyView> = map
        .slugs
        .iter()
        .zip(&map.mosaic.shapes)
        .filter_map(|(slug, shape)| {
            let row = drawn.rollout.rows.iter().find(|row| &row.slug == slug)?;
            Some(district(drawn, row, shape))
        })
        .collect();
    let disputed: Vec<_> = map
        .slugs
        .iter()
        .zip(&map.mosaic.shapes)
        .filter(|(slug, _)| drawn.rollout.disputed.contains(*slug))
        .map(|(_, shape)| view! { <path class="disputed-outline" aria-hidden="true" d=shape.path.clone()/> })
        .collect();
    view! {
        <svg class="map" viewBox=format!("{x} {y} {width} {height}") role="group" aria-label=MAP_LABEL.get(drawn.lang)>
            <defs inner_html=PATTERNS></defs>
            {shapes}
            {disputed}
        </svg>
    }
    .into_any()
}

/// What each look means.
pub fn legend(lang: Lang, rollout: &Rollout, colour: Colour) -> AnyView {
    let items: Vec<_> = keys(lang, &rollout.programme, colour)
        .into_iter()
        .map(|(class, words)| {
            view! {
                <li>
                    <svg class="swatch" viewBox="0 0 16 16" aria-hidden="true"><rect class=format!("shape {class}") x="0.5" y="0.5" width="15" height="15" rx="3"/></svg>
                    {words}
                </li>
            }
        })
        .collect();
    let disputed = view! {
        <li>
            <svg class="swatch" viewBox="0 0 16 16" aria-hidden="true"><rect class="shape disputed" x="0.5" y="0.5" width="15" height="15" rx="3"/></svg>
            {DISPUTED_SHORT.get(lang)}
        </li>
    };
    let rule = match colour {
        Colour::Milestone | Colour::Status => None,
        Colour::Readiness => Some(SHARES_RULE),
        Colour::Waiting => Some(DAYS_RULE),
        Colour::Services => Some(SERVICES_RULE),
    };
    view! {
        <ul class="legend" aria-label=LEGEND.get(lang)>{items}{disputed}</ul>
        {rule.map(|rule| view! { <p class="hint">{rule.get(lang)}</p> })}
    }
    .into_any()
}

/// The highest milestone reached, for `data-milestone`.
pub fn milestone_value(status: Status) -> String {
    status.reached().map_or_else(|| "unknown".to_owned(), |reached| reached.to_string())
}

fn district(drawn: Drawn<'_>, row: &Row, shape: &Shape) -> AnyView {
    let Drawn { lang, rollout, colour, day, tail } = drawn;
    let programme = &rollout.programme;
    let status = row.status;
    let tint = Tint::of(lang, programme, row, colour, day);
    let label = &shape.label;
    // On true boundaries most central districts have no room for words.
    let has_room = !label.lines.is_empty();
    let lines: Vec<_> = label
        .lines
        .iter()
        .zip(&label.baselines)
        .map(|(line, y)| view! { <text x=number(label.x) y=number(*y) font-size=label.font_size.to_string()>{line.clone()}</text> })
        .collect();
    let flag = (!row.flags.is_empty()).then_some("expired");
    let disputed = rollout.disputed.contains(&row.slug).then_some("");
    let href = format!("/{}/rayoni/{}?programme={}{tail}", lang.code(), row.slug, programme.key);
    let name = spoken(drawn, row, tint.spoken);
    let more = more(drawn, row);
    let contested = |text: String| if disputed.is_some() { format!("≠ {text}") } else { text };
    view! {
        <a href=href aria-label=name data-district=row.slug.clone() data-status=status.key() data-milestone=milestone_value(status) data-flag=flag data-value=tint.value data-disputed=disputed>
            {more.map(|more| view! { <title>{more}</title> })}
            <path class=format!("shape {}", tint.class) d=shape.path.clone()/>
            {has_room.then(|| view! {
                <g class="label" aria-hidden="true">
                    {lines}
                    <text class="status" x=number(label.x) y=number(label.status_baseline) font-size=label.status_size.to_string()>{contested(tint.short)}</text>
                </g>
            })}
            <text class=if has_room { "compact" } else { "compact small" } aria-hidden="true" x=number(shape.compact.x) y=number(shape.compact.y + if has_room { 10.0 } else { 4.0 })>{contested(tint.mark)}</text>
        </a>
    }
    .into_any()
}

/// Name, status, on whose word, and what the colours stand for.
fn spoken(drawn: Drawn<'_>, row: &Row, measured: Option<String>) -> String {
    let Drawn { lang, rollout, .. } = drawn;
    let words = status_text(lang, row.status, rollout.programme.checklist.length());
    let source = row
        .highest
        .as_ref()
        .filter(|_| row.status.is_reported())
        .and_then(|mark| mark.source.as_ref())
        .map(|source| format!(" ({} {})", REPORTED.get(lang), source.get(lang)))
        .unwrap_or_default();
    let flagged = if row.flags.is_empty() { String::new() } else { format!(", {}", FLAG_SHORT.get(lang)) };
    let measured = measured.map(|text| format!(", {text}")).unwrap_or_default();
    let contested = rollout.disputed.contains(&row.slug).then(|| format!(", {}", DISPUTED.get(lang)));
    let contested = contested.unwrap_or_default();
    format!("{}: {words}{source}{flagged}{contested}{measured}", row.name.get(lang))
}

/// How much is met and whose move it is, as a description; nothing where the
/// checklist is unknown.
fn more(drawn: Drawn<'_>, row: &Row) -> Option<String> {
    let Drawn { lang, rollout, .. } = drawn;
    let tally = row.tally?;
    let met = format!("{}: {}", MET.get(lang), n_of_m(lang, tally.met, tally.of));
    let turn = row.turn.as_ref().map(|turn| {
        let (name, since) =
            (holder_name(lang, &rollout.programme, turn.holder), short_date(lang, turn.since));
        let since = lang.pick(format!("от {since}"), format!("since {since}"));
        format!("; {}: {name}, {since}", TURN.get(lang))
    });
    Some(met + &turn.unwrap_or_default())
}

fn number(value: f64) -> String {
    format!("{value:.1}")
}

/// The outlines that small maps on the same page draw from.
pub fn outlines(map: &Map) -> AnyView {
    let outlines: Vec<_> = map
        .slugs
        .iter()
        .zip(&map.mosaic.shapes)
        .map(|(slug, shape)| view! { <path id=format!("o-{slug}") d=shape.path.clone()/> })
        .collect();
    view! { <svg class="outlines" aria-hidden="true"><defs>{outlines}</defs></svg> }.into_any()
}

/// The patterns, where no whole map has brought them.
pub fn patterns() -> AnyView {
    view! { <svg class="outlines" aria-hidden="true"><defs inner_html=PATTERNS></defs></svg> }.into_any()
}
