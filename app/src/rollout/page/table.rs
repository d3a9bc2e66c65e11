//! The same districts as a table, sorted by links.

use leptos::prelude::*;

use crate::dispute::text::DISPUTED_SHORT;
use crate::explain::link;
use crate::explain::model::Figure;
use crate::onboarding::checklist::holder_name;
use crate::onboarding::dates::short_timeliness;
use crate::onboarding::model::{Stance, Status};
use crate::onboarding::status::{status_class, status_text};
use crate::onboarding::timing::{FLAG_SHORT, WAITS_SHORT, days_text};
use crate::rollout::map::{Drawn, milestone_value};
use crate::rollout::model::measure::Colour;
use crate::rollout::model::{Order, Row};
use crate::rollout::text::{
    AGREED, ALL_DISTRICTS, DISTRICT, MET, NOT_KNOWN, REPORTED, SERVICES_ONLINE, SORTED_DOWN, SORTED_UP,
    STATUS, TURN,
};
use crate::rollout::tint::Tint;
use crate::rollout::view::View;
use crate::service::text::uncertain_text;
use crate::service::view::district_services_path;
use crate::text::{n_of_m, short_date};
use crate::waiting::text::ALL_HOLDERS;

/// In which order the table is listed.
#[derive(Clone, Copy)]
pub struct Sorted {
    /// By which column.
    pub order: Order,
    /// Whether the other way round.
    pub descending: bool,
}

