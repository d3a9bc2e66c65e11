//! What districts join: programmes, their ordered milestones and the versioned
//! checklist of what each milestone needs. Everybody may read it; how coordinators
//! draft and publish a version is in `checklist_version`.

pub mod model;

#[cfg(feature = "ssr")]
pub mod history;
#[cfg(feature = "ssr")]
pub mod published;
#[cfg(feature = "ssr")]
pub mod store;
