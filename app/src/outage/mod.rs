//! Shared dependencies that fail: a register or the portal is down, and with it
//! certain requirements and services in all districts. Coordinators record it
//! once, with its begin and end; everybody sees what it touches. While it lasts,
//! what it touches is the move of whoever must mend it, and no district's.

pub mod api;
pub mod model;
pub mod text;

#[cfg(feature = "ssr")]
pub mod form;
#[cfg(feature = "ssr")]
pub mod notice;
#[cfg(feature = "ssr")]
pub mod operation;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod store;
