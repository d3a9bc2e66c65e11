//! The form of a subscription becomes what the rules take.

use super::model::EmailAddress;
use crate::clock::Moment;
use crate::dispute::token::FormKey;
use crate::error::{AppError, Rule};
use crate::onboarding::form::Fields;

/// The operation's name, as its fields are named by.
pub const OPERATION: &str = "subscribe";

/// What stands for the whole city among the districts of the form.
pub const CITY: &str = "all";

/// The form as it was sent.
#[derive(Clone, Debug, Default)]
pub struct RawSubscription {
    pub email: String,
    /// A district's slug, or [`CITY`].
    pub scope: String,
    /// What only a program fills in.
    pub website: String,
    /// When the form was shown, signed.
    pub shown: String,
}

/// Who wants to hear of what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The address.
    pub email: EmailAddress,
    /// The district's slug; empty for the whole city.
    pub district: String,
}

/// The value of a field, the first of its name.
#[must_use]
pub fn value(pairs: &[(String, String)], name: &str) -> String {
    pairs.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone()).unwrap_or_default()
}

impl RawSubscription {
    /// The fields by their names.
    #[must_use]
    pub fn of(pairs: &[(String, String)]) -> Self {
        Self {
            email: value(pairs, "email"),
            scope: value(pairs, "scope"),
            website: value(pairs, "website"),
            shown: value(pairs, "shown"),
        }
    }
}

/// The form, read.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn wish(
    raw: &RawSubscription,
    districts: &[String],
    key: &FormKey,
    now: Moment,
) -> Result<Wish, AppError> {
    let mut fields = Fields::default();
    let email = if raw.email.trim().is_empty() {
        fields.refuse("email", Rule::Required);
        None
    } else {
        let read = EmailAddress::parse(&raw.email);
        if let Err(rule) = &read {
            fields.refuse("email", rule.clone());
        }
        read.ok()
    };
    let known =
        |slug: &str| (slug == CITY || districts.iter().any(|one| one == slug)).then(|| slug.to_owned());
    let scope = fields.choice("scope", &raw.scope, known);
    if !raw.website.is_empty() {
        fields.refuse("website", Rule::LeaveEmpty);
    }
    if let Err(rule) = key.check(&raw.shown, now) {
        fields.refuse("shown", rule);
    }
    let district = scope.map(|scope| if scope == CITY { String::new() } else { scope });
    fields.finish(email.zip(district).map(|(email, district)| Wish { email, district }))
}
