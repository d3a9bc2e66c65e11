//! What can go wrong, said once for pages, plain forms and islands.
//!
//! A variant carries what its reader needs to go on; database text never does.
//! [`AppError::status`] is the one place where an error becomes an HTTP status.

mod observer;

use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

use crate::auth::model::Right;
use crate::id::ConflictId;
use crate::onboarding::model::Missing;
use crate::text::Bilingual;

pub use observer::ObserverRule;

/// Why a request was not done.
///
/// Written `"not_found"` or `{"invalid": {…}}`: to read a name from among the
/// fields, serde buffers the whole value, and the browser would load 8 KB for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum AppError {
    /// Nobody is signed in, and the answer is for accounts only.
    #[error("not signed in")]
    NotSignedIn,
    /// The account lacks this right (here).
    #[error("the right {right:?} is missing")]
    Forbidden {
        /// What would be needed.
        right: Right,
    },
    /// There is no such page or row.
    #[error("not found")]
    NotFound,
    /// The input breaks these rules; nothing was changed.
    #[error("invalid input: {problems:?}")]
    Invalid {
        /// One per rule broken, in the order of the form.
        problems: Vec<Problem>,
    },
    /// Somebody else changed the item first; the change is kept for its author
    /// to choose.
    #[error("changed by somebody else in the meantime")]
    Conflict {
        /// The item both changed, as the ledger names it.
        item: String,
        /// The page to choose on, once the change has been kept there.
        conflict: Option<ConflictId>,
    },
    /// Too many attempts from this account or address.
    #[error("too many attempts; wait {seconds} s")]
    TooManyAttempts {
        /// How long to wait, in seconds.
        seconds: u32,
    },
    /// The request cannot be read.
    #[error("malformed request")]
    Malformed,
    /// A parameter of the address asks for what cannot be shown.
    #[error("the parameter {name} breaks {rule:?}")]
    Parameter {
        /// The parameter.
        name: String,
        /// What it said, cut short.
        value: String,
        /// The rule.
        rule: Box<Rule>,
    },
    /// The request's body is larger than is read.
    #[error("body too large")]
    TooLarge,
    /// The address exists, but not with this method.
    #[error("method not allowed")]
    MethodNotAllowed,
    /// A form on another site sent this.
    #[error("cross-site request")]
    CrossSite,
    /// Our fault; the log has the cause under this number.
    #[error("internal error {incident}")]
    Internal {
        /// What to quote when reporting it.
        incident: String,
    },
}

/// One rule broken by one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The form's field, by its name.
    pub field: String,
    /// The rule and the values it was broken with.
    pub rule: Rule,
}

