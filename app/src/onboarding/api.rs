//! What can be done to an onboarding, for plain forms and the island alike.
//! Each answers with the checklist as it is then.

#![expect(clippy::too_many_arguments, reason = "a server function's arguments are its form's fields")]

use leptos::prelude::*;
use leptos::server_fn::codec::{Json, PostUrl};

use super::view::ChecklistView;
use crate::error::AppError;
use crate::id::{OnboardingId, Version};
use crate::text::Lang;

#[cfg(feature = "ssr")]
mod handler;

/// District staff submit evidence for a requirement.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "submit_requirement", input = PostUrl, output = Json)]
pub async fn submit_requirement(
    #[server(default)] lang: Lang,
    onboarding: OnboardingId,
    requirement: String,
    version: Version,
    #[server(default)] evidence_kind: String,
    #[server(default)] evidence: String,
    #[server(default)] valid_until: String,
) -> Result<ChecklistView, AppError> {
    handler::submit_requirement(
        lang,
        onboarding,
        requirement,
        version,
        [&evidence_kind, &evidence, &valid_until],
    )
    .await
}

/// A coordinator confirms what was submitted.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "confirm_requirement", input = PostUrl, output = Json)]
pub async fn confirm_requirement(
    #[server(default)] lang: Lang,
    onboarding: OnboardingId,
    requirement: String,
    version: Version,
) -> Result<ChecklistView, AppError> {
    use super::operation::Decision;
    handler::decide(lang, onboarding, requirement, version, Ok(Decision::Confirm)).await
}

/// A coordinator sends back what was submitted.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "return_requirement", input = PostUrl, output = Json)]
pub async fn return_requirement(
    #[server(default)] lang: Lang,
    onboarding: OnboardingId,
    requirement: String,
    version: Version,
    #[server(default)] reasons: Vec<String>,
    #[server(default)] text: String,
) -> Result<ChecklistView, AppError> {
    handler::decide(lang, onboarding, requirement, version, super::form::send_back(&reasons, &text)).await
}

/// A coordinator declares that a requirement does not apply.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "set_aside_requirement", input = PostUrl, output = Json)]
pub async fn set_aside_requirement(
    #[server(default)] lang: Lang,
    onboarding: OnboardingId,
    requirement: String,
    version: Version,
    #[server(default)] reason: String,
) -> Result<ChecklistView, AppError> {
    use super::operation::Decision;
    let decision = super::form::reason(&reason).map(|reason| Decision::SetAside { reason });
    handler::decide(lang, onboarding, requirement, version, decision).await
}

/// A coordinator takes a decision back.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "reopen_requirement", input = PostUrl, output = Json)]
pub async fn reopen_requirement(
    #[server(default)] lang: Lang,
    onboarding: OnboardingId,
    requirement: String,
    version: Version,
    #[server(default)] reason: String,
) -> Result<ChecklistView, AppError> {
    use super::operation::Decision;
    let decision = super::form::reason(&reason).map(|reason| Decision::Reopen { reason });
    handler::decide(lang, onboarding, requirement, version, decision).await
}

/// A coordinator says whose move a requirement is.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "set_holder", input = PostUrl, output = Json)]
pub async fn set_holder(
    #[server(default)] lang: Lang,
    onboarding: OnboardingId,
    requirement: String,
    version: Version,
    #[server(default)] holder: String,
    #[server(default)] since: String,
) -> Result<ChecklistView, AppError> {
    handler::set_holder(lang, onboarding, requirement, version, [&holder, &since]).await
}

/// A coordinator marks a milestone as reached.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "mark_milestone", input = PostUrl, output = Json)]
pub async fn mark_milestone(
    #[server(default)] lang: Lang,
    onboarding: OnboardingId,
    milestone: String,
    version: Version,
    #[server(default)] reached_on: String,
    #[server(default)] instead: String,
) -> Result<ChecklistView, AppError> {
    use super::operation::Marking;
    let marking = super::form::day("reached_on", &reached_on).map(|reached_on| {
        if instead.is_empty() {
            Marking::Mark { milestone, reached_on }
        } else {
            Marking::Replace { milestone, reached_on }
        }
    });
    handler::mark(lang, onboarding, version, marking).await
}

/// A coordinator takes a mark back.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "take_back_mark", input = PostUrl, output = Json)]
pub async fn take_back_mark(
    #[server(default)] lang: Lang,
    onboarding: OnboardingId,
    milestone: String,
    version: Version,
    #[server(default)] from: String,
    #[server(default)] reason: String,
) -> Result<ChecklistView, AppError> {
    use super::operation::Marking;
    let marking = super::form::taking_back(&from, &reason).map(|(from, reason)| Marking::TakeBack {
        milestone,
        from,
        reason,
    });
    handler::mark(lang, onboarding, version, marking).await
}

/// A coordinator sets the window, the preferred and the agreed date of a
/// milestone, or of going live.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "set_dates", input = PostUrl, output = Json)]
pub async fn set_dates(
    #[server(default)] lang: Lang,
    onboarding: OnboardingId,
    version: Version,
    #[server(default)] milestone: String,
    #[server(default)] window_from: String,
    #[server(default)] window_to: String,
    #[server(default)] preferred: String,
    #[server(default)] agreed: String,
    #[server(default)] because: String,
    #[server(default)] reason: String,
    #[server(default)] unusual_day: String,
) -> Result<ChecklistView, AppError> {
    let raw = super::form::RawDates {
        milestone,
        window_from,
        window_to,
        preferred,
        agreed,
        because,
        reason,
        unusual_day,
    };
    handler::set_dates(lang, onboarding, version, raw).await
}

/// A coordinator suspends a live onboarding.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "suspend_onboarding", input = PostUrl, output = Json)]
pub async fn suspend_onboarding(
    #[server(default)] lang: Lang,
    onboarding: OnboardingId,
    version: Version,
    #[server(default)] since: String,
    #[server(default)] reason: String,
    #[server(default)] expected_return: String,
) -> Result<ChecklistView, AppError> {
    let suspension = super::form::suspension(&since, &reason, &expected_return);
    handler::suspend(lang, onboarding, version, suspension).await
}

/// A coordinator records the return of a suspended onboarding.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "return_onboarding", input = PostUrl, output = Json)]
pub async fn return_onboarding(
    #[server(default)] lang: Lang,
    onboarding: OnboardingId,
    version: Version,
    #[server(default)] returned_on: String,
) -> Result<ChecklistView, AppError> {
    handler::return_to_live(lang, onboarding, version, super::form::day("returned_on", &returned_on)).await
}

/// A coordinator says whether a condition holds of the district.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "set_condition", input = PostUrl, output = Json)]
pub async fn set_condition(
    #[server(default)] lang: Lang,
    onboarding: OnboardingId,
    version: Version,
    #[server(default)] condition: String,
    #[server(default)] holds: String,
) -> Result<ChecklistView, AppError> {
    handler::set_condition(lang, onboarding, version, condition, super::form::holds(&holds)).await
}
