//! The operations on milestones, dates and suspension.

use app::auth::model::Right;
use app::error::Rule;
use serde_json::{Value, json};

use super::operation::{Operation, Refusal, Step, Written, refused, step, together};
use crate::support::client::{Answer, Client, fields};
use crate::support::people::Who;
use crate::support::{TODAY, World, in_days};

const FIRST: Option<(&str, &str)> = Some(("milestone", "preparation"));
const FLOOD: &str = "Наводнен сървър";

pub fn mark() -> Operation {
    Operation {
        name: "mark_milestone",
        right: Right::MarkMilestones,
        who: Who::Coordinator,
        colleague: Who::SecondCoordinator,
        district: "lyulin",
        item: FIRST,
        before: set_aside_first_milestone(),
        fields: fields([("reached_on", "2026-11-21")]),
        refusals: vec![
            refused("reached_on", "", Rule::Required),
            refused("reached_on", "20/11/2026", Rule::NotADate),
            refused("reached_on", &in_days(1), Rule::InFuture),
            refused("reached_on", "2020-06-10", before_programme()),
        ],
        between: vec![
            step(Who::SecondCoordinator, "mark_milestone", FIRST, [("reached_on", "2026-11-20")]),
            step(
                Who::SecondCoordinator,
                "take_back_mark",
                FIRST,
                [("from", "2026-11-20"), ("reason", "Сбъркан район")],
            ),
        ],
        theirs: ["няма стойност", "no value"],
        entry: Written {
            item: "mark:preparation:confirmed",
            old: Value::Null,
            new: first_mark("2026-11-21"),
            reason: None,
            effective_on: "2026-11-21",
        },
        shown: ["достигнат на 21 ноември 2026 г.", "reached on 21 November 2026"],
    }
}

pub fn take_back() -> Operation {
    let mut before = set_aside_first_milestone();
    before.push(step(Who::Coordinator, "mark_milestone", FIRST, [("reached_on", "2026-11-21")]));
    Operation {
        name: "take_back_mark",
        right: Right::MarkMilestones,
        who: Who::Coordinator,
        colleague: Who::SecondCoordinator,
        district: "lyulin",
        item: FIRST,
        before,
        fields: fields([("from", "2026-11-21"), ("reason", "Заповедта е за друг район")]),
        refusals: vec![
            refused("from", "", Rule::Required),
            refused("from", "вчера", Rule::NotADate),
            refused("from", &in_days(1), Rule::InFuture),
            refused("from", "2026-11-20", not_before("2026-11-21")),
            Refusal {
                broken: vec![("from", Rule::Required), ("reason", Rule::Required)],
                ..together([("from", ""), ("reason", "")])
            },
            refused("reason", "", Rule::Required),
            refused("reason", &"ж".repeat(2001), Rule::TooLong { max: 2000 }),
        ],
        between: vec![
            step(
                Who::SecondCoordinator,
                "take_back_mark",
                FIRST,
                [("from", "2026-11-21"), ("reason", "Друга дата")],
            ),
            step(Who::SecondCoordinator, "mark_milestone", FIRST, [("reached_on", "2026-11-20")]),
        ],
        theirs: ["достигнат на 20 ноември 2026 г.", "reached on 20 November 2026"],
        entry: Written {
            item: "mark:preparation:confirmed",
            old: first_mark("2026-11-21"),
            new: taken_back("2026-11-21", "2026-11-21"),
            reason: Some("Заповедта е за друг район"),
            effective_on: "2026-11-21",
        },
        shown: ["Заповедта е за друг район", "Заповедта е за друг район"],
    }
}

