//! Raw forms become the types the rules take; everything wrong is found at
//! once, field by field.

use chrono::NaiveDate;
use url::Url;

use super::model::{Dates, Evidence, EvidenceKind, ReturnReason, SlipReason, Suspension, UnusualDay};
use super::operation::{Decision, Handing, Planning, Submission};
use crate::error::{AppError, Problem, Rule};
use crate::programme::model::Holder;
use crate::text::visible::{invisible, is_blank};

/// The most characters of a reason or a text.
const MAX_TEXT: usize = 2_000;

/// Collects what is wrong with a form's fields.
#[derive(Debug, Default)]
pub struct Fields {
    problems: Vec<Problem>,
}

impl Fields {
    /// Notes a rule broken by a field.
    pub fn refuse(&mut self, field: &str, rule: Rule) {
        self.problems.push(Problem { field: field.to_owned(), rule });
    }

    /// The value, unless something was refused.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with all problems.
    pub fn finish<T>(self, value: Option<T>) -> Result<T, AppError> {
        match value {
            Some(value) if self.problems.is_empty() => Ok(value),
            _ => Err(AppError::Invalid { problems: self.problems }),
        }
    }

    /// A text that may be empty.
    pub fn optional_text(&mut self, field: &str, raw: &str) -> Option<String> {
        let text = raw.trim().replace("\r\n", "\n");
        if let Some(code) = invisible(&text) {
            self.refuse(field, Rule::Invisible { code });
            return None;
        }
        if text.chars().count() > MAX_TEXT {
            self.refuse(field, Rule::TooLong { max: 2_000 });
            return None;
        }
        (!is_blank(&text)).then_some(text)
    }

    /// A text that must be given.
    pub fn text(&mut self, field: &str, raw: &str) -> Option<String> {
        if is_blank(raw) {
            self.refuse(field, Rule::Required);
            return None;
        }
        self.optional_text(field, raw)
    }

    /// A date that may be left out.
    pub fn optional_date(&mut self, field: &str, raw: &str) -> Option<NaiveDate> {
        let raw = raw.trim();
        if raw.is_empty() {
            return None;
        }
        let day = parse_day(raw);
        if day.is_none() {
            self.refuse(field, Rule::NotADate);
        }
        day
    }

    /// A date that must be given.
    pub fn date(&mut self, field: &str, raw: &str) -> Option<NaiveDate> {
        if raw.trim().is_empty() {
            self.refuse(field, Rule::Required);
            return None;
        }
        self.optional_date(field, raw)
    }

    /// One of the values offered.
    pub fn choice<T>(&mut self, field: &str, raw: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let found = read(raw);
        if found.is_none() {
            self.refuse(field, if raw.is_empty() { Rule::Required } else { Rule::NotOffered });
        }
        found
    }
}

/// The form of the three dates, as it was sent.
#[derive(Clone, Debug, Default)]
pub struct RawDates {
    /// Whose dates; empty for those of going live.
    pub milestone: String,
    pub window_from: String,
    pub window_to: String,
    pub preferred: String,
    pub agreed: String,
    pub because: String,
    pub reason: String,
    /// Anything, when a day off is meant.
    pub unusual_day: String,
}

/// Evidence submitted for a requirement.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn submission(
    requirement: String,
    kind: &str,
    body: &str,
    valid_until: &str,
) -> Result<Submission, AppError> {
    let mut fields = Fields::default();
    let kind = fields.choice("evidence_kind", kind, EvidenceKind::from_key);
    let body = fields.text("evidence", body);
    let valid_until = fields.optional_date("valid_until", valid_until);
    if kind == Some(EvidenceKind::Link) && body.as_deref().is_some_and(|body| !is_web_address(body)) {
        fields.refuse("evidence", Rule::NotALink);
    }
    let evidence = kind.zip(body).map(|(kind, body)| Evidence { kind, body });
    fields.finish(evidence.map(|evidence| Submission { requirement, evidence, valid_until }))
}

/// Whether a condition holds; nothing says that it is not known.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn holds(raw: &str) -> Result<Option<bool>, AppError> {
    match raw {
        "" => Ok(None),
        "true" => Ok(Some(true)),
        "false" => Ok(Some(false)),
        _ => Err(AppError::invalid("holds", Rule::NotOffered)),
    }
}

