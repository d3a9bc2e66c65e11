//! A checklist put into words for one reader.

use chrono::NaiveDate;

use super::dates::{places_text, view_dates};
use super::model::{SlipReason, Standing};
use super::status::{mark_text, status_class, status_text};
use super::store::Onboarding;
use super::timing::{
    carried_text, expiring_text, must_be_met_text, renewal_text, stance_text, suspension_now_text,
    valid_at_most_text, valid_until_text,
};
use super::view::{Can, ChecklistView, DatesView, MilestoneView, MissingView, RowView};
use crate::auth::actor::Actor;
use crate::auth::model::Right;
use crate::capacity::model::Places;
use crate::error::Rule;
use crate::explain::link::district_path;
use crate::explain::model::Figure;
use crate::outage::notice::touched_text;
use crate::programme::model::{Holder, Milestone, Programme, Requirement};
use crate::text::problem::problem_text;
use crate::text::{
    Lang, evidence_asked_text, iso, long_date, n_of_m, return_reason_text, short_date, slip_reason_text,
};

/// The checklist of an onboarding for this reader on this day.
#[must_use]
pub fn view_checklist(
    lang: Lang,
    onboarding: &Onboarding,
    places: &Places,
    actor: &Actor,
    today: NaiveDate,
) -> ChecklistView {
    let programme = &onboarding.programme;
    let status = onboarding.progress.status(&programme.checklist, today);
    let may = |right| actor.may(right, onboarding.district);
    let milestones: Vec<MilestoneView> = programme
        .checklist
        .milestones
        .iter()
        .map(|milestone| view_milestone(lang, onboarding, milestone, today))
        .collect();
    ChecklistView {
        lang,
        onboarding: onboarding.id,
        version: onboarding.version,
        back: checklist_path(lang, &onboarding.slug, &programme.key),
        today: iso(today),
        starts_on: iso(programme.starts_on),
        can: Can {
            submit: may(Right::SubmitRequirements),
            decide: may(Right::DecideRequirements),
            mark: may(Right::MarkMilestones),
            set_dates: may(Right::SetDates),
            set_holder: may(Right::SetHolder),
            suspend: may(Right::SuspendOnboardings),
        },
        status: status_text(lang, status, programme.checklist.length()),
        status_class: status_class(status, programme.checklist.go_live),
        whose_move: whose_move_text(lang, onboarding, today),
        tally: onboarding
            .progress
            .tally(&programme.checklist.milestones, today)
            .map(|tally| n_of_m(lang, tally.met, tally.of))
            .unwrap_or_default(),
        tally_href: district_path(lang, Figure::Tally, &programme.key, &onboarding.slug, ""),
        carried: onboarding
            .progress
            .carried(&programme.checklist, today)
            .map(|carried| carried_text(lang, &carried))
            .unwrap_or_default(),
        still_to_do: still_to_do(lang, onboarding, today),
        stance: stance_text(lang, programme, &onboarding.progress.stance(&programme.checklist, today))
            .unwrap_or_default(),
        expiring: expiring(lang, onboarding, today),
        missing: missing(lang, onboarding, today),
        milestones,
        dates: DatesView {
            places: places_text(lang, places, today),
            ..view_dates(lang, onboarding, None, today)
        },
        suspension: onboarding.progress.suspension.as_ref().map(|one| suspension_now_text(lang, one, today)),
        suspended: onboarding
            .progress
            .suspension
            .as_ref()
            .map(|one| (iso(one.since), one.reason.clone(), iso(one.expected_return))),
        live: status.is_live(),
        holders: Holder::ALL
            .into_iter()
            .map(|holder| (holder.key().to_owned(), holder_name(lang, programme, holder)))
            .collect(),
        slip_reasons: SlipReason::CHOSEN
            .into_iter()
            .map(|reason| (reason.key().to_owned(), slip_reason_text(reason).get(lang).to_owned()))
            .collect(),
    }
}