pub fn set_dates() -> Operation {
    let change = [("preferred", "2027-05-05"), ("because", "district"), ("reason", "Без прозорец")];
    Operation {
        name: "set_dates",
        right: Right::SetDates,
        who: Who::Coordinator,
        colleague: Who::SecondCoordinator,
        district: "lyulin",
        item: None,
        before: Vec::new(),
        fields: fields([
            ("window_from", "2027-02-01"),
            ("window_to", "2027-02-26"),
            ("preferred", "2027-02-15"),
            ("agreed", "2027-02-16"),
            ("because", "municipality"),
            ("reason", "По график"),
        ]),
        refusals: vec![
            refused("window_from", "", Rule::BothOrNeither),
            refused("window_to", "", Rule::BothOrNeither),
            refused("window_to", "2027-01-31", Rule::EndsBeforeStart),
            refused("window_from", "1.2", Rule::NotADate),
            refused("window_to", "0027-02-26", Rule::NotADate),
            refused("window_to", "2027-03-03", Rule::WindowTooLong { days: 31, max: 30 }),
            refused("preferred", "2027-02-30", Rule::NotADate),
            refused("preferred", "2027-02-14", unusual_day("2027-02-14", "2027-02-15")),
            refused("preferred", "2019-01-02", before_programme()),
            refused("agreed", "скоро", Rule::NotADate),
            refused("agreed", "2027-03-01", outside()),
            refused("agreed", "2027-02-20", unusual_day("2027-02-20", "2027-02-22")),
            refused("agreed", "2099-02-16", too_far()),
            refused("because", "", Rule::Required),
            refused("because", "whim", Rule::NotOffered),
            refused("because", "over", Rule::NotOffered),
            refused("reason", &"ж".repeat(2001), Rule::TooLong { max: 2000 }),
            Refusal {
                broken: vec![("reason", Rule::Required)],
                ..together([("because", "other"), ("reason", "")])
            },
            Refusal {
                broken: vec![("agreed", Rule::Unchanged)],
                ..together([("window_from", ""), ("window_to", ""), ("preferred", ""), ("agreed", "")])
            },
        ],
        between: vec![step(Who::SecondCoordinator, "set_dates", None, change)],
        theirs: [
            "прозорец: няма; предпочитана: 05.05.2027 г.; договорена: няма",
            "window: none; preferred: 5 May 2027; agreed: none",
        ],
        entry: Written {
            item: "dates",
            old: Value::Null,
            new: json!({
                "window": ["2027-02-01", "2027-02-26"],
                "preferred": "2027-02-15",
                "agreed": "2027-02-16",
                "because": "municipality",
            }),
            reason: Some("По график"),
            effective_on: TODAY,
        },
        shown: ["16 февруари 2027 г.", "16 February 2027"],
    }
}

/// The same for a milestone, which has its own dates and their own version.
pub fn set_milestone_dates() -> Operation {
    let training = Some(("milestone", "training"));
    let change = [("preferred", "2027-05-05"), ("because", "district")];
    Operation {
        item: training,
        between: vec![step(Who::SecondCoordinator, "set_dates", training, change)],
        entry: Written { item: "dates:training", ..set_dates().entry },
        ..set_dates()
    }
}

pub fn suspend() -> Operation {
    Operation {
        name: "suspend_onboarding",
        right: Right::SuspendOnboardings,
        who: Who::Coordinator,
        colleague: Who::SecondCoordinator,
        district: "serdika",
        item: None,
        before: Vec::new(),
        fields: fields([("since", "2026-11-16"), ("reason", FLOOD), ("expected_return", "2027-01-11")]),
        refusals: vec![
            refused("since", "", Rule::Required),
            refused("since", "понеделник", Rule::NotADate),
            refused("since", &in_days(1), Rule::InFuture),
            refused("since", "2020-06-10", before_programme()),
            refused("reason", "", Rule::Required),
            refused("reason", &"ж".repeat(2001), Rule::TooLong { max: 2000 }),
            refused("expected_return", "", Rule::Required),
            refused("expected_return", "скоро", Rule::NotADate),
            refused("expected_return", "2026-11-15", not_before("2026-11-16")),
        ],
        between: vec![
            suspension(Who::SecondCoordinator, "2026-11-10", "Пожар"),
            step(Who::SecondCoordinator, "return_onboarding", None, [("returned_on", "2026-11-12")]),
        ],
        theirs: ["няма стойност", "no value"],
        entry: Written {
            item: "suspension",
            old: Value::Null,
            new: suspended("2026-11-16", FLOOD),
            reason: Some(FLOOD),
            effective_on: "2026-11-16",
        },
        shown: [
            "Спрян от 16 ноември 2026 г. Причина: Наводнен сървър. Очаквано връщане: 11 януари 2027 г.Запазва",
            "Suspended since 16 November 2026. Reason: Наводнен сървър. Expected return: 11 January 2027.",
        ],
    }
}