/// A return with its reasons.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn send_back(reasons: &[String], text: &str) -> Result<Decision, AppError> {
    let mut fields = Fields::default();
    let text = fields.optional_text("text", text);
    if reasons.is_empty() {
        fields.refuse("reasons", Rule::Required);
    }
    let mut read = Vec::new();
    for raw in reasons {
        match ReturnReason::from_key(raw) {
            Some(reason) if !read.contains(&reason) => read.push(reason),
            Some(_) => {}
            None => fields.refuse("reasons", Rule::NotOffered),
        }
    }
    // "Other" says to see the text, so there must be one.
    if read.contains(&ReturnReason::Other) && text.is_none() {
        fields.refuse("text", Rule::Required);
    }
    fields.finish(Some(Decision::SendBack { reasons: read, text }))
}

/// A reason that must be given.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn reason(raw: &str) -> Result<String, AppError> {
    let mut fields = Fields::default();
    let reason = fields.text("reason", raw);
    fields.finish(reason)
}

/// The day from which a mark no longer holds, and why.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn taking_back(from: &str, reason: &str) -> Result<(NaiveDate, String), AppError> {
    let mut fields = Fields::default();
    let from = fields.date("from", from);
    let reason = fields.text("reason", reason);
    fields.finish(from.zip(reason))
}

/// A day that must be given.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn day(field: &str, raw: &str) -> Result<NaiveDate, AppError> {
    let mut fields = Fields::default();
    let day = fields.date(field, raw);
    fields.finish(day)
}

/// Whose move it is.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn handing(requirement: String, holder: &str, since: &str) -> Result<Handing, AppError> {
    let mut fields = Fields::default();
    let holder = fields.choice("holder", holder, Holder::from_key);
    let since = fields.date("since", since);
    fields.finish(holder.zip(since).map(|(holder, since)| Handing { requirement, holder, since }))
}

/// The three dates and why they change.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn planning(raw: &RawDates) -> Result<Planning, AppError> {
    let mut fields = Fields::default();
    let both = (raw.window_from.trim().is_empty(), raw.window_to.trim().is_empty());
    match both {
        (true, false) => fields.refuse("window_from", Rule::BothOrNeither),
        (false, true) => fields.refuse("window_to", Rule::BothOrNeither),
        _ => {}
    }
    let from = fields.optional_date("window_from", &raw.window_from);
    let window = from.zip(fields.optional_date("window_to", &raw.window_to));
    if window.is_some_and(|(from, to)| to < from) {
        fields.refuse("window_to", Rule::EndsBeforeStart);
    }
    let preferred = fields.optional_date("preferred", &raw.preferred);
    let agreed = fields.optional_date("agreed", &raw.agreed);
    let because = fields.choice("because", &raw.because, SlipReason::chosen);
    let reason = fields.optional_text("reason", &raw.reason);
    // "Other" says to see the text, so there must be one.
    if because == Some(SlipReason::Other) && is_blank(&raw.reason) {
        fields.refuse("reason", Rule::Required);
    }
    let unusual_day = if raw.unusual_day.is_empty() { UnusualDay::Ask } else { UnusualDay::Meant };
    let milestone = (!raw.milestone.is_empty()).then(|| raw.milestone.clone());
    fields.finish(because.map(|because| Planning {
        milestone,
        dates: Dates { window, preferred, agreed, because: Some(because) },
        reason,
        unusual_day,
    }))
}

/// A suspension.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn suspension(since: &str, reason: &str, expected_return: &str) -> Result<Suspension, AppError> {
    let mut fields = Fields::default();
    let since = fields.date("since", since);
    let reason = fields.text("reason", reason);
    let expected_return = fields.date("expected_return", expected_return);
    fields.finish(
        since.zip(reason).zip(expected_return).map(|((since, reason), expected_return)| Suspension {
            since,
            reason,
            expected_return,
        }),
    )
}

/// A day as date fields send it, or as Bulgarians write it where a browser has
/// no date field: `2026-11-21`, `21.11.2026`, `21.11.2026 г.`
fn parse_day(raw: &str) -> Option<NaiveDate> {
    let raw = raw.trim_end_matches("г.").trim_end();
    let day = NaiveDate::parse_from_str(raw, "%Y-%m-%d")
        .or_else(|_| NaiveDate::parse_from_str(raw, "%d.%m.%Y"))
        .ok()?;
    // Four-digit years only: what lies beyond is a slip of the keys.
    (1900..=9999).contains(&chrono::Datelike::year(&day)).then_some(day)
}

