//! A refusal put into words for the form it is of.

use super::Lang;
use super::common::{ERROR_SUMMARY, FORGOTTEN, NOT_SIGNED_IN_YET, TRY_LATER};
use super::field::field_text;
use super::problem::{error_text, problem_text};
use crate::auth::text::sign_in_path;
use crate::error::{AppError, Rule};
use crate::ui::form::{Refusal, Said};

/// Why a form of this server function was refused, with the page on which to go
/// on where it is another than `back`.
#[must_use]
pub fn refusal(lang: Lang, operation: &str, back: &str, error: &AppError) -> Refusal {
    let signing_in = operation == "sign_in";
    let heading = match error {
        AppError::TooManyAttempts { .. } => TRY_LATER,
        _ if signing_in => NOT_SIGNED_IN_YET,
        _ => ERROR_SUMMARY,
    };
    let text = match error {
        AppError::Invalid { .. } if signing_in => String::new(),
        AppError::TooManyAttempts { .. } if signing_in => {
            format!("{} {}", error_text(lang, error), FORGOTTEN.get(lang))
        }
        _ => error_text(lang, error),
    };
    let problems = match error {
        AppError::Invalid { problems } => problems.as_slice(),
        _ => &[],
    };
    let asks = |rule: &Rule| matches!(rule, Rule::NonWorkingDay { .. } | Rule::PastDay { .. });
    let unusual_day = problems.iter().any(|problem| asks(&problem.rule));
    Refusal {
        heading: heading.get(lang).to_owned(),
        text,
        problems: problems
            .iter()
            .map(|problem| Said {
                field: problem.field.clone(),
                label: field_text(lang, operation, &problem.field).unwrap_or_default().to_owned(),
                text: problem_text(lang, &problem.rule),
            })
            .collect(),
        box_to_tick: unusual_day.then(|| "unusual_day".to_owned()),
        go_to: match error {
            AppError::NotSignedIn => Some(sign_in_path(lang, back)),
            AppError::Conflict { conflict: Some(conflict), .. } => {
                Some(format!("/{}/konflikti/{conflict}", lang.code()))
            }
            _ => None,
        },
    }
}