/// The path of a district's checklist in a programme.
#[must_use]
pub fn checklist_path(lang: Lang, slug: &str, programme: &str) -> String {
    format!("/{}/rayoni/{slug}/spisak?programme={programme}", lang.code())
}

/// A holder's name in a programme.
#[must_use]
pub fn holder_name(lang: Lang, programme: &Programme, holder: Holder) -> String {
    programme
        .holders
        .get(&holder)
        .map_or_else(|| holder.key().to_owned(), |names| names.name.get(lang).to_owned())
}

/// „На ход е районът от 4 март 2026 г. …“, or why nobody is.
#[must_use]
pub fn whose_move_text(lang: Lang, onboarding: &Onboarding, today: NaiveDate) -> String {
    let programme = &onboarding.programme;
    let suspended = onboarding.progress.suspension.as_ref().map(|_| {
        lang.pick(
            "Работата е временно спряна; чака се връщането.",
            "It is suspended; what is awaited is its return.",
        )
    });
    let Some(turn) = onboarding.progress.whose_move(&programme.checklist, today) else {
        return if let Some(suspended) = suspended {
            suspended.to_owned()
        } else if onboarding.progress.opened_on.is_none() {
            lang.pick("Не се знае кой е на ход.", "It is not known whose move it is.").to_owned()
        } else {
            lang.pick("Никой не е на ход: всичко е изпълнено.", "Nobody has to move: all is done.").to_owned()
        };
    };
    let who = programme
        .holders
        .get(&turn.holder)
        .map_or_else(|| turn.holder.key().to_owned(), |names| names.to_move.get(lang).to_owned());
    let since = long_date(lang, turn.since);
    let what = match turn.requirement.as_deref().and_then(|key| programme.requirement(key)) {
        Some((_, requirement)) => {
            lang.pick(format!("„{}“", requirement.name.bg), format!("“{}”", requirement.name.en))
        }
        None => {
            let name =
                programme.milestone_at(turn.milestone).map(|one| one.name.get(lang)).unwrap_or_default();
            lang.pick(format!("отмятане на етап „{name}“"), format!("marking the milestone “{name}”"))
        }
    };
    let turn = lang.pick(
        format!("На ход е {who} от {since}: {what}."),
        format!("It is {who} move since {since}: {what}."),
    );
    suspended.map_or_else(|| turn.clone(), |suspended| format!("{suspended} {turn}"))
}

/// Who has a requirement and since when or, while others must come first, after
/// which of them; empty when nobody has to move. Nobody is shown as holding up
/// what cannot be done yet.
#[must_use]
pub fn holder_text(
    lang: Lang,
    onboarding: &Onboarding,
    requirement: &Requirement,
    today: NaiveDate,
) -> String {
    let checklist = &onboarding.programme.checklist;
    match onboarding.progress.holder(requirement, today) {
        Some((holder, since)) => {
            let name = holder_name(lang, &onboarding.programme, holder);
            let earlier = requirement
                .after
                .iter()
                .filter(|_| !onboarding.progress.is_somebodys(checklist, requirement, today))
                .filter_map(|key| checklist.requirements().find(|earlier| &earlier.key == key))
                .find(|earlier| !onboarding.progress.standing(earlier, today).satisfies());
            if let Some(earlier) = earlier {
                return lang.pick(
                    format!("{name}, след „{}“", earlier.name.bg),
                    format!("{name}, after “{}”", earlier.name.en),
                );
            }
            let since = short_date(lang, since);
            let resumed = if onboarding.progress.has_left_out(requirement, today) {
                lang.pick(" (без дните на прекъсване)", " (days of an outage left out)")
            } else {
                ""
            };
            lang.pick(format!("{name}, от {since}{resumed}"), format!("{name}, since {since}{resumed}"))
        }
        None => String::new(),
    }
}

