//! The series as SVG, drawn by the server: three lines told apart by their
//! strokes and their names, and the band between the outer two.

use chrono::Datelike;
use leptos::prelude::*;

use super::model::Point;
use super::text::CHART;
use crate::rollout::model::Spread;
use crate::rollout::text::{HIGHEST, LOWEST, MEDIAN};
use crate::text::Lang;

const LEFT: usize = 28;
const WIDTH: usize = 660;
const TOP: usize = 10;
const HEIGHT: usize = 200;

/// The chart; `of` is the number of milestones.
pub fn chart(lang: Lang, points: &[Point], of: i32) -> AnyView {
    let known: Vec<Run> = runs(points, of);
    let bands: Vec<_> = known
        .iter()
        .map(|run| {
            let back = run.lowest.iter().rev();
            view! { <path class="band" d=format!("M{}Z", joined(run.highest.iter().chain(back)))/> }
        })
        .collect();
    let lines: Vec<_> = known
        .iter()
        .flat_map(|run| [("lowest", &run.lowest), ("median", &run.median), ("highest", &run.highest)])
        .map(|(class, line)| view! { <path class=format!("line {class}") d=format!("M{}", joined(line.iter()))/> })
        .collect();
    let levels: Vec<_> = (0..=of)
        .map(|level| {
            let y = height(level * 2, of);
            view! {
                <path class="grid" d=format!("M{LEFT} {y}H{}", LEFT + WIDTH)/>
                <text class="level" x=(LEFT - 8).to_string() y=(y + 4).to_string()>{level}</text>
            }
        })
        .collect();
    let bottom = TOP + HEIGHT;
    let years: Vec<_> = points
        .iter()
        .enumerate()
        .filter(|(_, point)| point.day.month() == 1 && point.day.day() == 31)
        .map(|(place, point)| {
            let x = across(place, points.len());
            view! { <text class="year" x=x.to_string() y=(bottom + 20).to_string()>{point.day.year()}</text> }
        })
        .collect();
    let key: Vec<_> = [("highest", HIGHEST), ("median", MEDIAN), ("lowest", LOWEST)]
        .into_iter()
        .map(|(class, words)| {
            view! {
                <li>
                    <svg viewBox="0 0 32 8" aria-hidden="true"><path class=format!("line {class}") d="M0 4H32"/></svg>
                    {words.get(lang)}
                </li>
            }
        })
        .collect();
    view! {
        <figure class="series-chart">
            <svg viewBox=format!("0 0 {} {}", LEFT + WIDTH + 16, bottom + 28) role="img" aria-label=CHART.get(lang)>
                {levels}{bands}{lines}{years}
            </svg>
            <ul class="series-key">{key}</ul>
        </figure>
    }
    .into_any()
}

/// Points that follow one another without a gap of what is not known.
#[derive(Default)]
struct Run {
    lowest: Vec<(usize, usize)>,
    median: Vec<(usize, usize)>,
    highest: Vec<(usize, usize)>,
}

fn runs(points: &[Point], of: i32) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut gap = true;
    for (place, point) in points.iter().enumerate() {
        let Some(Spread { lowest, median_twice, highest, .. }) = &point.equal.spread else {
            gap = true;
            continue;
        };
        if gap {
            runs.push(Run::default());
        }
        gap = false;
        let x = across(place, points.len());
        if let Some(run) = runs.last_mut() {
            run.lowest.push((x, height(lowest * 2, of)));
            run.median.push((x, height(*median_twice, of)));
            run.highest.push((x, height(highest * 2, of)));
        }
    }
    runs
}

fn across(place: usize, count: usize) -> usize {
    LEFT + place * WIDTH / count.saturating_sub(1).max(1)
}

/// Where twice a milestone is drawn.
fn height(twice: i32, of: i32) -> usize {
    let share = usize::try_from(twice).unwrap_or_default();
    let whole = usize::try_from(of * 2).unwrap_or_default().max(1);
    TOP + HEIGHT - share.min(whole) * HEIGHT / whole
}

fn joined<'a>(points: impl Iterator<Item = &'a (usize, usize)>) -> String {
    points.map(|(x, y)| format!("{x} {y}")).collect::<Vec<_>>().join("L")
}
