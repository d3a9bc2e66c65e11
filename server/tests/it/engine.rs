//! The engine against a model of it: random operations by random people in
//! random order, each refused or done as the model foresaw, and every state,
//! every entry and every replay equal to the model's own.
//!
//! `REDOM_ENGINE_STEPS` makes it longer, `REDOM_ENGINE_SEED` draws another
//! history; a failure says the seed, the step and what led to it.

mod act;
mod compare;
mod draw;
mod evidence;
mod marks;
mod model;
mod plans;

use app::auth::actor::Actor;
use app::auth::store::find_actor;
use app::capacity::model::Week;
use app::clock::Moment;
use app::clock::source::{Clock, sofia_day};
use app::id::AccountId;
use app::ledger::history::History;
use app::onboarding::model::{Dates, SlipReason, UnusualDay};
use app::onboarding::operation::{Command, Decision, Planning};

use crate::support::people::Who;
use crate::support::{World, in_days, on_both_databases};
use act::{Answer, act, say};
use draw::Draw;
use model::Model;

/// Steps in each programme unless `REDOM_ENGINE_STEPS` says otherwise.
const STEPS: u64 = 1_250;

/// After so many steps everything is compared.
const LOOK_EVERY: u64 = 100;

/// How many steps before a failure are shown.
const TRAIL: usize = 15;

/// Staff of mladost and iskar act for it as well, so that somebody can submit
/// on top of what a public source has reported.
const PILOT: &str = "triaditsa";

/// Somebody does something.
#[derive(Clone, Debug)]
pub struct Step {
    pub who: Who,
    pub what: What,
    /// The version they saw.
    pub seen: i64,
}

#[derive(Clone, Debug)]
pub enum What {
    /// In the district of this place in [`Model::districts`].
    Command {
        district: usize,
        proof: Proof,
        command: Command,
    },
    SetCapacity {
        programme: String,
        week: Option<Week>,
        places: Option<u32>,
        reason: Option<String>,
    },
    /// Time goes on.
    Pass {
        days: u64,
        seconds: i64,
    },
}

/// For what district the right was proven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// For the one whose onboarding is changed.
    Here,
    /// For another one: somebody has forgotten to look.
    For(usize),
    /// For whichever the onboarding is of, but there is no such onboarding.
    Nowhere,
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |text| text.parse().unwrap_or_else(|_| panic!("{name}={text}")))
}

async fn actor(world: &World, who: Who) -> Option<Actor> {
    let sql = format!("SELECT id FROM account WHERE user_name = '{}'", who.user_name());
    let id = world.rows(&sql).await[0]["id"].as_i64().unwrap();
    find_actor(&world.db, AccountId(id)).await.unwrap()
}

async fn prepare(world: &World) {
    let sql = format!(
        "INSERT INTO account_district (account_id, district_id) SELECT account.id, district.id \
         FROM account, district WHERE account.user_name = 'mladost' AND district.slug = '{PILOT}'"
    );
    assert_eq!(world.execute(&sql).await.unwrap(), 1);
}

