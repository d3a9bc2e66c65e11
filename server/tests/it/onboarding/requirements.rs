//! The operations on a requirement.

use app::auth::model::Right;
use app::error::Rule;
use serde_json::{Value, json};

use super::operation::{Operation, Refusal, Step, Written, refused, step, together};
use crate::support::client::fields;
use crate::support::people::Who;
use crate::support::{TODAY, in_days};

const ORDER: Option<(&str, &str)> = Some(("requirement", "mayor-order"));
const LINK: &str = "https://lyulin.bg/заповед.pdf";
const VENDOR: [&str; 2] = ["на ход: Доставчик", "whose move: "];

pub fn submit() -> Operation {
    Operation {
        name: "submit_requirement",
        right: Right::SubmitRequirements,
        who: Who::Staff,
        colleague: Who::SecondStaff,
        district: "lyulin",
        item: ORDER,
        before: Vec::new(),
        fields: fields([("evidence_kind", "link"), ("evidence", LINK), ("valid_until", "2027-03-01")]),
        refusals: vec![
            refused("evidence_kind", "", Rule::Required),
            refused("evidence_kind", "dream", Rule::NotOffered),
            refused("evidence", "", Rule::Required),
            refused("evidence", " \r\n ", Rule::Required),
            refused("evidence", "javascript:alert(1)", Rule::NotALink),
            refused("evidence", "lyulin.bg", Rule::NotALink),
            Refusal {
                broken: vec![("evidence", Rule::TooLong { max: 2000 })],
                ..together([("evidence_kind", "text"), ("evidence", &"я".repeat(2001))])
            },
            refused("valid_until", "31.2.2027", Rule::NotADate),
            refused("valid_until", "2026-11-20", Rule::InPast),
            Refusal {
                broken: vec![
                    ("evidence_kind", Rule::NotOffered),
                    ("evidence", Rule::Required),
                    ("valid_until", Rule::NotADate),
                ],
                ..together([("evidence_kind", "dream"), ("evidence", ""), ("valid_until", "soon")])
            },
        ],
        between: vec![step(
            Who::SecondStaff,
            "submit_requirement",
            ORDER,
            [("evidence_kind", "reference"), ("evidence", "РД-09-100")],
        )],
        theirs: ["номер или място на документа: РД-09-100", "number or place of the document: РД-09-100"],
        entry: Written {
            item: "requirement:mayor-order",
            old: Value::Null,
            new: submitted(),
            reason: None,
            effective_on: TODAY,
        },
        shown: ["Подадено: ", "Submitted: "],
    }
}

pub fn confirm() -> Operation {
    Operation {
        name: "confirm_requirement",
        right: Right::DecideRequirements,
        who: Who::Coordinator,
        colleague: Who::SecondCoordinator,
        district: "lyulin",
        item: ORDER,
        before: vec![submission()],
        fields: Vec::new(),
        refusals: vec![Refusal { days: 120, broken: vec![("confirm", Rule::InPast)], ..together([]) }],
        between: vec![to_vendor()],
        theirs: VENDOR,
        entry: Written {
            item: "requirement:mayor-order",
            old: submitted(),
            new: with(submitted(), &[("state", json!("confirmed"))]),
            reason: None,
            effective_on: TODAY,
        },
        shown: ["Потвърдено: ", "Confirmed: "],
    }
}

pub fn send_back() -> Operation {
    Operation {
        name: "return_requirement",
        right: Right::DecideRequirements,
        who: Who::Coordinator,
        colleague: Who::SecondCoordinator,
        district: "lyulin",
        item: ORDER,
        before: vec![submission()],
        fields: fields([
            ("reasons[]", "incomplete"),
            ("reasons[]", "not_signed"),
            ("text", "Липсва подпис.\nВижте т. 2."),
        ]),
        refusals: vec![
            Refusal { without: "reasons[]", broken: vec![("reasons", Rule::Required)], ..together([]) },
            Refusal {
                broken: vec![("reasons", Rule::NotOffered)],
                ..together([("reasons[]", "dream"), ("reasons[]", "not_signed")])
            },
            Refusal {
                broken: vec![("text", Rule::Required)],
                ..together([("reasons[]", "other"), ("reasons[]", "outdated"), ("text", " ")])
            },
            refused("text", &"ж".repeat(2001), Rule::TooLong { max: 2000 }),
        ],
        between: vec![to_vendor()],
        theirs: VENDOR,
        entry: Written {
            item: "requirement:mayor-order",
            old: submitted(),
            new: with(
                submitted(),
                &[
                    ("state", json!("returned")),
                    ("holder", json!("district")),
                    ("return_reasons", json!(["incomplete", "not_signed"])),
                    ("note", json!("Липсва подпис.\nВижте т. 2.")),
                ],
            ),
            reason: Some("Липсва подпис.\nВижте т. 2."),
            effective_on: TODAY,
        },
        shown: ["Върнато за поправка: ", "Sent back: "],
    }
}

