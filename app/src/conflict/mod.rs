//! Two people, one item: the second save is refused and kept, and its author
//! sees both values and chooses. Only the author may see and close it.

pub mod api;

#[cfg(feature = "ssr")]
pub mod list;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod text;
