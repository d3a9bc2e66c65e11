//! The mosaic as SVG, each district a link, and its legend.

use leptos::prelude::*;

use crate::dispute::text::{DISPUTED, DISPUTED_SHORT};
use crate::onboarding::model::{MarkKind, Status};
use crate::onboarding::status::{ramp_class, status_class, status_text};
use crate::onboarding::timing::FLAG_SHORT;
use crate::programme::model::Programme;
use crate::rollout::model::Row;
use crate::rollout::mosaic::Shape;
use crate::rollout::store::{Map, Rollout};
use crate::rollout::text::{LEGEND, MAP_LABEL, REPORTED, REPORTED_SHORT};
use crate::text::{LIVE, Lang, READY, SUSPENDED_SHORT, UNKNOWN, n_of_m};

/// The map, its links with `tail` at the end of their queries.
pub fn map(lang: Lang, rollout: &Rollout, map: &Map, tail: &str) -> AnyView {
    let (x, y, width, height) = map.mosaic.view_box;
    let shapes: Vec<AnyView> = map
        .slugs
        .iter()
        .zip(&map.mosaic.shapes)
        .filter_map(|(slug, shape)| {
            let row = rollout.rows.iter().find(|row| &row.slug == slug)?;
            Some(district(lang, rollout, row, shape, tail))
        })
        .collect();
    let disputed: Vec<_> = map
        .slugs
        .iter()
        .zip(&map.mosaic.shapes)
        .filter(|(slug, _)| rollout.disputed.contains(*slug))
        .map(|(_, shape)| view! { <path class="disputed-outline" aria-hidden="true" d=shape.path.clone()/> })
        .collect();
    view! {
        <svg class="map" viewBox=format!("{x} {y} {width} {height}") role="group" aria-label=MAP_LABEL.get(lang)>
            <defs>
                <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect class="hatch-ground" width="6" height="6"/>
                    <path class="hatch-line" d="M0 0V6"/>
                </pattern>
                <pattern id="dots" width="7" height="7" patternUnits="userSpaceOnUse">
                    <rect class="dots-ground" width="7" height="7"/>
                    <circle class="dots-dot" cx="3.5" cy="3.5" r="1.3"/>
                </pattern>
            </defs>
            {shapes}
            {disputed}
        </svg>
    }
    .into_any()
}

/// What each look means.
pub fn legend(lang: Lang, programme: &Programme) -> AnyView {
    let checklist = &programme.checklist;
    let swatch = |class: String, words: String| {
        view! {
            <li>
                <svg class="swatch" viewBox="0 0 16 16" aria-hidden="true"><rect class=class x="0.5" y="0.5" width="15" height="15" rx="3"/></svg>
                {words}
            </li>
        }
        .into_any()
    };
    let mut items = vec![swatch("shape status-unknown".to_owned(), UNKNOWN.get(lang).to_owned())];
    let begun = lang.pick("0 започнал, още без етап", "0 begun, no milestone yet");
    items.push(swatch(format!("shape {}", ramp_class(0, checklist.go_live)), begun.to_owned()));
    for milestone in checklist.milestones.iter().filter(|one| one.position + 1 < checklist.go_live) {
        let class = format!("shape {}", ramp_class(milestone.position, checklist.go_live));
        items.push(swatch(class, format!("{} {}", milestone.position, milestone.name.get(lang))));
    }
    items.push(swatch("shape status-ready".to_owned(), format!("◆ {}", READY.get(lang))));
    items.push(swatch("shape status-live".to_owned(), format!("✓ {}", LIVE.get(lang))));
    items.push(swatch("shape status-suspended".to_owned(), format!("‖ {}", SUSPENDED_SHORT.get(lang))));
    items.push(swatch("shape disputed".to_owned(), DISPUTED_SHORT.get(lang).to_owned()));
    view! { <ul class="legend" aria-label=LEGEND.get(lang)>{items}</ul> }.into_any()
}

/// The highest milestone reached, for `data-milestone`.
pub fn milestone_value(status: Status) -> String {
    status.reached().map_or_else(|| "unknown".to_owned(), |reached| reached.to_string())
}

fn district(lang: Lang, rollout: &Rollout, row: &Row, shape: &Shape, tail: &str) -> AnyView {
    let programme = &rollout.programme;
    let of = programme.checklist.length();
    let status = row.status;
    let words = status_text(lang, status, of);
    let source = row
        .highest
        .as_ref()
        .filter(|_| status.is_reported())
        .and_then(|mark| mark.source.as_ref())
        .map(|source| format!(" ({} {})", REPORTED.get(lang), source.get(lang)))
        .unwrap_or_default();
    let label = &shape.label;
    let lines: Vec<_> = label
        .lines
        .iter()
        .zip(&label.baselines)
        .map(|(line, y)| view! { <text x=number(label.x) y=number(*y) font-size=label.font_size.to_string()>{line.clone()}</text> })
        .collect();
    // What rests on a public source says so on the map, too.
    let (short, mark) = match status {
        Status::Live { kind: MarkKind::Reported, .. } => {
            (format!("✓ {}", REPORTED_SHORT.get(lang)), "✓".to_owned())
        }
        Status::Milestone { reached, kind: Some(MarkKind::Reported) } => {
            (format!("{reached} {}", REPORTED_SHORT.get(lang)), reached.to_string())
        }
        Status::Unknown => (UNKNOWN.get(lang).to_owned(), "?".to_owned()),
        Status::Milestone { reached, .. } => (n_of_m(lang, reached, of), reached.to_string()),
        Status::Ready { .. } => (format!("◆ {}", READY.get(lang)), "◆".to_owned()),
        Status::Live { .. } => (format!("✓ {}", LIVE.get(lang)), "✓".to_owned()),
        Status::Suspended { .. } => (format!("‖ {}", SUSPENDED_SHORT.get(lang)), "‖".to_owned()),
    };
    let flag = (!row.flags.is_empty()).then_some("expired");
    // The tick stays: it is live, with a reservation.
    let (short, mark) = match flag {
        Some(_) => (short.replacen('✓', "✓!", 1), format!("{mark}!")),
        None => (short, mark),
    };
    let disputed = rollout.disputed.contains(&row.slug).then_some("");
    let (short, mark) = match disputed {
        Some(_) => (format!("≠ {short}"), format!("≠{mark}")),
        None => (short, mark),
    };
    let href = format!("/{}/rayoni/{}?programme={}{tail}", lang.code(), row.slug, programme.key);
    let contested = disputed.map(|_| format!(", {}", DISPUTED.get(lang))).unwrap_or_default();
    let flagged = flag.map(|_| format!(", {}", FLAG_SHORT.get(lang))).unwrap_or_default();
    let name = format!("{}: {words}{source}{flagged}{contested}", row.name.get(lang));
    view! {
        <a href=href aria-label=name data-district=row.slug.clone() data-status=status.key() data-milestone=milestone_value(status) data-flag=flag data-disputed=disputed>
            <path class=format!("shape {}", status_class(status, programme.checklist.go_live)) d=shape.path.clone()/>
            <g class="label" aria-hidden="true">
                {lines}
                <text class="status" x=number(label.x) y=number(label.status_baseline) font-size=label.status_size.to_string()>{short}</text>
            </g>
            <text class="compact" aria-hidden="true" x=number(shape.compact.x) y=number(shape.compact.y + 10.0)>{mark}</text>
        </a>
    }
    .into_any()
}

fn number(value: f64) -> String {
    format!("{value:.1}")
}
