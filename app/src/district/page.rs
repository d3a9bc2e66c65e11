//! One district as everybody may see it.

use axum::extract::{Path, State};
use axum::response::Html;
use leptos::prelude::*;

use super::beside::beside;
use super::dates::dates;
use super::facts::facts;
use super::sources::sources;
use super::store::{list_names, load_district};
use super::text::{
    ALL_CHANGES, CHANGES, CHECKLIST, CHECKLIST_UNKNOWN, EFFECTIVE_ON, MILESTONES, NO_CHANGES, NOT_REACHED,
    ONLINE_ELSEWHERE, REACHED, REQUIREMENT, STANDING, TO_MAP, WHOSE_MOVE, WORK_ON, district_name,
};
use crate::about::abbreviation::FirstUses;
use crate::about::schema_org;
use crate::auth::actor::Visitor;
use crate::auth::model::Right;
use crate::card::text::day_text;
use crate::checklist_version::upcoming::upcoming;
use crate::dispute::model::Dispute;
use crate::dispute::notice::{beside_milestone, of_district};
use crate::dispute::store::{list_replayed, list_shown};
use crate::error::AppError;
use crate::explain::link;
use crate::explain::model::Figure;
use crate::id::DisputeId;
use crate::ledger::clocks::Clocks;
use crate::ledger::model::Entry;
use crate::ledger::store::{CHANGES_SHOWN, list_changes_of_dates, list_last_by_operation, list_last_entries};
use crate::ledger::text::{Reader, author_text, details_text, entry_text, reason_for};
use crate::onboarding::answer::answer_text;
use crate::onboarding::checklist::{by_what_can_be_done, checklist_path, holder_text, whose_move_text};
use crate::onboarding::conditions::conditions;
use crate::onboarding::model::Status;
use crate::onboarding::slip::{changes_of_dates, timeline};
use crate::onboarding::status::{mark_text, status_class, status_text};
use crate::onboarding::store::{Onboarding, load_onboarding_of, load_replayed_onboarding};
use crate::onboarding::text::STILL_TO_DO;
use crate::onboarding::timing::{
    carried_text, flag_text, highest_text, must_be_met_text, stance_text, suspension_now_text,
};
use crate::outage::notice::touched;
use crate::programme::model::Programme;
use crate::programme::store::{list_programmes, list_upcoming};
use crate::replay::data::district_path;
use crate::replay::model::Shown;
use crate::replay::store::load_shown;
use crate::replay::view::Frame;
use crate::rollout::store::{add_services, load_replayed_rollout, load_rollout};
use crate::service::model::State as Service;
use crate::service::view::{district_services_path, tally_text};
use crate::shell::{Extra, Head, PagePath, Params, Preview, render_page_with};
use crate::site::Site;
use crate::subscription::notice::subscribe_link;
use crate::text::moment::{moment_iso, moment_text};
use crate::text::{Lang, UNKNOWN, n_of_m, short_date, standing_mark, standing_text};
use crate::ui::switch::programme_switch_with;
use crate::ui::words::{around, words};

