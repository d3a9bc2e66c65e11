//! One district in one programme: its requirements, milestones, dates and what
//! moves them. Staff of the district submit evidence; coordinators decide, mark
//! and set dates; the rules are in [`model`], and no path goes around the gate.

pub mod api;
pub mod island;
pub mod model;
pub mod text;
pub mod view;

#[cfg(feature = "ssr")]
pub mod answer;
#[cfg(feature = "ssr")]
pub mod checklist;
#[cfg(feature = "ssr")]
pub mod conditions;
#[cfg(feature = "ssr")]
pub mod dates;
#[cfg(feature = "ssr")]
pub mod form;
#[cfg(feature = "ssr")]
pub mod operation;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod slip;
#[cfg(feature = "ssr")]
pub mod status;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod timing;
