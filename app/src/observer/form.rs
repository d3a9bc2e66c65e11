//! The form of a check becomes what is asked.

use url::Url;

use super::address::{self, Allowed};
use crate::error::{AppError, Rule};
use crate::onboarding::form::Fields;

/// The shortest words that tell a page from an error page.
const SHORTEST: usize = 5;
/// The longest.
const LONGEST: usize = 200;

/// The form as it was sent.
#[derive(Clone, Debug, Default)]
pub struct RawCheck {
    pub service: String,
    pub district: String,
    pub address: String,
    pub phrase: String,
}

/// What is to be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The service's number.
    pub service: i64,
    /// The district's slug.
    pub district: String,
    /// The page.
    pub address: Url,
    /// What is found there when the service is.
    pub phrase: String,
}

/// The form, read.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn check(raw: &RawCheck, allowed: &Allowed) -> Result<Check, AppError> {
    let mut fields = Fields::default();
    let service = fields.choice("check_service", &raw.service, |text| text.parse().ok());
    let district = fields.text("check_district", &raw.district);
    let address = fields.text("address", &raw.address).and_then(|text| {
        let read = address::read(&text, allowed);
        read.map_err(|rule| fields.refuse("address", Rule::Observer(rule))).ok()
    });
    let phrase = fields.text("phrase", &raw.phrase).filter(|text| match text.chars().count() {
        ..SHORTEST => {
            fields.refuse("phrase", Rule::TooShort { min: 5 });
            false
        }
        SHORTEST..=LONGEST => true,
        _ => {
            fields.refuse("phrase", Rule::TooLong { max: 200 });
            false
        }
    });
    let read = service.zip(district).zip(address).zip(phrase);
    fields.finish(read.map(|(((service, district), address), phrase)| Check {
        service,
        district,
        address,
        phrase,
    }))
}