/// `/{lang}/rayoni/{slug}?programme=&as-of=&known=`
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Parameter`] when the day cannot be shown,
/// or when the database does not answer.
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    Path((_, slug)): Path<(String, String)>,
    params: Params,
    Visitor(visitor): Visitor,
    PagePath(path): PagePath,
) -> Result<Html<String>, AppError> {
    let reader = site.db.read();
    let district = load_district(reader, &slug).await?;
    let (limits, shown) = load_shown(&site, &params).await?;
    let onboarding = match shown {
        Shown::Today(day) => load_onboarding_of(reader, &slug, params.programme(), Clocks::on(day)).await?,
        Shown::Past(clocks) => load_replayed_onboarding(reader, &slug, params.programme(), clocks).await?,
    };
    let programmes = list_programmes(reader).await?;
    let neighbours = list_names(reader, &district.neighbours).await?;
    let key = &onboarding.programme.key;
    let changes = list_last_entries(&site.db, key, &slug, shown.clocks(), CHANGES_SHOWN).await?;
    let disputes = match shown {
        Shown::Today(_) => list_shown(reader, key, Some(&slug)).await?,
        Shown::Past(clocks) => list_replayed(reader, key, &slug, clocks).await?,
    };
    let ahead = match shown {
        Shown::Today(day) => list_upcoming(reader, onboarding.programme.id, day).await?,
        // What was to come then depends on what was known; it is said of today only.
        Shown::Past(_) => Vec::new(),
    };
    let moved = list_changes_of_dates(reader, key, Some(&slug), shown.clocks()).await?;
    let moved = changes_of_dates(moved);
    let checked = list_last_by_operation(reader, key, &slug, shown.clocks()).await?;
    let services_checked = list_last_by_operation(reader, "", &slug, shown.clocks()).await?;
    let work = visitor
        .as_ref()
        // Nothing can be done in the past.
        .filter(|actor| shown.clocks().is_none() && actor.may(Right::ViewChecklist, onboarding.district))
        .map(|_| checklist_path(lang, &slug, &onboarding.programme.key));
    let name = district_name(lang, &district.name);
    let head = Head { lang, title: name.clone(), path, actor: visitor, island: false };
    let base = format!("/{}/rayoni/{slug}", lang.code());
    let frame = Frame {
        lang,
        path: base.clone(),
        query: vec![("programme", key.clone())],
        shown,
        // The page sets the district beside the city, so whatever was written anywhere counts.
        last: limits.span.map(|span| span.last),
        limits,
        data: district_path(key, &slug),
    };
    let (today, tail) = (shown.day(), shown.tail());
    let mut rollout = match shown {
        Shown::Today(day) => load_rollout(&site.db, key, lang, day).await?,
        Shown::Past(clocks) => load_replayed_rollout(&site, key, lang, clocks).await?,
    };
    add_services(&site, &mut rollout, shown).await?;
    let services = rollout.rows.iter().find(|row| row.slug == slug).and_then(|row| row.services);
    let services = services.unwrap_or_default();
    let live = matches!(
        onboarding.progress.status(&onboarding.programme.checklist, shown.day()),
        Status::Live { .. }
    );
    let elsewhere = !live && services.count(Service::Online) > 0;
    let stay = if tail.is_empty() { String::new() } else { format!("?programme={key}{tail}") };
    let status = onboarding.progress.status(&onboarding.programme.checklist, today);
    let preview = Preview {
        description: format!(
            "{name}: {}. {} {}.",
            status_text(lang, status, onboarding.programme.checklist.length()),
            whose_move_text(lang, &onboarding, today),
            day_text(lang, today).trim_end_matches('.')
        ),
        image: format!("{base}/karta.png?programme={key}{tail}"),
    };
    let data = vec![schema_org::district(lang, &site.installation, &district, &name, key)];
    let extra = Extra { preview: Some(preview), data, ..Extra::default() };
    render_page_with(&site, head, extra, || {
        view! {
            <p class="crumb"><a href=format!("/{}/?programme={}{tail}", lang.code(), onboarding.programme.key)>"← "{TO_MAP.get(lang)}</a></p>
            <h1>{name}</h1>
            <p class="lead">{onboarding.programme.name.get(lang).to_owned()}</p>
            {programme_switch_with(lang, &base, &programmes, &onboarding.programme.key, |one| shown.tail_since(one.starts_on))}
            {frame.banner()}
            {work.map(|href| view! { <p><a class="button" href=href>{WORK_ON.get(lang)}</a></p> })}
            {state(lang, &onboarding, today, &tail)}
            <p class="services-line">
                <a href=district_services_path(lang, &slug, &tail)>{tally_text(lang, &services)}</a>
                {elsewhere.then(|| view! { " "<span class="hint">{ONLINE_ELSEWHERE.get(lang)}</span> })}
            </p>
            <div class="columns">
                <div>
                    {milestones(lang, &onboarding, &disputes)}
                    {checklist(lang, &onboarding, today, &tail)}
                    {upcoming(lang, &onboarding, &ahead)}
                </div>
                <div>
                    {dates(lang, &onboarding, today, &tail)}
                    {beside(lang, &rollout, &slug, today, &tail)}
                    {conditions(lang, &onboarding)}
                    {of_district(lang, &disputes, key, &slug)}
                    {subscribe_link(lang, &slug)}
                    {timeline(lang, &onboarding.programme, &moved, link::how(lang, Figure::Moved, link::district_path(lang, Figure::Moved, key, &slug, &tail)))}
                    {last_changes(lang, &onboarding, &changes)}
                    {sources(lang, &onboarding, &checked, &services_checked, &tail)}
                    {facts(lang, &district, &neighbours, &stay)}
                </div>
            </div>
            {frame.tools()}
        }
        .into_any()
    })
    .await
}

fn state(lang: Lang, onboarding: &Onboarding, today: chrono::NaiveDate, tail: &str) -> AnyView {
    let checklist = &onboarding.programme.checklist;
    let status = onboarding.progress.status(checklist, today);
    let reported = status.is_reported().then(|| onboarding.progress.highest()).flatten();
    let stance = onboarding.progress.stance(checklist, today);
    let flags = flag_text(lang, &onboarding.programme, &onboarding.progress.flags(checklist, today));
    let flag = flags.is_some().then_some("expired");
    let reached = status.reached().map_or_else(|| "unknown".to_owned(), |reached| reached.to_string());
    let overdue = onboarding.progress.suspension.as_ref().and_then(|one| one.overdue_days(today)).map(|_| {
        let why =
            link::district_path(lang, Figure::Overdue, &onboarding.programme.key, &onboarding.slug, tail);
        view! { " "{link::how(lang, Figure::Overdue, why)} }
    });
    view! {
        <section class="state" data-district=onboarding.slug.clone() data-status=status.key() data-milestone=reached data-flag=flag data-stance=stance.key()>
            <p class="answer">{answer_text(lang, onboarding, today)}</p>
            <p class="status-line">
                <span class=format!("chip {}", status_class(status, checklist.go_live))>{status_text(lang, status, checklist.length())}</span>
                {reported.map(|mark| view! { " "<span class="reported">{mark_text(lang, mark)}</span> })}
            </p>
            <p class="whose-move">{whose_move_text(lang, onboarding, today)}</p>
            {stance_text(lang, &onboarding.programme, &stance).map(|text| view! { <p class="stance">{text}</p> })}
            {onboarding.progress.carried(checklist, today).map(|one| view! { <p class="carried">{carried_text(lang, &one)}" "{link::how(lang, Figure::Tally, link::district_path(lang, Figure::Tally, &onboarding.programme.key, &onboarding.slug, tail))}</p> })}
            {flags.map(|text| view! { <p class="flag"><span aria-hidden="true">"! "</span>{text}</p> })}
            {onboarding.progress.suspension.as_ref().map(|one| view! { <p class="suspension">{around(lang, &suspension_now_text(lang, one, today), &one.reason)}{overdue}</p> })}
            {highest_text(lang, onboarding, today).map(|text| view! { <p class="highest">{text}</p> })}
            {still_to_do(lang, onboarding, today)}
        </section>
    }
    .into_any()
}

/// What those who have gone on still have to do, and by when.
fn still_to_do(lang: Lang, onboarding: &Onboarding, today: chrono::NaiveDate) -> Option<AnyView> {
    let open = onboarding.progress.still_to_do(&onboarding.programme.checklist, today);
    let items: Vec<_> = open
        .into_iter()
        .map(|(one, day)| {
            let by = day.map(|day| format!(", {}", must_be_met_text(lang, day)));
            view! { <li data-still-to-do=one.key.clone()>{one.name.get(lang).to_owned()}{by}</li> }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! { <div class="still-to-do" id="still-to-do"><p>{STILL_TO_DO.get(lang)}":"</p><ul>{items}</ul></div> }.into_any()
    })
}

fn milestones(lang: Lang, onboarding: &Onboarding, disputes: &[(DisputeId, Dispute)]) -> AnyView {
    let progress = &onboarding.progress;
    let rows: Vec<_> = onboarding
        .programme
        .checklist
        .milestones
        .iter()
        .map(|milestone| {
            let mark = progress.mark(milestone.position);
            // What nobody has looked at is not "not yet".
            let none = if progress.opened_on.is_some() { NOT_REACHED } else { UNKNOWN };
            let text = mark.map_or_else(|| none.get(lang).to_owned(), |mark| mark_text(lang, mark));
            view! {
                <li class:reached=mark.is_some() data-milestone=milestone.key.clone()>
                    <span class="position">{milestone.position}</span>
                    <span class="name">{mark.map(|_| view! { <span aria-hidden="true">"✓ "</span> })}{milestone.name.get(lang).to_owned()}</span>
                    <span class="mark">{text}{beside_milestone(lang, disputes, &onboarding.programme.key, &milestone.key)}</span>
                </li>
            }
        })
        .collect();
    view! {
        <section aria-labelledby="milestones-title">
            <h2 id="milestones-title">{MILESTONES.get(lang)}</h2>
            <ol class="milestones" aria-label=REACHED.get(lang)>{rows}</ol>
        </section>
    }
    .into_any()
}

fn checklist(lang: Lang, onboarding: &Onboarding, today: chrono::NaiveDate, tail: &str) -> AnyView {
    let progress = &onboarding.progress;
    let tally = progress.tally(&onboarding.programme.checklist.milestones, today);
    let mut first = FirstUses::new(lang);
    let bodies: Vec<_> = onboarding
        .programme
        .checklist
        .milestones
        .iter()
        .map(|milestone| {
            let rows: Vec<_> = by_what_can_be_done(onboarding, milestone, today)
                .into_iter()
                .map(|requirement| {
                    let standing = progress.standing(requirement, today);
                    let outage = progress.outage_of(requirement, today).map(|one| touched(lang, one));
                    view! {
                        <tr data-requirement=requirement.key.clone() data-standing=standing.key()>
                            <th scope="row">{first.explain(requirement.name.get(lang))}</th>
                            <td><span class=format!("standing standing-{}", standing.key())>
                                <span aria-hidden="true">{standing_mark(standing)}</span>" "{standing_text(standing).get(lang)}
                            </span>{outage}</td>
                            <td>{holder_text(lang, onboarding, requirement, today)}</td>
                        </tr>
                    }
                })
                .collect();
            view! {
                <tbody>
                    <tr class="group"><th colspan="3" scope="rowgroup">{milestone.position}". "{milestone.name.get(lang).to_owned()}</th></tr>
                    {rows}
                </tbody>
            }
        })
        .collect();
    let programme = &onboarding.programme.key;
    let why = link::how(
        lang,
        Figure::Tally,
        link::district_path(lang, Figure::Tally, programme, &onboarding.slug, tail),
    );
    let summary = match tally {
        Some(tally) => lang.pick(
            format!("Потвърдени са {} приложими изисквания.", n_of_m(lang, tally.met, tally.of)),
            format!("{} applicable requirements are confirmed.", n_of_m(lang, tally.met, tally.of)),
        ),
        None => CHECKLIST_UNKNOWN.get(lang).to_owned(),
    };
    view! {
        <section aria-labelledby="checklist-title">
            <h2 id="checklist-title">{CHECKLIST.get(lang)}</h2>
            <p>{summary}" "{why}</p>
            <table class="checklist-table">
                <thead><tr>
                    <th scope="col">{REQUIREMENT.get(lang)}</th>
                    <th scope="col">{STANDING.get(lang)}</th>
                    <th scope="col">{WHOSE_MOVE.get(lang)}</th>
                </tr></thead>
                {bodies}
            </table>
            <p class="hint">{onboarding.programme.note.get(lang).to_owned()}</p>
        </section>
    }
    .into_any()
}

fn last_changes(lang: Lang, onboarding: &Onboarding, changes: &[Entry]) -> AnyView {
    let programme = &onboarding.programme;
    let history = format!("/{}/rayoni/{}/istoriya?programme={}", lang.code(), onboarding.slug, programme.key);
    view! {
        <section aria-labelledby="changes-title">
            <h2 id="changes-title">{CHANGES.get(lang)}</h2>
            {entries(lang, programme, changes, Reader::Public)}
            <p><a href=history>{ALL_CHANGES.get(lang)}</a></p>
        </section>
    }
    .into_any()
}

/// Entries of the ledger in words.
pub fn entries(lang: Lang, programme: &Programme, listed: &[Entry], reader: Reader) -> AnyView {
    if listed.is_empty() {
        return view! { <p>{NO_CHANGES.get(lang)}</p> }.into_any();
    }
    let rows: Vec<_> = listed
        .iter()
        .map(|entry| {
            let effective = entry
                .effective_on
                .map(|day| format!(" · {} {}", EFFECTIVE_ON.get(lang), short_date(lang, day)))
                .unwrap_or_default();
            view! {
                <li>
                    <span class="what">{entry_text(lang, programme, entry)}</span>
                    {details_text(lang, programme, entry).map(|text| view! { <span class="details">{text}</span> })}
                    {reason_for(reader, entry).map(|reason| view! { <span class="reason">{words(lang, reason)}</span> })}
                    <span class="when">
                        <time datetime=moment_iso(entry.recorded_at)>{moment_text(lang, entry.recorded_at)}</time>
                        " · "{author_text(lang, entry)}{effective}
                    </span>
                </li>
            }
        })
        .collect();
    view! { <ol class="changes">{rows}</ol> }.into_any()
}
