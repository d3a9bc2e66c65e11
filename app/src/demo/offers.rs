//! What districts say of their services, and what is observed, as invented for
//! the demonstration.

use std::collections::VecDeque;

use chrono::{Days, NaiveDate};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use crate::auth::model::Role;
use crate::clock::Moment;
use crate::clock::source::sofia_day;
use crate::clock::working_day::next_working_day;
use crate::db::{Change, internal};
use crate::error::AppError;
use crate::seed::data;
use crate::service::model::{Declaration, Declared, Observation, Observed, Source};
use crate::service::operation::{Declaring, Observing, apply_declaring, apply_observing};
use crate::service::store::{load_declaration, load_observation, load_place};
use crate::text::Bilingual;

/// Something said or seen of a service in a district.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    /// When.
    pub at: Moment,
    /// The district's slug.
    pub district: &'static str,
    service: i64,
    what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Declared(Declared),
    Observed(Observed),
}

/// What is declared and, after that, observed; nothing stays unknown.
type Told = Option<(Declared, Option<Observed>)>;

/// Districts that say something, the months since January 2020 when they begin,
/// and how many of ten services they have online. Of the rest nothing is known.
const DISTRICTS: &[(&str, u32, u32)] = &[
    ("triaditsa", 34, 7),
    ("serdika", 37, 4),
    ("bankya", 41, 5),
    ("nadezhda", 35, 6),
    ("oborishte", 46, 5),
    ("sredets", 48, 6),
    ("lozenets", 52, 4),
    ("mladost", 60, 5),
    ("slatina", 62, 3),
    ("iskar", 66, 3),
    ("lyulin", 64, 5),
    ("studentski", 50, 6),
    ("krasno-selo", 70, 2),
];

/// What moving from Lyulin to Studentski comes to: a step online at both ends,
/// one on which declared and observed disagree, one of which nothing is known,
/// and one online.
const MOVING: &[(&str, i64, Told)] = &[
    ("lyulin", 2107, Some((Declared::Online, Some(Observed::Online)))),
    ("studentski", 2107, Some((Declared::Online, Some(Observed::Online)))),
    ("lyulin", 2079, Some((Declared::Online, Some(Observed::NotWorking)))),
    ("studentski", 2079, Some((Declared::Online, None))),
    ("studentski", 1997, None),
    ("studentski", 2128, Some((Declared::Online, Some(Observed::Online)))),
];

/// All that is said and seen, in the order of time.
///
/// # Errors
/// When the facts contradict themselves.
pub fn sayings() -> Result<VecDeque<Saying>, AppError> {
    let facts = data::services().map_err(|error| internal(&error))?;
    let mut all = Vec::new();
    for (place, &(district, month, online)) in (0u64..).zip(DISTRICTS) {
        for service in &facts.services {
            let number = i64::from(service.number);
            let mut rng = StdRng::seed_from_u64(place * 7919 + u64::from(service.number));
            let begins = first_of(month) + Days::new(rng.random_range(0..200));
            let scripted = MOVING.iter().find(|(of, step, _)| *of == district && *step == number);
            match scripted {
                Some((.., told)) => all.extend(told_of(district, number, begins, *told, &mut rng)),
                None => all.extend(drawn(district, number, begins, online, &mut rng)),
            }
        }
    }
    all.sort_by_key(|one| (one.at.0, one.district, one.service));
    Ok(all.into())
}

