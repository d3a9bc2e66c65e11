//! The demonstration data set: an invented, plausible history of several years,
//! the same each time, made through the same door as everything else. Every
//! page then says so.
//!
//! The history is simulated event by event from 2020 on; the day it ends only
//! cuts it off, so two installations loaded on different days agree on all days
//! they share.

mod bulletin;
mod demand;
mod dispute;
mod offers;
mod plan;
mod scene;

use std::collections::{BinaryHeap, VecDeque};

use chrono::NaiveDate;

use crate::auth::model::Role;
use crate::auth::password::{HashError, hash_now};
use crate::auth::store::{AccountError, NewAccount, insert_account};
use crate::capacity::operation::Setting;
use crate::clock::Moment;
use crate::clock::source::sofia_day;
use crate::db::{Author, Change, Db};
use crate::error::AppError;
use crate::id::{AccountId, Version};
use crate::ledger::clocks::Clocks;
use crate::onboarding::operation::apply;
use crate::onboarding::store::load_onboarding_of;

pub use bulletin::publish_bulletin;

use offers::Saying;
use plan::{Event, Follower};
use scene::{ACCOUNTS, scenes};

/// A demonstration account.
#[derive(Clone, Copy, Debug)]
pub struct DemoAccount {
    /// User name.
    pub user_name: &'static str,
    /// Password; public, because the data are invented.
    pub password: &'static str,
    /// Role.
    pub role: Role,
    /// Its districts.
    pub districts: &'static [&'static str],
}

/// What was loaded.
#[derive(Clone, Copy, Debug)]
pub struct Loaded {
    /// Entries the ledger gained; 0 when the demonstration was there already.
    pub entries: i64,
    /// The accounts to sign in with.
    pub accounts: &'static [DemoAccount],
}

