//! What districts join: programmes, their ordered milestones and the versioned
//! checklist of what each milestone needs. Everybody may read it; coordinators
//! will draft new versions.

pub mod model;

#[cfg(feature = "ssr")]
pub mod store;
