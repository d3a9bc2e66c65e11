//! The public rollout map and its table: how far each district has come in a
//! programme, the coverage figures and equal readiness. Everybody may read it.

#[cfg(feature = "ssr")]
pub mod model;

#[cfg(feature = "ssr")]
pub mod map;
#[cfg(feature = "ssr")]
pub mod mosaic;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod small;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod text;
#[cfg(feature = "ssr")]
pub mod tint;
#[cfg(feature = "ssr")]
pub mod view;
