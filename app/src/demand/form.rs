//! The button becomes what is counted.

use crate::error::{AppError, Rule};
use crate::onboarding::form::Fields;

/// The form's name, as its fields are named by.
pub const OPERATION: &str = "need_service";

/// The form as it was sent.
#[derive(Clone, Debug, Default)]
pub struct RawWish {
    pub service: String,
    pub district: String,
    /// What only a program fills in.
    pub website: String,
}

/// That somebody needs a service in a district.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The service's number.
    pub service: i64,
    /// The district's slug.
    pub district: String,
}

impl RawWish {
    /// The fields by their names.
    #[must_use]
    pub fn of(pairs: &[(String, String)]) -> Self {
        let value = |name: &str| {
            pairs.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone()).unwrap_or_default()
        };
        Self { service: value("service"), district: value("district"), website: value("website") }
    }
}

/// The form, read: one of these services in one of these districts.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn wish(raw: &RawWish, services: &[i64], districts: &[&str]) -> Result<Wish, AppError> {
    let mut fields = Fields::default();
    let known = |text: &str| text.parse().ok().filter(|number| services.contains(number));
    let service = fields.choice("service", raw.service.trim(), known);
    let known = |slug: &str| districts.iter().find(|one| **one == slug).map(|one| (*one).to_owned());
    let district = fields.choice("district", raw.district.trim(), known);
    if !raw.website.is_empty() {
        fields.refuse("website", Rule::LeaveEmpty);
    }
    fields.finish(service.zip(district).map(|(service, district)| Wish { service, district }))
}