fn view_milestone(
    lang: Lang,
    onboarding: &Onboarding,
    milestone: &Milestone,
    today: NaiveDate,
) -> MilestoneView {
    let progress = &onboarding.progress;
    let checklist = &onboarding.programme.checklist;
    let missing =
        progress.gate(checklist, milestone.position, today).err().map_or(0, |missing| missing.len());
    MilestoneView {
        key: milestone.key.clone(),
        position: milestone.position,
        name: milestone.name.get(lang).to_owned(),
        tally_href: district_path(
            lang,
            Figure::Tally,
            &onboarding.programme.key,
            &onboarding.slug,
            &format!("&milestone={}", milestone.key),
        ),
        tally: progress
            .tally([milestone], today)
            .map(|tally| n_of_m(lang, tally.met, tally.of))
            .unwrap_or_default(),
        mark: progress.mark(milestone.position).map(|mark| mark_text(lang, mark)),
        reached_iso: progress
            .mark(milestone.position)
            .and_then(|mark| mark.reached_on)
            .map(iso)
            .unwrap_or_default(),
        confirmed: progress.is_confirmed(milestone.position),
        gate_missing: u32::try_from(missing).unwrap_or(u32::MAX),
        not_now: not_now(lang, onboarding, milestone),
        rows: by_what_can_be_done(onboarding, milestone, today)
            .into_iter()
            .map(|requirement| view_row(lang, onboarding, requirement, today))
            .collect(),
        dates: (milestone.position != checklist.go_live)
            .then(|| view_dates(lang, onboarding, Some(milestone), today)),
    }
}

/// Why a milestone cannot be marked now though all it needs may be confirmed.
fn not_now(lang: Lang, onboarding: &Onboarding, milestone: &Milestone) -> Option<String> {
    let (progress, programme) = (&onboarding.progress, &onboarding.programme);
    let go_live = programme.checklist.go_live;
    let rule = if progress.suspension.is_some() {
        Rule::Suspended
    } else if milestone.position > go_live && !progress.is_confirmed(go_live) {
        Rule::MarkFirst { milestone: programme.milestone_at(go_live)?.name.clone() }
    } else {
        return None;
    };
    Some(problem_text(lang, &rule))
}

/// A milestone's requirements: first what can be done now, then what must wait
/// or is with somebody, then what is met; otherwise in the order of the list.
#[must_use]
pub fn by_what_can_be_done<'m>(
    onboarding: &Onboarding,
    milestone: &'m Milestone,
    today: NaiveDate,
) -> Vec<&'m Requirement> {
    let progress = &onboarding.progress;
    let checklist = &onboarding.programme.checklist;
    let mut requirements: Vec<&Requirement> = milestone.requirements.iter().collect();
    requirements.sort_by_key(|requirement| {
        let open = !progress.standing(requirement, today).satisfies();
        let now = progress.can_be_done_now(checklist, requirement, today)
            && progress.outage_of(requirement, today).is_none();
        (!open, open && !now)
    });
    requirements
}

