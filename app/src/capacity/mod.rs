//! How many districts may go live in a week. Coordinators set it, for every
//! week or for single ones; a district takes the place of the week of its agreed
//! date, and no path gives away more places than there are.

pub mod api;
pub mod model;
pub mod text;

#[cfg(feature = "ssr")]
pub mod operation;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod store;
