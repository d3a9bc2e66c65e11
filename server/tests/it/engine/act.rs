//! What is foreseen, done in earnest: the policy is asked, then the one door.

use app::auth::actor::Actor;
use app::auth::policy::{
    DecideRequirements, Granted, MarkMilestones, Permission, SetCapacity, SetDates, SetHolder,
    SubmitRequirements, SuspendOnboardings,
};
use app::capacity::operation::{Setting, set_capacity};
use app::clock::source::Clock;
use app::error::{AppError, Rule};
use app::id::{OnboardingId, Version};
use app::onboarding::operation::{self, At, Command};
use app::onboarding::store::{Onboarding, find_district_of};

use super::model::Model;
use super::{Proof, Step, What};
use crate::support::World;
use crate::support::client::{Client, fields};

/// What the engine answers to what it has done.
#[derive(Debug)]
pub enum Answer {
    Onboarding(Box<Onboarding>),
    Nothing,
}

/// Takes a step; without an account, at the server's door.
pub async fn act(
    world: &World,
    nobody: &Client,
    actor: Option<&Actor>,
    model: &Model,
    step: &Step,
) -> Result<Answer, AppError> {
    let Some(actor) = actor else { return Err(knock(nobody, model, step).await) };
    match step.what.clone() {
        What::Pass { .. } => Ok(Answer::Nothing),
        What::SetCapacity { programme, week, places, reason } => {
            let granted = actor.require::<SetCapacity>()?;
            let setting = Setting { programme, week, places, reason, version: Version(step.seen) };
            set_capacity(&world.db, &granted, setting, world.clock.now()).await?;
            Ok(Answer::Nothing)
        }
        What::Command { district, proof, command } => {
            let onboarding =
                if proof == Proof::Nowhere { OnboardingId(987_654) } else { model.ids[district].0 };
            let asked = Asked { world, actor, model, proof, onboarding };
            let (db, now) = (&world.db, world.clock.now());
            let at = At { onboarding, version: Version(step.seen), now };
            let done = match command {
                Command::Submit(it) => {
                    operation::submit(db, &asked.may::<SubmitRequirements>().await?, at, it).await
                }
                Command::Decide { requirement, decision } => {
                    let granted = asked.may::<DecideRequirements>().await?;
                    operation::decide(db, &granted, at, requirement, decision).await
                }
                Command::HandOver(it) => {
                    operation::hand_over(db, &asked.may::<SetHolder>().await?, at, it).await
                }
                Command::Mark(it) => operation::mark(db, &asked.may::<MarkMilestones>().await?, at, it).await,
                Command::SetDates(it) => {
                    operation::set_dates(db, &asked.may::<SetDates>().await?, at, it).await
                }
                Command::Suspend(it) => {
                    operation::suspend(db, &asked.may::<SuspendOnboardings>().await?, at, it).await
                }
                Command::Return { on } => {
                    let granted = asked.may::<SuspendOnboardings>().await?;
                    operation::return_to_live(db, &granted, at, on).await
                }
                Command::SetCondition { condition, holds } => {
                    let granted = asked.may::<DecideRequirements>().await?;
                    operation::set_condition(db, &granted, at, condition, holds).await
                }
            };
            done.map(|onboarding| Answer::Onboarding(Box::new(onboarding)))
        }
    }
}

struct Asked<'a> {
    world: &'a World,
    actor: &'a Actor,
    model: &'a Model,
    proof: Proof,
    onboarding: OnboardingId,
}

impl Asked<'_> {
    /// As the server functions ask, but for who proves their right elsewhere.
    async fn may<P: Permission>(&self) -> Result<Granted<P>, AppError> {
        self.actor.require::<P>()?;
        let district = match self.proof {
            Proof::For(place) => self.model.ids[place].1,
            Proof::Here | Proof::Nowhere => find_district_of(self.world.db.read(), self.onboarding).await?,
        };
        self.actor.require_in::<P>(district)
    }
}

/// Somebody without an account sends the form.
async fn knock(nobody: &Client, model: &Model, step: &Step) -> AppError {
    let (function, onboarding) = match &step.what {
        What::Pass { .. } => unreachable!("time needs no account"),
        What::SetCapacity { .. } => ("set_capacity", OnboardingId(0)),
        What::Command { district, command, .. } => {
            let function = match command {
                Command::Submit(_) => "submit_requirement",
                Command::Decide { .. } => "confirm_requirement",
                Command::HandOver(_) => "set_holder",
                Command::Mark(_) => "mark_milestone",
                Command::SetDates(_) => "set_dates",
                Command::Suspend(_) => "suspend_onboarding",
                Command::Return { .. } => "return_onboarding",
                Command::SetCondition { .. } => "set_condition",
            };
            (function, model.ids[*district].0)
        }
    };
    let (onboarding, seen) = (onboarding.to_string(), step.seen.to_string());
    let form = fields([
        ("onboarding", &*onboarding),
        ("version", &*seen),
        ("requirement", "team"),
        ("milestone", "preparation"),
        ("condition", "uses_regix"),
    ]);
    nobody.json(function, &form).await.error()
}

/// A refusal as the model says it: the fields, the rules, what matters of their
/// values.
pub fn say(error: &AppError) -> String {
    match error {
        AppError::NotSignedIn => "not signed in".to_owned(),
        AppError::Forbidden { .. } => "forbidden".to_owned(),
        AppError::NotFound => "not found".to_owned(),
        AppError::Malformed => "malformed".to_owned(),
        AppError::Conflict { .. } => "conflict".to_owned(),
        AppError::Invalid { problems } => {
            let said = problems.iter().map(|one| format!("{}: {}", one.field, say_rule(&one.rule)));
            said.collect::<Vec<_>>().join("; ")
        }
        other => format!("{other:?}"),
    }
}

fn say_rule(rule: &Rule) -> String {
    match rule {
        Rule::NotBefore { earliest } => format!("NotBefore {earliest}"),
        Rule::NotAfter { latest } => format!("NotAfter {latest}"),
        Rule::NonWorkingDay { next, .. } => format!("NonWorkingDay {next}"),
        Rule::EarlierPlanned { agreed, .. } => format!("EarlierPlanned {agreed}"),
        Rule::LaterPlanned { agreed, .. } => format!("LaterPlanned {agreed}"),
        Rule::TextChangedMeanwhile { present: Some(words) } => format!("TextChangedMeanwhile {}", words.en),
        Rule::ChangedMeanwhile { present } => format!("ChangedMeanwhile {present:?}"),
        Rule::PlacesTaken { weeks } => format!("PlacesTaken {}", weeks.join(",")),
        Rule::CapacityFull { week, free, .. } => format!("CapacityFull {week} {}", free.join(",")),
        Rule::GateClosedThen { earliest } => format!("GateClosedThen {earliest}"),
        Rule::LaterMarkStood { until, .. } => format!("LaterMarkStood {until}"),
        Rule::SuspendedSince { since } => format!("SuspendedSince {since}"),
        Rule::AgreedWeekFull { week, .. } => format!("AgreedWeekFull {week}"),
        Rule::WeekFull { week, .. } => format!("WeekFull {week}"),
        Rule::ReachedAlready { reached_on } => format!("ReachedAlready {reached_on}"),
        Rule::GateClosed { missing } => {
            let keys: Vec<_> = missing.iter().map(|one| one.key.as_str()).collect();
            format!("GateClosed {}", keys.join(","))
        }
        other => {
            let whole = format!("{other:?}");
            whole.split([' ', '{']).next().unwrap_or_default().to_owned()
        }
    }
}
