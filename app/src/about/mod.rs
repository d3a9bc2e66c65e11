//! Texts about the site, for everybody: how accessible it is, what it stores,
//! how its figures are made, what its words mean, where everything is. Who runs
//! the installation is its configuration; where that is silent, the pages say so
//! and invent nothing.

pub mod text;

#[cfg(feature = "ssr")]
pub mod abbreviation;
#[cfg(feature = "ssr")]
pub mod addresses;
#[cfg(feature = "ssr")]
pub mod closest;
#[cfg(feature = "ssr")]
pub mod footer;
#[cfg(feature = "ssr")]
pub mod model;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod schema_org;
