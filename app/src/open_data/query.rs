//! What an address of the API asks for. Every parameter is read strictly: one
//! that does not exist, is given twice or is empty is refused, because an answer
//! to another question than the one asked looks right and is wrong.

use http::Uri;

use super::datasets::Set;
use super::model::Filter;
use super::table::Window;
use crate::error::{AppError, Rule};
use crate::ledger::store::find_span;
use crate::programme::store::list_programmes;
use crate::replay::model::{AS_OF, KNOWN, Limits, Shown};
use crate::site::Site;

/// The parameter that says from which row on.
pub const OFFSET: &str = "offset";
/// The parameter that says how many rows.
pub const LIMIT: &str = "limit";
/// So many rows where nothing is said.
pub const DEFAULT_LIMIT: u32 = 100;
/// More rows are not given at once.
pub const MAX_LIMIT: u32 = 500;
/// A larger offset is not looked for.
pub const MAX_OFFSET: u32 = 10_000_000;
/// The largest number a service can have.
pub const MAX_SERVICE: u32 = 9_999_999;
/// The longest name in addresses.
pub const MAX_NAME: usize = 60;

/// Which facts are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Of these programmes.
    pub programmes: Vec<String>,
    /// Of one district or of all.
    pub district: Option<String>,
    /// Of one service or of all.
    pub service: Option<i64>,
    /// Of which day, known when.
    pub shown: Shown,
}

/// The parameters of an address, as they were given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs(Vec<(String, String)>);

impl Asked {
    /// Whether rows of this district are asked for.
    #[must_use]
    pub fn wants_district(&self, slug: &str) -> bool {
        self.district.as_deref().is_none_or(|wanted| wanted == slug)
    }

    /// Whether rows of this service are asked for.
    #[must_use]
    pub fn wants_service(&self, number: i64) -> bool {
        self.service.is_none_or(|wanted| wanted == number)
    }
}

impl Pairs {
    /// The parameters of an address that has these.
    ///
    /// # Errors
    /// [`AppError::Parameter`] for one that it has not, or one given twice.
    pub fn read(uri: &Uri, known: &[&str]) -> Result<Self, AppError> {
        let axum::extract::Query(pairs): axum::extract::Query<Vec<(String, String)>> =
            axum::extract::Query::try_from_uri(uri).map_err(|_| AppError::Malformed)?;
        for (place, (name, value)) in pairs.iter().enumerate() {
            if !known.contains(&name.as_str()) {
                return Err(refuse(name, value, Rule::UnknownParameter { known: known.join(", ") }));
            }
            if pairs.iter().take(place).any(|(earlier, _)| earlier == name) {
                return Err(refuse(name, value, Rule::GivenTwice));
            }
            if value.is_empty() {
                return Err(refuse(name, value, Rule::Required));
            }
        }
        Ok(Self(pairs))
    }

    /// A parameter's value.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// A whole number between these.
    ///
    /// # Errors
    /// [`AppError::Parameter`].
    pub fn number(&self, name: &str, min: u32, max: u32) -> Result<Option<u32>, AppError> {
        let Some(text) = self.get(name) else { return Ok(None) };
        let digits = !text.is_empty() && text.bytes().all(|one| one.is_ascii_digit());
        match text.parse() {
            Ok(number) if digits && (min..=max).contains(&number) => Ok(Some(number)),
            _ => Err(refuse(name, text, Rule::NotANumber { min, max })),
        }
    }

    /// A name in addresses.
    ///
    /// # Errors
    /// [`AppError::Parameter`] when it cannot be one.
    pub fn name(&self, name: &str) -> Result<Option<&str>, AppError> {
        match self.get(name) {
            Some(text) if !is_name(text) => Err(refuse(name, text, Rule::NotOffered)),
            other => Ok(other),
        }
    }

    /// The window of rows.
    ///
    /// # Errors
    /// [`AppError::Parameter`].
    pub fn window(&self) -> Result<Window, AppError> {
        let offset = self.number(OFFSET, 0, MAX_OFFSET)?.unwrap_or_default();
        let limit = self.number(LIMIT, 1, MAX_LIMIT)?.unwrap_or(DEFAULT_LIMIT);
        Ok(Window { offset: offset.into(), limit: Some(limit.into()) })
    }