pub fn return_to_live() -> Operation {
    Operation {
        name: "return_onboarding",
        right: Right::SuspendOnboardings,
        who: Who::Coordinator,
        colleague: Who::SecondCoordinator,
        district: "serdika",
        item: None,
        before: vec![suspension(Who::Coordinator, "2026-11-16", FLOOD)],
        fields: fields([("returned_on", "2026-11-19")]),
        refusals: vec![
            refused("returned_on", "", Rule::Required),
            refused("returned_on", "вчера", Rule::NotADate),
            refused("returned_on", &in_days(1), Rule::InFuture),
            refused("returned_on", "2020-06-10", before_programme()),
            refused("returned_on", "2026-11-15", not_before("2026-11-16")),
        ],
        between: vec![
            step(Who::SecondCoordinator, "return_onboarding", None, [("returned_on", "2026-11-18")]),
            suspension(Who::SecondCoordinator, "2026-11-19", "Пожар"),
        ],
        theirs: [
            "Спрян от 19 ноември 2026 г. Причина: Пожар",
            "Suspended since 19 November 2026. Reason: Пожар",
        ],
        entry: Written {
            item: "suspension",
            old: suspended("2026-11-16", FLOOD),
            new: Value::Null,
            reason: None,
            effective_on: "2026-11-19",
        },
        shown: ["Върнат в работа", "Returned to live"],
    }
}

/// All that the first milestone needs, declared not to apply.
pub fn set_aside_first_milestone() -> Vec<Step> {
    ["mayor-order", "team", "service-inventory", "demand-analysis"]
        .map(|key| {
            let item = Some(("requirement", key));
            step(Who::Coordinator, "set_aside_requirement", item, [("reason", "Не се отнася")])
        })
        .to_vec()
}

/// A district where everything is set aside and every milestone marked.
pub async fn live(world: &World, client: &Client, district: &str) {
    for answer in try_live(world, client, district).await {
        assert_eq!(answer.status, 200, "{}", answer.text());
    }
}

/// The same, with the answers to the marks in order.
pub async fn try_live(world: &World, client: &Client, district: &str) -> Vec<Answer> {
    let checklist = world.onboarding("unified-model", district).await.programme.checklist;
    for requirement in checklist.requirements() {
        let mut form = world.seen(district, Some(("requirement", &requirement.key))).await;
        form.extend(fields([("reason", "Не е нужно")]));
        assert_eq!(client.json("set_aside_requirement", &form).await.status, 200, "{}", requirement.key);
    }
    let mut answers = Vec::new();
    for milestone in &checklist.milestones {
        let mut form = world.seen(district, Some(("milestone", &milestone.key))).await;
        form.extend(fields([("reached_on", "2026-11-21")]));
        answers.push(client.json("mark_milestone", &form).await);
    }
    answers
}

fn suspension(who: Who, since: &str, reason: &str) -> Step {
    let filled_in = [("since", since), ("reason", reason), ("expected_return", "2027-01-11")];
    step(who, "suspend_onboarding", None, filled_in)
}

fn suspended(since: &str, reason: &str) -> Value {
    json!({ "since": since, "reason": reason, "expected_return": "2027-01-11" })
}

fn first_mark(reached_on: &str) -> Value {
    json!({ "position": 1, "kind": "confirmed", "reached_on": reached_on, "source": null })
}

fn taken_back(reached_on: &str, from: &str) -> Value {
    let mut mark = first_mark(reached_on);
    mark["taken_back_on"] = json!(from);
    mark
}

fn outside() -> Rule {
    Rule::OutsideWindow { from: "2027-02-01".to_owned(), to: "2027-02-26".to_owned() }
}

fn too_far() -> Rule {
    Rule::TooFar { latest: "2036-11-21".to_owned() }
}

fn unusual_day(day: &str, next: &str) -> Rule {
    Rule::NonWorkingDay { day: day.to_owned(), next: next.to_owned() }
}

fn before_programme() -> Rule {
    Rule::BeforeProgramme { starts_on: "2020-06-11".to_owned() }
}

fn not_before(earliest: &str) -> Rule {
    Rule::NotBefore { earliest: earliest.to_owned() }
}
