//! The forms of declarations and observations become what the rules take.

use chrono::NaiveDate;

use super::model::{Declaration, Declared, Observation, Observed, Source};
use crate::auth::model::Role;
use crate::error::{AppError, OfferRule, Rule};
use crate::onboarding::form::{Fields, is_web_address};
use crate::text::Bilingual;

/// What is chosen to take back what is recorded.
pub const WITHDRAW: &str = "withdraw";

/// The longest part of a service and the longest source, in characters.
const MAX_LINE: usize = 300;

/// The form of a declaration as it was sent.
#[derive(Clone, Debug, Default)]
pub struct RawDeclaration {
    pub state: String,
    pub part_bg: String,
    pub part_en: String,
    pub since: String,
    pub source: String,
    pub link: String,
    pub reason: String,
}

/// The form of an observation as it was sent.
#[derive(Clone, Debug, Default)]
pub struct RawObservation {
    pub state: String,
    pub observed_on: String,
    pub source: String,
    pub link: String,
    pub reason: String,
}

/// A declaration, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadDeclaration {
    /// `None` when it is taken back.
    pub declaration: Option<Declaration>,
    /// The day from which it is so.
    pub since: NaiveDate,
    /// Why.
    pub reason: Option<String>,
}

/// An observation, read: `None` when it is taken back, and why.
pub type ReadObservation = (Option<Observation>, Option<String>);

/// A declaration. Whoever speaks for another must say where they know it from.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn declaration(raw: &RawDeclaration, role: Role) -> Result<ReadDeclaration, AppError> {
    let mut fields = Fields::default();
    let withdrawn = raw.state == WITHDRAW;
    let state = if withdrawn { None } else { fields.choice("state", &raw.state, Declared::from_key) };
    let part = Bilingual {
        bg: line(&mut fields, "part_bg", &raw.part_bg).unwrap_or_default(),
        en: line(&mut fields, "part_en", &raw.part_en).unwrap_or_default(),
    };
    let is_part = state == Some(Declared::PartOnline);
    if is_part && part == Bilingual::default() {
        fields.refuse("part_bg", Rule::Required);
    }
    if (state.is_some() || withdrawn) && !is_part {
        for (field, text) in [("part_bg", &part.bg), ("part_en", &part.en)] {
            if !text.is_empty() {
                fields.refuse(field, Rule::Offer(OfferRule::OnlyForPart));
            }
        }
    }
    let since = fields.date("since", &raw.since);
    let source = source(&mut fields, &raw.source, &raw.link, role != Role::DistrictStaff && !withdrawn);
    let reason = fields.optional_text("reason", &raw.reason);
    fields.finish(since.filter(|_| withdrawn || state.is_some()).map(|since| ReadDeclaration {
        declaration: state.map(|state| Declaration { state, part, since, source }),
        since,
        reason,
    }))
}

/// An observation.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn observation(raw: &RawObservation) -> Result<ReadObservation, AppError> {
    let mut fields = Fields::default();
    if raw.state == WITHDRAW {
        let reason = fields.text("reason", &raw.reason);
        return fields.finish(reason.map(|reason| (None, Some(reason))));
    }
    let state = fields.choice("state", &raw.state, Observed::from_key);
    let on = fields.date("observed_on", &raw.observed_on);
    let source = source(&mut fields, &raw.source, &raw.link, true);
    let reason = fields.optional_text("reason", &raw.reason);
    let observed = state.zip(on).zip(source);
    fields.finish(
        observed
            .map(|((state, on), source)| (Some(Observation { state, on, source, automatic: false }), reason)),
    )
}

/// Words with an address beside them; an address alone says too little.
fn source(fields: &mut Fields, text: &str, link: &str, required: bool) -> Option<Source> {
    let link = line(fields, "link", link);
    if link.as_deref().is_some_and(|link| !is_web_address(link)) {
        fields.refuse("link", Rule::NotALink);
    }
    let text = line(fields, "source", text);
    if text.is_none() && (required || link.is_some()) {
        fields.refuse("source", Rule::Required);
    }
    text.map(|text| Source { text, link })
}

/// One line that may be empty.
fn line(fields: &mut Fields, field: &str, raw: &str) -> Option<String> {
    let text = fields.optional_text(field, raw)?;
    if text.chars().count() > MAX_LINE {
        fields.refuse(field, Rule::TooLong { max: 300 });
        return None;
    }
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules<T: std::fmt::Debug>(read: Result<T, AppError>) -> Vec<(String, Rule)> {
        match read {
            Err(AppError::Invalid { problems }) => {
                problems.into_iter().map(|one| (one.field, one.rule)).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    fn raw(state: &str, part: &str, source: &str) -> RawDeclaration {
        RawDeclaration {
            state: state.to_owned(),
            part_bg: part.to_owned(),
            since: "2026-03-01".to_owned(),
            source: source.to_owned(),
            ..RawDeclaration::default()
        }
    }

    #[test]
    fn a_part_is_named_and_nothing_else_has_one() {
        let staff = Role::DistrictStaff;
        let read = declaration(&raw("part_online", " само  заявлението ", ""), staff).unwrap();
        assert_eq!(read.declaration.unwrap().part.bg, "само заявлението");
        let missing = rules(declaration(&raw("part_online", "", ""), staff));
        assert_eq!(missing, [("part_bg".to_owned(), Rule::Required)]);
        let other = rules(declaration(&raw("online", "заявлението", ""), staff));
        assert_eq!(other, [("part_bg".to_owned(), Rule::Offer(OfferRule::OnlyForPart))]);
    }

    #[test]
    fn who_speaks_for_another_names_a_source() {
        assert!(declaration(&raw("online", "", ""), Role::DistrictStaff).is_ok());
        let missing = rules(declaration(&raw("online", "", " "), Role::Coordinator));
        assert_eq!(missing, [("source".to_owned(), Rule::Required)]);
        assert!(declaration(&raw("online", "", "писмо"), Role::Coordinator).is_ok());
        assert!(declaration(&raw(WITHDRAW, "", ""), Role::Coordinator).unwrap().declaration.is_none());
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        let wrong = rules(observation(&RawObservation { link: "egov.bg".to_owned(), ..Default::default() }));
        let fields: Vec<&str> = wrong.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["state", "observed_on", "link", "source"]);
        let withdrawn = RawObservation { state: WITHDRAW.to_owned(), ..Default::default() };
        assert_eq!(rules(observation(&withdrawn)), [("reason".to_owned(), Rule::Required)]);
    }
}
