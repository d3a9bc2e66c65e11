//! Any day replayed: the map and each district as now known to have been, or as
//! published then, and the same as a data file. A link with both clocks shows
//! the same facts for good. Everybody may read it.

pub mod model;

pub mod data;
pub mod page;
pub mod store;
pub mod text;
pub mod view;
