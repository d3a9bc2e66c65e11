//! What can be done to a draft, for plain forms.

#![expect(clippy::too_many_arguments, reason = "a server function's arguments are its form's fields")]

#[cfg(feature = "ssr")]
mod handler;

use leptos::prelude::*;
use leptos::server_fn::codec::{Json, PostUrl};

use crate::error::AppError;
use crate::id::Version;
use crate::text::Lang;

/// A coordinator begins a draft from the newest version.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "draft_version", input = PostUrl, output = Json)]
pub async fn draft_version(
    #[server(default)] lang: Lang,
    #[server(default)] programme: String,
) -> Result<(), AppError> {
    use super::{form, operation::Command};
    let _ = lang;
    let asked = handler::authorise().await?;
    form::programme(&programme)?;
    asked.run(programme, (0, Version(0)), Command::Begin).await
}

/// A coordinator writes a requirement of the draft.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "save_requirement", input = PostUrl, output = Json)]
pub async fn save_requirement(
    #[server(default)] lang: Lang,
    #[server(default)] programme: String,
    #[server(default)] number: i32,
    version: Version,
    #[server(default)] requirement: String,
    #[server(default)] milestone: String,
    #[server(default)] name_bg: String,
    #[server(default)] name_en: String,
    #[server(default)] basis_bg: String,
    #[server(default)] basis_en: String,
    #[server(default)] source_bg: String,
    #[server(default)] source_en: String,
    #[server(default)] next_bg: String,
    #[server(default)] next_en: String,
    #[server(default)] evidence_asked: String,
    #[server(default)] holder: String,
    #[server(default)] valid_months: String,
    #[server(default)] applies_when: String,
    #[server(default)] after: Vec<String>,
    #[server(default)] must_be_met_by: String,
) -> Result<(), AppError> {
    use super::form::{self, RawRequirement};
    let _ = lang;
    let asked = handler::authorise().await?;
    let raw = RawRequirement {
        requirement,
        milestone,
        name: [name_bg, name_en],
        basis: [basis_bg, basis_en],
        source: [source_bg, source_en],
        next: [next_bg, next_en],
        evidence_asked,
        holder,
        valid_months,
        applies_when,
        after,
        must_be_met_by,
    };
    let command = form::requirement(&programme, &raw)?;
    asked.run(programme, (number, version), command).await
}

/// A coordinator takes a requirement out of the draft.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "retire_requirement", input = PostUrl, output = Json)]
pub async fn retire_requirement(
    #[server(default)] lang: Lang,
    #[server(default)] programme: String,
    #[server(default)] number: i32,
    version: Version,
    #[server(default)] requirement: String,
) -> Result<(), AppError> {
    use super::{form, operation::Command};
    let _ = lang;
    let asked = handler::authorise().await?;
    let key = form::named(&programme, "requirement", &requirement)?;
    asked.run(programme, (number, version), Command::Retire { key }).await
}

/// A coordinator takes a retired requirement back into the draft.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "restore_requirement", input = PostUrl, output = Json)]
pub async fn restore_requirement(
    #[server(default)] lang: Lang,
    #[server(default)] programme: String,
    #[server(default)] number: i32,
    version: Version,
    #[server(default)] requirement: String,
) -> Result<(), AppError> {
    use super::{form, operation::Command};
    let _ = lang;
    let asked = handler::authorise().await?;
    let key = form::named(&programme, "requirement", &requirement)?;
    asked.run(programme, (number, version), Command::Restore { key }).await
}

/// A coordinator adds a condition for requirements to depend on.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "add_condition", input = PostUrl, output = Json)]
pub async fn add_condition(
    #[server(default)] lang: Lang,
    #[server(default)] programme: String,
    #[server(default)] number: i32,
    version: Version,
    #[server(default)] condition_bg: String,
    #[server(default)] condition_en: String,
) -> Result<(), AppError> {
    use super::form;
    let _ = lang;
    let asked = handler::authorise().await?;
    let command = form::condition(&programme, &[condition_bg, condition_en])?;
    asked.run(programme, (number, version), command).await
}

/// A coordinator removes a condition that nothing depends on.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "remove_condition", input = PostUrl, output = Json)]
pub async fn remove_condition(
    #[server(default)] lang: Lang,
    #[server(default)] programme: String,
    #[server(default)] number: i32,
    version: Version,
    #[server(default)] condition: String,
) -> Result<(), AppError> {
    use super::{form, operation::Command};
    let _ = lang;
    let asked = handler::authorise().await?;
    let key = form::named(&programme, "condition", &condition)?;
    asked.run(programme, (number, version), Command::RemoveCondition { key }).await
}

/// A coordinator throws the draft away.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "discard_draft", input = PostUrl, output = Json)]
pub async fn discard_draft(
    #[server(default)] lang: Lang,
    #[server(default)] programme: String,
    #[server(default)] number: i32,
    version: Version,
) -> Result<(), AppError> {
    use super::{form, operation::Command};
    let _ = lang;
    let asked = handler::authorise().await?;
    form::programme(&programme)?;
    asked.run(programme, (number, version), Command::Discard).await
}

/// A coordinator makes a version that does not hold yet a draft again.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "withdraw_version", input = PostUrl, output = Json)]
pub async fn withdraw_version(
    #[server(default)] lang: Lang,
    #[server(default)] programme: String,
    #[server(default)] number: i32,
    version: Version,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    use super::form;
    let _ = lang;
    let asked = handler::authorise().await?;
    let command = form::withdrawal(&programme, &reason)?;
    asked.run(programme, (number, version), command).await
}

/// A coordinator publishes the draft.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "publish_version", input = PostUrl, output = Json)]
pub async fn publish_version(
    #[server(default)] lang: Lang,
    #[server(default)] programme: String,
    #[server(default)] number: i32,
    version: Version,
    #[server(default)] holds_from: String,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    use super::form;
    // The words are the page's; a form says its language for the way back.
    let _ = lang;
    let asked = handler::authorise().await?;
    let command = form::publication(&programme, &holds_from, &reason)?;
    asked.run(programme, (number, version), command).await
}