fn view_row(lang: Lang, onboarding: &Onboarding, requirement: &Requirement, today: NaiveDate) -> RowView {
    let progress = &onboarding.progress;
    let checklist = &onboarding.programme.checklist;
    let record = progress.record(requirement, today);
    let held = progress.holder(requirement, today).unwrap_or((record.holder, record.holder_since));
    let waits_for = requirement
        .after
        .iter()
        .filter_map(|key| checklist.requirements().find(|earlier| &earlier.key == key))
        .filter(|earlier| !progress.standing(earlier, today).satisfies())
        .map(|earlier| earlier.name.get(lang).to_owned())
        .collect();
    RowView {
        key: requirement.key.clone(),
        name: requirement.name.get(lang).to_owned(),
        version: onboarding.requirement_version(&requirement.key),
        standing: progress.standing(requirement, today),
        excluded: !progress.applies(requirement),
        basis: requirement.basis.as_ref().map(|basis| basis.get(lang).to_owned()),
        source: requirement.source.get(lang).to_owned(),
        next: requirement.next.get(lang).to_owned(),
        asked: evidence_asked_text(requirement.evidence).get(lang).to_owned(),
        holder: holder_text(lang, onboarding, requirement, today),
        holder_key: held.0.key().to_owned(),
        holder_since: iso(held.1),
        outage: touched_text(lang, progress.outage_of(requirement, today)),
        must_be_met_by: requirement
            .must_be_met_by
            .filter(|_| !progress.standing(requirement, today).satisfies())
            .map(|day| must_be_met_text(lang, day)),
        waits_for,
        evidence: record.evidence.clone(),
        valid_until: valid_until_text(lang, &record, today),
        // What follows good evidence has a last day of its own.
        valid_at_most: requirement
            .valid_months
            .map(|months| valid_at_most_text(lang, months))
            .unwrap_or_default(),
        valid_until_iso: match &record.renewal {
            Some(renewal) => renewal.valid_until,
            None => record.valid_until.filter(|_| !record.can_be_renewed(today)),
        }
        // A day that is over would be refused.
        .filter(|day| *day >= today)
        .map(iso)
        .unwrap_or_default(),
        renewal: record.renewal.clone().map(|one| one.evidence).zip(renewal_text(lang, &record)),
        renewable: record.can_be_renewed(today),
        renewal_waits: record.waiting_renewal().is_some(),
        return_reasons: record
            .return_reasons
            .iter()
            .map(|reason| return_reason_text(*reason).get(lang).to_owned())
            .collect(),
        note: record.note,
    }
}

/// What is running out, the nearest day first.
fn expiring(lang: Lang, onboarding: &Onboarding, today: NaiveDate) -> Vec<MissingView> {
    let programme = &onboarding.programme;
    let listed = onboarding.progress.expiring(&programme.checklist, today).into_iter();
    listed
        .filter_map(|one| {
            let (_, requirement) = programme.requirement(&one.requirement)?;
            Some(MissingView {
                href: format!("#req-{}", one.requirement),
                name: requirement.name.get(lang).to_owned(),
                holder: expiring_text(lang, &one),
            })
        })
        .collect()
}

/// What those who have gone on still have to do, and by when.
#[must_use]
pub fn still_to_do(lang: Lang, onboarding: &Onboarding, today: NaiveDate) -> Vec<MissingView> {
    let listed = onboarding.progress.still_to_do(&onboarding.programme.checklist, today).into_iter();
    listed
        .map(|(requirement, day)| MissingView {
            href: format!("#req-{}", requirement.key),
            name: requirement.name.get(lang).to_owned(),
            holder: day.map(|day| must_be_met_text(lang, day)).unwrap_or_default(),
        })
        .collect()
}

/// What can be done now, by whomever: marks first, then what was sent back.
fn missing(lang: Lang, onboarding: &Onboarding, today: NaiveDate) -> Vec<MissingView> {
    let progress = &onboarding.progress;
    let checklist = &onboarding.programme.checklist;
    let mut open: Vec<&Requirement> = checklist
        .requirements()
        .filter(|one| !progress.standing(one, today).satisfies())
        .filter(|one| progress.is_somebodys(checklist, one, today))
        .collect();
    open.sort_by_key(|requirement| progress.standing(requirement, today) != Standing::Returned);
    let to_mark = checklist
        .milestones
        .iter()
        .filter(|milestone| progress.is_to_mark(checklist, milestone.position, today))
        .map(|milestone| MissingView {
            href: format!("#milestone-{}", milestone.key),
            name: lang.pick(
                format!("Отмятане на етап „{}“", milestone.name.bg),
                format!("Marking the milestone “{}”", milestone.name.en),
            ),
            holder: holder_name(lang, &onboarding.programme, Holder::Municipality),
        });
    let open = open.into_iter().map(|requirement| MissingView {
        href: format!("#req-{}", requirement.key),
        name: requirement.name.get(lang).to_owned(),
        holder: holder_text(lang, onboarding, requirement, today),
    });
    to_mark.chain(open).collect()
}
