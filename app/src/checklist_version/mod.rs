//! Versions of a checklist. Coordinators draft one, see what it would do to each
//! district, and publish it with the day from which it holds; whoever sees the
//! board reads along. What is recorded of a requirement carries over by its key,
//! and a mark that was set is never taken away.

pub mod api;

#[cfg(feature = "ssr")]
pub mod form;
#[cfg(feature = "ssr")]
pub mod model;
#[cfg(feature = "ssr")]
pub mod operation;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod text;
#[cfg(feature = "ssr")]
pub mod upcoming;