    /// The same parameters with another offset, as a query.
    #[must_use]
    pub fn at(&self, offset: u64) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.0.iter().filter(|(name, _)| name != OFFSET));
        query.append_pair(OFFSET, &offset.to_string());
        query.finish()
    }
}

/// The parameters of a data set's list.
#[must_use]
pub fn parameters(set: Set) -> Vec<&'static str> {
    let filters = set.dataset().filters.iter().map(|filter| filter.key());
    filters.chain([AS_OF, KNOWN, LIMIT, OFFSET]).collect()
}

/// What these parameters ask for, with what can be shown. The day and the instant
/// are judged as on the pages; of what belongs to no programme, from the first
/// day of the first programme on.
///
/// # Errors
/// [`AppError::NotFound`] for a programme that does not exist,
/// [`AppError::Parameter`].
pub async fn load_asked(site: &Site, set: Set, pairs: &Pairs) -> Result<(Limits, Asked), AppError> {
    let reader = site.db.read();
    let mut programmes = list_programmes(reader).await?;
    if set.dataset().filters.contains(&Filter::Programme) {
        let wanted = match pairs.name(Filter::Programme.key())? {
            Some(key) => programmes.iter().find(|one| one.key == key),
            None => programmes.first(),
        };
        programmes = vec![wanted.ok_or(AppError::NotFound)?.clone()];
    }
    let starts_on = programmes.iter().map(|one| one.starts_on).min().ok_or(AppError::NotFound)?;
    // The clock is asked after the ledger, or its last entry might lie ahead.
    let span = find_span(reader).await?;
    let limits = Limits { today: site.today(), now: site.clock.now(), starts_on, span };
    let shown = limits.read(pairs.get(AS_OF), pairs.get(KNOWN))?;
    programmes.retain(|one| one.starts_on <= shown.day());
    let service = pairs.number(Filter::Service.key(), 1, MAX_SERVICE)?;
    let asked = Asked {
        programmes: programmes.into_iter().map(|one| one.key).collect(),
        district: pairs.name(Filter::District.key())?.map(str::to_owned),
        service: service.map(i64::from),
        shown,
    };
    Ok((limits, asked))
}

/// Whether something can be a name in addresses.
#[must_use]
pub fn is_name(text: &str) -> bool {
    let plain = |one: u8| one.is_ascii_lowercase() || one.is_ascii_digit() || one == b'-';
    !text.is_empty() && text.len() <= MAX_NAME && text.bytes().all(plain)
}

/// The refusal of a parameter; nothing is repeated that nobody can read.
#[must_use]
pub fn refuse(name: &str, value: &str, rule: Rule) -> AppError {
    let short = |text: &str| text.chars().filter(|letter| !letter.is_control()).take(40).collect();
    AppError::Parameter { name: short(name), value: short(value), rule: Box::new(rule) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pairs(query: &str) -> Result<Pairs, AppError> {
        Pairs::read(&format!("/api/v1/marks?{query}").parse().unwrap(), &parameters(Set::Marks))
    }

    #[test]
    fn what_was_not_asked_for_is_not_answered() {
        for query in ["as_of=2026-01-01", "limit=1&limit=2", "limit=", "known=", "&x", "LIMIT=5"] {
            assert!(matches!(pairs(query), Err(AppError::Parameter { .. })), "{query}");
        }
        for query in
            ["limit=0", "limit=501", "limit=-1", "limit=+1", "limit=1.0", "offset=99999999999", "limit=x"]
        {
            assert!(pairs(query).unwrap().window().is_err(), "{query}");
        }
        let window = pairs("limit=500&offset=7").unwrap().window().unwrap();
        assert_eq!(window, Window { offset: 7, limit: Some(500) });
        let next = pairs("district=lyulin&offset=7").unwrap().at(107);
        assert_eq!(next, "district=lyulin&offset=107");
    }

    proptest! {
        #[test]
        fn nothing_in_an_address_fails(query in "[ -~]{0,60}") {
            let Ok(uri) = format!("/api/v1/marks?{query}").parse::<Uri>() else { return Ok(()) };
            if let Ok(pairs) = Pairs::read(&uri, &parameters(Set::Marks)) {
                let _ = (pairs.window(), pairs.name("district"), pairs.number("service", 1, MAX_SERVICE));
            }
        }
    }
}