/// The rules input can break. The words are in `text::problem`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Something must be given.
    Required,
    /// Longer than this many characters.
    TooLong { max: u32 },
    /// Shorter than this many characters.
    TooShort { min: u32 },
    /// Not one of the values offered.
    NotOffered,
    /// Not a day of the calendar.
    NotADate,
    /// Not an instant in UTC.
    NotAnInstant,
    /// Lies after today.
    InFuture,
    /// Lies after the present instant.
    InstantInFuture,
    /// Lies before the first record (an instant in UTC).
    BeforeRecords { first: String },
    /// Lies before today.
    InPast,
    /// Lies before the programme's first day (ISO).
    BeforeProgramme { starts_on: String },
    /// Lies before a mark or state it must follow (ISO).
    NotBefore { earliest: String },
    /// Lies after a mark it must precede (ISO).
    NotAfter { latest: String },
    /// A period that ends before it begins.
    EndsBeforeStart,
    /// One of two dates is missing.
    BothOrNeither,
    /// So far ahead that the year must be wrong (ISO).
    TooFar { latest: String },
    /// A window of more days than one may have.
    WindowTooLong { days: u32, max: u32 },
    /// The agreed date lies outside the window (ISO).
    OutsideWindow { from: String, to: String },
    /// A weekend or holiday; to be confirmed, with the next working day (ISO).
    NonWorkingDay { day: String, next: String },
    /// A planned day that has passed; to be confirmed (ISO).
    PastDay { day: String },
    /// A milestone that comes first is agreed for a later day (ISO).
    EarlierPlanned { milestone: Bilingual, agreed: String },
    /// A milestone that comes after is agreed for an earlier day (ISO).
    LaterPlanned { milestone: Bilingual, agreed: String },
    /// The agreed date would count again, and its week, which begins on this Monday,
    /// has no place left (ISO).
    AgreedWeekFull { week: String, places: u32 },
    /// What waits for a decision is sent back with reasons, not handed back.
    ReturnInstead,
    /// All places of the week that begins on this Monday are taken (ISO); the
    /// next weeks with a free place are offered by their Mondays.
    CapacityFull { week: String, places: u32, free: Vec<String> },
    /// A colleague has changed it meanwhile; this is what is recorded now.
    ChangedMeanwhile { present: Option<u32> },
    /// A colleague has changed it meanwhile; what is recorded now is on the page.
    ChangedByColleague,
    /// An outage that ends before it begins.
    OutageEndsBeforeStart,
    /// An outage that names neither a requirement nor a service.
    TouchesNothing,
    /// In these weeks (Mondays, ISO) more districts have agreed dates.
    PlacesTaken { weeks: Vec<String> },
    /// Not a whole number between these.
    NotANumber { min: u32, max: u32 },
    /// Not a week of the calendar.
    NotAWeek,
    /// Neither http:// nor https:// with a host.
    NotALink,
    /// Not one e-mail address in plain letters.
    NotAnAddress,
    /// The two new passwords differ.
    PasswordsDiffer,
    /// User name or password is wrong; which of them is not said.
    WrongCredentials,
    /// The present password is wrong.
    WrongPassword,
    /// The item is in a state from which this cannot be done.
    WrongState,
    /// The gate: these requirements are still missing.
    GateClosed { missing: Vec<Missing> },
    /// Already marked.
    AlreadyMarked,
    /// A later milestone is marked; it must be taken back first.
    LaterMarkStands { milestone: Bilingual },
    /// Going live, which comes before this, is not marked.
    MarkFirst { milestone: Bilingual },
    /// The requirement does not apply in this district, by its conditions.
    DoesNotApply,
    /// The checklist that holds no longer has the requirement, since this
    /// version.
    Retired { requirement: Bilingual, version: i32 },
    /// On that day the milestone still lacked something; all was decided later.
    GateClosedThen { earliest: String },
    /// A later milestone's mark stood until then, and it stands on this one.
    LaterMarkStood { milestone: Bilingual, until: String },
    /// More districts than the week has places would have gone live in it.
    WeekFull { week: String, places: u32 },
    /// The milestone is reached; nothing is planned after the fact.
    ReachedAlready { reached_on: String },
    /// It has been set before, so this is no first setting.
    SetBefore,
    /// Requirements that wait for one another, in a circle by their names; the
    /// last is the first.
    Cycle { path: Vec<Bilingual> },
    /// The requirement would wait for one of a later milestone.
    WaitsForLater { requirement: Bilingual },
    /// The requirement would have to be met before the version holds.
    DueBeforeHolds { requirement: Bilingual },
    /// A colleague has changed the text meanwhile; this is what is recorded now.
    TextChangedMeanwhile { present: Option<Bilingual> },
    /// A programme has one draft at a time; this is its number.
    DraftExists { number: i32 },
    /// A version cannot hold before the one it follows.
    BeforeVersion { number: i32, holds_from: String },
    /// A version that holds cannot be withdrawn.
    HoldsAlready { number: i32, holds_from: String },
    /// Another version follows this one.
    VersionFollows { number: i32 },
    /// The draft asks for what the version before it asks for.
    ChangesNothing { number: i32 },
    /// The draft is a published version by now.
    PublishedMeanwhile { number: i32 },
    /// The draft was thrown away.
    DiscardedMeanwhile,
    /// A character that cannot be seen, or turns the text round.
    Invisible { code: String },
    /// Not shown as reached in the district, which these milestones are.
    NotMarked { marked: Vec<Bilingual> },
    /// What only a program fills in is filled in.
    LeaveEmpty,
    /// The form came back sooner than a person can fill it in.
    TooQuick,
    /// The form was shown too long ago, or by nobody.
    FormExpired,
    /// There is one of this name.
    ExistsAlready,
    /// Something depends on it, so it cannot be removed.
    InUse,
    /// A suspended onboarding must return first, a live one only can suspend.
    NotLive,
    /// What is suspended cannot be suspended again, nor can marks change.
    Suspended,
    /// It was suspended on that day: since one and until the other (ISO).
    SuspendedThen { since: String, until: String },
    /// It is suspended since that day (ISO), and only what is expected can change.
    SuspendedSince { since: String },
    /// A rule of services in districts.
    Offer(OfferRule),
    /// An address that the observer may not ask.
    Observer(ObserverRule),
    /// This would be left out of a text that is published.
    LeftOut { what: Vec<Dropped> },
    /// The month is not over.
    MonthNotOver,
    /// Nothing would change.
    Unchanged,
    /// No parameter of this address; these are (names with commas).
    UnknownParameter { known: String },
    /// A parameter that was given more than once.
    GivenTwice,
    /// The file of a day that is not over.
    DayNotOver,
}