/// The table of these rows, in this order; its own links keep `view`.
pub fn table(drawn: Drawn<'_>, view: View, rows: &[Row], sorted: Sorted) -> AnyView {
    let lang = drawn.lang;
    let columns = Order::columns(drawn.colour);
    let heads: Vec<AnyView> = columns.iter().map(|column| head(drawn, view, *column, sorted)).collect();
    let rows: Vec<AnyView> = rows.iter().map(|row| line(drawn, row, columns)).collect();
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

fn head(drawn: Drawn<'_>, view: View, column: Order, sorted: Sorted) -> AnyView {
    let Drawn { lang, rollout, tail, .. } = drawn;
    let (programme, Sorted { order, descending }) = (&rollout.programme, sorted);
    let words = match column {
        Order::Name => DISTRICT,
        Order::Status => STATUS,
        Order::Met => MET,
        Order::Turn => TURN,
        Order::Agreed => AGREED,
        Order::Services => SERVICES_ONLINE,
    };
    let here = column == order;
    let direction = if here && !descending { "desc" } else { "asc" };
    let href = format!(
        "/{}/?programme={}{}&sort={}&dir={direction}{tail}#table-title",
        lang.code(),
        programme.key,
        view.tail(),
        column.key()
    );
    let (aria, arrow, spoken) = match (here, descending) {
        (true, false) => ("ascending", " ↑", SORTED_UP.get(lang)),
        (true, true) => ("descending", " ↓", SORTED_DOWN.get(lang)),
        (false, _) => ("none", "", ""),
    };
    // The column names one holder a district; the page behind it, all of them.
    let more = (column == Order::Turn).then(|| {
        let href = format!("/{}/kogo-chakame?programme={}{tail}", lang.code(), programme.key);
        view! { " "<a class="more" href=href>{ALL_HOLDERS.get(lang)}</a> }
    });
    view! {
        <th scope="col" aria-sort=aria title=spoken>
            <a href=href>{words.get(lang)}<span aria-hidden="true">{arrow}</span></a>{more}
        </th>
    }
    .into_any()
}

fn line(drawn: Drawn<'_>, row: &Row, columns: &[Order]) -> AnyView {
    let Drawn { lang, rollout, colour, day, tail } = drawn;
    let programme = &rollout.programme;
    let status = row.status;
    let tint = Tint::of(lang, programme, row, colour, day);
    let flag = (!row.flags.is_empty()).then_some("expired");
    let disputed = rollout.disputed.contains(&row.slug).then_some("");
    let href = format!("/{}/rayoni/{}?programme={}{tail}", lang.code(), row.slug, programme.key);
    let cells: Vec<AnyView> = columns
        .iter()
        .map(|column| match column {
            Order::Name => {
                view! { <th scope="row"><a href=href.clone()>{row.name.get(lang).to_owned()}</a></th> }
                    .into_any()
            }
            Order::Status => status_cell(drawn, row),
            Order::Met => met_cell(drawn, row, &tint),
            Order::Turn => turn_cell(drawn, row, &tint),
            Order::Agreed => agreed_cell(drawn, row),
            Order::Services => services_cell(drawn, row, &tint),
        })
        .collect();
    view! {
        <tr data-district=row.slug.clone() data-status=status.key() data-milestone=milestone_value(status) data-flag=flag data-value=tint.value.clone() data-disputed=disputed>
            {cells}
        </tr>
    }
    .into_any()
}

fn status_cell(drawn: Drawn<'_>, row: &Row) -> AnyView {
    let Drawn { lang, rollout, .. } = drawn;
    let (programme, status) = (&rollout.programme, row.status);
    let disputed = rollout.disputed.contains(&row.slug).then_some(DISPUTED_SHORT);
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
    let class = format!("chip {}", status_class(status, programme.checklist.go_live));
    view! {
        <td data-label=STATUS.get(lang)>
            <span class=class><span aria-hidden="true">{mark}</span>{status_text(lang, status, programme.checklist.length())}</span>
            {milestone.map(|name| view! { " "<span class="milestone-name">{name}</span> })}
            {(!row.flags.is_empty()).then(|| view! { " "<span class="flag"><span aria-hidden="true">"! "</span>{FLAG_SHORT.get(lang)}</span> })}
            {disputed.map(|words| view! { " "<a class="dispute-note" href=format!("/{}/osporvaniya", lang.code())>{words.get(lang)}</a> })}
            {reported.map(|text| view! { <span class="reported">{text}</span> })}
        </td>
    }
    .into_any()
}

fn met_cell(drawn: Drawn<'_>, row: &Row, tint: &Tint) -> AnyView {
    let Drawn { lang, rollout, colour, tail, .. } = drawn;
    let why = link::district_path(lang, Figure::Tally, &rollout.programme.key, &row.slug, tail);
    let share = row.percent_met().map(|share| format!(" · {share}%"));
    let met = row.tally.map_or_else(
        || NOT_KNOWN.get(lang).into_any(),
        |tally| {
            let met = n_of_m(lang, tally.met, tally.of);
            if colour == Colour::Readiness {
                let class = format!("chip {}", tint.class);
                view! { <span class=class><a href=why>{met}</a>{share}</span> }.into_any()
            } else {
                view! { <a href=why>{met}</a> }.into_any()
            }
        },
    );
    view! { <td class="num" data-label=MET.get(lang)>{met}</td> }.into_any()
}

fn turn_cell(drawn: Drawn<'_>, row: &Row, tint: &Tint) -> AnyView {
    let Drawn { lang, rollout, colour, day, .. } = drawn;
    let turn = row.turn.as_ref().map_or_else(
        || if row.tally.is_some() { "–".to_owned() } else { NOT_KNOWN.get(lang).to_owned() },
        |turn| {
            let name = holder_name(lang, &rollout.programme, turn.holder);
            let since = short_date(lang, turn.since);
            lang.pick(format!("{name}, от {since}"), format!("{name}, since {since}"))
        },
    );
    let waited = row.days_waiting(day).filter(|_| colour == Colour::Waiting).map(|days| {
        let class = format!("chip {}", tint.class);
        view! { <span class=class>{days_text(lang, days)}</span>" " }
    });
    let waits = matches!(row.stance, Stance::Waiting(_))
        .then(|| view! { " "<span class="stance">{WAITS_SHORT.get(lang)}</span> });
    view! { <td class="turn" data-label=TURN.get(lang)>{waited}{turn}{waits}</td> }.into_any()
}

fn agreed_cell(drawn: Drawn<'_>, row: &Row) -> AnyView {
    let Drawn { lang, rollout, tail, .. } = drawn;
    let agreed = row.agreed.map_or_else(|| "–".to_owned(), |day| short_date(lang, day));
    let late = short_timeliness(lang, &rollout.programme, row.timeliness);
    let why = link::district_path(lang, Figure::WorkingDays, &rollout.programme.key, &row.slug, tail);
    let late = (!late.is_empty()).then(|| view! { " "<span class="late"><a href=why>{late}</a></span> });
    view! { <td class="num" data-label=AGREED.get(lang)>{agreed}{late}</td> }.into_any()
}

/// How many, of how many; what is not certain is said apart. The rows behind it
/// are the district's services on that day.
fn services_cell(drawn: Drawn<'_>, row: &Row, tint: &Tint) -> AnyView {
    let Drawn { lang, tail, .. } = drawn;
    let href = district_services_path(lang, &row.slug, tail);
    let class = format!("chip {}", tint.class);
    let left_out = row.services.map(|tally| uncertain_text(lang, &tally)).filter(|text| !text.is_empty());
    view! {
        <td class="turn" data-label=SERVICES_ONLINE.get(lang)>
            <span class=class><a href=href>{tint.short.clone()}</a></span>
            {left_out.map(|text| view! { <span class="left-out">{text}</span> })}
        </td>
    }
    .into_any()
}
