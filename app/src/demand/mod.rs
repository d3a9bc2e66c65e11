//! Demand: anybody, without an account, says that they need a service online in a
//! district where it is not. It is counted by service, district and week, once a
//! day for a network address, and nothing that tells who it was outlives the day
//! ([ADR 0033](../../../docs/adr/0033-demand-without-identity.md)). Everybody
//! reads the counts of the weeks that have ended, from five up; coordinators see
//! the same as an order in which to ask for services.

pub mod button;
pub mod form;
pub mod limits;
pub mod model;
pub mod page;
pub mod salt;
pub mod signal;
pub mod store;
pub mod text;