pub fn set_aside() -> Operation {
    Operation {
        name: "set_aside_requirement",
        right: Right::DecideRequirements,
        who: Who::Coordinator,
        colleague: Who::SecondCoordinator,
        district: "lyulin",
        item: ORDER,
        before: Vec::new(),
        fields: fields([("reason", "Общинска заповед важи за всички")]),
        refusals: vec![
            refused("reason", "", Rule::Required),
            refused("reason", &"ж".repeat(2001), Rule::TooLong { max: 2000 }),
        ],
        between: vec![to_vendor()],
        theirs: VENDOR,
        entry: Written {
            item: "requirement:mayor-order",
            old: Value::Null,
            new: record("not_applicable", "municipality", Some("Общинска заповед важи за всички")),
            reason: Some("Общинска заповед важи за всички"),
            effective_on: TODAY,
        },
        shown: ["Отбелязано като неприложимо: ", "Set aside as not applicable: "],
    }
}

pub fn reopen() -> Operation {
    let again = step(Who::SecondCoordinator, "reopen_requirement", ORDER, [("reason", "Проверка")]);
    let confirmation = step(Who::SecondCoordinator, "confirm_requirement", ORDER, []);
    Operation {
        name: "reopen_requirement",
        right: Right::DecideRequirements,
        who: Who::Coordinator,
        colleague: Who::SecondCoordinator,
        district: "lyulin",
        item: ORDER,
        before: vec![submission(), confirmation.clone()],
        fields: fields([("reason", "Заповедта е отменена")]),
        refusals: vec![
            refused("reason", "", Rule::Required),
            refused("reason", &"ж".repeat(2001), Rule::TooLong { max: 2000 }),
        ],
        between: vec![again, confirmation],
        theirs: ["потвърдено; връзка: https://lyulin.bg", "confirmed; link: https://lyulin.bg"],
        entry: Written {
            item: "requirement:mayor-order",
            old: with(submitted(), &[("state", json!("confirmed"))]),
            new: with(submitted(), &[("note", json!("Заповедта е отменена"))]),
            reason: Some("Заповедта е отменена"),
            effective_on: TODAY,
        },
        shown: ["Отменено решение: ", "Decision taken back: "],
    }
}

pub fn set_holder() -> Operation {
    let starts_on = "2020-06-11".to_owned();
    Operation {
        name: "set_holder",
        right: Right::SetHolder,
        who: Who::Coordinator,
        colleague: Who::SecondCoordinator,
        district: "lyulin",
        item: ORDER,
        before: Vec::new(),
        fields: fields([("holder", "state"), ("since", "2026-11-12")]),
        refusals: vec![
            refused("holder", "", Rule::Required),
            refused("holder", "moon", Rule::NotOffered),
            refused("since", "", Rule::Required),
            refused("since", "вчера", Rule::NotADate),
            refused("since", &in_days(1), Rule::InFuture),
            refused("since", "2020-06-10", Rule::BeforeProgramme { starts_on }),
            Refusal {
                broken: vec![("holder", Rule::Unchanged)],
                ..together([("holder", "district"), ("since", TODAY)])
            },
        ],
        between: vec![vendor_since("2026-11-03")],
        theirs: VENDOR,
        entry: Written {
            item: "requirement:mayor-order",
            old: Value::Null,
            new: with(record("open", "state", None), &[("holder_since", json!("2026-11-12"))]),
            reason: None,
            effective_on: TODAY,
        },
        shown: ["Сменено кой е на ход: ", "Whose move it is changed: "],
    }
}

/// Evidence of lyulin's for its first requirement.
pub fn submission() -> Step {
    let filled_in = [("evidence_kind", "link"), ("evidence", LINK), ("valid_until", "2027-03-01")];
    step(Who::Staff, "submit_requirement", ORDER, filled_in)
}

fn to_vendor() -> Step {
    vendor_since(TODAY)
}

fn vendor_since(since: &str) -> Step {
    step(Who::SecondCoordinator, "set_holder", ORDER, [("holder", "vendor"), ("since", since)])
}

fn record(state: &str, holder: &str, note: Option<&str>) -> Value {
    json!({
        "state": state,
        "holder": holder,
        "holder_since": TODAY,
        "evidence": null,
        "valid_until": null,
        "return_reasons": [],
        "note": note,
    })
}

fn submitted() -> Value {
    let evidence = json!({ "kind": "link", "body": LINK });
    let filled_in = [("evidence", evidence), ("valid_until", json!("2027-03-01"))];
    with(record("submitted", "municipality", None), &filled_in)
}

fn with(mut record: Value, changed: &[(&str, Value)]) -> Value {
    for (name, value) in changed {
        record[*name] = value.clone();
    }
    record
}
