//! One district for the public: facts with their sources, status, milestones,
//! the checklist without its evidence, whose move it is, its last changes.
//! Everybody may read it.

#[cfg(feature = "ssr")]
pub mod model;

#[cfg(feature = "ssr")]
mod beside;
#[cfg(feature = "ssr")]
mod dates;
#[cfg(feature = "ssr")]
mod facts;
#[cfg(feature = "ssr")]
pub mod history;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod sources;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod text;
