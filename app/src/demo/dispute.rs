//! Invented disputes: two a month, one about a mark or a service and one that is
//! none, so that some are always on their way.

use chrono::{Datelike, Months, NaiveDate, NaiveTime};

use crate::auth::model::Role;
use crate::clock::Moment;
use crate::clock::working_day::add_working_days;
use crate::dispute::form::Contest;
use crate::dispute::model::{Decision, State, Subject};
use crate::id::DisputeId;

/// The first month with disputes.
const BEGINS: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 6, 1);

/// Something that happens to a dispute.
#[derive(Clone, Debug)]
pub struct Event {
    /// When.
    pub at: Moment,
    /// To which story.
    pub story: usize,
    /// What.
    pub step: Step,
}

/// What happens.
#[derive(Clone, Debug)]
pub enum Step {
    /// Somebody sends it.
    File(Contest),
    /// A coordinator decides.
    Decide(Decision),
}

/// The numbers that stories got when they were filed.
#[derive(Debug, Default)]
pub struct Filed(Vec<Option<DisputeId>>);

impl Filed {
    /// Notes a story's number.
    pub fn note(&mut self, story: usize, id: DisputeId) {
        if self.0.len() <= story {
            self.0.resize(story + 1, None);
        }
        self.0[story] = Some(id);
    }

    /// A story's number.
    #[must_use]
    pub fn get(&self, story: usize) -> Option<DisputeId> {
        self.0.get(story).copied().flatten()
    }
}

impl Event {
    /// Who does it: `None` is the public.
    #[must_use]
    pub fn by(&self) -> Option<Role> {
        match self.step {
            Step::File(_) => None,
            Step::Decide(_) => Some(Role::Coordinator),
        }
    }
}

struct Story {
    district: &'static str,
    subject: Subject,
    text: &'static str,
    outcome: State,
    answer: &'static str,
    /// Working days until the answer.
    takes: u32,
}

/// All events up to a day, in order.
#[must_use]
pub fn events(until: NaiveDate) -> Vec<Event> {
    let mut events = Vec::new();
    let mut story = 0;
    let mut month = BEGINS;
    while let Some(first) = month.filter(|first| *first <= until) {
        let number = usize::try_from(first.year() * 12).unwrap_or_default() + first.month0() as usize;
        for (day, one) in [(12, contested(number)), (19, none(number))] {
            let Some(filed) = first.with_day(day) else { continue };
            let text = one.text.to_owned();
            let contest =
                Contest { district: one.district.to_owned(), subject: one.subject, text, reply: None };
            events.push(Event { at: at(filed, 10), story, step: Step::File(contest) });
            if one.outcome != State::Refused {
                let read = add_working_days(filed, 2);
                events.push(Event { at: at(read, 11), story, step: Step::Decide(Decision::Examine) });
            }
            let close = Decision::Close { outcome: one.outcome, answer: one.answer.to_owned() };
            let answered = add_working_days(filed, one.takes);
            events.push(Event { at: at(answered, 12), story, step: Step::Decide(close) });
            story += 1;
        }
        month = first.checked_add_months(Months::new(1));
    }
    events.sort_by_key(|event| event.at);
    events
}

fn contested(number: usize) -> Story {
    let milestone = |programme: &str, key: &str| Subject::Milestone {
        programme: programme.to_owned(),
        key: key.to_owned(),
    };
    match number % 3 {
        0 => Story {
            district: "nadezhda",
            subject: milestone("unified-model", "launch"),
            text: "Пише, че районът работи, но за удостоверението ми казаха да дойда на гише.",
            outcome: State::Rejected,
            answer: "Услугата е достъпна през портала; на гише е бил поискан документ за друга услуга. Напомнихме на служителите.",
            takes: 9,
        },
        1 => Story {
            district: "slatina",
            subject: milestone("unified-model", "preparation"),
            text: "Етапът е отметнат, а обявеният екип е сменен отдавна.",
            outcome: State::Upheld,
            answer: "Вярно е: заповедта беше за предишния екип. Районът подаде новата и тя е потвърдена.",
            takes: 14,
        },
        _ => Story {
            district: "triaditsa",
            subject: Subject::Service(2079),
            text: "Формулярът за удостоверение за постоянен адрес не се отваря от три дни.",
            outcome: State::Upheld,
            answer: "Потвърдихме го: формулярът не се отваряше. Поправен е и работи отново.",
            takes: 9,
        },
    }
}

fn none(number: usize) -> Story {
    Story {
        district: if number.is_multiple_of(2) { "mladost" } else { "vitosha" },
        subject: Subject::Service(2079),
        text: "Моля, обадете ми се за моята преписка.",
        outcome: State::Refused,
        answer: "Не се отнася за показаното на сайта, а за отделна преписка. За нея се обърнете към района.",
        takes: 5,
    }
}

fn at(day: NaiveDate, hour: u32) -> Moment {
    let time = NaiveTime::from_hms_opt(hour, 20, 0).unwrap_or_default();
    Moment(day.and_time(time).and_utc().timestamp_millis())
}