/// An address that a page may link to: http or https with a host and without a
/// password, and nothing in it that is no part of an address.
#[must_use]
pub fn is_web_address(raw: &str) -> bool {
    let strange = |letter: char| {
        letter.is_whitespace() || letter.is_control() || matches!(letter, '"' | '<' | '>' | '\\' | '`')
    };
    !raw.contains(strange)
        && Url::parse(raw).is_ok_and(|address| {
            matches!(address.scheme(), "http" | "https")
                && address.host_str().is_some_and(|host| !host.is_empty())
                && address.username().is_empty()
                && address.password().is_none()
                // The parser forgives a missing slash; a reader would not.
                && raw.get(..8).is_some_and(|start| start.to_ascii_lowercase().contains("://"))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(result: Result<impl std::fmt::Debug, AppError>) -> Vec<(String, Rule)> {
        match result {
            Err(AppError::Invalid { problems }) => {
                problems.into_iter().map(|problem| (problem.field, problem.rule)).collect()
            }
            other => panic!("expected a refusal, got {other:?}"),
        }
    }

    #[test]
    fn all_problems_of_a_form_are_found_at_once() {
        let found = rules(submission("eauth".to_owned(), "dream", " ", "31.2.2026"));
        assert_eq!(
            found,
            [
                ("evidence_kind".to_owned(), Rule::NotOffered),
                ("evidence".to_owned(), Rule::Required),
                ("valid_until".to_owned(), Rule::NotADate),
            ]
        );
    }

    #[test]
    fn links_are_web_addresses() {
        for good in ["https://egov.bg/услуга", "http://sofia.bg", "https://район.бг/път"] {
            assert!(submission("x".to_owned(), "link", good, "").is_ok(), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "data:text/html,x",
            "egov.bg",
            "https://",
            "https:// x",
            "//egov.bg",
            "https:egov.bg",
            "https://user:pw@",
            "https://user@egov.bg/",
            "https://egov.bg/\"><b>",
            "https:\\\\egov.bg",
        ] {
            assert_eq!(rules(submission("x".to_owned(), "link", bad, ""))[0].1, Rule::NotALink, "{bad}");
        }
    }

    #[test]
    fn a_window_needs_both_ends_in_order() {
        let raw = |from: &str, to: &str, because: &str| RawDates {
            window_from: from.to_owned(),
            window_to: to.to_owned(),
            agreed: "2.1.2026 г.".to_owned(),
            because: because.to_owned(),
            ..RawDates::default()
        };
        assert_eq!(rules(planning(&raw("2026-01-02", "", "vendor")))[0].1, Rule::BothOrNeither);
        assert_eq!(rules(planning(&raw("2026-01-02", "2026-01-01", "vendor")))[0].1, Rule::EndsBeforeStart);
        assert_eq!(rules(planning(&raw("", "", "")))[0], ("because".to_owned(), Rule::Required));
        assert_eq!(rules(planning(&raw("", "", "whim")))[0].1, Rule::NotOffered);
        assert_eq!(rules(planning(&raw("", "", "other")))[0], ("reason".to_owned(), Rule::Required));
        assert!(planning(&raw("2026-01-02", "2026-01-02", "vendor")).is_ok());
    }

    #[test]
    fn a_text_that_must_be_given_can_be_seen() {
        // A soft hyphen and joiners have their use between letters; alone they are nothing.
        for nothing in ["\u{200b}", " \u{ad}\u{200d}", "\u{feff}\u{2060}", "\u{2800}", "\u{3164}"] {
            assert_eq!(reason(nothing), Err(AppError::invalid("reason", Rule::Required)), "{nothing:?}");
            let other = rules(send_back(&["other".to_owned()], nothing));
            assert!(other.iter().all(|(field, _)| field == "text") && !other.is_empty(), "{other:?}");
        }
        for turned in ["сайт\u{200b}", "a\u{202e}b", "a\u{200f}", "\u{feff}a"] {
            assert!(matches!(rules(reason(turned))[0].1, Rule::Invisible { .. }), "{turned:?}");
        }
        for good in ["👩\u{200d}💻 ❤\u{fe0f}", "мно\u{ad}го", "می\u{200c}خواهم"] {
            assert_eq!(reason(good).as_deref(), Ok(good));
        }
    }

    #[test]
    fn other_reasons_are_told() {
        assert_eq!(rules(send_back(&["other".to_owned()], ""))[0].0, "text");
        assert!(send_back(&["other".to_owned(), "outdated".to_owned()], "виж т. 2").is_ok());
        assert_eq!(rules(send_back(&[], ""))[0].1, Rule::Required);
    }
}
