//! Who is asking.

use axum::extract::FromRequestParts;
use http::request::Parts;
use tower_sessions::Session;

use super::model::Role;
use super::{session, store};
use crate::db::{Author, internal};
use crate::error::AppError;
use crate::id::{AccountId, DistrictId};
use crate::site::Site;

/// A signed-in account, as it is now and not as it was at sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Row number.
    pub account: AccountId,
    /// User name.
    pub name: String,
    /// Role.
    pub role: Role,
    /// The districts a member of district staff acts for.
    pub districts: Vec<DistrictId>,
}

impl Actor {
    /// The account signed in to this session, unless it has been disabled.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(site: &Site, session: &Session) -> Result<Option<Self>, AppError> {
        let account: Option<AccountId> =
            session.get(session::ACCOUNT).await.map_err(|error| internal(&error))?;
        match account {
            Some(account) => store::find_actor(&site.db, account).await,
            None => Ok(None),
        }
    }

    /// The signed-in account in a server function.
    ///
    /// # Errors
    /// [`AppError::NotSignedIn`].
    pub async fn current() -> Result<Self, AppError> {
        let site = Site::current()?;
        let session = session::current()?;
        Self::find(&site, &session).await?.ok_or(AppError::NotSignedIn)
    }

    /// The account as the author of a change.
    #[must_use]
    pub fn author(&self) -> Author {
        Author { account: Some(self.account), name: Some(self.name.clone()), role: self.role.key() }
    }
}

impl FromRequestParts<Site> for Actor {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, AppError> {
        Visitor::from_request_parts(parts, site).await?.0.ok_or(AppError::NotSignedIn)
    }
}

/// Somebody who may or may not be signed in.
#[derive(Clone, Debug)]
pub struct Visitor(pub Option<Actor>);

impl FromRequestParts<Site> for Visitor {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, AppError> {
        match parts.extensions.get::<Session>() {
            Some(session) => Ok(Self(Actor::find(site, &session.clone()).await?)),
            None => Ok(Self(None)),
        }
    }
}