/// Says it in an open change, through the same door as everybody.
///
/// # Errors
/// [`AppError`]; the change must then be rolled back.
pub async fn say(change: &mut Change, saying: &Saying) -> Result<(), AppError> {
    let district = load_place(&change.tx, saying.district).await?;
    let (service, today) = (saying.service, change.today);
    let done = match saying.what {
        What::Declared(state) => {
            let (_, version) = load_declaration(&change.tx, district.id, service).await?;
            let declaration = Declaration { state, part: part(state), since: today, source: None };
            let declaring = Declaring {
                district,
                service,
                version,
                declaration: Some(declaration),
                since: today,
                reason: None,
            };
            apply_declaring(change, declaring).await
        }
        What::Observed(state) => {
            let (_, version) = load_observation(&change.tx, district.id, service).await?;
            let source = Source {
                text: "проверка в портала за електронни услуги".to_owned(),
                link: Some("https://egov.bg/".to_owned()),
            };
            let observation = Some(Observation { state, on: today, source, automatic: false });
            let observing = Observing { district, service, version, observation, reason: None };
            apply_observing(change, observing).await
        }
    };
    match done {
        // The rules hold for inventions too: what changes nothing is not recorded.
        Err(AppError::Invalid { .. }) => Ok(()),
        other => other,
    }
}

impl Saying {
    /// In which role it is said.
    pub fn by(&self) -> Role {
        match self.what {
            What::Declared(_) => Role::DistrictStaff,
            What::Observed(_) => Role::Coordinator,
        }
    }
}

/// What happens as it is written down above; recently observed.
fn told_of(
    district: &'static str,
    service: i64,
    begins: NaiveDate,
    told: Told,
    rng: &mut StdRng,
) -> Vec<Saying> {
    let Some((declared, observed)) = told else { return Vec::new() };
    let mut said = vec![at(district, service, begins, What::Declared(declared), rng)];
    let lately = NaiveDate::from_ymd_opt(2026, 11, 9).unwrap_or_default() + Days::new(rng.random_range(0..5));
    said.extend(observed.map(|one| at(district, service, lately, What::Observed(one), rng)));
    said
}

/// What happens by chance: mostly one declaration, sometimes a better one later,
/// and of some an observation that mostly agrees.
fn drawn(
    district: &'static str,
    service: i64,
    begins: NaiveDate,
    online: u32,
    rng: &mut StdRng,
) -> Vec<Saying> {
    if rng.random_ratio(1, 4) {
        return Vec::new();
    }
    let state = match rng.random_range(0..10) {
        chance if chance < online => Declared::Online,
        chance if chance == online => Declared::PartOnline,
        9 => Declared::NotOffered,
        _ => Declared::AtDesk,
    };
    let mut said = Vec::new();
    if state == Declared::Online && rng.random_ratio(1, 3) {
        let earlier = begins - Days::new(rng.random_range(100..300));
        said.push(at(district, service, earlier, What::Declared(Declared::AtDesk), rng));
    }
    said.push(at(district, service, begins, What::Declared(state), rng));
    if rng.random_ratio(2, 5) {
        let seen = match state {
            _ if rng.random_ratio(1, 8) => Observed::NotWorking,
            Declared::Online => Observed::Online,
            Declared::PartOnline => Observed::PartOnline,
            Declared::AtDesk | Declared::NotOffered => Observed::AtDesk,
        };
        let on = begins + Days::new(rng.random_range(20..160));
        said.push(at(district, service, on, What::Observed(seen), rng));
    }
    said
}

fn at(district: &'static str, service: i64, day: NaiveDate, what: What, rng: &mut StdRng) -> Saying {
    let midnight = next_working_day(day).and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis();
    let second = rng.random_range(7 * 3600..14 * 3600);
    Saying { at: Moment(midnight + second * 1_000), district, service, what }
}

fn part(state: Declared) -> Bilingual {
    match state {
        Declared::PartOnline => Bilingual {
            bg: "заявлението; документът се получава на гише".to_owned(),
            en: "the application; the document is collected at the desk".to_owned(),
        },
        _ => Bilingual::default(),
    }
}

fn first_of(month: u32) -> NaiveDate {
    let year = 2020 + i32::try_from(month / 12).unwrap_or_default();
    NaiveDate::from_ymd_opt(year, month % 12 + 1, 3).unwrap_or_default()
}

/// Those whose time has come.
pub fn due(sayings: &mut VecDeque<Saying>, by: Moment, until: NaiveDate) -> Option<Saying> {
    let is_due = sayings.front().is_some_and(|one| one.at <= by && sofia_day(one.at) <= until);
    is_due.then(|| sayings.pop_front()).flatten()
}