async fn drive(world: World, programme: &str) {
    let (seed, steps) = (number("REDOM_ENGINE_SEED", 1), number("REDOM_ENGINE_STEPS", STEPS));
    prepare(&world).await;
    let mut model = Model::load(&world, programme, &["lyulin", "mladost", "iskar", PILOT]).await;
    let mut actors = Vec::new();
    for who in Who::ALL {
        actors.push((who, actor(&world, who).await));
    }
    let nobody = world.anonymous();
    let memory = History::default();
    let mut draw = Draw::new(seed);
    let mut trail: Vec<String> = Vec::new();
    let (mut done, mut refused) = (0, std::collections::BTreeMap::<String, u32>::new());
    for number in 1..=steps {
        let instant = Moment(world.clock.now().0.max(model.last_instant().0 + 1));
        let step = draw.step(&model, sofia_day(instant));
        if let What::Pass { days, seconds } = step.what {
            world.pass_days(days);
            world.clock.set(world.clock.now().plus_seconds(seconds));
            trail.push(format!("{number}: {days} days and {seconds} s pass"));
            continue;
        }
        let foreseen = model.take(&step, instant);
        let actor = actors.iter().find(|(who, _)| *who == step.who).and_then(|(_, actor)| actor.as_ref());
        let found = act(&world, &nobody, actor, &model, &step).await;
        trail.push(format!("{number} {instant:?}: {step:?} → {foreseen:?}"));
        let context = || {
            let from = trail.len().saturating_sub(TRAIL);
            format!("REDOM_ENGINE_SEED={seed} {programme} {:?}\n{}", world.kind, trail[from..].join("\n"))
        };
        match (&foreseen, &found) {
            (Ok(()), Ok(answer)) => {
                done += 1;
                if let Answer::Onboarding(onboarding) = answer {
                    let difference = compare::onboarding(&model, onboarding);
                    assert!(difference.is_none(), "{}\n{}", difference.unwrap_or_default(), context());
                }
            }
            (Err(foreseen), Err(error)) => {
                assert_eq!(*foreseen, say(error), "model and engine refuse differently\n{}", context());
                let rule = foreseen.split([' ', ';']).nth(1).unwrap_or(foreseen);
                *refused.entry(rule.to_owned()).or_default() += 1;
            }
            _ => panic!("the model foresaw {foreseen:?}, the engine says {found:?}\n{}", context()),
        }
        if number % LOOK_EVERY == 0 || number == steps {
            let day = sofia_day(instant);
            if let Some(difference) = compare::everything(&world, &memory, &mut model, &mut draw, day).await {
                panic!("{difference}\n{}", context());
            }
        }
    }
    println!(
        "{programme}: seed {seed}, {steps} steps, {done} done, refused {refused:?}; {}",
        model.summary()
    );
    // What never happens is not tested.
    assert!(steps < STEPS || done > steps / 4, "only {done} of {steps} steps were done");
    assert!(steps < STEPS || refused.len() > 15, "only these were refused: {refused:?}");
}

async fn the_unified_model_is_what_the_model_says(world: World) {
    drive(world, "unified-model").await;
}

async fn moving_is_what_the_model_says(world: World) {
    drive(world, "moving").await;
}

/// A path without a form has to give the reasons that a form asks for.
async fn the_door_itself_asks_for_reasons(world: World) {
    let mut model = Model::load(&world, "unified-model", &["lyulin"]).await;
    let coordinator = actor(&world, Who::Coordinator).await;
    let nobody = world.anonymous();
    let agreed = Some(in_days(10).parse().unwrap());
    let set = |agreed, because, seen| {
        let dates = Dates { agreed, because, ..Dates::default() };
        let planning = Planning { milestone: None, dates, reason: None, unusual_day: UnusualDay::Meant };
        (Command::SetDates(planning), seen)
    };
    let decision = Decision::SendBack { reasons: Vec::new(), text: None };
    let send_back = Command::Decide { requirement: "team".to_owned(), decision };
    let cases = [
        (set(agreed, Some(SlipReason::FirstSetting), 0), None),
        (set(None, None, 1), Some("because: Required")),
        ((send_back, 0), Some("reasons: Required")),
    ];
    for ((command, seen), refusal) in cases {
        let what = What::Command { district: 0, proof: Proof::Here, command };
        let step = Step { who: Who::Coordinator, what, seen };
        let found = act(&world, &nobody, coordinator.as_ref(), &model, &step).await;
        assert_eq!(found.err().as_ref().map(say).as_deref(), refusal, "{step:?}");
        let instant = Moment(world.clock.now().0.max(model.last_instant().0 + 1));
        assert_eq!(model.take(&step, instant).err().as_deref(), refusal, "{step:?}");
    }
    assert_eq!(world.faults().await, Vec::<String>::new());
}

on_both_databases![
    the_door_itself_asks_for_reasons,
    the_unified_model_is_what_the_model_says,
    moving_is_what_the_model_says,
];
