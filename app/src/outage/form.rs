//! The form of an outage becomes what the rules take.

use super::model::Outage;
use crate::error::{AppError, Rule};
use crate::onboarding::form::Fields;
use crate::programme::model::Holder;

/// The form as it was sent.
#[derive(Clone, Debug, Default)]
pub struct RawOutage {
    pub title: String,
    pub title_en: String,
    pub holder: String,
    pub begins_on: String,
    pub ends_on: String,
    pub requirements: Vec<String>,
    pub services: Vec<String>,
    pub reason: String,
    /// Which outage changes; empty for a new one.
    pub outage: String,
}

/// The form, read.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn outage(raw: &RawOutage) -> Result<(Outage, Option<String>), AppError> {
    let mut fields = Fields::default();
    let title = fields.text("title", &raw.title);
    let title_en = fields.optional_text("title_en", &raw.title_en);
    let not_the_district = |key: &str| Holder::from_key(key).filter(|holder| *holder != Holder::District);
    let holder = fields.choice("holder", &raw.holder, not_the_district);
    let begins_on = fields.date("begins_on", &raw.begins_on);
    let ends_on = fields.optional_date("ends_on", &raw.ends_on);
    if begins_on.zip(ends_on).is_some_and(|(begin, end)| end < begin) {
        fields.refuse("ends_on", Rule::OutageEndsBeforeStart);
    }
    if raw.requirements.is_empty() && raw.services.is_empty() {
        fields.refuse("requirements", Rule::TouchesNothing);
    }
    let mut requirements = raw.requirements.clone();
    requirements.sort_unstable();
    requirements.dedup();
    let mut services = Vec::new();
    for number in &raw.services {
        match number.parse() {
            Ok(number) => services.push(number),
            Err(_) => fields.refuse("services", Rule::NotOffered),
        }
    }
    services.sort_unstable();
    services.dedup();
    // What changes days of the past says why.
    let reason = if raw.outage.is_empty() {
        fields.optional_text("reason", &raw.reason)
    } else {
        fields.text("reason", &raw.reason)
    };
    let outage = title.zip(holder).zip(begins_on).map(|((title, holder), begins_on)| Outage {
        title,
        title_en,
        holder,
        begins_on,
        ends_on,
        requirements,
        services,
    });
    fields.finish(outage.map(|outage| (outage, reason)))
}
