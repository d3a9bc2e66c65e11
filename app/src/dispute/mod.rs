//! Disputes: anybody, without an account, contests a published mark or reports
//! that a service does not work in a district. Coordinators decide whether it is
//! examined, and its text is shown from then on; the mark shows as disputed. It
//! is to be answered within ten Bulgarian working days, and the outcome stays
//! published. District staff and readers follow what concerns them.

pub mod api;
pub mod model;
pub mod text;

#[cfg(feature = "ssr")]
pub mod form;
#[cfg(feature = "ssr")]
pub mod letter;
#[cfg(feature = "ssr")]
pub mod limits;
#[cfg(feature = "ssr")]
pub mod names;
#[cfg(feature = "ssr")]
pub mod notice;
#[cfg(feature = "ssr")]
pub mod operation;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod token;
