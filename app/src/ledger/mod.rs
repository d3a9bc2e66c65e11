//! The ledger: every change with its old and its new value, chained so that a
//! changed byte shows. Stores append; everybody may read what is public of it;
//! `redom verify` checks the chain and that the present equals the replay.

pub mod model;

#[cfg(feature = "ssr")]
pub mod clocks;
#[cfg(feature = "ssr")]
pub mod history;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod sweep;
#[cfg(feature = "ssr")]
pub mod text;
#[cfg(feature = "ssr")]
pub mod verify;