/// What has no place in a text that is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dropped {
    /// Raw HTML.
    Html(String),
    /// A picture, by its address.
    Picture(String),
    /// A link that leads neither to a page nor to a mailbox.
    Link(String),
}

/// The rules that declarations and observations can break.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfferRule {
    /// The service was observed later than that (ISO).
    ObservedLater { on: String },
    /// Only for what is partly online.
    OnlyForPart,
    /// What is wrong with a column of a row of a table.
    InRow { row: u32, column: String, rule: Box<Rule> },
    /// The same service in the same district in an earlier row.
    RowRepeated { row: u32 },
    /// Not a table with these columns.
    NotATable { columns: String },
    /// A table of more rows than that.
    TooManyRows { max: u32 },
    /// Of so many more problems of a table nothing was said.
    MoreWrong { more: u32 },
    /// A file that is neither a workbook nor a text.
    NotASheet,
    /// A file of more than a megabyte.
    FileTooLarge,
}

impl AppError {
    /// An error of one rule at one field.
    #[must_use]
    pub fn invalid(field: &str, rule: Rule) -> Self {
        Self::Invalid { problems: vec![Problem { field: field.to_owned(), rule }] }
    }

    /// The HTTP status that says the same.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::NotSignedIn => 401,
            Self::Forbidden { .. } | Self::CrossSite => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::Conflict { .. } => 409,
            Self::TooLarge => 413,
            Self::Invalid { .. } => 422,
            Self::TooManyAttempts { .. } => 429,
            Self::Malformed | Self::Parameter { .. } => 400,
            Self::Internal { .. } => 500,
        }
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_)
            | ServerFnErrorErr::UnsupportedRequestMethod(_) => Self::Malformed,
            ServerFnErrorErr::Registration(text)
            | ServerFnErrorErr::Request(text)
            | ServerFnErrorErr::ServerError(text)
            | ServerFnErrorErr::MiddlewareError(text)
            | ServerFnErrorErr::Serialization(text)
            | ServerFnErrorErr::Response(text) => {
                leptos::logging::error!("server function: {text}");
                Self::Internal { incident: "server-function".to_owned() }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_error_has_its_status() {
        let cases = [
            (AppError::NotSignedIn, 401),
            (AppError::Forbidden { right: Right::MarkMilestones }, 403),
            (AppError::CrossSite, 403),
            (AppError::NotFound, 404),
            (AppError::MethodNotAllowed, 405),
            (AppError::Conflict { item: "dates".to_owned(), conflict: None }, 409),
            (AppError::TooLarge, 413),
            (AppError::invalid("reached_on", Rule::InFuture), 422),
            (AppError::TooManyAttempts { seconds: 1 }, 429),
            (AppError::Malformed, 400),
            (
                AppError::Parameter {
                    name: "as-of".to_owned(),
                    value: "soon".to_owned(),
                    rule: Box::new(Rule::NotADate),
                },
                400,
            ),
            (AppError::Internal { incident: String::new() }, 500),
        ];
        for (error, status) in cases {
            assert_eq!(error.status(), status, "{error}");
        }
    }
}
