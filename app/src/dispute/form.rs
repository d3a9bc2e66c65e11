//! The forms of disputes become what the rules take.

use std::fmt;

use super::model::{Decision, State, Subject};
use super::token::FormKey;
use crate::clock::Moment;
use crate::error::{AppError, Rule};
use crate::onboarding::form::Fields;
use crate::subscription::model::EmailAddress;
use crate::text::Lang;

/// The operation's name, as its fields are named by.
pub const OPERATION: &str = "file_dispute";

/// The public form as it was sent.
#[derive(Clone, Debug, Default)]
pub struct RawDispute {
    pub district: String,
    pub about: String,
    pub text: String,
    /// Where the answer is to be sent; may be empty.
    pub email: String,
    /// What only a program fills in.
    pub website: String,
    /// When the form was shown, signed.
    pub shown: String,
}

/// What somebody contests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contest {
    /// The district's slug.
    pub district: String,
    /// What is contested.
    pub subject: Subject,
    /// Why.
    pub text: String,
    /// Where the answer is to be sent, where that was asked for.
    pub reply: Option<Reply>,
}

/// Where the answer to a dispute is sent. It is no part of the dispute, which is
/// published: nothing but the letter ever names it.
#[derive(Clone, PartialEq, Eq)]
pub struct Reply {
    /// The address.
    pub email: EmailAddress,
    /// The language to write in.
    pub lang: Lang,
}

// Not derived: an address is for no log.
impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reply(…)")
    }
}

impl RawDispute {
    /// The fields by their names.
    #[must_use]
    pub fn of(pairs: &[(String, String)]) -> Self {
        let value = |name: &str| {
            pairs.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone()).unwrap_or_default()
        };
        Self {
            district: value("district"),
            about: value("about"),
            text: value("text"),
            email: value("email"),
            website: value("website"),
            shown: value("shown"),
        }
    }
}

/// The public form, read. Answers are sent in `answers`, the form's language; it is
/// `None` where there is no mail server, and then no address is read.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn contest(
    raw: &RawDispute,
    answers: Option<Lang>,
    key: &FormKey,
    now: Moment,
) -> Result<Contest, AppError> {
    let mut fields = Fields::default();
    let district = fields.text("district", &raw.district);
    let subject = fields.choice("about", &raw.about, Subject::from_key);
    let text = fields.text("text", &raw.text);
    let mut reply = None;
    if let Some(lang) = answers.filter(|_| !raw.email.trim().is_empty()) {
        match EmailAddress::parse(&raw.email) {
            Ok(email) => reply = Some(Reply { email, lang }),
            Err(rule) => fields.refuse("email", rule),
        }
    }
    if !raw.website.is_empty() {
        fields.refuse("website", Rule::LeaveEmpty);
    }
    if let Err(rule) = key.check(&raw.shown, now) {
        fields.refuse("shown", rule);
    }
    let contest = district.zip(subject).zip(text);
    fields.finish(contest.map(|((district, subject), text)| Contest { district, subject, text, reply }))
}

/// A coordinator's decision: an outcome, and the answer it needs.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn decision(outcome: &str, answer: &str) -> Result<Decision, AppError> {
    let mut fields = Fields::default();
    let outcome =
        fields.choice("outcome", outcome, |key| State::from_key(key).filter(|one| *one != State::Received));
    if outcome == Some(State::Examined) {
        return fields.finish(Some(Decision::Examine));
    }
    let answer = fields.text("answer", answer);
    fields.finish(outcome.zip(answer).map(|(outcome, answer)| Decision::Close { outcome, answer }))
}
