//! The server's side: may they, and do it.

use crate::auth::actor::Actor;
use crate::auth::policy::{DraftChecklists, Granted};
use crate::checklist_version::operation::{self, At, Command};
use crate::error::AppError;
use crate::id::Version;
use crate::site::Site;

/// A request that may be carried out.
pub(super) struct Asked {
    site: Site,
    granted: Granted<DraftChecklists>,
}

/// Authorises before anything of the input is looked at.
pub(super) async fn authorise() -> Result<Asked, AppError> {
    let site = Site::current()?;
    let granted = Actor::current().await?.require::<DraftChecklists>()?;
    Ok(Asked { site, granted })
}

impl Asked {
    pub(super) async fn run(
        &self,
        programme: String,
        (number, version): (i32, Version),
        command: Command,
    ) -> Result<(), AppError> {
        let at = At { programme, number, version };
        operation::run(&self.site.db, &self.granted, at, command, self.site.clock.now()).await
    }
}