/// Why the demonstration was not loaded.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// Somebody works with this database.
    #[error(
        "this database has accounts or progress of its own; load the demonstration into another one (--database-url)"
    )]
    InUse,
    /// There are no facts to build on.
    #[error("the database has no facts yet; run `redom seed` first")]
    NotSeeded,
    /// A password could not be hashed.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// An account could not be made.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// A change was refused or the database failed.
    #[error("{0}")]
    App(#[from] AppError),
    /// The database does not answer.
    #[error("the database failed: {0}")]
    Database(#[from] sea_orm::DbErr),
}

/// How many districts may go live in a week.
const PLACES_A_WEEK: u32 = 3;

/// When that was said: 15 June 2020, 09:00 UTC, in milliseconds.
const PLACES_SET_AT: i64 = 1_592_211_600_000;

/// Loads the demonstration into a database that holds the facts and nothing
/// else. The history ends on `until`, or today.
///
/// # Errors
/// [`DemoError`]; nothing is changed then.
pub async fn load_demo(db: &Db, now: Moment, until: Option<NaiveDate>) -> Result<Loaded, DemoError> {
    if db.is_demonstration().await? {
        return Ok(Loaded { entries: 0, accounts: ACCOUNTS });
    }
    let (before, _) = db.ledger_head().await?;
    if before == 0 {
        return Err(DemoError::NotSeeded);
    }
    let own_entries = crate::ledger::store::list_entries_after(db.read(), 0, 1_000).await?;
    let in_use = own_entries.iter().any(|entry| entry.role != Author::INSTALLATION.role);
    if in_use || crate::auth::store::count_accounts(db).await? > 0 {
        return Err(DemoError::InUse);
    }
    let today = sofia_day(now);
    let until = until.unwrap_or(today).min(today);
    let mut hashed = Vec::new();
    for account in ACCOUNTS {
        hashed.push((account, hash_now(account.password)?));
    }
    db.change(Author::INSTALLATION, now, move |change| {
        Box::pin(async move {
            let mut accounts = Vec::new();
            for (account, password_hash) in hashed {
                let new = NewAccount {
                    user_name: account.user_name.to_owned(),
                    password_hash,
                    role: account.role,
                    districts: account.districts.iter().map(|slug| (*slug).to_owned()).collect(),
                    demonstration: true,
                };
                let id = insert_account(&change.tx, new, now)
                    .await
                    .map_err(|error| crate::db::internal(&error))?;
                accounts.push((account, id));
            }
            change.set_demonstration().await?;
            set_places(change, &accounts).await?;
            demand::ask(change, until).await?;
            simulate(change, &accounts, until, now).await
        })
    })
    .await?;
    let (after, _) = db.ledger_head().await?;
    Ok(Loaded { entries: after - before, accounts: ACCOUNTS })
}

/// Runs all scenes side by side, in the order of time, up to a day.
async fn simulate(
    change: &mut Change,
    accounts: &[(&'static DemoAccount, AccountId)],
    until: NaiveDate,
    now: Moment,
) -> Result<(), AppError> {
    let mut followers: Vec<Follower> = Vec::new();
    let mut due: BinaryHeap<Event> = BinaryHeap::new();
    for scene in scenes() {
        let onboarding =
            load_onboarding_of(&change.tx, scene.district, scene.programme, Clocks::on(until)).await?;
        let mut follower = Follower::new(scene, onboarding);
        due.extend(follower.begin(followers.len()));
        followers.push(follower);
    }
    let mut disputes = dispute::events(until).into_iter().peekable();
    let mut filed = dispute::Filed::default();
    let mut sayings = offers::sayings()?;
    while let Some(event) = due.pop() {
        let day = sofia_day(event.at);
        // Nothing is recorded before it happens, also on the last day.
        if day > until || event.at > now {
            break;
        }
        while let Some(earlier) = disputes.next_if(|one| one.at <= event.at) {
            say_all(change, accounts, &mut sayings, earlier.at, until).await?;
            contest(change, accounts, &mut filed, earlier).await?;
        }
        say_all(change, accounts, &mut sayings, event.at, until).await?;
        let Some(follower) = followers.get_mut(event.follower) else { continue };
        let Some((command, version)) = follower.command(&event, day) else { continue };
        change.now = event.at;
        change.today = day;
        change.author = author(accounts, event.by, follower.district());
        match apply(change, &mut follower.onboarding, version, command).await {
            Ok(()) => due.extend(follower.after(&event, day)),
            // The gate holds for inventions too: what is not ready is not marked.
            Err(AppError::Invalid { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    for later in disputes.take_while(|one| one.at <= now && sofia_day(one.at) <= until) {
        say_all(change, accounts, &mut sayings, later.at, until).await?;
        contest(change, accounts, &mut filed, later).await?;
    }
    say_all(change, accounts, &mut sayings, now, until).await
}

/// Somebody contests something, or a coordinator decides on that.
async fn contest(
    change: &mut Change,
    accounts: &[(&'static DemoAccount, AccountId)],
    filed: &mut dispute::Filed,
    event: dispute::Event,
) -> Result<(), AppError> {
    change.now = event.at;
    change.today = sofia_day(event.at);
    change.author = event.by().map_or(Author::PUBLIC, |role| author(accounts, role, ""));
    match event.step {
        dispute::Step::File(one) => {
            match crate::dispute::operation::receive(change, one).await {
                Ok(id) => filed.note(event.story, id),
                // A mark that was never reached is contested by nobody.
                Err(AppError::Invalid { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        dispute::Step::Decide(decision) => {
            let Some(id) = filed.get(event.story) else { return Ok(()) };
            let seen = crate::dispute::store::load_dispute(&change.tx, id).await?.version;
            crate::dispute::operation::decide(change, (id, seen), decision).await?;
        }
    }
    Ok(())
}

/// What is said and seen of services up to an instant.
async fn say_all(
    change: &mut Change,
    accounts: &[(&'static DemoAccount, AccountId)],
    sayings: &mut VecDeque<Saying>,
    by: Moment,
    until: NaiveDate,
) -> Result<(), AppError> {
    while let Some(saying) = offers::due(sayings, by, until) {
        change.now = saying.at;
        change.today = sofia_day(saying.at);
        change.author = author(accounts, saying.by(), saying.district);
        offers::say(change, &saying).await?;
    }
    Ok(())
}

/// How many districts may go live in a week, said before the history begins.
async fn set_places(
    change: &mut Change,
    accounts: &[(&'static DemoAccount, AccountId)],
) -> Result<(), AppError> {
    change.author = author(accounts, Role::Coordinator, "");
    change.now = Moment(PLACES_SET_AT);
    change.today = sofia_day(change.now);
    for programme in ["unified-model", "moving"] {
        let setting = Setting {
            programme: programme.to_owned(),
            week: None,
            places: Some(PLACES_A_WEEK),
            reason: Some("Колкото екипът може да придружи.".to_owned()),
            version: Version(0),
        };
        crate::capacity::operation::apply(change, setting).await?;
    }
    Ok(())
}

fn author(accounts: &[(&'static DemoAccount, AccountId)], role: Role, district: &str) -> Author {
    let found = accounts.iter().find(|(account, _)| {
        account.role == role && (role != Role::DistrictStaff || account.districts.contains(&district))
    });
    Author {
        account: found.map(|(_, id)| *id),
        name: found.map(|(account, _)| account.user_name.to_owned()),
        role: role.key(),
    }
}
