//! What signing in, signing out and changing one's password do.

use std::net::IpAddr;

use leptos::prelude::use_context;

use super::actor::Actor;
use super::password::{MAX_LENGTH, MIN_LENGTH};
use super::policy::ManageOwnAccount;
use super::{session, store};
use crate::db::internal;
use crate::error::{AppError, Problem, Rule};
use crate::site::Site;

/// The address a request came from, past the trusted proxies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

pub(super) async fn sign_in(user_name: String, password: String) -> Result<(), AppError> {
    let required = |field: &str| Problem { field: field.to_owned(), rule: Rule::Required };
    let mut problems = Vec::new();
    if user_name.trim().is_empty() {
        problems.push(required("user_name"));
    }
    if password.is_empty() {
        problems.push(required("password"));
    }
    if !problems.is_empty() {
        return Err(AppError::Invalid { problems });
    }
    let site = Site::current()?;
    let address = use_context::<ClientAddress>().map(|address| address.0);
    let session = session::current()?;
    site.sign_in_limits.check(&store::fold(&user_name), address)?;
    let found = store::find_credentials(&site.db, &user_name).await?;
    let (account, hash) = found.unzip();
    // A password longer than any we accept is not worth hashing.
    let too_long = password.chars().count() > MAX_LENGTH as usize;
    let matches = !too_long && site.passwords.verify(password, hash).await?;
    let Some(account) = account.filter(|_| matches) else {
        return Err(AppError::invalid("password", Rule::WrongCredentials));
    };
    session.cycle_id().await.map_err(|error| internal(&error))?;
    session.insert(session::ACCOUNT, account).await.map_err(|error| internal(&error))?;
    Ok(())
}

pub(super) async fn sign_out() -> Result<(), AppError> {
    session::current()?.flush().await.map_err(|error| internal(&error))
}

pub(super) async fn sign_out_everywhere() -> Result<(), AppError> {
    let granted = Actor::current().await?.require::<ManageOwnAccount>()?;
    let site = Site::current()?;
    store::delete_sessions_of(&site.db, granted.account()).await?;
    session::current()?.flush().await.map_err(|error| internal(&error))
}

pub(super) async fn change_password(present: String, new: String, repeated: String) -> Result<(), AppError> {
    let granted = Actor::current().await?.require::<ManageOwnAccount>()?;
    let site = Site::current()?;
    site.sign_in_limits.check(&granted.actor().name, None)?;
    let mut problems = Vec::new();
    let mut problem = |field: &str, rule| problems.push(Problem { field: field.to_owned(), rule });
    let length = u32::try_from(new.chars().count()).unwrap_or(u32::MAX);
    if length < MIN_LENGTH {
        problem("new_password", Rule::TooShort { min: MIN_LENGTH });
    } else if length > MAX_LENGTH {
        problem("new_password", Rule::TooLong { max: MAX_LENGTH });
    } else if new != repeated {
        problem("repeated_password", Rule::PasswordsDiffer);
    }
    let hash = store::find_password_hash(&site.db, granted.account()).await?;
    if present.chars().count() > MAX_LENGTH as usize || !site.passwords.verify(present, Some(hash)).await? {
        problem("present_password", Rule::WrongPassword);
    }
    if !problems.is_empty() {
        return Err(AppError::Invalid { problems });
    }
    let hash = site.passwords.hash(new).await?;
    store::save_password(&site.db, granted.account(), hash, site.clock.now()).await?;
    // All sessions have just ended; this browser gets a new one.
    let session = session::current()?;
    session.cycle_id().await.map_err(|error| internal(&error))?;
    session.insert(session::ACCOUNT, granted.account()).await.map_err(|error| internal(&error))
}
