//! What every request needs: the database, the clock, the limits, the built
//! files. Made once by the server and handed to pages as axum's state and to
//! server functions as a context.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::use_context;
use tokio::sync::OnceCell;

use crate::about::model::Installation;
use crate::auth::limits::SignInLimits;
use crate::auth::password::Passwords;
use crate::boundaries::store::Kept;
use crate::clock::source::{Clock, sofia_day};
use crate::db::Db;
use crate::dispute::limits::DisputeLimits;
use crate::dispute::token::FormKey;
use crate::error::AppError;
use crate::ledger::history::History;
use crate::limits::PublicLimits;
use crate::observer::run::Settings;
use crate::open_data::files::Sums;
use crate::open_data::limits::OpenLimits;
use crate::rollout::small::SmallMaps;
use crate::rollout::store::Maps;
use crate::subscription::limits::SubscriptionLimits;

/// Shared by all requests.
#[derive(Clone, Debug)]
pub struct Site(Arc<Parts>);

/// What a [`Site`] is made of.
#[derive(Debug)]
pub struct Parts {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Hashes and checks passwords.
    pub passwords: Passwords,
    /// How often somebody may try to sign in.
    pub sign_in_limits: SignInLimits,
    /// How often somebody may contest something.
    pub dispute_limits: DisputeLimits,
    /// How often somebody may say what they need.
    pub demand_limits: PublicLimits,
    /// How often somebody may ask for open data.
    pub open_limits: OpenLimits,
    /// The checksums of the last day's files, once they were asked for.
    pub open_sums: Sums,
    /// How often somebody may ask to be written to.
    pub subscription_limits: SubscriptionLimits,
    /// What signs the forms for these, read at its first use.
    pub form_key: OnceCell<FormKey>,
    /// The built files.
    pub assets: Assets,
    /// How the observer is set up.
    pub observer: Settings,
    /// The address people use, and who answers for what stands there.
    pub installation: Installation,
    /// The ledger, for replays.
    pub history: History,
    /// The mosaic as drawn, computed at the first map.
    pub maps: OnceCell<Maps>,
    /// Small maps of days of the past as drawn.
    pub small_maps: SmallMaps,
    /// The true boundaries as drawn, when there are any.
    pub boundaries: Kept,
}

/// Addresses of the built files by their logical names, e.g. `redom.css`.
#[derive(Clone, Debug, Default)]
pub struct Assets(pub BTreeMap<String, String>);

impl Site {
    /// Puts the parts together.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    /// The site in a server function.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the server forgot to provide it.
    pub fn current() -> Result<Self, AppError> {
        use_context::<Self>()
            .ok_or_else(|| AppError::Internal { incident: "no site in the context".to_owned() })
    }

    /// Today in Sofia.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        sofia_day(self.clock.now())
    }
}

impl Deref for Site {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Assets {
    /// The address of a built file; of one that was not built, the address it
    /// would have, so that the page still says what is missing.
    #[must_use]
    pub fn url(&self, name: &str) -> String {
        self.0.get(name).cloned().unwrap_or_else(|| format!("/pkg/{name}"))
    }
}
