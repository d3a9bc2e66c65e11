//! The schema, step by step, for SQLite and PostgreSQL.
//!
//! Hand-written SQL, because what protects the ledger (triggers) and the
//! states (CHECK, partial indexes) cannot be said by a schema builder. Each
//! step runs in a transaction; on PostgreSQL the caller holds an advisory lock.

use sea_orm_migration::prelude::{MigrationTrait, async_trait};
pub use sea_orm_migration::prelude::{MigratorTrait, SchemaManager};

mod dialect;
mod m20261121_100000_create_programmes;
mod m20261121_100100_create_onboardings;
mod m20261121_100200_create_ledger;
mod m20261121_100300_create_accounts;
mod m20261121_100400_create_services;
mod m20261121_100500_create_conflicts;
mod m20261122_100000_add_planned_dates;
mod m20261122_110000_add_replay_indexes;
mod m20261122_120000_add_renewal;
mod m20261122_150000_create_outages;
mod m20261122_160000_add_checklist_versions;
mod m20261122_170000_add_condition_since;
mod m20261122_171000_add_outage_title_en;
mod m20261122_180000_create_service_offers;
mod m20261122_183000_create_boundaries;
mod m20261122_190000_create_disputes;
mod m20261122_191000_add_mark_taken_back;
mod m20261122_210000_create_mail;
mod m20261122_210100_create_bulletins;
mod m20261122_220000_create_demand;
mod m20261122_221000_create_observer;
mod m20261122_222000_add_mark_agreed;
mod m20261123_010000_add_dispute_reply;
mod m20261123_090000_keep_boundaries_versions;

/// All steps in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261121_100000_create_programmes::Migration),
            Box::new(m20261121_100100_create_onboardings::Migration),
            Box::new(m20261121_100200_create_ledger::Migration),
            Box::new(m20261121_100300_create_accounts::Migration),
            Box::new(m20261121_100400_create_services::Migration),
            Box::new(m20261121_100500_create_conflicts::Migration),
            Box::new(m20261122_100000_add_planned_dates::Migration),
            Box::new(m20261122_110000_add_replay_indexes::Migration),
            Box::new(m20261122_120000_add_renewal::Migration),
            Box::new(m20261122_150000_create_outages::Migration),
            Box::new(m20261122_160000_add_checklist_versions::Migration),
            Box::new(m20261122_170000_add_condition_since::Migration),
            Box::new(m20261122_171000_add_outage_title_en::Migration),
            Box::new(m20261122_180000_create_service_offers::Migration),
            Box::new(m20261122_183000_create_boundaries::Migration),
            Box::new(m20261122_190000_create_disputes::Migration),
            Box::new(m20261122_191000_add_mark_taken_back::Migration),
            Box::new(m20261122_220000_create_demand::Migration),
            Box::new(m20261122_210000_create_mail::Migration),
            Box::new(m20261122_210100_create_bulletins::Migration),
            Box::new(m20261122_221000_create_observer::Migration),
            Box::new(m20261122_222000_add_mark_agreed::Migration),
            Box::new(m20261123_010000_add_dispute_reply::Migration),
            Box::new(m20261123_090000_keep_boundaries_versions::Migration),
        ]
    }
}
