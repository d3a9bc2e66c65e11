//! Who are we waiting for: per holder, how much that can be done now waits, in
//! how many districts, since when. Everybody reads the totals; who may see a
//! district's checklist also reads each requirement that waits, with its age.

#[cfg(feature = "ssr")]
pub mod model;

#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod text;
