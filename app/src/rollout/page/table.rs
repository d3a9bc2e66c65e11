//! The same districts as a table, sorted by links.

use leptos::prelude::*;

use super::map::milestone_value;
use crate::dispute::text::DISPUTED_SHORT;
use crate::explain::link;
use crate::explain::model::Figure;
use crate::onboarding::checklist::holder_name;
use crate::onboarding::dates::short_timeliness;
use crate::onboarding::model::{Stance, Status};
use crate::onboarding::status::{status_class, status_text};
use crate::onboarding::timing::{FLAG_SHORT, WAITS_SHORT};
use crate::programme::model::Programme;
use crate::rollout::model::{Order, Row};
use crate::rollout::store::Rollout;
use crate::rollout::text::{
    AGREED, ALL_DISTRICTS, DISTRICT, MET, NOT_KNOWN, REPORTED, SORTED_DOWN, SORTED_UP, STATUS, TURN,
};
use crate::text::{Lang, Text, n_of_m, short_date};
use crate::waiting::text::ALL_HOLDERS;

/// The table, its links with `tail` at the end of their queries.
pub fn table(
    lang: Lang,
    rollout: &Rollout,
    rows: &[Row],
    order: Order,
    descending: bool,
    tail: &str,
) -> AnyView {
    let programme = &rollout.programme;
    let heads: Vec<AnyView> =
        Order::ALL.into_iter().map(|column| head(lang, programme, column, order, descending, tail)).collect();
    let rows: Vec<AnyView> = rows
        .iter()
        .map(|row| {
            line(lang, programme, row, rollout.disputed.contains(&row.slug).then_some(DISPUTED_SHORT), tail)
        })
        .collect();
    view! {
        <section aria-labelledby="table-title" class="table-section">
            <h2 id="table-title">{ALL_DISTRICTS.get(lang)}</h2>
            <table class="districts">
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn head(
    lang: Lang,
    programme: &Programme,
    column: Order,
    order: Order,
    descending: bool,
    tail: &str,
) -> AnyView {
    let words = match column {
        Order::Name => DISTRICT,
        Order::Status => STATUS,
        Order::Met => MET,
        Order::Turn => TURN,
        Order::Agreed => AGREED,
    };
    let here = column == order;
    let direction = if here && !descending { "desc" } else { "asc" };
    let href = format!(
        "/{}/?programme={}&sort={}&dir={direction}{tail}#table-title",
        lang.code(),
        programme.key,
        column.key()
    );
    let (aria, arrow, spoken) = match (here, descending) {
        (true, false) => ("ascending", " ↑", SORTED_UP.get(lang)),
        (true, true) => ("descending", " ↓", SORTED_DOWN.get(lang)),
        (false, _) => ("none", "", ""),
    };
    // The column names one holder a district; the page behind it, all of them.
    let more = (column == Order::Turn).then(|| {
        let href = format!("/{}/kogo-chakame?programme={}", lang.code(), programme.key);
        view! { " "<a class="more" href=href>{ALL_HOLDERS.get(lang)}</a> }
    });
    view! {
        <th scope="col" aria-sort=aria title=spoken>
            <a href=href>{words.get(lang)}<span aria-hidden="true">{arrow}</span></a>{more}
        </th>
    }
    .into_any()
}

fn line(lang: Lang, programme: &Programme, row: &Row, disputed: Option<Text>, tail: &str) -> AnyView {
    let status = row.status;
    let of = programme.checklist.length();
    let mark = match status {
        Status::Live { .. } => "✓ ",
        Status::Suspended { .. } => "‖ ",
        Status::Ready { .. } => "◆ ",
        _ => "",
    };
    let milestone = status
        .reached()
        .filter(|_| matches!(status, Status::Milestone { .. }))
        .and_then(|reached| programme.milestone_at(reached))
        .map(|milestone| milestone.name.get(lang).to_owned());
    let reported = row
        .highest
        .as_ref()
        .filter(|_| status.is_reported())
        .and_then(|mark| mark.source.as_ref())
        .map(|source| format!("{} {}", REPORTED.get(lang), source.get(lang)));
    let why = link::district_path(lang, Figure::Tally, &programme.key, &row.slug, tail);
    let met = row.tally.map_or_else(
        || NOT_KNOWN.get(lang).into_any(),
        |tally| view! { <a href=why>{n_of_m(lang, tally.met, tally.of)}</a> }.into_any(),
    );
    let turn = row.turn.as_ref().map_or_else(
        || if row.tally.is_some() { "–".to_owned() } else { NOT_KNOWN.get(lang).to_owned() },
        |turn| {
            let name = holder_name(lang, programme, turn.holder);
            let since = short_date(lang, turn.since);
            lang.pick(format!("{name}, от {since}"), format!("{name}, since {since}"))
        },
    );
    let agreed = row.agreed.map_or_else(|| "–".to_owned(), |day| short_date(lang, day));
    let flag = (!row.flags.is_empty()).then_some("expired");
    let waits = matches!(row.stance, Stance::Waiting(_));
    let late = short_timeliness(lang, programme, row.timeliness);
    let href = format!("/{}/rayoni/{}?programme={}{tail}", lang.code(), row.slug, programme.key);
    let class = format!("chip {}", status_class(status, programme.checklist.go_live));
    view! {
        <tr data-district=row.slug.clone() data-status=status.key() data-milestone=milestone_value(status) data-flag=flag data-disputed=disputed.map(|_| "")>
            <th scope="row"><a href=href>{row.name.get(lang).to_owned()}</a></th>
            <td data-label=STATUS.get(lang)>
                <span class=class><span aria-hidden="true">{mark}</span>{status_text(lang, status, of)}</span>
                {milestone.map(|name| view! { " "<span class="milestone-name">{name}</span> })}
                {flag.map(|_| view! { " "<span class="flag"><span aria-hidden="true">"! "</span>{FLAG_SHORT.get(lang)}</span> })}
                {disputed.map(|words| view! { " "<a class="dispute-note" href=format!("/{}/osporvaniya", lang.code())>{words.get(lang)}</a> })}
                {reported.map(|text| view! { <span class="reported">{text}</span> })}
            </td>
            <td class="num" data-label=MET.get(lang)>{met}</td>
            <td data-label=TURN.get(lang)>{turn}{waits.then(|| view! { <span class="stance">{WAITS_SHORT.get(lang)}</span> })}</td>
            <td class="num" data-label=AGREED.get(lang)>{agreed}{(!late.is_empty()).then(|| view! { <span class="late">{late}</span> })}</td>
        </tr>
    }
    .into_any()
}
