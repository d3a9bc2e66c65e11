//! The server's side of the server functions: who asks, for which row, may
//! they, do it, show it.

use chrono::NaiveDate;

use crate::auth::actor::Actor;
use crate::auth::policy::{Granted, Permission};
use crate::capacity::store::load_places;
use crate::error::AppError;
use crate::id::{OnboardingId, Version};
use crate::onboarding::checklist::view_checklist;
use crate::onboarding::form;
use crate::onboarding::model::Suspension;
use crate::onboarding::operation::{self, At, Decision, Marking};
use crate::onboarding::store::{Onboarding, find_district_of};
use crate::onboarding::view::ChecklistView;
use crate::site::Site;
use crate::text::Lang;

/// A request that may be carried out.
struct Asked<P> {
    site: Site,
    granted: Granted<P>,
    at: At,
    lang: Lang,
}

impl<P: Permission> Asked<P> {
    /// Authorises before anything of the input is looked at.
    async fn authorise(lang: Lang, onboarding: OnboardingId, version: Version) -> Result<Self, AppError> {
        let site = Site::current()?;
        let actor = Actor::current().await?;
        // Without the right anywhere, which rows exist is not for them to learn.
        actor.require::<P>()?;
        let district = find_district_of(site.db.read(), onboarding).await?;
        let granted = actor.require_in::<P>(district)?;
        let at = At { onboarding, version, now: site.clock.now() };
        Ok(Self { site, granted, at, lang })
    }

    async fn answer(&self, onboarding: &Onboarding) -> Result<ChecklistView, AppError> {
        let places = load_places(self.site.db.read(), onboarding.programme.id).await?;
        Ok(view_checklist(self.lang, onboarding, &places, self.granted.actor(), self.site.today()))
    }
}

pub(super) async fn submit_requirement(
    lang: Lang,
    onboarding: OnboardingId,
    requirement: String,
    version: Version,
    [kind, evidence, valid_until]: [&str; 3],
) -> Result<ChecklistView, AppError> {
    let asked = Asked::authorise(lang, onboarding, version).await?;
    let submission = form::submission(requirement, kind, evidence, valid_until)?;
    let done = operation::submit(&asked.site.db, &asked.granted, asked.at, submission).await?;
    asked.answer(&done).await
}

pub(super) async fn decide(
    lang: Lang,
    onboarding: OnboardingId,
    requirement: String,
    version: Version,
    decision: Result<Decision, AppError>,
) -> Result<ChecklistView, AppError> {
    let asked = Asked::authorise(lang, onboarding, version).await?;
    let done = operation::decide(&asked.site.db, &asked.granted, asked.at, requirement, decision?).await?;
    asked.answer(&done).await
}

pub(super) async fn set_holder(
    lang: Lang,
    onboarding: OnboardingId,
    requirement: String,
    version: Version,
    [holder, since]: [&str; 2],
) -> Result<ChecklistView, AppError> {
    let asked = Asked::authorise(lang, onboarding, version).await?;
    let handing = form::handing(requirement, holder, since)?;
    let done = operation::hand_over(&asked.site.db, &asked.granted, asked.at, handing).await?;
    asked.answer(&done).await
}

pub(super) async fn mark(
    lang: Lang,
    onboarding: OnboardingId,
    version: Version,
    marking: Result<Marking, AppError>,
) -> Result<ChecklistView, AppError> {
    let asked = Asked::authorise(lang, onboarding, version).await?;
    let done = operation::mark(&asked.site.db, &asked.granted, asked.at, marking?).await?;
    asked.answer(&done).await
}

pub(super) async fn set_dates(
    lang: Lang,
    onboarding: OnboardingId,
    version: Version,
    raw: form::RawDates,
) -> Result<ChecklistView, AppError> {
    let asked = Asked::authorise(lang, onboarding, version).await?;
    let planning = form::planning(&raw)?;
    let done = operation::set_dates(&asked.site.db, &asked.granted, asked.at, planning).await?;
    asked.answer(&done).await
}

pub(super) async fn suspend(
    lang: Lang,
    onboarding: OnboardingId,
    version: Version,
    suspension: Result<Suspension, AppError>,
) -> Result<ChecklistView, AppError> {
    let asked = Asked::authorise(lang, onboarding, version).await?;
    let done = operation::suspend(&asked.site.db, &asked.granted, asked.at, suspension?).await?;
    asked.answer(&done).await
}

pub(super) async fn return_to_live(
    lang: Lang,
    onboarding: OnboardingId,
    version: Version,
    on: Result<NaiveDate, AppError>,
) -> Result<ChecklistView, AppError> {
    let asked = Asked::authorise(lang, onboarding, version).await?;
    let done = operation::return_to_live(&asked.site.db, &asked.granted, asked.at, on?).await?;
    asked.answer(&done).await
}

pub(super) async fn set_condition(
    lang: Lang,
    onboarding: OnboardingId,
    version: Version,
    condition: String,
    holds: Result<Option<bool>, AppError>,
) -> Result<ChecklistView, AppError> {
    let asked = Asked::authorise(lang, onboarding, version).await?;
    let done = operation::set_condition(&asked.site.db, &asked.granted, asked.at, condition, holds?).await?;
    asked.answer(&done).await
}
