//! Raw forms of drafts become requirements.

use super::operation::Command;
use crate::error::{AppError, Rule};
use crate::onboarding::form::Fields;
use crate::programme::model::{Asked, EvidenceAsked, Holder, Requirement};
use crate::text::Bilingual;

/// The most months evidence can be good for.
const MOST_MONTHS: u32 = 240;

/// A requirement's form, as it was sent.
#[derive(Clone, Debug, Default)]
pub struct RawRequirement {
    /// Its key; empty for a new one.
    pub requirement: String,
    pub milestone: String,
    pub name: [String; 2],
    pub basis: [String; 2],
    pub source: [String; 2],
    pub next: [String; 2],
    pub evidence_asked: String,
    pub holder: String,
    pub valid_months: String,
    pub applies_when: String,
    pub after: Vec<String>,
    pub must_be_met_by: String,
}

/// A requirement as it was filled in.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn requirement(programme: &str, raw: &RawRequirement) -> Result<Command, AppError> {
    let mut fields = Fields::default();
    let programme = fields.text("programme", programme);
    let name = both(&mut fields, ["name_bg", "name_en"], &raw.name);
    let milestone = fields.text("milestone", &raw.milestone);
    let basis = neither_or_both(&mut fields, ["basis_bg", "basis_en"], &raw.basis);
    let source = both(&mut fields, ["source_bg", "source_en"], &raw.source);
    let next = both(&mut fields, ["next_bg", "next_en"], &raw.next);
    let evidence = fields.choice("evidence_asked", &raw.evidence_asked, EvidenceAsked::from_key);
    let holder = fields.choice("holder", &raw.holder, Holder::from_key);
    let valid_months = match raw.valid_months.trim() {
        "" => None,
        digits => {
            let months = digits.parse().ok().filter(|months| (1..=MOST_MONTHS).contains(months));
            if months.is_none() {
                fields.refuse("valid_months", Rule::NotANumber { min: 1, max: MOST_MONTHS });
            }
            months
        }
    };
    let applies_when = Some(raw.applies_when.clone()).filter(|key| !key.is_empty());
    let must_be_met_by = fields.optional_date("must_be_met_by", &raw.must_be_met_by);
    let read = || {
        programme?;
        Some(Command::Save {
            key: Some(raw.requirement.clone()).filter(|key| !key.is_empty()),
            milestone: milestone?,
            requirement: Box::new(Requirement {
                key: String::new(),
                name: name?,
                basis,
                source: source?,
                next: next?,
                evidence: evidence?,
                holder: holder?,
                valid_months,
                applies_when,
                after: raw.after.clone(),
                must_be_met_by,
                since_version: 1,
                asked: Asked::default(),
            }),
        })
    };
    let command = read();
    fields.finish(command)
}

/// A condition as it was filled in.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn condition(programme: &str, raw: &[String; 2]) -> Result<Command, AppError> {
    let mut fields = Fields::default();
    let programme = fields.text("programme", programme);
    let name = both(&mut fields, ["condition_bg", "condition_en"], raw);
    fields.finish(programme.and(name).map(|name| Command::AddCondition { name }))
}

/// The programme and the key of what a form without other fields is about.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn named(programme: &str, field: &'static str, key: &str) -> Result<String, AppError> {
    let mut fields = Fields::default();
    let programme = fields.text("programme", programme);
    let key = fields.text(field, key);
    fields.finish(programme.and(key))
}

/// The programme of a form that has nothing else.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn programme(programme: &str) -> Result<(), AppError> {
    let mut fields = Fields::default();
    let programme = fields.text("programme", programme);
    fields.finish(programme.map(drop))
}

/// A publication as it was filled in.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn publication(programme: &str, holds_from: &str, reason: &str) -> Result<Command, AppError> {
    let mut fields = Fields::default();
    let programme = fields.text("programme", programme);
    let holds_from = fields.date("holds_from", holds_from);
    let reason = fields.optional_text("reason", reason);
    let command = programme.and(holds_from).map(|holds_from| Command::Publish { holds_from, reason });
    fields.finish(command)
}

/// A withdrawal as it was filled in.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn withdrawal(programme: &str, reason: &str) -> Result<Command, AppError> {
    let mut fields = Fields::default();
    let programme = fields.text("programme", programme);
    let reason = fields.text("reason", reason);
    fields.finish(programme.and(reason).map(|reason| Command::Withdraw { reason }))
}

fn both(fields: &mut Fields, names: [&str; 2], raw: &[String; 2]) -> Option<Bilingual> {
    let [bg, en] = [0, 1].map(|at| (names.get(at), raw.get(at)));
    let mut read = |(name, raw): (Option<&&str>, Option<&String>)| fields.text(name?, raw?);
    let (bg, en) = (read(bg), read(en));
    Some(Bilingual { bg: bg?, en: en? })
}

fn neither_or_both(fields: &mut Fields, names: [&str; 2], raw: &[String; 2]) -> Option<Bilingual> {
    if raw.iter().all(|one| one.trim().is_empty()) { None } else { both(fields, names, raw) }
}
